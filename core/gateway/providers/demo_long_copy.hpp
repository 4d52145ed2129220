// Copy with room for paragraphs: a letter where the channel can address the reader by name, else a page of
// sections.
#pragma once

#include "core/gateway/providers/demo_material.hpp"
#include "core/gateway/providers/demo_room.hpp"

#include <string>

namespace mkai::gateway::demo {

// Markdown that fits the room; empty when not even its first paragraph does.
std::string compose_long_copy(const Material& material, const Room& room);

}  // namespace mkai::gateway::demo
