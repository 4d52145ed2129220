#include "core/brand/rule_engine.hpp"

#include "core/base/quote.hpp"
#include "core/base/regex_literal.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/readability.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

// From here on compiling a pattern to machine code pays (base/regex.hpp).
constexpr std::size_t k_long_text_bytes = 16 * 1024;

class Builder {
  public:
    Builder(RuleEngine& engine, std::vector<RuleProblem>& problems)
        : m_engine(engine), m_problems(problems) {}

    void add(std::uint32_t rule_index) {
        m_rule = rule_index;
        const WordRule& rule = m_engine.rules[rule_index];
        const std::size_t before = m_problems.size();
        if (lacks_something(rule) && m_problems.size() == before)
            problem({}, "nothing-to-find", missing(rule), "add it, or delete the rule");
        if (rule.min && rule.max && *rule.min > *rule.max)
            problem(
                {"min"}, "min-above-max",
                fmt::format("the least is {:g} and the most {:g}: nothing can be both", *rule.min, *rule.max),
                "exchange them");
        const bool finds = rule.kind == RuleKind::existence || counts_found(rule);
        if (finds) {
            add_phrases(rule.words, "words", RuleEngine::Role::found, rule.match_case);
            add_patterns(rule);
        }
        if (rule.kind == RuleKind::substitution) add_swaps(rule);
        const bool capitals = rule.kind == RuleKind::capitalisation;
        if (capitals && rule.style == CapitalStyle::names) add_names(rule);
        if (capitals && rule.style != CapitalStyle::names)
            add_phrases(rule.names, "names", RuleEngine::Role::exception, true);
        add_phrases(rule.exceptions, "exceptions", RuleEngine::Role::exception, rule.match_case);
    }

    void problem(std::vector<std::string> path, std::string code, std::string message, std::string fix,
                 Level level = Level::error) {
        m_problems.push_back(
            {m_rule, std::move(path), level, std::move(code), std::move(message), std::move(fix)});
    }
    void at(std::uint32_t rule) { m_rule = rule; }

  private:
    static bool counts_found(const WordRule& rule) {
        return rule.kind == RuleKind::occurrence && rule.count == Counted::found;
    }

    static bool lacks_something(const WordRule& rule) {
        const bool no_limit = !rule.min && !rule.max;
        switch (rule.kind) {
            case RuleKind::existence:
                return rule.words.empty() && rule.patterns.empty();
            case RuleKind::substitution:
                return rule.swaps.empty();
            case RuleKind::occurrence:
                return no_limit || (counts_found(rule) && rule.words.empty() && rule.patterns.empty());
            case RuleKind::readability:
                return no_limit;
            case RuleKind::capitalisation:
                return rule.style == CapitalStyle::names && rule.names.empty();
            case RuleKind::repetition:
                return false;
        }
        return false;
    }

    static std::string missing(const WordRule& rule) {
        const bool no_limit = !rule.min && !rule.max;
        std::string_view what = "words or patterns";
        if (rule.kind == RuleKind::substitution) what = "swap";
        if (rule.kind == RuleKind::capitalisation) what = "names";
        if ((rule.kind == RuleKind::occurrence || rule.kind == RuleKind::readability) && no_limit)
            what = "min or max";
        return fmt::format("the rule {} is of the kind {} and has no {}", in_quotes(rule.id),
                           to_string(rule.kind), what);
    }

    bool add_phrase(std::string_view phrase, bool match_case, RuleEngine::Target target,
                    std::vector<std::string> path) {
        if (m_engine.index.add(phrase, match_case) < 0) {
            problem(std::move(path), "no-word", fmt::format("{} is no word and no phrase", in_quotes(phrase)),
                    "write one to 32 words; an address or a {{token}} is none, and a part of a word is a "
                    "pattern");
            return false;
        }
        m_engine.targets.push_back(target);
        return true;
    }

    void add_phrases(const std::vector<std::string>& phrases, const std::string& key, RuleEngine::Role role,
                     bool match_case) {
        for (std::size_t i = 0; i < phrases.size(); ++i)
            add_phrase(phrases[i], match_case, {m_rule, role, -1}, {key, std::to_string(i)});
    }

    void add_swap(RuleEngine::Replacement swap, bool match_case, std::vector<std::string> path) {
        const auto number = static_cast<int>(m_engine.swaps.size());
        if (add_phrase(swap.from, match_case, {m_rule, RuleEngine::Role::found, number}, std::move(path)))
            m_engine.swaps.push_back(std::move(swap));
    }

