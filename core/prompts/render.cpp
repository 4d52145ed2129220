#include "core/prompts/render.hpp"

#include "core/base/fence.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/prompts/helpers.hpp"
#include "core/prompts/members.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr int k_partial_depth_max = 32;
// Of nodes and of rounds: a template that goes through its lists in each other would not end.
constexpr std::size_t k_steps_max = 5'000'000;
constexpr std::size_t k_text_begins = 2000;  // bytes that a text may grow to before it moves
constexpr std::string_view k_no_fence = "0000000000000000";
static_assert(k_no_fence.size() == k_fence_size);

// What a block or a partial looks at. Frames stand on the stack of the renderer.
struct Frame {
    const Frame* outer = nullptr;
    const Json* value = nullptr;  // null: the input itself
    mutable Members members;      // of the value
    using Named = std::span<const std::pair<std::string_view, const Json*>>;
    Named named{};                       // of a partial: before the value's own, here alone
    Named params{};                      // of `as |item|`: here and further in
    const Frame* with_params = nullptr;  // the nearest that has any, from this one outwards
    // of {{#each}}
    const Json* index = nullptr;
    const Json* key = nullptr;
    bool first = false, last = false;
    bool counted = false;

    const Json* counter(std::string_view name) const;
    // A block inside of this one.
    Frame inner() const {
        Frame out;
        out.outer = this;
        out.with_params = with_params;
        return out;
    }
    void set_params(Named names) {
        params = names;
        with_params = this;
    }
};

const Json k_true = true;
const Json k_false = false;

const Json* Frame::counter(std::string_view name) const {
    if (name == "index") return index;
    if (name == "key") return key;
    if (name == "first") return first ? &k_true : &k_false;
    if (name == "last") return last ? &k_true : &k_false;
    return nullptr;
}

[[gnu::always_inline]] inline bool is_empty(const Json* value, bool zero_counts = false) {
    if (!value) return true;
    switch (value->type()) {
        case Json::value_t::null:
            return true;
        case Json::value_t::boolean:
            return !*value->get_ptr<const bool*>();
        case Json::value_t::string:
            return value->get_ref<const std::string&>().empty();
        case Json::value_t::array:
            return value->empty();
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
        case Json::value_t::number_float:
            return !zero_counts && *value == 0;
        default:
            return false;
    }
}

// Strictly: a number is no text. What is missing is null.
bool are_equal(const Json* a, const Json* b) {
    const bool no_a = !a || a->is_null();
    const bool no_b = !b || b->is_null();
    if (no_a || no_b) return no_a && no_b;
    if (a->is_number() && b->is_number()) return *a == *b;
    return a->type() == b->type() && *a == *b;
}

// As JavaScript prints it: 3.0 is 3.
void append_number(std::string& out, const Json& value) {
    if (value.is_number_float()) {
        const auto real = value.get<double>();
        if (std::isfinite(real) && real == std::floor(real) && std::fabs(real) < 1e21)
            fmt::format_to(std::back_inserter(out), "{:.0f}", real);
        else
            fmt::format_to(std::back_inserter(out), "{}", real);
        return;
    }
    fmt::format_to(std::back_inserter(out), "{}", value.get<std::int64_t>());
}

// A text that grows. std::string does the same at twice the cost for the many short pieces of a template.
class Text {
  public:
    // Once it is full, the steps that are left are none.
    explicit Text(std::size_t& steps_left) : m_steps_left(steps_left) {}

    [[gnu::always_inline]] void append(std::string_view more) {
        if (m_bytes.size() - m_size < more.size()) [[unlikely]]
            return append_growing(more);
        append_within(more);
    }
    // What came after it was full is not there.
    bool full() const { return m_full; }
    std::string_view view() const { return {m_bytes.data(), m_size}; }
    std::size_t size() const { return m_size; }
    void shrink(std::size_t size) { m_size = size; }
    std::string take() {
        m_bytes.resize(std::exchange(m_size, 0));
        return std::exchange(m_bytes, {});
    }

