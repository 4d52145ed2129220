#include "core/prompts/template.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/prompts/helpers.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr std::size_t k_problems_max = 50;
constexpr std::string_view k_roles[] = {"system", "user", "model"};

enum class TagKind { text, comment, mustache, open, close, otherwise, partial };

struct Tag {
    TagKind kind = TagKind::text;
    Place at;
    std::string_view original;  // of a text
    std::string text;           // of a text: what is left of it
    std::string_view inside;    // of a tag: between the braces
    Place inside_at;
    bool strip_before = false, strip_after = false;
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_name_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '$' || byte >= 0x80;
}

// Goes through a text and knows the line and the column (in code points) where it is.
class Cursor {
  public:
    explicit Cursor(std::string_view text, Place at) : m_text(text), m_place(at) {}

    bool ended() const { return m_at >= m_text.size(); }
    std::size_t at() const { return m_at; }
    Place place() const { return m_place; }
    char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    bool starts(std::string_view with) const { return m_text.substr(m_at).starts_with(with); }
    std::string_view rest() const { return m_text.substr(m_at); }
    void skip(std::size_t count) {
        for (const std::size_t end = std::min(m_at + count, m_text.size()); m_at < end; ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n') {
                ++m_place.line;
                m_place.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
                ++m_place.column;
            }
        }
    }
    void skip_space() {
        while (!ended() && is_space(peek())) skip(1);
    }

  private:
    std::string_view m_text;
    std::size_t m_at = 0;
    Place m_place;
};

class Problems {
  public:
    explicit Problems(std::vector<TemplateProblem>& out) : m_out(out) {}
    void add(Place at, std::string code, std::string message, std::string fix = {}) {
        if (m_out.size() < k_problems_max)
            m_out.push_back({at, std::move(code), std::move(message), std::move(fix)});
    }

  private:
    std::vector<TemplateProblem>& m_out;
};

// --- text and tags ---

class Lexer {
  public:
    Lexer(std::string_view text, int first_line, Problems& problems)
        : m_text(text), m_cursor(text, {first_line, 1}), m_problems(problems) {}

    std::vector<Tag> run() {
        while (!m_cursor.ended()) {
            read_text();
            if (!m_cursor.ended() && !read_tag()) break;
        }
        return std::move(m_tags);
    }

  private:
    // Up to the next tag. \{{ is a text that begins with two braces, \\{{ a backslash before a tag.
    void read_text() {
        const std::size_t begin = m_cursor.at();
        const Place at = m_cursor.place();
        std::string text;
        std::size_t copied = begin;
        std::size_t next = m_text.find("{{", begin);
        while (next != std::string_view::npos && next > copied && m_text[next - 1] == '\\') {
            if (next >= copied + 2 && m_text[next - 2] == '\\') {  // \\{{
                text += m_text.substr(copied, next - 1 - copied);
                copied = next;
                break;
            }
            text += m_text.substr(copied, next - 1 - copied);
            text += "{{";
            copied = next + 2;
            next = m_text.find("{{", copied);
        }
        const std::size_t end = std::min(next, m_text.size());
        if (copied < end) text += m_text.substr(copied, end - copied);
        m_cursor.skip(end - begin);
        if (end == begin) return;
        Tag tag;
        tag.at = at;
        tag.original = m_text.substr(begin, end - begin);
        tag.text = std::move(text);
        m_tags.push_back(std::move(tag));
    }

    // False when the tag has no end: nothing after it can be read.
    bool read_tag() {
        const Place at = m_cursor.place();
        if (m_cursor.starts("{{{{")) {
            m_problems.add(at, "not-supported", "raw blocks are not supported", "write \\{{ for two braces");
            return false;
        }
        Tag tag;
        tag.at = at;
        const bool triple = m_cursor.starts("{{{");
        m_cursor.skip(triple ? 3 : 2);
        if (m_cursor.peek() == '~') {
            tag.strip_before = true;
            m_cursor.skip(1);
        }
        if (m_cursor.peek() == '!') return read_comment(std::move(tag));
        tag.inside_at = m_cursor.place();
        const std::string_view rest = m_cursor.rest();
        const std::size_t end = find_end(rest, triple ? "}}}" : "}}");
        if (end == std::string_view::npos) {
            m_problems.add(at, "unclosed-tag", "this tag has no end",
                           triple ? "end it with }}}" : "end it with }}");
            return false;
        }
        tag.inside = rest.substr(0, end);
        m_cursor.skip(end + (triple ? 3 : 2));
        if (tag.inside.ends_with('~')) {
            tag.strip_after = true;
            tag.inside.remove_suffix(1);
        }
        classify(tag, triple);
        m_tags.push_back(std::move(tag));
        return true;
    }

