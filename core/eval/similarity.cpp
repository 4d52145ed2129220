#include "core/eval/similarity.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace mkai::eval {

namespace {

// Scripts without spaces, by block (https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt, 2026-11-26).
bool is_word_alone(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Words as numbers, the same for the same word.
class Vocabulary {
  public:
    std::vector<std::size_t> numbers_of(std::string_view text) {
        std::vector<std::size_t> numbers;
        for (std::string& word : words_of(text))
            numbers.push_back(m_numbers.try_emplace(std::move(word), m_numbers.size()).first->second);
        return numbers;
    }

  private:
    std::unordered_map<std::string, std::size_t> m_numbers;
};

using Grams = std::map<std::vector<std::size_t>, std::size_t>;

Grams grams_of(const std::vector<std::size_t>& words, std::size_t n) {
    Grams grams;
    for (std::size_t i = 0; i + n <= words.size(); ++i) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(i);
        ++grams[{begin, begin + static_cast<std::ptrdiff_t>(n)}];
    }
    return grams;
}

std::size_t gram_count(std::size_t words, std::size_t n) {
    return words < n ? 0 : words - n + 1;
}

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (const char32_t c : code_points(fold_case(text))) {
        if (!is_word_character(c)) {
            end_word();
        } else if (is_word_alone(c)) {
            end_word();
            append_utf8(word, c);
            end_word();
        } else {
            append_utf8(word, c);
        }
    }
    end_word();
    return words;
}

std::optional<std::size_t> levenshtein(std::string_view a, std::string_view b, std::size_t most) {
    const std::vector<char32_t> left = code_points(a);
    const std::vector<char32_t> right = code_points(b);
    const auto n = static_cast<std::ptrdiff_t>(left.size());
    const auto m = static_cast<std::ptrdiff_t>(right.size());
    const auto limit = static_cast<std::ptrdiff_t>(std::min(most, std::max(left.size(), right.size())));
    if (std::abs(n - m) > limit) return std::nullopt;

    // Of each diagonal (right - left), how far along `left` one comes with d edits (Ukkonen 1985, "Algorithms
    // for approximate string matching"); equal characters are free.
    constexpr std::ptrdiff_t k_unreached = -2;
    const auto slots = static_cast<std::size_t>(2 * limit + 3);
    std::vector<std::ptrdiff_t> before(slots, k_unreached);
    std::vector<std::ptrdiff_t> now(slots, k_unreached);
    const auto at = [&](std::vector<std::ptrdiff_t>& row, std::ptrdiff_t diagonal) -> std::ptrdiff_t& {
        return row[static_cast<std::size_t>(diagonal + limit + 1)];
    };
    for (std::ptrdiff_t edits = 0; edits <= limit; ++edits) {
        for (std::ptrdiff_t diagonal = -edits; diagonal <= edits; ++diagonal) {
            std::ptrdiff_t i = 0;
            if (edits > 0) {
                i = at(before, diagonal) + 1;                   // substitution
                i = std::max(i, at(before, diagonal - 1));      // insertion
                i = std::max(i, at(before, diagonal + 1) + 1);  // deletion
            }
            i = std::min({i, n, m - diagonal});
            if (i < 0 || i + diagonal < 0) {
                at(now, diagonal) = k_unreached;
                continue;
            }
            while (i < n && i + diagonal < m &&
                   left[static_cast<std::size_t>(i)] == right[static_cast<std::size_t>(i + diagonal)])
                ++i;
            at(now, diagonal) = i;
        }
        if (std::abs(m - n) <= edits && at(now, m - n) >= n) return static_cast<std::size_t>(edits);
        std::swap(before, now);
    }
    return std::nullopt;
}

double word_edit_rate(std::string_view before, std::string_view after) {
    const std::vector<std::string> a = words_of(before);
    const std::vector<std::string> b = words_of(after);
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer == 0) return 0;
    // Wagner and Fischer's table, one row at a time.
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return static_cast<double>(row.back()) / static_cast<double>(longer);
}

Rouge rouge_n(std::string_view answer, std::string_view reference, std::size_t n) {
    Vocabulary vocabulary;
    const auto answer_words = vocabulary.numbers_of(answer);
    const auto reference_words = vocabulary.numbers_of(reference);
    const Grams answer_grams = grams_of(answer_words, n);
    std::size_t common = 0;
    for (const auto& [gram, count] : grams_of(reference_words, n))
        if (const auto same = answer_grams.find(gram); same != answer_grams.end())
            common += std::min(count, same->second);
    Rouge rouge{share(common, gram_count(reference_words.size(), n)),
                share(common, gram_count(answer_words.size(), n)), 0};
    if (common > 0) rouge.f1 = 2 * rouge.recall * rouge.precision / (rouge.recall + rouge.precision);
    return rouge;
}

double bleu(std::string_view answer, std::span<const std::string> references) {
    constexpr std::size_t k_order_max = 4;
    Vocabulary vocabulary;
    const auto words = vocabulary.numbers_of(answer);
    std::vector<std::vector<std::size_t>> reference_words;
    for (const std::string& reference : references)
        reference_words.push_back(vocabulary.numbers_of(reference));
    if (words.empty() || reference_words.empty()) return 0;

    double log_sum = 0;
    double smoothed = 1;
    const std::size_t orders = std::min(k_order_max, words.size());
    for (std::size_t n = 1; n <= orders; ++n) {
        Grams most;  // of each n-gram, how often the reference with most of them has it
        for (const auto& reference : reference_words)
            for (const auto& [gram, count] : grams_of(reference, n)) {
                std::size_t& known = most[gram];
                known = std::max(known, count);
            }
        std::size_t common = 0;
        for (const auto& [gram, count] : grams_of(words, n))
            if (const auto same = most.find(gram); same != most.end())
                common += std::min(count, same->second);
        if (common == 0 && n == 1) return 0;
        if (common == 0) smoothed /= 2;
        const double matches = common == 0 ? smoothed : static_cast<double>(common);
        log_sum += std::log(matches / static_cast<double>(gram_count(words.size(), n)));
    }

    const auto length = static_cast<double>(words.size());
    double nearest = static_cast<double>(reference_words.front().size());
    for (const auto& reference : reference_words) {
        const auto candidate = static_cast<double>(reference.size());
        const double gap = std::abs(candidate - length);
        const double best = std::abs(nearest - length);
        if (gap < best || (gap == best && candidate < nearest)) nearest = candidate;
    }
    const double penalty = length >= nearest ? 1 : std::exp(1 - nearest / length);
    return penalty * std::exp(log_sum / static_cast<double>(orders));
}

}  // namespace mkai::eval
