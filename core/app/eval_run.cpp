#include "core/app/eval_run.hpp"

#include "core/app/eval_calls.hpp"
#include "core/app/eval_cell.hpp"
#include "core/app/eval_judging.hpp"
#include "core/app/spend.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/eval/judge.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// Cells that are looked at together while calls are on their way: these wait for a few milliseconds.
constexpr std::size_t k_cells_at_once = 64;
// Outcomes that are kept together where nothing is asked, and cells that wait for a judge.
constexpr std::size_t k_kept_at_once = 1024;
constexpr std::size_t k_judged_at_once = 1024;
constexpr std::int64_t k_progress_ms = 100;

using PromptPtr = std::shared_ptr<const prompts::Prompt>;

// A judge's question about a cell.
struct JudgeTask {
    CellPtr cell;
    std::size_t check = 0;
    JudgeQuestion question{};
};

// Tests come part by part; what a part asks joins the calls that are on their way, and a cell leaves memory
// when its outcome is kept. Judges are asked between two parts, when enough of their questions wait.
class Runner {
  public:
    Runner(const Session& session, const EvalPlan& plan, const EvalOptions& options)
        : m_session(session),
          m_plan(plan),
          m_options(options),
          m_maker(plan),
          m_calls(
              session, plan.candidates, plan.declared, plan.cells() + plan.judged,
              {options.credentials, options.cancel, options.concurrency, options.cost_max, options.caps}) {}

    Result<EvalRan> run() {
        if (auto begun = m_options.resume ? find_run() : begin_run(); !begun) return fail(begun);
        m_progress.all = m_plan.cells();
        auto part = std::make_shared<EvalPart>();
        auto done = each_test(m_session, m_plan, [&](std::int64_t number, const eval::TestCase& test) {
            if (m_calls.is_over()) return Done{};
            part->tests.push_back({number, test, {}});
            if (part->tests.size() * cells_a_test() < k_cells_at_once) return Done{};
            return run_part(std::exchange(part, std::make_shared<EvalPart>()));
        });
        if (done) done = run_part(std::move(part));
        // What is on its way is paid for, also when the tests turned out to be wrong; no judge is asked then.
        if (auto ended = done ? finish() : settle_asked(); done) done = std::move(ended);
        tell(true);
        m_out.warnings = m_calls.warnings();
        m_out.stopped = m_calls.stopped();
        m_out.interrupted = m_calls.is_cancelled();
        auto ended = m_calls.end(!done);
        if (done && !m_calls.is_over()) done = std::move(ended);
        if (!done) return fail(done);
        return std::move(m_out);
    }

  private:
    std::size_t cells_a_test() const {
        return m_plan.variants.size() * static_cast<std::size_t>(m_plan.trials);
    }
    Done begin_run() {
        auto writer = m_session.ledger.begin();
        if (!writer) return fail(writer);
        EvalRun run;
        run.id = writer->new_id();
        run.suite = m_plan.suite.id;
        run.suite_digest = m_plan.suite.source_digest;
        run.plan_digest = m_plan.plan_digest;
        run.data_digest = m_plan.data_digest;
        run.judge_digest = m_plan.judge_digest;
        run.tests = m_plan.tests;
        run.variants = static_cast<int>(m_plan.variants.size());
        run.trials = m_plan.trials;
        run.actor = m_session.actor.person.id;
        run.started = writer->now();
        Event event = make_event(m_session, event_kind::eval_started);
        event.data = {{"plan", run.plan_digest},
                      {"run", run.id},
                      {"suite", run.suite},
                      {"suite_digest", run.suite_digest}};
        auto seq = writer->append(std::move(event));
        if (!seq) return fail(seq);
        std::vector<EvalVariant> variants;
        for (const PlannedVariant& v : m_plan.variants) variants.push_back(v.record);
        if (auto done = writer->insert_eval_run(run, variants, *seq); !done) return done;
        m_out.run = run.id;
        return writer->commit();
    }

