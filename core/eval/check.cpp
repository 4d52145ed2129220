#include "core/eval/check.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/families.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace mkai::eval {

namespace {

class Negated final : public Check {
  public:
    explicit Negated(std::unique_ptr<const Check> check) : m_check(std::move(check)) {}
    Result<Outcome> run(const Answer& answer) const override {
        auto outcome = m_check->run(answer);
        if (!outcome) return outcome;  // who cannot tell cannot tell the opposite either
        outcome->passed = !outcome->passed;
        outcome->score = 1 - outcome->score;
        return outcome;
    }

  private:
    std::unique_ptr<const Check> m_check;
};

// Means of decimal weights miss a decimal threshold by less than this.
constexpr double k_rounding = 1e-9;

}  // namespace

std::vector<CheckType> built_in_checks() {
    std::vector<CheckType> all;
    for (auto family : {text_checks, json_checks, similarity_checks, measure_checks})
        for (CheckType& type : family()) all.push_back(std::move(type));
    return all;
}

CheckTable::CheckTable(std::vector<CheckType> types) : m_types(std::move(types)) {}

const CheckType* CheckTable::find(std::string_view name) const {
    const auto found = std::ranges::find(m_types, name, &CheckType::name);
    return found == m_types.end() ? nullptr : &*found;
}

std::vector<std::string> CheckTable::names() const {
    std::vector<std::string> all;
    for (const CheckType& type : m_types) all.push_back(type.name);
    return all;
}

Result<std::unique_ptr<const Check>> CheckTable::make(const CheckSpec& spec) const {
    const CheckType* type = find(spec.type);
    if (type == nullptr) {
        const auto known = names();
        return fail(ErrorCode::unknown_id, fmt::format("there is no check {}", in_quotes(spec.type)),
                    did_you_mean(spec.type, known));
    }
    if (!std::isfinite(spec.weight) || spec.weight <= 0)
        return fail(ErrorCode::invalid_value,
                    fmt::format("the weight of {} is {}, so that it decides nothing", in_quotes(spec.type),
                                spec.weight),
                    "give it a weight above 0, or take the check out");
    if (spec.threshold && !std::isfinite(*spec.threshold))
        return fail(ErrorCode::invalid_value,
                    fmt::format("the threshold of {} is no number", in_quotes(spec.type)));
    auto made = type->make(spec);
    if (!made || !spec.negated) return made;
    return std::make_unique<const Negated>(std::move(*made));
}

CellOutcome combine(const TestCase& test, std::span<const Outcome> outcomes) {
    if (outcomes.empty() || outcomes.size() != test.checks.size()) return {};
    double sum = 0;
    double weights = 0;
    bool all_passed = true;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const double score = outcomes[i].score;
        const double weight = test.checks[i].weight;
        if (!std::isfinite(score) || !std::isfinite(weight) || weight <= 0) return {};
        sum += weight * std::clamp(score, 0.0, 1.0);
        weights += weight;
        all_passed = all_passed && outcomes[i].passed;
    }
    const double score = sum / weights;
    const bool reached = test.threshold && score >= *test.threshold - k_rounding;
    return {test.threshold ? reached : all_passed, score};
}

}  // namespace mkai::eval
