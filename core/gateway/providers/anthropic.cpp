#include "core/gateway/providers/anthropic.hpp"

#include "core/gateway/asking.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/usage.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mkai::gateway::anthropic {

namespace {

constexpr Structure k_best = Structure::schema;
constexpr std::string_view k_version = "2023-06-01";
constexpr Setting k_settings[] = {Setting::temperature, Setting::top_p, Setting::top_k,
                                  Setting::reasoning_effort, Setting::api_version};
constexpr Structure k_structures[] = {Structure::schema, Structure::tool, Structure::none};

// platform.claude.com/docs/en/build-with-claude/handling-stop-reasons, 2026-11-24.
constexpr StopWord k_stop_words[] = {
    {"max_tokens", Stop::cut},    {"model_context_window_exceeded", Stop::cut},
    {"refusal", Stop::refused},   {"tool_use", Stop::tool_call},
    {"pause_turn", Stop::broken},
};

// System texts stand apart from the messages.
void write_messages(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string system;
    for (const prompts::Message& message : ask.prompt.messages)
        if (message.role == prompts::MessageRole::system)
            system += (system.empty() ? "" : "\n\n") + message.text;
    system += shown_schema(ask, structure);
    write_text(w, "system", system);
    w.key("messages").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        if (message.role == prompts::MessageRole::system) continue;
        w.begin_object().key("role").value(prompts::to_string(message.role));
        w.key("content").value(message.text).end_object();
    }
    w.end_array();
}

void write_output(JsonWriter& w, const Ask& ask, Structure structure) {
    const std::string& effort = ask.model.parameters.reasoning_effort;
    if (structure == Structure::schema || !effort.empty()) {
        w.key("output_config").begin_object();
        write_text(w, "effort", effort);
        if (structure == Structure::schema)
            w.key("format")
                .begin_object()
                .key("type")
                .value("json_schema")
                .key("schema")
                .raw(ask.schema)
                .end_object();
        w.end_object();
    }
    if (structure != Structure::tool) return;
    w.key("tools").begin_array().begin_object().key("name").value(k_answer_tool);
    w.key("description")
        .value(k_answer_tool_about)
        .key("input_schema")
        .raw(ask.schema)
        .end_object()
        .end_array();
    w.key("tool_choice")
        .begin_object()
        .key("type")
        .value("tool")
        .key("name")
        .value(k_answer_tool)
        .end_object();
}

// What one event leaves out keeps what the one before it said.
void read_usage(const Json& usage, Usage& out) {
    if (!usage.is_object()) return;
    const auto input = count_at(usage, "input_tokens");
    const auto output = count_at(usage, "output_tokens");
    if (input) out.input = *input;
    if (const auto read = count_at(usage, "cache_read_input_tokens")) out.cache_read = *read;
    if (const auto written = count_at(usage, "cache_creation_input_tokens")) {
        const Json& kinds = at(usage, "cache_creation");
        // The last event of a stream tells the sum alone; the first told the kinds.
        if (kinds.is_object() || out.cache_write_5m + out.cache_write_1h != *written) {
            out.cache_write_1h = std::min(count_or_0(kinds, "ephemeral_1h_input_tokens"), *written);
            out.cache_write_5m = *written - out.cache_write_1h;
        }
    }
    if (output) {
        out.reasoning = std::min(count_or_0(at(usage, "output_tokens_details"), "thinking_tokens"), *output);
        out.output = *output - out.reasoning;
    }
    const bool input_told = input || out.source == UsageSource::reported;
    if (const UsageSource source = source_of(input_told, output.has_value()); source != UsageSource::unknown)
        out.source = source;
}

void read_head(const Json& message, StreamState& state) {
    state.answer.model_answered = short_line(text_at(message, "model"));
    if (state.answer.request_id.empty()) state.answer.request_id = short_line(text_at(message, "id"));
    read_usage(at(message, "usage"), state.answer.usage);
}

