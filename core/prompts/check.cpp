#include "core/prompts/check.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/privacy/secrets.hpp"
#include "core/prompts/config.hpp"
#include "core/prompts/helpers.hpp"
#include "core/prompts/template_tags.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

// Words of a schema that say more than `properties` does: what they let through is not followed.
constexpr const char* k_combining[] = {"$ref", "anyOf", "oneOf", "allOf", "if"};
// In the schemas that mkai itself fills in: a value that nobody outside has written.
constexpr const char* k_ours = "x-mkai-ours";

bool says_type(const Json* schema) {
    return schema && schema->is_object() && schema->contains("type");
}

// A value of this schema may be any text that somebody outside has written.
bool may_hold_text(const Json* schema) {
    if (!schema || !schema->is_object()) return true;
    if (schema->value(k_ours, false)) return false;
    for (const char* word : {"enum", "const", "pattern", "format"})
        if (schema->contains(word)) return false;
    return allows_type(schema, "string") || allows_type(schema, "object") || allows_type(schema, "array");
}

// What a place in the template looks at.
struct Scope {
    const Scope* outer = nullptr;
    const Json* schema = nullptr;  // null: of any kind
    bool root = false;
    std::map<std::string, const Json*> params, named;
};

struct Found {
    Declared declared = Declared::yes;
    const Json* schema = nullptr;
    bool may_be_missing = false;
    std::vector<std::string> known;  // names that there are where one was not found
    std::string missing;
};

class Checker {
  public:
    Checker(const PromptFile& prompt, const PartialFiles& partials, const CheckSurroundings& around)
        : m_prompt(prompt), m_files(partials), m_around(around) {}

    std::vector<Finding> run() {
        m_findings = m_prompt.findings;
        check_model();
        check_config();
        check_output();
        check_secrets(m_prompt.label, m_prompt.body_text, m_prompt.body_line);
        if (m_prompt.body.problems.empty()) check_body();
        check_length();
        sort_findings(m_findings);
        return std::move(m_findings);
    }

  private:
    void add(Level level, Place at, std::string code, std::string message, std::string fix) {
        add_in(level, *m_label, at, std::move(code), std::move(message), std::move(fix));
    }
    void add_in(Level level, const std::string& file, Place at, std::string code, std::string message,
                std::string fix) {
        m_findings.push_back(make_finding(level, std::move(code), std::move(message), std::move(fix), file,
                                          at.line, at.column));
    }

    // Where a key of the front matter stands.
    Place place_of(std::initializer_list<const char*> path) const {
        if (!m_prompt.tree) return {1, 1};
        const YamlNode* node = &*m_prompt.tree;
        Mark mark = node->begin;
        for (const char* key : path) {
            const auto found = std::ranges::find(node->entries, key, &YamlNode::Entry::key);
            if (found == node->entries.end()) break;
            mark = found->key_begin;
            node = &found->value;
        }
        return {mark.line + m_prompt.front_line - 1, mark.column};
    }

    void check_model() {
        if (m_prompt.model.empty() || m_around.models.empty()) return;
        if (std::ranges::find(m_around.models, m_prompt.model) != m_around.models.end()) return;
        add(Level::error, {m_prompt.model_line, m_prompt.model_column}, "unknown-model",
            fmt::format("mkai.yaml declares no model {}", in_quotes(m_prompt.model)),
            did_you_mean(m_prompt.model, m_around.models));
    }

    void check_config() {
        for (const ConfigProblem& problem : read_config(m_prompt.config.get()).problems)
            add(problem.unknown ? Level::warning : Level::error, place_of({"config", problem.key.c_str()}),
                problem.unknown ? "unknown-setting" : "setting", problem.message, problem.fix);
    }

