// The loop of a review at a terminal: its questions, its keys and what they do. review_terminal.cpp has the
// stops, review_decision.cpp the decision at the end of a version.
#pragma once

#include "cli/key_input.hpp"
#include "cli/review_terminal.hpp"
#include "cli/review_terminal_parts.hpp"
#include "core/app/remark.hpp"
#include "core/app/review_walk.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::cli {

enum class ReviewStep {
    ask,     // the same question again
    show,    // the stop that `at` names
    decide,  // on this version
    done,    // with this version
    stop,    // with the review
};

// The review of one command. Whatever a key does ends in a step.
class ReviewLoop {
  public:
    ReviewLoop(Context& context, const app::Session& session, ReviewRequest request)
        : m_context(context),
          m_session(session),
          m_request(std::move(request)),
          m_input(context.terminal().plain()),
          m_decided(m_request.targets.size()) {}

    Result<Reply> run();

  private:
    struct Key {
        std::string_view key;   // what is pressed
        std::string_view word;  // what may be typed instead, where answers are lines
        std::string_view help;
        bool (ReviewLoop::*offered)() const;
        Result<ReviewStep> (ReviewLoop::*act)();
    };
    static const std::array<Key, 10> k_stop_keys;
    static const std::array<Key, 8> k_decision_keys;

    // --- one version ---
    Result<ReviewStep> review(const app::Target& target);
    Done open(app::Target target, app::Answers answers);
    Result<ReviewStep> ask_at_stop();
    Result<ReviewStep> ask_for_decision();
    Result<ReviewStep> ask(std::string_view question, std::span<const Key> keys, bool as_line);

    // --- keys at a stop ---
    Result<ReviewStep> answer_right();
    Result<ReviewStep> answer_needs_work();
    Result<ReviewStep> edit();
    Result<ReviewStep> suggest();
    Result<ReviewStep> comment();
    Result<ReviewStep> toggle();
    Result<ReviewStep> next();
    Result<ReviewStep> previous();
    Result<ReviewStep> quit() { return ReviewStep::stop; }
    Result<ReviewStep> help_at_stop();

    // --- keys of the decision ---
    Result<ReviewStep> accept();
    Result<ReviewStep> approve();
    Result<ReviewStep> request_changes();
    Result<ReviewStep> reject();
    Result<ReviewStep> back();
    Result<ReviewStep> later();
    Result<ReviewStep> help_at_decision();

    bool always() const { return true; }
    bool is_written() const { return m_walk.written_at(stop()) != nullptr; }
    bool has_two_views() const { return has_changed(stop()); }
    bool may_say(Action yes) const { return choices().yes == yes && app::all_right(m_answers); }
    bool may_accept() const { return may_say(Action::accept); }
    bool may_approve() const { return may_say(Action::approve); }
    bool may_request_changes() const { return choices().request_changes; }
    bool may_reject() const { return choices().reject; }

    app::WalkChoices choices() const {
        return app::choices_of(m_walk.target.version.state, m_session.actor.person);
    }
    const app::WalkStop& stop() const { return m_walk.stops[m_at]; }
    ReviewContext reading() const;
    Look look() const;
    void show(std::string_view text) const;
    void show_error(const Error& error) const;
    void show_head() const;
    std::string why_no_yes() const;
    ReviewStep after_answer();
    Result<ReviewStep> decide(Action action, std::string reason);
    Result<ReviewStep> decide_because(Action action, std::string reason);
    Result<ReviewStep> open_newest();
    Result<std::optional<std::string>> other_words(const ChannelField& field);
    Result<ReviewStep> remark(app::RemarkRequest request, std::string_view what);
    std::string help_of(std::span<const Key> keys) const;
    std::string again() const;  // the command that goes on with what is left
    void show_not_kept() const;
    Reply reply(bool stopped) const;

    Context& m_context;
    const app::Session& m_session;
    ReviewRequest m_request;
    KeyInput m_input;

    std::size_t m_piece = 0;
    app::ReviewWalk m_walk;
    app::Answers m_answers;
    std::size_t m_at = 0;
    bool m_whole = false;
    std::vector<bool> m_decided;  // by piece
    // The last decisions, as long as they were the same: what comes next is about them.
    Action m_made_action = Action::accept;
    std::vector<app::Changed> m_made;
};

}  // namespace mkai::cli