    bool read_comment(Tag tag) {
        const bool long_form = m_cursor.starts("!--");
        const std::string_view rest = m_cursor.rest();
        std::size_t end = rest.find(long_form ? "--" : "}}", long_form ? 3 : 1);
        while (long_form && end != std::string_view::npos && !rest.substr(end).starts_with("--}}") &&
               !rest.substr(end).starts_with("--~}}"))
            end = rest.find("--", end + 1);
        if (end == std::string_view::npos) {
            m_problems.add(tag.at, "unclosed-tag", "this comment has no end",
                           long_form ? "end it with --}}" : "end it with }}");
            return false;
        }
        if (long_form) end += 2;
        tag.kind = TagKind::comment;
        tag.strip_after = rest[end] == '~' || (!long_form && end > 1 && rest[end - 1] == '~');
        m_cursor.skip(end + (rest[end] == '~' ? 3 : 2));
        m_tags.push_back(std::move(tag));
        return true;
    }

    // Where the braces end, not those inside of quotes; a tag ends on its line or on one of the next.
    static std::size_t find_end(std::string_view rest, std::string_view braces) {
        char quote = '\0';
        for (std::size_t at = 0; at < rest.size(); ++at) {
            const char c = rest[at];
            if (quote != '\0') {
                if (c == '\\')
                    ++at;
                else if (c == quote)
                    quote = '\0';
                continue;
            }
            if (rest.substr(at).starts_with(braces)) return at;
            if (rest.substr(at).starts_with("{{")) return std::string_view::npos;
            if (c == '"' || c == '\'') quote = c;
        }
        return std::string_view::npos;
    }

    void classify(Tag& tag, bool triple) {
        const auto drop = [&](std::size_t count) {
            Cursor over(tag.inside, tag.inside_at);
            over.skip(count);
            over.skip_space();
            tag.inside = over.rest();
            tag.inside_at = over.place();
        };
        const std::size_t space = tag.inside.find_first_not_of(" \t\r\n");
        drop(0);
        while (!tag.inside.empty() && is_space(tag.inside.back())) tag.inside.remove_suffix(1);
        tag.kind = TagKind::mustache;
        if (triple || space == std::string_view::npos) return;
        const char sign = tag.inside.front();
        const bool is_else =
            tag.inside == "else" || (tag.inside.starts_with("else") && is_space(tag.inside[4]));
        if (is_else) {
            tag.kind = TagKind::otherwise;
            drop(4);
        } else if (sign == '^') {
            tag.kind = TagKind::otherwise;
            drop(1);
        } else if (sign == '#') {
            tag.kind = TagKind::open;
            drop(1);
        } else if (sign == '/') {
            tag.kind = TagKind::close;
            drop(1);
        } else if (sign == '>') {
            tag.kind = TagKind::partial;
            drop(1);
        } else if (sign == '&') {
            drop(1);
        }
    }

    std::string_view m_text;
    Cursor m_cursor;
    Problems& m_problems;
    std::vector<Tag> m_tags;
};

// --- white space around tags ---

// The text ends with a line of blanks alone, or is one at the very beginning.
bool ends_line_open(std::string_view text, bool first) {
    std::size_t at = text.size();
    while (at > 0 && is_blank(text[at - 1])) --at;
    return at == 0 ? first : text[at - 1] == '\n';
}

bool begins_with_line_end(std::string_view text, bool last) {
    std::size_t at = 0;
    while (at < text.size() && is_blank(text[at])) ++at;
    if (at == text.size()) return last;
    return text[at] == '\n' || text.substr(at).starts_with("\r\n");
}

