// A channel's data file to a Channel, with the JSON Schema of its fields made on the way.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

// What is taken at all from a model or an editor where the file names no max_length. The platform's own
// limits are much lower and are findings; these only keep hostile answers small.
constexpr std::int64_t k_plain_length_max = 4'000;
constexpr std::int64_t k_paragraphs_length_max = 20'000;
constexpr std::int64_t k_list_items_max = 100;

class ChannelReader {
  public:
    explicit ChannelReader(Document& document) : m_document(document), m_root(document.root()) {}

    Channel read() {
        m_channel.id = text_at(m_root, "channel");
        m_channel.title = text_at(m_root, "title");
        m_channel.recall = text_at(m_root, "recall");
        m_channel.own_site = flag_at(m_root, "own_site");
        m_channel.media_max = static_cast<int>(integer_at(m_root, "media_max").value_or(0));
        for (const YamlNode& node : items_at(m_root, "fields")) read_field(node);
        for (const YamlNode& node : items_at(m_root, "locked")) read_locked(node);
        for (const YamlNode& node : items_at(m_root, "tokens")) read_token(node);
        for (const YamlNode& node : items_at(m_root, "limits")) read_limit(node);
        for (const YamlNode& node : items_at(m_root, "fold")) read_fold(node);
        return std::move(m_channel);
    }

    Json output_schema() const {
        return {{"type", "object"},
                {"additionalProperties", false},
                {"required", m_required},
                {"properties", m_properties}};
    }

  private:
    void take_name(const YamlNode& node) {
        const YamlNode* name = node.find("name");
        if (name == nullptr) return;
        if (std::ranges::find(m_names, name->text) != m_names.end())
            m_document.error(*name, "duplicate",
                             fmt::format("the field {} stands twice", in_quotes(name->text)),
                             "give one of them another name");
        m_names.push_back(name->text);
    }

    void read_field(const YamlNode& node) {
        take_name(node);
        ChannelField field;
        field.name = text_at(node, "name");
        field.label = text_at(node, "label");
        field.about = text_at(node, "about");
        field.part = parse_field_part(text_at(node, "part")).value_or(FieldPart::body);
        field.list = flag_at(node, "list");
        field.required = flag_at(node, "required", true);
        field.plain = flag_at(node, "plain", true);
        field.unique = flag_at(node, "unique");
        field.recombines = flag_at(node, "recombines");
        if (field.recombines && !field.list)
            m_document.error(node, "not-a-list",
                             fmt::format("{} recombines and is no list", in_quotes(field.name)),
                             "add \"list: true\", or leave recombines out");
        m_properties[field.name] = schema_of(field, node);
        if (field.required) m_required.push_back(field.name);
        m_channel.fields.push_back(std::move(field));
    }

    static Json schema_of(const ChannelField& field, const YamlNode& node) {
        const std::int64_t otherwise = field.plain ? k_plain_length_max : k_paragraphs_length_max;
        Json text = {{"type", "string"},
                     {"minLength", 1},
                     {"maxLength", integer_at(node, "max_length").value_or(otherwise)}};
        Json schema = field.list
                          ? Json{{"type", "array"},
                                 {"items", std::move(text)},
                                 {"minItems", integer_at(node, "min_items").value_or(field.required ? 1 : 0)},
                                 {"maxItems", integer_at(node, "max_items").value_or(k_list_items_max)}}
                          : std::move(text);
        if (!field.about.empty()) schema["description"] = field.about;
        return schema;
    }

    void read_locked(const YamlNode& node) {
        take_name(node);
        m_channel.locked.push_back({text_at(node, "name"), text_at(node, "label"), text_at(node, "from"),
                                    parse_field_part(text_at(node, "part")).value_or(FieldPart::footnote),
                                    flag_at(node, "required"), flag_at(node, "pinned")});
    }

    // "first_name", or with the longest that it may become.
    void read_token(const YamlNode& node) {
        const std::string name = node.kind == YamlKind::mapping ? text_at(node, "name") : node.text;
        if (std::ranges::find(m_channel.tokens, name) != m_channel.tokens.end()) {
            m_document.error(node, "duplicate", fmt::format("the token {} stands twice", in_quotes(name)),
                             "take one of them out");
            return;
        }
        if (const auto longest = integer_at(node, "longest")) m_channel.token_longest[name] = *longest;
        m_channel.tokens.push_back(name);
    }

    void read_fold(const YamlNode& node) {
        ChannelFold fold{text_at(node, "field"), integer_at(node, "shows").value_or(0),
                         text_at(node, "source"), text_at(node, "checked_on")};
        const YamlNode* field = node.find("field");
        if (field != nullptr && std::ranges::find(m_names, fold.field) == m_names.end())
            m_document.unknown(*field, "field", m_names);
        if (field != nullptr && m_channel.find_fold(fold.field) != nullptr)
            m_document.error(*field, "duplicate",
                             fmt::format("the fold of {} stands twice", in_quotes(fold.field)),
                             "take one of them out");
        m_channel.folds.push_back(std::move(fold));
    }

    void read_limit(const YamlNode& node) {
        ChannelLimit limit;
        limit.field = text_at(node, "field");
        limit.unit = parse_limit_unit(text_at(node, "unit")).value_or(LimitUnit::graphemes);
        limit.max = integer_at(node, "max").value_or(0);
        limit.min = integer_at(node, "min").value_or(0);
        limit.hard = text_at(node, "level") == "hard";
        limit.source = text_at(node, "source");
        limit.checked_on = text_at(node, "checked_on");
        const YamlNode* field = node.find("field");
        if (field != nullptr && std::ranges::find(m_names, limit.field) == m_names.end())
            m_document.unknown(*field, "field", m_names);
        if (limit.min > limit.max)
            m_document.error(node, "out-of-range",
                             fmt::format("the least, {}, is more than the most, {}", limit.min, limit.max),
                             "swap min and max");
        m_channel.limits.push_back(std::move(limit));
    }

    Document& m_document;
    const YamlNode& m_root;
    Channel m_channel;
    std::vector<std::string> m_names;  // of fields and locked fields
    std::vector<std::string> m_required;
    Json m_properties = Json::object();
};

Error refused(std::string_view name, Document& document) {
    const auto findings = document.take_findings();
    return refused_file(fmt::format("the channel file {} has {}", in_quotes(name),
                                    counted(count_of(findings, Level::error), "error")),
                        findings, "mend the places above");
}

}  // namespace

Result<Channel> parse_channel(std::string_view yaml, std::string_view name) {
    Document document{std::string(name), yaml, "channel"};
    if (!document.readable()) return fail(refused(name, document));
    ChannelReader reader(document);
    Channel channel = reader.read();
    if (document.has_errors()) return fail(refused(name, document));
    channel.source_digest = document.source_digest();
    const Json schema_json = reader.output_schema();
    channel.output_schema = dump_json(schema_json);
    auto schema = Schema::compile(schema_json);
    if (!schema) return fail(schema);
    channel.schema = std::move(*schema);
    return channel;
}

}  // namespace mkai::workspace
