// A configuration of promptfoo as a suite of ours: prompts, tests and every check that can be told without a
// model, and a note for each thing that was left out or means something else here. Pure: files come by a
// function.
//
// What is read: prompts, providers, tests (inline, CSV, JSON Lines, YAML, JSON), defaultTest, and
// evaluateOptions' repeat, as of https://www.promptfoo.dev/docs/configuration/reference/ (read 2026-11-26,
// version 0.123).
#pragma once

#include "core/base/result.hpp"
#include "core/eval/check.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::eval {

enum class ImportChange {
    left_out,  // it is not in the suite
    changed,   // it is, and something about it is not as it was
};
struct ImportNote {
    ImportChange change = ImportChange::left_out;
    std::string file;
    int line = 0;  // 0: the whole file
    int column = 0;
    std::string what;     // a sentence without full stop: what it is, and why
    std::string instead;  // what to do; may be empty
};

// A prompt that stood in the configuration or in a text file, as prompts/ID.prompt.
struct ImportedPrompt {
    std::string id;
    std::string text;
};

// A model of mkai.yaml.
struct DeclaredModel {
    std::string name, provider, model;
};

struct ImportRequest {
    std::string label;  // of the configuration, in messages
    std::string bytes;
    std::string suite;  // the id of the suite, and the beginning of its prompts'
    std::vector<DeclaredModel> models;
    const CheckTable& checks;
    // A file beside the configuration, by the path as written there.
    std::function<Result<std::string>(const std::string& path)> read;
};

struct Import {
    std::string suite;  // evals/ID.yaml
    std::string rows;   // evals/ID.jsonl; empty: the tests are in the suite
    std::vector<ImportedPrompt> prompts;
    std::vector<std::string> models;
    std::size_t tests = 0;
    std::size_t checks = 0;          // of tests and defaults
    std::vector<ImportNote> notes;   // in the order of the file
    std::size_t notes_left_out = 0;  // beyond k_import_notes_max
};

inline constexpr std::size_t k_import_notes_max = 500;
inline constexpr std::size_t k_import_tests_max = 20'000;
// More tests than this go into a file of rows.
inline constexpr std::size_t k_import_inline_max = 200;

// invalid_file with a line for each problem: what the YAML reader refuses (an alias, a tag), a configuration
// without a prompt that can be taken, or without a test with a check that can.
Result<Import> import_promptfoo(const ImportRequest& request);

}  // namespace mkai::eval