    // What is asked of the model has to be what its channel takes.
    void check_output() {
        if (m_prompt.channel.empty() || !m_around.channel) return;
        const auto channel = m_around.channel(m_prompt.channel);
        if (!channel)
            return add(Level::error, place_of({"mkai.channel"}), "unknown-channel",
                       fmt::format("there is no channel {}", in_quotes(m_prompt.channel)),
                       did_you_mean(m_prompt.channel, m_around.channel_ids()));
        if (!m_prompt.output_schema) return;
        const Json& schema = *m_prompt.output_schema;
        const Json properties = schema.value("properties", Json::object());
        std::vector<std::string> fields;
        for (const ChannelField& field : channel->fields) {
            fields.push_back(field.name);
            const auto declared = properties.find(field.name);
            if (declared == properties.end()) {
                if (field.required)
                    add(Level::error, place_of({"output", "schema"}), "output-schema",
                        fmt::format("the channel {} needs the field {}, and the output schema has none",
                                    channel->id, in_quotes(field.name)),
                        "add it, or leave the schema out: the channel's is used then");
            } else if (!allows_type(&*declared, field.list ? "array" : "string")) {
                add(Level::error, place_of({"output", "schema"}), "output-schema",
                    fmt::format("{} of the channel {} is {}", in_quotes(field.name), channel->id,
                                field.list ? "a list of texts" : "one text"),
                    field.list ? fmt::format("{}(array): string", field.name)
                               : fmt::format("{}: string", field.name));
            }
        }
        for (const auto& [name, property] : properties.items())
            if (std::ranges::find(fields, name) == fields.end())
                add(Level::error, place_of({"output", "schema"}), "output-schema",
                    fmt::format("the channel {} has no field {}", channel->id, in_quotes(name)),
                    did_you_mean(name, fields));
    }

    void check_secrets(const std::string& file, std::string_view text, int first_line) {
        for (const privacy::SecretFound& found : privacy::find_secrets(text)) {
            add_in(Level::error, file, place_at(text, found.byte, first_line), "secret",
                   fmt::format("this looks like {}", found.what),
                   "take it out, and have it replaced where it came from: git keeps what was committed");
        }
    }

    void check_length() {
        const std::string& model = m_prompt.model.empty() ? m_around.default_model : m_prompt.model;
        const auto most = m_around.input_tokens_max ? m_around.input_tokens_max(model) : std::nullopt;
        std::int64_t tokens = estimate_tokens(m_prompt.body_text);
        for (const auto& [name, file] : m_files) tokens += estimate_tokens(file->text);
        if (!most || tokens <= *most) return;
        add(Level::error, {m_prompt.body_line, 1}, "too-long",
            fmt::format("the prompt alone is some {} tokens, and {} takes {}", tokens, model, *most),
            "shorten it, or use a model that takes more");
    }

    // --- the body ---

    void check_body() {
        Scope root;
        root.root = true;
        root.schema = m_prompt.input_schema.get();
        walk(m_prompt.body, m_prompt.body.nodes, root);
        if (!m_prompt.input_schema || m_all_used) return;
        for (const std::string& name : names_in(m_prompt.input_schema.get()))
            if (!m_used.contains(name))
                add(Level::warning, place_of_input(name), "unused-input",
                    fmt::format("the input {} is not used", in_quotes(name)), "use it, or take it out");
    }

    // Picoschema writes an input as name, name? or name(array); a JSON Schema keeps it further in.
    Place place_of_input(const std::string& name) const {
        const YamlNode* schema = m_prompt.tree ? m_prompt.tree->find_path({"input", "schema"}) : nullptr;
        if (schema)
            for (const YamlNode::Entry& entry : schema->entries)
                if (trim(std::string_view(entry.key).substr(0, entry.key.find_first_of("(?"))) == name)
                    return {entry.key_begin.line + m_prompt.front_line - 1, entry.key_begin.column};
        return place_of({"input", "schema"});
    }

    Found follow(const Json* schema, std::span<const std::string> names, bool root) {
        Found out;
        out.schema = schema;
        bool first = root;
        for (const std::string& name : names) {
            const Member member = prompts::member_of(out.schema, name);
            if (first) {
                m_used.insert(name);
                if (!m_prompt.input_schema) out.declared = Declared::no;
            }
            if (member.declared == Declared::no || out.declared == Declared::no) {
                out.declared = Declared::no;
                out.missing = name;
                out.known = names_in(out.schema);
                return out;
            }
            if (member.declared == Declared::open) {
                out.schema = nullptr;
                out.declared = Declared::open;
                return out;
            }
            const bool has_default =
                first && m_prompt.input_default && m_prompt.input_default->contains(name);
            out.may_be_missing = out.may_be_missing || (!member.required && !has_default);
            out.schema = member.schema;
            first = false;
        }
        return out;
    }

