// Comments and suggestions that came back as a file. All of them are recorded, or none; no file decides
// anything or changes copy.
#pragma once

#include "core/app/remark.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"
#include "core/workspace/comment_file.hpp"

#include <string>
#include <vector>

namespace mkai::app {

// The words that are sent out to be commented on, a field each in the channel's order, what is locked last.
struct SentField {
    std::string name;
    std::string label;
    std::string words;  // as people edit them, with {{...}}; of a locked field as they go out
    bool locked = false;
};
std::vector<SentField> sent_fields(const Channel& channel, const Subject& subject);

struct RemarkFileRequest {
    workspace::CommentFile file;
    std::string by;  // id or name: whose words they are, where the file does not say
    bool dry_run = false;
};

struct BroughtRemark {
    Remarked made;      // nth 0: it was brought in before
    std::string field;  // of a suggestion
    std::string text;
    BroughtIn from;
};
struct BroughtRemarks {
    std::vector<BroughtRemark> remarks;
    std::vector<std::string> notes;  // what was left out and why, in sentences
};

// invalid_file with every problem of the file as context: of its own, an asset, version or field that is not
// there, words that are not the version's, hidden characters, and what is too long. Else what the gate says.
Result<BroughtRemarks> bring_in_remarks(const Session& session, const RemarkFileRequest& request);

}  // namespace mkai::app