  private:
    [[gnu::always_inline]] void append_within(std::string_view more) {
        copy(m_bytes.data() + m_size, more.data(), more.size());
        m_size += more.size();
    }

    [[gnu::noinline]] void append_growing(std::string_view more) {
        m_full = m_full || m_size + more.size() > k_rendered_bytes_max;
        if (m_full) {
            m_steps_left = 0;
            return;
        }
        m_bytes.resize(std::max(2 * m_size, m_size + more.size() + k_text_begins));
        append_within(more);
    }

    // Most pieces are a word: two copies that may overlap cost less than a call.
    [[gnu::always_inline]] static void copy(char* to, const char* from, std::size_t size) {
        if (size > 32) {
            std::memcpy(to, from, size);
        } else if (size > 16) {
            std::memcpy(to, from, 16);
            std::memcpy(to + size - 16, from + size - 16, 16);
        } else if (size >= 8) {
            std::memcpy(to, from, 8);
            std::memcpy(to + size - 8, from + size - 8, 8);
        } else if (size >= 4) {
            std::memcpy(to, from, 4);
            std::memcpy(to + size - 4, from + size - 4, 4);
        } else if (size > 0) {
            to[0] = from[0];
            to[size / 2] = from[size / 2];
            to[size - 1] = from[size - 1];
        }
    }

    std::string m_bytes;  // as long as there is room for
    std::size_t m_size = 0;
    std::size_t& m_steps_left;
    bool m_full = false;
};

// Messages while they are made.
class Output {
  public:
    Output(std::span<const RenderedMessage> history, std::size_t& steps_left)
        : m_history(history), m_text(steps_left) {
        m_messages.emplace_back().role = "user";
    }

    // The text that is written to now.
    void append(std::string_view text) {
        if (!m_indent.empty()) [[unlikely]]
            return append_indented(text);
        m_text.append(text);
    }

    void append_json_number(const Json& value) {
        if (value.is_number_unsigned()) {
            const fmt::format_int digits(value.get<std::uint64_t>());
            return append({digits.data(), digits.size()});
        }
        std::string text;
        append_number(text, value);
        append(text);
    }

    void begin_role(std::string_view role) {
        close_text();
        m_messages.emplace_back().role = role;
        m_line_begins = true;
    }

    void add_history() {
        close_text();
        m_has_history = true;
        for (const RenderedMessage& message : m_history) {
            m_messages.push_back(message);
            m_messages.back().from_history = true;
        }
        begin_role("model");
    }

    void add_part(Part part) {
        close_text();
        m_messages.back().parts.push_back(std::move(part));
    }

    void append_fence() {
        m_fences.push_back({m_messages.size() - 1, m_messages.back().parts.size(), m_text.size()});
        m_text.append(k_no_fence);
    }

    // Where a data section begins. Its end says whether there was anything in it. Nothing between the two
    // begins another message or part.
    struct DataBegin {
        std::size_t at = 0, fences = 0, data = 0;
    };
    DataBegin begin_data(std::string_view name) {
        DataBegin begin{m_text.size(), m_fences.size(), 0};
        append_line_of_section(k_section_begins, name);
        begin.data = m_text.size();
        return begin;
    }
    void end_data(const DataBegin& begin, std::string_view name) {
        const std::string_view data = m_text.view().substr(begin.data);
        if (trim(data).empty()) {  // nothing is said about what is not there
            m_text.shrink(begin.at);
            m_fences.resize(begin.fences);
            return;
        }
        m_data += data;
        m_data += '\n';
        if (!data.ends_with('\n')) m_text.append("\n");
        append_line_of_section(k_section_ends, name);
        append("\n");
    }

    std::string set_indent(std::string indent) {
        m_line_begins = true;
        return std::exchange(m_indent, std::move(indent));
    }
    const std::string& indent() const { return m_indent; }
    bool full() const { return m_text.full() || m_closed + m_text.size() > k_rendered_bytes_max; }

