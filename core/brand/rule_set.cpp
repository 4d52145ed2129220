#include "core/brand/rule_set.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/capitals.hpp"
#include "core/brand/readability.hpp"
#include "core/brand/repetition.hpp"
#include "core/brand/rule_engine.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

constexpr int k_hits_per_rule_max = 1000;
constexpr std::size_t k_long_word_letters_min = 7;  // LIX

bool holds(const RuleScope& scope, const TextScope& text) {
    const auto among = [](const std::vector<std::string>& list, auto fits) {
        return list.empty() || std::ranges::any_of(list, fits);
    };
    return among(scope.channels, [&](const auto& channel) { return channel == text.channel; }) &&
           among(scope.fields, [&](const auto& field) { return field == text.field; }) &&
           among(scope.locales, [&](const auto& locale) { return holds_for_locale(locale, text.locale); });
}

std::string counted_words(Counted count, double number) {
    constexpr std::array<std::string_view, 4> nouns{"time", "word", "sentence", "character"};
    return counted(static_cast<std::size_t>(number), nouns[static_cast<std::size_t>(count)]);
}

std::string_view name_of_metric(Metric metric) {
    switch (metric) {
        case Metric::flesch:
            return "the reading ease (Flesch)";
        case Metric::flesch_kincaid:
            return "the reading grade (Flesch-Kincaid)";
        case Metric::lix:
            return "the reading index (LIX)";
    }
    return {};
}

// {found} and the like in a message that a person wrote.
std::string filled(std::string_view message, std::string_view found, std::string_view instead,
                   std::string_view count, std::string_view limit) {
    const std::pair<std::string_view, std::string_view> values[] = {
        {"{found}", found}, {"{instead}", instead}, {"{count}", count}, {"{limit}", limit}};
    std::string out;
    while (!message.empty()) {
        const auto* value =
            std::ranges::find_if(values, [&](const auto& entry) { return message.starts_with(entry.first); });
        if (value == std::end(values)) {
            out += message.front();
            message.remove_prefix(1);
        } else {
            out += value->second;
            message.remove_prefix(value->first.size());
        }
    }
    return out;
}

// What replaces `found`, with its capitals: "Utilise" becomes "Use".
std::string in_the_case_of(std::string_view found, std::string_view to) {
    const std::string lower = with_all(to, false);
    if (lower != to) return std::string(to);  // has capitals of its own
    const std::string upper = with_all(found, true);
    if (found == upper && with_all(found, false) != found && count_code_points(found) > 1)
        return with_all(to, true);
    return with_first(found, true) == found && with_first(found, false) != found ? with_first(to, true)
                                                                                 : std::string(to);
}

struct Told {
    std::string message, mend, instead;
};

// One text under the rules that hold for it.
class TextCheck {
  public:
    TextCheck(const RuleEngine& engine, std::string_view text, const TextScope& scope)
        : m_engine(engine),
          m_text(text),
          m_scope(scope),
          m_active(engine.rules.size()),
          m_told(engine.rules.size()) {
        for (std::uint32_t i = 0; i < engine.rules.size(); ++i) {
            const WordRule& rule = engine.rules[i];
            m_active[i] = holds(rule.scope, scope);
            if (m_active[i]) start(rule, i);
        }
        m_sieve.emplace(engine, text, m_active, [this](const RawHit& hit) { accept(hit); });
    }

    std::vector<RuleHit> run(PhraseSearch* also) {
        WordScanner scanner(m_text);
        for (Word word; scanner.next(word);) {
            read(word);
            if (also) also->read(word);
        }
        end_sentence();
        for (auto& [rule, check] : m_capitals) {
            check.finish(m_faults);
            add_faults(rule);
        }
        std::vector<std::uint32_t> gave_up;
        m_sieve->finish(gave_up);
        judge_totals();
        for (const std::uint32_t rule : gave_up) {
            tell(rule, 0, m_text.size(), {});
            m_hits.back().gave_up = true;
            m_hits.back().message = fmt::format(
                "a pattern of the rule {} takes too long on this text, which it did not see to its end",
                in_quotes(m_engine.rules[rule].id));
        }
        std::ranges::stable_sort(m_hits, [](const RuleHit& a, const RuleHit& b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
        });
        return std::move(m_hits);
    }

