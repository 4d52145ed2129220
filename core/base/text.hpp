// Text: UTF-8, lengths in the units that channels count, what is safe to show, word diffs, near words. By
// utf8proc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

bool is_utf8(std::string_view text);
// Code points; invalid bytes come as U+FFFD.
std::vector<char32_t> code_points(std::string_view text);
void append_utf8(std::string& out, char32_t code_point);

// --- lengths ---
std::size_t count_graphemes(std::string_view text);  // user-perceived characters (UAX #29)
std::size_t count_code_points(std::string_view text);
std::size_t display_width(
    std::string_view text);  // columns: wide and fullwidth characters are 2, combining 0
// A prefix of at most `columns` columns, never cutting a grapheme.
std::string_view prefix_of_width(std::string_view text, std::size_t columns);
std::size_t count_words(std::string_view text);

// --- what must not reach a terminal or a reader unseen ---
// The first code point that people cannot see and that changes what they read: C0 and C1 controls (but tab
// and newline), bidirectional controls (UAX #9), zero-width characters (but the joiners inside emoji and
// scripts that need them), tags, private use, noncharacters.
struct HiddenCharacter {
    std::size_t byte = 0;
    char32_t code_point = 0;
    std::string name;  // "U+202E right-to-left override"
};
std::optional<HiddenCharacter> find_hidden(std::string_view text);
// For a terminal: controls, bidi and invalid bytes become visible as \u{202E}; newlines and tabs stay.
std::string printable(std::string_view text);
// The same on one line: newlines become spaces.
std::string printable_line(std::string_view text);

// --- near words ---
// The candidate within an edit distance of a third of the length (at least 1), or empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);
std::size_t edit_distance(std::string_view a, std::string_view b);
// "fix" for an unknown name: "did you mean \"x\"?" or the list of names when it is short, or empty.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

// --- word diff ---
enum class DiffKind { same, removed, added };
struct DiffPart {
    DiffKind kind;
    std::string text;
};
// Words with the white space that follows them; a shortest edit script (Myers 1986) over words.
std::vector<DiffPart> word_diff(std::string_view before, std::string_view after);

// --- small things ---
std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string lower_ascii(std::string_view text);
// Shell-style glob: '*' any run of characters, '?' one; everything else stands for itself.
bool glob_match(std::string_view pattern, std::string_view text);
// Lines of at most `columns` columns, broken at spaces; words longer than a line stay whole.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);
// "1 draft", "2 drafts".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace mkai
