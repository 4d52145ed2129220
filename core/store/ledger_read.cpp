#include "core/base/text.hpp"
#include "core/store/ledger_impl.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace mkai::store {

namespace {

using sqlite::Statement;

// The columns of a kind of row, and which rows.
std::string select(std::string_view rows, std::string_view which) {
    return std::string(rows).append(which);
}

std::optional<TimeMs> optional_time(const Statement& row, int column) {
    const auto value = row.column_optional_int(column);
    return value ? std::optional(TimeMs{*value}) : std::nullopt;
}

VersionState state_of(const Statement& row, int column) {
    return parse_version_state(row.column_text(column)).value_or(VersionState::rejected);
}

constexpr std::string_view k_asset_rows =
    "SELECT asset, brief, head, decided, revision, state, digest, brief_digest, made_at_ms FROM asset ";

void read_asset(const Statement& row, AssetRecord& a) {
    row.column_text(0, a.asset);
    row.column_text(1, a.brief);
    a.head = static_cast<int>(row.column_int(2));
    a.decided = static_cast<int>(row.column_int(3));
    a.revision = row.column_int(4);
    a.state = state_of(row, 5);
    row.column_text(6, a.digest);
    row.column_text(7, a.brief_digest);
    a.made_at = {row.column_int(8)};
}

constexpr std::string_view k_version_rows =
    "SELECT v.asset, v.number, v.digest, v.origin, v.how, v.made_by, v.brief_digest, v.call, v.demo, "
    "v.changed, "
    "v.made_at_ms, s.state, s.reviewer, s.since_ms FROM version v "
    "JOIN version_state s ON s.asset = v.asset AND s.number = v.number ";

VersionRecord read_version(const Statement& row) {
    VersionRecord v;
    v.asset = row.column_text(0);
    v.number = static_cast<int>(row.column_int(1));
    v.digest = row.column_text(2);
    v.origin = parse_origin(row.column_text(3)).value_or(Origin::mixed);
    v.how = row.column_text(4);
    v.made_by = row.column_text(5);
    v.brief_digest = row.column_text(6);
    v.call = row.column_text(7);
    v.demo = row.column_int(8) != 0;
    if (const auto changed = row.column_text(9); !changed.empty()) v.changed = split(changed, ',');
    v.made_at = {row.column_int(10)};
    v.state = state_of(row, 11);
    v.reviewer = row.column_text(12);
    v.state_since = {row.column_int(13)};
    return v;
}

constexpr std::string_view k_decision_rows =
    "SELECT d.id, d.asset, d.number, d.digest, d.action, d.person, d.reason, d.reason_code, "
    "d.expires_at_ms, "
    "d.sandbox_only, d.revokes, d.at_ms, EXISTS (SELECT 1 FROM decision r WHERE r.revokes = d.id), "
    "t.typed_by, t.proof FROM decision d LEFT JOIN transcription t ON t.decision = d.id ";

void read_decision(const Statement& row, DecisionRecord& d) {
    row.column_text(0, d.id);
    row.column_text(1, d.asset);
    d.number = static_cast<int>(row.column_int(2));
    row.column_text(3, d.digest);
    d.action = parse_action(row.column_text(4)).value_or(Action::comment);
    row.column_text(5, d.person);
    row.column_text(6, d.reason);
    row.column_text(7, d.reason_code);
    d.expires = optional_time(row, 8);
    d.sandbox_only = row.column_int(9) != 0;
    row.column_text(10, d.revokes);
    d.at = {row.column_int(11)};
    d.revoked = row.column_int(12) != 0;
    row.column_text(13, d.transcribed_by);
    row.column_text(14, d.proof);
}

constexpr std::string_view k_publication_rows =
    "SELECT asset, destination, state, number, digest, rendered, location, since_ms FROM publication ";

void read_publication(const Statement& row, Publication& p) {
    row.column_text(0, p.asset);
    row.column_text(1, p.destination);
    p.state = parse_publication_state(row.column_text(2)).value_or(PublicationState::failed);
    p.number = static_cast<int>(row.column_int(3));
    row.column_text(4, p.digest);
    row.column_text(5, p.rendered);
    row.column_text(6, p.location);
    p.since = {row.column_int(7)};
}

constexpr std::string_view k_request_rows =
    "SELECT id, asset, number, role, action, assignee, due, opened_at_ms FROM request ";

void read_request(const Statement& row, RequestRecord& r) {
    row.column_text(0, r.id);
    row.column_text(1, r.asset);
    r.number = static_cast<int>(row.column_int(2));
    row.column_text(3, r.role);
    row.column_text(4, r.action);
    row.column_text(5, r.assignee);
    row.column_text(6, r.due);
    r.opened_at = {row.column_int(7)};
}

constexpr std::string_view k_schedule_rows =
    "SELECT s.id, s.asset, s.number, s.destination, s.at_ms, s.actor, s.made_at_ms FROM open_item o "
    "JOIN schedule s ON s.id = o.id WHERE o.kind = 'schedule' ";

void read_schedule(const Statement& row, ScheduleRecord& s) {
    row.column_text(0, s.id);
    row.column_text(1, s.asset);
    s.number = static_cast<int>(row.column_int(2));
    row.column_text(3, s.destination);
    s.at = {row.column_int(4)};
    row.column_text(5, s.actor);
    s.made_at = {row.column_int(6)};
}

constexpr std::string_view k_delivery_rows =
    "SELECT d.id, d.asset, d.destination, d.action, d.number, d.digest, d.rendered, d.bytes, d.renderer, "
    "d.location, d.replaces, d.actor, d.begun_at_ms, e.outcome FROM delivery d "
    "LEFT JOIN delivery_end e ON e.delivery = d.id ";

DeliveryRecord read_delivery(const Statement& row) {
    DeliveryRecord d;
    d.id = row.column_text(0);
    d.asset = row.column_text(1);
    d.destination = row.column_text(2);
    d.action = parse_action(row.column_text(3)).value_or(Action::publish);
    d.number = static_cast<int>(row.column_int(4));
    d.digest = row.column_text(5);
    d.rendered = row.column_text(6);
    d.bytes = row.column_text(7);
    d.renderer = row.column_text(8);
    d.location = row.column_text(9);
    d.replaces = static_cast<int>(row.column_int(10));
    d.actor = row.column_text(11);
    d.begun_at = {row.column_int(12)};
    d.outcome = row.column_text(13);
    return d;
}

constexpr std::string_view k_run_rows =
    "SELECT r.id, r.brief, r.brief_digest, r.model, r.provider, r.model_asked, r.actor, r.calls_planned, "
    "r.started_at_ms FROM run r ";

Run read_run(const Statement& row) {
    return {row.column_text(0), row.column_text(1), row.column_text(2), row.column_text(3),
            row.column_text(4), row.column_text(5), row.column_text(6), static_cast<int>(row.column_int(7)),
            {row.column_int(8)}};
}

BriefSeen read_brief_seen(const Statement& row) {
    return {row.column_text(0), row.column_text(1), row.column_text(2), row.column_text(3)};
}

// A reader that fills a record, as one that makes it.
template <class Row>
auto making(void (*read)(const Statement&, Row&)) {
    return [read](const Statement& row) {
        Row made;
        read(row, made);
        return made;
    };
}

std::string read_text(const Statement& row) {
    return row.column_text(0);
}
int read_int(const Statement& row) {
    return static_cast<int>(row.column_int(0));
}

}  // namespace

