#include "core/app/eval_judging.hpp"

#include "core/base/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_mark_bytes = 16;

std::string mark_of(std::string_view seed) {
    return sha256_hex(seed).substr(0, k_mark_bytes);
}

// Of the words around what is judged.
std::string version_of(const eval::JudgePrompt& empty) {
    return sha256_hex(empty.system + empty.user + empty.schema);
}

JudgeQuestion question_of(eval::JudgePrompt words, const std::string& id, const std::string& version,
                          std::string_view judge_digest, Json sections) {
    auto prompt = std::make_shared<prompts::Prompt>();
    prompt->id = id;
    prompt->version = version;
    prompt->messages = {{prompts::MessageRole::system, std::move(words.system)},
                        {prompts::MessageRole::user, std::move(words.user)}};
    prompt->output_schema_name = "verdict";
    prompt->output_schema = std::move(words.schema);
    prompt->sections = std::make_shared<const Json>(std::move(sections));
    prompts::seal(*prompt);
    std::string key = sha256_hex(fmt::format("judge\n{}\n{}", judge_digest, prompt->digest));
    return {std::move(prompt), std::move(key)};
}

}  // namespace

JudgeQuestion rubric_question(std::string_view judge_digest, std::string_view seed, std::string_view rubric,
                              std::string_view task, std::string_view answer) {
    static const std::string k_version = version_of(eval::rubric_prompt({}, {}, {}, "mark"));
    return question_of(eval::rubric_prompt(rubric, task, answer, mark_of(seed)), "builtin/judge", k_version,
                       judge_digest, Json{{"answer", answer}});
}

JudgeQuestion pair_question(std::string_view judge_digest, std::string_view seed, std::string_view criteria,
                            std::string_view task, std::string_view first, std::string_view second) {
    static const std::string k_version = version_of(eval::pair_prompt({}, {}, {}, {}, "mark"));
    return question_of(eval::pair_prompt(criteria, task, first, second, mark_of(seed)), "builtin/judge-pair",
                       k_version, judge_digest, Json{{"first", first}, {"second", second}});
}

Result<std::optional<std::string>> find_reply(store::Ledger& ledger, const std::string& cache_key) {
    auto known = ledger.find_judged(cache_key);
    if (!known) return fail(known);
    if (!*known) return std::optional<std::string>{};
    auto blob = ledger.get_blob((*known)->reply);
    if (!blob) return fail(blob);
    if (blob->purged_at) return std::optional<std::string>{};
    return std::optional(std::move(blob->bytes));
}

Done keep_replies(store::Writer& writer, const std::map<std::string, std::string>& answers,
                  std::vector<JudgeReply>& replies) {
    for (const JudgeReply& reply : replies)
        if (const auto blob = answers.find(reply.call); blob != answers.end())
            if (auto done = writer.insert_judged(reply.cache_key, {reply.call, blob->second}); !done)
                return done;
    replies.clear();
    return {};
}

std::string task_of(const prompts::Prompt& prompt) {
    std::string task;
    for (const prompts::Message& message : prompt.messages) task += message.text + "\n";
    return task;
}

}  // namespace mkai::app
