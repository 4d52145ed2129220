// One SQL expression over one row of values, in a SQLite of its own that can do nothing else. Like
// core/base/sqlite.hpp it hides the library.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mkai::sqlite {

// An empty in-memory database with one table of one row, whose values the caller gives when they are read.
// An authorizer lets nothing through but reading that table and the functions that give the same for the same
// (abs, coalesce, length, like, lower, ...): no other table, no clock, no randomness, no pragma, no attached
// file, no extension, no recursion, nothing that writes. Lengths, depths and steps are limited.
class Sandbox {
  public:
    enum class Type { text, integer, real };  // the column's affinity in comparisons
    struct Column {
        std::string name;  // [a-z_][a-z0-9_]*
        Type type = Type::text;
    };
    // monostate is NULL. A text is lent: it stays where it is until evaluate() has returned.
    using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;
    // What the row has in the column of this index; an error ends the evaluation.
    using Row = std::function<Result<Value>(std::size_t)>;

    // `SELECT ...`: one statement that gives one value. invalid_value in words, with "did you mean" for
    // unknown columns and functions.
    static Result<Sandbox> prepare(std::string_view sql, std::string table, std::vector<Column> columns);
    Sandbox(Sandbox&&) noexcept;
    Sandbox& operator=(Sandbox&&) noexcept;
    ~Sandbox();

    // The indices of the columns that the statement reads, in order, each once.
    const std::vector<std::size_t>& reads() const;
    // Of the first row; NULL when there is none. A text of the result lives until the next call.
    // invalid_value when it takes more than some 100,000 steps, or a value is too long.
    Result<Value> evaluate(const Row& row);

  private:
    struct Impl;
    explicit Sandbox(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::sqlite
