#include "core/eval/similarity.hpp"
#include "tests/unit/eval_fixture.hpp"

#include <algorithm>
#include <chrono>
#include <random>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

namespace {

// The textbook's table, as a second opinion.
std::size_t plain_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

}  // namespace

TEST_CASE("Levenshtein's distance of published pairs") {
    // Wagner and Fischer's measure; the pairs are those of every textbook.
    CHECK(levenshtein("kitten", "sitting", 10) == 3);
    CHECK(levenshtein("Saturday", "Sunday", 10) == 3);
    CHECK(levenshtein("", "abc", 10) == 3);
    CHECK(levenshtein("abc", "", 3) == 3);
    CHECK(levenshtein("", "", 0) == 0);
    CHECK(levenshtein("abc", "abc", 0) == 0);
    CHECK(levenshtein("kitten", "sitting", 2) == std::nullopt);
    // In code points, not in bytes.
    CHECK(levenshtein("für", "fur", 5) == 1);
    CHECK(levenshtein("日本", "日木", 5) == 1);
}

TEST_CASE("Levenshtein's distance is that of the table, for every limit") {
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string a, b;
        for (auto* text : {&a, &b}) {
            const auto size = random() % 12;
            for (std::size_t i = 0; i < size; ++i) *text += static_cast<char>('a' + random() % 3);
        }
        const std::size_t expected = plain_distance(a, b);
        CAPTURE(a);
        CAPTURE(b);
        CHECK(levenshtein(a, b, 20) == expected);
        CHECK(levenshtein(a, b, expected) == expected);
        if (expected > 0) CHECK(levenshtein(a, b, expected - 1) == std::nullopt);
        CHECK(levenshtein(b, a, 20) == expected);
    }
}

TEST_CASE("a long answer is compared in the time of its limit") {
    const auto start = std::chrono::steady_clock::now();
    const std::string a(1'000'000, 'a');
    CHECK(levenshtein(a, a + "b", 1000) == 1);
    CHECK(levenshtein(a, std::string(1'000'000, 'b'), 1000) == std::nullopt);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    CHECK(seconds.count() < 10);
}

TEST_CASE("levenshtein passes up to its threshold, five where there is none") {
    CHECK(passes(spec_of("levenshtein", "kitten", 3), "sitting"));
    CHECK_FALSE(passes(spec_of("levenshtein", "kitten", 2), "sitting"));
    CHECK(passes(spec_of("levenshtein", "12345678"), "123abcde"));
    CHECK_FALSE(passes(spec_of("levenshtein", "12345678"), "12abcdef"));
    CHECK(passes(spec_of("levenshtein", "same", 0), "same"));
    for (const double threshold : {-1.0, 1.5, 1001.0, 1e300})
        CHECK(refusal_of(spec_of("levenshtein", "x", threshold)).code == ErrorCode::invalid_value);
}

TEST_CASE("words are runs of letters and digits without case") {
    CHECK(words_of("The CAT, sat.") == std::vector<std::string>{"the", "cat", "sat"});
    CHECK(words_of("Straße 24-hour it's") == std::vector<std::string>{"strasse", "24", "hour", "it", "s"});
    CHECK(words_of("東京タワー go") == std::vector<std::string>{"東", "京", "タ", "ワ", "ー", "go"});
    CHECK(words_of(" ... ").empty());
    CHECK(words_of("\xff\xfe"
                   "a") == std::vector<std::string>{"a"});
}

TEST_CASE("ROUGE-N of published examples") {
    // Google's implementation, rouge_scorer_test.py, testRouge1
    // (github.com/google-research/google-research/tree/master/rouge, read 2026-11-26).
    const Rouge google = rouge_n("testing", "testing one two", 1);
    CHECK(google.precision == doctest::Approx(1));
    CHECK(google.recall == doctest::Approx(1.0 / 3));
    CHECK(google.f1 == doctest::Approx(1.0 / 2));
    CHECK(rouge_n("testing", "testing one two", 2).f1 == 0);
    // Lin 2004, section 3.1: of S2 and S3 both have the one bigram "the gunman" of S1.
    const char* s1 = "police killed the gunman";
    CHECK(rouge_n("police kill the gunman", s1, 2).recall == doctest::Approx(1.0 / 3));
    CHECK(rouge_n("the gunman kill police", s1, 2).recall == doctest::Approx(1.0 / 3));
    CHECK(rouge_n("police kill the gunman", s1, 1).recall == doctest::Approx(3.0 / 4));
}

TEST_CASE("an n-gram that is said again counts once for each time that the reference has it") {
    CHECK(rouge_n("the the the the", "the cat", 1).recall == doctest::Approx(0.5));
    CHECK(rouge_n("the the the the", "the cat", 1).precision == doctest::Approx(0.25));
    CHECK(rouge_n("the cat the", "the the", 1).recall == doctest::Approx(1));
}

