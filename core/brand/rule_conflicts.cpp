// What rules say against each other. All that rules write or demand is laid out as one text, and the rules
// are let loose on it: so a pattern, an exception and a word with any ending count as they do in copy.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/rule_engine.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

// Between the words that are laid out; no word, so that no phrase reaches across.
constexpr std::string_view k_between = "\n\n{{-}}\n\n";

// A word that a rule writes (by a swap) or demands (one of its words, with a min).
struct Written {
    std::uint32_t rule = 0;
    int swap = -1;
    std::size_t word = 0;  // index in the rule's words
    std::string text;
    std::size_t begin = 0, end = 0;  // in what is laid out
};

bool demands(const WordRule& rule) {
    return rule.kind == RuleKind::occurrence && rule.count == Counted::found && rule.min && *rule.min >= 1;
}
bool forbids(const WordRule& rule) {
    return rule.kind == RuleKind::existence ||
           (rule.kind == RuleKind::occurrence && rule.count == Counted::found && rule.max && *rule.max < 1);
}

class Conflicts {
  public:
    Conflicts(const RuleEngine& engine, std::vector<RuleProblem>& problems)
        : m_engine(engine), m_problems(problems), m_next(engine.swaps.size()) {}

    void run() {
        lay_out();
        if (!m_written.empty()) find();
        judge_written();
        judge_demanded();
        find_circles();
        compare_swaps();
        compare_limits();
    }

  private:
    const WordRule& rule(std::uint32_t i) const { return m_engine.rules[i]; }
    const RuleEngine::Replacement& swap(int i) const { return m_engine.swaps[static_cast<std::size_t>(i)]; }
    bool both_hold(std::uint32_t a, std::uint32_t b) const {
        return a == b || overlap(rule(a).scope, rule(b).scope);
    }
    std::vector<std::string> path_of_swap(int i) const {
        if (!swap(i).name) return {"swap", swap(i).from};
        const auto& names = rule(swap(i).rule).names;
        const auto at = std::ranges::find(names, swap(i).from) - names.begin();
        return {"names", std::to_string(at)};
    }
    void problem(std::uint32_t at, std::vector<std::string> path, std::string code, std::string message,
                 std::string fix, Level level = Level::error) {
        m_problems.push_back(
            {at, std::move(path), level, std::move(code), std::move(message), std::move(fix)});
    }

    void write(std::uint32_t at, int swap_number, std::size_t word, std::string_view text) {
        if (trim(text).empty()) return;
        const std::size_t begin = m_text.size();
        m_text += text;
        m_written.push_back({at, swap_number, word, std::string(text), begin, m_text.size()});
        m_text += k_between;
    }

    void lay_out() {
        for (int i = 0; i < static_cast<int>(m_engine.swaps.size()); ++i)
            write(swap(i).rule, i, 0, swap(i).to);
        for (std::uint32_t i = 0; i < m_engine.rules.size(); ++i)
            if (demands(rule(i)))
                for (std::size_t word = 0; word < rule(i).words.size(); ++word)
                    if (rule(i).words[word].find('*') == std::string::npos)
                        write(i, -1, word, rule(i).words[word]);
        m_hits.resize(m_written.size());
    }

    void find() {
        const std::vector<char> all(m_engine.rules.size(), 1);
        HitSieve sieve(m_engine, m_text, all, [&](const RawHit& hit) {
            const auto after = std::ranges::upper_bound(m_written, hit.begin, {}, &Written::begin);
            if (after == m_written.begin()) return;
            const Written& written = *(after - 1);
            if (hit.end <= written.end && both_hold(written.rule, hit.rule))
                m_hits[static_cast<std::size_t>(after - m_written.begin()) - 1].push_back(hit);
        });
        WordScanner scanner(m_text);
        for (Word word; scanner.next(word);) sieve.read(word);
        std::vector<std::uint32_t> gave_up;
        sieve.finish(gave_up);
    }

    std::string found_in(const RawHit& hit) const {
        return in_quotes(m_text.substr(hit.begin, hit.end - hit.begin));
    }