    Found find(const Path& path, const Scope& scope) {
        if (path.data) return find_data(path, scope);
        const Scope* at = &scope;
        for (int up = 0; up < path.up && at; ++up) at = at->outer;
        if (!at) {
            Found out;
            out.declared = Declared::no;
            out.missing = path.text;
            return out;
        }
        if (path.names.empty()) {
            if (at->root) m_all_used = true;
            Found out;
            out.schema = at->schema;
            return out;
        }
        const std::span names(path.names);
        if (path.up == 0)
            for (const Scope* from = at; from; from = from->outer)
                if (const auto param = from->params.find(names[0]); param != from->params.end())
                    return follow(param->second, names.subspan(1), false);
        if (const auto named = at->named.find(names[0]); named != at->named.end())
            return follow(named->second, names.subspan(1), false);
        return follow(at->schema, names, at->root);
    }

    Found find_data(const Path& path, const Scope& scope) {
        static const Json k_number = {{"type", "integer"}};
        static const Json k_key = {{"type", "string"}};
        static const Json k_truth = {{"type", "boolean"}};
        Found out;
        const std::string& name = path.names.front();
        if (name == "root") {
            if (path.names.size() == 1) {
                m_all_used = true;
                out.schema = m_prompt.input_schema.get();
                return out;
            }
            return follow(m_prompt.input_schema.get(), std::span(path.names).subspan(1), true);
        }
        bool inside = false;
        for (const Scope* at = &scope; at; at = at->outer)
            inside = inside || (!at->root && m_each.contains(at));
        if (inside && path.names.size() == 1) {
            if (name == "index") out.schema = &k_number;
            if (name == "key") out.schema = &k_key;
            if (name == "first" || name == "last") out.schema = &k_truth;
            if (out.schema) return out;
        }
        out.declared = Declared::no;
        out.missing = path.text;
        out.known = {"@root"};
        if (inside) out.known.insert(out.known.end(), {"@index", "@key", "@first", "@last"});
        return out;
    }

    // A name that is not declared is told once a place.
    Found use(const Argument& argument, const Scope& scope) {
        if (!argument.is_path) return {};
        Found out = find(argument.path, scope);
        if (out.declared != Declared::no) return out;
        const std::string fix = did_you_mean(out.missing, out.known);
        add(Level::error, argument.path.at, "undeclared-variable",
            fmt::format("{} is not declared", in_quotes(argument.path.text)),
            !fix.empty() ? fix
            : m_prompt.input_schema
                ? "declare it under input.schema"
                : fmt::format("declare it in the front matter, under input and schema: \"{}: string\"",
                              out.missing));
        return out;
    }

    void walk(const Template& of, const std::vector<Node>& nodes, const Scope& scope) {
        for (const Node& node : nodes) walk(of, node, scope);
    }

    static bool is_list(const Found& found) {
        return allows_type(found.schema, "array") || allows_type(found.schema, "object");
    }

