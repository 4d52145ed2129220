#include "core/base/json.hpp"
#include "core/publish/renderers.hpp"

#include <nlohmann/json.hpp>

namespace mkai::publish {

std::string render_json(const RenderInput& input) {
    const auto& slots = input.subject.content.slots;
    Json fields = Json::object();
    Json locked = Json::object();
    for (const Piece& piece : input.pieces) {
        if (piece.locked()) {
            locked[piece.name] = piece.texts.front();
            continue;
        }
        Json texts = Json::array();
        for (const std::string& text : piece.texts) texts.push_back(fill_slots(text, slots));
        fields[piece.name] = piece.list ? texts : texts.front();
    }
    Json media = Json::array();
    for (const Media& item : input.subject.content.media)
        media.push_back({{"digest", item.digest}, {"alt_text", item.alt_text}, {"rights", item.rights}});
    const Json document{{"format_version", "1.0"},     {"asset", to_string(input.subject.asset)},
                        {"channel", input.channel.id}, {"locale", input.subject.asset.locale},
                        {"fields", std::move(fields)}, {"locked", std::move(locked)},
                        {"media", std::move(media)}};
    return dump_json_pretty(document) + "\n";
}

}  // namespace mkai::publish
