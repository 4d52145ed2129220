#include "core/domain/model.hpp"

#include "core/base/json.hpp"
#include "core/base/names.hpp"

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
    return Told{}
        .text("cache_read", model.price.cache_read)
        .text("cache_write_1h", model.price.cache_write_1h)
        .text("cache_write_5m", model.price.cache_write_5m)
        .text("free", model.free ? "yes" : "")
        .text("input", model.price.input)
        .text("output", model.price.output)
        .text("reasoning", model.price.reasoning)
        .text("row", model.price_row)
        .take();
}

}  // namespace

std::string_view to_string(Structure structure) {
    return name_of(k_structure_names, structure);
}
std::optional<Structure> parse_structure(std::string_view text) {
    return value_of(k_structure_names, text);
}

Result<std::string> model_to_bytes(const ModelDecl& model) {
    return canonical_json(Told{}
                              .text("api", model.api)
                              .text("api_version", model.api_version)
                              .text("auth", model.auth)
                              .text("deployment", model.deployment)
                              .text("fault", model.fault)
                              .text("fault_times", model.fault_times)
                              .text("model", model.model)
                              .number("output_tokens_max", model.output_tokens_max)
                              .object("parameters", parameters_of(model.parameters))
                              .object("price", price_of(model))
                              .text("provider", model.provider)
                              .text("region", model.region)
                              .text("structure", std::string(to_string(model.structure)))
                              .text("url", model.url)
                              .take());
}

}  // namespace mkai
