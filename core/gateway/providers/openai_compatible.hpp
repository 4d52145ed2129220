// OpenAI's Chat Completions, and whatever speaks it: Azure, vLLM, llama.cpp, Ollama's /v1, OpenRouter,
// Mistral...
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::openai_compatible {

// POST {url}/chat/completions; the schema is asked for strictly, without the keywords that strict mode
// refuses.
http::Request build(const ModelDecl& model, const prompts::Prompt& prompt, std::string_view secret);

// The text of the first choice. A refusal, a filter, a cut at the token limit, a tool call and an error under
// status 200 are failures. Takes any bytes.
ReadOutcome read(const http::Response& response);

}  // namespace mkai::gateway::openai_compatible