    void walk(const Template& of, const Node& node, const Scope& scope) {
        // The parser has refused it where both stand in one file; here it comes from a partial.
        if (m_in_data > 0 && is_structure(node.kind))
            return add(Level::error, node.at, "structure-in-data",
                       "a data section that uses this partial holds data alone",
                       "call the partial outside of {{#data}}");
        switch (node.kind) {
            case NodeKind::text:
            case NodeKind::history:
            case NodeKind::section:
            case NodeKind::fence:
                return;
            case NodeKind::role:
                m_in_system = node.text == "system";
                return;
            case NodeKind::output:
            case NodeKind::json:
                return check_output_of(node, scope);
            case NodeKind::media:
                for (const NamedArgument& named : node.named) use(named.value, scope);
                return;
            case NodeKind::data:
                ++m_in_data;
                if (m_in_system)
                    add(Level::warning, node.at, "outside-text-in-system",
                        "a data section stands in the system message", "put it after {{role \"user\"}}");
                walk(of, node.body, scope);
                --m_in_data;
                return;
            case NodeKind::partial:
                return walk_partial(node, scope);
            case NodeKind::if_true:
            case NodeKind::unless:
            case NodeKind::if_equals:
            case NodeKind::unless_equals: {
                for (const Argument& argument : node.args) use(argument, scope);
                const bool asks = node.args.front().is_path;
                const std::string text = asks ? node.args.front().path.text : std::string();
                const bool when_there = node.kind == NodeKind::if_true || node.kind == NodeKind::if_equals;
                const auto branch = [&](const std::vector<Node>& body, bool there) {
                    if (there && asks) m_asked.push_back(text);
                    walk(of, body, scope);
                    if (there && asks) m_asked.pop_back();
                };
                branch(node.body, when_there);
                branch(node.otherwise, !when_there);
                return;
            }
            case NodeKind::with:
            case NodeKind::each:
                return walk_into(of, node, scope);
        }
    }

    void walk_into(const Template& of, const Node& node, const Scope& scope) {
        const Found found = use(node.args.front(), scope);
        if (found.declared == Declared::yes && node.kind == NodeKind::each && !is_list(found))
            add(Level::error, node.at, "not-a-list",
                fmt::format("{} is no list", in_quotes(node.args.front().path.text)),
                "each goes through a list or an object");
        Scope inner;
        inner.outer = &scope;
        if (found.declared == Declared::yes && found.schema) {
            if (node.kind == NodeKind::with) {
                inner.schema = found.schema;
            } else {
                const auto items = found.schema->find("items");
                const auto rest = found.schema->find("additionalProperties");
                if (items != found.schema->end() && items->is_object())
                    inner.schema = &*items;
                else if (rest != found.schema->end() && rest->is_object())
                    inner.schema = &*rest;
            }
        }
        static const Json k_index = {{"type", "integer"}};
        if (!node.block_params.empty()) inner.params[node.block_params[0]] = inner.schema;
        if (node.block_params.size() > 1) inner.params[node.block_params[1]] = &k_index;
        if (node.kind == NodeKind::each) m_each.insert(&inner);
        walk(of, node.body, inner);
        m_each.erase(&inner);
        walk(of, node.otherwise, scope);
    }

    void check_output_of(const Node& node, const Scope& scope) {
        const Argument& argument = node.args.front();
        for (const NamedArgument& named : node.named) use(named.value, scope);
        if (!argument.is_path) return;
        const Found found = use(argument, scope);
        if (found.declared == Declared::no) return;
        const std::string name = in_quotes(argument.path.text);
        if (node.kind == NodeKind::output && says_type(found.schema) && is_list(found) &&
            !allows_type(found.schema, "string"))
            add(Level::error, node.at, "not-a-text", fmt::format("{} is no text", name),
                fmt::format("{{{{json {}}}}}, or {{{{#each {}}}}}", argument.path.text, argument.path.text));
        else if (found.may_be_missing && std::ranges::find(m_asked, argument.path.text) == m_asked.end())
            add(Level::warning, node.at, "maybe-missing",
                fmt::format("{} may be missing, which is an error then", name),
                fmt::format("{{{{#if {}}}}} around it, or a default under input.default",
                            argument.path.text));
        if (m_in_system && m_in_data == 0 && may_hold_text(found.schema))
            add(Level::warning, node.at, "outside-text-in-system",
                fmt::format("{} may hold text from outside, and stands in the system message", name),
                "put it in the user's message, in {{#data \"...\"}}; or say in the schema which values there "
                "are (enum, "
                "pattern)");
    }

