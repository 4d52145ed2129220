#include "cli/man.hpp"

#include "cli/help.hpp"
#include "cli/help_topics.hpp"
#include "cli/word_values.hpp"
#include "core/base/embedded.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// Of the pages as they are; not of the build, so that the same program writes the same bytes.
constexpr std::string_view k_day = "November 26, 2026";
constexpr std::size_t k_text_columns = 78;

// Text between macros (mandoc_char(7), roff(7)): a backslash is \e, and a line that begins like a macro is
// guarded.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else
            out += c;
    }
    if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
    return out;
}

// What means something in an argument of a macro, and in what is to be copied: there hyphens are ASCII's.
std::string_view guard_of(char c) {
    switch (c) {
        case '\\':
            return "\\e";
        case '"':
            return "\\(dq";
        case '-':
            return "\\-";
        case '~':
            return "\\(ti";
        case '^':
            return "\\(ha";
        default:
            return {};
    }
}

// An argument of a macro: a word of up to three letters could be a macro's name, or a mark of punctuation.
std::string argument(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string& word : split(text, ' ')) {
        std::string safe;
        for (const char c : word) {
            const std::string_view guard = guard_of(c);
            if (guard.empty())
                safe += c;
            else
                safe += guard;
        }
        if (word.size() <= 3) safe.insert(0, "\\&");
        words.push_back(std::move(safe));
    }
    return join(words, " ");
}

// A paragraph, a sentence a line, as mdoc(7) asks.
std::string prose(std::string_view text) {
    std::string out;
    std::string sentence;
    const auto flush = [&] {
        for (const std::string& line : wrap(trim(sentence), k_text_columns)) out += escaped(line) + "\n";
        sentence.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        sentence += text[i];
        const bool ends =
            (text[i] == '.' || text[i] == '?' || text[i] == '!') && i + 1 < text.size() && text[i + 1] == ' ';
        if (ends) flush();
    }
    if (!trim(sentence).empty()) flush();
    return out;
}

