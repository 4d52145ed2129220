#include "core/gateway/providers/demo_room.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check.hpp"
#include "core/brand/units.hpp"
#include "core/domain/content.hpp"

#include <algorithm>
#include <utility>

namespace mkai::gateway::demo {

namespace {

constexpr std::size_t k_entries_usual = 3;
constexpr std::size_t k_entries_max = 8;  // more than that nobody reads, whatever the platform takes
constexpr std::int64_t k_no_limit = 1'000'000;

// How people write these without the letter, where the GSM alphabet lacks it (3GPP TS 23.038, 6.2.1).
constexpr std::pair<std::string_view, std::string_view> k_gsm_spellings[] = {
    {"’", "'"}, {"‘", "'"}, {"“", "\""},  {"”", "\""},     {"„", "\""},     {"«", "\""}, {"»", "\""},
    {"–", "-"}, {"—", "-"}, {"…", "..."}, {"\u00a0", " "}, {"\u202f", " "}, {"œ", "oe"}, {"Œ", "OE"},
    {"á", "a"}, {"â", "a"}, {"ã", "a"},   {"ç", "c"},      {"ê", "e"},      {"ë", "e"},  {"í", "i"},
    {"î", "i"}, {"ï", "i"}, {"ó", "o"},   {"ô", "o"},      {"õ", "o"},      {"ú", "u"},  {"û", "u"},
    {"Á", "A"}, {"À", "A"}, {"Â", "A"},   {"È", "E"},      {"Ê", "E"},      {"Í", "I"},  {"Î", "I"},
    {"Ó", "O"}, {"Ô", "O"}, {"Ú", "U"},   {"Ù", "U"},      {"Û", "U"},
};

std::string in_gsm_alphabet(std::string text) {
    for (const auto& [from, to] : k_gsm_spellings)
        for (std::size_t place = 0; (place = text.find(from, place)) != std::string::npos; place += to.size())
            text.replace(place, from.size(), to);
    return text;
}

}  // namespace

bool Room::is_sms() const {
    return std::ranges::any_of(m_material.channel.limits, [&](const ChannelLimit& limit) {
        return limit.field == m_field.name && limit.unit == LimitUnit::sms_segments;
    });
}

std::string Room::as_written(std::string_view text) const {
    return is_sms() ? in_gsm_alphabet(std::string(text)) : std::string(text);
}

std::string Room::shown(std::string_view text) const {
    return fill_tokens_for_preview(fill_slots(text, m_material.slots));
}

Fit Room::fit_of(const ChannelLimit& limit, std::string_view filled) const {
    const std::string measured = brand::counts_whole_message(limit.unit)
                                     ? brand::message_text(m_material.channel, filled, m_material.slots)
                                     : std::string(filled);
    const std::int64_t count = brand::measure(limit.unit, measured);
    const bool fits = count >= limit.min && (limit.max <= 0 || count <= limit.max);
    if (!fits) return limit.hard ? Fit::none : Fit::hard;
    // A letter outside of the GSM alphabet more than doubles the price of a message.
    if (limit.unit == LimitUnit::sms_segments && !brand::sms_length(filled).gsm7) return Fit::hard;
    return Fit::soft;
}

bool Room::may_say(std::string_view text) const {
    if (m_material.avoided.empty()) return true;
    const std::string folded = fold_case(collapse_spaces(shown(text)));
    return std::ranges::none_of(m_material.avoided, [&](const std::string& phrase) {
        return !phrase.empty() && find_words(folded, phrase) != std::string::npos;
    });
}

Fit Room::fit(std::string_view text) const {
    if (trim(text).empty() || !may_say(text)) return Fit::none;
    if (static_cast<std::int64_t>(count_code_points(text)) > raw_length_max()) return Fit::none;
    const std::string filled = fill_slots(text, m_material.slots);
    Fit fit = Fit::soft;
    for (const ChannelLimit& limit : m_material.channel.limits)
        if (limit.field == m_field.name && limit.unit != LimitUnit::items)
            fit = std::min(fit, fit_of(limit, filled));
    return fit;
}

std::int64_t Room::raw_length_max() const {
    const auto max = m_material.raw_length_max.find(m_field.name);
    return max == m_material.raw_length_max.end() || max->second <= 0 ? k_no_limit : max->second;
}

std::int64_t Room::tightest() const {
    std::int64_t least = raw_length_max();
    for (const ChannelLimit& limit : m_material.channel.limits) {
        if (limit.field != m_field.name || limit.unit == LimitUnit::items || limit.max <= 0) continue;
        least = std::min(least, limit.unit == LimitUnit::sms_segments ? limit.max * 160 : limit.max);
    }
    return least;
}

Room::Count Room::entries() const {
    Count count{1, k_entries_max};
    for (const ChannelLimit& limit : m_material.channel.limits) {
        if (limit.field != m_field.name || limit.unit != LimitUnit::items) continue;
        count.least = std::max(count.least, static_cast<std::size_t>(std::max<std::int64_t>(limit.min, 0)));
        if (limit.max > 0) count.most = std::min(count.most, static_cast<std::size_t>(limit.max));
    }
    count.most = std::max({count.most, count.least, std::size_t{1}});
    if (count.least == 1) count.least = std::min(k_entries_usual, count.most);
    return count;
}

}  // namespace mkai::gateway::demo
