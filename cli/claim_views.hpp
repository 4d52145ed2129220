// Claims and what uses them, as text and as JSON, the same in every command about claims.
#pragma once

#include "cli/terminal.hpp"
#include "core/app/claims.hpp"
#include "core/base/json.hpp"
#include "core/domain/content.hpp"

#include <string>
#include <vector>

namespace mkai::cli {

Colour colour_of(ClaimState state);
// "dana", "maria, sam"; "nobody knows who".
std::string writers_words(const std::vector<std::string>& writers);
// The parts of a claim as fields, for a word diff.
Fields fields_of(const Claim& claim);
Json claim_json(const Claim& claim);
Json claim_decision_json(const app::ShownClaimDecision& shown);
Json claim_use_json(const app::ClaimUseInVersion& use);
Json claim_uses_json(const std::vector<app::ClaimUseInVersion>& uses);
// "  spring/email.en-GB.a@v1 is live on site", a line each.
std::string live_text(const std::vector<app::ClaimUseInVersion>& uses);
bool has_live(const std::vector<app::ClaimUseInVersion>& uses);

}  // namespace mkai::cli