// A block tag, a comment or a partial that has a line to itself takes the line away with it.
void drop_own_lines(std::vector<Tag>& tags, std::vector<std::string>& indents) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].kind == TagKind::text || tags[i].kind == TagKind::mustache) continue;
        Tag* before = i > 0 ? &tags[i - 1] : nullptr;
        Tag* after = i + 1 < tags.size() ? &tags[i + 1] : nullptr;
        const bool opens =
            !before || (before->kind == TagKind::text && ends_line_open(before->original, i == 1));
        const bool closes = !after || (after->kind == TagKind::text &&
                                       begins_with_line_end(after->original, i + 2 == tags.size()));
        if (!opens || !closes) continue;
        if (before) {
            std::string& text = before->text;
            const std::size_t blanks = text.find_last_not_of(" \t") + 1;
            if (tags[i].kind == TagKind::partial) indents[i] = text.substr(blanks);
            text.erase(blanks);
        }
        if (after) {
            std::string& text = after->text;
            std::size_t end = std::min(text.find_first_not_of(" \t"), text.size());
            if (text.substr(end, 2) == "\r\n") ++end;
            text.erase(0, end < text.size() ? end + 1 : end);
        }
    }
}

void strip_by_tildes(std::vector<Tag>& tags) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].kind == TagKind::text) continue;
        if (tags[i].strip_before && i > 0 && tags[i - 1].kind == TagKind::text) {
            std::string& text = tags[i - 1].text;
            while (!text.empty() && is_space(text.back())) text.pop_back();
        }
        if (tags[i].strip_after && i + 1 < tags.size() && tags[i + 1].kind == TagKind::text) {
            std::string& text = tags[i + 1].text;
            text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        }
    }
}

// --- the inside of a tag ---

struct Call {
    std::string name;  // of the helper, or what the first word is
    Place at;
    std::vector<Argument> args;  // the first word among them, when it is a path or a literal
    std::vector<NamedArgument> named;
    std::vector<std::string> block_params;
    bool good = true;
};

class CallReader {
  public:
    CallReader(std::string_view inside, Place at, std::vector<Json>& literals, Problems& problems)
        : m_cursor(inside, at), m_literals(literals), m_problems(problems) {}

    Call read() {
        m_call.at = m_cursor.place();
        m_cursor.skip_space();
        if (m_cursor.ended()) return wrong("empty-tag", "there is nothing in this tag", "");
        while (m_call.good) {
            m_cursor.skip_space();
            if (m_cursor.ended()) break;
            read_one();
        }
        return std::move(m_call);
    }

  private:
    Call wrong(std::string code, std::string message, std::string fix) {
        m_problems.add(m_cursor.place(), std::move(code), std::move(message), std::move(fix));
        m_call.good = false;
        return std::move(m_call);
    }

    void fail(std::string code, std::string message, std::string fix = {}) {
        m_problems.add(m_cursor.place(), std::move(code), std::move(message), std::move(fix));
        m_call.good = false;
    }

    void read_one() {
        if (m_cursor.peek() == '(')
            return fail("not-supported", "a helper's result cannot be another's argument",
                        "give the value a name in the input");
        if (m_cursor.peek() == '*')
            return fail("not-supported", "decorators and inline partials are not supported",
                        "put the partial in a file of its own");
        if (m_cursor.starts("as") && is_space(m_cursor.peek(2)) &&
            m_cursor.rest().find('|') != std::string_view::npos && !m_call.args.empty())
            return read_block_params();
        if (const auto name = name_before_equals()) {
            NamedArgument named;
            named.name = std::string(*name);
            m_cursor.skip(name->size());
            m_cursor.skip_space();
            m_cursor.skip(1);
            m_cursor.skip_space();
            if (m_cursor.ended()) return fail("syntax", fmt::format("{}= has no value", named.name));
            if (auto value = read_argument()) {
                named.value = std::move(*value);
                m_call.named.push_back(std::move(named));
            }
            return;
        }
        if (auto argument = read_argument()) m_call.args.push_back(std::move(*argument));
    }

    std::optional<std::string_view> name_before_equals() const {
        const std::string_view rest = m_cursor.rest();
        std::size_t end = 0;
        while (end < rest.size() && is_name_char(rest[end])) ++end;
        std::size_t equals = end;
        while (equals < rest.size() && is_space(rest[equals])) ++equals;
        if (end == 0 || equals >= rest.size() || rest[equals] != '=') return std::nullopt;
        return rest.substr(0, end);
    }

