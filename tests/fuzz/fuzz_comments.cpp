// libFuzzer: no spreadsheet and no page of Word makes the reader of comments crash or hang; what it reads
// names a version, and says something.
#include "core/base/text.hpp"
#include "core/workspace/comment_file.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// The first byte says what kind of file it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mkai;
    if (size == 0) return 0;
    static const std::array<std::string, 2> k_names{"c.csv", "c.htm"};
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto file = workspace::read_comment_file(k_names[data[0] % k_names.size()], bytes);
    if (!file) return 0;
    for (const workspace::CommentRow& row : file->rows) {
        if (row.asset.empty() || row.version.empty() || row.place.empty()) std::abort();
        if (!row.words && row.comment.empty() && !row.given && file->kind == "page") std::abort();
        if (!is_utf8(row.comment) || !is_utf8(row.by) || (row.words && !is_utf8(*row.words))) std::abort();
    }
    return 0;
}