    std::vector<RenderedMessage> take() {
        close_text();
        write_fences();
        std::erase_if(m_messages,
                      [](const RenderedMessage& m) { return !m.from_history && m.parts.empty(); });
        if (!m_has_history && !m_history.empty()) insert_history();
        return std::move(m_messages);
    }

  private:
    struct Fence {
        std::size_t message, part, at;
    };

    // What was written since the last part becomes one, when it says anything.
    void close_text() {
        m_closed += m_text.size();
        if (trim(m_text.view()).empty())
            m_text.shrink(0);
        else
            m_messages.back().parts.push_back({PartKind::text, m_text.take(), {}, {}});
    }

    [[gnu::noinline]] void append_indented(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            if (m_line_begins) m_text.append(m_indent);
            const std::size_t end = text.find('\n', at);
            m_line_begins = end != std::string_view::npos;
            const std::size_t next = m_line_begins ? end + 1 : text.size();
            m_text.append(text.substr(at, next - at));
            at = next;
        }
    }

    void append_line_of_section(std::string_view words, std::string_view name) {
        append(words);
        append(name);
        append(" ");
        append_fence();
        append("\n");
    }

    void write_fences() {
        if (m_fences.empty()) return;
        std::vector<std::string_view> texts;
        for (const RenderedMessage& message : m_messages)
            for (const Part& part : message.parts) texts.push_back(part.text);
        const std::string mark = fence_for(m_data, texts);
        for (const Fence& fence : m_fences)
            m_messages[fence.message].parts[fence.part].text.replace(fence.at, k_fence_size, mark);
    }

    // Before the last question, when no place was named.
    void insert_history() {
        auto at = m_messages.end();
        if (!m_messages.empty() && m_messages.back().role == "user") --at;
        m_messages.insert(at, m_history.begin(), m_history.end());
    }

    std::span<const RenderedMessage> m_history;
    std::vector<RenderedMessage> m_messages;
    Text m_text;  // that no part holds yet
    std::vector<Fence> m_fences;
    std::string m_data;
    std::string m_indent;
    std::size_t m_closed = 0;  // bytes of the texts that are closed
    bool m_line_begins = true;
    bool m_has_history = false;
};

class Renderer {
  public:
    explicit Renderer(const RenderRequest& request)
        : m_request(request),
          m_template(&request.body),
          m_file(request.file),
          m_out(request.history, m_steps_left) {
        if (request.input.size() == 1)
            m_root = request.input.front();
        else
            m_layers.resize(request.input.size());
    }

    Result<std::vector<RenderedMessage>> run() {
        Frame root;
        root.value = m_root;
        write(m_request.body.nodes, root);
        if (m_out.full()) stop_too_large({1, 1});
        if (m_error) return fail(std::move(*m_error));
        return m_out.take();
    }

  private:
    void stop(Place at, std::string message, std::string fix) {
        m_steps_left = 0;
        if (m_error) return;
        m_error = Error{ErrorCode::invalid_value, std::move(message), {}, std::move(fix)};
        m_error->with_context(fmt::format("{}:{}:{}", m_file, at.line, at.column));
    }

    [[gnu::cold]] bool stop_early(Place at) {
        if (m_out.full())
            stop_too_large(at);
        else
            stop(at, "the prompt takes too many steps", "give it less data");
        return false;
    }

    [[gnu::cold]] void stop_too_large(Place at) {
        stop(at, fmt::format("the prompt becomes larger than {} bytes", k_rendered_bytes_max),
             "give it less data");
    }

    [[gnu::cold]] void stop_missing(Place at, const Argument& argument) {
        stop(at, fmt::format("{} has no value", in_quotes(argument.path.text)),
             fmt::format("give it one, or ask first: {{{{#if {0}}}}}{{{{{0}}}}}{{{{/if}}}}",
                         argument.path.text));
    }

    [[gnu::cold]] void stop_no_text(Place at, const Argument& argument, const Json& value) {
        stop(at,
             fmt::format("{} is {}, and no text", in_quotes(argument.path.text),
                         value.is_array() ? "a list" : "an object"),
             fmt::format("{{{{json {}}}}}, or {{{{#each}}}}", argument.path.text));
    }

