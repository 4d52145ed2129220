#include "cli/cmd.hpp"
#include "cli/meter.hpp"
#include "cli/views.hpp"
#include "core/app/restore.hpp"
#include "core/base/text.hpp"
#include "core/store/backup.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string count_words(const store::LedgerHealth& health) {
    return fmt::format(
        "{}, {} and {}, the newest event of {}", counted(static_cast<std::size_t>(health.events), "event"),
        counted(static_cast<std::size_t>(health.assets), "asset"),
        counted(static_cast<std::size_t>(health.versions), "version"), format_utc(health.newest_event_at));
}

Json health_json(const store::LedgerHealth& health) {
    return {{"ledger", health.ledger},
            {"bytes", health.bytes},
            {"log_bytes", health.log_bytes},
            {"events", health.events},
            {"assets", health.assets},
            {"versions", health.versions},
            {"newest_event_at", time_json(health.newest_event_at)},
            {"migrations", health.migrations},
            {"migrations_known", health.migrations_known}};
}

// By store::CopyStage.
constexpr std::array<std::string_view, 4> k_stages{"copying", "checking", "adding up the SHA-256",
                                                   "restored; waiting until others let go of the file"};

store::TellCopy progress_of(Meter& meter) {
    return [&meter](const store::CopyProgress& p) {
        return meter.tell(k_stages.at(static_cast<std::size_t>(p.stage)), p.bytes_done, p.bytes);
    };
}

Result<Reply> path(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const fs::path ledger = (*files)->ledger_path();
    std::error_code ec;
    Reply reply;
    reply.text = ledger.string() + "\n";
    set_json(reply, {{"path", ledger.string()}, {"exists", fs::exists(ledger, ec)}});
    return reply;
}

Result<Reply> status(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const fs::path ledger = (*files)->ledger_path();
    Meter meter(context.terminal(), MeterUnit::bytes,
                {ErrorCode::interrupted, "the look at the ledger was stopped", {}, "mkai db status"});
    std::error_code ec;
    const auto bytes = static_cast<std::int64_t>(fs::file_size(ledger, ec));
    Done told;
    auto health = store::inspect_ledger(ledger, store::Depth::counts, [&] {
        told = meter.tell("counting", 0, ec ? 0 : bytes);
        return told.has_value();
    });
    if (!told) return fail(told);
    if (!health) return fail(health);
    Reply reply;
    reply.text = fmt::format("{}\n{}, and {} of log\n{}\nmigrations: {} of {} that this mkai knows\n",
                             ledger.string(), size_words(health->bytes), size_words(health->log_bytes),
                             count_words(*health), health->migrations, health->migrations_known);
    reply.next = "mkai db backup FILE; whether it is sound: mkai doctor";
    Json json = health_json(*health);
    json["path"] = ledger.string();
    set_json(reply, std::move(json));
    return reply;
}

Result<Reply> backup(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const fs::path to = args.get("FILE");
    Meter meter(context.terminal(), MeterUnit::bytes,
                {ErrorCode::interrupted,
                 "the backup was stopped, and no file was written",
                 {},
                 fmt::format("begin it anew: mkai db backup {}", printable_line(to.string()))});
    auto made = store::back_up((*files)->ledger_path(), to, progress_of(meter));
    if (!made) return fail(made);
    Reply reply;
    reply.text = fmt::format("wrote {}: {}\nSHA-256 {}, checked\n", printable_line(to.string()),
                             count_words(made->health), made->sha256);
    reply.next = fmt::format("keep it on another disk; to go back to it: mkai db restore {} --reason \"...\"",
                             printable_line(to.string()));
    Json json = health_json(made->health);
    json["file"] = to.string();
    json["sha256"] = made->sha256;
    set_json(reply, std::move(json));
    return reply;
}

Error restore_stopped(const std::string& file) {
    return {ErrorCode::interrupted,
            "nothing was restored; the ledger is as it was",
            {},
            fmt::format("begin it anew: mkai db restore {} --reason \"...\"", printable_line(file))};
}

