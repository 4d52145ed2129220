#include "core/brand/check.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check_text.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace mkai::brand {
namespace {

// --- words for units ---
struct UnitWords {
    LimitUnit unit;
    std::string_view one;
    std::string_view many;
    std::string_view note;  // what people may not expect of the count
};
constexpr std::array k_unit_words{
    UnitWords{LimitUnit::graphemes, "character", "characters", ""},
    UnitWords{LimitUnit::display_width, "character", "characters", "a wide character counts 2"},
    UnitWords{LimitUnit::weighted, "character", "characters",
              "with the lines that follow it; a link counts 23, an emoji 2"},
    UnitWords{LimitUnit::sms_segments, "segment", "segments", "with the lines that follow it"},
    UnitWords{LimitUnit::bytes, "byte", "bytes", ""},
    UnitWords{LimitUnit::words, "word", "words", ""},
    UnitWords{LimitUnit::items, "entry", "entries", ""},
};

const UnitWords& words_of(LimitUnit unit) {
    return *std::ranges::find(k_unit_words, unit, &UnitWords::unit);
}

std::string count_of(std::int64_t count, LimitUnit unit) {
    return fmt::format("{} {}", count, count == 1 ? words_of(unit).one : words_of(unit).many);
}

std::string note_of(LimitUnit unit) {
    const std::string_view note = words_of(unit).note;
    return note.empty() ? std::string{} : fmt::format(" ({})", note);
}

// --- what the schema says, in a marketer's words ---
struct SchemaWords {
    std::string_view keyword;
    std::string_view code;
};
constexpr std::array k_schema_codes{
    SchemaWords{"additionalProperties", "unknown-field"},
    SchemaWords{"type", "wrong-type"},
    SchemaWords{"maxLength", "too-long"},
};
// These have a check of their own, which tells more.
constexpr std::array<std::string_view, 5> k_told_elsewhere{"required", "minLength", "minItems", "maxItems",
                                                           "uniqueItems"};

// Where the brief keeps what a locked field shows.
struct SlotSource {
    std::string_view slot;
    std::string_view fix;
};
constexpr std::array k_slot_sources{
    SlotSource{"deliverable.link", "give the deliverable a link in the brief"},
    SlotSource{"brief.mandatories", "give the mandatory lines in the brief, under mandatories"},
    SlotSource{"brief.title", "give the brief a title"},
};

std::string fix_for_slot(std::string_view slot, const Brief& brief) {
    const auto source = std::ranges::find(k_slot_sources, slot, &SlotSource::slot);
    if (source != k_slot_sources.end()) return std::string(source->fix);
    return fmt::format("mkai brief set {} {} VALUE", brief.id, slot);
}

class Checker {
  public:
    Checker(const ContentCheck& check, const Content& content) : m_check(check), m_content(content) {}

    std::vector<Finding> run() {
        check_schema();
        for (const ChannelField& field : m_check.channel.fields) check_field(field);
        for (const LockedField& locked : m_check.channel.locked) check_locked(locked);
        check_mandatories();
        check_media();
        return std::move(m_findings);
    }

  private:
    void add(Level level, std::string_view field, std::string_view code, std::string message,
             std::string fix) {
        Finding finding;
        finding.level = level;
        finding.code = code;
        finding.message = std::move(message);
        finding.fix = std::move(fix);
        finding.field = field;
        m_findings.push_back(std::move(finding));
    }

    void check_schema() {
        for (const SchemaViolation& violation :
             m_check.channel.schema.validate(fields_to_json(m_content.fields))) {
            if (std::ranges::find(k_told_elsewhere, violation.keyword) != k_told_elsewhere.end()) continue;
            const auto code = std::ranges::find(k_schema_codes, violation.keyword, &SchemaWords::keyword);
            const std::string field = violation.path.empty() ? violation.key : violation.path.front();
            add(Level::error, field, code == k_schema_codes.end() ? "not-as-asked" : code->code,
                violation.path.empty() ? violation.message : fmt::format("{}: {}", field, violation.message),
                violation.fix);
        }
    }

