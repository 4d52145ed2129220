#include "core/app/eval_sides.hpp"

#include "core/app/eval_compare.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::size_t k_run_prefix_min = 4;
constexpr int k_changes_back_max = 99;

struct Name {
    std::string text;
    int back = 0;  // changes ago
};

Name name_typed(const std::string& typed) {
    const auto mark = typed.rfind('~');
    if (mark == std::string::npos) return {typed, 0};
    int back = 0;
    const char* end = typed.data() + typed.size();
    const auto [stopped, ec] = std::from_chars(typed.data() + mark + 1, end, back);
    if (ec != std::errc{} || stopped != end || back < 0 || back > k_changes_back_max) return {typed, 0};
    return {typed.substr(0, mark), back};
}

bool is_told(const EvalRun& run) {
    return !run.verdict.empty() && run.verdict != to_string(EvalVerdict::infrastructure);
}

bool is_called(const EvalVariant& variant, const std::string& name) {
    return variant.prompt == name || variant.prompt_id == name || variant.model == name ||
           name_of(variant) == name;
}

// What a change of this name is a change of.
std::string state_of(const EvalVariant& variant, const std::string& name) {
    const bool prompt = variant.prompt == name || variant.prompt_id == name;
    const bool model = variant.model == name;
    if (prompt == model) return variant.prompt_version + variant.model_digest;
    return prompt ? variant.prompt_version : variant.model_digest;
}

struct Candidate {
    EvalRun run;
    std::vector<EvalVariant> variants;
};

class Finder {
  public:
    Finder(store::Ledger& ledger, std::string suite) : m_ledger(ledger), m_suite(std::move(suite)) {}

    Result<EvalMatches> find(const std::vector<std::string>& typed) {
        std::vector<std::vector<std::size_t>> groups;
        for (const std::string& one : typed) {
            auto found = find_one(one);
            if (!found) return fail(found);
            groups.emplace_back();
            for (EvalVariant& variant : found->variants) {
                groups.back().push_back(m_out.sides.size());
                m_out.sides.push_back({one, found->run, std::move(variant)});
            }
        }
        if (auto fits = check_alike(); !fits) return fail(fits);
        if (typed.size() == 1) {
            for (std::size_t i = 1; i < m_out.sides.size(); ++i) m_out.matches.push_back({0, i});
            if (m_out.matches.empty())
                return fail(ErrorCode::usage,
                            fmt::format("{} has one variant, and nothing to compare it with", typed.front()),
                            "name two: runs, prompts or models");
            return std::move(m_out);
        }
        for (std::size_t g = 1; g < groups.size(); ++g)
            if (!match(groups.front(), groups[g]))
                return fail(ErrorCode::ambiguous_id,
                            fmt::format("{} and {} have no prompt or model in common",
                                        in_quotes(typed.front()), in_quotes(typed[g])),
                            "name each as \"PROMPT with MODEL\"");
        return std::move(m_out);
    }

  private:
    Result<Candidate> find_one(const std::string& typed) {
        // A run is named by hand, so that it stands before names; a suite's name may be a prompt's too, and
        // then the prompt is meant where a suite was named beside.
        if (typed.size() >= k_run_prefix_min) {
            auto runs = m_ledger.list_eval_runs_by_id(typed);
            if (!runs) return fail(runs);
            if (runs->size() > 1)
                return fail(ErrorCode::ambiguous_id,
                            fmt::format("{} runs begin with {}", runs->size(), in_quotes(typed)),
                            runs->front().id.substr(0, 18));
            if (runs->size() == 1) return whole(runs->front());
        }
        if (m_suite.empty()) {
            auto runs = m_ledger.list_eval_runs(typed);
            if (!runs) return fail(runs);
            const auto told = std::ranges::find_if(*runs, is_told);
            if (told != runs->end()) return whole(*told);
        }
        return by_name(name_typed(typed), typed);
    }

    Result<Candidate> whole(const EvalRun& run) {
        auto variants = m_ledger.list_eval_variants(run.id);
        if (!variants) return fail(variants);
        return Candidate{run, std::move(*variants)};
    }

    Result<Candidate> by_name(const Name& name, const std::string& typed) {
        auto runs = m_suite.empty() ? m_ledger.list_eval_runs_by_id("") : m_ledger.list_eval_runs(m_suite);
        if (!runs) return fail(runs);
        std::set<std::string> states;
        std::set<std::string> names;
        for (const EvalRun& run : *runs) {
            if (!is_told(run)) continue;
            auto variants = m_ledger.list_eval_variants(run.id);
            if (!variants) return fail(variants);
            Candidate found{run, {}};
            for (EvalVariant& variant : *variants) {
                names.insert(variant.prompt);
                names.insert(variant.model);
                if (!is_called(variant, name.text)) continue;
                const std::string state = state_of(variant, name.text);
                states.insert(state);
                if (static_cast<int>(states.size()) == name.back + 1) found.variants.push_back(variant);
            }
            if (!found.variants.empty()) return found;
        }
        if (!states.empty())
            return fail(ErrorCode::unknown_id,
                        fmt::format("{} was never another in the runs that there are", in_quotes(name.text)),
                        "run the suite again after a change; mkai eval list");
        return fail(ErrorCode::unknown_id,
                    fmt::format("no run, suite, prompt or model of a run is called {}", in_quotes(typed)),
                    names.empty()
                        ? "mkai eval run SUITE"
                        : did_you_mean(typed, std::vector<std::string>(names.begin(), names.end())));
    }

    Done check_alike() const {
        const EvalRun& first = m_out.sides.front().run;
        for (const EvalSide& side : m_out.sides) {
            if (side.run.suite != first.suite)
                return fail(
                    ErrorCode::conflict,
                    fmt::format("{} is of the suite {}, and {} of {}", in_quotes(m_out.sides.front().typed),
                                first.suite, in_quotes(side.typed), side.run.suite),
                    "compare results of one suite: --suite NAME");
            if (side.run.judge_digest != first.judge_digest)
                return fail(ErrorCode::conflict,
                            "the two were judged by different judges, so that the scores mean other things",
                            fmt::format("mkai eval run {}", first.suite));
        }
        return {};
    }

    bool match(const std::vector<std::size_t>& before, const std::vector<std::size_t>& now) {
        if (before.size() == 1 && now.size() == 1) {
            m_out.matches.push_back({before.front(), now.front()});
            return true;
        }
        const auto find_by = [&](auto alike) {
            bool any = false;
            for (const std::size_t n : now)
                for (const std::size_t b : before)
                    if (alike(m_out.sides[b].variant, m_out.sides[n].variant)) {
                        m_out.matches.push_back({b, n});
                        any = true;
                    }
            return any;
        };
        return find_by([](const EvalVariant& a, const EvalVariant& b) {
                   return a.prompt == b.prompt && a.model == b.model;
               }) ||
               find_by([](const EvalVariant& a, const EvalVariant& b) {
                   return (a.prompt == b.prompt) != (a.model == b.model);
               });
    }

    store::Ledger& m_ledger;
    std::string m_suite;
    EvalMatches m_out;
};

}  // namespace

Result<EvalMatches> find_sides(store::Ledger& ledger, const std::string& suite,
                               const std::vector<std::string>& typed) {
    return Finder(ledger, suite).find(typed);
}

}  // namespace mkai::app
