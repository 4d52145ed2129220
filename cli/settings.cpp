#include "cli/settings.hpp"

#include "cli/secrets.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::string_view k_default = "default";
constexpr std::size_t k_value_columns = 100;

struct Tree {
    std::string label;  // the file as it is shown
    std::optional<YamlNode> root;
};

Tree read_tree(const fs::path& path, std::string label) {
    auto text = read_file(path, workspace::k_yaml_bytes_max);
    if (!text) return {std::move(label), {}};
    return {std::move(label), parse_yaml(*text).root};
}

std::string place_of(const Tree& tree, const YamlNode& node) {
    return fmt::format("{}:{}", tree.label, node.begin.line);
}

// A list or a short mapping on one line.
std::string value_of(const YamlNode& node) {
    std::vector<std::string> parts;
    for (const YamlNode& item : node.items) parts.push_back(value_of(item));
    for (const YamlNode::Entry& entry : node.entries)
        parts.push_back(fmt::format("{}: {}", entry.key, value_of(entry.value)));
    const std::string text = node.kind == YamlKind::sequence  ? "[" + join(parts, ", ") + "]"
                             : node.kind == YamlKind::mapping ? "{" + join(parts, ", ") + "}"
                                                              : node.text;
    return std::string(prefix_of_width(printable_line(text), k_value_columns));
}

// Every value of a file, by its dotted path.
void add_leaves(const Tree& tree, const YamlNode& node, const std::string& path, std::vector<Setting>& out) {
    if (node.kind == YamlKind::mapping && !node.entries.empty()) {
        for (const YamlNode::Entry& entry : node.entries)
            add_leaves(tree, entry.value, path.empty() ? entry.key : path + "." + entry.key, out);
        return;
    }
    out.push_back({printable_line(path), value_of(node), place_of(tree, node)});
}

Tree workspace_tree(const workspace::Workspace& files) {
    return read_tree(files.root() / "mkai.yaml", "mkai.yaml");
}

// What the file says under a dotted path, else the default, which the reader of the file has filled in.
Setting of_file(const workspace::Workspace& files, std::string_view key, std::string value) {
    const Tree tree = workspace_tree(files);
    const YamlNode* node = tree.root ? tree.root->find_path(split(key, '.')) : nullptr;
    return {std::string(key), std::move(value),
            node != nullptr ? place_of(tree, *node) : std::string(k_default)};
}

Setting find_workspace(Context& context, const workspace::Workspace& files) {
    return {"workspace", files.root().string(),
            context.globals().folder == "." ? "the folder at hand, or one above" : "flag -C"};
}

Setting find_as(Context& context, const workspace::Workspace&) {
    auto actor = context.actor();
    if (!actor) return {"as", "", "nobody says who is acting"};
    return {"as", actor->person.id, actor->found_by};
}

Setting find_user_config(Context&, const workspace::Workspace&) {
    const bool by_variable = !environment("XDG_CONFIG_HOME").empty();
    return {"user_config", (user_config_folder() / "config.yaml").string(),
            by_variable ? "environment XDG_CONFIG_HOME" : "environment HOME"};
}

Setting find_editor(Context&, const workspace::Workspace&) {
    for (const char* name : {"MKAI_EDITOR", "VISUAL", "EDITOR"})
        if (std::string value = environment(name); !value.empty())
            return {"editor", printable_line(value), fmt::format("environment {}", name)};
    return {"editor", "vi", std::string(k_default)};
}

Setting find_colour(Context& context, const workspace::Workspace&) {
    if (context.globals().plain) return {"colour", "never", "flag --plain"};
    const std::string force = environment("CLICOLOR_FORCE");
    if (!force.empty() && force != "0") return {"colour", "always", "environment CLICOLOR_FORCE"};
    if (!environment("NO_COLOR").empty()) return {"colour", "never", "environment NO_COLOR"};
    if (environment("CLICOLOR") == "0") return {"colour", "never", "environment CLICOLOR"};
    if (environment("TERM") == "dumb") return {"colour", "never", "environment TERM"};
    return {"colour", "at a terminal", std::string(k_default)};
}

Setting find_name(Context&, const workspace::Workspace& files) {
    return of_file(files, "name", files.config().name);
}
Setting find_environment(Context&, const workspace::Workspace& files) {
    return of_file(files, "environment", files.config().environment);
}
Setting find_default_model(Context&, const workspace::Workspace& files) {
    return of_file(files, "default_model", files.config().default_model);
}
Setting find_valid_days(Context&, const workspace::Workspace& files) {
    return of_file(files, "approvals.valid_days", std::to_string(files.config().approvals_valid_days));
}
Setting find_transcribed(Context&, const workspace::Workspace& files) {
    return of_file(files, "approvals.transcribed", files.config().transcribed_counts ? "allow" : "sandbox");
}
Setting find_transcribed_by_maker(Context&, const workspace::Workspace& files) {
    return of_file(files, "approvals.transcribed_by_maker",
                   files.config().transcribed_by_maker ? "allow" : "refuse");
}
Setting find_text_days(Context&, const workspace::Workspace& files) {
    const int days = files.config().model_texts_days;
    return of_file(files, "retention.model_texts_days", days == 0 ? "for good" : std::to_string(days));
}

constexpr std::array k_rows{
    SettingRow{"workspace", "the root of the workspace", find_workspace},
    SettingRow{"as", "who acts", find_as},
    SettingRow{"user_config", "your own configuration", find_user_config},
    SettingRow{"editor", "of mkai edit", find_editor},
    SettingRow{"colour", "whether words are coloured", find_colour},
    SettingRow{"name", "of the workspace", find_name},
    SettingRow{"environment", "where this workspace acts", find_environment},
    SettingRow{"default_model", "the model that is asked when none is named", find_default_model},
    SettingRow{"approvals.valid_days", "how long an approval counts", find_valid_days},
    SettingRow{"approvals.transcribed", "where approvals count that another typed in", find_transcribed},
    SettingRow{"approvals.transcribed_by_maker", "whether the copy's maker may type them in",
               find_transcribed_by_maker},
    SettingRow{"retention.model_texts_days", "how long prompts and answers are kept", find_text_days},
};

}  // namespace

std::span<const SettingRow> setting_rows() {
    return k_rows;
}

Result<std::vector<Setting>> list_settings(Context& context) {
    auto files = context.workspace();
    if (!files) return fail(files);
    if (auto config = context.user_config(); !config) return fail(config);
    std::vector<Setting> out;
    for (const SettingRow& row : k_rows) out.push_back(row.find(context, **files));
    const fs::path own = user_config_folder() / "config.yaml";
    for (const Tree& tree : {workspace_tree(**files), read_tree(own, printable_line(own.string()))}) {
        if (!tree.root) continue;
        std::vector<Setting> leaves;
        add_leaves(tree, *tree.root, {}, leaves);
        for (Setting& leaf : leaves)
            if (std::ranges::find(out, leaf.key, &Setting::key) == out.end()) out.push_back(std::move(leaf));
    }
    return out;
}

}  // namespace mkai::cli
