#include "core/domain/catalog.hpp"

#include "core/base/names.hpp"

#include <algorithm>

namespace mkai {

namespace {

constexpr Names<Pattern, 5> k_pattern_names{{{Pattern::approval, "approval"},
                                             {Pattern::recommendation, "recommendation"},
                                             {Pattern::enrichment, "enrichment"},
                                             {Pattern::autonomous, "autonomous"},
                                             {Pattern::sandbox, "sandbox"}}};

constexpr Names<Risk, 3> k_risk_names{{{Risk::low, "low"}, {Risk::medium, "medium"}, {Risk::high, "high"}}};

}  // namespace

std::string_view to_string(Pattern pattern) {
    return name_of(k_pattern_names, pattern);
}
std::optional<Pattern> parse_pattern(std::string_view text) {
    return value_of(k_pattern_names, text);
}
std::string_view to_string(Risk risk) {
    return name_of(k_risk_names, risk);
}
std::optional<Risk> parse_risk(std::string_view text) {
    return value_of(k_risk_names, text);
}

bool Claim::holds(TimeMs now) const {
    return !withdrawn && (expires.empty() || !is_past(expires, now));
}

bool Claim::covers(std::string_view market) const {
    return markets.empty() || std::ranges::find(markets, market) != markets.end();
}

bool Claim::speaks(std::string_view locale) const {
    return languages.empty() ||
           std::ranges::find(languages, locale.substr(0, locale.find('-'))) != languages.end();
}

}  // namespace mkai
