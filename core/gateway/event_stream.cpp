#include "core/gateway/event_stream.hpp"

#include "core/base/crc32.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace mkai::gateway {

namespace {

using OnEvent = std::function<void(const StreamEvent&)>;

tl::unexpected<Error> broken(std::string what) {
    return fail(ErrorCode::model_unavailable, fmt::format("the provider's stream {}", what),
                "try again later");
}

}  // namespace

struct EventDecoder::Impl {
    explicit Impl(std::size_t most) : event_bytes_max(most) {}
    virtual ~Impl() = default;
    virtual Done feed(std::string_view bytes, const OnEvent& on_event) = 0;
    virtual Done finish(const OnEvent& on_event) = 0;

    tl::unexpected<Error> too_long() const {
        return broken(fmt::format("holds an event of more than {} bytes", event_bytes_max));
    }

    std::size_t event_bytes_max;
    bool given_up = false;  // what comes after an error means nothing
};

namespace {

// Lines as server-sent events have them: ended by CR, LF or CRLF. A CR ends its line at once, and an LF that
// comes after it, perhaps with the next bytes, ends nothing.
class Lines {
  public:
    // False when a line is longer than `most`, or `on_line` says so.
    template <class OnLine>
    bool feed(std::string_view bytes, std::size_t most, OnLine&& on_line) {
        while (!bytes.empty()) {
            if (std::exchange(m_after_cr, false) && bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
            const auto lf = bytes.find('\n');
            const auto end = std::min(lf, bytes.substr(0, lf).find('\r'));
            const std::string_view piece = bytes.substr(0, end);
            if (m_rest.size() + piece.size() > most) return false;
            if (end == std::string_view::npos) {
                m_rest += piece;
                return true;
            }
            m_after_cr = bytes[end] == '\r';
            bytes.remove_prefix(end + 1);
            bool going_on = false;
            if (m_rest.empty()) {
                going_on = on_line(piece);
            } else {
                m_rest += piece;
                going_on = on_line(std::string_view(m_rest));
                m_rest.clear();
            }
            if (!going_on) return false;
        }
        return true;
    }

    // A last line without an end.
    const std::string& rest() const { return m_rest; }

  private:
    std::string m_rest;
    bool m_after_cr = false;
};

// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, 2026-11-24.
struct Sse final : EventDecoder::Impl {
    using Impl::Impl;

    Done feed(std::string_view bytes, const OnEvent& on_event) override {
        bytes = without_mark(bytes);
        const auto on_line = [&](std::string_view line) { return take(line, on_event); };
        if (!lines.feed(bytes, event_bytes_max, on_line)) return too_long();
        return {};
    }

    Done finish(const OnEvent&) override { return {}; }

    // A byte order mark may stand at the very beginning, and come in pieces.
    std::string_view without_mark(std::string_view bytes) {
        constexpr std::string_view k_mark = "\xef\xbb\xbf";
        while (mark_seen < k_mark.size() && !bytes.empty()) {
            if (bytes.front() != k_mark[mark_seen]) {
                if (mark_seen > 0) lines.feed(k_mark.substr(0, mark_seen), event_bytes_max, k_no_line);
                mark_seen = k_mark.size();
                break;
            }
            bytes.remove_prefix(1);
            ++mark_seen;
        }
        return bytes;
    }

    bool take(std::string_view line, const OnEvent& on_event) {
        if (line.empty()) {
            dispatch(on_event);
            return true;
        }
        const auto colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        std::string_view value =
            colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (name == "event") type = value;
        if (name != "data") return true;  // a comment (no name), id, retry, or one to come
        if (has_data) data += '\n';
        has_data = true;
        data += value;
        return data.size() <= event_bytes_max;
    }

    void dispatch(const OnEvent& on_event) {
        if (has_data) on_event({type, data});
        has_data = false;
        data.clear();
        type.clear();
    }

    static bool k_no_line(std::string_view) { return true; }

    Lines lines;
    std::string type, data;
    bool has_data = false;
    std::size_t mark_seen = 0;
};

struct JsonLines final : EventDecoder::Impl {
    using Impl::Impl;

    Done feed(std::string_view bytes, const OnEvent& on_event) override {
        const auto on_line = [&](std::string_view line) {
            if (!is_blank(line)) on_event({{}, line});
            return true;
        };
        if (!lines.feed(bytes, event_bytes_max, on_line)) return too_long();
        return {};
    }

    Done finish(const OnEvent& on_event) override {
        if (!is_blank(lines.rest())) on_event({{}, lines.rest()});
        lines = {};
        return {};
    }

    static bool is_blank(std::string_view line) {
        return line.find_first_not_of(" \t") == std::string_view::npos;
    }

    Lines lines;
};

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (const char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
    return number;
}

// A message is a prelude (its length, the length of its headers, the CRC of both), the headers, the payload
// and the CRC of all.
// https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream and
// https://smithy.io/2.0/aws/amazon-eventstream.html, 2026-11-24.
constexpr std::size_t k_word = 4;
constexpr std::size_t k_prelude = 3 * k_word;
constexpr std::size_t k_message_min = k_prelude + k_word;

// The values of headers by their type, and how many bytes each has; -1: two bytes of length come first.
constexpr int k_value_sizes[] = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};
constexpr std::size_t k_type_of_text = 7;

struct AwsHeaders {
    std::string_view message_type, event_type, exception_type, error_code, error_message;

