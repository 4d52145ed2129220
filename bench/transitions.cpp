// Durable transitions against a bare SQLite loop that runs the same statements with the same syncs, in turns.
//     bench_transitions FOLDER [COUNT]
#include "bench/workspace.hpp"
#include "core/app/review.hpp"
#include "core/app/transition.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <sqlite3.h>

namespace {

using namespace mkai;

// What `review --accept --reason` writes, as literal statements on a copy of the ledger: the same tables,
// indexes, triggers and journal, and nothing of ours in between.
class BareLoop {
  public:
    explicit BareLoop(const fs::path& path) {
        if (sqlite3_open(path.c_str(), &m_db) != SQLITE_OK) std::exit(1);
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA "
            "recursive_triggers = ON");
        m_next = scalar("SELECT max(seq) + 1 FROM event");
        const char* sql[] = {
            "BEGIN IMMEDIATE",
            "SELECT asset, head, revision, state, digest FROM asset WHERE asset = ?1",
            "SELECT bytes FROM blob WHERE digest = ?1",
            "INSERT OR ROLLBACK INTO blob (digest, sha256, salt, bytes, added_at_ms) VALUES (?1, ?2, ?3, ?4, "
            "1)",
            "INSERT OR ROLLBACK INTO event (seq, body) VALUES (?1, ?2)",
            "INSERT INTO decision (id, asset, number, digest, action, person, reason, sandbox_only, at_ms, "
            "event_seq) "
            "VALUES (?1, ?2, 1, ?3, 'accept', 'maria', ?4, 0, 1, ?5)",
            "UPDATE version_state SET state = 'reviewed', reviewer = 'maria', since_ms = 1 WHERE asset = ?1 "
            "AND number = 1",
            "UPDATE asset SET decided = max(decided, 1), state = 'reviewed' WHERE asset = ?1",
            "UPDATE asset SET revision = revision + 1 WHERE asset = ?1",
            "UPDATE request SET closed_at_ms = 1 WHERE asset = ?1 AND closed_at_ms IS NULL",
            "INSERT INTO request (id, asset, number, role, action, opened_at_ms) VALUES (?1, ?2, 1, 'legal', "
            "'approve', 1)",
            "COMMIT"};
        for (const char* text : sql) {
            sqlite3_stmt* statement = nullptr;
            if (sqlite3_prepare_v2(m_db, text, -1, &statement, nullptr) != SQLITE_OK) {
                std::fprintf(stderr, "bench: %s\n", sqlite3_errmsg(m_db));
                std::exit(1);
            }
            m_statements.push_back(statement);
        }
    }

    void accept(const std::string& asset, const std::string& digest, const std::string& reason) {
        const std::string id = fmt::format("01990000-0000-7000-8000-{:012}", m_next);
        const std::string hash = fmt::format("{:064}", m_next);
        const std::string body = fmt::format(
            R"({{"actor":"maria","asset":"{}","at_ms":1763900000000,"auth":"asserted","data":{{"action":"accept","decision":"{}"}},"digest":"{}","environment":"dev","id":"{}","kind":"version.decided","reason":"{}","version":1}})",
            asset, id, digest, id, hash);
        step(0);
        step(1, asset);
        step(2, digest);
        step(3, hash, hash, std::string(16, 's'), reason);
        sqlite3_bind_int64(m_statements[4], 1, m_next);
        text(4, 2, body);
        finish(4);
        text(5, 1, id);
        text(5, 2, asset);
        text(5, 3, digest);
        text(5, 4, hash);
        sqlite3_bind_int64(m_statements[5], 5, m_next);
        finish(5);
        for (std::size_t i = 6; i <= 9; ++i) step(i, asset);
        step(10, id, asset);
        step(11);
        ++m_next;
    }

