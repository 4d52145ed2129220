#include "core/base/error.hpp"

#include <array>
#include <cstddef>

namespace mkai {

namespace {

using enum ErrorCode;

constexpr std::array k_codes{
    ErrorCodeInfo{internal_error, "internal-error", ExitStatus::internal,
                  "mkai itself failed; nothing was changed."},
    ErrorCodeInfo{ledger_corrupt, "ledger-corrupt", ExitStatus::internal,
                  "The ledger file is damaged; restore a copy of it."},
    ErrorCodeInfo{io_error, "io-error", ExitStatus::internal, "A file could not be read or written."},
    ErrorCodeInfo{disk_full, "disk-full", ExitStatus::internal, "There is no room left on the disk."},
    ErrorCodeInfo{usage, "usage", ExitStatus::usage, "The command line does not fit the command."},
    ErrorCodeInfo{unknown_command, "unknown-command", ExitStatus::usage, "There is no command of that name."},
    ErrorCodeInfo{unknown_flag, "unknown-flag", ExitStatus::usage, "The command has no such flag."},
    ErrorCodeInfo{unknown_id, "unknown-id", ExitStatus::usage,
                  "Nothing in the workspace or ledger has that id."},
    ErrorCodeInfo{ambiguous_id, "ambiguous-id", ExitStatus::usage, "A short id fits more than one thing."},
    ErrorCodeInfo{invalid_id, "invalid-id", ExitStatus::usage,
                  "An id has characters or a shape that ids never have."},
    ErrorCodeInfo{invalid_value, "invalid-value", ExitStatus::usage,
                  "A value is not of the kind that is asked for."},
    ErrorCodeInfo{invalid_file, "invalid-file", ExitStatus::usage,
                  "A file that the command needs has errors; `mkai brief check` lists them."},
    ErrorCodeInfo{not_a_workspace, "not-a-workspace", ExitStatus::usage,
                  "No mkai.yaml was found here or in a folder above."},
    ErrorCodeInfo{already_exists, "already-exists", ExitStatus::usage,
                  "What is to be made is there already."},
    ErrorCodeInfo{needs_terminal, "needs-terminal", ExitStatus::usage,
                  "A question would be asked, and there is nobody to answer it; give --yes or the value."},
    ErrorCodeInfo{needs_reason, "needs-reason", ExitStatus::usage, "A decision needs a reason (--reason)."},
    ErrorCodeInfo{no_ledger, "no-ledger", ExitStatus::usage,
                  "The workspace has no ledger; a new one is made only when asked for."},
    ErrorCodeInfo{ledger_newer, "ledger-newer", ExitStatus::usage,
                  "The ledger was written by a newer mkai, or its migrations differ from this program's."},
    ErrorCodeInfo{network_file_system, "network-file-system", ExitStatus::usage,
                  "SQLite's write-ahead log is not safe on a network file system."},
    ErrorCodeInfo{read_only, "read-only", ExitStatus::usage, "The workspace or ledger cannot be written to."},
    ErrorCodeInfo{unknown_destination, "unknown-destination", ExitStatus::usage,
                  "mkai.yaml declares no destination of that name."},
    ErrorCodeInfo{unknown_model, "unknown-model", ExitStatus::usage,
                  "mkai.yaml declares no model of that name."},
    ErrorCodeInfo{no_credential, "no-credential", ExitStatus::usage,
                  "A model names a credential that your own configuration does not have."},
    ErrorCodeInfo{no_price, "no-price", ExitStatus::usage,
                  "It is not known what the model costs, so that no cap could hold; a free one says so."},
    ErrorCodeInfo{findings, "findings", ExitStatus::findings,
                  "A check found errors; each is listed with its place."},
    ErrorCodeInfo{unknown_person, "unknown-person", ExitStatus::identity,
                  "It is not known who is acting, or people.yaml does not have them."},
    ErrorCodeInfo{role_lacking, "role-lacking", ExitStatus::identity,
                  "The person does not have the role for this."},
    ErrorCodeInfo{waiting, "waiting", ExitStatus::waiting, "A person has to decide something first."},
    ErrorCodeInfo{spend_cap, "spend-cap", ExitStatus::spend_cap,
                  "The call could cost more than the cap allows."},
    ErrorCodeInfo{model_unavailable, "model-unavailable", ExitStatus::unavailable,
                  "The model did not answer; a later try may work."},
    ErrorCodeInfo{
        model_output_invalid, "model-output-invalid", ExitStatus::unavailable,
        "The model's answer did not fit the channel, and neither did its repair; no draft was made."},
    ErrorCodeInfo{unknown_outcome, "unknown-outcome", ExitStatus::unavailable,
                  "The process that asked the model died before the answer was recorded; the call counts at "
                  "the most that it could cost."},
    ErrorCodeInfo{destination_unavailable, "destination-unavailable", ExitStatus::unavailable,
                  "The destination did not take the publication; a later try may work."},
    ErrorCodeInfo{ledger_locked, "ledger-locked", ExitStatus::unavailable,
                  "Another process holds the ledger; a later try may work."},
    ErrorCodeInfo{library_missing, "library-missing", ExitStatus::unavailable,
                  "A library that is opened on first use is not installed."},
    ErrorCodeInfo{
        stale_approval, "stale-approval", ExitStatus::stale,
        "The approval is for other bytes, or what it relied on has changed, expired or been revoked."},
    ErrorCodeInfo{conflict, "conflict", ExitStatus::stale,
                  "Somebody else changed the same thing first; look again and decide again."},
    ErrorCodeInfo{blocked, "blocked", ExitStatus::blocked, "A rule or an invariant of the workflow says no."},
    ErrorCodeInfo{paused, "paused", ExitStatus::blocked,
                  "Somebody has paused this; two people let it go on (mkai resume)."},
    ErrorCodeInfo{interrupted, "interrupted", ExitStatus::interrupted,
                  "You stopped it; what was done is kept."},
};

constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < k_codes.size(); ++i)
        if (static_cast<std::size_t>(k_codes[i].code) != i) return false;
    return k_codes.size() == static_cast<std::size_t>(interrupted) + 1;
}
static_assert(in_enum_order(), "the table has each code once, in the order of the enum");

}  // namespace

std::span<const ErrorCodeInfo> error_codes() {
    return k_codes;
}

const ErrorCodeInfo& info_of(ErrorCode code) {
    return k_codes[static_cast<std::size_t>(code)];
}

}  // namespace mkai
