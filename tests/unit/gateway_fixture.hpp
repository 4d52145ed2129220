// What the tests of the providers share: a prompt, requests, answers that came whole or as a stream.
#pragma once

#include "core/gateway/event_stream.hpp"
#include "core/gateway/provider.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace mkai::gateway {

inline prompts::Prompt make_prompt() {
    prompts::Prompt prompt;
    prompt.messages = {{prompts::MessageRole::system, "rules"}, {prompts::MessageRole::user, "task \"1\"\n"}};
    prompt.output_schema_name = "push_copy";
    prompt.output_schema = R"({"$schema":"x","type":"object","required":["a"],"properties":{)"
                           R"("a":{"type":"string","minLength":1,"maxLength":9,"pattern":"x"},)"
                           R"("b":{"type":"array","minItems":3,"items":{"type":"string","maxLength":5}}}})";
    return prompt;
}
// make_prompt's schema, as strict modes take it.
inline constexpr std::string_view k_strict_text =
    R"({"additionalProperties":false,"properties":{"a":{"type":"string"},)"
    R"("b":{"items":{"type":"string"},"type":"array"}},"required":["a","b"],"type":"object"})";

inline ModelDecl make_model(std::string provider, std::string model = "some-model") {
    ModelDecl made;
    made.name = "copy";
    made.provider = std::move(provider);
    made.model = std::move(model);
    made.output_tokens_max = 700;
    return made;
}

// The request of make_prompt().
http::Request build(const ModelDecl& model, std::string_view secret = "the-key", bool stream = false,
                    TimeMs now = {});

inline std::string header_of(const http::Request& request, std::string_view name) {
    const auto at = std::ranges::find(request.headers, name, &std::pair<std::string, std::string>::first);
    return at == request.headers.end() ? "" : at->second;
}

inline http::Response response_of(std::string body, long status = 200,
                                  std::vector<std::pair<std::string, std::string>> headers = {}) {
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    response.headers = std::move(headers);
    return response;
}

inline Answer read(const ModelDecl& model, std::string body, long status = 200,
                   std::vector<std::pair<std::string, std::string>> headers = {}) {
    return find_provider(model.provider)
        ->read(response_of(std::move(body), status, std::move(headers)), model);
}

// --- streams ---

struct KeptEvent {
    std::string type, data;
    bool is_error = false;
    bool operator==(const KeptEvent&) const = default;
};

// The events of `pieces`, in order; the result says whether the decoder took them all.
inline std::vector<KeptEvent> events_of(Framing framing, const std::vector<std::string_view>& pieces,
                                        bool* taken = nullptr) {
    std::vector<KeptEvent> events;
    EventDecoder decoder(framing);
    const auto keep = [&](const StreamEvent& e) {
        events.push_back({std::string(e.type), std::string(e.data), e.is_error});
    };
    bool good = true;
    for (const std::string_view piece : pieces) good = decoder.feed(piece, keep).has_value() && good;
    good = decoder.finish(keep).has_value() && good;
    if (taken) *taken = good;
    return events;
}

inline std::vector<std::string_view> bytes_of(std::string_view text) {
    std::vector<std::string_view> bytes;
    for (std::size_t at = 0; at < text.size(); ++at) bytes.push_back(text.substr(at, 1));
    return bytes;
}

inline Answer read_stream(const Provider& provider, const std::vector<std::string_view>& pieces) {
    StreamState state;
    EventDecoder decoder(provider.framing);
    const auto read = [&](const StreamEvent& event) { provider.read_event(event, state); };
    for (const std::string_view piece : pieces) CHECK(decoder.feed(piece, read));
    CHECK(decoder.finish(read));
    return end_of_stream(std::move(state), response_of(""));
}

inline bool same(const Answer& a, const Answer& b) {
    const auto told = [](const Answer& answer) {
        return answer.failure ? answer.failure->error.message : "";
    };
    return a.text == b.text && a.model_answered == b.model_answered && a.request_id == b.request_id &&
           a.finish == b.finish && a.usage == b.usage && told(a) == told(b);
}

}  // namespace mkai::gateway
