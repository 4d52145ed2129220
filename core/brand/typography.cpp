#include "core/brand/typography.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/brand/units.hpp"
#include "core/domain/content.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

// What people and programs type for characters that the GSM 7-bit alphabet has (3GPP TS 23.038, read
// 2026-11-23).
struct Lookalike {
    char32_t character;
    std::string_view plain;
    std::string_view what;
};
constexpr std::string_view k_quotes = "the curly quotes";
constexpr std::string_view k_dashes = "the long dashes";
constexpr std::string_view k_dots = "the dots in one character";
constexpr std::string_view k_bullets = "the bullets";
constexpr std::string_view k_spaces = "the special spaces";
constexpr std::array k_lookalikes{
    Lookalike{U'\u0060', "'", k_quotes},  Lookalike{U'\u00AB', "\"", k_quotes},
    Lookalike{U'\u00B4', "'", k_quotes},  Lookalike{U'\u00B7', "-", k_bullets},
    Lookalike{U'\u00BB', "\"", k_quotes}, Lookalike{U'\u2002', " ", k_spaces},
    Lookalike{U'\u2003', " ", k_spaces},  Lookalike{U'\u2009', " ", k_spaces},
    Lookalike{U'\u2010', "-", k_dashes},  Lookalike{U'\u2011', "-", k_dashes},
    Lookalike{U'\u2012', "-", k_dashes},  Lookalike{U'\u2013', "-", k_dashes},
    Lookalike{U'\u2014', "-", k_dashes},  Lookalike{U'\u2015', "-", k_dashes},
    Lookalike{U'\u2018', "'", k_quotes},  Lookalike{U'\u2019', "'", k_quotes},
    Lookalike{U'\u201A', "'", k_quotes},  Lookalike{U'\u201B', "'", k_quotes},
    Lookalike{U'\u201C', "\"", k_quotes}, Lookalike{U'\u201D', "\"", k_quotes},
    Lookalike{U'\u201E', "\"", k_quotes}, Lookalike{U'\u201F', "\"", k_quotes},
    Lookalike{U'\u2022', "-", k_bullets}, Lookalike{U'\u2026', "...", k_dots},
    Lookalike{U'\u2032', "'", k_quotes},  Lookalike{U'\u2033', "\"", k_quotes},
    Lookalike{U'\u2212', "-", k_dashes},
};

constexpr std::string_view k_en_dash = "\u2013";

bool is_blank(char c) {
    return c == ' ';
}

// Part of a word, as far as spaces and dashes go: every byte of a character that is not ASCII is.
bool is_wordlike(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}
bool is_letter(char c) {
    return is_wordlike(c) && !(c >= '0' && c <= '9');
}

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// What nobody may touch, in order: tokens, addresses, and code in Markdown.
class Untouched {
  public:
    Untouched(std::string_view text, bool plain) : m_text(text) {
        for (const Token& token : find_tokens(text).tokens) m_ranges.push_back({token.begin, token.end});
        add_addresses();
        if (!plain) {
            add_code();
            add_tags();
        }
        std::ranges::sort(m_ranges, {}, &Range::begin);
    }

    // Asked with places that only grow. The end of the range that `at` stands in; else nothing.
    std::optional<std::size_t> past(std::size_t at) {
        while (m_next < m_ranges.size() && m_ranges[m_next].end <= at) ++m_next;
        if (m_next == m_ranges.size() || m_ranges[m_next].begin > at) return std::nullopt;
        return m_ranges[m_next].end;
    }

  private:
    void add_addresses() {
        std::size_t end = 0;
        for (std::size_t at = m_text.find("://"); at != std::string_view::npos;
             at = m_text.find("://", end)) {
            std::size_t begin = at;
            while (begin > end && is_letter(m_text[begin - 1])) --begin;
            end = std::min(m_text.find_first_of(" \t\r\n<>\"", at), m_text.size());
            m_ranges.push_back({begin, end});
        }
    }

    // HTML in Markdown: "<b>", "</b>", "<!-- a -->".
    void add_tags() {
        for (std::size_t at = m_text.find('<'); at != std::string_view::npos; at = m_text.find('<', at + 1)) {
            const char next = at + 1 < m_text.size() ? m_text[at + 1] : ' ';
            if (!is_letter(next) && next != '/' && next != '!') continue;
            const bool comment = m_text.substr(at).starts_with("<!--");
            const std::size_t close = m_text.find(comment ? "-->" : ">", at);
            if (close == std::string_view::npos) return;
            m_ranges.push_back({at, close + (comment ? 3 : 1)});
            at = close;
        }
    }

