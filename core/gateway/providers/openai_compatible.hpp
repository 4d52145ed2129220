// Whatever speaks OpenAI's Chat Completions: vLLM, LiteLLM, OpenRouter, Mistral, Groq, DeepSeek...
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::openai_compatible {

Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// POST {url}/chat/completions; a query of the url stays at the end. All parameters go through as they are.
http::Request build(const Ask& ask);

}  // namespace mkai::gateway::openai_compatible
