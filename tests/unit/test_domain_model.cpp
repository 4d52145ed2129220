#include "core/domain/model.hpp"
#include "core/domain/usage.hpp"

#include <functional>
#include <set>

#include <doctest/doctest.h>

using namespace mkai;

namespace {

ModelDecl make_decl() {
    ModelDecl model;
    model.name = "copy";
    model.provider = "anthropic";
    model.model = "claude-opus-4-6";
    model.price = {.input = "3",
                   .output = "15",
                   .cache_read = {},
                   .cache_write_5m = {},
                   .cache_write_1h = {},
                   .reasoning = {}};
    return model;
}

}  // namespace

TEST_CASE("a declaration is canonical JSON of what is told, without its alias") {
    const auto bytes = model_to_bytes(make_decl());
    REQUIRE(bytes);
    CHECK(*bytes ==
          R"({"model":"claude-opus-4-6","output_tokens_max":2000,"price":{"input":"3","output":"15"},)"
          R"("provider":"anthropic","structure":"auto"})");
}

TEST_CASE("each change of what is asked, of whom or at what price changes the bytes, and nothing else does") {
    using Change = std::function<void(ModelDecl&)>;
    const Change changes[] = {
        [](ModelDecl& m) { m.provider = "bedrock"; },
        [](ModelDecl& m) { m.model = "x"; },
        [](ModelDecl& m) { m.url = "https://x.example"; },
        [](ModelDecl& m) { m.auth = "bearer"; },
        [](ModelDecl& m) { m.region = "eu-west-1"; },
        [](ModelDecl& m) { m.deployment = "d"; },
        [](ModelDecl& m) { m.api_version = "v"; },
        [](ModelDecl& m) { m.api = "responses"; },
        [](ModelDecl& m) { m.parameters.temperature = "0.7"; },
        [](ModelDecl& m) { m.parameters.top_p = "0.7"; },
        [](ModelDecl& m) { m.parameters.top_k = 7; },
        [](ModelDecl& m) { m.parameters.seed = 7; },
        [](ModelDecl& m) { m.parameters.reasoning_effort = "low"; },
        [](ModelDecl& m) { m.structure = Structure::tool; },
        [](ModelDecl& m) { m.output_tokens_max = 1; },
        [](ModelDecl& m) { m.free = true; },
        [](ModelDecl& m) { m.price.input = "4"; },
        [](ModelDecl& m) { m.price.cache_read = "4"; },
        [](ModelDecl& m) { m.price_row = "r"; },
        [](ModelDecl& m) { m.fault = "timeout"; },
        [](ModelDecl& m) { m.fault_times = "2"; },
    };
    std::set<std::string> seen{*model_to_bytes(make_decl())};
    for (const Change& change : changes) {
        ModelDecl model = make_decl();
        change(model);
        CHECK(seen.insert(*model_to_bytes(model)).second);
        // It reads back as what it was, and the difference is told.
        const auto back = model_from_bytes(*model_to_bytes(model));
        REQUIRE(back);
        CHECK(*digest_of(*back) == *digest_of(model));
        CHECK(changes_between(make_decl(), *back)->size() == 1);
    }
    const Change no_changes[] = {
        [](ModelDecl& m) { m.name = "other"; },         [](ModelDecl& m) { m.credential = "k"; },
        [](ModelDecl& m) { m.timeout_ms = 1; },         [](ModelDecl& m) { m.deadline_ms = 1; },
        [](ModelDecl& m) { m.concurrency = 1; },        [](ModelDecl& m) { m.stream = true; },
        [](ModelDecl& m) { m.fallbacks = {"x"}; },      [](ModelDecl& m) { m.roles = {Role::lead}; },
        [](ModelDecl& m) { m.vendor.owner = "maria"; }, [](ModelDecl& m) { m.environments = {"dev"}; },
    };
    for (const Change& change : no_changes) {
        ModelDecl model = make_decl();
        change(model);
        CHECK(*model_to_bytes(model) == *model_to_bytes(make_decl()));
    }
    ModelDecl model = make_decl();
    model.model = "\xff";
    CHECK_FALSE(model_to_bytes(model));
}

TEST_CASE("structures and sources of usage have names that read back") {
    for (const Structure structure :
         {Structure::automatic, Structure::schema, Structure::tool, Structure::json, Structure::none})
        CHECK(parse_structure(to_string(structure)) == structure);
    for (const UsageSource source :
         {UsageSource::unknown, UsageSource::estimated, UsageSource::partial, UsageSource::reported})
        CHECK(parse_usage_source(to_string(source)) == source);
    CHECK_FALSE(parse_structure("automatic"));
    CHECK_FALSE(parse_usage_source(""));
}

TEST_CASE("usage sums its buckets") {
    const Usage usage{1, 2, 4, 8, 16, 32, UsageSource::reported};
    CHECK(usage.input_in_all() == 15);
    CHECK(usage.output_in_all() == 48);
    CHECK(usage.is_known());
    CHECK_FALSE(Usage{}.is_known());
}

TEST_CASE("what differs between two declarations is told by key, and nothing when they are the same") {
    ModelDecl before = make_decl(), after = make_decl();
    CHECK(changes_between(before, after)->empty());
    before.parameters.seed = 7;
    after.model = "claude-opus-5-5";
    after.parameters.temperature = "0.5";
    const auto changes = changes_between(before, after);
    REQUIRE(changes);
    REQUIRE(changes->size() == 3);
    CHECK((*changes)[0].key == "model");
    CHECK((*changes)[0].after == "claude-opus-5-5");
    CHECK((*changes)[1].key == "parameters.seed");
    CHECK((*changes)[1].before == "7");
    CHECK((*changes)[1].after.empty());
    CHECK((*changes)[2].key == "parameters.temperature");
    CHECK((*changes)[2].before.empty());
}

TEST_CASE("bytes that are no declaration are refused") {
    for (const std::string_view bytes :
         {"", "[]", "7", R"({"provider":7})", R"({"parameters":[]})", R"({"parameters":{"seed":"x"}})"})
        CHECK_FALSE(model_from_bytes(bytes));
}
