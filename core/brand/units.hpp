// How long copy is, in the units that the channels count.
#pragma once

#include "core/domain/channel.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// The length of `text` in the unit of a limit, merge tokens counted at their fallback (fill the slots first).
// One text is one item.
std::int64_t measure(LimitUnit unit, std::string_view text);

// The text with each merge token at the longest that the channel says, or at its fallback where that is
// longer. Letters of the alphabet: a name with others may make an SMS longer still. `tokens` gets their
// names, once each.
std::string fill_tokens_at_longest(std::string_view text, const Channel& channel,
                                   std::vector<std::string>& tokens);

// How an SMS is cut: septets of the GSM 7-bit alphabet, or UTF-16 code units as soon as one character stands
// outside of it. No-break spaces count as spaces, as which they are sent.
struct SmsLength {
    bool gsm7 = true;
    std::int64_t units = 0;  // septets, or UTF-16 code units
    std::int64_t segments = 0;
    std::int64_t room = 0;  // units that so many segments hold; of an empty text those of one
    std::string outside;    // the first character that the GSM alphabet lacks; empty when there is none
};
SmsLength sms_length(std::string_view text);

// Where each segment of the message ends, in bytes of `text`; the last one at its end. None of an empty text.
std::vector<std::size_t> sms_segment_ends(std::string_view text);

// Bytes of `text` that its first `count` user-perceived characters take.
std::size_t bytes_of_first(std::string_view text, std::int64_t count);

// Whether the unit counts a message as it is sent (SMS segments, X's weighted length) and not a field by
// itself.
bool counts_whole_message(LimitUnit unit);
// Such a message: the field's text, then each locked line of the channel that has a value, on lines of its
// own.
std::string message_text(const Channel& channel, std::string_view field_text,
                         const std::map<std::string, std::string>& slots);

}  // namespace mkai::brand
