// A provider is one file of pure functions and a row of a table: build a request, read an answer, read an
// event of a stream. HTTP, retries, fallbacks, spend and recording are written once, in gateway.cpp.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/json.hpp"
#include "core/base/result.hpp"
#include "core/domain/model.hpp"
#include "core/gateway/answer.hpp"
#include "core/gateway/event_stream.hpp"
#include "core/http/http.hpp"
#include "core/prompts/prompt.hpp"

#include <span>
#include <string>
#include <string_view>

namespace mkai::gateway {

// What a request is built from.
struct Ask {
    const ModelDecl& model;
    const prompts::Prompt& prompt;
    std::string_view schema;  // JSON text, as Provider::schema made it of the prompt's output schema
    std::string_view secret;  // empty: none
    bool stream = false;
    TimeMs now;  // for signatures
};

struct Provider {
    std::string_view name = {};   // what `provider:` says
    std::string_view about = {};  // one line for people
    std::string_view url = {};    // its own base URL, with {region} in it; empty: one has to be declared
    std::string_view example_model = {};  // "claude-opus-4-6": for help and errors
    Framing framing = Framing::none;      // of its streams; none: it is never asked for one
    bool local = false;                   // answers at once, without a network: `answer`

    // Whether the declaration makes sense to this provider; null: there is nothing to look at. invalid_file.
    Done (*check)(const ModelDecl&) = nullptr;
    // Whether a secret has the form that this provider's requests are made with, before any is; null: any
    // has. no_credential, with nothing of the secret in its words.
    Done (*check_secret)(const ModelDecl&, std::string_view secret) = nullptr;
    // The part of a JSON schema that this provider takes, as JSON text. Asked once a schema, not once a call.
    std::string (*schema)(const Json& schema, const ModelDecl&) = nullptr;
    http::Request (*build)(const Ask&) = nullptr;
    // An answer of any status that was not a stream. Transfers that failed are told by gateway.cpp.
    Answer (*read)(const http::Response&, const ModelDecl&) = nullptr;
    // One event of a stream with status 2xx, in order. Sets `closed` at the event that ends an answer well;
    // usage may come after it, so that a stream is read to its end.
    void (*read_event)(const StreamEvent&, StreamState&) = nullptr;
    // local: `attempt` counts the calls of this run, from 0.
    Answer (*answer)(const ModelDecl&, const prompts::Prompt&, int attempt) = nullptr;
};

std::span<const Provider> providers();
const Provider* find_provider(std::string_view name);

// The end of a stream: an answer, or the failure "ended before its end" with what was used so far (partial).
Answer end_of_stream(StreamState state, const http::Response& response);

}  // namespace mkai::gateway
