#include "cli/correct_views.hpp"

#include "cli/next_command.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string back_words(const app::CorrectionPlace& place) {
    return place.target > 0 ? fmt::format("back to v{}", place.target)
                            : std::string("withdrawn: no earlier version may come back");
}

std::string fate_words(const app::CorrectionPlace& place, std::optional<app::CorrectionWay> way) {
    if (!way)
        return place.target > 0 ? fmt::format("can go back to v{}, or be withdrawn", place.target)
                                : std::string("can be withdrawn; no earlier version may come back");
    switch (*way) {
        case app::CorrectionWay::rollback:
            return back_words(place);
        case app::CorrectionWay::withdraw:
            return "withdrawn";
        case app::CorrectionWay::keep:
            break;
    }
    return "stays live until the corrected version is published";
}

// What the way that was chosen cannot recall there. What stays live is not touched yet: the corrected version
// will replace it.
std::string recall_words(const app::CorrectionPlace& place, std::optional<app::CorrectionWay> way) {
    if (!way) return place.recall_note.empty() ? std::string() : "if it is withdrawn: " + place.recall_note;
    switch (*way) {
        case app::CorrectionWay::rollback:
            return place.target > 0 ? place.replace_note : place.recall_note;
        case app::CorrectionWay::withdraw:
            return place.recall_note;
        case app::CorrectionWay::keep:
            break;
    }
    return {};
}

// A sentence in lines of at most `columns`, the further ones two deeper; 0: in one.
std::string lines(std::size_t indent, std::string_view words, std::size_t columns) {
    const std::string margin(indent, ' ');
    if (columns <= indent + 2) return fmt::format("{}{}\n", margin, words);
    std::string out;
    // The first line has two columns to spare, so that the others fit below it.
    for (const std::string& line : wrap(words, columns - indent - 2))
        out += fmt::format("{}{}{}\n", margin, out.empty() ? "" : "  ", line);
    return out;
}

// A command stands in one line, however long, so that it can be copied.
std::string by_hand_text(const app::ByHand& by_hand, const std::string& command, std::size_t columns) {
    return lines(4,
                 fmt::format("by hand: {} says \"{}\"; {}", printable_line(by_hand.field),
                             printable_line(by_hand.wording), by_hand.why),
                 columns) +
           fmt::format("      {}\n", command);
}

std::string hand_command(const std::string& asset, const app::ByHand& by_hand) {
    return fmt::format("mkai edit {} --set {}=\"...\"", asset, by_hand.field);
}

std::string made_from_words(const app::CorrectedAsset& asset) {
    if (!asset.base)
        return fmt::format("a corrected version of {}v{}", asset.approved ? "the approved " : "",
                           asset.corrects);
    return fmt::format("a corrected version of {}v{}, on top of v{}, the correction of {}",
                       asset.base->approved ? "the approved " : "", asset.base->version, asset.corrects,
                       printable_line(join(asset.base->corrected, ", ")));
}

std::string place_text(const app::CorrectionPlace& place, const PlanView& view) {
    std::string out = lines(
        4, fmt::format("live at {} as v{}: {}", place.destination, place.live, fate_words(place, view.way)),
        view.columns);
    if (view.way != app::CorrectionWay::keep && view.way != app::CorrectionWay::withdraw)
        for (const std::string& passed : place.passed_over)
            out += lines(6, "passed over: " + printable_line(passed), view.columns);
    if (const std::string words = recall_words(place, view.way); !words.empty())
        out += lines(6, words, view.columns);
    return out;
}

std::string asset_text(const app::CorrectedAsset& asset, const PlanView& view, const Terminal& terminal) {
    std::string out = lines(2, fmt::format("{}: {}", asset.asset, made_from_words(asset)), view.columns);
    // Painted now: what colours a word takes no column.
    if (const auto at = out.find(asset.asset); at != std::string::npos)
        out.replace(at, asset.asset.size(), terminal.paint(Colour::bold, asset.asset));
    for (const app::CorrectionPlace& place : asset.places) out += place_text(place, view);
    for (const std::string& destination : asset.scheduled)
        out +=
            lines(4, fmt::format("planned for {}: it does not go out while the asset is paused", destination),
                  view.columns);
    if (asset.stopped()) out += "    paused: nothing more of it is sent\n";
    if (!asset.changed.empty())
        out += lines(4, "words replaced in " + join(asset.changed, ", "), view.columns);
    if (asset.left_aside > 0)
        out += lines(4,
                     fmt::format("v{} is newer, with other words ({}); it is kept, and left aside",
                                 asset.left_aside, to_string(asset.left_aside_state)),
                     view.columns);
    for (const app::ByHand& by_hand : asset.by_hand)
        out += by_hand_text(by_hand, hand_command(asset.asset, by_hand), view.columns);
    return out;
}

// Of a long text only the words that differ.
std::string value_text(const app::CorrectedValue& value) {
    if (!value.follows)
        return fmt::format("{} -> {}", printable_line(value.before), printable_line(value.after));
    std::string before, after;
    for (const DiffPart& part : word_diff(value.before, value.after))
        if (part.kind != DiffKind::same) (part.kind == DiffKind::removed ? before : after) += part.text;
    return fmt::format("{} -> {}, which it says too", printable_line(trim(before)),
                       printable_line(trim(after)));
}