    // The newest of this plan. Where every cell was told already, nothing is asked, and its report is the
    // same.
    Done find_run() {
        auto runs = m_session.ledger.list_eval_runs(m_plan.suite.id);
        if (!runs) return fail(runs);
        for (const EvalRun& run : *runs) {
            if (run.plan_digest != m_plan.plan_digest) continue;
            auto sums = m_session.ledger.sum_eval_variants(run.id);
            if (!sums) return fail(sums);
            PicoUsd spent;
            for (const EvalVariantSum& sum : *sums) spent = sum_of(spent, sum.spent).value_or(spent);
            m_out.run = run.id;
            m_calls.set_spent(spent);
            m_resumed = true;
            return {};
        }
        Error error{ErrorCode::unknown_id,
                    fmt::format("there is no run of {} to go on with", m_plan.suite.id),
                    {},
                    "run it without --resume"};
        if (!runs->empty() && runs->front().plan_digest != m_plan.plan_digest)
            error.with_context("its tests, prompts or models are others since the last run");
        return fail(std::move(error));
    }

    // --- a part: some tests with all their cells ---

    Done run_part(std::shared_ptr<EvalPart> part) {
        if (part->tests.empty() || m_calls.is_over()) return {};
        if (auto looked = look(std::move(part)); !looked) return looked;
        if (auto went_on = m_calls.go_on(); !went_on) return went_on;
        if (m_done.size() >= k_kept_at_once)
            if (auto kept = keep(); !kept) return kept;
        return m_to_judge.size() < k_judged_at_once ? Done{} : finish();
    }

    // All that is on its way, then what it gave the judges to do.
    Done finish() {
        if (auto asked = settle_asked(); !asked) return asked;
        if (auto judged = judge(); !judged) return judged;
        return keep();
    }
    Done settle_asked() {
        if (auto asked = m_calls.finish(); !asked) return asked;
        return keep();
    }

    // What a run that is gone on with knows of a part.
    struct Known {
        std::map<EvalCell, EvalResult> told;
        std::map<EvalCell, EvalAnswer> unjudged;
    };
    Result<Known> find_known(const EvalPart& part) {
        Known known;
        if (!m_resumed) return known;
        const std::int64_t first = part.tests.front().number;
        const std::int64_t end = part.tests.back().number + 1;
        auto results = m_session.ledger.list_eval_results(m_out.run, first, end);
        if (!results) return fail(results);
        for (const EvalResult& result : *results) known.told.emplace(result.cell, result);
        auto answers = m_session.ledger.list_eval_unjudged(m_out.run, first, end);
        if (!answers) return fail(answers);
        for (EvalAnswer& answer : *answers) known.unjudged.emplace(answer.cell, std::move(answer));
        return known;
    }

    // Which cells have an outcome already, which an answer, which are in the cache, and which are to be
    // asked.
    Done look(std::shared_ptr<EvalPart> part) {
        auto known = find_known(*part);
        if (!known) return fail(known);
        for (EvalPart::Test& one : part->tests) {
            auto checks = m_maker.of(one.test);
            if (!checks) return fail(checks);
            one.checks = std::move(*checks);
            m_tests.push_back({one.number, one.test.id, one.test.description, one.test.cluster,
                               one.test.critical, digest_of(one.test)});
        }
        for (const EvalPart::Test& one : part->tests)
            if (auto looked = look_at_test(part, one, *known); !looked) return looked;
        return {};
    }

