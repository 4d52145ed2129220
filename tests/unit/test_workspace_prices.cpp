// Prices are dated data with a source; what nobody knows the price of is not asked.
#include "core/base/hash.hpp"
#include "core/workspace/price_table.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace mkai::workspace {

namespace {

constexpr Date k_today{2026, 11, 24};

constexpr std::string_view k_own =
    "prices:\n"
    "  - id: openai-compatible/house-model\n"
    "    usd_per_million: {input: \"0.10\", output: 0.40}\n"
    "    source: https://models.example.com/prices\n"
    "    checked_on: 2026-11-01\n";

std::vector<std::string> check(const Demo& demo, Date today = k_today) {
    const auto checked = CheckedPrices::check(demo.path(), demo.open().config(), today);
    std::vector<std::string> lines;
    for (const Finding& f : checked.findings)
        lines.push_back(
            fmt::format("{}:{} {} {}: {}", f.file, f.line, to_string(f.level), f.code, f.message));
    return lines;
}

ModelDecl model(std::string provider, std::string name) {
    ModelDecl decl;
    decl.name = "copy";
    decl.provider = std::move(provider);
    decl.model = std::move(name);
    return decl;
}

bool starts_with_any(const std::vector<std::string>& lines, std::string_view start) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.starts_with(start); });
}

}  // namespace

TEST_CASE("the built-in table is whole: sorted, each row with amounts, a vendor's page and a day") {
    Demo demo;
    const auto table = PriceTable::load(demo.path());
    REQUIRE_MESSAGE(table, join(table.error().context, "; "));
    REQUIRE(table->rows().size() > 25);
    std::string before;
    for (const PriceRow& row : table->rows()) {
        INFO(row.price.id);
        CHECK(before < row.price.id);
        before = row.price.id;
        CHECK(row.price.usd_per_million.is_known());
        CHECK(compare_amounts(row.price.usd_per_million.input, row.price.usd_per_million.output) < 0);
        CHECK(row.price.source.starts_with("https://"));
        CHECK(parse_date(row.price.checked_on).value() <= k_today);
        CHECK(row.price.row == sha256_hex(price_to_bytes(row.price)));
        CHECK_FALSE(row.own);
        CHECK(cost_of({1'000, 0, 0, 0, 1'000, 0}, row.price)->value > 0);
    }
    for (const char* provider : {"anthropic", "openai", "gemini", "mistral", "deepseek", "groq", "bedrock"})
        CHECK(std::ranges::find(table->rows(), provider, &PriceRow::provider) != table->rows().end());
}

TEST_CASE("a row is found by provider and model, also when the model's name has slashes") {
    Demo demo;
    const auto table = PriceTable::load(demo.path());
    REQUIRE(table);
    const PriceRow* row = table->find("groq", "openai/gpt-oss-120b");
    REQUIRE(row);
    CHECK(row->provider == "groq");
    CHECK(row->model == "openai/gpt-oss-120b");
    CHECK(table->find("groq/openai/gpt-oss-120b") == row);
    CHECK_FALSE(table->find("openai", "gpt-oss-120b"));
}

TEST_CASE("prices.yaml adds rows, and replaces those of the same id") {
    Demo demo;
    demo.write("prices.yaml", std::string(k_own) +
                                  "  - id: anthropic/claude-sonnet-5\n"
                                  "    usd_per_million: {input: \"1.50\", output: \"7.50\"}\n"
                                  "    source: https://example.com/our-contract\n"
                                  "    checked_on: 2026-11-02\n");
    const auto table = PriceTable::load(demo.path());
    REQUIRE_MESSAGE(table, join(table.error().context, "; "));
    const auto price = table->price_of(model("anthropic", "claude-sonnet-5"));
    REQUIRE(price);
    CHECK(price->usd_per_million.input == "1.50");
    CHECK(price->usd_per_million.cache_read.empty());  // the whole row, not a mixture
    CHECK(table->find("anthropic/claude-sonnet-5")->own);
    CHECK(table->price_of(model("openai-compatible", "house-model"))->usd_per_million.output == "0.40");
    CHECK(check(demo) == std::vector<std::string>{});
}

