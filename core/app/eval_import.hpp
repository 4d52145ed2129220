// A configuration of promptfoo as evals/NAME.yaml and prompts/NAME.prompt of the workspace, with everything
// that was left out as a finding. Files beside the configuration are read, those outside of its folder are
// not.
#pragma once

#include "core/app/session.hpp"
#include "core/base/file.hpp"
#include "core/domain/finding.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mkai::app {

struct EvalImportRequest {
    fs::path file;       // promptfooconfig.yaml or the like, YAML or JSON
    std::string target;  // evals/NAME.yaml, from the workspace's root; empty: by the configuration's name
};

struct ImportedEval {
    std::string suite;               // its id
    std::vector<std::string> files;  // written, from the workspace's root; the suite first
    std::vector<std::string> prompts;
    std::vector<std::string> models;  // that are asked; empty: the workspace's default
    std::size_t tests = 0;
    std::size_t checks = 0;
    // Warnings for what was left out ("not-taken"), notes for what is not as it was ("taken-otherwise"), by
    // place.
    std::vector<Finding> findings;
    std::size_t findings_left_out = 0;
};

// Writes nothing unless it can write all: already_exists when the suite, its rows or a prompt of that name is
// there with other text; invalid_file as eval::import_promptfoo; unknown_id, io_error of the file;
// invalid_value for a target that is no evals/NAME.yaml.
Result<ImportedEval> import_eval(const Session& session, const EvalImportRequest& request);

}  // namespace mkai::app
