#include "core/base/sqlite_sandbox.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace mkai::sqlite {

namespace {

// Steps of SQLite's machine: a condition with ten comparisons takes about fifty.
constexpr int k_steps_max = 100'000;
constexpr int k_steps_between = 1000;

struct Limit {
    int id;
    int most;
};
// https://sqlite.org/c3ref/c_limit_attached.html, read 2026-11-26.
constexpr std::array k_limits{Limit{SQLITE_LIMIT_LENGTH, 4 * 1024 * 1024},
                              Limit{SQLITE_LIMIT_SQL_LENGTH, 20'000},
                              Limit{SQLITE_LIMIT_COLUMN, 200},
                              Limit{SQLITE_LIMIT_EXPR_DEPTH, 100},
                              Limit{SQLITE_LIMIT_COMPOUND_SELECT, 20},
                              Limit{SQLITE_LIMIT_VDBE_OP, 10'000},
                              Limit{SQLITE_LIMIT_FUNCTION_ARG, 20},
                              Limit{SQLITE_LIMIT_ATTACHED, 0},
                              Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200},
                              Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 0},
                              Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 0},
                              Limit{SQLITE_LIMIT_WORKER_THREADS, 0}};

// Deterministic, and none makes a long text of a short one (https://sqlite.org/lang_corefunc.html,
// https://sqlite.org/lang_aggfunc.html, read 2026-11-26). lower, upper and like know ASCII letters alone.
constexpr std::array<std::string_view, 25> k_functions{
    "abs",    "avg",       "coalesce", "count", "glob", "ifnull", "iif",   "instr", "length",
    "like",   "lower",     "ltrim",    "max",   "min",  "nullif", "round", "rtrim", "sign",
    "substr", "substring", "sum",      "total", "trim", "typeof", "upper"};

// A sandbox but for its name, so that the functions that SQLite calls know it.
struct State {
    std::string table;
    std::vector<Sandbox::Column> columns;
    std::vector<std::size_t> reads;
    std::string refused;  // what the authorizer said no to, in words
    std::string fix;
    const Sandbox::Row* row = nullptr;  // while it is evaluated
    std::optional<Error> row_error;
    int steps = 0;
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        sqlite3_finalize(statement);
        sqlite3_close_v2(db);
    }

    tl::unexpected<Error> refuse(std::string what, std::string how = {}) const {
        return mkai::fail(ErrorCode::invalid_value, std::move(what), std::move(how));
    }
    std::vector<std::string> column_names() const {
        std::vector<std::string> names;
        for (const Sandbox::Column& column : columns) names.push_back(column.name);
        return names;
    }

    int deny(std::string what, std::string how = {}) {
        if (refused.empty()) {
            refused = std::move(what);
            fix = std::move(how);
        }
        return SQLITE_DENY;
    }
    int authorize(int action, std::string_view first, std::string_view second) {
        switch (action) {
            case SQLITE_SELECT:
                return SQLITE_OK;
            case SQLITE_READ: {
                if (first != table)
                    return deny(fmt::format("the table {} cannot be read", in_quotes(first)),
                                fmt::format("read {} alone", table));
                // A statement that reads no column reads the one without a name.
                const auto column = std::ranges::find(columns, second, &Sandbox::Column::name);
                if (column != columns.end())
                    reads.push_back(static_cast<std::size_t>(column - columns.begin()));
                return SQLITE_OK;
            }
            case SQLITE_FUNCTION: {
                const std::string name = lower_ascii(second);
                if (std::ranges::find(k_functions, name) != k_functions.end()) return SQLITE_OK;
                return deny(fmt::format("the function {} is not allowed here", in_quotes(second)),
                            "functions: " + fmt::format("{}", fmt::join(k_functions, ", ")));
            }
            case SQLITE_RECURSIVE:
                return deny("a query that uses itself is not allowed here");
            default:
                return deny("nothing but reading is allowed here");
        }
    }
};

std::string_view view_of(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view(text);
}

int authorize(void* state, int action, const char* first, const char* second, const char*, const char*) {
    return static_cast<State*>(state)->authorize(action, view_of(first), view_of(second));
}

int count_steps(void* state) {
    int& steps = static_cast<State*>(state)->steps;
    steps += k_steps_between;
    return steps > k_steps_max ? 1 : 0;
}

// --- the table, as SQLite wants its virtual tables: https://sqlite.org/vtab.html, read 2026-11-26 ---

