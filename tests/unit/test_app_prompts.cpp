// Which prompt writes the copy of a channel.
#include "core/app/prompt_shelf.hpp"
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
