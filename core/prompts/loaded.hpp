// A prompt with all its parts, ready to be rendered, under the digest that names it.
#pragma once

#include "core/base/result.hpp"
#include "core/base/schema.hpp"
#include "core/prompts/check.hpp"
#include "core/prompts/prompt_file.hpp"
#include "core/prompts/render.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mkai::prompts {

struct LoadedPrompt {
    std::string id;      // "email"; "builtin/copy" for one that mkai brings along
    std::string source;  // the file's bytes
    PromptFile file;
    PartialFiles partial_files;  // those that it uses, however deep
    Partials partials;

    // SHA-256 of content_of(), in hex. Made when it is first asked for: a check does without.
    const std::string& version() const;
    // The input's schema, compiled when it is first asked for; null when the file declares none. What
    // Schema::compile() says.
    Result<const Schema*> input_check() const;

  private:
    mutable std::string m_version;
    mutable std::optional<Result<Schema>> m_input_check;
};

// Reads a partial by its name; empty when there is none.
using PartialReader = std::function<std::shared_ptr<const PartialFile>(const std::string& name)>;

// Always something: what is wrong is among file.findings and those of the check.
LoadedPrompt load_prompt(std::string id, std::string label, std::string_view bytes,
                         const PartialReader& read_partial);

// What a version's digest is taken over, as canonical JSON: body, model, channel, config, schemas, defaults
// and the partials. Not the description, comments and order of the front matter.
std::string content_of(const LoadedPrompt& prompt);

// The schemas that a front matter may name: CopyInput (core/prompts/copy_input.hpp).
const Json* named_schema(std::string_view name);

}  // namespace mkai::prompts
