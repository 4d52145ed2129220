// The prompts of promptfoo: Nunjucks with variables alone is a template of ours; a list of messages has its
// roles.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/promptfoo_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval::promptfoo {

namespace {

// Endings of files that hold text; the others are code or tables.
constexpr std::array k_text_endings{std::string_view(".txt"),  std::string_view(".md"),
                                    std::string_view(".j2"),   std::string_view(".json"),
                                    std::string_view(".yaml"), std::string_view(".yml")};
constexpr std::array k_code_endings{
    std::string_view(".js"), std::string_view(".cjs"), std::string_view(".mjs"), std::string_view(".ts"),
    std::string_view(".py"), std::string_view(".sh"),  std::string_view(".csv"), std::string_view(".rb")};
// What means something else in a template of ours: its helpers, and names that are not the input's.
constexpr std::array k_taken_names{
    std::string_view("data"),        std::string_view("each"),    std::string_view("else"),
    std::string_view("env"),         std::string_view("fence"),   std::string_view("history"),
    std::string_view("if"),          std::string_view("json"),    std::string_view("media"),
    std::string_view("role"),        std::string_view("section"), std::string_view("this"),
    std::string_view("unless"),      std::string_view("with"),    std::string_view("ifEquals"),
    std::string_view("unlessEquals")};

bool ends_with_one(std::string_view text, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return text.ends_with(ending); });
}

bool is_name(std::string_view text) {
    bool begins = true;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9';
        if (c == '.' && !begins) {
            begins = true;
        } else if (letter || (digit && !begins)) {
            begins = false;
        } else {
            return false;
        }
    }
    return !begins;
}

std::string root_of(std::string_view name) {
    return std::string(name.substr(0, name.find('.')));
}

// What is between two braces: a name, or one with the filter `dump` (as JSON) or `safe` (as it is).
struct Variable {
    std::string name;
    bool as_json = false;
};
std::optional<Variable> variable_of(std::string_view inner) {
    const auto bar = inner.find('|');
    Variable out{std::string(trim(inner.substr(0, bar))), false};
    if (bar != std::string_view::npos) {
        const std::string_view filter = trim(inner.substr(bar + 1));
        if (filter != "dump" && filter != "safe") return std::nullopt;
        out.as_json = filter == "dump";
    }
    const std::string root = root_of(out.name);
    if (!is_name(out.name) || std::ranges::find(k_taken_names, root) != k_taken_names.end())
        return std::nullopt;
    return out;
}

// As a template of ours, or what it has that is more than variables.
struct Converted {
    std::string body;
    std::set<std::string> variables;
    std::string problem;
};
Converted converted(std::string_view text, const std::set<std::string>& structured) {
    Converted out;
    for (const std::string_view mark : {"{%", "{#"})
        if (text.find(mark) != std::string_view::npos) {
            out.problem = fmt::format("it has {}, a program in its text", in_quotes(mark));
            return out;
        }
    for (std::size_t at = 0;;) {
        const auto open = text.find("{{", at);
        out.body += text.substr(at, open - at);
        if (open == std::string_view::npos) return out;
        const auto close = text.find("}}", open);
        const std::string_view inner =
            text.substr(open + 2, close == std::string_view::npos ? 40 : close - open - 2);
        const auto variable = close == std::string_view::npos ? std::nullopt : variable_of(inner);
        if (!variable) {
            out.problem = fmt::format("{} is no variable that a template here can have", in_quotes(inner));
            return out;
        }
        const std::string root = root_of(variable->name);
        const bool as_json = variable->as_json || (variable->name == root && structured.contains(root));
        out.body += fmt::format("{{{{{}{}}}}}", as_json ? "json " : "", variable->name);
        out.variables.insert(root);
        at = close + 2;
    }
}

// A list of messages, as JSON or YAML: with the roles of ours. Empty for what is none.
std::optional<Converted> converted_messages(std::string_view text, const std::set<std::string>& structured) {
    const std::string_view begin = trim(text);
    if (!begin.starts_with('[') && !begin.starts_with("- ")) return std::nullopt;
    const YamlResult read = parse_yaml(text);
    if (!read.ok() || read.root->kind != YamlKind::sequence || read.root->items.empty()) return std::nullopt;
    Converted out;
    for (const YamlNode& message : read.root->items) {
        const std::string role = scalar_at(message, "role");
        const YamlNode* content = message.find("content");
        if (role.empty() || !content) return std::nullopt;
        if (content->kind != YamlKind::string) {
            out.problem = "a message has content that is more than text";
            return out;
        }
        const std::string ours = role == "assistant" ? "model" : role;
        if (ours != "system" && ours != "user" && ours != "model") {
            out.problem = fmt::format("there is no role {} here", in_quotes(role));
            return out;
        }
        Converted part = converted(content->text, structured);
        if (!part.problem.empty()) return part;
        out.body += fmt::format("{{{{{}role \"{}\"~}}}}\n{}\n", out.body.empty() ? "" : "~", ours, part.body);
        out.variables.merge(part.variables);
    }
    return out;
}

class PromptReader {
  public:
    PromptReader(const ImportRequest& request, const std::set<std::string>& structured, Notes& notes)
        : m_request(request), m_structured(structured), m_notes(notes) {}

