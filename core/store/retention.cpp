#include "core/store/ledger_impl.hpp"

#include <array>

namespace mkai::store {

namespace {

// What calls of the time from ?1 to before ?2 were asked and answered, and nothing else needs.
constexpr std::string_view k_purgeable = R"(
    SELECT messages FROM call WHERE at_ms >= ?1 AND at_ms < ?2
    UNION SELECT answer FROM call WHERE at_ms >= ?1 AND at_ms < ?2 AND answer IS NOT NULL
    EXCEPT SELECT messages FROM call WHERE at_ms >= ?2
    EXCEPT SELECT answer FROM call WHERE at_ms >= ?2
    EXCEPT SELECT blob FROM text_kept
    EXCEPT SELECT blob FROM purged_text)";

constexpr std::size_t k_plain_digest_bytes = 32;

}  // namespace

Result<std::vector<std::string>> Ledger::list_purgeable_texts(TimeMs through) {
    const auto first_text = [](const sqlite::Statement& row) { return row.column_text(0); };
    const auto number = [](const sqlite::Statement& row) { return row.column_int(0); };
    auto& database = m_impl->database;
    auto before = query_one(database, "SELECT coalesce(max(through_ms), 0) FROM purge", number);
    if (!before) return fail(before);
    const std::int64_t from = before->value_or(0);
    // Cheap, and the answer on most days.
    auto any = query_one(database, "SELECT 1 FROM call WHERE at_ms >= ? AND at_ms < ? LIMIT 1", number, from,
                         through.value);
    if (!any) return fail(any);
    if (!*any) return std::vector<std::string>{};
    return query(database, k_purgeable, first_text, from, through.value);
}

Done Writer::purge_texts(std::span<const std::string> digests, TimeMs through, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    if (auto done = write(database, "INSERT INTO purge (through_ms, event_seq) VALUES (?, ?)", through.value,
                          event_seq);
        !done)
        return done;
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
