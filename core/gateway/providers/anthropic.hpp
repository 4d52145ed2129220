// Anthropic's Messages. platform.claude.com/docs/en/api/messages, 2026-11-24.
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::anthropic {

inline constexpr std::string_view k_url = "https://api.anthropic.com";

Done check(const ModelDecl& model);
std::string schema(const Json& schema, const ModelDecl& model);
// POST {url}/v1/messages; `api_version` is the header anthropic-version. The schema goes into
// output_config.format, or becomes a forced tool.
http::Request build(const Ask& ask);
// Input is told without what was read from a cache or written to one.
Answer read(const http::Response& response, const ModelDecl& model);
// Usage repeats and grows in a stream: the last one counts. An error may follow a good beginning.
// `message_stop` closes.
void read_event(const StreamEvent& event, StreamState& state);

}  // namespace mkai::gateway::anthropic
