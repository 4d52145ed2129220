#include "core/app/typing.hpp"

#include <algorithm>

namespace mkai::app {

namespace {

// The place with what stands around it on its line, at most this many bytes on each side.
constexpr std::size_t k_around_bytes = 24;
std::size_t around_begin(std::string_view text, std::size_t at) {
    std::size_t begin = at - std::min(at, k_around_bytes);
    if (const auto line = text.substr(0, at).rfind('\n'); line != std::string_view::npos)
        begin = std::max(begin, line + 1);
    while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    return begin;
}
std::size_t around_end(std::string_view text, std::size_t at) {
    std::size_t end = std::min({text.size(), at + k_around_bytes, text.find_first_of("\r\n", at)});
    while (end > at && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

std::string mended(std::string_view text, const std::vector<brand::TypingMend>& mends, std::string_view field,
                   std::vector<TypedAnew>& places) {
    std::size_t line = 1;
    std::size_t counted = 0;  // up to here
    for (std::size_t i = 0; i < mends.size();) {
        line += static_cast<std::size_t>(
            std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                       text.begin() + static_cast<std::ptrdiff_t>(mends[i].begin), '\n'));
        counted = mends[i].begin;
        TypedAnew& place = places.emplace_back();
        place.field = field;
        place.line = line;
        std::size_t at = around_begin(text, mends[i].begin);
        const std::size_t begin = at;
        const std::size_t line_end = std::min(text.find('\n', mends[i].begin), text.size());
        std::size_t last = mends[i].end;
        for (; i < mends.size() && mends[i].begin <= line_end; ++i) {
            place.after += text.substr(at, mends[i].begin - at);
            place.after += mends[i].replacement;
            at = last = mends[i].end;
            if (std::ranges::find(place.what, mends[i].what) == place.what.end())
                place.what.emplace_back(mends[i].what);
        }
        const std::size_t end = around_end(text, last);
        place.after += text.substr(at, end - at);
        place.before = text.substr(begin, end - begin);
    }
    return brand::with_mends(text, mends);
}

}  // namespace

const ChannelField* main_field(const Channel& channel) {
    const auto body = std::ranges::find_if(
        channel.fields, [](const ChannelField& f) { return f.part == FieldPart::body && !f.list; });
    return body == channel.fields.end() ? nullptr : &*body;
}

std::optional<brand::TypingRules> typing_rules_of(const LooseCopy& copy) {
    if (copy.path.ends_with(".html") || copy.path.ends_with(".htm")) return std::nullopt;
    const ChannelField* field = copy.channel ? main_field(*copy.channel) : nullptr;
    if (field) return brand::typing_rules_of(*copy.channel, *field, copy.locale);
    return brand::TypingRules{false, !copy.path.ends_with(".md"), copy.locale};
}

std::vector<TypedAnew> mend_typing(const Today& today, Fields& fields) {
    std::vector<TypedAnew> places;
    for (const ChannelField& field : today.channel->fields) {
        const auto value = fields.find(field.name);
        if (value == fields.end()) continue;
        const brand::TypingRules rules = brand::typing_rules_of(*today.channel, field, today.id.locale);
        for (std::string& text : texts_of(value->second))
            text = mended(text, brand::find_typing(text, rules), field.name, places);
    }
    return places;
}

MendedText mend_typing(const LooseCopy& copy) {
    const auto rules = typing_rules_of(copy);
    MendedText out;
    out.text =
        mended(copy.text, rules ? brand::find_typing(copy.text, *rules) : std::vector<brand::TypingMend>{},
               {}, out.places);
    return out;
}

}  // namespace mkai::app
