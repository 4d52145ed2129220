#include "core/brand/units.hpp"

#include "core/base/regex.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/domain/content.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mkai::brand {
namespace {

// --- X ---
// Ranges, weights and the length of a link: twitter-text, configuration version 3
// (https://developer.x.com/en/docs/counting-characters and
// https://docs.x.com/fundamentals/counting-characters, 2026-11-23). Weights are in hundredths of a character.
struct WeightedRange {
    char32_t first;
    char32_t last;
};
constexpr std::array k_light_ranges{
    WeightedRange{0x0000, 0x10FF},
    WeightedRange{0x2000, 0x200D},
    WeightedRange{0x2010, 0x201F},
    WeightedRange{0x2032, 0x2037},
};
constexpr std::int64_t k_light_weight = 100;
constexpr std::int64_t k_default_weight = 200;
constexpr std::int64_t k_weight_scale = 100;
constexpr std::int64_t k_link_length = 23;

std::int64_t weight_of(char32_t code_point) {
    const bool light = std::any_of(
        k_light_ranges.begin(), k_light_ranges.end(),
        [&](const WeightedRange& range) { return code_point >= range.first && code_point <= range.last; });
    return light ? k_light_weight : k_default_weight;
}

std::int64_t weight_of_text(std::string_view text) {
    std::int64_t weight = 0;
    for (const Grapheme& grapheme : graphemes(text)) {
        if (grapheme.emoji) {
            weight += k_default_weight;
            continue;
        }
        for (const char32_t code_point : code_points(grapheme.text)) weight += weight_of(code_point);
    }
    return weight;
}

// What X makes a link of: an address with a scheme, or a bare domain that ends in a well-known top-level
// domain, has a country's after two labels, or a country's and a path (twitter-text leaves "end.so" alone).
const Regex& link_pattern() {
    static const Regex pattern =
        Regex::compile(R"((?<![\p{L}\p{N}@$#_.-])(?:)"
                       R"(https?://[^\s/?#<>"]+\.[^\s/?#<>"]+(?:[/?#][^\s<>"]*)?)"
                       R"(|(?:(?:[a-z0-9-]+\.){2,}[a-z]{2}|)"
                       R"((?:[a-z0-9-]+\.)+(?:com|org|net|info|biz|app|dev|shop|store|blog|tv|co)))"
                       R"((?![\p{L}\p{N}-]|\.\p{L})(?:/[^\s<>"]*)?)"
                       R"(|[a-z0-9-]+\.[a-z]{2}/[^\s<>"]*))",
                       true)
            .value();
    return pattern;
}

