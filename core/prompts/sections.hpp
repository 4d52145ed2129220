// The data of a prompt as structure. Internal to core/prompts.
#pragma once

#include "core/prompts/prompt.hpp"

namespace mkai::prompts {

// {
//   "task":       {"kind": "copy", "locale", "variant", "take", "only_fields": [], "brief_language"},
//   "channel":    {"id", "title", "tokens": [], "fields": [FIELD], "locked": [{"name", "label", "from"}]},
//   "campaign":   {"title", "type", "objective", "kpi", "audience": {...}, "starts", "ends"},
//   "deliverable": {"id", "link", "note"},
//   "offer":      {"name", "price", "currency", "was_price", "starts", "ends", "terms"} or null,
//   "key_messages": [], "claims": [{"id", "wording"}], "mandatories": [], "must_avoid": [],
//   "notes": [], "current": {FIELD NAME: text or texts}
// }
// FIELD is {"name", "label", "about", "part", "list", "required", "plain", "unique", "limits": [{"unit",
// "max", "min", "hard"}]}, with the limits of the channel and those of its schema.
Json make_sections(const CopyRequest& request);

}  // namespace mkai::prompts
