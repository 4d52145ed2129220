#include "core/app/eval_cell.hpp"

#include "core/base/text.hpp"

#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_words_max = 500;  // of an error that is kept

}  // namespace

void run_checks(Cell& cell) {
    const auto json = parse_json(cell.text, {1u << 20, 32});
    const eval::Answer answer{cell.of->test,
                              cell.text,
                              json ? &*json : nullptr,
                              cell.answer.cost,
                              cell.answer.latency_ms,
                              cell.answer.input_tokens,
                              cell.answer.output_tokens};
    cell.outcomes.resize(cell.checks().size());
    cell.rows.resize(cell.checks().size());
    for (std::size_t i = 0; i < cell.checks().size(); ++i) {
        const MadeCheck& made = cell.checks()[i];
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
    if (cell.error) cell.unjudged = 0;
}

void set_outcome(Cell& cell, std::size_t check, eval::Outcome outcome) {
    cell.rows[check].passed = outcome.passed;
    cell.rows[check].score = outcome.score;
    cell.rows[check].reason = outcome.reason;
    cell.outcomes[check] = std::move(outcome);
}

EvalResult result_of(const Cell& cell) {
    EvalResult result{cell.key, cell.take, EvalOutcome::error, 0, {}, {}};
    if (cell.error) {
        result.error = info_of(cell.error->code).name;
        result.why = prefix_of_width(printable_line(cell.error->message), k_words_max);
        return result;
    }
    const eval::CellOutcome sum = eval::combine(cell.of->test, cell.outcomes);
    result.outcome = sum.passed ? EvalOutcome::pass : EvalOutcome::fail;
    result.score = sum.score;
    return result;
}

}  // namespace mkai::app
