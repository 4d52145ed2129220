// The ledger keeps what it was told: append-only in the file itself, numbered without gaps, and refused when
// it is not the ledger that this program knows.
#include "core/base/id.hpp"
#include "core/base/json.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/ledger.hpp"
#include "core/store/migrate.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace mkai::store {

namespace {

constexpr TimeMs k_start{1'795'424'400'000};  // 2026-11-23T09:00:00Z

template <class T>
std::string outcome(const Result<T>& result) {
    return result ? "ok" : std::string(info_of(result.error().code).name);
}

class Books {
  public:
    Books() {
        auto made = Ledger::create(path, clock, random, "dev", "maria");
        REQUIRE_MESSAGE(made, made.error().message);
        ledger.emplace(std::move(*made));
    }

    workspace::Folder folder;
    fs::path path = folder.path() / "state" / "ledger.db";
    FixedClock clock{k_start};
    SeededRandom random{11};
    std::optional<Ledger> ledger;

    Result<Ledger> open_again(int busy_timeout_ms = 50) {
        return Ledger::open(path, clock, random, {.busy_timeout_ms = busy_timeout_ms});
    }
    sqlite::Database raw() const {
        auto database = sqlite::Database::open(path, sqlite::OpenMode::read_write, 50);
        REQUIRE(database);
        return std::move(*database);
    }

    Event event(std::string kind, std::string asset = {}) const {
        Event e;
        e.kind = std::move(kind);
        e.actor = "maria";
        e.environment = "dev";
        e.asset = std::move(asset);
        return e;
    }
    // A version, a decision, a remark, a call in a run, and a delivery that ended: a row in every table that
    // may not change.
    void fill() {
        auto w = ledger->begin();
        REQUIRE(w);
        const std::string asset = "spring/email.en-GB.a";
        const auto text = w->put_blob("frozen bytes");
        REQUIRE(text);
        const auto seq = w->append(event("version.made", asset));
        REQUIRE(seq);
        REQUIRE(w->insert_run({"run-1", "spring", *text, "demo", "demo", "demo", "maria", 1, k_start}, *seq));
        CallRecord call;
        call.id = "call-1";
        call.run = "run-1";
        call.asset = asset;
        call.messages = *text;
        call.outcome = "taken";
        REQUIRE(w->insert_call(call, *seq));
        REQUIRE(w->insert_price_seen({std::string(64, 'a'), "openai/gpt", *text}, *seq));
        REQUIRE(w->insert_model_seen({"copy", std::string(64, 'b'), *text}, *seq));
        REQUIRE(w->insert_model_rollback(
            {"m1", "copy", std::string(64, 'b'), std::string(64, 'c'), "alex", *text, k_start}, *seq));
        VersionRecord version;
        version.asset = asset;
        version.number = 1;
        version.digest = *text;
        version.how = "imported";
        version.made_by = "maria";
        REQUIRE(w->insert_version(version, "spring", *seq));
        DecisionRecord decision;
        decision.id = "decision-1";
        decision.asset = asset;
        decision.number = 1;
        decision.digest = *text;
        decision.person = "sam";
        REQUIRE(w->insert_decision(decision, *seq));
        Remark remark;
        remark.id = "remark-1";
        remark.asset = asset;
        remark.number = 1;
        remark.person = "sam";
        remark.text = *text;
        REQUIRE(w->insert_remark(remark, *seq));
        DeliveryRecord delivery;
        delivery.id = "delivery-1";
        delivery.asset = asset;
        delivery.destination = "site";
        delivery.number = 1;
        REQUIRE(w->insert_delivery(delivery, *seq));
        REQUIRE(w->end_delivery("delivery-1", "done", *seq));
        REQUIRE(w->commit());
    }
};

std::int64_t number_from(sqlite::Database& database, std::string_view sql) {
    auto statement = database.prepare(sql);
    REQUIRE(statement);
    REQUIRE((*statement)->step());
    const std::int64_t value = (*statement)->column_int(0);
    (*statement)->reset();
    return value;
}

// A copy of a row over itself.
struct KeptTable {
    std::string_view name, columns;
};
constexpr std::array k_kept{
    KeptTable{"event", "seq, body"},  KeptTable{"blob", "digest, sha256, salt, bytes, added_at_ms"},
    KeptTable{"version", "*"},        KeptTable{"decision", "*"},
    KeptTable{"delivery", "*"},       KeptTable{"delivery_end", "*"},
    KeptTable{"call", "*"},           KeptTable{"remark", "*"},
    KeptTable{"price_seen", "*"},     KeptTable{"model_seen", "*"},
    KeptTable{"model_rollback", "*"},
};

constexpr std::array k_two_migrations{
    EmbeddedFile{"0001_first.sql", "CREATE TABLE first (a INTEGER) STRICT;"},
    EmbeddedFile{"0002_second.sql", "CREATE TABLE second (a INTEGER) STRICT;"}};

sqlite::Database empty_database(const workspace::Folder& folder) {
    auto database = sqlite::Database::open(folder.path() / "other.db", sqlite::OpenMode::create, 50);
    REQUIRE(database);
    return std::move(*database);
}

}  // namespace

