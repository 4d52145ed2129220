// All phrases of a language (claim_cues.hpp) in one automaton: found in one pass, whatever their number.
#pragma once

#include "core/brand/claim_cues.hpp"
#include "core/brand/claim_words.hpp"
#include "core/brand/word_table.hpp"

#include <array>
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

    // What a search writes to; kept from one to the next to save its memory.
    struct Search;
    // Every phrase at every place, in the order of their first words; a phrase does not go on over the end of
    // a clause. Linear: what is tried from one word is bound by the longest phrase.
    void find(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits, Search& search) const;

  private:
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

    // 0 is the root, to which no step leads.
    struct Node {
        std::uint32_t by_any = 0;     // any word
        std::uint32_t by_number = 0;  // any number
        std::vector<Accept> accepts = {};
    };

    void add(std::string_view phrase, const Accept& accept);
    void add_from(std::uint32_t node, std::span<const std::string_view> parts, const Accept& accept);
    std::uint32_t grow(std::uint32_t node, Element element);
    std::uint32_t grow(std::uint32_t node, std::uint32_t Node::*by);
    Element exact_element(std::string_view word);
    Element prefix_element(std::string_view prefix);
    void collect_prefixes(std::string_view word, std::vector<Element>& out) const;
    void read_meanings(std::span<const ClaimWord> words, Search& search) const;
    void begin(const ClaimWord& word, const Meaning& meaning, Search& search) const;
    void go_on(const ClaimWord& word, const Meaning& meaning, Search& search) const;

    std::unordered_map<std::string, std::vector<std::string_view>> m_classes;
    WordTable m_exact;
    std::vector<Node> m_nodes;
    StepTable m_steps;                   // from a node by an element
    std::vector<std::uint32_t> m_roots;  // the same from the root, which most words are asked of; 0: none
    // The prefixes of "word*" as a trie of bytes; its first step by itself, as most words end there.
    std::array<std::uint32_t, 256> m_first_bytes{};
    StepTable m_bytes;
    std::vector<Element> m_byte_ends;  // a node each; 0: none ends here
    Element m_elements = 0;
};

struct PhraseTable::Search {
    std::vector<Meaning> meanings;  // a word each
    std::vector<Element> prefixes;
    // The nodes that the phrases begun at one word have come to: few, as a word has few meanings.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> next_nodes;
};

// The automaton of a language with rows of its own, of English for any other. Built once each, then shared;
// threads may ask at the same time.
const PhraseTable& phrase_table(std::string_view language);

}  // namespace mkai::brand
