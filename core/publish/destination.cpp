#include "core/publish/destination.hpp"

#include "core/base/text.hpp"
#include "core/publish/destinations/files.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace mkai::publish {
namespace {

constexpr std::array k_kinds{
    DestinationKind{"files", "pages, Markdown or JSON in a folder of the workspace", make_files_destination},
};

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const DestinationKind& kind : k_kinds) names.emplace_back(kind.name);
    return names;
}

}  // namespace

std::span<const DestinationKind> destination_kinds() {
    return k_kinds;
}

Result<std::unique_ptr<Destination>> make_destination(const DestinationDecl& declaration,
                                                      const fs::path& root) {
    const auto kind = std::ranges::find(k_kinds, declaration.kind, &DestinationKind::name);
    if (kind == k_kinds.end())
        return fail(ErrorCode::unknown_destination,
                    fmt::format("destination \"{}\" is of the unknown kind \"{}\"", declaration.name,
                                declaration.kind),
                    did_you_mean(declaration.kind, kind_names()));
    return kind->make(declaration, root);
}

}  // namespace mkai::publish
