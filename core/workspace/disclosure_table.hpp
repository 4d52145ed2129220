// What lines copy has to have: templates/disclosures.yaml, built in, and a workspace's disclosures.yaml over
// it, by id. Each row is dated and has the page where it was read.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/domain/disclosure.hpp"

#include <span>
#include <string>
#include <vector>

namespace mkai::workspace {

// By id. The workspace's disclosures.yaml need not be there. invalid_file with a context line for each error
// in it.
Result<std::vector<Disclosure>> load_disclosures(const fs::path& root, std::span<const std::string> channels);

}  // namespace mkai::workspace