    std::string_view* place_of(std::string_view name) {
        const std::pair<std::string_view, std::string_view*> places[] = {{":message-type", &message_type},
                                                                         {":event-type", &event_type},
                                                                         {":exception-type", &exception_type},
                                                                         {":error-code", &error_code},
                                                                         {":error-message", &error_message}};
        for (const auto& [known, place] : places)
            if (known == name) return place;
        return nullptr;
    }
};

// Takes `size` bytes off the front; false when there are not so many.
bool take(std::string_view& bytes, std::size_t size, std::string_view& out) {
    if (bytes.size() < size) return false;
    out = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
}

bool read_headers(std::string_view bytes, AwsHeaders& headers) {
    while (!bytes.empty()) {
        std::string_view size, name, type, value;
        if (!take(bytes, 1, size) || !take(bytes, big_endian(size), name) || !take(bytes, 1, type))
            return false;
        const std::size_t kind = big_endian(type);
        if (kind >= std::size(k_value_sizes)) return false;
        std::size_t value_size = 0;
        if (k_value_sizes[kind] >= 0) {
            value_size = static_cast<std::size_t>(k_value_sizes[kind]);
        } else {
            if (!take(bytes, 2, size)) return false;
            value_size = big_endian(size);
        }
        if (!take(bytes, value_size, value)) return false;
        if (std::string_view* place = headers.place_of(name); place != nullptr && kind == k_type_of_text)
            *place = value;
    }
    return true;
}

struct Aws final : EventDecoder::Impl {
    using Impl::Impl;

    Done feed(std::string_view bytes, const OnEvent& on_event) override {
        while (!bytes.empty()) {
            const std::size_t wanted = rest.size() < k_prelude ? k_prelude : message_size;
            const std::size_t some = std::min(wanted - rest.size(), bytes.size());
            rest += bytes.substr(0, some);
            bytes.remove_prefix(some);
            if (rest.size() < wanted) return {};
            if (wanted == k_prelude) {
                if (auto done = read_prelude(); !done) return done;
                continue;
            }
            if (auto done = read_message(on_event); !done) return done;
            rest.clear();
        }
        return {};
    }

    Done finish(const OnEvent&) override {
        if (!rest.empty()) return broken("ends in the middle of an event");
        return {};
    }

    std::string_view part(std::size_t at, std::size_t size) const {
        return std::string_view(rest).substr(at, size);
    }

    Done read_prelude() {
        message_size = big_endian(part(0, k_word));
        headers_size = big_endian(part(k_word, k_word));
        if (crc32_of(part(0, 2 * k_word)) != big_endian(part(2 * k_word, k_word)))
            return broken("has an event whose beginning was damaged on the way");
        if (message_size > event_bytes_max) return too_long();
        if (message_size < k_message_min || headers_size > message_size - k_message_min)
            return broken("has an event of an impossible length");
        return {};
    }

    Done read_message(const OnEvent& on_event) const {
        const std::size_t body_size = message_size - k_word;
        if (crc32_of(part(0, body_size)) != big_endian(part(body_size, k_word)))
            return broken("has an event that was damaged on the way");
        AwsHeaders headers;
        if (!read_headers(part(k_prelude, headers_size), headers))
            return broken("has an event whose headers cannot be read");
        const std::string_view payload =
            part(k_prelude + headers_size, message_size - k_message_min - headers_size);
        if (headers.message_type == "exception")
            on_event({headers.exception_type, payload, true});
        else if (headers.message_type == "error")
            on_event({headers.error_code, headers.error_message, true});
        else
            on_event({headers.event_type, payload});
        return {};
    }

    std::string rest;
    std::size_t message_size = 0;
    std::size_t headers_size = 0;
};

// What has no framing has no events.
struct None final : EventDecoder::Impl {
    using Impl::Impl;
    Done feed(std::string_view, const OnEvent&) override { return {}; }
    Done finish(const OnEvent&) override { return {}; }
};

template <class T, class Base>
std::unique_ptr<Base> make(std::size_t most) {
    return std::make_unique<T>(most);
}

}  // namespace

EventDecoder::EventDecoder(Framing framing, std::size_t event_bytes_max) {
    struct Row {
        Framing framing;
        std::unique_ptr<Impl> (*make)(std::size_t);
    };
    constexpr Row k_rows[] = {{Framing::none, make<None, Impl>},
                              {Framing::sse, make<Sse, Impl>},
                              {Framing::jsonl, make<JsonLines, Impl>},
                              {Framing::aws, make<Aws, Impl>}};
    for (const Row& row : k_rows)
        if (row.framing == framing) m_impl = row.make(event_bytes_max);
}
EventDecoder::~EventDecoder() = default;
EventDecoder::EventDecoder(EventDecoder&&) noexcept = default;

Done EventDecoder::feed(std::string_view bytes, const OnEvent& on_event) {
    if (m_impl->given_up) return broken("was given up before");
    Done done = m_impl->feed(bytes, on_event);
    m_impl->given_up = !done;
    return done;
}

Done EventDecoder::finish(const OnEvent& on_event) {
    if (m_impl->given_up) return broken("was given up before");
    return m_impl->finish(on_event);
}

}  // namespace mkai::gateway
