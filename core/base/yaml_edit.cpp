// Edits of YAML by the marks of its nodes: comments, order and style of everything else stay as they are.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

std::optional<std::size_t> parse_index(std::string_view text) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
    return index;
}

bool plain_is_safe(std::string_view text) {
    // More than YAML asks for: what begins with an indicator, or has one of [] and {} in it, is quoted
    // everywhere, so that a value can move between the styles.
    if (text.empty() ||
        std::string_view("-?:,[]{}#&*!|>'\"%@`<=").find(text.front()) != std::string_view::npos)
        return false;
    if (text.find_first_of(",[]{}\t\r\n") != std::string_view::npos || text.back() == ':') return false;
    const YamlResult alone = parse_yaml(text);
    return alone.ok() && alone.root->kind == YamlKind::string && alone.root->plain &&
           alone.root->text == text;
}

// The double-quoted form. Characters that the reader refuses or that nobody sees become escapes.
std::string double_quoted(std::string_view text) {
    std::string out = "\"";
    for (const char32_t c : code_points(text)) {
        const bool invisible = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
                               c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
        if (c == U'"' || c == U'\\')
            out += {'\\', static_cast<char>(c)};
        else if (c == U'\n')
            out += "\\n";
        else if (c == U'\t')
            out += "\\t";
        else if (invisible)
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            append_utf8(out, c);
    }
    return out + '"';
}

// What was typed for a value, as YAML on one line that stands anywhere.
struct Value {
    std::string yaml;
    Json json;  // exact
};

Value value_of_text(std::string text) {
    std::string yaml = yaml_scalar(text);
    return {std::move(yaml), std::move(text)};
}

// A value that YAML reads as a scalar or a flow collection is that; all else is text, so that
// "Spring: the sale" and "50% off # this week" stay whole.
Value read_value(std::string_view typed) {
    const std::string_view text = trim(typed);
    const YamlResult parsed = parse_yaml(text);
    if (!parsed.ok()) return value_of_text(std::string(text));
    const YamlNode& root = *parsed.root;
    const bool whole = root.begin.byte == 0 && root.end.byte == text.size();
    const bool one_line = text.find_first_of("\r\n") == std::string_view::npos;
    const bool collection = root.kind == YamlKind::sequence || root.kind == YamlKind::mapping;
    if (!whole || (collection && !(root.flow && one_line))) return value_of_text(std::string(text));
    if (root.kind == YamlKind::string) return value_of_text(root.plain ? std::string(text) : root.text);
    return {std::string(text), yaml_to_exact_json(root)};
}

// The text being edited, and what makes its lines look like its own.
class Editor {
  public:
    Editor(std::string_view text, const YamlNode& root) : m_text(text), m_root(root) {
        m_newline = text.find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
    }

    Result<std::string> set(const std::vector<std::string>& path, const Value& value) const {
        const YamlNode* node = &m_root;
        const YamlNode* parent = nullptr;
        for (std::size_t i = 0; i < path.size(); ++i) {
            if (node->kind == YamlKind::null) return grow_null(parent, *node, path, i, value);
            if (node->kind != YamlKind::mapping && node->kind != YamlKind::sequence)
                return fail(ErrorCode::invalid_value,
                            fmt::format("{} has a value of its own, so {} cannot be set",
                                        in_quotes(name_of(path, i)), in_quotes(name_of(path, path.size()))));
            const YamlNode* child = node->find_path({path[i]});
            if (child == nullptr) return grow(*node, path, i, value);
            parent = node;
            node = child;
        }
        const bool block =
            (node->kind == YamlKind::mapping || node->kind == YamlKind::sequence) && !node->flow;
        if (block)
            return fail(ErrorCode::invalid_value,
                        fmt::format("{} goes over several lines", in_quotes(name_of(path, path.size()))),
                        "set one of its values, or edit the file");
        return replace(*node, value.yaml);
    }

