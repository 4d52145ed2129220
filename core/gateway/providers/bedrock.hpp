// Amazon Bedrock's Converse. docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html,
// 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::bedrock {

inline constexpr std::string_view k_url = "https://bedrock-runtime.{region}.amazonaws.com";

// `region` is needed for both ways: it is part of the signature and of the address. `auth: sigv4` takes a
// secret "ACCESS_KEY:SECRET_KEY" or "ACCESS_KEY:SECRET_KEY:SESSION_TOKEN"; `auth: bearer` an API key of
// Bedrock.
Done check(const ModelDecl& model);
// no_credential for a secret that is not what `auth` takes.
Done check_secret(const ModelDecl& model, std::string_view secret);
std::string schema(const Json& schema, const ModelDecl& model);
// POST {url}/model/{model}/converse or /converse-stream. The shape is asked for by a forced tool where it is
// left open: more models know that than output schemas. Without a secret it is not signed.
http::Request build(const Ask& ask);
// Input is told without the cache's part.
Answer read(const http::Response& response, const ModelDecl& model);
// `messageStop` closes; `metadata`, with the usage, comes after it: read on.
void read_event(const StreamEvent& event, StreamState& state);

}  // namespace mkai::gateway::bedrock
