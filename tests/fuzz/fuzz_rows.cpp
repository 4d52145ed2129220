// libFuzzer: no file of rows and no reply of a judge makes its reader crash or hang; a row says what it says
// in whatever blocks it comes, and no reply passes but one that says so.
#include "core/base/json.hpp"
#include "core/eval/judge.hpp"
#include "core/eval/rows.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace {

using namespace mkai;
using namespace mkai::eval;

void must(bool holds) {
    if (!holds) std::abort();
}

// Everything that the reader says, as one text.
std::string read_all(std::string_view bytes, RowFormat format, std::size_t step) {
    auto reader = RowReader::over(
        [bytes, step](std::span<char> out) mutable -> Result<std::size_t> {
            const std::size_t size = std::min({step, out.size(), bytes.size()});
            std::copy_n(bytes.data(), size, out.data());
            bytes.remove_prefix(size);
            return size;
        },
        format, "rows");
    if (!reader) return reader.error().message;
    std::string said;
    std::size_t line = 0;
    std::size_t number = 0;
    // Each row takes a byte at least.
    for (std::size_t left = bytes.size() + 1;; --left) {
        must(left > 0);
        auto row = reader->next();
        if (!row) {
            said += row.error().message + '\n';
            continue;
        }
        if (!*row) return said;
        must((*row)->line > line && (*row)->number > number);
        line = (*row)->line;
        number = (*row)->number;
        must((*row)->values->is_object());
        if (format == RowFormat::csv) must((*row)->values->size() == reader->columns().size());
        said += dump_json(*(*row)->values) + '\n';
    }
}

void fuzz_judge(std::string_view bytes) {
    const auto outcome = read_rubric_reply(bytes, 0.5);
    if (outcome) {
        must(outcome->score >= 0 && outcome->score <= 1 && !outcome->reason.empty());
        must(!outcome->passed || (outcome->score >= 0.5 && bytes.find("true") != std::string_view::npos));
    }
    if (const auto pair = read_pair_reply(bytes)) must(!pair->reason.empty());
    // No text ends its own section.
    const JudgePrompt prompt = rubric_prompt("c", "t", bytes, "mark");
    must(prompt.user.find(bytes) != std::string::npos);
}

}  // namespace

// The first byte chooses what reads the rest, and in blocks of how many bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 4 == 0) {
        fuzz_judge(bytes);
        return 0;
    }
    const RowFormat format = data[0] % 4 == 1 ? RowFormat::json_lines : RowFormat::csv;
    must(read_all(bytes, format, bytes.size() + 1) == read_all(bytes, format, 1 + data[0] / 4 % 16));
    return 0;
}