    void walk_partial(const Node& node, const Scope& scope) {
        Scope inner = scope;
        inner.outer = &scope;
        inner.params.clear();
        if (!node.args.empty()) {
            const Found found = use(node.args.front(), scope);
            inner.schema = found.declared == Declared::yes ? found.schema : nullptr;
            inner.root = false;
        }
        for (const NamedArgument& named : node.named)
            inner.named[named.name] = use(named.value, scope).schema;
        const auto found = m_files.find(node.text);
        if (found == m_files.end()) {
            const std::string fix = did_you_mean(node.text, m_around.partial_names);
            return add(Level::error, node.at, "unknown-partial",
                       fmt::format("there is no partial {}", in_quotes(node.text)),
                       fix.empty() ? fmt::format("write it: prompts/_{}.prompt", node.text) : fix);
        }
        if (std::ranges::find(m_partials, node.text) != m_partials.end()) {
            std::string circle;
            for (const std::string& name : m_partials) circle += name + " -> ";
            return add(Level::error, node.at, "partial-cycle",
                       fmt::format("partials call each other: {}{}", circle, node.text),
                       "take the circle out");
        }
        if (m_partials.size() > 32)
            return add(Level::error, node.at, "too-deep", "partials stand more than 32 deep in each other",
                       "make it flatter");
        const PartialFile& file = *found->second;
        if (m_seen_partials.insert(node.text).second) {
            m_findings.insert(m_findings.end(), file.findings.begin(), file.findings.end());
            check_secrets(file.label, file.text, 1);
        }
        if (!file.body.problems.empty() || m_steps++ > 10'000) return;
        m_partials.push_back(node.text);
        const std::string* outer = std::exchange(m_label, &file.label);
        walk(file.body, file.body.nodes, inner);
        m_label = outer;
        m_partials.pop_back();
    }

    const PromptFile& m_prompt;
    const PartialFiles& m_files;
    const CheckSurroundings& m_around;
    std::vector<Finding> m_findings;
    const std::string* m_label = &m_prompt.label;
    std::set<std::string> m_used;
    bool m_all_used = false;
    bool m_in_system = false;
    int m_in_data = 0;
    int m_steps = 0;
    std::set<const Scope*> m_each;
    std::vector<std::string> m_asked;
    std::vector<std::string> m_partials;
    std::set<std::string> m_seen_partials;
};

}  // namespace

Member member_of(const Json* schema, const std::string& name) {
    if (!schema || !schema->is_object()) return {Declared::open, nullptr, false};
    for (const char* word : k_combining)
        if (schema->contains(word)) return {Declared::open, nullptr, false};
    const auto properties = schema->find("properties");
    if (properties != schema->end() && properties->is_object())
        if (const auto found = properties->find(name); found != properties->end()) {
            const auto required = schema->find("required");
            const bool needed = required != schema->end() && required->is_array() &&
                                std::ranges::find(*required, Json(name)) != required->end();
            return {Declared::yes, &*found, needed};
        }
    const auto rest = schema->find("additionalProperties");
    if (rest != schema->end() && rest->is_object()) return {Declared::yes, &*rest, false};
    if (rest != schema->end() && *rest == true) return {Declared::open, nullptr, false};
    if (says_type(schema) && allows_type(schema, "array") && !name.empty() &&
        name.find_first_not_of("0123456789") == std::string::npos) {
        const auto items = schema->find("items");
        return {Declared::yes, items != schema->end() && items->is_object() ? &*items : nullptr, false};
    }
    if (properties == schema->end() && rest == schema->end() && allows_type(schema, "object"))
        return {Declared::open, nullptr, false};
    return {};
}

bool allows_type(const Json* schema, std::string_view type) {
    if (!says_type(schema)) return true;
    const Json& said = (*schema)["type"];
    return said.is_array() ? std::ranges::find(said, Json(type)) != said.end() : said == type;
}

std::vector<std::string> names_in(const Json* schema) {
    std::vector<std::string> names;
    if (!schema || !schema->is_object()) return names;
    const Json properties = schema->value("properties", Json::object());
    for (const auto& [name, property] : properties.items()) names.push_back(name);
    return names;
}

std::vector<Finding> check_prompt(const PromptFile& prompt, const PartialFiles& partials,
                                  const CheckSurroundings& around) {
    return Checker(prompt, partials, around).run();
}

std::int64_t estimate_tokens(std::string_view text) {
    return static_cast<std::int64_t>((text.size() + 3) / 4);
}

}  // namespace mkai::prompts
