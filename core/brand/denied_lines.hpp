// Whether a text denies words that it has: "no terms apply" and "this is not an ad" have a line and say the
// contrary, "no free trial" names an offer that is not made. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace mkai::brand {

// Of the words [begin, end) of `text`, by what stands right before and behind them in the same clause: a
// negation with small words at most between them. A negation farther away is about something else ("no card
// needed then £5 a month"), and one among the words themselves belongs to them ("no card details needed").
// Knows English, German, French and Polish, and of Spanish, Italian, Dutch and Swedish the plain negations;
// of any other language nothing is denied. Looks at some words only, however long the text is.
bool is_denied_line(std::string_view text, std::size_t begin, std::size_t end, std::string_view language);

// The same of words that ask for a line, read more narrowly, because who is wrong here leaves a line out that
// has to stand there. A negation in "why not a free trial?" denies nothing, nor one that what follows limits
// ("no free trial without a card", "no free trial lasts longer"). Behind the words only what ends the clause
// denies: "free trial not available", but not "free trial not available in Ireland". Verbs of offering,
// numbers and spans of time may stand between ("we don't offer a 14-day free trial"). Knows English, German,
// French and Polish; in any other language nothing is denied.
bool is_denied_cause(std::string_view text, std::size_t begin, std::size_t end, std::string_view language);

}  // namespace mkai::brand
