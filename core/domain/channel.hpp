// A channel: what its copy consists of and how long it may be. Data files in templates/channels (or a
// workspace's own channels/), each with the source and the date of its limits.
#pragma once

#include "core/base/schema.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

enum class LimitUnit {
    graphemes,      // user-perceived characters
    display_width,  // East Asian wide characters count 2 (search ads)
    weighted,       // X: most scripts 1, others 2, a URL 23
    sms_segments,   // GSM-7 160/153 septets, UCS-2 70/67 units
    bytes,          // UTF-8
    words,
    items,  // entries of a list
};
std::string_view to_string(LimitUnit unit);
std::optional<LimitUnit> parse_limit_unit(std::string_view text);

struct ChannelLimit {
    std::string field;  // each item of a list counts by itself, but for `items`
    LimitUnit unit = LimitUnit::graphemes;
    std::int64_t max = 0;
    std::int64_t min = 0;
    bool hard = false;       // hard: the platform refuses or cuts it; soft: a fold
    std::string source;      // who says so
    std::string checked_on;  // YYYY-MM-DD
};

// How a field shows in a rendering.
enum class FieldPart { meta, preheader, heading, subheading, body, item, button, footnote };
std::string_view to_string(FieldPart part);
std::optional<FieldPart> parse_field_part(std::string_view text);

struct ChannelField {
    std::string name;
    std::string label;  // for people: "Subject line"
    std::string about;  // for the writer, a person or a model
    FieldPart part = FieldPart::body;
    bool list = false;
    bool required = true;
    bool plain = true;    // no markup; false: Markdown paragraphs
    bool unique = false;  // list items must differ (search ads)
    // The platform takes some entries of the list, in any order: each is read without the others.
    bool recombines = false;
};

// A field that the machine fills and nobody edits.
struct LockedField {
    std::string name;  // "terms"
    std::string label;
    std::string from;  // a slot: "offer.terms", "deliverable.link", "brief.mandatories"
    FieldPart part = FieldPart::footnote;
    bool required = false;  // missing data is a finding
    bool pinned = false;    // shown whatever entries are recombined
};

// How much of a field readers see before they tap "more", open or scroll. A field without one is seen whole.
struct ChannelFold {
    std::string field;       // a locked one too
    std::int64_t shows = 0;  // graphemes; 0: none of it
    std::string source;      // who says so
    std::string checked_on;  // YYYY-MM-DD
};

// What limits count of a merge token for which the channel says nothing else: longer than nearly all first
// names. A convention of ours, since no platform publishes one.
inline constexpr std::int64_t k_token_longest = 20;

struct Channel {
    std::string id;                    // "google-rsa"
    std::string title;                 // "Google responsive search ad"
    std::vector<ChannelField> fields;  // in reading order
    std::vector<LockedField> locked;
    std::vector<std::string> tokens;  // merge tokens that the platform knows; empty: none allowed
    std::map<std::string, std::int64_t, std::less<>> token_longest;  // characters, of those that say it
    int media_max = 0;
    bool own_site = false;  // a page of the own site: a link to it stays inside
    std::vector<ChannelLimit> limits;
    std::vector<ChannelFold> folds;
    std::string recall;         // what a withdrawal can do there, in words; may be empty
    std::string source_digest;  // of the data file

    std::string output_schema;  // JSON Schema of `fields` as canonical JSON: what a model is asked for
    Schema schema;              // the same, compiled

    const ChannelField* find_field(std::string_view name) const;
    const ChannelFold* find_fold(std::string_view field) const;
    bool recombines() const;  // any of its fields
    std::int64_t longest_of(std::string_view token) const;
};

}  // namespace mkai
