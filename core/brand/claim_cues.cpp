#include "core/brand/claim_cues.hpp"

#include "core/brand/claim_cue_tables.hpp"

#include <array>

namespace mkai::brand {
namespace {

constexpr std::array<std::string_view, k_cue_kinds> k_names{
    "price",     "reference-price", "free",  "free-trial",  "scarcity",    "superlative", "comparative",
    "statistic", "guarantee",       "prize", "endorsement", "testimonial", "health",      "environment"};

constexpr std::array<std::string_view, 7> k_languages{"en", "de", "fr", "es", "it", "nl", "sv"};

constexpr std::array<std::string_view, 136> k_function_words{
    "a",       "an",    "the",   "of",    "to",   "in",   "on",   "at",      "for",     "with",     "by",
    "is",      "are",   "was",   "be",    "it",   "its",  "this", "that",    "our",     "we",       "you",
    "your",    "and",   "or",    "as",    "der",  "die",  "das",  "den",     "dem",     "des",      "ein",
    "eine",    "einen", "einem", "einer", "und",  "oder", "zu",   "im",      "am",      "mit",      "für",
    "auf",     "ist",   "sind",  "war",   "wir",  "sie",  "du",   "ihr",     "ihre",    "unser",    "unsere",
    "unserer", "es",    "le",    "la",    "les",  "l",    "de",   "un",      "une",     "et",       "ou",
    "à",       "au",    "aux",   "en",    "dans", "est",  "sont", "nous",    "vous",    "notre",    "nos",
    "votre",   "vos",   "ce",    "cette", "el",   "los",  "las",  "una",     "y",       "o",        "con",
    "por",     "para",  "del",   "al",    "su",   "sus",  "tu",   "nuestro", "nuestra", "nuestros", "son",
    "il",      "lo",    "gli",   "i",     "di",   "che",  "per",  "nel",     "della",   "dei",      "delle",
    "e",       "è",     "het",   "een",   "van",  "op",   "met",  "voor",    "zijn",    "onze",     "je",
    "uw",      "ons",   "och",   "att",   "på",   "av",   "med",  "för",     "som",     "är",       "det",
    "vi",      "din",   "vår",   "våra"};

}  // namespace

std::string_view name_of(CueKind kind) {
    return k_names[static_cast<std::size_t>(kind)];
}

std::vector<PhraseRow> phrase_rows(std::string_view language) {
    std::vector<PhraseRow> rows;
    for (const CueTable& table : {cue_table_en(), cue_table_de(), cue_table_fr_es_it(), cue_table_nl_sv()})
        for (const PhraseRow& row : table.rows)
            if (row.language == language || row.language == "*") rows.push_back(row);
    return rows;
}

std::vector<WordClass> word_classes(std::string_view language) {
    std::vector<WordClass> classes;
    for (const CueTable& table : {cue_table_en(), cue_table_de(), cue_table_fr_es_it(), cue_table_nl_sv()})
        for (const WordClass& words : table.classes)
            if (words.language == language || words.language == "*") classes.push_back(words);
    return classes;
}

std::span<const std::string_view> cue_languages() {
    return k_languages;
}

bool has_negative_concord(std::string_view language) {
    return language == "fr" || language == "es" || language == "it";
}

std::span<const std::string_view> function_words() {
    return k_function_words;
}

}  // namespace mkai::brand
