#include "core/brand/readability.hpp"

#include <algorithm>

namespace mkai::brand {

namespace {
bool is_vowel(char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
}
}  // namespace

double reading_score(Metric metric, const ReadingCounts& counts) {
    if (counts.words == 0) return 0;
    const auto words = static_cast<double>(counts.words);
    const double per_sentence = words / static_cast<double>(std::max<std::int64_t>(counts.sentences, 1));
    const double per_word = static_cast<double>(counts.syllables) / words;
    switch (metric) {
        case Metric::flesch:
            return 206.835 - 1.015 * per_sentence - 84.6 * per_word;
        case Metric::flesch_kincaid:
            return 0.39 * per_sentence + 11.8 * per_word - 15.59;
        case Metric::lix:
            return per_sentence + 100.0 * static_cast<double>(counts.long_words) / words;
    }
    return 0;
}

bool applies_to(Metric metric, std::string_view locale) {
    return metric == Metric::lix || locale.empty() || holds_for_locale("en", locale);
}

int count_english_syllables(std::string_view word) {
    int count = 0;
    bool in_group = false;
    for (const char c : word) {
        const bool vowel = is_vowel(c);
        if (vowel && !in_group) ++count;
        in_group = vowel;
    }
    // A last e is silent ("make", "makes", "baked"), but not after a consonant and l ("table") or where its s
    // or d is spoken with it ("pages", "started").
    const auto before = [&](std::size_t back) {
        return word.size() > back ? word[word.size() - 1 - back] : ' ';
    };
    if (before(0) == 'e' && !is_vowel(before(1)) && !(before(1) == 'l' && !is_vowel(before(2)))) --count;
    if (before(1) == 'e' && !is_vowel(before(2))) {
        const bool spoken_s = std::string_view("csxzg").find(before(2)) != std::string_view::npos ||
                              (before(2) == 'h' && (before(3) == 'c' || before(3) == 's'));
        const bool spoken_d = before(2) == 't' || before(2) == 'd';
        const bool spoken_l = before(2) == 'l' && !is_vowel(before(3));
        if ((before(0) == 's' && !spoken_s && !spoken_l) || (before(0) == 'd' && !spoken_d && !spoken_l))
            --count;
    }
    return std::max(count, 1);
}

}  // namespace mkai::brand
