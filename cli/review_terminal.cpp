#include "cli/review_terminal.hpp"

#include "cli/copy_editor.hpp"
#include "cli/decision_words.hpp"
#include "cli/editor.hpp"
#include "cli/key_input.hpp"
#include "cli/render.hpp"
#include "cli/review_terminal_parts.hpp"
#include "core/app/edit.hpp"
#include "core/app/remark.hpp"
#include "core/app/review_walk.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

enum class Step {
    ask,     // the same question again
    show,    // the stop that `at` names
    decide,  // on this version
    done,    // with this version
    stop,    // with the review
};

class Review {
  public:
    Review(Context& context, const app::Session& session, app::SheetReader reader, ReviewRequest request)
        : m_context(context),
          m_session(session),
          m_reader(std::move(reader)),
          m_request(std::move(request)),
          m_input(context.terminal().plain()) {}

    Result<Reply> run();

  private:
    struct Key {
        std::string_view key;   // what is pressed
        std::string_view word;  // what may be typed instead, where answers are lines
        std::string_view help;
        bool (Review::*offered)() const;
        Result<Step> (Review::*act)();
    };
    static const std::array<Key, 10> k_stop_keys;
    static const std::array<Key, 8> k_decision_keys;

    // --- one version ---
    Result<Step> review(app::Target target);
    Done open(app::Target target, app::Answers answers);
    Result<Step> ask_at_stop();
    Result<Step> ask_for_decision();
    template <std::size_t N>
    Result<Step> ask(std::string_view question, const std::array<Key, N>& keys, bool as_line);

    // --- keys at a stop ---
    Result<Step> answer_right();
    Result<Step> answer_needs_work();
    Result<Step> edit();
    Result<Step> suggest();
    Result<Step> comment();
    Result<Step> toggle();
    Result<Step> next();
    Result<Step> previous();
    Result<Step> quit() { return Step::stop; }
    Result<Step> help_at_stop();

    // --- keys of the decision ---
    Result<Step> accept();
    Result<Step> approve();
    Result<Step> request_changes();
    Result<Step> reject();
    Result<Step> back();
    Result<Step> later();
    Result<Step> help_at_decision();

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
    std::string version_words() const {
        return fmt::format("{}@v{} ({})", m_walk.target.asset.asset, m_walk.target.version.number,
                           short_digest(m_walk.target.version.digest));
    }
    ReviewContext reading() const {
        return {m_session.workspace.roster(), m_session.actor.person, m_context.now()};
    }
    Look look() const;
    void show(std::string_view text) const { fmt::print(stderr, "{}", text); }
    void show_error(const Error& error) const { show(error_text(error, m_context.terminal())); }
    void show_head() const {
        show(walk_head(m_walk, {m_piece, m_request.targets.size()}, reading(), look()));
    }
    std::string why_no_yes() const;
    Step after_answer();
    Result<std::string> ask_reason(std::string_view question);
    Result<Step> decide(Action action, std::string reason);
    Result<Step> open_newest();
    Result<std::string> other_words(const ChannelField& field);
    Result<Step> remark(app::RemarkRequest request, std::string_view what);
    template <std::size_t N>
    std::string help_of(const std::array<Key, N>& keys) const;
    Reply reply(bool stopped) const;

    Context& m_context;
    const app::Session& m_session;
    app::SheetReader m_reader;
    ReviewRequest m_request;
    KeyInput m_input;

    std::size_t m_piece = 0;
    app::ReviewWalk m_walk;
    app::Answers m_answers;
    std::size_t m_at = 0;
    bool m_whole = false;
    std::size_t m_decided = 0;
    std::string m_next;  // after the last decision
};

// One row a key. The last row of each table explains them.
const std::array<Review::Key, 10> Review::k_stop_keys{{
    {"y", "yes", "yes, this is right", &Review::always, &Review::answer_right},
    {"n", "no", "no, it needs work; you say why in a line", &Review::always, &Review::answer_needs_work},
    {"e", "edit", "edit the copy in your editor: what you save is a new version", &Review::always,
     &Review::edit},
    {"s", "suggest", "suggest other words for this field; the copy stays as it is", &Review::is_written,
     &Review::suggest},
    {"c", "comment", "comment on it; the copy stays as it is", &Review::always, &Review::comment},
    {"w", "words", "show the whole text, or the words that changed", &Review::has_two_views, &Review::toggle},
    {"j", "next", "go to the next one without an answer to this", &Review::always, &Review::next},
    {"k", "previous", "go to the one before", &Review::always, &Review::previous},
    {"q", "quit", "stop; what is not decided by then stays undecided", &Review::always, &Review::quit},
    {"?", "help", "explain these keys", &Review::always, &Review::help_at_stop},
}};

