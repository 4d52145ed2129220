#include "core/workspace/decision_reply.hpp"

#include "core/base/names.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::size_t k_besides_bytes_max = 600;
constexpr std::size_t k_reason_bytes_max = 2'000;

constexpr Names<Action, 5> k_words{{{Action::approve, "approve"},
                                    {Action::accept, "accept"},
                                    {Action::request_changes, "request-changes"},
                                    {Action::reject, "reject"},
                                    {Action::revoke, "revoke"}}};

// A line with one of these may be a decision too: there must be no second one.
constexpr std::array<std::string_view, 15> k_deciding{
    "approve",  "approves", "approved", "approval", "accept",  "accepts",         "accepted",  "reject",
    "rejected", "rejects",  "revoke",   "revokes",  "revoked", "request-changes", "disapprove"};

// A yes that begins so is none yet.
constexpr std::array<std::string_view, 9> k_conditions{"if",   "unless",   "but",    "when", "once",
                                                       "only", "provided", "except", "not"};

// What mail programs put above a copy of the mail before.
constexpr std::array<std::string_view, 8> k_copy_heads{"-----original message",
                                                       "-----ursprüngliche nachricht",
                                                       "---------- forwarded message",
                                                       "begin forwarded message",
                                                       "-----message d'origine",
                                                       "-------- original message",
                                                       "-------- weitergeleitete nachricht",
                                                       "__________"};
constexpr std::array<std::string_view, 4> k_from_words{"from:", "von:", "de :", "de:"};
constexpr std::array<std::string_view, 6> k_sent_words{"sent:", "date:", "gesendet:", "to:", "envoyé", "an:"};

template <std::size_t N>
bool begins_with_any(std::string_view line, const std::array<std::string_view, N>& words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return line.starts_with(word); });
}

// Lines with the marks of bold, quotes and bullets taken off their ends; no-break spaces are spaces.
std::string bare(std::string_view line) {
    constexpr std::array<std::string_view, 8> k_marks{"*", "_", "\"", "'", "`", "“", "”", "•"};
    const std::string whole = collapse_spaces(line);
    std::string_view out = whole;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view mark : k_marks) {
            if (out.starts_with(mark)) {
                out.remove_prefix(mark.size());
                again = true;
            }
            if (out.ends_with(mark)) {
                out.remove_suffix(mark.size());
                again = true;
            }
        }
    }
    return std::string(trim(out));
}

std::string folded(std::string_view line) {
    return fold_case(bare(line));
}

bool is_copy_head(const std::vector<std::string>& lines, std::size_t at) {
    const std::string line = folded(lines[at]);
    const std::string raw = fold_case(collapse_spaces(lines[at]));
    if (begins_with_any(raw, k_copy_heads)) return true;
    if (!begins_with_any(line, k_from_words)) return false;
    for (std::size_t next = at + 1; next < std::min(at + 4, lines.size()); ++next)
        if (begins_with_any(folded(lines[next]), k_sent_words)) return true;
    return false;
}

std::vector<std::string> words_in(std::string_view line) {
    std::vector<std::string> out{{}};
    for (const char c : folded(line)) {
        const bool in_word = (c >= 'a' && c <= 'z') || c == '-' || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) out.back() += c;
        if (!in_word && !out.back().empty()) out.emplace_back();
    }
    return out;
}

// "spring/email@v2": a slash, and an @ behind it.
bool names_a_version(std::string_view line) {
    const auto slash = line.find('/');
    return slash != std::string_view::npos && line.find("@v", slash) != std::string_view::npos;
}

bool could_decide(std::string_view line) {
    if (names_a_version(line)) return true;
    return std::ranges::any_of(words_in(line), [](const std::string& word) {
        return std::ranges::find(k_deciding, word) != k_deciding.end();
    });
}

std::string_view take_word(std::string_view& rest) {
    rest = trim(rest);
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest = trim(rest.substr(word.size()));
    return word;
}