    // Nothing when the mapping that `path` ends in has a place that lines cannot be cut from.
    std::optional<std::string> remove(const std::vector<std::string>& path) const {
        const YamlNode* parent = m_root.find_path({path.begin(), path.end() - 1});
        if (parent == nullptr || parent->kind != YamlKind::mapping) return std::nullopt;
        const auto& entries = parent->entries;
        const auto found = std::ranges::find(entries, path.back(), &YamlNode::Entry::key);
        if (found == entries.end()) return std::nullopt;
        if (parent->flow) return remove_from_flow(entries, found);
        const std::size_t line = begin_of_line(found->key_begin.byte);
        const std::string_view before = m_text.substr(line, found->key_begin.byte - line);
        if (before.find_first_not_of(' ') != std::string_view::npos) return std::nullopt;  // "- key: value"
        const std::size_t last = std::max(found->value.end.byte, found->key_end.byte);
        // A block value can end where the next line begins.
        const bool ends_in_newline = last > found->key_end.byte && m_text[last - 1] == '\n';
        std::size_t end = ends_in_newline ? last : end_of_line(last);
        if (!ends_in_newline) end += m_text.substr(end, m_newline.size()) == m_newline ? m_newline.size() : 0;
        return spliced(line, end, {});
    }

  private:
    using Entries = std::vector<YamlNode::Entry>;

    std::string remove_from_flow(const Entries& entries, Entries::const_iterator found) const {
        if (const auto next = found + 1; next != entries.end())
            return spliced(found->key_begin.byte, next->key_begin.byte, {});
        const std::size_t begin =
            found == entries.begin() ? found->key_begin.byte : (found - 1)->value.end.byte;
        return spliced(begin, found->value.end.byte, {});
    }

    std::size_t begin_of_line(std::size_t byte) const {
        const std::size_t newline = byte == 0 ? std::string_view::npos : m_text.rfind('\n', byte - 1);
        return newline == std::string_view::npos ? 0 : newline + 1;
    }

    static std::string name_of(const std::vector<std::string>& path, std::size_t steps) {
        return join(std::span(path).first(steps), ".");
    }

    std::string spliced(std::size_t begin, std::size_t end, std::string_view middle) const {
        return std::string(m_text.substr(0, begin)).append(middle).append(m_text.substr(end));
    }

    std::string replace(const YamlNode& node, std::string_view yaml) const {
        std::string with(yaml);
        if (node.begin.byte == node.end.byte && node.begin.byte > 0) {  // "key:" and nothing
            if (m_text[node.begin.byte - 1] != ' ') with.insert(0, 1, ' ');
        }
        return spliced(node.begin.byte, node.end.byte, with);
    }

    // "a: {b: v}" for the steps from `from`, on one line.
    static std::string flow_of(const std::vector<std::string>& path, std::size_t from, const Value& value) {
        std::string text = value.yaml;
        for (std::size_t i = path.size(); i-- > from;) {
            text = yaml_scalar(path[i]) + ": " + text;
            if (i > from) text = "{" + text + "}";
        }
        return text;
    }

    // The same as block lines, the first without its indentation.
    std::string block_of(const std::vector<std::string>& path, std::size_t from, std::size_t indentation,
                         const Value& value) const {
        std::string text;
        for (std::size_t i = from; i < path.size(); ++i) {
            if (i > from) text += m_newline + std::string(indentation + 2 * (i - from), ' ');
            text += yaml_scalar(path[i]) + ":";
        }
        return text + " " + value.yaml;
    }

    std::size_t end_of_line(std::size_t byte) const {
        const std::size_t end = m_text.find_first_of("\r\n", byte);
        return end == std::string_view::npos ? m_text.size() : end;
    }

    std::string with_line_after(std::size_t byte, std::size_t indentation, std::string_view line) const {
        const std::size_t at = end_of_line(byte);
        return spliced(at, at, m_newline + std::string(indentation, ' ').append(line));
    }

    // Adds what is missing from step `from` on at the end of a collection.
    Result<std::string> grow(const YamlNode& node, const std::vector<std::string>& path, std::size_t from,
                             const Value& value) const {
        const bool sequence = node.kind == YamlKind::sequence;
        if (sequence && parse_index(path[from]) != node.items.size())
            return fail(ErrorCode::invalid_value,
                        fmt::format("{} has {}; there is no place {}", in_quotes(name_of(path, from)),
                                    counted(node.items.size(), "value"), in_quotes(path[from])),
                        fmt::format("count from 0; {} adds one at the end", node.items.size()));
        const std::size_t next = sequence ? from + 1 : from;
        if (node.flow) {
            const bool first = node.items.empty() && node.entries.empty();
            std::string added = flow_of(path, next, value);
            if (sequence && next < path.size()) added = "{" + added + "}";
            return add_to_flow(node, (first ? "" : ", ") + added);
        }
        const auto indentation = static_cast<std::size_t>(node.begin.column - 1);
        const std::size_t last = node.end.byte;
        if (!sequence) return with_line_after(last, indentation, block_of(path, next, indentation, value));
        const std::string item =
            next < path.size() ? block_of(path, next, indentation + 2, value) : value.yaml;
        return with_line_after(last, indentation, "- " + item);
    }

