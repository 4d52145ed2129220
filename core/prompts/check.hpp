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

struct CheckSurroundings {
    std::vector<std::string> models;  // aliases that mkai.yaml declares
    std::string default_model;
    // How many tokens of input a model takes; empty when nobody has said.
    std::function<std::optional<std::int64_t>(std::string_view model)> input_tokens_max;
    std::function<const Channel*(std::string_view id)> channel;  // null: there is none
    std::vector<std::string> channels;
    const PartialFiles& partials;            // those that the prompt uses
    std::vector<std::string> partial_names;  // all that there are
};

// Everything: what parsing found, and what the surroundings say. Sorted by place. Findings in a partial carry
// the partial's file.
std::vector<Finding> check_prompt(const PromptFile& prompt, const CheckSurroundings& around);

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
