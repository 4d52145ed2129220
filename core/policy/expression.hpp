// A condition in SQL over typed facts, evaluated by an in-memory SQLite that can read nothing else: no table
// but the facts, no clock, no files, no pragma, no statement after the expression, a limit on steps. NULL is
// neither true nor false.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::policy {

enum class FactType { text, integer, real, boolean };
struct FactColumn {
    std::string name;  // [a-z_][a-z0-9_]*
    FactType type = FactType::text;
};

// Compiled once, evaluated often (about a microsecond). Not for several threads at once.
class Expression {
  public:
    // invalid_value in words: unknown names with "did you mean", more than an expression, what is forbidden.
    static Result<Expression> compile(std::string_view sql, std::span<const FactColumn> columns);
    Expression(Expression&&) noexcept;
    Expression& operator=(Expression&&) noexcept;
    ~Expression();

    // `facts` has a value for each column, in order; null where it is not known. Empty for NULL. An error
    // when the steps run out.
    Result<std::optional<bool>> evaluate(std::span<const Json> facts) const;
    // The columns that it reads, in order.
    const std::vector<std::string>& reads() const;

  private:
    struct Impl;
    explicit Expression(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::policy