    // Right after the last entry, so that a trailing comma or a comment before the bracket is not in the way.
    std::string add_to_flow(const YamlNode& node, std::string_view added) const {
        std::size_t at = node.begin.byte + 1;
        if (!node.items.empty()) at = node.items.back().end.byte;
        if (!node.entries.empty()) at = node.entries.back().value.end.byte;
        return spliced(at, at, added);
    }

    // "offer:" with nothing after it becomes a mapping.
    std::string grow_null(const YamlNode* parent, const YamlNode& node, const std::vector<std::string>& path,
                          std::size_t from, const Value& value) const {
        const bool nothing_written = node.begin.byte == node.end.byte;
        if (!nothing_written || parent == nullptr || parent->flow || parent->kind == YamlKind::sequence)
            return replace(node, "{" + flow_of(path, from, value) + "}");
        const auto indentation = static_cast<std::size_t>(parent->begin.column - 1) + 2;
        return with_line_after(node.end.byte, indentation, block_of(path, from, indentation, value));
    }

    std::string_view m_text;
    const YamlNode& m_root;
    std::string m_newline;
};

// What the edited text must read as.
Json expected_after(Json tree, const std::vector<std::string>& path, const Json& value) {
    Json* node = &tree;
    for (const auto& step : path) {
        const auto index = parse_index(step);
        if (node->is_array() && index && *index <= node->size())
            node = *index == node->size() ? &node->emplace_back() : &(*node)[*index];
        else if (node->is_object() || node->is_null())
            node = &(*node)[step];
        else
            return nullptr;
    }
    *node = value;
    return tree;
}

// A readable file, and the steps of a path that may be edited in it.
struct Place {
    YamlNode root;
    std::vector<std::string> path;
};

Result<Place> find_place(std::string_view text, std::string_view dotted_path) {
    YamlResult before = parse_yaml(text);
    if (!before.ok())
        return fail(ErrorCode::invalid_value,
                    fmt::format("the file cannot be edited: line {}: {}", before.problems.front().at.line,
                                before.problems.front().message),
                    before.problems.front().fix);
    std::vector<std::string> path = split(dotted_path, '.');
    if (path.empty() || std::any_of(path.begin(), path.end(), [](const auto& step) { return step.empty(); }))
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} is not the name of a value", in_quotes(dotted_path)),
                    "write it as in offer.ends");
    return Place{std::move(*before.root), std::move(path)};
}

bool reads_as(std::string_view edited, const Json& expected) {
    const YamlResult after = parse_yaml(edited);
    return after.ok() && yaml_to_exact_json(*after.root) == expected;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
    return plain_is_safe(text) ? std::string(text) : double_quoted(text);
}

Result<std::string> yaml_set(std::string_view text, std::string_view dotted_path, std::string_view value) {
    auto place = find_place(text, dotted_path);
    if (!place) return fail(place);
    const Value wanted = read_value(value);
    auto edited = Editor(text, place->root).set(place->path, wanted);
    if (!edited) return edited;
    const Json expected = expected_after(yaml_to_exact_json(place->root), place->path, wanted.json);
    if (reads_as(*edited, expected)) return edited;
    return fail(ErrorCode::invalid_value,
                fmt::format("{} cannot be set without touching other lines", in_quotes(dotted_path)),
                "edit the file");
}

Result<std::string> yaml_remove(std::string_view text, std::string_view dotted_path) {
    auto place = find_place(text, dotted_path);
    if (!place) return fail(place);
    if (place->root.find_path(place->path) == nullptr) return std::string(text);
    Json expected = yaml_to_exact_json(place->root);
    Json* parent = &expected;
    for (std::size_t i = 0; i + 1 < place->path.size() && parent->is_object(); ++i)
        parent = &(*parent)[place->path[i]];
    if (parent->is_object()) {
        parent->erase(place->path.back());
        const auto edited = Editor(text, place->root).remove(place->path);
        if (edited && reads_as(*edited, expected)) return *edited;
    }
    return fail(ErrorCode::invalid_value,
                fmt::format("{} cannot be taken away without touching other lines", in_quotes(dotted_path)),
                "edit the file");
}

}  // namespace mkai
