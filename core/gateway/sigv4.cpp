#include "core/gateway/sigv4.hpp"

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/gateway/declaration.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace mkai::gateway {

namespace {

constexpr std::string_view k_algorithm = "AWS4-HMAC-SHA256";

struct Url {
    std::string_view scheme, host, path, query;
};

Url parts_of(std::string_view url) {
    Url parts;
    const auto scheme_end = url.find("://");
    if (scheme_end != std::string_view::npos) {
        parts.scheme = url.substr(0, scheme_end);
        url.remove_prefix(scheme_end + 3);
    }
    if (const auto query = url.find('?'); query != std::string_view::npos) {
        parts.query = url.substr(query + 1);
        url = url.substr(0, query);
    }
    const auto path = url.find('/');
    parts.host = url.substr(0, path);
    parts.path = path == std::string_view::npos ? "/" : url.substr(path);
    return parts;
}

// As it goes into the Host header: the port of the scheme is left out there.
std::string host_header(const Url& url) {
    std::string host = lower_ascii(url.host);
    const std::string_view usual = url.scheme == "http" ? ":80" : ":443";
    if (host.ends_with(usual)) host.resize(host.size() - usual.size());
    return host;
}

std::string encoded_path(std::string_view path) {
    std::vector<std::string> segments = split(path, '/');
    for (std::string& segment : segments) segment = percent_encoded(segment);
    return join(segments, "/");
}

// The query is sent encoded already; the pairs are sorted, and a name alone gets its '='.
std::string sorted_query(std::string_view query) {
    if (query.empty()) return {};
    std::vector<std::string> pairs = split(query, '&');
    for (std::string& pair : pairs)
        if (pair.find('=') == std::string::npos) pair += '=';
    std::ranges::sort(pairs);
    return join(pairs, "&");
}

using Headers = std::vector<std::pair<std::string, std::string>>;

Headers canonical_headers(const http::Request& request, const Url& url) {
    Headers headers{{"host", host_header(url)}};
    for (const auto& [name, value] : request.headers)
        headers.emplace_back(lower_ascii(name), std::string(trim(value)));
    std::ranges::sort(headers);
    return headers;
}

// "20150830T123600Z".
std::string basic_time(TimeMs now) {
    std::string text = format_utc(now);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::string signing_key(std::string_view secret_key, std::string_view day, const SigningScope& scope) {
    std::string key = hmac_sha256(fmt::format("AWS4{}", secret_key), day);
    for (const std::string_view part : {scope.region, scope.service, std::string_view("aws4_request")})
        key = hmac_sha256(key, part);
    return key;
}

}  // namespace

std::optional<AwsKeys> parse_aws_keys(std::string_view secret) {
    // A line that was copied with its end would sign, and be refused.
    if (!std::ranges::all_of(secret, [](char c) { return c > ' ' && c < '\x7f'; })) return std::nullopt;
    AwsKeys keys;
    std::string_view* const places[] = {&keys.access_key, &keys.secret_key, &keys.session_token};
    std::size_t count = 0;
    for (std::size_t begin = 0; begin <= secret.size(); ++count) {
        if (count == std::size(places)) return std::nullopt;
        const auto end = std::min(secret.find(':', begin), secret.size());
        *places[count] = secret.substr(begin, end - begin);
        if (places[count]->empty()) return std::nullopt;
        begin = end + 1;
    }
    return count >= 2 ? std::optional(keys) : std::nullopt;
}

void sign_request(http::Request& request, const AwsKeys& keys, const SigningScope& scope, TimeMs now) {
    const std::string time = basic_time(now);
    const std::string day = time.substr(0, 8);
    request.headers.emplace_back("X-Amz-Date", time);
    if (!keys.session_token.empty())
        request.headers.emplace_back("X-Amz-Security-Token", std::string(keys.session_token));
    const Url url = parts_of(request.url);
    std::string canonical =
        fmt::format("{}\n{}\n{}\n", request.method, encoded_path(url.path), sorted_query(url.query));
    std::string names;
    for (const auto& [name, value] : canonical_headers(request, url)) {
        canonical += fmt::format("{}:{}\n", name, value);
        names += fmt::format("{}{}", names.empty() ? "" : ";", name);
    }
    canonical += fmt::format("\n{}\n{}", names, sha256_hex(request.body));
    const std::string credential = fmt::format("{}/{}/{}/aws4_request", day, scope.region, scope.service);
    const std::string to_sign =
        fmt::format("{}\n{}\n{}\n{}", k_algorithm, time, credential, sha256_hex(canonical));
    const std::string signature = to_hex(hmac_sha256(signing_key(keys.secret_key, day, scope), to_sign));
    request.headers.emplace_back(
        "Authorization", fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", k_algorithm,
                                     keys.access_key, credential, names, signature));
}

}  // namespace mkai::gateway
