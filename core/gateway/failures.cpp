#include "core/gateway/failures.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

constexpr std::size_t k_request_id_bytes_max = 100;

// One line, fit for a terminal, cut at a character and not inside one.
std::string bounded_line(std::string_view text, std::size_t bytes_max) {
    std::string line = printable_line(text.substr(0, bytes_max));
    if (line.size() > bytes_max) {
        std::size_t end = bytes_max;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
        line.resize(end);
    }
    return std::string(trim(line));
}

std::string text_of(const Json& object, const char* key) {
    const auto it = object.find(key);
    if (it == object.end()) return {};
    if (it->is_string()) return it->get<std::string>();
    return it->is_number_integer() ? it->dump() : std::string{};
}

// A 429 that means money: no later try mends it. Names as the providers document them, 2026-11-23.
bool is_about_money(std::string_view kind) {
    constexpr std::string_view k_kinds[] = {"insufficient_quota", "credit_balance_exhausted",
                                            "organization_usage_limit_exceeded",
                                            "billing_hard_limit_reached"};
    return std::ranges::find(k_kinds, kind) != std::end(k_kinds) || kind.ends_with("_spend_limit_exceeded");
}

struct StatusRow {
    long first = 0;
    long last = 0;
    ErrorCode code = ErrorCode::model_unavailable;
    bool retry_helps = false;
    std::string_view meaning;
    std::string_view fix;
};
constexpr std::string_view k_fix_credential =
    "check the secret behind the credential that the model names, in your own configuration";
constexpr std::string_view k_fix_declaration = "check url and model of this model in mkai.yaml";
constexpr std::string_view k_fix_later = "try again later";
// The first row that fits counts.
constexpr StatusRow k_statuses[] = {
    {300, 399, ErrorCode::invalid_file, false, "it sends us elsewhere, and redirects are not followed",
     "put the final address into url of this model in mkai.yaml"},
    {401, 401, ErrorCode::no_credential, false, "it refuses the credential", k_fix_credential},
    {402, 402, ErrorCode::model_unavailable, false, "the account has no money left",
     "add money to the account at the provider"},
    {403, 403, ErrorCode::no_credential, false, "the credential may not use this model", k_fix_credential},
    {404, 404, ErrorCode::invalid_file, false, "it knows no such model or address", k_fix_declaration},
    {405, 405, ErrorCode::invalid_file, false, "this address takes no such calls", k_fix_declaration},
    {408, 408, ErrorCode::model_unavailable, true, "it gave up waiting", k_fix_later},
    {409, 409, ErrorCode::model_unavailable, true, "it was busy with something else", k_fix_later},
    {413, 413, ErrorCode::model_unavailable, false, "the request is too large for it",
     "shorten the brief or choose another model"},
    {429, 429, ErrorCode::model_unavailable, true, "too many calls", "try again later, or lower concurrency"},
    {400, 499, ErrorCode::model_unavailable, false, "it does not take the request", k_fix_declaration},
    {500, 599, ErrorCode::model_unavailable, true, "it has trouble of its own", k_fix_later},
    {0, 999, ErrorCode::model_unavailable, false, "a status that means nothing here", k_fix_declaration},
};

const StatusRow& row_of(long status) {
    return *std::ranges::find_if(k_statuses,
                                 [&](const StatusRow& r) { return status >= r.first && status <= r.last; });
}

bool retry_helps(const http::Response& response, bool by_status, const ProviderWords& words) {
    const std::string_view wish = response.header("x-should-retry");
    if (wish == "true" || wish == "false") return wish == "true";
    return by_status && !is_about_money(words.kind);
}

void add_words(Error& error, const ProviderWords& words) {
    if (!words.message.empty()) error.with_context(fmt::format("the provider says: \"{}\"", words.message));
}

