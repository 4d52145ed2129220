// Comments and suggestions. Neither changes the copy; whoever takes a suggestion over is the editor.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"

#include <string>
#include <vector>

namespace mkai::app {

struct RemarkRequest {
    std::string text;
    std::string field;  // of a suggestion: `text` is the field's new value
};

struct Remarked {
    std::string asset;
    int version = 0;
    int nth = 0;  // what `edit --take` is given
};

Result<Remarked> remark(const Session& session, const Target& target, const RemarkRequest& request);

// --- for those that record several at once ---

// Who said it, of a remark that the session's person brings in from a file.
struct BroughtIn {
    std::string kind;    // "csv", "page"; empty: nobody brings it in, it is the person's own
    std::string person;  // of the roster
    std::string name;    // as the file has it, of somebody that the roster does not know
};
// Empty text, too long, no text, or a field that nobody writes: invalid_value.
Done check_remark(const Session& session, const Target& target, const RemarkRequest& request);
// Inside of the writer's transaction; what the gate says. `known` are the asset's remarks, and gets this one.
// `nth` is 0 for one that was brought in before, with the same words about the same by the same: nothing is
// written then.
Result<Remarked> remark_within(const Session& session, store::Writer& writer, const Target& target,
                               const RemarkRequest& request, const BroughtIn& from,
                               std::vector<Remark>& known);

}  // namespace mkai::app