Result<app::RestorePlan> look_at(const Context& context, const workspace::Workspace& files,
                                 const Person& person, const std::string& file) {
    Meter meter(context.terminal(), MeterUnit::bytes, restore_stopped(file));
    return app::plan_restore(files, person, file, progress_of(meter));
}

Result<app::Restored> put_back(Context& context, const workspace::Workspace& files, const Actor& actor,
                               const app::RestorePlan& plan, const std::string& reason) {
    Meter meter(context.terminal(), MeterUnit::bytes, restore_stopped(plan.file.string()));
    return app::restore(files, actor, context.clock(), context.random(), plan, reason, progress_of(meter));
}

Result<Reply> restore(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto actor = context.actor();
    if (!actor) return fail(actor);
    const Terminal& terminal = context.terminal();
    auto plan = look_at(context, **files, actor->person, args.get("FILE"));
    if (!plan) return fail(plan);
    terminal.say(fmt::format("the backup: {}", count_words(plan->backup)));
    terminal.say(plan->current    ? fmt::format("the ledger: {}", count_words(*plan->current))
                 : plan->is_there ? std::string("the ledger: it cannot be read, and is kept as it is")
                                  : std::string("the ledger: there is none"));
    auto reason = context.value_or_ask(args, "--reason", "Reason:", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    if (auto sure = context.confirm("restore?"); !sure) return fail(sure);
    auto restored = put_back(context, **files, *actor, *plan, *reason);
    if (!restored) return fail(restored);
    Reply reply;
    reply.text = fmt::format("restored: {}\n", count_words(plan->backup));
    if (!restored->kept.empty())
        reply.text += fmt::format("the ledger that was there is kept as {}\n", restored->kept.string());
    reply.next =
        "mkai status; the next publish or rollback looks first at what is live, and says what it finds";
    Json json = health_json(plan->backup);
    json["file"] = plan->file.string();
    json["sha256"] = plan->sha256;
    json["kept"] = restored->kept.empty() ? Json(nullptr) : Json(restored->kept.string());
    json["event"] = restored->event;
    set_json(reply, std::move(json));
    return reply;
}

}  // namespace

Command cmd_db_path() {
    return {"db path",
            Group::workspace,
            "Where the ledger's file is.",
            "",
            {{"mkai db path", "also where there is none yet"}, {"mkai db path --json", "for a script"}},
            {},
            {},
            path};
}

Command cmd_db_status() {
    return {
        "db status",
        Group::workspace,
        "How large the ledger is, and what is in it.",
        "Nothing is written, also when another mkai is at work.",
        {{"mkai db status", "size, events, assets, migrations"}, {"mkai db status --json", "for a chart"}},
        {},
        {},
        status};
}

Command cmd_db_backup() {
    return {"db backup",
            Group::workspace,
            "Copy the ledger to a file, as it stands at one moment, while others go on working.",
            "The file is for you alone (mode 0600): it holds every prompt, answer and reason. Nothing is "
            "overwritten; the copy is checked before it has its name, and its SHA-256 is printed.",
            {{"mkai db backup ../spring-2026-11-26.db", "by hand, before something risky"},
             {"mkai db backup /backups/spring-$(date +%F).db --json", "each night"}},
            {{"FILE", "the file to write, which must not be there"}},
            {},
            backup};
}

Command cmd_db_restore() {
    return {
        "db restore",
        Group::workspace,
        "Put a backup in the place of the ledger. By an engineer or a lead.",
        "The backup is checked first. The ledger that was there is kept beside it under a dated name, and "
        "the log says who restored what and why. It is refused while somebody has the ledger open or a "
        "run is at work, and takes some seconds. What was published after the backup is not in it: the "
        "next publish or rollback first asks every destination what is live, and says what it finds before "
        "it "
        "publishes anything.",
        {{"mkai db restore ../spring-2026-11-26.db --as priya --reason \"the disk failed\"",
          "shows both, and asks"},
         {"mkai db restore backup.db --as priya --reason \"drill\" --yes", "in a script"}},
        {{"FILE", "a file of mkai db backup"}},
        {{"--reason", "TEXT", "why; kept in the ledger"}},
        restore};
}

}  // namespace mkai::cli
