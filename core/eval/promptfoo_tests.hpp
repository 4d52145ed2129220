// The tests of a configuration of promptfoo, each with plain variables: lists are multiplied out.
#pragma once

#include "core/base/json.hpp"
#include "core/eval/promptfoo_parts.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mkai::eval::promptfoo {

struct ImportedTest {
    std::string description;
    JsonValue vars;  // an object
    std::vector<PlacedCheck> checks;
    bool had_checks = false;  // as it was written
    std::optional<double> threshold;
    Place place;
};

// What defaultTest says. Variables that are lists are not here, but in each test.
struct ImportedTests {
    ImportedTest defaults;
    std::vector<ImportedTest> tests;
};
ImportedTests read_tests(const ImportRequest& request, const YamlNode& root, CheckImport& checks,
                         Notes& notes);

}  // namespace mkai::eval::promptfoo
