#include "core/workspace/disclosure_table.hpp"

#include "core/base/embedded.hpp"
#include "core/base/quote.hpp"
#include "core/base/regex.hpp"
#include "core/base/text.hpp"
#include "core/domain/content.hpp"
#include "core/workspace/document.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_file = "disclosures.yaml";
constexpr std::string_view k_built_in = "built-in disclosures.yaml";

struct LevelName {
    std::string_view name;
    std::optional<Level> level;
};
constexpr std::array k_levels{LevelName{"error", Level::error}, LevelName{"warning", Level::warning},
                              LevelName{"note", Level::note}, LevelName{"off", std::nullopt}};

// What a row that asks for something has to say.
constexpr std::array<std::string_view, 5> k_needed{"when", "line", "why", "source", "checked_on"};

class DisclosureReader {
  public:
    DisclosureReader(Document& document, std::span<const std::string> channels)
        : m_document(document), m_channels(channels) {}

    std::vector<Disclosure> read() {
        std::vector<Disclosure> rows;
        if (!m_document.readable()) return rows;
        for (const YamlNode& node : items_at(m_document.root(), "disclosures"))
            rows.push_back(read_row(node));
        return rows;
    }

  private:
    Disclosure read_row(const YamlNode& node) {
        Disclosure row;
        row.id = text_at(node, "id");
        const auto level = std::ranges::find(k_levels, text_at(node, "level"), &LevelName::name);
        if (level != k_levels.end()) row.level = level->level;
        check_once(node, row.id);
        if (row.level) check_needed(node);
        row.markets = texts_at(node, "markets");
        row.channels = texts_at(node, "channels");
        for (const YamlNode& channel : items_at(node, "channels"))
            if (std::ranges::find(m_channels, channel.text) == m_channels.end())
                m_document.unknown(channel, "channel", m_channels);
        if (const YamlNode* when = node.find("when")) row.when = read_when(*when);
        for (const auto& entry : entries_at(node, "line")) {
            check_language(entry);
            row.lines[entry.key] = read_line(entry.value);
        }
        row.place = parse_disclosure_place(text_at(node, "place")).value_or(DisclosurePlace::same_asset);
        if (const YamlNode* within = node.find("within")) {
            row.within_characters = integer_at(*within, "characters").value_or(0);
            row.within_sentences = integer_at(*within, "sentences").value_or(0);
        }
        row.owner = text_at(node, "owner");
        row.why = text_at(node, "why");
        row.source = text_at(node, "source");
        row.checked_on = text_at(node, "checked_on");
        return row;
    }

    void check_once(const YamlNode& node, const std::string& id) {
        const auto [first, fresh] = m_rows_at.emplace(id, node.begin.line);
        if (const YamlNode* name = node.find("id"); name != nullptr && !fresh)
            m_document.error(*name, "duplicate",
                             fmt::format("the disclosure {} stands twice; the first is in line {}",
                                         in_quotes(id), first->second),
                             "delete one of them");
    }

    void check_needed(const YamlNode& node) {
        for (const std::string_view key : k_needed)
            if (node.find(key) == nullptr)
                m_document.error(node, "missing-key", fmt::format("{} is missing", key),
                                 "add it, or write \"level: off\" for a row that asks for nothing");
    }

    // "en", "de": a key that the schema takes as it comes.
    void check_language(const YamlNode::Entry& entry) {
        const bool fits = entry.key.size() >= 2 && entry.key.size() <= 3 &&
                          std::ranges::all_of(entry.key, [](char c) { return c >= 'a' && c <= 'z'; });
        if (!fits)
            m_document.error(entry.key_begin, "not-a-language",
                             fmt::format("{} is not a language", in_quotes(entry.key)),
                             "write it as en or de");
    }

    DisclosureWhen read_when(const YamlNode& node) {
        DisclosureWhen when;
        when.always = flag_at(node, "always");
        when.kinds = texts_at(node, "kinds");
        when.categories = texts_at(node, "categories");
        when.cues = texts_at(node, "cues");
        when.offer = texts_at(node, "offer");
        for (const auto& entry : entries_at(node, "words")) {
            check_language(entry);
            for (const YamlNode& words : entry.value.items) when.words[entry.key].push_back(words.text);
        }
        return when;
    }

    // A list of wordings, or those with patterns.
    DisclosureLine read_line(const YamlNode& node) {
        DisclosureLine line;
        const std::vector<YamlNode>& wordings =
            node.kind == YamlKind::sequence ? node.items : items_at(node, "wordings");
        for (const YamlNode& wording : wordings) {
            check_wording(wording);
            line.wordings.push_back(wording.text);
        }
        for (const YamlNode& pattern : items_at(node, "patterns")) {
            if (const auto compiled = Regex::compile(pattern.text, true, Regex::Use::seldom); !compiled)
                m_document.error(pattern, "not-a-pattern", compiled.error().message, compiled.error().fix);
            line.patterns.push_back(pattern.text);
        }
        line.example = text_at(node, "example");
        return line;
    }

    // Only what mkai fills can be a part of a line.
    void check_wording(const YamlNode& node) {
        static const std::vector<std::string> k_slots{"offer.name",   "offer.price",      "offer.was_price",
                                                      "offer.starts", "offer.ends",       "offer.terms",
                                                      "brief.title",  "brief.mandatories"};
        const Tokens tokens = find_tokens(node.text);
        for (const std::string& problem : tokens.problems)
            m_document.error(node, "broken-token", problem, "write a slot as {{offer.terms}}");
        for (const Token& token : tokens.tokens)
            if (std::ranges::find(k_slots, token.name) == k_slots.end())
                m_document.error(node, "unknown-slot",
                                 fmt::format("there is no slot {}", in_quotes(token.name)),
                                 did_you_mean(token.name, k_slots));
    }

    Document& m_document;
    std::span<const std::string> m_channels;
    std::map<std::string, int> m_rows_at;
};

}  // namespace

Result<std::vector<Disclosure>> load_disclosures(const fs::path& root,
                                                 std::span<const std::string> channels) {
    std::map<std::string, Disclosure> by_id;
    const auto take = [&](Document document) -> Done {
        std::vector<Disclosure> rows = DisclosureReader(document, channels).read();
        const auto findings = document.take_findings();
        if (has_errors(findings))
            return fail(refused_file(fmt::format("{} has {}", document.label(),
                                                 counted(count_of(findings, Level::error), "error")),
                                     findings, "mend the places above"));
        for (Disclosure& row : rows) {
            std::string id = row.id;
            by_id.insert_or_assign(std::move(id), std::move(row));
        }
        return {};
    };
    for (const auto& file : embedded::templates())
        if (file.name == k_file)
            if (auto done = take(Document(std::string(k_built_in), file.text, "disclosures")); !done)
                return fail(done);
    std::error_code ignored;
    if (fs::exists(root / k_file, ignored))
        if (auto done = take(Document::read(root / k_file, std::string(k_file), "disclosures")); !done)
            return fail(done);
    std::vector<Disclosure> rows;
    for (auto& entry : by_id) rows.push_back(std::move(entry.second));
    return rows;
}

}  // namespace mkai::workspace
