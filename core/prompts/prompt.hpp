// What a model is asked: messages with roles, the same data as structured sections, the schema of the answer.
// Made from a template (core/prompts/loaded.hpp) and its input. Pure.
#pragma once

#include "core/base/json.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

enum class MessageRole { system, user, assistant };
std::string_view to_string(MessageRole role);

struct Message {
    MessageRole role;
    std::string text;
};

struct Prompt {
    std::string id;       // "email", "builtin/copy"
    std::string version;  // of the template: LoadedPrompt::version
    std::vector<Message> messages;
    // The data of the messages as structure (objects and arrays of strings): the demo model reads this,
    // providers do not. May be null.
    std::shared_ptr<const Json> sections;
    std::string output_schema_name;  // "email_copy": [a-z0-9_]
    std::string output_schema;       // JSON Schema text; empty: the answer is a text
    // By seal():
    std::string messages_json;  // [{"role", "text"}], in order
    std::string digest;         // SHA-256 over canonical JSON of messages and output schema
};

// The last step of making one: what is asked does not change any more. `known_digest` spares the hash where
// the same prompt was made before.
void seal(Prompt& prompt, std::string_view known_digest = {});

// The id of the built-in prompt for copy, templates/prompts/copy.prompt.
inline constexpr std::string_view k_copy_prompt = "builtin/copy";

// What the brand sounds like, in words for whoever writes. Empty parts are left out.
struct Voice {
    std::string name;
    std::string words;
    std::vector<std::string> dos, donts;
    std::string note;  // for the locale
};

struct CopyRequest {
    const Brief& brief;
    const Deliverable& deliverable;
    const Channel& channel;
    std::string locale;
    std::string variant;
    int take = 1;  // 1 for the first draft of an asset, 2 for the next: another text is wanted
    std::vector<std::pair<std::string, std::string>>
        claims;  // id and wording, those that the locale's market allows
    // For `generate ASSET --field F`: the fields to write anew; the others are shown as fixed. Empty: all.
    std::vector<std::string> only_fields;
    Fields current;                  // the newest version's fields when only_fields is not empty
    std::vector<std::string> notes;  // reviewers' reasons and suggestions since the last version
    Voice voice = {};
    bool with_sections = true;      // they cost more than all the rest
    std::string known_digest = {};  // of the prompt, where this was asked before
};

struct LoadedPrompt;

// The messages of a template with this input; no schema of an answer, and not sealed. invalid_value, with the
// place, when a value is missing.
Result<Prompt> build_prompt(const LoadedPrompt& from, std::span<const Json* const> input);

// The messages that ask for one asset's copy. `shared` is make_copy_input() of the deliverable and the
// locale.
Result<Prompt> build_copy_prompt(const LoadedPrompt& from, const CopyRequest& request, const Json& shared);

// What a repair shows of an answer and of its problems, so that 10 MB of nonsense do not cost 10 MB of
// prompt.
inline constexpr std::size_t k_repair_answer_bytes_max = 24'000;
inline constexpr std::size_t k_repair_problem_bytes_max = 6'000;
// The second and last round: the answer that did not fit, and what was wrong with it. Invalid UTF-8 is shown
// as U+FFFD.
Prompt build_repair_prompt(const Prompt& first, std::string_view answer,
                           const std::vector<Finding>& findings);

}  // namespace mkai::prompts
