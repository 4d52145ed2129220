#include "tests/unit/gateway_fixture.hpp"

using namespace mkai;
using namespace mkai::gateway;

TEST_CASE("llama-cpp: it is chat completions on this machine, with the model that it was started with") {
    ModelDecl model = make_model("llama-cpp", "");
    model.parameters.top_k = 40;
    CHECK(find_provider("llama-cpp")->check(model));
    const http::Request request = build(model, "");
    CHECK(request.url == "http://127.0.0.1:8080/v1/chat/completions");
    CHECK(header_of(request, "Authorization").empty());
    CHECK(request.body.starts_with(R"({"messages":[{"role":"system","content":"rules"},)"));
    CHECK(request.body.find(R"("max_tokens":700,"top_k":40,)") != std::string::npos);
    CHECK(request.body.find(R"("schema":)" + std::string(k_strict_text)) != std::string::npos);
    model.parameters.reasoning_effort = "low";
    CHECK_FALSE(find_provider("llama-cpp")->check(model));
}

TEST_CASE("llama-cpp: while it loads its model, another try helps") {
    const ModelDecl model = make_model("llama-cpp");
    const Answer loading =
        read(model, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})", 503);
    REQUIRE(loading.failure);
    CHECK(loading.failure->retry_helps);
    CHECK(loading.failure->fallback_helps);
    CHECK(loading.failure->error.context.at(0).find("Loading model") != std::string::npos);
    const Answer too_long = read(
        model,
        R"({"error":{"code":400,"message":"the request exceeds the context","type":"exceed_context_size_error"}})",
        400);
    CHECK_FALSE(too_long.failure->retry_helps);
    CHECK(too_long.failure->fallback_helps);
}
