// AWS Signature Version 4, in the headers of a request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, 2026-11-24.
// By hand, because libcurl 7.88 signs paths with ':' or '%' wrongly (mended in 8.9).
#pragma once

#include "core/base/clock.hpp"
#include "core/base/result.hpp"
#include "core/http/http.hpp"

#include <string>
#include <string_view>

namespace mkai::gateway {

struct AwsKeys {
    std::string_view access_key;
    std::string_view secret_key;
    std::string_view session_token;  // empty: none
};
// "ACCESS_KEY:SECRET_KEY" or "ACCESS_KEY:SECRET_KEY:SESSION_TOKEN"; the views are into the text. Empty when
// it is neither, or holds a space, a line end or what is no ASCII. The three hold no colon: the alphabet of
// all is Base64's.
std::optional<AwsKeys> parse_aws_keys(std::string_view secret);

struct SigningScope {
    std::string_view region;   // "us-east-1"
    std::string_view service;  // "bedrock"
};

// Adds x-amz-date, x-amz-security-token and authorization. All headers that are there are signed, and the
// host of the URL. The path is encoded once more than it is sent, as every service but S3 wants it.
void sign_request(http::Request& request, const AwsKeys& keys, const SigningScope& scope, TimeMs now);

}  // namespace mkai::gateway
