#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/schema.hpp"
#include "core/base/yaml.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::workspace;

TEST_CASE("the demo workspace opens without a word and its briefs have no errors and no warnings") {
    const Demo demo;
    const Workspace workspace = demo.open();
    CHECK(workspace.warnings(k_made_at).empty());
    CHECK(workspace.brief_ids() == std::vector<std::string>{"ops-brief", "price-week", "spring"});
    for (const auto& id : workspace.brief_ids()) {
        const auto checked = workspace.check_brief(id);
        REQUIRE(checked);
        CAPTURE(id);
        CHECK(lines_of(checked->findings) == std::vector<std::string>{});
        CHECK(checked->brief.has_value());
    }
}

TEST_CASE("in the demo, spring/email names one asset and its offer ends") {
    const Demo demo;
    const auto spring = demo.open().load_brief("spring");
    REQUIRE(spring);
    const Deliverable* email = spring->find_deliverable("email");
    REQUIRE(email != nullptr);
    CHECK(email->channel == "email");
    CHECK(email->variants == 1);
    CHECK(email->locales == std::vector<std::string>{"en-GB"});
    CHECK(spring->offer.for_locale("en-GB")->ends == "2027-06-30");
    CHECK(spring->offer.for_locale("de-DE")->price == "5.99");
    CHECK(spring->offer.for_locale("de-DE")->name == "Drei Monate zum halben Preis");
    CHECK(spring->key_messages.for_locale("de-DE").size() == 3);
    CHECK(spring->find_deliverable("landing")->locales.empty());
}

TEST_CASE("on whatever day the demo is made, its offers and claims hold for months and no mark is left") {
    for (const char* day : {"2026-11-23", "2027-01-01", "2028-02-29", "2029-06-30", "2031-12-31"}) {
        CAPTURE(day);
        const TimeMs made_at = parse_time(day, k_made_at).value();
        const Demo demo(fs::temp_directory_path(), made_at);
        const Workspace workspace = demo.open();
        const auto holds_days = [&](const std::string& end) {
            const auto date = parse_date(end);
            REQUIRE_MESSAGE(date, end);
            return (end_of(*date).value - made_at.value) / k_day_ms;
        };
        for (const std::string& id : workspace.brief_ids()) {
            const auto checked = workspace.check_brief(id);
            REQUIRE(checked);
            CHECK(lines_of(checked->findings) == std::vector<std::string>{});
            REQUIRE(checked->brief);
            CHECK(holds_days(checked->brief->flight_ends) >= 180);
            for (const std::string& locale : checked->brief->locales)
                if (const Offer* offer = checked->brief->offer.for_locale(locale))
                    CHECK(holds_days(offer->ends) >= 180);
        }
        for (const Claim& claim : workspace.claims()) CHECK(holds_days(claim.expires) >= 180);
        for (const auto& entry : fs::recursive_directory_iterator(demo.path()))
            if (entry.is_regular_file()) {
                const std::string name = fs::relative(entry.path(), demo.path()).string();
                CHECK_MESSAGE(demo.read(name).find("_YEAR@") == std::string::npos, name);
            }
    }
}

TEST_CASE("in the demo, maria is the default actor and ci-bot is a service") {
    const Demo demo;
    CHECK(load_user_config(demo.path(), {})->as == "maria");
    const Workspace workspace = demo.open();
    CHECK(workspace.roster().find("ci-bot")->kind == PersonKind::service);
    CHECK(workspace.roster().find("dana")->has(Role::legal));
    CHECK(workspace.config().default_model == "demo");
    CHECK(workspace.config().find_destination("site")->sandbox);
}

TEST_CASE("evidence that is a file is digested as its bytes, words as words") {
    const Demo demo;
    const std::string before = demo.open().find_claim("c-12")->evidence.digest;
    CHECK(before == sha256_hex(demo.read("evidence/halvorn-slate.md")));
    demo.edit("evidence/halvorn-slate.md", "**42**", "**41**");
    CHECK(demo.open().find_claim("c-12")->evidence.digest != before);
    const Claim words = *demo.open().find_claim("c-14");
    CHECK(words.evidence.digest == sha256_hex(words.evidence.from));
}

