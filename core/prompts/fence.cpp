#include "core/prompts/fence.hpp"

#include "core/base/hash.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::prompts {

std::string fence_for(std::string_view data, std::span<const std::string_view> texts) {
    std::string mark = sha256_hex(data).substr(0, k_fence_size);
    const auto holds = [&](std::string_view text) { return text.find(mark) != std::string_view::npos; };
    while (std::ranges::any_of(texts, holds)) mark = sha256_hex(mark).substr(0, k_fence_size);
    return mark;
}

std::string fenced_section(std::string_view name, std::string_view text) {
    const std::string data = std::string(text) + "\n";
    const std::string_view texts[] = {data};
    const std::string mark = fence_for(data, texts);
    return fmt::format("{0}{1} {2}\n{3}{4}{1} {2}\n\n", k_section_begins, name, mark, data, k_section_ends);
}

}  // namespace mkai::prompts
