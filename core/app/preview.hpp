// Copy as its channel shows it: what readers see first, what takes a tap or a scroll, what the platform
// refuses or cuts; text messages in their segments; search ads as combinations. Pure: from the channel's data
// and a frozen subject.
#pragma once

#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mkai::app {

enum class PreviewZone {
    seen,    // at once
    folded,  // after a tap, a scroll, or not at all in some places: behind a fold or a soft limit
    beyond,  // a hard limit: refused or cut
};

struct PreviewRun {
    PreviewZone zone = PreviewZone::seen;
    std::string text;   // slots and merge tokens filled; the marks of Markdown taken away
    std::string token;  // the name of the merge token whose fallback it is; or
    std::string slot;   // the name of the slot whose value it is; else empty
    bool strong = false;
    bool emphasis = false;
    bool item = false;  // begins an entry of a list, which ends with its line; the "- " is taken away
};

struct PreviewMeasure {
    LimitUnit unit = LimitUnit::graphemes;
    std::int64_t count = 0;  // merge tokens at their longest, as the check counts them
    std::int64_t max = 0;
    bool hard = false;
};

struct PreviewText {
    std::vector<PreviewRun> runs;
    std::vector<PreviewMeasure> measures;
    bool has(PreviewZone zone) const;
};

struct PreviewField {
    std::string name;
    std::string label;
    FieldPart part = FieldPart::body;
    bool list = false;
    bool recombines = false;
    bool pinned = false;
    std::string from;                   // of a locked field: "offer.terms"; empty: people or a model wrote it
    std::optional<std::int64_t> shows;  // the least of its fold and soft limits, in characters; empty: whole
    std::vector<PreviewText> texts;     // at least one
    bool locked() const { return !from.empty(); }
    bool hidden() const { return shows && *shows == 0; }
};

struct PreviewToken {
    std::string name;
    std::string fallback;  // may be empty
};

struct PreviewSms {
    std::vector<std::string> segments;  // the whole message with its locked lines
    std::int64_t units = 0;
    std::int64_t room = 0;  // units that its segments hold
    bool gsm7 = true;
    std::string outside;  // the first character that makes it dearer
};

// What a search page may show at once: places in the fields' texts, from 0.
struct AdCombination {
    std::vector<std::size_t> headlines;
    std::vector<std::size_t> descriptions;
};

struct Preview {
    std::vector<PreviewField> fields;  // in reading order
    std::vector<PreviewToken> tokens;  // each once
    std::optional<PreviewSms> sms;
    std::vector<AdCombination> combinations;  // so many that each entry is in one

    const PreviewField* find(FieldPart part, bool recombines) const;
    const PreviewField* find_pinned() const;
};

Preview make_preview(const Channel& channel, const Subject& subject);

}  // namespace mkai::app
