// Files of rows, read one at a time: CSV (RFC 4180, with or without BOM) and JSON Lines. A million rows take
// the memory of one.
#pragma once

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mkai::eval {

inline constexpr std::size_t k_row_bytes_max = 1'000'000;

struct Row {
    std::size_t number = 0;  // of the row, from 1, without the header; those with an error count too
    std::size_t line = 0;    // where it begins
    JsonValue values;        // an object; of CSV, texts by the names in the header
};

enum class RowFormat { csv, json_lines };

class RowReader {
  public:
    // By its ending: .csv, .jsonl, .ndjson. io_error; unknown_id for a file that is not there; invalid_file
    // for an unknown ending, what is no regular file, and what `over` says. `label` is how messages name it.
    static Result<RowReader> open(const fs::path& path, std::string label);

    // Fills a part of the buffer and says how much; 0 at the end.
    using Source = std::function<Result<std::size_t>(std::span<char>)>;
    // invalid_file for an empty file, UTF-16, a header with an empty or a doubled name, or one whose columns
    // are not parted by `separator`, which only CSV has.
    static Result<RowReader> over(Source source, RowFormat format, std::string label, char separator = ',');

    RowReader(RowReader&&) noexcept;
    RowReader& operator=(RowReader&&) noexcept;
    ~RowReader();

    // Empty at the end. invalid_file with "label:line": a ragged row (with how many columns it has), an open
    // or a stray quotation mark, bytes that are not UTF-8, a line that is no JSON object, a row over
    // k_row_bytes_max. After such an error the reader goes on behind the row, so that all can be told; after
    // an io_error it is at its end. Lines that are empty are no rows.
    Result<std::optional<Row>> next();
    // Of CSV, without white space at their ends.
    const std::vector<std::string>& columns() const;

  private:
    struct Impl;
    explicit RowReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::eval