// --- append-only ---

TEST_CASE("no row of what happened can be changed, removed or written over, even past this program") {
    Books books;
    books.fill();
    auto raw = books.raw();
    const auto forbidden = [&](const std::string& sql) {
        const auto done = raw.execute(sql);
        REQUIRE_MESSAGE(!done, sql);
        const std::string& why = done.error().message;
        const bool by_the_ledger =
            std::ranges::any_of(std::array{"append-only", "once", "without gaps", "purge"},
                                [&](const char* words) { return why.find(words) != std::string::npos; });
        CHECK_MESSAGE(by_the_ledger, why);
    };
    for (const KeptTable& table : k_kept) {
        REQUIRE(number_from(raw, fmt::format("SELECT count(*) FROM {}", table.name)) > 0);
        forbidden(fmt::format("UPDATE {} SET rowid = rowid + 1000", table.name));
        forbidden(fmt::format("DELETE FROM {}", table.name));
        const std::string into = table.columns == "*" ? "" : fmt::format("({})", table.columns);
        forbidden(fmt::format("INSERT OR REPLACE INTO {0} {1} SELECT {2} FROM {0}", table.name, into,
                              table.columns));
    }
}

TEST_CASE("replacing stays forbidden when a connection leaves recursive triggers off") {
    Books books;
    books.fill();
    auto raw = books.raw();
    REQUIRE(raw.execute("PRAGMA recursive_triggers = OFF"));
    CHECK_FALSE(raw.execute("INSERT OR REPLACE INTO event (seq, body) SELECT seq, body FROM event"));
    CHECK_FALSE(raw.execute("INSERT OR REPLACE INTO version SELECT * FROM version"));
    CHECK_FALSE(raw.execute("INSERT OR REPLACE INTO decision SELECT * FROM decision"));
    // A row that clashes in its unique id alone.
    CHECK_FALSE(
        raw.execute("INSERT OR REPLACE INTO event (seq, body) SELECT seq + 1, body FROM event "
                    "ORDER BY seq DESC LIMIT 1"));
    CHECK(number_from(raw, "SELECT count(*) FROM event") == 2);
}

TEST_CASE("a text goes only after its purge has been recorded") {
    Books books;
    auto w = books.ledger->begin();
    REQUIRE(w);
    const auto digest = w->put_blob("to be forgotten");
    REQUIRE(digest);
    REQUIRE(w->commit());
    auto raw = books.raw();
    const std::string erase = fmt::format("DELETE FROM blob WHERE digest = '{}'", *digest);
    CHECK_FALSE(raw.execute(erase));
    auto again = books.ledger->begin();
    REQUIRE(again);
    Event purge = books.event("blob.purged");
    purge.data = {{"blob", *digest}};
    REQUIRE(again->append(std::move(purge)));
    REQUIRE(again->commit());
    CHECK(raw.execute(erase));
    CHECK(outcome(books.ledger->get_blob(*digest)) == "ledger-corrupt");
}

