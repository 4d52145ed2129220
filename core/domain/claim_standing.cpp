#include "core/domain/claim_standing.hpp"

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/names.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr std::string_view k_format = "claim-subject/1";

constexpr Names<ClaimState, 6> k_state_names{{{ClaimState::approved, "approved"},
                                              {ClaimState::waiting, "waiting"},
                                              {ClaimState::changed, "changed"},
                                              {ClaimState::expired, "expired"},
                                              {ClaimState::withdrawn, "withdrawn"},
                                              {ClaimState::removed, "removed"}}};

constexpr Names<ClaimState, 6> k_state_words{
    {{ClaimState::approved, ""},
     {ClaimState::waiting, "which legal has not approved"},
     {ClaimState::changed, "which has changed since legal approved it"},
     {ClaimState::expired, "which has expired"},
     {ClaimState::withdrawn, "which was withdrawn"},
     {ClaimState::removed, "which is no longer in claims.yaml"}}};

// The keys whose values are texts, in the order of canonical JSON.
struct EvidenceKey {
    const char* key;
    std::string Evidence::*place;
};
constexpr std::array k_evidence_keys{EvidenceKey{"assessed_by", &Evidence::assessed_by},
                                     EvidenceKey{"basis", &Evidence::basis},
                                     EvidenceKey{"digest", &Evidence::digest},
                                     EvidenceKey{"excerpt", &Evidence::excerpt},
                                     EvidenceKey{"from", &Evidence::from},
                                     EvidenceKey{"period", &Evidence::period},
                                     EvidenceKey{"retrieved", &Evidence::retrieved}};

}  // namespace

std::string_view to_string(ClaimState state) {
    return name_of(k_state_names, state);
}

std::string_view words_for(ClaimState state) {
    return name_of(k_state_words, state);
}

// Written and not built as a tree, because every command that opens a workspace does it for each claim.
std::string claim_to_bytes(const Claim& claim) {
    JsonWriter w;
    w.begin_object().key("category").value(claim.category).key("evidence").begin_object();
    for (const auto& [key, place] : k_evidence_keys) w.key(key).value(claim.evidence.*place);
    w.end_object().key("expires").value(claim.expires).key("footnote").value(claim.footnote);
    w.key("format").value(k_format).key("forms").value(claim.forms);
    w.key("id").value(claim.id).key("kind").value(claim.kind);
    w.key("languages").value(claim.languages).key("markets").value(claim.markets);
    w.key("owner").value(claim.owner).key("wording").value(claim.wording).end_object();
    return w.take();
}

std::string digest_of_claim(const Claim& claim) {
    return sha256_hex(claim_to_bytes(claim));
}

Result<Claim> claim_from_bytes(std::string_view bytes) {
    const auto corrupt = [] {
        return fail(ErrorCode::ledger_corrupt, "a claim in the ledger is not of the shape that mkai writes",
                    "restore the ledger from a backup");
    };
    auto json = parse_json(bytes);
    if (!json) return corrupt();
    try {
        const auto text = [&](const char* key) { return json->at(key).get<std::string>(); };
        const auto texts = [&](const char* key) { return json->at(key).get<std::vector<std::string>>(); };
        if (text("format") != k_format) return corrupt();
        Claim claim;
        claim.id = text("id");
        claim.wording = text("wording");
        claim.forms = texts("forms");
        claim.kind = text("kind");
        claim.category = text("category");
        claim.markets = texts("markets");
        claim.languages = texts("languages");
        const Json& evidence = json->at("evidence");
        for (const auto& [key, place] : k_evidence_keys)
            claim.evidence.*place = evidence.at(key).get<std::string>();
        claim.footnote = text("footnote");
        claim.owner = text("owner");
        claim.expires = text("expires");
        claim.digest = sha256_hex(bytes);
        return claim;
    } catch (const Json::exception&) {
        return corrupt();
    }
}

const ClaimDecision* find_approval(std::span<const ClaimDecision> decisions, std::string_view digest) {
    const ClaimDecision* found = nullptr;
    for (const ClaimDecision& d : decisions) {
        if (d.withdraws)
            found = nullptr;
        else if (d.digest == digest)
            found = &d;
    }
    return found;
}

const ClaimDecision* find_last_approval(std::span<const ClaimDecision> decisions, std::string_view digest) {
    const ClaimDecision* found = nullptr;
    for (const ClaimDecision& d : decisions)
        if (!d.withdraws && (digest.empty() || d.digest == digest)) found = &d;
    return found;
}

std::span<const ClaimDecision> decisions_on(std::span<const ClaimDecision> all, std::string_view claim) {
    const auto first = std::ranges::lower_bound(all, claim, std::ranges::less{}, &ClaimDecision::claim);
    const auto last = std::ranges::upper_bound(all, claim, std::ranges::less{}, &ClaimDecision::claim);
    return {first, last};
}

bool is_withdrawn(std::span<const ClaimDecision> decisions, std::string_view digest) {
    bool withdrawn = false;
    for (const ClaimDecision& d : decisions)
        if (d.withdraws)
            withdrawn = true;
        else if (d.digest == digest)
            withdrawn = false;
    return withdrawn;
}

ClaimState state_of(const Claim& today, std::span<const ClaimDecision> decisions, TimeMs now) {
    const bool taken_back = !decisions.empty() && decisions.back().withdraws;
    if (today.withdrawn || taken_back) return ClaimState::withdrawn;
    if (!today.holds(now)) return ClaimState::expired;
    if (find_approval(decisions, today.digest)) return ClaimState::approved;
    return find_last_approval(decisions) ? ClaimState::changed : ClaimState::waiting;
}

}  // namespace mkai