TEST_CASE("evidence outside of the workspace is never read") {
    const Demo demo;
    const Folder outside;
    outside.write("secret.txt", "secret");
    fs::create_symlink(outside.path() / "secret.txt", demo.path() / "evidence" / "link.txt");
    demo.edit("claims.yaml", "evidence: evidence/larch-loom-price-history.md", "evidence: evidence/link.txt");
    CHECK(demo.open().find_claim("c-21")->evidence.digest == sha256_hex("evidence/link.txt"));
    demo.edit("claims.yaml", "evidence: evidence/link.txt", "evidence: /etc/passwd");
    CHECK(demo.open().find_claim("c-21")->evidence.digest == sha256_hex("/etc/passwd"));
}

TEST_CASE("a new workspace opens, with the person that git knows") {
    const Folder folder;
    const auto written =
        init(folder.path() / "new", {"Spring Team!", false, "Ada O'Neil: Ltd", "ada@example.com"}, k_made_at);
    REQUIRE(written);
    const auto workspace = Workspace::open(folder.path() / "new");
    REQUIRE(workspace);
    CHECK(workspace->config().name == "spring-team");
    const Person* ada = workspace->roster().find("ada-o-neil-ltd");
    REQUIRE(ada != nullptr);
    CHECK(ada->name == "Ada O'Neil: Ltd");
    CHECK(ada->email == "ada@example.com");
    CHECK(workspace->use_cases().front().owner == ada->id);
    CHECK(workspace->brief_ids().empty());
    CHECK(std::ranges::find(*written, ".gitignore") != written->end());
    CHECK(std::ranges::find(*written, ".mkai/schemas/brief.json") != written->end());
    CHECK(fs::exists(folder.path() / "new" / "people.yaml"));
}

TEST_CASE("a new workspace without git opens too") {
    const Folder folder;
    REQUIRE(init(folder.path(), {}, k_made_at));
    CHECK(Workspace::open(folder.path()));
}

TEST_CASE("init never writes over what is there") {
    const Folder folder;
    folder.write(".gitignore", "mine\n");
    folder.write("claims.yaml", "claims: []\n");
    REQUIRE(init(folder.path(), {.name = "x", .demo = true, .git_user_name = {}, .git_user_email = {}},
                 k_made_at));
    CHECK(folder.read(".gitignore") == "mine\n");
    CHECK(folder.read("claims.yaml") == "claims: []\n");
    CHECK(folder.read(".mkai/.gitignore") == "*\n");
    const auto again = init(folder.path(), {}, k_made_at);
    REQUIRE(!again);
    CHECK(again.error().code == ErrorCode::already_exists);
}

TEST_CASE("every embedded schema compiles and every template file names the schema it fits") {
    for (const auto& schema : embedded::schemas())
        CHECK_MESSAGE(Schema::compile_text(schema.text), schema.name);
    for (const auto& file : embedded::templates())
        if (file.name.ends_with(".yaml") && !file.name.starts_with("channels/"))
            CHECK_MESSAGE(file.text.starts_with("# yaml-language-server: $schema="), file.name);
}

TEST_CASE("templates with random damage are findings and never a crash") {
    const Demo demo;
    const Workspace workspace = demo.open();
    SeededRandom random(7);
    std::size_t refused = 0;
    for (const auto& file : embedded::templates()) {
        if (!file.name.ends_with(".yaml")) continue;
        constexpr std::string_view k_demo_folder = "demo/";  // as it was written, with its marks filled
        const std::string whole = file.name.starts_with(k_demo_folder)
                                      ? demo.read(file.name.substr(k_demo_folder.size()))
                                      : std::string(file.text);
        for (int i = 0; i < 60; ++i) {
            std::string text = whole;
            for (int edits = 0; edits < 3; ++edits) {
                const std::size_t at = random.next() % text.size();
                switch (random.next() % 4) {
                    case 0:
                        text[at] = static_cast<char>(random.next());
                        break;
                    case 1:
                        text.erase(at, random.next() % 30);
                        break;
                    case 2:
                        text.insert(at, text.substr(random.next() % text.size(), 40));
                        break;
                    default:
                        text.insert(at, 1, "\t:-[]{}\"'#&*!|>%@`\n"[random.next() % 19]);
                }
            }
            const CheckedBrief checked = workspace.check_brief_text("spring", text);
            CHECK(checked.brief.has_value() != has_errors(checked.findings));
            refused += checked.brief ? 0 : 1;
            (void)parse_channel(text, file.name);
        }
    }
    CHECK(refused > 500);
}
