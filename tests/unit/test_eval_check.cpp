// The table of checks, negation, and how the outcomes of a cell become one; above all, that nothing passes
// which checked nothing.
#include "tests/unit/eval_fixture.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <set>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

namespace {

TestCase test_with(std::vector<double> weights, std::optional<double> threshold = {}) {
    TestCase test;
    test.threshold = threshold;
    for (const double weight : weights) {
        CheckSpec spec = spec_of("contains", "x");
        spec.weight = weight;
        test.checks.push_back(spec);
    }
    return test;
}

}  // namespace

TEST_CASE("a misspelt check is an error that says what was meant") {
    const Error error = refusal_of(spec_of("contians", "x"));
    CHECK(error.code == ErrorCode::unknown_id);
    CHECK(error.message == "there is no check \"contians\"");
    CHECK(error.fix == "did you mean \"contains\"?");
    CHECK(refusal_of(spec_of("Contains", "x")).code == ErrorCode::unknown_id);
    CHECK(refusal_of(spec_of("", "x")).code == ErrorCode::unknown_id);
}

TEST_CASE("every type has a name of its own and a line of help") {
    std::set<std::string> names;
    for (const CheckType& type : built_in_table().types()) {
        CHECK(names.insert(type.name).second);
        CHECK_FALSE(type.summary.empty());
        CHECK_FALSE(type.name.starts_with("not-"));
        CHECK(built_in_table().find(type.name) == &type);
    }
    CHECK(names.size() == built_in_table().names().size());
    CHECK(names.contains("rouge-n"));
}

TEST_CASE("a weight that decides nothing and a threshold that is no number are errors") {
    for (const double weight : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        CheckSpec spec = spec_of("contains", "x");
        spec.weight = weight;
        CHECK(refusal_of(spec).code == ErrorCode::invalid_value);
    }
    CHECK(refusal_of(spec_of("rouge-n", "some words", std::nan(""))).code == ErrorCode::invalid_value);
}

TEST_CASE("no check can be made without saying what it checks") {
    for (const CheckType& type : built_in_table().types()) {
        if (type.name == "is-json" || type.name == "contains-json" || type.name == "is-refusal") continue;
        CAPTURE(type.name);
        CHECK(refusal_of(spec_of(type.name)).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type.name, "")).code == ErrorCode::invalid_value);
        if (type.name == "equals") continue;  // an answer may be []
        CHECK(refusal_of(spec_of(type.name, Json::array())).code == ErrorCode::invalid_value);
        CHECK(refusal_of(spec_of(type.name, Json{{"vlaue", 1}})).code == ErrorCode::invalid_value);
    }
}

TEST_CASE("a negated check passes where the plain one fails, with the rest of its score") {
    CHECK(passes(spec_of("not-contains", "free"), "a price"));
    CHECK_FALSE(passes(spec_of("not-contains", "free"), "it is free"));
    for (const char* text : {"the cat sat on the mat", "the cat", "a dog", ""}) {
        const auto plain = run(spec_of("rouge-n", "the cat sat"), text);
        const auto negated = run(spec_of("not-rouge-n", "the cat sat"), text);
        REQUIRE(plain.has_value());
        REQUIRE(negated.has_value());
        CHECK(negated->passed == !plain->passed);
        CHECK(negated->score == doctest::Approx(1 - plain->score));
        CHECK(negated->reason == plain->reason);
    }
}

TEST_CASE("a negated check that cannot tell is still an error") {
    const std::string text = std::string(35, 'a') + "!";
    CHECK_FALSE(run(spec_of("regex", "^(a+)+$"), text).has_value());
    CHECK_FALSE(run(spec_of("not-regex", "^(a+)+$"), text).has_value());
}

TEST_CASE("a test without a threshold passes when every check did") {
    const TestCase test = test_with({1, 1, 2});
    const std::vector<Outcome> all{{true, 1, ""}, {true, 0.8, ""}, {true, 0.9, ""}};
    CHECK(combine(test, all).passed);
    CHECK(combine(test, all).score == doctest::Approx((1 + 0.8 + 1.8) / 4));
    auto one_failed = all;
    one_failed[1].passed = false;
    CHECK_FALSE(combine(test, one_failed).passed);
}

TEST_CASE("a test with a threshold passes by its weighted mean") {
    const std::vector<Outcome> mixed{{true, 1, ""}, {false, 0, ""}, {true, 1, ""}};
    CHECK(combine(test_with({1, 1, 1}, 0.6), mixed).passed);
    CHECK_FALSE(combine(test_with({1, 1, 1}, 0.7), mixed).passed);
    CHECK(combine(test_with({3, 1, 1}, 0.8), mixed).passed);
    // 0.1 + 0.2 of 1 misses 0.3 by a bit of the last place.
    CHECK(combine(test_with({0.7, 0.1, 0.2}, 0.3),
                  std::vector<Outcome>{{false, 0, ""}, {true, 1, ""}, {true, 1, ""}})
              .passed);
}

TEST_CASE("no outcome, one too few and a score that is none do not pass") {
    CHECK_FALSE(combine(TestCase{}, {}).passed);
    CHECK_FALSE(combine(test_with({1, 1}), std::vector<Outcome>{{true, 1, ""}}).passed);
    CHECK_FALSE(combine(test_with({1}), std::vector<Outcome>{{true, std::nan(""), ""}}).passed);
    CHECK_FALSE(combine(test_with({0}), std::vector<Outcome>{{true, 1, ""}}).passed);
    CHECK_FALSE(combine(test_with({1}, 0.0), {}).passed);
    CHECK(combine(test_with({1}), std::vector<Outcome>{{true, 7, ""}}).score == 1);
}

TEST_CASE("a better outcome never makes a cell worse") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int round = 0; round < 2000; ++round) {
        TestCase test = test_with({0.1 + unit(random), 0.1 + unit(random), 0.1 + unit(random)});
        if (round % 2 == 0) test.threshold = 0.01 + 0.99 * unit(random);
        std::vector<Outcome> outcomes;
        for (int i = 0; i < 3; ++i) outcomes.push_back({unit(random) < 0.5, unit(random), ""});
        const CellOutcome before = combine(test, outcomes);
        Outcome& changed = outcomes[static_cast<std::size_t>(round % 3)];
        changed.score += (1 - changed.score) * unit(random);
        changed.passed = true;
        const CellOutcome after = combine(test, outcomes);
        CHECK(after.score >= before.score - 1e-12);
        CHECK(after.passed >= before.passed);
    }
}