    void read_block_params() {
        m_cursor.skip(2);
        m_cursor.skip_space();
        if (m_cursor.peek() != '|')
            return fail("syntax", "names of a block stand between bars", "as |item index|");
        m_cursor.skip(1);
        while (true) {
            m_cursor.skip_space();
            std::string name;
            while (is_name_char(m_cursor.peek())) {
                name += m_cursor.peek();
                m_cursor.skip(1);
            }
            if (name.empty()) break;
            m_call.block_params.push_back(std::move(name));
        }
        if (m_cursor.peek() != '|' || m_call.block_params.empty() || m_call.block_params.size() > 2)
            return fail("syntax", "a block has one or two names", "as |item index|");
        m_cursor.skip(1);
    }

    std::optional<Argument> read_argument() {
        const char c = m_cursor.peek();
        if (c == '"' || c == '\'') return read_string(c);
        if ((c >= '0' && c <= '9') || (c == '-' && m_cursor.peek(1) >= '0' && m_cursor.peek(1) <= '9'))
            if (auto number = read_number()) return number;
        return read_path();
    }

    Argument literal(Json value, std::string text) {
        Argument out;
        out.is_path = false;
        out.text = std::move(text);
        out.json = m_literals.size();
        m_literals.push_back(std::move(value));
        return out;
    }

    std::optional<Argument> read_string(char quote) {
        std::string text;
        m_cursor.skip(1);
        while (!m_cursor.ended() && m_cursor.peek() != quote) {
            if (m_cursor.peek() == '\\' && (m_cursor.peek(1) == quote || m_cursor.peek(1) == '\\'))
                m_cursor.skip(1);
            const std::string_view rest = m_cursor.rest();
            text += rest.front();
            m_cursor.skip(1);
        }
        if (m_cursor.ended()) {
            fail("syntax", "this text has no closing quote");
            return std::nullopt;
        }
        m_cursor.skip(1);
        Json value = text;
        return literal(std::move(value), std::move(text));
    }

    std::optional<Argument> read_number() {
        const std::string_view rest = m_cursor.rest();
        std::size_t end = 1;
        while (end < rest.size() && ((rest[end] >= '0' && rest[end] <= '9') || rest[end] == '.')) ++end;
        if (end < rest.size() && is_name_char(rest[end])) return std::nullopt;  // a name such as 2nd
        std::string text(rest.substr(0, end));
        std::int64_t whole = 0;
        double real = 0;
        Json value;
        if (auto [at, ec] = std::from_chars(text.data(), text.data() + text.size(), whole);
            ec == std::errc() && at == text.data() + text.size())
            value = whole;
        else if (auto [to, wrong] = std::from_chars(text.data(), text.data() + text.size(), real);
                 wrong == std::errc() && to == text.data() + text.size())
            value = real;
        else {
            fail("syntax", fmt::format("{} is not a number", in_quotes(text)));
            return std::nullopt;
        }
        m_cursor.skip(end);
        return literal(std::move(value), std::move(text));
    }

    std::optional<Argument> read_path() {
        Argument out;
        Path& path = out.path;
        path.at = m_cursor.place();
        const std::string_view begin = m_cursor.rest();
        if (m_cursor.peek() == '@') {
            path.data = true;
            m_cursor.skip(1);
        }
        while (m_cursor.starts("..") && !path.data) {
            ++path.up;
            m_cursor.skip(2);
            if (m_cursor.peek() != '/') break;
            m_cursor.skip(1);
        }
        if (path.up == 0 || is_name_char(m_cursor.peek()) || m_cursor.peek() == '[') {
            if (m_cursor.peek() == '.' && path.up == 0 && !path.data) {
                m_cursor.skip(1);  // "." is `this`
                if (m_cursor.peek() == '/') m_cursor.skip(1);
            }
            read_names(path);
        }
        path.text = std::string(begin.substr(0, begin.size() - m_cursor.rest().size()));
        if (path.text.empty() || (path.data && path.names.empty()) ||
            (!m_cursor.ended() && !is_space(m_cursor.peek()))) {
            fail("syntax", fmt::format("{} is no name of a value", in_quotes(begin.substr(0, 30))));
            return std::nullopt;
        }
        if (path.up == 0 && !path.data && path.names.size() == 1) {
            const std::string& name = path.names.front();
            if (name == "this") path.names.clear();
            if (name == "true" || name == "false") return literal(name == "true", name);
            if (name == "null" || name == "undefined") return literal(nullptr, "");
        } else if (path.up == 0 && !path.names.empty() && path.names.front() == "this") {
            path.names.erase(path.names.begin());
        }
        return out;
    }

