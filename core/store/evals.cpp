// Evaluations: what was asked and came back, cell by cell, and the sums over these rows.
#include "core/store/ledger_impl.hpp"

#include <array>

#include <fmt/format.h>

namespace mkai::store {

namespace {

using sqlite::Statement;

constexpr std::array<std::string_view, 3> k_outcomes{"pass", "fail", "error"};

std::string_view to_text(EvalOutcome outcome) {
    return k_outcomes[static_cast<std::size_t>(outcome)];
}
EvalOutcome outcome_of(std::string_view text) {
    for (std::size_t i = 0; i < k_outcomes.size(); ++i)
        if (k_outcomes[i] == text) return static_cast<EvalOutcome>(i);
    return EvalOutcome::error;
}

constexpr std::string_view k_runs =
    "SELECT r.id, r.suite, r.suite_digest, r.plan_digest, r.data_digest, r.judge_digest, r.tests, "
    "r.variants, "
    "r.trials, r.actor, r.started_at_ms, coalesce(e.verdict, ''), coalesce(e.sentence, ''), "
    "coalesce(e.ended_at_ms, 0) FROM eval_run r LEFT JOIN eval_run_end e ON e.run = r.id AND e.event_seq = "
    "(SELECT max(event_seq) FROM eval_run_end WHERE run = r.id) ";

EvalRun read_run(const Statement& row) {
    EvalRun r;
    int i = 0;
    r.id = row.column_text(i++);
    r.suite = row.column_text(i++);
    r.suite_digest = row.column_text(i++);
    r.plan_digest = row.column_text(i++);
    r.data_digest = row.column_text(i++);
    r.judge_digest = row.column_text(i++);
    r.tests = row.column_int(i++);
    r.variants = static_cast<int>(row.column_int(i++));
    r.trials = static_cast<int>(row.column_int(i++));
    r.actor = row.column_text(i++);
    r.started = {row.column_int(i++)};
    r.verdict = row.column_text(i++);
    r.sentence = row.column_text(i++);
    r.ended = {row.column_int(i)};
    return r;
}

constexpr std::string_view k_answer_columns =
    "a.test, a.variant, a.trial, a.take, a.call, a.answer, a.cache_key, a.cached, a.cost_pico, a.latency_ms, "
    "a.input_tokens, a.output_tokens";
constexpr int k_answer_columns_count = 12;
constexpr std::string_view k_result_columns =
    "l.test, l.variant, l.trial, l.take, l.outcome, l.score, l.error, l.why";

EvalAnswer read_answer(const Statement& row) {
    EvalAnswer a;
    int i = 0;
    a.cell.test = row.column_int(i++);
    a.cell.variant = static_cast<int>(row.column_int(i++));
    a.cell.trial = static_cast<int>(row.column_int(i++));
    a.take = static_cast<int>(row.column_int(i++));
    a.call = row.column_text(i++);
    a.answer = row.column_text(i++);
    a.cache_key = row.column_text(i++);
    a.cached = row.column_int(i++) != 0;
    a.cost = {row.column_int(i++)};
    a.latency_ms = row.column_int(i++);
    a.input_tokens = row.column_int(i++);
    a.output_tokens = row.column_int(i);
    return a;
}

EvalResult read_result(const Statement& row, int i = 0) {
    EvalResult r;
    r.cell.test = row.column_int(i++);
    r.cell.variant = static_cast<int>(row.column_int(i++));
    r.cell.trial = static_cast<int>(row.column_int(i++));
    r.take = static_cast<int>(row.column_int(i++));
    r.outcome = outcome_of(row.column_text(i++));
    r.score = row.column_real(i++);
    r.error = row.column_text(i++);
    r.why = row.column_text(i);
    return r;
}

}  // namespace

Result<std::vector<EvalRun>> Ledger::list_eval_runs(std::string_view suite) {
    return query(m_impl->database, std::string(k_runs) + "WHERE r.suite = ? ORDER BY r.event_seq DESC",
                 read_run, suite);
}

Result<std::vector<EvalRun>> Ledger::list_eval_runs_by_id(std::string_view prefix) {
    return query(m_impl->database,
                 std::string(k_runs) + "WHERE substr(r.id, 1, length(?1)) = ?1 ORDER BY r.event_seq DESC",
                 read_run, prefix);
}

Result<std::vector<EvalVariant>> Ledger::list_eval_variants(std::string_view run) {
    return query(
        m_impl->database,
        "SELECT number, prompt, prompt_id, prompt_version, model, model_digest FROM eval_variant WHERE run = "
        "? "
        "ORDER BY number",
        [](const Statement& row) {
            return EvalVariant{static_cast<int>(row.column_int(0)),
                               row.column_text(1),
                               row.column_text(2),
                               row.column_text(3),
                               row.column_text(4),
                               row.column_text(5)};
        },
        run);
}

Result<std::vector<EvalResult>> Ledger::list_eval_results(std::string_view run, std::int64_t first,
                                                          std::int64_t end) {
    return query(
        m_impl->database,
        fmt::format(
            "SELECT {} FROM eval_last l WHERE l.run = ? AND l.test >= ? AND l.test < ? ORDER BY l.test, "
            "l.variant, l.trial",
            k_result_columns),
        [](const Statement& row) { return read_result(row); }, run, first, end);
}

Result<std::optional<EvalAnswer>> Ledger::find_eval_answer(std::string_view cache_key) {
    return query_one(m_impl->database,
                     fmt::format("SELECT {} FROM eval_answer a WHERE a.cache_key = ? AND a.cached = 0 AND "
                                 "a.answer IS NOT NULL AND "
                                 "NOT EXISTS (SELECT 1 FROM purged_text p WHERE p.blob = a.answer) LIMIT 1",
                                 k_answer_columns),
                     read_answer, cache_key);
}

Result<std::vector<EvalVariantSum>> Ledger::sum_eval_variants(std::string_view run) {
    auto sums = query(
        m_impl->database,
        "SELECT l.variant, sum(l.outcome = 'pass'), sum(l.outcome = 'fail'), sum(l.outcome = 'error'), "
        "sum(a.cached), sum(a.cost_pico), sum(a.input_tokens), sum(a.output_tokens) FROM eval_last l JOIN "
        "eval_answer a ON a.run = l.run AND a.test = l.test AND a.variant = l.variant AND a.trial = l.trial "
        "AND "
        "a.take = l.take WHERE l.run = ? GROUP BY l.variant ORDER BY l.variant",
        [](const Statement& row) {
            EvalVariantSum s;
            s.variant = static_cast<int>(row.column_int(0));
            s.passed = row.column_int(1);
            s.failed = row.column_int(2);
            s.errors = row.column_int(3);
            s.cached = row.column_int(4);
            s.cost = {row.column_int(5)};
            s.input_tokens = row.column_int(6);
            s.output_tokens = row.column_int(7);
            return s;
        },
        run);
    if (!sums) return sums;
    for (EvalVariantSum& sum : *sums) {
        // Every take was paid for.
        auto paid = query_one(
            m_impl->database,
            "SELECT count(*), coalesce(sum(cost_pico), 0) FROM (SELECT cost_pico FROM eval_answer WHERE run "
            "= ?1 "
            "AND variant = ?2 AND cached = 0 AND call IS NOT NULL UNION ALL SELECT cost_pico FROM eval_check "
            "WHERE run = ?1 AND variant = ?2 AND call IS NOT NULL)",
            [](const Statement& row) {
                return std::pair{row.column_int(0), row.column_int(1)};
            },
            run, sum.variant);
        if (!paid) return fail(paid);
        if (*paid) {
            sum.calls = (*paid)->first;
            sum.spent = {(*paid)->second};
        }
        const std::int64_t told = sum.passed + sum.failed;
        if (told == 0) continue;
        const auto at = [&](std::int64_t percent) -> Result<std::int64_t> {
            auto value = query_one(
                m_impl->database,
                "SELECT a.latency_ms FROM eval_last l JOIN eval_answer a ON a.run = l.run AND a.test = "
                "l.test AND "
                "a.variant = l.variant AND a.trial = l.trial AND a.take = l.take WHERE l.run = ? AND "
                "l.variant = ? "
                "AND l.outcome <> 'error' ORDER BY a.latency_ms LIMIT 1 OFFSET ?",
                [](const Statement& row) { return row.column_int(0); }, run, sum.variant,
                (told - 1) * percent / 100);
            if (!value) return fail(value);
            return value->value_or(0);
        };
        auto half = at(50);
        auto most = at(95);
        if (!half) return fail(half);
        if (!most) return fail(most);
        sum.latency_p50_ms = *half;
        sum.latency_p95_ms = *most;
    }
    return sums;
}

Result<std::vector<EvalMetricSum>> Ledger::sum_eval_metrics(std::string_view run) {
    return query(
        m_impl->database,
        "SELECT c.variant, c.metric, count(*), sum(c.passed), avg(c.score) FROM eval_check c JOIN eval_last "
        "l ON "
        "l.run = c.run AND l.test = c.test AND l.variant = c.variant AND l.trial = c.trial AND l.take = "
        "c.take "
        "WHERE c.run = ? AND l.outcome <> 'error' GROUP BY c.variant, c.metric ORDER BY c.metric, c.variant",
        [](const Statement& row) {
            return EvalMetricSum{static_cast<int>(row.column_int(0)), row.column_text(1), row.column_int(2),
                                 row.column_int(3), row.column_real(4)};
        },
        run);
}

Result<std::vector<EvalAnswer>> Ledger::list_eval_unjudged(std::string_view run, std::int64_t first,
                                                           std::int64_t end) {
    return query(
        m_impl->database,
        fmt::format("SELECT {} FROM eval_answer a WHERE a.run = ? AND a.test >= ? AND a.test < ? AND "
                    "a.answer IS NOT NULL "
                    "AND NOT EXISTS (SELECT 1 FROM eval_result r WHERE r.run = a.run AND r.test = a.test AND "
                    "r.variant = a.variant AND r.trial = a.trial AND r.take = a.take)",
                    k_answer_columns),
        read_answer, run, first, end);
}

Done Ledger::each_eval_case(std::string_view run, const std::function<Done(const EvalCaseSum&)>& visit) {
    auto statement = bound(m_impl->database,
                           "SELECT l.test, l.variant, t.id, t.description, t.cluster, t.critical, t.digest, "
                           "sum(l.outcome = 'pass'), "
                           "sum(l.outcome = 'fail'), sum(l.outcome = 'error'), "
                           "coalesce(avg(CASE WHEN l.outcome <> 'error' THEN l.score END), 0) FROM eval_last "
                           "l JOIN eval_test t ON "
                           "t.run = l.run AND t.number = l.test WHERE l.run = ? GROUP BY l.test, l.variant "
                           "ORDER BY l.test, l.variant",
                           run);
    if (!statement) return fail(statement);
    EvalCaseSum sum;
    return each_row(**statement, [&](const Statement& s) {
        sum.test = s.column_int(0);
        sum.variant = static_cast<int>(s.column_int(1));
        s.column_text(2, sum.id);
        s.column_text(3, sum.description);
        s.column_text(4, sum.cluster);
        sum.critical = s.column_int(5) != 0;
        s.column_text(6, sum.digest);
        sum.passed = static_cast<int>(s.column_int(7));
        sum.failed = static_cast<int>(s.column_int(8));
        sum.errors = static_cast<int>(s.column_int(9));
        sum.score = s.column_real(10);
        return visit(sum);
    });
}

Done Ledger::each_eval_case_metric(std::string_view run, std::int64_t first, std::int64_t end,
                                   const std::function<Done(const EvalCaseMetric&)>& visit) {
    auto statement = bound(m_impl->database,
                           "SELECT c.test, c.variant, c.metric, avg(c.score) FROM eval_check c JOIN "
                           "eval_last l ON l.run = c.run AND "
                           "l.test = c.test AND l.variant = c.variant AND l.trial = c.trial AND l.take = "
                           "c.take WHERE c.run = ? AND c.test >= ? AND c.test < ? AND "
                           "l.outcome <> 'error' GROUP BY c.test, c.variant, c.metric",
                           run, first, end);
    if (!statement) return fail(statement);
    EvalCaseMetric one;
    return each_row(**statement, [&](const Statement& s) {
        one.test = s.column_int(0);
        one.variant = static_cast<int>(s.column_int(1));
        s.column_text(2, one.metric);
        one.score = s.column_real(3);
        return visit(one);
    });
}

Result<std::vector<EvalTold>> Ledger::list_eval_told(std::string_view run, std::int64_t test, int variant) {
    return query(
        m_impl->database,
        fmt::format(
            "SELECT {}, {} FROM eval_last l JOIN eval_answer a ON a.run = l.run AND a.test = l.test AND "
            "a.variant = l.variant AND a.trial = l.trial AND a.take = l.take WHERE l.run = ? AND l.test = ? "
            "AND l.variant = ? ORDER BY l.trial",
            k_answer_columns, k_result_columns),
        [](const Statement& row) {
            return EvalTold{read_answer(row), read_result(row, k_answer_columns_count)};
        },
        run, test, variant);
}

Result<std::vector<EvalCheck>> Ledger::list_eval_checks(std::string_view run, const EvalCell& cell,
                                                        int take) {
    return query(
        m_impl->database,
        "SELECT metric, type, passed, score, reason, call, cost_pico FROM eval_check WHERE run = ? AND test "
        "= ? AND variant = ? AND "
        "trial = ? AND take = ? ORDER BY place",
        [](const Statement& row) {
            return EvalCheck{row.column_text(0), row.column_text(1), row.column_int(2) != 0,
                             row.column_real(3), row.column_text(4), row.column_text(5),
                             {row.column_int(6)}};
        },
        run, cell.test, cell.variant, cell.trial, take);
}

Result<std::optional<JudgedReply>> Ledger::find_judged(std::string_view cache_key) {
    return query_one(
        m_impl->database,
        "SELECT call, reply FROM eval_judged j WHERE cache_key = ? AND NOT EXISTS (SELECT 1 FROM purged_text "
        "p "
        "WHERE p.blob = j.reply)",
        [](const Statement& row) {
            return JudgedReply{row.column_text(0), row.column_text(1)};
        },
        cache_key);
}

Result<std::vector<EvalCopy>> Ledger::list_eval_copies(std::string_view run) {
    const auto number = [](const Statement& row, int column) {
        return row.column_is_null(column) ? std::optional<double>{} : std::optional(row.column_real(column));
    };
    return query(
        m_impl->database,
        "SELECT test, variant, asset, version, edit_rate, minutes FROM eval_copy WHERE run = ? ORDER BY "
        "test, "
        "variant",
        [&](const Statement& row) {
            return EvalCopy{row.column_int(0),  static_cast<int>(row.column_int(1)),
                            row.column_text(2), static_cast<int>(row.column_int(3)),
                            number(row, 4),     number(row, 5)};
        },
        run);
}

Result<std::optional<double>> Ledger::minutes_of(std::string_view asset, int number) {
    auto sum = query_one(
        m_impl->database, "SELECT sum(minutes) FROM version_minutes WHERE asset = ? AND number <= ?",
        [](const Statement& row) {
            return row.column_is_null(0) ? std::optional<double>{} : std::optional(row.column_real(0));
        },
        asset, number);
    if (!sum) return fail(sum);
    return sum->value_or(std::nullopt);
}

Done Writer::insert_eval_copy(std::string_view run, const EvalCopy& c) {
    return write(m_ledger->m_impl->database,
                 "INSERT OR IGNORE INTO eval_copy (run, test, variant, asset, version, edit_rate, minutes) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?)",
                 run, c.test, c.variant, c.asset, c.version, c.edit_rate, c.minutes);
}

Done Writer::insert_judged(std::string_view cache_key, const JudgedReply& reply) {
    return write(m_ledger->m_impl->database,
                 "INSERT OR IGNORE INTO eval_judged (cache_key, call, reply) VALUES (?, ?, ?)", cache_key,
                 reply.call, reply.reply);
}

Done Writer::insert_minutes(std::string_view asset, int number, double minutes) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO version_minutes (asset, number, minutes) VALUES (?, ?, ?)", asset, number,
                 minutes);
}

