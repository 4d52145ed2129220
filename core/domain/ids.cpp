#include "core/domain/ids.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace mkai {

namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool all(std::string_view text, bool (*test)(char)) {
    return !text.empty() && std::ranges::all_of(text, test);
}

bool is_variant(std::string_view text) {
    return text.size() <= 2 && all(text, is_lower);
}

// What was typed, safe to print and not longer than a line.
std::string shown(std::string_view text) {
    std::string out = printable_line(text.substr(0, 60));
    return text.size() > 60 ? out + "..." : out;
}

tl::unexpected<Error> not_an_asset(std::string_view text) {
    return fail(ErrorCode::invalid_id, fmt::format("\"{}\" is not the id of an asset", shown(text)),
                "write it as BRIEF/DELIVERABLE.LOCALE.VARIANT, for example spring/email.en-GB.a");
}

}  // namespace

bool is_slug(std::string_view text) {
    const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, allowed) && text.front() != '-' &&
           text.back() != '-';
}

Done check_slug(std::string_view text, std::string_view what) {
    if (is_slug(text)) return {};
    return fail(ErrorCode::invalid_id, fmt::format("\"{}\" cannot be the id of a {}", shown(text), what),
                "use small letters, digits and hyphens, at most 64, for example spring-sale-2");
}

bool is_prompt_name(std::string_view name) {
    if (name.empty() || name.size() > 100) return false;
    bool part = false;  // has begun
    for (const char c : name) {
        if (c == '/') {
            if (!part) return false;
            part = false;
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                   c == '_') {
            part = true;
        } else {
            return false;
        }
    }
    return part;
}

bool is_locale(std::string_view text) {
    // BCP 47: language, optional script, region. Nothing else is a market.
    const auto parts = split(text, '-');
    if (parts.size() != 2 && parts.size() != 3) return false;
    if (parts[0].size() < 2 || parts[0].size() > 3 || !all(parts[0], is_lower)) return false;
    if (parts.size() == 3) {
        const std::string& script = parts[1];
        if (script.size() != 4 || !is_upper(script[0]) || !all(std::string_view(script).substr(1), is_lower))
            return false;
    }
    const std::string& region = parts.back();
    return (region.size() == 2 && all(region, is_upper)) || (region.size() == 3 && all(region, is_digit));
}

std::string language_of(std::string_view locale) {
    return std::string(locale.substr(0, locale.find('-')));
}

std::string market_of(std::string_view locale) {
    const auto dash = locale.rfind('-');
    return dash == std::string_view::npos ? std::string() : std::string(locale.substr(dash + 1));
}

Result<AssetId> parse_asset_id(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return not_an_asset(text);
    const auto parts = split(text.substr(slash + 1), '.');
    if (parts.size() != 3) return not_an_asset(text);
    AssetId id{std::string(text.substr(0, slash)), parts[0], parts[1], parts[2]};
    if (!is_slug(id.brief) || !is_slug(id.deliverable) || !is_locale(id.locale) || !is_variant(id.variant))
        return not_an_asset(text);
    return id;
}

std::string to_string(const AssetId& id) {
    return id.brief + '/' + id.deliverable + '.' + id.locale + '.' + id.variant;
}

std::string variant_name(int index) {
    if (index < 26) return std::string(1, static_cast<char>('a' + index));
    return {static_cast<char>('a' + index / 26 - 1), static_cast<char>('a' + index % 26)};
}

Result<AssetPattern> parse_asset_pattern(std::string_view text) {
    AssetPattern pattern;
    const auto at = text.rfind('@');
    if (at != std::string_view::npos) {
        const std::string_view version = text.substr(at + 1);
        const bool hex =
            std::ranges::all_of(version, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
        int number = 0;
        if (version.size() >= 2 && version.size() <= 7 && version[0] == 'v' &&
            all(version.substr(1), is_digit))
            std::from_chars(version.data() + 1, version.data() + version.size(), number);
        if (number > 0) {
            pattern.version_number = number;
        } else if (version.size() >= 4 && version.size() <= 64 && hex) {
            pattern.digest_prefix = std::string(version);
        } else {
            return fail(ErrorCode::invalid_id, fmt::format("\"@{}\" does not name a version", shown(version)),
                        "write @v3, or @ and at least four characters of the version's digest, as @8f2c");
        }
        text = text.substr(0, at);
    }
    const auto allowed = [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '.' || c == '/' || c == '*' ||
               c == '?';
    };
    if (text.empty() || text.size() > 200 || !std::ranges::all_of(text, allowed) ||
        std::ranges::count(text, '/') > 1)
        return not_an_asset(text);
    pattern.text = std::string(text);
    return pattern;
}

bool matches(const AssetPattern& pattern, std::string_view asset_id) {
    const std::string_view text = pattern.text;
    if (text == asset_id) return true;
    if (glob_match(text, asset_id)) return true;
    // A part that was left out stands for all: "spring" for "spring/*", "spring/email" for "spring/email.*".
    if (text.find('/') == std::string_view::npos) return glob_match(std::string(text) + "/*", asset_id);
    return glob_match(std::string(text) + ".*", asset_id);
}

}  // namespace mkai
