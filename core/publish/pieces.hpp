// A subject's copy, put in the order in which its channel is read: what every renderer starts from.
#pragma once

#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::publish {

struct Piece {
    std::string name;
    std::string label;
    FieldPart part = FieldPart::body;
    bool list = false;
    bool plain = true;               // no markup
    std::string slot;                // of a locked field: where its value is from; empty: copy
    std::vector<std::string> texts;  // never empty; slots and merge tokens as they stand

    bool locked() const { return !slot.empty(); }
};

// The fields that have a text, then the locked ones that have a value.
std::vector<Piece> pieces_of(const Channel& channel, const Subject& subject);

// The first piece of the part, copy or locked; null when there is none.
const Piece* find_piece(const std::vector<Piece>& pieces, FieldPart part, bool locked = false);

// Whether a link may be followed: http, https or mailto, and nothing that an address has no room for.
bool is_safe_link(std::string_view link);

}  // namespace mkai::publish
