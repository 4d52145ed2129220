#include "core/app/prompt_render.hpp"

#include "core/app/generate.hpp"
#include "core/base/quote.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// "builtin/faq-clusters" as "builtin_faq_clusters": at most 64 of [a-z0-9_].
std::string schema_name_of(std::string_view id) {
    std::string name;
    for (const char c : lower_ascii(id)) name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
    return name.substr(0, 64);
}

}  // namespace

Result<Json> input_of(const prompts::LoadedPrompt& prompt, const std::vector<std::string>& set) {
    Json input = *prompt.file.input_default;
    for (const std::string& pair : set) {
        const std::size_t equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos)
            return fail(ErrorCode::invalid_value, fmt::format("{} is no NAME=VALUE", in_quotes(pair)),
                        "--set name=value");
        const std::string name = pair.substr(0, equals);
        const std::string value = pair.substr(equals + 1);
        const prompts::Member member = prompts::member_of(prompt.file.input_schema.get(), name);
        if (prompt.file.input_schema && member.declared == prompts::Declared::no)
            return fail(ErrorCode::invalid_value, fmt::format("the prompt has no input {}", in_quotes(name)),
                        did_you_mean(name, prompts::names_in(prompt.file.input_schema.get())));
        if (prompts::allows_type(member.schema, "string")) {
            input[name] = value;
            continue;
        }
        auto json = parse_json(value);
        if (!json)
            return fail(ErrorCode::invalid_value,
                        fmt::format("{} is no text, and this is no JSON", in_quotes(name)),
                        fmt::format("--set '{}=[\"a\", \"b\"]', or a number, true, false, an object", name));
        input[name] = std::move(*json);
    }
    return input;
}

Result<ShownPrompt> render_with_values(const prompts::LoadedPrompt& prompt,
                                       const std::vector<std::string>& set) {
    auto input = input_of(prompt, set);
    if (!input) return fail(input);
    return render_with_input(prompt, *input);
}

Result<ShownPrompt> render_with_input(const prompts::LoadedPrompt& prompt, const Json& input) {
    auto schema = prompt.input_check();
    if (!schema) return fail(schema);
    if (*schema) {
        const auto violations = (*schema)->validate(input);
        if (!violations.empty()) {
            Error error{ErrorCode::invalid_value,
                        fmt::format("the input does not fit {}", prompt.file.label),
                        {},
                        "--set name=value for each, or --brief BRIEF"};
            for (const SchemaViolation& v : violations)
                if (error.context.size() < 10)
                    error.with_context(v.path.empty() ? v.message
                                                      : fmt::format("{}: {}", join(v.path, "."), v.message));
            return fail(std::move(error));
        }
    }
    const Json* layers[] = {&input};
    auto made = prompts::build_prompt(prompt, layers);
    if (!made) return fail(made);
    made->sections = std::make_shared<const Json>(input);
    if (prompt.file.output_schema) {
        made->output_schema = dump_json(*prompt.file.output_schema);
        made->output_schema_name = schema_name_of(prompt.id);
    }
    prompts::seal(*made);
    return ShownPrompt{std::move(*made), {}};
}

Result<ShownPrompt> render_with_brief(const Session& session, SharedPrompt prompt, const std::string& target,
                                      const std::string& model) {
    GenerateRequest request;
    request.model = model;
    request.target = target;
    request.again = true;
    request.prompt = prompt;
    auto plan = plan_generate(session, request);
    if (!plan) return fail(plan);
    if (plan->drafts.empty())
        return fail(
            ErrorCode::unknown_id,
            fmt::format("nothing of {} is for the channel {}", in_quotes(target), prompt->file.channel),
            fmt::format("mkai brief show {}", target.substr(0, target.find('/'))));
    auto made = prompt_of(session, *plan, plan->drafts.front());
    if (!made) return fail(made);
    return ShownPrompt{std::move(*made), plan->drafts.front().asset};
}

}  // namespace mkai::app
