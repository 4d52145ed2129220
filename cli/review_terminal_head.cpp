#include "cli/render.hpp"
#include "cli/review_terminal_parts.hpp"
#include "core/app/status.hpp"
#include "core/app/transition.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_margin = 2;
constexpr std::size_t k_decisions_shown = 5;

void add_asked(Rows& rows, const app::ReviewWalk& walk, const ReviewContext& context) {
    const app::Explanation& e = walk.sheet.explanation;
    if (e.version.number < e.asset.head)
        rows.add("Newest", {{"not this one", Colour::red}, {fmt::format(": v{} is newer", e.asset.head)}});
    bool asked = false;
    for (const RequestRecord& r : e.waiting_on) {
        if (r.number != e.version.number) continue;
        asked = true;
        const bool you = app::waits_for(r, context.reader);
        Spans out{{fmt::format("{}, {}{}", you ? "you" : asked_words(r, context.roster), to_do_words(r),
                               r.due.empty() ? ", no day was set" : " by " + r.due)}};
        if (!r.due.empty() && is_past(r.due, context.now))
            out.push_back({": that day has passed", Colour::red});
        if (r.action == "approve" && walk.sheet.approvals_needed > 1)
            out.push_back({fmt::format("; it takes {} people of legal", walk.sheet.approvals_needed)});
        rows.add("Asked", out);
    }
    if (!asked) rows.add("Asked", "nobody, about this version");
}

std::string seen_words(const app::LastSeen& seen, const ReviewContext& context) {
    switch (seen.how) {
        case app::SeenHow::decided:
            return fmt::format("you last saw v{} (you {} it on {})", seen.number, deed_words(seen.action),
                               to_string(date_of(seen.at)));
        case app::SeenHow::commented:
            return fmt::format("you last saw v{} (you commented on it on {})", seen.number,
                               to_string(date_of(seen.at)));
        case app::SeenHow::approved:
            return fmt::format("you decided on no earlier version; {} approved v{} on {}",
                               person_words(context.roster, seen.person), seen.number,
                               to_string(date_of(seen.at)));
        case app::SeenHow::previous:
            return "you decided on no earlier version, and none was approved";
        case app::SeenHow::never:
            return "this is the first version";
    }
    return {};
}

// The newest version that a model wrote, and who made what came after it.
void add_origin(Rows& rows, const app::ReviewWalk& walk, const ReviewContext& context) {
    const app::ReviewSheet& sheet = walk.sheet;
    const auto& made = sheet.explanation.made;
    if (made.empty()) return;
    const VersionRecord& v = made.back().version;
    rows.add("Made", fmt::format("{} by {} on {}", v.how, person_words(context.roster, v.made_by),
                                 to_string(date_of(v.made_at))));
    for (std::size_t i = made.size(); i-- > 0;) {
        if (!made[i].call) continue;
        const CallRecord& call = *made[i].call;
        rows.add(
            "Model",
            fmt::format("{}{}; asked by {} with the prompt {} ({})",
                        i + 1 == made.size() ? "" : fmt::format("wrote v{}: ", made[i].version.number),
                        model_words(call, made[i].version.demo), person_words(context.roster, call.actor),
                        call.prompt_id, short_digest(call.prompt_version)));
        const std::vector<std::string>& sections = sheet.sections[i];
        rows.add("", made[i].messages_purged_at ? std::string("what it was shown is no longer kept")
                     : sections.empty()         ? std::string("it was shown nothing but its prompt")
                                                : "it was shown: " + join(sections, "; "));
        return;
    }
    rows.add("Model", "none wrote any of it");
}

void add_decisions(Rows& rows, const app::ReviewWalk& walk, const ReviewContext& context) {
    const auto& decisions = walk.sheet.explanation.decisions;
    const std::size_t first = decisions.size() > k_decisions_shown ? decisions.size() - k_decisions_shown : 0;
    if (first > 0)
        rows.add("Decided", fmt::format("{} older: mkai log {}", counted(first, "decision"),
                                        walk.sheet.explanation.asset.asset));
    for (std::size_t i = first; i < decisions.size(); ++i) {
        const DecisionRecord& d = decisions[i].decision;
        rows.add("Decided",
                 fmt::format("{} {} v{} on {}{}{}{}", person_words(context.roster, d.person),
                             deed_words(d.action), d.number, to_string(date_of(d.at)),
                             decisions[i].reason.empty()
                                 ? std::string()
                                 : fmt::format(": \"{}\"", printable_line(decisions[i].reason)),
                             d.revoked ? "; taken back since" : "",
                             d.transcribed_by.empty()
                                 ? std::string()
                                 : "; " + app::transcribed_words(d.transcribed_by, d.person, d.proof)));
    }
}

void add_found(Rows& rows, const app::ReviewSheet& sheet) {
    if (!sheet.reading)
        return rows.add("Found",
                        {{"not checked", Colour::red}, {": its brief or channel cannot be read today"}});
    const auto& findings = sheet.reading->findings;
    const std::size_t errors = count_of(findings, Level::error) + sheet.drift.size();
    const std::size_t warnings = count_of(findings, Level::warning);
    const std::size_t waived = count_waived(findings);
    Spans out{{counted(errors, "error"), errors > 0 ? Colour::red : Colour::none},
              {", "},
              {counted(warnings, "warning"), warnings > 0 ? Colour::yellow : Colour::none}};
    if (waived > 0) out.push_back({fmt::format(", {} let pass", waived)});
    rows.add("Found", out);
}

}  // namespace

std::string version_words(const app::ReviewWalk& walk) {
    const VersionRecord& v = walk.sheet.explanation.version;
    return fmt::format("{}@v{} ({})", walk.sheet.explanation.asset.asset, v.number, short_digest(v.digest));
}

std::string walk_head(const app::ReviewWalk& walk, const Place& place, const ReviewContext& context,
                      const Look& look) {
    const app::ReviewSheet& sheet = walk.sheet;
    const Subject& subject = sheet.explanation.subject;
    std::string out =
        "\n" + look.paint(Colour::bold, version_words(walk)) +
        (place.count > 1 ? fmt::format(", piece {} of {}", place.at + 1, place.count) : std::string()) +
        "\n\n";
    Rows rows(std::max<std::size_t>(look.columns, 40) - k_margin, look.colour);
    rows.add("Campaign",
             fmt::format("{} ({}); {}; {}, market {}", printable_line(sheet.campaign), subject.asset.brief,
                         sheet.channel->title, subject.asset.locale, market_of(subject.asset.locale)));
    const std::string_view state = to_string(sheet.explanation.version.state);
    rows.add("State", {{state_words(sheet.explanation.version, context.roster), colour_of_state(state)}});
    add_asked(rows, walk, context);
    rows.add("Before", seen_words(sheet.last_seen, context));
    add_origin(rows, walk, context);
    add_decisions(rows, walk, context);
    add_found(rows, sheet);
    return out + lines_text(rows.take(), k_margin);
}

}  // namespace mkai::cli
