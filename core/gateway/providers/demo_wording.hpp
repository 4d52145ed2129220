// How a brief's texts are turned into sentences, lines and shorter lines. Nothing is cut inside a thought.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::gateway::demo {

// One line without hidden characters and without braces of tokens; empty when nothing can be made of it.
std::string cleaned(std::string_view text);
// Whether it ends as a sentence does.
bool ends_with_mark(std::string_view text);
// "A text." of "a text"; a text that ends in a mark of its own keeps it.
std::string as_sentence(std::string_view text);
// Without the full stop at its end.
std::string without_stop(std::string_view text);
// The first letter as a capital, unless the first word is a name such as "iPhone".
std::string with_capital(std::string text);
// The text without its full stop, then what stands before its joints where that can stand alone, longest
// first.
std::vector<std::string> shorter_forms(const std::string& text);
// Prices and dates that the brief's author typed are said by their slots, so that the machine fills them.
std::string with_slots(std::string text, const std::map<std::string, std::string>& slots);

}  // namespace mkai::gateway::demo
