// Words that a text must have for a pattern to match it, so that most patterns are not run on most texts.
#pragma once

#include <string>
#include <string_view>

namespace mkai {

// A run of ASCII letters, in small ones, that stands in whatever the pattern matches, in this case or any
// other; the longest there is. Empty when there is none of three letters, or when the pattern has anything
// that is not sure to be understood here: alternatives, options, look-around, verbs.
std::string needed_letters(std::string_view pattern);

// Whether the letters stand in a text whose ASCII letters were made small. Where letters of Unicode that fold
// to ASCII stand in it (the long s, the kelvin), every letter does.
class LettersOfText {
  public:
    explicit LettersOfText(std::string_view text);
    bool may_have(std::string_view letters) const;

  private:
    std::string m_lower;
    bool m_has_odd_letters = false;
};

}  // namespace mkai
