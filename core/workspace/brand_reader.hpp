// brand/brand.yaml: the voice of the brand and the rules for its words.
#pragma once

#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

#include <span>
#include <string>

namespace mkai::workspace {

// Reads the file and compiles its rules; what is wrong is a finding of the document at its place, among it
// what rules say against each other. An owner who is nearly a person of `people` is a warning.
BrandFile read_brand(Document& document, std::span<const std::string> people,
                     std::span<const std::string> channels);

}  // namespace mkai::workspace
