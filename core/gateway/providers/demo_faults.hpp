// Every way in which a provider can fail, for drills and tests. One table.
#pragma once

#include "core/gateway/provider.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::gateway::demo {

struct Fault {
    std::string_view name;          // as `fault:` in mkai.yaml
    Answer (*show)(Answer&& good);  // what comes instead of the good reply
};

const Fault* find_fault(std::string_view name);
std::vector<std::string> fault_names();

}  // namespace mkai::gateway::demo
