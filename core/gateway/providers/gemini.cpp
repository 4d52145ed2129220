#include "core/gateway/providers/gemini.hpp"

#include "core/gateway/asking.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/usage.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::gemini {

namespace {

constexpr Structure k_best = Structure::schema;
constexpr Setting k_settings[] = {Setting::temperature,      Setting::top_p, Setting::top_k, Setting::seed,
                                  Setting::reasoning_effort, Setting::auth};
constexpr Structure k_structures[] = {Structure::schema, Structure::tool, Structure::json, Structure::none};
constexpr std::string_view k_auths[] = {"api-key", "bearer"};
// ai.google.dev/gemini-api/docs/structured-output, 2026-11-24.
constexpr std::string_view k_kept[] = {"type",   "title",    "description", "enum",    "required",
                                       "format", "minItems", "maxItems",    "minimum", "maximum"};

constexpr StopWord k_stop_words[] = {
    {"MAX_TOKENS", Stop::cut},
    {"SAFETY", Stop::filtered},
    {"RECITATION", Stop::filtered},
    {"BLOCKLIST", Stop::filtered},
    {"PROHIBITED_CONTENT", Stop::filtered},
    {"SPII", Stop::filtered},
    {"LANGUAGE", Stop::broken},
    {"OTHER", Stop::broken},
    {"MALFORMED_FUNCTION_CALL", Stop::broken},
    {"MALFORMED_RESPONSE", Stop::broken},
    {"UNEXPECTED_TOOL_CALL", Stop::tool_call},
    {"TOO_MANY_TOOL_CALLS", Stop::tool_call},
};

void write_parts(JsonWriter& w, std::string_view text) {
    w.key("parts").begin_array().begin_object().key("text").value(text).end_object().end_array();
}

void write_contents(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string system;
    for (const prompts::Message& message : ask.prompt.messages)
        if (message.role == prompts::MessageRole::system)
            system += (system.empty() ? "" : "\n\n") + message.text;
    system += shown_schema(ask, structure);
    if (!system.empty()) {
        w.key("systemInstruction").begin_object();
        write_parts(w, system);
        w.end_object();
    }
    w.key("contents").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        if (message.role == prompts::MessageRole::system) continue;
        w.begin_object().key("role").value(message.role == prompts::MessageRole::assistant ? "model"
                                                                                           : "user");
        write_parts(w, message.text);
        w.end_object();
    }
    w.end_array();
}

void write_config(JsonWriter& w, const Ask& ask, Structure structure) {
    const ModelParameters& parameters = ask.model.parameters;
    w.key("generationConfig").begin_object().key("maxOutputTokens").value(ask.model.output_tokens_max);
    write_decimal(w, "temperature", parameters.temperature);
    write_decimal(w, "topP", parameters.top_p);
    write_number(w, "topK", parameters.top_k);
    write_number(w, "seed", parameters.seed);
    if (!parameters.reasoning_effort.empty())
        w.key("thinkingConfig")
            .begin_object()
            .key("thinkingLevel")
            .value(parameters.reasoning_effort)
            .end_object();
    if (structure == Structure::schema || structure == Structure::json)
        w.key("responseMimeType").value("application/json");
    if (structure == Structure::schema) w.key("responseJsonSchema").raw(ask.schema);
    w.end_object();
}

void write_tool(JsonWriter& w, const Ask& ask) {
    w.key("tools").begin_array().begin_object().key("functionDeclarations").begin_array().begin_object();
    w.key("name").value(k_answer_tool).key("description").value(k_answer_tool_about);
    w.key("parametersJsonSchema").raw(ask.schema).end_object().end_array().end_object().end_array();
    w.key("toolConfig").begin_object().key("functionCallingConfig").begin_object().key("mode").value("ANY");
    w.key("allowedFunctionNames").begin_array().value(k_answer_tool).end_array().end_object().end_object();
}

