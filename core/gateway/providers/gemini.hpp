// Google's Gemini, and Vertex AI, which answers in the same shape. ai.google.dev/api/generate-content,
// 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::gemini {

inline constexpr std::string_view k_url = "https://generativelanguage.googleapis.com/v1beta";

Done check(const ModelDecl& model);
// Bounds of numbers and lists go through; those of texts are not taken.
std::string schema(const Json& schema, const ModelDecl& model);
// POST {url}/models/{model}:generateContent, or :streamGenerateContent?alt=sse. `auth: bearer` is for Vertex
// AI, whose url ends with /publishers/google.
http::Request build(const Ask& ask);
Answer read(const http::Response& response, const ModelDecl& model);
// Each event has the shape of a whole answer, with a piece of its text; the counts are cumulative.
void read_event(const StreamEvent& event, StreamState& state);

}  // namespace mkai::gateway::gemini
