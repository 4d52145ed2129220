// A model as a workspace declares it under `models:` of mkai.yaml: an alias, who answers it, within which
// limits, at what price, for whom. Its canonical JSON has a digest, so that a run names the declaration that
// it used.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/people.hpp"
#include "core/domain/price.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// How the provider is made to answer in the shape of a schema. The answer is checked here in any case.
enum class Structure {
    automatic,  // the provider's best way
    schema,     // its own option for a JSON schema
    tool,       // a forced call of one tool, whose arguments are the answer
    json,       // its option for any JSON object; the schema stands in the prompt
    none,       // the prompt alone
};
std::string_view to_string(Structure structure);
std::optional<Structure> parse_structure(std::string_view text);

// Passed on to the provider as they are; one that it does not know is an error of the declaration.
struct ModelParameters {
    std::string temperature;  // decimal; empty: the provider's default
    std::string top_p;        // decimal
    std::optional<std::int64_t> top_k;
    std::optional<std::int64_t> seed;
    std::string reasoning_effort;  // the provider's own word: "low", "medium", "high"
    bool operator==(const ModelParameters&) const = default;
};

// What is known of the vendor, and when that is to be looked at again.
struct VendorFacts {
    std::string region;     // where it computes: "eu-west-1"
    std::string retention;  // how long it keeps prompts: "30 days", "none"
    std::optional<bool> trains_on_data;
    std::string agreement;  // the contract, in words or as a link
    std::string owner;      // a person of people.yaml who answers for it
    std::string review_by;  // YYYY-MM-DD; past it, a finding, and protected use cases are blocked
    bool operator==(const VendorFacts&) const = default;
};

struct ModelDecl {
    std::string name;         // "copy-default"
    std::string provider;     // a row of the provider table: "anthropic"
    std::string model;        // what the provider calls it
    std::string url;          // base URL; empty: the provider's own
    std::string credential;   // a name; where the secret is stands in the user's own configuration
    std::string auth;         // bedrock: "sigv4" or "bearer"; empty: the provider's first way
    std::string region;       // bedrock: "eu-west-1"
    std::string deployment;   // azure
    std::string api_version;  // azure, anthropic: another than the one that mkai knows
    std::string api;          // azure: "chat" or "responses"
    ModelParameters parameters;
    Structure structure = Structure::automatic;

    std::string fault;        // demo only: the failure to show
    std::string fault_times;  // demo only: how many calls fail before it works; empty: every call

    int timeout_ms = 60'000;  // of one attempt
    int connect_timeout_ms = 10'000;
    int idle_timeout_ms = 30'000;          // of a stream: without a byte
    int deadline_ms = 180'000;             // of a call with its retries and fallbacks
    int attempts_max = 4;                  // the same, as a count
    int concurrency = 16;                  // calls in flight
    std::int64_t requests_per_minute = 0;  // 0: no limit of ours
    std::int64_t tokens_per_minute = 0;
    std::int64_t input_tokens_max = 0;  // that it takes; 0: nobody has said
    int output_tokens_max = 2'000;
    std::optional<bool> stream;  // empty: where answers may be long

    std::vector<std::string> fallbacks;  // aliases, in order

    bool free = false;      // `price: free`: a local model, said so
    TokenPrice price;       // `price: {...}`: one's own contract
    std::string price_row;  // `price: ROW`: a row of the price table; empty: PROVIDER/MODEL

    std::vector<std::string> environments;  // that may use it; empty: all
    std::vector<std::string> use_cases;
    std::vector<Role> roles;
    VendorFacts vendor;

    bool is_demo() const { return provider == "demo"; }
};

// Canonical JSON of everything above that changes what is asked, of whom, or at what price: what the digest
// of a declaration is taken over. The alias is not in it, nor limits of time and rate, nor for whom it is;
// secrets are nowhere in a declaration. What is empty is left out. internal_error when a text is not UTF-8.
Result<std::string> model_to_bytes(const ModelDecl& model);
// The SHA-256 of that, in hex.
Result<std::string> digest_of(const ModelDecl& model);
// What model_to_bytes wrote; all that is not in it has its default. ledger_corrupt for anything else.
Result<ModelDecl> model_from_bytes(std::string_view bytes);

// What differs between two declarations, of what their digests are taken over: by key, "parameters.seed".
struct ModelChange {
    std::string key;
    std::string before;  // empty: not told
    std::string after;
};
Result<std::vector<ModelChange>> changes_between(const ModelDecl& before, const ModelDecl& after);

}  // namespace mkai
