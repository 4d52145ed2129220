#include "core/gateway/providers/chat.hpp"

#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/usage.hpp"

#include <nlohmann/json.hpp>

namespace mkai::gateway::chat {

namespace {

// finish_reason; "error" is OpenRouter's (openrouter.ai/docs/api-reference/overview, 2026-11-24).
constexpr StopWord k_stop_words[] = {
    {"length", Stop::cut},           {"content_filter", Stop::filtered},
    {"tool_calls", Stop::tool_call}, {"function_call", Stop::tool_call},
    {"error", Stop::broken},
};

void write_messages(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string shown = shown_schema(ask, structure);
    w.key("messages").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        w.begin_object().key("role").value(prompts::to_string(message.role)).key("content");
        if (shown.empty())
            w.value(message.text);
        else
            w.value(message.text + std::exchange(shown, {}));
        w.end_object();
    }
    w.end_array();
}

void write_structure(JsonWriter& w, const Ask& ask, Structure structure) {
    if (structure == Structure::tool) {
        w.key("tools")
            .begin_array()
            .begin_object()
            .key("type")
            .value("function")
            .key("function")
            .begin_object();
        w.key("name").value(k_answer_tool).key("description").value(k_answer_tool_about);
        w.key("strict").value(true).key("parameters").raw(ask.schema);
        w.end_object().end_object().end_array();
        w.key("tool_choice").begin_object().key("type").value("function");
        w.key("function").begin_object().key("name").value(k_answer_tool).end_object().end_object();
    } else if (structure == Structure::schema) {
        w.key("response_format").begin_object().key("type").value("json_schema");
        w.key("json_schema").begin_object().key("name").value(ask.prompt.output_schema_name);
        w.key("strict").value(true).key("schema").raw(ask.schema).end_object().end_object();
    } else if (structure == Structure::json) {
        w.key("response_format").begin_object().key("type").value("json_object").end_object();
    }
}

void write_parameters(JsonWriter& w, const ModelParameters& parameters) {
    write_decimal(w, "temperature", parameters.temperature);
    write_decimal(w, "top_p", parameters.top_p);
    write_number(w, "top_k", parameters.top_k);
    write_number(w, "seed", parameters.seed);
    write_text(w, "reasoning_effort", parameters.reasoning_effort);
}

// A text, or the texts of a list of parts (Mistral's thinking comes as such a part, without a text of its
// own).
void append_content(std::string& out, const Json& message) {
    const Json& content = at(message, "content");
    append_text(out, message, "content");
    if (content.is_array())
        for (const Json& part : content) append_text(out, part, "text");
}

// Whole calls and pieces of them: the first piece has the name, the others the place alone.
void read_tool_calls(const Json& message, StreamState& state) {
    const Json& calls = at(message, "tool_calls");
    if (!calls.is_array()) return;
    for (const Json& call : calls) {
        const Json& function = at(call, "function");
        const std::string place = std::to_string(count_or_0(call, "index"));
        if (const std::string name = text_at(function, "name"); name == k_answer_tool)
            state.scratch = place;
        else if (!name.empty() || state.scratch != place)
            state.foreign_tool = true;
        if (state.scratch == place) append_text(state.tool_text, function, "arguments");
    }
}

void read_head(const Json& body, StreamState& state) {
    Answer& answer = state.answer;
    if (answer.model_answered.empty()) answer.model_answered = short_line(text_at(body, "model"));
    if (answer.request_id.empty()) answer.request_id = short_line(text_at(body, "id"));
    const Json& usage = at(body, "usage");
    // Groq tells it in a place of its own when nobody asked for it.
    const Usage told =
        inclusive_usage(usage.is_object() ? usage : at(at(body, "x_groq"), "usage"), k_chat_usage);
    if (told.is_known()) answer.usage = told;
}

void read_choice(const Json& choice, const Json& message, StreamState& state) {
    append_content(state.answer.text, message);
    append_text(state.refusal, message, "refusal");
    read_tool_calls(message, state);
    if (const std::string finish = text_at(choice, "finish_reason"); !finish.empty()) {
        state.answer.finish = short_line(finish);
        end_answer(state, stop_of(k_stop_words, finish));
    }
}

void read_body(const Json& body, StreamState& state) {
    read_head(body, state);
    const Json& choice = first_of(at(body, "choices"));
    if (!choice.is_object()) return fail_once(state, failure_of_shape(200, "answered without a choice"));
    const Json& message = at(choice, "message");
    if (!message.is_object()) return fail_once(state, failure_of_shape(200, "answered without a message"));
    read_choice(choice, message, state);
    // Some servers leave the reason out of an answer that is whole.
    if (!state.closed) end_answer(state, Stop::done);
}

}  // namespace

void read_chunk(const Json& chunk, StreamState& state) {
    read_head(chunk, state);
    const Json& choice = first_of(at(chunk, "choices"));
    if (choice.is_object()) read_choice(choice, at(choice, "delta"), state);
}

std::string schema(const Json& schema, const ModelDecl& model, const Traits& traits) {
    return is_shown(structure_of(model, traits.best)) ? plain_schema(schema) : strict_schema(schema);
}

std::string body(const Ask& ask, const Traits& traits) {
    const Structure structure = structure_of(ask, traits.best);
    JsonWriter w;
    w.begin_object();
    write_text(w, "model", ask.model.model);
    write_messages(w, ask, structure);
    w.key(traits.output_tokens_key).value(ask.model.output_tokens_max);
    write_parameters(w, ask.model.parameters);
    if (ask.stream)
        w.key("stream")
            .value(true)
            .key("stream_options")
            .begin_object()
            .key("include_usage")
            .value(true)
            .end_object();
    write_structure(w, ask, structure);
    w.end_object();
    return w.take();
}

Answer read(const http::Response& response, const ModelDecl&) {
    return read_whole(response, read_body);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_chunk);
}

}  // namespace mkai::gateway::chat
