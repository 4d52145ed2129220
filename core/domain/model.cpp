#include "core/domain/model.hpp"

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/names.hpp"
#include "core/domain/price.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr Names<Structure, 5> k_structure_names{{{Structure::automatic, "auto"},
                                                 {Structure::schema, "schema"},
                                                 {Structure::tool, "tool"},
                                                 {Structure::json, "json"},
                                                 {Structure::none, "none"}}};

// What is not told is left out, so that a key that a later version adds changes no digest of today.
class Told {
  public:
    Told& text(const char* key, const std::string& value) {
        if (!value.empty()) m_json[key] = value;
        return *this;
    }
    Told& number(const char* key, const std::optional<std::int64_t>& value) {
        if (value) m_json[key] = *value;
        return *this;
    }
    Told& object(const char* key, Json value) {
        if (!value.empty()) m_json[key] = std::move(value);
        return *this;
    }
    Json take() { return std::move(m_json); }

  private:
    Json m_json = Json::object();
};

// The keys of a declaration in its canonical JSON, with their places. Those of mkai.yaml have the same names.
struct TextKey {
    const char* key;
    std::string ModelDecl::*place;
};
constexpr std::array k_texts{
    TextKey{"api", &ModelDecl::api},       TextKey{"api_version", &ModelDecl::api_version},
    TextKey{"auth", &ModelDecl::auth},     TextKey{"deployment", &ModelDecl::deployment},
    TextKey{"fault", &ModelDecl::fault},   TextKey{"fault_times", &ModelDecl::fault_times},
    TextKey{"model", &ModelDecl::model},   TextKey{"provider", &ModelDecl::provider},
    TextKey{"region", &ModelDecl::region}, TextKey{"url", &ModelDecl::url},
};

Json parameters_of(const ModelParameters& parameters) {
    return Told{}
        .text("reasoning_effort", parameters.reasoning_effort)
        .number("seed", parameters.seed)
        .text("temperature", parameters.temperature)
        .number("top_k", parameters.top_k)
        .text("top_p", parameters.top_p)
        .take();
}

Json price_of(const ModelDecl& model) {
    Told told;
    for (const AmountKey& row : k_amount_keys) told.text(row.key, model.price.*row.place);
    return told.text("free", model.free ? "yes" : "").text("row", model.price_row).take();
}

std::string text_in(const Json& object, const char* key) {
    return object.value(key, std::string());
}

std::optional<std::int64_t> number_in(const Json& object, const char* key) {
    return object.contains(key) ? std::optional(object[key].get<std::int64_t>()) : std::nullopt;
}

ModelDecl decl_of(const Json& json) {
    ModelDecl model;
    for (const TextKey& row : k_texts) model.*row.place = text_in(json, row.key);
    model.output_tokens_max =
        static_cast<int>(number_in(json, "output_tokens_max").value_or(model.output_tokens_max));
    model.structure = parse_structure(text_in(json, "structure")).value_or(Structure::automatic);
    const Json parameters = json.value("parameters", Json::object());
    model.parameters = {text_in(parameters, "temperature"), text_in(parameters, "top_p"),
                        number_in(parameters, "top_k"), number_in(parameters, "seed"),
                        text_in(parameters, "reasoning_effort")};
    const Json price = json.value("price", Json::object());
    for (const AmountKey& row : k_amount_keys) model.price.*row.place = text_in(price, row.key);
    model.free = price.contains("free");
    model.price_row = text_in(price, "row");
    return model;
}

// "parameters.seed" -> "7", for every value that is told.
void flatten(const Json& json, const std::string& path, std::map<std::string, std::string>& out) {
    if (json.is_object()) {
        for (const auto& [key, value] : json.items())
            flatten(value, path.empty() ? key : path + "." + key, out);
        return;
    }
    out[path] = json.is_string() ? json.get<std::string>() : dump_json(json);
}

Result<std::map<std::string, std::string>> flat(const ModelDecl& model) {
    auto bytes = model_to_bytes(model);
    if (!bytes) return fail(bytes);
    auto json = parse_json(*bytes);
    if (!json) return fail(json);
    std::map<std::string, std::string> out;
    flatten(*json, {}, out);
    return out;
}

}  // namespace

std::string_view to_string(Structure structure) {
    return name_of(k_structure_names, structure);
}
std::optional<Structure> parse_structure(std::string_view text) {
    return value_of(k_structure_names, text);
}

Result<std::string> model_to_bytes(const ModelDecl& model) {
    Told told;
    for (const TextKey& row : k_texts) told.text(row.key, model.*row.place);
    return canonical_json(told.number("output_tokens_max", model.output_tokens_max)
                              .object("parameters", parameters_of(model.parameters))
                              .object("price", price_of(model))
                              .text("structure", std::string(to_string(model.structure)))
                              .take());
}

Result<std::string> digest_of(const ModelDecl& model) {
    auto bytes = model_to_bytes(model);
    if (!bytes) return fail(bytes);
    return sha256_hex(*bytes);
}

Result<ModelDecl> model_from_bytes(std::string_view bytes) {
    auto json = parse_json(bytes);
    if (!json) return fail(json);
    try {
        return decl_of(*json);
    } catch (const Json::exception&) {
        return fail(ErrorCode::ledger_corrupt,
                    "a model's declaration in the ledger is not of the shape that mkai writes",
                    "restore the ledger from a backup");
    }
}

Result<std::vector<ModelChange>> changes_between(const ModelDecl& before, const ModelDecl& after) {
    auto old_values = flat(before);
    if (!old_values) return fail(old_values);
    auto new_values = flat(after);
    if (!new_values) return fail(new_values);
    std::vector<ModelChange> changes;
    for (const auto& [key, value] : *old_values) {
        const auto now = new_values->find(key);
        if (now == new_values->end() || now->second != value)
            changes.push_back({key, value, now == new_values->end() ? std::string() : now->second});
    }
    for (const auto& [key, value] : *new_values)
        if (!old_values->contains(key)) changes.push_back({key, {}, value});
    std::ranges::sort(changes, {}, &ModelChange::key);
    return changes;
}

}  // namespace mkai