// No key approves: the word is typed out, for each version by itself.
const std::array<Review::Key, 8> Review::k_decision_keys{{
    {"a", "accept", "accept this version: it is on brief", &Review::may_accept, &Review::accept},
    {"approve", "approve", "approve exactly this version", &Review::may_approve, &Review::approve},
    {"c", "changes", "ask for changes, with what you said as the reason", &Review::may_request_changes,
     &Review::request_changes},
    {"r", "reject", "reject it: it can never be published", &Review::may_reject, &Review::reject},
    {"k", "back", "go back to the fields", &Review::always, &Review::back},
    {"l", "later", "leave it undecided, and go on", &Review::always, &Review::later},
    {"q", "quit", "stop; what is not decided by then stays undecided", &Review::always, &Review::quit},
    {"?", "help", "explain these keys", &Review::always, &Review::help_at_decision},
}};

Look Review::look() const {
    const Terminal& t = m_context.terminal();
    return {static_cast<std::size_t>(t.width_err()), t.colours_err(), t.plain()};
}

template <std::size_t N>
std::string Review::help_of(const std::array<Key, N>& keys) const {
    std::string out;
    for (const Key& key : keys)
        if ((this->*key.offered)()) out += fmt::format("{:<7} {}\n", key.key, key.help);
    return out;
}

template <std::size_t N>
Result<Step> Review::ask(std::string_view question, const std::array<Key, N>& keys, bool as_line) {
    std::vector<std::string> offered;
    for (const Key& key : keys)
        if ((this->*key.offered)()) offered.emplace_back(key.key);
    const std::string prompt =
        look().paint(Colour::bold, fmt::format("{} [{}]", question, join(offered, ",")));
    auto typed = as_line ? m_input.line(prompt) : m_input.key(prompt);
    if (!typed) return fail(typed);
    if (!*typed) return Step::stop;
    for (const Key& key : keys)
        if ((this->*key.offered)() && (**typed == key.key || **typed == key.word)) return (this->*key.act)();
    show(fmt::format("That is none of these:\n{}", help_of(keys)));
    return Step::ask;
}

// --- one version ---

Done Review::open(app::Target target, app::Answers answers) {
    auto walk = app::read_walk(m_session, m_reader, target);
    if (!walk) return fail(walk);
    m_walk = std::move(*walk);
    m_answers = std::move(answers);
    m_answers.resize(m_walk.stops.size());
    m_at = app::next_open(m_answers, m_answers.size() - 1).value_or(0);
    m_whole = false;
    return {};
}

Result<Step> Review::review(app::Target target) {
    if (auto opened = open(std::move(target), {}); !opened) return fail(opened);
    show_head();
    Step step = Step::show;
    for (;;) {
        auto after = step == Step::decide ? ask_for_decision() : ask_at_stop();
        if (!after) return fail(after);
        if (*after == Step::done || *after == Step::stop) return *after;
        step = *after;
    }
}

Result<Step> Review::ask_at_stop() {
    show(walk_stop(m_walk, {m_at, m_whole, m_answers[m_at]}, reading(), look()));
    for (;;) {
        auto step = ask(question_of(stop().kind), k_stop_keys, false);
        if (!step || *step != Step::ask) return step;
    }
}

Result<Step> Review::ask_for_decision() {
    show(walk_answers(m_walk, m_answers, look()));
    const std::string why = why_no_yes();
    if (!why.empty()) show(why + "\n");
    for (;;) {
        auto step = may_approve() ? ask(fmt::format("To approve exactly {}, type approve", version_words()),
                                        k_decision_keys, true)
                                  : ask(fmt::format("What do you decide on {}?", version_words()),
                                        k_decision_keys, false);
        if (!step || *step != Step::ask) return step;
    }
}

std::string Review::why_no_yes() const {
    if (choices().yes || !app::all_right(m_answers)) return {};
    return fmt::format("There is no yes of yours to give now: it is {}.\n",
                       state_words(m_walk.target.version, m_session.workspace.roster()));
}

// --- keys at a stop ---

