// The rules of a brand, compiled once, and what they find in a text. Pure; a text of any bytes and any size
// is read in one pass and linear time, patterns apart, which have a limit of work (base/regex.hpp).
#pragma once

#include "core/brand/phrases.hpp"
#include "core/brand/rules.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// What a text is: a rule whose scope names channels, locales or fields holds only where they are these.
struct TextScope {
    std::string_view channel;
    std::string_view locale;
    std::string_view field;
};

struct RuleHit {
    std::string rule;                // the id
    std::size_t begin = 0, end = 0;  // bytes of the text; all of it where the text as a whole is meant
    std::string message;             // a sentence without full stop
    std::string mend;                // what can stand there instead of these bytes; empty: nothing known
    Level level = Level::warning;
    std::string owner;
    // A pattern reached its limit of work: the text was not looked at to its end. It has the level of the
    // rule, because nobody knows that the text is in order.
    bool gave_up = false;
};

// Something wrong with a rule.
struct RuleProblem {
    std::size_t rule = 0;           // index
    std::vector<std::string> path;  // below the rule, as its file has it: {"swap", "utilise"}, {"words", "2"}
    Level level = Level::error;
    std::string code;
    std::string message;
    std::string fix;
};

class RuleSet {
  public:
    RuleSet();  // without rules
    // Errors: duplicate (id), nothing-to-find (a rule without what its kind needs), no-word, not-a-pattern,
    // min-above-max, empty-scope, unknown-channel (not asked for when `channels` is empty), swap-circle (with
    // the whole circle), contradiction (with both rules: a word that one writes or demands and another
    // forbids or replaces where both hold; two ways to write one word; two styles of capitals; limits that
    // exclude each other). Warnings: swap-chain (a replacement that is replaced again), metric-language. What
    // is wrong is left out of the set, the rest works.
    static RuleSet compile(std::vector<WordRule> rules, std::span<const std::string> channels,
                           std::vector<RuleProblem>& problems);

    // By place. Of one rule 1000 hits at most, the first. {{tokens}}, URLs and e-mail addresses are no words.
    // `also` is given each word, so that a text is cut into words once.
    std::vector<RuleHit> check(std::string_view text, const TextScope& scope,
                               PhraseSearch* also = nullptr) const;

    const std::vector<WordRule>& rules() const;

  private:
    std::shared_ptr<const struct RuleEngine> m_engine;
};

}  // namespace mkai::brand
