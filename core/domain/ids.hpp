// Ids that people type and read. An asset is BRIEF/DELIVERABLE.LOCALE.VARIANT, as "spring/email.en-GB.a"; a
// version is ASSET@v3 or ASSET@8f2c (a prefix of its digest, four characters or more).
#pragma once

#include "core/base/result.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace mkai {

// [a-z0-9-], 1 to 64 characters, starting and ending with a letter or digit: briefs, deliverables, people,
// destinations, claims, use cases.
bool is_slug(std::string_view text);
// invalid_id with what is allowed; `what` names the thing ("brief", "deliverable").
Done check_slug(std::string_view text, std::string_view what);

// "email", "legal/terms": prompts and partials. Letters, digits, - and _, with / between parts, at most 100
// characters; never "..", never absolute.
bool is_prompt_name(std::string_view name);

// BCP 47 language and region, as "en-GB" or "zh-Hant-TW". The region is the market.
bool is_locale(std::string_view text);
std::string language_of(std::string_view locale);  // "en"
std::string market_of(std::string_view locale);    // "GB"

struct AssetId {
    std::string brief;
    std::string deliverable;
    std::string locale;
    std::string variant;  // "a" to "z", then "aa"... : [a-z]{1,2}
    auto operator<=>(const AssetId&) const = default;
};

// The full form only. invalid_id.
Result<AssetId> parse_asset_id(std::string_view text);
std::string to_string(const AssetId& id);
// "a", "b", ... "z", "aa", ... for 0, 1, ...
std::string variant_name(int index);

// What a person typed for one or more assets: a full id, a shorter one ("spring/email", "spring"), or a glob.
// Each part that was left out stands for all. An '@' part names a version.
struct AssetPattern {
    std::string text;  // without the version
    std::optional<int> version_number;
    std::optional<std::string> digest_prefix;
};
Result<AssetPattern> parse_asset_pattern(std::string_view text);
// Whether the pattern's text (not its version) fits the asset.
bool matches(const AssetPattern& pattern, std::string_view asset_id);

}  // namespace mkai
