// What a model would get of a prompt, with values that are typed or with those of a brief.
#pragma once

#include "core/app/prompt_shelf.hpp"
#include "core/app/session.hpp"
#include "core/prompts/prompt.hpp"

#include <string>
#include <vector>

namespace mkai::app {

// "k=v" of each; a value is a text where the input schema says so, else JSON. invalid_value, findings.
Result<Json> input_of(const prompts::LoadedPrompt& prompt, const std::vector<std::string>& set);

struct ShownPrompt {
    prompts::Prompt prompt;
    std::string asset;  // of the brief; empty for typed values
};

// With an input: checked against the input schema first.
Result<ShownPrompt> render_with_input(const prompts::LoadedPrompt& prompt, const Json& input);
// With typed values: checked against the input schema first.
Result<ShownPrompt> render_with_values(const prompts::LoadedPrompt& prompt,
                                       const std::vector<std::string>& set);

// With a brief ("spring") or one of its assets ("spring/email.en-GB.a"): the first asset that the prompt
// could write, as `generate` would ask for it. Nothing is called or written.
// `model`: who is asked; empty: the prompt's own.
Result<ShownPrompt> render_with_brief(const Session& session, SharedPrompt prompt, const std::string& target,
                                      const std::string& model = {});

}  // namespace mkai::app
