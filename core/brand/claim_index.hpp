// The approved claims, ready to be found: their wordings as a trie, their words as an inverted index. Part of
// ClaimMatcher.
#pragma once

#include "core/brand/claim_words.hpp"
#include "core/brand/claims.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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
    };

    explicit ClaimIndex(std::span<const ClaimForm> claims);

    const std::vector<ClaimForm>& claims() const { return m_claims; }
    const std::vector<Form>& forms() const { return m_forms; }
    const std::vector<Stem>& stems() const { return m_stems; }
    // By itself, since it is read for every candidate.
    float form_weight(std::uint32_t form) const { return m_form_weights[form]; }
    double unknown_weight() const { return m_unknown_weight; }

    WordId word_id(std::string_view folded) const;
    // The stem's place in stems(), or k_dead.
    std::uint32_t stem_id(const ClaimWord& word) const;

    // The trie of wordings: from node 0 on, k_dead where no wording goes on so.
    std::uint32_t step(std::uint32_t node, WordId word) const;
    std::span<const std::uint32_t> forms_at(std::uint32_t node) const { return m_ends[node]; }

  private:
    void add_form(std::size_t claim, std::string_view wording);
    void weigh();

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Numbers = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

    std::vector<ClaimForm> m_claims;
    std::vector<Form> m_forms;
    std::vector<float> m_form_weights;
    Numbers m_words;
    Numbers m_stem_ids;
    std::vector<Stem> m_stems;
    std::unordered_map<std::uint64_t, std::uint32_t> m_edges;
    std::vector<std::vector<std::uint32_t>> m_ends;
    double m_unknown_weight = 1;
};

}  // namespace mkai::brand