TEST_CASE("ROUGE stays in its bounds and is 1 for the same words") {
    std::mt19937 random(3);
    const auto sentence = [&] {
        std::string text;
        for (auto words = 1 + random() % 10; words > 0; --words)
            text += std::string(1, static_cast<char>('a' + random() % 4)) + " ";
        return text;
    };
    for (int round = 0; round < 1000; ++round) {
        const std::string a = sentence(), b = sentence();
        for (std::size_t n = 1; n <= 3; ++n) {
            const Rouge there = rouge_n(a, b, n), back = rouge_n(b, a, n);
            CHECK(there.recall == doctest::Approx(back.precision));
            CHECK(there.f1 == doctest::Approx(back.f1));
            CHECK(there.recall >= 0);
            CHECK(there.recall <= 1);
            CHECK(there.f1 <= std::max(there.recall, there.precision) + 1e-12);
            CHECK(there.f1 >= std::min(there.recall, there.precision) - 1e-12);
        }
        CHECK(rouge_n(a, a, 1).f1 == doctest::Approx(1));
        const std::vector<std::string> own{a};
        CHECK(bleu(a, own) == doctest::Approx(1));
    }
}

TEST_CASE("rouge-n is the recall of words against 0.75, and f1 of bigrams when asked for") {
    const char* reference = "the cat sat on";
    CHECK(passes(spec_of("rouge-n", reference), "The cat sat, and sat, and sat again."));
    CHECK_FALSE(passes(spec_of("rouge-n", reference), "the cat"));
    CHECK(passes(spec_of("rouge-n", reference, 0.5), "the cat"));
    CHECK_FALSE(passes(spec_of("rouge-n", Json{{"reference", reference}, {"measure", "f1"}}),
                       "The cat sat, and sat, and sat again."));
    CHECK(run(spec_of("rouge-n", Json{{"reference", reference}, {"n", 2}}), "the cat sat")->score ==
          doctest::Approx(2.0 / 3));
    CHECK(run(spec_of("rouge-n", reference), "the cat")->reason == "ROUGE-1 recall is 0.500, less than 0.75");
    for (const Json& value : {Json{{"reference", "x"}, {"n", 0}}, Json{{"reference", "x"}, {"n", 10}},
                              Json{{"reference", "x"}, {"n", "1"}}, Json{{"reference", "one"}, {"n", 2}},
                              Json{{"reference", "x"}, {"measure", "f2"}}, Json{{"n", 1}},
                              Json{{"referense", "x"}}, Json("..."), Json{"a", "b"}})
        CHECK(refusal_of(spec_of("rouge-n", value)).code == ErrorCode::invalid_value);
    for (const double threshold : {0.0, -0.5, 1.5, 75.0})
        CHECK(refusal_of(spec_of("rouge-n", "x", threshold)).code == ErrorCode::invalid_value);
}

TEST_CASE("BLEU of published examples") {
    // NLTK's documentation of sentence_bleu (nltk.org/api/nltk.translate.bleu, read 2026-11-26): 0.5045...
    const std::vector<std::string> references{
        "It is a guide to action that ensures that the military will forever heed Party commands",
        "It is the guiding principle which guarantees the military forces always being under the command of "
        "the Party",
        "It is the practical guide for the army always to heed the directions of the party"};
    CHECK(
        bleu("It is a guide to action which ensures that the military always obeys the commands of the party",
             references) == doctest::Approx(0.5045).epsilon(0.0002));
    // Papineni et al. 2002, section 2.1: the modified precision of seven times "the" is 2/7; the other orders
    // have no match and are 1/2 of 6, 1/4 of 5 and 1/8 of 4.
    const std::vector<std::string> cat{"The cat is on the mat", "There is a cat on the mat"};
    CHECK(bleu("the the the the the the the", cat) ==
          doctest::Approx(std::pow(2.0 / 7 * (0.5 / 6) * (0.25 / 5) * (0.125 / 4), 0.25)));
    // The brevity penalty: two words against four.
    const std::vector<std::string> four{"one two three four"};
    CHECK(bleu("one two", four) == doctest::Approx(std::exp(-1.0)));
    CHECK(bleu("five six", four) == 0);
    CHECK(bleu("", four) == 0);
}

TEST_CASE("bleu takes a reference or a list of them") {
    CHECK(passes(spec_of("bleu", "one two three four"), "One two three four!"));
    CHECK(passes(spec_of("bleu", Json{"x", "one two three four"}), "one two three four"));
    CHECK_FALSE(passes(spec_of("bleu", "one two three four"), "four three two one"));
    CHECK_FALSE(passes(spec_of("bleu", "one, two"), ""));
    CHECK(refusal_of(spec_of("bleu", "...")).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("bleu", "x", 0.0)).code == ErrorCode::invalid_value);
}

TEST_CASE("the share of words that people changed") {
    CHECK(word_edit_rate("one two three four", "one two three four") == 0);
    CHECK(word_edit_rate("", "") == 0);
    CHECK(word_edit_rate("one two three four", "") == 1);
    CHECK(word_edit_rate("one two three four", "one five three four") == doctest::Approx(0.25));
    CHECK(word_edit_rate("one two three four", "one three four") == doctest::Approx(0.25));
    CHECK(word_edit_rate("one two", "three four one two") == doctest::Approx(0.5));
    CHECK(word_edit_rate("a b c", "x y z") == 1);
}