    // --- values ---

    static const Json* find_named(Frame::Named names, const std::string& name) {
        for (const auto& [key, value] : names)
            if (key == name) return value;
        return nullptr;
    }

    [[gnu::always_inline]] const Json* member_of(const Frame& frame, const std::string& name,
                                                 std::uint64_t head) {
        if (frame.value) return frame.members.find(*frame.value, name, head);
        return member_of_layers(name, head);
    }

    [[gnu::noinline]] const Json* member_of_layers(const std::string& name, std::uint64_t head) {
        for (std::size_t i = 0; i < m_layers.size(); ++i)
            if (const Json* found = m_layers[i].find(*m_request.input[i], name, head)) return found;
        return nullptr;
    }

    const Json* find_data(const Path& path, const Frame& frame) {
        const std::string& name = path.names.front();
        const Json* value = nullptr;
        std::size_t next = 1;
        if (name == "root") {
            if (path.names.size() == 1) return m_root ? m_root : whole_input();
            Frame root;
            root.value = m_root;
            value = member_of(root, path.names[1], name_head(path.names[1]));
            next = 2;
        } else if (const Frame* each = counted(frame); each && (value = each->counter(name))) {
        } else if (m_request.context) {
            value = member(*m_request.context, name);
        }
        for (; value && next < path.names.size(); ++next) value = member(*value, path.names[next]);
        return value;
    }

    static const Frame* counted(const Frame& frame) {
        for (const Frame* at = &frame; at; at = at->outer)
            if (at->counted) return at;
        return nullptr;
    }

    const Json* find(const Path& path, const Frame& frame) {
        if (path.data) return find_data(path, frame);
        const Frame* at = &frame;
        for (int up = 0; up < path.up && at; ++up) at = at->outer;
        if (!at) return nullptr;
        if (path.names.empty()) return at->value ? at->value : whole_input();
        const std::string& name = path.names.front();
        const Json* value = nullptr;
        if (path.up == 0)
            for (const Frame* by = at->with_params; by && !value;
                 by = by->outer ? by->outer->with_params : nullptr)
                value = find_named(by->params, name);
        if (!value && !at->named.empty()) value = find_named(at->named, name);
        if (!value) value = member_of(*at, name, path.first_head);
        for (std::size_t next = 1; value && next < path.names.size(); ++next)
            value = member(*value, path.names[next]);
        return value;
    }

    const Json* value_of(const Argument& argument, const Frame& frame) {
        return argument.is_path ? find(argument.path, frame) : &m_template->literals[argument.json];
    }

    // The input in layers as one: for {{json this}} and @root.
    const Json* whole_input() {
        if (!m_whole) {
            m_whole = std::make_unique<Json>(Json::object());
            for (const Json* layer : m_request.input)
                if (layer->is_object())
                    for (const auto& [name, value] : layer->items())
                        if (!m_whole->contains(name)) (*m_whole)[name] = value;
        }
        return m_whole.get();
    }

    static const NamedArgument* find_argument(const Node& node, std::string_view name) {
        const auto found = std::ranges::find(node.named, name, &NamedArgument::name);
        return found == node.named.end() ? nullptr : &*found;
    }

    bool counts_zero(const Node& node, const Frame& frame) {
        if (node.named.empty()) return false;
        const NamedArgument* flag = find_argument(node, "includeZero");
        return flag && !is_empty(value_of(flag->value, frame));
    }

    // --- nodes ---

    void write(const std::vector<Node>& nodes, const Frame& frame) {
        for (const Node& node : nodes) {
            if (!step(node)) return;
            // Nearly all nodes, without what the others need.
            if (node.kind == NodeKind::text)
                m_out.append(node.text);
            else if (node.kind == NodeKind::output)
                write_value(node, frame);
            else
                write_block(node, frame);
        }
    }

