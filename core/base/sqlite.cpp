#include "core/base/sqlite.hpp"

#include <cerrno>
#include <unordered_map>

#include <fmt/format.h>
#include <sqlite3.h>

namespace mkai::sqlite {

namespace {

// A full disk is SQLITE_FULL from some calls and a failed write, or a log that cannot be opened, from others;
// the system's number tells (sqlite3_system_errno, https://sqlite.org/c3ref/system_errno.html, 2026-11-23).
int primary_code(sqlite3* db, int code) {
    const int primary = code & 0xff;
    if (db == nullptr || (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN)) return primary;
    const int system = sqlite3_system_errno(db);
    return system == ENOSPC || system == EDQUOT ? SQLITE_FULL : primary;
}

Error error_of(sqlite3* db, int code, std::string_view doing) {
    const std::string message =
        fmt::format("cannot {}: {}", doing, db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    switch (primary_code(db, code)) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::ledger_locked, message, {}, "another mkai is writing; run the command again"};
        case SQLITE_FULL:
            return {ErrorCode::disk_full,
                    message,
                    {},
                    "free some space and run the command again; nothing is half done"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorCode::read_only,
                    message,
                    {},
                    "give yourself the right to write to the ledger and its folder"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::ledger_corrupt,
                    message,
                    {},
                    "restore the ledger from a backup; the damaged file is left as it is"};
        case SQLITE_IOERR:
            return {
                ErrorCode::io_error, message, {}, "check the disk (is it full?) and run the command again"};
        case SQLITE_CANTOPEN:
            return {ErrorCode::read_only, message, {}, "check that the ledger's folder can be written to"};
        case SQLITE_INTERRUPT:
            return {ErrorCode::interrupted, message, {}, "run the command again"};
        default:
            return {ErrorCode::internal_error, message, {}, {}};
    }
}

}  // namespace

struct Statement::Impl {
    sqlite3* db = nullptr;
    sqlite3_stmt* stmt = nullptr;
    int next = 1;
    int bind_error = SQLITE_OK;