struct RowTable : sqlite3_vtab {
    State* state = nullptr;
};
struct RowCursor : sqlite3_vtab_cursor {
    bool at_end = true;
};

std::string_view type_name(Sandbox::Type type) {
    switch (type) {
        case Sandbox::Type::integer:
            return "INTEGER";
        case Sandbox::Type::real:
            return "REAL";
        case Sandbox::Type::text:
            break;
    }
    return "TEXT";
}

int connect_table(sqlite3* db, void* state_pointer, int, const char* const*, sqlite3_vtab** out, char**) {
    auto* state = static_cast<State*>(state_pointer);
    std::string declaration;
    for (const Sandbox::Column& column : state->columns)
        declaration +=
            fmt::format("{}\"{}\" {}", declaration.empty() ? "" : ", ", column.name, type_name(column.type));
    declaration = fmt::format("CREATE TABLE x({})", declaration);
    if (const int code = sqlite3_declare_vtab(db, declaration.c_str()); code != SQLITE_OK) return code;
    auto table = std::make_unique<RowTable>();
    table->state = state;
    *out = table.release();
    return SQLITE_OK;
}

int disconnect_table(sqlite3_vtab* table) {
    delete static_cast<RowTable*>(table);
    return SQLITE_OK;
}

int plan(sqlite3_vtab*, sqlite3_index_info* info) {
    info->estimatedRows = 1;
    info->estimatedCost = 1;
    return SQLITE_OK;
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
    *out = std::make_unique<RowCursor>().release();
    return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
    delete static_cast<RowCursor*>(cursor);
    return SQLITE_OK;
}

int to_first_row(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<RowCursor*>(cursor)->at_end = false;
    return SQLITE_OK;
}

int to_next_row(sqlite3_vtab_cursor* cursor) {
    static_cast<RowCursor*>(cursor)->at_end = true;
    return SQLITE_OK;
}

int is_at_end(sqlite3_vtab_cursor* cursor) {
    return static_cast<RowCursor*>(cursor)->at_end ? 1 : 0;
}

struct ValueSetter {
    sqlite3_context* context;
    void operator()(std::monostate) const { sqlite3_result_null(context); }
    void operator()(std::int64_t value) const { sqlite3_result_int64(context, value); }
    void operator()(double value) const { sqlite3_result_double(context, value); }
    void operator()(std::string_view text) const {
        sqlite3_result_text64(context, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8);
    }
};

int give_column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index) {
    State& state = *static_cast<RowTable*>(cursor->pVtab)->state;
    auto value = (*state.row)(static_cast<std::size_t>(index));
    if (!value) {
        state.row_error = std::move(value.error());
        return SQLITE_ERROR;
    }
    std::visit(ValueSetter{context}, *value);
    return SQLITE_OK;
}

int give_row_id(sqlite3_vtab_cursor*, sqlite3_int64* out) {
    *out = 1;
    return SQLITE_OK;
}

// Eponymous alone: without xCreate nobody can make another one.
constexpr sqlite3_module make_module() {
    sqlite3_module module{};
    module.xConnect = connect_table;
    module.xBestIndex = plan;
    module.xDisconnect = disconnect_table;
    module.xOpen = open_cursor;
    module.xClose = close_cursor;
    module.xFilter = to_first_row;
    module.xNext = to_next_row;
    module.xEof = is_at_end;
    module.xColumn = give_column;
    module.xRowid = give_row_id;
    return module;
}
constexpr sqlite3_module k_row_module = make_module();

// What SQLite says of a statement that it cannot prepare, in our words.
Error error_of_prepare(const State& state) {
    if (!state.refused.empty()) return {ErrorCode::invalid_value, state.refused, {}, state.fix};
    const std::string_view said = sqlite3_errmsg(state.db);
    const auto name_after = [&](std::string_view prefix) -> std::optional<std::string> {
        if (!said.starts_with(prefix)) return std::nullopt;
        return std::string(said.substr(prefix.size()));
    };
    if (const auto name = name_after("no such column: ")) {
        const auto known = state.column_names();
        return {ErrorCode::invalid_value,
                fmt::format("there is no {}", in_quotes(*name)),
                {},
                did_you_mean(*name, known)};
    }
    if (const auto name = name_after("no such function: ")) {
        const std::vector<std::string> known(k_functions.begin(), k_functions.end());
        return {ErrorCode::invalid_value,
                fmt::format("there is no function {}", in_quotes(*name)),
                {},
                did_you_mean(lower_ascii(*name), known)};
    }
    if (const auto name = name_after("no such table: "))
        return {ErrorCode::invalid_value, fmt::format("there is no table {}", in_quotes(*name)), {}, {}};
    return {ErrorCode::invalid_value, printable_line(said.substr(0, 200)), {}, {}};
}

}  // namespace

