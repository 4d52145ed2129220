// Who may do what, as the gate's own table has it, for those who only tell it: help, completions.
#pragma once

#include "core/domain/people.hpp"
#include "core/domain/state.hpp"

#include <vector>

namespace mkai::app {

struct Permission {
    Action action;
    std::vector<Role> roles;  // any of them
    bool services = false;    // service accounts with one of the roles, too
    bool owner = false;       // or whoever owns what it is done to
};

// In the order of the gate. What is not among them nobody may do.
std::vector<Permission> permissions();

}  // namespace mkai::app