  private:
    struct FoundCount {
        std::uint32_t rule = 0;
        std::int64_t count = 0;
        std::size_t sentence = 0;  // per sentence: the one that is counted in
        RawHit beyond;             // the first that is too many
    };

    void start(const WordRule& rule, std::uint32_t i) {
        if (rule.kind == RuleKind::capitalisation && rule.style != CapitalStyle::names)
            m_capitals.emplace_back(i, CapitalCheck(rule, m_text, m_scope.locale));
        if (rule.kind == RuleKind::repetition) m_repetitions.emplace_back(i, RepetitionCheck(rule, m_text));
        if (rule.kind == RuleKind::readability && applies_to(rule.metric, m_scope.locale)) {
            m_readability.push_back(i);
            m_counts_syllables = m_counts_syllables || rule.metric != Metric::lix;
        }
        if (rule.kind != RuleKind::occurrence) return;
        if (rule.count == Counted::found) {
            m_found_counts.push_back({i, 0, 0, {}});
            m_keeps_sentences = m_keeps_sentences || rule.per == CountedPer::sentence;
        } else {
            (rule.per == CountedPer::sentence ? m_per_sentence : m_per_text).push_back(i);
        }
    }

    // --- while the text is read ---

    void read(const Word& word) {
        if (word.starts_sentence) {
            end_sentence();
            m_sentence_begin = word.begin;
            if (m_keeps_sentences) m_sentences.push_back(word.begin);
        }
        m_sentence_end = word.end;
        m_sieve->read(word);
        count(word);
        for (auto& [rule, check] : m_capitals) {
            check.read(word, m_faults);
            add_faults(rule);
        }
        for (auto& [rule, check] : m_repetitions)
            if (const auto again = check.read(word))
                m_sieve->add({rule, -1, again->begin, again->end, again->first_begin, again->sentences_ago});
    }

    void count(const Word& word) {
        if (word.kind == WordKind::syllable) ++m_syllables_without_words;
        if (word.kind != WordKind::word || word.joined) return;
        if (m_words_of_sentence++ == 0) ++m_counts.sentences;
        ++m_counts.words;
        if (m_readability.empty()) return;
        if (word.folded.size() >= k_long_word_letters_min &&
            count_code_points(word.folded) >= k_long_word_letters_min)
            ++m_counts.long_words;
        if (m_counts_syllables) m_counts.syllables += count_english_syllables(word.folded);
    }

    void end_sentence() {
        if (m_sentence_end > m_sentence_begin)
            for (const std::uint32_t i : m_per_sentence) {
                const std::string_view text =
                    m_text.substr(m_sentence_begin, m_sentence_end - m_sentence_begin);
                const WordRule& rule = m_engine.rules[i];
                if (rule.count != Counted::words || m_words_of_sentence > 0)
                    judge(i,
                          rule.count == Counted::words ? m_words_of_sentence
                          : rule.count == Counted::sentences
                              ? 1
                              : static_cast<std::int64_t>(count_graphemes(text)),
                          m_sentence_begin, m_sentence_end, "the sentence");
            }
        m_words_of_sentence = 0;
        m_sentence_begin = m_sentence_end;
    }

    // --- what passed the exceptions ---

    void accept(const RawHit& hit) {
        const WordRule& rule = m_engine.rules[hit.rule];
        if (rule.kind == RuleKind::occurrence) return count_found(hit, rule);
        if (m_told[hit.rule] >= k_hits_per_rule_max) return;
        tell(hit.rule, hit.shown_begin, hit.end, told_of(hit, rule));
    }

