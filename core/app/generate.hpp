// Drafts from a model: plan, ask side by side, check each answer, keep what fits as a version.
//
//     brief -> plan (what is asked of whom, at what cost at most) -> calls in one loop -> check
//           -> fits: a draft | does not: one repair round | still does not: a failure that leaves no draft
//
// Answers are committed in batches while the calls run, so that a crash loses at most what came in the last
// moment.
#pragma once

#include "core/app/claim_states.hpp"
#include "core/app/prompt_shelf.hpp"
#include "core/app/session.hpp"
#include "core/app/today.hpp"
#include "core/app/transition.hpp"
#include "core/base/decimal.hpp"
#include "core/gateway/gateway.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct GenerateRequest {
    std::string target;               // "spring", "spring/email", "spring/email.en-GB.a"
    std::vector<std::string> only;    // globs on "deliverable.locale.variant"
    std::optional<int> variants;      // instead of the brief's
    std::string model;                // empty: the prompt's, else the workspace's default
    bool again = false;               // also where a version of this brief is there
    std::vector<std::string> fields;  // write these alone; the rest stays as it is
    SharedPrompt prompt;              // null: that of the channel
    std::string assignee;
    std::string due;
};

struct PlannedDraft {
    Today today;
    std::string asset;
    std::unique_ptr<AssetRecord> existing;  // null: there is none (a plan has room for ten thousand)
    std::unique_ptr<VersionRecord> head;
    Fields current;                  // of the head
    std::vector<std::string> notes;  // that people left on it
    SharedPrompt prompt;
    std::size_t chain = 0;              // of the plan's: who is asked for it
    std::shared_ptr<const Json> input;  // of the prompt: what all variants of the deliverable share
    std::string prompt_digest;
};

struct SkippedDraft {
    std::string asset;
    std::string why;
};

// A model and then its fallbacks, as the prompts of one `model` and `config` ask them.
struct PlannedChain {
    gateway::CandidateRange range;  // of the plan's candidates
    bool needs_sections = false;    // one of them is the demo model
};

struct GeneratePlan {
    std::shared_ptr<const Brief> brief;
    std::vector<PlannedChain> chains;            // at least one
    std::vector<gateway::Candidate> candidates;  // of all chains, with what the prompts set
    std::vector<ModelDecl> declared;             // the same as mkai.yaml has them
    std::vector<PlannedDraft> drafts;
    std::vector<SkippedDraft> skipped;
    std::vector<std::string> fields;      // that may be written; empty: all
    std::optional<PicoUsd> cost_at_most;  // empty: the model declares no price
    ClaimStates claim_states;             // a model may be given those that count
    // Of the models' declarations, as a review that is overdue; of claims that the brief names and do not
    // count.
    std::vector<Finding> findings;
    std::string assignee;
    std::string due;

    const ModelDecl& model_of(const PlannedDraft& draft) const {
        return candidates[chains[draft.chain].range.first].model;
    }
    // Those that are asked first, each once, in the order of the drafts.
    std::vector<const ModelDecl*> models() const;
};

// Every asset that a brief asks for, in its order; `variants`: instead of the brief's.
std::vector<AssetId> assets_of(const Brief& brief, std::optional<int> variants = {});

// Checks the brief, the gate and the models, and says what would be asked. Nothing is called or written.
// findings or invalid_file when the brief has errors, or a prompt asks a model for what it does not know;
// unknown_id, unknown_model; what the gate says.
Result<GeneratePlan> plan_generate(const Session& session, const GenerateRequest& request);

// What the model is asked for this draft. Made anew each time: a plan holds thousands of drafts. Does not
// fail for a draft of a plan that was made.
Result<prompts::Prompt> prompt_of(const Session& session, const GeneratePlan& plan,
                                  const PlannedDraft& draft);

struct DraftOutcome {
    std::string asset;
    std::optional<Changed> changed;  // or
    std::optional<Error> error;
    int rounds = 0;
    std::vector<Finding> findings;  // warnings of a draft that was kept
    Fields before, after;           // where some fields alone were asked for
    std::vector<std::string> changed_fields;
};

struct Generated {
    std::string run;
    std::vector<DraftOutcome> outcomes;  // in the plan's order
    bool interrupted = false;
    bool brief_changed = false;  // the file is another than when the run began
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    PicoUsd cost;                       // of every attempt, failed ones too
    bool estimated = false;             // some of it: a provider did not tell, or an attempt ended early
    std::vector<std::string> warnings;  // soft caps that were crossed
};

struct GenerateProgress {
    std::size_t made = 0;
    std::size_t failed = 0;
    std::size_t all = 0;
    PicoUsd spent;
};

struct GenerateOptions {
    gateway::CredentialSource credentials;
    const std::atomic<bool>* cancel = nullptr;
    std::function<void(const GenerateProgress&)> on_progress;
};

// Ends the runs of processes that died as interrupted, also when the plan has nothing to draft.
Result<Generated> generate(const Session& session, const GeneratePlan& plan, const GenerateOptions& options);

}  // namespace mkai::app
