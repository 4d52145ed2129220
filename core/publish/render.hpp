// From a frozen subject to the bytes that a destination gets. Pure: the same subject and channel give the
// same bytes.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::publish {

// Part of every record of a publication; raise it when the bytes of any rendering change.
inline constexpr std::string_view k_renderer_version = "render/1";

enum class Format { html, markdown, json };
std::string_view to_string(Format format);
std::optional<Format> parse_format(std::string_view text);
std::string_view extension_of(Format format);  // "html", "md", "json"

struct Rendering {
    std::string bytes;
    std::string extension;  // "html", "md", "json"
    std::string digest;     // SHA-256 of the bytes
};

// HTML: one self-contained page, escaped, no script; Markdown with YAML front matter; JSON with the fields.
// Slots are filled and merge tokens kept as they are, marked in HTML. internal_error when the channel is
// another than the subject's; invalid_value when there is no text at all.
Result<Rendering> render(const Channel& channel, const Subject& subject, Format format);

// For the terminal and the log: label and text a field in reading order, locked fields marked, slots filled.
struct RenderedField {
    std::string name;
    std::string label;
    std::string text;  // list items each on a line
    bool locked = false;
};
std::vector<RenderedField> render_fields(const Channel& channel, const Subject& subject);
// The one of that name; null when there is none.
const RenderedField* find_field(const std::vector<RenderedField>& fields, std::string_view name);

}  // namespace mkai::publish
