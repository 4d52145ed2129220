// What went wrong, as a value. One closed list of codes; each has one exit status and one line of help.
//
// A message has the value quoted, in lower case, without a full stop. Context lines say what is known about
// the place ("legal approved v2 (3b1e)"). The fix is a command to type or an action to take. Nothing below
// `cli` prints.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Process exit statuses (frozen before 1.0; `mkai help exit-codes` prints them).
enum class ExitStatus : int {
    done = 0,
    internal = 1,
    usage = 2,
    findings = 3,
    identity = 4,
    waiting = 5,
    spend_cap = 6,
    unavailable = 7,
    stale = 8,
    blocked = 9,
    inconclusive = 10,
    interrupted = 130,
};

enum class ErrorCode {
    // 1: a bug, or the machine failed us
    internal_error,
    ledger_corrupt,
    io_error,
    disk_full,
    // 2: what was typed or given
    usage,
    unknown_command,
    unknown_flag,
    unknown_id,
    ambiguous_id,
    invalid_id,
    invalid_value,
    invalid_file,
    not_a_workspace,
    already_exists,
    needs_terminal,
    needs_reason,
    no_ledger,
    ledger_newer,
    network_file_system,
    read_only,
    unknown_destination,
    unknown_model,
    no_credential,
    no_price,
    // 3
    findings,
    // 4
    unknown_person,
    role_lacking,
    // 5
    waiting,
    // 6
    spend_cap,
    // 7
    model_unavailable,
    model_output_invalid,
    unknown_outcome,
    destination_unavailable,
    ledger_locked,
    library_missing,
    // 8
    stale_approval,
    conflict,
    // 9
    blocked,
    paused,
    // 130
    interrupted,
};

struct ErrorCodeInfo {
    ErrorCode code;
    std::string_view name;  // kebab case, shown as error[NAME]
    ExitStatus status;
    std::string_view meaning;  // one sentence for `mkai help NAME`
};

// Every code, in the order of the enum.
std::span<const ErrorCodeInfo> error_codes();
const ErrorCodeInfo& info_of(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::internal_error;
    std::string message;
    std::vector<std::string> context;
    std::string fix;

    Error& with_context(std::string line) {
        context.push_back(std::move(line));
        return *this;
    }
    ExitStatus status() const { return info_of(code).status; }
};

}  // namespace mkai