    Done look_at_test(const std::shared_ptr<const EvalPart>& part, const EvalPart::Test& one,
                      const Known& known) {
        PromptPtr asked_for_copy;  // the same for each way
        for (const PlannedVariant& variant : m_plan.variants) {
            PromptPtr own;
            PromptPtr& prompt = variant.way ? asked_for_copy : own;
            for (int trial = 0; trial < m_plan.trials; ++trial) {
                auto cell = std::make_shared<Cell>();
                cell->key = {one.number, variant.record.number, trial};
                if (const auto told = known.told.find(cell->key); told != known.told.end()) {
                    cell->take = told->second.take + 1;
                    if (told->second.outcome != EvalOutcome::error) {
                        count(told->second.outcome, true);
                        continue;
                    }
                }
                if (!prompt) {
                    auto made = prompt_of(m_session, variant, one.test);
                    if (!made) return fail(made);
                    prompt = std::make_shared<const prompts::Prompt>(std::move(*made));
                }
                cell->part = part;
                cell->of = &one;
                cell->prompt = prompt;
                cell->copy = m_plan.copy_for(variant, one.test);
                if (auto found = find_answer(cell, variant, known); !found) return found;
            }
        }
        return {};
    }

    // From this run, the ledger's copy or the cache; else it is asked for.
    Done find_answer(const CellPtr& cell, const PlannedVariant& variant, const Known& known) {
        cell->cache_key = sha256_hex(
            cell->copy ? fmt::format("copy\n{}@v{}", cell->copy->copy.asset, cell->copy->copy.version)
                       : fmt::format("{}\n{}\n{}", variant.record.model_digest, cell->prompt->digest,
                                     cell->key.trial));
        if (const auto answer = known.unjudged.find(cell->key); answer != known.unjudged.end())
            return take_known(cell, answer->second, false);
        if (cell->copy) {
            cell->text = cell->copy->text;
            cell->answer.cost = cell->copy->cost;
            check(cell);
            return {};
        }
        if (m_options.cache) {
            auto hit = m_session.ledger.find_eval_answer(cell->cache_key);
            if (!hit) return fail(hit);
            if (*hit) return take_known(cell, **hit, true);
        }
        return ask(cell);
    }

    // An answer that is in the ledger: of this cell, or of the same question before.
    Done take_known(const CellPtr& cell, const EvalAnswer& known, bool cached) {
        auto blob = m_session.ledger.get_blob(known.answer);
        if (!blob) return fail(blob);
        cell->answer = known;
        cell->answer.cell = cell->key;
        if (cached) {
            cell->answer.take = cell->take;
            cell->answer.cached = true;
            cell->answer.cache_key = cell->cache_key;
        } else {
            cell->take = known.take;
            cell->answer_kept = true;
        }
        cell->text = std::move(blob->bytes);
        check(cell);
        return {};
    }

    // --- asking ---

    CallRecord row_of(const Cell& cell) const {
        const PlannedVariant& variant = m_plan.variants[static_cast<std::size_t>(cell.key.variant)];
        CallRecord row;
        row.prompt_id = variant.record.prompt_id;
        row.prompt_version = variant.record.prompt_version;
        row.prompt_digest = cell.prompt->digest;
        return row;
    }

    Done ask(const CellPtr& cell) {
        if (!m_calls.is_open())
            if (auto opened = open_calls(); !opened) return opened;
        const PlannedVariant& variant = m_plan.variants[static_cast<std::size_t>(cell->key.variant)];
        m_asked.emplace(m_calls.add({cell->prompt, {}, variant.range}), cell);
        return {};
    }

    Done open_calls() {
        std::vector<std::size_t> firsts;
        for (const PlannedVariant& v : m_plan.variants)
            if (!v.way) firsts.push_back(v.range.first);
        return m_calls.open(
            firsts,
            {[this](std::size_t call) { return row_of(*m_asked.at(call)); },
             [this](std::size_t call, const gateway::Attempt& attempt, const CallRecord& row) {
                 take_answer(*m_asked.at(call), attempt, row);
                 settle(call, attempt.answer.failure ? &attempt.answer.failure->error : nullptr);
             },
             [this](std::size_t call, const Error& why) { settle(call, &why); }, [this] { return keep(); }});
    }

