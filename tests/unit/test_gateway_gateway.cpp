// The run of many calls: side by side, each told once, with one repair round; what cannot run at all is an
// error.
#include "tests/unit/calls_fixture.hpp"

#include <array>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;
using namespace mkai::gateway::asking;

namespace {

bool is_not_json(const Attempt& attempt) {
    return attempt.answer.good() && !parse_json(attempt.answer.text);
}

}  // namespace

TEST_CASE("every call is made once, side by side, and told once") {
    loopback::Running model({.delay_ms = 20});
    const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(25));
    REQUIRE(asked.done);
    std::set<std::size_t> told;
    for (const Kept& attempt : asked.attempts()) {
        CHECK(attempt.text == R"({"title":"The title"})");
        CHECK(attempt.round == 1);
        CHECK(attempt.last);
        told.insert(attempt.call);
    }
    CHECK(told.size() == 25);
    CHECK(asked.attempts().size() == 25);
    CHECK(model.server().in_flight_max() == 4);
    CHECK(model.server().last_request().find("Authorization: Bearer sk-very-secret") != std::string::npos);
}

TEST_CASE("money is held for what is in flight and as many again, in batches, and settled at what was used") {
    loopback::Running model({.delay_ms = 20});
    const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(40));
    REQUIRE(asked.done);
    CHECK(asked.ledger.reserved == 40);
    CHECK(asked.ledger.held_max <= 8);
    CHECK(asked.ledger.batches < 40);
    for (const Kept& attempt : asked.attempts()) {
        CHECK(attempt.reserved.value > attempt.cost.value);
        CHECK(attempt.cost == cost_of(attempt.usage, make_price()));
        CHECK(attempt.usage.source == UsageSource::reported);
    }
}

TEST_CASE("an answer that does not fit gets one repair round with its own prompt, and no second one") {
    const auto repairing = [](TestLedger& ledger, RunOptions&) { ledger.wants_repair = is_not_json; };
    SUBCASE("a model that mends it") {
        loopback::Running model({.mode = "bad-then-good"});
        const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(3), repairing);
        REQUIRE(asked.done);
        CHECK(asked.attempts().size() == 6);
        for (const Kept& attempt : asked.attempts()) {
            CHECK(attempt.messages == (attempt.round == 1 ? 2 : 4));
            CHECK((attempt.round == 2) == (attempt.text == R"({"title":"The title"})"));
        }
    }
    SUBCASE("a model that does not") {
        loopback::Running model({.mode = "bad-json"});
        const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(3), repairing);
        REQUIRE(asked.done);
        CHECK(asked.attempts().size() == 6);
        CHECK(model.server().requests() == 6);
    }
    SUBCASE("a call that failed is not repaired") {
        loopback::Running model({.mode = "http-500"});
        const Asked asked =
            Asked::of({make_model(model.base_url())}, make_calls(3), [](TestLedger& ledger, RunOptions&) {
                ledger.wants_repair = [](const Attempt&) { return true; };
            });
        REQUIRE(asked.done);
        CHECK(asked.attempts().size() == 3);
        CHECK(model.server().requests() == 3);
    }
}

TEST_CASE("each way in which a provider fails is told, and no text holds the secret") {
    struct Row {
        const char* mode;
        ErrorCode code;
        bool retry_helps;
    };
    for (const Row& row :
         {Row{"http-401", ErrorCode::no_credential, false},
          Row{"http-429", ErrorCode::model_unavailable, true},
          Row{"quota", ErrorCode::model_unavailable, false},
          Row{"http-500", ErrorCode::model_unavailable, true},
          Row{"error-200", ErrorCode::model_unavailable, true},
          Row{"hang", ErrorCode::model_unavailable, true}, Row{"cut", ErrorCode::model_unavailable, true},
          Row{"no-http", ErrorCode::model_unavailable, true}, Row{"big", ErrorCode::model_unavailable, false},
          Row{"redirect", ErrorCode::invalid_file, false},
          Row{"refusal", ErrorCode::model_unavailable, false},
          Row{"content-filter", ErrorCode::model_unavailable, false},
          Row{"length", ErrorCode::model_unavailable, false},
          Row{"invalid-utf8", ErrorCode::model_unavailable, true}}) {
        CAPTURE(row.mode);
        loopback::Running model({.mode = row.mode});
        ModelDecl declared = make_model(model.base_url());
        if (std::string_view(row.mode) == "hang") declared.timeout_ms = 200;
        const Asked asked = Asked::of({declared}, make_calls(1));
        REQUIRE(asked.done);
        REQUIRE(asked.attempts().size() == 1);
        REQUIRE(asked.attempts()[0].failure);
        const auto& failure = *asked.attempts()[0].failure;
        CHECK(failure.error.code == row.code);
        CHECK(failure.retry_helps == row.retry_helps);
        CHECK(failure.error.message.find(k_secret) == std::string::npos);
        CHECK(model.server().requests() == 1);
    }
}