TEST_CASE("every table that refers to a text says that it keeps it, but for calls and their answers") {
    Books books;
    auto raw = books.raw();
    auto statement = raw.prepare(
        "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f "
        "WHERE m.type = 'table' AND f.\"table\" = 'blob' AND m.name NOT IN ('call', 'purged_text', "
        "'eval_answer', 'eval_judged')");
    REQUIRE(statement);
    const std::string view = [&] {
        auto sql = raw.prepare("SELECT sql FROM sqlite_master WHERE name = 'text_kept'");
        REQUIRE(sql);
        REQUIRE((*sql)->step().value());
        return (*sql)->column_text(0);
    }();
    int found = 0;
    while ((*statement)->step().value()) {
        const std::string wanted =
            fmt::format("SELECT {} FROM {}", (*statement)->column_text(1), (*statement)->column_text(0));
        CHECK_MESSAGE(view.find(wanted) != std::string::npos, wanted);
        ++found;
    }
    CHECK(found >= 16);
}

TEST_CASE(
    "in a table without rowids the columns of the key stand first, or SQLite 3.40 takes it for damaged") {
    Books books;
    auto raw = books.raw();
    auto statement = raw.prepare(
        "SELECT m.name, c.name, c.pk, c.cid FROM sqlite_schema m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.sql LIKE '%WITHOUT ROWID%' AND c.pk > 0");
    REQUIRE(statement);
    int found = 0;
    while ((*statement)->step().value()) {
        const std::string column = (*statement)->column_text(0) + "." + (*statement)->column_text(1);
        CHECK_MESSAGE((*statement)->column_int(2) == (*statement)->column_int(3) + 1, column);
        ++found;
    }
    CHECK(found > 20);
}

// --- events ---

TEST_CASE("events are numbered from one without gaps, also after what was rolled back") {
    Books books;
    {
        auto w = books.ledger->begin();
        REQUIRE(w);
        CHECK(w->append(books.event("a.lost")).value() == 2);
    }
    auto w = books.ledger->begin();
    REQUIRE(w);
    CHECK(w->append(books.event("a.kept")).value() == 2);
    CHECK(w->append(books.event("a.kept")).value() == 3);
    REQUIRE(w->commit());
    const auto events = books.ledger->list_events("", 100);
    REQUIRE(events);
    REQUIRE(events->size() == 3);
    for (std::size_t i = 0; i < events->size(); ++i)
        CHECK((*events)[i].seq == static_cast<std::int64_t>(i) + 1);
    auto raw = books.raw();
    CHECK_FALSE(raw.execute("INSERT INTO event (seq, body) VALUES (5, '{}')"));
    CHECK_FALSE(raw.execute("INSERT INTO event (seq, body) VALUES (4, 'not json')"));
}

TEST_CASE("the first event names the ledger, and no two ledgers have the same name") {
    Books one;
    const auto events = one.ledger->list_events("", 10);
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    const Event& genesis = events->front().event;
    CHECK(genesis.kind == event_kind::ledger_created);
    CHECK(genesis.actor == "maria");
    CHECK(genesis.data.at("format") == "mkai-ledger/1");
    CHECK(is_uuid(genesis.data.at("ledger")));
    CHECK(one.ledger->ledger_id().value() == genesis.data.at("ledger"));
    FixedClock clock{k_start};
    SeededRandom other(12);
    auto two = Ledger::create(one.folder.path() / "two.db", clock, other, "dev", "maria");
    REQUIRE(two);
    CHECK(two->ledger_id().value() != one.ledger->ledger_id().value());
}

TEST_CASE("a ledger of trials says so, also when it is opened again") {
    Books shared;
    CHECK(shared.ledger->is_sandbox().value() == false);
    const fs::path path = shared.folder.path() / "sandbox.db";
    REQUIRE(Ledger::create(path, shared.clock, shared.random, "dev", "maria", LedgerKind::sandbox));
    auto opened = Ledger::open(path, shared.clock, shared.random);
    REQUIRE(opened);
    CHECK(opened->is_sandbox().value() == true);
}

