#include "core/workspace/model_files.hpp"
#include "tests/unit/workspace_fixture.hpp"

using namespace mkai;
using namespace mkai::workspace;

namespace {

std::string file_with(std::string_view model) {
    return fmt::format(
        "# ours\nname: x\ndefault_model: copy\nmodels:\n  # before\n  copy:\n{}  other: {{provider: demo}}\n",
        model);
}

// mkai.yaml after `wanted` was written into it, or the error's message.
std::string edited(std::string_view model, const ModelDecl& wanted) {
    const Demo demo;
    demo.write("mkai.yaml", file_with(model));
    const Workspace workspace = demo.open();
    const auto edit = edit_model(workspace, wanted);
    if (!edit) return edit.error().message;
    REQUIRE(write_config(workspace, *edit));
    CHECK(digest_of(*demo.open().config().find_model("copy")).value() == digest_of(wanted).value());
    return demo.read("mkai.yaml");
}

ModelDecl demo_model() {
    ModelDecl model;
    model.name = "copy";
    model.provider = "demo";
    return model;
}

}  // namespace

TEST_CASE("a declaration is written with what its digest is taken over, and everything else stays") {
    ModelDecl wanted;
    wanted.name = "copy";
    wanted.provider = "openai-compatible";
    wanted.model = "yes";
    wanted.url = "http://127.0.0.1:8080/v1";
    wanted.parameters.temperature = "0.7";
    wanted.parameters.seed = 7;
    wanted.price.input = "0.15";
    wanted.price.output = "2";
    wanted.price.cache_read = "0.01";
    CHECK(edited("    provider: demo   # for now\n    timeout_s: 5   # stays\n    roles: [lead]\n    fault: "
                 "timeout\n",
                 wanted) ==
          file_with(
              "    provider: openai-compatible   # for now\n    timeout_s: 5   # stays\n    roles: [lead]\n"
              "    model: yes\n    parameters:\n      seed: 7\n      temperature: 0.7\n"
              "    price: {cache_read_usd_per_million: \"0.01\", input_usd_per_million: \"0.15\", "
              "output_usd_per_million: \"2\"}\n    url: http://127.0.0.1:8080/v1\n"));
    CHECK(edited("    provider: openai-compatible\n    model: a\n    url: http://127.0.0.1:8080/v1\n"
                 "    price:\n      input_usd_per_million: 1\n      output_usd_per_million: 2\n"
                 "    parameters: {seed: 3, top_k: 4}\n    credential: work\n",
                 demo_model()) == file_with("    provider: demo\n    credential: work\n"));
}

TEST_CASE("a declaration on one line is changed on its line") {
    const Demo demo;
    demo.write(
        "mkai.yaml",
        "name: x\nmodels:\n  copy: {provider: demo, fault: timeout, fault_times: 2, timeout_s: 5} # here\n");
    const Workspace workspace = demo.open();
    ModelDecl wanted = demo_model();
    wanted.price_row = "demo/x";
    wanted.output_tokens_max = 90;
    const auto edit = edit_model(workspace, wanted);
    REQUIRE_MESSAGE(edit, edit.error().message);
    CHECK(edit->after ==
          "name: x\nmodels:\n  copy: {provider: demo, timeout_s: 5, output_tokens_max: 90, price: demo/x} # "
          "here\n");
    CHECK(demo.read("mkai.yaml") == edit->before);
    wanted.name = "gone";
    CHECK(edit_model(workspace, wanted).error().code == ErrorCode::unknown_model);
    demo.edit("mkai.yaml", "# here", "# there");
    CHECK(write_config(workspace, *edit).error().code == ErrorCode::conflict);
}

TEST_CASE("a declaration that mkai.yaml may not have is refused") {
    ModelDecl wanted = demo_model();
    wanted.output_tokens_max = 0;
    CHECK(edited("    provider: demo\n", wanted) ==
          "that declaration of \"copy\" does not fit into mkai.yaml any more");
}

TEST_CASE("a review of a vendor that is overdue is a warning from the day after, at its place") {
    const Demo demo;
    demo.write("mkai.yaml", file_with("    provider: demo\n    vendor:\n      review_by: 2026-11-22\n"));
    const Workspace workspace = demo.open();
    CHECK(workspace.warnings(start_of({2026, 11, 22})).empty());
    const auto warnings = workspace.warnings(start_of({2026, 11, 23}));
    CHECK(lines_of(warnings) ==
          std::vector<std::string>{"9:18 warning what is known of the vendor of \"copy\" was to "
                                   "be reviewed by 2026-11-22"});
    CHECK(warnings.front().code == "review-overdue");
    CHECK_FALSE(warnings.front().fix.empty());
}
