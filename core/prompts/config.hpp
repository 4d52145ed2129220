// The settings that a prompt asks its model with: `config` of the front matter. The names are dotprompt's
// (google.github.io/dotprompt/reference/frontmatter and the providers' own spellings, read 2026-11-26), in
// camel case or with underscores. Pure.
#pragma once

#include "core/base/json.hpp"
#include "core/domain/model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mkai::prompts {

struct PromptConfig {
    ModelParameters parameters;            // what is not set stays as the model declares it
    std::optional<int> output_tokens_max;  // lowers the model's own, and never raises it
    bool operator==(const PromptConfig&) const = default;
};

struct ConfigProblem {
    std::string key;
    std::string message;
    std::string fix;
    bool unknown = false;  // no setting that mkai passes on: it changes nothing, and fails nothing
};

struct ConfigRead {
    PromptConfig config;
    std::vector<ConfigProblem> problems;
};

// `config` is null or an object.
ConfigRead read_config(const Json* config);

// The declaration as this prompt asks it.
ModelDecl with_config(ModelDecl model, const PromptConfig& config);

}  // namespace mkai::prompts