// prompt + tool use + candidates + thoughts = total; what is cached is part of the prompt, thoughts are not
// part of the candidates, and no candidates may be told at all.
void read_usage(const Json& usage, Usage& out) {
    const auto prompt = count_at(usage, "promptTokenCount");
    const auto total = count_at(usage, "totalTokenCount");
    if (!prompt && !total) return;
    const std::int64_t of_tools = count_or_0(usage, "toolUsePromptTokenCount");
    out.reasoning = count_or_0(usage, "thoughtsTokenCount");
    out.cache_read = std::min(count_or_0(usage, "cachedContentTokenCount"), prompt.value_or(0));
    out.input = prompt.value_or(0) - out.cache_read + of_tools;
    const auto candidates = count_at(usage, "candidatesTokenCount");
    out.output = candidates.value_or(less(total.value_or(0), out.input_in_all() + out.reasoning));
    out.source = source_of(prompt.has_value(), candidates || total);
}

void read_part(const Json& part, StreamState& state) {
    if (const Json& thought = at(part, "thought"); thought.is_boolean() && thought.get<bool>()) return;
    append_text(state.answer.text, part, "text");
    const Json& call = at(part, "functionCall");
    if (!call.is_object()) return;
    if (text_at(call, "name") == k_answer_tool)
        state.tool_text = dump_json(at(call, "args"));
    else
        state.foreign_tool = true;
}

void read_candidate(const Json& candidate, StreamState& state) {
    const Json& parts = at(at(candidate, "content"), "parts");
    if (parts.is_array())
        for (const Json& part : parts) read_part(part, state);
    const std::string finish = text_at(candidate, "finishReason");
    if (finish.empty()) return;
    state.answer.finish = short_line(finish);
    end_answer(state, stop_of(k_stop_words, finish));
}

void read_piece(const Json& body, StreamState& state) {
    if (std::string model = text_at(body, "modelVersion"); !model.empty())
        state.answer.model_answered = short_line(model);
    if (state.answer.request_id.empty()) state.answer.request_id = short_line(text_at(body, "responseId"));
    read_usage(at(body, "usageMetadata"), state.answer.usage);
    if (const std::string reason = text_at(at(body, "promptFeedback"), "blockReason"); !reason.empty()) {
        state.answer.finish = short_line(reason);
        return end_answer(state, Stop::filtered);
    }
    if (const Json& candidate = first_of(at(body, "candidates")); candidate.is_object())
        read_candidate(candidate, state);
}

void read_body(const Json& body, StreamState& state) {
    read_piece(body, state);
    if (!state.closed) fail_once(state, failure_of_shape(200, "answered without a finished candidate"));
}

std::string address_of(const Ask& ask) {
    const std::string& model = ask.model.model;
    // "tunedModels/x" and "publishers/y/models/x" say themselves what they are.
    const std::string name =
        model.find('/') == std::string::npos ? "models/" + percent_encoded(model) : model;
    return joined_url(
        base_url(ask.model, k_url),
        fmt::format("/{}:{}", name, ask.stream ? "streamGenerateContent?alt=sse" : "generateContent"));
}

}  // namespace

Done check(const ModelDecl& model) {
    return check_declaration(model, {.settings = k_settings, .structures = k_structures, .auths = k_auths});
}

std::string schema(const Json& schema, const ModelDecl& model) {
    if (is_shown(structure_of(model, k_best))) return plain_schema(schema);
    return reshape_schema(schema, {.kept = k_kept, .const_as_enum = true});
}

http::Request build(const Ask& ask) {
    const Structure structure = structure_of(ask, k_best);
    JsonWriter w;
    w.begin_object();
    write_contents(w, ask, structure);
    write_config(w, ask, structure);
    if (structure == Structure::tool) write_tool(w, ask);
    w.end_object();
    http::Request request = json_request(ask, address_of(ask), w.take());
    if (ask.model.auth == "bearer")
        add_bearer(request, ask.secret);
    else if (!ask.secret.empty())
        request.headers.emplace_back("x-goog-api-key", std::string(ask.secret));
    return request;
}

Answer read(const http::Response& response, const ModelDecl&) {
    return read_whole(response, read_body);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_piece);
}

}  // namespace mkai::gateway::gemini
