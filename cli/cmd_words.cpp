#include "cli/cmd.hpp"
#include "cli/copy_editor.hpp"
#include "cli/copy_file.hpp"
#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/edit.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string next_after(const Context& context, const std::string& asset,
                       const std::vector<Finding>& findings) {
    return has_errors(findings)
               ? fmt::format("mend what is found, or it cannot be reviewed: mkai edit {}", asset)
               : review_words(context, asset);
}

Reply edited_reply(const Context& context, const app::Edited& edited) {
    Reply reply;
    const std::string& asset = edited.changed.asset;
    if (edited.changed.unchanged) {
        reply.text = fmt::format("{} is as it was; no new version\n", asset);
    } else {
        reply.text =
            fmt::format("{}@v{} ({})\n", asset, edited.changed.version, short_digest(edited.changed.digest));
        if (!edited.before.empty()) reply.text += diff_text(edited.before, edited.after, context.terminal());
        std::vector<Finding> told = edited.findings;
        for (Finding& f : told) f.file = asset;
        reply.text += findings_text(told, context.terminal());
        reply.next = next_after(context, asset, told);
    }
    Json json = changed_json(edited.changed);
    json["diff"] = diff_json(edited.before, edited.after);
    json["findings"] = findings_json(edited.findings);
    set_json(reply, {{"version", std::move(json)}});
    return reply;
}

std::optional<double> parse_minutes(const std::string& typed) {
    constexpr double k_most = 100'000;
    double minutes = 0;
    const char* end = typed.data() + typed.size();
    const auto [stopped, ec] = std::from_chars(typed.data(), end, minutes);
    const bool good = ec == std::errc{} && stopped == end && minutes >= 0 && minutes <= k_most;
    return good ? std::optional(minutes) : std::nullopt;
}

Result<Reply> edit(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto target = app::find_target(session->ledger, args.get("ASSET"));
    if (!target) return fail(target);
    auto id = parse_asset_id(target->asset.asset);
    if (!id) return fail(id);
    app::TodayReader reader(session->workspace);
    auto today = reader.look(*id);
    if (!today) return fail(today);
    app::EditRequest request;
    request.reason = args.get("--reason");
    request.assignee = args.get("--ask");
    if (const auto typed = args.find("--minutes")) {
        request.minutes = parse_minutes(*typed);
        if (!request.minutes)
            return fail(ErrorCode::usage, fmt::format("{} is no number of minutes", in_quotes(*typed)),
                        "--minutes 12");
    }
    if (auto take = args.find("--take")) {
        const std::string digits = take->starts_with('#') ? take->substr(1) : *take;
        const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), request.take);
        if (ec != std::errc{} || end != digits.data() + digits.size() || request.take < 1)
            return fail(ErrorCode::usage,
                        fmt::format("\"{}\" is not the number of a suggestion", printable_line(*take)),
                        "mkai show lists them");
    }
    if (auto file = args.find("--from")) {
        auto text = read_file(*file, k_copy_bytes_max);
        if (!text) return fail(text);
        auto json = read_data(*file, *text);
        if (!json) return fail(json);
        auto fields = fields_from_json(*json);
        if (!fields) return fail(fields);
        request.fields = std::move(*fields);
    }
    for (const std::string& given : args.list("--set")) {
        const auto equals = given.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::usage, fmt::format("\"{}\" is not FIELD=VALUE", printable_line(given)),
                        "--set subject=\"Another subject\"");
        auto value =
            app::parse_field_value(*today->channel, given.substr(0, equals), given.substr(equals + 1));
        if (!value) return fail(value);
        request.fields[given.substr(0, equals)] = std::move(*value);
    }
    const bool by_hand = request.fields.empty() && request.take == 0;
    auto edited = by_hand ? edit_copy(context.terminal(), *session, *target, *today->channel, request)
                          : app::edit(*session, *target, request);
    if (!edited) return fail(edited);
    return edited_reply(context, *edited);
}

Result<Reply> import_file(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    const std::string file = args.get("FILE");
    auto items = read_copy_file(file);
    if (!items) return fail(items);
    Reply reply;
    Json rows = Json::array();
    for (const app::ImportItem& item : *items) {
        auto imported = app::import_copy(*session, item);
        if (!imported) {
            if (!rows.empty())
                imported.error().with_context(
                    fmt::format("{} of {} were imported before it", rows.size(), items->size()));
            return fail(imported);
        }
        reply.text += imported->changed.unchanged
                          ? fmt::format("{} is as it was; no new version\n", item.asset)
                          : fmt::format("{}@v{} from {}\n", item.asset, imported->changed.version,
                                        printable_line(item.from));
        for (Finding& f : imported->findings) f.file = item.asset;
        reply.text += findings_text(imported->findings, context.terminal());
        reply.next = next_after(context, item.asset, imported->findings);
        Json row = changed_json(imported->changed);
        row["findings"] = findings_json(imported->findings);
        rows.push_back(std::move(row));
    }
    set_json(reply, {{"imported", std::move(rows)}});
    return reply;
}

}  // namespace

Command cmd_edit() {
    return {"edit",
            Group::words,
            "Change the copy yourself: a new version, which starts all gates again.",
            "Without --set, --from or --take it opens your editor (MKAI_EDITOR, VISUAL, EDITOR). Prices, "
            "terms and dates "
            "are locked: they come from the brief.",
            {{"mkai edit spring/email", "every field in your editor"},
             {"mkai edit spring/email --set subject=\"Spring starts tonight\"", "one field"}},
            {{"ASSET", "what is edited"}},
            {{"--set", "FIELD=VALUE", "a field's new text; a list has an item a line", true},
             {"--from", "FILE", "fields from a YAML or JSON file"},
             {"--take", "N", "take suggestion #N over; you become its editor"},
             {"--reason", "TEXT", "why"},
             {"--minutes", "N", "how long you worked on it, for comparisons of ways to make copy"},
             {"--ask", "PERSON", "who is asked to review"}},
            edit};
}

Command cmd_import() {
    return {"import",
            Group::words,
            "Bring in copy that people or agencies wrote, with its origin.",
            "A YAML or JSON file: {asset, from, fields}, or several under assets. `minutes` says how long "
            "they worked on "
            "a piece, for comparisons of ways to make copy.",
            {{"mkai import agency.yaml", "asset: spring/email.en-GB.a, from: Acme agency, fields: {...}"},
             {"mkai import batch.json --json", "several at once, for a script"}},
            {{"FILE", "the file"}},
            {},
            import_file};
}

}  // namespace mkai::cli
