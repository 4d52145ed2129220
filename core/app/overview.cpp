#include "core/app/overview.hpp"

#include "core/app/spend.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace mkai::app {

namespace {

constexpr std::int64_t k_soon_ms = 14 * k_day_ms;
constexpr Date k_first_day{2000, 1, 1};

// "" is later than any day.
bool is_earlier(const std::string& a, const std::string& b) {
    return !a.empty() && (b.empty() || a < b);
}

class WaitingCounter {
  public:
    void add(const RequestRecord& r) {
        WaitingSum& sum = m_sums[{r.assignee, r.role, r.action}];
        const std::string due = is_earlier(r.due, sum.oldest.due) ? r.due : sum.oldest.due;
        if (sum.requests++ == 0 || r.opened_at < sum.oldest.opened_at) sum.oldest = r;
        sum.oldest.due = due;
    }
    std::vector<WaitingSum> take() {
        std::vector<WaitingSum> out;
        for (auto& [key, sum] : m_sums) out.push_back(std::move(sum));
        std::ranges::stable_sort(out, std::greater{}, &WaitingSum::requests);
        return out;
    }

  private:
    std::map<std::tuple<std::string, std::string, std::string>, WaitingSum> m_sums;
};

// What a campaign's copy adds up to.
struct Counted {
    CampaignOverview overview;
    std::map<std::string, std::size_t> by_state;
    WaitingCounter waiting;
    std::set<std::string> live;

    void add(const AssetStatus& row) {
        ++overview.assets;
        ++by_state[row.state];
        overview.stale += row.stale ? 1 : 0;
        for (const LiveAt& at : row.live)
            if (at.state == PublicationState::live) live.insert(at.destination);
        for (const RequestRecord& r : row.waiting_on) waiting.add(r);
    }
    CampaignOverview take() {
        for (const std::string_view state : shown_states())
            if (const auto found = by_state.find(std::string(state)); found != by_state.end())
                overview.states.emplace_back(*found);
        overview.live.assign(live.begin(), live.end());
        overview.waiting = waiting.take();
        return std::move(overview);
    }
};

}  // namespace

std::vector<WaitingSum> sum_waiting(const std::vector<AssetStatus>& rows) {
    WaitingCounter counter;
    for (const AssetStatus& row : rows)
        for (const RequestRecord& r : row.waiting_on) counter.add(r);
    return counter.take();
}

Result<std::vector<CampaignOverview>> overview(const workspace::Workspace& workspace, store::Ledger& ledger,
                                               const std::vector<AssetStatus>& rows, TimeMs now) {
    std::map<std::string, Counted> campaigns;
    for (const std::string& brief : workspace.brief_ids()) campaigns[brief];
    for (const AssetStatus& row : rows) campaigns[row.brief].add(row);
    auto spent = report_spend(ledger, SpendDimension::campaign, k_first_day, date_of(now));
    if (!spent) return fail(spent);
    for (const store::SpendLine& line : spent->lines)
        if (const auto found = campaigns.find(line.id); found != campaigns.end())
            found->second.overview.spent = line.cost;
    auto caps = all_spend_caps(workspace);
    if (!caps) return fail(caps);
    for (const SpendCap& cap : *caps) {
        if (cap.scope != SpendScope::campaign) continue;
        const auto found = campaigns.find(cap.id);
        if (found == campaigns.end()) continue;
        std::optional<PicoUsd>& least = found->second.overview.cap;
        least = least ? std::min(*least, cap.amount) : cap.amount;
    }
    std::vector<CampaignOverview> out;
    for (auto& [brief, counted] : campaigns) {
        counted.overview.brief = brief;
        out.push_back(counted.take());
    }
    return out;
}

Urgency urgency_of(const AssetStatus& row, TimeMs now) {
    if (row.correction) return Urgency::correction;  // readers have the fault meanwhile
    if (!row.problem.empty()) return Urgency::problem;
    if (row.expires && row.expires->value - now.value < k_soon_ms) return Urgency::expires_soon;
    if (row.stale) return Urgency::stale;
    if (!row.waiting_on.empty()) return Urgency::waits;
    const bool on_its_way =
        std::ranges::any_of(row.live, [](const LiveAt& at) { return at.state != PublicationState::live; });
    return on_its_way || !row.scheduled.empty() || row.state == "legal-approved" ? Urgency::moves
                                                                                 : Urgency::rests;
}

}  // namespace mkai::app
