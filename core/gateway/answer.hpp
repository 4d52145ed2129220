// What came back from a provider, whether it was good or not. A failure can have been paid for: usage is told
// for both.
#pragma once

#include "core/base/error.hpp"
#include "core/domain/usage.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mkai::gateway {

// A failed attempt, as the provider told it. Never holds a key or more than 300 bytes of the provider's
// words.
struct CallFailure {
    Error error;  // model_unavailable, no_credential, invalid_file (a model declared wrongly), interrupted
    long http_status = 0;                        // 0: none
    bool retry_helps = false;                    // the same call of the same model, later
    bool fallback_helps = false;                 // another model could answer where this one cannot
    bool about_money = false;                    // the account, not the call: 402, or a 429 for a quota
    std::optional<std::int64_t> retry_after_ms;  // what the provider asked us to wait
};

struct Answer {
    std::string text;            // what the model wrote: JSON, if it did as it was told
    std::string model_answered;  // the name that the provider gave; may be empty
    std::string request_id;
    std::string finish;  // the provider's word for why it stopped: "stop", "end_turn"
    Usage usage;
    std::optional<CallFailure> failure;  // then `text` is not to be used

    bool good() const { return !failure; }
};

}  // namespace mkai::gateway