struct Sandbox::Impl final : State {};

Sandbox::Sandbox(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Sandbox::Sandbox(Sandbox&&) noexcept = default;
Sandbox& Sandbox::operator=(Sandbox&&) noexcept = default;
Sandbox::~Sandbox() = default;

Result<Sandbox> Sandbox::prepare(std::string_view sql, std::string table, std::vector<Column> columns) {
    auto impl = std::make_unique<Impl>();
    impl->table = std::move(table);
    impl->columns = std::move(columns);
    constexpr int k_flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(":memory:", &impl->db, k_flags, nullptr) != SQLITE_OK)
        return fail(ErrorCode::internal_error, "cannot open a sandbox of SQLite");
    sqlite3* db = impl->db;
    State* state = impl.get();
    sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 128, 64);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    if (sqlite3_create_module(db, impl->table.c_str(), &k_row_module, state) != SQLITE_OK)
        return fail(ErrorCode::internal_error, "cannot make the table of a sandbox");
    // SQLite makes the table when it is first named, by a CREATE TABLE that the authorizer would refuse.
    const std::string first_use = fmt::format("SELECT 1 FROM {}", impl->table);
    if (sqlite3_exec(db, first_use.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(ErrorCode::internal_error, "cannot read the table of a sandbox");
    for (const Limit& limit : k_limits) sqlite3_limit(db, limit.id, limit.most);
    sqlite3_set_authorizer(db, authorize, state);
    sqlite3_progress_handler(db, k_steps_between, count_steps, state);

    const char* tail = nullptr;
    const int code =
        sqlite3_prepare_v3(db, sql.data(), static_cast<int>(std::min<std::size_t>(sql.size(), 1u << 20)),
                           SQLITE_PREPARE_PERSISTENT, &impl->statement, &tail);
    // A refusal counts even where SQLite goes on without what it asked for.
    if (code != SQLITE_OK || !impl->refused.empty()) return fail(error_of_prepare(*impl));
    const std::string_view rest(tail, static_cast<std::size_t>(sql.data() + sql.size() - tail));
    if (impl->statement == nullptr || !trim(rest).empty()) return impl->refuse("it is not one statement");
    if (sqlite3_column_count(impl->statement) != 1 || sqlite3_stmt_readonly(impl->statement) == 0 ||
        sqlite3_bind_parameter_count(impl->statement) != 0)
        return impl->refuse("it does not give one value");
    std::ranges::sort(impl->reads);
    impl->reads.erase(std::unique(impl->reads.begin(), impl->reads.end()), impl->reads.end());
    return Sandbox(std::move(impl));
}

const std::vector<std::size_t>& Sandbox::reads() const {
    return m_impl->reads;
}

Result<Sandbox::Value> Sandbox::evaluate(const Row& row) {
    Impl& impl = *m_impl;
    impl.row = &row;
    impl.steps = 0;
    impl.row_error.reset();
    sqlite3_reset(impl.statement);
    const int code = sqlite3_step(impl.statement);
    impl.row = nullptr;
    if (impl.row_error) return fail(std::move(*impl.row_error));
    if (code == SQLITE_DONE) return Value{};
    if (code == SQLITE_INTERRUPT)
        return impl.refuse(fmt::format("it takes more than {} steps", k_steps_max), "make it simpler");
    if (code != SQLITE_ROW)
        return impl.refuse("it cannot be worked out: " +
                           printable_line(view_of(sqlite3_errmsg(impl.db)).substr(0, 200)));
    switch (sqlite3_column_type(impl.statement, 0)) {
        case SQLITE_NULL:
            return Value{};
        case SQLITE_INTEGER:
            return Value{static_cast<std::int64_t>(sqlite3_column_int64(impl.statement, 0))};
        case SQLITE_FLOAT:
            return Value{sqlite3_column_double(impl.statement, 0)};
        default: {
            const auto* text = static_cast<const char*>(sqlite3_column_blob(impl.statement, 0));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(impl.statement, 0));
            return Value{text == nullptr ? std::string_view{} : std::string_view(text, size)};
        }
    }
}

}  // namespace mkai::sqlite
