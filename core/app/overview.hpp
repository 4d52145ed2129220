// Campaigns at a glance: how much copy stands where, who is waited for and how long, what models have cost.
#pragma once

#include "core/app/status.hpp"
#include "core/base/decimal.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mkai::app {

// Open requests for the same that wait for the same.
struct WaitingSum {
    RequestRecord oldest;  // with the earliest day that is due for any of them
    std::size_t requests = 0;
};
// Of the open requests of these assets, the most first.
std::vector<WaitingSum> sum_waiting(const std::vector<AssetStatus>& rows);

struct CampaignOverview {
    std::string brief;
    // By the states that `status` shows, in the order of the workflow, those with any.
    std::vector<std::pair<std::string, std::size_t>> states;
    std::size_t assets = 0;
    std::vector<std::string> live;  // the destinations where anything of it is live, by name
    std::vector<WaitingSum> waiting;
    std::size_t stale = 0;
    PicoUsd spent;               // by models, of all time
    std::optional<PicoUsd> cap;  // its ai_budget
};
// By id, with the briefs that nothing was drafted for. `rows`: of all assets.
Result<std::vector<CampaignOverview>> overview(const workspace::Workspace& workspace, store::Ledger& ledger,
                                               const std::vector<AssetStatus>& rows, TimeMs now);

// What keeps an asset from going on, or soon will; the least number is what is looked at first.
enum class Urgency { correction, problem, expires_soon, stale, waits, moves, rests };
Urgency urgency_of(const AssetStatus& row, TimeMs now);

}  // namespace mkai::app