    // Whether it goes on.
    bool step(const Node& node) {
        if (m_steps_left == 0) [[unlikely]]
            return stop_early(node.at);
        --m_steps_left;
        return true;
    }

    [[gnu::noinline]] void write_block(const Node& node, const Frame& frame) {
        // The parser has refused it where both stand in one file; here it comes from a partial.
        if (m_in_data && is_structure(node.kind))
            return stop(node.at, "a data section holds data alone", "close {{/data}} before it");
        switch (node.kind) {
            case NodeKind::text:
            case NodeKind::output:
                return;  // by write()
            case NodeKind::partial:
                return write_partial(node, frame);
            case NodeKind::role:
                return m_out.begin_role(node.text);
            case NodeKind::history:
                return m_out.add_history();
            case NodeKind::media:
                return write_media(node, frame);
            case NodeKind::section:
                return m_out.add_part({PartKind::section, node.text, {}, {}});
            case NodeKind::json:
                return write_json(node, frame);
            case NodeKind::fence:
                return m_out.append_fence();
            case NodeKind::if_true:
                return write_either(!is_empty(value_of(node.args[0], frame), counts_zero(node, frame)), node,
                                    frame);
            case NodeKind::unless:
                return write_either(is_empty(value_of(node.args[0], frame), counts_zero(node, frame)), node,
                                    frame);
            case NodeKind::each:
                return write_each(node, frame);
            case NodeKind::with:
                return write_with(node, frame);
            case NodeKind::if_equals:
                return write_either(are_equal(value_of(node.args[0], frame), value_of(node.args[1], frame)),
                                    node, frame);
            case NodeKind::unless_equals:
                return write_either(!are_equal(value_of(node.args[0], frame), value_of(node.args[1], frame)),
                                    node, frame);
            case NodeKind::data: {
                const Output::DataBegin begin = m_out.begin_data(node.text);
                m_in_data = true;
                write(node.body, frame);
                m_in_data = false;
                if (!m_error) m_out.end_data(begin, node.text);
                return;
            }
        }
    }

    void write_either(bool yes, const Node& node, const Frame& frame) {
        write(yes ? node.body : node.otherwise, frame);
    }

    void write_value(const Node& node, const Frame& frame) {
        const Argument& argument = node.args.front();
        if (!argument.is_path) return m_out.append(argument.text);
        const Json* value = find(argument.path, frame);
        if (!value) return stop_missing(node.at, argument);
        switch (value->type()) {
            case Json::value_t::string:
                return m_out.append(*value->get_ptr<const std::string*>());
            case Json::value_t::null:
                return;
            case Json::value_t::boolean:
                return m_out.append(value->get<bool>() ? "true" : "false");
            case Json::value_t::number_integer:
            case Json::value_t::number_unsigned:
            case Json::value_t::number_float:
                return m_out.append_json_number(*value);
            default:
                return stop_no_text(node.at, argument, *value);
        }
    }

    void write_json(const Node& node, const Frame& frame) {
        const Json* value = value_of(node.args.front(), frame);
        if (!value) return stop_missing(node.at, node.args.front());
        int indent = -1;
        if (const NamedArgument* named = find_argument(node, "indent")) {
            const Json* width = value_of(named->value, frame);
            if (!width || !width->is_number_integer() || *width < 0 || *width > 8)
                return stop(node.at, "an indent is a number from 0 to 8", "{{json items indent=2}}");
            indent = *width == 0 ? -1 : width->get<int>();
        }
        m_out.append(value->dump(indent, ' ', false, Json::error_handler_t::replace));
    }

    void write_media(const Node& node, const Frame& frame) {
        Part part;
        part.kind = PartKind::media;
        for (const NamedArgument& named : node.named) {
            const Json* value = value_of(named.value, frame);
            if (!value || !value->is_string()) {
                if (named.name == "contentType" && (!value || value->is_null())) continue;
                return stop(node.at, fmt::format("{} of a media part is no text", named.name),
                            "{{media url=image}}");
            }
            (named.name == "url" ? part.url : part.content_type) = value->get<std::string>();
        }
        m_out.add_part(std::move(part));
    }

