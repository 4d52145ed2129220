// The words and phrases that make a sentence look like a claim, and those around them that change what it
// says. Data: to know more phrases, write them in a row.
//
// Where the kinds come from (each read 2026-11-26):
// - The CAP Code, edition 12,
// https://www.asa.org.uk/codes-and-rulings/advertising-codes/non-broadcast-code.html:
//   section 3 (misleading: substantiation, prices in 3.17 to 3.22, "free", availability, comparisons,
//   endorsements and testimonials, guarantees; puffery in 3.2), 8 (promotions and prizes), 11 (environment),
//   12 (medicines, health), 15 (food and health).
// - Annex I of Directive 2005/29/EC (UCPD): limited time (7), cures (17), "free" (20), reviews (23b, 23c),
// prizes (31);
//   as changed by Directive (EU) 2024/825: sustainability labels (2a), generic environmental claims (4a), a
//   part for the whole (4b), neutrality by offsetting (4c). Reference prices: article 6a of Directive
//   98/6/EC.
// - FTC, 16 CFR 255 (endorsements and testimonials) and 16 CFR 260 (environmental claims).
// The phrases are our own; none of these sources lists them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mkai::brand {

enum class CueKind : std::uint8_t {
    price,            // what it costs, and that it is low
    reference_price,  // what it cost before, what is saved
    free,             // without a price: free delivery, gifts
    free_trial,       // trials, subscriptions and how they end
    scarcity,         // few left, little time
    superlative,
    comparative,
    statistic,  // a number or percentage of people or products
    guarantee,
    prize,
    endorsement,  // of someone else: experts, tests, awards
    testimonial,  // of customers
    health,
    environment
};
inline constexpr std::size_t k_cue_kinds = 14;
// "reference-price": as it stands in data and findings.
std::string_view name_of(CueKind kind);

enum class PhraseRole : std::uint8_t {
    cue,
    // No claim although a cue stands in it: wishes and exaggerations that nobody takes literally (CAP 3.2),
    // and idioms where the word means something else ("win back", "green tea", "gluten-free"). A cue inside
    // of it does not count, one that reaches out of it does.
    puffery,
    negation,        // denies what follows it, up to `reach` words on in its clause
    late_negation,   // denies what stands up to `reach` words before it, at the end of its clause
    not_negation,    // "not only": holds a negation's word and denies nothing
    qualifier,       // limits a claim: "up to", "from", "selected"
    conjunction,     // joins two clauses, ends what a negation reaches
    presupposition,  // opens a question that takes for true what it says: "did you know"
    speech           // a verb between a quotation and who said it
};

struct PhraseRow {
    std::string_view language;  // "en"; "*" all languages
    PhraseRole role;
    CueKind kind;  // of a cue; of no meaning otherwise
    // Phrases, parted by '|'. Of a phrase, each of its words is
    //   word    itself, after folding; hyphens and apostrophes as in copy ("risk-free" is two words)
    //   word*   any word that begins so
    //   word~   with one of the endings -e, -en, -er, -es, -em ("best~": German superlatives)
    //   *       any one word; never the first
    //   {n}     a number, {%} a percent sign or word, {$} a currency
    //   {$n}    an amount of money, the currency on either side
    //   {who}, {what}  people, or things that are counted: the nouns of the language
    //   {days}  a unit of time; {ill}, {body}  ailments, and parts of a body
    std::string_view phrases;
    int reach = 0;
};

// A class of words such as {who}: its phrases are parted by '|' too.
struct WordClass {
    std::string_view language;
    std::string_view name;
    std::string_view phrases;
};

// The rows of a language, with those of all languages.
std::vector<PhraseRow> phrase_rows(std::string_view language);
std::vector<WordClass> word_classes(std::string_view language);
// The languages that have rows of their own. Copy in another one is read with the English rows.
std::span<const std::string_view> cue_languages();

// Languages where two negations deny (Spanish "no ... nunca"); elsewhere two cancel out.
bool has_negative_concord(std::string_view language);
// Words that say little about what a text is about, of all languages, folded: they weigh less when texts are
// compared.
std::span<const std::string_view> function_words();

}  // namespace mkai::brand
