// Whatever stands in a URL, a header, a body or a secret, signing a request ends, its headers stay lines of
// their own, and the secret key is in none of them; and no secret is shown by what takes secrets out. The
// bytes are SECRET NUL URL NUL HEADER NUL BODY.
#include "core/gateway/redact.hpp"
#include "core/gateway/sigv4.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace mkai;
using namespace mkai::gateway;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void sign(const std::array<std::string_view, 4>& parts) {
    const auto keys = parse_aws_keys(parts[0]);
    if (!keys) return;
    http::Request request;
    request.url = parts[1];
    request.headers = {{"Content-Type", std::string(parts[2])}};
    request.body = parts[3];
    sign_request(request, *keys, {"eu-central-1", "bedrock"}, TimeMs{1'795'424'400'000});
    constexpr std::size_t k_long = 16;  // a short key is a part of many words
    for (std::size_t i = 1; i < request.headers.size(); ++i) {
        const std::string& value = request.headers[i].second;
        must(value.find_first_of("\r\n") == std::string::npos);
        must(keys->secret_key.size() < k_long || value.find(keys->secret_key) == std::string::npos ||
             keys->session_token.find(keys->secret_key) != std::string_view::npos ||
             keys->access_key.find(keys->secret_key) != std::string_view::npos);
    }
}

void take_out(std::string_view secret, std::string_view words) {
    Answer answer;
    answer.text = words;
    answer.request_id = words;
    redact(answer, secret);
    constexpr std::size_t k_long = 16;
    if (secret.size() < k_long || std::string_view("[secret]").find(secret) != std::string_view::npos) return;
    must(answer.text.find(secret) == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::array<std::string_view, 4> parts;
    for (std::string_view& part : parts) {
        const auto end = rest.find('\0');
        part = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    sign(parts);
    take_out(parts[0], parts[3]);
    return 0;
}