    void write_with(const Node& node, const Frame& frame) {
        const Json* value = value_of(node.args.front(), frame);
        if (is_empty(value)) return write(node.otherwise, frame);
        Frame inner = frame.inner();
        inner.value = value;
        std::pair<std::string_view, const Json*> named[1];
        if (!node.block_params.empty()) {
            named[0] = {node.block_params[0], value};
            inner.set_params(named);
        }
        write(node.body, inner);
    }

    void write_each(const Node& node, const Frame& frame) {
        const Json* items = value_of(node.args.front(), frame);
        if (is_empty(items) || !items->is_structured() || items->empty()) {
            if (items && items->is_primitive() && !is_empty(items))
                return stop(node.at, fmt::format("{} is no list", in_quotes(node.args.front().path.text)),
                            "each goes through a list or an object");
            return write(node.otherwise, frame);
        }
        Json index = std::uint64_t{0};
        Json key;
        std::pair<std::string_view, const Json*> named[2];
        Frame inner = frame.inner();
        inner.counted = true;
        inner.index = &index;
        inner.key = items->is_object() ? &key : &index;
        inner.first = true;
        auto& at = index.get_ref<Json::number_unsigned_t&>();
        const auto round = [&](const Json& value) {
            inner.value = &value;
            inner.last = at + 1 == items->size();
            if (!node.block_params.empty()) {
                named[0] = {node.block_params[0], inner.value};
                if (node.block_params.size() > 1) named[1] = {node.block_params[1], inner.key};
                inner.set_params(std::span(named, node.block_params.size()));
            }
            write(node.body, inner);
            inner.first = false;
            ++at;
            return step(node);
        };
        if (items->is_array()) {
            for (const Json& item : items->get_ref<const Json::array_t&>())
                if (!round(item)) return;
            return;
        }
        for (const auto& [name, item] : items->get_ref<const Json::object_t&>()) {
            key = name;
            if (!round(item)) return;
        }
    }

    void write_partial(const Node& node, const Frame& frame) {
        const auto found = m_request.partials.find(node.text);
        if (found == m_request.partials.end())
            return stop(node.at, fmt::format("there is no partial {}", in_quotes(node.text)),
                        "mkai prompt check");
        if (m_partial_depth == k_partial_depth_max)
            return stop(node.at,
                        fmt::format("partials call each other more than {} deep", k_partial_depth_max),
                        "take the circle out");
        Frame inner = frame.inner();
        inner.value = frame.value;
        if (!node.args.empty()) {
            inner.value = value_of(node.args.front(), frame);
            if (!inner.value) return stop_missing(node.at, node.args.front());
        }
        std::vector<std::pair<std::string_view, const Json*>> named;
        for (const NamedArgument& argument : node.named) {
            const Json* value = value_of(argument.value, frame);
            if (!value) return stop_missing(node.at, argument.value);
            named.emplace_back(argument.name, value);
        }
        inner.named = named;
        const Template* outer_template = std::exchange(m_template, found->second.get());
        const std::string outer_file = std::exchange(m_file, node.text);
        const std::string indent = m_out.set_indent(m_out.indent() + node.indent);
        ++m_partial_depth;
        write(found->second->nodes, inner);
        --m_partial_depth;
        m_out.set_indent(indent);
        m_file = outer_file;
        m_template = outer_template;
    }

    const RenderRequest& m_request;
    const Json* m_root = nullptr;
    std::vector<Members> m_layers;  // where there is no root
    const Template* m_template;
    std::string m_file;
    Output m_out;
    std::unique_ptr<Json> m_whole;
    std::optional<Error> m_error;
    int m_partial_depth = 0;
    std::size_t m_steps_left = k_steps_max;  // none after an error
    bool m_in_data = false;
};

}  // namespace

Result<std::vector<RenderedMessage>> render(const RenderRequest& request) {
    return Renderer(request).run();
}

}  // namespace mkai::prompts
