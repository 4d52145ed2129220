#include "core/publish/pieces.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace mkai::publish {
namespace {

void drop_blank(std::vector<std::string>& texts) {
    std::erase_if(texts, [](const std::string& text) { return trim(text).empty(); });
}

}  // namespace

std::vector<Piece> pieces_of(const Channel& channel, const Subject& subject) {
    std::vector<Piece> pieces;
    for (const ChannelField& field : channel.fields) {
        const auto value = subject.content.fields.find(field.name);
        if (value == subject.content.fields.end()) continue;
        const auto texts = texts_of(value->second);
        Piece piece{
            field.name, field.label, field.part, field.list, field.plain, {}, {texts.begin(), texts.end()}};
        drop_blank(piece.texts);
        if (!piece.texts.empty()) pieces.push_back(std::move(piece));
    }
    for (const LockedField& locked : channel.locked) {
        const auto value = subject.content.slots.find(locked.from);
        if (value == subject.content.slots.end() || trim(value->second).empty()) continue;
        pieces.push_back({locked.name, locked.label, locked.part, false, true, locked.from, {value->second}});
    }
    return pieces;
}

const Piece* find_piece(const std::vector<Piece>& pieces, FieldPart part, bool locked) {
    const auto piece = std::ranges::find_if(pieces, [&](const Piece& candidate) {
        return candidate.part == part && candidate.locked() == locked;
    });
    return piece == pieces.end() ? nullptr : &*piece;
}

bool is_safe_link(std::string_view link) {
    constexpr std::array<std::string_view, 3> k_schemes{"https://", "http://", "mailto:"};
    const std::string lower = lower_ascii(link);
    const bool known =
        std::ranges::any_of(k_schemes, [&](std::string_view scheme) { return lower.starts_with(scheme); });
    const auto is_plain = [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '<' && c != '>';
    };
    return known && std::ranges::all_of(link, is_plain);
}

}  // namespace mkai::publish
