// OpenAI's Chat Completions. developers.openai.com/api/reference/resources/chat, 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::openai {

inline constexpr std::string_view k_url = "https://api.openai.com/v1";

Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
http::Request build(const Ask& ask);

}  // namespace mkai::gateway::openai
