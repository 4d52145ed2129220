// Declarations of models over time: what the ledger keeps of them, the way back to an earlier one, the tiny
// call that tests one, and the service accounts that ask them.
#include "core/app/generate.hpp"
#include "core/app/model_rollback.hpp"
#include "core/app/model_test.hpp"
#include "core/app/models.hpp"
#include "core/app/pause.hpp"
#include "core/store/spend.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_head =
    "# ours\nname: demo\nenvironment: dev\ndefault_model: copy\nmodels:\n  copy:\n    provider: demo\n";
constexpr std::string_view k_tail =
    "    timeout_s: 20   # stays\ndestinations:\n  site: {kind: files, path: out, format: html, sandbox: "
    "true}\n";

class Models : public Studio {
  public:
    Models() { declare("    output_tokens_max: 100\n"); }

    void declare(std::string_view lines) {
        folder.write("mkai.yaml", std::string(k_head).append(lines).append(k_tail));
        reread();
    }
    const ModelDecl& today() { return *workspace->config().find_model("copy"); }
    int tokens() { return today().output_tokens_max; }

    ModelTest test(std::string_view person = "maria") {
        clock.advance_ms(1'000);
        auto tested = test_model(as(person), today(), {});
        REQUIRE_MESSAGE(tested, said(tested));
        return std::move(*tested);
    }
    // What the answer is, or the word for what was done.
    std::string roll_back(std::string_view person, std::string target = "copy",
                          std::string reason = "worse") {
        clock.advance_ms(1'000);
        const Session session = as(person);
        const ModelRollbackRequest request{std::move(target), std::move(reason), "quality"};
        auto plan = plan_model_rollback(session, request);
        if (!plan) return outcome(plan);
        const Done done = roll_model_back(session, request, *plan);
        if (!done) return outcome(done);
        reread();
        return plan->unchanged ? "unchanged" : "done";
    }
    std::vector<UsedDeclaration> used() {
        auto used = list_declarations(*ledger, today());
        REQUIRE_MESSAGE(used, said(used));
        return std::move(*used);
    }
    std::vector<CallRecord> calls() {
        auto calls = ledger->list_calls("");
        REQUIRE(calls);
        return std::move(*calls);
    }
};

}  // namespace

TEST_CASE("a test is a call like any other: of the declaration as it stands, recorded, under pauses") {
    Models models;
    models.declare("    output_tokens_max: 5000\n");
    const ModelTest passed = models.test();
    CHECK_FALSE(passed.error);
    CHECK(passed.schema_kept == true);
    CHECK(passed.answered_as_asked() == true);
    REQUIRE(models.calls().size() == 1);
    const CallRecord call = models.calls().front();
    CHECK(call.outcome == "taken");
    CHECK(call.actor == "maria");
    CHECK(call.prompt_id == "builtin/model-test");
    // Its answer is asked for shorter, and the ledger names what mkai.yaml has.
    CHECK(call.model_digest == digest_of(models.today()).value());
    CHECK(models.events_of(event_kind::run_started).front().data.at("purpose") == "test");
    CHECK(models.ledger->list_open_runs()->empty());

    REQUIRE(pause(models.as("dana"), {PauseScope::model, "copy", "odd answers", ""}));
    const ModelTest paused = models.test();
    REQUIRE(paused.error);
    CHECK(paused.error->code == ErrorCode::paused);
    CHECK_FALSE(paused.reachable);
    CHECK(models.calls().size() == 1);
}

TEST_CASE("a test says why a model does not pass: its shape, its price, its roles, its credential") {
    Models models;
    models.declare("    fault: not-json\n");
    const ModelTest odd = models.test();
    REQUIRE(odd.error);
    CHECK(odd.error->code == ErrorCode::model_output_invalid);
    CHECK(odd.reachable == true);
    CHECK(odd.schema_kept == false);
    CHECK(models.calls().back().outcome == "invalid");
    models.declare("    fault: http-500\n");
    const ModelTest gone = models.test();
    REQUIRE(gone.error);
    CHECK(gone.error->status() == ExitStatus::unavailable);
    CHECK_FALSE(gone.schema_kept);
    const std::size_t asked = models.calls().size();
    models.declare("    roles: [lead]\n");
    CHECK(models.test().error->code == ErrorCode::blocked);
    CHECK_FALSE(models.test("priya").error);
    models.folder.edit("mkai.yaml", "provider: demo",
                       "provider: openai-compatible\n    model: m\n    url: http://127.0.0.1:9/v1");
    models.reread();
    CHECK(models.test("priya").error->code == ErrorCode::no_price);
    CHECK(models.calls().size() == asked + 1);
}

TEST_CASE("the ledger keeps each declaration that was used, by digest, and what differs today") {
    Models models;
    CHECK(models.used().empty());
    models.test();
    models.test();
    models.declare("    output_tokens_max: 200\n");
    models.test("sam");
    const auto used = models.used();
    REQUIRE(used.size() == 2);
    CHECK(used[0].changes.empty());
    CHECK(used[0].use.first_by == "sam");
    CHECK(used[1].use.calls == 2);
    CHECK(used[1].use.first_by == "maria");
    REQUIRE(used[1].changes.size() == 1);
    CHECK(used[1].changes[0].key == "output_tokens_max");
    CHECK(used[1].changes[0].before == "100");
    CHECK(used[1].changes[0].after == "200");
    const std::string earlier = used[1].use.seen.digest;
    const auto shown = show_model(*models.workspace, *models.ledger, "copy@" + earlier.substr(0, 6), k_start);
    REQUIRE_MESSAGE(shown, said(shown));
    REQUIRE(shown->asked);
    CHECK(shown->asked->model.output_tokens_max == 100);
    const auto show = [&](std::string_view typed) {
        return outcome(show_model(*models.workspace, *models.ledger, typed, k_start));
    };
    CHECK(show("copi") == "unknown-model");
    CHECK(show("copy@12") == "invalid-id");
    CHECK(show("copy@0000") == "unknown-id");
}

TEST_CASE(
    "a rollback writes the earlier declaration back, records who and why, and done twice changes nothing") {
    Models models;
    CHECK(models.roll_back("alex") == "unknown-id");
    models.test();
    const std::string first = digest_of(models.today()).value();
    const std::string file = models.folder.read("mkai.yaml");
    models.declare("    output_tokens_max: 200\n");
    CHECK(models.roll_back("alex") == "done");
    CHECK(models.tokens() == 100);
    CHECK(digest_of(models.today()).value() == first);
    CHECK(models.folder.read("mkai.yaml") == file);
    const auto events = models.events_of(event_kind::model_rolled_back);
    REQUIRE(events.size() == 1);
    CHECK(events[0].actor == "alex");
    CHECK(events[0].reason_code == "quality");
    CHECK(events[0].data.at("digest") == first);
    CHECK(models.ledger->get_blob(events[0].reason)->bytes == "worse");
    CHECK(models.roll_back("alex") == "unchanged");
    CHECK(models.roll_back("alex", "copy@" + first) == "unchanged");
    CHECK(models.events_of(event_kind::model_rolled_back).size() == 1);
    CHECK(describe(events[0]) == "alex: rolled the model copy back to an earlier declaration");
}

TEST_CASE("without a digest a rollback goes to what counted last, and not to what was rolled away") {
    Models models;
    models.test();
    models.declare("    output_tokens_max: 200\n");
    models.test();
    CHECK(models.roll_back("alex") == "done");
    CHECK(models.tokens() == 100);
    models.declare("    output_tokens_max: 300\n");
    CHECK(models.roll_back("priya") == "done");
    CHECK(models.tokens() == 100);
    models.test();
    const auto used = models.used();
    REQUIRE(used.size() == 2);
    CHECK(models.roll_back("alex", "copy@" + used[1].use.seen.digest.substr(0, 8)) == "done");
    CHECK(models.tokens() == 200);
}

TEST_CASE(
    "invariants 8 and 11: engineers and leads roll a model back, with a reason, and no service account") {
    Models models;
    models.test();
    models.declare("    output_tokens_max: 200\n");
    CHECK(models.roll_back("maria") == "role-lacking");
    CHECK(models.roll_back("dana") == "role-lacking");
    CHECK(models.roll_back("ci-bot") == "blocked");
    CHECK(models.roll_back("alex", "copy", "") == "needs-reason");
    CHECK(models.tokens() == 200);
    CHECK(models.events_of(event_kind::model_rolled_back).empty());
}

TEST_CASE("a rollback that lost a race, or to a model that cannot be asked any more, changes nothing") {
    Models models;
    models.test();
    models.declare("    output_tokens_max: 200\n");
    const ModelRollbackRequest request{"copy", "worse", ""};
    auto plan = plan_model_rollback(models.as("alex"), request);
    REQUIRE_MESSAGE(plan, said(plan));
    models.folder.edit("mkai.yaml", "# ours", "# mine");
    CHECK(outcome(roll_model_back(models.as("alex"), request, *plan)) == "conflict");
    CHECK(models.tokens() == 200);
    CHECK(models.events_of(event_kind::model_rolled_back).empty());

    models.folder.write("prices.yaml",
                        "prices:\n  - {id: demo/x, usd_per_million: {input: \"1\", output: \"1\"}, "
                        "source: https://example.com, checked_on: 2026-11-01}\n");
    models.declare("    model: x\n");
    models.test();
    models.folder.edit(
        "mkai.yaml", "provider: demo\n    model: x",
        "provider: openai-compatible\n    url: http://127.0.0.1:9/v1\n    model: y\n    price: free\n"
        "    credential: work\n    vendor: {region: eu}");
    models.reread();
    auto other = plan_model_rollback(models.as("alex"), request);
    REQUIRE_MESSAGE(other, said(other));
    REQUIRE(other->remarks.size() == 2);
    CHECK(has(other->remarks[0], "its credential stays \"work\""));
    CHECK(has(other->remarks[1], "was said of openai-compatible"));
}

TEST_CASE("a service account asks the models that are for its roles, and its spend is its own") {
    Models models;
    GenerateRequest request;
    request.target = "spring/push";
    auto plan = plan_generate(models.as("ci-bot"), request);
    REQUIRE_MESSAGE(plan, said(plan));
    const auto done = generate(models.as("ci-bot"), *plan, {});
    REQUIRE_MESSAGE(done, said(done));
    CHECK(done->outcomes.front().changed);
    const auto spent = models.ledger->spend_by(SpendDimension::person, "2026-11-01", "2026-11-30");
    REQUIRE(spent);
    REQUIRE(spent->size() == 1);
    CHECK(spent->front().id == "ci-bot");
    models.declare("    roles: [marketer]\n");
    CHECK(outcome(plan_generate(models.as("ci-bot"), request)) == "blocked");
    models.declare("    roles: [engineer]\n");
    CHECK(outcome(plan_generate(models.as("maria"), request)) == "blocked");
    CHECK(outcome(plan_generate(models.as("ci-bot"), request)) == "ok");
}

TEST_CASE("past its review, a model is a finding for all, and is not asked for what is of high risk") {
    Models models;
    models.declare("    vendor: {review_by: 2026-11-22}\n");
    GenerateRequest request;
    request.target = "spring/push";
    auto plan = plan_generate(models.as("maria"), request);
    REQUIRE_MESSAGE(plan, said(plan));
    REQUIRE(plan->findings.size() == 1);
    CHECK(plan->findings[0].code == "review-overdue");
    CHECK(plan->findings[0].line == 8);
    models.folder.edit("usecases/campaign-copy.yaml", "risk: medium", "risk: high");
    models.reread();
    CHECK(outcome(plan_generate(models.as("maria"), request)) == "blocked");
    models.declare("    vendor: {review_by: 2026-11-23}\n");
    plan = plan_generate(models.as("maria"), request);
    REQUIRE_MESSAGE(plan, said(plan));
    CHECK(plan->findings.empty());
}

}  // namespace mkai::app
