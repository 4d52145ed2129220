#include "core/app/eval_power.hpp"
#include "core/stats/power.hpp"
#include "tests/unit/app_fixture.hpp"

#include <cmath>
#include <functional>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

struct Shape {
    int tests = 20;
    int variants = 2;
    int trials = 1;
    int cluster = 1;  // tests in each
};
using ScoreOf = std::function<double(int test, int variant, int trial)>;

// A run of the suite "made" whose rows say these scores.
void insert_run(const Session& session, const Shape& shape, const ScoreOf& score_of) {
    const std::string digest(64, 'a');
    EvalRun run{"01890000-0000-7000-8000-000000000001",
                "made",
                digest,
                digest,
                digest,
                "",
                shape.tests,
                shape.variants,
                shape.trials,
                session.actor.person.id,
                k_start,
                "",
                "",
                {}};
    std::vector<EvalVariant> variants;
    for (int v = 0; v < shape.variants; ++v)
        variants.push_back({v, "tag", "tag", digest, v == 0 ? "one" : "two", digest});
    auto writer = session.ledger.begin();
    REQUIRE(writer);
    Event event = make_event(session, event_kind::eval_started);
    event.data = {{"run", run.id}};
    const auto seq = writer->append(std::move(event));
    REQUIRE(seq);
    REQUIRE(writer->insert_eval_run(run, variants, *seq));
    for (int t = 0; t < shape.tests; ++t) {
        REQUIRE(writer->insert_eval_test(run.id, {t, "t" + std::to_string(t), "",
                                                  "c" + std::to_string(t / shape.cluster), false, digest}));
        for (int v = 0; v < shape.variants; ++v)
            for (int k = 0; k < shape.trials; ++k) {
                EvalResult result;
                result.cell = {t, v, k};
                result.score = score_of(t, v, k);
                result.outcome = result.score > 0.5 ? EvalOutcome::pass : EvalOutcome::fail;
                REQUIRE(writer->insert_eval_result(run.id, result, {}));
            }
    }
    REQUIRE(writer->commit());
}

EvalPower planned(const Session& session, EvalPowerRequest request) {
    request.suite = "made";
    auto made = eval_power(session, request);
    REQUIRE_MESSAGE(made, said(made));
    REQUIRE(made->spread);
    return std::move(*made);
}

EvalPowerRequest with_difference(double difference, std::optional<int> trials = {}) {
    EvalPowerRequest request;
    request.difference = difference;
    request.trials = trials;
    return request;
}

}  // namespace

TEST_CASE("two variants are held against each other test by test") {
    Studio studio;
    const Session session = studio.as("maria");
    // Tests differ much, the two variants on each by 0.1 or 0.3: only the second counts.
    insert_run(session, {},
               [](int t, int v, int) { return (t % 5) * 0.15 + (v == 0 ? (t % 2 == 0 ? 0.1 : 0.3) : 0); });
    const EvalPower power = planned(session, with_difference(0.05));
    CHECK(power.spread->right == "tag with two");
    CHECK(power.spread->clusters == 20);
    // The standard deviation of ten times 0.1 and ten times 0.3, about their mean.
    CHECK(power.spread->sd == doctest::Approx(0.1 * std::sqrt(20.0 / 19)).epsilon(1e-9));
    CHECK(power.asked->tests == stats::paired_sample_size(0.05, power.spread->sd, {0.05, 0.8}).value());
    CHECK(power.tests == 20);
    CHECK(*power.detectable == doctest::Approx(*stats::minimum_detectable_effect(
                                   power.spread->sd / std::sqrt(20.0), 19, {0.05, 0.8})));
}

