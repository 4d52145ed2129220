#include "core/app/eval_pairs.hpp"

#include "core/app/eval_judging.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/domain/model.hpp"
#include "core/stats/proportions.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_pairs_at_once = 500;
constexpr std::size_t k_orders = 2;  // straight, swapped

struct Pair {
    std::string task;
    std::array<std::string, k_orders> texts;  // before, now
    std::array<JudgeQuestion, k_orders> questions;
    std::array<std::optional<eval::Winner>, k_orders> winners;  // "first" is the one that stood first
    bool failed = false;
};
struct Question {
    std::size_t pair = 0;
    std::size_t order = 0;
};

// What the answer was asked for: the messages of its call as the ledger keeps them.
Result<std::string> task_of_call(store::Ledger& ledger, const std::string& id) {
    if (id.empty()) return std::string();
    auto call = ledger.find_call(id);
    if (!call) return fail(call);
    if (!*call || (*call)->messages.empty()) return std::string();
    auto blob = ledger.get_blob((*call)->messages);
    if (!blob) return fail(blob);
    const auto messages = parse_json(blob->bytes);
    if (!messages || !messages->is_array()) return std::string();
    std::string task;
    for (const Json& message : *messages)
        for (const char* key : {"text", "content"})
            if (message.is_object() && message.contains(key) && message[key].is_string())
                task += message[key].get<std::string>() + "\n";
    return task;
}

class PairJudge {
  public:
    PairJudge(const Session& session, const PairPlan& plan, EvalCalls& calls, const PairProgress& progress)
        : m_session(session), m_plan(plan), m_calls(calls), m_progress(progress) {}

    Result<EvalPreference> run(const EvalSide& before, const EvalSide& now, double confidence) {
        auto shared = shared_tests(before, now);
        if (!shared) return fail(shared);
        for (const auto& [earlier, later] : *shared) {
            if (m_calls.is_over()) break;
            if (auto added = add(before, earlier, now, later); !added) return fail(added);
            if (m_pairs.size() < k_pairs_at_once) continue;
            if (auto judged = judge(); !judged) return fail(judged);
        }
        if (auto judged = judge(); !judged) return fail(judged);
        const std::int64_t preferred = m_out.now + m_out.before;
        if (preferred > 0) {
            auto interval = stats::wilson_interval(m_out.now, preferred, confidence);
            auto p = stats::mcnemar_exact(m_out.before, m_out.now);
            if (interval) m_out.interval = *interval;
            if (p) m_out.p_value = *p;
        }
        return std::move(m_out);
    }

  private:
    // The tests that ask and check the same in both. Read before anything is written.
    Result<std::vector<std::pair<std::int64_t, EvalCaseSum>>> shared_tests(const EvalSide& before,
                                                                           const EvalSide& now) {
        struct Known {
            std::int64_t test = 0;
            std::string digest;
        };
        std::map<std::string, Known> known;
        auto read = m_session.ledger.each_eval_case(before.run.id, [&](const EvalCaseSum& sum) -> Done {
            if (sum.variant == before.variant.number) known[sum.id] = {sum.test, sum.digest};
            return {};
        });
        if (!read) return fail(read);
        std::vector<std::pair<std::int64_t, EvalCaseSum>> out;
        read = m_session.ledger.each_eval_case(now.run.id, [&](const EvalCaseSum& sum) -> Done {
            const auto earlier = known.find(sum.id);
            if (sum.variant == now.variant.number && earlier != known.end() &&
                earlier->second.digest == sum.digest)
                out.emplace_back(earlier->second.test, sum);
            return {};
        });
        if (!read) return fail(read);
        return out;
    }

    Done add(const EvalSide& before, std::int64_t earlier, const EvalSide& now, const EvalCaseSum& later) {
        auto a = m_session.ledger.list_eval_told(before.run.id, earlier, before.variant.number);
        if (!a) return fail(a);
        auto b = m_session.ledger.list_eval_told(now.run.id, later.test, now.variant.number);
        if (!b) return fail(b);
        for (std::size_t trial = 0; trial < std::min(a->size(), b->size()); ++trial) {
            const EvalAnswer& first = (*a)[trial].answer;
            const EvalAnswer& second = (*b)[trial].answer;
            if (first.answer.empty() || second.answer.empty()) continue;  // errors of their own runs
            if (first.answer == second.answer) {
                ++m_out.ties;
                ++m_out.same;
                continue;
            }
            if (auto added = add_pair(later, trial, first, second); !added) return added;
        }
        return {};
    }

