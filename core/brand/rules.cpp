#include "core/brand/rules.hpp"

#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>

namespace mkai::brand {

namespace {

constexpr Names<RuleKind, 6> k_kinds{{{RuleKind::existence, "existence"},
                                      {RuleKind::substitution, "substitution"},
                                      {RuleKind::occurrence, "occurrence"},
                                      {RuleKind::repetition, "repetition"},
                                      {RuleKind::capitalisation, "capitalisation"},
                                      {RuleKind::readability, "readability"}}};
constexpr Names<Counted, 4> k_counted{{{Counted::found, "found"},
                                       {Counted::words, "words"},
                                       {Counted::sentences, "sentences"},
                                       {Counted::characters, "characters"}}};
constexpr Names<CountedPer, 2> k_per{{{CountedPer::text, "text"}, {CountedPer::sentence, "sentence"}}};
constexpr Names<CapitalStyle, 5> k_styles{{{CapitalStyle::sentence, "sentence"},
                                           {CapitalStyle::title, "title"},
                                           {CapitalStyle::upper, "upper"},
                                           {CapitalStyle::lower, "lower"},
                                           {CapitalStyle::names, "names"}}};
constexpr Names<Metric, 3> k_metrics{
    {{Metric::flesch, "flesch"}, {Metric::flesch_kincaid, "flesch-kincaid"}, {Metric::lix, "lix"}}};

template <class Same>
bool share(const std::vector<std::string>& a, const std::vector<std::string>& b, Same same) {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(
        a, [&](const auto& x) { return std::ranges::any_of(b, [&](const auto& y) { return same(x, y); }); });
}

}  // namespace

std::string_view to_string(RuleKind kind) {
    return name_of(k_kinds, kind);
}
std::optional<RuleKind> parse_rule_kind(std::string_view text) {
    return value_of(k_kinds, text);
}
std::optional<Counted> parse_counted(std::string_view text) {
    return value_of(k_counted, text);
}
std::optional<CountedPer> parse_counted_per(std::string_view text) {
    return value_of(k_per, text);
}
std::string_view to_string(CapitalStyle style) {
    return name_of(k_styles, style);
}
std::optional<CapitalStyle> parse_capital_style(std::string_view text) {
    return value_of(k_styles, text);
}
std::string_view to_string(Metric metric) {
    return name_of(k_metrics, metric);
}
std::optional<Metric> parse_metric(std::string_view text) {
    return value_of(k_metrics, text);
}

bool holds_for_locale(std::string_view scope_locale, std::string_view locale) {
    const std::string wanted = lower_ascii(scope_locale);
    const std::string given = lower_ascii(locale);
    return given == wanted ||
           (given.size() > wanted.size() && given.starts_with(wanted) && given[wanted.size()] == '-');
}

bool overlap(const RuleScope& a, const RuleScope& b) {
    const auto equal = [](const std::string& x, const std::string& y) { return x == y; };
    return share(a.channels, b.channels, equal) && share(a.fields, b.fields, equal) &&
           share(a.locales, b.locales, [](const std::string& x, const std::string& y) {
               return holds_for_locale(x, y) || holds_for_locale(y, x);
           });
}

}  // namespace mkai::brand
