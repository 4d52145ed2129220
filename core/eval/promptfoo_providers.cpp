// The providers of promptfoo, "openai:chat:gpt-4o", and the models of mkai.yaml that they are.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/promptfoo_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::eval::promptfoo {

namespace {

// The beginning of a provider's id, and what we call who answers. Those that are not here and name a model
// speak OpenAI's protocol, most of them.
struct VendorRow {
    std::string_view begins;
    std::string_view provider;
};
constexpr std::array k_vendors{
    VendorRow{"openai", "openai"},       VendorRow{"anthropic", "anthropic"}, VendorRow{"google", "gemini"},
    VendorRow{"vertex", "gemini"},       VendorRow{"bedrock", "bedrock"},     VendorRow{"azure", "azure"},
    VendorRow{"azureopenai", "azure"},   VendorRow{"ollama", "ollama"},       VendorRow{"llama", "llama-cpp"},
    VendorRow{"llama.cpp", "llama-cpp"},
};
// Answers that are not a model's.
constexpr std::array k_no_models{
    std::string_view("browser"),   std::string_view("echo"),    std::string_view("exec"),
    std::string_view("file"),      std::string_view("golang"),  std::string_view("http"),
    std::string_view("https"),     std::string_view("package"), std::string_view("promptfoo"),
    std::string_view("python"),    std::string_view("ruby"),    std::string_view("webhook"),
    std::string_view("websocket"), std::string_view("ws"),      std::string_view("wss")};
// Parts between the vendor and the model.
constexpr std::array k_kinds{std::string_view("chat"),     std::string_view("completion"),
                             std::string_view("messages"), std::string_view("responses"),
                             std::string_view("converse"), std::string_view("generate")};

struct ProviderId {
    std::string_view vendor;
    std::string_view model;  // empty: there is none
};
ProviderId parts_of(std::string_view id) {
    const auto colon = id.find(':');
    ProviderId out{id.substr(0, colon), {}};
    if (colon == std::string_view::npos || std::ranges::find(k_no_models, out.vendor) != k_no_models.end())
        return out;
    out.model = id.substr(colon + 1);
    const auto next = out.model.find(':');
    if (next != std::string_view::npos &&
        std::ranges::find(k_kinds, out.model.substr(0, next)) != k_kinds.end())
        out.model = out.model.substr(next + 1);
    return out;
}

std::string_view our_provider(std::string_view vendor) {
    const auto row = std::ranges::find(k_vendors, vendor, &VendorRow::begins);
    return row == k_vendors.end() ? "openai-compatible" : row->provider;
}

bool is_same_provider(std::string_view declared, std::string_view wanted) {
    return declared == wanted || declared == "openai-compatible" ||
           (wanted == "openai" && declared == "openai-responses");
}

// A name for mkai.yaml: small letters, digits, hyphens.
std::string alias_for(std::string_view model) {
    std::string out;
    for (const char c : lower_ascii(model)) {
        const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keeps) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (out.ends_with('-')) out.pop_back();
    return out.empty() ? "model" : out.substr(0, 40);
}

constexpr std::array k_provider_keys{
    KeyRow{"id", {}, {}, {}},
    KeyRow{"label", {}, {}, {}},
    KeyRow{"config", ImportChange::changed, "a model's parameters stand in mkai.yaml",
           "write temperature and the like to the model there, or as `config:` into a prompt"},
    KeyRow{"prompts", ImportChange::changed, "each model is asked with every prompt",
           "mkai eval run SUITE --prompt NAME --model NAME runs one pair"},
    KeyRow{"transform", ImportChange::changed, "answers are checked as they came", ""},
    KeyRow{"delay", ImportChange::changed, "mkai waits as the provider says",
           "requests_per_minute, in mkai.yaml"},
    KeyRow{"env", ImportChange::changed, "keys stand in your own configuration",
           "mkai config credential add"},
    KeyRow{"inputs", ImportChange::changed, "it is for attacks", ""},
};

// An id, with the label that it may have.
struct Named {
    std::string id;
    std::string label;
    Place place;
};

std::vector<Named> providers_of(const ImportRequest& request, const YamlNode& root, Notes& notes) {
    const Source source{request.label};
    const YamlNode* list = root.find("providers");
    if (!list) list = root.find("targets");
    if (!list) return {};
    std::vector<Named> out;
    const auto take = [&](const YamlNode& node) {
        if (node.kind != YamlKind::mapping) {
            out.push_back({scalar_of(node), {}, place_of(source, node)});
            return;
        }
        // {id: ..., label: ...}, or {openai:gpt-4o: {...}}
        if (!node.find("id") && node.entries.size() == 1) {
            const YamlNode::Entry& entry = node.entries.front();
            note_keys(source, entry.value, "a provider", k_provider_keys, notes);
            out.push_back({entry.key, scalar_at(entry.value, "label"), place_of(source, node)});
            return;
        }
        note_keys(source, node, "a provider", k_provider_keys, notes);
        out.push_back({scalar_at(node, "id"), scalar_at(node, "label"), place_of(source, node)});
    };
    if (list->kind == YamlKind::sequence) {
        for (const YamlNode& node : list->items) take(node);
    } else {
        take(*list);
    }
    return out;
}

}  // namespace

