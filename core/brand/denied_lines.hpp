// Whether a text denies the line that it has: "no terms apply" and "this is not an ad" have the words and say
// the contrary. Pure.
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

}  // namespace mkai::brand
