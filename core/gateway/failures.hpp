// What a failed call means: which error, whether trying again or another model helps, and how much of the
// provider's words we repeat. Shared by all providers. The tables are in failures.cpp.
//
//                                        retry  fallback  money
//     outage, overload, too many calls     x       x            429, 5xx, 408, 409, 424, a broken transfer
//     the account has no money                     x       x    402, a quota's 429
//     no such model, request too large             x            404, 413: another model may take it
//     the request or the declaration                            400, 401, 403, 3xx, TLS: a person has to mend
//     it,
//                                                               and a fallback would hide it and send the
//                                                               prompt to a vendor that nobody meant
//     a refusal, a content filter                               a person decides whether another model is
//     asked cut at the token limit                                    ours to raise; any model would be cut
//     nothing of use in a good answer      x       x
#pragma once

#include "core/base/json.hpp"
#include "core/gateway/answer.hpp"
#include "core/http/http.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace mkai::gateway {

// What a provider says about a failure in its own words, bounded and fit to show.
struct ProviderWords {
    std::string message;  // at most k_provider_words_bytes_max bytes of one line
    std::string kind;     // its type or code: "insufficient_quota"
};
inline constexpr std::size_t k_provider_words_bytes_max = 300;

// Looks for `error` as an object or a text, then `message` and `detail`; the kind is its `code`, `type` or
// `status`.
ProviderWords words_of(const Json& body);
// Of a body that may be no JSON at all.
ProviderWords words_of_text(std::string_view body);
// Of a message and a kind that stand apart: bounds them.
ProviderWords words_of(std::string_view message, std::string_view kind);

// A transfer that ended without an answer.
CallFailure failure_of_transfer(const http::Response& response);
// An answer with a status that is not 2xx. `x-should-retry` comes before what the status means; money before
// both.
CallFailure failure_of_status(const http::Response& response, const ProviderWords& words);
// An error told under a status that means success, or in the middle of a stream: its kind stands for a
// status.
CallFailure failure_of_error(long http_status, const ProviderWords& words);
// An answer under a good status that is not what the API promises: `what` goes on after "the provider ".
CallFailure failure_of_shape(long http_status, std::string_view what);

// Why a model stopped, in words that all providers share.
enum class Stop {
    done,       // what it wrote is its answer
    cut,        // at the token limit
    filtered,   // by the provider's content filter
    refused,    // by the model
    tool_call,  // it calls a tool that is not there
    broken,     // it went wrong on its side
};
struct StopWord {
    std::string_view word;
    Stop stop;
};
// A word that is in no row is `done`: the answer is checked here in any case.
Stop stop_of(std::span<const StopWord> words, std::string_view word);
// For every stop but `done`.
CallFailure failure_of_stop(Stop stop, long http_status);

// The provider's id of the request, from its headers; empty when it sent none.
std::string request_id_of(const http::Response& response);
// A name or id that a provider sent, on one line and bounded.
std::string short_line(std::string_view text);

}  // namespace mkai::gateway
