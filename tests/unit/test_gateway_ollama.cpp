#include "core/gateway/providers/ollama.hpp"
#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

namespace {

const ModelDecl k_model = make_model("ollama", "qwen3:8b");

Answer stream(const std::string& text) {
    const Provider& provider = *find_provider("ollama");
    const Answer whole = read_stream(provider, {text});
    for (std::size_t at = 1; at < text.size(); ++at)
        CHECK(same(
            read_stream(provider, {std::string_view(text).substr(0, at), std::string_view(text).substr(at)}),
            whole));
    CHECK(same(read_stream(provider, bytes_of(text)), whole));
    return whole;
}

const std::string k_piece =
    R"({"model":"qwen3:8b","message":{"role":"assistant","content":"{\"a\""},"done":false})"
    "\n";
std::string end_with(const std::string& reason) {
    return R"({"model":"qwen3:8b","message":{"role":"assistant","content":":1}"},"done":true,"done_reason":")" +
           reason + R"(","prompt_eval_count":36,"eval_count":18})";
}

}  // namespace

TEST_CASE("ollama: a request is these bytes, and the context is large enough for it") {
    ModelDecl model = k_model;
    model.parameters = {"0.7", "0.95", 40, 7, "low"};
    const http::Request request = build(model, "");
    CHECK(request.url == "http://127.0.0.1:11434/api/chat");
    CHECK(header_of(request, "Authorization").empty());
    CHECK(request.body ==
          R"({"model":"qwen3:8b","messages":[{"role":"system","content":"rules"},)"
          R"({"role":"user","content":"task \"1\"\n"}],"stream":false,"think":"low",)"
          R"("options":{"num_ctx":4096,"num_predict":700,"temperature":0.7,"top_p":0.95,"top_k":40,)"
          R"("seed":7},"format":)" +
              std::string(k_strict_text) + "}");
    CHECK(build(model, "k", true).body.find(R"("stream":true)") != std::string::npos);
    model.structure = Structure::json;
    CHECK(build(model).body.ends_with(R"("format":"json"})"));
    model.structure = Structure::none;
    CHECK(build(model).body.find("format") == std::string::npos);
    model.structure = Structure::tool;
    CHECK(find_provider("ollama")->check(model).error().fix == "use one of: auto, schema, json, none");
}

TEST_CASE("ollama: contexts are few, because each size loads the model anew") {
    CHECK(ollama::context_for(0, 1) == 4096);
    CHECK(ollama::context_for(9000, 700) == 4096);
    CHECK(ollama::context_for(12'000, 700) == 8192);
    CHECK(ollama::context_for(30'000, 2000) == 16384);
    CHECK(ollama::context_for(100'000'000, 1'000'000) == 1 << 20);
}

TEST_CASE("ollama: an answer and a stream give text and counts") {
    const Answer whole =
        read(k_model, R"({"model":"qwen3:8b","message":{"content":"{}","thinking":"hmm"},"done":true,)"
                      R"("done_reason":"stop","prompt_eval_count":36,"eval_count":18})");
    REQUIRE(whole.good());
    CHECK(whole.text == "{}");
    CHECK(whole.usage == Usage{36, 0, 0, 0, 18, 0, UsageSource::reported});
    const Answer streamed = stream(k_piece + end_with("stop"));
    REQUIRE(streamed.good());
    CHECK(streamed.text == R"({"a":1})");
    CHECK(streamed.usage == Usage{36, 0, 0, 0, 18, 0, UsageSource::reported});
    CHECK(streamed.finish == "stop");
}

TEST_CASE("ollama: an error in the middle of a good status is a failure, and so are cuts and early ends") {
    const Answer error =
        stream(k_piece + "{\"error\":\"an error was encountered while running the model\"}\n");
    REQUIRE(error.failure);
    CHECK(error.failure->retry_helps);
    CHECK(error.failure->error.context.at(0).find("while running") != std::string::npos);
    CHECK(stream(k_piece).failure->retry_helps);
    CHECK(stream(k_piece + end_with("length")).failure->error.message.find("token limit") !=
          std::string::npos);
    CHECK(stream(k_piece + end_with("load")).failure->retry_helps);
    CHECK(read(k_model, R"({"message":{"content":"{"},"done":false})").failure);
    CHECK(read(k_model, R"({"message":{"tool_calls":[{}]},"done":true})").failure);
    CHECK(read(k_model, R"({"error":"model 'x' not found"})", 404).failure->fallback_helps);
    // A prompt in its cache is not counted by some versions.
    CHECK(read(k_model, R"({"message":{"content":"{}"},"done":true,"eval_count":18})").usage.source ==
          UsageSource::partial);
}