    void check_field(const ChannelField& field) {
        const auto value = m_content.fields.find(field.name);
        // A value of the wrong shape is the schema's finding, and read as it is.
        const std::span<const std::string> texts =
            value == m_content.fields.end() ? std::span<const std::string>() : texts_of(value->second);
        const bool blank =
            std::ranges::all_of(texts, [](const std::string& text) { return trim(text).empty(); });
        if (blank) {
            if (field.required)
                add(Level::error, field.name, "missing-field", fmt::format("{} is missing", field.label),
                    field.about.empty() ? fmt::format("write the {}", lower_ascii(field.label))
                                        : field.about);
            return;
        }
        check_item_count(field, static_cast<std::int64_t>(texts.size()));
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string label = field.list ? fmt::format("{} {}", field.label, i + 1) : field.label;
            check_text({m_check, field, m_content.slots, label, texts[i]});
        }
        if (field.unique) check_unique(field, texts);
    }

    void check_text(const CheckedText& text) {
        if (text.field.list && trim(text.text).empty()) {
            add(Level::error, text.field.name, "empty-entry", fmt::format("{} is empty", text.label),
                "write it, or take it out of the list");
            return;
        }
        check_characters(text, m_findings);
        check_tokens(text, m_findings);
        check_markup(text, m_findings);
        const std::string filled = fill_slots(text.text, m_content.slots);
        check_limits(text.field.name, text.label, filled);
        check_must_avoid(text, m_findings);
    }

    void check_item_count(const ChannelField& field, std::int64_t count) {
        for (const ChannelLimit& limit : m_check.channel.limits)
            if (limit.field == field.name && limit.unit == LimitUnit::items)
                check_limit(limit, field.label, count, "");
    }

    // The tightest broken limit of each unit and level tells enough.
    void check_limits(std::string_view field, const std::string& label, const std::string& filled) {
        bool broke_hard = false;
        for (const bool hard : {true, false}) {
            for (const ChannelLimit& limit : m_check.channel.limits) {
                if (limit.field != field || limit.unit == LimitUnit::items || limit.hard != hard) continue;
                if (!hard && broke_hard) continue;
                const std::string measured = counts_whole_message(limit.unit)
                                                 ? message_text(m_check.channel, filled, m_content.slots)
                                                 : filled;
                broke_hard |= check_longest(limit, label, measured) && hard;
            }
        }
    }

    // With merge tokens as long as they may become, because somebody is called that.
    bool check_longest(const ChannelLimit& limit, const std::string& label, const std::string& measured) {
        std::vector<std::string> tokens;
        const std::int64_t shown = measure(limit.unit, measured);
        const std::string filled = fill_tokens_at_longest(measured, m_check.channel, tokens);
        const std::int64_t longest = tokens.empty() ? shown : measure(limit.unit, filled);
        if (longest <= shown) return check_limit(limit, label, shown, measured);
        m_longest.clear();
        for (const std::string& token : tokens)
            m_longest += fmt::format("{}{{{{{}}}}} at its longest, {} characters",
                                     m_longest.empty() ? "" : ", ", token, m_check.channel.longest_of(token));
        const bool told = check_limit(limit, label, longest, filled);
        m_longest.clear();
        return told;
    }

    // True when there is something to tell.
    bool check_limit(const ChannelLimit& limit, const std::string& label, std::int64_t count,
                     std::string_view measured) {
        const bool too_long = limit.max > 0 && count > limit.max;
        const bool too_short = count < limit.min;
        if (!too_long && !too_short) return false;
        Finding finding;
        finding.level = limit.hard ? Level::error : Level::warning;
        finding.code = too_long ? "too-long" : "too-short";
        finding.field = limit.field;
        finding.source = fmt::format("{} ({})", limit.source, limit.checked_on);
        finding.message =
            too_long ? too_long_message(limit, label, count) : too_short_message(limit, label, count);
        finding.fix =
            too_long ? too_long_fix(limit, count, measured) : fmt::format("add {} more", limit.min - count);
        m_findings.push_back(std::move(finding));
        return true;
    }

