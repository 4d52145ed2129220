// Prompts as releases: versions that never change, labels that move through the gate, and what came of each.
#pragma once

#include "core/app/prompt_shelf.hpp"
#include "core/app/session.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

inline constexpr std::string_view k_production = "production";

// "email", "email@production", "email@v3", "email@3b1e".
struct PromptTarget {
    std::string name;
    std::string at;  // empty: none
};
// invalid_id.
Result<PromptTarget> parse_prompt_target(std::string_view typed);

// What git says of a prompt's files; as it stands here: nothing.
struct PromptOrigin {
    std::string git_commit;              // that is checked out
    std::vector<std::string> addresses;  // of whoever committed to them since the version before
    bool uncommitted = true;             // one of them is not as that commit has it
};

struct Registered {
    PromptVersion version;
    bool unchanged = false;  // it was registered already
};
// Keeps today's file with its partials as the next version. Whoever registers has written what is not
// committed, and all of it when people.yaml knows none of the addresses. invalid_file when it has errors;
// what the gate says.
Result<Registered> register_prompt(const Session& session, const PromptShelf& shelf,
                                   const prompts::LoadedPrompt& prompt, const PromptOrigin& origin);

// The version that a target names. Without an @: the newest. unknown_id when there is no such version or
// label: never another one instead.
Result<PromptVersion> find_registered(store::Ledger& ledger, const PromptTarget& target);
// As it was registered, whatever the files say today.
Result<SharedPrompt> load_registered(store::Ledger& ledger, const PromptVersion& version);

// What a name stands for, wherever it is: "email@production" from the registry, "email" and files from the
// disk.
Result<SharedPrompt> find_prompt(const PromptShelf& shelf, store::Ledger& ledger, const std::string& typed);
// What `generate` asks with for a channel: the production version of the channel's prompt, when it has one,
// else its file. blocked when that version was withdrawn.
Result<SharedPrompt> find_prompt_for_channel(const PromptShelf& shelf, store::Ledger& ledger,
                                             std::string_view channel);

// Where a prompt stands in the registry.
struct PromptStanding {
    struct Label {
        std::string label;
        int number = 0;
        std::string digest;
    };
    PromptVersion newest;
    std::vector<Label> labels;  // by label

    // Whether production asks otherwise than this digest does; empty: nothing is in production.
    std::optional<bool> differs_from_production(std::string_view digest) const;
};
using PromptStandings = std::map<std::string, PromptStanding, std::less<>>;
// Of every prompt that was ever registered.
Result<PromptStandings> list_prompt_standings(store::Ledger& ledger);

struct MoveRequest {
    std::string target;
    std::string label;
    std::string reason;
    std::string reason_code;
};

struct MovePlan {
    PromptVersion version;  // that the label will name; of a withdrawal: that is withdrawn
    std::string label;
    std::string replaced;             // digest; empty: the label names nothing yet
    std::vector<std::string> labels;  // of a withdrawal: those that are taken away
    PromptUse use;                    // of the version that is there now: what the move touches
    bool unchanged = false;
};
// The gate is asked here and again when it is done.
Result<MovePlan> plan_promotion(const Session& session, const MoveRequest& request);
// To the version that the label named before, or the one that the target names.
Result<MovePlan> plan_prompt_rollback(const Session& session, const MoveRequest& request);
Result<MovePlan> plan_withdrawal(const Session& session, const MoveRequest& request);

Done promote(const Session& session, const MoveRequest& request, const MovePlan& plan);
Done roll_prompt_back(const Session& session, const MoveRequest& request, const MovePlan& plan);
Done withdraw_prompt(const Session& session, const MoveRequest& request, const MovePlan& plan);

struct ShownMove {
    PromptMove move;
    std::string reason;
};
struct PromptHistory {
    struct Version {
        PromptVersion version;
        std::vector<std::string> labels;
        PromptUse use;  // with the spend of the last seven days
    };
    std::vector<Version> versions;  // oldest first
    std::vector<ShownMove> moves;
};
Result<PromptHistory> history_of_prompt(const Session& session, const std::string& name);

}  // namespace mkai::app
