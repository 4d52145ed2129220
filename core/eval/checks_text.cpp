// Checks of the words of an answer: what it equals, holds, begins and ends with, and regular expressions.
// The comparisons without case use full Unicode case folding.
#include "core/base/quote.hpp"
#include "core/base/regex.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/eval/families.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

Made make_equals(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    if (spec.value->is_structured()) {
        return check_of([wanted = *spec.value](const Answer& answer) -> Result<Outcome> {
            if (answer.json == nullptr) return outcome_of(false, "the answer is no JSON");
            const bool same = *answer.json == wanted;
            return outcome_of(same, same ? "the answer has the JSON value that was asked for"
                                         : "the answer is another JSON value: " + in_quotes(answer.text));
        });
    }
    auto wanted = text_of(spec);
    if (!wanted) return fail(wanted);
    return check_of([wanted = std::move(*wanted)](const Answer& answer) -> Result<Outcome> {
        if (answer.text == wanted) return outcome_of(true, "the answer is " + in_quotes(wanted));
        if (trim(answer.text) == trim(wanted))
            return outcome_of(
                false, fmt::format("the answer is {} but for white space at its ends", in_quotes(wanted)));
        return outcome_of(false,
                          fmt::format("the answer is {}, not {}", in_quotes(answer.text), in_quotes(wanted)));
    });
}

// --- contains ---

enum class Case { exact, folded };
enum class Need { any, all };

std::string in_case(std::string_view text, Case how) {
    return how == Case::folded ? fold_case(text) : std::string(text);
}

std::string listed(std::span<const std::string> texts) {
    constexpr std::size_t k_shown_max = 4;
    std::vector<std::string> shown;
    for (const std::string& text : texts.first(std::min(texts.size(), k_shown_max)))
        shown.push_back(in_quotes(text));
    std::string list = join(shown, ", ");
    if (texts.size() > k_shown_max) list += fmt::format(" and {} more", texts.size() - k_shown_max);
    return list;
}

Made make_contains(const CheckSpec& spec, std::vector<std::string> wanted, Need need, Case how) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    std::vector<std::string> sought;
    for (const std::string& text : wanted) {
        sought.push_back(in_case(text, how));
        if (sought.back().empty()) return bad_spec(spec, "has a value that is empty when case is left aside");
    }
    return check_of([wanted = std::move(wanted), sought = std::move(sought), need,
                     how](const Answer& answer) -> Result<Outcome> {
        std::string folded;
        if (how == Case::folded) folded = fold_case(answer.text);
        const std::string_view text = how == Case::folded ? folded : answer.text;
        std::vector<std::string> missing;
        for (std::size_t i = 0; i < sought.size(); ++i) {
            const bool there = text.find(sought[i]) != std::string_view::npos;
            if (there && need == Need::any) return outcome_of(true, "the answer has " + in_quotes(wanted[i]));
            if (!there) missing.push_back(wanted[i]);
        }
        if (missing.empty()) return outcome_of(true, "the answer has " + listed(wanted));
        if (need == Need::any && missing.size() > 1)
            return outcome_of(false, "the answer has none of " + listed(missing));
        return outcome_of(false, "the answer lacks " + listed(missing));
    });
}

Made make_contains_one(const CheckSpec& spec, Case how) {
    auto wanted = text_of(spec);
    if (!wanted) return fail(wanted);
    return make_contains(spec, {std::move(*wanted)}, Need::all, how);
}

Made make_contains_list(const CheckSpec& spec, Need need, Case how) {
    auto wanted = texts_of(spec);
    if (!wanted) return fail(wanted);
    return make_contains(spec, std::move(*wanted), need, how);
}

// --- the ends ---

Made make_starts_with(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    auto wanted = text_of(spec);
    if (!wanted) return fail(wanted);
    return check_of([wanted = std::move(*wanted)](const Answer& answer) -> Result<Outcome> {
        if (answer.text.starts_with(wanted))
            return outcome_of(true, "the answer starts with " + in_quotes(wanted));
        return outcome_of(false,
                          fmt::format("the answer starts with {}, not with {}",
                                      in_quotes(answer.text.substr(0, wanted.size())), in_quotes(wanted)));
    });
}

Made make_ends_with(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    auto wanted = text_of(spec);
    if (!wanted) return fail(wanted);
    return check_of([wanted = std::move(*wanted)](const Answer& answer) -> Result<Outcome> {
        if (answer.text.ends_with(wanted))
            return outcome_of(true, "the answer ends with " + in_quotes(wanted));
        const std::size_t size = std::min(answer.text.size(), wanted.size());
        return outcome_of(
            false, fmt::format("the answer ends with {}, not with {}",
                               in_quotes(answer.text.substr(answer.text.size() - size)), in_quotes(wanted)));
    });
}

// --- regular expressions ---

Made make_regex(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    if (!spec.value->is_string()) return bad_spec(spec, "needs a regular expression as its value");
    auto pattern = text_of(spec);
    if (!pattern) return fail(pattern);
    auto regex = Regex::compile(*pattern);
    if (!regex)
        return bad_spec(spec, fmt::format("has {}: {}", in_quotes(*pattern), regex.error().message),
                        regex.error().fix);
    return check_of([pattern = std::move(*pattern),
                     regex = std::move(*regex)](const Answer& answer) -> Result<Outcome> {
        Regex::Match where;
        switch (regex.search(answer.text, &where)) {
            case Regex::Outcome::match:
                return outcome_of(
                    true, fmt::format("{} matches {}", in_quotes(pattern),
                                      in_quotes(answer.text.substr(where.begin, where.end - where.begin))));
            case Regex::Outcome::no_match:
                return outcome_of(false, fmt::format("nothing in the answer matches {}", in_quotes(pattern)));
            case Regex::Outcome::gave_up:
                break;
        }
        return fail(ErrorCode::invalid_value,
                    fmt::format("the pattern {} gave up on an answer of {} bytes: it tries too many ways",
                                in_quotes(pattern), answer.text.size()),
                    "write it without a repeat inside of a repeat");
    });
}

}  // namespace

std::vector<CheckType> text_checks() {
    using enum Case;
    return {
        {"equals", "the answer is this text, or this JSON value", make_equals},
        {"contains", "this text stands in the answer",
         [](const CheckSpec& spec) { return make_contains_one(spec, exact); }},
        {"contains-any", "one of these texts does",
         [](const CheckSpec& spec) { return make_contains_list(spec, Need::any, exact); }},
        {"contains-all", "each of these texts does",
         [](const CheckSpec& spec) { return make_contains_list(spec, Need::all, exact); }},
        {"icontains", "this text stands in the answer, in capitals or not",
         [](const CheckSpec& spec) { return make_contains_one(spec, folded); }},
        {"icontains-any", "one of these texts does, in capitals or not",
         [](const CheckSpec& spec) { return make_contains_list(spec, Need::any, folded); }},
        {"icontains-all", "each of these texts does, in capitals or not",
         [](const CheckSpec& spec) { return make_contains_list(spec, Need::all, folded); }},
        {"starts-with", "the answer begins with this text", make_starts_with},
        {"ends-with", "the answer ends with this text", make_ends_with},
        {"regex", "this regular expression (PCRE2) matches somewhere in the answer", make_regex},
    };
}

}  // namespace mkai::eval
