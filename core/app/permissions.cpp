#include "core/app/permissions.hpp"

#include "core/policy/gate.hpp"

namespace mkai::app {

std::vector<Permission> permissions() {
    std::vector<Permission> out;
    for (const policy::Permit& permit : policy::permits())
        out.push_back({permit.action, permit.roles, permit.services, permit.owner});
    return out;
}

}  // namespace mkai::app
