// The frame in which every provider reads: status, JSON, errors under a good status, and the end of an
// answer. A provider adds what its own JSON says. An answer that came whole is read as a stream of one event.
#pragma once

#include "core/base/json.hpp"
#include "core/gateway/answer.hpp"
#include "core/gateway/event_stream.hpp"
#include "core/gateway/failures.hpp"
#include "core/http/http.hpp"

namespace mkai::gateway {

// The tool that `structure: tool` forces a model to call: a call of another one is no answer.
inline constexpr std::string_view k_answer_tool = "write_answer";
inline constexpr std::string_view k_answer_tool_about = "Takes the answer, in the shape that it has to have.";

// Reads one body, or one event of a stream, into the state. Any JSON may come.
using ReadJson = void (*)(const Json& body, StreamState& state);

// An answer of any status: failures of status, of JSON and of an `error` under a good status are told here,
// and what `read` left unended is a failure.
Answer read_whole(const http::Response& response, ReadJson read);
// One event whose data is JSON; "[DONE]", which some streams end with, is none.
void read_event_json(const StreamEvent& event, StreamState& state, ReadJson read);

// Keeps the first failure of an answer.
void fail_once(StreamState& state, CallFailure failure);
// The model stopped. Chooses what the answer is, and tells what stands in its way: a refusal, a tool call,
// `stop`.
void end_answer(StreamState& state, Stop stop);

}  // namespace mkai::gateway
