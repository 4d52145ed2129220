#include "core/base/text.hpp"
#include "core/store/ledger_impl.hpp"

#include <array>

#include <fmt/format.h>

namespace mkai::store {

namespace {

constexpr std::size_t k_salt_bytes = 16;

std::optional<std::int64_t> or_null(const std::optional<TimeMs>& time) {
    return time ? std::optional(time->value) : std::nullopt;
}

}  // namespace

Writer::Writer(Ledger& ledger, std::unique_ptr<Impl> impl) : m_ledger(&ledger), m_impl(std::move(impl)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Ledger::begin(Durability durability) {
    if (durability != m_impl->durability) {
        auto set = m_impl->database.execute(durability == Durability::sync ? "PRAGMA synchronous = FULL"
                                                                           : "PRAGMA synchronous = NORMAL");
        if (!set) return fail(set);
        m_impl->durability = durability;
    }
    auto transaction = sqlite::Transaction::begin(m_impl->database);
    if (!transaction) return fail(transaction);
    auto impl = std::make_unique<Writer::Impl>(std::move(*transaction));
    auto last = query_one(m_impl->database, "SELECT coalesce(max(seq), 0) FROM event",
                          [](const sqlite::Statement& row) { return row.column_int(0); });
    if (!last) return fail(last);
    impl->next_seq = last->value_or(0) + 1;
    return Writer(*this, std::move(impl));
}

Result<Writer> Ledger::begin_batch() {
    // It takes longer than the batch, and the calls wait with it.
    constexpr std::int64_t k_sync_ms_max = 500;
    const TimeMs now = m_impl->clock.now();
    const std::int64_t since = now.value - m_impl->batch_synced.value;
    const bool sync = since >= k_sync_ms_max || since < 0;
    if (sync) m_impl->batch_synced = now;
    return begin(sync ? Durability::sync : Durability::none);
}

TimeMs Writer::now() const {
    return m_ledger->m_impl->clock.now();
}

std::string Writer::new_id() {
    return m_ledger->m_impl->ids.next();
}

Result<std::int64_t> Writer::append(Event event) {
    if (event.id.empty()) event.id = new_id();
    if (event.at.value == 0) event.at = now();
    auto body = event_to_json(event);
    if (!body) return fail(body);
    auto done = write(m_ledger->m_impl->database, "INSERT OR ROLLBACK INTO event (seq, body) VALUES (?, ?)",
                      m_impl->next_seq, *body);
    if (!done) return fail(done);
    return m_impl->next_seq++;
}

Result<std::string> Writer::put_blob(std::string_view bytes) {
    auto& database = m_ledger->m_impl->database;
    const std::string sha256 = sha256_hex(bytes);
    auto known = query_one(
        database, "SELECT digest FROM blob WHERE sha256 = ?",
        [](const sqlite::Statement& row) { return row.column_text(0); }, sha256);
    if (!known) return fail(known);
    if (*known) return **known;
    std::array<std::uint8_t, k_salt_bytes> salt{};
    m_ledger->m_impl->random.fill(salt);
    const std::string_view salt_bytes(reinterpret_cast<const char*>(salt.data()), salt.size());
    const std::string digest = salted_sha256_hex(salt_bytes, bytes);
    auto insert = database.prepare(
        "INSERT OR ROLLBACK INTO blob (digest, sha256, salt, bytes, added_at_ms) VALUES (?, ?, ?, ?, ?)");
    if (!insert) return fail(insert);
    (*insert)->bind_lent(digest).bind_lent(sha256).bind_lent_blob(salt_bytes).bind_lent_blob(bytes);
    (*insert)->bind(now().value);
    if (auto done = (*insert)->run(); !done) return fail(done);
    return digest;
}

Done Writer::insert_brief_seen(const BriefSeen& seen, std::int64_t event_seq) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO brief_seen (brief, digest, source_digest, bytes, event_seq) VALUES (?, ?, ?, ?, ?)",
        seen.brief, seen.digest, seen.source_digest, seen.bytes, event_seq);
}

Done Writer::insert_run(const Run& run, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database,
              "INSERT INTO run (id, brief, brief_digest, model, provider, model_asked, actor, calls_planned, "
              "started_at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              run.id, run.brief, run.brief_digest, run.model, run.provider, run.model_asked, run.actor,
              run.calls_planned, run.started.value, event_seq);
    if (!done) return done;
    return write(database, "INSERT INTO open_item (id, kind, at_ms) VALUES (?, 'run', ?)", run.id,
                 run.started.value);
}

