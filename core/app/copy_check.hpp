// Copy held against everything that is declared: its channel and brief, the facts that they and the claims
// state, the approved claims, the brand's words. One check for review, generate, edit, show and `mkai check`,
// of assets and of copy that mkai never made.
#pragma once

#include "core/app/claim_states.hpp"
#include "core/app/today.hpp"
#include "core/brand/disclosures.hpp"
#include "core/brand/statements.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::app {

// Text of no asset.
struct LooseCopy {
    std::string file;  // for findings
    std::string path;  // from the workspace's root, as waivers name it
    std::string_view text;
    std::string locale;
    std::shared_ptr<const Channel> channel;  // may be null: then it has no limits
    std::shared_ptr<const Brief> brief;      // may be null: then the facts are those of the claims
};

// A claim that the copy says word for word.
struct SaidClaim {
    std::string id;
    std::string field;  // of the channel, a locked one too
    std::string label;  // of the text that says it
};

// What a reviewer is shown of a version beside its words.
struct CopyReading {
    std::vector<Finding> findings;
    std::vector<brand::RequiredLine> required;
    std::vector<SaidClaim> said;
};

inline constexpr std::size_t k_loose_copy_bytes_max = 64U << 20;

class CopyCheck {
  public:
    // invalid_file when brand/brand.yaml, waivers.yaml or disclosures.yaml has errors.
    static Result<CopyCheck> make(const workspace::Workspace& workspace, ClaimStates claim_states,
                                  TimeMs now);
    // With the states of today.
    static Result<CopyCheck> make(const workspace::Workspace& workspace, store::Ledger& ledger, TimeMs now);

    // Both tell k_findings_told_max findings at most, the errors first; the others are counted, in findings
    // that stand for them.

    // In reading order, with the field; slots are taken as they stand in `content`.
    std::vector<Finding> check(const Today& today, const Content& content) const;
    // The same, with the lines that have to stand there and the claims that it says.
    CopyReading read(const Today& today, const Content& content) const;
    // By place, with line and column (from 1; a column is a character). The headings at the top of a Markdown
    // file are no copy of a channel without Markdown: a note says so.
    std::vector<Finding> check(const LooseCopy& copy) const;

  private:
    CopyCheck(const workspace::Workspace& workspace, const brand::RuleSet& rules,
              const brand::DisclosureSet& disclosures, const std::vector<Waiver>& waivers,
              ClaimStates claim_states, TimeMs now);
    std::vector<Finding> check(const Today& today, const Content& content, CopyReading* reading) const;
    // What the text states; its claims and the words that ask for a line are kept with it.
    std::vector<Finding> read(const brand::Standards& held, brand::PlacedText& text) const;
    // What somebody answers for becomes a note that says who, until when and why.
    void waive(std::vector<Finding>& findings, std::string_view where) const;
    struct Known {
        brand::KnownFacts facts, slots;
    };
    const Known& known(const std::shared_ptr<const Brief>& brief, const std::string& locale) const;
    brand::Standards standards(const std::shared_ptr<const Brief>& brief, const std::string& locale,
                               std::string_view channel, bool has_slots) const;

    const workspace::Workspace& m_workspace;
    const brand::RuleSet& m_rules;
    const brand::DisclosureSet& m_disclosures;
    const std::vector<Waiver>& m_waivers;
    ClaimStates m_claim_states;
    TimeMs m_now;
    // By brief and locale; the brief is held, so that its address stays its own.
    mutable std::map<std::pair<std::shared_ptr<const Brief>, std::string>, Known> m_known;
};

}  // namespace mkai::app
