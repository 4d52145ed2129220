// Files of rows, read one at a time: CSV (RFC 4180, with or without BOM) and JSON Lines. A million rows take
// the memory of one.
#pragma once

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mkai::eval {

struct Row {
    std::size_t number = 0;  // of the row, from 1, without the header
    std::size_t line = 0;    // where it begins
    JsonValue values;        // an object; of CSV, texts by the names in the header
};

class RowReader {
  public:
    // By its ending: .csv, .jsonl, .ndjson. io_error; invalid_file for an unknown ending, an empty file, a
    // header with an empty or a doubled name.
    static Result<RowReader> open(const fs::path& path, std::string label);
    RowReader(RowReader&&) noexcept;
    RowReader& operator=(RowReader&&) noexcept;
    ~RowReader();

    // Empty at the end. invalid_file with "label:line": a ragged row (with how many columns it has), an open
    // quotation mark, bytes that are not UTF-8, a line that is no JSON object, a row over 1 MB. After an
    // error the reader goes on behind the row, so that all can be told.
    Result<std::optional<Row>> next();
    // Of CSV.
    const std::vector<std::string>& columns() const;

  private:
    struct Impl;
    explicit RowReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::eval
