#include "tests/unit/gateway_fixture.hpp"

#include <nlohmann/json.hpp>

namespace mkai::gateway {

http::Request build(const ModelDecl& model, std::string_view secret, bool stream, TimeMs now) {
    const Provider* provider = find_provider(model.provider);
    REQUIRE(provider != nullptr);
    const prompts::Prompt prompt = make_prompt();
    const auto schema = parse_json(prompt.output_schema);
    REQUIRE(schema);
    const std::string text = provider->schema(*schema, model);
    return provider->build({model, prompt, text, secret, stream, now});
}

}  // namespace mkai::gateway
