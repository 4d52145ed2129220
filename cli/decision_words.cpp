#include "cli/decision_words.hpp"

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

std::string next_after(Action action, const app::Changed& changed, const std::string& destination) {
    switch (action) {
        case Action::accept:
            return fmt::format("legal decides, with mkai approve {}@v{} --reason \"...\"", changed.asset,
                               changed.version);
        case Action::approve:
            return changed.state == VersionState::legal_approved
                       ? fmt::format("mkai publish {} -d {}", changed.asset, destination)
                       : fmt::format("one more person of legal: mkai approve {}@v{}", changed.asset,
                                     changed.version);
        case Action::request_changes:
            return fmt::format("mkai edit {0}, or mkai generate {0} --again (the model is told the reason)",
                               changed.asset);
        case Action::reject:
            return fmt::format("mkai generate {0}, or mkai edit {0}", changed.asset);
        default:
            return fmt::format("mkai status {}", changed.asset);
    }
}

}  // namespace mkai::cli
