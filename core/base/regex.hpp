// Regular expressions by PCRE2, with limits on work and memory, so that no pattern and no text can hang us.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

class Regex {
  public:
    // `often`: compiled to machine code where there is a JIT for it, which takes some 30 us and pays after a
    // few kilobytes of text, and tried only where a match can begin (regex_starts.hpp). `seldom`:
    // interpreted, with the same answers.
    enum class Use { often, seldom };

    // UTF-8 aware. \w, \d, \b and case go by Unicode, so a pattern for ASCII digits says [0-9]. invalid_value
    // with the place in the pattern; one over 64 KB is refused.
    static Result<Regex> compile(std::string_view pattern, bool ignore_case = false, Use use = Use::often);

    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    enum class Outcome { match, no_match, gave_up };  // gave_up: the limit was reached; treat it as a finding
    // Searches anywhere in `text`, which may hold any bytes: those that are not UTF-8 match nothing.
    Outcome search(std::string_view text, Match* where = nullptr) const;
    // All matches that do not overlap; stops at the first that gives up (and says so in `gave_up`).
    std::vector<Match> find_all(std::string_view text, bool* gave_up = nullptr) const;

  private:
    struct Compiled;
    class Search;
    std::shared_ptr<const Compiled> m_compiled;
};

}  // namespace mkai
