// Ollama's own API; its /v1 ignores num_ctx and cuts prompts silently. docs.ollama.com/api/chat, 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

#include <cstdint>

namespace mkai::gateway::ollama {

inline constexpr std::string_view k_url = "http://127.0.0.1:11434";

Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// POST {url}/api/chat. The context is made large enough for this prompt and its answer: Ollama's default cuts
// the beginning of a longer prompt away without a word.
http::Request build(const Ask& ask);
// Tokens of context for a prompt of so many bytes: a power of two, because each other size loads the model
// anew.
std::int64_t context_for(std::size_t prompt_bytes, int output_tokens_max);

Answer read(const http::Response& response, const ModelDecl& model);
// A line of a stream. `done` closes; `error` can come in the middle of a status 200.
void read_event(const StreamEvent& event, StreamState& state);

}  // namespace mkai::gateway::ollama
