// waivers.yaml: findings of copy that somebody answers for.
#pragma once

#include "core/domain/people.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

namespace mkai::workspace {

// What is wrong is a finding of the document at its place: an owner who may not let anything pass too.
std::vector<Waiver> read_waivers(Document& document, const Roster& roster);

}  // namespace mkai::workspace
