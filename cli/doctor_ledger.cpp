#include "cli/doctor.hpp"
#include "cli/next_command.hpp"
#include "core/app/after_restore.hpp"
#include "core/app/claim_check.hpp"
#include "core/app/runs.hpp"
#include "core/app/spend.hpp"
#include "core/base/text.hpp"
#include "core/store/spend.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// Clocks of machines that ask for the time differ by seconds.
constexpr std::int64_t k_clock_warning_ms = 5 * 60 * k_second_ms;
constexpr std::int64_t k_clock_problem_ms = k_day_ms;
constexpr std::int64_t k_expires_soon_ms = 14 * k_day_ms;

Diagnosis unreadable() {
    return {Health::unknown, "the ledger cannot be looked at", {}};
}
Diagnosis unreadable(const Error& error) {
    return {Health::unknown, error.message, {}};
}

std::string day_of(TimeMs at) {
    return to_string(date_of(at));
}

}  // namespace

Diagnosis look_at_ledger(Patient& patient) {
    if (patient.workspace() == nullptr) return {Health::unknown, "the workspace cannot be looked at", {}};
    const auto& file = patient.ledger_file();
    if (!file) return {Health::problem, file.error().message, file.error().fix};
    std::error_code ec;
    const auto rights = fs::status(patient.workspace()->ledger_path(), ec).permissions();
    if (!ec && (rights & fs::perms::others_write) != fs::perms::none)
        return {Health::problem, "everybody on this machine may write to the ledger",
                fmt::format("chmod o-w {}", patient.workspace()->ledger_path().string())};
    return {
        Health::ok,
        fmt::format("the ledger has {}, {} and {}", counted(static_cast<std::size_t>(file->events), "event"),
                    counted(static_cast<std::size_t>(file->assets), "asset"),
                    counted(static_cast<std::size_t>(file->versions), "version")),
        {}};
}

Diagnosis look_at_file_system(Patient& patient) {
    const std::string kind = network_file_system_of(patient.root());
    if (kind.empty()) return {Health::ok, "the workspace is on a local disk", {}};
    return {
        Health::problem,
        fmt::format("the workspace is on a network file system ({}), where SQLite's log is not safe", kind),
        "put the workspace on a local disk"};
}

Diagnosis look_at_migrations(Patient& patient) {
    const auto& file = patient.ledger_file();
    if (!file) return unreadable();
    if (file->newer) return {Health::problem, file->newer->message, file->newer->fix};
    if (file->migrations < file->migrations_known)
        return {
            Health::warning,
            fmt::format("the ledger has {} of {} migrations; the next command that opens it brings it up to "
                        "date",
                        file->migrations, file->migrations_known),
            "mkai db backup FILE before, if an older mkai is still in use"};
    return {Health::ok, "the ledger's migrations are this program's", {}};
}

Diagnosis look_at_damage(Patient& patient) {
    const auto& file = patient.ledger_file();
    if (!file) return unreadable();
    if (!file->damage.empty())
        return {Health::problem, fmt::format("the ledger's file is damaged: {}", file->damage.front()),
                "mkai db restore FILE, with the newest backup"};
    return {Health::ok, "SQLite finds no damage in the ledger's file", {}};
}

Diagnosis look_at_events(Patient& patient) {
    const auto& file = patient.ledger_file();
    if (!file || !file->damage.empty()) return unreadable();
    if (!file->is_gapless())
        return {Health::problem,
                fmt::format("events are missing: there are {}, numbered {} to {}", file->events,
                            file->first_event, file->last_event),
                "mkai db restore FILE, with a backup from before"};
    return {Health::ok, fmt::format("events 1 to {} are all there", file->last_event), {}};
}

Diagnosis look_at_clock(Patient& patient) {
    const auto& file = patient.ledger_file();
    if (!file) return unreadable();
    const std::int64_t ahead_ms = file->newest_event_at.value - patient.now().value;
    const std::string message =
        fmt::format("the newest event is of {}, which is later than this machine's clock",
                    format_utc(file->newest_event_at));
    if (ahead_ms > k_clock_problem_ms) return {Health::problem, message, "set the clock: timedatectl"};
    if (ahead_ms > k_clock_warning_ms) return {Health::warning, message, "set the clock: timedatectl"};
    return {Health::ok, "the clock fits the ledger", {}};
}

Diagnosis look_at_caps(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto report = app::report_caps(*patient.workspace(), *patient.ledger(), patient.clock());
    if (!report) return {Health::problem, report.error().message, report.error().fix};
    std::vector<std::string> used;
    for (const app::CapLine& line : report->lines)
        if (line.height == app::CapHeight::used_up) used.push_back(words_of(line.use.cap.scope, line.use.id));
    if (used.empty())
        return {Health::ok,
                report->lines.empty()
                    ? "there is no spend cap"
                    : fmt::format("none of {} is used up", counted(report->lines.size(), "cap")),
                {}};
    return {Health::warning, fmt::format("used up: {}", some_of(used)), "mkai spend caps"};
}

