// The model of the demo: no AI, no network, the same words for the same brief every time. It writes copy from
// a prompt's sections, and fails on demand (`fault:` in the model's declaration).
#pragma once

#include "core/gateway/provider.hpp"

namespace mkai::gateway::demo {

// invalid_file when the fault is none that we know or `fault_times` is no count.
Done check(const ModelDecl& model);

// `attempt` counts the calls of a run from 0; the first `fault_times` of them fail.
Answer answer(const ModelDecl& model, const prompts::Prompt& prompt, int attempt);

}  // namespace mkai::gateway::demo