std::string alias_of(const std::vector<DeclaredModel>& models, std::string_view provider,
                     std::string_view label) {
    const ProviderId id = parts_of(provider);
    // By name first: a label is what people chose.
    for (const std::string_view name : {label, provider, id.model})
        for (const DeclaredModel& model : models)
            if (!name.empty() && model.name == name) return model.name;
    for (const DeclaredModel& model : models)
        if (!id.model.empty() && model.model == id.model &&
            is_same_provider(model.provider, our_provider(id.vendor)))
            return model.name;
    return {};
}

std::string declaration_for(std::string_view provider) {
    const ProviderId id = parts_of(provider);
    if (id.model.empty())
        return "what answers here is a model of mkai.yaml: declare one, and name it under `models`";
    const std::string_view ours = our_provider(id.vendor);
    return fmt::format("add to `models:` of mkai.yaml: {}: {{provider: {}, {}model: {}, credential: {}-key}}",
                       alias_for(id.model), ours, ours == "openai-compatible" ? "url: https://..., " : "",
                       yaml_scalar(id.model), alias_for(id.vendor));
}

std::vector<std::string> read_providers(const ImportRequest& request, const YamlNode& root, Notes& notes) {
    std::vector<std::string> out;
    for (const Named& named : providers_of(request, root, notes)) {
        const std::string alias = alias_of(request.models, named.id, named.label);
        if (alias.empty()) {
            notes.add(ImportChange::left_out, named.place,
                      fmt::format("the provider {} is left out: mkai.yaml declares no such model",
                                  in_quotes(named.id)),
                      declaration_for(named.id));
        } else if (std::ranges::find(out, alias) == out.end()) {
            out.push_back(alias);
        } else {
            notes.add(ImportChange::left_out, named.place,
                      fmt::format("the provider {} is left out: it is the model {}, as another one is",
                                  in_quotes(named.id), alias),
                      "declare it in mkai.yaml under its own name, with its parameters");
        }
    }
    return out;
}

std::string read_judge(const ImportRequest& request, const YamlNode& root, Notes& notes) {
    const YamlNode* defaults = root.find("defaultTest");
    const YamlNode* options = defaults ? defaults->find("options") : nullptr;
    const YamlNode* provider = options ? options->find("provider") : nullptr;
    if (!provider) return {};
    // Either an id, an object with one, or {text: ...} for judges and {embedding: ...}.
    if (const YamlNode* text = provider->find("text")) provider = text;
    const std::string id =
        provider->kind == YamlKind::mapping ? scalar_at(*provider, "id") : scalar_of(*provider);
    std::string alias = alias_of(request.models, id, {});
    if (alias.empty())
        notes.add(ImportChange::left_out, place_of({request.label}, *provider),
                  fmt::format("the judge {} is left out: mkai.yaml declares no such model", in_quotes(id)),
                  declaration_for(id));
    return alias;
}

}  // namespace mkai::eval::promptfoo
