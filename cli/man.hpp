// The manual in mdoc(7), from the tables of commands, help and schemas: mkai(1), a page for each command, and
// mkai.yaml(5). `mandoc -T lint` has nothing to say about them; a test sees to it.
#pragma once

#include "cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

struct ManPage {
    std::string name;  // "mkai-brief-check"
    int section = 1;
    std::string text;

    std::string file_name() const;  // "mkai-brief-check.1"
};

// Every page, mkai(1) first.
std::vector<ManPage> man_pages();

}  // namespace mkai::cli
