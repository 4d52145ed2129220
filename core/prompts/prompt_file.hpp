// A prompt as people write it: a dotprompt file (google.github.io/dotprompt/reference/frontmatter, read
// 2026-11-24). YAML front matter (model, config, schemas), then a body (core/prompts/template.hpp). Pure: who
// reads the file and its partials is core/workspace.
#pragma once

#include "core/base/yaml.hpp"
#include "core/domain/finding.hpp"
#include "core/prompts/picoschema.hpp"
#include "core/prompts/template.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

struct PromptFile {
    std::string label;        // the file as findings show it
    std::string description;  // may be empty
    std::string model;        // an alias of mkai.yaml; empty: the workspace's default
    int model_line = 0;
    int model_column = 0;
    std::unique_ptr<Json> front;   // all of the front matter; an empty object without one
    std::unique_ptr<Json> config;  // temperature and the like; an object or null
    std::shared_ptr<const Json> input_schema, output_schema;  // JSON Schema; null when not declared
    std::unique_ptr<Json> input_default;                      // an object
    std::string output_format;                                // "json", "text" or empty
    std::string channel;                                      // mkai.channel: the channel that it writes for
    std::optional<YamlNode> tree;                             // of the front matter, for places
    int front_line = 1;                                       // of the file, at which it begins
    int body_line = 1;
    std::string body_text;
    Template body;
    std::vector<Finding> findings;  // of the file by itself: syntax, schemas, characters
    bool good() const { return !has_errors(findings); }
};

// A prompt is text that people read: larger is a mistake, and refused unread.
inline constexpr std::size_t k_prompt_bytes_max = 1U << 20;

PromptFile parse_prompt_file(std::string label, std::string_view bytes, const NamedSchemas& named = {});

// A partial has no front matter.
struct PartialFile {
    std::string label;
    std::string text;
    Template body;
    std::vector<Finding> findings;
};
PartialFile parse_partial_file(std::string label, std::string_view bytes);

// The keys of `ext` by their namespace, as dotprompt gives them out: "a.b.c: 1" is {"a.b": {"c": 1}}.
Json extensions_of(const Json& front);

}  // namespace mkai::prompts