// --- cursors ---

template <class Row>
Cursor<Row>::Cursor(sqlite::Statement& statement, Read read) : m_statement(&statement), m_read(read) {}

template <class Row>
Cursor<Row>::Cursor(Cursor&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)),
      m_read(other.m_read),
      m_row(std::move(other.m_row)) {}

template <class Row>
Cursor<Row>::~Cursor() {
    if (m_statement) m_statement->reset();
}

template <class Row>
Result<const Row*> Cursor<Row>::next() {
    if (!m_statement) return nullptr;
    auto row = m_statement->step();
    if (!row) return fail(row);
    if (*row)
        m_read(*m_statement, m_row);
    else
        m_statement = nullptr;
    return *row ? &m_row : nullptr;
}

template class Cursor<AssetRecord>;
template class Cursor<RequestRecord>;
template class Cursor<Publication>;
template class Cursor<ScheduleRecord>;
template class Cursor<DecisionRecord>;

namespace {

template <class Row>
Result<Cursor<Row>> open_cursor(sqlite::Database& database, const std::string& sql,
                                void (*read)(const Statement&, Row&)) {
    auto statement = database.prepare(sql);
    if (!statement) return fail(statement);
    return Cursor<Row>(**statement, read);
}

}  // namespace

Result<Cursor<AssetRecord>> Ledger::read_assets() {
    return open_cursor(m_impl->database, select(k_asset_rows, "ORDER BY asset"), read_asset);
}

