// Copy that people write: edits of a version, suggestions taken over, copy brought in from outside.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/app/transition.hpp"
#include "core/domain/finding.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

struct EditRequest {
    Fields fields;  // the new values; fields that are not named stay
    int take = 0;   // the number of a suggestion to take over; 0: none
    std::string reason;
    std::string assignee;
    std::string due;
    std::optional<double> minutes;  // that somebody worked on it
};

struct Edited {
    Changed changed;
    std::vector<Finding> findings;  // of the new version: what review will see
    Fields before, after;
};

// A new version of the newest one (or of the named one). An edit that changes nothing makes none. findings
// when the copy is not of the channel's shape: an unknown field, a wrong type, hidden characters; a limit
// that it breaks is told, and stops the review.
Result<Edited> edit(const Session& session, const Target& target, const EditRequest& request);

struct ImportItem {
    std::string asset;  // full id
    Fields fields;
    std::string from;                    // who wrote it, in words
    std::optional<double> minutes = {};  // that they worked on it
};
// From an import file's JSON: {"asset", "from", "fields", "minutes"?} or {"assets": [...]}. invalid_file.
Result<std::vector<ImportItem>> read_import(const Json& json);
// One version each. The brief must have the deliverable, locale and variant.
Result<Edited> import_copy(const Session& session, const ImportItem& item);

// The fields of a version, as people edit them. ledger_corrupt.
Result<Fields> fields_of(const Session& session, const VersionRecord& version);
// What a person typed as a field's value: text, or for a list field one item a line.
Result<FieldValue> parse_field_value(const Channel& channel, std::string_view field, std::string_view typed);

}  // namespace mkai::app