    Done add_pair(const EvalCaseSum& test, std::size_t trial, const EvalAnswer& before,
                  const EvalAnswer& now) {
        Pair pair;
        for (const auto& [answer, text] : {std::pair{&before, &pair.texts[0]}, {&now, &pair.texts[1]}}) {
            auto blob = m_session.ledger.get_blob(answer->answer);
            if (!blob) return fail(blob);
            if (blob->purged_at) {
                ++m_out.left_out;
                return {};
            }
            *text = std::move(blob->bytes);
        }
        for (const EvalAnswer* answer : {&now, &before}) {
            if (!pair.task.empty()) break;
            auto task = task_of_call(m_session.ledger, answer->call);
            if (!task) return fail(task);
            pair.task = std::move(*task);
        }
        if (pair.task.empty()) pair.task = test.description.empty() ? test.id : test.description;
        const std::string seed = fmt::format("{}\n{}\n{}\n{}", test.digest, trial, before.answer, now.answer);
        for (std::size_t order = 0; order < k_orders; ++order)
            pair.questions[order] = pair_question(m_plan.judge_digest, seed, m_plan.criteria, pair.task,
                                                  pair.texts[order], pair.texts[1 - order]);
        m_pairs.push_back(std::move(pair));
        return {};
    }

    Done judge() {
        std::vector<gateway::Call> calls;
        std::vector<Question> asked;
        for (std::size_t i = 0; i < m_pairs.size(); ++i)
            for (std::size_t order = 0; order < k_orders; ++order) {
                const JudgeQuestion& question = m_pairs[i].questions[order];
                auto known = find_reply(m_session.ledger, question.cache_key);
                if (!known) return fail(known);
                if (*known && take(i, order, **known)) continue;
                calls.push_back({question.prompt, {}, {0, 1}});
                asked.push_back({i, order});
            }
        auto ran = m_calls.run(
            calls, {[&](std::size_t call) {
                        CallRecord row;
                        row.prompt_id = calls[call].prompt->id;
                        row.prompt_version = calls[call].prompt->version;
                        row.prompt_digest = calls[call].prompt->digest;
                        return row;
                    },
                    [&](std::size_t call, const gateway::Attempt& attempt, const CallRecord& row) {
                        const auto [pair, order] = asked[call];
                        if (const auto& failure = attempt.answer.failure)
                            return give_up(pair, failure->error);
                        if (take(pair, order, attempt.answer.text))
                            m_replies.push_back({m_pairs[pair].questions[order].cache_key, row.id});
                    },
                    [&](std::size_t call, const Error& why) { give_up(asked[call].pair, why); },
                    [&] { return keep(); }});
        if (!ran) return ran;
        for (const Pair& pair : m_pairs) count(pair);
        m_done += static_cast<std::int64_t>(m_pairs.size());
        m_pairs.clear();
        if (m_progress) m_progress(m_done);
        return {};
    }

    // Whether the reply has a verdict.
    bool take(std::size_t pair, std::size_t order, std::string_view reply) {
        auto read = eval::read_pair_reply(reply);
        if (read)
            m_pairs[pair].winners[order] = read->winner;
        else
            give_up(pair, read.error());
        return read.has_value();
    }

    void give_up(std::size_t pair, const Error& why) {
        m_pairs[pair].failed = true;
        if (m_out.error.empty()) m_out.error = why.message;
    }

    void count(const Pair& pair) {
        if (pair.failed) {
            ++m_out.errors;
            return;
        }
        if (!pair.winners[0] || !pair.winners[1]) return;  // the comparison was stopped before
        const auto [straight, swapped] = std::pair{*pair.winners[0], *pair.winners[1]};
        switch (eval::agreed(straight, swapped)) {
            case eval::Winner::first:
                ++m_out.before;
                break;
            case eval::Winner::second:
                ++m_out.now;
                break;
            case eval::Winner::tie:
                ++m_out.ties;
                m_out.by_order += straight == swapped && straight != eval::Winner::tie ? 1 : 0;
                break;
        }
    }

    Done keep() {
        if (!m_calls.has_calls_to_keep()) return {};
        auto writer = m_session.ledger.begin_batch();
        if (!writer) return fail(writer);
        auto answers = m_calls.keep_calls(*writer);
        if (!answers) return fail(answers);
        if (auto done = keep_replies(*writer, *answers, m_replies); !done) return done;
        return writer->commit();
    }

    const Session& m_session;
    const PairPlan& m_plan;
    EvalCalls& m_calls;
    const PairProgress& m_progress;
    EvalPreference m_out;
    std::vector<Pair> m_pairs;
    std::vector<JudgeReply> m_replies;
    std::int64_t m_done = 0;
};

}  // namespace

Result<PairPlan> plan_pairs(const Session& session, const PairRequest& request) {
    if (trim(request.criteria).empty())
        return fail(ErrorCode::invalid_value, "a judge has to be told what makes an answer the better one",
                    "--prefer \"names one product and one action\"");
    auto chain = choose_chain(session, {request.judge, nullptr, false});
    if (!chain) return fail(chain);
    auto bytes = model_to_bytes(chain->front().model);
    if (!bytes) return fail(bytes);
    PairPlan plan;
    plan.judge_digest = sha256_hex(*bytes);
    plan.declared.push_back(chain->front().model);
    plan.candidates.push_back(std::move(chain->front()));
    plan.criteria = request.criteria;
    return plan;
}

Result<EvalPreference> judge_pairs(const Session& session, const PairPlan& plan, EvalCalls& calls,
                                   const EvalSide& before, const EvalSide& now, double confidence,
                                   const PairProgress& on_progress) {
    return PairJudge(session, plan, calls, on_progress).run(before, now, confidence);
}

}  // namespace mkai::app
