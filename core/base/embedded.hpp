// Text files that are part of the binary (cmake/embed.cmake makes the tables, sorted by name).
#pragma once

#include <span>
#include <string_view>

namespace mkai {

struct EmbeddedFile {
    std::string_view name;  // relative to the embedded folder, with '/'
    std::string_view text;
};

namespace embedded {
std::span<const EmbeddedFile> migrations();  // core/store/migrations/sqlite
std::span<const EmbeddedFile> templates();   // templates/
std::span<const EmbeddedFile> schemas();     // schemas/
}  // namespace embedded

}  // namespace mkai
