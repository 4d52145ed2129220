// One YAML file of a workspace while it is checked: its tree, and every finding with its exact place.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/finding.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

// The text of an embedded schema ("brief" for schemas/brief.json), or empty.
std::string_view schema_text(std::string_view name);

class Document {
  public:
    // Parses and checks against the embedded schema. `label` is the file as findings show it.
    Document(std::string label, std::string_view bytes, std::string_view schema_name);
    // The same for a file; one that cannot be read is a finding too.
    static Document read(const fs::path& path, std::string label, std::string_view schema_name);

    // The tree may be looked into (what the schema refused included), even when there are findings.
    bool readable() const { return m_root.has_value(); }
    const YamlNode& root() const { return *m_root; }
    const std::string& label() const { return m_label; }
    // SHA-256 of the bytes; empty when they could not be read.
    const std::string& source_digest() const { return m_source_digest; }
    const std::string& source() const { return m_source; }

    // A finding at a node. An error is left out where the schema has one at the same place: it says the same.
    void error(const YamlNode& at, std::string code, std::string message, std::string fix = {});
    void warning(const YamlNode& at, std::string code, std::string message, std::string fix = {});
    void error(Mark at, std::string code, std::string message, std::string fix = {});
    // "NAME is not known" with "did you mean".
    void unknown(const YamlNode& at, std::string_view what, std::span<const std::string> known);

    bool has_errors() const { return mkai::has_errors(m_findings); }
    // Sorted by place.
    std::vector<Finding> take_findings();

  private:
    explicit Document(std::string label) : m_label(std::move(label)) {}
    void add(Level level, Mark at, std::string code, std::string message, std::string fix, std::string field);
    void check_schema(std::string_view schema_name);

    std::string m_label;
    std::string m_source;
    std::string m_source_digest;
    std::optional<YamlNode> m_root;
    std::vector<Finding> m_findings;
};

// invalid_file with a context line "file:line:column: what (fix)" for each error among the findings.
Error refused_file(std::string message, const std::vector<Finding>& findings, std::string fix);

// Reading that never fails: what is missing or of another kind is empty, and the schema has told it.
std::string text_at(const YamlNode& mapping, std::string_view key);
bool flag_at(const YamlNode& mapping, std::string_view key, bool otherwise = false);
std::optional<std::int64_t> integer_at(const YamlNode& mapping, std::string_view key);
std::vector<std::string> texts_at(const YamlNode& mapping, std::string_view key);
// The items of a list, or none.
const std::vector<YamlNode>& items_at(const YamlNode& mapping, std::string_view key);
const std::vector<YamlNode::Entry>& entries_at(const YamlNode& mapping, std::string_view key);

}  // namespace mkai::workspace