Done Writer::end_run(std::string_view run, std::string_view outcome, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(database, "INSERT INTO run_end (run, outcome, event_seq) VALUES (?, ?, ?)", run,
                      outcome, event_seq);
    if (!done) return done;
    return write(database, "DELETE FROM open_item WHERE id = ? AND kind = 'run'", run);
}

Done Writer::insert_version(const VersionRecord& v, std::string_view brief, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database,
              "INSERT INTO version (asset, number, digest, origin, how, made_by, brief_digest, call, demo, "
              "changed, made_at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              v.asset, v.number, v.digest, to_string(v.origin), v.how, v.made_by, v.brief_digest,
              or_null(v.call), v.demo ? 1 : 0, join(v.changed, ","), v.made_at.value, event_seq);
    if (!done) return done;
    done = write(database, "INSERT INTO version_state (asset, number, state, since_ms) VALUES (?, ?, ?, ?)",
                 v.asset, v.number, to_string(VersionState::draft), v.made_at.value);
    if (!done) return done;
    return write(database,
                 "INSERT INTO asset (asset, brief, head, decided, revision, state, digest, brief_digest, "
                 "made_at_ms) VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?) "
                 "ON CONFLICT (asset) DO UPDATE SET head = excluded.head, state = excluded.state, "
                 "digest = excluded.digest, brief_digest = excluded.brief_digest, "
                 "made_at_ms = excluded.made_at_ms",
                 v.asset, brief, v.number, to_string(VersionState::draft), v.digest, v.brief_digest,
                 v.made_at.value);
}

Done Writer::set_decided(std::string_view asset, int number, VersionState state, std::string_view reviewer) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database,
              "UPDATE version_state SET state = ?, reviewer = ?, since_ms = ? WHERE asset = ? AND number = ?",
              to_string(state), or_null(reviewer), now().value, asset, number);
    if (!done) return done;
    return write(database,
                 "UPDATE asset SET decided = max(decided, ?1), state = iif(head = ?1, ?2, state) "
                 "WHERE asset = ?3",
                 number, to_string(state), asset);
}

Done Writer::bump(std::string_view asset, std::int64_t expected) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(database, "UPDATE asset SET revision = revision + 1 WHERE asset = ? AND revision = ?",
                      asset, expected);
    if (!done) return done;
    if (database.changes() == 1) return {};
    return fail(ErrorCode::conflict, fmt::format("{} was changed by somebody else first", asset),
                fmt::format("mkai log {}", asset));
}

Done Writer::insert_decision(const DecisionRecord& d, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database,
              "INSERT INTO decision (id, asset, number, digest, action, person, reason, reason_code, "
              "expires_at_ms, "
              "sandbox_only, revokes, at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              d.id, d.asset, d.number, d.digest, to_string(d.action), d.person, or_null(d.reason),
              or_null(d.reason_code), or_null(d.expires), d.sandbox_only ? 1 : 0, or_null(d.revokes),
              d.at.value, event_seq);
    if (!done || d.transcribed_by.empty()) return done;
    return write(database, "INSERT INTO transcription (decision, typed_by, proof) VALUES (?, ?, ?)", d.id,
                 d.transcribed_by, d.proof);
}

Result<bool> Writer::has_expiry(std::string_view asset, int number, std::string_view what,
                                std::string_view id) {
    auto row = query_one(
        m_ledger->m_impl->database,
        "SELECT 1 FROM expiry WHERE asset = ? AND number = ? AND what = ? AND id = ?",
        [](const sqlite::Statement& r) { return r.column_int(0); }, asset, number, what, id);
    if (!row) return fail(row);
    return row->has_value();
}

Done Writer::insert_expiry(std::string_view asset, int number, std::string_view what, std::string_view id,
                           std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO expiry (asset, number, what, id, event_seq) VALUES (?, ?, ?, ?, ?)", asset,
                 number, what, id, event_seq);
}

