// The three framings in which providers stream: server-sent events, JSON lines, and the binary event stream
// of AWS. Bytes come in as they arrive, cut anywhere; events go out whole.
#pragma once

#include "core/base/result.hpp"
#include "core/gateway/answer.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mkai::gateway {

enum class Framing {
    none,
    sse,    // https://html.spec.whatwg.org/multipage/server-sent-events.html: CR, LF or CRLF, BOM, comments
    jsonl,  // Ollama: a JSON object a line
    aws,    // https://smithy.io/2.0/aws/amazon-eventstream.html: prelude, CRC-32
};

// Both views are good during the call that hands them over.
struct StreamEvent {
    // sse: the event's name, may be empty; aws: ":event-type", ":exception-type" or ":error-code"
    std::string_view type;
    std::string_view data;  // aws: the payload; of an error its message, which is no JSON
    bool is_error = false;  // aws: an exception or an error of the service, not an event
};

// What a provider's read_event builds up.
struct StreamState {
    Answer answer;
    bool closed = false;  // the event came that ends an answer well
    std::string refusal;
    std::string tool_text;      // the arguments of our own tool, where a forced call of it is the answer
    bool foreign_tool = false;  // another tool was called
    std::string scratch;        // the provider's own, between events
};

class EventDecoder {
  public:
    // No event may be longer than `event_bytes_max`.
    explicit EventDecoder(Framing framing, std::size_t event_bytes_max = 1u << 20);
    ~EventDecoder();
    EventDecoder(EventDecoder&&) noexcept;

    // Hands every event that is whole by now to `on_event`, in order. model_unavailable when the bytes are no
    // such stream: an event too long, a checksum that does not fit.
    Done feed(std::string_view bytes, const std::function<void(const StreamEvent&)>& on_event);
    // The end of the bytes: a last line without its newline is an event (jsonl); a last event without its
    // blank line is none (sse: the specification drops it); model_unavailable in the middle of a message
    // (aws).
    Done finish(const std::function<void(const StreamEvent&)>& on_event);

    struct Impl;

  private:
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::gateway
