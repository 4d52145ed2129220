// Everything that a reviewer is shown of one version: what explain() says, held against what the person saw
// last, with today's check, the claims with their evidence, and the copy as its channel shows it.
#pragma once

#include "core/app/brief_change.hpp"
#include "core/app/copy_check.hpp"
#include "core/app/delta.hpp"
#include "core/app/explain.hpp"
#include "core/app/last_seen.hpp"
#include "core/app/locale_set.hpp"
#include "core/app/preview.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mkai::app {

// A claim that the version relies on, as it was frozen.
struct SheetClaim {
    FrozenClaim frozen;
    Claim words;  // of its approval; else of claims.yaml as it is today; only the id without both
    bool as_approved = false;                // `words` are exactly what the version froze
    ClaimState state = ClaimState::waiting;  // today
    std::optional<ClaimDecision> approval;
    std::string reason;              // of the approval
    std::string evidence_text;       // the beginning of the file that was approved; empty where there is an
                                     // excerpt, or no text
    std::vector<SaidClaim> said_in;  // the texts that say it word for word
};

struct ReviewSheet {
    Explanation explanation;
    std::shared_ptr<const Channel> channel;
    Preview preview;
    LastSeen last_seen;
    std::optional<Delta> delta;                  // of a corrected version
    std::vector<publish::RenderedField> before;  // of the version seen last
    std::optional<CopyReading> reading;          // empty: its brief or its channel cannot be read today
    std::vector<std::string> drift;  // offer, claims and disclosures that differ from the frozen ones
    bool brief_changed = false;
    std::vector<SheetClaim> claims;
    // The names of the data sections in what the model was asked, for each of explanation.made.
    std::vector<std::vector<std::string>> sections;
    int approvals_needed = 1;  // distinct people of legal
    std::string campaign;      // the brief's title; its id when it cannot be read
};

// How a version stands, for an overview.
struct SheetSummary {
    std::size_t errors = 0, warnings = 0, waived = 0;
    bool checked = false;
};

// Reads the sheets of many assets one after the other; what they share is read once.
class SheetReader {
  public:
    // `session` outlives this. invalid_file when the brand's rules, waivers or disclosures have errors.
    static Result<SheetReader> make(const Session& session);

    Result<ReviewSheet> read(const Target& target);
    Result<SheetSummary> summarise(const Target& target);
    // invalid_id; ledger_corrupt.
    Result<LocaleMember> member(const Target& target);
    // The locales of the deliverable in the brief's order; none when it cannot be read.
    std::vector<std::string> locales_of(const LocaleSet& set);

  private:
    SheetReader(const Session& session, ClaimStates states, CopyCheck check)
        : m_session(&session),
          m_today(session.workspace),
          m_briefs(session.workspace, session.ledger),
          m_states(std::move(states)),
          m_check(std::move(check)) {}
    Result<SheetClaim> read_claim(const ExplainedClaim& claim) const;

    const Session* m_session;
    TodayReader m_today;
    BriefChanges m_briefs;
    ClaimStates m_states;
    CopyCheck m_check;
};

}  // namespace mkai::app
