#include "core/app/eval_side_by_side.hpp"

#include "core/base/text.hpp"
#include "core/stats/multiplicity.hpp"

#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::array<std::string_view, 4> k_standings{"better", "worse", "alike", "unclear"};
constexpr double k_nothing = 1e-12;  // what nothing varied about

// No test differs. That says at least that fewer than this share of tests would (the exact binomial bound of
// 0 of n, Clopper and Pearson 1934, one-sided).
double differing_at_most(std::int64_t tests, double confidence) {
    return 1 - std::pow(1 - confidence, 1.0 / static_cast<double>(tests));
}

bool no_difference(const EvalComparison& c) {
    return !c.interval && std::abs(c.difference) < k_nothing;
}

EvalStanding standing_of(const EvalComparison& c, const eval::GuardRules& guards) {
    if (c.cases == 0) return EvalStanding::unclear;
    const double margin = guards.margin;
    const stats::Interval interval = c.interval ? *c.interval : stats::Interval{c.difference, c.difference};
    if (no_difference(c))
        return differing_at_most(c.cases, guards.confidence) <= margin ? EvalStanding::alike
                                                                       : EvalStanding::unclear;
    // Of one cluster, or of differences that are all the same, nothing is sure.
    if (c.interval && interval.low > 0) return EvalStanding::better;
    if (c.interval && interval.high < 0) return EvalStanding::worse;
    if (c.interval && interval.low > -margin && interval.high < margin) return EvalStanding::alike;
    return EvalStanding::unclear;
}

std::string sentence_of(const EvalMatchReport& match, const std::string& now, double margin) {
    const EvalComparison& c = match.comparison;
    if (c.cases == 0) return fmt::format("{} and {} have no test in common", now, c.baseline);
    const std::string range =
        c.interval ? fmt::format(" ({:+.1f} to {:+.1f})", c.interval->low * 100, c.interval->high * 100) : "";
    const std::string tests = counted(static_cast<std::size_t>(c.cases), "test");
    const std::string by = fmt::format("{:+.1f} points{}", c.difference * 100, range);
    switch (match.standing) {
        case EvalStanding::better:
            return fmt::format("{} is better than {}: {}", now, c.baseline, by);
        case EvalStanding::worse:
            return fmt::format("{} is worse than {}: {}", now, c.baseline, by);
        case EvalStanding::alike:
            return no_difference(c) ? fmt::format("{} scores as {} does in {}", now, c.baseline, tests)
                                    : fmt::format("{} and {} are alike, within {:.1f} points: {}", now,
                                                  c.baseline, margin * 100, by);
        case EvalStanding::unclear:
            break;
    }
    if (no_difference(c))
        return fmt::format("{} scores as {} does in {}, which is too little to call them alike", now,
                           c.baseline, tests);
    return fmt::format("whether {} is better or worse than {} cannot be told: {}{}", now, c.baseline, by,
                       c.detectable
                           ? fmt::format("; these tests find a difference of {:.1f}", *c.detectable * 100)
                           : std::string("; more tests would tell"));
}

class SideBySide {
  public:
    SideBySide(const Session& session, const EvalMatches& matches, const eval::GuardRules& guards)
        : m_session(session), m_matches(matches) {
        m_out.guards = guards;
        m_out.suite = matches.sides.front().run.suite;
    }

    Result<EvalSideBySide> run() {
        for (const EvalSide& side : m_matches.sides)
            if (auto added = add(side); !added) return fail(added);
        for (const EvalMatch& match : m_matches.matches)
            if (auto compared = compare(match); !compared) return fail(compared);
        if (auto adjusted = adjust(); !adjusted) return fail(adjusted);
        return std::move(m_out);
    }

  private:
    Done add(const EvalSide& side) {
        auto& known = m_reports[side.run.id];
        if (!known) {
            auto report = report_eval(m_session, side.run.id, m_out.guards, nullptr, 0);
            if (!report) return fail(report);
            known = std::move(*report);
        }
        EvalSideReport out{side, known->variants[static_cast<std::size_t>(side.variant.number)], {}, {}};
        auto copies = m_session.ledger.list_eval_copies(side.run.id);
        if (!copies) return fail(copies);
        for (const EvalCopy& copy : *copies) {
            if (copy.variant != side.variant.number) continue;
            add_to(out.edit_rate, copy.edit_rate);
            add_to(out.minutes, copy.minutes);
        }
        m_out.sides.push_back(std::move(out));
        return {};
    }
    static void add_to(std::optional<CopyMean>& mean, const std::optional<double>& value) {
        if (!value) return;
        if (!mean) mean.emplace();
        ++mean->known;
        mean->mean += (*value - mean->mean) / static_cast<double>(mean->known);
    }

    Done compare(const EvalMatch& match) {
        const EvalSide& before = m_matches.sides[match.before];
        const EvalSide& now = m_matches.sides[match.now];
        auto cases = scored_cases_of(m_session.ledger, before.run.id, before.variant.number);
        if (!cases) return fail(cases);
        PairedCases pairs;
        auto read = each_scored_case(m_session.ledger, now.run.id, true,
                                     [&](const EvalCaseSum& sum, const ScoredCase& scored) -> Done {
                                         if (sum.variant == now.variant.number && scored.trials > 0)
                                             add_pair(pairs, *cases, sum.id, scored);
                                         return {};
                                     });
        if (!read) return read;
        auto comparison = pairs.compare(shown(match.before), m_out.guards);
        if (!comparison) return fail(comparison);
        EvalMatchReport out;
        out.match = match;
        out.comparison = std::move(*comparison);
        out.standing = standing_of(out.comparison, m_out.guards);
        out.change = change_between(before.variant, now.variant);
        out.sentence = sentence_of(out, shown(match.now), m_out.guards.margin);
        m_out.matches.push_back(std::move(out));
        return {};
    }
    // Where two sides have the same prompt and model, the run tells them apart.
    std::string shown(std::size_t side) const {
        const std::string name = name_of(m_matches.sides[side].variant);
        for (std::size_t i = 0; i < m_matches.sides.size(); ++i)
            if (i != side && name_of(m_matches.sides[i].variant) == name)
                return fmt::format("{} ({})", name, m_matches.sides[side].typed);
        return name;
    }

    Done adjust() {
        std::vector<double> p_values;
        std::vector<EvalMatchReport*> matches;
        for (EvalMatchReport& match : m_out.matches)
            if (match.comparison.p_value) {
                p_values.push_back(*match.comparison.p_value);
                matches.push_back(&match);
            }
        if (p_values.size() < 2) return {};
        auto adjusted = stats::holm_adjusted(p_values);
        if (!adjusted) return fail(adjusted);
        for (std::size_t i = 0; i < matches.size(); ++i) matches[i]->p_adjusted = (*adjusted)[i];
        return {};
    }

    const Session& m_session;
    const EvalMatches& m_matches;
    EvalSideBySide m_out;
    std::map<std::string, std::optional<EvalReport>> m_reports;  // by run
};

}  // namespace

std::string_view to_string(EvalStanding standing) {
    return k_standings[static_cast<std::size_t>(standing)];
}

Result<EvalSideBySide> report_side_by_side(const Session& session, const EvalMatches& matches,
                                           const eval::GuardRules& guards) {
    return SideBySide(session, matches, guards).run();
}

}  // namespace mkai::app
