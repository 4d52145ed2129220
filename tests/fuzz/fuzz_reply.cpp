// Whatever a provider answers, under any status and in any framing, is an answer or a failure that is fit to
// show, and never a crash; and a stream means the same wherever its bytes are cut. The first bytes choose.
#include "core/gateway/failures.hpp"
#include "core/gateway/provider.hpp"
#include "core/gateway/rate_limits.hpp"
#include "core/gateway/redact.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

using namespace mkai;
using namespace mkai::gateway;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void check(const Answer& answer) {
    const Usage& usage = answer.usage;
    for (const std::int64_t bucket : {usage.input, usage.cache_read, usage.cache_write_5m,
                                      usage.cache_write_1h, usage.output, usage.reasoning})
        must(bucket >= 0);
    must(answer.request_id.size() <= 100 && answer.model_answered.size() <= 100 &&
         answer.finish.size() <= 100);
    if (!answer.failure) return;
    must(!answer.failure->error.message.empty());
    must(!(answer.failure->about_money && answer.failure->retry_helps));
    for (const auto& line : answer.failure->error.context)
        must(line.size() <= k_provider_words_bytes_max + 100);
}

bool same(const Answer& a, const Answer& b) {
    return a.text == b.text && a.usage == b.usage && a.finish == b.finish && a.good() == b.good() &&
           (a.good() || a.failure->error.message == b.failure->error.message);
}

// The stream in pieces of `step` bytes; all at once when it is 0.
Answer read_stream(const Provider& provider, Framing framing, std::string_view bytes, std::size_t step) {
    StreamState state;
    EventDecoder decoder(framing, 1u << 16);
    const auto on_event = [&](const StreamEvent& event) { provider.read_event(event, state); };
    bool good = true;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, step == 0 ? bytes.size() : step);
        good = decoder.feed(piece, on_event).has_value() && good;
        bytes.remove_prefix(piece.size());
    }
    good = decoder.finish(on_event).has_value() && good;
    http::Response response;
    response.status = 200;
    if (!good) response.failure = http::FailureKind::broken;
    if (!good) response.failure_text = "broken";
    return end_of_stream(std::move(state), response);
}

void fuzz_whole(const Provider& provider, ModelDecl model, std::uint8_t choice, std::string_view bytes) {
    constexpr long k_statuses[] = {200, 200, 200, 307, 400, 401, 429, 500};
    http::Response response;
    response.status = k_statuses[choice % std::size(k_statuses)];
    response.body = bytes;
    const std::string head(bytes.substr(0, 200));
    for (const char* name :
         {"x-request-id", "x-amzn-errortype", "x-should-retry", "retry-after", "retry-after-ms",
          "x-ratelimit-reset-tokens", "anthropic-ratelimit-tokens-reset"})
        response.headers.emplace_back(name, head);
    model.api = choice & 0x80 ? "responses" : "";
    Answer answer = provider.read(response, model);
    check(answer);
    redact(answer, head);
    must(retry_after_ms(response, {}).value_or(0) >= 0);
    must(rate_limits_of(response, {}).wait_ms(1000) <= k_rate_wait_ms_max);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const auto all = providers();
    const Provider& provider = all[data[0] % all.size()];
    if (provider.local) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    if (data[0] & 0x80) {
        fuzz_whole(provider, {}, data[1], bytes);
        return 0;
    }
    // Mostly its own framing; another one now and then, so that all meet all events.
    constexpr Framing k_framings[] = {Framing::sse, Framing::jsonl, Framing::aws, Framing::none};
    const Framing framing = data[1] & 0x40 ? k_framings[data[1] % 4] : provider.framing;
    const Answer whole = read_stream(provider, framing, bytes, 0);
    check(whole);
    const Answer pieces = read_stream(provider, framing, bytes, 1 + data[1] % 7);
    must(same(whole, pieces));
    return 0;
}
