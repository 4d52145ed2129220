// Declarations of models as calls used them, and the ways back to earlier ones.
#include "core/store/ledger_impl.hpp"

namespace mkai::store {

using sqlite::Statement;

Result<std::vector<ModelUse>> Ledger::list_model_uses(std::string_view name) {
    return query(
        m_impl->database,
        "SELECT s.name, s.digest, s.bytes, e.at_ms, e.actor, coalesce(c.calls, 0), coalesce(c.last_at_ms, 0) "
        "FROM model_seen s JOIN event e ON e.seq = s.event_seq LEFT JOIN "
        "(SELECT model_digest, count(*) AS calls, max(at_ms) AS last_at_ms FROM call WHERE model = ? "
        "GROUP BY model_digest) c ON c.model_digest = s.digest WHERE s.name = ? ORDER BY s.event_seq",
        [](const Statement& row) {
            ModelUse use;
            use.seen = {row.column_text(0), row.column_text(1), row.column_text(2)};
            use.first_at = {row.column_int(3)};
            use.first_by = row.column_text(4);
            use.calls = row.column_int(5);
            use.last_at = {row.column_int(6)};
            return use;
        },
        name, name);
}

Result<std::vector<ModelRollback>> Ledger::list_model_rollbacks(std::string_view name) {
    return query(
        m_impl->database,
        "SELECT id, name, digest, replaced, person, reason, at_ms FROM model_rollback WHERE name = ? "
        "ORDER BY event_seq",
        [](const Statement& row) {
            return ModelRollback{row.column_text(0), row.column_text(1), row.column_text(2),
                                 row.column_text(3), row.column_text(4), row.column_text(5),
                                 {row.column_int(6)}};
        },
        name);
}

Done Writer::insert_model_rollback(const ModelRollback& r, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO model_rollback (id, name, digest, replaced, person, reason, at_ms, event_seq) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 r.id, r.name, r.digest, r.replaced, r.person, r.reason, r.at.value, event_seq);
}

}  // namespace mkai::store
