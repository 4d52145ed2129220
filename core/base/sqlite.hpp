// A thin RAII wrapper of SQLite that returns Results. The one place that includes <sqlite3.h>; no SQLite type
// here.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mkai::sqlite {

// `look`: as read_only, and nothing is made beside the file either. While nobody has the database open, it is
// read as a file that does not change (https://sqlite.org/uri.html, immutable, 2026-11-26).
enum class OpenMode { look, read_only, read_write, create };

class Statement;

class Database {
  public:
    // Opens with defensive mode, foreign keys, recursive triggers, DQS off, and the busy timeout. WAL and
    // synchronous=FULL are set by `create` and `read_write`. no_ledger when the file is missing (but for
    // create).
    static Result<Database> open(const fs::path& path, OpenMode mode, int busy_timeout_ms);
    static Result<Database> open_memory();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // Runs statements without parameters.
    Done execute(std::string_view sql);
    // A prepared statement. The same text is prepared once a connection and reused, so it must not be nested
    // with itself.
    Result<Statement*> prepare(std::string_view sql);

    // A copy of one moment by SQLite's online backup (https://sqlite.org/backup.html, 2026-11-26), while
    // others may write. `step` is told after each 8 MB; an error of it stops the copy.
    using CopyStep = std::function<Done(std::int64_t bytes_left, std::int64_t bytes)>;
    Done copy_to(Database& target, const CopyStep& step);

    // Asks now and then whether to go on while a statement runs; on a no it ends with `interrupted`.
    void set_watch(std::function<bool()> goes_on);

    std::int64_t changes() const;
    // Off, for a migration alone: PRAGMA writable_schema is obeyed.
    void set_defensive(bool on);

  private:
    friend class Statement;
    struct Handle;
    explicit Database(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

// Bind in order, then step or run.
class Statement {
  public:
    struct Impl;
    explicit Statement(std::unique_ptr<Impl> impl);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Resets the statement and starts binding at parameter 1 again.
    Statement& reset();
    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(double value);
    Statement& bind(std::string_view text);  // copied
    Statement& bind(const char* text) { return bind(std::string_view{text}); }
    Statement& bind(const std::string& text) { return bind(std::string_view{text}); }
    Statement& bind_blob(std::string_view bytes);  // copied
    // Not copied: the bytes stay where they are until the statement has run, or its rows are read.
    Statement& bind_lent(std::string_view text);
    Statement& bind_lent_blob(std::string_view bytes);
    Statement& bind_null();
    template <class T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind_null();
    }

    // True while there is a row. Resets itself after the last.
    Result<bool> step();
    // Runs to the end, ignoring rows.
    Done run();

    std::int64_t column_int(int index) const;
    double column_real(int index) const;
    std::string column_text(int index) const;             // bytes for a blob, empty for null
    void column_text(int index, std::string& out) const;  // into the memory that `out` has
    bool column_is_null(int index) const;
    std::optional<std::string> column_optional_text(int index) const;
    std::optional<std::int64_t> column_optional_int(int index) const;

  private:
    std::unique_ptr<Impl> m_impl;
};

// BEGIN IMMEDIATE; rolls back unless committed. ledger_locked when another writer holds on past the busy
// timeout.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Done commit();

  private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
};

}  // namespace mkai::sqlite
