#include "core/gateway/providers/openai.hpp"

#include "core/gateway/providers/chat.hpp"

namespace mkai::gateway::openai {

namespace {

constexpr chat::Traits k_traits{.output_tokens_key = "max_completion_tokens"};
// `seed` is deprecated there, and still taken.
constexpr Setting k_settings[] = {Setting::temperature, Setting::top_p, Setting::seed,
                                  Setting::reasoning_effort};

}  // namespace

Done check(const ModelDecl& model) {
    return check_declaration(model, {.settings = k_settings, .structures = chat::k_structures});
}

std::string schema(const Json& schema, const ModelDecl& model) {
    return chat::schema(schema, model, k_traits);
}

http::Request build(const Ask& ask) {
    http::Request request = json_request(ask, joined_url(base_url(ask.model, k_url), "/chat/completions"),
                                         chat::body(ask, k_traits));
    add_bearer(request, ask.secret);
    return request;
}

}  // namespace mkai::gateway::openai
