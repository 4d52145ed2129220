// The words between the words: what the demo model says around the texts of a brief, by language. None of
// them states a fact about a product.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace mkai::gateway::demo {

// What the reader is asked to do.
enum class Call { discover, buy, subscribe, register_, read, contact, come_back, watch };
inline constexpr std::size_t k_call_count = 8;
// What kind of news a piece brings.
enum class Occasion { launch, promotion, newsletter, other };
inline constexpr std::size_t k_occasion_count = 4;

using Choices = std::array<std::string_view, 3>;

struct Phrases {
    std::string_view language;
    std::string_view greeting_named;  // "{}" is the merge token
    std::string_view first_name_fallback;
    std::string_view greeting;
    std::array<Choices, k_occasion_count> openers;  // whole sentences
    Choices list_leads;                             // before a list of messages
    Choices message_headings;                       // of sections in long copy
    Choices offer_headings;
    Choices proof_headings;
    Choices audience_headings;
    Choices closing_headings;
    Choices closings;                              // whole sentences
    Choices price_was;                             // with {{offer.price}} and {{offer.was_price}}
    Choices price;                                 // with {{offer.price}} alone
    Choices until;                                 // with {{offer.ends}}
    Choices from_until;                            // with {{offer.starts}} and {{offer.ends}}
    Choices from;                                  // with {{offer.starts}}
    std::array<Choices, k_call_count> calls;       // two to four words
    std::array<std::string_view, 12> short_lines;  // at most 25 characters each, for when nothing else fits
};

// The phrases of a language, or null: then only the brief's own texts and a call are written.
const Phrases* find_phrases(std::string_view language);
// "Learn more" in the language, or a word that is understood without one.
std::string_view plain_call(std::string_view language);

// The language in which a text seems to be written, of those that have phrases; empty when it cannot be told.
std::string_view guess_language(std::string_view text);

}  // namespace mkai::gateway::demo
