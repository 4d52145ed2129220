#include "core/gateway/providers/demo.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/gateway/providers/demo_composer.hpp"
#include "core/gateway/providers/demo_faults.hpp"

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
    static const Json k_nothing = Json::object();
    Answer reply;
    reply.text = dump_json(compose_copy(prompt.sections ? *prompt.sections : k_nothing));
    reply.model_answered = "demo (not an AI model)";
    reply.usage.source = UsageSource::reported;  // none: it is no model that counts tokens
    const Fault* fault = find_fault(model.fault);
    if (!fault || attempt >= fault_count(model)) return reply;
    return fault->show(std::move(reply));
}

}  // namespace mkai::gateway::demo
