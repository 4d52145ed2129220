#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<Reply> list(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    std::vector<std::vector<Cell>> rows;
    Json channels = Json::array();
    for (const std::string& id : (*files)->channel_ids()) {
        auto channel = (*files)->channel(id);
        if (!channel) return fail(channel);
        std::vector<std::string> fields;
        for (const ChannelField& field : (*channel)->fields) fields.push_back(field.name);
        rows.push_back({{id, Colour::bold}, {(*channel)->title}, {join(fields, ", ")}});
        channels.push_back({{"id", id}, {"title", (*channel)->title}, {"fields", fields}});
    }
    Reply reply;
    reply.text = table(rows, context.terminal());
    reply.next = "mkai channel show CHANNEL";
    set_json(reply, {{"channels", std::move(channels)}});
    return reply;
}

Json channel_json(const Channel& channel) {
    Json fields = Json::array();
    for (const ChannelField& f : channel.fields)
        fields.push_back({{"name", f.name},
                          {"label", f.label},
                          {"about", f.about},
                          {"part", to_string(f.part)},
                          {"list", f.list},
                          {"required", f.required},
                          {"plain", f.plain},
                          {"recombines", f.recombines}});
    Json locked = Json::array();
    for (const LockedField& f : channel.locked)
        locked.push_back({{"name", f.name},
                          {"label", f.label},
                          {"from", f.from},
                          {"required", f.required},
                          {"pinned", f.pinned}});
    Json limits = Json::array();
    for (const ChannelLimit& l : channel.limits)
        limits.push_back({{"field", l.field},
                          {"unit", to_string(l.unit)},
                          {"min", l.min},
                          {"max", l.max},
                          {"level", l.hard ? "hard" : "soft"},
                          {"source", l.source},
                          {"checked_on", l.checked_on}});
    Json folds = Json::array();
    for (const ChannelFold& f : channel.folds)
        folds.push_back(
            {{"field", f.field}, {"shows", f.shows}, {"source", f.source}, {"checked_on", f.checked_on}});
    Json longest = Json::object();
    for (const std::string& token : channel.tokens) longest[token] = channel.longest_of(token);
    return {{"id", channel.id},
            {"title", channel.title},
            {"fold", std::move(folds)},
            {"token_longest", std::move(longest)},
            {"own_site", channel.own_site},
            {"fields", std::move(fields)},
            {"locked", std::move(locked)},
            {"limits", std::move(limits)},
            {"tokens", channel.tokens},
            {"media_max", channel.media_max},
            {"recall", or_null(channel.recall)}};
}

std::vector<std::string> locked_notes(const LockedField& field) {
    return field.pinned ? std::vector<std::string>{"pinned"} : std::vector<std::string>{};
}

// "(optional, recombined)"
std::string notes(const std::vector<std::string>& words) {
    return words.empty() ? std::string() : fmt::format(" ({})", join(words, ", "));
}

std::vector<std::string> field_notes(const ChannelField& field) {
    std::vector<std::string> words;
    if (!field.required) words.emplace_back("optional");
    if (field.recombines) words.emplace_back("recombined: each entry stands alone");
    return words;
}

std::string fold_words(const ChannelFold& fold) {
    return fold.shows > 0 ? fmt::format("first {} characters", fold.shows) : "nothing of it";
}

// "30 display width", "1 to 3 items"
std::string limit_words(const ChannelLimit& limit) {
    std::string unit(to_string(limit.unit));
    std::ranges::replace(unit, '_', ' ');
    return limit.min > 0 ? fmt::format("{} to {} {}", limit.min, limit.max, unit)
                         : fmt::format("{} {}", limit.max, unit);
}

Result<Reply> show(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto channel = (*files)->channel(args.get("CHANNEL"));
    if (!channel) return fail(channel);
    const Terminal& t = context.terminal();
    Reply reply;
    reply.text = t.paint(Colour::bold, (*channel)->title) + "\n";
    for (const ChannelField& f : (*channel)->fields)
        reply.text += fmt::format(
            "  {}{}\n      {}\n", t.paint(Colour::bold, f.name), notes(field_notes(f)),
            join(wrap(f.about, static_cast<std::size_t>(std::min(t.width(), 100)) - 6), "\n      "));
    if (!(*channel)->locked.empty()) reply.text += "\nFilled from the brief, locked\n";
    for (const LockedField& f : (*channel)->locked)
        reply.text += fmt::format("  {}  from {}{}\n", f.name, f.from, notes(locked_notes(f)));
    if (!(*channel)->tokens.empty()) reply.text += "\nMerge tokens, counted at their longest\n";
    for (const std::string& token : (*channel)->tokens)
        reply.text += fmt::format("  {}  {} characters\n", token, (*channel)->longest_of(token));
    if (!(*channel)->limits.empty()) reply.text += "\nLimits\n";
    std::vector<std::vector<Cell>> rows;
    for (const ChannelLimit& l : (*channel)->limits)
        rows.push_back({{"  " + l.field},
                        {limit_words(l)},
                        {l.hard ? "hard" : "soft", l.hard ? Colour::red : Colour::dim},
                        {fmt::format("{} ({})", l.source, l.checked_on), Colour::dim}});
    reply.text += table(rows, t);
    if (!(*channel)->folds.empty()) reply.text += "\nSeen before a tap or a scroll\n";
    std::vector<std::vector<Cell>> folds;
    for (const ChannelFold& fold : (*channel)->folds)
        folds.push_back({{"  " + fold.field},
                         {fold_words(fold)},
                         {fmt::format("{} ({})", fold.source, fold.checked_on), Colour::dim}});
    reply.text += table(folds, t);
    if (!(*channel)->recall.empty()) reply.text += "\n" + (*channel)->recall + "\n";
    set_json(reply, {{"channel", channel_json(**channel)}});
    return reply;
}

}  // namespace

Command cmd_channel_list() {
    return {"channel list",
            Group::workspace,
            "List the channels that briefs may use.",
            "",
            {{"mkai channel list", "their ids and fields"}, {"mkai channel list --json", "for a script"}},
            {},
            {},
            list};
}

Command cmd_channel_show() {
    return {"channel show",
            Group::workspace,
            "Show a channel: its fields, what is locked, its limits and its fold with source and date.",
            "",
            {{"mkai channel show email", "what an email consists of"},
             {"mkai channel show google-rsa --json", "as data"}},
            {{"CHANNEL", "the channel"}},
            {},
            show};
}

}  // namespace mkai::cli
