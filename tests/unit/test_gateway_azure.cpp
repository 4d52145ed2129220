#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

namespace {

ModelDecl make_azure() {
    ModelDecl model = make_model("azure", "gpt-5.2");
    model.url = "https://mine.openai.azure.com/";
    return model;
}
const ModelDecl k_model = make_azure();

}  // namespace

TEST_CASE("azure: a deployment has a path of its own, with the version of the API") {
    ModelDecl model = k_model;
    model.deployment = "copy one";
    CHECK(build(model).url ==
          "https://mine.openai.azure.com/openai/deployments/copy%20one/chat/"
          "completions?api-version=2024-10-21");
    model.api_version = "2025-04-01-preview";
    CHECK(build(model).url.ends_with("?api-version=2025-04-01-preview"));
    model.model.clear();
    CHECK(build(model).body.starts_with(R"({"model":"copy one","messages":)"));
}

TEST_CASE("azure: without a deployment it is /openai/v1/, and responses are always there") {
    CHECK(build(k_model).url == "https://mine.openai.azure.com/openai/v1/chat/completions");
    CHECK(build(k_model).body.find(R"("max_completion_tokens":700)") != std::string::npos);
    ModelDecl model = k_model;
    model.url = "https://mine.openai.azure.com/openai/v1/";
    CHECK(build(model).url == "https://mine.openai.azure.com/openai/v1/chat/completions");
    model.api = "responses";
    model.deployment = "copy";
    model.api_version = "preview";
    CHECK(build(model).url == "https://mine.openai.azure.com/openai/v1/responses?api-version=preview");
    CHECK(build(model).body.find(R"("max_output_tokens":700)") != std::string::npos);
}

TEST_CASE("azure: the key has a header of its own, and a token of Entra is a bearer") {
    CHECK(header_of(build(k_model), "api-key") == "the-key");
    CHECK(header_of(build(k_model), "Authorization").empty());
    ModelDecl model = k_model;
    model.auth = "bearer";
    CHECK(header_of(build(model), "Authorization") == "Bearer the-key");
    CHECK(header_of(build(model), "api-key").empty());
}

TEST_CASE("azure: answers and streams of both APIs are read") {
    ModelDecl model = k_model;
    CHECK(read(model, R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]})").text == "x");
    const std::string chat =
        "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n"
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n";
    const Answer streamed = read_stream(*find_provider("azure"), bytes_of(chat));
    REQUIRE(streamed.good());
    CHECK(streamed.text == "x");
    model.api = "responses";
    const std::string whole = R"({"status":"completed","output":[{"type":"message","content":)"
                              R"([{"type":"output_text","text":"y"}]}]})";
    CHECK(read(model, whole).text == "y");
    const Answer typed =
        read_stream(*find_provider("azure"),
                    bytes_of("data: {\"type\":\"response.completed\",\"response\":" + whole + "}\n\n"));
    REQUIRE(typed.good());
    CHECK(typed.text == "y");
}

TEST_CASE("azure: a declaration names a model or a deployment, and an API that there is") {
    const Provider& azure = *find_provider("azure");
    CHECK(azure.check(k_model));
    ModelDecl model = k_model;
    model.model.clear();
    CHECK(azure.check(model).error().code == ErrorCode::invalid_file);
    model.deployment = "copy";
    CHECK(azure.check(model));
    model.api = "completions";
    CHECK(azure.check(model).error().fix == "use one of: chat, responses");
    model.api = "responses";
    model.parameters.seed = 5;
    CHECK(azure.check(model).error().message.find("parameters.seed") != std::string::npos);
}
