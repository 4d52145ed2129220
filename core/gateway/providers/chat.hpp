// OpenAI's Chat Completions, as several providers speak it: one writer and one reader. Providers differ in
// data. developers.openai.com/api/reference/resources/chat, 2026-11-24.
#pragma once

#include "core/gateway/asking.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/event_stream.hpp"
#include "core/gateway/provider.hpp"

namespace mkai::gateway::chat {

struct Traits {
    // OpenAI's reasoning models take max_completion_tokens alone; it is the other that all servers know.
    std::string_view output_tokens_key = "max_tokens";
    // What the schema is asked through where the declaration leaves it open.
    Structure best = Structure::schema;
};

inline constexpr Structure k_structures[] = {Structure::schema, Structure::tool, Structure::json,
                                             Structure::none};

// The strict part of the schema; the whole of it where the prompt has to show it.
std::string schema(const Json& schema, const ModelDecl& model, const Traits& traits);
// The JSON body. A stream is asked to tell its usage.
std::string body(const Ask& ask, const Traits& traits);

// The first choice. A refusal, a filter, a cut at the token limit, a tool call and an error under status 200
// are failures, with the usage that was told.
Answer read(const http::Response& response, const ModelDecl& model);
// `finish_reason` closes an answer; the event after it may bring the usage, with no choice in it, and
// "[DONE]" the end: read on.
void read_event(const StreamEvent& event, StreamState& state);
// The same for an event that was read as JSON already.
void read_chunk(const Json& chunk, StreamState& state);

}  // namespace mkai::gateway::chat