TEST_CASE("a model without a price is refused, with what to do") {
    Demo demo;
    const auto table = PriceTable::load(demo.path());
    REQUIRE(table);
    const auto none = table->price_of(model("anthropic", "claude-sonet-5"));
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::no_price);
    CHECK(none.error().status() == ExitStatus::usage);
    CHECK(join(none.error().context, " ").find("anthropic/claude-sonnet-5") != std::string::npos);
    CHECK(none.error().fix.find("prices.yaml") != std::string::npos);
}

TEST_CASE("mkai.yaml's own price comes first, and zero says free") {
    Demo demo;
    const auto table = PriceTable::load(demo.path());
    REQUIRE(table);
    ModelDecl own = model("anthropic", "claude-sonnet-5");
    own.price.input = "1";
    own.price.output = "2";
    const auto price = table->price_of(own);
    REQUIRE(price);
    CHECK(price->id == "mkai.yaml: copy");
    CHECK_FALSE(price->free);
    CHECK(price->row.size() == 64);
    own.price.input = "0";
    own.price.output = "0.00";
    CHECK(table->price_of(own)->free);
    CHECK(table->price_of(model("demo", ""))->free);
}

TEST_CASE("every mistake in prices.yaml is found, with its place") {
    Demo demo;
    demo.write("prices.yaml",
               "prices:\n"
               "  - id: openai/gpt\n"
               "    usd_per_million: {input: cheap, output: \"1\"}\n"
               "    source: https://example.com\n"
               "    checked_on: 2026-11-01\n"
               "  - id: openai/gpt\n"
               "    usd_per_million: {input: \"1\", output: \"1\"}\n"
               "    checked_on: 2026-02-30\n"
               "  - id: nothing\n"
               "    usd_per_million: {input: \"1\"}\n"
               "    source: https://example.com\n"
               "    checked_on: 2026-11-01\n");
    const auto lines = check(demo);
    CHECK(starts_with_any(lines, "prices.yaml:3 error not-an-amount"));
    CHECK(starts_with_any(lines, "prices.yaml:6 error missing-key"));
    CHECK(starts_with_any(lines, "prices.yaml:8 error"));
    CHECK(starts_with_any(lines, "prices.yaml:9 error"));
    CHECK(starts_with_any(lines, "prices.yaml:10 error missing-key"));
    const auto refused = PriceTable::load(demo.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid_file);
    CHECK(refused.error().fix == "mkai price check");
    const auto through_workspace = demo.open().prices();
    CHECK_FALSE(through_workspace);
}

TEST_CASE("an id that stands twice is an error that names the first") {
    Demo demo;
    demo.write("prices.yaml", std::string(k_own) + std::string(k_own.substr(k_own.find('\n') + 1)));
    CHECK(check(demo) ==
          std::vector<std::string>{"prices.yaml:6 error duplicate: the price of "
                                   "\"openai-compatible/house-model\" stands twice; the first is in line 2"});
}

TEST_CASE("a price of long ago is a warning: one's own, and a built-in one that is used") {
    Demo demo;
    demo.write("prices.yaml", k_own);
    demo.edit("mkai.yaml", "models:\n",
              "models:\n  claude:\n    provider: anthropic\n    model: claude-sonnet-5\n");
    const auto lines = check(demo, {2027, 5, 1});  // 181 days after 2026-11-01
    CHECK(starts_with_any(lines,
                          "prices.yaml:2 warning old-price: the price of "
                          "\"openai-compatible/house-model\" was looked up 181 days ago"));
    CHECK(std::ranges::count_if(lines, [](const std::string& line) {
              return line.starts_with("built-in prices.yaml:") && line.find("warning") != std::string::npos;
          }) == 1);
    CHECK_FALSE(starts_with_any(check(demo, {2027, 4, 30}), "prices.yaml:2 warning"));
}

TEST_CASE("models of mkai.yaml without a price are errors of the check") {
    Demo demo;
    demo.edit("mkai.yaml", "models:\n",
              "models:\n  house:\n    provider: openai-compatible\n    url: http://127.0.0.1:9/v1\n    "
              "model: llama\n");
    const auto lines = check(demo);
    REQUIRE(!lines.empty());
    CHECK(
        starts_with_any(lines, "mkai.yaml:0 error no-price: it is not known what the model \"house\" costs"));
}

}  // namespace mkai::workspace
