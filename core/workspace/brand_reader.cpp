#include "core/workspace/brand_reader.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

using brand::RuleKind;
using brand::WordRule;

// The keys that only some kinds have.
struct KeyOfKinds {
    std::string_view key;
    std::array<bool, 6> kinds;  // in the order of RuleKind
};
constexpr KeyOfKinds k_keys[] = {
    // existence, substitution, occurrence, repetition, capitalisation, readability
    {"words", {true, false, true, true, false, false}},
    {"patterns", {true, false, true, false, false, false}},
    {"swap", {false, true, false, false, false, false}},
    {"exceptions", {true, true, true, true, true, false}},
    {"match_case", {true, true, true, true, false, false}},
    {"count", {false, false, true, false, false, false}},
    {"per", {false, false, true, false, false, false}},
    {"min", {false, false, true, false, false, true}},
    {"max", {false, false, true, false, false, true}},
    {"within_sentences", {false, false, false, true, false, false}},
    {"style", {false, false, false, false, true, false}},
    {"small_words", {false, false, false, false, true, false}},
    {"names", {false, false, false, false, true, false}},
    {"metric", {false, false, false, false, false, true}},
    {"words_min", {false, false, false, false, false, true}},
};

void check_keys(const YamlNode& node, RuleKind kind, Document& document) {
    for (const auto& entry : node.entries) {
        const auto* row = std::ranges::find(k_keys, entry.key, &KeyOfKinds::key);
        if (row != std::end(k_keys) && !row->kinds[static_cast<std::size_t>(kind)])
            document.error(entry.key_begin, "unused-key",
                           fmt::format("a rule of the kind {} has no {}", to_string(kind), entry.key),
                           "delete the key, or change the kind");
    }
}

std::optional<double> number_at(const YamlNode& mapping, std::string_view key) {
    const YamlNode* node = mapping.find(key);
    if (node == nullptr || (node->kind != YamlKind::integer && node->kind != YamlKind::real))
        return std::nullopt;
    return yaml_to_json(*node).get<double>();
}

Level level_at(const YamlNode& node) {
    const std::string text = text_at(node, "level");
    for (const Level level : {Level::error, Level::note})
        if (text == to_string(level)) return level;
    return Level::warning;
}

WordRule read_rule(const YamlNode& node) {
    WordRule rule;
    rule.id = text_at(node, "id");
    rule.kind = brand::parse_rule_kind(text_at(node, "kind")).value_or(RuleKind::existence);
    rule.level = level_at(node);
    rule.message = text_at(node, "message");
    rule.why = text_at(node, "why");
    rule.owner = text_at(node, "owner");
    if (const YamlNode* scope = node.find("scope"))
        rule.scope = {texts_at(*scope, "channels"), texts_at(*scope, "locales"), texts_at(*scope, "fields")};
    rule.words = texts_at(node, "words");
    rule.patterns = texts_at(node, "patterns");
    for (const auto& swap : entries_at(node, "swap")) rule.swaps.push_back({swap.key, swap.value.text});
    rule.exceptions = texts_at(node, "exceptions");
    rule.match_case = flag_at(node, "match_case");
    rule.count = brand::parse_counted(text_at(node, "count")).value_or(rule.count);
    rule.per = brand::parse_counted_per(text_at(node, "per")).value_or(rule.per);
    rule.min = number_at(node, "min");
    rule.max = number_at(node, "max");
    rule.within_sentences = static_cast<int>(integer_at(node, "within_sentences").value_or(0));
    rule.style = brand::parse_capital_style(text_at(node, "style")).value_or(rule.style);
    rule.small_words = texts_at(node, "small_words");
    rule.names = texts_at(node, "names");
    rule.metric = brand::parse_metric(text_at(node, "metric")).value_or(rule.metric);
    rule.words_min = static_cast<int>(integer_at(node, "words_min").value_or(rule.words_min));
    return rule;
}

brand::BrandVoice read_voice(const YamlNode& root) {
    brand::BrandVoice voice{
        text_at(root, "name"), text_at(root, "voice"), texts_at(root, "dos"), texts_at(root, "donts"), {}};
    for (const auto& note : entries_at(root, "notes")) voice.notes.push_back({note.key, note.value.text});
    return voice;
}

// An owner may be words ("the legal team"); one that is nearly an id was meant to be it.
void check_owner(const YamlNode& rule, std::span<const std::string> people, Document& document) {
    const YamlNode* owner = rule.find("owner");
    if (owner == nullptr || std::ranges::find(people, owner->text) != people.end()) return;
    const std::vector<std::string_view> ids(people.begin(), people.end());
    const std::string_view near = nearest(std::string_view(owner->text).substr(0, 100), ids);
    if (near.empty()) return;
    document.warning(*owner, "unknown-person", fmt::format("there is no person {}", in_quotes(owner->text)),
                     fmt::format("did you mean {}?", in_quotes(near)));
}

// The node of a problem: as near as the file has it.
const YamlNode& place_of(const YamlNode& rule, const std::vector<std::string>& path) {
    std::vector<std::string> part = path;
    for (; !part.empty(); part.pop_back())
        if (const YamlNode* node = rule.find_path(part)) return *node;
    return rule;
}

}  // namespace

BrandFile read_brand(Document& document, std::span<const std::string> people,
                     std::span<const std::string> channels) {
    BrandFile read;
    if (!document.readable()) return read;
    const YamlNode& root = document.root();
    read.brand.voice = read_voice(root);
    const auto& nodes = items_at(root, "rules");
    for (const YamlNode& node : nodes) {
        read.brand.rules.push_back(read_rule(node));
        // Without a known kind nobody knows which keys it has.
        if (brand::parse_rule_kind(text_at(node, "kind")))
            check_keys(node, read.brand.rules.back().kind, document);
        check_owner(node, people, document);
    }
    // What the schema or the keys have against a rule comes first: its problems would only be what follows.
    if (document.has_errors()) return read;
    std::vector<brand::RuleProblem> problems;
    read.rules = brand::RuleSet::compile(read.brand.rules, channels, problems);
    for (auto& problem : problems) {
        const YamlNode& at = place_of(nodes[problem.rule], problem.path);
        if (problem.level == Level::error)
            document.error(at, std::move(problem.code), std::move(problem.message), std::move(problem.fix));
        else
            document.warning(at, std::move(problem.code), std::move(problem.message), std::move(problem.fix));
    }
    return read;
}

}  // namespace mkai::workspace