TEST_CASE("what fails for every call of a model ends it for the others, without asking for each") {
    for (const char* mode : {"http-401", "quota", "redirect"}) {
        CAPTURE(mode);
        loopback::Running model({.mode = mode, .delay_ms = 20});
        const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(60));
        REQUIRE(asked.done);
        CHECK(asked.attempts().size() <= 12);
        CHECK(asked.attempts().size() + asked.ledger.given_up.size() == 60);
        CHECK(asked.ledger.given_up.front().second.code == asked.attempts().front().failure->error.code);
    }
}

TEST_CASE("a provider that repeats the secret does not get it into our words") {
    loopback::Running model({.mode = "http-400"});
    const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(1));
    REQUIRE(asked.attempts().at(0).failure);
    // The server's message is part of the context; a secret that is part of it would be replaced.
    CHECK(asked.attempts()[0].failure->error.context.at(0).find("as it was asked to") != std::string::npos);
    const Asked echoed =
        Asked::of({make_model(model.base_url())}, make_calls(1), {},
                  [](std::string_view, std::string_view) -> Result<std::string> { return "asked"; });
    REQUIRE(echoed.attempts().at(0).failure);
    CHECK(echoed.attempts()[0].failure->error.context.at(0).find("asked") == std::string::npos);
    CHECK(echoed.attempts()[0].failure->error.context.at(0).find("[secret]") != std::string::npos);
}

TEST_CASE("a credential is asked for by name and host, once, and nothing is sent when it is refused") {
    loopback::Running model({});
    std::vector<std::string> names;
    const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(2), {},
                                  [&](std::string_view name, std::string_view host) -> Result<std::string> {
                                      names.push_back(std::string(name) + " for " + std::string(host));
                                      return fail(ErrorCode::no_credential, "it may not go there");
                                  });
    REQUIRE_FALSE(asked.done);
    CHECK(asked.done.error().code == ErrorCode::no_credential);
    CHECK(names == std::vector<std::string>{"work for " + model.host()});
    CHECK(model.server().requests() == 0);
}

TEST_CASE("a key that was rotated while the run goes on is found without a restart") {
    loopback::Running model({.script = [](std::size_t, std::string_view head, std::string_view body) {
        if (head.find("Bearer sk-new") != std::string_view::npos) return loopback::answer_to("ok", body, "");
        return loopback::answer_to("http-401", body, "");
    }});
    ModelDecl declared = make_model(model.base_url());
    declared.attempts_max = 3;
    int asked_for = 0;
    const Asked asked = Asked::of({declared}, make_calls(3), {},
                                  [&](std::string_view, std::string_view) -> Result<std::string> {
                                      return std::string(asked_for++ == 0 ? "sk-old" : "sk-new");
                                  });
    REQUIRE(asked.done);
    std::size_t good = 0;
    for (const Kept& attempt : asked.attempts()) good += attempt.failure ? 0 : 1;
    CHECK(good == 3);
}

TEST_CASE("a model that names no credential is called without one") {
    loopback::Running model({});
    ModelDecl declared = make_model(model.base_url());
    declared.credential.clear();
    REQUIRE(Asked::of({declared}, make_calls(1)).done);
    CHECK(model.server().last_request().find("Authorization") == std::string::npos);
}

