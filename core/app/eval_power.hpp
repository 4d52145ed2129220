// How many tests an evaluation needs to see a difference, and which difference a number of tests sees: from
// the spread of the suite's newest run, or without one by the formula for pass rates.
//
//     a run of several variants    the differences, test by test, of the first two; by clusters
//     a run of one variant         its scores, as if another run had nothing in common with them: the most
//     that
//                                  can be needed
//     no run, or one that shows    pass rates of two sides that are asked different tests; the most, too
//     no variation
#pragma once

#include "core/app/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalPowerRequest {
    std::string suite;                 // empty: by the formula
    std::optional<double> difference;  // a share: 0.05 is five points
    std::optional<std::int64_t> tests;
    std::optional<int> trials;  // of each test; as the run had them when it is left out
    double rate = 0.8;          // of tests that pass, by the formula
    double power = 0.8;         // the chance to see a difference that is there
};

// What a run says of how much scores vary.
struct EvalSpread {
    std::string run;
    std::string left, right;  // names of the variants; `right` empty: one alone
    std::size_t tests = 0;
    std::size_t clusters = 0;
    int trials = 1;
    double sd = 0;  // of a cluster's mean difference, a share
    // The variance of a test's difference that one more trial would make smaller; empty: trials were not
    // repeated, so that nobody knows.
    std::optional<double> within_tests;

    double tests_a_cluster() const { return static_cast<double>(tests) / static_cast<double>(clusters); }
};

struct EvalPowerRow {
    double difference = 0;
    std::optional<std::int64_t> tests;  // of each side; empty: more than a hundred million
};

struct EvalPower {
    std::optional<EvalSpread> spread;  // empty: by the formula
    double rate = 0;
    double power = 0;
    double confidence = 0.95;  // the suite's
    int trials = 1;
    bool trials_count = true;  // false: what more trials would bring is not known, so they are left aside
    std::vector<EvalPowerRow> rows;
    std::optional<EvalPowerRow> asked;  // for `difference`
    std::optional<std::int64_t> tests;  // those that were asked about, else the run's
    std::optional<double> detectable;   // by these tests
    std::optional<double> found;        // the chance that these tests find `difference`
};

// unknown_id for a suite that is not there and has no run; invalid_value for a difference, rate or number
// that makes no sense, in words.
Result<EvalPower> eval_power(const Session& session, const EvalPowerRequest& request);

}  // namespace mkai::app
