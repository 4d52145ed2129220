#include "core/publish/render.hpp"

#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/publish/renderers.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

namespace mkai::publish {
namespace {

struct Renderer {
    Format format;
    std::string_view name;
    std::string_view extension;
    std::string (*render)(const RenderInput&);
};
constexpr std::array k_renderers{
    Renderer{Format::html, "html", "html", render_html},
    Renderer{Format::markdown, "markdown", "md", render_markdown},
    Renderer{Format::json, "json", "json", render_json},
};

std::string with_plain_spaces(std::string_view text) {
    constexpr char32_t k_no_break_space = 0x00A0;
    constexpr char32_t k_narrow_no_break_space = 0x202F;
    std::string out;
    for (const char32_t c : code_points(text))
        append_utf8(out, c == k_no_break_space || c == k_narrow_no_break_space ? U' ' : c);
    return out;
}

// A text message has no no-break space (3GPP TS 23.038, 6.2.1, 2026-11-23): one that came in with a price
// would make the whole message dearer.
Subject as_sent(const Channel& channel, Subject subject) {
    const bool is_text_message = std::ranges::any_of(
        channel.limits, [](const ChannelLimit& limit) { return limit.unit == LimitUnit::sms_segments; });
    if (!is_text_message) return subject;
    for (auto& slot : subject.content.slots) slot.second = with_plain_spaces(slot.second);
    for (auto& field : subject.content.fields)
        if (auto* text = std::get_if<std::string>(&field.second)) *text = with_plain_spaces(*text);
    return subject;
}

const Renderer& renderer_of(Format format) {
    return *std::ranges::find(k_renderers, format, &Renderer::format);
}

}  // namespace

std::string_view to_string(Format format) {
    return renderer_of(format).name;
}

std::optional<Format> parse_format(std::string_view text) {
    const auto renderer = std::ranges::find(k_renderers, text, &Renderer::name);
    if (renderer == k_renderers.end()) return std::nullopt;
    return renderer->format;
}

std::string_view extension_of(Format format) {
    return renderer_of(format).extension;
}

Result<Rendering> render(const Channel& channel, const Subject& subject, Format format) {
    if (channel.id != subject.channel)
        return fail(ErrorCode::internal_error,
                    fmt::format("{} is copy for \"{}\" and cannot be rendered for \"{}\"",
                                to_string(subject.asset), subject.channel, channel.id));
    const Subject sent = as_sent(channel, subject);
    const RenderInput input{channel, sent, pieces_of(channel, sent)};
    if (input.pieces.empty())
        return fail(ErrorCode::invalid_value, fmt::format("{} has no text to show", to_string(subject.asset)),
                    fmt::format("mkai edit {}", to_string(subject.asset)));
    const Renderer& renderer = renderer_of(format);
    Rendering rendering;
    rendering.bytes = renderer.render(input);
    rendering.extension = renderer.extension;
    rendering.digest = sha256_hex(rendering.bytes);
    return rendering;
}

std::vector<RenderedField> render_fields(const Channel& channel, const Subject& subject) {
    std::vector<RenderedField> fields;
    const Subject sent = as_sent(channel, subject);
    for (const Piece& piece : pieces_of(channel, sent))
        fields.push_back({piece.name, piece.label, fill_slots(join(piece.texts, "\n"), sent.content.slots),
                          piece.locked()});
    return fields;
}

const RenderedField* find_field(const std::vector<RenderedField>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &RenderedField::name);
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace mkai::publish
