// A decision in the words of a reply: one line, as
//
//     approve spring/email.en-GB.a@v2 3b1e8f2c: the evidence holds
//
// What the reply quotes, what stands below a signature, and what a mail program copied of the mail before is
// never taken for it. Anything that could be read in two ways is refused with what was found.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

struct DecidedAsset {
    std::string asset;  // as it was typed: a full id or a shorter one
    int version = 0;
    std::string digest;  // eight characters or more
};

struct DecisionReply {
    Action action = Action::approve;  // approve, accept, request_changes, reject, revoke
    DecidedAsset asset;
    std::string reason;   // may be empty
    std::string besides;  // what else they wrote, on one line; may be empty
};

// The line to reply with. WHY is for them to fill in.
std::string reply_line(Action action, std::string_view asset, int version, std::string_view digest);
// The word that the reply begins with; empty for an action that is no decision on a version.
std::string_view reply_word(Action action);
std::optional<Action> action_of_reply(std::string_view word);

// `text` is UTF-8 with \n. invalid_file, with the lines that were found as context.
Result<DecisionReply> parse_decision_reply(std::string_view text);

// The lines that the writer typed. Without: lines that begin with '>', everything below "-- " (RFC 3676, 4.3)
// or below the head of a copied mail ("-----Original Message-----", a rule of underscores, From: and Sent: in
// a row).
std::vector<std::string> own_lines(std::string_view text);

}  // namespace mkai::workspace
