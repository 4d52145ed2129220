// Scores added up a cluster: all that the clustered error and the bootstrap need of them.
#pragma once

#include <span>
#include <vector>

namespace mkai::stats {

struct ClusterTotal {
    double count = 0;  // of scores; a whole number
    double sum = 0;
};

// One total for each label that occurs, in an order that neither the order of the scores nor the names of the
// labels change: what is computed from them is the same to the last bit. Same length, finite scores.
std::vector<ClusterTotal> cluster_totals(std::span<const double> scores, std::span<const int> clusters);

// Sum over all clusters divided by the count over all: the mean of the scores.
double mean_of(std::span<const ClusterTotal> totals);

}  // namespace mkai::stats
