// Keeps a secret out of everything that is shown or stored: a server that was sent one can send it back.
#pragma once

#include "core/gateway/answer.hpp"

#include <string_view>

namespace mkai::gateway {

// Takes the secret, and each part of it between colons, out of an answer: as it is, as JSON, percent-encoded,
// and in base64 at any place; its beginning too, since words are cut before this sees them. An answer whose
// text holds it is none: it becomes a failure that no other try and no other model mends.
void redact(Answer& answer, std::string_view secret);

}  // namespace mkai::gateway
