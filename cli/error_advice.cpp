#include "cli/error_advice.hpp"

#include <array>
#include <cstddef>

namespace mkai::cli {

namespace {

using enum ErrorCode;

constexpr std::array k_advice{
    ErrorAdvice{internal_error,
                "Run it once more. If it stays, report it with the command that you typed and what it said; "
                "the ledger is as it was before.",
                "mkai doctor"},
    ErrorAdvice{ledger_corrupt,
                "Leave the damaged file where it is, and restore the newest backup; the damaged one is kept "
                "beside it. What was published after the backup is told before anything new is published.",
                "mkai db restore FILE"},
    ErrorAdvice{io_error,
                "The message names the file and what the system said. Check the disk and the rights of the "
                "folder, then run the command again: nothing is half done.",
                "mkai doctor"},
    ErrorAdvice{disk_full, "Free some space and run the command again. What was recorded is safe.",
                "mkai db status"},
    ErrorAdvice{usage,
                "The message says what is missing or too much. Look at the two examples of the command.",
                "mkai help COMMAND"},
    ErrorAdvice{unknown_command, "Look for a near word in what the message proposes, or in the list.",
                "mkai help"},
    ErrorAdvice{unknown_flag, "Look for a near flag in what the message proposes, or in the command's help.",
                "mkai help COMMAND"},
    ErrorAdvice{unknown_id,
                "Ids are completed by TAB once your shell has mkai's completions, and each noun has a list: "
                "mkai status, mkai brief list, mkai claim list, mkai prompt list, mkai model list.",
                "mkai status"},
    ErrorAdvice{ambiguous_id,
                "Type more of it: the message lists what it fits. Full ids are never ambiguous, as "
                "spring/email.en-GB.a.",
                "mkai status"},
    ErrorAdvice{invalid_id,
                "Ids of briefs and deliverables are small letters, digits and hyphens; an asset is "
                "BRIEF/DELIVERABLE.LOCALE.VARIANT.",
                {}},
    ErrorAdvice{invalid_value, "The message says which value, and what it could be.", "mkai help COMMAND"},
    ErrorAdvice{
        invalid_file,
        "Each finding has its place, file:line:column, and how to mend it. Mend all of them, then run "
        "the command again.",
        "mkai brief check"},
    ErrorAdvice{not_a_workspace,
                "Go into the folder of a workspace, name it with -C, or make one. mkai.yaml marks its root.",
                "mkai init spring --demo"},
    ErrorAdvice{
        already_exists, "Nothing was overwritten. Choose another name, or go on with what is there.", {}},
    ErrorAdvice{needs_terminal,
                "In a script give the value that would be asked for (--reason, the version), and --yes.",
                {}},
    ErrorAdvice{needs_reason,
                "Say why, in a sentence that somebody else understands in a year: --reason \"...\".",
                {}},
    ErrorAdvice{no_ledger,
                "In a fresh clone: copy the team's ledger to .mkai/ledger.db, or restore a backup of it. "
                "Start an empty one only for a workspace that has never had one.",
                "mkai db restore FILE"},
    ErrorAdvice{ledger_newer,
                "Install the mkai that wrote it, or a later one: an older program would not understand what "
                "it reads. The ledger is left as it is. When only a migration differs, two builds of mkai "
                "disagree; use the one that made the ledger.",
                "mkai --version"},
    ErrorAdvice{network_file_system,
                "Put the workspace on a local disk of one machine. SQLite's locks and its shared memory do "
                "not work across a network, and two machines would damage the ledger.",
                "mkai doctor"},
    ErrorAdvice{read_only,
                "Give yourself the right to write to the workspace and to .mkai, or work in a clone.",
                "mkai doctor"},
    ErrorAdvice{unknown_destination, "Destinations stand in mkai.yaml, under destinations.",
                "mkai help publish"},
    ErrorAdvice{unknown_model, "Models stand in mkai.yaml, under models.", "mkai model list"},
    ErrorAdvice{no_credential,
                "Say in your own configuration where the secret is and to which hosts it may go. The secret "
                "itself is never typed into mkai.",
                "mkai config credential add NAME --from env:NAME --host HOST"},
    ErrorAdvice{no_price,
                "Give the model a price in mkai.yaml, or \"price: free\" for a server of your own. Without "
                "one no cap could hold.",
                "mkai price check"},
    ErrorAdvice{findings, "Mend the findings of level error; warnings fail nothing.", {}},
    ErrorAdvice{unknown_person,
                "Say who you are: --as, MKAI_AS, \"as\" in your configuration, or git's user.email, as "
                "people.yaml has it.",
                "git config user.email"},
    ErrorAdvice{role_lacking, "Ask one of the people whom the message names.", "mkai help roles"},
    ErrorAdvice{waiting, "Nothing is wrong: the message names who has to decide, and what they type.",
                "mkai status"},
    ErrorAdvice{
        spend_cap,
        "Wait until the cap's period ends, ask for less (--only, fewer variants, a cheaper model), or "
        "have whoever owns the cap raise it in mkai.yaml or in the brief.",
        "mkai spend caps"},
    ErrorAdvice{model_unavailable,
                "Run the same command again: what was drafted stays, and only the rest is asked for.",
                "mkai model test"},
    ErrorAdvice{
        model_output_invalid,
        "Run it again, or look at what the model was asked; another model or a clearer prompt may do.",
        "mkai prompt render PROMPT --brief BRIEF"},
    ErrorAdvice{unknown_outcome, "Run the same command again; the call that was lost is settled by then.",
                "mkai spend reconcile"},
    ErrorAdvice{destination_unavailable,
                "Run the same command again: it looks at what arrived first, and nothing is sent twice.",
                "mkai status"},
    ErrorAdvice{
        ledger_locked,
        "Wait a moment and run it again. Who holds it lets go when the process ends, however it ends.",
        "mkai doctor"},
    ErrorAdvice{library_missing, "Install the package that the message names.", "apt-get install libcurl4"},
    ErrorAdvice{stale_approval,
                "Look at what has changed, then have this version approved, or publish the approved one by "
                "its number.",
                "mkai diff ASSET"},
    ErrorAdvice{conflict, "Look at what the other one did, and decide again.", "mkai log ASSET"},
    ErrorAdvice{blocked, "The message names the rule, and the line below it what would satisfy it.",
                "mkai explain ASSET"},
    ErrorAdvice{paused, "Ask whoever paused it. Two people let it go on, each with a reason.", "mkai status"},
    ErrorAdvice{interrupted, "Run the same command again when you want the rest.", "mkai status"},
};

constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < k_advice.size(); ++i)
        if (static_cast<std::size_t>(k_advice[i].code) != i || k_advice[i].what_to_do.empty()) return false;
    return k_advice.size() == static_cast<std::size_t>(interrupted) + 1;
}
static_assert(in_enum_order(), "each code has its advice once, in the order of the enum");

}  // namespace

std::span<const ErrorAdvice> error_advice() {
    return k_advice;
}

const ErrorAdvice& advice_for(ErrorCode code) {
    return k_advice[static_cast<std::size_t>(code)];
}

}  // namespace mkai::cli
