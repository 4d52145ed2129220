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

}  // namespace

ClaimIndex::ClaimIndex(std::span<const ClaimForm> claims)
    : m_claims(claims.begin(), claims.end()), m_ends(1) {
    for (const std::string_view word : function_words()) {
        m_stem_ids.add(stem_of(word), static_cast<std::uint32_t>(m_stems.size()));
        m_stems.push_back({k_function_weight, false, false, {}});
    }
    for (std::size_t i = 0; i < m_claims.size(); ++i) {
        add_form(i, m_claims[i].wording);
        for (const std::string& form : m_claims[i].forms) add_form(i, form);
    }
    weigh();
    m_by_language = sets_of(&ClaimForm::languages);
    m_by_market = sets_of(&ClaimForm::markets);
    m_by_market.by_name[""].assign(m_forms.size(), 1);
}

ClaimIndex::FormSets ClaimIndex::sets_of(std::vector<std::string> ClaimForm::*names) const {
    FormSets sets;
    for (const Form& form : m_forms) sets.others.push_back((m_claims[form.claim].*names).empty() ? 1 : 0);
    for (std::size_t i = 0; i < m_forms.size(); ++i)
        for (const std::string& name : m_claims[m_forms[i].claim].*names)
            sets.by_name.try_emplace(name, sets.others).first->second[i] = 1;
    return sets;
}

void ClaimIndex::add_form(std::size_t claim, std::string_view wording) {
    const auto& languages = m_claims[claim].languages;
    const char decimal = languages.empty() ? '.' : decimal_of(languages.front());
    Form form;
    form.claim = claim;
    form.text = wording;
    std::uint32_t node = 0;
    for (const Sentence& sentence : split_sentences(wording)) {
        WordList read;
        read_words(wording.substr(sentence.begin, sentence.end - sentence.begin), decimal, sentence.begin,
                   read);
        if (read.words.empty()) continue;
        std::vector<WordId> path;
        if (node != 0) path.push_back(k_stop);
        for (const ClaimWord& word : read.words) {
            const auto next = static_cast<WordId>(m_words.size() + k_stop + 1);
            // A word too long to fold equals nothing, so its claim is never exact.
            path.push_back(word.folded.empty() ? next : m_words.add(word.folded, next));
            if (form.words.size() < ClaimMatcher::k_compared_words) form.words.push_back(word);
        }
        for (const WordId word : path) {
            node = m_edges.add(node, word, static_cast<std::uint32_t>(m_ends.size()));
            if (node == m_ends.size()) m_ends.emplace_back();
        }
        form.sentences.push_back(std::move(read));
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
            const std::uint32_t number = m_stem_ids.add(stem, static_cast<std::uint32_t>(m_stems.size()));
            if (number == m_stems.size()) m_stems.push_back({0, true, word.type == WordType::number, {}});
            form.stems.push_back(number);
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
        for (const std::uint32_t stem : form.stems)
            if (form.content == 1 && m_stems[stem].content) m_stems[stem].enough = true;
        m_form_weights.push_back(static_cast<float>(form.weight));
    }
    m_unknown_weight = rarity(m_forms.size(), 1);
}

ClaimIndex::WordId ClaimIndex::word_id(const ClaimWord& word) const {
    const std::uint32_t known =
        word.folded.empty() ? WordTable::k_none : m_words.find(word.folded, word.hash);
    return known == WordTable::k_none ? k_unknown : known;
}

std::uint32_t ClaimIndex::stem_id(const ClaimWord& word) const {
    static_assert(k_dead == WordTable::k_none);
    const std::string_view stem = word.type == WordType::word ? stem_of(word.folded) : word.folded;
    return m_stem_ids.find(stem, stem.size() == word.folded.size() ? word.hash : hash_of(stem));
}

std::uint32_t ClaimIndex::step(std::uint32_t node, WordId word) const {
    static_assert(k_dead == StepTable::k_none);
    return word == k_unknown ? k_dead : m_edges.find(node, word);
}

}  // namespace mkai::brand
