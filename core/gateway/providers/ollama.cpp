#include "core/gateway/providers/ollama.hpp"

#include "core/gateway/asking.hpp"
#include "core/gateway/declaration.hpp"
#include "core/gateway/json_fields.hpp"
#include "core/gateway/reading.hpp"
#include "core/gateway/schema_shape.hpp"
#include "core/gateway/usage.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include <nlohmann/json.hpp>

namespace mkai::gateway::ollama {

namespace {

constexpr Structure k_best = Structure::schema;
constexpr Setting k_settings[] = {Setting::temperature, Setting::top_p, Setting::top_k, Setting::seed,
                                  Setting::reasoning_effort};
constexpr Structure k_structures[] = {Structure::schema, Structure::json, Structure::none};
// "load" and "unload" answer a call that had no prompt.
constexpr StopWord k_stop_words[] = {{"length", Stop::cut}, {"load", Stop::broken}, {"unload", Stop::broken}};

constexpr std::int64_t k_context_min = 4096;
constexpr std::int64_t k_context_max = std::int64_t{1} << 20;
constexpr std::size_t k_bytes_a_token = 3;    // of the prompt, at the worst
constexpr std::int64_t k_frame_tokens = 256;  // what the model's template adds

void write_messages(JsonWriter& w, const Ask& ask, Structure structure) {
    std::string shown = shown_schema(ask, structure);
    w.key("messages").begin_array();
    for (const prompts::Message& message : ask.prompt.messages) {
        w.begin_object().key("role").value(prompts::to_string(message.role));
        w.key("content").value(message.text + std::exchange(shown, {})).end_object();
    }
    w.end_array();
}

void write_options(JsonWriter& w, const Ask& ask) {
    std::size_t bytes = ask.schema.size();
    for (const prompts::Message& message : ask.prompt.messages) bytes += message.text.size();
    const ModelParameters& parameters = ask.model.parameters;
    w.key("options").begin_object().key("num_ctx").value(context_for(bytes, ask.model.output_tokens_max));
    w.key("num_predict").value(ask.model.output_tokens_max);
    write_decimal(w, "temperature", parameters.temperature);
    write_decimal(w, "top_p", parameters.top_p);
    write_number(w, "top_k", parameters.top_k);
    write_number(w, "seed", parameters.seed);
    w.end_object();
}

void read_line(const Json& body, StreamState& state) {
    Answer& answer = state.answer;
    if (std::string model = text_at(body, "model"); !model.empty()) answer.model_answered = short_line(model);
    const Json& message = at(body, "message");
    append_text(answer.text, message, "content");
    if (const Json& calls = at(message, "tool_calls"); calls.is_array() && !calls.empty())
        state.foreign_tool = true;
    // A prompt that was in its cache is not counted by some versions: then part of the numbers is missing.
    const auto input = count_at(body, "prompt_eval_count");
    const auto output = count_at(body, "eval_count");
    if (input || output) {
        answer.usage.input = input.value_or(0);
        answer.usage.output = output.value_or(0);
        answer.usage.source = source_of(input.has_value(), output.has_value());
    }
    const Json& done = at(body, "done");
    if (!done.is_boolean() || !done.get<bool>()) return;
    const std::string reason = text_at(body, "done_reason");
    answer.finish = short_line(reason);
    end_answer(state, stop_of(k_stop_words, reason));
}

}  // namespace

std::int64_t context_for(std::size_t prompt_bytes, int output_tokens_max) {
    const auto prompt = static_cast<std::int64_t>(prompt_bytes / k_bytes_a_token);
    const std::int64_t wanted = prompt + output_tokens_max + k_frame_tokens;
    const std::int64_t bounded = std::clamp(wanted, k_context_min, k_context_max);
    return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(bounded)));
}

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
    write_messages(w, ask, structure);
    // It streams when it is told nothing.
    w.key("stream").value(ask.stream);
    write_text(w, "think", ask.model.parameters.reasoning_effort);
    write_options(w, ask);
    if (structure == Structure::schema) w.key("format").raw(ask.schema);
    if (structure == Structure::json) w.key("format").value("json");
    w.end_object();
    http::Request request = json_request(ask, joined_url(base_url(ask.model, k_url), "/api/chat"), w.take(),
                                         "application/x-ndjson");
    add_bearer(request, ask.secret);
    return request;
}

Answer read(const http::Response& response, const ModelDecl&) {
    return read_whole(response, read_line);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_line);
}

}  // namespace mkai::gateway::ollama
