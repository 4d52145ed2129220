// What the parts of the import share; promptfoo.hpp is for everybody else.
#pragma once

#include "core/base/yaml.hpp"
#include "core/eval/promptfoo.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::eval::promptfoo {

// Where something stands: a node of a file, or of a line in the middle of one.
struct Source {
    std::string file;
    int lines_before = 0;
};
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
};
inline Place place_of(const Source& source, const YamlNode& node) {
    return {source.file, node.begin.line + source.lines_before, node.begin.column};
}

class Notes {
  public:
    void add(ImportChange change, const Place& place, std::string what, std::string instead = {});
    std::vector<ImportNote> take() { return std::move(m_notes); }
    std::size_t left_out() const { return m_left_out; }

  private:
    std::vector<ImportNote> m_notes;
    std::size_t m_left_out = 0;
};

// A text, whatever scalar it was written as; empty for others.
std::string scalar_of(const YamlNode& node);
std::string scalar_at(const YamlNode& mapping, std::string_view key);
// "file://tests.csv" without its beginning; empty for what names no file.
std::string file_named(std::string_view text);
// The tree of a text, JSON too; invalid_file with each problem.
Result<YamlNode> tree_of(const std::string& label, std::string_view bytes);

// --- checks (promptfoo_checks.cpp) ---

struct PlacedCheck {
    CheckSpec spec;
    Place place;
};

class CheckImport {
  public:
    // `root`: the configuration, which a check may point into: {$ref: "#/assertionTemplates/polite"}.
    CheckImport(const YamlNode& root, const CheckTable& table, bool has_judge, Notes& notes)
        : m_root(root), m_table(table), m_has_judge(has_judge), m_notes(notes) {}

    // Entries of `assert`; sets without a threshold are taken apart.
    std::vector<PlacedCheck> read(const Source& source, const YamlNode& list);
    // A column __expected.
    std::optional<PlacedCheck> read_text(const Place& place, const std::string& text);
    // Whether the check can be made with these variables; a threshold that its type does not take is dropped.
    // A note says why not.
    bool fits(PlacedCheck& check, const Json& vars);

  private:
    // What a reference points at, or the node itself. Null, and a note, when there is nothing.
    const YamlNode* pointed_at(const Source& source, const YamlNode& node);
    std::optional<PlacedCheck> read_one(const Source& source, const YamlNode& node);
    // Notes why a type cannot be taken.
    bool is_taken(const Place& place, const std::string& type);

    const YamlNode& m_root;
    const CheckTable& m_table;
    bool m_has_judge;
    Notes& m_notes;
};

// --- prompts (promptfoo_prompts.cpp) ---

struct PromptText {
    std::string name;  // as it was called; may be empty
    std::string body;  // a template of ours
    std::set<std::string> variables;
    Place place;
};
// The prompts of a configuration. `structured` are variables that hold lists or objects: they are printed as
// JSON.
std::vector<PromptText> read_prompts(const ImportRequest& request, const YamlNode& root,
                                     const std::set<std::string>& structured, Notes& notes);
std::string prompt_file(const PromptText& prompt, const std::string& label, bool has_other_variables);

// --- providers (promptfoo_providers.cpp) ---

// The alias of mkai.yaml that a provider is, or empty.
std::string alias_of(const std::vector<DeclaredModel>& models, std::string_view provider,
                     std::string_view label);
// The line to add to mkai.yaml, or what a provider without a model is.
std::string declaration_for(std::string_view provider);
std::vector<std::string> read_providers(const ImportRequest& request, const YamlNode& root, Notes& notes);
// The model that judges, of defaultTest's options; empty: none that is declared.
std::string read_judge(const ImportRequest& request, const YamlNode& root, Notes& notes);

// --- keys that are not taken, as a table each ---

struct KeyRow {
    std::string_view key;
    ImportChange change;
    std::string_view what;  // empty: it is read elsewhere
    std::string_view instead;
};
void note_keys(const Source& source, const YamlNode& mapping, std::string_view of,
               std::span<const KeyRow> table, Notes& notes);

}  // namespace mkai::eval::promptfoo
