#include "tests/unit/eval_fixture.hpp"

#include <utility>

#include <nlohmann/json.hpp>

namespace mkai::eval {

const CheckTable& built_in_table() {
    static const CheckTable k_table{built_in_checks()};
    return k_table;
}

CheckSpec spec_of(std::string type, JsonValue value, std::optional<double> threshold) {
    CheckSpec spec;
    if (type.starts_with("not-")) {
        spec.negated = true;
        type.erase(0, 4);
    }
    spec.metric = type;
    spec.type = std::move(type);
    spec.value = std::move(value);
    spec.threshold = threshold;
    return spec;
}

Result<Outcome> run(const CheckSpec& spec, std::string_view text, Call call) {
    const auto check = built_in_table().make(spec);
    REQUIRE_MESSAGE(check.has_value(), (check ? "" : check.error().message));
    static const TestCase k_test;
    Answer answer{k_test, text, nullptr, call.cost, call.latency_ms};
    const auto json = parse_json(text);
    if (json) answer.json = &*json;
    auto outcome = (*check)->run(answer);
    if (outcome) {
        CHECK(outcome->score >= 0);
        CHECK(outcome->score <= 1);
        CHECK_FALSE(outcome->reason.empty());
        CHECK(outcome->reason.size() < 1000);
        CHECK(outcome->reason.find('\n') == std::string::npos);
    }
    return outcome;
}

bool passes(const CheckSpec& spec, std::string_view text, Call call) {
    const auto outcome = run(spec, text, call);
    REQUIRE_MESSAGE(outcome.has_value(), (outcome ? "" : outcome.error().message));
    return outcome->passed;
}

Error refusal_of(const CheckSpec& spec) {
    const auto check = built_in_table().make(spec);
    REQUIRE_FALSE_MESSAGE(check.has_value(), spec.type);
    return check.error();
}

}  // namespace mkai::eval