  private:
    void run(const char* sql) {
        if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(1);
    }
    std::int64_t scalar(const char* sql) {
        sqlite3_stmt* s = nullptr;
        sqlite3_prepare_v2(m_db, sql, -1, &s, nullptr);
        sqlite3_step(s);
        const std::int64_t value = sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
        return value;
    }
    void text(std::size_t i, int at, const std::string& value) {
        // The salt and the bytes are blobs in the table.
        if (i == 3 && at >= 3)
            sqlite3_bind_blob(m_statements[i], at, value.data(), static_cast<int>(value.size()),
                              SQLITE_TRANSIENT);
        else
            sqlite3_bind_text(m_statements[i], at, value.data(), static_cast<int>(value.size()),
                              SQLITE_TRANSIENT);
    }
    void finish(std::size_t i) {
        int rc = SQLITE_ROW;
        while (rc == SQLITE_ROW) rc = sqlite3_step(m_statements[i]);
        if (rc != SQLITE_DONE) {
            std::fprintf(stderr, "bench: bare statement %zu: %s\n", i, sqlite3_errmsg(m_db));
            std::exit(1);
        }
        sqlite3_reset(m_statements[i]);
    }
    template <class... Values>
    void step(std::size_t i, const Values&... values) {
        int at = 0;
        (text(i, ++at, values), ...);
        finish(i);
    }

    sqlite3* m_db = nullptr;
    std::vector<sqlite3_stmt*> m_statements;
    std::int64_t m_next = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const int count = argc > 2 ? std::atoi(argv[2]) : 300;  // a round
    constexpr int k_rounds = 5;
    const fs::path folder = argv[1];
    auto b = bench::make_bench(folder);
    const app::Session session = b->session("maria");
    app::TodayReader reader(*b->files);
    const app::Today email = bench::expect(reader.look({"spring", "email", "en-GB", "a"}));
    std::vector<app::Change> drafts;
    for (int i = 0; i < 2 * count * k_rounds; ++i) {
        app::NewVersion made;
        made.how = "generated";
        Content content;
        content.fields["subject"] = fmt::format("Subject {}", i);
        content.fields["preheader"] = std::string("More inside");
        content.fields["headline"] = std::string("A headline");
        content.fields["body"] = std::string("Some words. ") + std::string(300, 'x');
        content.fields["cta"] = std::string("Look");
        made.subject = app::subject_today(*b->files, email, std::move(content));
        made.subject.asset = AssetId{"spring", fmt::format("email-{}", i), "en-GB", "a"};
        app::Change change;
        change.action = Action::generate;
        change.asset = to_string(made.subject.asset);
        change.make = std::move(made);
        change.today = email;
        drafts.push_back(std::move(change));
    }
    std::vector<std::string> digests;
    for (const auto& changed : app::transition_all(session, drafts)) {
        if (!changed) bench::give_up(changed.error());
        digests.push_back(changed->digest);
    }
    // The bare loop works on a copy, taken when nobody writes.
    const fs::path ledger = b->files->ledger_path();
    const fs::path copy = folder / "bare.db";
    fs::copy_file(ledger, copy);
    fs::copy_file(ledger.string() + "-wal", copy.string() + "-wal");
    BareLoop bare(copy);

    // Two decisions: `accept` also checks the copy against its channel and brief; `request-changes` is the
    // transition alone. The bare loop writes what `accept` writes.
    struct Kind {
        Action action;
        std::string_view name;
    };
    std::size_t next = 0;
    for (const Kind& kind : {Kind{Action::request_changes, "request-changes"},
                             Kind{Action::accept, "accept, with the copy checked"}}) {
        std::vector<double> ratios, ours_rate, bare_rate;
        for (int round = 0; round < k_rounds; ++round) {
            const std::size_t first = next;
            const double a = bench::seconds_now();
            for (int i = 0; i < count; ++i, ++next) {
                app::Change change;
                change.action = kind.action;
                change.asset = drafts[next].asset;
                change.version = 1;
                change.expected_revision = 0;
                change.reason = fmt::format("on brief, number {}", next);
                change.today = email;
                if (auto changed = app::transition(session, change); !changed)
                    bench::give_up(changed.error());
            }
            const double c = bench::seconds_now();
            for (std::size_t i = first; i < next; ++i)
                bare.accept(drafts[i].asset, digests[i], fmt::format("on brief, number {}", i));
            const double d = bench::seconds_now();
            ours_rate.push_back(count / (c - a));
            bare_rate.push_back(count / (d - c));
            ratios.push_back(ours_rate.back() / bare_rate.back());
        }
        fmt::print(
            "durable transitions ({}): {:.0f}/s, bare SQLite loop {:.0f}/s, ratio {:.2f} (medians of {} "
            "rounds of {}; goal 0.80)\n",
            kind.name, bench::median(ours_rate), bench::median(bare_rate), bench::median(ratios), k_rounds,
            count);
    }
}
