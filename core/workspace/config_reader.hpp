// The files that a workspace is opened with: mkai.yaml, people.yaml, usecases/*.yaml, claims.yaml.
#pragma once

#include "core/workspace/workspace.hpp"

namespace mkai::workspace {

struct ReadConfig {
    Config config;
    Roster roster;
    std::vector<UseCase> use_cases;
    std::vector<Claim> claims;
    std::vector<Finding> findings;  // of all files, sorted by place
    std::vector<DatedFinding> dated;
};

ReadConfig read_config(const fs::path& root);
// The same as if `mkai_yaml` stood in mkai.yaml.
ReadConfig read_config(const fs::path& root, std::string_view mkai_yaml);

struct ReadClaims {
    std::vector<Claim> claims;
    std::vector<Finding> findings;
};
// What claims.yaml with this text would say.
ReadClaims read_claims_text(const fs::path& root, std::string_view claims_yaml);

// The names of FOLDER/*.yaml without the ending, sorted; empty when there is no such folder.
std::vector<std::string> yaml_names_in(const fs::path& folder);
// The channels of channels/*.yaml of the workspace and the built-in ones, sorted.
std::vector<std::string> channel_ids_in(const fs::path& root);

}  // namespace mkai::workspace
