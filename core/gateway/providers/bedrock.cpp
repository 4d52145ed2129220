#include "core/gateway/providers/bedrock.hpp"

#include "core/gateway/asking.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/sigv4.hpp"
#include "core/gateway/usage.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::bedrock {

namespace {

constexpr Structure k_best = Structure::tool;
constexpr Setting k_settings[] = {Setting::temperature, Setting::top_p, Setting::auth, Setting::region};
constexpr Structure k_structures[] = {Structure::schema, Structure::tool, Structure::none};
constexpr std::string_view k_auths[] = {"sigv4", "bearer"};
constexpr std::string_view k_service = "bedrock";

constexpr StopWord k_stop_words[] = {
    {"max_tokens", Stop::cut},
    {"model_context_window_exceeded", Stop::cut},
    {"guardrail_intervened", Stop::filtered},
    {"content_filtered", Stop::filtered},
    {"tool_use", Stop::tool_call},
    {"malformed_model_output", Stop::broken},
    {"malformed_tool_use", Stop::broken},
};

void write_text_block(JsonWriter& w, std::string_view text) {
    w.begin_array().begin_object().key("text").value(text).end_object().end_array();
}

void write_messages(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string system;
    for (const prompts::Message& message : ask.prompt.messages)
        if (message.role == prompts::MessageRole::system)
            system += (system.empty() ? "" : "\n\n") + message.text;
    system += shown_schema(ask, structure);
    if (!system.empty()) {
        w.key("system");
        write_text_block(w, system);
    }
    w.key("messages").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        if (message.role == prompts::MessageRole::system) continue;
        w.begin_object().key("role").value(prompts::to_string(message.role)).key("content");
        write_text_block(w, message.text);
        w.end_object();
    }
    w.end_array();
}

void write_structure(JsonWriter& w, const Ask& ask, Structure structure) {
    if (structure == Structure::tool) {
        w.key("toolConfig")
            .begin_object()
            .key("tools")
            .begin_array()
            .begin_object()
            .key("toolSpec")
            .begin_object();
        w.key("name").value(k_answer_tool).key("description").value(k_answer_tool_about);
        w.key("inputSchema").begin_object().key("json").raw(ask.schema).end_object();
        w.end_object().end_object().end_array();
        w.key("toolChoice").begin_object().key("tool").begin_object().key("name").value(k_answer_tool);
        w.end_object().end_object().end_object();
    } else if (structure == Structure::schema) {
        // Here the schema is a text (API_runtime_JsonSchemaDefinition.html, 2026-11-24).
        w.key("outputConfig")
            .begin_object()
            .key("textFormat")
            .begin_object()
            .key("type")
            .value("json_schema");
        w.key("structure").begin_object().key("jsonSchema").begin_object();
        w.key("name").value(ask.prompt.output_schema_name).key("schema").value(ask.schema);
        w.end_object().end_object().end_object().end_object();
    }
}

std::string body_of(const Ask& ask) {
    const Structure structure = structure_of(ask, k_best);
    JsonWriter w;
    w.begin_object();
    write_messages(w, ask, structure);
    w.key("inferenceConfig").begin_object().key("maxTokens").value(ask.model.output_tokens_max);
    write_decimal(w, "temperature", ask.model.parameters.temperature);
    write_decimal(w, "topP", ask.model.parameters.top_p);
    w.end_object();
    write_structure(w, ask, structure);
    w.end_object();
    return w.take();
}

void read_usage(const Json& usage, Usage& out) {
    const auto input = count_at(usage, "inputTokens");
    const auto output = count_at(usage, "outputTokens");
    if (!input && !output) return;
    const std::int64_t written = count_or_0(usage, "cacheWriteInputTokens");
    std::int64_t written_1h = 0;
    if (const Json& details = at(usage, "cacheDetails"); details.is_array())
        for (const Json& detail : details)
            if (text_at(detail, "ttl") == "1h") written_1h += count_or_0(detail, "inputTokens");
    out.input = input.value_or(0);
    out.cache_read = count_or_0(usage, "cacheReadInputTokens");
    out.cache_write_1h = std::min(written_1h, written);
    out.cache_write_5m = written - out.cache_write_1h;
    out.output = output.value_or(0);
    out.source = source_of(input.has_value(), output.has_value());
}

void read_tool(const Json& tool, StreamState& state, const std::string& place) {
    if (!tool.is_object()) return;
    if (text_at(tool, "name") != k_answer_tool)
        state.foreign_tool = true;
    else
        state.scratch = place;
}

