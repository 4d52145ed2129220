// Which prompt writes the copy of a channel, and who wrote a version of a prompt.
#include "core/app/prompt_registry.hpp"
#include "tests/unit/app_fixture.hpp"

using namespace mkai;
using namespace mkai::app;

TEST_CASE_FIXTURE(Studio, "a channel is asked for with the workspace's own prompt, else with builtin/copy") {
    fs::remove_all(folder.path() / "prompts");
    const auto prompt_for = [&](std::string_view channel) {
        auto prompt = PromptShelf(*workspace).load_for_channel(channel);
        REQUIRE_MESSAGE(prompt, said(prompt));
        return (*prompt)->id;
    };
    // A built-in prompt for one channel is there to be copied: it changes nothing by itself.
    for (const std::string& channel : workspace->channel_ids()) CHECK(prompt_for(channel) == "builtin/copy");
    const std::string mine = "---\ninput:\n  schema: CopyInput\n---\n{{#data \"all\"}}{{json this}}{{/data}}";
    folder.write("prompts/copy.prompt", mine);
    CHECK(prompt_for("email") == "copy");
    folder.write("prompts/email.prompt", mine);
    CHECK(prompt_for("email") == "email");
    CHECK(prompt_for("sms") == "copy");
}

TEST_CASE_FIXTURE(Studio, "the demo asks for emails with a prompt of its own") {
    const PromptShelf shelf(*workspace);
    auto prompt = shelf.load_for_channel("email");
    REQUIRE_MESSAGE(prompt, said(prompt));
    CHECK((*prompt)->id == "email");
    CHECK(shelf.check(**prompt).empty());
    CHECK((*shelf.load_for_channel("sms"))->id == "builtin/copy");
}

namespace {

const std::string k_commit(40, 'c');

class Registry : public Studio {
  public:
    using Names = std::vector<std::string>;

