// Many words and phrases found in one pass over a text.
#pragma once

#include "core/brand/word_table.hpp"
#include "core/brand/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// Phrases by their last word: when a word comes, what may end with it is compared backwards.
class PhraseIndex {
  public:
    // "free trial", "AI-powered", "leverag*", "免费". Returns the phrase's number, the next from 0; -1 when
    // there is no word and no sign in it, or more than 32 of them.
    int add(std::string_view phrase, bool match_case);

    struct Found {
        std::uint32_t phrase = 0;
        std::size_t begin = 0, end = 0;  // bytes of the text
    };
    // One pass over one text.
    class Run {
      public:
        Run(const PhraseIndex& index, std::string_view text);
        // Appends every phrase that ends with this word.
        void read(const Word& word, std::vector<Found>& found);
        // No phrase that is still to be found begins before this byte.
        std::size_t settled() const;

      private:
        struct Seen {
            WordKind kind = WordKind::opaque;
            bool space_before = false;
            std::size_t begin = 0, end = 0;
            std::string folded;
        };
        const Seen& back(std::size_t count) const {
            return m_seen[(m_count - 1 - count) & (m_seen.size() - 1)];
        }
        void compare(std::uint32_t phrase, std::vector<Found>& found) const;

        const PhraseIndex& m_index;
        std::string_view m_text;
        std::vector<Seen> m_seen;  // a ring
        std::size_t m_count = 0;
    };

  private:
    struct Part {
        std::string folded;
        std::string exact;  // composed; of a word in a phrase that matches case, else empty
        bool any_ending = false;
        bool space_before = false;
    };
    // Phrases by a word of theirs.
    struct ByWord {
        WordTable words;
        std::vector<std::vector<std::uint32_t>> phrases;  // a word each

        void add(std::string_view word, std::uint32_t phrase);
    };

    std::vector<std::vector<Part>> m_phrases;
    ByWord m_by_last;
    std::vector<std::pair<std::size_t, ByWord>> m_by_beginning;  // "word*" by its length in bytes
    std::size_t m_parts_max = 1;
};

// A search that goes along with whoever reads the words of a text.
struct PhraseSearch {
    PhraseIndex::Run run;
    std::vector<PhraseIndex::Found> found;

    void read(const Word& word) { run.read(word, found); }
};

}  // namespace mkai::brand
