// Two sets of scores of the same tests held against each other: what differs, how sure that is, and whether
// it is worse.
#pragma once

#include "core/app/eval_cases.hpp"
#include "core/base/error.hpp"
#include "core/base/result.hpp"
#include "core/eval/suite.hpp"
#include "core/stats/interval.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mkai::app {

enum class EvalVerdict { pass, regression, inconclusive, infrastructure };
std::string_view to_string(EvalVerdict verdict);
ExitStatus status_of(EvalVerdict verdict);

// "email with copy"
std::string name_of(const EvalVariant& variant);
// What changed under the same name, in words; empty when nothing did.
std::string change_between(const EvalVariant& before, const EvalVariant& now);

struct EvalMetricDifference {
    std::string metric;
    double difference = 0;
    std::optional<double> p_value;  // Holm-adjusted over the metrics
};

// Scores from 0 to 1; a difference is the later minus the earlier one.
struct EvalComparison {
    std::string baseline;  // "email with copy"
    std::int64_t cases = 0;
    std::int64_t left_out = 0;  // tests that are new or others
    double baseline_score = 0;
    double difference = 0;
    std::optional<stats::Interval> interval;   // by clusters, Student's t
    std::optional<stats::Interval> bootstrap;  // percentile, seeded
    std::optional<double> p_value;
    std::int64_t better = 0;  // passed here and failed there
    std::int64_t worse = 0;
    std::optional<double> mcnemar_p;
    std::optional<double> detectable;  // the smallest difference that would be found 8 times of 10
    std::vector<std::string> flipped;  // critical tests that passed there and fail here
    std::vector<EvalMetricDifference> metrics;
    EvalVerdict verdict = EvalVerdict::inconclusive;
    std::string sentence;
};

// Numbers for the labels of clusters, the same for the same label.
class ClusterNumbers {
  public:
    int operator()(std::string_view label);

  private:
    std::unordered_map<std::size_t, int> m_numbers;  // by the label's hash
};

// The tests that are the same in both, as they come; what it keeps of each is a few numbers.
class PairedCases {
  public:
    void add(const std::string& id, const ScoredCase& before, const ScoredCase& now);
    void leave_out() { ++m_out.left_out; }
    Result<EvalComparison> compare(std::string baseline, const eval::GuardRules& guards) const;

  private:
    struct Scores {
        std::vector<double> before, now;
        std::vector<int> clusters;

        void add(double earlier, double later, int cluster);
    };
    Done compare_metrics(EvalComparison& out, double confidence) const;

    ClusterNumbers m_numbers;
    Scores m_scores;
    std::map<std::string, Scores> m_metrics;
    EvalComparison m_out;
};

// `now` against `before`: a test counts when it has the same id and asks and checks the same in both.
void add_pair(PairedCases& pairs, const ScoredCases& before, const std::string& id, const ScoredCase& now);

}  // namespace mkai::app
