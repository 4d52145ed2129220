// The inside of a RuleSet: its phrases and patterns, and what of them stands in a text. Part of rule_set.hpp.
#pragma once

#include "core/base/regex.hpp"
#include "core/brand/phrases.hpp"
#include "core/brand/rule_set.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct RuleEngine {
    enum class Role { found, exception };
    // What a phrase of the index stands for.
    struct Target {
        std::uint32_t rule = 0;
        Role role = Role::found;
        int swap = -1;  // index in `swaps`
    };
    // A substitution, or a name that has one spelling.
    struct Replacement {
        std::uint32_t rule = 0;
        std::string from, to;
        bool name = false;
        bool any_ending = false;
    };
    struct Pattern {
        std::uint32_t rule = 0;
        std::string text;
        bool ignore_case = true;
        Regex regex;
        std::string letters;  // that a text needs for it (base/regex_literal.hpp); may be empty
    };

    std::vector<WordRule> rules;
    PhraseIndex index;
    std::vector<Target> targets;  // by number of the phrase
    std::vector<Replacement> swaps;
    std::vector<Pattern> patterns;
};

// The channels that there are; empty: not asked.
RuleEngine build_engine(std::vector<WordRule> rules, std::span<const std::string> channels,
                        std::vector<RuleProblem>& problems);
// What rules say against each other.
void check_conflicts(const RuleEngine& engine, std::vector<RuleProblem>& problems);

struct RawHit {
    std::uint32_t rule = 0;
    int swap = -1;
    std::size_t begin = 0, end = 0;
    std::size_t shown_begin = 0;  // where the hit that people see begins
    int note = 0;                 // for whoever added it
};

// Collects hits of one text and lets those pass that no exception of their rule covers; of hits of one rule
// that lie in each other the longest. Of one rule they come in order.
class HitSieve {
  public:
    using Accept = std::function<void(const RawHit&)>;
    HitSieve(const RuleEngine& engine, std::string_view text, const std::vector<char>& active, Accept accept);

    void read(const Word& word);
    void add(const RawHit& hit);
    // After the last word: the patterns, and what is left. Rules whose pattern gave up are appended.
    void finish(std::vector<std::uint32_t>& gave_up);

  private:
    struct Pending {
        std::vector<RawHit> hits;
        std::vector<Regex::Match> exceptions;
        std::size_t settle_at = 1024;
        bool to_the_end = false;  // has patterns, whose matches come last
    };
    void settle_when_many(std::uint32_t rule);
    void settle(std::uint32_t rule, std::size_t limit);
    void find_patterns(std::vector<std::uint32_t>& gave_up);

    const RuleEngine& m_engine;
    std::string_view m_text;
    const std::vector<char>& m_active;
    Accept m_accept;
    PhraseIndex::Run m_run;
    std::vector<PhraseIndex::Found> m_found;
    std::vector<Pending> m_pending;
    std::vector<Regex::Match> m_opaque;  // kept when there are patterns
    bool m_has_patterns = false;
};

// Whether `to` stands in the text around these bytes already.
bool is_written_so(std::string_view text, std::size_t begin, std::size_t end, std::string_view to);

}  // namespace mkai::brand
