// Checks of how like an answer is to a reference; the measures are core/eval/similarity.hpp.
//
// levenshtein: at most `threshold` edits, 5 where there is none, as promptfoo has it; 1 or 0 as its score.
// rouge-n: the value is a reference, or {reference, n, measure}. Without more it is the recall of single
// words (N = 1) against a threshold of 0.75, which is what the field's suites mean: promptfoo passes its
// reference to js-rouge with N = 1, where the score is matches over the reference's n-grams, and compares
// with 0.75 (github.com/promptfoo/promptfoo src/assertions/rouge.ts, github.com/promptfoo/js-rouge
// src/rouge.ts, read 2026-11-26). Unlike js-rouge, case does not count and an n-gram counts as often as it
// stands in both. Recall does not fall when an answer says more than it should: `measure: f1` does. bleu: the
// value is a reference or a list of them; the threshold is 0.5 where there is none (promptfoo
// src/assertions/bleu.ts, read 2026-11-26).
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/families.hpp"
#include "core/eval/similarity.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

constexpr double k_edits_default = 5;
constexpr double k_edits_max = 1000;
constexpr double k_rouge_threshold = 0.75;
constexpr double k_bleu_threshold = 0.5;
constexpr std::int64_t k_rouge_order_max = 9;

Made make_levenshtein(const CheckSpec& spec) {
    auto wanted = text_of(spec);
    if (!wanted) return fail(wanted);
    const double threshold = spec.threshold.value_or(k_edits_default);
    if (threshold < 0 || threshold > k_edits_max || std::floor(threshold) != threshold)
        return bad_spec(spec,
                        fmt::format("has the threshold {}; it is a whole number of edits, at most {}",
                                    threshold, k_edits_max),
                        "5 lets five characters differ");
    return check_of([wanted = std::move(*wanted),
                     most = static_cast<std::size_t>(threshold)](const Answer& answer) -> Result<Outcome> {
        const auto edits = levenshtein(answer.text, wanted, most);
        if (!edits)
            return outcome_of(false, fmt::format("the answer is more than {} from {}", counted(most, "edit"),
                                                 in_quotes(wanted)));
        return outcome_of(
            true, fmt::format("the answer is {} from {}", counted(*edits, "edit"), in_quotes(wanted)));
    });
}

// --- rouge-n ---

struct Measure {
    std::string_view name;
    double Rouge::*value;
};
constexpr std::array k_measures{Measure{"recall", &Rouge::recall}, Measure{"precision", &Rouge::precision},
                                Measure{"f1", &Rouge::f1}};

struct RougeSpec {
    std::string reference;
    std::size_t n = 1;
    Measure measure = k_measures[0];
};

Result<RougeSpec> rouge_spec(const CheckSpec& spec) {
    RougeSpec rouge;
    CheckSpec reference = spec;
    if (spec.value->is_object()) {
        reference.value = {};
        for (const auto& [key, value] : spec.value->items()) {
            if (key == "reference") {
                reference.value = Json(value);
            } else if (key == "n") {
                if (!value.is_number_integer() || value < 1 || value > k_rouge_order_max)
                    return bad_spec(spec, fmt::format("has {} as n; it is 1 to {}",
                                                      in_quotes(dump_json(value)), k_rouge_order_max));
                rouge.n = value.get<std::size_t>();
            } else if (key == "measure") {
                const auto known = std::ranges::find_if(
                    k_measures, [&wanted = value](const Measure& measure) { return wanted == measure.name; });
                if (known == k_measures.end())
                    return bad_spec(spec,
                                    fmt::format("has the unknown measure {}", in_quotes(dump_json(value))),
                                    "one of: recall, precision, f1");
                rouge.measure = *known;
            } else {
                return bad_spec(spec, fmt::format("has the unknown key {}", in_quotes(key)),
                                "it takes reference, n and measure");
            }
        }
    }
    auto text = text_of(reference);
    if (!text) return fail(text);
    if (words_of(*text).size() < rouge.n)
        return bad_spec(spec, fmt::format("has a reference with fewer than {}: {}", counted(rouge.n, "word"),
                                          in_quotes(*text)));
    rouge.reference = std::move(*text);
    return rouge;
}

Made make_rouge(const CheckSpec& spec) {
    auto rouge = rouge_spec(spec);
    if (!rouge) return fail(rouge);
    const auto threshold = share_of(spec, k_rouge_threshold);
    if (!threshold) return fail(Error(threshold.error()));
    return check_of(
        [rouge = std::move(*rouge), threshold = *threshold](const Answer& answer) -> Result<Outcome> {
            const double score = rouge_n(answer.text, rouge.reference, rouge.n).*rouge.measure.value;
            const bool passed = score >= threshold;
            return Outcome{passed, score,
                           fmt::format("ROUGE-{} {} is {:.3f}, {} {}", rouge.n, rouge.measure.name, score,
                                       passed ? "at least" : "less than", threshold)};
        });
}

Made make_bleu(const CheckSpec& spec) {
    std::vector<std::string> references;
    if (spec.value->is_array()) {
        auto texts = texts_of(spec);
        if (!texts) return fail(texts);
        references = std::move(*texts);
    } else {
        auto text = text_of(spec);
        if (!text) return fail(text);
        references.push_back(std::move(*text));
    }
    for (const std::string& reference : references)
        if (words_of(reference).empty())
            return bad_spec(spec, "has a reference without words: " + in_quotes(reference));
    const auto threshold = share_of(spec, k_bleu_threshold);
    if (!threshold) return fail(Error(threshold.error()));
    return check_of([references = std::move(references),
                     threshold = *threshold](const Answer& answer) -> Result<Outcome> {
        const double score = std::min(bleu(answer.text, references), 1.0);
        const bool passed = score >= threshold;
        return Outcome{
            passed, score,
            fmt::format("BLEU is {:.3f}, {} {}", score, passed ? "at least" : "less than", threshold)};
    });
}

}  // namespace

std::vector<CheckType> similarity_checks() {
    return {
        {"levenshtein", "the answer is at most this many edits of a character from a text", make_levenshtein},
        {"rouge-n", "the words of a reference are in the answer (ROUGE-N recall, 0.75 without a threshold)",
         make_rouge},
        {"bleu", "the answer is like one of the references (BLEU-4, 0.5 without a threshold)", make_bleu},
    };
}

}  // namespace mkai::eval