struct TransferRow {
    http::FailureKind kind;
    ErrorCode code;
    bool retry_helps;
    std::string_view fix;
};
constexpr TransferRow k_transfers[] = {
    {http::FailureKind::bad_request, ErrorCode::invalid_file, false, k_fix_declaration},
    {http::FailureKind::resolve, ErrorCode::model_unavailable, true,
     "check the network, and url in mkai.yaml"},
    {http::FailureKind::connect, ErrorCode::model_unavailable, true,
     "check that the model's server is running"},
    {http::FailureKind::tls, ErrorCode::model_unavailable, false,
     "check the certificate of the model's server, and ca-certificates on this machine"},
    {http::FailureKind::timeout, ErrorCode::model_unavailable, true,
     "try again later, or raise timeout_ms of this model in mkai.yaml"},
    {http::FailureKind::too_large, ErrorCode::model_unavailable, false,
     "lower output_tokens_max of this model"},
    {http::FailureKind::broken, ErrorCode::model_unavailable, true, k_fix_later},
    {http::FailureKind::cancelled, ErrorCode::interrupted, true, ""},
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

}  // namespace

ProviderWords words_of(const Json& body) {
    if (!body.is_object()) return {};
    const auto error = body.find("error");
    const Json& place = error != body.end() && error->is_object() ? *error : body;
    std::string message =
        error != body.end() && error->is_string() ? error->get<std::string>() : std::string{};
    for (const char* key : {"message", "detail"})
        if (message.empty()) message = text_of(place, key);
    std::string kind = text_of(place, "code");
    // OpenAI's `code` is the finer one where it is a word; some send the status as a number there.
    if (kind.empty() || kind.find_first_not_of("0123456789") == std::string::npos) {
        if (const std::string type = text_of(place, "type"); !type.empty()) kind = type;
    }
    return {bounded_line(message, k_provider_words_bytes_max), bounded_line(kind, k_request_id_bytes_max)};
}

ProviderWords words_of_text(std::string_view body) {
    if (const auto json = parse_json(body)) return words_of(*json);
    // A page of markup comes from a proxy and tells nobody anything.
    if (trim(body).starts_with('<')) return {};
    return {bounded_line(body, k_provider_words_bytes_max), {}};
}

std::string request_id_of(const http::Response& response) {
    for (const std::string_view name : {"x-request-id", "request-id", "apim-request-id"})
        if (const auto id = response.header(name); !id.empty())
            return bounded_line(id, k_request_id_bytes_max);
    return {};
}

CallFailure failure_of_transfer(const http::Response& response) {
    const auto* row = std::ranges::find(k_transfers, response.failure, &TransferRow::kind);
    CallFailure failure;
    failure.error = {row->code, response.failure_text, {}, std::string(row->fix)};
    failure.http_status = response.status;
    failure.retry_helps = row->retry_helps;
    failure.request_id = request_id_of(response);
    return failure;
}

CallFailure failure_of_status(const http::Response& response, const ProviderWords& words) {
    const StatusRow& row = is_about_money(words.kind) ? row_of(402) : row_of(response.status);
    CallFailure failure;
    failure.error = {row.code,
                     fmt::format("the provider answered with status {}: {}", response.status, row.meaning),
                     {},
                     std::string(row.fix)};
    failure.http_status = response.status;
    failure.retry_helps = retry_helps(response, row.retry_helps, words);
    failure.request_id = request_id_of(response);
    // What is said about a refused key tends to repeat parts of the key.
    if (response.status != 401) add_words(failure.error, words);
    return failure;
}

CallFailure failure_of_answer(const http::Response& response, std::string what, bool retry_may_help,
                              const ProviderWords& words) {
    CallFailure failure;
    failure.error = {ErrorCode::model_unavailable, "the provider " + std::move(what), {}, {}};
    failure.http_status = response.status;
    failure.retry_helps = retry_helps(response, retry_may_help, words);
    failure.request_id = request_id_of(response);
    if (failure.retry_helps) failure.error.fix = k_fix_later;
    add_words(failure.error, words);
    return failure;
}

void redact(CallFailure& failure, std::string_view secret) {
    if (secret.empty()) return;
    constexpr std::string_view k_mark = "[secret]";
    replace_all(failure.error.message, secret, k_mark);
    for (std::string& line : failure.error.context) replace_all(line, secret, k_mark);
    replace_all(failure.request_id, secret, k_mark);
}

}  // namespace mkai::gateway
