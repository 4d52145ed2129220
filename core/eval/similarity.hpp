// How like two texts are: edit distance, ROUGE-N, BLEU. Pure.
//
// Words, for ROUGE and BLEU: runs of letters, digits and marks after full Unicode case folding; an apostrophe
// or a hyphen ends a word, as punctuation does. Each Han, Hiragana or Katakana character is a word, since
// those scripts write none apart. No stemming, no stop words.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::eval {

std::vector<std::string> words_of(std::string_view text);

// Levenshtein's distance: insertions, deletions and substitutions of code points that make `b` of `a`. Empty
// when it is more than `most`. The time grows with `most`, not with the product of the lengths.
std::optional<std::size_t> levenshtein(std::string_view a, std::string_view b, std::size_t most);

// The words that have to be put in, taken out or replaced to make one text of the other, as a share of the
// longer one's words: 0 for the same words, 1 for none in their place.
double word_edit_rate(std::string_view before, std::string_view after);

// ROUGE-N (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", section 2): n-grams in common,
// each counted as often as it stands in both, over those of the reference (recall) or of the answer
// (precision); f1 is their harmonic mean. 0 where there is no n-gram.
struct Rouge {
    double recall = 0;
    double precision = 0;
    double f1 = 0;
};
Rouge rouge_n(std::string_view answer, std::string_view reference, std::size_t n);

// BLEU (Papineni et al. 2002) of one answer: the geometric mean of the clipped precisions of 1- to 4-grams
// times the brevity penalty by the reference that is nearest in length (the shorter of two). Orders that the
// answer is too short for are left out; a precision of 0 becomes 1/2, 1/4, ... of one n-gram for the first,
// second, ... such order (Chen and Cherry 2014, "A Systematic Comparison of Smoothing Techniques for
// Sentence-Level BLEU", technique 3, which is NIST's and sacreBLEU's default). 0 when no word is shared.
double bleu(std::string_view answer, std::span<const std::string> references);

}  // namespace mkai::eval