TEST_CASE("tests that stand or fall together count as their clusters") {
    Studio studio;
    const Session session = studio.as("maria");
    insert_run(session, {40, 2, 1, 4},
               [](int t, int v, int) { return v == 0 ? ((t / 4) % 2 == 0 ? 0.1 : 0.3) : 0; });
    const EvalPower power = planned(session, with_difference(0.05));
    CHECK(power.spread->clusters == 10);
    const auto clusters = stats::paired_sample_size(0.05, power.spread->sd, {0.05, 0.8}).value();
    CHECK(power.asked->tests == clusters * 4);
    EvalPowerRequest too_few;
    too_few.suite = "made";
    too_few.tests = 6;
    CHECK(outcome(eval_power(session, too_few)) == "invalid-value");
}

TEST_CASE("more trials make smaller what varies within tests, and nothing else") {
    Studio studio;
    const Session session = studio.as("maria");
    // Trials vary by 0.2 about a mean that differs from test to test.
    insert_run(session, {20, 2, 2, 1}, [](int t, int v, int k) {
        return v == 0 ? 0.5 + (t % 2 == 0 ? 0.1 : -0.1) + (k == 0 ? 0.2 : -0.2) : 0.4;
    });
    const EvalPower as_it_was = planned(session, with_difference(0.05));
    const EvalPower once = planned(session, with_difference(0.05, 1));
    const EvalPower often = planned(session, with_difference(0.05, 8));
    CHECK(as_it_was.trials == 2);
    REQUIRE(as_it_was.spread->within_tests);
    CHECK(*as_it_was.spread->within_tests ==
          doctest::Approx(0.08));  // of 0.2 twice, over one degree of freedom
    CHECK(*once.asked->tests > *as_it_was.asked->tests);
    CHECK(*often.asked->tests < *as_it_was.asked->tests);
    const double sd = std::sqrt(as_it_was.spread->sd * as_it_was.spread->sd + 0.08 * (1 - 0.5));
    CHECK(once.asked->tests == stats::paired_sample_size(0.05, sd, {0.05, 0.8}).value());
    CHECK(once.trials_count);
}

TEST_CASE("one variant alone is the most that can be needed, and nothing known of trials is said so") {
    Studio studio;
    const Session session = studio.as("maria");
    insert_run(session, {20, 1, 1, 1}, [](int t, int, int) { return t % 2 == 0 ? 0.2 : 0.6; });
    const EvalPower power = planned(session, with_difference(0.05, 4));
    CHECK(power.spread->right.empty());
    CHECK(power.spread->sd == doctest::Approx(0.2 * std::sqrt(20.0 / 19) * std::sqrt(2.0)));
    CHECK_FALSE(power.trials_count);
}

TEST_CASE("a run without variation says nothing, so the formula does") {
    Studio studio;
    const Session session = studio.as("maria");
    insert_run(session, {20, 2, 1, 1}, [](int, int, int) { return 1.0; });
    EvalPowerRequest request = with_difference(0.05);
    request.suite = "made";
    const auto power = eval_power(session, request);
    REQUIRE(power);
    CHECK_FALSE(power->spread);
    CHECK(power->asked->tests == 1'094);  // power.prop.test(p1 = 0.8, p2 = 0.75, power = 0.8) of R
}

TEST_CASE("what 200 tests see is what needs 200 tests") {
    Studio studio;
    EvalPowerRequest request;
    request.tests = 200;
    const auto seen = eval_power(studio.as("maria"), request);
    REQUIRE(seen);
    REQUIRE(seen->detectable);
    const auto needed = eval_power(studio.as("maria"), with_difference(*seen->detectable));
    REQUIRE(needed);
    CHECK(*needed->asked->tests <= 200);
    CHECK(*needed->asked->tests >= 199);
    EvalPowerRequest none;
    none.suite = "nothing";
    CHECK(outcome(eval_power(studio.as("maria"), none)) == "unknown-id");
    EvalPowerRequest wide = with_difference(0.9);
    wide.rate = 0.5;
    CHECK(outcome(eval_power(studio.as("maria"), wide)) == "invalid-value");
}

}  // namespace mkai::app
