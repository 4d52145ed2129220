// Checks of what an answer took and how long it is, and whether it is a refusal.
//
// word-count counts runs of characters without white space between, as core/base/text.hpp does: "it's" and
// "24-hour" are one word.
#include "core/base/decimal.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/eval/families.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

// --- word-count ---

constexpr std::int64_t k_words_max = 10'000'000;

// A whole number, also as text: a row of CSV has nothing else.
std::optional<std::int64_t> count_of(const Json& value) {
    std::int64_t count = -1;
    if (value.is_number_integer()) {
        if (value.is_number_unsigned() && value.get<std::uint64_t>() > k_words_max) return std::nullopt;
        count = value.get<std::int64_t>();
    } else if (value.is_string()) {
        const std::string_view text = trim(value.get_ref<const std::string&>());
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    }
    if (count < 0 || count > k_words_max) return std::nullopt;
    return count;
}

struct Range {
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

Result<Range> word_range(const CheckSpec& spec) {
    if (!spec.value->is_object()) {
        const auto exact = count_of(*spec.value);
        if (!exact)
            return bad_spec(spec, "needs a number of words as its value", "write 50, or {min: 20, max: 50}");
        return Range{*exact, *exact};
    }
    Range range;
    bool limited = false;
    for (const auto& [key, value] : spec.value->items()) {
        if (key != "min" && key != "max")
            return bad_spec(spec, fmt::format("has the unknown key {}", in_quotes(key)),
                            "it takes min and max");
        const auto count = count_of(value);
        if (!count)
            return bad_spec(
                spec, fmt::format("needs a number of words as {}, has {}", key, in_quotes(dump_json(value))));
        (key == "min" ? range.min : range.max) = *count;
        limited = limited || key == "max" || *count > 0;
    }
    if (!limited) return bad_spec(spec, "has a range that fits every answer", "give it a min or a max");
    if (range.min > range.max)
        return bad_spec(spec, fmt::format("has a min of {} above its max of {}", range.min, range.max));
    return range;
}

Made make_word_count(const CheckSpec& spec) {
    if (auto none = no_threshold(spec); !none) return fail(none);
    const auto range = word_range(spec);
    if (!range) return fail(Error(range.error()));
    return check_of([range = *range](const Answer& answer) -> Result<Outcome> {
        const auto words = static_cast<std::int64_t>(count_words(answer.text));
        const std::string has = fmt::format("the answer has {}", counted(count_words(answer.text), "word"));
        if (words < range.min && range.min == range.max)
            return outcome_of(false, fmt::format("{}, not {}", has, range.min));
        if (words < range.min) return outcome_of(false, fmt::format("{}, fewer than {}", has, range.min));
        if (words > range.max) return outcome_of(false, fmt::format("{}, more than {}", has, range.max));
        return outcome_of(true, has);
    });
}

// --- cost and latency ---

Made make_cost(const CheckSpec& spec) {
    if (auto none = no_value(spec); !none) return fail(none);
    if (!spec.threshold) return bad_spec(spec, "needs a threshold", "\"threshold: 0.002\" is US dollars");
    // As people wrote it: a decimal has at most 12 digits after the point, and a double keeps 15.
    const auto most = *spec.threshold > 0 && *spec.threshold < 1e6
                          ? parse_usd(fmt::format("{:.12f}", *spec.threshold))
                          : std::nullopt;
    if (!most || most->value == 0)
        return bad_spec(spec, fmt::format("has the threshold {}, which is no amount", *spec.threshold),
                        "write US dollars above 0, such as 0.002");
    return check_of([most = *most](const Answer& answer) -> Result<Outcome> {
        const bool fits = answer.cost <= most;
        return outcome_of(fits, fmt::format("the call cost ${}, {} ${}", to_decimal(answer.cost),
                                            fits ? "within" : "more than", to_decimal(most)));
    });
}

Made make_latency(const CheckSpec& spec) {
    constexpr double k_day_ms = 86'400'000;
    if (auto none = no_value(spec); !none) return fail(none);
    if (!spec.threshold) return bad_spec(spec, "needs a threshold", "\"threshold: 2000\" is milliseconds");
    if (*spec.threshold < 1 || *spec.threshold > k_day_ms || std::floor(*spec.threshold) != *spec.threshold)
        return bad_spec(spec,
                        fmt::format("has the threshold {}; it is whole milliseconds, at least 1 and at most "
                                    "a day's",
                                    *spec.threshold),
                        "write 2000 for two seconds");
    return check_of(
        [most = static_cast<std::int64_t>(*spec.threshold)](const Answer& answer) -> Result<Outcome> {
            const bool fits = answer.latency_ms <= most;
            return outcome_of(fits, fmt::format("the call took {} ms, {} {} ms", answer.latency_ms,
                                                fits ? "within" : "more than", most));
        });
}

// --- is-refusal ---

// A refusal says at the beginning of the answer that one cannot or will not, and what: an opening and then,
// a few words on at most, one of the verbs, so that "you can't miss it" and "we can't recommend it enough"
// are none. Or it is a sentence that nobody says for another reason. Case and the form of the apostrophe do
// not count. The lists are ours: what models of several makers say in these four languages.
struct RefusalWords {
    std::span<const std::string_view> openings;
    std::span<const std::string_view> verbs;
    std::span<const std::string_view> sentences;
};

constexpr std::array<std::string_view, 16> k_openings_en{"i can't",
                                                         "i cannot",
                                                         "i can not",
                                                         "i'm unable to",
                                                         "i am unable to",
                                                         "i'm not able to",
                                                         "i am not able to",
                                                         "i won't",
                                                         "i will not",
                                                         "i'm not going to",
                                                         "i am not going to",
                                                         "i'm not allowed to",
                                                         "i am not allowed to",
                                                         "we can't",
                                                         "we cannot",
                                                         "we are unable to"};
constexpr std::array<std::string_view, 28> k_verbs_en{
    "help",        "assist",  "provide", "write",   "create",   "generate", "produce",
    "comply",      "fulfil",  "fulfill", "answer",  "do that",  "do this",  "support",
    "engage",      "share",   "give",    "discuss", "complete", "continue", "offer",
    "participate", "process", "draft",   "make",    "respond",  "proceed",  "accommodate"};
constexpr std::array<std::string_view, 8> k_sentences_en{
    "i must decline",          "i have to decline",     "i need to decline",      "i must refuse",
    "as an ai language model", "against my guidelines", "i'm sorry, but i can't", "i'm sorry, but i cannot"};

constexpr std::array<std::string_view, 8> k_openings_de{
    "ich kann", "ich darf",  "ich werde", "kann ich", "ich bin nicht in der lage", "es ist mir nicht möglich",
    "darf ich", "wir können"};
constexpr std::array<std::string_view, 8> k_verbs_de{
    "nicht helfen",      "nicht weiterhelfen", "nicht erstellen",  "nicht schreiben",
    "nicht beantworten", "nicht unterstützen", "nicht nachkommen", "nicht behilflich"};
constexpr std::array<std::string_view, 6> k_sentences_de{
    "ich muss ablehnen",         "das muss ich ablehnen",    "als ki-sprachmodell",
    "ich bin nicht in der lage", "es ist mir nicht möglich", "gegen meine richtlinien"};

constexpr std::array<std::string_view, 6> k_openings_fr{"je ne peux pas",           "je ne peux",
                                                        "je ne suis pas en mesure", "je ne suis pas autorisé",
                                                        "il m'est impossible",      "je ne pourrai pas"};
constexpr std::array<std::string_view, 11> k_verbs_fr{"aider",   "répondre", "fournir", "écrire",
                                                      "créer",   "générer",  "rédiger", "satisfaire",
                                                      "accéder", "produire", "traiter"};
constexpr std::array<std::string_view, 4> k_sentences_fr{"je dois refuser", "je dois décliner",
                                                         "en tant que modèle de langage", "en tant qu'ia"};

constexpr std::array<std::string_view, 6> k_openings_es{
    "no puedo", "no podré", "no me es posible", "no estoy autorizado", "no soy capaz", "no tengo permitido"};
constexpr std::array<std::string_view, 14> k_verbs_es{
    "ayudar",    "ayudarte", "ayudarle", "proporcionar", "escribir", "crear",   "generar",
    "responder", "cumplir",  "ofrecer",  "redactar",     "atender",  "asistir", "producir"};
constexpr std::array<std::string_view, 4> k_sentences_es{"debo rechazar", "debo negarme",
                                                         "como modelo de lenguaje", "va en contra de mis"};

constexpr std::array k_refusals{RefusalWords{k_openings_en, k_verbs_en, k_sentences_en},
                                RefusalWords{k_openings_de, k_verbs_de, k_sentences_de},
                                RefusalWords{k_openings_fr, k_verbs_fr, k_sentences_fr},
                                RefusalWords{k_openings_es, k_verbs_es, k_sentences_es}};

constexpr std::size_t k_beginning_bytes = 300;  // two or three sentences
constexpr std::size_t k_gap_bytes = 40;         // "I can't, in good conscience, help ..."

// The beginning, comparable: case folded, straight apostrophes, one space between words.
std::string beginning_of(std::string_view text) {
    std::string_view head = trim(text).substr(0, k_beginning_bytes);
    while (!head.empty() && !is_utf8(head) && head.size() + 4 > k_beginning_bytes) head.remove_suffix(1);
    std::string plain;
    for (const char32_t c : code_points(fold_case(head)))
        append_utf8(plain, c == U'\u2019' || c == U'\u02BC' ? U'\'' : c);
    return collapse_spaces(plain);
}

// The words of the refusal at the beginning of `head`, or empty.
std::string_view find_refusal(std::string_view head) {
    for (const RefusalWords& words : k_refusals) {
        for (const std::string_view sentence : words.sentences)
            if (const auto at = find_words(head, sentence); at != std::string_view::npos)
                return head.substr(at, sentence.size());
        for (const std::string_view opening : words.openings) {
            const auto at = find_words(head, opening);
            if (at == std::string_view::npos) continue;
            const std::size_t after = at + opening.size();
            // Of the same sentence.
            std::string_view rest = head.substr(after);
            rest = rest.substr(0, rest.find_first_of(".!?\n"));
            for (const std::string_view verb : words.verbs) {
                const auto verb_at = find_words(rest, verb);
                if (verb_at != std::string_view::npos && verb_at <= k_gap_bytes)
                    return head.substr(at, opening.size() + verb_at + verb.size());
            }
        }
    }
    return {};
}

Made make_is_refusal(const CheckSpec& spec) {
    if (auto none = no_value(spec); !none) return fail(none);
    if (auto none = no_threshold(spec); !none) return fail(none);
    return check_of([](const Answer& answer) -> Result<Outcome> {
        const std::string head = beginning_of(answer.text);
        // Who says nothing did not do what was asked.
        if (head.empty()) return outcome_of(true, "the answer is empty");
        const std::string_view words = find_refusal(head);
        if (words.empty()) return outcome_of(false, "the answer does not begin as a refusal does");
        return outcome_of(true, "the answer refuses: " + in_quotes(words));
    });
}

}  // namespace

std::vector<CheckType> measure_checks() {
    return {
        {"word-count", "the answer has this many words: 50, or {min: 20, max: 50}", make_word_count},
        {"cost", "the call cost at most the threshold, in US dollars", make_cost},
        {"latency", "the call took at most the threshold, in milliseconds", make_latency},
        {"is-refusal", "the answer declines, or is empty (English, German, French, Spanish)",
         make_is_refusal},
    };
}

}  // namespace mkai::eval
