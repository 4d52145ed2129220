// What a brand sounds like and which words it uses, as brand/brand.yaml says it. Plain values; what they do
// to a text is in rule_set.hpp.
//
// The kinds of rules are those that people know from the linter Vale (its "extension points",
// https://vale.sh/docs, read 2026-11-26); scopes, owners and the checks among rules are ours.
#pragma once

#include "core/domain/finding.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct LocaleNote {
    std::string locale;  // "de-DE", or "de" for all of them
    std::string note;
};

// For whoever writes, a person or a model.
struct BrandVoice {
    std::string name;
    std::string voice;  // in words
    std::vector<std::string> dos;
    std::vector<std::string> donts;
    std::vector<LocaleNote> notes;
};

// Where a rule holds. An empty list is: everywhere.
struct RuleScope {
    std::vector<std::string> channels;
    std::vector<std::string> locales;  // a language has all of its regions: "de" also holds in de-AT
    std::vector<std::string> fields;
};

enum class RuleKind {
    existence,       // `words` and `patterns` must not stand there
    substitution,    // `swaps` say what stands there instead
    occurrence,      // of what `count` says there are from `min` to `max`
    repetition,      // no word twice in a row, or again within `within_sentences`
    capitalisation,  // `style`
    readability,     // `metric` lies from `min` to `max`
};
std::string_view to_string(RuleKind kind);
std::optional<RuleKind> parse_rule_kind(std::string_view text);

enum class Counted { found, words, sentences, characters };  // found: `words` and `patterns`
std::optional<Counted> parse_counted(std::string_view text);
enum class CountedPer { text, sentence };
std::optional<CountedPer> parse_counted_per(std::string_view text);

// sentence: the first word of a sentence is capital, and no other but names and abbreviations. In German,
// whose nouns are capital, only the first word is looked at. title: every word but the small ones. names:
// each of `names` is written just so.
enum class CapitalStyle { sentence, title, upper, lower, names };
std::string_view to_string(CapitalStyle style);
std::optional<CapitalStyle> parse_capital_style(std::string_view text);

enum class Metric { flesch, flesch_kincaid, lix };  // see readability.hpp
std::string_view to_string(Metric metric);
std::optional<Metric> parse_metric(std::string_view text);

struct Swap {
    std::string from;
    std::string to;
};

struct WordRule {
    std::string id;
    RuleKind kind = RuleKind::existence;
    Level level = Level::warning;
    // {found}, {instead}, {count} and {limit} are filled in. Empty: a sentence of the kind's own.
    std::string message;
    std::string why;
    std::string owner;  // a person of the roster, or words
    RuleScope scope;

    // Whole words and phrases, over any white space, without regard to case; "word*" has all its endings. In
    // scripts that leave no space between words they are found anywhere. Of a repetition: only these words.
    std::vector<std::string> words;
    std::vector<std::string> patterns;  // PCRE2, of existence and occurrence
    std::vector<Swap> swaps;
    std::vector<std::string> exceptions;  // words and phrases inside which nothing is found
    bool match_case = false;

    Counted count = Counted::found;
    CountedPer per = CountedPer::text;
    std::optional<double> min;
    std::optional<double> max;

    int within_sentences = 0;  // 0: twice in a row

    CapitalStyle style = CapitalStyle::sentence;
    std::vector<std::string> small_words;  // of a title; empty: the English ones
    std::vector<std::string> names;        // also what the styles `sentence` and `title` let stand

    Metric metric = Metric::lix;
    int words_min = 30;  // readability says nothing of shorter texts
};

struct Brand {
    BrandVoice voice;
    std::vector<WordRule> rules;
};

// Whether both can hold for one text.
bool overlap(const RuleScope& a, const RuleScope& b);
// Whether a rule for `scope_locale` holds for `locale`.
bool holds_for_locale(std::string_view scope_locale, std::string_view locale);

}  // namespace mkai::brand
