// OpenAI's Responses API, which Azure speaks too. developers.openai.com/api/reference/resources/responses,
// 2026-11-24.
#pragma once

#include "core/gateway/declaration.hpp"
#include "core/gateway/provider.hpp"

namespace mkai::gateway::responses {

inline constexpr std::string_view k_url = "https://api.openai.com/v1";
inline constexpr Structure k_structures[] = {Structure::schema, Structure::tool, Structure::json,
                                             Structure::none};
// It has no seed.
inline constexpr Setting k_parameters[] = {Setting::temperature, Setting::top_p, Setting::reasoning_effort};

Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// Nothing is kept at the provider (`store: false`).
std::string body(const Ask& ask);
http::Request build(const Ask& ask);

// A response that is still in work is a failure: we never ask for one in the background.
Answer read(const http::Response& response, const ModelDecl& model);
// `response.completed`, `.incomplete` and `.failed` hold the whole response, with the usage, and end it;
// "[DONE]" may come after that, and often does not.
void read_event(const StreamEvent& event, StreamState& state);
// The same for an event that was read as JSON already.
void read_typed(const Json& event, StreamState& state);

}  // namespace mkai::gateway::responses
