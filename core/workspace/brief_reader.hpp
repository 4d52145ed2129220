// A brief's bytes to a value, with every finding: the schema's, and what only the rest of the workspace
// tells.
#pragma once

#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

// The names that a brief may use.
struct BriefSurroundings {
    std::vector<std::string> use_cases;
    std::vector<std::string> people;
    std::vector<std::string> channels;
    const std::vector<Claim>& claims;
    const ExchangeRates& rates;
};

// `expected_id` is the file's name; empty when it need not fit.
CheckedBrief read_brief(Document document, std::string_view expected_id, const BriefSurroundings& around);

}  // namespace mkai::workspace
