#include "core/prompts/template.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/prompts/helpers.hpp"
#include "core/prompts/members.hpp"
#include "core/prompts/template_tags.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr std::string_view k_roles[] = {"system", "user", "model"};

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
        if (!path.names.empty()) path.first_head = name_head(path.names.front());
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
        if (is_structure(helper.kind) && m_in_data > 0) {
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

Template parse_template(std::string_view text, int first_line) {
    Template out;
    Problems problems(out.problems);
    if (text.size() > k_template_bytes_max) {
        problems.add({first_line, 1}, "too-large",
                     fmt::format("the body is larger than {} bytes", k_template_bytes_max),
                     "split it into partials");
        return out;
    }
    std::vector<Tag> tags = read_tags(text, first_line, problems);
    std::vector<std::string> indents = trim_around(tags);
    Parser(std::move(tags), std::move(indents), out, problems).run();
    std::ranges::stable_sort(out.problems, [](const TemplateProblem& a, const TemplateProblem& b) {
        return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    return out;
}

}  // namespace mkai::prompts