Result<Cursor<RequestRecord>> Ledger::read_open_requests() {
    return open_cursor(m_impl->database, select(k_request_rows, "WHERE closed_at_ms IS NULL ORDER BY asset"),
                       read_request);
}

Result<Cursor<Publication>> Ledger::read_publications() {
    return open_cursor(m_impl->database, select(k_publication_rows, "ORDER BY asset, destination"),
                       read_publication);
}

Result<Cursor<ScheduleRecord>> Ledger::read_open_schedules() {
    return open_cursor(m_impl->database, select(k_schedule_rows, "ORDER BY s.asset, s.at_ms, s.event_seq"),
                       read_schedule);
}

Result<Cursor<DecisionRecord>> Ledger::read_head_approvals() {
    return open_cursor(
        m_impl->database,
        select(k_decision_rows,
               "WHERE (d.asset, d.number) IN (SELECT asset, head FROM asset WHERE decided = head) "
               "AND d.action IN ('approve', 'endorse') ORDER BY d.asset, d.event_seq"),
        read_decision);
}

// --- lists ---

Result<std::vector<AssetRecord>> Ledger::list_assets() {
    return query(m_impl->database, select(k_asset_rows, "ORDER BY asset"), making(read_asset));
}

Result<std::size_t> Ledger::count_assets() {
    auto count = query_one(m_impl->database, "SELECT count(*) FROM asset", read_int);
    if (!count) return fail(count);
    return static_cast<std::size_t>(count->value_or(0));
}

Result<std::optional<AssetRecord>> Ledger::find_asset(std::string_view asset) {
    return query_one(m_impl->database, select(k_asset_rows, "WHERE asset = ?"), making(read_asset), asset);
}

Result<std::vector<VersionRecord>> Ledger::list_versions(std::string_view asset) {
    return query(m_impl->database, select(k_version_rows, "WHERE v.asset = ? ORDER BY v.number"),
                 read_version, asset);
}

Result<std::optional<VersionRecord>> Ledger::find_version(std::string_view asset, int number) {
    return query_one(m_impl->database, select(k_version_rows, "WHERE v.asset = ? AND v.number = ?"),
                     read_version, asset, number);
}

Result<std::vector<VersionRecord>> Ledger::list_versions_by_digest(std::string_view asset,
                                                                   std::string_view prefix) {
    return query(m_impl->database,
                 select(k_version_rows,
                        "WHERE v.asset = ?1 AND substr(v.digest, 1, length(?2)) = ?2 ORDER BY v.number DESC"),
                 read_version, asset, prefix);
}

Result<std::vector<VersionRecord>> Ledger::list_versions_since_approval(std::string_view asset, int number) {
    return query(
        m_impl->database,
        select(k_version_rows,
               "WHERE v.asset = ?1 AND v.number <= ?2 AND v.number > coalesce((SELECT max(d.number) FROM "
               "decision d "
               "WHERE d.asset = ?1 AND d.number < ?2 AND d.action = 'approve' "
               "AND NOT EXISTS (SELECT 1 FROM decision r WHERE r.revokes = d.id)), 0) ORDER BY v.number"),
        read_version, asset, number);
}

Result<std::vector<DecisionRecord>> Ledger::list_decisions(std::string_view asset) {
    return query(m_impl->database, select(k_decision_rows, "WHERE d.asset = ? ORDER BY d.event_seq"),
                 making(read_decision), asset);
}

Result<std::vector<DecisionRecord>> Ledger::list_decisions(std::string_view asset, int number) {
    return query(m_impl->database,
                 select(k_decision_rows, "WHERE d.asset = ? AND d.number = ? ORDER BY d.event_seq"),
                 making(read_decision), asset, number);
}