void read_stop(const Json& place, StreamState& state) {
    const std::string reason = text_at(place, "stopReason");
    state.answer.finish = short_line(reason);
    end_answer(state, stop_of(k_stop_words, reason));
}

void read_body(const Json& body, StreamState& state) {
    read_usage(at(body, "usage"), state.answer.usage);
    const Json& content = at(at(at(body, "output"), "message"), "content");
    if (!content.is_array()) return fail_once(state, failure_of_shape(200, "answered without a message"));
    for (const Json& block : content) {
        append_text(state.answer.text, block, "text");
        const Json& tool = at(block, "toolUse");
        read_tool(tool, state, "0");
        if (text_at(tool, "name") == k_answer_tool) state.tool_text = dump_json(at(tool, "input"));
    }
    read_stop(body, state);
}

// --- streams ---

std::string place_of(const Json& event) {
    return std::to_string(count_or_0(event, "contentBlockIndex"));
}

void go_on_with_block(const Json& event, StreamState& state) {
    const Json& delta = at(event, "delta");
    append_text(state.answer.text, delta, "text");
    if (state.scratch == place_of(event)) append_text(state.tool_text, at(delta, "toolUse"), "input");
}

struct EventRow {
    std::string_view type;
    ReadJson read;
};
// Types that are in no row (messageStart, contentBlockStop, and those to come) say nothing.
constexpr EventRow k_events[] = {
    {"contentBlockStart",
     [](const Json& e, StreamState& s) { read_tool(at(at(e, "start"), "toolUse"), s, place_of(e)); }},
    {"contentBlockDelta", go_on_with_block},
    {"messageStop", read_stop},
    {"metadata", [](const Json& e, StreamState& s) { read_usage(at(e, "usage"), s.answer.usage); }},
};

}  // namespace

Done check(const ModelDecl& model) {
    if (model.region.empty())
        return fail(ErrorCode::invalid_file, fmt::format("the model \"{}\" names no region", model.name),
                    "set its region in mkai.yaml, such as eu-central-1");
    return check_declaration(model, {.settings = k_settings, .structures = k_structures, .auths = k_auths});
}

Done check_secret(const ModelDecl& model, std::string_view secret) {
    if (model.auth == "bearer" || parse_aws_keys(secret)) return {};
    Error error{ErrorCode::no_credential,
                fmt::format("the credential \"{}\" of the model \"{}\" is no pair of AWS keys",
                            model.credential, model.name),
                {"Bedrock takes ACCESS_KEY:SECRET_KEY, or ACCESS_KEY:SECRET_KEY:SESSION_TOKEN for a while: "
                 "parts that are not empty, without spaces, with a colon between them"},
                "put the keys into one secret like that, or set auth: bearer if it is an API key of Bedrock"};
    return tl::unexpected(std::move(error));
}

std::string schema(const Json& schema, const ModelDecl& model) {
    return is_shown(structure_of(model, k_best)) ? plain_schema(schema) : strict_schema(schema);
}

http::Request build(const Ask& ask) {
    const std::string path = fmt::format("/model/{}/{}", percent_encoded(ask.model.model),
                                         ask.stream ? "converse-stream" : "converse");
    http::Request request = json_request(ask, joined_url(base_url(ask.model, k_url), path), body_of(ask),
                                         "application/vnd.amazon.eventstream");
    if (ask.model.auth == "bearer")
        add_bearer(request, ask.secret);
    else if (const auto keys = parse_aws_keys(ask.secret))
        sign_request(request, *keys, {ask.model.region, k_service}, ask.now);
    return request;
}

Answer read(const http::Response& response, const ModelDecl&) {
    Answer answer = read_whole(response, read_body);
    // The kind of an error stands in a header: "ThrottlingException:http://...".
    const std::string_view type = response.header("x-amzn-errortype");
    if (!answer.failure || type.empty() || (response.status >= 200 && response.status <= 299)) return answer;
    const ProviderWords told = words_of_text(response.body);
    answer.failure = failure_of_status(response, words_of(told.message, type.substr(0, type.find(':'))));
    return answer;
}

void read_event(const StreamEvent& event, StreamState& state) {
    if (event.is_error) {
        const ProviderWords told = words_of_text(event.data);
        return fail_once(state, failure_of_error(200, words_of(told.message, event.type)));
    }
    for (const EventRow& row : k_events)
        if (row.type == event.type) return read_event_json(event, state, row.read);
}

}  // namespace mkai::gateway::bedrock