    // A version with these words.
    PromptVersion add(std::string_view person, std::string_view words, const PromptOrigin& origin) {
        folder.write("prompts/hello.prompt", words);
        const PromptShelf shelf(*workspace);
        auto prompt = shelf.load("hello");
        REQUIRE_MESSAGE(prompt, said(prompt));
        auto made = register_prompt(as(person), shelf, **prompt, origin);
        REQUIRE_MESSAGE(made, said(made));
        auto read = find_registered(*ledger, {"hello", {}});
        REQUIRE_MESSAGE(read, said(read));
        CHECK(read->writers == made->version.writers);
        return std::move(*read);
    }
    std::string promotion_by(std::string_view person, const std::string& target = "hello") {
        return said(plan_promotion(as(person), {target, "", "as agreed", ""}));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Registry, "a version is written by who committed to it, and not by who registers it") {
    const PromptVersion version =
        add("ci-bot", "Hello", {k_commit, {"MARIA@demo.example", "alex@demo.example", "x@y.example"}, false});
    CHECK(version.registered_by == "ci-bot");
    CHECK(version.writers == Names{"alex", "maria"});
    CHECK(version.git_commit == k_commit);
    CHECK(has(promotion_by("maria"), "maria wrote some of what is new in hello and cannot promote it too"));
    CHECK(has(promotion_by("alex"), "alex wrote some of what is new"));
    CHECK(promotion_by("priya") == "ok");
    const Event event = events_of(event_kind::prompt_registered).front();
    CHECK(event.data.at("writers") == "alex,maria");
    CHECK(event.data.at("git_commit") == k_commit);
    // Registering is not writing.
    CHECK(add("priya", "Hi", {k_commit, {"maria@demo.example"}, false}).writers == Names{"maria"});
    CHECK(promotion_by("priya") == "ok");
}

TEST_CASE_FIXTURE(Registry,
                  "what a promotion brings was written by all since the last one that was promoted") {
    add("maria", "Hello, buy now", {});
    add("alex", "Hello, buy now.", {});
    // maria's words would come to production with alex's full stop.
    CHECK(has(promotion_by("maria"), "maria wrote some of what is new"));
    const MoveRequest first{"hello@v1", "staging", "as agreed", ""};
    REQUIRE(promote(as("priya"), first, *plan_promotion(as("priya"), first)));
    // They were looked at, whatever the label.
    CHECK(promotion_by("maria") == "ok");
    CHECK(has(promotion_by("alex"), "alex wrote some of what is new"));
    // A withdrawal is no look at the words.
    const MoveRequest away{"hello@v2", "", "too loud", ""};
    REQUIRE(withdraw_prompt(as("priya"), away, *plan_withdrawal(as("priya"), away)));
    add("sam", "Hello, do buy now.", {});
    CHECK(has(promotion_by("alex"), "alex wrote some of what is new"));
}

TEST_CASE_FIXTURE(Registry, "whoever registers what is not committed has written too") {
    CHECK(add("sam", "Hello", {k_commit, {"maria@demo.example"}, true}).writers == Names{"maria", "sam"});
    CHECK(add("sam", "Hi", {}).writers == Names{"sam"});
}

TEST_CASE_FIXTURE(Registry,
                  "when git names nobody whom people.yaml knows, whoever registers has written it") {
    CHECK(add("sam", "Hello", {k_commit, {"x@y.example"}, false}).writers == Names{"sam"});
    CHECK(add("sam", "Hi", {k_commit, {}, false}).writers == Names{"sam"});
}

TEST_CASE_FIXTURE(Registry, "a version from before there were writers was written by who registered it") {
    add("sam", "Hello", {});
    auto database = raw();
    REQUIRE(database.execute("DROP TRIGGER prompt_writer_kept_d; DELETE FROM prompt_writer"));
    const auto version = find_registered(*ledger, {"hello", {}});
    REQUIRE(version);
    CHECK(version->writers == Names{"sam"});
    CHECK(version->git_commit.empty());
    CHECK(has(promotion_by("sam"), "sam wrote some of what is new"));
    CHECK(promotion_by("maria") == "ok");
}

TEST_CASE_FIXTURE(Registry, "who wrote a version is recorded for good") {
    add("sam", "Hello", {});
    auto database = raw();
    for (const char* sql : {"UPDATE prompt_writer SET person = 'maria'", "DELETE FROM prompt_writer",
                            "INSERT OR REPLACE INTO prompt_writer SELECT * FROM prompt_writer",
                            "UPDATE prompt_version SET git_commit = NULL"})
        CHECK_MESSAGE(!database.execute(sql), sql);
}

TEST_CASE_FIXTURE(Registry, "a prompt stands where its newest version and its labels are") {
    CHECK(list_prompt_standings(*ledger)->empty());
    const PromptVersion first = add("sam", "Hello", {});
    const auto move = [&](std::string_view target, std::string_view label) {
        const MoveRequest request{std::string(target), std::string(label), "as agreed", ""};
        const auto plan = plan_promotion(as("maria"), request);
        REQUIRE_MESSAGE(plan, said(plan));
        REQUIRE(promote(as("maria"), request, *plan));
    };
    CHECK_FALSE(list_prompt_standings(*ledger)->at("hello").differs_from_production(first.digest));
    move("hello", "production");
    const PromptVersion second = add("sam", "Hi", {});
    move("hello@v2", "staging");
    const auto standings = list_prompt_standings(*ledger);
    REQUIRE(standings);
    const PromptStanding& standing = standings->at("hello");
    CHECK(standing.newest.number == 2);
    REQUIRE(standing.labels.size() == 2);
    CHECK(standing.labels[0].label == "production");
    CHECK(standing.labels[0].number == 1);
    CHECK(standing.labels[1].number == 2);
    CHECK(standing.differs_from_production(first.digest) == false);
    CHECK(standing.differs_from_production(second.digest) == true);
}
