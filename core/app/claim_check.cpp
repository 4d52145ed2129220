#include "core/app/claim_check.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"

#include <algorithm>
#include <span>

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

Result<bool> has_other_evidence(store::Ledger& ledger, const Claim& claim, const ClaimDecision& approval) {
    auto blob = ledger.get_blob(approval.subject);
    if (!blob) return fail(blob);
    auto approved = claim_from_bytes(blob->bytes);
    if (!approved) return fail(approved);
    return approved->evidence.digest != claim.evidence.digest;
}

Done check_approval(const workspace::Workspace& workspace, store::Ledger& ledger, const Claim& claim,
                    Decisions decisions, TimeMs now, std::vector<Finding>& out) {
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
        std::vector<std::string> briefs;
        for (const std::string& id : workspace.brief_ids())
            if (auto brief = workspace.load_brief(id);
                brief && std::ranges::find(brief->claims, claim.id) != brief->claims.end())
                briefs.push_back(id);
        if (!briefs.empty())
            out.push_back(at_claim(claim, Level::warning, "claim-withdrawn",
                                   fmt::format("claim {} is withdrawn, and {} still {} it", claim.id,
                                               join(briefs, ", "), briefs.size() == 1 ? "names" : "name"),
                                   "take it out of the claims of the brief"));
    }
    return {};
}

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

struct Said {
    std::string text;  // folded
    std::string mask;  // with # for each run of digits
};

std::vector<Said> said_by(const Claim& claim) {
    std::vector<std::string> texts = claim.forms;
    texts.push_back(claim.wording);
    std::vector<Said> out;
    for (const std::string& text : texts) {
        Said said{fold_case(trim(text)), {}};
        while (!said.text.empty() && (said.text.back() == '.' || said.text.back() == '!'))
            said.text.pop_back();
        for (const char c : said.text) {
            const bool digit = c >= '0' && c <= '9';
            if (!digit)
                said.mask += c;
            else if (said.mask.empty() || said.mask.back() != '#')
                said.mask += '#';
        }
        out.push_back(std::move(said));
    }
    return out;
}

// Claims that say the same, or the same with other numbers, to the same readers.
void check_pair(const Claim& first, const Claim& second, std::vector<Finding>& out) {
    if (first.withdrawn || second.withdrawn || !overlap(first.markets, second.markets) ||
        !overlap(first.languages, second.languages))
        return;
    const auto ones = said_by(first);
    const auto others = said_by(second);
    const auto share = [&](std::string Said::*part) {
        return std::ranges::any_of(ones, [&](const Said& a) {
            return std::ranges::any_of(others, [&](const Said& b) { return a.*part == b.*part; });
        });
    };
    if (share(&Said::text)) {
        out.push_back(at_claim(
            second, Level::warning, "claim-twice",
            fmt::format("claims {} and {} have the same wording for the same readers", first.id, second.id),
            "keep one of them, or give each its markets or languages"));
    } else if (share(&Said::mask)) {
        out.push_back(
            at_claim(second, Level::warning, "claim-contradiction",
                     fmt::format("claims {} and {} differ in their numbers alone", first.id, second.id),
                     "when only one of them is true, withdraw the other"));
    }
}

}  // namespace

Result<std::vector<Finding>> check_claims(const workspace::Workspace& workspace, store::Ledger* ledger,
                                          const std::vector<std::string>& ids, TimeMs now) {
    const auto asked = [&](const Claim& claim) { return std::ranges::find(ids, claim.id) != ids.end(); };
    std::vector<Finding> out;
    const std::vector<Claim>& claims = workspace.claims();
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const Claim& claim = claims[i];
        for (std::size_t j = 0; j < i; ++j)
            if (asked(claim) || asked(claims[j])) check_pair(claims[j], claim, out);
        if (!asked(claim)) continue;
        if (claim.evidence.is_missing)
            out.push_back(at_claim(claim, Level::error, "claim-evidence-missing",
                                   fmt::format("the evidence of claim {}, {}, is not there", claim.id,
                                               in_quotes(claim.evidence.from)),
                                   "add the file, or write in words where the proof is"));
        check_time(claim, now, out);
        if (ledger == nullptr) continue;
        auto decisions = ledger->list_claim_decisions(claim.id);
        if (!decisions) return fail(decisions);
        if (auto done = check_approval(workspace, *ledger, claim, *decisions, now, out); !done)
            return fail(done);
    }
    return out;
}

}  // namespace mkai::app