    // From a run of backticks to the next.
    void add_code() {
        for (std::size_t at = m_text.find('`'); at != std::string_view::npos;) {
            const std::size_t open = std::min(m_text.find_first_not_of('`', at), m_text.size());
            const std::string_view fence = m_text.substr(at, open - at);
            const std::size_t close = m_text.find(fence, open);
            if (close == std::string_view::npos) return;
            const std::size_t end = std::min(m_text.find_first_not_of('`', close), m_text.size());
            m_ranges.push_back({at, end});
            at = m_text.find('`', end);
        }
    }

    std::string_view m_text;
    std::vector<Range> m_ranges;
    std::size_t m_next = 0;
};

class Typist {
  public:
    Typist(std::string_view text, const TypingRules& rules)
        : m_text(text), m_rules(rules), m_untouched(text, rules.plain) {}

    std::vector<TypingMend> run() {
        for (std::size_t at = 0; at < m_text.size();) {
            if (const auto past = m_untouched.past(at))
                at = *past;
            else if (const auto end = end_of_laid_out_line(at))
                at = *end;
            else
                at = step(at);
        }
        return std::move(m_mends);
    }

  private:
    char before(std::size_t at) const { return at > 0 ? m_text[at - 1] : '\n'; }
    char at_or_end(std::size_t at) const { return at < m_text.size() ? m_text[at] : '\n'; }

    void mend(std::size_t begin, std::size_t end, std::string_view replacement, std::string_view what) {
        m_mends.push_back({begin, end, std::string(replacement), what, false});
    }

    // In Markdown, a line of code or of a table has the spaces that it wants.
    std::optional<std::size_t> end_of_laid_out_line(std::size_t at) const {
        if (m_rules.plain || before(at) != '\n') return std::nullopt;
        const std::string_view line = m_text.substr(at);
        if (!line.starts_with("    ") && !line.starts_with('\t') && !line.starts_with('|'))
            return std::nullopt;
        return std::min(m_text.find('\n', at), m_text.size());
    }

    // Where to go on: behind what stands at `at`, and behind words, which have nothing to mend.
    std::size_t step(std::size_t at) {
        if (is_blank(m_text[at])) {
            const bool between_words = before(at) != '\n' && is_wordlike(at_or_end(at + 1));
            if (!between_words) return step_blanks(at);
        } else if (m_text[at] == '-') {
            return step_hyphens(at);
        }
        ++at;
        while (at < m_text.size() && is_wordlike(m_text[at])) ++at;
        return at;
    }

    std::size_t step_blanks(std::size_t at) {
        const std::size_t end = std::min(m_text.find_first_not_of(' ', at), m_text.size());
        const bool begins_line = before(at) == '\n';
        const bool ends_line = end == m_text.size() || m_text[end] == '\n' || m_text[end] == '\r';
        // Indentation, and the line break of Markdown, mean something there.
        if (begins_line && !ends_line) return end;
        if (ends_line) {
            if (m_rules.plain || begins_line || end - at == 1)
                mend(at, end, "", "spaces at the end of a line");
            return end;
        }
        // "Now , and": no language writes it, but French has its space before the high marks.
        const char mark = m_text[end];
        const bool high = mark == '!' || mark == '?' || mark == ':' || mark == ';';
        const bool low = mark == ',' || mark == '.';
        const char after = at_or_end(end + 1);
        const bool alone = is_blank(after) || after == '\n' || after == '\r';
        if (is_wordlike(before(at)) && alone && (low || (high && language_of(m_rules.locale) != "fr"))) {
            mend(at, end, "", "a space before a mark");
            return end;
        }
        if (end - at > 1) mend(at, end, " ", "double spaces");
        return end;
    }

    // "soft -- and warm", "soft - and warm": a dash, as typewriters had none. Without the spaces it may be a
    // part of a name or an address: "shop--sale@x.example".
    std::size_t step_hyphens(std::size_t at) {
        const std::size_t end = std::min(m_text.find_first_not_of('-', at), m_text.size());
        const std::size_t count = end - at;
        if (m_rules.gsm7 || count > 2) return end;
        const bool spaced = is_blank(before(at)) && is_blank(at_or_end(end));
        const bool between_words =
            spaced && at >= 2 && is_letter(m_text[at - 2]) && is_letter(at_or_end(end + 1));
        if (between_words) mend(at, end, k_en_dash, "a hyphen for a dash");
        return end;
    }