    void read(const Source& source, const YamlNode& node, std::string name) {
        const Place place = place_of(source, node);
        if (node.kind == YamlKind::mapping) {
            read_object(source, node, std::move(name));
            return;
        }
        const std::string text = scalar_of(node);
        if (text.empty()) {
            m_notes.add(ImportChange::left_out, place, "an empty prompt is left out");
            return;
        }
        const std::string file = file_named(text);
        const bool one_line = text.find('\n') == std::string::npos;
        if (!file.empty()) return read_file(place, file, std::move(name));
        const bool is_path =
            one_line && text.find(' ') == std::string::npos && text.find("{{") == std::string::npos;
        if (is_path && (ends_with_one(text, k_text_endings) || ends_with_one(text, k_code_endings)))
            return read_file(place, text, std::move(name));
        add(place, text, std::move(name));
    }

    std::vector<PromptText> take() { return std::move(m_out); }

  private:
    void read_object(const Source& source, const YamlNode& node, std::string name) {
        for (const char* key : {"label", "id"})
            if (const std::string label = scalar_at(node, key); name.empty() && file_named(label).empty())
                name = label;
        static constexpr std::array k_keys{
            KeyRow{"id", {}, {}, {}},
            KeyRow{"label", {}, {}, {}},
            KeyRow{"raw", {}, {}, {}},
            KeyRow{"function", {}, {}, {}},
            KeyRow{"config", ImportChange::changed, "a prompt's configuration is its own front matter",
                   "write temperature and the like as `config:` into the prompt's file"},
        };
        note_keys(source, node, "a prompt", k_keys, m_notes);
        const YamlNode* raw = node.find("raw");
        if (!raw) raw = node.find("id");
        if (raw && !node.find("function")) return read(source, *raw, std::move(name));
        m_notes.add(ImportChange::left_out, place_of(source, node),
                    "a prompt is left out: it is made by code, or has no text",
                    "write it as prompts/NAME.prompt, and name it under `prompts`");
    }

    void read_file(const Place& place, const std::string& file, std::string name) {
        const std::string path = file.substr(0, file.find(':'));
        if (!ends_with_one(path, k_text_endings)) {
            m_notes.add(ImportChange::left_out, place,
                        fmt::format("the prompt {} is left out: it is code, or a table", in_quotes(file)),
                        "write what it says as prompts/NAME.prompt, and name it under `prompts`");
            return;
        }
        auto text = m_request.read(path);
        if (!text) {
            m_notes.add(ImportChange::left_out, place,
                        fmt::format("the prompt {} is left out: {}", in_quotes(file), text.error().message),
                        text.error().fix);
            return;
        }
        if (name.empty()) {
            const auto slash = path.rfind('/');
            name = path.substr(slash == std::string::npos ? 0 : slash + 1);
            name.resize(name.rfind('.'));
        }
        // A text file may hold several, with a line of three hyphens between them.
        std::vector<std::string> parts{std::string()};
        const bool splits = path.ends_with(".txt");
        for (const std::string& line : split(*text, '\n')) {
            if (splits && trim(line) == "---") {
                parts.emplace_back();
            } else {
                parts.back() += line + "\n";
            }
        }
        std::size_t number = 0;
        for (const std::string& part : parts) {
            if (trim(part).empty()) continue;
            ++number;
            add(place, std::string(trim(part)),
                parts.size() == 1 ? name : fmt::format("{}-{}", name, number));
        }
    }

    void add(const Place& place, const std::string& text, std::string name) {
        const std::optional<Converted> messages = converted_messages(text, m_structured);
        Converted made = messages ? *messages : converted(text, m_structured);
        if (!made.problem.empty()) {
            m_notes.add(ImportChange::left_out, place, "a prompt is left out: " + made.problem,
                        "write it as prompts/NAME.prompt (docs/prompts.md), and name it under `prompts`");
            return;
        }
        m_out.push_back({std::move(name), std::move(made.body), std::move(made.variables), place});
    }

    const ImportRequest& m_request;
    const std::set<std::string>& m_structured;
    Notes& m_notes;
    std::vector<PromptText> m_out;
};

}  // namespace

std::vector<PromptText> read_prompts(const ImportRequest& request, const YamlNode& root,
                                     const std::set<std::string>& structured, Notes& notes) {
    const Source source{request.label};
    PromptReader reader(request, structured, notes);
    const YamlNode* prompts = root.find("prompts");
    if (!prompts) return {};
    if (prompts->kind == YamlKind::sequence) {
        for (const YamlNode& node : prompts->items) reader.read(source, node, {});
    } else if (prompts->kind == YamlKind::mapping) {
        for (const YamlNode::Entry& entry : prompts->entries) {
            YamlNode named;  // {prompts/a.txt: label}
            named.kind = YamlKind::string;
            named.text = entry.key;
            named.begin = entry.key_begin;
            reader.read(source, named, scalar_of(entry.value));
        }
    } else {
        reader.read(source, *prompts, {});
    }
    return reader.take();
}

std::string prompt_file(const PromptText& prompt, const std::string& label, bool has_other_variables) {
    std::string out = fmt::format("---\ndescription: {}\n",
                                  yaml_scalar(fmt::format("Imported from {}.", printable_line(label))));
    if (!prompt.variables.empty() || has_other_variables) {
        out += "input:\n  schema:\n";
        for (const std::string& name : prompt.variables) out += fmt::format("    {}: any\n", name);
        // Variables that only the checks of a test look at.
        if (has_other_variables) out += "    (*): any\n";
    }
    return out + "---\n" + prompt.body + (prompt.body.ends_with('\n') ? "" : "\n");
}

}  // namespace mkai::eval::promptfoo
