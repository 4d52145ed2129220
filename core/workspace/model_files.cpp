#include "core/workspace/model_files.hpp"

#include "core/base/json.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/workspace/config_reader.hpp"
#include "core/workspace/document.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_file = "mkai.yaml";

// Texts in a declaration that are numbers where people write them.
constexpr std::array<std::string_view, 3> k_numbers{"fault_times", "temperature", "top_p"};

std::string yaml_of(std::string_view key, const Json& value) {
    if (!value.is_string()) return dump_json(value);
    const auto& text = value.get_ref<const std::string&>();
    return std::ranges::find(k_numbers, key) != k_numbers.end() ? text : yaml_scalar(text);
}

// "free", the name of a row, or amounts, as mkai.yaml has them.
std::string price_yaml(const Json& price) {
    if (price.contains("free")) return "free";
    if (price.contains("row")) return yaml_scalar(price["row"].get<std::string>());
    std::vector<std::string> amounts;
    for (const auto& [key, value] : price.items())
        amounts.push_back(fmt::format("{}_usd_per_million: \"{}\"", key, value.get<std::string>()));
    return "{" + join(amounts, ", ") + "}";
}

std::set<std::string> keys_of(const Json& a, const Json& b) {
    std::set<std::string> keys;
    for (const Json* object : {&a, &b})
        for (const auto& [key, value] : object->items()) keys.insert(key);
    return keys;
}

// One edit after the other; the first that is refused is the outcome.
class Edits {
  public:
    Edits(std::string text, const std::string& model) : m_text(std::move(text)), m_path("models." + model) {}

    void change(const std::string& key, const Json& today, const Json& wanted) {
        if (today == wanted) return;
        if (wanted.is_null()) return remove(key);
        if (key == "price") return put_price(price_yaml(wanted));
        if (!wanted.is_object()) return set(key, yaml_of(key, wanted));
        for (const std::string& inner : keys_of(today.is_object() ? today : Json::object(), wanted)) {
            const Json before = today.is_object() ? today.value(inner, Json()) : Json();
            const Json after = wanted.value(inner, Json());
            if (before == after) continue;
            const std::string path = key + "." + inner;
            if (after.is_null())
                remove(path);
            else
                set(path, yaml_of(inner, after));
        }
    }

    Result<std::string> take() && { return std::move(m_text); }

  private:
    void set(const std::string& key, std::string_view yaml) {
        if (m_text) m_text = yaml_set(*m_text, m_path + "." + key, yaml);
    }
    void remove(const std::string& key) {
        if (m_text) m_text = yaml_remove(*m_text, m_path + "." + key);
    }
    // In its place where it is on one line; amounts below each other give way.
    void put_price(std::string_view yaml) {
        if (!m_text) return;
        if (auto in_place = yaml_set(*m_text, m_path + ".price", yaml)) {
            m_text = std::move(in_place);
            return;
        }
        remove("price");
        set("price", yaml);
    }

    Result<std::string> m_text;
    std::string m_path;
};

Result<Json> json_of(const ModelDecl& model) {
    auto bytes = model_to_bytes(model);
    if (!bytes) return fail(bytes);
    return parse_json(*bytes);
}

// What was written has to be what mkai reads.
Done check_reads_back(const Workspace& workspace, const std::string& text, const ModelDecl& wanted) {
    const ReadConfig read = read_config(workspace.root(), text);
    if (has_errors(read.findings))
        return fail(refused_file(fmt::format("that declaration of {} does not fit into mkai.yaml any more",
                                             in_quotes(wanted.name)),
                                 read.findings, "write it into mkai.yaml yourself"));
    const ModelDecl* now = read.config.find_model(wanted.name);
    auto expected = digest_of(wanted);
    if (!expected) return fail(expected);
    auto found = now == nullptr ? Result<std::string>() : digest_of(*now);
    if (found && *found == *expected) return {};
    return fail(ErrorCode::invalid_value,
                fmt::format("the declaration of {} cannot be written so that it reads back as the same",
                            in_quotes(wanted.name)),
                "write it into mkai.yaml yourself");
}

}  // namespace

Result<ConfigEdit> edit_model(const Workspace& workspace, const ModelDecl& wanted) {
    const ModelDecl* today = workspace.config().find_model(wanted.name);
    if (today == nullptr)
        return fail(ErrorCode::unknown_model,
                    fmt::format("mkai.yaml has no model {}", in_quotes(wanted.name)));
    auto text = read_file(workspace.root() / k_file, k_yaml_bytes_max);
    if (!text) return fail(text);
    auto before = json_of(*today);
    if (!before) return fail(before);
    auto after = json_of(wanted);
    if (!after) return fail(after);
    Edits edits(*text, wanted.name);
    for (const std::string& key : keys_of(*before, *after))
        edits.change(key, before->value(key, Json()), after->value(key, Json()));
    auto edited = std::move(edits).take();
    if (!edited) return fail(edited);
    if (auto checked = check_reads_back(workspace, *edited, wanted); !checked) return fail(checked);
    return ConfigEdit{std::move(*text), std::move(*edited)};
}

Done check_still_before(const Workspace& workspace, const ConfigEdit& edit) {
    auto now = read_file(workspace.root() / k_file, k_yaml_bytes_max);
    if (!now) return fail(now);
    if (*now == edit.before) return {};
    return fail(ErrorCode::conflict, "mkai.yaml was changed meanwhile", "look at it, and run this again");
}

Done write_config(const Workspace& workspace, const ConfigEdit& edit) {
    if (auto same = check_still_before(workspace, edit); !same) return same;
    return write_file_atomically(workspace.root() / k_file, edit.after);
}

}  // namespace mkai::workspace
