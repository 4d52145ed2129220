// Whether a model answers: one tiny call through the gateway, which is a call like any other: paused with the
// others, held under the caps, a row of the ledger with its cost.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/price.hpp"
#include "core/gateway/gateway.hpp"

#include <atomic>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

// Reasoning counts as output, so that a model that thinks first is not cut in its thoughts.
inline constexpr int k_test_output_tokens_max = 1'000;

struct ModelTest {
    ModelDecl model;
    std::string host;                      // empty: no network
    std::optional<Price> price;            // empty: not known, and it was not asked
    std::optional<CallRecord> call;        // the attempt as it is in the ledger; empty: it was not asked
    std::optional<bool> credential_found;  // empty: it has none, or it was not looked for
    std::optional<bool> reachable;         // whether anybody answered at all; empty: it was not tried
    std::optional<bool> schema_kept;       // of an answer
    std::optional<Error> error;            // why it did not pass
    std::vector<std::string> warnings;     // soft caps that were crossed

    // The provider gave the name that was asked for, or a dated one of it ("gpt-5.2-2025-12-11"); empty when
    // it gave none.
    std::optional<bool> answered_as_asked() const;
};

struct ModelTestOptions {
    gateway::CredentialSource credentials;
    const std::atomic<bool>* cancel = nullptr;
};

// One attempt of this model, no repair and no fallback. What keeps it from being asked or from passing is its
// `error`: blocked, paused, spend_cap, no_price, no_credential, invalid_file, model_unavailable,
// model_output_invalid. The result is an error only when the ledger cannot be written.
Result<ModelTest> test_model(const Session& session, const ModelDecl& model, const ModelTestOptions& options);

}  // namespace mkai::app
