// A check of an answer: what it looks at, what it says, and the table of those that there are. Pure. Those
// that know nothing of marketing are here (built_in_checks); the layer above adds its own to the table.
#pragma once

#include "core/base/decimal.hpp"
#include "core/base/json.hpp"
#include "core/base/result.hpp"
#include "core/eval/suite.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::eval {

// What a model said to one cell.
struct Answer {
    const TestCase& test;
    std::string_view text;
    const Json* json = nullptr;  // the text as JSON, when it is that
    PicoUsd cost;                // of the call, also where the answer came from the cache
    std::int64_t latency_ms = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
};

struct Outcome {
    bool passed = false;
    double score = 0;    // 0 to 1
    std::string reason;  // one plain sentence without full stop: what was found, or was not
};

class Check {
  public:
    virtual ~Check() = default;
    // An error when it cannot tell, such as a pattern that gave up: neither a pass nor a fail.
    virtual Result<Outcome> run(const Answer& answer) const = 0;
};

struct CheckType {
    std::string name;     // "contains"
    std::string summary;  // one line, for help
    // invalid_value, in words, when the value, the threshold or the pattern of the spec will not do.
    // Variables of the value are filled in already. `negated`, `weight` and `metric` are not its business.
    std::function<Result<std::unique_ptr<const Check>>(const CheckSpec&)> make;
};

std::vector<CheckType> built_in_checks();

class CheckTable {
  public:
    explicit CheckTable(std::vector<CheckType> types);
    const CheckType* find(std::string_view name) const;
    std::vector<std::string> names() const;
    const std::vector<CheckType>& types() const { return m_types; }
    // unknown_id with "did you mean"; what the type's `make` says. A negated check passes where it would
    // fail, with 1 minus the score.
    Result<std::unique_ptr<const Check>> make(const CheckSpec& spec) const;

  private:
    std::vector<CheckType> m_types;
};

// The outcomes of a cell's checks as one: the weighted mean of the scores, passed when it reaches the test's
// threshold or, where it has none, when every check passed.
struct CellOutcome {
    bool passed = false;
    double score = 0;
};
CellOutcome combine(const TestCase& test, std::span<const Outcome> outcomes);

}  // namespace mkai::eval
