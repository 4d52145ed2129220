// All phrases of a language (claim_cues.hpp) in one automaton: found in one pass, whatever their number.
#pragma once

#include "core/brand/claim_cues.hpp"
#include "core/brand/claim_words.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mkai::brand {

// Words [first, last) of those that were searched.
struct PhraseHit {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    PhraseRole role = PhraseRole::cue;
    CueKind kind = CueKind::price;
    int reach = 0;
};

class PhraseTable {
  public:
    // Takes a malformed row for a bug (std::logic_error).
    PhraseTable(std::span<const PhraseRow> rows, std::span<const WordClass> classes);

    // Every phrase at every place, in the order of their first words; a phrase does not go on over the end of
    // a clause. Linear: what is tried from one word is bound by the longest phrase.
    void find(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits) const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Element = std::uint32_t;
    struct Accept {
        PhraseRole role;
        CueKind kind;
        int reach;
    };
    // What a word can stand for, beside "any word".
    struct Meaning {
        Element exact = 0;
        std::uint32_t prefixes_begin = 0;
        std::uint32_t prefixes_end = 0;
    };

    void add(std::string_view phrase, const Accept& accept);
    void add_from(std::uint32_t node, std::span<const std::string_view> parts, const Accept& accept);
    std::uint32_t grow(std::uint32_t node, Element element);
    Element exact_element(std::string_view word);
    Element prefix_element(std::string_view prefix);
    void collect_prefixes(std::string_view word, std::vector<Element>& out) const;

    std::unordered_map<std::string, std::vector<std::string_view>> m_classes;
    std::unordered_map<std::string, Element, Hash, std::equal_to<>> m_exact;
    std::unordered_map<std::uint64_t, std::uint32_t> m_edges;  // node and element to node
    std::vector<std::vector<Accept>> m_accepts;                // a node each
    // The prefixes of "word*" as a trie of bytes.
    std::unordered_map<std::uint32_t, std::uint32_t> m_bytes;  // node and byte to node
    std::vector<Element> m_byte_ends;                          // a node each; 0: none ends here
    Element m_elements = 0;
};

// The automaton of a language with rows of its own, of English for any other. Built once each, then shared;
// threads may ask at the same time.
const PhraseTable& phrase_table(std::string_view language);

}  // namespace mkai::brand