    void contradiction(const Written& written, const RawHit& hit) {
        const std::string what =
            hit.swap >= 0 ? fmt::format("replaces it by {}", in_quotes(swap(hit.swap).to)) : "forbids it";
        const bool demanded = written.swap < 0;
        problem(
            written.rule,
            demanded ? std::vector<std::string>{"words", std::to_string(written.word)}
                     : path_of_swap(written.swap),
            "contradiction",
            fmt::format("the rule {} {} {}, and the rule {} {}", in_quotes(rule(written.rule).id),
                        demanded ? "demands" : "writes", found_in(hit), in_quotes(rule(hit.rule).id), what),
            "change one of them, or let them hold in different channels, locales or fields");
    }

    void judge_written() {
        for (std::size_t i = 0; i < m_written.size(); ++i) {
            const Written& written = m_written[i];
            if (written.swap < 0) continue;
            for (const RawHit& hit : m_hits[i]) {
                if (forbids(rule(hit.rule))) contradiction(written, hit);
                if (hit.swap >= 0) m_next[static_cast<std::size_t>(written.swap)].push_back(hit.swap);
            }
        }
    }

    // Of several demanded words any will do, so all of them have to be in somebody's way.
    void judge_demanded() {
        for (std::size_t i = 0; i < m_written.size();) {
            const std::uint32_t demanding = m_written[i].rule;
            std::size_t end = i, stopped = 0;
            const auto in_the_way = [&](const RawHit& hit) {
                return hit.swap >= 0 || forbids(rule(hit.rule));
            };
            for (; end < m_written.size() && m_written[end].rule == demanding; ++end)
                stopped += m_written[end].swap < 0 && std::ranges::any_of(m_hits[end], in_the_way) ? 1 : 0;
            const bool all = m_written[i].swap < 0 && stopped == rule(demanding).words.size() &&
                             rule(demanding).patterns.empty();
            for (; i < end; ++i)
                if (all) contradiction(m_written[i], *std::ranges::find_if(m_hits[i], in_the_way));
        }
    }

    // Depth first, with a stack of our own: a chain may be as long as there are swaps.
    void find_circles() {
        enum class State { fresh, open, done };
        std::vector<State> state(m_next.size(), State::fresh);
        std::vector<std::size_t> tried(m_next.size(), 0);
        for (std::size_t start = 0; start < m_next.size(); ++start) {
            std::vector<int> path;
            if (state[start] == State::fresh) path.push_back(static_cast<int>(start));
            while (!path.empty()) {
                const auto at = static_cast<std::size_t>(path.back());
                state[at] = State::open;
                if (tried[at] == m_next[at].size()) {
                    state[at] = State::done;
                    path.pop_back();
                    continue;
                }
                const int next = m_next[at][tried[at]++];
                const State there = state[static_cast<std::size_t>(next)];
                if (there == State::open)
                    circle(path, next);
                else
                    chain(path.back(), next);
                if (there == State::fresh) path.push_back(next);
            }
        }
    }

    void circle(const std::vector<int>& path, int first) {
        std::string words;
        std::set<std::string> ids;
        for (auto at = std::ranges::find(path, first); at != path.end(); ++at) {
            words += in_quotes(swap(*at).from) + " -> ";
            ids.insert(in_quotes(rule(swap(*at).rule).id));
            m_in_circle.insert(*at);
        }
        const std::vector<std::string> names(ids.begin(), ids.end());
        problem(
            swap(first).rule, path_of_swap(first), "swap-circle",
            fmt::format("the substitutions go round: {}{} (the {} {})", words, in_quotes(swap(first).from),
                        names.size() == 1 ? "rule" : "rules", join(names, ", ")),
            "delete one of them");
    }

    void chain(int from, int to) { m_chains.emplace_back(from, to); }

