// What was decided about claims, and who wrote them with `mkai claim add`.
#include "core/base/text.hpp"
#include "core/store/ledger_impl.hpp"

namespace mkai::store {

using sqlite::Statement;

namespace {

constexpr std::string_view k_decision_rows =
    "SELECT id, claim, kind, digest, subject, coalesce(evidence, ''), person, writers, sandbox_only, reason, "
    "at_ms FROM claim_decision ";

ClaimDecision read_claim_decision(const Statement& row) {
    ClaimDecision out;
    out.id = row.column_text(0);
    out.claim = row.column_text(1);
    out.withdraws = row.column_text(2) == "withdraw";
    out.digest = row.column_text(3);
    out.subject = row.column_text(4);
    out.evidence = row.column_text(5);
    out.person = row.column_text(6);
    if (const std::string writers(row.column_text(7)); !writers.empty()) out.writers = split(writers, ',');
    out.sandbox_only = row.column_int(8) != 0;
    out.reason = row.column_text(9);
    out.at = {row.column_int(10)};
    return out;
}

}  // namespace

Result<std::vector<ClaimDecision>> Ledger::list_claim_decisions() {
    return query(m_impl->database, std::string(k_decision_rows) + "ORDER BY claim, event_seq",
                 read_claim_decision);
}

Result<std::vector<ClaimDecision>> Ledger::list_claim_decisions(std::string_view claim) {
    return query(m_impl->database, std::string(k_decision_rows) + "WHERE claim = ? ORDER BY event_seq",
                 read_claim_decision, claim);
}

Result<std::optional<ClaimAdded>> Ledger::find_claim_added(std::string_view claim) {
    return query_one(
        m_impl->database,
        "SELECT claim, digest, person, at_ms FROM claim_added WHERE claim = ? ORDER BY event_seq DESC LIMIT "
        "1",
        [](const Statement& row) {
            return ClaimAdded{
                row.column_text(0), row.column_text(1), row.column_text(2), {row.column_int(3)}};
        },
        claim);
}

Done Writer::insert_claim_decision(const ClaimDecision& d, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO claim_decision (id, claim, kind, digest, subject, evidence, person, writers, "
                 "sandbox_only, reason, at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 d.id, d.claim, d.withdraws ? "withdraw" : "approve", d.digest, d.subject,
                 or_null(d.evidence), d.person, join(d.writers, ","), d.sandbox_only ? 1 : 0, d.reason,
                 d.at.value, event_seq);
}

Done Writer::insert_claim_added(const ClaimAdded& added, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO claim_added (event_seq, claim, digest, person, at_ms) VALUES (?, ?, ?, ?, ?)",
                 event_seq, added.claim, added.digest, added.person, added.at.value);
}

}  // namespace mkai::store
