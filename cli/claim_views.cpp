#include "cli/claim_views.hpp"

#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

Colour colour_of(ClaimState state) {
    switch (state) {
        case ClaimState::approved:
            return Colour::green;
        case ClaimState::waiting:
        case ClaimState::changed:
            return Colour::yellow;
        case ClaimState::expired:
        case ClaimState::withdrawn:
        case ClaimState::removed:
            break;
    }
    return Colour::red;
}

std::string writers_words(const std::vector<std::string>& writers) {
    return writers.empty() ? std::string("nobody knows who") : join(writers, ", ");
}

Fields fields_of(const Claim& claim) {
    Fields out;
    const auto put = [&](const char* name, const std::string& text) {
        if (!text.empty()) out[name] = FieldValue(text);
    };
    const auto put_all = [&](const char* name, const std::vector<std::string>& texts) {
        if (!texts.empty()) out[name] = FieldValue(texts);
    };
    put("wording", claim.wording);
    put_all("forms", claim.forms);
    put("kind", claim.kind);
    put("category", claim.category);
    put_all("markets", claim.markets);
    put_all("languages", claim.languages);
    put("evidence", claim.evidence.from);
    put("evidence.digest", claim.evidence.digest);
    put("evidence.excerpt", claim.evidence.excerpt);
    put("evidence.retrieved", claim.evidence.retrieved);
    put("evidence.assessed_by", claim.evidence.assessed_by);
    put("evidence.basis", claim.evidence.basis);
    put("evidence.period", claim.evidence.period);
    put("footnote", claim.footnote);
    put("owner", claim.owner);
    put("expires", claim.expires);
    return out;
}

Json claim_json(const Claim& claim) {
    return {{"id", claim.id},
            {"wording", claim.wording},
            {"forms", claim.forms},
            {"kind", claim.kind},
            {"category", or_null(claim.category)},
            {"markets", claim.markets},
            {"languages", claim.languages},
            {"evidence",
             {{"from", claim.evidence.from},
              {"digest", claim.evidence.digest},
              {"excerpt", or_null(claim.evidence.excerpt)},
              {"retrieved", or_null(claim.evidence.retrieved)},
              {"assessed_by", or_null(claim.evidence.assessed_by)},
              {"basis", or_null(claim.evidence.basis)},
              {"period", or_null(claim.evidence.period)}}},
            {"footnote", or_null(claim.footnote)},
            {"owner", or_null(claim.owner)},
            {"expires", or_null(claim.expires)},
            {"digest", claim.digest}};
}

Json claim_decision_json(const app::ShownClaimDecision& shown) {
    const ClaimDecision& d = shown.decision;
    return {{"action", d.withdraws ? "withdraw" : "approve"},
            {"digest", d.digest},
            {"person", d.person},
            {"writers", d.writers},
            {"sandbox_only", d.sandbox_only},
            {"evidence_kept", or_null(d.evidence)},
            {"reason", shown.reason},
            {"at", time_json(d.at)}};
}

Json claim_use_json(const app::ClaimUseInVersion& use) {
    Json live = Json::array();
    for (const app::ClaimPlace& place : use.live)
        live.push_back({{"destination", place.destination},
                        {"state", to_string(place.state)},
                        {"location", place.location}});
    return {{"asset", use.asset},      {"version", use.version},    {"state", to_string(use.state)},
            {"newest", use.newest},    {"relies", use.relies},      {"says", use.says},
            {"live", std::move(live)}, {"scheduled", use.scheduled}};
}

Json claim_uses_json(const std::vector<app::ClaimUseInVersion>& uses) {
    Json out = Json::array();
    for (const app::ClaimUseInVersion& use : uses) out.push_back(claim_use_json(use));
    return out;
}

std::string live_text(const std::vector<app::ClaimUseInVersion>& uses) {
    std::string out;
    for (const app::ClaimUseInVersion& use : uses) {
        for (const app::ClaimPlace& place : use.live)
            out += fmt::format("  {}@v{} is {} on {} ({})\n", use.asset, use.version, to_string(place.state),
                               place.destination, printable_line(place.location));
        for (const std::string& destination : use.scheduled)
            out += fmt::format("  {}@v{} is scheduled for {}\n", use.asset, use.version, destination);
    }
    return out;
}

bool has_live(const std::vector<app::ClaimUseInVersion>& uses) {
    return std::ranges::any_of(uses, [](const auto& use) { return !use.live.empty(); });
}

}  // namespace mkai::cli
