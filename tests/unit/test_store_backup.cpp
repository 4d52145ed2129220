#include "core/base/file_digest.hpp"
#include "core/base/sqlite.hpp"
#include "core/store/backup.hpp"
#include "core/store/ledger.hpp"
#include "core/store/migrate.hpp"

#include <fstream>

#include <doctest/doctest.h>

namespace mkai::store {

namespace {

struct Fixture {
    ScratchFolder folder = *ScratchFolder::make("mkai-backup");
    FixedClock clock{TimeMs{1'790'000'000'000}};
    SystemRandom random;
    fs::path path = folder.path() / "ledger.db";

    Ledger make() { return *Ledger::create(path, clock, random, "dev", "maria"); }
    void add_event(Ledger& ledger) {
        auto writer = ledger.begin();
        REQUIRE(writer);
        Event event;
        event.kind = std::string(event_kind::brief_seen);
        event.actor = "maria";
        REQUIRE(writer->append(std::move(event)));
        REQUIRE(writer->commit());
    }
};

Done no_progress(const CopyProgress&) {
    return {};
}

}  // namespace

TEST_CASE("a backup has what was committed, also what stands in the log alone, while the ledger is open") {
    Fixture f;
    Ledger ledger = f.make();
    for (int i = 0; i < 20; ++i) f.add_event(ledger);
    const fs::path to = f.folder.path() / "copy.db";
    const auto made = back_up(f.path, to, no_progress);
    REQUIRE(made);
    CHECK(made->health.events == 21);
    CHECK(made->health.is_gapless());
    CHECK(made->sha256 == *sha256_hex_of_file(to));
    CHECK((fs::status(to).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    for (const char* suffix : {"-wal", "-shm"}) CHECK_FALSE(fs::exists(to.string() + suffix));
}

TEST_CASE("a backup that is read leaves nothing beside it") {
    Fixture f;
    {
        Ledger ledger = f.make();
        REQUIRE(back_up(f.path, f.folder.path() / "copy.db", no_progress));
    }
    const fs::path shelf = f.folder.path() / "shelf";
    fs::create_directory(shelf);
    fs::rename(f.folder.path() / "copy.db", shelf / "copy.db");
    const auto made = copy_backup(shelf / "copy.db", f.folder.path() / "back.db", no_progress);
    REQUIRE(made);
    CHECK(made->health.events == 1);
    CHECK(std::distance(fs::directory_iterator(shelf), fs::directory_iterator()) == 1);
}

TEST_CASE("a backup makes no folder") {
    Fixture f;
    Ledger ledger = f.make();
    const auto made = back_up(f.path, f.folder.path() / "none" / "copy.db", no_progress);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::invalid_value);
    CHECK_FALSE(fs::exists(f.folder.path() / "none"));
}

TEST_CASE("a write of somebody else in the middle of a backup is not in it, and does not start it anew") {
    Fixture f;
    Ledger ledger = f.make();
    {
        auto writer = ledger.begin();
        REQUIRE(writer);
        REQUIRE(writer->put_blob(std::string(20U << 20, 'x')));  // some steps of the copy
        REQUIRE(writer->commit());
    }
    int steps = 0;
    const auto made = back_up(f.path, f.folder.path() / "copy.db", [&](const CopyProgress& p) -> Done {
        if (p.stage != CopyStage::copying) return {};
        ++steps;
        f.add_event(ledger);
        return {};
    });
    REQUIRE(made);
    CHECK(steps >= 3);
    CHECK(steps < 10);
    CHECK(made->health.events == 1);
}

TEST_CASE("a backup that was stopped, or has no room, leaves nothing behind") {
    Fixture f;
    { const Ledger ledger = f.make(); }
    const fs::path to = f.folder.path() / "copy.db";
    const auto made = back_up(
        f.path, to, [](const CopyProgress&) -> Done { return fail(ErrorCode::interrupted, "stopped"); });
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::interrupted);
    for (const auto& entry : fs::directory_iterator(f.folder.path()))
        CHECK(entry.path().filename().string().starts_with("ledger.db"));
}

TEST_CASE("a backup can be stopped while it is copied, checked and added up, and leaves nothing behind") {
    Fixture f;
    {
        Ledger ledger = f.make();
        auto writer = ledger.begin();
        REQUIRE(writer);
        REQUIRE(writer->put_blob(std::string(20U << 20, 'x')));
        REQUIRE(writer->commit());
    }
    const fs::path to = f.folder.path() / "copy.db";
    for (const CopyStage stage : {CopyStage::copying, CopyStage::checking, CopyStage::adding_up}) {
        const auto made = back_up(f.path, to, [&](const CopyProgress& p) -> Done {
            if (p.stage == stage) return fail(ErrorCode::interrupted, "stopped by hand");
            return {};
        });
        REQUIRE_FALSE(made);
        CHECK(made.error().message == "stopped by hand");
        for (const auto& entry : fs::directory_iterator(f.folder.path()))
            CHECK(entry.path().filename().string().starts_with("ledger.db"));
    }
}

TEST_CASE("a check of a ledger ends in the middle of it") {
    Fixture f;
    {
        Ledger ledger = f.make();
        for (int i = 0; i < 3000; ++i) f.add_event(ledger);
    }
    int looks = 0;
    const auto health = inspect_ledger(f.path, Depth::full, [&] { return ++looks < 3; });
    REQUIRE_FALSE(health);
    CHECK(health.error().code == ErrorCode::interrupted);
    CHECK(looks == 3);
}

TEST_CASE("an evaluation of an older ledger is no damage, and NULL in its row is") {
    Fixture f;
    {
        auto old = sqlite::Database::open(f.path, sqlite::OpenMode::create, 50);
        REQUIRE(old);
        REQUIRE(migrate(*old, embedded::migrations().first(15), f.clock.now()));
        REQUIRE(
            old->execute("INSERT INTO event (seq, body) VALUES (1, "
                         "'{\"id\":\"e1\",\"kind\":\"ledger.created\",\"at_ms\":1,"
                         "\"actor\":\"maria\"}');"
                         "INSERT INTO eval_run VALUES ('r', 's', printf('%064d', 1), printf('%064d', 1), "
                         "printf('%064d', 1), '', "
                         "1, 1, 1, 'maria', 1, 1);"
                         "INSERT INTO eval_run_end VALUES ('r', 'pass', 'All passed.', 2, 1);"
                         "INSERT INTO claim_added VALUES (1, 'c-1', printf('%064d', 1), 'maria', 1)"));
    }
    const auto goes_on = [] { return true; };
    const auto old = inspect_ledger(f.path, Depth::full, goes_on);
    REQUIRE(old);
    CHECK(old->damage.empty());
    {
        auto ledger = Ledger::open(f.path, f.clock, f.random);
        REQUIRE(ledger);
    }
    const auto now = inspect_ledger(f.path, Depth::full, goes_on);
    REQUIRE(now);
    CHECK(now->damage.empty());
    {
        auto raw = sqlite::Database::open(f.path, sqlite::OpenMode::read_write, 50);
        REQUIRE(raw);
        raw->set_defensive(false);
        REQUIRE(
            raw->execute("PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON;"
                         "UPDATE sqlite_schema SET sql = replace(sql, 'sentence    TEXT NOT NULL', "
                         "'sentence    TEXT') WHERE name = 'eval_run_end';"
                         "PRAGMA writable_schema = RESET;"
                         "INSERT INTO eval_run_end VALUES ('r', 2, 'pass', NULL, 3);"
                         "PRAGMA writable_schema = ON;"
                         "UPDATE sqlite_schema SET sql = replace(sql, 'sentence    TEXT', "
                         "'sentence    TEXT NOT NULL') WHERE name = 'eval_run_end';"
                         "PRAGMA writable_schema = RESET;"));
    }
    const auto damaged = inspect_ledger(f.path, Depth::full, goes_on);
    REQUIRE(damaged);
    REQUIRE(damaged->damage.size() == 1);
    CHECK(damaged->damage.front().find("eval_run_end.sentence") != std::string::npos);
}

TEST_CASE("no backup is written over a file, nor over a link to nowhere") {
    Fixture f;
    { const Ledger ledger = f.make(); }
    const fs::path to = f.folder.path() / "copy.db";
    std::ofstream(to) << "mine";
    CHECK(back_up(f.path, to, no_progress).error().code == ErrorCode::already_exists);
    fs::remove(to);
    fs::create_symlink("nowhere", to);
    CHECK(back_up(f.path, to, no_progress).error().code == ErrorCode::already_exists);
}

TEST_CASE("a file that is no whole ledger is no backup") {
    Fixture f;
    {
        Ledger ledger = f.make();
        for (int i = 0; i < 200; ++i) f.add_event(ledger);
    }
    CHECK(check_backup(f.path, no_progress));
    CHECK(check_backup(f.folder.path() / "none.db", no_progress).error().code == ErrorCode::unknown_id);
    const fs::path cut = f.folder.path() / "cut.db";
    fs::copy_file(f.path, cut);
    fs::resize_file(cut, fs::file_size(cut) / 2);
    CHECK(check_backup(cut, no_progress).error().code == ErrorCode::ledger_corrupt);
    const fs::path text = f.folder.path() / "text.db";
    std::ofstream(text) << "no database at all, whatever its name says";
    CHECK(check_backup(text, no_progress).error().code == ErrorCode::ledger_corrupt);
}

TEST_CASE("nobody else begins with a ledger that is held, and it is not held while somebody has it open") {
    Fixture f;
    {
        const Ledger open = f.make();
        const auto hold = LedgerHold::take(f.path);
        REQUIRE(hold);
        CHECK_FALSE(hold->has_value());
    }
    const auto hold = LedgerHold::take(f.path);
    REQUIRE(hold);
    REQUIRE(hold->has_value());
    const auto opened = Ledger::open(f.path, f.clock, f.random, LedgerOptions{10});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::ledger_locked);
}