    void compare_swaps() {
        // A part of a circle is no chain too.
        for (const auto& [from, to] : m_chains)
            if (!m_in_circle.contains(from) || !m_in_circle.contains(to))
                problem(swap(from).rule, path_of_swap(from), "swap-chain",
                        fmt::format("{} becomes {}, which the rule {} replaces by {}",
                                    in_quotes(swap(from).from), in_quotes(swap(from).to),
                                    in_quotes(rule(swap(to).rule).id), in_quotes(swap(to).to)),
                        fmt::format("write {} at once", in_quotes(swap(to).to)), Level::warning);
        std::map<std::string, std::vector<int>> by_word;
        for (int i = 0; i < static_cast<int>(m_engine.swaps.size()); ++i)
            by_word[fold_case(collapse_spaces(swap(i).from))].push_back(i);
        for (const auto& [word, same] : by_word)
            for (std::size_t b = 1; b < same.size(); ++b)
                for (std::size_t a = 0; a < b; ++a)
                    if (compare_two(same[a], same[b])) break;
    }

    bool compare_two(int a, int b) {
        const auto& first = swap(a);
        const auto& second = swap(b);
        // A name and the way there from a wrong spelling of it are one.
        const bool by_case =
            rule(first.rule).match_case && rule(second.rule).match_case && first.from != second.from;
        if (first.to == second.to || by_case || !both_hold(first.rule, second.rule)) return false;
        problem(second.rule, path_of_swap(b), "contradiction",
                fmt::format("the rule {} writes {} for {}, and the rule {} writes {}",
                            in_quotes(rule(first.rule).id), in_quotes(first.to), in_quotes(second.from),
                            in_quotes(rule(second.rule).id), in_quotes(second.to)),
                "change one of them, or let them hold in different channels, locales or fields");
        return true;
    }

    // Two rules of one sort, of which no text can keep both.
    void compare_limits() {
        for (std::uint32_t b = 1; b < m_engine.rules.size(); ++b)
            for (std::uint32_t a = 0; a < b; ++a) {
                const WordRule& one = rule(a);
                const WordRule& two = rule(b);
                if (one.kind != two.kind || !both_hold(a, b)) continue;
                if (one.kind == RuleKind::capitalisation && one.style != two.style &&
                    one.style != CapitalStyle::names && two.style != CapitalStyle::names)
                    exclude(a, b, "style",
                            fmt::format("wants {} capitals, and the rule {} wants {}", to_string(one.style),
                                        in_quotes(two.id), to_string(two.style)));
                const bool counts_same = one.kind == RuleKind::occurrence && one.count == two.count &&
                                         one.per == two.per && one.count != Counted::found;
                const bool same_metric = one.kind == RuleKind::readability && one.metric == two.metric;
                if (!counts_same && !same_metric) continue;
                if (one.min && two.max && *one.min > *two.max)
                    exclude(a, b, "max",
                            fmt::format("wants at least {:g}, and the rule {} at most {:g}", *one.min,
                                        in_quotes(two.id), *two.max));
                if (one.max && two.min && *two.min > *one.max)
                    exclude(a, b, "min",
                            fmt::format("wants at most {:g}, and the rule {} at least {:g}", *one.max,
                                        in_quotes(two.id), *two.min));
            }
    }

    void exclude(std::uint32_t a, std::uint32_t b, std::string key, std::string_view what) {
        problem(b, {std::move(key)}, "contradiction",
                fmt::format("the rule {} {}", in_quotes(rule(a).id), what),
                "change one of them, or let them hold in different channels, locales or fields");
    }

    const RuleEngine& m_engine;
    std::vector<RuleProblem>& m_problems;
    std::string m_text;
    std::vector<Written> m_written;
    std::vector<std::vector<RawHit>> m_hits;  // of each that is written
    std::vector<std::vector<int>> m_next;     // the swaps that replace what a swap writes
    std::vector<std::pair<int, int>> m_chains;
    std::set<int> m_in_circle;
};

}  // namespace

void check_conflicts(const RuleEngine& engine, std::vector<RuleProblem>& problems) {
    Conflicts(engine, problems).run();
}

}  // namespace mkai::brand
