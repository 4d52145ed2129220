#include "core/gateway/gateway.hpp"
#include "core/gateway/provider.hpp"
#include "core/gateway/providers/anthropic.hpp"
#include "core/gateway/providers/azure.hpp"
#include "core/gateway/providers/bedrock.hpp"
#include "core/gateway/providers/chat.hpp"
#include "core/gateway/providers/demo.hpp"
#include "core/gateway/providers/gemini.hpp"
#include "core/gateway/providers/llama_cpp.hpp"
#include "core/gateway/providers/ollama.hpp"
#include "core/gateway/providers/openai.hpp"
#include "core/gateway/providers/openai_compatible.hpp"
#include "core/gateway/providers/responses.hpp"

#include <algorithm>

namespace mkai::gateway {

namespace {

constexpr Provider k_providers[] = {
    {.name = "demo",
     .about = "built in: no AI, no network, the same words for the same brief",
     .local = true,
     .check = demo::check,
     .answer = demo::answer},
    {.name = "openai",
     .about = "OpenAI, chat completions",
     .url = openai::k_url,
     .example_model = "gpt-5.2",
     .framing = Framing::sse,
     .check = openai::check,
     .schema = openai::schema,
     .build = openai::build,
     .read = chat::read,
     .read_event = chat::read_event},
    {.name = "openai-responses",
     .about = "OpenAI, the Responses API",
     .url = responses::k_url,
     .example_model = "gpt-5.2",
     .framing = Framing::sse,
     .check = responses::check,
     .schema = responses::schema,
     .build = responses::build,
     .read = responses::read,
     .read_event = responses::read_event},
    {.name = "anthropic",
     .about = "Anthropic, Messages",
     .url = anthropic::k_url,
     .example_model = "claude-opus-4-6",
     .framing = Framing::sse,
     .check = anthropic::check,
     .schema = anthropic::schema,
     .build = anthropic::build,
     .read = anthropic::read,
     .read_event = anthropic::read_event},
    {.name = "gemini",
     .about = "Google Gemini, and Vertex AI with its url",
     .url = gemini::k_url,
     .example_model = "gemini-3-flash-preview",
     .framing = Framing::sse,
     .check = gemini::check,
     .schema = gemini::schema,
     .build = gemini::build,
     .read = gemini::read,
     .read_event = gemini::read_event},
    {.name = "bedrock",
     .about = "Amazon Bedrock, Converse",
     .url = bedrock::k_url,
     .example_model = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
     .framing = Framing::aws,
     .check = bedrock::check,
     .check_secret = bedrock::check_secret,
     .schema = bedrock::schema,
     .build = bedrock::build,
     .read = bedrock::read,
     .read_event = bedrock::read_event},
    {.name = "azure",
     .about = "Azure OpenAI, chat completions or responses",
     .example_model = "gpt-5.2",
     .framing = Framing::sse,
     .check = azure::check,
     .schema = azure::schema,
     .build = azure::build,
     .read = azure::read,
     .read_event = azure::read_event},
    {.name = "ollama",
     .about = "Ollama on this machine, or elsewhere with its url",
     .url = ollama::k_url,
     .example_model = "qwen3:8b",
     .framing = Framing::jsonl,
     .check = ollama::check,
     .schema = ollama::schema,
     .build = ollama::build,
     .read = ollama::read,
     .read_event = ollama::read_event},
    {.name = "llama-cpp",
     .about = "the server of llama.cpp",
     .url = llama_cpp::k_url,
     .example_model = "any: the one that it was started with",
     .framing = Framing::sse,
     .check = llama_cpp::check,
     .schema = llama_cpp::schema,
     .build = llama_cpp::build,
     .read = chat::read,
     .read_event = chat::read_event},
    {.name = "openai-compatible",
     .about = "any server that speaks OpenAI's chat completions",
     .example_model = "mistral-large-latest",
     .framing = Framing::sse,
     .check = openai_compatible::check,
     .schema = openai_compatible::schema,
     .build = openai_compatible::build,
     .read = chat::read,
     .read_event = chat::read_event},
};

}  // namespace

std::span<const Provider> providers() {
    return k_providers;
}

const Provider* find_provider(std::string_view name) {
    const auto* row = std::ranges::find(k_providers, name, &Provider::name);
    return row == std::end(k_providers) ? nullptr : row;
}

bool is_local(const ModelDecl& model) {
    const Provider* provider = find_provider(model.provider);
    return provider && provider->local;
}

std::vector<std::string> provider_names() {
    std::vector<std::string> names;
    for (const Provider& provider : k_providers) names.emplace_back(provider.name);
    return names;
}

}  // namespace mkai::gateway
