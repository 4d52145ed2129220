#include "core/gateway/declaration.hpp"

#include "core/base/decimal.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace mkai::gateway {

namespace {

struct SettingRow {
    Setting setting;
    std::string_view name;  // as in mkai.yaml
    bool (*is_set)(const ModelDecl&);
};
constexpr SettingRow k_settings[] = {
    {Setting::temperature, "parameters.temperature",
     [](const ModelDecl& m) { return !m.parameters.temperature.empty(); }},
    {Setting::top_p, "parameters.top_p", [](const ModelDecl& m) { return !m.parameters.top_p.empty(); }},
    {Setting::top_k, "parameters.top_k", [](const ModelDecl& m) { return m.parameters.top_k.has_value(); }},
    {Setting::seed, "parameters.seed", [](const ModelDecl& m) { return m.parameters.seed.has_value(); }},
    {Setting::reasoning_effort, "parameters.reasoning_effort",
     [](const ModelDecl& m) { return !m.parameters.reasoning_effort.empty(); }},
    {Setting::auth, "auth", [](const ModelDecl& m) { return !m.auth.empty(); }},
    {Setting::region, "region", [](const ModelDecl& m) { return !m.region.empty(); }},
    {Setting::deployment, "deployment", [](const ModelDecl& m) { return !m.deployment.empty(); }},
    {Setting::api_version, "api_version", [](const ModelDecl& m) { return !m.api_version.empty(); }},
    {Setting::api, "api", [](const ModelDecl& m) { return !m.api.empty(); }},
};

template <class Value, class List>
bool holds(const List& list, const Value& value) {
    return std::ranges::find(list, value) != list.end();
}

tl::unexpected<Error> refused(const ModelDecl& model, std::string_view what, std::string fix) {
    return fail(ErrorCode::invalid_file, fmt::format("the model \"{}\" {}", model.name, what),
                std::move(fix));
}

Done check_settings(const ModelDecl& model, const Knows& knows) {
    std::vector<std::string> known;
    for (const SettingRow& row : k_settings)
        if (holds(knows.settings, row.setting)) known.emplace_back(row.name);
    for (const SettingRow& row : k_settings)
        if (row.is_set(model) && !holds(knows.settings, row.setting))
            return refused(model, fmt::format("sets {}, which {} does not know", row.name, model.provider),
                           known.empty()
                               ? fmt::format("delete {}", row.name)
                               : fmt::format("delete it; {} knows: {}", model.provider, join(known, ", ")));
    return {};
}

Done check_word(const ModelDecl& model, std::string_view key, const std::string& word,
                std::span<const std::string_view> known) {
    if (word.empty() || known.empty() || holds(known, word)) return {};
    return refused(model, fmt::format("has {} \"{}\", which {} does not know", key, word, model.provider),
                   fmt::format("use one of: {}", fmt::join(known, ", ")));
}

Done check_structure(const ModelDecl& model, const Knows& knows) {
    if (model.structure == Structure::automatic || holds(knows.structures, model.structure)) return {};
    std::vector<std::string> known{std::string(to_string(Structure::automatic))};
    for (const Structure structure : knows.structures) known.emplace_back(to_string(structure));
    return refused(model,
                   fmt::format("has structure \"{}\", which {} does not know", to_string(model.structure),
                               model.provider),
                   fmt::format("use one of: {}", join(known, ", ")));
}

Done check_decimals(const ModelDecl& model) {
    for (const auto& [key, value] : {std::pair{"temperature", &model.parameters.temperature},
                                     std::pair{"top_p", &model.parameters.top_p}})
        if (!value->empty() && !canonical_amount(*value))
            return refused(model, fmt::format("has {} \"{}\", which is no decimal", key, *value),
                           "write it as 0.7");
    return {};
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

Done check_declaration(const ModelDecl& model, const Knows& knows) {
    if (knows.needs_model && model.model.empty())
        return refused(model, fmt::format("does not say which model of {} it is", model.provider),
                       "set its model in mkai.yaml, by the name that the provider gives it");
    if (auto done = check_settings(model, knows); !done) return done;
    if (auto done = check_word(model, "auth", model.auth, knows.auths); !done) return done;
    if (auto done = check_word(model, "api", model.api, knows.apis); !done) return done;
    if (auto done = check_structure(model, knows); !done) return done;
    if (!std::ranges::all_of(model.region, [](char c) { return is_unreserved(c) && c != '.'; }))
        return refused(model, "has a region that is no name", "write it as eu-west-1");
    return check_decimals(model);
}

std::string base_url(const ModelDecl& model, std::string_view own_url) {
    constexpr std::string_view k_region = "{region}";
    std::string url = model.url.empty() ? std::string(own_url) : model.url;
    if (const auto at = url.find(k_region); at != std::string::npos && model.url.empty())
        url.replace(at, k_region.size(), model.region);
    if (url.find('?') == std::string::npos)
        while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string joined_url(std::string_view base, std::string_view path) {
    std::string_view query;
    if (const auto at = base.find('?'); at != std::string_view::npos) {
        query = base.substr(at);
        base = base.substr(0, at);
    }
    while (base.ends_with('/')) base.remove_suffix(1);
    // A path may bring its own query.
    const bool both = !query.empty() && path.find('?') != std::string_view::npos;
    return fmt::format("{}{}{}{}", base, path, both ? "&" : "", both ? query.substr(1) : query);
}

std::string percent_encoded(std::string_view segment) {
    std::string out;
    for (const char c : segment)
        if (is_unreserved(c))
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

void write_decimal(JsonWriter& writer, std::string_view key, const std::string& decimal) {
    if (const auto amount = canonical_amount(decimal)) writer.key(key).raw(*amount);
}

void write_number(JsonWriter& writer, std::string_view key, const std::optional<std::int64_t>& number) {
    if (number) writer.key(key).value(*number);
}

void write_text(JsonWriter& writer, std::string_view key, const std::string& text) {
    if (!text.empty()) writer.key(key).value(text);
}

}  // namespace mkai::gateway