    void add_swaps(const WordRule& rule) {
        for (const auto& [from, to] : rule.swaps)
            add_swap({m_rule, from, to, false, from.find('*') != std::string::npos}, rule.match_case,
                     {"swap", from});
    }

    void add_names(const WordRule& rule) {
        for (std::size_t i = 0; i < rule.names.size(); ++i)
            add_swap({m_rule, rule.names[i], rule.names[i], true, false}, false,
                     {"names", std::to_string(i)});
    }

    void add_patterns(const WordRule& rule) {
        for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
            auto regex = Regex::compile(rule.patterns[i], !rule.match_case, Regex::Use::seldom);
            if (regex)
                m_engine.patterns.push_back({m_rule, rule.patterns[i], !rule.match_case, std::move(*regex),
                                             needed_letters(rule.patterns[i])});
            else
                problem({"patterns", std::to_string(i)}, "not-a-pattern", regex.error().message,
                        regex.error().fix);
        }
    }

    RuleEngine& m_engine;
    std::vector<RuleProblem>& m_problems;
    std::uint32_t m_rule = 0;
};

void check_scope(const WordRule& rule, std::span<const std::string> channels, Builder& builder) {
    const std::pair<const char*, const std::vector<std::string>*> lists[] = {
        {"channels", &rule.scope.channels}, {"locales", &rule.scope.locales}, {"fields", &rule.scope.fields}};
    for (const auto& [key, list] : lists)
        for (std::size_t i = 0; i < list->size(); ++i)
            if (trim((*list)[i]).empty())
                builder.problem({"scope", key, std::to_string(i)}, "empty-scope",
                                fmt::format("the scope of {} has an empty entry, so it holds nowhere",
                                            in_quotes(rule.id)),
                                "name a place, or leave the list out: then it holds everywhere");
    if (channels.empty()) return;
    for (std::size_t i = 0; i < rule.scope.channels.size(); ++i)
        if (const std::string& channel = rule.scope.channels[i];
            !trim(channel).empty() && std::ranges::find(channels, channel) == channels.end())
            builder.problem({"scope", "channels", std::to_string(i)}, "unknown-channel",
                            fmt::format("there is no channel {}", in_quotes(channel)),
                            did_you_mean(std::string_view(channel).substr(0, 100), channels));
}

void check_metric(const WordRule& rule, Builder& builder) {
    if (rule.kind != RuleKind::readability || rule.metric == Metric::lix || rule.scope.locales.empty())
        return;
    for (std::size_t i = 0; i < rule.scope.locales.size(); ++i)
        if (!applies_to(rule.metric, rule.scope.locales[i]))
            builder.problem({"scope", "locales", std::to_string(i)}, "metric-language",
                            fmt::format("{} is a measure of English texts; it says nothing of {}",
                                        to_string(rule.metric), in_quotes(rule.scope.locales[i])),
                            "take the metric lix there", Level::warning);
}

std::string as_compared(std::string_view text) {
    std::string out = collapse_spaces(text);
    constexpr std::string_view typed = "\u2019";
    for (auto at = out.find(typed); at != std::string::npos; at = out.find(typed, at))
        out.replace(at, typed.size(), "'");
    return out;
}

}  // namespace

RuleEngine build_engine(std::vector<WordRule> rules, std::span<const std::string> channels,
                        std::vector<RuleProblem>& problems) {
    RuleEngine engine;
    engine.rules = std::move(rules);
    Builder builder(engine, problems);
    std::map<std::string, std::size_t> ids;
    for (std::uint32_t i = 0; i < engine.rules.size(); ++i) {
        builder.at(i);
        const WordRule& rule = engine.rules[i];
        const auto [first, fresh] = ids.emplace(rule.id, i);
        if (!fresh)
            builder.problem({"id"}, "duplicate",
                            fmt::format("the rules {} and {} are both called {}", first->second + 1, i + 1,
                                        in_quotes(rule.id)),
                            "give one of them another id, or delete it");
        check_scope(rule, channels, builder);
        check_metric(rule, builder);
        builder.add(i);
    }
    return engine;
}