    static void take_answer(Cell& cell, const gateway::Attempt& attempt, const CallRecord& row) {
        cell.answer.call = row.id;
        cell.answer.cost = row.cost.value_or(PicoUsd{});
        cell.answer.latency_ms = row.latency_ms;
        cell.answer.input_tokens = attempt.answer.usage.input_in_all();
        cell.answer.output_tokens = attempt.answer.usage.output_in_all();
        cell.text = attempt.answer.text;
    }

    // A call that has ended: with an answer, or with the error.
    void settle(std::size_t call, const Error* error) {
        const auto asked = m_asked.find(call);
        const CellPtr cell = std::move(asked->second);
        m_asked.erase(asked);
        if (!error) return check(cell);
        cell->error = *error;
        end(cell);
    }

    // --- checking ---

    // The cell is done when no judge is to tell anything.
    void check(const CellPtr& cell) {
        run_checks(*cell);
        if (cell->unjudged == 0) return end(cell);
        for (std::size_t i = 0; i < cell->checks().size(); ++i)
            if (!cell->checks()[i].check) m_to_judge.push_back({cell, i});
        if (!cell->answer_kept) m_done.push_back({cell, false});
    }

    void end(const CellPtr& cell) { m_done.push_back({cell, true}); }

    // --- judging ---

    Done judge() {
        std::vector<JudgeTask> tasks = std::exchange(m_to_judge, {});
        if (tasks.empty() || m_calls.is_over()) return {};
        std::vector<gateway::Call> calls;
        std::vector<JudgeTask> asked;
        for (JudgeTask& task : tasks) {
            const Cell& cell = *task.cell;
            const eval::CheckSpec& spec = cell.checks()[task.check].spec;
            task.question = rubric_question(m_plan.judge_digest, cell.cache_key + cell.text,
                                            spec.value->get<std::string>(), task_of(*cell.prompt), cell.text);
            auto known = m_options.cache ? find_reply(m_session.ledger, task.question.cache_key)
                                         : Result<std::optional<std::string>>(std::nullopt);
            if (!known) return fail(known);
            if (*known) {
                take_reply(task, **known);
                continue;
            }
            calls.push_back({task.question.prompt, {}, {*m_plan.judge, *m_plan.judge + 1}});
            asked.push_back(std::move(task));
        }
        if (auto kept = keep(); !kept) return kept;
        const auto row_of_call = [&](std::size_t call) {
            CallRecord record;
            record.prompt_id = calls[call].prompt->id;
            record.prompt_version = calls[call].prompt->version;
            record.prompt_digest = calls[call].prompt->digest;
            return record;
        };
        return m_calls.run(calls,
                           {row_of_call,
                            [&](std::size_t call, const gateway::Attempt& attempt, const CallRecord& record) {
                                take_verdict(asked[call], attempt, record);
                            },
                            [&](std::size_t call, const Error& why) { judged(asked[call], why); },
                            [this] { return keep(); }});
    }

    void take_verdict(const JudgeTask& task, const gateway::Attempt& attempt, const CallRecord& record) {
        EvalCheck& row = task.cell->rows[task.check];
        row.call = record.id;
        row.cost = record.cost.value_or(PicoUsd{});
        if (const auto& failure = attempt.answer.failure) return judged(task, failure->error);
        if (take_reply(task, attempt.answer.text)) m_replies.push_back({task.question.cache_key, record.id});
    }

    // Whether there is a verdict in it.
    bool take_reply(const JudgeTask& task, std::string_view reply) {
        const eval::CheckSpec& spec = task.cell->checks()[task.check].spec;
        auto outcome = eval::read_rubric_reply(reply, spec.threshold);
        if (!outcome) {
            judged(task, outcome.error());
            return false;
        }
        if (spec.negated) {
            outcome->passed = !outcome->passed;
            outcome->score = 1 - outcome->score;
        }
        set_outcome(*task.cell, task.check, std::move(*outcome));
        judged(task, std::nullopt);
        return true;
    }

