#include "core/app/claim_check.hpp"

#include "core/app/claim_evidence.hpp"
#include "core/app/claims.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::int64_t k_soon_days = 30;

using Decisions = std::span<const ClaimDecision>;

Finding at_claim(const Claim& claim, Level level, std::string code, std::string message, std::string fix) {
    Finding finding = make_finding(level, std::move(code), std::move(message), std::move(fix), "claims.yaml",
                                   claim.first_line, 1);
    finding.rule = claim.id;
    finding.owner = claim.owner;
    return finding;
}

std::string approve_command(const Claim& claim) {
    return fmt::format("mkai claim approve {} --reason \"...\" (as legal)", claim.id);
}

void check_time(const Claim& claim, TimeMs now, std::vector<Finding>& out) {
    if (claim.expires.empty() || claim.withdrawn) return;
    if (is_past(claim.expires, now)) {
        out.push_back(at_claim(
            claim, Level::error, "claim-expired",
            fmt::format("claim {} expired on {}, and no copy may say it any more", claim.id, claim.expires),
            "look at its evidence again, set a later expires and have it approved"));
        return;
    }
    if (is_past(claim.expires, {now.value + k_soon_days * k_day_ms}))
        out.push_back(at_claim(claim, Level::warning, "claim-expires-soon",
                               fmt::format("claim {} expires on {}", claim.id, claim.expires),
                               fmt::format("mkai claim affected {} lists what relies on it", claim.id)));
}

void check_evidence(EvidenceReader& reader, const Claim& claim, std::vector<Finding>& out) {
    if (claim.withdrawn) return;
    const EvidenceFault fault = reader.look(claim);
    if (fault == EvidenceFault::empty)
        out.push_back(at_claim(
            claim, Level::error, "claim-evidence-empty",
            fmt::format("the evidence of claim {}, {}, is empty", claim.id, in_quotes(claim.evidence.from)),
            "put what proves the claim into the file"));
    else if (fault == EvidenceFault::no_excerpt)
        out.push_back(at_claim(
            claim, Level::warning, "claim-excerpt-not-found",
            fmt::format("the excerpt of claim {} does not stand in {}: {}", claim.id,
                        in_quotes(claim.evidence.from), in_quotes(claim.evidence.excerpt)),
            "quote the passage as it stands there, with ... for what is left out, or name the right file"));
}

Result<bool> has_other_evidence(store::Ledger& ledger, const Claim& claim, const ClaimDecision& approval) {
    auto blob = ledger.get_blob(approval.subject);
    if (!blob) return fail(blob);
    auto approved = claim_from_bytes(blob->bytes);
    if (!approved) return fail(approved);
    return approved->evidence.digest != claim.evidence.digest;
}

// Read when it is first asked.
class BriefsByClaim {
  public:
    explicit BriefsByClaim(const workspace::Workspace& workspace) : m_workspace(workspace) {}

    const std::vector<std::string>& naming(const std::string& claim) {
        if (!m_briefs) {
            m_briefs.emplace();
            for (const std::string& id : m_workspace.brief_ids())
                if (auto brief = m_workspace.load_brief(id))
                    for (const std::string& named : brief->claims) (*m_briefs)[named].push_back(id);
        }
        return (*m_briefs)[claim];
    }

  private:
    const workspace::Workspace& m_workspace;
    std::optional<std::map<std::string, std::vector<std::string>>> m_briefs;
};

Done check_approval(BriefsByClaim& named, store::Ledger& ledger, const Claim& claim, Decisions decisions,
                    TimeMs now, std::vector<Finding>& out) {
    const ClaimState state = state_of(claim, decisions, now);
    if (state == ClaimState::waiting) {
        out.push_back(
            at_claim(claim, Level::warning, "claim-unapproved",
                     fmt::format("nobody has approved claim {} yet, and no copy may say it", claim.id),
                     approve_command(claim)));
    } else if (state == ClaimState::changed) {
        const ClaimDecision& approval = *find_last_approval(decisions);
        auto other = has_other_evidence(ledger, claim, approval);
        if (!other) return fail(other);
        out.push_back(at_claim(
            claim, Level::error, "claim-changed",
            fmt::format("{} {} has changed since {} approved it on {}",
                        *other ? "the evidence of claim" : "claim", claim.id, approval.person,
                        to_string(date_of(approval.at))),
            fmt::format("mkai claim show {} tells what; then {}", claim.id, approve_command(claim))));
    } else if (state == ClaimState::withdrawn) {
        const std::vector<std::string>& briefs = named.naming(claim.id);
        if (!briefs.empty())
            out.push_back(at_claim(claim, Level::warning, "claim-withdrawn",
                                   fmt::format("claim {} is withdrawn, and {} still {} it", claim.id,
                                               join(briefs, ", "), briefs.size() == 1 ? "names" : "name"),
                                   "take it out of the claims of the brief"));
    }
    return {};
}