std::string brief_text(const app::CorrectionPlan& plan, std::size_t columns) {
    std::string out;
    for (const app::CorrectedValue& value : plan.values)
        out += lines(2, fmt::format("{}: {}", printable_line(value.path), value_text(value)), columns);
    for (const app::ByHand& by_hand : plan.by_hand)
        out += by_hand_text(by_hand, fmt::format("mkai brief set {} {} \"...\"", plan.brief, by_hand.field),
                            columns);
    return out.empty() ? out : fmt::format("briefs/{}.yaml\n{}", plan.brief, out);
}

// Assets that wait for the same step.
std::vector<const app::CorrectedStanding*> waiting_for(const app::CorrectionOutcome& outcome,
                                                       app::CorrectionStep step) {
    std::vector<const app::CorrectedStanding*> out;
    for (const app::CorrectedStanding& s : outcome.standing)
        if (s.step == step) out.push_back(&s);
    return out;
}

std::string ids_of(const std::vector<const app::CorrectedStanding*>& all, bool with_version) {
    std::vector<std::string> out;
    for (const app::CorrectedStanding* s : all)
        out.push_back(with_version ? fmt::format("{}@v{}", s->asset, s->version) : s->asset);
    return join(out, " ");
}

std::vector<const app::CorrectedStanding*> live_at(std::vector<const app::CorrectedStanding*> all,
                                                   const std::string& destination) {
    std::erase_if(all, [&](const app::CorrectedStanding* s) {
        return std::ranges::find(s->destinations, destination) == s->destinations.end();
    });
    return all;
}

// What comes first: a step of what is to go out again, before one of what never was.
app::CorrectionStep next_step(const app::CorrectionOutcome& outcome) {
    using enum app::CorrectionStep;
    for (const bool only_live : {true, false})
        for (const app::CorrectionStep step : {mend, review, approve, resume, publish})
            for (const app::CorrectedStanding* s : waiting_for(outcome, step))
                if (!only_live || !s->destinations.empty()) return step;
    return done;
}

struct StepWords {
    app::CorrectionStep step;
    std::string_view words;
};
constexpr std::array k_step_words{
    StepWords{app::CorrectionStep::review, "waits for a marketer's review"},
    StepWords{app::CorrectionStep::approve, "waits for legal's approval"},
    StepWords{app::CorrectionStep::mend, "was rejected, and waits for other words"},
    StepWords{app::CorrectionStep::resume, "is approved, and still paused"},
    StepWords{app::CorrectionStep::publish, "is approved, and waits to be published"},
    StepWords{app::CorrectionStep::done, "is done"}};

}  // namespace

std::string plan_text(const app::CorrectionPlan& plan, const PlanView& view, const Terminal& terminal) {
    std::string out = brief_text(plan, view.columns);
    out += fmt::format("{}\n", counted(plan.assets.size(), "asset"));
    for (const app::CorrectedAsset& asset : plan.assets) out += asset_text(asset, view, terminal);
    for (const std::string& asset : plan.unconcerned)
        out += lines(2, asset + ": does not have the wrong value, and stays as it is", view.columns);
    return out;
}

std::string correction_text(const app::CorrectionOutcome& outcome, const Terminal& terminal) {
    const std::size_t columns =
        terminal.out_is_terminal() ? static_cast<std::size_t>(terminal.width()) : std::size_t{0};
    std::string out;
    if (outcome.unchanged) out += "this correction was made already; nothing was done\n";
    for (const app::Delivered& d : outcome.delivered) {
        if (d.unchanged) continue;
        out += d.withdrawn ? fmt::format("{} {}@v{} from {}\n", terminal.paint(Colour::yellow, "withdrawn"),
                                         d.asset, d.version, d.destination)
                           : fmt::format("{} {}@v{} at {} again\n", terminal.paint(Colour::green, "live"),
                                         d.asset, d.version, d.destination);
        for (const std::string& passed : d.passed_over)
            out += lines(2, "passed over: " + printable_line(passed), columns);
        if (d.withdrawn && !d.recall_note.empty()) out += lines(2, d.recall_note, columns);
    }
    for (const app::CorrectedStanding& s : outcome.standing) {
        const auto words = std::ranges::find(k_step_words, s.step, &StepWords::step);
        out += fmt::format("{}@v{} {}\n", s.asset, s.version, words->words);
    }
    return out;
}

Json standing_json(const std::vector<app::CorrectedStanding>& standing) {
    Json out = Json::array();
    for (const app::CorrectedStanding& s : standing)
        out.push_back({{"id", s.asset},
                       {"version", s.version},
                       {"state", s.state},
                       {"step", to_string(s.step)},
                       {"destinations", s.destinations}});
    return out;
}

std::string next_of_correction(const Context& context, const app::CorrectionOutcome& outcome) {
    using enum app::CorrectionStep;
    const auto step = next_step(outcome);
    const auto all = waiting_for(outcome, step);
    switch (step) {
        case mend:
            return fmt::format("mkai edit {}", all.front()->asset);
        case review:
            return review_words(context, ids_of(all, false));
        case approve:
            return fmt::format("mkai approve {} --reason \"...\"", ids_of(all, true));
        case resume: {
            Pause pause;
            pause.scope = PauseScope::asset;
            pause.value = all.front()->asset;
            return resume_words(pause, {});
        }
        case publish:
            return fmt::format("mkai publish {} -d {}",
                               ids_of(live_at(all, all.front()->destinations.front()), false),
                               all.front()->destinations.front());
        case done:
            break;
    }
    return fmt::format("mkai status {}", outcome.correction.record.brief);
}

bool is_finished(const app::CorrectionOutcome& outcome) {
    return std::ranges::all_of(outcome.standing, [](const app::CorrectedStanding& s) {
        return s.step == app::CorrectionStep::done;
    });
}

}  // namespace mkai::cli
