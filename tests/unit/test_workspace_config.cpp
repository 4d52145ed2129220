#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::workspace;

namespace {

std::vector<std::string> errors_of(const Folder& folder) {
    auto workspace = Workspace::open(folder.path());
    if (workspace) return {};
    CHECK(workspace.error().code == ErrorCode::invalid_file);
    return workspace.error().context;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder without mkai.yaml is no workspace, and a folder below one is") {
    const Folder empty;
    const auto none = Workspace::open(empty.path());
    REQUIRE(!none);
    CHECK(none.error().code == ErrorCode::not_a_workspace);
    const Demo demo;
    const auto below = Workspace::open(demo.path() / "briefs");
    REQUIRE(below);
    CHECK(below->root() == demo.path());
}

TEST_CASE("errors of all configuration files are told at once, each with its place and its mend") {
    const Demo demo;
    demo.write("mkai.yaml", "name: x\ndefault_modle: demo\nmodels:\n  demo: {provider: demo}\n");
    demo.edit("people.yaml", "id: sam", "id: maria");
    demo.edit("people.yaml", "roles: [legal]", "roles: [legl]");
    demo.edit("usecases/newsletter.yaml", "owner: sam", "owner: mraia");
    demo.edit("usecases/copy-lab.yaml", "id: copy-lab", "id: lab");
    demo.edit("claims.yaml", "expires: 2027-09-13", "expires: 2027-09-31");
    CHECK(
        errors_of(demo) ==
        Lines{"claims.yaml:37:14: claims.4.expires: \"2027-09-31\" is not a date (write it as 2026-12-31)",
              "mkai.yaml:2:1: unknown key \"default_modle\" (did you mean \"default_model\"?)",
              "people.yaml:8:9: the person \"maria\" stands twice; the first is in line 4 (give one of them "
              "another name, or delete it)",
              "people.yaml:15:13: people.2.roles.0: \"legl\" is not allowed here (did you mean \"legal\"? "
              "allowed: "
              "marketer, legal, engineer, analyst, security, privacy, lead)",
              "usecases/copy-lab.yaml:3:5: the id is \"lab\", and the file is called \"copy-lab.yaml\" (give "
              "both "
              "the same name)",
              "usecases/newsletter.yaml:4:8: there is no person \"mraia\" (did you mean \"maria\"?)"});
}

TEST_CASE("the default model is the only one, else it must be named and declared") {
    const Demo demo;
    demo.write("mkai.yaml", "name: x\nmodels:\n  one: {provider: demo}\n");
    CHECK(demo.open().config().default_model == "one");
    demo.write("mkai.yaml", "name: x\nmodels:\n  one: {provider: demo}\n  two: {provider: demo}\n");
    CHECK(errors_of(demo) == Lines{"mkai.yaml:1:1: there are 2 models and no default_model (add "
                                   "\"default_model: one\")"});
    demo.write("mkai.yaml", "name: x\ndefault_model: ona\nmodels:\n  one: {provider: demo}\n");
    CHECK(errors_of(demo) == Lines{"mkai.yaml:2:16: there is no model \"ona\" (did you mean \"one\"?)"});
}

TEST_CASE("what mkai.yaml says of a model is read, with its price exactly") {
    const Demo demo;
    demo.write("mkai.yaml",
               "name: x\nenvironment: production\napprovals: {valid_days: 30}\nmodels:\n  copy:\n"
               "    provider: openai-compatible\n    url: http://127.0.0.1:8080/v1\n    model: m\n"
               "    credential: key\n    timeout_s: 5\n    concurrency: 3\n    output_tokens_max: 900\n"
               "    price: {input_usd_per_million: 0.10, output_usd_per_million: \"12\"}\n"
               "  broken: {provider: demo, fault: timeout, fault_times: 2}\ndefault_model: copy\n");
    const Workspace workspace = demo.open();
    CHECK(workspace.config().environment == "production");
    CHECK(workspace.config().approvals_valid_days == 30);
    const ModelDecl* copy = workspace.config().find_model("copy");
    REQUIRE(copy != nullptr);
    CHECK(copy->timeout_ms == 5000);
    CHECK(copy->concurrency == 3);
    CHECK(copy->output_tokens_max == 900);
    CHECK(copy->price.input == "0.10");
    CHECK(copy->price.output == "12");
    CHECK(workspace.config().find_model("broken")->fault_times == "2");
}

TEST_CASE("everything that can be said of a model is read") {
    const Demo demo;
    demo.write(
        "mkai.yaml",
        "name: x\ndefault_model: copy\nmodels:\n  copy:\n"
        "    provider: bedrock\n    model: m\n    auth: bearer\n    region: eu-west-1\n"
        "    deployment: d\n    api_version: v\n    api: responses\n"
        "    parameters: {temperature: 0.70, top_p: \"1\", top_k: 40, seed: 7, reasoning_effort: low}\n"
        "    structure: tool\n    idle_timeout_s: 20\n    deadline_s: 300\n    attempts_max: 3\n"
        "    requests_per_minute: 60\n    tokens_per_minute: 90000\n    stream: false\n"
        "    fallbacks: [local, own]\n    price: bedrock/m\n    environments: [dev, production]\n"
        "    use_cases: [newsletter]\n    roles: [marketer, lead]\n"
        "    vendor: {region: eu-west-1, retention: 30 days, trains_on_data: false, agreement: DPA,\n"
        "             owner: maria, review_by: 2027-01-31}\n"
        "  local: {provider: ollama, model: m, price: free}\n"
        "  own:\n    provider: openai\n    model: m\n"
        "    price: {input_usd_per_million: 3, output_usd_per_million: 15, cache_read_usd_per_million: 0.3,\n"
        "            cache_write_5m_usd_per_million: 3.75, cache_write_1h_usd_per_million: 6,\n"
        "            reasoning_usd_per_million: \"15.5\"}\n");
    const Workspace workspace = demo.open();
    const ModelDecl& copy = *workspace.config().find_model("copy");
    CHECK(copy.auth == "bearer");
    CHECK(copy.region == "eu-west-1");
    CHECK(copy.deployment == "d");
    CHECK(copy.api_version == "v");
    CHECK(copy.api == "responses");
    CHECK(copy.parameters == ModelParameters{"0.70", "1", 40, 7, "low"});
    CHECK(copy.structure == Structure::tool);
    CHECK(copy.idle_timeout_ms == 20'000);
    CHECK(copy.deadline_ms == 300'000);
    CHECK(copy.attempts_max == 3);
    CHECK(copy.requests_per_minute == 60);
    CHECK(copy.tokens_per_minute == 90'000);
    CHECK(copy.stream == false);
    CHECK(copy.fallbacks == Lines{"local", "own"});
    CHECK(copy.price_row == "bedrock/m");
    CHECK_FALSE(copy.price.is_known());
    CHECK(copy.environments == Lines{"dev", "production"});
    CHECK(copy.use_cases == Lines{"newsletter"});
    CHECK(copy.roles == std::vector<Role>{Role::marketer, Role::lead});
    CHECK(copy.vendor == VendorFacts{"eu-west-1", "30 days", false, "DPA", "maria", "2027-01-31"});
    const ModelDecl& local = *workspace.config().find_model("local");
    CHECK(local.free);
    CHECK(local.price_row.empty());
    CHECK_FALSE(local.stream);
    CHECK_FALSE(local.vendor.trains_on_data);
    CHECK(local.structure == Structure::automatic);
    CHECK(workspace.config().find_model("own")->price == TokenPrice{"3", "15", "0.3", "3.75", "6", "15.5"});
}

TEST_CASE("what a model names has to be there") {
    const Demo demo;
    demo.write(
        "mkai.yaml",
        "name: x\ndefault_model: a\nmodels:\n"
        "  a:\n    provider: demo\n    fallbacks: [bb]\n    use_cases: [newsleter]\n"
        "    roles: [legl]\n    environments: [prod]\n    vendor: {owner: mraia, review_by: 2027-02-30}\n"
        "  b: {provider: demo, structure: tools, parameters: {temperature: warm, tpo_p: 1}}\n");
    const auto errors = errors_of(demo);
    const auto told = [&](std::string_view part) {
        return std::ranges::any_of(errors,
                                   [&](const auto& line) { return line.find(part) != std::string::npos; });
    };
    for (const char* part :
         {"6:17: there is no model \"bb\" (did you mean \"b\"?)",
          "7:17: there is no use case \"newsleter\" (did you mean \"newsletter\"?)",
          "\"legl\" is not allowed here (did you mean \"legal\"?", "\"prod\" is not allowed here",
          "there is no person \"mraia\" (did you mean \"maria\"?)", "\"2027-02-30\" is not a date",
          "\"tools\" is not allowed here", "\"warm\" is not an amount (write it as 0.7)",
          "tpo_p\" (did you mean \"top_p\"?)"})
        CHECK_MESSAGE(told(part), part, join(errors, "\n"));
    CHECK(errors.size() == 9);
}

TEST_CASE("fallbacks that come back are told once, with the way round") {
    const Demo demo;
    const auto errors_with = [&](const std::string& models) {
        demo.write("mkai.yaml", "name: x\ndefault_model: a\nmodels:\n" + models);
        return errors_of(demo);
    };
    CHECK(errors_with("  a: {provider: demo, fallbacks: [a]}\n") ==
          Lines{"mkai.yaml:4:35: the model \"a\" falls back to itself (delete it from its fallbacks)"});
    CHECK(errors_with("  a: {provider: demo, fallbacks: [b]}\n  b: {provider: demo, fallbacks: [c]}\n"
                      "  c: {provider: demo, fallbacks: [b]}\n") ==
          Lines{"mkai.yaml:6:35: the fallbacks go round: b -> c -> b (delete one of them)"});
    // The same model at the end of two ways is no way round.
    CHECK(errors_with("  a: {provider: demo, fallbacks: [b, c]}\n  b: {provider: demo, fallbacks: [c]}\n"
                      "  c: {provider: demo}\n")
              .empty());
}

TEST_CASE("spend caps are read in US dollars, whatever currency they are stated in") {
    const Demo demo;
    demo.edit("mkai.yaml", "destinations:",
              "spend_caps:\n"
              "  - {scope: workspace, amount: 500, currency: USD, per: month, level: hard}\n"
              "  - scope: team\n    team: growth\n    people: [maria, sam]\n    amount: \"100.50\"\n"
              "    currency: GBP\n    per: day\n    level: soft\n"
              "  - {scope: person, amount: 5, currency: EUR, per: day, level: hard}\n"
              "  - {scope: model, id: demo, amount: 5, currency: USD, per: day, level: hard}\n"
              "  - {scope: campaign, id: spring, amount: 5, currency: USD, per: day, level: hard}\n"
              "exchange_rates: {as_of: 2026-11-20, usd: {GBP: \"1.27\", EUR: 1.09}}\n"
              "destinations:");
    const Workspace workspace = demo.open();
    CHECK(workspace.warnings(k_made_at).empty());
    const auto& caps = workspace.config().spend_caps;
    REQUIRE(caps.size() == 5);
    CHECK(caps[0].scope == SpendScope::workspace);
    CHECK(caps[0].amount == parse_usd("500"));
    CHECK(caps[0].period == Period::month);
    CHECK(caps[1].id == "growth");
    CHECK(caps[1].people == std::vector<std::string>{"maria", "sam"});
    CHECK(caps[1].amount == parse_usd("127.635"));
    CHECK(caps[1].level == CapLevel::soft);
    CHECK(caps[1].declared == "100.50 GBP");
    CHECK(caps[1].where.starts_with("mkai.yaml:"));
    CHECK(caps[2].id.empty());
    CHECK(caps[2].amount == parse_usd("5.45"));
    CHECK(workspace.config().exchange_rates.as_of == "2026-11-20");
}

TEST_CASE("a cap that could not hold what it says is an error, with its mend") {
    const Demo demo;
    const std::string original = demo.read("mkai.yaml");
    const auto with = [&](std::string_view cap, std::string_view rates = "") {
        demo.write("mkai.yaml", original);
        demo.edit("mkai.yaml",
                  "destinations:", fmt::format("spend_caps:\n  - {}\n{}destinations:", cap, rates));
        std::vector<std::string> lines;
        for (const auto& line : errors_of(demo)) lines.push_back(line.substr(line.find(": ") + 2));
        return lines;
    };
    CHECK(with("{scope: person, id: marai, amount: 5, currency: USD, per: day, level: hard}") ==
          Lines{"there is no person \"marai\" (did you mean \"maria\"?)"});
    CHECK(with("{scope: model, id: dmeo, amount: 5, currency: USD, per: day, level: hard}") ==
          Lines{"there is no model \"dmeo\" (did you mean \"demo\"?)"});
    CHECK(
        with("{scope: team, team: growth, people: [maria, samm], amount: 5, currency: USD, per: day, level: "
             "hard}") == Lines{"there is no person \"samm\" (did you mean \"sam\"?)"});
    CHECK(with("{scope: team, amount: 5, currency: USD, per: day, level: hard}").size() == 1);
    CHECK(with("{scope: workspace, id: x, amount: 5, currency: USD, per: day, level: hard}").size() == 1);
    CHECK(with("{scope: person, people: [maria], amount: 5, currency: USD, per: day, level: hard}").size() ==
          1);
    CHECK(with("{scope: workspace, amount: -5, currency: USD, per: day, level: hard}").size() == 1);
    CHECK(with("{scope: workspace, amount: 1000000, currency: USD, per: day, level: hard}").size() == 1);
    CHECK(with("{scope: workspace, amount: 5, per: day, level: hard}").size() ==
          1);  // currency is always stated
    CHECK(with("{scope: workspace, amount: 5, currency: USD, per: week, level: hard}").size() == 1);
    const auto no_rate = with("{scope: workspace, amount: 5, currency: GBP, per: day, level: hard}");
    REQUIRE(no_rate.size() == 1);
    CHECK(no_rate[0].find("no exchange rate for \"GBP\"") != std::string::npos);
    CHECK(no_rate[0].find("exchange_rates: {as_of: DATE, usd: {GBP: \"RATE\"}}") != std::string::npos);
    CHECK(with("{scope: workspace, amount: 5, currency: GBP, per: day, level: hard}",
               "exchange_rates: {as_of: 2026-11-20, usd: {GBP: 0}}\n")
              .size() == 2);
    CHECK(with("{scope: workspace, amount: 5, currency: USD, per: day, level: hard}\n"
               "  - {scope: workspace, amount: 6, currency: USD, per: day, level: hard}")
              .size() == 1);
    demo.write("mkai.yaml", original);
    demo.edit(
        "mkai.yaml", "destinations:",
        "spend_caps:\n  - {scope: campaign, id: sprnig, amount: 5, currency: USD, per: day, level: hard}\n"
        "destinations:");
    const auto warned = lines_of(demo.open().warnings(k_made_at));
    REQUIRE(warned.size() == 1);
    CHECK(warned[0].find("warning there is no brief \"sprnig\"") != std::string::npos);
}

TEST_CASE("a brief's budget for models needs an exchange rate when it is not in US dollars") {
    const Demo demo;
    demo.edit("briefs/spring.yaml", "ai_budget: {amount: \"25.00\", currency: USD}",
              "ai_budget: {amount: \"25.00\", currency: GBP}");
    const auto checked = demo.open().check_brief("spring");
    REQUIRE(checked);
    CHECK_FALSE(checked->brief);
    CHECK(lines_of(checked->findings) ==
          Lines{"86:40 error models are paid in USD, and there is no exchange rate for \"GBP\""});
    demo.edit("mkai.yaml",
              "destinations:", "exchange_rates: {as_of: 2026-11-20, usd: {GBP: \"1.27\"}}\ndestinations:");
    CHECK(demo.open().load_brief("spring"));
}

TEST_CASE("a destination stays inside the workspace and out of its ledger") {
    const Demo demo;
    for (const char* path :
         {"/tmp/x", "../x", "out/../../x", ".mkai", "out/..", ".git/hooks", "C:\\x", "a/\u202e"}) {
        demo.write("mkai.yaml",
                   fmt::format("name: x\nmodels: {{m: {{provider: demo}}}}\ndestinations:\n  site: "
                               "{{kind: files, format: html, path: '{}'}}\n",
                               path));
        CAPTURE(path);
        const auto errors = errors_of(demo);
        REQUIRE(errors.size() == 1);
        CHECK(errors[0].find("is not a folder inside this workspace") != std::string::npos);
    }
    demo.write("mkai.yaml", "name: x\nmodels: {m: {provider: demo}}\ndestinations: {site: {kind: files}}\n");
    CHECK(errors_of(demo).size() == 2);
}

TEST_CASE("emails are unique whatever their case") {
    const Demo demo;
    demo.edit("people.yaml", "sam@demo.example", "Maria@demo.example");
    CHECK(errors_of(demo).size() == 1);
}

TEST_CASE("a configuration file that cannot be read is a finding") {
    const Demo demo;
    fs::remove(demo.path() / "people.yaml");
    fs::create_directory(demo.path() / "people.yaml");
    const auto errors = errors_of(demo);
    REQUIRE(!errors.empty());
    CHECK(errors[0].starts_with("people.yaml: "));
    fs::remove(demo.path() / "people.yaml");
    CHECK(!errors_of(demo).empty());
}

TEST_CASE("evidence that looks like a missing file is a warning") {
    const Demo demo;
    demo.edit("claims.yaml", "evidence/larch-loom-price-history.md", "evidence/gone.md");
    CHECK(lines_of(demo.open().warnings(k_made_at)) ==
          Lines{"30:15 warning the evidence \"evidence/gone.md\" is no file of this workspace"});
}

TEST_CASE("the clone's own settings stand over the user's") {
    const Demo demo;
    const Folder user;
    user.write("config.yaml",
               "as: dana\ncredentials:\n  key: {from: 'env:KEY', hosts: [api.example.com]}\n"
               "  other: {from: 'file:/x', hosts: ['127.0.0.1:8080']}\n");
    demo.write(".mkai/config.yaml", "as: sam\n");
    const auto config = load_user_config(demo.path(), user.path());
    REQUIRE(config);
    CHECK(config->as == "sam");
    REQUIRE(config->credentials.size() == 2);
    CHECK(config->credentials[0].from == "env:KEY");
    CHECK(config->credentials[1].hosts == Lines{"127.0.0.1:8080"});
    CHECK(load_user_config(user.path() / "nowhere", {})->as.empty());
}

TEST_CASE("a workspace cannot say which secret goes to which host") {
    const Demo demo;
    const Folder user;
    demo.write(".mkai/config.yaml", "credentials:\n  key: {from: 'env:MINE', hosts: [evil.example.com]}\n");
    const auto config = load_user_config(demo.path(), user.path());
    REQUIRE(!config);
    CHECK(config.error().code == ErrorCode::invalid_file);
}

TEST_CASE("a wrong user configuration is refused with its places") {
    const Folder user;
    user.write("config.yaml", "sa: dana\ncredentials:\n  key: {from: 'sk-123', hosts: [a b]}\n");
    const auto config = load_user_config(user.path() / "nowhere", user.path());
    REQUIRE(!config);
    CHECK(config.error().code == ErrorCode::invalid_file);
    CHECK(config.error().context.size() == 3);
}
