// What the requests of all providers share: how the answer's shape is asked for, the frame of an HTTP
// request.
#pragma once

#include "core/gateway/provider.hpp"

#include <string>
#include <string_view>

namespace mkai::gateway {

// The declared structure; `best` where it is left to the provider.
Structure structure_of(const ModelDecl& model, Structure best);
// The same for a question; none where the answer is to be a text.
Structure structure_of(const Ask& ask, Structure best);

// Whether the provider is not told of the schema, so that the prompt has to show it.
bool is_shown(Structure structure);
// What to put after the text of the first message then; empty otherwise.
std::string shown_schema(const Ask& ask, Structure structure);

// POST of JSON with the model's limits of time.
http::Request json_request(const Ask& ask, std::string url, std::string body,
                           std::string_view accept_of_stream = "text/event-stream");
// "Authorization: Bearer SECRET"; nothing without a secret.
void add_bearer(http::Request& request, std::string_view secret);

}  // namespace mkai::gateway
