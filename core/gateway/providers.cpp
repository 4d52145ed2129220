#include "core/gateway/provider.hpp"
#include "core/gateway/providers/demo.hpp"
#include "core/gateway/providers/openai_compatible.hpp"

#include <algorithm>

namespace mkai::gateway {

namespace {

constexpr Provider k_providers[] = {
    {.name = "demo",
     .needs_url = false,
     .check = demo::check,
     .build = nullptr,
     .read = nullptr,
     .answer = demo::answer},
    {.name = "openai-compatible",
     .needs_url = true,
     .check = nullptr,
     .build = openai_compatible::build,
     .read = openai_compatible::read,
     .answer = nullptr},
};

}  // namespace

std::span<const Provider> providers() {
    return k_providers;
}

const Provider* find_provider(std::string_view name) {
    const auto* row = std::ranges::find(k_providers, name, &Provider::name);
    return row == std::end(k_providers) ? nullptr : row;
}

std::vector<std::string> provider_names() {
    std::vector<std::string> names;
    for (const Provider& provider : k_providers) names.emplace_back(provider.name);
    return names;
}

}  // namespace mkai::gateway