Diagnosis look_at_pauses(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto pauses = patient.ledger()->list_open_pauses();
    if (!pauses) return unreadable(pauses.error());
    if (pauses->empty()) return {Health::ok, "nothing is paused", {}};
    std::vector<std::string> what;
    for (const Pause& pause : *pauses) what.push_back(pause.what());
    return {Health::warning, fmt::format("paused: {}", some_of(what)), resume_words(pauses->front(), {})};
}

Diagnosis look_at_deliveries(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto open = patient.ledger()->list_open_deliveries();
    if (!open) return unreadable(open.error());
    if (open->empty()) return {Health::ok, "no delivery is open", {}};
    std::vector<std::string> names;
    for (const DeliveryRecord& d : *open)
        names.push_back(
            fmt::format("{} of {} v{} to {}", to_string(d.action), d.asset, d.number, d.destination));
    return {Health::warning, fmt::format("a delivery was interrupted: {}", some_of(names)),
            "any command that acts, as mkai review or publish, finishes or undoes it"};
}

Diagnosis look_at_runs(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto runs = patient.ledger()->list_open_runs();
    if (!runs) return unreadable(runs.error());
    std::vector<std::string> dead;
    for (const Run& run : *runs)
        if (!app::is_run_alive(*patient.workspace(), run.id))
            dead.push_back(fmt::format("of {} by {}", run.brief.empty() ? "models" : run.brief, run.actor));
    if (dead.empty())
        return {Health::ok,
                runs->empty() ? "no run is open" : fmt::format("{} at work", counted(runs->size(), "run")),
                {}};
    return {Health::warning, fmt::format("a run died without an end: {}", some_of(dead)),
            "mkai spend reconcile; or the next mkai generate settles it"};
}

Diagnosis look_at_schedules(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto open = patient.ledger()->list_open_schedules();
    if (!open) return unreadable(open.error());
    std::vector<std::string> due;
    for (const ScheduleRecord& s : *open)
        if (s.at <= patient.now())
            due.push_back(
                fmt::format("{} v{} to {} since {}", s.asset, s.number, s.destination, format_utc(s.at)));
    if (due.empty()) return {Health::ok, "no schedule is due", {}};
    return {Health::warning, fmt::format("due, and not published: {}", some_of(due)),
            "mkai publish --due, and run it by cron"};
}

// Of the newest versions: the others are not published any more.
Diagnosis look_at_approvals(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    auto approvals = patient.ledger()->read_head_approvals();
    if (!approvals) return unreadable(approvals.error());
    std::vector<std::string> soon;
    for (;;) {
        auto next = approvals->next();
        if (!next) return unreadable(next.error());
        if (*next == nullptr) break;
        const DecisionRecord& d = **next;
        if (d.revoked || !d.expires || d.expires->value - patient.now().value > k_expires_soon_ms) continue;
        soon.push_back(fmt::format("{} v{}, good until {}", d.asset, d.number, day_of(*d.expires)));
    }
    if (soon.empty()) return {Health::ok, "no approval runs out within 14 days", {}};
    return {Health::warning, fmt::format("approvals that soon run out, or have: {}", some_of(soon)),
            "mkai approve ASSET@vN --reason \"...\", by legal"};
}

Diagnosis look_at_claims(Patient& patient) {
    if (patient.workspace() == nullptr) return {Health::unknown, "the workspace cannot be looked at", {}};
    auto checked = app::check_claims(*patient.workspace(), nullptr, {}, patient.now());
    if (!checked) return unreadable(checked.error());
    std::vector<std::string> soon;
    for (const Finding& finding : checked->findings)
        if (finding.code == "claim-expired" || finding.code == "claim-expires-soon")
            soon.push_back(finding.message);
    if (soon.empty()) return {Health::ok, "no claim expires within 30 days", {}};
    return {Health::warning, some_of(soon), "mkai claim check"};
}

Diagnosis look_at_restore(Patient& patient) {
    if (patient.ledger() == nullptr) return unreadable();
    const bool marked = patient.workspace() != nullptr && app::is_marked_restored(*patient.workspace());
    if (!marked) return {Health::ok, "no restore waits to be checked", {}};
    auto restored = patient.ledger()->find_last_event_of_kind(event_kind::ledger_restored);
    auto checked = patient.ledger()->find_last_event_of_kind(event_kind::restore_checked);
    if (!restored || !checked) return unreadable();
    if (!*restored || (*checked && (*checked)->seq > (*restored)->seq))
        return {Health::ok, "no restore waits to be checked", {}};
    return {Health::warning,
            fmt::format("the ledger was restored on {}; what is live has not been looked at since",
                        day_of((*restored)->event.at)),
            "the next mkai publish or rollback looks first, and says what it finds"};
}

}  // namespace mkai::cli