Result<int> Writer::insert_remark(const Remark& r, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto nth = query_one(
        database, "SELECT coalesce(max(nth), 0) + 1 FROM remark WHERE asset = ?",
        [](const sqlite::Statement& row) { return static_cast<int>(row.column_int(0)); }, r.asset);
    if (!nth) return fail(nth);
    auto done = write(database,
                      "INSERT INTO remark (id, asset, number, nth, person, field, text, at_ms, event_seq) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      r.id, r.asset, r.number, nth->value_or(1), r.person, or_null(r.field), r.text,
                      r.at.value, event_seq);
    if (!done) return fail(done);
    return nth->value_or(1);
}

Done Writer::take_suggestion(std::string_view remark, int number, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO suggestion_taken (remark, number, event_seq) VALUES (?, ?, ?)", remark, number,
                 event_seq);
}

Done Writer::open_request(const RequestRecord& r) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO request (id, asset, number, role, action, assignee, due, opened_at_ms) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 r.id, r.asset, r.number, r.role, r.action, or_null(r.assignee), or_null(r.due),
                 r.opened_at.value);
}

Result<int> Writer::close_requests(std::string_view asset) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database, "UPDATE request SET closed_at_ms = ? WHERE asset = ? AND closed_at_ms IS NULL",
              now().value, asset);
    if (!done) return fail(done);
    return static_cast<int>(database.changes());
}

Done Writer::put_publication(const Publication& p) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO publication (asset, destination, state, number, digest, rendered, location, since_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (asset, destination) DO UPDATE SET state = "
        "excluded.state, "
        "number = excluded.number, digest = excluded.digest, rendered = excluded.rendered, "
        "location = excluded.location, since_ms = excluded.since_ms",
        p.asset, p.destination, to_string(p.state), p.number, p.digest, p.rendered, p.location,
        p.since.value);
}

Done Writer::insert_delivery(const DeliveryRecord& d, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(
        database,
        "INSERT INTO delivery (id, asset, destination, action, number, digest, rendered, bytes, renderer, "
        "location, replaces, actor, begun_at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)",
        d.id, d.asset, d.destination, to_string(d.action), d.number, d.digest, d.rendered, or_null(d.bytes),
        d.renderer, d.location, d.replaces, d.actor, d.begun_at.value, event_seq);
    if (!done) return done;
    return write(database, "INSERT INTO open_item (id, kind, at_ms) VALUES (?, 'delivery', ?)", d.id,
                 d.begun_at.value);
}

Done Writer::end_delivery(std::string_view delivery, std::string_view outcome, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(database, "INSERT INTO delivery_end (delivery, outcome, event_seq) VALUES (?, ?, ?)",
                      delivery, outcome, event_seq);
    if (!done) return done;
    return write(database, "DELETE FROM open_item WHERE id = ? AND kind = 'delivery'", delivery);
}

Done Writer::insert_schedule(const ScheduleRecord& s, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done =
        write(database,
              "INSERT INTO schedule (id, asset, number, destination, at_ms, actor, made_at_ms, event_seq) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              s.id, s.asset, s.number, s.destination, s.at.value, s.actor, s.made_at.value, event_seq);
    if (!done) return done;
    return write(database, "INSERT INTO open_item (id, kind, at_ms) VALUES (?, 'schedule', ?)", s.id,
                 s.at.value);
}

Done Writer::end_schedule(std::string_view schedule, std::string_view outcome, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(database, "INSERT INTO schedule_end (schedule, outcome, event_seq) VALUES (?, ?, ?)",
                      schedule, outcome, event_seq);
    if (!done) return done;
    return write(database, "DELETE FROM open_item WHERE id = ? AND kind = 'schedule'", schedule);
}

Done Writer::insert_pause(const Pause& p, std::int64_t event_seq) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO pause (id, scope, value, person, reason, at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
        p.id, to_string(p.scope), p.value, p.person, p.reason, p.at.value, event_seq);
}

Done Writer::insert_pause_lift(std::string_view pause, const PauseLift& lift, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO pause_lift (pause, person, reason, at_ms, event_seq) VALUES (?, ?, ?, ?, ?)",
                 pause, lift.person, lift.reason, lift.at.value, event_seq);
}

Done Writer::end_pause(std::string_view pause, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database, "INSERT INTO pause_end (pause, event_seq) VALUES (?, ?)", pause,
                 event_seq);
}

Done Writer::commit() {
    if (auto counted = m_impl->flush_counters(m_ledger->m_impl->database); !counted) return counted;
    return m_impl->transaction.commit();
}

}  // namespace mkai::store