void read_stop(const Json& place, StreamState& state) {
    if (const std::string word = text_at(place, "stop_reason"); !word.empty())
        state.answer.finish = short_line(word);
}

void read_body(const Json& body, StreamState& state) {
    read_head(body, state);
    read_stop(body, state);
    const Json& content = at(body, "content");
    if (!content.is_array()) return fail_once(state, failure_of_shape(200, "answered without content"));
    for (const Json& block : content) {
        const std::string type = text_at(block, "type");
        if (type == "text") append_text(state.answer.text, block, "text");
        if (type != "tool_use") continue;
        if (text_at(block, "name") == k_answer_tool)
            state.tool_text = dump_json(at(block, "input"));
        else
            state.foreign_tool = true;
    }
    end_answer(state, stop_of(k_stop_words, state.answer.finish));
}

// --- streams ---

std::string place_of(const Json& event) {
    return std::to_string(count_or_0(event, "index"));
}

void begin_block(const Json& event, StreamState& state) {
    const Json& block = at(event, "content_block");
    if (text_at(block, "type") == "text") append_text(state.answer.text, block, "text");
    if (text_at(block, "type") != "tool_use") return;
    if (text_at(block, "name") == k_answer_tool)
        state.scratch = place_of(event);
    else
        state.foreign_tool = true;
}

void go_on_with_block(const Json& event, StreamState& state) {
    const Json& delta = at(event, "delta");
    const std::string type = text_at(delta, "type");
    if (type == "text_delta") append_text(state.answer.text, delta, "text");
    if (type == "input_json_delta" && state.scratch == place_of(event))
        append_text(state.tool_text, delta, "partial_json");
}

struct EventRow {
    std::string_view type;
    void (*read)(const Json& event, StreamState& state);
};
// Types that are in no row (ping, content_block_stop, and those to come) say nothing. Errors are told by
// `error`.
constexpr EventRow k_events[] = {
    {"message_start", [](const Json& e, StreamState& s) { read_head(at(e, "message"), s); }},
    {"content_block_start", begin_block},
    {"content_block_delta", go_on_with_block},
    {"message_delta",
     [](const Json& e, StreamState& s) {
         read_usage(at(e, "usage"), s.answer.usage);
         read_stop(at(e, "delta"), s);
     }},
    {"message_stop",
     [](const Json&, StreamState& s) { end_answer(s, stop_of(k_stop_words, s.answer.finish)); }},
};

void read_typed(const Json& event, StreamState& state) {
    const std::string type = text_at(event, "type");
    for (const EventRow& row : k_events)
        if (row.type == type) return row.read(event, state);
}

}  // namespace

Done check(const ModelDecl& model) {
    return check_declaration(model, {.settings = k_settings, .structures = k_structures});
}

std::string schema(const Json& schema, const ModelDecl& model) {
    return is_shown(structure_of(model, k_best)) ? plain_schema(schema) : strict_schema(schema);
}

http::Request build(const Ask& ask) {
    const Structure structure = structure_of(ask, k_best);
    JsonWriter w;
    w.begin_object();
    write_text(w, "model", ask.model.model);
    w.key("max_tokens").value(ask.model.output_tokens_max);
    write_messages(w, ask, structure);
    write_decimal(w, "temperature", ask.model.parameters.temperature);
    write_decimal(w, "top_p", ask.model.parameters.top_p);
    write_number(w, "top_k", ask.model.parameters.top_k);
    if (ask.stream) w.key("stream").value(true);
    write_output(w, ask, structure);
    w.end_object();
    http::Request request =
        json_request(ask, joined_url(base_url(ask.model, k_url), "/v1/messages"), w.take());
    request.headers.emplace_back(
        "anthropic-version", ask.model.api_version.empty() ? std::string(k_version) : ask.model.api_version);
    if (!ask.secret.empty()) request.headers.emplace_back("x-api-key", std::string(ask.secret));
    return request;
}

Answer read(const http::Response& response, const ModelDecl&) {
    return read_whole(response, read_body);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_typed);
}

}  // namespace mkai::gateway::anthropic
