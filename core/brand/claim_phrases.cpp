#include "core/brand/claim_phrases.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace mkai::brand {
namespace {

constexpr std::uint32_t k_first_element = 1;
constexpr std::array<std::string_view, 5> k_adjective_endings{"e", "en", "er", "es", "em"};
constexpr std::size_t k_phrase_words_max = 9;

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
    : m_nodes(1), m_byte_ends(1, 0), m_elements(k_first_element) {
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
        m_nodes[node].accepts.push_back(accept);
        return;
    }
    const std::string_view part = parts.front();
    const auto rest = parts.subspan(1);
    if (part == "*") {
        add_from(grow(node, &Node::by_any), rest, accept);
    } else if (part == "{n}") {
        add_from(grow(node, &Node::by_number), rest, accept);
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
        WordList read;
        read_words(part, '.', 0, read);
        if (read.words.empty()) throw std::logic_error("no word: " + std::string(part));
        for (const ClaimWord& word : read.words) node = grow(node, exact_element(word.folded));
        add_from(node, rest, accept);
    }
}

std::uint32_t PhraseTable::grow(std::uint32_t node, Element element) {
    const auto fresh = static_cast<std::uint32_t>(m_nodes.size());
    const std::uint32_t next = m_steps.add(node, element, fresh);
    if (next == fresh) m_nodes.emplace_back();
    if (node == 0) {
        if (m_roots.size() <= element) m_roots.resize(element + 1, 0);
        m_roots[element] = next;
    }
    return next;
}

std::uint32_t PhraseTable::grow(std::uint32_t node, std::uint32_t Node::*by) {
    if (m_nodes[node].*by == 0) {
        m_nodes[node].*by = static_cast<std::uint32_t>(m_nodes.size());
        m_nodes.emplace_back();
    }
    return m_nodes[node].*by;
}

PhraseTable::Element PhraseTable::exact_element(std::string_view word) {
    const Element element = m_exact.add(fold_case(word), m_elements);
    if (element == m_elements) ++m_elements;
    return element;
}

PhraseTable::Element PhraseTable::prefix_element(std::string_view prefix) {
    std::uint32_t node = 0;
    for (const char c : fold_case(prefix)) {
        const auto byte = static_cast<unsigned char>(c);
        const auto fresh = static_cast<std::uint32_t>(m_byte_ends.size());
        std::uint32_t& first = m_first_bytes[byte];
        if (node == 0)
            node = first = first == 0 ? fresh : first;
        else
            node = m_bytes.add(node, byte, fresh);
        if (node == fresh) m_byte_ends.push_back(0);
    }
    if (m_byte_ends[node] == 0) m_byte_ends[node] = m_elements++;
    return m_byte_ends[node];
}

void PhraseTable::collect_prefixes(std::string_view word, std::vector<Element>& out) const {
    std::uint32_t node = m_first_bytes[static_cast<unsigned char>(word.front())];
    for (std::size_t i = 1; node != 0; ++i) {
        if (m_byte_ends[node] != 0) out.push_back(m_byte_ends[node]);
        if (i == word.size()) return;
        node = m_bytes.find(node, static_cast<unsigned char>(word[i]));
        if (node == StepTable::k_none) return;
    }
}

void PhraseTable::read_meanings(std::span<const ClaimWord> words, Search& search) const {
    search.meanings.clear();
    search.prefixes.clear();
    for (const ClaimWord& word : words) {
        Meaning meaning;
        meaning.prefixes_begin = static_cast<std::uint32_t>(search.prefixes.size());
        if (!word.folded.empty()) {
            const std::uint32_t exact = m_exact.find(word.folded, word.hash);
            meaning.exact = exact == WordTable::k_none ? 0 : exact;
            if (word.type == WordType::word) collect_prefixes(word.folded, search.prefixes);
        }
        meaning.prefixes_end = static_cast<std::uint32_t>(search.prefixes.size());
        search.meanings.push_back(meaning);
    }
}

void PhraseTable::begin(const ClaimWord& word, const Meaning& meaning, Search& search) const {
    search.nodes.clear();
    const auto step = [&](Element element) {
        if (element < m_roots.size() && m_roots[element] != 0) search.nodes.push_back(m_roots[element]);
    };
    if (meaning.exact != 0) step(meaning.exact);
    for (std::uint32_t i = meaning.prefixes_begin; i < meaning.prefixes_end; ++i) step(search.prefixes[i]);
    if (word.type == WordType::number && m_nodes[0].by_number != 0)
        search.nodes.push_back(m_nodes[0].by_number);
}

void PhraseTable::go_on(const ClaimWord& word, const Meaning& meaning, Search& search) const {
    search.next_nodes.clear();
    for (const std::uint32_t node : search.nodes) {
        const auto step = [&](Element element) {
            if (const std::uint32_t to = m_steps.find(node, element); to != StepTable::k_none)
                search.next_nodes.push_back(to);
        };
        if (meaning.exact != 0) step(meaning.exact);
        for (std::uint32_t i = meaning.prefixes_begin; i < meaning.prefixes_end; ++i)
            step(search.prefixes[i]);
        const Node& from = m_nodes[node];
        if (word.type == WordType::number && from.by_number != 0) search.next_nodes.push_back(from.by_number);
        if (word.type == WordType::word && from.by_any != 0) search.next_nodes.push_back(from.by_any);
    }
    std::swap(search.nodes, search.next_nodes);
}

void PhraseTable::find(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits, Search& search) const {
    read_meanings(words, search);
    for (std::uint32_t first = 0; first < words.size(); ++first) {
        begin(words[first], search.meanings[first], search);
        for (std::uint32_t at = first; !search.nodes.empty();) {
            for (const std::uint32_t node : search.nodes)
                for (const Accept& accept : m_nodes[node].accepts)
                    hits.push_back({first, at + 1, accept.role, accept.kind, accept.reach});
            if (++at == words.size() || (words[at].gap & k_gap_ends_phrase) != 0) break;
            go_on(words[at], search.meanings[at], search);
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
