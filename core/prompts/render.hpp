// A template and its data, made into messages. Pure.
//
// Roles, history, media and sections are structure: a value is only ever put into a text, so that one that
// holds a role marker stays text. A value that is missing is an error, but where it is asked after (if,
// unless, each, with). Objects and lists are not printed by {{name}}: {{json name}} does that.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"
#include "core/prompts/template.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::prompts {

enum class PartKind { text, media, section };

struct Part {
    PartKind kind = PartKind::text;
    std::string text;          // of a text; the name of a section that begins here
    std::string url;           // of media
    std::string content_type;  // may be empty
};

struct RenderedMessage {
    std::string role;  // system, user, model
    std::vector<Part> parts;
    bool from_history = false;
};

// Partials by name; those of a workspace and of its packs.
using Partials = std::map<std::string, std::shared_ptr<const Template>, std::less<>>;

struct RenderRequest {
    const Template& body;
    std::string_view file;  // for errors
    const Partials& partials;
    // The input: objects, the first that has a name gives its value.
    std::span<const Json* const> input;
    const Json* context = nullptr;               // @name: state, auth; may be null
    std::span<const RenderedMessage> history{};  // what was said before
};

inline constexpr std::size_t k_rendered_bytes_max = 4U << 20;

// invalid_value: a value is missing, or is none that can be printed; the partials call each other; the result
// is too large. The context line is the place.
Result<std::vector<RenderedMessage>> render(const RenderRequest& request);

}  // namespace mkai::prompts
