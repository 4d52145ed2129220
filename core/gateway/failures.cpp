#include "core/gateway/failures.hpp"

#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

constexpr std::size_t k_short_bytes_max = 100;
constexpr long k_status_money = 402;
constexpr long k_status_trouble = 500;
constexpr long k_status_refused_credential = 401;

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

// What a status means. The first row that fits counts.
struct StatusRow {
    long first = 0;
    long last = 0;
    ErrorCode code = ErrorCode::model_unavailable;
    bool retry_helps = false;
    bool fallback_helps = false;
    std::string_view meaning;
    std::string_view fix;
};
constexpr std::string_view k_fix_credential =
    "check the secret behind the credential that the model names, in your own configuration";
constexpr std::string_view k_fix_declaration = "check url and model of this model in mkai.yaml";
constexpr std::string_view k_fix_later = "try again later";
constexpr StatusRow k_statuses[] = {
    {300, 399, ErrorCode::invalid_file, false, false, "it sends us elsewhere, and redirects are not followed",
     "put the final address into url of this model in mkai.yaml"},
    {401, 401, ErrorCode::no_credential, false, false, "it refuses the credential", k_fix_credential},
    {402, 402, ErrorCode::model_unavailable, false, true, "the account has no money left",
     "add money to the account at the provider"},
    {403, 403, ErrorCode::no_credential, false, false, "the credential may not use this model",
     k_fix_credential},
    {404, 404, ErrorCode::invalid_file, false, true, "it knows no such model or address", k_fix_declaration},
    {405, 405, ErrorCode::invalid_file, false, false, "this address takes no such calls", k_fix_declaration},
    {408, 408, ErrorCode::model_unavailable, true, true, "it gave up waiting", k_fix_later},
    {409, 409, ErrorCode::model_unavailable, true, true, "it was busy with something else", k_fix_later},
    {413, 413, ErrorCode::model_unavailable, false, true, "the request is too large for it",
     "shorten the brief or choose another model"},
    // Bedrock: the model behind the API failed (API_runtime_Converse.html, 2026-11-24).
    {424, 424, ErrorCode::model_unavailable, true, true, "the model behind it failed", k_fix_later},
    {429, 429, ErrorCode::model_unavailable, true, true, "too many calls",
     "try again later, or lower concurrency"},
    {400, 499, ErrorCode::model_unavailable, false, false, "it does not take the request", k_fix_declaration},
    {500, 599, ErrorCode::model_unavailable, true, true, "it has trouble of its own", k_fix_later},
    {0, 999, ErrorCode::model_unavailable, false, false, "a status that means nothing here",
     k_fix_declaration},
};

const StatusRow& row_of(long status) {
    const auto* row = std::ranges::find_if(
        k_statuses, [&](const StatusRow& r) { return status >= r.first && status <= r.last; });
    return row == std::end(k_statuses) ? *std::prev(std::end(k_statuses)) : *row;
}

// The status that a kind stands for where none came, and whether it says more than the one that came: an
// account without money answers 429 at one provider and 400 at another. A '*' at the beginning is any text.
// platform.openai.com/docs/guides/error-codes, platform.claude.com/docs/en/api/errors,
// docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html,
// ai.google.dev/gemini-api/docs/troubleshooting, openrouter.ai/docs/api-reference/errors; 2026-11-24.
struct KindRow {
    std::string_view kind;  // in lower case
    long status;
    bool says_more = false;
};
constexpr KindRow k_kinds[] = {
    {"insufficient_quota", k_status_money, true},
    {"credit_balance_exhausted", k_status_money, true},
    {"organization_usage_limit_exceeded", k_status_money, true},
    {"*_spend_limit_exceeded", k_status_money, true},
    {"billing*", k_status_money, true},
    {"insufficient_credits", k_status_money, true},
    {"payment_required", k_status_money, true},
    {"context_length_exceeded", 413, true},
    {"request_too_large", 413, true},
    {"exceed_context_size_error", 413, true},
    {"model_not_found", 404, true},
    {"deploymentnotfound", 404, true},
    {"not_found_error", 404},
    {"not_found", 404},
    {"authentication_error", 401},
    {"invalid_api_key", 401},
    {"unauthenticated", 401},
    {"permission_error", 403},
    {"permission_denied", 403},
    {"accessdeniedexception", 403},
    {"timeout", 408},
    {"timeout_error", 408},
    {"modeltimeoutexception", 408},
    {"modelerrorexception", 424},
    {"modelstreamerrorexception", 424},
    {"rate_limit_exceeded", 429},
    {"rate_limit_error", 429},
    {"too_many_requests", 429},
    {"resource_exhausted", 429},
    {"throttlingexception", 429},
    {"modelnotreadyexception", 429},
    {"server_error", 500},
    {"internal_error", 500},
    {"internal", 500},
    {"api_error", 500},
    {"internalserverexception", 500},
    {"unavailable", 503},
    {"unavailable_error", 503},
    {"engine_overloaded", 503},
    {"serviceunavailableexception", 503},
    {"deadline_exceeded", 504},
    {"overloaded_error", 529},
};
// An account without money that calls itself an invalid request (Anthropic, 2026-11-24).
constexpr std::string_view k_money_words[] = {"credit balance is too low"};

