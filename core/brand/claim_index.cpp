#include "core/brand/claim_index.hpp"

#include "core/brand/claim_cues.hpp"
#include "core/brand/sentences.hpp"

#include <algorithm>
#include <cmath>

namespace mkai::brand {
namespace {

// A function word weighs a third of a word that every claim has; a number one more than a word as rare.
constexpr double k_function_weight = 0.3;
constexpr double k_number_weight = 1.0;

double rarity(std::size_t all, std::size_t having) {
    return 1 + 0.5 * std::log((static_cast<double>(all) + 1) /
                              static_cast<double>(std::max<std::size_t>(having, 1)));
}

std::uint64_t edge(std::uint32_t node, std::uint32_t word) {
    return (static_cast<std::uint64_t>(node) << 32) | word;
}

}  // namespace

ClaimIndex::ClaimIndex(std::span<const ClaimForm> claims)
    : m_claims(claims.begin(), claims.end()), m_ends(1) {
    for (const std::string_view word : function_words()) {
        m_stem_ids.try_emplace(std::string(stem_of(word)), static_cast<std::uint32_t>(m_stems.size()));
        m_stems.push_back({k_function_weight, false, false, {}});
    }
    for (std::size_t i = 0; i < m_claims.size(); ++i) {
        add_form(i, m_claims[i].wording);
        for (const std::string& form : m_claims[i].forms) add_form(i, form);
    }
    weigh();
}

void ClaimIndex::add_form(std::size_t claim, std::string_view wording) {
    const auto& languages = m_claims[claim].languages;
    const char decimal = languages.empty() ? '.' : decimal_of(languages.front());
    Form form;
    form.claim = claim;
    form.text = wording;
    std::uint32_t node = 0;
    for (const Sentence& sentence : split_sentences(wording)) {
        WordList read = read_words(wording.substr(sentence.begin, sentence.end - sentence.begin), decimal,
                                   sentence.begin);
        if (read.words.empty()) continue;
        std::vector<WordId> path;
        if (node != 0) path.push_back(k_stop);
        for (ClaimWord& word : read.words) {
            const auto next = static_cast<WordId>(m_words.size() + k_stop + 1);
            // A word too long to fold equals nothing, so its claim is never exact.
            path.push_back(word.folded.empty() ? next : m_words.try_emplace(word.folded, next).first->second);
            if (form.words.size() < ClaimMatcher::k_compared_words) form.words.push_back(std::move(word));
        }
        for (const WordId word : path) {
            const auto [at, is_new] =
                m_edges.try_emplace(edge(node, word), static_cast<std::uint32_t>(m_ends.size()));
            node = at->second;
            if (is_new) m_ends.emplace_back();
        }
    }
    if (node == 0) return;
    m_ends[node].push_back(static_cast<std::uint32_t>(m_forms.size()));
    m_forms.push_back(std::move(form));
}

void ClaimIndex::weigh() {
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        Form& form = m_forms[i];
        for (const ClaimWord& word : form.words) {
            if (word.folded.empty()) continue;
            const std::string_view stem = word.type == WordType::word ? stem_of(word.folded) : word.folded;
            auto at = m_stem_ids.find(stem);
            if (at == m_stem_ids.end()) {
                at = m_stem_ids.emplace(std::string(stem), static_cast<std::uint32_t>(m_stems.size())).first;
                m_stems.push_back({0, true, word.type == WordType::number, {}});
            }
            form.stems.push_back(at->second);
        }
        std::ranges::sort(form.stems);
        // (Clang 14 does not read libstdc++'s subranges.)
        form.stems.erase(std::unique(form.stems.begin(), form.stems.end()), form.stems.end());
        for (const std::uint32_t stem : form.stems)
            m_stems[stem].forms.push_back(static_cast<std::uint32_t>(i));
    }
    for (Stem& stem : m_stems)
        if (stem.content)
            stem.weight = rarity(m_forms.size(), stem.forms.size()) + (stem.number ? k_number_weight : 0);
    for (Form& form : m_forms) {
        for (const std::uint32_t stem : form.stems) {
            form.weight += m_stems[stem].weight;
            form.content += m_stems[stem].content ? 1 : 0;
            form.numbers += m_stems[stem].number ? 1 : 0;
        }
        m_form_weights.push_back(static_cast<float>(form.weight));
    }
    m_unknown_weight = rarity(m_forms.size(), 1);
}

ClaimIndex::WordId ClaimIndex::word_id(std::string_view folded) const {
    const auto at = m_words.find(folded);
    return folded.empty() || at == m_words.end() ? k_unknown : at->second;
}

std::uint32_t ClaimIndex::stem_id(const ClaimWord& word) const {
    const auto at =
        m_stem_ids.find(word.type == WordType::word ? stem_of(word.folded) : std::string_view(word.folded));
    return at == m_stem_ids.end() ? k_dead : at->second;
}

std::uint32_t ClaimIndex::step(std::uint32_t node, WordId word) const {
    if (word == k_unknown) return k_dead;
    const auto at = m_edges.find(edge(node, word));
    return at == m_edges.end() ? k_dead : at->second;
}

}  // namespace mkai::brand
