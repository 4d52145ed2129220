// What git says of who wrote a claim.
#pragma once

#include "core/app/claims.hpp"

#include <string_view>

namespace mkai::cli {

// Of the lines of claims.yaml that the claim stands in. Without a repository of git, or without such a claim:
// nothing. blocked when there is a repository that does not say all of it.
Result<app::ClaimOrigin> find_claim_origin(const app::Session& session, std::string_view id);

}  // namespace mkai::cli
