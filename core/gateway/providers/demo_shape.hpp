// What the demo model answers when no copy is asked for: something of the shape that is wanted, in words of
// the data. It shows where an answer goes, and says of itself that nobody thought about it.
#pragma once

#include "core/base/json.hpp"

namespace mkai::gateway::demo {

// Fits any schema that Picoschema can say. The same schema and data always make the same answer.
Json compose_shape(const Json& schema, const Json& data);

}  // namespace mkai::gateway::demo
