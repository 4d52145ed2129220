#include "core/policy/expression.hpp"

#include "core/base/quote.hpp"
#include "core/base/sqlite_sandbox.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::policy {

namespace {

constexpr std::size_t k_expression_bytes_max = 10'000;
constexpr int k_depth_max = 50;
constexpr std::string_view k_table = "facts";

tl::unexpected<Error> bad(std::string what, std::string fix = {}) {
    return fail(ErrorCode::invalid_value, "the condition " + std::move(what), std::move(fix));
}

bool is_column_name(std::string_view name) {
    const auto is_start = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return !name.empty() && is_start(name[0]) &&
           std::ranges::all_of(name, [&](char c) { return is_start(c) || (c >= '0' && c <= '9'); });
}

// Outside of quotes only what an expression needs: no statement's end, no comment, no parameter, none of the
// other ways to quote a name. And no parenthesis that closes more than it opened, so that the text stays
// inside of those that are put around it.
Done check_shape(std::string_view sql) {
    if (sql.size() > k_expression_bytes_max)
        return bad(fmt::format("has {} bytes; at most {} are read", sql.size(), k_expression_bytes_max));
    if (trim(sql).empty()) return bad("is empty", "write when it is true, such as: words > 20");
    const std::string_view first = trim(sql);
    for (const std::string_view query : {"select", "values", "with"})
        if (lower_ascii(first.substr(0, first.find_first_of(" \t\r\n("))) == query)
            return bad("is a query", "write when it is true, such as: words > 20");
    constexpr std::string_view k_signs = " \t\r\n+-*/%<>=!|&~(),._";
    int depth = 0;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        const char c = sql[at];
        if (c == '\'' || c == '"') {
            // A doubled one inside opens the next quote at once, which comes to the same.
            const std::size_t close = sql.find(c, at + 1);
            if (close == std::string_view::npos)
                return bad(
                    fmt::format("has a quotation mark that is not closed: {}", in_quotes(sql.substr(at))));
            at = close;
            continue;
        }
        const std::string_view two = sql.substr(at, 2);
        if (two == "--" || two == "/*") return bad("has a comment", "take it out");
        if (c == ';') return bad("has a \";\"", "write one expression and nothing behind it");
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_letter && k_signs.find(c) == std::string_view::npos)
            return bad(fmt::format("has {}, which means nothing here", in_quotes(sql.substr(at, 1))),
                       "put texts into single quotation marks");
        if (c == '(' && ++depth > k_depth_max)
            return bad(fmt::format("is nested deeper than {} levels", k_depth_max));
        if (c == ')' && --depth < 0) return bad("closes a parenthesis that it did not open");
    }
    if (depth > 0) return bad("opens a parenthesis that it does not close");
    return {};
}

sqlite::Sandbox::Type sandbox_type(FactType type) {
    switch (type) {
        case FactType::integer:
        case FactType::boolean:
            return sqlite::Sandbox::Type::integer;
        case FactType::real:
            return sqlite::Sandbox::Type::real;
        case FactType::text:
            break;
    }
    return sqlite::Sandbox::Type::text;
}

// A fact as SQLite has it; empty when it is none of the column's type.
std::optional<sqlite::Sandbox::Value> sandbox_value(const Json& fact, FactType type) {
    using Value = sqlite::Sandbox::Value;
    if (fact.is_null()) return Value{};
    switch (type) {
        case FactType::text:
            if (fact.is_string()) return Value{std::string_view(fact.get_ref<const std::string&>())};
            break;
        case FactType::integer:
            if (fact.is_number_integer()) return Value{fact.get<std::int64_t>()};
            break;
        case FactType::real:
            if (fact.is_number()) return Value{fact.get<double>()};
            break;
        case FactType::boolean:
            if (fact.is_boolean()) return Value{std::int64_t{fact.get<bool>() ? 1 : 0}};
            break;
    }
    return std::nullopt;
}

}  // namespace

struct Expression::Impl {
    std::vector<FactColumn> columns;
    std::vector<std::string> reads;
    sqlite::Sandbox sandbox;
};

Expression::Expression(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

Result<Expression> Expression::compile(std::string_view sql, std::span<const FactColumn> columns) {
    if (auto fits = check_shape(sql); !fits) return fail(fits);
    std::vector<sqlite::Sandbox::Column> table;
    for (const FactColumn& column : columns) {
        if (!is_column_name(column.name))
            return fail(ErrorCode::internal_error,
                        fmt::format("{} is no name of a fact", in_quotes(column.name)));
        table.push_back({column.name, sandbox_type(column.type)});
    }
    auto sandbox = sqlite::Sandbox::prepare(fmt::format("SELECT ({}) FROM {}", sql, k_table),
                                            std::string(k_table), std::move(table));
    if (!sandbox) {
        Error error = std::move(sandbox.error());
        if (error.code == ErrorCode::invalid_value)
            error.message = fmt::format("the condition {} cannot be used: {}", in_quotes(sql), error.message);
        return fail(std::move(error));
    }
    std::vector<std::string> reads;
    for (const std::size_t index : sandbox->reads()) reads.push_back(columns[index].name);
    return Expression(std::make_unique<Impl>(
        Impl{{columns.begin(), columns.end()}, std::move(reads), std::move(*sandbox)}));
}

Result<std::optional<bool>> Expression::evaluate(std::span<const Json> facts) const {
    const auto& columns = m_impl->columns;
    if (facts.size() != columns.size())
        return fail(ErrorCode::internal_error,
                    fmt::format("a condition over {} got {}", counted(columns.size(), "fact"), facts.size()));
    const auto value = m_impl->sandbox.evaluate([&](std::size_t index) -> Result<sqlite::Sandbox::Value> {
        const auto fact = sandbox_value(facts[index], columns[index].type);
        if (fact) return *fact;
        return fail(ErrorCode::internal_error,
                    fmt::format("the fact {} is of another type: {}", in_quotes(columns[index].name),
                                in_quotes(dump_json(facts[index]))));
    });
    if (!value) {
        Error error = value.error();
        if (error.code == ErrorCode::invalid_value)
            error.message = "the condition has no answer: " + error.message;
        return fail(std::move(error));
    }
    if (std::holds_alternative<std::monostate>(*value)) return std::optional<bool>{};
    if (const auto* whole = std::get_if<std::int64_t>(&*value)) return std::optional<bool>(*whole != 0);
    if (const auto* real = std::get_if<double>(&*value)) return std::optional<bool>(*real != 0);
    // SQL would take 'yes' for false.
    return bad(
        fmt::format("gives a text, {}, and not true or false", in_quotes(std::get<std::string_view>(*value))),
        "compare it with something");
}

const std::vector<std::string>& Expression::reads() const {
    return m_impl->reads;
}

}  // namespace mkai::policy