Step Review::after_answer() {
    m_whole = false;
    const auto open = app::next_open(m_answers, m_at);
    if (!open) return Step::decide;
    m_at = *open;
    return Step::show;
}

Result<Step> Review::answer_right() {
    m_answers[m_at] = {app::Answer::right, {}};
    return after_answer();
}

Result<Step> Review::answer_needs_work() {
    auto why = ask_reason("What is wrong with it, in a line?");
    if (!why) return fail(why);
    if (why->empty()) return Step::ask;
    m_answers[m_at] = {app::Answer::needs_work, std::move(*why)};
    return after_answer();
}

Result<Step> Review::edit() {
    const app::Target& target = m_walk.target;
    auto fields = edit_copy(m_context.terminal(), m_session, target, *m_walk.sheet.channel);
    if (!fields) {
        show_error(fields.error());
        return Step::ask;
    }
    app::EditRequest request;
    request.fields = std::move(*fields);
    auto edited = app::edit(m_session, target, request);
    if (!edited) {
        show_error(edited.error());
        return edited.error().code == ErrorCode::conflict ? open_newest() : Result<Step>(Step::ask);
    }
    if (edited->changed.unchanged) {
        show("It is as it was; no new version.\n");
        return Step::ask;
    }
    auto made = app::find_target(m_session.ledger, target.asset.asset);
    if (!made) return fail(made);
    const app::ReviewWalk before = std::move(m_walk);
    const app::Answers answers = m_answers;
    if (auto opened = open(std::move(*made), {}); !opened) return fail(opened);
    m_answers = app::carried_over(before, answers, m_walk);
    m_at = app::first_other(before, m_walk);
    show(fmt::format("\nYou made {}. Whoever makes a version cannot approve it.\n", version_words()));
    show_head();
    return Step::show;
}

Result<std::string> Review::other_words(const ChannelField& field) {
    const auto& fields = m_walk.sheet.explanation.subject.content.fields;
    const auto found = fields.find(field.name);
    const std::string now = found == fields.end() ? std::string() : flat_text(found->second);
    if (!field.list && now.find('\n') == std::string::npos)
        return ask_reason(fmt::format("Other words for {}:", lower_ascii(field.label)));
    auto typed = edit_text(now + "\n", m_session.workspace.state_folder());
    if (!typed) {
        show_error(typed.error());
        return std::string();
    }
    std::string words(trim(*typed));
    return words == trim(now) ? std::string() : words;
}

Result<Step> Review::suggest() {
    const ChannelField& field = *m_walk.written_at(stop());
    auto words = other_words(field);
    if (!words) return fail(words);
    return remark({std::move(*words), field.name}, "Suggestion");
}

Result<Step> Review::comment() {
    auto words = ask_reason("Your comment:");
    if (!words) return fail(words);
    if (!words->empty() && stop().kind != app::StopKind::whole)
        *words = fmt::format("{}{}{}", stop().label, app::k_comment_on, *words);
    return remark({std::move(*words), {}}, "Comment");
}

Result<Step> Review::remark(app::RemarkRequest request, std::string_view what) {
    if (request.text.empty()) {
        show(fmt::format("{}: none was made.\n", what));
        return Step::ask;
    }
    auto made = app::remark(m_session, m_walk.target, request);
    if (!made) {
        show_error(made.error());
        return Step::ask;
    }
    show(fmt::format("{} #{} is kept; the copy is as it was.\n", what, made->nth));
    const std::size_t at = m_at;
    const bool whole = m_whole;
    const app::Target target = m_walk.target;
    if (auto opened = open(target, m_answers); !opened) return fail(opened);
    m_at = at;
    m_whole = whole;
    return Step::ask;
}

Result<Step> Review::toggle() {
    m_whole = !m_whole;
    return Step::show;
}

Result<Step> Review::next() {
    if (m_at + 1 == m_walk.stops.size()) {
        const auto open = app::next_open(m_answers, m_at);
        if (!open) return Step::decide;
        show(fmt::format("This is the last one; {} without an answer.\n",
                         app::count_of(m_answers, app::Answer::none)));
        if (*open == m_at) return Step::ask;
        m_at = *open;
    } else {
        ++m_at;
    }
    m_whole = false;
    return Step::show;
}

Result<Step> Review::previous() {
    if (m_at == 0) {
        show("This is the first one.\n");
        return Step::ask;
    }
    --m_at;
    m_whole = false;
    return Step::show;
}

Result<Step> Review::help_at_stop() {
    show(help_of(k_stop_keys));
    return Step::ask;
}

