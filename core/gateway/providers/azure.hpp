// Azure OpenAI, now in Microsoft Foundry. learn.microsoft.com/azure/ai-foundry/openai/latest, 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::azure {

// `url` is the resource, as https://NAME.openai.azure.com. invalid_file when neither model nor deployment is
// set.
Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// With a deployment: /openai/deployments/{deployment}/chat/completions?api-version=; without one, and for
// `api: responses`: /openai/v1/, where `model` is what the deployment is called.
http::Request build(const Ask& ask);
Answer read(const http::Response& response, const ModelDecl& model);
// Events of either API: those of Responses have a type.
void read_event(const StreamEvent& event, StreamState& state);

}  // namespace mkai::gateway::azure
