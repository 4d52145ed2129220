// What a failed call means: which error, whether trying again helps, and how much of the provider's words we
// repeat. Shared by all providers.
#pragma once

#include "core/base/json.hpp"
#include "core/gateway/gateway.hpp"
#include "core/http/http.hpp"

#include <string>
#include <string_view>

namespace mkai::gateway {

// What a provider says about a failure in its own words, bounded and fit to show.
struct ProviderWords {
    std::string message;  // at most k_provider_words_bytes_max bytes of one line
    std::string kind;     // its type or code: "insufficient_quota"
};
inline constexpr std::size_t k_provider_words_bytes_max = 300;

// Looks for `error` as an object or a text, then `message` and `detail`.
ProviderWords words_of(const Json& body);
// Of a body that may be no JSON at all.
ProviderWords words_of_text(std::string_view body);

// A transfer that ended without an answer.
CallFailure failure_of_transfer(const http::Response& response);
// An answer with a status that is not 2xx.
CallFailure failure_of_status(const http::Response& response, const ProviderWords& words);
// An answer with status 2xx that holds no text: `what` goes on after "the provider ".
CallFailure failure_of_answer(const http::Response& response, std::string what, bool retry_helps,
                              const ProviderWords& words = {});

// The provider's id of the request, from its headers; empty when it sent none.
std::string request_id_of(const http::Response& response);

// Takes the secret out of everything that will be shown or stored.
void redact(CallFailure& failure, std::string_view secret);

}  // namespace mkai::gateway
