#include "core/store/ledger_impl.hpp"

#include <array>

namespace mkai::store {

namespace {

// What calls from before ?1 were asked and answered, and nothing else needs.
constexpr std::string_view k_purgeable = R"(
    SELECT messages FROM call WHERE at_ms < ?1
    UNION SELECT answer FROM call WHERE at_ms < ?1 AND answer IS NOT NULL
    EXCEPT SELECT messages FROM call WHERE at_ms >= ?1
    EXCEPT SELECT answer FROM call WHERE at_ms >= ?1
    EXCEPT SELECT blob FROM text_kept
    EXCEPT SELECT blob FROM purged_text)";

constexpr std::size_t k_plain_digest_bytes = 32;

}  // namespace

Result<std::vector<std::string>> Ledger::list_purgeable_texts(TimeMs through) {
    return query(
        m_impl->database, k_purgeable, [](const sqlite::Statement& row) { return row.column_text(0); },
        through.value);
}

Result<bool> Ledger::was_purged_through(TimeMs through) {
    auto found = query_one(
        m_impl->database, "SELECT 1 FROM purge WHERE through_ms >= ? LIMIT 1",
        [](const sqlite::Statement& row) { return row.column_int(0); }, through.value);
    if (!found) return fail(found);
    return found->has_value();
}

Done Writer::note_purge(TimeMs through) {
    return write(m_ledger->m_impl->database, "INSERT OR IGNORE INTO purge (through_ms) VALUES (?)",
                 through.value);
}

Done Writer::purge_texts(std::span<const std::string> digests, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    for (const std::string& digest : digests) {
        if (auto done =
                write(database, "INSERT INTO purged_text (blob, event_seq) VALUES (?, ?)", digest, event_seq);
            !done)
            return done;
        // Something in the place of the plain digest, which has to be there and to be no other's.
        std::array<std::uint8_t, k_plain_digest_bytes> nothing{};
        m_ledger->m_impl->random.fill(nothing);
        const std::string filler =
            to_hex(std::string_view(reinterpret_cast<const char*>(nothing.data()), nothing.size()));
        auto done = write(database,
                          "UPDATE blob SET bytes = x'', salt = zeroblob(16), sha256 = ?, purged_at_ms = ? "
                          "WHERE digest = ?",
                          filler, now().value, digest);
        if (!done) return done;
    }
    return {};
}

Done Ledger::overwrite_deleted() {
    return m_impl->database.execute("PRAGMA secure_delete = ON");
}

Done Ledger::empty_log() {
    return m_impl->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace mkai::store
