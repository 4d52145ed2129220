// Whatever a provider answers, under any status, is a text or a failure, and never a crash.
#include "core/gateway/failures.hpp"
#include "core/gateway/providers/openai_compatible.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr long k_statuses[] = {200, 200, 200, 307, 401, 429, 500};
    mkai::http::Response response;
    response.status = k_statuses[data[0] % std::size(k_statuses)];
    response.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    response.headers = {{"x-request-id", response.body.substr(0, 200)}};
    const auto outcome = mkai::gateway::openai_compatible::read(response);
    if (outcome.reply.has_value() == outcome.failure.has_value()) std::abort();
    if (outcome.failure)
        for (const auto& line : outcome.failure->error.context)
            if (line.size() > mkai::gateway::k_provider_words_bytes_max + 100) std::abort();
    return 0;
}
