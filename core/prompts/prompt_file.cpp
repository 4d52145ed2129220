#include "core/prompts/prompt_file.hpp"

#include "core/base/quote.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"
#include "core/prompts/template_tags.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

void add(std::vector<Finding>& findings, Level level, std::string_view file, Place at, std::string code,
         std::string message, std::string fix, std::string field = {}) {
    findings.push_back(make_finding(level, std::move(code), std::move(message), std::move(fix),
                                    std::string(file), at.line, at.column, std::move(field)));
}

// Of a text that is not UTF-8: where the first character begins that is none.
std::size_t first_bad_byte(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && end < at + 4 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            ++end;
        if (!is_utf8(text.substr(at, end - at))) return at;
        at = end;
    }
    return text.size();
}

// False when the bytes are no text at all.
bool check_bytes(std::vector<Finding>& findings, std::string_view file, std::string_view bytes) {
    if (bytes.size() > k_prompt_bytes_max) {
        add(findings, Level::error, file, {}, "too-large",
            fmt::format("the file is larger than {} bytes, which no prompt is", k_prompt_bytes_max),
            "split it into partials, and give long texts as input");
        return false;
    }
    if (!is_utf8(bytes)) {
        add(findings, Level::error, file, place_at(bytes, first_bad_byte(bytes)), "not-utf8",
            "the file is not UTF-8 here", "save it as UTF-8");
        return false;
    }
    constexpr int k_told_max = 20;
    int told = 0;
    for (std::size_t from = 0; told < k_told_max;) {
        const auto hidden = find_hidden(bytes.substr(from));
        if (!hidden) break;
        const std::size_t byte = from + hidden->byte;
        std::string character;
        append_utf8(character, hidden->code_point);
        from = byte + character.size();
        const bool line_end = hidden->code_point == '\r' && bytes.substr(from).starts_with('\n');
        const bool byte_order_mark = hidden->code_point == 0xfeff && byte == 0;
        if (line_end || byte_order_mark) continue;
        ++told;
        add(findings, Level::error, file, place_at(bytes, byte), "hidden-character",
            fmt::format("{} cannot be seen, and a model reads it", hidden->name),
            "mkai prompt check --fix takes it out");
    }
    return true;
}

struct Split {
    std::string_view front;
    int front_line = 1;
    std::string_view body;
    int body_line = 1;
    bool has_front = false;
    bool unclosed = false;
};

int lines_of(std::string_view text) {
    return static_cast<int>(std::ranges::count(text, '\n'));
}

// A line by itself, its end included; its text without white space at the end.
std::string_view next_line(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return text.substr(at, end == std::string_view::npos ? std::string_view::npos : end + 1 - at);
}

