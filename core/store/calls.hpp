// What a call and its reservation have in common. For the sources of the ledger alone.
#pragma once

#include "core/store/ledger_impl.hpp"

namespace mkai::store {

// The columns that `call` and `reservation` share, in the order of read_call_keys and bind_call_keys.
inline constexpr std::string_view k_call_keys =
    "id, run, asset, round, attempt, actor, brief, use_case, environment, model, model_digest, provider, "
    "model_asked, prompt_id, prompt_version, prompt_digest, allowed, price_row, streamed, at_ms";
inline constexpr int k_call_keys_count = 20;

CallRecord read_call_keys(const sqlite::Statement& row);
void bind_call_keys(sqlite::Statement& statement, const CallRecord& call);

// Ends the reservation of a call, when there is one, and counts what it held down.
struct Taken {
    TimeMs at;
    std::string day;
};
Result<std::optional<Taken>> take_reservation(Writer::Impl& writer, sqlite::Database& database,
                                              std::string_view call);

}  // namespace mkai::store
