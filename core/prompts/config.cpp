#include "core/prompts/config.hpp"

#include "core/base/decimal.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

std::optional<std::string> decimal_of(const Json& value) {
    if (!value.is_number()) return std::nullopt;
    return canonical_amount(value.is_number_integer() ? fmt::format("{}", value.get<std::int64_t>())
                                                      : fmt::format("{}", value.get<double>()));
}

template <std::string ModelParameters::*Member>
bool take_decimal(const Json& value, PromptConfig& out) {
    const auto decimal = decimal_of(value);
    if (decimal) out.parameters.*Member = *decimal;
    return decimal.has_value();
}

template <std::optional<std::int64_t> ModelParameters::*Member>
bool take_integer(const Json& value, PromptConfig& out) {
    if (!value.is_number_integer() || value.get<std::int64_t>() < 0) return false;
    out.parameters.*Member = value.get<std::int64_t>();
    return true;
}

bool take_effort(const Json& value, PromptConfig& out) {
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) return false;
    out.parameters.reasoning_effort = value.get<std::string>();
    return true;
}

bool take_tokens(const Json& value, PromptConfig& out) {
    if (!value.is_number_integer()) return false;
    const auto count = value.get<std::int64_t>();
    if (count < 1 || count > std::numeric_limits<int>::max()) return false;
    out.output_tokens_max = static_cast<int>(count);
    return true;
}

struct SettingRow {
    std::string_view name;
    std::string_view also;  // another spelling; may be empty
    std::string_view wants;
    bool (*take)(const Json&, PromptConfig&);
};
constexpr SettingRow k_settings[] = {
    {"temperature", "", "a decimal, as 0.7", take_decimal<&ModelParameters::temperature>},
    {"topP", "top_p", "a decimal, as 0.95", take_decimal<&ModelParameters::top_p>},
    {"topK", "top_k", "a whole number, as 40", take_integer<&ModelParameters::top_k>},
    {"seed", "", "a whole number, as 7", take_integer<&ModelParameters::seed>},
    {"reasoningEffort", "reasoning_effort", "the provider's word, as low", take_effort},
    {"maxOutputTokens", "max_output_tokens", "a whole number, as 800", take_tokens},
    {"maxTokens", "max_tokens", "a whole number, as 800", take_tokens},
};

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const SettingRow& row : k_settings) out.emplace_back(row.name);
    return out;
}

}  // namespace

ConfigRead read_config(const Json* config) {
    ConfigRead out;
    if (!config || !config->is_object()) return out;
    for (const auto& [key, value] : config->items()) {
        const auto row = std::ranges::find_if(k_settings, [&](const SettingRow& r) {
            return key == r.name || (!r.also.empty() && key == r.also);
        });
        if (row == std::end(k_settings)) {
            std::string fix = did_you_mean(key, names());
            if (fix.empty()) fix = "one of: " + join(names(), ", ");
            out.problems.push_back(
                {key, fmt::format("{} is no setting that a model is asked with", in_quotes(key)),
                 std::move(fix), true});
        } else if (!row->take(value, out.config)) {
            out.problems.push_back({key, fmt::format("{} is {}", in_quotes(key), row->wants),
                                    fmt::format("write {}", row->wants)});
        }
    }
    return out;
}

ModelDecl with_config(ModelDecl model, const PromptConfig& config) {
    ModelParameters& to = model.parameters;
    const ModelParameters& from = config.parameters;
    if (!from.temperature.empty()) to.temperature = from.temperature;
    if (!from.top_p.empty()) to.top_p = from.top_p;
    if (from.top_k) to.top_k = from.top_k;
    if (from.seed) to.seed = from.seed;
    if (!from.reasoning_effort.empty()) to.reasoning_effort = from.reasoning_effort;
    if (config.output_tokens_max)
        model.output_tokens_max = std::min(model.output_tokens_max, *config.output_tokens_max);
    return model;
}

}  // namespace mkai::prompts
