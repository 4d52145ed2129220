#include "core/gateway/settle.hpp"

#include <algorithm>

namespace mkai::gateway {

namespace {

bool was_never_asked(const SettleFacts& facts) {
    using enum http::FailureKind;
    switch (facts.transfer) {
        case bad_request:
        case resolve:
        case connect:
        case tls:
            return true;
        case none:
            return facts.status != 0 && (facts.status < 200 || facts.status > 299);
        default:
            return false;
    }
}

}  // namespace

std::int64_t estimated_tokens(std::string_view text) {
    return static_cast<std::int64_t>(text.size() / 3 + 1);
}

std::int64_t estimated_tokens(const prompts::Prompt& prompt) {
    std::size_t bytes = prompt.output_schema.size();
    for (const prompts::Message& message : prompt.messages) bytes += message.text.size();
    return static_cast<std::int64_t>(bytes / 3 + 1);
}

void settle_usage(Answer& answer, const SettleFacts& facts) {
    Usage& usage = answer.usage;
    if (usage.source == UsageSource::reported) return;
    if (was_never_asked(facts)) {
        if (usage.source == UsageSource::unknown) usage.source = UsageSource::estimated;
        return;
    }
    // Nothing came back of an answer that was not streamed: it may have been written whole.
    const bool unseen = facts.transfer != http::FailureKind::none && answer.text.empty();
    const std::int64_t output = unseen && usage.output_in_all() == 0
                                    ? facts.model.output_tokens_max
                                    : (answer.text.empty() ? 0 : estimated_tokens(answer.text));
    if (usage.input_in_all() == 0) usage.input = estimated_tokens(facts.prompt);
    if (usage.output_in_all() < output) usage.output = output - usage.reasoning;
    if (usage.source == UsageSource::unknown) usage.source = UsageSource::estimated;
}

namespace {

// The prompt with `more` bytes on top.
WorstCase worst_case(const Candidate& by, const prompts::Prompt& prompt, std::size_t more) {
    Usage usage;
    usage.input = estimated_tokens(prompt) + static_cast<std::int64_t>(more / 3);
    usage.output = by.model.output_tokens_max;
    auto cost = cost_of(usage, by.price);
    std::swap(usage.output, usage.reasoning);
    const auto thought = cost_of(usage, by.price);
    if (cost && thought) cost = std::max(*cost, *thought);
    return {usage.input_in_all() + usage.output_in_all(), cost};
}

constexpr std::size_t k_repair_bytes_max =
    prompts::k_repair_answer_bytes_max + 2 * prompts::k_repair_problem_bytes_max;

}  // namespace

WorstCase worst_case(const Candidate& by, const prompts::Prompt& prompt) {
    return worst_case(by, prompt, 0);
}

std::optional<PicoUsd> cost_at_most(std::span<const Candidate> chain, std::span<const Call> calls) {
    PicoUsd sum;
    for (const Call& call : calls) {
        PicoUsd dearest;
        for (const Candidate& by : chain) {
            const auto first = worst_case(by, *call.prompt, 0).cost;
            const auto second = worst_case(by, *call.prompt, k_repair_bytes_max).cost;
            const auto both = first && second ? sum_of(*first, *second) : std::nullopt;
            if (!both) return std::nullopt;
            dearest = std::max(dearest, *both);
        }
        const auto more = sum_of(sum, dearest);
        if (!more) return std::nullopt;
        sum = *more;
    }
    return sum;
}

}  // namespace mkai::gateway
