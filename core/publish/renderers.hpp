// The renderers behind render(): one a file, each from the same pieces.
#pragma once

#include "core/publish/pieces.hpp"

#include <string>

namespace mkai::publish {

struct RenderInput {
    const Channel& channel;
    const Subject& subject;
    std::vector<Piece> pieces;
};

std::string render_html(const RenderInput& input);
std::string render_markdown(const RenderInput& input);
std::string render_json(const RenderInput& input);

}  // namespace mkai::publish
