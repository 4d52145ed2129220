#include "core/gateway/asking.hpp"

#include <fmt/format.h>

namespace mkai::gateway {

Structure structure_of(const ModelDecl& model, Structure best) {
    return model.structure == Structure::automatic ? best : model.structure;
}

Structure structure_of(const Ask& ask, Structure best) {
    return ask.schema.empty() ? Structure::none : structure_of(ask.model, best);
}

bool is_shown(Structure structure) {
    return structure == Structure::json || structure == Structure::none;
}

std::string shown_schema(const Ask& ask, Structure structure) {
    if (ask.schema.empty() || !is_shown(structure)) return {};
    return fmt::format("\n\nThe answer is one JSON object that fits this JSON Schema:\n{}", ask.schema);
}

http::Request json_request(const Ask& ask, std::string url, std::string body,
                           std::string_view accept_of_stream) {
    http::Request request;
    request.url = std::move(url);
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", std::string(ask.stream ? accept_of_stream : "application/json")}};
    request.body = std::move(body);
    request.timeout_ms = ask.model.timeout_ms;
    request.connect_timeout_ms = ask.model.connect_timeout_ms;
    return request;
}

void add_bearer(http::Request& request, std::string_view secret) {
    if (!secret.empty()) request.headers.emplace_back("Authorization", fmt::format("Bearer {}", secret));
}

}  // namespace mkai::gateway