std::string_view trimmed_end(std::string_view text) {
    while (!text.empty() &&
           (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

// Comments (a licence, say) and empty lines may stand before the front matter.
Split split_file(std::string_view text) {
    Split out;
    out.body = text;
    std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
    while (at < text.size()) {
        const std::string_view line = next_line(text, at);
        const std::string_view shown = trimmed_end(line);
        if (!shown.empty() && !shown.starts_with('#')) break;
        at += line.size();
    }
    const std::string_view first = next_line(text, at);
    if (trimmed_end(first) != "---") return out;
    const std::size_t begin = at + first.size();
    for (std::size_t line_at = begin; line_at < text.size();) {
        const std::string_view line = next_line(text, line_at);
        if (trimmed_end(line) == "---") {
            out.has_front = true;
            out.front = text.substr(begin, line_at - begin);
            out.front_line = 1 + lines_of(text.substr(0, begin));
            std::size_t body = line_at + line.size();
            std::string_view rest = text.substr(body);
            while (!rest.empty() && (rest.front() == '\n' || rest.front() == '\r' || rest.front() == ' ' ||
                                     rest.front() == '\t'))
                rest.remove_prefix(1);
            out.body_line = 1 + lines_of(text.substr(0, text.size() - rest.size()));
            out.body = trimmed_end(rest);
            return out;
        }
        line_at += line.size();
    }
    out.unclosed = true;
    return out;
}

class FrontReader {
  public:
    FrontReader(PromptFile& file, int first_line, const NamedSchemas& named)
        : m_file(file), m_line(first_line), m_named(named) {}

    void read(std::string_view text) {
        if (trim(text).empty()) return;
        YamlResult yaml = parse_yaml(text);
        for (const YamlProblem& problem : yaml.problems)
            report(Level::error, problem.at, "front-matter", problem.message, problem.fix);
        if (!yaml.ok()) return;
        m_file.tree = std::move(yaml.root);
        const YamlNode& root = *m_file.tree;
        if (root.kind != YamlKind::mapping)
            return report(Level::error, root.begin, "front-matter",
                          "the front matter is no list of keys and values", "model: copy-default");
        *m_file.front = yaml_to_json(root);
        for (const YamlNode::Entry& entry : root.entries) read(entry);
    }

  private:
    void report(Level level, Mark at, std::string code, std::string message, std::string fix,
                std::string field = {}) {
        add(m_file.findings, level, m_file.label, {at.line == 0 ? 0 : at.line + m_line - 1, at.column},
            std::move(code), std::move(message), std::move(fix), std::move(field));
    }

    bool wants(const YamlNode& node, YamlKind kind, std::string_view key, std::string_view what) {
        if (node.kind == kind) return true;
        report(Level::error, node.begin, "front-matter", fmt::format("{} is not {}", key, what), "",
               std::string(key));
        return false;
    }

    // A key that dotprompt knows and mkai does not read has no reader.
    struct Key {
        std::string_view name;
        void (FrontReader::*read)(const YamlNode& value);
    };
    static std::span<const Key> keys() {
        static constexpr Key k_keys[] = {{"model", &FrontReader::read_model},
                                         {"description", &FrontReader::read_description},
                                         {"config", &FrontReader::read_config},
                                         {"input", &FrontReader::read_input},
                                         {"output", &FrontReader::read_output},
                                         {"mkai.channel", &FrontReader::read_channel},
                                         {"name", nullptr},
                                         {"variant", nullptr},
                                         {"version", nullptr},
                                         {"tools", nullptr},
                                         {"toolDefs", nullptr},
                                         {"metadata", nullptr}};
        return k_keys;
    }

    void read(const YamlNode::Entry& entry) {
        const auto key = std::ranges::find(keys(), entry.key, &Key::name);
        if (key != keys().end()) {
            if (key->read) (this->*key->read)(entry.value);
            return;
        }
        if (entry.key.find('.') != std::string::npos) return;  // an extension
        std::vector<std::string> names;
        for (const Key& known : keys()) names.emplace_back(known.name);
        const std::string fix = did_you_mean(entry.key, names);
        report(Level::warning, entry.key_begin, "unknown-key",
               fmt::format("unknown key {}", in_quotes(entry.key)),
               fix.empty() ? "an extension has a dot in its name: team.owner" : fix, entry.key);
    }

    void read_model(const YamlNode& value) {
        if (!wants(value, YamlKind::string, "model", "a name of a model")) return;
        m_file.model = value.text;
        m_file.model_line = value.begin.line + m_line - 1;
        m_file.model_column = value.begin.column;
    }

    void read_description(const YamlNode& value) {
        if (wants(value, YamlKind::string, "description", "a text")) m_file.description = value.text;
    }

    void read_config(const YamlNode& value) {
        if (wants(value, YamlKind::mapping, "config", "a list of settings"))
            m_file.config = std::make_unique<Json>(yaml_to_json(value));
    }

    void read_channel(const YamlNode& value) {
        if (wants(value, YamlKind::string, "mkai.channel", "a channel")) m_file.channel = value.text;
    }

    void read_input(const YamlNode& value) {
        if (!wants(value, YamlKind::mapping, "input", "a schema and defaults")) return;
        read_schema(value, "input", m_file.input_schema);
        const YamlNode* defaults = value.find("default");
        if (defaults && wants(*defaults, YamlKind::mapping, "input.default", "a list of names and values"))
            *m_file.input_default = yaml_to_json(*defaults);
        only(value, "input", {"schema", "default"});
    }

    void read_output(const YamlNode& value) {
        if (!wants(value, YamlKind::mapping, "output", "a schema and a format")) return;
        read_schema(value, "output", m_file.output_schema);
        if (const YamlNode* format = value.find("format")) {
            m_file.output_format = format->text;
            if (format->text != "json" && format->text != "text")
                report(Level::error, format->begin, "unknown-format",
                       fmt::format("{} is no format of an output", in_quotes(format->text)), "json or text",
                       "output.format");
        }
        only(value, "output", {"schema", "format"});
    }

    void only(const YamlNode& node, std::string_view under, std::vector<std::string> names) {
        for (const YamlNode::Entry& entry : node.entries)
            if (std::ranges::find(names, entry.key) == names.end())
                report(Level::error, entry.key_begin, "unknown-key",
                       fmt::format("unknown key {}", in_quotes(entry.key)), did_you_mean(entry.key, names),
                       fmt::format("{}.{}", under, entry.key));
    }

    void read_schema(const YamlNode& node, const std::string& under, std::shared_ptr<const Json>& out) {
        const YamlNode* schema = node.find("schema");
        if (!schema) return;
        if (const Json* known =
                m_named && schema->kind == YamlKind::string ? m_named(schema->text) : nullptr) {
            out = std::shared_ptr<const Json>(std::shared_ptr<void>(), known);
            return;
        }
        auto expanded = expand_schema(yaml_to_json(*schema), m_named);
        if (!expanded) {
            const YamlNode* at = schema->find_path(expanded.error().path);
            report(Level::error, (at ? at : schema)->begin, "schema", expanded.error().message,
                   expanded.error().fix, under + ".schema");
            return;
        }
        if (auto compiled = Schema::compile(*expanded); !compiled) {
            report(Level::error, schema->begin, "schema", compiled.error().message,
                   "JSON Schema draft 7, or Picoschema", under + ".schema");
            return;
        }
        out = std::make_shared<const Json>(std::move(*expanded));
    }

    PromptFile& m_file;
    int m_line;
    const NamedSchemas& m_named;
};

void take_problems(std::vector<Finding>& findings, std::string_view file, const Template& body) {
    for (const TemplateProblem& problem : body.problems)
        add(findings, Level::error, file, problem.at, problem.code, problem.message, problem.fix);
}

}  // namespace

PromptFile parse_prompt_file(std::string label, std::string_view bytes, const NamedSchemas& named) {
    PromptFile out;
    out.label = std::move(label);
    out.front = std::make_unique<Json>(Json::object());
    out.input_default = std::make_unique<Json>(Json::object());
    if (!check_bytes(out.findings, out.label, bytes)) return out;
    const Split split = split_file(bytes);
    if (split.unclosed)
        add(out.findings, Level::error, out.label, {1, 1}, "front-matter", "the front matter is not closed",
            "a line of three dashes ends it: ---");
    out.front_line = split.front_line;
    if (split.has_front) FrontReader(out, split.front_line, named).read(split.front);
    out.body_line = split.body_line;
    out.body_text = split.body;
    out.body = parse_template(split.body, split.body_line);
    take_problems(out.findings, out.label, out.body);
    sort_findings(out.findings);
    return out;
}

PartialFile parse_partial_file(std::string label, std::string_view bytes) {
    PartialFile out;
    out.label = std::move(label);
    if (!check_bytes(out.findings, out.label, bytes)) return out;
    out.text = bytes;
    out.body = parse_template(bytes);
    take_problems(out.findings, out.label, out.body);
    sort_findings(out.findings);
    return out;
}

Json extensions_of(const Json& front) {
    Json out = Json::object();
    for (const auto& [key, value] : front.items()) {
        const std::size_t dot = key.rfind('.');
        if (dot != std::string::npos) out[key.substr(0, dot)][key.substr(dot + 1)] = value;
    }
    return out;
}

}  // namespace mkai::prompts
