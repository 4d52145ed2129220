#include "cli/cmd.hpp"
#include "cli/doctor.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"
#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

struct HealthRow {
    std::string_view name;
    Colour colour;
};
constexpr std::array k_health{HealthRow{"ok", Colour::green}, HealthRow{"unknown", Colour::dim},
                              HealthRow{"warning", Colour::yellow}, HealthRow{"problem", Colour::red}};

const HealthRow& row_of(Health health) {
    return k_health.at(static_cast<std::size_t>(health));
}

constexpr std::array k_checks{
    // the machine
    DoctorCheck{"git", "git is there", look_at_git},
    DoctorCheck{"terminal", "the terminal takes UTF-8", look_at_terminal},
    DoctorCheck{"transport", "libcurl is there, with TLS and certificates", look_at_transport},
    DoctorCheck{"disk", "there is room on the disk", look_at_disk},
    DoctorCheck{"file-system", "the disk is a local one", look_at_file_system},
    DoctorCheck{"user-config", "your configuration is right, and only you may write it", look_at_user_config},
    // the workspace
    DoctorCheck{"workspace", "the workspace's files are right", look_at_workspace},
    DoctorCheck{"identity", "it is known who is acting", look_at_identity},
    DoctorCheck{"git-address", "people.yaml knows git's user.email", look_at_git_address},
    DoctorCheck{"briefs", "the briefs are without errors", look_at_briefs},
    DoctorCheck{"ignored", "git leaves the ledger alone", look_at_ignored},
    DoctorCheck{"hooks", "git checks prompts", look_at_hooks},
    DoctorCheck{"credentials", "the secrets of models can be read", look_at_credentials},
    DoctorCheck{"prices", "every model has a price", look_at_prices},
    DoctorCheck{"vendors", "no review of a vendor is overdue", look_at_vendors},
    // the ledger
    DoctorCheck{"ledger", "there is a ledger", look_at_ledger},
    DoctorCheck{"ledger-migrations", "this program can use it", look_at_migrations},
    DoctorCheck{"ledger-intact", "its file is not damaged", look_at_damage},
    DoctorCheck{"ledger-events", "no event is missing", look_at_events},
    DoctorCheck{"clock", "no event is of the future", look_at_clock},
    DoctorCheck{"restore", "what is live was looked at after a restore", look_at_restore},
    // what waits
    DoctorCheck{"caps", "no spend cap is used up", look_at_caps},
    DoctorCheck{"pauses", "nothing is paused", look_at_pauses},
    DoctorCheck{"deliveries", "no delivery was interrupted", look_at_deliveries},
    DoctorCheck{"runs", "no run died", look_at_runs},
    DoctorCheck{"schedules", "no schedule is overdue", look_at_schedules},
    DoctorCheck{"approvals", "no approval soon runs out", look_at_approvals},
    DoctorCheck{"claims", "no claim soon expires", look_at_claims},
};

std::string shown(const DoctorCheck& check, const Diagnosis& d, const Terminal& terminal) {
    const HealthRow& row = row_of(d.health);
    std::string out =
        fmt::format("{}  {:<18} {}\n", terminal.paint(row.colour, fmt::format("{:<8}", row.name)), check.id,
                    printable_line(d.message));
    if (d.health >= Health::warning && !d.fix.empty())
        out += fmt::format("{:<28} fix: {}\n", "", printable_line(d.fix));
    return out;
}

Result<Reply> doctor(Context& context, const Args&) {
    Patient patient(context);
    Reply reply;
    Json checks = Json::array();
    std::array<std::size_t, k_health.size()> count{};
    for (const DoctorCheck& check : doctor_checks()) {
        if (cancelled()) break;
        context.terminal().progress(fmt::format("looking: {}", check.about));
        const Diagnosis d = check.look(patient);
        ++count.at(static_cast<std::size_t>(d.health));
        reply.text += shown(check, d, context.terminal());
        checks.push_back({{"id", check.id},
                          {"about", check.about},
                          {"health", to_string(d.health)},
                          {"message", printable_line(d.message)},
                          {"fix", d.fix.empty() ? Json(nullptr) : Json(printable_line(d.fix))}});
    }
    context.terminal().progress("");
    if (cancelled())
        return fail(ErrorCode::interrupted, "the look was stopped; nothing was changed", "mkai doctor");
    const std::size_t problems = count.at(static_cast<std::size_t>(Health::problem));
    const std::size_t warnings = count.at(static_cast<std::size_t>(Health::warning));
    reply.text += fmt::format("{}, {}\n", counted(problems, "problem"), counted(warnings, "warning"));
    set_json(reply, {{"checks", std::move(checks)}, {"problems", problems}, {"warnings", warnings}});
    if (problems > 0) reply.status = ExitStatus::findings;
    return reply;
}

}  // namespace

std::string_view to_string(Health health) {
    return row_of(health).name;
}

std::span<const DoctorCheck> doctor_checks() {
    return k_checks;
}

Patient::Patient(Context& context)
    : m_context(context), m_ledger_file(fail(ErrorCode::no_ledger, "the workspace cannot be looked at", "")) {
    auto files = context.workspace();
    if (!files) {
        m_workspace_error = files.error();
        return;
    }
    m_workspace = *files;
    const fs::path path = m_workspace->ledger_path();
    m_ledger_file = store::inspect_ledger(path, store::Depth::quick, [] { return !cancelled(); });
    std::error_code ec;
    if (!m_ledger_file && !fs::exists(path, ec))
        m_ledger_file.error() = Error{ErrorCode::no_ledger,
                                      fmt::format("this workspace has no ledger (\"{}\")", path.string()),
                                      {},
                                      "mkai db restore FILE, or start an empty one: mkai db create"};
    if (!m_ledger_file || m_ledger_file->newer || !m_ledger_file->damage.empty()) return;
    auto opened = store::Ledger::open_to_look(path, context.clock(), context.random());
    if (opened) m_ledger = std::move(*opened);
}

fs::path Patient::root() const {
    return m_workspace != nullptr ? m_workspace->root() : fs::path(m_context.globals().folder);
}

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t k_told_max = 3;
    std::vector<std::string> told(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), k_told_max)));
    if (names.size() <= k_told_max) return join(told, ", ");
    return fmt::format("{} and {} more", join(told, ", "), names.size() - k_told_max);
}

Command cmd_doctor() {
    return {"doctor",
            Group::workspace,
            "What is wrong with this machine and this workspace, and how to mend it.",
            "One line a check: ok, warning, problem, or unknown where another check's problem is in the way. "
            "Nothing is written, nothing is sent, and no secret is shown; the program of a credential (cmd:) "
            "is not run. Exit status 3 when there is a problem.",
            {{"mkai doctor", "when something is odd, and on a new machine"},
             {"mkai doctor --json", "for a nightly job"}},
            {},
            {},
            doctor};
}

}  // namespace mkai::cli