    Told told_of(const RawHit& hit, const WordRule& rule) const {
        const std::string_view found = m_text.substr(hit.begin, hit.end - hit.begin);
        const std::string quoted = in_quotes(found);
        if (rule.kind == RuleKind::repetition) {
            if (rule.within_sentences == 0)
                return {fmt::format("{} stands twice in a row", quoted), std::string(found), {}};
            return {hit.note == 0 ? fmt::format("{} stands twice in this sentence", quoted)
                                  : fmt::format("{} came already {} before", quoted,
                                                counted(static_cast<std::size_t>(hit.note), "sentence")),
                    {},
                    {}};
        }
        if (rule.kind == RuleKind::capitalisation && hit.swap < 0) return told_of_capitals(hit, found);
        if (hit.swap < 0) return {fmt::format("{} is not to be used", quoted), {}, {}};
        const auto& swap = m_engine.swaps[static_cast<std::size_t>(hit.swap)];
        if (swap.name) return {fmt::format("{} is written {}", quoted, in_quotes(swap.to)), swap.to, swap.to};
        // With any ending, nobody knows the ending of the other word.
        return {fmt::format("write {} for {}", in_quotes(swap.to), quoted),
                swap.any_ending ? std::string() : in_the_case_of(found, swap.to), swap.to};
    }

    static Told told_of_capitals(const RawHit& hit, std::string_view found) {
        const std::string quoted = in_quotes(found);
        switch (static_cast<CapitalFault>(hit.note)) {
            case CapitalFault::small_beginning:
                return {fmt::format("{} does not begin with a capital", quoted), with_first(found, true), {}};
            case CapitalFault::capital_inside:
                return {fmt::format("{} begins with a capital inside a sentence", quoted),
                        with_first(found, false),
                        {}};
            case CapitalFault::capital_small:
                return {fmt::format("{} is a small word and begins with a capital", quoted),
                        with_all(found, false),
                        {}};
            case CapitalFault::small_letters:
                return {fmt::format("{} is not in capitals", quoted), with_all(found, true), {}};
            case CapitalFault::capital_letters:
                return {fmt::format("{} has capitals", quoted), with_all(found, false), {}};
            case CapitalFault::none:
                break;
        }
        return {};
    }

    void add_faults(std::uint32_t rule) {
        for (const auto& [fault, begin, end] : m_faults)
            m_sieve->add({rule, -1, begin, end, begin, static_cast<int>(fault)});
        m_faults.clear();
    }

    void count_found(const RawHit& hit, const WordRule& rule) {
        const auto at = std::ranges::find(m_found_counts, hit.rule, &FoundCount::rule);
        FoundCount& count = *at;
        if (rule.per == CountedPer::sentence) {
            std::size_t sentence = count.sentence;
            while (sentence < m_sentences.size() && m_sentences[sentence] <= hit.begin) ++sentence;
            if (sentence != count.sentence) judge_found(count);
            if (sentence != count.sentence) count = {hit.rule, 0, sentence, {}};
        }
        ++count.count;
        if (rule.max && static_cast<double>(count.count) > *rule.max && count.beyond.end == 0)
            count.beyond = hit;
    }

    void judge_found(const FoundCount& count) {
        const WordRule& rule = m_engine.rules[count.rule];
        const auto number = static_cast<double>(count.count);
        if (rule.max && number > *rule.max && m_told[count.rule] < k_hits_per_rule_max) {
            const std::string_view found =
                m_text.substr(count.beyond.begin, count.beyond.end - count.beyond.begin);
            tell(count.rule, count.beyond.begin, count.beyond.end,
                 {fmt::format("{} stands in the {} {}; at most {}", in_quotes(found),
                              rule.per == CountedPer::text ? "text" : "sentence",
                              counted_words(Counted::found, number), limit_of(*rule.max)),
                  {},
                  {}},
                 number, *rule.max);
        }
        if (rule.min && rule.per == CountedPer::text && number < *rule.min)
            tell(count.rule, 0, m_text.size(),
                 {fmt::format("{} stands in the text {}; at least {}", in_quotes(wanted(rule)),
                              counted_words(Counted::found, number), limit_of(*rule.min)),
                  {},
                  {}},
                 number, *rule.min);
    }

    static std::string wanted(const WordRule& rule) {
        return join(rule.words.empty() ? rule.patterns : rule.words, "\" or \"");
    }
    static std::string limit_of(double limit) { return fmt::format("{:g}", limit); }

    void judge(std::uint32_t i, std::int64_t number, std::size_t begin, std::size_t end,
               std::string_view what) {
        const WordRule& rule = m_engine.rules[i];
        const auto value = static_cast<double>(number);
        const bool over = rule.max && value > *rule.max;
        if ((!over && !(rule.min && value < *rule.min)) || m_told[i] >= k_hits_per_rule_max) return;
        const double limit = over ? *rule.max : *rule.min;
        tell(i, begin, end,
             {fmt::format("{} has {}; {} {}", what, counted_words(rule.count, value),
                          over ? "at most" : "at least", limit_of(limit)),
              {},
              {}},
             value, limit);
    }

