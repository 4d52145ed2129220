// How long the words that models were asked and answered are kept.
#include "core/app/explain.hpp"
#include "core/app/generate.hpp"
#include "core/app/retention.hpp"
#include "core/base/file.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::app;

namespace {

const std::string k_rule_of_prompt = "You write marketing copy";  // of the demo's prompt, and of no version

std::string draft(Studio& studio, const std::string& target) {
    const Session maria = studio.as("maria");
    GenerateRequest request;
    request.target = target;
    request.again = true;
    const auto plan = plan_generate(maria, request);
    REQUIRE_MESSAGE(plan, said(plan));
    const auto generated = generate(maria, *plan, {});
    REQUIRE_MESSAGE(generated, said(generated));
    REQUIRE(generated->outcomes.size() == 1);
    return generated->outcomes.front().asset;
}

void keep_for(Studio& studio, int days) {
    studio.folder.edit("mkai.yaml", "model_texts_days: 400", fmt::format("model_texts_days: {}", days));
    studio.reread();
}

ExplainedVersion made(Studio& studio, const std::string& asset) {
    auto explained = explain(studio.as("maria"), studio.target(asset));
    REQUIRE_MESSAGE(explained, said(explained));
    REQUIRE(explained->made.size() >= 1);
    return explained->made.back();
}

// The ledger's file and what stands beside it.
std::string all_bytes(const Studio& studio) {
    std::string bytes;
    for (const auto& file : fs::directory_iterator(studio.workspace->ledger_path().parent_path()))
        if (file.is_regular_file()) bytes += read_file(file.path(), 1u << 28).value();
    return bytes;
}

}  // namespace

TEST_CASE("without a retention prompts and answers are kept for good") {
    Studio studio;
    studio.folder.edit("mkai.yaml", "retention:\n  model_texts_days: 400", "");
    studio.reread();
    const std::string asset = draft(studio, k_push);
    studio.clock.advance_ms(4000 * k_day_ms);
    const auto purged = purge(studio.as("maria"));
    REQUIRE(purged);
    CHECK(purged->kept_days == 0);
    CHECK(purged->texts == 0);
    CHECK_FALSE(made(studio, asset).messages.empty());
}

TEST_CASE("after its days a prompt is gone from every file, and the version, the call and the log stay") {
    Studio studio;
    keep_for(studio, 30);
    const std::string asset = draft(studio, k_push);
    REQUIRE(has(made(studio, asset).messages, k_rule_of_prompt));
    REQUIRE(has(all_bytes(studio), k_rule_of_prompt));
    const Subject before = *read_subject(*studio.ledger, studio.target(asset).version);

    studio.clock.advance_ms(30 * k_day_ms);
    REQUIRE(preview_purge(studio.as("maria")));
    CHECK(preview_purge(studio.as("maria"))->texts == 0);  // thirty days are not over before midnight

    studio.clock.advance_ms(k_day_ms);
    CHECK(preview_purge(studio.as("maria"))->texts == 2);
    REQUIRE(purge(studio.as("maria"))->texts == 2);
    const ExplainedVersion after = made(studio, asset);
    CHECK(after.messages.empty());
    REQUIRE(after.messages_purged_at);
    REQUIRE(after.call);
    CHECK(after.call->outcome == "taken");
    CHECK(read_subject(*studio.ledger, studio.target(asset).version)->content.fields ==
          before.content.fields);
    CHECK_FALSE(has(all_bytes(studio), k_rule_of_prompt));

    const auto events = studio.events_of(event_kind::texts_purged);
    REQUIRE(events.size() == 1);
    CHECK(events.front().actor == "mkai");
    CHECK(events.front().data.at("texts") == "2");
    CHECK(events.front().data.at("before") == "2026-11-24");
    CHECK(describe(events.front()) ==
          "mkai: deleted 2 prompts and answers from before 2026-11-24 (kept for 30 days)");
}

TEST_CASE("a purge repeated does nothing and writes nothing") {
    Studio studio;
    keep_for(studio, 1);
    draft(studio, k_push);
    studio.clock.advance_ms(5 * k_day_ms);
    REQUIRE(purge(studio.as("maria"))->texts == 2);
    const std::size_t events = studio.count_events();
    CHECK(purge(studio.as("maria"))->texts == 0);
    studio.clock.advance_ms(k_day_ms);
    CHECK(purge(studio.as("maria"))->texts == 0);
    CHECK(studio.count_events() == events);
}

TEST_CASE("a text that a younger call shares is kept until that is too old as well") {
    Studio studio;
    keep_for(studio, 10);
    const std::string asset = draft(studio, k_push);
    // The same call once more, six days later.
    auto raw = studio.raw();
    REQUIRE(raw.execute("CREATE TEMP TABLE again AS SELECT * FROM call"));
    REQUIRE(raw.execute(fmt::format("UPDATE again SET id = 'another', at_ms = at_ms + {}", 6 * k_day_ms)));
    REQUIRE(raw.execute("INSERT INTO call SELECT * FROM again"));

    studio.clock.advance_ms(12 * k_day_ms);
    CHECK(purge(studio.as("maria"))->texts == 0);
    CHECK_FALSE(made(studio, asset).messages.empty());
    studio.clock.advance_ms(6 * k_day_ms);
    CHECK(purge(studio.as("maria"))->texts == 2);
    CHECK(made(studio, asset).messages.empty());
}

TEST_CASE("a run looks once a day, and what a crash left is found the day after") {
    Studio studio;
    keep_for(studio, 10);
    const std::string asset = draft(studio, k_push);
    studio.clock.advance_ms(11 * k_day_ms);
    CHECK(purge_daily(studio.as("maria"))->texts == 2);
    // A call that was held by a dead process and is settled now keeps the time of its reservation.
    auto raw = studio.raw();
    REQUIRE(
        raw.execute("INSERT INTO blob (digest, sha256, salt, bytes, added_at_ms) "
                    "VALUES (printf('%064d', 1), printf('%064d', 2), zeroblob(16), x'2e', 0)"));
    REQUIRE(raw.execute("CREATE TEMP TABLE late AS SELECT * FROM call"));
    REQUIRE(raw.execute("UPDATE late SET id = 'late', messages = printf('%064d', 1), answer = NULL"));
    REQUIRE(raw.execute("INSERT INTO call SELECT * FROM late"));
    CHECK(purge_daily(studio.as("maria"))->texts == 0);
    studio.clock.advance_ms(k_day_ms);
    CHECK(purge_daily(studio.as("maria"))->texts == 1);
    CHECK(purge_daily(studio.as("maria"))->texts == 0);
}

TEST_CASE("words that were purged can be said again") {
    Studio studio;
    keep_for(studio, 1);
    draft(studio, k_push);
    studio.clock.advance_ms(5 * k_day_ms);
    REQUIRE(purge(studio.as("maria"))->texts == 2);
    const std::string asset = draft(studio, k_push);
    auto explained = explain(studio.as("maria"), studio.target(asset));
    REQUIRE(explained);
    CHECK(has(explained->made.back().messages, k_rule_of_prompt));
}

TEST_CASE("a text is changed by a recorded purge alone") {
    Studio studio;
    draft(studio, k_push);
    auto raw = studio.raw();
    CHECK_FALSE(raw.execute("UPDATE blob SET bytes = x'', purged_at_ms = 1"));
    CHECK_FALSE(raw.execute("UPDATE blob SET bytes = 'another'"));
    CHECK_FALSE(raw.execute("DELETE FROM blob"));
}
