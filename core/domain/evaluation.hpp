// Evaluations as the ledger keeps them: a run, what it compares, and the rows that say what came of each
// cell.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mkai {

struct EvalRun {
    std::string id;
    std::string suite;
    std::string suite_digest;
    std::string plan_digest;   // the same plan can be resumed
    std::string data_digest;   // tests, rows and checks
    std::string judge_digest;  // of the judging model's declaration; empty: nothing is judged
    std::int64_t tests = 0;
    int variants = 0;
    int trials = 1;
    std::string actor;
    TimeMs started;
    // The last end; a run that was resumed has several.
    std::string verdict;  // empty: it has not ended
    std::string sentence;
    TimeMs ended;

    std::int64_t cells() const { return tests * variants * trials; }
};

// A prompt with a model.
struct EvalVariant {
    int number = 0;
    std::string prompt;  // as the suite names it
    std::string prompt_id;
    std::string prompt_version;
    std::string model;
    std::string model_digest;
};

struct EvalTest {
    std::int64_t number = 0;
    std::string id;
    std::string description;
    std::string cluster;
    bool critical = false;
    std::string digest;  // of what is asked and checked
};

struct EvalCell {
    std::int64_t test = 0;
    int variant = 0;
    int trial = 0;
    auto operator<=>(const EvalCell&) const = default;
};

struct EvalAnswer {
    EvalCell cell;
    int take = 1;
    std::string call;    // empty: none was made
    std::string answer;  // the blob's digest; empty: none came
    std::string cache_key;
    bool cached = false;
    PicoUsd cost;  // of the call, also when it was an earlier one
    std::int64_t latency_ms = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
};

struct EvalCheck {
    std::string metric;
    std::string type;
    bool passed = false;
    double score = 0;
    std::string reason;
    std::string call;  // of a judge
    PicoUsd cost;      // of that call
};

// A judge's reply as it was kept.
struct JudgedReply {
    std::string call;
    std::string reply;  // blob
};

// A version of the ledger that stood in for a model's answer to a test.
struct EvalCopy {
    std::int64_t test = 0;
    int variant = 0;
    std::string asset;
    int version = 0;
    std::optional<double> edit_rate;  // share of the words of the model's version that people changed, 0 to 1
    std::optional<double> minutes;    // that people worked on it
};

enum class EvalOutcome { pass, fail, error };  // error: it could not be told

struct EvalResult {
    EvalCell cell;
    int take = 1;
    EvalOutcome outcome = EvalOutcome::error;
    double score = 0;
    std::string error;  // an error code
    std::string why;    // in words
};

// What came back of a cell, and what was told of it.
struct EvalTold {
    EvalAnswer answer;
    EvalResult result;
};

// --- what the rows come to ---

// A test's trials of one variant.
struct EvalCaseSum {
    std::int64_t test = 0;
    int variant = 0;
    std::string id;
    std::string description;
    std::string cluster;
    bool critical = false;
    std::string digest;
    int passed = 0;
    int failed = 0;
    int errors = 0;
    double score = 0;  // mean of those without an error

    int trials() const { return passed + failed; }
};

struct EvalVariantSum {
    int variant = 0;
    std::int64_t passed = 0;
    std::int64_t failed = 0;
    std::int64_t errors = 0;
    std::int64_t cached = 0;
    std::int64_t calls = 0;  // that were made by this run
    PicoUsd cost;            // of all answers, as if none had been cached
    PicoUsd spent;           // by this run
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    std::int64_t latency_p50_ms = 0;
    std::int64_t latency_p95_ms = 0;
};

// The mean of one metric over a test's trials.
struct EvalCaseMetric {
    std::int64_t test = 0;
    int variant = 0;
    std::string metric;
    double score = 0;
};

struct EvalMetricSum {
    int variant = 0;
    std::string metric;
    std::int64_t count = 0;
    std::int64_t passed = 0;
    double score = 0;  // mean
};

}  // namespace mkai