bool is_status_number(std::string_view kind) {
    return kind.size() == 3 && kind[0] >= '3' && kind[0] <= '5' &&
           std::ranges::all_of(kind, [](char c) { return c >= '0' && c <= '9'; });
}

// Empty when the kind says nothing.
std::optional<KindRow> kind_row(const ProviderWords& words) {
    for (const std::string_view part : k_money_words)
        if (words.message.find(part) != std::string::npos) return KindRow{part, k_status_money, true};
    const std::string kind = lower_ascii(words.kind);
    const auto* row =
        std::ranges::find_if(k_kinds, [&](const KindRow& r) { return glob_match(r.kind, kind); });
    if (row != std::end(k_kinds)) return *row;
    if (is_status_number(kind)) return KindRow{words.kind, std::stol(kind)};
    return std::nullopt;
}

void add_words(Error& error, const ProviderWords& words) {
    if (!words.message.empty()) error.with_context(fmt::format("the provider says: \"{}\"", words.message));
}

CallFailure failure_of_row(const StatusRow& row, std::string message, long http_status,
                           const ProviderWords& words) {
    CallFailure failure;
    failure.error = {row.code, std::move(message), {}, std::string(row.fix)};
    failure.http_status = http_status;
    failure.retry_helps = row.retry_helps;
    failure.fallback_helps = row.fallback_helps;
    failure.about_money = row.first == k_status_money;
    // What is said about a refused key tends to repeat parts of the key.
    if (row.first != k_status_refused_credential) add_words(failure.error, words);
    return failure;
}

struct TransferRow {
    http::FailureKind kind;
    ErrorCode code;
    bool retry_helps;
    bool fallback_helps;
    std::string_view fix;
};
constexpr TransferRow k_transfers[] = {
    {http::FailureKind::bad_request, ErrorCode::invalid_file, false, false, k_fix_declaration},
    {http::FailureKind::resolve, ErrorCode::model_unavailable, true, true,
     "check the network, and url in mkai.yaml"},
    {http::FailureKind::connect, ErrorCode::model_unavailable, true, true,
     "check that the model's server is running"},
    {http::FailureKind::tls, ErrorCode::model_unavailable, false, false,
     "check the certificate of the model's server, and ca-certificates on this machine"},
    {http::FailureKind::timeout, ErrorCode::model_unavailable, true, true,
     "try again later, or raise timeout_s of this model in mkai.yaml"},
    {http::FailureKind::too_large, ErrorCode::model_unavailable, false, true,
     "lower output_tokens_max of this model"},
    {http::FailureKind::broken, ErrorCode::model_unavailable, true, true, k_fix_later},
    {http::FailureKind::cancelled, ErrorCode::interrupted, true, false, ""},
};

struct StopRow {
    Stop stop;
    bool retry_helps;
    bool fallback_helps;
    std::string_view what;
    std::string_view fix;
};
constexpr std::string_view k_fix_other = "change the brief or choose another model";
constexpr StopRow k_stops[] = {
    {Stop::done, false, false, "ended the answer", ""},
    {Stop::cut, false, false, "cut the answer at the token limit",
     "raise output_tokens_max of this model in mkai.yaml"},
    {Stop::filtered, false, false, "stopped the answer with its content filter", k_fix_other},
    {Stop::refused, false, false, "passed on a refusal of the model", k_fix_other},
    {Stop::tool_call, false, true, "passed on a tool call instead of a text", k_fix_other},
    {Stop::broken, true, true, "gave up in the middle of the answer", k_fix_later},
};

}  // namespace

