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

std::vector<std::string> section_names(std::string_view message) {
    std::vector<std::string> out;
    std::string_view mark;
    for (std::size_t at = 0; at < message.size();) {
        const std::size_t end = std::min(message.find('\n', at), message.size());
        std::string_view line = message.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(k_section_begins)) continue;
        line.remove_prefix(k_section_begins.size());
        const std::size_t space = line.rfind(' ');
        if (space == std::string_view::npos || line.size() - space - 1 != k_fence_size) continue;
        const std::string_view own = line.substr(space + 1);
        if (mark.empty()) mark = own;
        const std::string_view name = line.substr(0, space);
        if (own == mark && std::ranges::find(out, name) == out.end()) out.emplace_back(name);
    }
    return out;
}

}  // namespace mkai
