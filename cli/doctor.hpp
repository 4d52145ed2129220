// `mkai doctor`: what is wrong with this machine and this workspace, and the mend. A check is a row; it
// writes nothing and sends nothing. cmd_doctor.cpp has the table.
#pragma once

#include "cli/context.hpp"
#include "core/store/ledger_health.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// `unknown`: it could not be looked at, because of what another check tells.
enum class Health { ok, unknown, warning, problem };
std::string_view to_string(Health health);

struct Diagnosis {
    Health health = Health::ok;
    std::string message;  // a plain sentence without full stop
    std::string fix;      // a command or an action; empty when it is ok
};

// What the checks look at, each opened once. Null, and without a value, is what is not there.
class Patient {
  public:
    explicit Patient(Context& context);

    Context& context() { return m_context; }
    const Clock& clock() const { return m_context.clock(); }
    TimeMs now() const { return m_context.now(); }
    const workspace::Workspace* workspace() const { return m_workspace; }
    const std::optional<Error>& workspace_error() const { return m_workspace_error; }
    // The folder of the workspace, else the one that was named.
    fs::path root() const;
    // What the file says, with its quick check.
    const Result<store::LedgerHealth>& ledger_file() const { return m_ledger_file; }
    // Opened to look; null when it cannot be.
    store::Ledger* ledger() { return m_ledger ? &*m_ledger : nullptr; }

  private:
    Context& m_context;
    const workspace::Workspace* m_workspace = nullptr;
    std::optional<Error> m_workspace_error;
    Result<store::LedgerHealth> m_ledger_file;
    std::optional<store::Ledger> m_ledger;
};

struct DoctorCheck {
    std::string_view id;     // "ledger-intact"
    std::string_view about;  // what it looks at, for the manual
    Diagnosis (*look)(Patient&);
};
std::span<const DoctorCheck> doctor_checks();

// --- doctor_machine.cpp ---
Diagnosis look_at_git(Patient&);
Diagnosis look_at_terminal(Patient&);
Diagnosis look_at_transport(Patient&);
Diagnosis look_at_disk(Patient&);
Diagnosis look_at_user_config(Patient&);
Diagnosis look_at_identity(Patient&);
Diagnosis look_at_git_address(Patient&);

// --- doctor_workspace.cpp ---
Diagnosis look_at_workspace(Patient&);
Diagnosis look_at_briefs(Patient&);
Diagnosis look_at_ignored(Patient&);
Diagnosis look_at_hooks(Patient&);
Diagnosis look_at_credentials(Patient&);
Diagnosis look_at_prices(Patient&);
Diagnosis look_at_vendors(Patient&);

// --- doctor_ledger.cpp ---
Diagnosis look_at_ledger(Patient&);
Diagnosis look_at_file_system(Patient&);
Diagnosis look_at_migrations(Patient&);
Diagnosis look_at_damage(Patient&);
Diagnosis look_at_events(Patient&);
Diagnosis look_at_clock(Patient&);
Diagnosis look_at_caps(Patient&);
Diagnosis look_at_pauses(Patient&);
Diagnosis look_at_deliveries(Patient&);
Diagnosis look_at_runs(Patient&);
Diagnosis look_at_schedules(Patient&);
Diagnosis look_at_approvals(Patient&);
Diagnosis look_at_claims(Patient&);
Diagnosis look_at_restore(Patient&);

// For checks: "a, b and 3 more".
std::string some_of(const std::vector<std::string>& names);

}  // namespace mkai::cli
