#include "core/gateway/providers/azure.hpp"

#include "core/gateway/json_fields.hpp"
#include "core/gateway/providers/chat.hpp"
#include "core/gateway/providers/responses.hpp"
#include "core/gateway/reading.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::azure {

namespace {

constexpr chat::Traits k_traits{.output_tokens_key = "max_completion_tokens"};
constexpr Setting k_settings[] = {Setting::temperature,      Setting::top_p, Setting::seed,
                                  Setting::reasoning_effort, Setting::auth,  Setting::deployment,
                                  Setting::api_version,      Setting::api};
constexpr Setting k_settings_of_responses[] = {
    Setting::temperature, Setting::top_p, Setting::reasoning_effort, Setting::auth, Setting::deployment,
    Setting::api_version, Setting::api};
constexpr std::string_view k_auths[] = {"api-key", "bearer"};
constexpr std::string_view k_apis[] = {"chat", "responses"};
// The newest that is no preview.
constexpr std::string_view k_api_version = "2024-10-21";

bool speaks_responses(const ModelDecl& model) {
    return model.api == "responses";
}

std::string path_of(const ModelDecl& model) {
    if (!model.deployment.empty() && !speaks_responses(model))
        return fmt::format("/openai/deployments/{}/chat/completions?api-version={}",
                           percent_encoded(model.deployment),
                           percent_encoded(model.api_version.empty() ? k_api_version : model.api_version));
    std::string path = speaks_responses(model) ? "/openai/v1/responses" : "/openai/v1/chat/completions";
    if (!model.api_version.empty()) path += "?api-version=" + percent_encoded(model.api_version);
    return path;
}

// A URL that goes as far as the API itself is taken as well.
std::string_view resource_of(std::string_view url) {
    while (url.ends_with('/')) url.remove_suffix(1);
    for (const std::string_view end : {"/v1", "/openai"})
        if (url.ends_with(end)) url.remove_suffix(end.size());
    return url;
}

void read_either(const Json& event, StreamState& state) {
    (at(event, "type").is_string() ? responses::read_typed : chat::read_chunk)(event, state);
}

}  // namespace

Done check(const ModelDecl& model) {
    if (model.model.empty() && model.deployment.empty())
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" names neither a model nor a deployment", model.name),
                    "set its deployment in mkai.yaml, by the name that it has at Azure");
    return check_declaration(
        model, {.settings = speaks_responses(model) ? std::span<const Setting>(k_settings_of_responses)
                                                    : std::span<const Setting>(k_settings),
                .structures = chat::k_structures,
                .auths = k_auths,
                .apis = k_apis,
                .needs_model = false});
}

std::string schema(const Json& schema, const ModelDecl& model) {
    return speaks_responses(model) ? responses::schema(schema, model) : chat::schema(schema, model, k_traits);
}

http::Request build(const Ask& ask) {
    ModelDecl named = ask.model;
    if (named.model.empty()) named.model = named.deployment;
    const Ask with_name{named, ask.prompt, ask.schema, ask.secret, ask.stream, ask.now};
    http::Request request = json_request(
        ask, joined_url(resource_of(ask.model.url), path_of(ask.model)),
        speaks_responses(ask.model) ? responses::body(with_name) : chat::body(with_name, k_traits));
    if (ask.model.auth == "bearer")
        add_bearer(request, ask.secret);
    else if (!ask.secret.empty())
        request.headers.emplace_back("api-key", std::string(ask.secret));
    return request;
}

Answer read(const http::Response& response, const ModelDecl& model) {
    return speaks_responses(model) ? responses::read(response, model) : chat::read(response, model);
}

void read_event(const StreamEvent& event, StreamState& state) {
    read_event_json(event, state, read_either);
}

}  // namespace mkai::gateway::azure
