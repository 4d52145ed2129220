#include "cli/review_words.hpp"

#include "core/app/status.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

template <class Value>
struct Words {
    Value value;
    std::string_view style;
    std::string_view words;
};
template <class Value, std::size_t N>
const Words<Value>& words_of(const std::array<Words<Value>, N>& table, Value value) {
    const auto row = std::ranges::find(table, value, &Words<Value>::value);
    return row == table.end() ? table.back() : *row;
}

constexpr std::array k_levels{Words<Level>{Level::error, "bad", "must be mended"},
                              Words<Level>{Level::warning, "odd", "look at this"},
                              Words<Level>{Level::note, "", "for your information"}};

constexpr std::array k_claim_states{
    Words<ClaimState>{ClaimState::approved, "good", "approved"},
    Words<ClaimState>{ClaimState::waiting, "bad", "nobody has approved it"},
    Words<ClaimState>{ClaimState::changed, "bad", "changed since it was approved"},
    Words<ClaimState>{ClaimState::expired, "bad", "expired"},
    Words<ClaimState>{ClaimState::withdrawn, "bad", "withdrawn"},
    Words<ClaimState>{ClaimState::removed, "bad", "no longer in the list of claims"}};

constexpr std::array k_deeds{Words<Action>{Action::accept, "", "accepted"},
                             Words<Action>{Action::request_changes, "", "asked for changes to"},
                             Words<Action>{Action::reject, "", "rejected"},
                             Words<Action>{Action::approve, "", "approved"},
                             Words<Action>{Action::endorse, "", "approved"},
                             Words<Action>{Action::revoke, "", "took back the approval of"},
                             Words<Action>{Action::comment, "", "decided on"}};

constexpr std::array k_places{
    Words<DisclosurePlace>{DisclosurePlace::same_asset, "", "anywhere in this piece"},
    Words<DisclosurePlace>{DisclosurePlace::above_fold, "", "where readers see it without a tap or a scroll"},
    Words<DisclosurePlace>{DisclosurePlace::same_field, "", "in the same field as what asks for it"},
    Words<DisclosurePlace>{DisclosurePlace::same_text, "", "in the same text as what asks for it"}};

struct AskedFor {
    std::string_view action;
    std::string_view words;
};
constexpr std::array k_asked_for{AskedFor{"review", "to review it"}, AskedFor{"approve", "to approve it"},
                                 AskedFor{"edit", "to edit it"}};

struct UnitWords {
    LimitUnit unit;
    std::string_view one, many;
};
constexpr std::array k_units{
    UnitWords{LimitUnit::graphemes, "character", "characters"},
    UnitWords{LimitUnit::display_width, "character wide", "characters wide"},
    UnitWords{LimitUnit::weighted, "character as X counts them, with the link",
              "characters as X counts them, with the link"},
    UnitWords{LimitUnit::sms_segments, "text message", "text messages"},
    UnitWords{LimitUnit::bytes, "byte", "bytes"},
    UnitWords{LimitUnit::words, "word", "words"},
    UnitWords{LimitUnit::items, "entry", "entries"},
};

struct SourceWords {
    std::string_view from;
    std::string_view words;
};
constexpr std::array k_sources{SourceWords{"offer.price", "the price of the brief’s offer"},
                               SourceWords{"offer.terms", "the terms of the brief’s offer"},
                               SourceWords{"deliverable.link", "the link in the brief"},
                               SourceWords{"brief.mandatories", "the brief’s mandatory lines"}};

}  // namespace

StyledWords level_words(Level level) {
    const auto& row = words_of(k_levels, level);
    return {row.style, row.words};
}

StyledWords claim_state_words(ClaimState state) {
    const auto& row = words_of(k_claim_states, state);
    return {row.style, row.words};
}

std::string_view deed_words(Action action) {
    return words_of(k_deeds, action).words;
}

std::string_view place_words(DisclosurePlace place) {
    return words_of(k_places, place).words;
}