    void judged(const JudgeTask& task, std::optional<Error> error) {
        Cell& cell = *task.cell;
        if (error && !cell.error) cell.error = std::move(error);
        if (--cell.unjudged == 0) end(task.cell);
    }

    // --- keeping ---

    Done keep() {
        tell(false);
        if (!m_calls.has_calls_to_keep() && m_done.empty() && m_tests.empty()) return {};
        auto writer = m_session.ledger.begin_batch();
        if (!writer) return fail(writer);
        for (const EvalTest& test : m_tests)
            if (auto done = writer->insert_eval_test(m_out.run, test); !done) return done;
        m_tests.clear();
        auto answers = m_calls.keep_calls(*writer);
        if (!answers) return fail(answers);
        if (auto done = keep_replies(*writer, *answers, m_replies); !done) return done;
        for (const DoneCell& one : m_done) {
            Cell& cell = *one.cell;
            if (!cell.answer_kept) {
                cell.answer.cell = cell.key;
                cell.answer.take = cell.take;
                cell.answer.cache_key = cell.cache_key;
                if (cell.copy) {
                    if (auto done = keep_copy(*writer, cell); !done) return done;
                } else if (!cell.answer.cached) {
                    if (const auto kept = answers->find(cell.answer.call); kept != answers->end())
                        cell.answer.answer = kept->second;
                }
                if (auto done = writer->insert_eval_answer(m_out.run, cell.answer); !done) return done;
                cell.answer_kept = true;
            }
            if (!one.with_outcome) continue;
            // Of an error what a judge was paid for stays.
            if (cell.error) std::erase_if(cell.rows, [](const EvalCheck& row) { return row.call.empty(); });
            const EvalResult result = result_of(cell);
            if (auto done = writer->insert_eval_result(m_out.run, result, cell.rows); !done) return done;
            count(result.outcome, cell.answer.cached);
        }
        m_done.clear();
        return writer->commit();
    }

    Done keep_copy(store::Writer& writer, Cell& cell) {
        auto blob = writer.put_blob(cell.text);
        if (!blob) return fail(blob);
        cell.answer.answer = std::move(*blob);
        EvalCopy copy = cell.copy->copy;
        copy.test = cell.key.test;
        copy.variant = cell.key.variant;
        return writer.insert_eval_copy(m_out.run, copy);
    }

    void count(EvalOutcome outcome, bool known) {
        ++m_progress.done;
        m_progress.failed += outcome == EvalOutcome::fail ? 1 : 0;
        m_progress.errors += outcome == EvalOutcome::error ? 1 : 0;
        m_progress.known += known ? 1 : 0;
    }

    void tell(bool last) {
        if (!m_options.on_progress) return;
        const TimeMs now = m_session.clock.now();
        const std::int64_t since = now.value - m_told.value;
        if (!last && since >= 0 && since < k_progress_ms) return;
        m_told = now;
        m_progress.spent = m_calls.spent();
        m_options.on_progress(m_progress);
    }

    struct DoneCell {
        CellPtr cell;
        bool with_outcome = true;
    };

    const Session& m_session;
    const EvalPlan& m_plan;
    const EvalOptions& m_options;
    CheckMaker m_maker;
    EvalRan m_out;
    bool m_resumed = false;
    std::unordered_map<std::size_t, CellPtr> m_asked;  // by call, until it has ended
    std::vector<JudgeTask> m_to_judge;
    std::vector<EvalTest> m_tests;      // to be kept with the next batch
    std::vector<DoneCell> m_done;       // the same
    std::vector<JudgeReply> m_replies;  // the same
    EvalCalls m_calls;
    EvalProgress m_progress;
    TimeMs m_told;
};

}  // namespace

Result<EvalRan> run_eval(const Session& session, const EvalPlan& plan, const EvalOptions& options) {
    return Runner(session, plan, options).run();
}

}  // namespace mkai::app
