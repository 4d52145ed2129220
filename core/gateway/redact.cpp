#include "core/gateway/redact.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/gateway/declaration.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mkai::gateway {

namespace {

constexpr std::string_view k_mark = "[secret]";
constexpr std::size_t k_secret_part_bytes_min = 16;
constexpr std::size_t k_secret_head_bytes = 8;
// Shorter, and words of a language would be taken for it.
constexpr std::size_t k_form_bytes_min = 12;

void replace_all(std::string& text, std::string_view what) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += k_mark.size())
        text.replace(at, what.size(), k_mark);
}

// Words were cut before this, perhaps in the middle of a secret: whatever begins as it does goes whole.
void take_out_cut(std::string& text, std::string_view secret) {
    const std::string_view head = secret.substr(0, k_secret_head_bytes);
    for (std::size_t at = 0; (at = text.find(head, at)) != std::string::npos; at += k_mark.size()) {
        const std::size_t end = text.find_first_of(" \"\t,;", at + head.size());
        text.replace(at, (end == std::string::npos ? text.size() : end) - at, k_mark);
    }
}

// The characters of RFC 4648's base64 that depend on `secret` alone, when it stands `shift` bytes behind a
// multiple of three in what was encoded.
std::string base64_inside(std::string_view secret, std::size_t shift) {
    constexpr std::string_view k_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string bytes = std::string(shift, '\0') + std::string(secret);
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6)
            out += k_digits[(bits >> static_cast<unsigned>(count - 6)) & 63U];
    }
    return out.substr((shift * 8 + 5) / 6);
}

std::string as_json(std::string_view secret) {
    const std::string quoted = dump_json(Json(secret));
    return quoted.substr(1, quoted.size() - 2);
}

// Every form in which the secret is looked for, the plain one first.
std::vector<std::string> forms_of(std::string_view secret) {
    std::vector<std::string> forms{std::string(secret)};
    const auto add = [&](std::string form) {
        if (form.size() >= k_form_bytes_min && std::ranges::find(forms, form) == forms.end())
            forms.push_back(std::move(form));
    };
    add(as_json(secret));
    add(percent_encoded(secret));
    for (const std::size_t shift : {0U, 1U, 2U}) {
        std::string form = base64_inside(secret, shift);
        add(form);
        // The alphabet for URLs.
        std::ranges::replace(form, '+', '-');
        std::ranges::replace(form, '/', '_');
        add(std::move(form));
    }
    return forms;
}

// A secret may be several, as KEY:SECRET:TOKEN.
std::vector<std::string> parts_of(std::string_view secret) {
    std::vector<std::string> parts = split(secret, ':');
    std::erase_if(parts, [](const std::string& part) { return part.size() < k_secret_part_bytes_min; });
    return parts;
}

struct Secret {
    std::vector<std::string> parts;
    std::vector<std::string> forms;

    explicit Secret(std::string_view secret) : parts(parts_of(secret)), forms(forms_of(secret)) {
        for (const std::string& part : parts)
            if (part != secret)
                for (std::string& form : forms_of(part)) forms.push_back(std::move(form));
    }

    void take_out_of(std::string& text) const {
        for (const std::string& form : forms) replace_all(text, form);
        for (const std::string& part : parts) take_out_cut(text, part);
    }

    bool is_in(std::string_view text) const {
        return std::ranges::any_of(
            forms, [&](const std::string& form) { return text.find(form) != std::string_view::npos; });
    }

    // Also when its characters are written as \\uXXXX, which a reader of JSON turns back.
    bool is_in_json(const std::string& text) const {
        if (is_in(text)) return true;
        if (text.find("\\u") == std::string::npos) return false;
        const auto json = parse_json(text);
        return json && is_in(dump_json(*json));
    }
};

CallFailure failure_of_echo(long http_status) {
    CallFailure failure;
    failure.error = {ErrorCode::model_unavailable,
                     "the provider wrote the secret that it was called with into its answer",
                     {"the answer was thrown away"},
                     "replace the secret, and ask whoever runs the address in url of this model why"};
    failure.http_status = http_status;
    return failure;
}

}  // namespace

void redact(Answer& answer, std::string_view secret) {
    if (secret.empty()) return;
    const Secret hidden(secret);
    for (std::string* text : {&answer.request_id, &answer.model_answered, &answer.finish})
        hidden.take_out_of(*text);
    constexpr long k_good = 200;
    if (hidden.is_in_json(answer.text)) {
        if (!answer.failure) answer.failure = failure_of_echo(k_good);
        answer.text.clear();
    }
    if (!answer.failure) return;
    hidden.take_out_of(answer.failure->error.message);
    for (std::string& line : answer.failure->error.context) hidden.take_out_of(line);
}

}  // namespace mkai::gateway
