// The readers behind read_comment_file, a kind of file each. `text` is UTF-8 without a byte order mark.
#pragma once

#include "core/workspace/comment_file.hpp"

namespace mkai::workspace {

Result<CommentFile> read_comment_csv(const std::string& label, std::string_view text);
Result<CommentFile> read_comment_page(std::string_view text);

}  // namespace mkai::workspace