    std::string too_long_message(const ChannelLimit& limit, const std::string& label,
                                 std::int64_t count) const {
        const std::string has =
            fmt::format("{} has {}{}{}", label, count_of(count, limit.unit), note_of(limit.unit),
                        m_longest.empty() ? "" : fmt::format(" with {}", m_longest));
        if (limit.hard) return fmt::format("{}; {} takes {} at most", has, m_check.channel.title, limit.max);
        if (limit.unit == LimitUnit::sms_segments)
            return fmt::format("{}; each one is billed, and {} is usual", has, limit.max);
        return fmt::format("{}; most readers see the first {}", has, limit.max);
    }

    static std::string too_short_message(const ChannelLimit& limit, const std::string& label,
                                         std::int64_t count) {
        return fmt::format("{} has {}; {} are {}", label, count_of(count, limit.unit), limit.min,
                           limit.hard ? "needed" : "usual");
    }

    static std::string too_long_fix(const ChannelLimit& limit, std::int64_t count,
                                    std::string_view measured) {
        if (limit.unit == LimitUnit::sms_segments) {
            const SmsLength length = sms_length(fill_tokens_for_preview(measured));
            if (!length.gsm7)
                return fmt::format("replace \"{}\": with it a segment holds 70 characters instead of 160",
                                   printable_line(length.outside));
            return "shorten it: a segment holds 160 characters, or 153 when there are several";
        }
        if (limit.unit == LimitUnit::items) return fmt::format("take {} out", count - limit.max);
        return fmt::format("shorten it by {}", count_of(count - limit.max, limit.unit));
    }

    void check_unique(const ChannelField& field, std::span<const std::string> texts) {
        std::map<std::string, std::size_t> first_place;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string key = fold_case(collapse_spaces(fill_slots(texts[i], m_content.slots)));
            const auto [place, is_new] = first_place.emplace(key, i + 1);
            if (is_new || key.empty()) continue;
            add(Level::error, field.name, "duplicate-entry",
                fmt::format("{} {} says the same as {} {}", field.label, i + 1, field.label, place->second),
                "write another one, or take it out");
        }
    }

    void check_locked(const LockedField& locked) {
        const auto slot = m_content.slots.find(locked.from);
        if (slot != m_content.slots.end() && !slot->second.empty()) {
            check_limits(locked.name, locked.label, slot->second);
            return;
        }
        if (!locked.required) return;
        add(Level::error, locked.name, "missing-slot",
            fmt::format("{} is empty, because the brief has no {}", locked.label, locked.from),
            fix_for_slot(locked.from, m_check.brief));
    }

    // Lines that must stand word for word: the channel's locked line shows them, or the copy has them.
    void check_mandatories() {
        const auto shows_mandatories = [](const LockedField& locked) {
            return locked.from == "brief.mandatories";
        };
        if (std::ranges::any_of(m_check.channel.locked, shows_mandatories)) return;
        std::string copy;
        for (const auto& field : m_content.fields)
            copy += fill_slots(flat_text(field.second), m_content.slots) + "\n";
        const std::string found_in = compose(collapse_spaces(copy));
        for (const std::string& line : m_check.brief.mandatories.for_locale(m_check.locale)) {
            if (found_in.find(compose(collapse_spaces(line))) != std::string::npos) continue;
            add(Level::error, "", "missing-mandatory",
                fmt::format("the mandatory line \"{}\" is missing", line), "put it in word for word");
        }
    }

    void check_media() {
        const auto count = m_content.media.size();
        const int max = m_check.channel.media_max;
        if (count > static_cast<std::size_t>(std::max(max, 0)))
            add(Level::error, "media", "too-many-media",
                fmt::format("{} for {}, which takes {}", counted(count, "media file"), m_check.channel.title,
                            max <= 0 ? "none" : std::to_string(max)),
                "take some out");
        for (std::size_t i = 0; i < count; ++i)
            if (trim(m_content.media[i].alt_text).empty())
                add(Level::warning, "media", "missing-alt-text",
                    fmt::format("picture {} has no alternative text", i + 1),
                    "say in a few words what it shows, for people who cannot see it");
    }

    const ContentCheck& m_check;
    const Content& m_content;
    std::string m_longest;  // of the limit in hand: the tokens that are counted at their longest
    std::vector<Finding> m_findings;
};

}  // namespace

std::vector<Finding> check_content(const ContentCheck& check, const Content& content) {
    return Checker(check, content).run();
}

}  // namespace mkai::brand
