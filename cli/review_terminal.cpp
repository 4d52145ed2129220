#include "cli/review_terminal.hpp"

#include "cli/copy_editor.hpp"
#include "cli/decide.hpp"
#include "cli/editor.hpp"
#include "cli/render.hpp"
#include "cli/review_loop.hpp"
#include "core/app/edit.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <fmt/format.h>

namespace mkai::cli {

// One row a key. The last row of each table explains them.
const std::array<ReviewLoop::Key, 10> ReviewLoop::k_stop_keys{{
    {"y", "yes", "yes, this is right", &ReviewLoop::always, &ReviewLoop::answer_right},
    {"n", "no", "no, it needs work; you say why in a line", &ReviewLoop::always,
     &ReviewLoop::answer_needs_work},
    {"e", "edit", "edit the copy in your editor: what you save is a new version", &ReviewLoop::always,
     &ReviewLoop::edit},
    {"s", "suggest", "suggest other words for this field; the copy stays as it is", &ReviewLoop::is_written,
     &ReviewLoop::suggest},
    {"c", "comment", "comment on it; the copy stays as it is", &ReviewLoop::always, &ReviewLoop::comment},
    {"w", "words", "show the whole text, or the words that changed", &ReviewLoop::has_two_views,
     &ReviewLoop::toggle},
    {"j", "next", "go to the next one without an answer to this", &ReviewLoop::always, &ReviewLoop::next},
    {"k", "previous", "go to the one before", &ReviewLoop::always, &ReviewLoop::previous},
    {"q", "quit", "stop; what is not decided by then stays undecided", &ReviewLoop::always,
     &ReviewLoop::quit},
    {"?", "help", "explain these keys", &ReviewLoop::always, &ReviewLoop::help_at_stop},
}};

ReviewContext ReviewLoop::reading() const {
    return {m_session.workspace.roster(), m_session.actor.person, m_context.now()};
}

void ReviewLoop::show(std::string_view text) const {
    fmt::print(stderr, "{}", text);
}

void ReviewLoop::show_error(const Error& error) const {
    show(error_text(error, m_context.terminal()));
}

void ReviewLoop::show_head() const {
    show(walk_head(m_walk, {m_piece, m_request.targets.size()}, reading(), look()));
}

Look ReviewLoop::look() const {
    const Terminal& t = m_context.terminal();
    return {static_cast<std::size_t>(t.width_err()), t.colours_err(), t.plain()};
}

std::string ReviewLoop::help_of(std::span<const Key> keys) const {
    std::string out;
    for (const Key& key : keys)
        if ((this->*key.offered)()) out += fmt::format("{:<7} {}\n", key.key, key.help);
    return out;
}

Result<ReviewStep> ReviewLoop::ask(std::string_view question, std::span<const Key> keys, bool as_line) {
    std::vector<std::string> offered;
    for (const Key& key : keys)
        if ((this->*key.offered)()) offered.emplace_back(key.key);
    const std::string prompt =
        look().paint(Colour::bold, fmt::format("{} [{}]", question, join(offered, ",")));
    auto typed = as_line ? m_input.line(prompt) : m_input.key(prompt);
    if (!typed) return fail(typed);
    if (!*typed) return ReviewStep::stop;
    for (const Key& key : keys)
        if ((this->*key.offered)() && (**typed == key.key || **typed == key.word)) return (this->*key.act)();
    show(fmt::format("That is none of these:\n{}", help_of(keys)));
    return ReviewStep::ask;
}

// --- one version ---

Done ReviewLoop::open(app::Target target, app::Answers answers) {
    // Read anew: briefs and claims may be others since.
    auto reader = app::SheetReader::make(m_session);
    if (!reader) return fail(reader);
    auto walk = app::read_walk(m_session, *reader, target);
    if (!walk) return fail(walk);
    m_walk = std::move(*walk);
    m_answers = std::move(answers);
    m_answers.resize(m_walk.stops.size());
    m_at = app::next_open(m_answers, m_answers.size() - 1).value_or(0);
    m_whole = false;
    return {};
}

Result<ReviewStep> ReviewLoop::review(const app::Target& target) {
    // As it stands by now: the pieces before it took their time.
    auto now = app::find_target(m_session.ledger,
                                target.version_named
                                    ? fmt::format("{}@v{}", target.asset.asset, target.version.number)
                                    : target.asset.asset);
    if (!now) return fail(now);
    if (auto opened = open(std::move(*now), {}); !opened) return fail(opened);
    show_head();
    ReviewStep step = ReviewStep::show;
    for (;;) {
        auto after = step == ReviewStep::decide ? ask_for_decision() : ask_at_stop();
        if (!after) return fail(after);
        if (*after == ReviewStep::done || *after == ReviewStep::stop) return *after;
        step = *after;
    }
}

Result<ReviewStep> ReviewLoop::ask_at_stop() {
    show(walk_stop(m_walk, {m_at, m_whole, m_answers[m_at]}, reading(), look()));
    for (;;) {
        auto step = ask(question_of(stop().kind), k_stop_keys, false);
        if (!step || *step != ReviewStep::ask) return step;
    }
}

// --- keys at a stop ---

ReviewStep ReviewLoop::after_answer() {
    m_whole = false;
    const auto open = app::next_open(m_answers, m_at);
    if (!open) return ReviewStep::decide;
    m_at = *open;
    return ReviewStep::show;
}

Result<ReviewStep> ReviewLoop::answer_right() {
    m_answers[m_at] = {app::Answer::right, {}};
    return after_answer();
}

Result<ReviewStep> ReviewLoop::answer_needs_work() {
    auto why = m_input.line("What is wrong with it, in a line?");
    if (!why) return fail(why);
    if (!*why) return ReviewStep::stop;
    if ((*why)->empty()) return ReviewStep::ask;
    m_answers[m_at] = {app::Answer::needs_work, std::move(**why)};
    return after_answer();
}

Result<ReviewStep> ReviewLoop::edit() {
    const app::Target& target = m_walk.target;
    auto edited = edit_copy(m_context.terminal(), m_session, target, *m_walk.sheet.channel, {});
    if (!edited) {
        show_error(edited.error());
        return edited.error().code == ErrorCode::conflict ? open_newest()
                                                          : Result<ReviewStep>(ReviewStep::ask);
    }
    if (edited->changed.unchanged) {
        show("It is as it was; no new version.\n");
        return ReviewStep::ask;
    }
    auto made = app::find_target(m_session.ledger, target.asset.asset);
    if (!made) return fail(made);
    const app::ReviewWalk before = std::move(m_walk);
    const app::Answers answers = m_answers;
    if (auto opened = open(std::move(*made), {}); !opened) return fail(opened);
    m_answers = app::carried_over(before, answers, m_walk);
    m_at = app::first_other(before, m_walk);
    show(fmt::format("\nYou made {}. Whoever makes a version cannot approve it.\n", version_words(m_walk)));
    show_head();
    return ReviewStep::show;
}

// Nothing at the end of the input.
Result<std::optional<std::string>> ReviewLoop::other_words(const ChannelField& field) {
    const auto& fields = m_walk.sheet.explanation.subject.content.fields;
    const auto found = fields.find(field.name);
    const std::string now = found == fields.end() ? std::string() : flat_text(found->second);
    if (!field.list && now.find('\n') == std::string::npos)
        return m_input.line(fmt::format("Other words for {}:", printable_line(lower_ascii(field.label))));
    auto typed = edit_text(now + "\n", m_session.workspace.state_folder());
    if (!typed) {
        show_error(typed.error());
        return std::optional<std::string>("");
    }
    std::string words(trim(*typed));
    return std::optional(words == trim(now) ? std::string() : std::move(words));
}

Result<ReviewStep> ReviewLoop::suggest() {
    const ChannelField& field = *m_walk.written_at(stop());
    auto words = other_words(field);
    if (!words) return fail(words);
    return *words ? remark({std::move(**words), field.name}, "Suggestion") : ReviewStep::stop;
}

Result<ReviewStep> ReviewLoop::comment() {
    auto words = m_input.line("Your comment:");
    if (!words) return fail(words);
    if (!*words) return ReviewStep::stop;
    std::string text = std::move(**words);
    if (!text.empty() && stop().kind != app::StopKind::whole)
        text = fmt::format("{}{}{}", stop().label, app::k_comment_on, text);
    return remark({std::move(text), {}}, "Comment");
}

Result<ReviewStep> ReviewLoop::remark(app::RemarkRequest request, std::string_view what) {
    if (request.text.empty()) {
        show(fmt::format("{}: none was made.\n", what));
        return ReviewStep::ask;
    }
    auto made = app::remark(m_session, m_walk.target, request);
    if (!made) {
        show_error(made.error());
        return ReviewStep::ask;
    }
    show(fmt::format("{} #{} is kept; the copy is as it was.\n", what, made->nth));
    const std::size_t at = m_at;
    const bool whole = m_whole;
    const app::Target target = m_walk.target;
    if (auto opened = open(target, m_answers); !opened) return fail(opened);
    m_at = at;
    m_whole = whole;
    return ReviewStep::ask;
}

Result<ReviewStep> ReviewLoop::toggle() {
    m_whole = !m_whole;
    return ReviewStep::show;
}

Result<ReviewStep> ReviewLoop::next() {
    if (m_at + 1 == m_walk.stops.size()) {
        const auto open = app::next_open(m_answers, m_at);
        if (!open) return ReviewStep::decide;
        show(fmt::format("This is the last one; {} without an answer.\n",
                         app::count_of(m_answers, app::Answer::none)));
        if (*open == m_at) return ReviewStep::ask;
        m_at = *open;
    } else {
        ++m_at;
    }
    m_whole = false;
    return ReviewStep::show;
}

Result<ReviewStep> ReviewLoop::previous() {
    if (m_at == 0) {
        show("This is the first one.\n");
        return ReviewStep::ask;
    }
    --m_at;
    m_whole = false;
    return ReviewStep::show;
}

Result<ReviewStep> ReviewLoop::help_at_stop() {
    show(help_of(k_stop_keys));
    return ReviewStep::ask;
}

// --- the review ---

// As it was typed, as long as nothing of it is decided.
std::string ReviewLoop::again() const {
    const bool begun = std::ranges::find(m_decided, true) != m_decided.end();
    std::string out = "mkai review";
    if (!begun) out += m_request.named;
    for (std::size_t i = 0; begun && !m_request.named.empty() && i < m_decided.size(); ++i) {
        const app::Target& target = m_request.targets[i];
        if (m_decided[i]) continue;
        out += " " + target.asset.asset;
        if (target.version_named) out += fmt::format("@v{}", target.version.number);
    }
    return out + m_request.flags;
}

// What was said of a version goes with its decision, or nowhere.
void ReviewLoop::show_not_kept() const {
    if (m_decided[m_piece]) return;
    for (std::size_t i = 0; i < m_answers.size(); ++i)
        if (m_answers[i].answer == app::Answer::needs_work)
            show(fmt::format("Not kept, because nothing was decided: {}: {}\n",
                             printable_line(m_walk.stops[i].label), printable_line(m_answers[i].why)));
}

Reply ReviewLoop::reply(bool stopped) const {
    const std::size_t all = m_request.targets.size();
    const auto decided = static_cast<std::size_t>(std::ranges::count(m_decided, true));
    Reply out;
    out.text =
        fmt::format("{}decided on {} of {}{}\n", stopped ? "stopped: " : "", decided, counted(all, "piece"),
                    decided < all ? fmt::format("; {} left undecided", all - decided) : std::string());
    if (decided < all)
        out.next = again();
    else if (!m_made.empty())
        out.next = next_after(m_made_action, m_made, after_decision(m_context, m_made.back()));
    return out;
}

Result<Reply> ReviewLoop::run() {
    show(fmt::format("{} for {} to review. ? explains the keys; q stops.\n",
                     counted(m_request.targets.size(), "piece"),
                     printable_line(person_words(m_session.workspace.roster(), m_session.actor.person.id))));
    for (; m_piece < m_request.targets.size(); ++m_piece) {
        m_answers.clear();
        auto step = review(m_request.targets[m_piece]);
        show_not_kept();
        if (!step && step.error().code == ErrorCode::interrupted) {
            const Reply so_far = reply(true);
            return fail(ErrorCode::interrupted, std::string(trim(so_far.text)), so_far.next);
        }
        if (!step) return fail(std::move(step.error().with_context(std::string(trim(reply(true).text)))));
        if (*step == ReviewStep::stop) return reply(true);
    }
    return reply(false);
}

Result<Reply> review_at_terminal(Context& context, const app::Session& session, ReviewRequest request) {
    return ReviewLoop(context, session, std::move(request)).run();
}

}  // namespace mkai::cli