    void read_names(Path& path) {
        while (true) {
            if (m_cursor.peek() == '[') {
                const std::string_view rest = m_cursor.rest();
                const std::size_t end = rest.find(']');
                if (end == std::string_view::npos) return;
                path.names.emplace_back(rest.substr(1, end - 1));
                m_cursor.skip(end + 1);
            } else {
                const std::string_view rest = m_cursor.rest();
                std::size_t end = 0;
                while (end < rest.size() && is_name_char(rest[end])) ++end;
                if (end == 0) return;
                path.names.emplace_back(rest.substr(0, end));
                m_cursor.skip(end);
            }
            const bool more = (m_cursor.peek() == '.' || m_cursor.peek() == '/') &&
                              (is_name_char(m_cursor.peek(1)) || m_cursor.peek(1) == '[');
            if (!more) return;
            m_cursor.skip(1);
        }
    }

    Cursor m_cursor;
    std::vector<Json>& m_literals;
    Problems& m_problems;
    Call m_call;
};

// --- the tree ---

class Parser {
  public:
    Parser(std::vector<Tag> tags, std::vector<std::string> indents, Template& out, Problems& problems)
        : m_tags(std::move(tags)), m_indents(std::move(indents)), m_out(out), m_problems(problems) {}

    void run() {
        m_out.nodes = read_nodes();
        while (m_at < m_tags.size()) {  // a closing tag or an else that nothing opened
            const Tag& tag = m_tags[m_at++];
            m_problems.add(tag.at, "unopened-block",
                           tag.kind == TagKind::close ? fmt::format("{{{{/{}}}}} closes nothing",
                                                                    printable_line(tag.inside.substr(0, 40)))
                                                      : std::string("this {{else}} stands in no block"),
                           "open the block before it, or take it out");
            std::vector<Node> more = read_nodes();
            std::ranges::move(more, std::back_inserter(m_out.nodes));
        }
    }

  private:
    // Up to a closing tag, an else or the end.
    std::vector<Node> read_nodes() {
        std::vector<Node> nodes;
        for (; m_at < m_tags.size(); ++m_at) {
            const Tag& tag = m_tags[m_at];
            switch (tag.kind) {
                case TagKind::text:
                    if (!tag.text.empty()) nodes.push_back(text_node(m_tags[m_at]));
                    break;
                case TagKind::comment:
                    break;
                case TagKind::mustache:
                    if (auto node = read_mustache(tag)) nodes.push_back(std::move(*node));
                    break;
                case TagKind::partial:
                    if (auto node = read_partial(tag)) nodes.push_back(std::move(*node));
                    break;
                case TagKind::open:
                    if (auto node = read_block()) nodes.push_back(std::move(*node));
                    if (m_at == m_tags.size()) return nodes;  // it was not closed
                    break;
                case TagKind::close:
                case TagKind::otherwise:
                    return nodes;
            }
        }
        return nodes;
    }

    static Node text_node(Tag& tag) {
        Node node;
        node.at = tag.at;
        node.text = std::move(tag.text);
        return node;
    }

    Call read_call(const Tag& tag) {
        return CallReader(tag.inside, tag.inside_at, m_out.literals, m_problems).read();
    }

    // The name of a helper is the first word, when that is one name.
    static std::string helper_name(const Call& call) {
        if (call.args.empty()) return {};
        const Argument& first = call.args.front();
        const bool one = first.is_path && first.path.up == 0 && !first.path.data &&
                         first.path.names.size() == 1 && first.path.text == first.path.names.front();
        return one ? first.path.names.front() : std::string();
    }

