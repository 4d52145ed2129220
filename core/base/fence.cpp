#include "core/base/fence.hpp"

#include "core/base/hash.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai {

std::string fence_for(std::string_view data, std::span<const std::string_view> texts) {
    return free_fence(sha256_hex(data).substr(0, k_fence_size), texts);
}

std::string free_fence(std::string mark, std::span<const std::string_view> texts) {
    const auto holds = [&](std::string_view text) { return text.find(mark) != std::string_view::npos; };
    while (mark.empty() || std::ranges::any_of(texts, holds)) mark = sha256_hex(mark).substr(0, k_fence_size);
    return mark;
}

std::string fenced_section(std::string_view name, std::string_view text) {
    const std::string data = std::string(text) + "\n";
    const std::string_view texts[] = {data};
    return fenced_section(name, text, fence_for(data, texts));
}

std::string fenced_section(std::string_view name, std::string_view text, std::string_view mark) {
    return fmt::format("{0}{1} {2}\n{3}\n{4}{1} {2}\n\n", k_section_begins, name, mark, text, k_section_ends);
}

}  // namespace mkai