    std::string_view m_text;
    const TypingRules& m_rules;
    Untouched m_untouched;
    std::vector<TypingMend> m_mends;
};

// Whether the text would be of the GSM alphabet without them, and is not now.
std::vector<TypingMend> find_lookalikes(std::string_view text, bool plain) {
    std::vector<TypingMend> out;
    if (sms_length(text).gsm7) return out;
    Untouched untouched(text, plain);
    for (std::size_t at = 0; at < text.size();) {
        if (const auto past = untouched.past(at)) {
            at = *past;
            continue;
        }
        const std::size_t begin = at;
        const char32_t character = next_code_point(text, at);
        const auto known = std::ranges::lower_bound(k_lookalikes, character, {}, &Lookalike::character);
        if (known != k_lookalikes.end() && known->character == character)
            out.push_back({begin, at, std::string(known->plain), known->what, true});
    }
    if (!sms_length(with_mends(text, out)).gsm7) out.clear();
    return out;
}

// "the curly quotes and the long dashes"
std::string kinds_of(const std::vector<TypingMend>& mends) {
    std::vector<std::string> kinds;
    for (const TypingMend& mend : mends)
        if (mend.costs && std::ranges::find(kinds, mend.what) == kinds.end()) kinds.emplace_back(mend.what);
    std::string last = std::move(kinds.back());
    kinds.pop_back();
    return kinds.empty() ? last : fmt::format("{} and {}", join(kinds, ", "), last);
}

std::string cost_words(std::string_view label, std::string_view text, const std::vector<TypingMend>& mends) {
    const SmsLength now = sms_length(text);
    const SmsLength then = sms_length(with_mends(text, mends));
    if (now.segments > then.segments)
        return fmt::format("{} takes {} segments for {} in it; typed plainly it takes {}", label,
                           now.segments, kinds_of(mends), then.segments);
    return fmt::format("{} has {}, which leave 70 characters in a segment instead of 160", label,
                       kinds_of(mends));
}

}  // namespace

std::vector<Finding> check_typing(std::string_view text, const TypingRules& rules, std::string_view field,
                                  std::string_view label) {
    const std::vector<TypingMend> mends = find_typing(text, rules);
    std::vector<Finding> out;
    std::vector<std::string_view> told;
    for (const TypingMend& mend : mends) {
        const std::string_view kind = mend.costs ? "what costs segments" : mend.what;
        if (std::ranges::find(told, kind) != told.end()) continue;
        told.push_back(kind);
        const auto times = std::ranges::count(mends, mend.what, &TypingMend::what);
        Finding finding =
            make_finding(mend.costs ? Level::warning : Level::note, "typography",
                         mend.costs ? cost_words(label, text, mends)
                                    : fmt::format("{} has {}{}", label, mend.what,
                                                  times > 1 ? fmt::format(" ({} times)", times) : ""),
                         "mkai check --fix types it anew, and shows what it did", {});
        finding.field = field;
        finding.begin = mend.begin;
        finding.end = mend.end;
        finding.excerpt = text.substr(mend.begin, mend.end - mend.begin);
        out.push_back(std::move(finding));
    }
    return out;
}

TypingRules typing_rules_of(const Channel& channel, const ChannelField& field, std::string_view locale) {
    return {std::ranges::any_of(channel.limits,
                                [&](const ChannelLimit& l) {
                                    return l.field == field.name && l.unit == LimitUnit::sms_segments;
                                }),
            field.plain, locale};
}

std::vector<TypingMend> find_typing(std::string_view text, const TypingRules& rules) {
    std::vector<TypingMend> out = Typist(text, rules).run();
    if (!rules.gsm7) return out;
    std::vector<TypingMend> lookalikes = find_lookalikes(text, rules.plain);
    // They are characters, and the others spaces and hyphens: none overlaps.
    out.insert(out.end(), std::make_move_iterator(lookalikes.begin()),
               std::make_move_iterator(lookalikes.end()));
    std::ranges::sort(out, {}, &TypingMend::begin);
    return out;
}

std::string with_mends(std::string_view text, const std::vector<TypingMend>& mends) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (const TypingMend& mend : mends) {
        out += text.substr(at, mend.begin - at);
        out += mend.replacement;
        at = mend.end;
    }
    out += text.substr(at);
    return out;
}

}  // namespace mkai::brand
