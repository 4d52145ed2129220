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
    std::size_t end = std::min({text.size(), at + k_around_bytes, text.find('\n', at)});
    while (end > at && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

std::string mended(std::string_view text, const std::vector<brand::TypingMend>& mends, std::string_view field,
                   std::vector<TypedAnew>& places) {
    for (const brand::TypingMend& mend : mends) {
        const std::size_t begin = around_begin(text, mend.begin);
        const std::size_t end = around_end(text, mend.end);
        std::string after(text.substr(begin, mend.begin - begin));
        after += mend.replacement;
        after += text.substr(mend.end, end - mend.end);
        places.push_back(
            {std::string(field), std::string(text.substr(begin, end - begin)), std::move(after), mend.what});
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
        const auto mend = [&](std::string& text) {
            text = mended(text, brand::find_typing(text, rules), field.name, places);
        };
        if (auto* text = std::get_if<std::string>(&value->second)) {
            mend(*text);
            continue;
        }
        for (std::string& text : std::get<std::vector<std::string>>(value->second)) mend(text);
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
