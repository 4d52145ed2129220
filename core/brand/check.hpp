// Does this copy fit its channel and its brief? Pure: content, channel and brief in, findings out.
#pragma once

#include "core/brand/units.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/content.hpp"
#include "core/domain/finding.hpp"

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
// characters; markup in a plain field; list items that must differ; mandatories that are missing and words to
// avoid; a required locked field without data; media. What the copy states is statements.hpp's.
//
// Limits count merge tokens at the longest that the channel says, and the message names them. A limit may
// name a locked field too. The units of a whole message (see message_text in units.hpp) count the locked
// lines that are sent with the text.
std::vector<Finding> check_content(const ContentCheck& check, const Content& content);

}  // namespace mkai::brand
