#include "core/gateway/providers/openai_compatible.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/gateway/failures.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::openai_compatible {

namespace {

// What every provider's strict mode takes: all fields required, no others, no bounds on lengths or numbers
// (https://platform.openai.com/docs/guides/structured-outputs, 2026-11-23). The bounds stand in the prompt,
// and our own check of the answer knows them all.
Json strict_schema(const Json& schema) {
    if (!schema.is_object()) return schema;
    constexpr std::string_view k_kept[] = {"type", "description", "enum", "const"};
    Json out = Json::object();
    for (const auto& [key, value] : schema.items())
        if (std::ranges::find(k_kept, key) != std::end(k_kept)) out[key] = value;
    if (const auto items = schema.find("items"); items != schema.end()) out["items"] = strict_schema(*items);
    if (const auto properties = schema.find("properties"); properties != schema.end()) {
        out["properties"] = Json::object();
        out["required"] = Json::array();
        out["additionalProperties"] = false;
        for (const auto& [name, property] : properties->items()) {
            out["properties"][name] = strict_schema(property);
            out["required"].push_back(name);
        }
    }
    return out;
}

std::string endpoint_of(std::string_view base) {
    std::string_view query;
    if (const auto at = base.find('?'); at != std::string_view::npos) {
        query = base.substr(at);
        base = base.substr(0, at);
    }
    while (base.ends_with('/')) base.remove_suffix(1);
    return fmt::format("{}/chat/completions{}", base, query);
}

Json messages_of(const prompts::Prompt& prompt) {
    Json messages = Json::array();
    for (const prompts::Message& message : prompt.messages)
        messages.push_back({{"role", prompts::to_string(message.role)}, {"content", message.text}});
    return messages;
}

// A text, or the texts of a list of parts.
std::string content_of(const Json& message) {
    const auto content = message.find("content");
    if (content == message.end()) return {};
    if (content->is_string()) return content->get<std::string>();
    std::string text;
    if (content->is_array())
        for (const Json& part : *content)
            if (part.is_object() && part.contains("text") && part["text"].is_string())
                text += part["text"].get<std::string>();
    return text;
}

std::string string_at(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

std::optional<std::int64_t> count_at(const Json& object, const char* key) {
    const auto it = object.find(key);
    if (it == object.end() || !it->is_number_integer()) return std::nullopt;
    if (it->is_number_unsigned() && it->get<std::uint64_t>() > (std::uint64_t{1} << 53)) return std::nullopt;
    const auto count = it->get<std::int64_t>();
    return count < 0 ? std::nullopt : std::optional(count);
}

Usage usage_of(const Json& body) {
    const auto usage = body.find("usage");
    if (usage == body.end() || !usage->is_object()) return {};
    return {count_at(*usage, "prompt_tokens"), count_at(*usage, "completion_tokens")};
}

ReadOutcome failed(CallFailure failure) {
    return {std::nullopt, std::move(failure)};
}

// An error that came under a good status: whether it passes is told by its kind alone.
bool passes_by_itself(std::string_view kind) {
    constexpr std::string_view k_kinds[] = {"server_error",     "overloaded_error", "rate_limit_exceeded",
                                            "rate_limit_error", "timeout",          "internal_error",
                                            "api_error",        "engine_overloaded"};
    return std::ranges::find(k_kinds, kind) != std::end(k_kinds) || kind == "429" ||
           (kind.size() == 3 && kind[0] == '5');
}

// Why a finished choice holds no answer; empty when it does.
std::string problem_of(const Json& message, std::string_view finish_reason) {
    if (!string_at(message, "refusal").empty()) return "passed on a refusal of the model";
    if (finish_reason == "content_filter") return "stopped the answer with its content filter";
    if (finish_reason == "length") return "cut the answer at the token limit";
    const auto tools = message.find("tool_calls");
    if (tools != message.end() && tools->is_array() && !tools->empty())
        return "passed on a tool call instead of a text";
    return {};
}

}  // namespace

http::Request build(const ModelDecl& model, const prompts::Prompt& prompt, std::string_view secret) {
    const auto schema = parse_json(prompt.output_schema);
    const Json body = {{"model", model.model},
                       {"messages", messages_of(prompt)},
                       // OpenAI prefers max_completion_tokens by now; this is the name that all servers know.
                       {"max_tokens", model.output_tokens_max},
                       {"response_format",
                        {{"type", "json_schema"},
                         {"json_schema",
                          {{"name", prompt.output_schema_name},
                           {"strict", true},
                           {"schema", schema ? strict_schema(*schema) : Json{{"type", "object"}}}}}}}};
    http::Request request;
    request.url = endpoint_of(model.url);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    if (!secret.empty()) request.headers.emplace_back("Authorization", fmt::format("Bearer {}", secret));
    request.body = dump_json(body);
    request.timeout_ms = model.timeout_ms;
    request.connect_timeout_ms = model.connect_timeout_ms;
    return request;
}

ReadOutcome read(const http::Response& response) {
    if (response.status < 200 || response.status > 299)
        return failed(failure_of_status(response, words_of_text(response.body)));
    const auto body = parse_json(response.body);
    if (!body || !body->is_object())
        return failed(failure_of_answer(
            response, "answered with something that is no JSON" + (body ? "" : ": " + body.error().message),
            true));
    if (const auto error = body->find("error"); error != body->end() && !error->is_null()) {
        const ProviderWords words = words_of(*body);
        return failed(failure_of_answer(response, "answered with an error under a status that means success",
                                        passes_by_itself(words.kind), words));
    }
    const auto choices = body->find("choices");
    if (choices == body->end() || !choices->is_array() || choices->empty() || !choices->front().is_object())
        return failed(failure_of_answer(response, "answered without a choice", true));
    const Json& choice = choices->front();
    const Json message = choice.value("message", Json::object());
    if (!message.is_object()) return failed(failure_of_answer(response, "answered without a message", true));
    if (std::string problem = problem_of(message, string_at(choice, "finish_reason")); !problem.empty()) {
        CallFailure failure = failure_of_answer(response, problem, false);
        failure.error.fix = problem.ends_with("token limit")
                                ? "raise output_tokens_max of this model in mkai.yaml"
                                : "change the brief or choose another model";
        return failed(std::move(failure));
    }
    ModelReply reply;
    reply.text = content_of(message);
    reply.model_answered = printable_line(string_at(*body, "model").substr(0, 100));
    reply.request_id = request_id_of(response);
    reply.usage = usage_of(*body);
    return {std::move(reply), std::nullopt};
}

}  // namespace mkai::gateway::openai_compatible
