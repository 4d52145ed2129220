#include "core/app/eval_run.hpp"

#include "core/app/eval_calls.hpp"
#include "core/app/eval_judging.hpp"
#include "core/app/spend.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/eval/judge.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// Cells that are looked at together: as many as fit into a few megabytes with what they ask.
constexpr std::size_t k_cells_at_once = 4096;
constexpr std::int64_t k_progress_ms = 100;
constexpr std::size_t k_words_max = 500;  // of an error that is kept

using PromptPtr = std::shared_ptr<const prompts::Prompt>;

// A cell from when it is looked at to its outcome.
struct Cell {
    EvalCell key;
    int take = 1;
    const eval::TestCase* test = nullptr;
    const std::vector<MadeCheck>* checks = nullptr;
    PromptPtr prompt;
    const FoundCopy* copy = nullptr;  // instead of a model's answer
    std::string cache_key;

    EvalAnswer answer;  // once it is there
    std::string text;
    std::vector<eval::Outcome> outcomes;  // by check; of a judge's once it has told
    std::vector<EvalCheck> rows;          // the same
    std::size_t unjudged = 0;
    bool answer_kept = false;  // its row is in the ledger
    std::optional<Error> error;
};

// A judge's question about a cell.
struct JudgeTask {
    std::size_t cell = 0;
    std::size_t check = 0;
    JudgeQuestion question{};
};

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
        auto done = each_test(m_session, m_plan, [&](std::int64_t number, const eval::TestCase& test) {
            m_tests.push_back({number, test});
            return m_tests.size() * cells_a_test() < k_cells_at_once ? Done{} : run_part();
        });
        if (done) done = run_part();
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
    struct Numbered {
        std::int64_t number = 0;
        eval::TestCase test;
    };

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

    Done run_part() {
        if (m_tests.empty() || m_calls.is_over()) {
            m_tests.clear();
            return {};
        }
        if (auto looked = look(); !looked) return looked;
        if (auto asked = ask(); !asked) return asked;
        if (auto judged = judge(); !judged) return judged;
        auto kept = keep();
        m_cells.clear();
        m_checks.clear();
        m_tests.clear();
        return kept;
    }

    // Which cells have an outcome already, which an answer, which are in the cache, and which are to be
    // asked.
    Done look() {
        const std::int64_t first = m_tests.front().number;
        const std::int64_t end = m_tests.back().number + 1;
        std::map<EvalCell, EvalResult> told;
        std::map<EvalCell, EvalAnswer> unjudged;
        if (m_resumed) {
            auto results = m_session.ledger.list_eval_results(m_out.run, first, end);
            if (!results) return fail(results);
            for (const EvalResult& result : *results) told.emplace(result.cell, result);
            auto answers = m_session.ledger.list_eval_unjudged(m_out.run, first, end);
            if (!answers) return fail(answers);
            for (EvalAnswer& answer : *answers) unjudged.emplace(answer.cell, std::move(answer));
        }
        if (auto kept = keep_tests(); !kept) return kept;
        m_to_ask.clear();
        m_to_judge.clear();
        m_checks.reserve(m_tests.size());
        m_cells.reserve(m_tests.size() * cells_a_test());
        for (const Numbered& one : m_tests) {
            auto checks = m_maker.of(one.test);
            if (!checks) return fail(checks);
            m_checks.push_back(std::move(*checks));
            PromptPtr asked_for_copy;  // the same for each way
            for (const PlannedVariant& variant : m_plan.variants) {
                PromptPtr own;
                PromptPtr& prompt = variant.way ? asked_for_copy : own;
                const FoundCopy* copy = m_plan.copy_for(variant, one.test);
                for (int trial = 0; trial < m_plan.trials; ++trial) {
                    Cell cell;
                    cell.key = {one.number, variant.record.number, trial};
                    if (const auto known = told.find(cell.key); known != told.end()) {
                        cell.take = known->second.take + 1;
                        if (known->second.outcome != EvalOutcome::error) {
                            count(known->second.outcome, false);
                            continue;
                        }
                    }
                    if (!prompt) {
                        auto made = prompt_of(m_session, variant, one.test);
                        if (!made) return fail(made);
                        prompt = std::make_shared<const prompts::Prompt>(std::move(*made));
                    }
                    cell.test = &one.test;
                    cell.checks = &m_checks.back();
                    cell.prompt = prompt;
                    cell.copy = copy;
                    cell.cache_key = sha256_hex(
                        copy ? fmt::format("copy\n{}@v{}", copy->copy.asset, copy->copy.version)
                             : fmt::format("{}\n{}\n{}", variant.record.model_digest, prompt->digest, trial));
                    m_cells.push_back(std::move(cell));
                    const std::size_t place = m_cells.size() - 1;
                    if (const auto known = unjudged.find(m_cells.back().key); known != unjudged.end()) {
                        if (auto took = take_known(place, known->second, false); !took) return took;
                        continue;
                    }
                    if (copy) {
                        take_copy(place);
                        continue;
                    }
                    auto hit = m_options.cache ? m_session.ledger.find_eval_answer(m_cells.back().cache_key)
                                               : Result<std::optional<EvalAnswer>>(std::nullopt);
                    if (!hit) return fail(hit);
                    if (*hit) {
                        if (auto took = take_known(place, **hit, true); !took) return took;
                    } else {
                        m_to_ask.push_back(place);
                    }
                }
            }
        }
        return keep();
    }

    void take_copy(std::size_t place) {
        Cell& cell = m_cells[place];
        cell.text = cell.copy->text;
        cell.answer.cost = cell.copy->cost;
        check(place);
    }

    Done keep_tests() {
        auto writer = m_session.ledger.begin(Durability::none);
        if (!writer) return fail(writer);
        for (const Numbered& one : m_tests)
            if (auto done = writer->insert_eval_test(
                    m_out.run, {one.number, one.test.id, one.test.description, one.test.cluster,
                                one.test.critical, digest_of(one.test)});
                !done)
                return done;
        return writer->commit();
    }

    // An answer that is in the ledger: of this cell, or of the same question before.
    Done take_known(std::size_t place, const EvalAnswer& known, bool cached) {
        Cell& cell = m_cells[place];
        auto blob = m_session.ledger.get_blob(known.answer);
        if (!blob) return fail(blob);
        cell.answer = known;
        cell.answer.cell = cell.key;
        if (cached) {
            cell.answer.take = cell.take;
            cell.answer.cached = true;
            cell.answer.cache_key = cell.cache_key;
        } else {
            cell.take = known.take;
            cell.answer_kept = true;
        }
        cell.text = std::move(blob->bytes);
        check(place);
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

    Done ask() {
        if (m_to_ask.empty()) return {};
        std::vector<gateway::Call> calls;
        for (const std::size_t place : m_to_ask) {
            const Cell& cell = m_cells[place];
            calls.push_back(
                {cell.prompt, {}, m_plan.variants[static_cast<std::size_t>(cell.key.variant)].range});
        }
        return m_calls.run(calls,
                           {[this](std::size_t call) { return row_of(m_cells[m_to_ask[call]]); },
                            [this](std::size_t call, const gateway::Attempt& attempt, const CallRecord& row) {
                                take_answer(m_to_ask[call], attempt, row);
                            },
                            [this](std::size_t call, const Error& why) { end_with(m_to_ask[call], why); },
                            [this] { return keep(); }});
    }

    void take_answer(std::size_t place, const gateway::Attempt& attempt, const CallRecord& row) {
        Cell& cell = m_cells[place];
        fill_answer(cell, attempt, row);
        if (const auto& failure = attempt.answer.failure) return end_with(place, failure->error);
        cell.text = attempt.answer.text;
        check(place);
    }

    static void fill_answer(Cell& cell, const gateway::Attempt& attempt, const CallRecord& row) {
        cell.answer.call = row.id;
        cell.answer.cost = row.cost.value_or(PicoUsd{});
        cell.answer.latency_ms = row.latency_ms;
        cell.answer.input_tokens = attempt.answer.usage.input_in_all();
        cell.answer.output_tokens = attempt.answer.usage.output_in_all();
    }

    // --- checking ---

    // Every check but the judge's. The cell is done when there is none of these.
    void check(std::size_t place) {
        Cell& cell = m_cells[place];
        const auto json = parse_json(cell.text, {1u << 20, 32});
        const eval::Answer answer{*cell.test,
                                  cell.text,
                                  json ? &*json : nullptr,
                                  cell.answer.cost,
                                  cell.answer.latency_ms,
                                  cell.answer.input_tokens,
                                  cell.answer.output_tokens};
        cell.outcomes.resize(cell.checks->size());
        cell.rows.resize(cell.checks->size());
        for (std::size_t i = 0; i < cell.checks->size(); ++i) {
            const MadeCheck& made = (*cell.checks)[i];
            cell.rows[i].metric = made.spec.metric;
            cell.rows[i].type = (made.spec.negated ? "not-" : "") + made.spec.type;
            if (!made.check) {
                ++cell.unjudged;
                continue;
            }
            auto outcome = made.check->run(answer);
            if (outcome)
                set_outcome(cell, i, std::move(*outcome));
            else if (!cell.error)
                cell.error = outcome.error();
        }
        if (cell.error) {
            cell.unjudged = 0;
            return end(place);
        }
        if (cell.unjudged == 0) return end(place);
        for (std::size_t i = 0; i < cell.checks->size(); ++i)
            if (!(*cell.checks)[i].check) m_to_judge.push_back({place, i, {}});
        if (!cell.answer_kept) m_done.push_back({place, false});
    }

    static void set_outcome(Cell& cell, std::size_t i, eval::Outcome outcome) {
        cell.rows[i].passed = outcome.passed;
        cell.rows[i].score = outcome.score;
        cell.rows[i].reason = outcome.reason;
        cell.outcomes[i] = std::move(outcome);
    }

    void end_with(std::size_t place, const Error& why) {
        m_cells[place].error = why;
        end(place);
    }
    void end(std::size_t place) { m_done.push_back({place, true}); }

    // --- judging ---

    Done judge() {
        if (m_to_judge.empty() || m_calls.is_over()) return {};
        std::vector<gateway::Call> calls;
        std::vector<JudgeTask> asked;
        for (JudgeTask& task : m_to_judge) {
            const Cell& cell = m_cells[task.cell];
            const eval::CheckSpec& spec = (*cell.checks)[task.check].spec;
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
        EvalCheck& row = m_cells[task.cell].rows[task.check];
        row.call = record.id;
        row.cost = record.cost.value_or(PicoUsd{});
        if (const auto& failure = attempt.answer.failure) return judged(task, failure->error);
        if (take_reply(task, attempt.answer.text)) m_replies.push_back({task.question.cache_key, record.id});
    }

    // Whether there is a verdict in it.
    bool take_reply(const JudgeTask& task, std::string_view reply) {
        Cell& cell = m_cells[task.cell];
        const eval::CheckSpec& spec = (*cell.checks)[task.check].spec;
        auto outcome = eval::read_rubric_reply(reply, spec.threshold);
        if (!outcome) {
            judged(task, outcome.error());
            return false;
        }
        if (spec.negated) {
            outcome->passed = !outcome->passed;
            outcome->score = 1 - outcome->score;
        }
        set_outcome(cell, task.check, std::move(*outcome));
        judged(task, std::nullopt);
        return true;
    }

    void judged(const JudgeTask& task, std::optional<Error> error) {
        Cell& cell = m_cells[task.cell];
        if (error && !cell.error) cell.error = std::move(error);
        if (--cell.unjudged == 0) end(task.cell);
    }

    // --- keeping ---

    Done keep() {
        tell(false);
        if (!m_calls.has_calls_to_keep() && m_done.empty()) return {};
        auto writer = m_session.ledger.begin_batch();
        if (!writer) return fail(writer);
        auto answers = m_calls.keep_calls(*writer);
        if (!answers) return fail(answers);
        if (auto done = keep_replies(*writer, *answers, m_replies); !done) return done;
        for (const auto& [place, with_outcome] : m_done) {
            Cell& cell = m_cells[place];
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
            if (!with_outcome) continue;
            // Of an error what a judge was paid for stays.
            if (cell.error) std::erase_if(cell.rows, [](const EvalCheck& row) { return row.call.empty(); });
            const EvalResult result = result_of(cell);
            if (auto done = writer->insert_eval_result(m_out.run, result, cell.rows); !done) return done;
            count(result.outcome, cell.answer.cached);
            cell.text = {};
            cell.prompt = nullptr;
            cell.rows = {};
            cell.outcomes = {};
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

    static EvalResult result_of(const Cell& cell) {
        EvalResult result{cell.key, cell.take, EvalOutcome::error, 0, {}, {}};
        if (cell.error) {
            result.error = info_of(cell.error->code).name;
            result.why = prefix_of_width(printable_line(cell.error->message), k_words_max);
            return result;
        }
        const eval::CellOutcome sum = eval::combine(*cell.test, cell.outcomes);
        result.outcome = sum.passed ? EvalOutcome::pass : EvalOutcome::fail;
        result.score = sum.score;
        return result;
    }

    void count(EvalOutcome outcome, bool cached) {
        ++m_progress.done;
        m_progress.failed += outcome == EvalOutcome::fail ? 1 : 0;
        m_progress.errors += outcome == EvalOutcome::error ? 1 : 0;
        m_progress.cached += cached ? 1 : 0;
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
        std::size_t place = 0;
        bool with_outcome = true;
    };

    const Session& m_session;
    const EvalPlan& m_plan;
    const EvalOptions& m_options;
    CheckMaker m_maker;
    EvalRan m_out;
    bool m_resumed = false;
    std::vector<Numbered> m_tests;                 // of this part
    std::vector<std::vector<MadeCheck>> m_checks;  // of these
    std::vector<Cell> m_cells;
    std::vector<std::size_t> m_to_ask;
    std::vector<JudgeTask> m_to_judge;
    std::vector<DoneCell> m_done;       // to be kept with the next batch
    std::vector<JudgeReply> m_replies;  // to be kept
    EvalCalls m_calls;
    EvalProgress m_progress;
    TimeMs m_told;
};

}  // namespace

Result<EvalRan> run_eval(const Session& session, const EvalPlan& plan, const EvalOptions& options) {
    return Runner(session, plan, options).run();
}

}  // namespace mkai::app