TEST_CASE("a ledger that is opened to look stays as it is, with nothing beside it") {
    Fixture f;
    {
        Ledger ledger = f.make();
        f.add_event(ledger);
    }
    const std::string before = *sha256_hex_of_file(f.path);
    {
        auto look = Ledger::open_to_look(f.path, f.clock, f.random);
        REQUIRE(look);
        CHECK(look->list_events({}, 10)->size() == 2);
        for (const char* suffix : {"-wal", "-shm"}) CHECK_FALSE(fs::exists(f.path.string() + suffix));
        auto writer = look->begin();
        Event event;
        event.kind = std::string(event_kind::brief_seen);
        event.actor = "maria";
        const auto appended = writer ? writer->append(std::move(event)) : Result<std::int64_t>(fail(writer));
        REQUIRE_FALSE(appended);
        CHECK(appended.error().code == ErrorCode::read_only);
    }
    CHECK(before == *sha256_hex_of_file(f.path));
    Ledger ledger = *Ledger::open(f.path, f.clock, f.random);
    f.add_event(ledger);  // in the log alone
    auto look = Ledger::open_to_look(f.path, f.clock, f.random);
    REQUIRE(look);
    CHECK(look->list_events({}, 10)->size() == 3);
    CHECK((*look->find_last_event_of_kind(event_kind::ledger_created))->seq == 1);
    CHECK_FALSE((*look->find_last_event_of_kind(event_kind::ledger_restored)).has_value());
}

}  // namespace mkai::store
