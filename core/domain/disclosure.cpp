#include "core/domain/disclosure.hpp"

#include "core/base/names.hpp"

#include <algorithm>
#include <array>

namespace mkai {

namespace {

constexpr Names<DisclosurePlace, 4> k_place_names{{{DisclosurePlace::same_asset, "same-asset"},
                                                   {DisclosurePlace::above_fold, "above-fold"},
                                                   {DisclosurePlace::same_field, "same-field"},
                                                   {DisclosurePlace::same_text, "same-text"}}};

// https://european-union.europa.eu/principles-countries-history/eu-countries_en (2026-11-26); Greece has the
// ISO code GR.
constexpr std::array<std::string_view, 27> k_eu_members{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES",
                                                        "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
                                                        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::string_view to_string(DisclosurePlace place) {
    return name_of(k_place_names, place);
}
std::optional<DisclosurePlace> parse_disclosure_place(std::string_view text) {
    return value_of(k_place_names, text);
}

bool is_eu_member(std::string_view market) {
    return std::ranges::find(k_eu_members, market) != k_eu_members.end();
}

bool Disclosure::covers(std::string_view market) const {
    return markets.empty() || has(markets, market) || (has(markets, "EU") && is_eu_member(market));
}

bool Disclosure::is_for(std::string_view channel) const {
    return channels.empty() || channel.empty() || has(channels, channel);
}

}  // namespace mkai
