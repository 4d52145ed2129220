#include "core/gateway/providers/responses.hpp"

#include "core/gateway/asking.hpp"
#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/usage.hpp"

#include <utility>

#include <nlohmann/json.hpp>

namespace mkai::gateway::responses {

namespace {

constexpr Structure k_best = Structure::schema;

// incomplete_details.reason
constexpr StopWord k_incomplete_words[] = {
    {"max_output_tokens", Stop::cut}, {"content_filter", Stop::filtered}, {"", Stop::broken}};

void write_input(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string shown = shown_schema(ask, structure);
    w.key("input").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        w.begin_object().key("role").value(prompts::to_string(message.role));
        w.key("content").value(message.text + std::exchange(shown, {})).end_object();
    }
    w.end_array();
}

// Flat, where chat completions nest it.
void write_structure(JsonWriter& w, const Ask& ask, Structure structure) {
    if (structure == Structure::tool) {
        w.key("tools").begin_array().begin_object().key("type").value("function");
        w.key("name").value(k_answer_tool).key("description").value(k_answer_tool_about);
        w.key("strict").value(true).key("parameters").raw(ask.schema).end_object().end_array();
        w.key("tool_choice").begin_object().key("type").value("function");
        w.key("name").value(k_answer_tool).end_object();
    } else if (structure == Structure::schema) {
        w.key("text").begin_object().key("format").begin_object().key("type").value("json_schema");
        w.key("name").value(ask.prompt.output_schema_name).key("strict").value(true);
        w.key("schema").raw(ask.schema).end_object().end_object();
    } else if (structure == Structure::json) {
        w.key("text").begin_object().key("format").begin_object();
        w.key("type").value("json_object").end_object().end_object();
    }
}

void write_parameters(JsonWriter& w, const ModelParameters& parameters) {
    write_decimal(w, "temperature", parameters.temperature);
    write_decimal(w, "top_p", parameters.top_p);
    if (!parameters.reasoning_effort.empty())
        w.key("reasoning").begin_object().key("effort").value(parameters.reasoning_effort).end_object();
}

void read_item(const Json& item, StreamState& state) {
    const std::string type = text_at(item, "type");
    if (type == "function_call") {
        if (text_at(item, "name") == k_answer_tool)
            append_text(state.tool_text, item, "arguments");
        else
            state.foreign_tool = true;
    }
    const Json& content = at(item, "content");
    if (type != "message" || !content.is_array()) return;
    for (const Json& part : content) {
        if (text_at(part, "type") == "output_text") append_text(state.answer.text, part, "text");
        append_text(state.refusal, part, "refusal");
    }
}

void read_status(const Json& response, StreamState& state) {
    const std::string status = text_at(response, "status");
    state.answer.finish = short_line(status);
    if (status == "completed" || status.empty()) return end_answer(state, Stop::done);
    if (status == "incomplete") {
        const std::string reason = text_at(at(response, "incomplete_details"), "reason");
        state.answer.finish = short_line(reason);
        return end_answer(state, stop_of(k_incomplete_words, reason));
    }
    if (status == "failed" || status == "cancelled") {
        state.closed = true;
        return fail_once(state, failure_of_error(200, words_of(response)));
    }
    fail_once(state, failure_of_shape(200, "answered before it was done"));
}

// The whole response says everything again: what came in pieces is put aside.
void read_response(const Json& response, StreamState& state) {
    Answer& answer = state.answer;
    answer.model_answered = short_line(text_at(response, "model"));
    if (answer.request_id.empty()) answer.request_id = short_line(text_at(response, "id"));
    const Usage told = inclusive_usage(at(response, "usage"), k_responses_usage);
    if (told.is_known()) answer.usage = told;
    const Json& output = at(response, "output");
    if (output.is_array() && !output.empty()) {
        for (std::string* text : {&answer.text, &state.tool_text, &state.refusal}) text->clear();
        state.foreign_tool = false;
        for (const Json& item : output) read_item(item, state);
    }
    read_status(response, state);
}

void read_body(const Json& body, StreamState& state) {
    if (!at(body, "output").is_array() && !state.answer.failure)
        return fail_once(state, failure_of_shape(200, "answered without an output"));
    read_response(body, state);
}

using ReadEvent = void (*)(const Json&, StreamState&);
struct EventRow {
    std::string_view type;
    ReadEvent read;
};
void read_whole_response(const Json& event, StreamState& state) {
    read_response(at(event, "response"), state);
}
void read_error(const Json& event, StreamState& state) {
    fail_once(state, failure_of_error(200, words_of(event)));
}
// Types that are in no row are steps on the way.
constexpr EventRow k_events[] = {
    {"response.output_text.delta",
     [](const Json& e, StreamState& s) { append_text(s.answer.text, e, "delta"); }},
    {"response.refusal.delta", [](const Json& e, StreamState& s) { append_text(s.refusal, e, "delta"); }},
    {"response.completed", read_whole_response},
    {"response.incomplete", read_whole_response},
    {"response.failed", read_whole_response},
    {"error", read_error},
};

}  // namespace

void read_typed(const Json& event, StreamState& state) {
    const std::string type = text_at(event, "type");
    for (const EventRow& row : k_events)
        if (row.type == type) return row.read(event, state);
}

Done check(const ModelDecl& model) {
    return check_declaration(model, {.settings = k_parameters, .structures = k_structures});
}

std::string schema(const Json& schema, const ModelDecl& model) {
    return is_shown(structure_of(model, k_best)) ? plain_schema(schema) : strict_schema(schema);
}

std::string body(const Ask& ask) {
    const Structure structure = structure_of(ask, k_best);
    JsonWriter w;
    w.begin_object();
    write_text(w, "model", ask.model.model);
    write_input(w, ask, structure);
    w.key("max_output_tokens").value(ask.model.output_tokens_max).key("store").value(false);
    write_parameters(w, ask.model.parameters);
    if (ask.stream) w.key("stream").value(true);
    write_structure(w, ask, structure);
    w.end_object();
    return w.take();
}

http::Request build(const Ask& ask) {
    http::Request request =
        json_request(ask, joined_url(base_url(ask.model, k_url), "/responses"), body(ask));
    add_bearer(request, ask.secret);
    return request;
}

Answer read(const http::Response& response, const ModelDecl&) {
    return read_whole(response, read_body);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_typed);
}

}  // namespace mkai::gateway::responses
