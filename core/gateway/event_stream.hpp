// The three framings in which providers stream: server-sent events, JSON lines, and the binary event stream of AWS.
// Bytes come in as they arrive, cut anywhere; events go out whole.
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
    aws,    // https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html: prelude, CRC-32
};

// Both views are good during the call that hands them over.
struct StreamEvent {
    std::string_view type;  // sse: the event's name, may be empty; aws: ":event-type" or ":exception-type"
    std::string_view data;
};

// What a provider's read_event builds up.
struct StreamState {
    Answer answer;
    bool closed = false;  // the event came that ends an answer well
    std::string scratch;  // the provider's own, between events
    std::string refusal;
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
    // The end of the bytes: a last line without its newline is an event (jsonl); a last event without its blank
    // line is none (sse: the specification drops it).
    Done finish(const std::function<void(const StreamEvent&)>& on_event);

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::gateway