// Punctuation that ends a sentence is not part of the link before it.
std::size_t end_of_link(std::string_view text, std::size_t end) {
    while (end > 0 && std::string_view(".,:;!?)'").find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

std::int64_t weighted_length(std::string_view text) {
    const std::string composed = compose(text);
    const std::string_view view = composed;
    std::int64_t weight = 0;
    std::size_t at = 0;
    for (const Regex::Match& link : link_pattern().find_all(view)) {
        weight += weight_of_text(view.substr(at, link.begin - at)) + k_link_length * k_weight_scale;
        at = end_of_link(view, link.end);
    }
    weight += weight_of_text(view.substr(at));
    return (weight + k_weight_scale - 1) / k_weight_scale;
}

// --- SMS ---
// The GSM 7-bit default alphabet and its extension table: 3GPP TS 23.038, 6.2.1 and 6.2.1.1 (2026-11-23). The
// small c with cedilla is left out: the table has the capital, and phones differ.
constexpr std::u32string_view k_gsm_alphabet =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view k_gsm_extension = U"\f^{}\\[~]|€";

// Segment sizes: 140 octets, of which a message of several gives 6 to its header (3GPP
// TS 23.040, 9.2.3.24.1).
struct SegmentSize {
    std::int64_t alone;
    std::int64_t joined;
};
constexpr SegmentSize k_gsm_segment{160, 153};
constexpr SegmentSize k_ucs2_segment{70, 67};

char32_t as_sent(char32_t code_point) {
    constexpr char32_t k_no_break_space = 0x00A0;
    constexpr char32_t k_narrow_no_break_space = 0x202F;
    const bool no_break = code_point == k_no_break_space || code_point == k_narrow_no_break_space;
    return no_break ? U' ' : code_point;
}

constexpr std::int64_t look_up_septets(char32_t code_point) {
    if (k_gsm_alphabet.find(code_point) != std::u32string_view::npos) return 1;
    return k_gsm_extension.find(code_point) != std::u32string_view::npos ? 2 : 0;
}

// Of the characters that most texts have alone.
constexpr std::array<std::int64_t, 256> k_low_septets = [] {
    std::array<std::int64_t, 256> septets{};
    for (char32_t c = 0; c < septets.size(); ++c) septets[c] = look_up_septets(c);
    return septets;
}();

std::int64_t septets_of(char32_t code_point) {
    return code_point < k_low_septets.size() ? k_low_septets[code_point] : look_up_septets(code_point);
}

std::int64_t utf16_units_of(char32_t code_point) {
    return code_point > 0xFFFF ? 2 : 1;
}

// A message as its segments count it.
struct SmsUnits {
    bool gsm7 = true;
    std::string outside;
    std::vector<char32_t> characters;  // as sent
    std::vector<std::int64_t> sizes;   // of each
    std::int64_t total = 0;

    SegmentSize segment() const { return gsm7 ? k_gsm_segment : k_ucs2_segment; }
};

SmsUnits sms_units(std::string_view text) {
    SmsUnits out;
    out.characters = code_points(text);
    std::transform(out.characters.begin(), out.characters.end(), out.characters.begin(), as_sent);
    const auto outside = std::find_if(out.characters.begin(), out.characters.end(),
                                      [](char32_t character) { return septets_of(character) == 0; });
    if (outside != out.characters.end()) {
        out.gsm7 = false;
        append_utf8(out.outside, *outside);
    }
    out.sizes.reserve(out.characters.size());
    for (const char32_t character : out.characters) {
        out.sizes.push_back(out.gsm7 ? septets_of(character) : utf16_units_of(character));
        out.total += out.sizes.back();
    }
    return out;
}

// Calls `next` where a new segment begins, with the number of its first character. A character of two units
// is never cut, so a segment may stay one unit short.
template <class Next>
void each_segment(const SmsUnits& units, Next next) {
    if (units.total == 0) return;
    next(std::size_t{0});
    if (units.total <= units.segment().alone) return;
    std::int64_t used = 0;
    for (std::size_t i = 0; i < units.sizes.size(); ++i) {
        if (used + units.sizes[i] > units.segment().joined) {
            next(i);
            used = 0;
        }
        used += units.sizes[i];
    }
}

}  // namespace

SmsLength sms_length(std::string_view text) {
    SmsUnits units = sms_units(text);
    SmsLength length;
    length.gsm7 = units.gsm7;
    length.units = units.total;
    length.outside = std::move(units.outside);
    each_segment(units, [&](std::size_t) { ++length.segments; });
    const SegmentSize size = units.segment();
    length.room = length.segments > 1 ? length.segments * size.joined : size.alone;
    return length;
}

std::vector<std::size_t> sms_segment_ends(std::string_view text) {
    const SmsUnits units = sms_units(text);
    std::vector<std::size_t> ends;
    std::size_t byte = 0;
    std::size_t character = 0;
    each_segment(units, [&](std::size_t first) {
        for (; character < first; ++character) {
            byte = std::min(byte + 1, text.size());
            while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) ++byte;
        }
        if (first > 0) ends.push_back(byte);
    });
    if (units.total > 0) ends.push_back(text.size());
    return ends;
}

std::size_t bytes_of_first(std::string_view text, std::int64_t count) {
    constexpr std::size_t k_bytes_of_one = 32;
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
    if (wanted >= text.size()) return text.size();
    std::size_t end = std::min(text.size(), wanted * k_bytes_of_one);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    const std::vector<Grapheme> shown = graphemes(text.substr(0, end));
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < std::min(wanted, shown.size()); ++i) bytes += shown[i].text.size();
    return bytes;
}

std::int64_t measure(LimitUnit unit, std::string_view text) {
    const std::string shown = fill_tokens_for_preview(text);
    switch (unit) {
        case LimitUnit::graphemes:
            return static_cast<std::int64_t>(count_graphemes(shown));
        case LimitUnit::display_width:
            return static_cast<std::int64_t>(display_width(shown));
        case LimitUnit::weighted:
            return weighted_length(shown);
        case LimitUnit::sms_segments:
            return sms_length(shown).segments;
        case LimitUnit::bytes:
            return static_cast<std::int64_t>(shown.size());
        case LimitUnit::words:
            return static_cast<std::int64_t>(count_words(shown));
        case LimitUnit::items:
            return shown.empty() ? 0 : 1;
    }
    return 0;
}

std::string fill_tokens_at_longest(std::string_view text, const Channel& channel,
                                   std::vector<std::string>& tokens) {
    return replace_tokens(text, [&](const Token& token) -> std::optional<std::string> {
        if (token.slot) return std::nullopt;
        if (std::ranges::find(tokens, token.name) == tokens.end()) tokens.push_back(token.name);
        const auto longest = static_cast<std::size_t>(channel.longest_of(token.name));
        return count_graphemes(token.fallback) >= longest ? token.fallback : std::string(longest, 'n');
    });
}

bool counts_whole_message(LimitUnit unit) {
    return unit == LimitUnit::weighted || unit == LimitUnit::sms_segments;
}

std::string message_text(const Channel& channel, std::string_view field_text,
                         const std::map<std::string, std::string>& slots) {
    std::string message(field_text);
    for (const LockedField& locked : channel.locked) {
        const auto slot = slots.find(locked.from);
        if (slot == slots.end() || slot->second.empty()) continue;
        if (!message.empty()) message += '\n';
        message += slot->second;
    }
    return message;
}

}  // namespace mkai::brand