Done Writer::insert_eval_run(const EvalRun& r, std::span<const EvalVariant> variants,
                             std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(
        database,
        "INSERT INTO eval_run (id, suite, suite_digest, plan_digest, data_digest, judge_digest, tests, "
        "variants, trials, actor, started_at_ms, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        r.id, r.suite, r.suite_digest, r.plan_digest, r.data_digest, r.judge_digest, r.tests, r.variants,
        r.trials, r.actor, r.started.value, event_seq);
    for (const EvalVariant& v : variants) {
        if (!done) return done;
        done = write(
            database,
            "INSERT INTO eval_variant (run, number, prompt, prompt_id, prompt_version, model, model_digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            r.id, v.number, v.prompt, v.prompt_id, v.prompt_version, v.model, v.model_digest);
    }
    return done;
}

Done Writer::end_eval_run(std::string_view run, std::string_view verdict, std::string_view sentence,
                          std::int64_t event_seq) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO eval_run_end (run, verdict, sentence, ended_at_ms, event_seq) VALUES (?, ?, ?, ?, ?)",
        run, verdict, sentence, now().value, event_seq);
}

Done Writer::insert_eval_test(std::string_view run, const EvalTest& t) {
    return write(m_ledger->m_impl->database,
                 "INSERT OR IGNORE INTO eval_test (run, number, id, description, cluster, critical, digest) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?)",
                 run, t.number, t.id, t.description, t.cluster, t.critical ? 1 : 0, t.digest);
}