ProviderWords words_of(std::string_view message, std::string_view kind) {
    return {bounded_line(message, k_provider_words_bytes_max), bounded_line(kind, k_short_bytes_max)};
}

ProviderWords words_of(const Json& body) {
    // Some gateways put the error into a list of one.
    if (body.is_array() && body.size() == 1) return words_of(body.front());
    if (!body.is_object()) return {};
    const auto error = body.find("error");
    const Json& place = error != body.end() && error->is_object() ? *error : body;
    std::string message =
        error != body.end() && error->is_string() ? error->get<std::string>() : std::string{};
    for (const char* key : {"message", "Message", "detail"})
        if (message.empty()) message = text_of(place, key);
    std::string kind = text_of(place, "code");
    // OpenAI's `code` is the finer one where it is a word; some send the status as a number there.
    for (const char* key : {"type", "status"})
        if (kind.empty() || kind.find_first_not_of("0123456789") == std::string::npos)
            if (std::string word = text_of(place, key); !word.empty()) kind = std::move(word);
    return words_of(message, kind);
}

ProviderWords words_of_text(std::string_view body) {
    if (const auto json = parse_json(body)) return words_of(*json);
    // A page of markup comes from a proxy and tells nobody anything.
    if (trim(body).starts_with('<')) return {};
    return words_of(body, {});
}

std::string short_line(std::string_view text) {
    return bounded_line(text, k_short_bytes_max);
}

std::string request_id_of(const http::Response& response) {
    for (const std::string_view name :
         {"x-request-id", "request-id", "apim-request-id", "x-amzn-requestid", "x-ms-request-id"})
        if (const auto id = response.header(name); !id.empty()) return short_line(id);
    return {};
}

CallFailure failure_of_transfer(const http::Response& response) {
    const auto* row = std::ranges::find(k_transfers, response.failure, &TransferRow::kind);
    if (row == std::end(k_transfers))
        return failure_of_shape(response.status, "ended the call without a reason");
    CallFailure failure;
    failure.error = {row->code, response.failure_text, {}, std::string(row->fix)};
    failure.http_status = response.status;
    failure.retry_helps = row->retry_helps;
    failure.fallback_helps = row->fallback_helps;
    return failure;
}

CallFailure failure_of_status(const http::Response& response, const ProviderWords& words) {
    const auto kind = kind_row(words);
    const StatusRow& row = row_of(kind && kind->says_more ? kind->status : response.status);
    CallFailure failure = failure_of_row(
        row, fmt::format("the provider answered with status {}: {}", response.status, row.meaning),
        response.status, words);
    const std::string_view wish = response.header("x-should-retry");
    if ((wish == "true" || wish == "false") && !failure.about_money) failure.retry_helps = wish == "true";
    return failure;
}

CallFailure failure_of_error(long http_status, const ProviderWords& words) {
    const auto kind = kind_row(words);
    // A kind that we do not know is about the request; none at all is a server that broke down while it
    // wrote.
    const long stands_for = kind ? kind->status : words.kind.empty() ? k_status_trouble : 400;
    const StatusRow& row = row_of(stands_for);
    return failure_of_row(
        row,
        fmt::format("the provider answered with an error under a status that means success: {}", row.meaning),
        http_status, words);
}

CallFailure failure_of_shape(long http_status, std::string_view what) {
    CallFailure failure;
    failure.error = {
        ErrorCode::model_unavailable, fmt::format("the provider {}", what), {}, std::string(k_fix_later)};
    failure.http_status = http_status;
    failure.retry_helps = true;
    failure.fallback_helps = true;
    return failure;
}

Stop stop_of(std::span<const StopWord> words, std::string_view word) {
    const auto row = std::ranges::find(words, word, &StopWord::word);
    return row == words.end() ? Stop::done : row->stop;
}

CallFailure failure_of_stop(Stop stop, long http_status) {
    const StopRow& row = *std::ranges::find(k_stops, stop, &StopRow::stop);
    CallFailure failure;
    failure.error = {
        ErrorCode::model_unavailable, fmt::format("the provider {}", row.what), {}, std::string(row.fix)};
    failure.http_status = http_status;
    failure.retry_helps = row.retry_helps;
    failure.fallback_helps = row.fallback_helps;
    return failure;
}

}  // namespace mkai::gateway
