#include "core/brand/check_text.hpp"

#include "core/base/regex.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/core.h>

namespace mkai::brand {
namespace {

// --- markup ---
struct MarkupRule {
    std::string_view pattern;
    std::string_view name;
    std::string_view fix;
    bool in_markdown;  // a finding in fields that take Markdown, too
};
constexpr std::array k_markup_rules{
    MarkupRule{R"(</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>)", "an HTML tag",
               "write plain words, without the tag", true},
    MarkupRule{R"(```)", "a code block", "write plain words, without the three backticks", true},
    MarkupRule{R"((?<!\*)\*\*[^*\n]+\*\*(?!\*)|(?<![\p{L}_])__[^_\n]+__(?![\p{L}_]))",
               "bold type in Markdown", "leave the asterisks or underscores out: readers would see them",
               false},
    MarkupRule{R"((?m)^#{1,6}[ \t]+\S)", "a Markdown heading", "leave the # out: readers would see it",
               false},
    MarkupRule{R"(\[[^\]\n]+\]\([^)\s]+\))", "a Markdown link",
               "name the link in words; the address has its own place", false},
};

const std::vector<Regex>& markup_patterns() {
    static const std::vector<Regex> patterns = [] {
        std::vector<Regex> compiled;
        for (const MarkupRule& rule : k_markup_rules)
            compiled.push_back(Regex::compile(rule.pattern).value());
        return compiled;
    }();
    return patterns;
}

bool takes_lines(const ChannelField& field) {
    return field.part == FieldPart::body || field.part == FieldPart::footnote;
}

std::string in_brief_quotes(std::string_view text) {
    constexpr std::size_t k_columns = 40;
    const std::string line = printable_line(text);
    const std::string_view shown = prefix_of_width(line, k_columns);
    return fmt::format("\"{}{}\"", shown, shown.size() < line.size() ? "..." : "");
}

std::string slot_list(const std::map<std::string, std::string>& slots) {
    std::vector<std::string> names;
    for (const auto& slot : slots) names.push_back("{{" + slot.first + "}}");
    return join(names, ", ");
}

void check_slot(const CheckedText& text, const Token& token, Findings& findings) {
    if (text.slots.contains(token.name)) return;
    const std::string available = slot_list(text.slots);
    findings.push_back(finding_at(
        text, Level::error, "empty-slot",
        fmt::format("{} uses {{{{{}}}}}, which the brief has no value for", text.label, token.name),
        available.empty() ? "give the value in the brief, or leave the slot out"
                          : fmt::format("give the value in the brief, or use one of {}", available)));
}

void check_merge_token(const CheckedText& text, const Token& token, Findings& findings) {
    const auto& known = text.check.channel.tokens;
    if (std::ranges::find(known, token.name) != known.end()) return;
    const std::string fix = known.empty() ? "leave it out: nothing fills a name in on this channel"
                                          : fmt::format("this channel knows {}", join(known, ", "));
    findings.push_back(finding_at(text, Level::error, "unknown-token",
                                  fmt::format("{} uses {{{{{}}}}}, which {} does not know", text.label,
                                              token.name, text.check.channel.title),
                                  fix));
}

}  // namespace

Finding finding_at(const CheckedText& text, Level level, std::string_view code, std::string message,
                   std::string fix) {
    Finding finding;
    finding.level = level;
    finding.code = code;
    finding.message = std::move(message);
    finding.fix = std::move(fix);
    finding.field = text.field.name;
    return finding;
}

void check_characters(const CheckedText& text, Findings& findings) {
    if (const auto hidden = find_hidden(text.text)) {
        const auto place = count_graphemes(text.text.substr(0, hidden->byte)) + 1;
        findings.push_back(
            finding_at(text, Level::error, "hidden-character",
                       fmt::format("{} has a character that readers cannot see at place {}: {}", text.label,
                                   place, hidden->name),
                       "take it out; typing the words around it anew does"));
    }
    if (!takes_lines(text.field) && text.text.find('\n') != std::string_view::npos) {
        findings.push_back(
            finding_at(text, Level::error, "line-break",
                       fmt::format("{} has a line break, and there is one line for it", text.label),
                       "put it on one line"));
    }
}

void check_tokens(const CheckedText& text, Findings& findings) {
    const Tokens found = find_tokens(text.text);
    for (const std::string& problem : std::set<std::string>(found.problems.begin(), found.problems.end())) {
        findings.push_back(finding_at(text, Level::error, "broken-token",
                                      fmt::format("in {}, {}", text.label, problem),
                                      "write a token as {{first_name|there}}, or leave the braces out"));
    }
    std::set<std::string> seen;
    for (const Token& token : found.tokens) {
        if (!seen.insert(token.name).second) continue;
        (token.slot ? check_slot : check_merge_token)(text, token, findings);
    }
}

void check_markup(const CheckedText& text, Findings& findings) {
    for (std::size_t i = 0; i < k_markup_rules.size(); ++i) {
        const MarkupRule& rule = k_markup_rules[i];
        if (!text.field.plain && !rule.in_markdown) continue;
        Regex::Match where;
        const auto outcome = markup_patterns()[i].search(text.text, &where);
        if (outcome == Regex::Outcome::no_match) continue;
        const std::string sample =
            outcome == Regex::Outcome::match
                ? fmt::format(": {}", in_brief_quotes(text.text.substr(where.begin, where.end - where.begin)))
                : " that could not be looked at to the end";
        findings.push_back(finding_at(text, Level::warning, "markup",
                                      fmt::format("{} has {}{}", text.label, rule.name, sample),
                                      std::string(rule.fix)));
    }
}

void check_must_avoid(const CheckedText& text, Findings& findings) {
    const auto& avoided = text.check.brief.must_avoid.for_locale(text.check.locale);
    if (avoided.empty()) return;
    const std::string shown = fill_tokens_for_preview(fill_slots(text.text, text.slots));
    const std::string folded = fold_case(collapse_spaces(shown));
    for (const std::string& phrase : avoided) {
        if (find_words(folded, fold_case(collapse_spaces(phrase))) == std::string::npos) continue;
        findings.push_back(
            finding_at(text, Level::error, "must-avoid",
                       fmt::format("{} says {}, which the brief avoids", text.label, in_brief_quotes(phrase)),
                       "say it in other words"));
    }
}

}  // namespace mkai::brand