Done Writer::insert_eval_answer(std::string_view run, const EvalAnswer& a) {
    return write(
        m_ledger->m_impl->database,
        "INSERT INTO eval_answer (run, test, variant, trial, take, call, answer, cache_key, cached, "
        "cost_pico, latency_ms, input_tokens, output_tokens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run, a.cell.test, a.cell.variant, a.cell.trial, a.take, or_null(a.call), or_null(a.answer),
        a.cache_key, a.cached ? 1 : 0, a.cost.value, a.latency_ms, a.input_tokens, a.output_tokens);
}

Done Writer::insert_eval_result(std::string_view run, const EvalResult& r,
                                std::span<const EvalCheck> checks) {
    auto& database = m_ledger->m_impl->database;
    auto done = write(database,
                      "INSERT INTO eval_result (run, test, variant, trial, take, outcome, score, error, why) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      run, r.cell.test, r.cell.variant, r.cell.trial, r.take, to_text(r.outcome), r.score,
                      or_null(r.error), or_null(r.why));
    int place = 0;
    for (const EvalCheck& c : checks) {
        if (!done) return done;
        done = write(
            database,
            "INSERT INTO eval_check (run, test, variant, trial, take, place, metric, type, passed, score, "
            "reason, call, cost_pico) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            run, r.cell.test, r.cell.variant, r.cell.trial, r.take, place++, c.metric, c.type,
            c.passed ? 1 : 0, c.score, c.reason, or_null(c.call), c.cost.value);
    }
    return done;
}

}  // namespace mkai::store