std::string day_words(TimeMs time) {
    static constexpr std::array<std::string_view, 12> k_months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const Date date = date_of(time);
    return fmt::format("{} {} {}", date.day, k_months[static_cast<std::size_t>(date.month) - 1], date.year);
}

std::string time_words(TimeMs time) {
    return fmt::format("{}, {} UTC", day_words(time), format_utc(time).substr(11, 5));
}

std::string date_words(const std::string& date) {
    const auto parsed = parse_date(date);
    return parsed ? day_words(start_of(*parsed)) : date;
}

std::string person_words(const Roster& roster, const std::string& id) {
    const Person* person = roster.find(id);
    return person == nullptr || person->name.empty() ? id : person->name;
}

std::string said_words(const Roster& roster, const app::ExplainedRemark& said) {
    const Remark& r = said.remark;
    const std::string person = person_words(roster, r.person);
    if (r.brought_in.empty()) return person;
    const std::string who = !r.said_by.empty() ? person_words(roster, r.said_by) + " (as a file says)"
                            : !said.said_by_name.empty()
                                ? fmt::format("{} (a name that is not checked)", in_quotes(said.said_by_name))
                                : std::string("somebody");
    return fmt::format("{}, brought in by {}", who, person);
}

std::string asked_words(const RequestRecord& request, const Roster& roster) {
    std::vector<std::string> names;
    for (const Person& person : roster.people)
        if (app::waits_for(request, person)) names.push_back(person_words(roster, person.id));
    if (names.empty()) names.push_back(request.assignee.empty() ? "nobody has the role" : request.assignee);
    const std::string who = names.size() > 3 ? "anybody" : join(names, " or ");
    return fmt::format("{} ({})", who, request.role);
}

std::string_view to_do_words(const RequestRecord& request) {
    const auto row = std::ranges::find(k_asked_for, request.action, &AskedFor::action);
    return row == k_asked_for.end() ? std::string_view(request.action) : row->words;
}

std::string_view without_folder(std::string_view text) {
    const bool drive = text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/');
    const bool path = drive || text.starts_with('/') || text.starts_with("~/") || text.starts_with("file:");
    if (!path) return text;
    const std::size_t end = text.find_last_of("/\\");
    return end == std::string_view::npos ? text : text.substr(end + 1);
}

std::string state_words(const VersionRecord& version, const Roster& roster) {
    switch (version.state) {
        case VersionState::draft:
            return "draft: nobody has accepted it yet";
        case VersionState::reviewed:
            return fmt::format(
                "accepted{}; legal has not approved it yet",
                version.reviewer.empty() ? "" : " by " + person_words(roster, version.reviewer));
        case VersionState::legal_approved:
            return "approved by legal";
        case VersionState::rejected:
            return "rejected: it can never be published";
    }
    return {};
}

std::string model_words(const CallRecord& call, bool demo) {
    std::string model(without_folder(call.model.empty() ? call.model_asked : call.model));
    const std::string& exact = call.model_answered.empty() ? call.model_asked : call.model_answered;
    if (demo)
        model += ", which composes text from the brief and is no AI";
    else if (!exact.empty() && exact != call.model)
        model += fmt::format(" ({})", without_folder(exact));
    if (!call.provider.empty() && call.provider != call.model) model += fmt::format(" at {}", call.provider);
    return model;
}

std::string label_of(const Channel& channel, const std::string& name) {
    if (const ChannelField* field = channel.find_field(name)) return field->label;
    for (const LockedField& locked : channel.locked)
        if (locked.name == name) return locked.label;
    return name;
}

std::string amount_words(LimitUnit unit, std::int64_t count) {
    const auto row = std::ranges::find(k_units, unit, &UnitWords::unit);
    return fmt::format("{} {}", count, count == 1 ? row->one : row->many);
}

std::string source_words(std::string_view from) {
    const auto row = std::ranges::find(k_sources, from, &SourceWords::from);
    return row == k_sources.end() ? fmt::format("the brief: {}", from) : std::string(row->words);
}

}  // namespace mkai::cli