Finding find_removed(const RemovedClaim& removed) {
    constexpr std::size_t k_places_told_max = 5;
    std::vector<std::string> places = removed.live;
    places.resize(std::min(places.size(), k_places_told_max));
    std::string where = join(places, ", ");
    if (removed.live.size() > places.size())
        where += fmt::format(" and {}", counted(removed.live.size() - places.size(), "more place"));
    Finding finding = make_finding(
        Level::error, "claim-removed",
        fmt::format("claim {} is no longer in claims.yaml, and live copy relies on it: {}", removed.id,
                    where),
        fmt::format(
            "put it back into claims.yaml, or take that copy down: mkai withdraw ASSET -d DESTINATION "
            "(mkai claim affected {} lists it)",
            removed.id),
        "claims.yaml");
    finding.rule = removed.id;
    return finding;
}

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

// How a text is compared: without case and the mark at its end.
std::string said_as(std::string_view text) {
    std::string said = fold_case(trim(text));
    while (said.ends_with('.') || said.ends_with('!')) said.pop_back();
    return said;
}

// With # for each run of digits.
std::string without_numbers(std::string_view said) {
    std::string out;
    for (const char c : said)
        if (c < '0' || c > '9')
            out += c;
        else if (!out.ends_with('#'))
            out += '#';
    return out;
}

// Claims that say the same, or the same with other numbers, to the same readers.
class Doubles {
  public:
    struct Double {
        Finding finding;  // of the later one
        const Claim* other;
    };
    // With one before it: of two hundred that differ in their numbers, each is told once.
    std::optional<Double> add(const Claim& claim) {
        std::optional<Double> out;
        std::vector<std::string_view> texts(claim.forms.begin(), claim.forms.end());
        texts.emplace_back(claim.wording);
        std::vector<std::string> said, masks;
        for (const std::string_view text : texts) said.push_back(said_as(text));
        for (const std::string& one : said) masks.push_back(without_numbers(one));
        if (const Claim* other = find_before(m_said, said, claim)) {
            out = {at_claim(claim, Level::warning, "claim-twice",
                            fmt::format("claims {} and {} have the same wording for the same readers",
                                        other->id, claim.id),
                            "keep one of them, or give each its markets or languages"),
                   other};
        } else if (const Claim* near = find_before(m_masks, masks, claim)) {
            out = {at_claim(claim, Level::warning, "claim-contradiction",
                            fmt::format("claims {} and {} differ in their numbers alone", near->id, claim.id),
                            "when only one of them is true, withdraw the other"),
                   near};
        }
        for (std::string& one : said) m_said[std::move(one)].push_back(&claim);
        for (std::string& one : masks) m_masks[std::move(one)].push_back(&claim);
        return out;
    }

  private:
    using ByText = std::unordered_map<std::string, std::vector<const Claim*>>;

    static const Claim* find_before(const ByText& known, const std::vector<std::string>& texts,
                                    const Claim& claim) {
        for (const std::string& text : texts) {
            const auto found = known.find(text);
            if (found == known.end()) continue;
            for (const Claim* other : found->second)
                if (overlap(other->markets, claim.markets) && overlap(other->languages, claim.languages))
                    return other;
        }
        return nullptr;
    }

    ByText m_said, m_masks;
};

}  // namespace

Result<ClaimCheck> check_claims(const workspace::Workspace& workspace, store::Ledger* ledger,
                                std::vector<std::string> ids, TimeMs now) {
    std::vector<ClaimDecision> decisions;
    std::vector<RemovedClaim> removed;
    if (ledger != nullptr) {
        auto all = ledger->list_claim_decisions();
        if (!all) return fail(all);
        decisions = std::move(*all);
        auto gone = list_removed_claims(workspace, *ledger);
        if (!gone) return fail(gone);
        removed = std::move(*gone);
    }
    std::vector<std::string> known;
    for (const Claim& claim : workspace.claims()) known.push_back(claim.id);
    for (const RemovedClaim& claim : removed) known.push_back(claim.id);
    for (const std::string& id : ids)
        if (std::ranges::find(known, id) == known.end())
            return fail(ErrorCode::unknown_id, fmt::format("there is no claim {}", in_quotes(id)),
                        did_you_mean(id, known));
    ClaimCheck out{ids.empty() ? std::move(known) : std::move(ids), {}};
    const auto asked = [&](std::string_view id) { return std::ranges::find(out.ids, id) != out.ids.end(); };
    Doubles doubles;
    BriefsByClaim briefs(workspace);
    EvidenceReader evidence(workspace.root());
    for (const Claim& claim : workspace.claims()) {
        auto twice = claim.holds(now) ? doubles.add(claim) : std::nullopt;
        if (twice && (asked(claim.id) || asked(twice->other->id)))
            out.findings.push_back(std::move(twice->finding));
        if (!asked(claim.id)) continue;
        if (claim.evidence.is_missing)
            out.findings.push_back(
                at_claim(claim, Level::error, "claim-evidence-missing",
                         fmt::format("the evidence of claim {}, {}, is no file of this workspace", claim.id,
                                     in_quotes(claim.evidence.from)),
                         "put the file into the workspace, as evidence/NAME, or write in words "
                         "where the proof is"));
        check_evidence(evidence, claim, out.findings);
        check_time(claim, now, out.findings);
        if (ledger == nullptr) continue;
        if (auto done =
                check_approval(briefs, *ledger, claim, decisions_on(decisions, claim.id), now, out.findings);
            !done)
            return fail(done);
    }
    for (const RemovedClaim& claim : removed)
        if (asked(claim.id) && !claim.live.empty()) out.findings.push_back(find_removed(claim));
    return out;
}

}  // namespace mkai::app
