// What can be said of a prompt before any data is there: names, types, places where outside text may not
// stand. Pure.
#pragma once

#include "core/domain/channel.hpp"
#include "core/prompts/prompt_file.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

using PartialFiles = std::map<std::string, std::shared_ptr<const PartialFile>, std::less<>>;

// What stands around all prompts of a workspace. Made once, however many are checked.
struct CheckSurroundings {
    std::vector<std::string> models;  // aliases that mkai.yaml declares
    std::string default_model;
    // How many tokens of input a model takes; empty when nobody has said.
    std::function<std::optional<std::int64_t>(std::string_view model)> input_tokens_max;
    std::function<std::shared_ptr<const Channel>(std::string_view id)> channel;  // null: there is none
    std::function<std::vector<std::string>()> channel_ids;
    std::vector<std::string> partial_names;  // all that there are
};

// Everything: what parsing found, and what the surroundings say. Sorted by place. `partials` are those that
// the prompt uses; findings in one carry its file.
std::vector<Finding> check_prompt(const PromptFile& prompt, const PartialFiles& partials,
                                  const CheckSurroundings& around);

// Whether a value of this schema may be of the type: also when the schema says none, or there is no schema.
bool allows_type(const Json* schema, std::string_view type);
// The names under `properties`.
std::vector<std::string> names_in(const Json* schema);

// A schema's property, as far as a path of a template can be followed in it.
enum class Declared { yes, no, open };  // open: the schema lets anything be there
struct Member {
    Declared declared = Declared::no;
    const Json* schema = nullptr;  // null: of any kind
    bool required = false;
};
Member member_of(const Json* schema, const std::string& name);

// About as many tokens as the text has: a token is 4 bytes of English, and less of other languages, so that
// this is more than a model counts.
std::int64_t estimate_tokens(std::string_view text);

}  // namespace mkai::prompts
