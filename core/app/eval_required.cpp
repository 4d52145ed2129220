#include "core/app/eval_required.hpp"

#include "core/app/eval_plan.hpp"
#include "core/app/eval_report.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/base/text.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_prompt_file_ending = ".prompt";

// "email", "email@staging" and "prompts/email.prompt" are all of the prompt email.
bool is_of_prompt(const std::string& typed, const std::string& name) {
    if (typed.ends_with(k_prompt_file_ending)) return fs::path(typed).stem() == name;
    const auto target = parse_prompt_target(typed);
    return target && target->name == name;
}

struct Verdict {
    EvalVerdict verdict = EvalVerdict::inconclusive;
    std::string run;
    std::string sentence;
};

class RequiredSuite {
  public:
    RequiredSuite(const Session& session, eval::Suite suite, const PromptVersion& version, std::string label)
        : m_session(session),
          m_suite(std::move(suite)),
          m_label(std::move(label)),
          m_prompt(fmt::format("{}@v{}", version.name, version.number)) {}

    Done check() {
        EvalRequest request;
        request.suite = m_suite;
        request.prompts = {m_prompt};
        auto planned = plan_eval(m_session, request);
        if (!planned) return fail(planned);
        if (!planned->plan) {
            const auto wrong = std::ranges::find(planned->findings, Level::error, &Finding::level);
            return blocked(fmt::format("it cannot be run with {}", m_prompt), wrong->message);
        }
        auto baseline = load_baseline(m_session.workspace, m_suite.id);
        if (!baseline) return fail(baseline);
        for (const PlannedVariant& variant : planned->plan->variants) {
            if (variant.way) continue;  // copy beside it is no prompt's
            auto verdict = newest_verdict(*planned->plan, variant.record, *baseline ? &**baseline : nullptr);
            if (!verdict) return fail(verdict);
            if (!*verdict)
                return blocked(fmt::format("no whole run of it, as it is today, has {} with {}", m_prompt,
                                           variant.record.model),
                               {});
            if ((*verdict)->verdict != EvalVerdict::pass)
                return blocked(fmt::format("{} with {} did not pass it ({})", m_prompt, variant.record.model,
                                           to_string((*verdict)->verdict)),
                               (*verdict)->sentence);
        }
        return {};
    }

  private:
    Result<std::optional<Verdict>> newest_verdict(const EvalPlan& plan, const EvalVariant& asked,
                                                  const Baseline* baseline) {
        auto runs = m_session.ledger.list_eval_runs(m_suite.id);
        if (!runs) return fail(runs);
        for (const EvalRun& run : *runs) {
            const bool same = run.data_digest == plan.data_digest && run.judge_digest == plan.judge_digest &&
                              run.trials >= plan.trials;
            if (!same || run.verdict.empty()) continue;
            auto variants = m_session.ledger.list_eval_variants(run.id);
            if (!variants) return fail(variants);
            const auto found = std::ranges::find_if(*variants, [&](const EvalVariant& v) {
                return v.prompt_version == asked.prompt_version && v.model == asked.model &&
                       v.model_digest == asked.model_digest;
            });
            if (found == variants->end()) continue;
            auto report = report_eval(m_session, run.id, m_suite.guards, baseline, 0);
            if (!report) return fail(report);
            const EvalVariantReport& told = report->variants[static_cast<std::size_t>(found->number)];
            return std::optional(Verdict{told.verdict, run.id, told.sentence});
        }
        return std::optional<Verdict>{};
    }

    tl::unexpected<Error> blocked(std::string why, const std::string& more) const {
        Error error{ErrorCode::blocked,
                    fmt::format("{} is required for {}, and {}", m_suite.path, m_label, why),
                    {},
                    fmt::format("mkai eval run {} --prompt {}", m_suite.id, m_prompt)};
        if (!more.empty()) error.with_context(more);
        return fail(std::move(error));
    }

    const Session& m_session;
    eval::Suite m_suite;
    std::string m_label;
    std::string m_prompt;
};

}  // namespace

Done check_required_suites(const Session& session, const PromptVersion& version, const std::string& label) {
    for (const std::string& id : workspace::suite_ids(session.workspace)) {
        auto read = workspace::read_suite(session.workspace, id);
        if (!read) return fail(read);
        if (!read->suite)
            return fail(ErrorCode::invalid_file,
                        fmt::format("{} cannot be read, and it may be required for {}",
                                    read->findings.front().file, label),
                        fmt::format("mkai eval run {} --dry-run tells what is wrong", id));
        eval::Suite& suite = *read->suite;
        const bool asks = std::ranges::find(suite.required_for, label) != suite.required_for.end() &&
                          std::ranges::any_of(suite.prompts, [&](const std::string& typed) {
                              return is_of_prompt(typed, version.name);
                          });
        if (!asks) continue;
        if (auto passed = RequiredSuite(session, std::move(suite), version, label).check(); !passed)
            return passed;
    }
    return {};
}

}  // namespace mkai::app
