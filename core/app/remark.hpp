// Comments and suggestions. Neither changes the copy; whoever takes a suggestion over is the editor.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"

#include <string>

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

}  // namespace mkai::app
