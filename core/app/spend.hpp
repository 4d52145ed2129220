// What models cost: spend by anything, how full the caps are, and the settling of calls whose process died.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/spend.hpp"
#include "core/store/spend.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

// The caps of mkai.yaml, and the ai_budget of each brief as a hard cap on its campaign over its whole life.
// invalid_file when a budget has no exchange rate.
Result<std::vector<SpendCap>> spend_caps_for(const workspace::Workspace& workspace,
                                             std::span<const Brief* const> briefs);
// What they leave to a run in the session's ledger. A workspace has two, the shared one and that of trials,
// and the money is the same: what the other one spent and holds is taken off. (Two runs at once, one in each,
// know of each other only what was written when they began.)
Result<std::vector<SpendCap>> spend_caps_left(const Session& session, std::span<const Brief* const> briefs);
// With those of every brief that can be read.
Result<std::vector<SpendCap>> all_spend_caps(const workspace::Workspace& workspace);

// The spend-cap error of a call that could cost `amount`, in the words of the cap that said no.
Error cap_error(const store::CapState& no, store::Reserved outcome, PicoUsd amount, TimeMs now);
// "the soft cap on person maria is crossed: ...".
std::string crossed_words(const store::CapState& crossed, PicoUsd amount);

struct SpendReport {
    SpendDimension by = SpendDimension::campaign;
    std::string since;  // YYYY-MM-DD, UTC, both included
    std::string until;
    std::vector<store::SpendLine> lines;
    store::SpendLine total;
};
Result<SpendReport> report_spend(store::Ledger& ledger, SpendDimension by, Date since, Date until);

// From four fifths on a cap is worth a word.
enum class CapHeight { fine, near, used_up };
std::string_view to_string(CapHeight height);

struct CapLine {
    store::CapUse use;
    PicoUsd elsewhere;  // spent and held in the other ledger, of trials
    PicoUsd left;       // without what is held
    CapHeight height = CapHeight::fine;
};
struct CapsReport {
    std::vector<CapLine> lines;
    // The newest call is later than the clock says by more than a day: caps count by it, and periods end
    // later than the clock expects.
    std::optional<TimeMs> clock_is_behind;
};
Result<CapsReport> report_caps(const workspace::Workspace& workspace, store::Ledger& ledger,
                               const Clock& clock);

// Records calls whose process died as having cost what was held for them, counts the sums again and mends
// them. role_lacking for anybody but a lead or an engineer: it writes what was spent.
Result<store::SpendReconciled> reconcile_spend(const Session& session);
// The same without the recount and for everybody: at the beginning of a run.
Result<store::SpendReconciled> settle_dead_calls(const Session& session);

}  // namespace mkai::app