    std::optional<Node> read_mustache(const Tag& tag) {
        Call call = read_call(tag);
        if (!call.good) return std::nullopt;
        const std::string name = helper_name(call);
        const Helper* helper = find_helper(name);
        if (helper && !helper->block) return with_helper(std::move(call), *helper, tag.at);
        if (call.args.size() == 1 && call.named.empty() && call.block_params.empty()) {
            if (helper) {
                m_problems.add(tag.at, "helper-arguments", fmt::format("\"{}\" opens a block", name),
                               std::string(helper->usage));
                return std::nullopt;
            }
            Node node;
            node.kind = NodeKind::output;
            node.at = tag.at;
            node.args = std::move(call.args);
            return node;
        }
        unknown_helper(name.empty() && !call.args.empty() ? call.args.front().path.text : name, call.at);
        return std::nullopt;
    }

    void unknown_helper(const std::string& name, Place at) {
        std::vector<std::string> names;
        for (const Helper& helper : helpers()) names.emplace_back(helper.name);
        m_problems.add(at, "unknown-helper", fmt::format("there is no helper {}", in_quotes(name)),
                       did_you_mean(name, names));
    }

    std::optional<Node> with_helper(Call call, const Helper& helper, Place at) {
        Node node;
        node.kind = helper.kind;
        node.at = at;
        call.args.erase(call.args.begin());
        node.args = std::move(call.args);
        node.named = std::move(call.named);
        node.block_params = std::move(call.block_params);
        bool good = static_cast<int>(node.args.size()) == helper.args;
        const std::vector<std::string> known = split(helper.named, ' ');
        for (const NamedArgument& named : node.named)
            good = good && std::ranges::find(known, named.name) != known.end();
        good = good &&
               (node.block_params.empty() || helper.kind == NodeKind::each || helper.kind == NodeKind::with);
        good = good && (helper.kind != NodeKind::media ||
                        std::ranges::find(node.named, "url", &NamedArgument::name) != node.named.end());
        if (good && helper.literal_text) {
            const Argument& text = node.args.front();
            good = !text.is_path && m_out.literals[text.json].is_string();
            node.text = text.text;
        }
        if (!good) {
            m_problems.add(at, "helper-arguments",
                           fmt::format("\"{}\" is not called with these arguments", helper.name),
                           std::string(helper.usage));
            return std::nullopt;
        }
        if (helper.kind == NodeKind::role && std::ranges::find(k_roles, node.text) == std::end(k_roles)) {
            m_problems.add(at, "unknown-role", fmt::format("there is no role {}", in_quotes(node.text)),
                           "system, user or model");
            return std::nullopt;
        }
        const bool structure = helper.kind == NodeKind::role || helper.kind == NodeKind::history ||
                               helper.kind == NodeKind::media || helper.kind == NodeKind::section ||
                               helper.kind == NodeKind::data;
        if (structure && m_in_data > 0) {
            m_problems.add(at, "structure-in-data",
                           fmt::format("\"{}\" cannot stand in a data section", helper.name),
                           "close {{/data}} before it");
            return std::nullopt;
        }
        return node;
    }

