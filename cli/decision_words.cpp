#include "cli/decision_words.hpp"

#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

struct Wording {
    Action action;
    std::string_view done;   // "reviewed {}"
    std::string_view again;  // when it stood already; {}: who decided
    std::string_view after;  // what it means, where the state does not say it
};
constexpr std::array k_wordings{
    Wording{Action::accept, "accepted", "was accepted already", ""},
    Wording{Action::request_changes, "asked for changes to", "was sent back already", ""},
    Wording{Action::reject, "rejected", "was rejected already", "it can never be published"},
    Wording{Action::approve, "approved", "was approved by {} already", ""},
    Wording{Action::revoke, "took back the approval of", "had no approval",
            "it needs a new one before it is published again"},
};

// More than these are a line that nobody reads.
constexpr std::size_t k_named_max = 6;

std::string versions_of(const std::vector<app::Changed>& all) {
    std::vector<std::string> out;
    for (const app::Changed& changed : all)
        out.push_back(fmt::format("{}@v{}", changed.asset, changed.version));
    return join(out, " ");
}

std::string assets_of(const std::vector<app::Changed>& all) {
    std::vector<std::string> out;
    for (const app::Changed& changed : all)
        if (changed.state == VersionState::legal_approved) out.push_back(changed.asset);
    return join(out, " ");
}

}  // namespace

std::string decided_text(Action action, const app::Changed& changed, const Terminal& terminal,
                         std::string_view who) {
    const auto row = std::ranges::find(k_wordings, action, &Wording::action);
    if (row == k_wordings.end()) return {};
    const std::string version = fmt::format("{}@v{}", changed.asset, changed.version);
    std::string out =
        changed.unchanged
            ? fmt::format("{} {}; nothing to do\n", version, fmt::format(fmt::runtime(row->again), who))
        : !row->after.empty()
            ? fmt::format("{} {} ({}); {}\n", row->done, version, short_digest(changed.digest), row->after)
            : fmt::format(
                  "{} {} ({}), now {}\n", row->done, version, short_digest(changed.digest),
                  terminal.paint(colour_of_state(to_string(changed.state)), to_string(changed.state)));
    for (const std::string& label : changed.labels)
        out += fmt::format("  {}: good for sandbox destinations alone, because nobody else could approve\n",
                           label);
    for (const Finding& finding : changed.waived)
        out += fmt::format("  let pass: {} [{}]\n", printable_line(finding.message), finding.code);
    return out;
}

std::string next_after(Action action, const std::vector<app::Changed>& all, const AfterDecision& after) {
    const app::Changed& last = all.back();
    switch (action) {
        case Action::accept:
            return all.size() > k_named_max
                       ? fmt::format("legal decides on {}: mkai status --waiting-on legal", all.size())
                       : fmt::format("legal decides, with mkai approve {} --reason \"...\"",
                                     versions_of(all));
        case Action::approve: {
            if (last.state != VersionState::legal_approved)
                return fmt::format("one more person of legal: mkai approve {}",
                                   all.size() > k_named_max ? versions_of({last}) : versions_of(all));
            if (after.pause) return resume_words(*after.pause, after.person);
            return fmt::format("mkai publish {} -d {}",
                               all.size() > k_named_max ? last.asset : assets_of(all), after.destination);
        }
        case Action::request_changes:
            return fmt::format("mkai edit {0}, or mkai generate {0} --again (the model is told the reason)",
                               last.asset);
        case Action::reject:
            return fmt::format("mkai generate {0}, or mkai edit {0}", last.asset);
        default:
            return fmt::format("mkai status {}", last.asset);
    }
}

}  // namespace mkai::cli