bool is_written_so(std::string_view text, std::size_t begin, std::size_t end, std::string_view to) {
    if (as_compared(text.substr(begin, end - begin)) == as_compared(to)) return true;
    if (to.size() <= end - begin) return false;
    const std::size_t first = begin - std::min(begin, to.size());
    const std::string_view around = text.substr(first, end - first + to.size());
    for (auto at = around.find(to); at != std::string_view::npos; at = around.find(to, at + 1))
        if (first + at <= begin && first + at + to.size() >= end) return true;
    return false;
}

HitSieve::HitSieve(const RuleEngine& engine, std::string_view text, const std::vector<char>& active,
                   Accept accept)
    : m_engine(engine),
      m_text(text),
      m_active(active),
      m_accept(std::move(accept)),
      m_run(engine.index, text),
      m_pending(engine.rules.size()) {
    for (const auto& pattern : engine.patterns) {
        m_pending[pattern.rule].to_the_end = true;
        m_has_patterns = m_has_patterns || active[pattern.rule];
    }
}

void HitSieve::read(const Word& word) {
    if (word.kind == WordKind::opaque && m_has_patterns) m_opaque.push_back({word.begin, word.end});
    m_found.clear();
    m_run.read(word, m_found);
    for (const auto& [phrase, begin, end] : m_found) {
        const auto& [rule, role, swap] = m_engine.targets[phrase];
        if (!m_active[rule]) continue;
        const bool written_so =
            swap >= 0 && is_written_so(m_text, begin, end, m_engine.swaps[static_cast<std::size_t>(swap)].to);
        if (role == RuleEngine::Role::exception) {
            m_pending[rule].exceptions.push_back({begin, end});
            settle_when_many(rule);
        } else if (!written_so) {
            add({rule, swap, begin, end, begin, 0});
        }
    }
}

void HitSieve::add(const RawHit& hit) {
    m_pending[hit.rule].hits.push_back(hit);
    settle_when_many(hit.rule);
}

void HitSieve::settle_when_many(std::uint32_t rule) {
    Pending& pending = m_pending[rule];
    if (pending.to_the_end || pending.hits.size() + pending.exceptions.size() < pending.settle_at) return;
    settle(rule, m_run.settled());
    pending.settle_at = 1024 + 2 * (pending.hits.size() + pending.exceptions.size());
}

// Lets those hits pass, or drops them, that end before `limit`: whatever may cover them has been found.
void HitSieve::settle(std::uint32_t rule, std::size_t limit) {
    auto& [hits, exceptions, settle_at, to_the_end] = m_pending[rule];
    std::ranges::sort(exceptions, {}, &Regex::Match::begin);
    std::ranges::sort(hits, [](const RawHit& a, const RawHit& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::size_t covered_to = 0, taken_to = 0, next = 0;
    for (const RawHit& hit : hits) {
        for (; next < exceptions.size() && exceptions[next].begin <= hit.begin; ++next)
            covered_to = std::max(covered_to, exceptions[next].end);
        if (hit.end > limit) continue;
        if (hit.end <= covered_to || hit.end <= taken_to) continue;
        taken_to = hit.end;
        m_accept(hit);
    }
    std::erase_if(hits, [&](const RawHit& hit) { return hit.end <= limit; });
    std::erase_if(exceptions, [&](const Regex::Match& exception) { return exception.end <= limit; });
}

void HitSieve::find_patterns(std::vector<std::uint32_t>& gave_up) {
    const LettersOfText letters(m_text);
    for (const auto& pattern : m_engine.patterns) {
        if (!m_active[pattern.rule] || !letters.may_have(pattern.letters)) continue;
        Regex regex = pattern.regex;
        if (m_text.size() >= k_long_text_bytes)
            if (auto fast = Regex::compile(pattern.text, pattern.ignore_case)) regex = std::move(*fast);
        bool stopped = false;
        for (const auto& [begin, end] : regex.find_all(m_text, &stopped)) {
            const auto opaque = std::ranges::upper_bound(m_opaque, begin, {}, &Regex::Match::end);
            const bool in_opaque = opaque != m_opaque.end() && opaque->begin < end;
            if (begin < end && !in_opaque) add({pattern.rule, -1, begin, end, begin, 0});
        }
        if (stopped) gave_up.push_back(pattern.rule);
    }
}

void HitSieve::finish(std::vector<std::uint32_t>& gave_up) {
    if (m_has_patterns) find_patterns(gave_up);
    for (std::uint32_t rule = 0; rule < m_pending.size(); ++rule)
        if (!m_pending[rule].hits.empty()) settle(rule, m_text.size());
}

}  // namespace mkai::brand
