// The approved claims, ready to be found: their wordings as a trie, their words as an inverted index. Part of
// ClaimMatcher.
#pragma once

#include "core/brand/claim_words.hpp"
#include "core/brand/claims.hpp"
#include "core/brand/word_table.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

class ClaimIndex {
  public:
    // Words of the wordings as numbers. k_stop is the end of a sentence.
    using WordId = std::uint32_t;
    static constexpr WordId k_unknown = 0;
    static constexpr WordId k_stop = 1;
    static constexpr std::uint32_t k_dead = static_cast<std::uint32_t>(-1);

    // A wording, or another form, of a claim.
    struct Form {
        std::size_t claim = 0;
        std::string text;
        std::vector<ClaimWord> words;      // at most ClaimMatcher::k_compared_words
        std::vector<WordList> sentences;   // which have the bytes of the words
        std::vector<std::uint32_t> stems;  // each once
        double weight = 0;
        std::size_t content = 0;  // stems that are no function words
        std::size_t numbers = 0;
    };
    struct Stem {
        double weight = 0;
        bool content = false;
        bool number = false;
        std::vector<std::uint32_t> forms;
        bool enough = false;  // content, and some form has no other
    };

    explicit ClaimIndex(std::span<const ClaimForm> claims);

    const std::vector<ClaimForm>& claims() const { return m_claims; }
    const std::vector<Form>& forms() const { return m_forms; }
    const std::vector<Stem>& stems() const { return m_stems; }
    // By itself, since it is read for every candidate.
    float form_weight(std::uint32_t form) const { return m_form_weights[form]; }
    double unknown_weight() const { return m_unknown_weight; }

    WordId word_id(const ClaimWord& word) const;
    // The stem's place in stems(), or k_dead.
    std::uint32_t stem_id(const ClaimWord& word) const;

    // A form each, whether it is of the language or market; a market of "" is every one.
    using FormSet = std::vector<char>;
    const FormSet& spoken_in(std::string_view language) const { return m_by_language.find(language); }
    const FormSet& approved_in(std::string_view market) const { return m_by_market.find(market); }

    // The trie of wordings: from node 0 on, k_dead where no wording goes on so.
    std::uint32_t step(std::uint32_t node, WordId word) const;
    std::span<const std::uint32_t> forms_at(std::uint32_t node) const { return m_ends[node]; }

  private:
    void add_form(std::size_t claim, std::string_view wording);
    void weigh();
    // Sets by what claims name, and the one for what none of them names.
    struct FormSets {
        std::map<std::string, FormSet, std::less<>> by_name;
        FormSet others;

        const FormSet& find(std::string_view name) const {
            const auto named = by_name.find(name);
            return named == by_name.end() ? others : named->second;
        }
    };
    FormSets sets_of(std::vector<std::string> ClaimForm::*names) const;

    std::vector<ClaimForm> m_claims;
    std::vector<Form> m_forms;
    std::vector<float> m_form_weights;
    WordTable m_words;
    WordTable m_stem_ids;
    std::vector<Stem> m_stems;
    StepTable m_edges;
    std::vector<std::vector<std::uint32_t>> m_ends;
    double m_unknown_weight = 1;
    FormSets m_by_language;
    FormSets m_by_market;
};

}  // namespace mkai::brand