    std::optional<Node> read_partial(const Tag& tag) {
        const std::size_t end = std::min(tag.inside.find_first_of(" \t\r\n"), tag.inside.size());
        std::string_view name = tag.inside.substr(0, end);
        if (name.size() > 1 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
            name = name.substr(1, name.size() - 2);
        Call call;
        if (!trim(tag.inside.substr(end)).empty()) {
            Cursor rest(tag.inside, tag.inside_at);
            rest.skip(end);
            call = CallReader(rest.rest(), rest.place(), m_out.literals, m_problems).read();
            if (!call.good) return std::nullopt;
        }
        if (!is_prompt_name(name) || call.args.size() > 1 || !call.block_params.empty()) {
            m_problems.add(tag.at, "partial-name", fmt::format("{} is no name of a partial", in_quotes(name)),
                           "letters, digits, - and _, with / between folders: {{> legal/terms}}");
            return std::nullopt;
        }
        Node node;
        node.kind = NodeKind::partial;
        node.at = tag.at;
        node.text = name;
        node.indent = m_indents[m_at];
        node.args = std::move(call.args);
        node.named = std::move(call.named);
        return node;
    }

    // At an opening tag; leaves m_at at the closing one, or at the end.
    std::optional<Node> read_block() {
        const Tag& open = m_tags[m_at];
        if (open.inside.starts_with('>'))
            m_problems.add(open.at, "not-supported", "block partials are not supported", "{{> name}}");
        Call call = read_call(open);
        const std::string name = helper_name(call);
        return read_block(std::move(call), open.at, name);
    }

    // `closed_by` is the name of the closing tag: of a chain of {{else if}} that of its first block.
    std::optional<Node> read_block(Call call, Place at, const std::string& closed_by) {
        const std::string name = helper_name(call);
        const Helper* helper = find_helper(name);
        std::optional<Node> node;
        if (call.good && helper && helper->block)
            node = with_helper(std::move(call), *helper, at);
        else if (call.good)
            unknown_helper(name.empty() && !call.args.empty() ? call.args.front().path.text : name, at);
        if (m_depth == k_nesting_max) {
            m_problems.add(at, "too-deep", fmt::format("blocks are nested more than {} deep", k_nesting_max),
                           "put the inner part in a partial");
            m_gave_up = true;
            m_at = m_tags.size();
            return std::nullopt;
        }
        const int data = helper && helper->kind == NodeKind::data ? 1 : 0;
        ++m_depth;
        m_in_data += data;
        ++m_at;
        std::vector<Node> body = read_nodes();
        std::vector<Node> otherwise;
        bool chained = false;
        if (m_at < m_tags.size() && m_tags[m_at].kind == TagKind::otherwise)
            chained = read_otherwise(otherwise, closed_by);
        m_in_data -= data;
        --m_depth;
        if (!chained) check_close(at, closed_by);
        if (!node) return std::nullopt;
        node->body = std::move(body);
        node->otherwise = std::move(otherwise);
        return node;
    }

    // True when it was {{else if x}}: a block inside of this one, and the closing tag ends both.
    bool read_otherwise(std::vector<Node>& otherwise, const std::string& closed_by) {
        const Tag& tag = m_tags[m_at];
        if (!tag.inside.empty()) {
            auto inner = read_block(read_call(tag), tag.at, closed_by);
            if (inner) otherwise.push_back(std::move(*inner));
            return true;
        }
        ++m_at;
        otherwise = read_nodes();
        while (m_at < m_tags.size() && m_tags[m_at].kind == TagKind::otherwise) {
            m_problems.add(m_tags[m_at].at, "syntax", "a block has one {{else}}", "close the block first");
            ++m_at;
            read_nodes();
        }
        return false;
    }

    void check_close(Place at, const std::string& name) {
        if (m_gave_up) return;
        const std::string closing = fmt::format("{{{{/{}}}}}", printable_line(name));
        if (m_at == m_tags.size()) {
            m_problems.add(at, "unclosed-block",
                           fmt::format("{{{{#{}}}}} is not closed", printable_line(name)), closing);
        } else if (m_tags[m_at].inside != name) {
            m_problems.add(
                m_tags[m_at].at, "unclosed-block",
                fmt::format("{{{{/{}}}}} stands where {{{{#{}}}}} is to be closed",
                            printable_line(m_tags[m_at].inside.substr(0, 40)), printable_line(name)),
                closing);
        }
    }

    std::vector<Tag> m_tags;
    std::vector<std::string> m_indents;
    Template& m_out;
    Problems& m_problems;
    std::size_t m_at = 0;
    int m_depth = 0;
    int m_in_data = 0;
    bool m_gave_up = false;
};

}  // namespace

bool is_prompt_name(std::string_view name) {
    if (name.empty() || name.size() > 100) return false;
    bool part = false;  // has begun
    for (const char c : name) {
        if (c == '/') {
            if (!part) return false;
            part = false;
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                   c == '_') {
            part = true;
        } else {
            return false;
        }
    }
    return part;
}

Template parse_template(std::string_view text, int first_line) {
    Template out;
    Problems problems(out.problems);
    if (text.size() > k_template_bytes_max) {
        problems.add({first_line, 1}, "too-large",
                     fmt::format("the body is larger than {} bytes", k_template_bytes_max),
                     "split it into partials");
        return out;
    }
    std::vector<Tag> tags = Lexer(text, first_line, problems).run();
    std::vector<std::string> indents(tags.size());
    drop_own_lines(tags, indents);
    strip_by_tildes(tags);
    Parser(std::move(tags), std::move(indents), out, problems).run();
    std::ranges::stable_sort(out.problems, [](const TemplateProblem& a, const TemplateProblem& b) {
        return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    return out;
}

}  // namespace mkai::prompts
