#include "core/app/restore.hpp"

#include "core/app/after_restore.hpp"
#include "core/app/runs.hpp"
#include "core/app/session.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace mkai::app {

namespace {

Error in_use(std::string_view why) {
    return {ErrorCode::ledger_locked,
            fmt::format("the ledger is in use: {}", why),
            {},
            "let the other commands end, and run it again"};
}

// Runs whose processes live, by their locks: a damaged ledger could not tell.
bool is_a_run_at_work(const workspace::Workspace& workspace) {
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(runs_folder(workspace), ec))
        if (is_run_alive(workspace, entry.path().stem().string())) return true;
    return false;
}

// ledger-20261126T221500Z.db: it sorts by time. A second one of the same second gets a number.
fs::path dated_name(const fs::path& ledger, TimeMs now) {
    std::string stamp = format_utc(now);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    const std::string base = (ledger.parent_path() / ("ledger-" + stamp)).string();
    std::error_code ec;
    fs::path out = base + ".db";
    for (int i = 2; fs::exists(out, ec); ++i) out = fmt::format("{}-{}.db", base, i);
    return out;
}

// Into the copy, before it has the ledger's name: migrated, and with the event.
Result<std::int64_t> record(const fs::path& draft, const workspace::Workspace& workspace, const Actor& actor,
                            const Clock& clock, Random& random, const RestorePlan& plan,
                            const std::string& reason, const fs::path& kept) {
    auto ledger = store::Ledger::open(draft, clock, random);
    if (!ledger) return fail(ledger);
    const Session session{workspace, *ledger, clock, actor};
    auto writer = ledger->begin();
    if (!writer) return fail(writer);
    auto reason_digest = writer->put_blob(reason);
    if (!reason_digest) return fail(reason_digest);
    Event event = make_event(session, event_kind::ledger_restored);
    event.reason = *reason_digest;
    event.data = {{"backup", plan.sha256}, {"backup_events", std::to_string(plan.backup.events)}};
    if (plan.current) event.data["replaced_events"] = std::to_string(plan.current->events);
    if (!kept.empty()) event.data["kept"] = kept.filename().string();
    auto seq = writer->append(std::move(event));
    if (!seq) return seq;
    if (auto committed = writer->commit(); !committed) return fail(committed);
    return seq;
}

}  // namespace

Result<RestorePlan> plan_restore(const workspace::Workspace& workspace, const Person& person,
                                 const fs::path& file, const store::TellCopy& tell) {
    if (person.kind == PersonKind::service || (!person.has(Role::lead) && !person.has(Role::engineer)))
        return fail(
            ErrorCode::role_lacking,
            fmt::format("{} is neither a lead nor an engineer, and this replaces the ledger", person.id),
            "ask one of them: mkai db restore FILE --as PERSON");
    auto backup = store::check_backup(file, tell);
    if (!backup) return fail(backup);
    if (backup->health.sandbox)
        return fail(ErrorCode::blocked, "this is a ledger of trials, from which nothing is published",
                    "use a backup of .mkai/ledger.db");
    RestorePlan plan{file, std::move(backup->sha256), std::move(backup->health), {}, false};
    std::error_code ec;
    plan.is_there = fs::exists(workspace.ledger_path(), ec);
    if (!plan.is_there) return plan;
    auto current = store::inspect_ledger(workspace.ledger_path(), store::Depth::counts);
    if (!current || !current->damage.empty()) return plan;
    plan.current = std::move(*current);
    if (!plan.current->ledger.empty() && plan.current->ledger != plan.backup.ledger)
        return fail(
            ErrorCode::blocked, "the backup is of another workspace's ledger",
            fmt::format("if it is meant nevertheless, move {} away first", workspace.ledger_path().string()));
    return plan;
}

Result<Restored> restore(const workspace::Workspace& workspace, const Actor& actor, const Clock& clock,
                         Random& random, const RestorePlan& plan, const std::string& reason,
                         const store::TellCopy& tell) {
    auto delivering = FileLock::take(delivery_lock_path(workspace), 0);
    if (!delivering) return fail(delivering);
    if (!*delivering) return fail(in_use("something is being published"));
    if (is_a_run_at_work(workspace)) return fail(in_use("a run is at work"));
    const fs::path ledger = workspace.ledger_path();
    std::optional<store::LedgerHold> hold;
    if (plan.is_there) {
        auto taken = store::LedgerHold::take(ledger);
        if (!taken) return fail(taken);
        if (!*taken) return fail(in_use("somebody has it open"));
        hold.emplace(std::move(**taken));
    }
    std::error_code ec;
    const bool is_there = fs::exists(ledger, ec);
    if (is_there != plan.is_there) return fail(in_use("it came or went meanwhile"));
    // A log without its ledger would be taken for the new one's.
    const bool has_rest = is_there || fs::exists(ledger.string() + "-wal", ec);
    const fs::path aside = has_rest ? dated_name(ledger, clock.now()) : fs::path();
    const fs::path draft = ledger.string() + ".restored";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(draft.string() + suffix, ec);
    auto copied = store::copy_backup(plan.file, draft, tell);
    if (!copied) return fail(copied);
    Restored out;
    if (is_there) out.kept = aside;
    auto seq = record(draft, workspace, actor, clock, random, plan, reason, out.kept);
    if (!seq) return fail(seq);
    out.event = *seq;
    // From here on the next command that publishes looks first, whatever becomes of this one.
    if (auto marked = mark_restored(workspace); !marked) return fail(marked);
    // For whom the one before was, so that nobody who shares the workspace is locked out.
    if (is_there) fs::permissions(draft, fs::status(ledger, ec).permissions(), ec);
    if (has_rest)
        if (auto moved = store::move_ledger(ledger, aside); !moved) return fail(moved);
    if (auto moved = store::move_ledger(draft, ledger); !moved) {
        // Rather the old one than none; what cannot be undone is told by the error itself.
        if (has_rest) static_cast<void>(store::move_ledger(aside, ledger));
        return fail(moved);
    }
    if (hold) {
        // Nothing can be stopped any more, whatever it answers.
        static_cast<void>(tell({store::CopyStage::letting_go, 0, 0}));
        std::this_thread::sleep_for(std::chrono::milliseconds(store::k_hold_after_move_ms));
    }
    return out;
}

}  // namespace mkai::app