    ~Impl() { sqlite3_finalize(stmt); }
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Database::Handle {
    sqlite3* db = nullptr;
    std::function<bool()> goes_on;
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
        statements;  // by text

    ~Handle() {
        statements.clear();
        sqlite3_close_v2(db);
    }
};

Database::Database(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

namespace {

Result<sqlite3*> open_handle(const std::string& name, int flags, sqlite3*& db) {
    // Nobody reads SQLite's count of its memory, which takes a lock at each allocation.
    static const int k_uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)k_uncounted;
    const int rc =
        sqlite3_open_v2(name.c_str(), &db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (rc != SQLITE_OK) return fail(error_of(db, rc, fmt::format("open the ledger \"{}\"", name)));
    // Rows with a prompt in them are made in memory that is there already: 64 places of 5 KB.
    sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 5120, 64);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // TRUSTED_SCHEMA stays on: SQLite 3.40 counts json_extract() as unsafe in a generated column without it.
    return db;
}

// file:/a/b%3fc?immutable=1; the three characters that mean something in a path of a URI are escaped.
std::string unchanging_uri(const fs::path& path) {
    std::string out = "file:";
    for (const char c : fs::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#')
            out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + "?immutable=1";
}

constexpr int k_steps_between_looks = 10'000;  // of SQLite's virtual machine: well under 10 ms
constexpr int k_pages_a_step = 2048;           // 8 MB of 4 KB pages

}  // namespace

Result<Database> Database::open(const fs::path& path, OpenMode mode, int busy_timeout_ms) {
    std::error_code ec;
    if (mode != OpenMode::create && !fs::exists(path, ec))
        return fail(ErrorCode::no_ledger, fmt::format("there is no ledger at \"{}\"", path.string()));
    int flags = SQLITE_OPEN_READWRITE;
    if (mode == OpenMode::create) flags |= SQLITE_OPEN_CREATE;
    const bool reads_only = mode == OpenMode::read_only || mode == OpenMode::look;
    if (reads_only) flags = SQLITE_OPEN_READONLY;
    std::string name = path.string();
    // A log with pages in it has readers' marks beside it already, or a writer that died: read by the book.
    if (mode == OpenMode::look && fs::file_size(name + "-wal", ec) + 1 <= 1) {
        flags |= SQLITE_OPEN_URI;
        name = unchanging_uri(path);
    }
    auto handle = std::make_unique<Handle>();
    if (auto opened = open_handle(name, flags, handle->db); !opened) return fail(opened);
    Database database(std::move(handle));
    sqlite3_busy_timeout(database.m_handle->db, busy_timeout_ms);
    if (auto set = database.execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON"); !set)
        return fail(set);
    if (!reads_only) {
        // 32 MB of log between two checkpoints instead of 4: a run of many calls writes the same pages of its
        // indexes again and again, and each checkpoint waits for the disk twice. 6 MB of pages instead of 2,
        // so that a batch of a hundred answers is not written before its end.
        if (auto set = database.execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; "
                "PRAGMA cache_size = -6000");
            !set)
            return fail(set);
    }
    return database;
}

Result<Database> Database::open_memory() {
    auto handle = std::make_unique<Handle>();
    if (auto opened = open_handle(":memory:", SQLITE_OPEN_READWRITE, handle->db); !opened)
        return fail(opened);
    return Database(std::move(handle));
}

Done Database::execute(std::string_view sql) {
    const std::string text(sql);
    const int rc = sqlite3_exec(m_handle->db, text.c_str(), nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK) return fail(error_of(m_handle->db, rc, "write to the ledger"));
    return {};
}

Result<Statement*> Database::prepare(std::string_view sql) {
    auto known = m_handle->statements.find(sql);
    if (known == m_handle->statements.end()) {
        auto impl = std::make_unique<Statement::Impl>();
        impl->db = m_handle->db;
        const int rc = sqlite3_prepare_v3(m_handle->db, sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &impl->stmt, nullptr);
        if (rc != SQLITE_OK) return fail(error_of(m_handle->db, rc, "read the ledger"));
        known = m_handle->statements.emplace(sql, std::make_unique<Statement>(std::move(impl))).first;
    }
    known->second->reset();
    return known->second.get();
}

void Database::set_defensive(bool on) {
    sqlite3_db_config(m_handle->db, SQLITE_DBCONFIG_DEFENSIVE, on ? 1 : 0, nullptr);
}

Done Database::copy_to(Database& target, const CopyStep& step) {
    // In a read transaction the source stays as it is; else each write of another process starts the copy
    // anew.
    struct Reading {
        Database& database;
        ~Reading() { static_cast<void>(database.execute("COMMIT")); }
    };
    if (auto begun = execute("BEGIN; SELECT count(*) FROM sqlite_schema"); !begun) return begun;
    const Reading reading{*this};
    auto page = prepare("PRAGMA page_size");
    if (!page) return fail(page);
    if (auto row = (*page)->step(); !row) return fail(row);
    const std::int64_t page_bytes = (*page)->column_int(0);
    (*page)->reset();
    const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copy(
        sqlite3_backup_init(target.m_handle->db, "main", m_handle->db, "main"), sqlite3_backup_finish);
    if (!copy)
        return fail(error_of(target.m_handle->db, sqlite3_errcode(target.m_handle->db), "copy the ledger"));
    for (;;) {
        const int rc = sqlite3_backup_step(copy.get(), k_pages_a_step);
        if (rc != SQLITE_OK && rc != SQLITE_DONE)
            return fail(error_of(nullptr, rc & 0xff, "copy the ledger"));
        if (auto told = step(sqlite3_backup_remaining(copy.get()) * page_bytes,
                             sqlite3_backup_pagecount(copy.get()) * page_bytes);
            !told)
            return told;
        if (rc == SQLITE_DONE) return {};
    }
}

// https://sqlite.org/c3ref/progress_handler.html, 2026-11-27
void Database::set_watch(std::function<bool()> goes_on) {
    m_handle->goes_on = std::move(goes_on);
    const auto look = [](void* handle) { return static_cast<Handle*>(handle)->goes_on() ? 0 : 1; };
    sqlite3_progress_handler(m_handle->db, m_handle->goes_on ? k_steps_between_looks : 0, look,
                             m_handle.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_handle->db);
}

Statement::Statement(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Statement::~Statement() = default;

Statement& Statement::reset() {
    sqlite3_reset(m_impl->stmt);
    sqlite3_clear_bindings(m_impl->stmt);
    m_impl->next = 1;
    m_impl->bind_error = SQLITE_OK;
    return *this;
}

Statement& Statement::bind(std::int64_t value) {
    m_impl->bind_error |= sqlite3_bind_int64(m_impl->stmt, m_impl->next++, value);
    return *this;
}

Statement& Statement::bind(double value) {
    m_impl->bind_error |= sqlite3_bind_double(m_impl->stmt, m_impl->next++, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    m_impl->bind_error |= sqlite3_bind_text64(m_impl->stmt, m_impl->next++, text.data() ? text.data() : "",
                                              text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    m_impl->bind_error |= sqlite3_bind_blob64(m_impl->stmt, m_impl->next++, bytes.data() ? bytes.data() : "",
                                              bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_lent(std::string_view text) {
    m_impl->bind_error |= sqlite3_bind_text64(m_impl->stmt, m_impl->next++, text.data() ? text.data() : "",
                                              text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind_lent_blob(std::string_view bytes) {
    m_impl->bind_error |= sqlite3_bind_blob64(m_impl->stmt, m_impl->next++, bytes.data() ? bytes.data() : "",
                                              bytes.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind_null() {
    m_impl->bind_error |= sqlite3_bind_null(m_impl->stmt, m_impl->next++);
    return *this;
}

Result<bool> Statement::step() {
    if (m_impl->bind_error != SQLITE_OK)
        return fail(error_of(m_impl->db, m_impl->bind_error, "bind a value"));
    const int rc = sqlite3_step(m_impl->stmt);
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) {
        sqlite3_reset(m_impl->stmt);
        return false;
    }
    Error error = error_of(m_impl->db, rc,
                           sqlite3_stmt_readonly(m_impl->stmt) ? "read the ledger" : "write to the ledger");
    sqlite3_reset(m_impl->stmt);
    return fail(std::move(error));
}

Done Statement::run() {
    for (;;) {
        auto row = step();
        if (!row) return fail(row);
        if (!*row) return {};
    }
}

std::int64_t Statement::column_int(int index) const {
    return sqlite3_column_int64(m_impl->stmt, index);
}

double Statement::column_real(int index) const {
    return sqlite3_column_double(m_impl->stmt, index);
}

std::string Statement::column_text(int index) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_impl->stmt, index));
    const int size = sqlite3_column_bytes(m_impl->stmt, index);
    return bytes ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

void Statement::column_text(int index, std::string& out) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_impl->stmt, index));
    const int size = sqlite3_column_bytes(m_impl->stmt, index);
    out.assign(bytes ? bytes : "", static_cast<std::size_t>(size));
}

bool Statement::column_is_null(int index) const {
    return sqlite3_column_type(m_impl->stmt, index) == SQLITE_NULL;
}

std::optional<std::string> Statement::column_optional_text(int index) const {
    if (column_is_null(index)) return std::nullopt;
    return column_text(index);
}

std::optional<std::int64_t> Statement::column_optional_int(int index) const {
    if (column_is_null(index)) return std::nullopt;
    return column_int(index);
}

Result<Transaction> Transaction::begin(Database& database) {
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return fail(begun);
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // A failed COMMIT may have rolled back already; then this is an error that changes nothing.
    if (m_database && !m_database->execute("ROLLBACK")) m_database = nullptr;
}

Done Transaction::commit() {
    auto committed = m_database->execute("COMMIT");
    if (!committed) return fail(committed);
    m_database = nullptr;
    return {};
}

}  // namespace mkai::sqlite
