// The server of llama.cpp. github.com/ggml-org/llama.cpp/tree/master/tools/server, 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::llama_cpp {

inline constexpr std::string_view k_url = "http://127.0.0.1:8080/v1";

// It serves the model that it was started with: `model` may be left out.
Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// Reads as chat completions; "Loading model" comes with status 503 while it starts, and another try helps.
http::Request build(const Ask& ask);

}  // namespace mkai::gateway::llama_cpp
