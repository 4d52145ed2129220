// Does this copy fit its channel and its brief? Pure: content, channel and brief in, findings out.
#pragma once

#include "core/domain/brief.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

struct ContentCheck {
    const Channel& channel;
    const Brief& brief;
    std::string_view locale;
};

// Every finding, in reading order: the schema, hard limits (errors) and soft ones (warnings) with the count,
// the unit and the source; tokens that the channel does not know, slots that the offer does not have; hidden
// characters; list items that must differ; mandatories that are missing and words to avoid; a required locked
// field without data; a price or a date typed by hand where the offer has a slot for it (a warning that names
// the slot).
std::vector<Finding> check_content(const ContentCheck& check, const Content& content);

// The length of `text` in the unit of a limit, slots filled and merge tokens counted at their fallback.
std::int64_t measure(LimitUnit unit, std::string_view text);
// "1 segment of 160" detail for SMS: septets or UCS-2 units used, and how many segments that makes.
struct SmsLength {
    bool gsm7 = true;
    std::int64_t units = 0;  // septets, or UTF-16 code units
    std::int64_t segments = 0;
};
SmsLength sms_length(std::string_view text);

}  // namespace mkai::brand
