#include "core/base/yaml.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <yaml.h>

namespace mkai {

namespace {

constexpr std::size_t k_problems_max = 50;  // nobody mends more in one go

// --- scalars: YAML 1.2.2, section 10.3.2, the core schema ---

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::string_view without_sign(std::string_view text) {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
    return text;
}

template <class Predicate>
bool all_of_some(std::string_view text, Predicate predicate) {
    return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

// The digits and the base of an integer; empty digits when it is none.
struct IntegerParts {
    std::string_view digits;
    int base = 10;
};

IntegerParts integer_parts(std::string_view text) {
    if (text.substr(0, 2) == "0o") {
        const auto digits = text.substr(2);
        if (all_of_some(digits, [](char c) { return c >= '0' && c <= '7'; })) return {digits, 8};
    } else if (text.substr(0, 2) == "0x") {
        const auto digits = text.substr(2);
        const auto is_hex = [](char c) {
            return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        };
        if (all_of_some(digits, is_hex)) return {digits, 16};
    } else if (const auto digits = without_sign(text); all_of_some(digits, is_digit)) {
        return {digits, 10};
    }
    return {};
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    const auto [digits, base] = integer_parts(text);
    if (digits.empty()) return std::nullopt;
    const std::string signed_digits = (text[0] == '-' ? "-" : "") + std::string(digits);
    std::int64_t value = 0;
    const char* end = signed_digits.data() + signed_digits.size();
    const auto [stop, error] = std::from_chars(signed_digits.data(), end, value, base);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

bool looks_real(std::string_view text) {
    std::string_view rest = without_sign(text);
    const auto take_digits = [&rest] {
        std::size_t n = 0;
        while (n < rest.size() && is_digit(rest[n])) ++n;
        rest.remove_prefix(n);
        return n;
    };
    std::size_t digits = take_digits();
    if (!rest.empty() && rest[0] == '.') {
        rest.remove_prefix(1);
        digits += take_digits();
    }
    if (digits == 0) return false;
    if (!rest.empty() && (rest[0] == 'e' || rest[0] == 'E')) {
        rest = without_sign(rest.substr(1));
        if (take_digits() == 0) return false;
    }
    return rest.empty();
}

// A finite double; infinities and .nan have no place in JSON, so they stay text.
std::optional<double> parse_real(std::string_view text) {
    if (!looks_real(text)) return std::nullopt;
    const double value = std::strtod(std::string(text).c_str(), nullptr);
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

YamlKind kind_of_plain(std::string_view text) {
    if (text.empty() || is_one_of(text, {"~", "null", "Null", "NULL"})) return YamlKind::null;
    if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return YamlKind::boolean;
    if (parse_integer(text)) return YamlKind::integer;
    if (parse_real(text)) return YamlKind::real;
    return YamlKind::string;
}

// --- places: libyaml counts code points and takes more characters for line ends than editors do ---

class Places {
  public:
    explicit Places(std::string_view text) : m_size(text.size()) {
        m_ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
        m_line_starts.push_back(0);
        std::size_t index = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if ((text[i] & 0xC0) == 0x80) continue;  // inside a code point
            if (!m_ascii) m_bytes.push_back(static_cast<std::uint32_t>(i));
            ++index;
            const bool cr = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
            if (text[i] == '\n' || cr) m_line_starts.push_back(index);
        }
    }

    Mark at(std::size_t index) const {
        const auto next = std::upper_bound(m_line_starts.begin(), m_line_starts.end(), index);
        const std::size_t line = static_cast<std::size_t>(next - m_line_starts.begin());
        return {static_cast<int>(line), static_cast<int>(index - m_line_starts[line - 1] + 1),
                byte_of(index)};
    }
    Mark at_byte(std::size_t byte) const {
        if (m_ascii) return at(byte);
        const auto found = std::lower_bound(m_bytes.begin(), m_bytes.end(), static_cast<std::uint32_t>(byte));
        return at(static_cast<std::size_t>(found - m_bytes.begin()));
    }

  private:
    std::size_t byte_of(std::size_t index) const {
        if (m_ascii) return std::min(index, m_size);
        return index < m_bytes.size() ? m_bytes[index] : m_size;
    }

    std::size_t m_size;
    bool m_ascii = true;
    std::vector<std::uint32_t> m_bytes;      // of each code point; not kept for ASCII
    std::vector<std::size_t> m_line_starts;  // in code points
};

// --- before libyaml: bytes that are no YAML of anybody ---

constexpr std::string_view k_utf8_bom = "\xEF\xBB\xBF";

struct ForbiddenBytes {
    std::string_view bytes;
    std::string_view name;
};
// Line ends of YAML 1.1 that libyaml still honours and editors do not show (YAML 1.2.2, section 5.4).
constexpr std::array k_hidden_line_ends{
    ForbiddenBytes{"\xC2\x85", "next line (U+0085)"},
    ForbiddenBytes{"\xE2\x80\xA8", "line separator (U+2028)"},
    ForbiddenBytes{"\xE2\x80\xA9", "paragraph separator (U+2029)"},
};

std::size_t first_invalid_utf8(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {  // line by line, so that a megabyte is not looked at again and again
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (!is_utf8(text.substr(begin, end - begin))) break;
        begin = end + 1;
    }
    std::size_t good = 0, bad = std::min(text.find('\n', begin), text.size()) - begin;
    while (bad - good > 4) {  // a code point has at most 4 bytes
        std::size_t middle = good + (bad - good) / 2;
        while (middle < bad && (text[begin + middle] & 0xC0) == 0x80) ++middle;
        if (middle == bad) break;
        (is_utf8(text.substr(begin, middle)) ? good : bad) = middle;
    }
    while (good < bad) {
        std::size_t next = good + 1;
        while (next < bad && (text[begin + next] & 0xC0) == 0x80) ++next;
        if (!is_utf8(text.substr(begin + good, next - good))) break;
        good = next;
    }
    return begin + good;
}

// A place in bytes that are perhaps no UTF-8: every byte that does not continue a code point counts.
Mark rough_mark(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, byte);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::string_view line = before.substr(before.rfind('\n') + 1);
    const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return {static_cast<int>(lines) + 1, static_cast<int>(columns) + 1, byte};
}

// The one reason why the whole text is not read at all.
std::optional<YamlProblem> whole_text_problem(std::string_view text, const YamlLimits& limits) {
    const Mark start{1, 1, 0};
    if (text.size() > limits.bytes_max)
        return YamlProblem{
            fmt::format("the file has {} bytes; at most {} are read", text.size(), limits.bytes_max),
            "split it, or take out what does not belong here", start};
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF")
        return YamlProblem{"the file is UTF-16, not UTF-8", "save it with the encoding UTF-8", start};
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return YamlProblem{"the file is binary, not text", "save it as plain text in UTF-8",
                           rough_mark(text, nul)};
    if (!is_utf8(text))
        return YamlProblem{"here is a byte that is not UTF-8", "save the file with the encoding UTF-8",
                           rough_mark(text, first_invalid_utf8(text))};
    return std::nullopt;
}

void find_forbidden_characters(std::string_view text, const Places& places,
                               std::vector<YamlProblem>& problems) {
    for (std::size_t i = 0; i < text.size() && problems.size() < k_problems_max; ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            problems.push_back({fmt::format("here is an invisible control character (U+{:04X})", c),
                                "delete it", places.at_byte(i)});
        if (c < 0xC2 || c > 0xE2) continue;
        for (const auto& [bytes, name] : k_hidden_line_ends)
            if (text.substr(i, bytes.size()) == bytes)
                problems.push_back({fmt::format("here is an invisible {}", name),
                                    "delete it and press Enter instead", places.at_byte(i)});
    }
}

// --- what libyaml says, in words for people who do not know it ---

struct Explanation {
    std::string_view problem;  // libyaml 0.2.5, src/scanner.c and src/parser.c
    std::string_view message;
    std::string_view fix;
    bool at_context = false;  // where the thing began tells more than where reading stopped
};
constexpr std::array k_explanations{
    Explanation{"could not find expected ':'", "this line has no \":\" after its key",
                "write it as \"key: value\", or indent it if it continues the text above", true},
    Explanation{"mapping values are not allowed in this context", "a \":\" stands where no key can be",
                "put the text in quotes if it has a \": \" in it, or check the indentation"},
    Explanation{"did not find expected key", "this line does not fit the lines above it",
                "check the indentation, the quotes and the brackets here and in the line above"},
    Explanation{"did not find expected '-' indicator", "this line does not fit the list above it",
                "start each entry with \"- \" in the same column"},
    Explanation{"did not find expected ',' or ']'", "the list that begins here is not closed",
                "add the missing \"]\" or \",\"", true},
    Explanation{"did not find expected ',' or '}'", "the { that begins here is not closed",
                "add the missing \"}\" or \",\"; put text with {{...}} in quotes", true},
    Explanation{"found unexpected end of stream", "the quote that begins here is never closed",
                "add the closing quote", true},
    Explanation{"found unexpected document indicator", "the quote that begins here is never closed",
                "add the closing quote", true},
    Explanation{"found unknown escape character", "a backslash in double quotes must be doubled",
                "write \\\\ for one backslash, or use single quotes"},
    Explanation{"found character that cannot start any token", "a value cannot begin with this character",
                "put the value in quotes"},
    Explanation{"did not find expected alphabetic or numeric character",
                "a value cannot begin with \"*\" or \"&\"", "put the value in quotes"},
    Explanation{"block sequence entries are not allowed in this context", "a list cannot begin in this place",
                "begin the list in the line after its key"},
    Explanation{"mapping keys are not allowed in this context", "a key cannot stand in this place",
                "check the indentation; put text that begins with \"?\" in quotes"},
    Explanation{"did not find expected <document start>",
                "the text goes on after what should be the end of the file",
                "check the quotes, the brackets and the indentation of the line above"},
    Explanation{"did not find expected node content", "a value is missing here",
                "write one, or take out the comma or the bracket"},
    Explanation{"control characters are not allowed", "here is an invisible control character", "delete it"},
};

struct EventDeleter {
    void operator()(yaml_event_t* event) const {
        yaml_event_delete(event);
        delete event;
    }
};
using Event = std::unique_ptr<yaml_event_t, EventDeleter>;

std::string_view text_of(const yaml_char_t* text, std::size_t size) {
    return {reinterpret_cast<const char*>(text), size};
}

// --- events to a tree ---

class Reader {
  public:
    Reader(std::string_view text, const YamlLimits& limits) : m_text(text), m_limits(limits), m_places(text) {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(
            &m_parser, reinterpret_cast<const yaml_char_t*>(text.empty() ? "" : text.data()), text.size());
    }
    ~Reader() { yaml_parser_delete(&m_parser); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    YamlResult read() {
        find_forbidden_characters(m_text, m_places, m_result.problems);
        if (m_result.problems.empty()) read_stream();
        return std::move(m_result);
    }

  private:
    void read_stream() {
        next();                      // the start of the stream
        const Event start = next();  // of the document, or the end of the stream
        if (m_stopped) return;
        if (start->type == YAML_STREAM_END_EVENT)
            return problem({1, 1, 0}, "the file is empty", "write something into it, or delete it");
        m_result.root = read_node(next(), 1);
        if (m_stopped) return;
        if (m_result.root->kind == YamlKind::null && m_result.root->text.empty())
            problem({1, 1, 0}, "the file is empty", "write something into it, or delete it");
        next();  // the end of the document
        const Event end = next();
        if (!m_stopped && end->type != YAML_STREAM_END_EVENT)
            problem(mark(end->start_mark), "a second document begins here",
                    "keep one document a file: delete this \"---\" and what follows it");
    }

    // The next event; a syntax error stops the reading, and every later call gives an end.
    Event next() {
        Event event(new yaml_event_t{});
        if (m_stopped) return event;
        if (yaml_parser_parse(&m_parser, event.get()) == 0) {
            explain_syntax_error();
            m_stopped = true;
        }
        return event;
    }

    Mark mark(const yaml_mark_t& at) const { return m_places.at(at.index); }

    void problem(Mark at, std::string message, std::string fix) {
        if (m_result.problems.size() < k_problems_max)
            m_result.problems.push_back({std::move(message), std::move(fix), at});
    }
    void stop(Mark at, std::string message, std::string fix) {
        problem(at, std::move(message), std::move(fix));
        m_stopped = true;
    }

    void explain_syntax_error() {
        const std::string_view words = m_parser.problem != nullptr ? m_parser.problem : "unknown problem";
        if (m_parser.error == YAML_READER_ERROR)
            return problem(m_places.at_byte(m_parser.problem_offset),
                           fmt::format("here is a character that YAML does not allow (U+{:04X})",
                                       static_cast<unsigned>(std::max(m_parser.problem_value, 0))),
                           "delete it");
        const Mark at = mark(m_parser.problem_mark);
        if (explain_tabs(at)) return;
        const auto row = std::find_if(k_explanations.begin(), k_explanations.end(),
                                      [&](const Explanation& e) { return e.problem == words; });
        if (row == k_explanations.end())
            return problem(at, fmt::format("this is not valid YAML: {}", words),
                           "check the quotes, the brackets and the indentation");
        const bool at_context = row->at_context && m_parser.context != nullptr;
        problem(at_context ? mark(m_parser.context_mark) : at, std::string(row->message),
                std::string(row->fix));
    }

    // A tab in the indentation of the line where reading stopped explains it; all such lines are told.
    bool explain_tabs(Mark at) {
        bool found = false;
        for (const Mark& tab : tabs_in_indentation()) found = found || tab.line == at.line;
        if (!found) return false;
        for (const Mark& tab : tabs_in_indentation())
            problem(tab, "this line is indented with a tab", "indent with spaces");
        return true;
    }

    std::vector<Mark> tabs_in_indentation() const {
        std::vector<Mark> tabs;
        for (std::size_t begin = 0; begin < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', begin), m_text.size());
            const std::string_view line = m_text.substr(begin, end - begin);
            const std::size_t first = line.find_first_not_of(" \t\r");
            const std::size_t tab = line.find('\t');
            if (first != std::string_view::npos && tab < first) tabs.push_back(m_places.at_byte(begin + tab));
            begin = end + 1;
        }
        return tabs;
    }

    YamlNode read_node(Event event, int depth) {
        YamlNode node;
        if (m_stopped) return node;
        node.begin = mark(event->start_mark);
        node.end = mark(event->end_mark);
        if (++m_nodes > m_limits.nodes_max) {
            stop(node.begin, fmt::format("the file has more than {} values", m_limits.nodes_max),
                 "split it into smaller files");
            return node;
        }
        if (depth > m_limits.depth_max) {
            stop(node.begin, fmt::format("this is nested deeper than {} levels", m_limits.depth_max),
                 "flatten it; nothing here needs that many levels");
            return node;
        }
        switch (event->type) {
            case YAML_SCALAR_EVENT:
                read_scalar(*event, node);
                break;
            case YAML_SEQUENCE_START_EVENT:
                read_sequence(*event, node, depth);
                break;
            case YAML_MAPPING_START_EVENT:
                read_mapping(*event, node, depth);
                break;
            case YAML_ALIAS_EVENT:
                problem(node.begin, "an alias (*name) is not allowed",
                        "write the value out; put text that begins with \"*\" in quotes");
                break;
            default:
                stop(node.begin, "this is not valid YAML",
                     "check the quotes, the brackets and the indentation");
        }
        return node;
    }

    void refuse_anchor_and_tag(Mark at, const yaml_char_t* anchor, const yaml_char_t* tag) {
        if (anchor != nullptr)
            problem(at, "an anchor (&name) is not allowed",
                    "take it out; put text that begins with \"&\" in quotes");
        if (tag != nullptr)
            problem(at, "a tag (!name) is not allowed",
                    "take it out; put text that begins with \"!\" in quotes");
    }

    void read_scalar(const yaml_event_t& event, YamlNode& node) {
        const auto& scalar = event.data.scalar;
        refuse_anchor_and_tag(node.begin, scalar.anchor, scalar.tag);
        node.text = text_of(scalar.value, scalar.length);
        node.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
        node.kind = node.plain ? kind_of_plain(node.text) : YamlKind::string;
        const bool block =
            scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE;
        if (block) node.end = end_without_blank_lines(node);
    }

    // libyaml ends a block scalar after the blank lines that follow it.
    Mark end_without_blank_lines(const YamlNode& node) const {
        std::size_t end = node.end.byte;
        while (end > node.begin.byte &&
               std::string_view(" \t\r\n").find(m_text[end - 1]) != std::string_view::npos)
            --end;
        return m_places.at_byte(end);
    }

    void read_sequence(const yaml_event_t& event, YamlNode& node, int depth) {
        const auto& sequence = event.data.sequence_start;
        refuse_anchor_and_tag(node.begin, sequence.anchor, sequence.tag);
        node.kind = YamlKind::sequence;
        node.flow = sequence.style == YAML_FLOW_SEQUENCE_STYLE;
        for (Event item = next(); !m_stopped; item = next()) {
            if (item->type == YAML_SEQUENCE_END_EVENT) {
                node.end = node.flow ? mark(item->end_mark) : node.items.back().end;
                return;
            }
            node.items.push_back(read_node(std::move(item), depth + 1));
        }
    }

    void read_mapping(const yaml_event_t& event, YamlNode& node, int depth) {
        const auto& mapping = event.data.mapping_start;
        refuse_anchor_and_tag(node.begin, mapping.anchor, mapping.tag);
        node.kind = YamlKind::mapping;
        node.flow = mapping.style == YAML_FLOW_MAPPING_STYLE;
        std::unordered_map<std::string, int> line_of_key;
        for (Event key = next(); !m_stopped; key = next()) {
            if (key->type == YAML_MAPPING_END_EVENT) {
                if (node.flow) node.end = mark(key->end_mark);
                return;
            }
            const YamlNode key_node = read_node(std::move(key), depth + 1);
            YamlNode value = read_node(next(), depth + 1);
            if (m_stopped) return;
            if (!node.flow) node.end = value.end;
            if (!accept_key(key_node)) continue;
            const auto [first, fresh] = line_of_key.emplace(key_node.text, key_node.begin.line);
            if (!fresh) {
                problem(key_node.begin,
                        fmt::format("the key {} stands twice; the first is in line {}",
                                    in_quotes(key_node.text), first->second),
                        "delete one of the two");
                continue;
            }
            node.entries.push_back({key_node.text, key_node.begin, key_node.end, std::move(value)});
        }
    }

    bool accept_key(const YamlNode& key) {
        if (key.kind == YamlKind::mapping || key.kind == YamlKind::sequence) {
            problem(key.begin, "a key must be a word, not a list or an object",
                    "put text with {{...}} or [...] in quotes");
            return false;
        }
        if (key.text.empty()) {
            problem(key.begin, "a key is empty", "write a name before the \":\"");
            return false;
        }
        if (key.plain && key.text == "<<") {
            problem(key.begin, "a merge key (<<) is not allowed", "write the values out");
            return false;
        }
        return true;
    }

    std::string_view m_text;
    YamlLimits m_limits;
    Places m_places;
    yaml_parser_t m_parser{};
    YamlResult m_result;
    std::size_t m_nodes = 0;
    bool m_stopped = false;
};

void shift(Mark& mark, std::size_t bytes) {
    mark.byte += bytes;
}

void shift_bytes(YamlNode& node, std::size_t bytes) {
    shift(node.begin, bytes);
    shift(node.end, bytes);
    for (auto& item : node.items) shift_bytes(item, bytes);
    for (auto& entry : node.entries) {
        shift(entry.key_begin, bytes);
        shift(entry.key_end, bytes);
        shift_bytes(entry.value, bytes);
    }
}

enum class Numbers { as_json, exact };

Json number_to_json(const YamlNode& node, Numbers numbers) {
    constexpr std::int64_t k_integer_max = std::int64_t{1} << 53;  // RFC 7493, section 2.2
    if (node.kind == YamlKind::integer) {
        const std::int64_t value = *parse_integer(node.text);
        const bool fits = value >= -k_integer_max && value <= k_integer_max;
        return fits || numbers == Numbers::as_json ? Json(value) : Json(node.text);
    }
    return numbers == Numbers::as_json ? Json(*parse_real(node.text)) : Json(node.text);
}

Json to_json(const YamlNode& node, Numbers numbers) {
    switch (node.kind) {
        case YamlKind::null:
            return nullptr;
        case YamlKind::boolean:
            return node.text[0] == 't' || node.text[0] == 'T';
        case YamlKind::integer:
        case YamlKind::real:
            return number_to_json(node, numbers);
        case YamlKind::string:
            return node.text;
        case YamlKind::sequence: {
            Json array = Json::array();
            for (const auto& item : node.items) array.push_back(to_json(item, numbers));
            return array;
        }
        case YamlKind::mapping: {
            Json object = Json::object();
            for (const auto& entry : node.entries) object[entry.key] = to_json(entry.value, numbers);
            return object;
        }
    }
    return nullptr;
}

std::optional<std::size_t> parse_index(std::string_view text) {
    std::size_t index = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
    return index;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& entry : entries)
        if (entry.key == key) return &entry.value;
    return nullptr;
}

const YamlNode* YamlNode::find_path(const std::vector<std::string>& path) const {
    const YamlNode* node = this;
    for (const auto& step : path) {
        if (node->kind == YamlKind::sequence) {
            const auto index = parse_index(step);
            node = index && *index < node->items.size() ? &node->items[*index] : nullptr;
        } else {
            node = node->find(step);
        }
        if (node == nullptr) return nullptr;
    }
    return node;
}

YamlResult parse_yaml(std::string_view text, YamlLimits limits) {
    const bool has_bom = text.substr(0, k_utf8_bom.size()) == k_utf8_bom;
    const std::size_t skipped = has_bom ? k_utf8_bom.size() : 0;
    const std::string_view content = text.substr(skipped);
    YamlResult result;
    if (auto problem = whole_text_problem(content, limits))
        result.problems.push_back(std::move(*problem));
    else
        result = Reader(content, limits).read();
    if (skipped != 0) {
        for (auto& problem : result.problems) shift(problem.at, skipped);
        if (result.root) shift_bytes(*result.root, skipped);
    }
    return result;
}

Json yaml_to_json(const YamlNode& node) {
    return to_json(node, Numbers::as_json);
}

Json yaml_to_exact_json(const YamlNode& node) {
    return to_json(node, Numbers::exact);
}

}  // namespace mkai