std::string sentence_of(std::string_view text) {
    std::string out(text);
    out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
    return out + (out.ends_with('.') ? "" : ".");
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::string page_name(const Command& command) {
    std::string out = "mkai-" + std::string(command.name);
    std::ranges::replace(out, ' ', '-');
    return out;
}

std::string header(std::string_view name, int section, std::string_view about) {
    about = about.substr(0, about.find(". "));
    if (about.ends_with('.')) about.remove_suffix(1);
    return fmt::format(".Dd {}\n.Dt {} {}\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n", k_day, upper(name), section,
                       name, argument(about));
}

std::string item(std::string_view head, std::string_view body) {
    return fmt::format(".It {}\n{}", head, prose(body));
}

std::string list(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string out = ".Bl -tag -width Ds\n";
    for (const auto& [head, body] : items) out += item(head, body);
    return out + ".El\n";
}

// "Fl d , Fl -destination Ar NAME"; both hyphens of a long flag are seen.
std::string flag_macros(const Option& option) {
    std::string out;
    for (const std::string& flag : split(option.flags, ',')) {
        if (!out.empty()) out += " , ";
        out += "Fl " + flag.substr(1);
    }
    if (!option.value.empty()) out += " Ar " + argument(option.value);
    return out;
}

std::string values_of(const WordRule* rule) {
    if (rule == nullptr || rule->fixed == nullptr) return {};
    std::vector<std::string> names;
    for (const WordValue& value : rule->fixed())
        if (value.value.find(' ') == std::string::npos) names.push_back(value.value);
    return " One of: " + join(names, ", ") + ".";
}

std::string options_list(std::string_view command, std::span<const Option> options) {
    std::vector<std::pair<std::string, std::string>> items;
    for (const Option& option : options) {
        const std::string flags(option.flags);
        const std::string flag =
            flags.substr(flags.rfind(',') == std::string::npos ? 0 : flags.rfind(',') + 1);
        const bool told = option.value.empty() || option.help.find(" or ") != std::string_view::npos;
        items.emplace_back(flag_macros(option),
                           sentence_of(option.help) + (option.repeat ? " May be repeated." : "") +
                               (told ? "" : values_of(find_word_rule(command, flag, option.value))));
    }
    return list(items);
}

std::string examples(const std::vector<Example>& rows) {
    std::string out = ".Sh EXAMPLES\n";
    for (const Example& row : rows) {
        out += prose(sentence_of(row.about)) + fmt::format(".Pp\n.Dl {}\n", argument(row.command));
        if (&row != &rows.back()) out += ".Pp\n";
    }
    return out;
}

std::string synopsis(const Command& command) {
    std::string out = fmt::format(".Sh SYNOPSIS\n.Nm mkai {}\n", argument(command.name));
    for (const Option& option : command.options) {
        const bool several = option.repeat;
        out += fmt::format(".Op {}{}\n", flag_macros(option), several ? " ..." : "");
    }
    for (const Positional& p : command.positionals) {
        const bool may_miss = p.arity == Arity::optional || p.arity == Arity::any;
        const bool several = p.arity == Arity::many || p.arity == Arity::any;
        out += fmt::format(".{}Ar {}{}\n", may_miss ? "Op " : "", argument(p.name), several ? " ..." : "");
    }
    return out;
}

std::string references(std::vector<std::pair<std::string, int>> pages) {
    std::ranges::sort(pages, {}, [](const auto& page) { return std::pair(page.second, page.first); });
    std::string out = ".Sh SEE ALSO\n";
    for (const auto& [name, section] : pages)
        out += fmt::format(".Xr {} {}{}\n", name, section,
                           name == pages.back().first && section == pages.back().second ? "" : " ,");
    return out;
}

// The other commands of the same noun, else the page of all.
std::string see_also(const Command& command) {
    std::vector<std::pair<std::string, int>> pages{{"mkai", 1}};
    const std::string_view noun = command.name.substr(0, command.name.find(' '));
    for (const Command* other : shown_commands())
        if (other->name != command.name && other->name.substr(0, other->name.find(' ')) == noun)
            pages.emplace_back(page_name(*other), 1);
    return references(std::move(pages));
}

std::string command_page(const Command& command) {
    std::string out = header(page_name(command), 1, command.summary) + synopsis(command) +
                      ".Sh DESCRIPTION\n" + prose(sentence_of(command.summary));
    if (!command.about.empty()) out += ".Pp\n" + prose(command.about);
    if (!command.positionals.empty()) {
        std::vector<std::pair<std::string, std::string>> items;
        for (const Positional& p : command.positionals)
            items.emplace_back("Ar " + argument(p.name), sentence_of(p.help));
        out += list(items);
    }
    if (!command.options.empty())
        out += ".Pp\nThe options are:\n" + options_list(command.name, command.options);
    out += ".Pp\nThe options of every command, as\n.Fl -json\nand\n.Fl -as ,\nare in\n.Xr mkai 1 .\n";
    out += ".Sh EXIT STATUS\n.Ex -std mkai\nThe numbers are in\n.Xr mkai 1 .\n";
    return out + examples(command.examples) + see_also(command);
}

std::string main_page() {
    std::string out = header("mkai", 1, "marketing copy that AI drafts, versioned, approved and reversible");
    out +=
        ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar argument ...\n.Op Ar option ...\n.Nm\n.Cm help\n"
        ".Op Ar topic\n.Sh DESCRIPTION\n";
    out += prose(k_what_it_is);
    for (const HelpGroup& group : help_groups()) {
        std::vector<std::pair<std::string, std::string>> items;
        for (const Command* command : shown_commands())
            if (command->group == group.group)
                items.emplace_back(fmt::format("Xr {} 1", page_name(*command)), command->summary);
        out += fmt::format(".Ss {}\n", argument(group.title)) + list(items);
    }
    out += ".Ss Options of every command\n" + options_list({}, global_options());
    std::vector<std::pair<std::string, std::string>> environment;
    for (const EnvironmentVariable& variable : environment_variables()) {
        std::string head;
        for (const std::string& name : split(variable.name, ','))
            head += (head.empty() ? "Ev " : " , Ev ") + argument(trim(name));
        environment.emplace_back(std::move(head), sentence_of(variable.help));
    }
    out += ".Sh ENVIRONMENT\n" + list(environment);
    out += ".Sh FILES\n" +
           list({{"Pa mkai.yaml", "The workspace's root: models, destinations, caps. See mkai.yaml(5)."},
                 {"Pa .mkai/ledger.db", "The ledger of the workspace, a SQLite database. Not in git."},
                 {"Pa ~/.config/mkai/config.yaml",
                  "Your own configuration: who you are, where secrets are and to which hosts they may go."}});
    std::vector<std::pair<std::string, std::string>> statuses;
    for (const ExitStatusInfo& row : exit_statuses())
        statuses.emplace_back(std::to_string(static_cast<int>(row.status)), sentence_of(row.meaning));
    out += ".Sh EXIT STATUS\n" + list(statuses);
    out += examples({{"mkai init spring --demo", "a workspace that works, with three briefs and no key"},
                     {"mkai help marketer", "the commands of a role's day, in order"},
                     {"mkai help stale-approval", "what an error's code means, and what to do"}});
    std::vector<std::pair<std::string, int>> pages{{"git", 1}, {"mkai.yaml", 5}};
    return out + references(std::move(pages));
}

// --- mkai.yaml(5), from its schema ---

const Json& resolved(const Json& root, const Json& node) {
    if (!node.is_object() || !node.contains("$ref")) return node;
    const Json::json_pointer place(node["$ref"].get<std::string>().substr(1));
    return root.contains(place) ? root.at(place) : node;
}

std::string shape_of_value(const Json& node) {
    std::string out;
    if (node.contains("enum")) {
        std::vector<std::string> words;
        for (const Json& word : node["enum"])
            words.push_back(word.is_string() ? word.get<std::string>() : word.dump());
        out += " One of: " + join(words, ", ") + ".";
    }
    if (node.contains("default"))
        out += " Default: " +
               (node["default"].is_string() ? node["default"].get<std::string>() : node["default"].dump()) +
               ".";
    return out;
}

void add_keys(const Json& root, const Json& given, const std::string& path,
              std::vector<std::pair<std::string, std::string>>& items) {
    const Json& node = resolved(root, given);
    if (!node.is_object()) return;
    if (!path.empty() && node.contains("description"))
        items.emplace_back("Cm " + argument(path),
                           sentence_of(node["description"].get<std::string>()) + shape_of_value(node));
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const char* part : {"anyOf", "oneOf", "allOf"})
        if (node.contains(part))
            for (const Json& way : node[part]) {
                const Json& one = resolved(root, way);
                if (one.contains("properties"))
                    for (const auto& [key, value] : one["properties"].items())
                        add_keys(root, value, prefix + key, items);
            }
    if (node.contains("properties"))
        for (const auto& [key, value] : node["properties"].items())
            add_keys(root, value, prefix + key, items);
    for (const char* part : {"additionalProperties", "patternProperties"})
        if (node.contains(part) && node[part].is_object()) {
            if (std::string_view(part) == "additionalProperties")
                add_keys(root, node[part], prefix + "NAME", items);
            else
                for (const auto& [key, value] : node[part].items())
                    add_keys(root, value, prefix + "NAME", items);
        }
    if (node.contains("items") && node["items"].is_object())
        add_keys(root, node["items"], path + "[]", items);
}

