// An evaluation suite as people declare it in evals/*.yaml, in the field's usual names: prompts and models
// that are held against tests, each with checks (`assert`). Values alone; core/workspace/suite_reader.hpp
// reads them.
//
//     prompts x models x tests x trials = cells; a cell is one answer and the outcome of each check on it
#pragma once

#include "core/base/json.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::eval {

// One entry of `assert`.
struct CheckSpec {
    std::string type;      // "contains"; without "not-"
    bool negated = false;  // "not-contains"
    JsonValue value;       // as written, null when there is none; a text may hold {{variables}} of the test
    std::optional<double> threshold;
    double weight = 1;   // of its score in the test's; 0 counts for nothing and is refused
    std::string metric;  // what its score counts towards; never empty: the type when none is named
    std::string model;   // of a judge; empty: the suite's
    int line = 0;        // of the file, for messages
    int column = 0;
};

struct TestCase {
    std::string id;           // stable over runs: as written, else "t3" or "rows:17" by its place
    std::string description;  // may be empty
    std::string cluster;      // tests that are alike for one reason, such as one brief; never empty
    bool critical = false;    // may never flip from pass to fail
    JsonValue vars;           // an object, or null for none
    // Of a prompt for copy: whose deliverable in which locale the prompt is asked for. Empty for others.
    std::string brief, deliverable, locale;
    std::vector<CheckSpec> checks;    // with those of `defaults`
    std::optional<double> threshold;  // of its weighted score; none: every check has to pass
    int line = 0;
};

// How copy of the ledger was made.
enum class Way { human, assisted, automated };
inline constexpr std::array<std::string_view, 3> k_ways{"human", "assisted", "automated"};
inline std::string_view to_string(Way way) {
    return k_ways[static_cast<std::size_t>(way)];
}

// Tests in a file of rows, which may be too many to be held at once.
struct RowFile {
    std::string path;  // relative to the suite's file, as written
    int line = 0;
    int column = 0;
};

// When a run passes.
struct GuardRules {
    std::optional<double> pass_rate;  // without a baseline: at least this; none: every test passes
    double margin = 0.05;             // against a baseline: worse by less than this is no regression
    double confidence = 0.95;
};

struct Suite {
    std::string id;  // the file's name
    std::string path;
    std::string description;
    std::vector<std::string> prompts;       // "email", "email@staging", "prompts/email.prompt"
    std::vector<std::string> models;        // aliases of mkai.yaml; empty: each prompt's own
    std::vector<Way> copy;                  // the ledger's copy of these ways, beside the prompts' answers
    std::vector<std::string> required_for;  // labels that the prompts get only when they pass this suite
    std::string judge;                      // the alias of judges
    int repeat = 1;                         // trials a test
    GuardRules guards;
    TestCase defaults;            // vars, checks, threshold and brief of every test
    std::vector<TestCase> tests;  // written out in the file, merged with the defaults
    std::vector<RowFile> rows;
    std::string source_digest;  // SHA-256 of the file
};

}  // namespace mkai::eval
