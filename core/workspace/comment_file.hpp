// Comments and other words that came back as a file: a spreadsheet saved as CSV, or the review page as Word
// saves it. It says what was written about which field; whether that field and version exist is for others.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

inline constexpr std::size_t k_comment_file_bytes_max = 4u << 20;
inline constexpr std::size_t k_comment_rows_max = 2'000;

struct CommentRow {
    std::string place;                 // where it stands, for messages
    std::string asset;                 // as it was typed: a full id or a shorter one
    std::string version;               // "v2" or the beginning of a digest; empty: it names none
    std::string field;                 // empty: about the whole piece, which a page alone has
    std::optional<std::string> given;  // the words that were sent out, as a spreadsheet has them now
    // Other words for the field. Of a page: what stands there now, with tracked changes taken as made.
    std::optional<std::string> words;
    std::string comment;
    std::string by;  // whose words, as the file names them; may be empty
};

struct CommentFile {
    std::string kind;  // "csv", "page"
    std::vector<CommentRow> rows;
    std::vector<std::string> problems;  // in sentences, with their places; any of them refuses the file
    std::vector<std::string> notes;     // what was left out, in sentences
};

// By the name's ending: .csv; .html and .htm. UTF-8 and windows-1252. invalid_file for another kind of file
// and for what is no text.
Result<CommentFile> read_comment_file(const std::string& name, std::string_view bytes);

// Words that sound like a decision. No file of comments decides anything.
enum class DecisionWords { none, begins_so, nothing_else };
DecisionWords find_decision_words(std::string_view text);

// What stands beside a field on the review page, so that the field is found again: "spring/email.en-GB.a@v2 ·
// subject"; without a field, of a piece.
std::string comment_key(std::string_view asset, int version, std::string_view field);
// The heading of the table that has these keys, and its columns.
inline constexpr std::string_view k_comment_columns[] = {"Field", "Words, to change here", "Your comment"};

// A spreadsheet takes a cell that begins so for a formula. Such a cell is written behind a single quote, and
// read without it.
inline constexpr std::string_view k_formula_begins = "=+-@";

}  // namespace mkai::workspace