bool is_digest(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// ": it holds", "because it holds", "- it holds", or nothing. Empty: the line says something else.
std::optional<std::string> reason_in(std::string_view rest) {
    constexpr std::array<std::string_view, 6> k_starts{":", ",", "–", "—", "-", "."};
    bool began = rest.empty();
    for (const std::string_view start : k_starts)
        if (!began && rest.starts_with(start)) {
            rest = trim(rest.substr(start.size()));
            began = true;
        }
    constexpr std::string_view k_because = "because ";
    if (lower_ascii(rest.substr(0, k_because.size())) == k_because) {
        rest = trim(rest.substr(k_because.size()));
        began = true;
    }
    return began ? std::optional(std::string(rest)) : std::nullopt;
}

tl::unexpected<Error> refused(std::string message, const std::vector<std::string>& found) {
    Error error{ErrorCode::invalid_file,
                std::move(message),
                {},
                "ask for one line, as the review page has it: approve spring/email.en-GB.a@v2 3b1e8f2c: WHY"};
    for (const std::string& line : found) error.with_context("found: " + in_quotes(line));
    return fail(std::move(error));
}

// A clause that begins with one of the words: ": fine, but only if the price changes".
bool has_condition(std::string_view reason) {
    std::string rest(reason);
    for (const std::string_view dash : {"–", "—", " - "})
        for (auto at = rest.find(dash); at != std::string::npos; at = rest.find(dash))
            rest.replace(at, dash.size(), ",");
    std::ranges::replace_if(
        rest, [](char c) { return c == ';' || c == ':' || c == '.' || c == '('; }, ',');
    return std::ranges::any_of(split(rest, ','), [](const std::string& clause) {
        const std::vector<std::string> words = words_in(trim(clause));
        const std::string& first = words.front() == "-" && words.size() > 1 ? words[1] : words.front();
        return std::ranges::find(k_conditions, first) != k_conditions.end();
    });
}

Done check_reason(const DecisionReply& reply, const std::string& line) {
    if (reply.reason == "WHY" || reply.reason == "WHAT")
        return refused(fmt::format("it says {} in place of a reason", reply.reason), {line});
    if (reply.reason.size() > k_reason_bytes_max) return refused("its reason is too long", {line});
    if (const auto hidden = find_hidden(reply.reason))
        return refused(fmt::format("its reason has a character that nobody sees: {}", hidden->name), {line});
    const bool yes = reply.action == Action::approve || reply.action == Action::accept;
    if (yes && has_condition(reply.reason))
        return refused("its yes comes with a condition, which is no yes yet", {line});
    return {};
}

Result<DecisionReply> parse_line(const std::string& line) {
    if (const auto hidden = find_hidden(line))
        return refused(fmt::format("its line has a character that nobody sees: {}", hidden->name), {line});
    const std::string text = bare(line);
    std::string_view rest = text;
    DecisionReply reply;
    std::string word = lower_ascii(take_word(rest));
    if (word == "request") word += "-" + lower_ascii(take_word(rest));
    const auto action = action_of_reply(word);
    if (!action)
        return refused("no line begins with approve, accept, request-changes, reject or revoke", {line});
    reply.action = *action;
    const std::string_view version = take_word(rest);
    auto pattern = parse_asset_pattern(version);
    if (!pattern || !pattern->version_number || pattern->text.find('*') != std::string::npos)
        return refused("its line does not name one version, as spring/email@v2", {line});
    reply.asset.asset = pattern->text;
    reply.asset.version = *pattern->version_number;
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789abcdef"), rest.size());
    reply.asset.digest = rest.substr(0, digits);
    if (!is_digest(reply.asset.digest))
        return refused("its line does not have the version's digest, eight characters or more", {line});
    auto reason = reason_in(trim(rest.substr(digits)));
    if (!reason) return refused("its line goes on with other words than a reason", {line});
    reply.reason = std::move(*reason);
    if (auto good = check_reason(reply, line); !good) return fail(good);
    return reply;
}

}  // namespace

std::string_view reply_word(Action action) {
    return name_of(k_words, action);
}

std::optional<Action> action_of_reply(std::string_view word) {
    return value_of(k_words, word);
}

std::string reply_line(Action action, std::string_view asset, int version, std::string_view digest) {
    return fmt::format("{} {}@v{} {}: {}", reply_word(action), asset, version, digest.substr(0, 8),
                       action == Action::request_changes ? "WHAT" : "WHY");
}

std::vector<std::string> own_lines(std::string_view text) {
    const std::vector<std::string> lines = split(text, '\n');
    std::vector<std::string> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i] == "-- " || lines[i] == "--" || is_copy_head(lines, i)) break;
        if (!trim(lines[i]).starts_with('>')) out.push_back(lines[i]);
    }
    return out;
}

Result<DecisionReply> parse_decision_reply(std::string_view text) {
    std::vector<std::string> lines = own_lines(text);
    std::vector<std::string> found;
    std::size_t at = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!could_decide(lines[i])) continue;
        found.push_back(lines[i]);
        at = i;
    }
    if (found.empty()) return refused("no line of it is a decision", {});
    if (found.size() > 1)
        return refused(fmt::format("{} lines of it could be the decision", found.size()), found);
    auto reply = parse_line(found.front());
    if (!reply) return fail(reply);
    // The reason goes on to the next empty line: a mail program may have broken it.
    std::size_t end = at + 1;
    for (; end < lines.size() && !trim(lines[end]).empty(); ++end)
        reply->reason += (reply->reason.empty() ? "" : " ") + collapse_spaces(lines[end]);
    if (auto good = check_reason(*reply, found.front()); !good) return fail(good);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at),
                lines.begin() + static_cast<std::ptrdiff_t>(end));
    reply->besides = collapse_spaces(join(lines, " "));
    if (reply->besides.size() > k_besides_bytes_max)
        reply->besides = collapse_spaces(prefix_of_width(reply->besides, k_besides_bytes_max)) + " ...";
    return reply;
}

}  // namespace mkai::workspace
