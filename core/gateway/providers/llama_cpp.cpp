#include "core/gateway/providers/llama_cpp.hpp"

#include "core/gateway/providers/chat.hpp"

namespace mkai::gateway::llama_cpp {

namespace {

constexpr chat::Traits k_traits;
constexpr Setting k_settings[] = {Setting::temperature, Setting::top_p, Setting::top_k, Setting::seed};

}  // namespace

Done check(const ModelDecl& model) {
    return check_declaration(
        model, {.settings = k_settings, .structures = chat::k_structures, .needs_model = false});
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

}  // namespace mkai::gateway::llama_cpp