Result<std::vector<Pause>> Ledger::list_open_pauses() {
    auto pauses =
        query(m_impl->database,
              "SELECT id, scope, value, person, reason, at_ms FROM pause p "
              "WHERE NOT EXISTS (SELECT 1 FROM pause_end e WHERE e.pause = p.id) ORDER BY event_seq",
              [](const Statement& row) {
                  Pause p;
                  p.id = row.column_text(0);
                  // A scope that this program does not know stops more rather than less.
                  p.scope = parse_pause_scope(row.column_text(1)).value_or(PauseScope::all);
                  p.value = row.column_text(2);
                  p.person = row.column_text(3);
                  p.reason = row.column_text(4);
                  p.at = {row.column_int(5)};
                  return p;
              });
    if (!pauses) return fail(pauses);
    for (Pause& p : *pauses) {
        auto lifts = query(
            m_impl->database,
            "SELECT person, reason, at_ms FROM pause_lift WHERE pause = ? ORDER BY event_seq",
            [](const Statement& row) {
                return PauseLift{row.column_text(0), row.column_text(1), {row.column_int(2)}};
            },
            p.id);
        if (!lifts) return fail(lifts);
        p.lifts = std::move(*lifts);
    }
    return pauses;
}

Result<std::vector<Remark>> Ledger::list_remarks(std::string_view asset) {
    const auto read = [](const Statement& row) {
        Remark r;
        r.id = row.column_text(0);
        r.asset = row.column_text(1);
        r.number = static_cast<int>(row.column_int(2));
        r.nth = static_cast<int>(row.column_int(3));
        r.person = row.column_text(4);
        r.field = row.column_text(5);
        r.text = row.column_text(6);
        r.at = {row.column_int(7)};
        r.taken_in = static_cast<int>(row.column_int(8));
        r.brought_in = row.column_text(9);
        r.said_by = row.column_text(10);
        r.said_by_name = row.column_text(11);
        return r;
    };
    return query(
        m_impl->database,
        "SELECT r.id, r.asset, r.number, r.nth, r.person, r.field, r.text, r.at_ms, t.number, "
        "json_extract(e.body, '$.data.brought_in'), json_extract(e.body, '$.data.said_by'), "
        "json_extract(e.body, '$.data.said_by_name') FROM remark r JOIN event e ON e.seq = r.event_seq "
        "LEFT JOIN suggestion_taken t ON t.remark = r.id WHERE r.asset = ? ORDER BY r.nth",
        read, asset);
}

Result<std::vector<Publication>> Ledger::list_publications() {
    return query(m_impl->database, select(k_publication_rows, "ORDER BY asset, destination"),
                 making(read_publication));
}

Result<std::optional<Publication>> Ledger::find_publication(std::string_view asset,
                                                            std::string_view destination) {
    return query_one(m_impl->database, select(k_publication_rows, "WHERE asset = ? AND destination = ?"),
                     making(read_publication), asset, destination);
}

Result<std::vector<DeliveryRecord>> Ledger::list_deliveries(std::string_view asset) {
    return query(m_impl->database, select(k_delivery_rows, "WHERE d.asset = ? ORDER BY d.event_seq"),
                 read_delivery, asset);
}

Result<std::vector<DeliveryRecord>> Ledger::list_open_deliveries() {
    return query(m_impl->database,
                 select(k_delivery_rows,
                        "WHERE d.id IN (SELECT id FROM open_item WHERE kind = 'delivery') "
                        "ORDER BY d.event_seq"),
                 read_delivery);
}

Result<std::vector<int>> Ledger::list_published_versions(std::string_view asset,
                                                         std::string_view destination) {
    return query(
        m_impl->database,
        "SELECT d.number FROM delivery d JOIN delivery_end e ON e.delivery = d.id AND e.outcome = 'done' "
        "WHERE d.asset = ? AND d.destination = ? AND d.action <> 'withdraw' "
        "GROUP BY d.number ORDER BY max(d.event_seq) DESC",
        read_int, asset, destination);
}

Result<std::vector<ScheduleRecord>> Ledger::list_open_schedules() {
    return query(m_impl->database, select(k_schedule_rows, "ORDER BY s.at_ms, s.event_seq"),
                 making(read_schedule));
}

