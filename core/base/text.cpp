#include "core/base/text.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>
#include <utf8proc.h>

namespace mkai {

namespace {

constexpr char32_t k_replacement = 0xFFFD;

utf8proc_int32_t signed_code(char32_t c) {
    return static_cast<utf8proc_int32_t>(c);
}

constexpr bool is_plain(char32_t c) {
    return c >= ' ' && c <= '~';
}
constexpr bool is_plain_byte(char c) {
    return c >= ' ' && c <= '~';
}

// Calls `visit(begin, end)` for each grapheme cluster.
template <class Visit>
void each_grapheme(std::string_view text, Visit visit) {
    utf8proc_int32_t state = 0;
    char32_t previous = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint d = code_point_at(text, at);
        const bool plain = is_plain(previous) && is_plain(d.value);
        if (plain) state = 0;  // nothing before a character of ASCII changes what comes behind it
        if (at > 0 && (plain || utf8proc_grapheme_break_stateful(signed_code(previous), signed_code(d.value),
                                                                 &state))) {
            if (!visit(begin, at)) return;
            begin = at;
        }
        previous = d.value;
        at += d.bytes;
    }
    if (begin < text.size()) visit(begin, text.size());
}

std::size_t width_of(char32_t c) {
    if (is_plain(c)) return 1;
    const int width = utf8proc_charwidth(signed_code(c));
    return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::size_t width_of_grapheme(std::string_view grapheme) {
    std::size_t widest = 0;
    for (std::size_t at = 0; at < grapheme.size();) {
        const CodePoint d = code_point_at(grapheme, at);
        widest = std::max(widest, width_of(d.value));
        at += d.bytes;
    }
    return widest;
}

bool is_space(char32_t c) {
    if (c == U' ' || (c >= 9 && c <= 13) || c == 0x85) return true;
    const auto category = utf8proc_category(signed_code(c));
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

struct NamedRange {
    char32_t first, last;
    std::string_view name;
};

// Code points that a reader cannot see and that change what they read (Unicode 15, UAX #9 table 4 for the
// bidirectional ones). U+200D and U+200C are judged by their neighbours below.
constexpr std::array k_hidden{
    NamedRange{0x0000, 0x0008, "control character"},
    NamedRange{0x000B, 0x001F, "control character"},
    NamedRange{0x007F, 0x009F, "control character"},
    NamedRange{0x00AD, 0x00AD, "soft hyphen"},
    NamedRange{0x034F, 0x034F, "combining grapheme joiner"},
    NamedRange{0x061C, 0x061C, "Arabic letter mark"},
    NamedRange{0x115F, 0x1160, "Hangul filler"},
    NamedRange{0x180E, 0x180E, "Mongolian vowel separator"},
    NamedRange{0x200B, 0x200B, "zero width space"},
    NamedRange{0x200E, 0x200E, "left-to-right mark"},
    NamedRange{0x200F, 0x200F, "right-to-left mark"},
    NamedRange{0x2028, 0x2028, "line separator"},
    NamedRange{0x2029, 0x2029, "paragraph separator"},
    NamedRange{0x202A, 0x202A, "left-to-right embedding"},
    NamedRange{0x202B, 0x202B, "right-to-left embedding"},
    NamedRange{0x202C, 0x202C, "pop directional formatting"},
    NamedRange{0x202D, 0x202D, "left-to-right override"},
    NamedRange{0x202E, 0x202E, "right-to-left override"},
    NamedRange{0x2060, 0x2064, "invisible operator"},
    NamedRange{0x2066, 0x2069, "bidirectional isolate"},
    NamedRange{0x206A, 0x206F, "deprecated format character"},
    NamedRange{0x3164, 0x3164, "Hangul filler"},
    NamedRange{0xE000, 0xF8FF, "private use character"},
    NamedRange{0xFDD0, 0xFDEF, "noncharacter"},
    NamedRange{0xFEFF, 0xFEFF, "byte order mark"},
    NamedRange{0xFFA0, 0xFFA0, "Hangul filler"},
    NamedRange{0xFFF9, 0xFFFB, "interlinear annotation"},
    NamedRange{0xFFFD, 0xFFFD, "replacement character"},
    NamedRange{0xE0000, 0xE007F, "tag character"},
    NamedRange{0xF0000, 0x10FFFF, "private use character"},
};

std::string_view hidden_name(char32_t c) {
    for (const auto& range : k_hidden)
        if (c >= range.first && c <= range.last) return range.name;
    if ((c & 0xFFFE) == 0xFFFE) return "noncharacter";
    return {};
}

// Joiners are needed between emoji and in scripts that shape their letters; elsewhere they hide something.
bool joiner_belongs(char32_t before, char32_t after) {
    const auto shapes = [](char32_t c) {
        return c >= 0x0600 && utf8proc_category(signed_code(c)) != UTF8PROC_CATEGORY_ZS && c != k_replacement;
    };
    return shapes(before) && shapes(after);
}

std::string escaped(char32_t c) {
    return fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c));
}

// Words with the white space that follows them, so that joining them gives the text back.
std::vector<std::string_view> words_with_space(std::string_view text) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    bool in_space = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint d = code_point_at(text, at);
        const bool space = is_space(d.value);
        if (in_space && !space) {
            out.push_back(text.substr(begin, at - begin));
            begin = at;
        }
        in_space = space;
        at += d.bytes;
    }
    if (begin < text.size()) out.push_back(text.substr(begin));
    return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        // Eight ASCII characters at a time: most texts are mostly that.
        std::uint64_t eight = 0;
        if (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const CodePoint d = code_point_at(text, at);
        if (!d.valid()) return false;
        at += d.bytes;
    }
    return true;
}

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint d = code_point_at(text, at);
        out.push_back(d.value);
        at += d.bytes;
    }
    return out;
}

