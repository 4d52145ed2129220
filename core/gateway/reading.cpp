#include "core/gateway/reading.hpp"

#include "core/gateway/json_fields.hpp"
#include "core/gateway/provider.hpp"

#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

constexpr long k_status_good = 200;

void tell_error(const Json& body, StreamState& state) {
    if (!at(body, "error").is_null()) fail_once(state, failure_of_error(k_status_good, words_of(body)));
}

bool is_good(long status) {
    return status >= 200 && status <= 299;
}

}  // namespace

void fail_once(StreamState& state, CallFailure failure) {
    if (!state.answer.failure) state.answer.failure = std::move(failure);
}

void end_answer(StreamState& state, Stop stop) {
    state.closed = true;
    if (!state.tool_text.empty()) {
        state.answer.text = state.tool_text;
        if (stop == Stop::tool_call) stop = Stop::done;
    } else if (state.foreign_tool && stop == Stop::done) {
        stop = Stop::tool_call;
    }
    if (!state.refusal.empty()) stop = Stop::refused;
    if (stop != Stop::done) fail_once(state, failure_of_stop(stop, k_status_good));
}

Answer read_whole(const http::Response& response, ReadJson read) {
    StreamState state;
    state.answer.request_id = request_id_of(response);
    if (!is_good(response.status)) {
        state.answer.failure = failure_of_status(response, words_of_text(response.body));
        return std::move(state.answer);
    }
    const auto body = parse_json(response.body);
    if (!body || !body->is_object()) {
        fail_once(state, failure_of_shape(response.status, "answered with something that is no JSON" +
                                                               (body ? "" : ": " + body.error().message)));
        return std::move(state.answer);
    }
    tell_error(*body, state);
    read(*body, state);
    if (!state.closed) fail_once(state, failure_of_shape(response.status, "answered without an answer"));
    if (state.answer.failure) state.answer.failure->http_status = response.status;
    return std::move(state.answer);
}

void read_event_json(const StreamEvent& event, StreamState& state, ReadJson read) {
    if (event.data.empty() || event.data == "[DONE]") return;
    const auto body = parse_json(event.data);
    if (!body || !body->is_object()) {
        fail_once(state, failure_of_shape(k_status_good, "sent something in its stream that is no JSON"));
        return;
    }
    tell_error(*body, state);
    read(*body, state);
}

Answer end_of_stream(StreamState state, const http::Response& response) {
    Answer& answer = state.answer;
    if (answer.request_id.empty()) answer.request_id = request_id_of(response);
    // An error in the stream says more than the end of the connection that follows it.
    if (response.failure != http::FailureKind::none) fail_once(state, failure_of_transfer(response));
    if (!state.closed) {
        fail_once(state, failure_of_shape(response.status, "ended its answer before the end"));
        if (answer.usage.is_known()) answer.usage.source = UsageSource::partial;
    }
    if (answer.failure) answer.failure->http_status = response.status;
    return std::move(answer);
}

}  // namespace mkai::gateway