std::string file_page(std::string_view name, std::string_view schema_file) {
    const auto schemas = embedded::schemas();
    const auto file = std::ranges::find(schemas, schema_file, &EmbeddedFile::name);
    const auto schema = file == schemas.end() ? Result<Json>(Json::object()) : parse_json(file->text);
    std::vector<std::pair<std::string, std::string>> items;
    if (schema) add_keys(*schema, *schema, {}, items);
    return header(name, 5, "what a workspace of mkai declares") + ".Sh DESCRIPTION\n" +
           prose(
               "The file at the root of a workspace, in YAML 1.2. A key that is not below is an error, and "
               "so is a key that is there twice. In the keys, NAME stands for a name of your own and [] for "
               "each item of a list.") +
           list(items) + references({{"mkai", 1}, {"mkai-config-explain", 1}});
}

}  // namespace

std::string ManPage::file_name() const {
    return fmt::format("{}.{}", name, section);
}

std::vector<ManPage> man_pages() {
    std::vector<ManPage> out{{"mkai", 1, main_page()}};
    for (const Command* command : shown_commands())
        out.push_back({page_name(*command), 1, command_page(*command)});
    out.push_back({"mkai.yaml", 5, file_page("mkai.yaml", "mkai.json")});
    return out;
}

}  // namespace mkai::cli
