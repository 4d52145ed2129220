// brand/brand.yaml: the voice of the brand and the rules for its words.
#pragma once

#include "core/brand/rule_set.hpp"
#include "core/workspace/document.hpp"

#include <span>
#include <string>

namespace mkai::workspace {

struct ReadBrand {
    ::mkai::brand::Brand brand;
    ::mkai::brand::RuleSet rules;
};

// Reads the file and compiles its rules; what is wrong is a finding of the document at its place, among it
// what rules say against each other. An owner who is nearly a person of `people` is a warning.
ReadBrand read_brand(Document& document, std::span<const std::string> people,
                     std::span<const std::string> channels);

}  // namespace mkai::workspace
