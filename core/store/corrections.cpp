// Corrections: their plans, and which versions came of them.
#include "core/store/ledger_impl.hpp"

#include <fmt/format.h>

namespace mkai::store {

using sqlite::Statement;

namespace {

constexpr std::string_view k_corrected_rows =
    "SELECT v.asset, v.number, v.correction, v.corrects, c.reason_code FROM corrected_version v "
    "JOIN correction c ON c.id = v.correction ";

CorrectedVersion read_corrected(const Statement& row) {
    return {row.column_text(0), static_cast<int>(row.column_int(1)), row.column_text(2),
            static_cast<int>(row.column_int(3)), row.column_text(4)};
}

}  // namespace

Result<std::vector<Correction>> Ledger::list_corrections(std::string_view brief) {
    return query(
        m_impl->database,
        "SELECT id, brief, asked, plan, person, reason, reason_code, at_ms, e.correction IS NOT NULL "
        "FROM correction c LEFT JOIN correction_end e ON e.correction = c.id WHERE brief = ? "
        "ORDER BY c.event_seq",
        [](const Statement& row) {
            Correction out;
            out.id = row.column_text(0);
            out.brief = row.column_text(1);
            out.asked = row.column_text(2);
            out.plan = row.column_text(3);
            out.person = row.column_text(4);
            out.reason = row.column_text(5);
            out.reason_code = row.column_text(6);
            out.at = {row.column_int(7)};
            out.ended = row.column_int(8) != 0;
            return out;
        },
        brief);
}

Result<std::vector<CorrectedVersion>> Ledger::list_corrected(std::string_view correction) {
    return query(m_impl->database,
                 fmt::format("{}WHERE v.correction = ? ORDER BY v.event_seq", k_corrected_rows),
                 read_corrected, correction);
}

Result<std::optional<CorrectedVersion>> Ledger::find_corrected(std::string_view asset, int number) {
    return query_one(m_impl->database, fmt::format("{}WHERE v.asset = ? AND v.number = ?", k_corrected_rows),
                     read_corrected, asset, number);
}

Done Writer::insert_correction(const Correction& c, std::int64_t event_seq) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO correction (id, brief, asked, plan, person, reason, reason_code, at_ms, event_seq) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        c.id, c.brief, c.asked, c.plan, c.person, c.reason, c.reason_code, c.at.value, event_seq);
}

Done Writer::insert_corrected(const CorrectedVersion& v, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO corrected_version (asset, number, correction, corrects, event_seq) "
                 "VALUES (?, ?, ?, ?, ?)",
                 v.asset, v.number, v.correction, v.corrects, event_seq);
}

Done Writer::end_correction(std::string_view correction, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO correction_end (correction, event_seq) VALUES (?, ?)", correction, event_seq);
}

}  // namespace mkai::store