Result<std::vector<Run>> Ledger::list_open_runs() {
    return query(m_impl->database,
                 select(k_run_rows,
                        "WHERE r.id IN (SELECT id FROM open_item WHERE kind = 'run') ORDER BY r.event_seq"),
                 read_run);
}

Result<std::optional<Run>> Ledger::find_run(std::string_view id) {
    return query_one(m_impl->database, select(k_run_rows, "WHERE r.id = ?"), read_run, id);
}

Result<std::optional<std::string>> Ledger::find_brief_digest(std::string_view brief,
                                                             std::string_view source_digest) {
    return query_one(m_impl->database, "SELECT digest FROM brief_seen WHERE brief = ? AND source_digest = ?",
                     read_text, brief, source_digest);
}

Result<std::optional<BriefSeen>> Ledger::find_brief_seen(std::string_view brief, std::string_view digest) {
    return query_one(
        m_impl->database,
        "SELECT brief, digest, source_digest, bytes FROM brief_seen WHERE brief = ? AND digest = ? "
        "ORDER BY event_seq DESC LIMIT 1",
        read_brief_seen, brief, digest);
}

Result<Blob> Ledger::get_blob(std::string_view digest) {
    struct Row {
        std::string salt, bytes;
        std::optional<TimeMs> purged_at;
    };
    auto row = query_one(
        m_impl->database, "SELECT salt, bytes, purged_at_ms FROM blob WHERE digest = ?",
        [](const Statement& r) {
            return Row{r.column_text(0), r.column_text(1), optional_time(r, 2)};
        },
        digest);
    if (!row) return fail(row);
    const auto corrupt = [&](std::string_view what) {
        return fail(ErrorCode::ledger_corrupt, fmt::format("the text {} {}", digest.substr(0, 12), what),
                    "restore the ledger from a backup");
    };
    if (!*row) return corrupt("is not in the ledger");
    if ((*row)->purged_at) return Blob{{}, {}, (*row)->purged_at};
    if (salted_sha256_hex((*row)->salt, (*row)->bytes) != digest)
        return corrupt("is not the one that was kept");
    return Blob{std::move((*row)->bytes), to_hex((*row)->salt), {}};
}

Result<std::vector<StoredEvent>> Ledger::list_events(std::string_view asset_glob, int newest) {
    struct Row {
        std::int64_t seq;
        std::string body;
    };
    const auto read = [](const Statement& row) { return Row{row.column_int(0), row.column_text(1)}; };
    auto rows =
        asset_glob.empty()
            ? query(m_impl->database, "SELECT seq, body FROM event ORDER BY seq DESC LIMIT ?", read, newest)
            : query(m_impl->database,
                    "SELECT seq, body FROM event WHERE asset GLOB ? ORDER BY seq DESC LIMIT ?", read,
                    asset_glob, newest);
    if (!rows) return fail(rows);
    std::vector<StoredEvent> out;
    for (const Row& row : *rows) {
        auto event = event_from_json(row.body);
        if (!event) return fail(event);
        out.push_back({row.seq, std::move(*event)});
    }
    std::ranges::reverse(out);
    return out;
}

namespace {

Result<std::optional<StoredEvent>> last_event_where(sqlite::Database& database, std::string_view sql,
                                                    std::string_view value) {
    struct Row {
        std::int64_t seq;
        std::string body;
    };
    auto row = query_one(
        database, sql,
        [](const Statement& r) {
            return Row{r.column_int(0), r.column_text(1)};
        },
        value);
    if (!row) return fail(row);
    if (!*row) return std::optional<StoredEvent>{};
    auto event = event_from_json((*row)->body);
    if (!event) return fail(event);
    return std::optional(StoredEvent{(*row)->seq, std::move(*event)});
}

}  // namespace

Result<std::optional<StoredEvent>> Ledger::find_last_event(std::string_view asset) {
    return last_event_where(m_impl->database,
                            "SELECT seq, body FROM event WHERE asset = ? ORDER BY seq DESC LIMIT 1", asset);
}

Result<std::optional<StoredEvent>> Ledger::find_last_event_of_kind(std::string_view kind) {
    return last_event_where(m_impl->database,
                            "SELECT seq, body FROM event WHERE kind = ? ORDER BY seq DESC LIMIT 1", kind);
}

}  // namespace mkai::store
