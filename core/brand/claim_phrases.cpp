#include "core/brand/claim_phrases.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace mkai::brand {
namespace {

constexpr std::uint32_t k_any = 1;
constexpr std::uint32_t k_number = 2;
constexpr std::uint32_t k_first_free = 3;
constexpr std::array<std::string_view, 5> k_adjective_endings{"e", "en", "er", "es", "em"};
constexpr std::size_t k_phrase_words_max = 9;

std::uint64_t edge(std::uint32_t node, std::uint32_t element) {
    return (static_cast<std::uint64_t>(node) << 32) | element;
}

std::vector<std::string_view> parted(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace

PhraseTable::PhraseTable(std::span<const PhraseRow> rows, std::span<const WordClass> classes)
    : m_accepts(1), m_byte_ends(1, 0), m_elements(k_first_free) {
    for (const WordClass& words : classes) {
        auto& all = m_classes[std::string(words.name)];
        for (const std::string_view word : parted(words.phrases, '|')) all.push_back(word);
    }
    for (const PhraseRow& row : rows)
        for (const std::string_view phrase : parted(row.phrases, '|'))
            add(phrase, {row.role, row.kind, row.reach});
}

void PhraseTable::add(std::string_view phrase, const Accept& accept) {
    const auto parts = parted(phrase, ' ');
    if (parts.empty() || parts.size() > k_phrase_words_max || parts.front() == "*")
        throw std::logic_error("no phrase: " + std::string(phrase));
    add_from(0, parts, accept);
}

void PhraseTable::add_from(std::uint32_t node, std::span<const std::string_view> parts,
                           const Accept& accept) {
    if (parts.empty()) {
        m_accepts[node].push_back(accept);
        return;
    }
    const std::string_view part = parts.front();
    const auto rest = parts.subspan(1);
    if (part == "*") {
        add_from(grow(node, k_any), rest, accept);
    } else if (part == "{n}") {
        add_from(grow(node, k_number), rest, accept);
    } else if (part == "{$n}") {
        constexpr std::array<std::string_view, 2> k_before{"{$}", "{n}"};
        constexpr std::array<std::string_view, 2> k_behind{"{n}", "{$}"};
        for (const auto& order : {k_before, k_behind}) {
            std::vector<std::string_view> parts_of_money(order.begin(), order.end());
            parts_of_money.insert(parts_of_money.end(), rest.begin(), rest.end());
            add_from(node, parts_of_money, accept);
        }
    } else if (part.size() > 2 && part.front() == '{') {
        const auto words = m_classes.find(std::string(part.substr(1, part.size() - 2)));
        // A language without a class of its own has no such phrases.
        if (words == m_classes.end()) return;
        for (const std::string_view choice : std::vector<std::string_view>(words->second)) {
            auto longer = parted(choice, ' ');
            longer.insert(longer.end(), rest.begin(), rest.end());
            add_from(node, longer, accept);
        }
    } else if (part.size() > 1 && part.back() == '~') {
        for (const std::string_view ending : k_adjective_endings)
            add_from(grow(node, exact_element(std::string(part.substr(0, part.size() - 1)).append(ending))),
                     rest, accept);
    } else if (part.size() > 1 && part.back() == '*') {
        add_from(grow(node, prefix_element(part.substr(0, part.size() - 1))), rest, accept);
    } else {
        // As copy is read: "risk-free", "d'origine", "n.º" and "%" become the words that they are found as.
        const WordList read = read_words(part, '.');
        if (read.words.empty()) throw std::logic_error("no word: " + std::string(part));
        for (const ClaimWord& word : read.words) node = grow(node, exact_element(word.folded));
        add_from(node, rest, accept);
    }
}

std::uint32_t PhraseTable::grow(std::uint32_t node, Element element) {
    const auto [at, is_new] =
        m_edges.try_emplace(edge(node, element), static_cast<std::uint32_t>(m_accepts.size()));
    const std::uint32_t next = at->second;
    if (is_new) m_accepts.emplace_back();
    return next;
}

PhraseTable::Element PhraseTable::exact_element(std::string_view word) {
    const auto [at, is_new] = m_exact.try_emplace(fold_case(word), m_elements);
    if (is_new) ++m_elements;
    return at->second;
}

PhraseTable::Element PhraseTable::prefix_element(std::string_view prefix) {
    std::uint32_t node = 0;
    for (const char c : fold_case(prefix)) {
        const auto [at, is_new] = m_bytes.try_emplace((node << 8) | static_cast<unsigned char>(c),
                                                      static_cast<std::uint32_t>(m_byte_ends.size()));
        node = at->second;
        if (is_new) m_byte_ends.push_back(0);
    }
    if (m_byte_ends[node] == 0) m_byte_ends[node] = m_elements++;
    return m_byte_ends[node];
}

void PhraseTable::collect_prefixes(std::string_view word, std::vector<Element>& out) const {
    std::uint32_t node = 0;
    for (const char c : word) {
        const auto next = m_bytes.find((node << 8) | static_cast<unsigned char>(c));
        if (next == m_bytes.end()) return;
        node = next->second;
        if (m_byte_ends[node] != 0) out.push_back(m_byte_ends[node]);
    }
}

void PhraseTable::find(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits) const {
    std::vector<Element> prefixes;
    std::vector<Meaning> meanings;
    meanings.reserve(words.size());
    for (const ClaimWord& word : words) {
        Meaning meaning;
        meaning.prefixes_begin = static_cast<std::uint32_t>(prefixes.size());
        if (!word.folded.empty()) {
            if (const auto at = m_exact.find(word.folded); at != m_exact.end()) meaning.exact = at->second;
            if (word.type == WordType::word) collect_prefixes(word.folded, prefixes);
        }
        meaning.prefixes_end = static_cast<std::uint32_t>(prefixes.size());
        meanings.push_back(meaning);
    }

    // The nodes that the phrases begun at one word have come to: few, as a word has few meanings.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> next_nodes;
    for (std::uint32_t first = 0; first < words.size(); ++first) {
        nodes.assign(1, 0);
        for (std::uint32_t at = first; at < words.size() && !nodes.empty(); ++at) {
            if (at > first && (words[at].gap & k_gap_ends_phrase) != 0) break;
            const Meaning& meaning = meanings[at];
            next_nodes.clear();
            const auto step = [&](std::uint32_t node, Element element) {
                if (const auto to = m_edges.find(edge(node, element)); to != m_edges.end())
                    next_nodes.push_back(to->second);
            };
            for (const std::uint32_t node : nodes) {
                if (meaning.exact != 0) step(node, meaning.exact);
                for (std::uint32_t i = meaning.prefixes_begin; i < meaning.prefixes_end; ++i)
                    step(node, prefixes[i]);
                if (words[at].type == WordType::number) step(node, k_number);
                if (at > first && words[at].type == WordType::word) step(node, k_any);
            }
            for (const std::uint32_t node : next_nodes)
                for (const Accept& accept : m_accepts[node])
                    hits.push_back({first, at + 1, accept.role, accept.kind, accept.reach});
            std::swap(nodes, next_nodes);
        }
    }
}

const PhraseTable& phrase_table(std::string_view language) {
    struct Built {
        std::once_flag once;
        std::optional<PhraseTable> table;
    };
    static std::array<Built, 7> built;
    const auto languages = cue_languages();
    const auto found = std::ranges::find(languages, language);
    const auto index = found == languages.end() ? 0 : static_cast<std::size_t>(found - languages.begin());
    Built& wanted = built[index];
    std::call_once(wanted.once, [&] {
        wanted.table.emplace(phrase_rows(languages[index]), word_classes(languages[index]));
    });
    return *wanted.table;
}

}  // namespace mkai::brand