void append_utf8(std::string& out, char32_t code_point) {
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
        return;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(signed_code(code_point), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

std::size_t count_graphemes(std::string_view text) {
    std::size_t count = 0;
    each_grapheme(text, [&](std::size_t, std::size_t) {
        ++count;
        return true;
    });
    return count;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).bytes) ++count;
    return count;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    each_grapheme(text, [&](std::size_t begin, std::size_t end) {
        width += width_of_grapheme(text.substr(begin, end - begin));
        return true;
    });
    return width;
}

std::string_view prefix_of_width(std::string_view text, std::size_t columns) {
    // Most of what is shown: each byte is a character of one column, and so is what stands behind the prefix.
    const std::string_view looked_at = columns < text.size() ? text.substr(0, columns + 1) : text;
    if (std::ranges::all_of(looked_at, is_plain_byte)) return text.substr(0, columns);
    std::size_t width = 0;
    std::size_t fits = 0;
    each_grapheme(text, [&](std::size_t begin, std::size_t end) {
        width += width_of_grapheme(text.substr(begin, end - begin));
        if (width > columns) return false;
        fits = end;
        return true;
    });
    return text.substr(0, fits);
}

std::size_t count_words(std::string_view text) {
    std::size_t count = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint d = code_point_at(text, at);
        const bool space = is_space(d.value);
        if (!space && !in_word) ++count;
        in_word = !space;
        at += d.bytes;
    }
    return count;
}

std::optional<HiddenCharacter> find_hidden(std::string_view text) {
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint d = code_point_at(text, at);
        const char32_t c = d.value;
        const auto found = [&](std::string_view name) {
            return HiddenCharacter{at, c, fmt::format("U+{:04X} {}", static_cast<std::uint32_t>(c), name)};
        };
        if (!d.valid())
            return HiddenCharacter{
                at, k_replacement,
                fmt::format("byte 0x{:02X}, which is not UTF-8", static_cast<unsigned char>(text[at]))};
        if (c == 0x200C || c == 0x200D) {
            const std::size_t next = at + d.bytes;
            const char32_t after = next < text.size() ? code_point_at(text, next).value : 0;
            // An emoji's variation selector may stand between it and the joiner.
            if (!joiner_belongs(before, after))
                return found(c == 0x200D ? "zero width joiner" : "zero width non-joiner");
        } else if (const auto name = hidden_name(c); !name.empty()) {
            return found(name);
        }
        before = c;
        at += d.bytes;
    }
    return std::nullopt;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (is_plain_byte(text[at])) {  // most of what is shown
            std::size_t end = at;
            while (end < text.size() && is_plain_byte(text[end])) ++end;
            out += text.substr(at, end - at);
            at = end;
            continue;
        }
        const CodePoint d = code_point_at(text, at);
        if (!d.valid()) {
            out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[at]));
        } else if (const char32_t c = d.value; c != 0x00AD && c != k_replacement && !hidden_name(c).empty()) {
            out += escaped(c);
        } else {
            out.append(text.substr(at, d.bytes));
        }
        at += d.bytes;
    }
    return out;
}

std::string printable_line(std::string_view text) {
    std::string out = printable(text);
    for (char& c : out)
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Optimal string alignment: a swap of neighbours is one edit, as in most slips of the finger.
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > 80) return {};
    const std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
    std::string_view best;
    std::size_t best_distance = allowed + 1;
    for (std::string_view candidate : candidates) {
        if (candidate.size() > 80) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    if (!best.empty() || word.size() < 3) return best;
    for (std::string_view candidate : candidates)
        if (candidate.starts_with(word)) return candidate;
    return {};
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    std::vector<std::string_view> views(candidates.begin(), candidates.end());
    if (const auto near = nearest(word, views); !near.empty())
        return fmt::format("did you mean \"{}\"?", near);
    if (candidates.empty() || candidates.size() > 12) return {};
    return fmt::format("one of: {}", fmt::join(candidates, ", "));
}

