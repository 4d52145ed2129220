// The registry of prompts: versions, labels, and who moved which label.
#include "core/base/text.hpp"
#include "core/store/ledger_impl.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace mkai::store {

using sqlite::Statement;

namespace {

constexpr std::string_view k_version_rows =
    "SELECT v.name, v.number, v.digest, v.bytes, v.author, v.at_ms, "
    "EXISTS (SELECT 1 FROM prompt_withdrawn w WHERE w.name = v.name AND w.digest = v.digest), "
    "coalesce((SELECT group_concat(person, ',') FROM prompt_writer w WHERE w.name = v.name AND w.digest = "
    "v.digest), v.author), coalesce(v.git_commit, '') FROM prompt_version v ";

PromptVersion read_version(const Statement& row) {
    PromptVersion out;
    out.name = row.column_text(0);
    out.number = static_cast<int>(row.column_int(1));
    out.digest = row.column_text(2);
    out.bytes = row.column_text(3);
    out.registered_by = row.column_text(4);
    out.at = {row.column_int(5)};
    out.withdrawn = row.column_int(6) != 0;
    out.writers = split(row.column_text(7), ',');
    std::ranges::sort(out.writers);
    out.git_commit = row.column_text(8);
    return out;
}

}  // namespace

Result<std::vector<PromptVersion>> Ledger::list_prompt_versions() {
    return query(m_impl->database, std::string(k_version_rows) + "ORDER BY v.name, v.number", read_version);
}

Result<std::vector<PromptVersion>> Ledger::list_prompt_versions(std::string_view name) {
    return query(m_impl->database, std::string(k_version_rows) + "WHERE v.name = ? ORDER BY v.number",
                 read_version, name);
}

Result<std::vector<PromptLabel>> Ledger::list_prompt_labels() {
    return query(m_impl->database, "SELECT name, label, digest FROM prompt_label ORDER BY name, label",
                 [](const Statement& row) {
                     return PromptLabel{row.column_text(0), row.column_text(1), row.column_text(2)};
                 });
}

Result<std::vector<PromptMove>> Ledger::list_prompt_moves(std::string_view name) {
    return query(
        m_impl->database,
        "SELECT id, name, label, digest, coalesce(replaced, ''), kind, person, reason, at_ms FROM "
        "prompt_move "
        "WHERE name = ? ORDER BY event_seq",
        [](const Statement& row) {
            return PromptMove{row.column_text(0), row.column_text(1), row.column_text(2),
                              row.column_text(3), row.column_text(4), row.column_text(5),
                              row.column_text(6), row.column_text(7), {row.column_int(8)}};
        },
        name);
}

Result<PromptUse> Ledger::use_of_prompt(std::string_view digest, TimeMs since) {
    auto use = query_one(
        m_impl->database,
        "SELECT count(*), coalesce(sum(cost_pico), 0), coalesce(sum(iif(at_ms >= ?2, cost_pico, 0)), 0), "
        "count(DISTINCT asset) FROM call WHERE prompt_version = ?1",
        [](const Statement& row) {
            PromptUse out;
            out.calls = row.column_int(0);
            out.cost = {row.column_int(1)};
            out.cost_since = {row.column_int(2)};
            out.assets = row.column_int(3);
            return out;
        },
        digest, since.value);
    if (!use) return fail(use);
    PromptUse out = use->value_or(PromptUse{});
    // Versions that came of it: how many people accepted, and how many they had to edit.
    auto made = query_one(
        m_impl->database,
        "SELECT count(*), sum(EXISTS (SELECT 1 FROM decision d WHERE d.asset = v.asset AND d.number = "
        "v.number AND d.action = "
        "'accept')), sum(EXISTS (SELECT 1 FROM version n WHERE n.asset = v.asset AND n.number = v.number + 1 "
        "AND n.how IN "
        "('edited', 'suggested'))) FROM version v JOIN call c ON c.id = v.call WHERE c.prompt_version = ?",
        [](const Statement& row) {
            return std::array<std::int64_t, 3>{row.column_int(0), row.column_int(1), row.column_int(2)};
        },
        digest);
    if (!made) return fail(made);
    if (*made)
        std::tie(out.versions, out.accepted, out.edited) = std::tie((**made)[0], (**made)[1], (**made)[2]);
    auto use_cases = query(
        m_impl->database,
        "SELECT DISTINCT use_case FROM call WHERE prompt_version = ? AND use_case <> '' ORDER BY use_case",
        [](const Statement& row) { return row.column_text(0); }, digest);
    if (!use_cases) return fail(use_cases);
    out.use_cases = std::move(*use_cases);
    auto live = query(
        m_impl->database,
        "SELECT DISTINCT p.asset || '@v' || p.number FROM publication p JOIN version v ON v.asset = p.asset "
        "AND v.number = "
        "p.number JOIN call c ON c.id = v.call WHERE p.state = 'live' AND c.prompt_version = ? ORDER BY 1",
        [](const Statement& row) { return row.column_text(0); }, digest);
    if (!live) return fail(live);
    out.live = std::move(*live);
    return out;
}

Done Writer::insert_prompt_version(const PromptVersion& v, std::int64_t event_seq) {
    sqlite::Database& database = m_ledger->m_impl->database;
    if (auto done = write(database,
                          "INSERT INTO prompt_version (name, number, digest, bytes, author, git_commit, "
                          "at_ms, event_seq) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                          v.name, v.number, v.digest, v.bytes, v.registered_by, or_null(v.git_commit),
                          v.at.value, event_seq);
        !done)
        return done;
    for (const std::string& person : v.writers)
        if (auto done = write(database, "INSERT INTO prompt_writer (name, digest, person) VALUES (?, ?, ?)",
                              v.name, v.digest, person);
            !done)
            return done;
    return {};
}

Done Writer::insert_prompt_move(const PromptMove& m, std::int64_t event_seq) {
    sqlite::Database& database = m_ledger->m_impl->database;
    if (auto done = write(database,
                          "INSERT INTO prompt_move (id, name, label, digest, replaced, kind, person, reason, "
                          "at_ms, event_seq) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          m.id, m.name, m.label, m.digest, or_null(m.replaced), m.kind, m.person, m.reason,
                          m.at.value, event_seq);
        !done)
        return done;
    if (m.kind == "withdraw")
        return write(database, "DELETE FROM prompt_label WHERE name = ? AND label = ?", m.name, m.label);
    return write(database,
                 "INSERT INTO prompt_label (name, label, digest) VALUES (?, ?, ?) "
                 "ON CONFLICT (name, label) DO UPDATE SET digest = excluded.digest",
                 m.name, m.label, m.digest);
}

Done Writer::insert_prompt_withdrawal(std::string_view name, std::string_view digest,
                                      std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO prompt_withdrawn (name, digest, event_seq) VALUES (?, ?, ?)", name, digest,
                 event_seq);
}

}  // namespace mkai::store