// --- keys of the decision ---

// Empty: nothing was typed, or the input ended.
Result<std::string> Review::ask_reason(std::string_view question) {
    auto typed = m_input.line(question);
    if (!typed) return fail(typed);
    return typed->value_or(std::string());
}

Result<Step> Review::accept() {
    auto reason = ask_reason("Why, in a line (Enter leaves it out)?");
    if (!reason) return fail(reason);
    return decide(Action::accept, std::move(*reason));
}

Result<Step> Review::approve() {
    auto reason = ask_reason("Why, in a line?");
    if (!reason) return fail(reason);
    if (reason->empty()) {
        show("An approval needs a reason; nothing was decided.\n");
        return Step::ask;
    }
    return decide(Action::approve, std::move(*reason));
}

Result<Step> Review::request_changes() {
    std::string collected = app::reason_of(m_walk, m_answers);
    if (!collected.empty()) show(fmt::format("The reason: {}\n", printable_line(collected)));
    auto reason = ask_reason(collected.empty() ? "What is to be changed, in a line?"
                                               : "Enter keeps it; or type another:");
    if (!reason) return fail(reason);
    return decide(Action::request_changes, reason->empty() ? std::move(collected) : std::move(*reason));
}

Result<Step> Review::reject() {
    auto reason = ask_reason("Why is it never to be published, in a line?");
    if (!reason) return fail(reason);
    return decide(Action::reject, std::move(*reason));
}

Result<Step> Review::back() {
    return Step::show;
}

Result<Step> Review::later() {
    show(fmt::format("{} is undecided.\n", version_words()));
    return Step::done;
}

Result<Step> Review::help_at_decision() {
    show(help_of(k_decision_keys));
    return Step::ask;
}

Result<Step> Review::decide(Action action, std::string reason) {
    app::DecisionRequest request = m_request.with;
    request.action = action;
    request.reason = std::move(reason);
    auto changed = app::decide(m_session, m_walk.target, request);
    if (!changed) {
        show_error(changed.error());
        show("Nothing was decided.\n");
        return changed.error().code == ErrorCode::conflict ? open_newest() : Result<Step>(Step::ask);
    }
    show(decided_text(action, *changed, m_context.terminal()));
    m_next = next_after(action, *changed, example_destination(m_context));
    ++m_decided;
    return Step::done;
}

// After somebody else did something to it. Another version is read from its beginning.
Result<Step> Review::open_newest() {
    auto newest = app::find_target(m_session.ledger, m_walk.target.asset.asset);
    if (!newest) return fail(newest);
    const bool same = newest->version.number == m_walk.target.version.number;
    if (auto opened = open(std::move(*newest), same ? m_answers : app::Answers()); !opened)
        return fail(opened);
    show(fmt::format("\nThis is how it stands now{}.\n",
                     same ? "" : ", a new version: none of it is answered yet"));
    show_head();
    return app::next_open(m_answers, m_at) ? Step::show : Step::decide;
}

// --- the review ---

Reply Review::reply(bool stopped) const {
    const std::size_t all = m_request.targets.size();
    Reply out;
    out.text =
        fmt::format("{}decided on {} of {}{}\n", stopped ? "stopped: " : "", m_decided, counted(all, "piece"),
                    m_decided < all ? fmt::format("; {} left undecided", all - m_decided) : std::string());
    out.next = m_decided < all ? m_request.again : m_next;
    return out;
}

Result<Reply> Review::run() {
    show(fmt::format("{} for {} to review. ? explains the keys; q stops.\n",
                     counted(m_request.targets.size(), "piece"),
                     person_words(m_session.workspace.roster(), m_session.actor.person.id)));
    for (; m_piece < m_request.targets.size(); ++m_piece) {
        auto step = review(m_request.targets[m_piece]);
        if (!step && step.error().code == ErrorCode::interrupted) {
            const Reply so_far = reply(true);
            return fail(ErrorCode::interrupted, std::string(trim(so_far.text)), so_far.next);
        }
        if (!step) return fail(step);
        if (*step == Step::stop) return reply(true);
    }
    return reply(false);
}

}  // namespace

Result<Reply> review_at_terminal(Context& context, const app::Session& session, ReviewRequest request) {
    auto reader = app::SheetReader::make(session);
    if (!reader) return fail(reader);
    return Review(context, session, std::move(*reader), std::move(request)).run();
}

}  // namespace mkai::cli
