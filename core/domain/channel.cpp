#include "core/domain/channel.hpp"

#include "core/base/names.hpp"

#include <algorithm>

namespace mkai {

namespace {

constexpr Names<LimitUnit, 7> k_unit_names{{{LimitUnit::graphemes, "graphemes"},
                                            {LimitUnit::display_width, "display_width"},
                                            {LimitUnit::weighted, "weighted"},
                                            {LimitUnit::sms_segments, "sms_segments"},
                                            {LimitUnit::bytes, "bytes"},
                                            {LimitUnit::words, "words"},
                                            {LimitUnit::items, "items"}}};

constexpr Names<FieldPart, 8> k_part_names{{{FieldPart::meta, "meta"},
                                            {FieldPart::preheader, "preheader"},
                                            {FieldPart::heading, "heading"},
                                            {FieldPart::subheading, "subheading"},
                                            {FieldPart::body, "body"},
                                            {FieldPart::item, "item"},
                                            {FieldPart::button, "button"},
                                            {FieldPart::footnote, "footnote"}}};

}  // namespace

std::string_view to_string(LimitUnit unit) {
    return name_of(k_unit_names, unit);
}
std::optional<LimitUnit> parse_limit_unit(std::string_view text) {
    return value_of(k_unit_names, text);
}
std::string_view to_string(FieldPart part) {
    return name_of(k_part_names, part);
}
std::optional<FieldPart> parse_field_part(std::string_view text) {
    return value_of(k_part_names, text);
}

const ChannelField* Channel::find_field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &ChannelField::name);
    return found == fields.end() ? nullptr : &*found;
}

const ChannelFold* Channel::find_fold(std::string_view field) const {
    const auto found = std::ranges::find(folds, field, &ChannelFold::field);
    return found == folds.end() ? nullptr : &*found;
}

bool Channel::recombines() const {
    return std::ranges::any_of(fields, &ChannelField::recombines);
}

std::int64_t Channel::longest_of(std::string_view token) const {
    const auto said = token_longest.find(token);
    return said == token_longest.end() ? k_token_longest : said->second;
}

}  // namespace mkai