TEST_CASE("ids are UUIDv7, sort by time, and repeat with the same clock and seed only") {
    FixedClock clock{k_start};
    SeededRandom random(3), same(3);
    IdMaker ids(clock, random), again(clock, same);
    std::vector<std::string> made;
    for (int i = 0; i < 5'000; ++i) {
        if (i % 1'000 == 999) clock.advance_ms(1);
        made.push_back(ids.next());
        CHECK(made.back() == again.next());
    }
    for (const std::string& id : made) {
        REQUIRE(is_uuid(id));
        CHECK(id[14] == '7');
        CHECK(std::string_view("89ab").find(id[19]) != std::string_view::npos);
    }
    CHECK(std::ranges::is_sorted(made));
    CHECK(std::set<std::string>(made.begin(), made.end()).size() == made.size());
    // The first 48 bits are the milliseconds (RFC 9562, section 5.7).
    const std::string ms = made.front().substr(0, 8) + made.front().substr(9, 4);
    CHECK(std::stoll(ms, nullptr, 16) == k_start.value);
}

TEST_CASE("ids of one maker sort by making when the clock goes backwards") {
    FixedClock clock{k_start};
    SeededRandom random(3);
    IdMaker ids(clock, random);
    std::string last = ids.next();
    for (int i = 0; i < 100; ++i) {
        clock.advance_ms(i % 3 == 0 ? -50 : 1);
        const std::string next = ids.next();
        CHECK(last < next);
        last = next;
    }
}

TEST_CASE("an event's body is canonical JSON, and the columns are made from it") {
    Books books;
    books.fill();
    auto raw = books.raw();
    auto rows = raw.prepare("SELECT body, id, kind, at_ms, actor, asset FROM event WHERE seq = 2");
    REQUIRE(rows);
    REQUIRE((*rows)->step());
    const std::string body = (*rows)->column_text(0);
    const auto json = parse_json(body);
    REQUIRE(json);
    CHECK(canonical_json(*json).value() == body);
    CHECK((*json)["id"] == (*rows)->column_text(1));
    CHECK((*rows)->column_text(2) == "version.made");
    CHECK((*rows)->column_int(3) == k_start.value);
    CHECK((*rows)->column_text(4) == "maria");
    CHECK((*rows)->column_text(5) == "spring/email.en-GB.a");
    (*rows)->reset();
    CHECK_FALSE(raw.execute("INSERT INTO event (seq, body, kind) VALUES (3, '{}', 'x')"));
}

// --- texts ---

TEST_CASE("the same bytes are kept once, whatever they are") {
    Books books;
    auto w = books.ledger->begin();
    REQUIRE(w);
    for (const std::string& bytes :
         {std::string(), std::string("\0\xff\x80 zero", 8), std::string(300'000, 'x')}) {
        const auto first = w->put_blob(bytes);
        REQUIRE(first);
        CHECK(w->put_blob(bytes).value() == *first);
        const auto read = w->ledger().get_blob(*first);
        REQUIRE(read);
        CHECK(read->bytes == bytes);
    }
    REQUIRE(w->commit());
    auto raw = books.raw();
    CHECK(number_from(raw, "SELECT count(*) FROM blob") == 3);
}

TEST_CASE("a text's digest is salted: another ledger has another digest for the same words") {
    Books books;
    FixedClock clock{k_start};
    SeededRandom other(99);
    auto second = Ledger::create(books.folder.path() / "two.db", clock, other, "dev", "maria");
    REQUIRE(second);
    auto w1 = books.ledger->begin();
    auto w2 = second->begin();
    REQUIRE(w1);
    REQUIRE(w2);
    const auto d1 = w1->put_blob("yes");
    const auto d2 = w2->put_blob("yes");
    CHECK(*d1 != *d2);
    CHECK(*d1 != sha256_hex("yes"));
    CHECK(w1->ledger().get_blob(*d1)->salt_hex.size() == 32);
}

// --- opening ---

TEST_CASE("a missing ledger is an error with its mend and is never made by the way") {
    workspace::Folder folder;
    FixedClock clock{k_start};
    SeededRandom random(1);
    const auto opened = Ledger::open(folder.path() / "ledger.db", clock, random);
    CHECK(outcome(opened) == "no-ledger");
    CHECK(opened.error().fix.find("mkai db create") != std::string::npos);
    CHECK_FALSE(fs::exists(folder.path() / "ledger.db"));
}

TEST_CASE("a ledger is not made over another") {
    Books books;
    const auto id = books.ledger->ledger_id();
    CHECK(outcome(Ledger::create(books.path, books.clock, books.random, "dev", "sam")) == "already-exists");
    CHECK(books.ledger->ledger_id().value() == id.value());
}

TEST_CASE("a file that is no ledger is refused and left as it is") {
    Books books;
    books.fill();
    books.ledger.reset();
    std::string bytes = books.folder.read("state/ledger.db");
    SUBCASE("garbage") {
        bytes = std::string(8192, 'z');
    }
    SUBCASE("cut short") {
        bytes.resize(bytes.size() / 2);
    }
    SUBCASE("a broken page") {
        std::fill(bytes.begin() + 4096, bytes.begin() + 12'288, '\xee');
    }
    books.folder.write("state/ledger.db", bytes);
    auto opened = books.open_again();
    if (opened) {
        // What is broken further back is met when it is read.
        const auto events = opened->list_events("", 100);
        CHECK(outcome(events) == "ledger-corrupt");
    } else {
        CHECK(outcome(opened) == "ledger-corrupt");
        CHECK(opened.error().fix.find("backup") != std::string::npos);
    }
}

TEST_CASE("an empty file becomes no ledger that anybody trusts") {
    workspace::Folder folder;
    folder.write("ledger.db", "");
    FixedClock clock{k_start};
    SeededRandom random(1);
    auto opened = Ledger::open(folder.path() / "ledger.db", clock, random);
    CHECK(outcome(opened) == "ledger-corrupt");
    CHECK(opened.error().message.find("is not a ledger") != std::string::npos);
}

TEST_CASE("a writer that waits too long for another is told so, and reading goes on meanwhile") {
    Books books;
    auto other = books.open_again();
    REQUIRE(other);
    auto busy = books.ledger->begin();
    REQUIRE(busy);
    const auto refused = other->begin();
    CHECK(outcome(refused) == "ledger-locked");
    CHECK(refused.error().status() == ExitStatus::unavailable);
    CHECK(other->list_events("", 10)->size() == 1);
    REQUIRE(busy->append(books.event("a.kept")));
    CHECK(other->list_events("", 10)->size() == 1);
    REQUIRE(busy->commit());
    CHECK(other->list_events("", 10)->size() == 2);
    CHECK(other->begin());
}

TEST_CASE("of two connections that saw the same revision one moves it, and the other is told") {
    Books books;
    books.fill();
    auto other = books.open_again();
    REQUIRE(other);
    const std::string asset = "spring/email.en-GB.a";
    const auto seen = other->find_asset(asset);
    REQUIRE(seen);
    {
        auto w = books.ledger->begin();
        REQUIRE(w);
        REQUIRE(w->bump(asset, (*seen)->revision));
        REQUIRE(w->commit());
    }
    auto late = other->begin();
    REQUIRE(late);
    CHECK(outcome(late->bump(asset, (*seen)->revision)) == "conflict");
    CHECK(late->bump(asset, (*seen)->revision + 1));
}

TEST_CASE("a ledger in a folder that cannot be written to says so") {
    if (::geteuid() == 0) {
        MESSAGE("skipped: root may write everywhere");
        return;
    }
    Books books;
    books.ledger.reset();
    fs::permissions(books.path, fs::perms::owner_read);
    fs::permissions(books.path.parent_path(), fs::perms::owner_read | fs::perms::owner_exec);
    auto opened = books.open_again();
    CHECK((opened ? outcome(opened->begin()) : outcome(opened)) == "read-only");
    fs::permissions(books.path.parent_path(), fs::perms::owner_all);
}

// --- migrations ---

TEST_CASE("migrations run in order, once, and each is recorded with its digest") {
    workspace::Folder folder;
    auto database = empty_database(folder);
    CHECK_FALSE(is_current(database, k_two_migrations).value());
    REQUIRE(migrate(database, std::span(k_two_migrations).first(1), k_start));
    CHECK_FALSE(is_current(database, k_two_migrations).value());
    REQUIRE(migrate(database, k_two_migrations, k_start));
    CHECK(is_current(database, k_two_migrations).value());
    REQUIRE(migrate(database, k_two_migrations, k_start));
    CHECK(number_from(database, "SELECT count(*) FROM migration") == 2);
    CHECK(number_from(database, "SELECT count(*) FROM migration WHERE length(sha256) = 64") == 2);
}

TEST_CASE("an asset of an older ledger knows where its newest version stands") {
    workspace::Folder folder;
    const fs::path path = folder.path() / "ledger.db";
    FixedClock clock{k_start};
    SeededRandom random{13};
    {
        auto database = sqlite::Database::open(path, sqlite::OpenMode::create, 50);
        REQUIRE(database);
        REQUIRE(migrate(*database, embedded::migrations().first(1), k_start));
        REQUIRE(database->execute(
            "INSERT INTO event (seq, body) VALUES (1, "
            "'{\"id\":\"e1\",\"kind\":\"ledger.created\",\"at_ms\":1,"
            "\"actor\":\"maria\"}');"
            "INSERT INTO blob VALUES (printf('%064d', 1), hex(zeroblob(32)), zeroblob(16), x'5b5d', 0),"
            " (printf('%064d', 2), printf('%064d', 2), zeroblob(16), x'5b5d', 0);"
            "INSERT INTO version VALUES ('a', 1, printf('%064d', 1), 'human', 'imported', 'maria', 'old', "
            "NULL, 0, '', "
            "11, 1), ('a', 2, printf('%064d', 2), 'human', 'edited', 'maria', 'new', NULL, 0, '', 22, 1);"
            "INSERT INTO version_state VALUES ('a', 1, 'rejected', NULL, 1), ('a', 2, 'reviewed', 'sam', 2);"
            "INSERT INTO asset (asset, brief, head, decided, revision) VALUES ('a', 'spring', 2, 2, 5)"));
    }
    auto ledger = Ledger::open(path, clock, random);
    REQUIRE_MESSAGE(ledger, ledger.error().message);
    const auto asset = ledger->find_asset("a").value();
    REQUIRE(asset);
    CHECK(asset->state == VersionState::reviewed);
    CHECK(asset->digest == std::string(63, '0') + "2");
    CHECK(asset->brief_digest == "new");
    CHECK(asset->made_at == TimeMs{22});
    CHECK(asset->revision == 5);
}

TEST_CASE("a ledger with a migration that this program lacks, or has otherwise, is refused as newer") {
    workspace::Folder folder;
    auto database = empty_database(folder);
    REQUIRE(migrate(database, k_two_migrations, k_start));
    const auto older = std::span(k_two_migrations).first(1);
    CHECK(outcome(is_current(database, older)) == "ledger-newer");
    CHECK(outcome(migrate(database, older, k_start)) == "ledger-newer");
    auto changed = k_two_migrations;
    changed[0].text = "CREATE TABLE first (a INTEGER, b INTEGER) STRICT;";
    CHECK(outcome(is_current(database, changed)) == "ledger-newer");
    CHECK(outcome(migrate(database, changed, k_start)) == "ledger-newer");
}

TEST_CASE("opening a newer ledger is refused with what to do") {
    Books books;
    books.ledger.reset();
    {
        auto raw = books.raw();
        REQUIRE(raw.execute("INSERT INTO migration VALUES (99, '0099_later.sql', 'abc', 0)"));
    }
    const auto opened = books.open_again();
    CHECK(outcome(opened) == "ledger-newer");
    CHECK(opened.error().fix == "install the newest mkai");
}

TEST_CASE("migrations that are doubled, out of order or without a number are a mistake of the program") {
    workspace::Folder folder;
    auto database = empty_database(folder);
    auto wrong = k_two_migrations;
    for (const char* name : {"0001_again.sql", "0003_gap.sql", "second.sql", "2_second.sql", ""}) {
        wrong[1].name = name;
        CHECK_MESSAGE(outcome(migrate(database, wrong, k_start)) == "internal-error", name);
    }
    CHECK(number_from(database, "SELECT count(*) FROM sqlite_schema") == 0);
}

TEST_CASE("a migration whose SQL fails leaves nothing of itself, nor of those before it in the same go") {
    workspace::Folder folder;
    auto database = empty_database(folder);
    auto broken = k_two_migrations;
    broken[1].text = "CREATE TABLE half (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";
    CHECK_FALSE(migrate(database, broken, k_start));
    CHECK(number_from(database, "SELECT count(*) FROM sqlite_schema") == 0);
    REQUIRE(migrate(database, k_two_migrations, k_start));
    CHECK(is_current(database, k_two_migrations).value());
}

}  // namespace mkai::store