    void judge_totals() {
        for (const FoundCount& count : m_found_counts) judge_found(count);
        for (const std::uint32_t i : m_per_text) {
            const WordRule& rule = m_engine.rules[i];
            judge(i,
                  rule.count == Counted::words       ? m_counts.words
                  : rule.count == Counted::sentences ? m_counts.sentences
                                                     : static_cast<std::int64_t>(count_graphemes(m_text)),
                  0, m_text.size(), "the text");
        }
        // A text of a script without words has a few of another, a brand's name say; they say nothing of it.
        if (m_syllables_without_words > m_counts.words) return;
        for (const std::uint32_t i : m_readability) judge_readability(i);
    }

    void judge_readability(std::uint32_t i) {
        const WordRule& rule = m_engine.rules[i];
        if (m_counts.words < std::max(rule.words_min, 1)) return;
        const double score = reading_score(rule.metric, m_counts);
        const bool over = rule.max && score > *rule.max;
        if (!over && !(rule.min && score < *rule.min)) return;
        const double limit = over ? *rule.max : *rule.min;
        tell(i, 0, m_text.size(),
             {fmt::format("{} is {:.1f}; {} {}", name_of_metric(rule.metric), score,
                          over ? "at most" : "at least", limit_of(limit)),
              {},
              {}},
             score, limit);
    }

    void tell(std::uint32_t i, std::size_t begin, std::size_t end, Told told, double count = 0,
              double limit = 0) {
        const WordRule& rule = m_engine.rules[i];
        ++m_told[i];
        if (!rule.message.empty()) {
            // As it is shown in quotes, without them: on one line, and not longer than a line.
            const std::string quoted = in_quotes(m_text.substr(begin, end - begin));
            told.message = filled(rule.message, std::string_view(quoted).substr(1, quoted.size() - 2),
                                  told.instead, fmt::format("{:g}", count), limit_of(limit));
        }
        m_hits.push_back({rule.id, begin, end, std::move(told.message), std::move(told.mend), rule.level,
                          rule.owner, false});
    }

    const RuleEngine& m_engine;
    std::string_view m_text;
    TextScope m_scope;
    std::vector<char> m_active;
    std::vector<int> m_told;
    std::optional<HitSieve> m_sieve;
    std::deque<std::pair<std::uint32_t, CapitalCheck>> m_capitals;
    std::vector<CapitalCheck::Fault> m_faults;
    std::deque<std::pair<std::uint32_t, RepetitionCheck>> m_repetitions;
    std::vector<std::uint32_t> m_readability, m_per_sentence, m_per_text;
    std::vector<FoundCount> m_found_counts;
    std::vector<std::size_t> m_sentences;  // where they begin, when a rule asks
    bool m_keeps_sentences = false;
    bool m_counts_syllables = false;
    ReadingCounts m_counts;
    std::int64_t m_syllables_without_words = 0;
    std::int64_t m_words_of_sentence = 0;
    std::size_t m_sentence_begin = 0, m_sentence_end = 0;
    std::vector<RuleHit> m_hits;
};

}  // namespace

RuleSet::RuleSet() : m_engine(std::make_shared<const RuleEngine>()) {}

RuleSet RuleSet::compile(std::vector<WordRule> rules, std::span<const std::string> channels,
                         std::vector<RuleProblem>& problems) {
    auto engine = std::make_shared<RuleEngine>(build_engine(std::move(rules), channels, problems));
    check_conflicts(*engine, problems);
    RuleSet set;
    set.m_engine = std::move(engine);
    return set;
}

std::vector<RuleHit> RuleSet::check(std::string_view text, const TextScope& scope, PhraseSearch* also) const {
    if (m_engine->rules.empty() && also == nullptr) return {};
    return TextCheck(*m_engine, text, scope).run(also);
}

const std::vector<WordRule>& RuleSet::rules() const {
    return m_engine->rules;
}

}  // namespace mkai::brand
