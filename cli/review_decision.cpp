#include "cli/decision_words.hpp"
#include "cli/render.hpp"
#include "cli/review_loop.hpp"
#include "core/base/text.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace mkai::cli {

// No key approves: the word is typed out, for each version by itself.
const std::array<ReviewLoop::Key, 8> ReviewLoop::k_decision_keys{{
    {"a", "accept", "accept this version: it is on brief", &ReviewLoop::may_accept, &ReviewLoop::accept},
    {"approve", "approve", "approve exactly this version", &ReviewLoop::may_approve, &ReviewLoop::approve},
    {"c", "changes", "ask for changes, with what you said as the reason", &ReviewLoop::may_request_changes,
     &ReviewLoop::request_changes},
    {"r", "reject", "reject it: it can never be published", &ReviewLoop::may_reject, &ReviewLoop::reject},
    {"k", "back", "go back to the fields", &ReviewLoop::always, &ReviewLoop::back},
    {"l", "later", "leave it undecided, and go on", &ReviewLoop::always, &ReviewLoop::later},
    {"q", "quit", "stop; what is not decided by then stays undecided", &ReviewLoop::always,
     &ReviewLoop::quit},
    {"?", "help", "explain these keys", &ReviewLoop::always, &ReviewLoop::help_at_decision},
}};

Result<ReviewStep> ReviewLoop::ask_for_decision() {
    show(walk_answers(m_walk, m_answers, look()));
    const std::string why = why_no_yes();
    if (!why.empty()) show(why);
    for (;;) {
        auto step = may_approve()
                        ? ask(fmt::format("To approve exactly {}, type approve", version_words(m_walk)),
                              k_decision_keys, true)
                        : ask(fmt::format("What do you decide on {}?", version_words(m_walk)),
                              k_decision_keys, false);
        if (!step || *step != ReviewStep::ask) return step;
    }
}

std::string ReviewLoop::why_no_yes() const {
    if (choices().yes || !app::all_right(m_answers)) return {};
    return fmt::format("There is no yes of yours to give now: it is {}.\n\n",
                       printable_line(state_words(m_walk.target.version, m_session.workspace.roster())));
}

// --- keys of the decision ---

Result<ReviewStep> ReviewLoop::accept() {
    auto reason = m_input.line("Why, in a line (Enter leaves it out)?");
    if (!reason) return fail(reason);
    return *reason ? decide(Action::accept, std::move(**reason)) : ReviewStep::stop;
}

Result<ReviewStep> ReviewLoop::approve() {
    auto reason = m_input.line("Why, in a line?");
    if (!reason) return fail(reason);
    return *reason ? decide_because(Action::approve, std::move(**reason)) : ReviewStep::stop;
}

Result<ReviewStep> ReviewLoop::request_changes() {
    std::string collected = app::reason_of(m_walk, m_answers);
    if (!collected.empty()) show(fmt::format("The reason: {}\n", printable_line(collected)));
    auto reason = m_input.line(collected.empty() ? "What is to be changed, in a line?"
                                                 : "Enter keeps it; or type another:");
    if (!reason) return fail(reason);
    if (!*reason) return ReviewStep::stop;
    return decide_because(Action::request_changes,
                          (*reason)->empty() ? std::move(collected) : std::move(**reason));
}

Result<ReviewStep> ReviewLoop::reject() {
    auto reason = m_input.line("Why is it never to be published, in a line?");
    if (!reason) return fail(reason);
    return *reason ? decide_because(Action::reject, std::move(**reason)) : ReviewStep::stop;
}

Result<ReviewStep> ReviewLoop::decide_because(Action action, std::string reason) {
    if (!reason.empty()) return decide(action, std::move(reason));
    show("That needs a reason; nothing was decided.\n");
    return ReviewStep::ask;
}

Result<ReviewStep> ReviewLoop::back() {
    return ReviewStep::show;
}

Result<ReviewStep> ReviewLoop::later() {
    show(fmt::format("{} is undecided.\n", version_words(m_walk)));
    return ReviewStep::done;
}

Result<ReviewStep> ReviewLoop::help_at_decision() {
    show(help_of(k_decision_keys));
    return ReviewStep::ask;
}

Result<ReviewStep> ReviewLoop::decide(Action action, std::string reason) {
    app::DecisionRequest request = m_request.with;
    request.action = action;
    request.reason = std::move(reason);
    auto changed = app::decide(m_session, m_walk.target, request);
    if (!changed) {
        show_error(changed.error());
        show("Nothing was decided.\n");
        return changed.error().code == ErrorCode::conflict ? open_newest()
                                                           : Result<ReviewStep>(ReviewStep::ask);
    }
    show(decided_text(action, *changed, m_context.terminal()));
    // Of several of the same decision all are named.
    if (std::exchange(m_made_action, action) != action) m_made.clear();
    m_made.push_back(std::move(*changed));
    m_decided[m_piece] = true;
    return ReviewStep::done;
}

// After somebody else did something to it. Another version is read from its beginning.
Result<ReviewStep> ReviewLoop::open_newest() {
    auto newest = app::find_target(m_session.ledger, m_walk.target.asset.asset);
    if (!newest) return fail(newest);
    const bool same = newest->version.number == m_walk.target.version.number;
    if (auto opened = open(std::move(*newest), same ? m_answers : app::Answers()); !opened)
        return fail(opened);
    show(fmt::format("\nThis is how it stands now{}.\n",
                     same ? "" : ", a new version: none of it is answered yet"));
    show_head();
    return app::next_open(m_answers, m_at) ? ReviewStep::show : ReviewStep::decide;
}

}  // namespace mkai::cli
