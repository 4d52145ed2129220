#include "core/gateway/providers/demo.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/gateway/providers/demo_composer.hpp"
#include "core/gateway/providers/demo_faults.hpp"
#include "core/gateway/providers/demo_shape.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::demo {

namespace {

// How many calls fail; -1 for a text that is no count.
int fault_count(const ModelDecl& model) {
    if (model.fault_times.empty()) return std::numeric_limits<int>::max();
    int count = -1;
    const char* end = model.fault_times.data() + model.fault_times.size();
    const auto [stopped, code] = std::from_chars(model.fault_times.data(), end, count);
    return code == std::errc{} && stopped == end && count >= 0 ? count : -1;
}

// The sections of core/prompts/sections.hpp say what is asked for; the data of any other prompt does not.
bool asks_for_copy(const Json& sections) {
    const auto task = sections.find("task");
    return task != sections.end() && task->is_object() && task->contains("kind");
}

Json compose(const prompts::Prompt& prompt) {
    static const Json k_nothing = Json::object();
    const Json& sections = prompt.sections ? *prompt.sections : k_nothing;
    if (!prompt.output_schema.empty() && !asks_for_copy(sections))
        if (auto schema = parse_json(prompt.output_schema)) return compose_shape(*schema, sections);
    return compose_copy(sections);
}

std::string text_of(const prompts::Prompt& prompt) {
    static const Json k_text{{"type", "string"}};
    const Json& sections = prompt.sections ? *prompt.sections : k_text;
    if (prompt.output_schema.empty() && !asks_for_copy(sections))
        return compose_shape(k_text, sections).get<std::string>();
    return dump_json(compose(prompt));
}

}  // namespace

Done check(const ModelDecl& model) {
    if (model.fault.empty()) return {};
    if (!find_fault(model.fault))
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" has the fault \"{}\", which the demo cannot show",
                                model.name, model.fault),
                    fmt::format("use one of: {}", join(fault_names(), ", ")));
    if (fault_count(model) < 0)
        return fail(ErrorCode::invalid_file,
                    fmt::format("the model \"{}\" has fault_times \"{}\", which is no count", model.name,
                                model.fault_times),
                    "write the number of calls that are to fail, such as 1");
    return {};
}

Answer answer(const ModelDecl& model, const prompts::Prompt& prompt, int attempt) {
    Answer reply;
    reply.text = text_of(prompt);
    reply.model_answered = "demo (not an AI model)";
    reply.usage.source = UsageSource::reported;  // none: it is no model that counts tokens
    const Fault* fault = find_fault(model.fault);
    if (!fault || attempt >= fault_count(model)) return reply;
    return fault->show(std::move(reply));
}

}  // namespace mkai::gateway::demo
