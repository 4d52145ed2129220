#include "core/workspace/document.hpp"

#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/quote.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"
#include "core/workspace/workspace.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <mutex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

// Each schema is compiled when it is first needed, and once: that costs more than checking with it.
Result<Schema> schema_named(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, Schema, std::less<>> compiled;
    const std::lock_guard lock(mutex);
    if (const auto found = compiled.find(name); found != compiled.end()) return found->second;
    auto schema = Schema::compile_text(schema_text(name));
    if (schema) compiled.emplace(name, *schema);
    return schema;
}

struct CodeOfKeyword {
    std::string_view keyword;
    std::string_view code;
};
constexpr std::array k_codes{
    CodeOfKeyword{"additionalProperties", "unknown-key"},
    CodeOfKeyword{"required", "missing-key"},
    CodeOfKeyword{"dependencies", "missing-key"},
    CodeOfKeyword{"type", "wrong-type"},
    CodeOfKeyword{"oneOf", "wrong-type"},
    CodeOfKeyword{"enum", "not-allowed"},
    CodeOfKeyword{"minLength", "too-short"},
    CodeOfKeyword{"maxLength", "too-long"},
    CodeOfKeyword{"minItems", "too-few"},
    CodeOfKeyword{"maxItems", "too-many"},
    CodeOfKeyword{"minimum", "out-of-range"},
    CodeOfKeyword{"maximum", "out-of-range"},
    CodeOfKeyword{"pattern", "wrong-form"},
    CodeOfKeyword{"format", "wrong-form"},
    CodeOfKeyword{"uniqueItems", "duplicate"},
};

std::string code_of(std::string_view keyword) {
    const auto row = std::find_if(k_codes.begin(), k_codes.end(),
                                  [&](const CodeOfKeyword& entry) { return entry.keyword == keyword; });
    return std::string(row == k_codes.end() ? "not-valid" : row->code);
}

std::string dotted(const std::vector<std::string>& path) {
    return printable_line(join(path, "."));
}

Mark mark_of(const YamlNode& root, const SchemaViolation& violation) {
    const YamlNode* node = root.find_path(violation.path);
    if (node == nullptr) return root.begin;
    if (violation.keyword != "additionalProperties") return node->begin;
    for (const auto& entry : node->entries)
        if (entry.key == violation.key) return entry.key_begin;
    return node->begin;
}

}  // namespace

std::string_view schema_text(std::string_view name) {
    for (const auto& file : embedded::schemas())
        if (file.name == std::string(name) + ".json") return file.text;
    return {};
}

Document::Document(std::string label, std::string_view bytes, std::string_view schema_name)
    : m_label(std::move(label)), m_source(bytes), m_source_digest(sha256_hex(bytes)) {
    YamlResult parsed = parse_yaml(bytes, {.bytes_max = k_yaml_bytes_max});
    for (auto& problem : parsed.problems)
        add(Level::error, problem.at, "yaml", std::move(problem.message), std::move(problem.fix), {});
    if (!parsed.ok()) return;  // half a tree would give findings about what was only not read
    m_root = std::move(parsed.root);
    check_schema(schema_name);
}

Document Document::read(const fs::path& path, std::string label, std::string_view schema_name) {
    auto bytes = read_file(path, k_yaml_bytes_max);
    if (bytes) return Document(std::move(label), *bytes, schema_name);
    Document unread(std::move(label));
    unread.add(Level::error, {}, "unreadable", bytes.error().message, bytes.error().fix, {});
    return unread;
}

void Document::check_schema(std::string_view schema_name) {
    const auto schema = schema_named(schema_name);
    if (!schema) return add(Level::error, {}, "internal", schema.error().message, {}, {});
    for (auto& violation : schema->validate(yaml_to_json(*m_root))) {
        std::string field = dotted(violation.path);
        std::string message = field.empty() ? violation.message : field + ": " + violation.message;
        if (!violation.key.empty()) field += (field.empty() ? "" : ".") + printable_line(violation.key);
        add(Level::error, mark_of(*m_root, violation), code_of(violation.keyword), std::move(message),
            std::move(violation.fix), std::move(field));
    }
}

void Document::add(Level level, Mark at, std::string code, std::string message, std::string fix,
                   std::string field) {
    m_findings.push_back({level,
                          std::move(code),
                          std::move(message),
                          std::move(fix),
                          m_label,
                          at.line,
                          at.column,
                          std::move(field),
                          {}});
}

void Document::error(Mark at, std::string code, std::string message, std::string fix) {
    const bool told = std::any_of(m_findings.begin(), m_findings.end(), [&](const Finding& f) {
        return f.level == Level::error && f.line == at.line && f.column == at.column;
    });
    if (!told) add(Level::error, at, std::move(code), std::move(message), std::move(fix), {});
}

void Document::error(const YamlNode& at, std::string code, std::string message, std::string fix) {
    error(at.begin, std::move(code), std::move(message), std::move(fix));
}

void Document::warning(const YamlNode& at, std::string code, std::string message, std::string fix) {
    add(Level::warning, at.begin, std::move(code), std::move(message), std::move(fix), {});
}

void Document::unknown(const YamlNode& at, std::string_view what, std::span<const std::string> known) {
    error(at, fmt::format("unknown-{}", what), fmt::format("there is no {} {}", what, in_quotes(at.text)),
          did_you_mean(std::string_view(at.text).substr(0, 100), known));
}

std::vector<Finding> Document::take_findings() {
    sort_findings(m_findings);
    return std::move(m_findings);
}

Error refused_file(std::string message, const std::vector<Finding>& findings, std::string fix) {
    Error error{ErrorCode::invalid_file, std::move(message), {}, std::move(fix)};
    for (const auto& finding : findings) {
        if (finding.level != Level::error) continue;
        std::string line = finding.file;
        if (finding.line > 0) line += fmt::format(":{}:{}", finding.line, finding.column);
        line += ": " + finding.message;
        if (!finding.fix.empty()) line += " (" + finding.fix + ")";
        error.context.push_back(std::move(line));
    }
    return error;
}

std::string text_at(const YamlNode& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    return node != nullptr && node->kind != YamlKind::null ? node->text : std::string();
}

bool flag_at(const YamlNode& mapping, std::string_view key, bool otherwise) {
    const YamlNode* node = mapping.find(key);
    if (node == nullptr || node->kind != YamlKind::boolean) return otherwise;
    return node->text[0] == 't' || node->text[0] == 'T';
}

std::optional<std::int64_t> integer_at(const YamlNode& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    if (node == nullptr || node->kind != YamlKind::integer) return std::nullopt;
    return yaml_to_json(*node).get<std::int64_t>();
}

std::vector<std::string> texts_at(const YamlNode& mapping, std::string_view key) {
    std::vector<std::string> texts;
    for (const auto& item : items_at(mapping, key)) texts.push_back(item.text);
    return texts;
}

const std::vector<YamlNode>& items_at(const YamlNode& mapping, std::string_view key) {
    static const std::vector<YamlNode> none;
    const YamlNode* node = mapping.find(key);
    return node != nullptr ? node->items : none;
}

const std::vector<YamlNode::Entry>& entries_at(const YamlNode& mapping, std::string_view key) {
    static const std::vector<YamlNode::Entry> none;
    const YamlNode* node = mapping.find(key);
    return node != nullptr ? node->entries : none;
}

}  // namespace mkai::workspace