TEST_CASE("a model that is declared wrongly is an error before any call") {
    ModelDecl model = make_model("http://127.0.0.1:1/v1");
    SUBCASE("an unknown provider") {
        model.provider = "openai-compatble";
        const Asked asked = Asked::of({model}, make_calls(1));
        REQUIRE_FALSE(asked.done);
        CHECK(asked.done.error().code == ErrorCode::invalid_file);
        CHECK(asked.done.error().fix.find("openai-compatible") != std::string::npos);
    }
    SUBCASE("no URL") {
        model.url.clear();
        CHECK(Asked::of({model}, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
    SUBCASE("a URL with a password") {
        model.url = "http://me:password@127.0.0.1:1/v1";
        const Asked asked = Asked::of({model}, make_calls(1));
        CHECK(asked.done.error().code == ErrorCode::invalid_file);
        CHECK(asked.done.error().message.find("password") == std::string::npos);
    }
    SUBCASE("a demo fault that does not exist") {
        model.provider = "demo";
        model.fault = "tiemout";
        CHECK(Asked::of({model}, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
    SUBCASE("a count of faults that is none") {
        model.provider = "demo";
        model.fault = "timeout";
        model.fault_times = "twice";
        CHECK(Asked::of({model}, make_calls(1)).done.error().code == ErrorCode::invalid_file);
    }
}

TEST_CASE("a server that is not there is a failure of each call, costs nothing, and is none of the run") {
    std::string url;
    {
        loopback::Running model({});
        url = model.base_url();
    }
    const Asked asked = Asked::of({make_model(url)}, make_calls(3));
    REQUIRE(asked.done);
    CHECK(asked.attempts().size() == 3);
    for (const Kept& attempt : asked.attempts()) {
        REQUIRE(attempt.failure);
        CHECK(attempt.failure->error.message.find("connection refused") != std::string::npos);
        CHECK(attempt.failure->retry_helps);
        CHECK(attempt.cost == PicoUsd{0});
    }
}

TEST_CASE(
    "stopping ends what is in flight as interrupted, lets go of what was held and begins nothing more") {
    loopback::Running model({.mode = "hang"});
    std::atomic<bool> cancel = false;
    int ticks = 0;
    const Asked asked = Asked::of({make_model(model.base_url())}, make_calls(20),
                                  [&](TestLedger& ledger, RunOptions& options) {
                                      options.cancel = &cancel;
                                      ledger.on_tick = [&] { cancel = ++ticks >= 3; };
                                  });
    REQUIRE(asked.done);
    CHECK(asked.attempts().size() == 4);
    for (const Kept& attempt : asked.attempts()) {
        REQUIRE(attempt.failure);
        CHECK(attempt.failure->error.code == ErrorCode::interrupted);
        CHECK(attempt.cost.value > 0);  // it may have been written whole
    }
}

TEST_CASE("calls join a run while others are on their way, over the same connections") {
    loopback::Running model({.delay_ms = 20});
    const ModelDecl declared = make_model(model.base_url());
    Price free;
    free.free = true;
    const std::vector<Candidate> chain{{declared, free}};
    TestLedger ledger;
    const SystemClock clock;
    SeededRandom random(1);
    const std::array<std::size_t, 1> firsts{0};
    const CredentialSource credentials = give_secret;
    auto run = OpenRun::create(chain, firsts, credentials, ledger, {clock, random});
    REQUIRE(run);
    std::size_t answered_before_last = 0;
    for (Call& call : make_calls(40)) {
        run->add(std::move(call));
        REQUIRE(run->run_until_low());
        answered_before_last = ledger.attempts.size();
    }
    CHECK(answered_before_last > 0);
    CHECK(answered_before_last < 40);  // and others were on their way
    REQUIRE(run->run());
    REQUIRE(ledger.attempts.size() == 40);
    std::set<std::size_t> numbers;
    for (const Kept& attempt : ledger.attempts) {
        CHECK_FALSE(attempt.failure);
        numbers.insert(attempt.call);
    }
    CHECK(numbers.size() == 40);
    CHECK(*numbers.rbegin() == 39);
    CHECK(model.server().in_flight_max() == 4);
    // A run that has ended goes on when more comes.
    for (Call& call : make_calls(2)) run->add(std::move(call));
    REQUIRE(run->run());
    CHECK(ledger.attempts.size() == 42);
}

TEST_CASE("the demo model answers every call at once, and says that it is not an AI model") {
    ModelDecl model;
    model.provider = "demo";
    TestLedger ledger;
    const FixedClock clock({0});
    SeededRandom random(1);
    Price free;
    free.free = true;
    const std::vector<Candidate> chain{{model, free}};
    std::string answered;
    class Listening : public TestLedger {
      public:
        std::string model_answered;
        Verdict record(const Attempt& attempt) override {
            model_answered = attempt.answer.model_answered;
            return TestLedger::record(attempt);
        }
    } listening;
    REQUIRE(run_calls(chain, make_calls(3), {}, listening, {clock, random}));
    CHECK(listening.attempts.size() == 3);
    CHECK(listening.model_answered.find("not an AI model") != std::string::npos);
    for (const Kept& attempt : listening.attempts) CHECK(attempt.cost == PicoUsd{0});
}

TEST_CASE(
    "what calls can cost at most counts both rounds and the dearest of a chain; an unknown price is none") {
    Candidate by{make_model("http://127.0.0.1:1/v1"), {}};
    const auto calls = make_calls(10);
    CHECK_FALSE(cost_at_most({&by, 1}, calls));
    by.price.usd_per_million.input = "1.00";
    CHECK_FALSE(cost_at_most({&by, 1}, calls));
    by.price.usd_per_million.output = "2.00";
    by.model.output_tokens_max = 1000;
    const auto cost = cost_at_most({&by, 1}, calls);
    REQUIRE(cost);
    const auto output_only = 2 * 10 * 1000 * 2;  // micro-dollars
    CHECK(cost->value > output_only * 1'000'000LL);
    const auto twice = cost_at_most({&by, 1}, make_calls(20));
    REQUIRE(twice);
    CHECK(twice->value > 2 * cost->value - k_pico_per_usd / 1000);
    std::vector<Candidate> chain{by, by};
    chain[1].price.usd_per_million.output = "20.00";
    CHECK(cost_at_most(chain, calls)->value > 3 * cost->value);
    by.price.usd_per_million.reasoning = "9.00";
    CHECK(cost_at_most({&by, 1}, calls)->value > cost->value);
    by.price = {};
    by.price.free = true;
    CHECK(cost_at_most({&by, 1}, calls) == PicoUsd{0});
}

TEST_CASE("a call is answered by its own candidates alone, also where their first cannot answer") {
    loopback::Running good({.mode = "ok"});
    loopback::Running bad({.mode = "http-500"});
    auto ok = make_model(good.base_url());
    ok.name = "ok";
    auto broken = make_model(bad.base_url());
    broken.name = "broken";
    broken.attempts_max = 3;  // of all tries of a call, a fallback's among them
    auto calls = make_calls(4);
    calls[0].by = {0, 1};
    calls[1].by = {1, 2};  // no fallback, though another candidate comes after it
    calls[2].by = {1, 3};
    calls[3].by = {2, 3};
    auto last = ok;
    last.name = "last";
    const Asked asked = Asked::of({ok, broken, last}, calls);
    REQUIRE(asked.done);
    std::map<std::size_t, std::string> by;
    for (const Kept& attempt : asked.attempts())
        by[attempt.call] += attempt.model + (attempt.failure ? "! " : " ");
    CHECK(by[0] == "ok ");
    CHECK(by[1].starts_with("broken! "));
    CHECK(by[1].find("last") == std::string::npos);
    CHECK(by[2].starts_with("broken! "));
    CHECK(by[2].ends_with("! last "));
    CHECK(by[3] == "last ");
}

TEST_CASE("the table of providers names each once") {
    const auto names = provider_names();
    CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    CHECK(find_provider("demo") != nullptr);
    CHECK(find_provider("") == nullptr);
}
