#include "core/stats/cluster_totals.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace mkai::stats {

std::vector<ClusterTotal> cluster_totals(std::span<const double> scores, std::span<const int> clusters) {
    std::vector<std::pair<int, double>> rows;
    rows.reserve(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i) rows.emplace_back(clusters[i], scores[i]);
    std::ranges::sort(rows);

    std::vector<ClusterTotal> totals;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].first != rows[i - 1].first) totals.emplace_back();
        totals.back().count += 1;
        totals.back().sum += rows[i].second;
    }
    std::ranges::sort(totals, [](const ClusterTotal& a, const ClusterTotal& b) {
        return std::tie(a.count, a.sum) < std::tie(b.count, b.sum);
    });
    return totals;
}

double mean_of(std::span<const ClusterTotal> totals) {
    ClusterTotal all;
    for (const ClusterTotal& total : totals) {
        all.count += total.count;
        all.sum += total.sum;
    }
    return all.sum / all.count;
}

}  // namespace mkai::stats