std::vector<DiffPart> word_diff(std::string_view before, std::string_view after) {
    const auto a = words_with_space(before);
    const auto b = words_with_space(after);
    std::vector<DiffPart> out;
    const auto add = [&](DiffKind kind, std::string_view word) {
        if (!out.empty() && out.back().kind == kind) {
            out.back().text += word;
        } else {
            out.push_back({kind, std::string(word)});
        }
    };

    std::size_t start = 0;
    while (start < a.size() && start < b.size() && a[start] == b[start]) add(DiffKind::same, a[start++]);
    std::size_t tail = 0;
    while (tail < a.size() - start && tail < b.size() - start &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;

    // Myers' greedy algorithm on what is left, with the part of each step's frontier that the way back reads.
    const auto n = static_cast<std::ptrdiff_t>(a.size() - start - tail);
    const auto m = static_cast<std::ptrdiff_t>(b.size() - start - tail);
    constexpr std::ptrdiff_t k_edits_max = 4000;  // beyond this a rewrite is told as one
    const std::ptrdiff_t most = std::min(n + m, k_edits_max);
    const auto word_a = [&](std::ptrdiff_t i) { return a[start + static_cast<std::size_t>(i)]; };
    const auto word_b = [&](std::ptrdiff_t i) { return b[start + static_cast<std::size_t>(i)]; };
    std::vector<std::vector<std::int32_t>> frontiers;  // of step d: the diagonals from -d-1 to d+1
    std::vector<std::ptrdiff_t> v(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [&](std::vector<std::ptrdiff_t>& f, std::ptrdiff_t k) -> std::ptrdiff_t& {
        return f[static_cast<std::size_t>(k + most + 1)];
    };
    bool reached = n == 0 && m == 0;
    for (std::ptrdiff_t d = 0; d <= most && !reached; ++d) {
        frontiers.emplace_back(v.begin() + (most - d), v.begin() + (most + d + 3));
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && at(v, k - 1) < at(v, k + 1));
            std::ptrdiff_t x = down ? at(v, k + 1) : at(v, k - 1) + 1;
            std::ptrdiff_t y = x - k;
            while (x < n && y < m && word_a(x) == word_b(y)) {
                ++x;
                ++y;
            }
            at(v, k) = x;
            if (x >= n && y >= m) {
                reached = true;
                break;
            }
        }
    }
    std::vector<std::pair<DiffKind, std::string_view>> script;  // from the end
    std::ptrdiff_t x = n;
    std::ptrdiff_t y = m;
    if (!reached) {
        while (y > 0) script.emplace_back(DiffKind::added, word_b(--y));
        while (x > 0) script.emplace_back(DiffKind::removed, word_a(--x));
    }
    for (auto d = static_cast<std::ptrdiff_t>(frontiers.size()) - 1; reached && d >= 0; --d) {
        const auto kept = [&](std::ptrdiff_t k) -> std::ptrdiff_t {
            return frontiers[static_cast<std::size_t>(d)][static_cast<std::size_t>(k + d + 1)];
        };
        const std::ptrdiff_t k = x - y;
        const bool down = k == -d || (k != d && kept(k - 1) < kept(k + 1));
        const std::ptrdiff_t before_k = down ? k + 1 : k - 1;
        const std::ptrdiff_t before_x = d == 0 ? 0 : kept(before_k);
        const std::ptrdiff_t before_y = d == 0 ? 0 : before_x - before_k;
        while (x > before_x && y > before_y && word_a(x - 1) == word_b(y - 1)) {
            script.emplace_back(DiffKind::same, word_a(--x));
            --y;
        }
        if (d == 0) break;
        if (down) {
            script.emplace_back(DiffKind::added, word_b(--y));
        } else {
            script.emplace_back(DiffKind::removed, word_a(--x));
        }
    }
    for (auto part = script.rbegin(); part != script.rend(); ++part) add(part->first, part->second);
    for (std::size_t i = a.size() - tail; i < a.size(); ++i) add(DiffKind::same, a[i]);
    return out;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view k_white = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(k_white);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(k_white) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> out;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        out.emplace_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return out;
        begin = end + 1;
    }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool glob_match(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] == text[t] && pattern[p] != '*'))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    for (const std::string& paragraph : split(text, '\n')) {
        std::string line;
        for (const std::string& word : split(paragraph, ' ')) {
            if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
                lines.push_back(std::move(line));
                line.clear();
            }
            if (!line.empty()) line += ' ';
            line += word;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace mkai
