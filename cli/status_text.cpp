#include "cli/status_text.hpp"

#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_pauses_max = 2;  // at a terminal

std::vector<Cell> heading(std::initializer_list<std::string_view> names) {
    std::vector<Cell> out;
    for (const std::string_view name : names) out.push_back({std::string(name), Colour::dim});
    return out;
}

// Lines that are left beside what takes some already, and the prompt. None is too few on a very low screen:
// something of a list is always shown.
std::size_t room(const Context& context, std::size_t taken) {
    if (!context.terminal().out_is_terminal()) return std::numeric_limits<std::size_t>::max() / 2;
    const auto height = static_cast<std::size_t>(context.terminal().height());
    return height > taken + 1 ? height - taken - 1 : 0;
}

// As many rows as have room, at least one: `text_of` makes the text of so many, with a line that tells of
// more.
template <class TextOf>
std::string fitting(const Context& context, std::size_t lines, std::size_t rows, TextOf text_of) {
    std::size_t count = std::max<std::size_t>(std::min(rows, lines), 1);
    std::string out = text_of(count);
    while (count > 1 && lines_on_screen(out, context.terminal()) > lines) out = text_of(--count);
    return out;
}

std::string or_dash(std::string text) {
    return text.empty() ? "-" : std::move(text);
}

// --- campaigns ---

std::string copy_words(const app::CampaignOverview& c) {
    if (c.assets == 0) return "not begun";
    std::vector<std::string> parts;
    for (const auto& [state, count] : c.states) parts.push_back(fmt::format("{} {}", count, state));
    if (c.stale > 0) parts.push_back(fmt::format("{} stale", c.stale));
    return join(parts, ", ");
}

// "maria or sam 7, 3 days; dana 2": who, for how many, and how long the oldest waits.
std::string waiting_of(const app::CampaignOverview& c, const Roster& roster, TimeMs now) {
    std::vector<std::string> parts;
    for (const app::WaitingSum& sum : c.waiting) {
        std::string since = relative_time(sum.oldest.opened_at, now);
        if (since.ends_with(" ago")) since.resize(since.size() - 4);
        parts.push_back(fmt::format("{} {}{}", short_who(sum.oldest, roster), sum.requests,
                                    since == "just now" ? "" : ", " + since));
    }
    return join(parts, "; ");
}

std::string spent_words(const app::CampaignOverview& c) {
    if (!c.cap && c.spent.value == 0) return {};
    const std::string spent = "$" + to_decimal(c.spent);
    return c.cap ? fmt::format("{} of ${}", spent, to_decimal(*c.cap)) : spent;
}

bool rests(const app::CampaignOverview& c) {
    return c.waiting.empty() && c.stale == 0;
}

// --- assets ---

std::string live_words(const app::AssetStatus& s) {
    std::vector<std::string> out;
    for (const app::LiveAt& at : s.live)
        out.push_back(at.state == PublicationState::live
                          ? fmt::format("{} v{}", at.destination, at.version)
                          : fmt::format("{} {}", at.destination, to_string(at.state)));
    for (const ScheduleRecord& r : s.scheduled)
        out.push_back(fmt::format("{} v{} at {}", r.destination, r.number, format_utc(r.at)));
    if (out.empty()) return s.withdrawn ? "withdrawn" : "-";
    return join(out, ", ");
}

std::string waiting_words(const app::AssetStatus& s, const Roster& roster, TimeMs now) {
    std::vector<std::string> out;
    for (const RequestRecord& r : s.waiting_on) out.push_back(request_words(r, roster, now));
    if (!s.problem.empty()) out.push_back(s.problem);
    if (app::urgency_of(s, now) == app::Urgency::expires_soon)
        out.push_back(fmt::format("the approval ends on {}", to_string(date_of(*s.expires))));
    if (s.stale) out.emplace_back("stale: the brief has changed");
    return join(out, "; ");
}

}  // namespace

std::string paused_text(const std::vector<app::ShownPause>& pauses, const Context& context) {
    const Terminal& terminal = context.terminal();
    if (!terminal.out_is_terminal() || pauses.size() <= k_pauses_max)
        return pauses_text(pauses, context.now(), terminal);
    const std::vector<app::ShownPause> first(pauses.begin(), pauses.begin() + k_pauses_max);
    return pauses_text(first, context.now(), terminal) +
           fmt::format("and {} more: mkai pause\n", counted(pauses.size() - k_pauses_max, "pause"));
}

std::string overview_text(const std::vector<app::CampaignOverview>& campaigns, const Roster& roster,
                          const Context& context, std::size_t taken) {
    std::vector<const app::CampaignOverview*> order;
    for (const app::CampaignOverview& c : campaigns) order.push_back(&c);
    const auto text_of = [&](std::size_t count) {
        std::vector<std::vector<Cell>> cells{heading({"campaign", "copy", "live on", "models", "waits for"})};
        for (std::size_t i = 0; i < count; ++i) {
            const app::CampaignOverview& c = *order[i];
            cells.push_back({{c.brief, Colour::bold},
                             {copy_words(c)},
                             {or_dash(join(c.live, ", "))},
                             {or_dash(spent_words(c))},
                             {waiting_of(c, roster, context.now())}});
        }
        std::string out = table(cells, context.terminal());
        if (count < order.size())
            out += fmt::format("and {} more: mkai brief list\n", counted(order.size() - count, "campaign"));
        return out;
    };
    // Campaigns get half of the screen.
    const std::size_t half = room(context, taken) / 2;
    std::string out = text_of(order.size());
    if (lines_on_screen(out, context.terminal()) <= half) return out;
    std::ranges::stable_sort(order, {}, [](const app::CampaignOverview* c) { return rests(*c); });
    return fitting(context, half, order.size(), text_of);
}

std::string assets_text(const std::vector<app::AssetStatus>& rows, const Roster& roster,
                        const Context& context, std::size_t taken, bool named) {
    const TimeMs now = context.now();
    std::vector<const app::AssetStatus*> order;
    for (const app::AssetStatus& row : rows) order.push_back(&row);
    const auto text_of = [&](std::size_t count) {
        std::vector<std::vector<Cell>> cells{heading({"asset", "version", "state", "live", "waiting on"})};
        for (std::size_t i = 0; i < count; ++i) {
            const app::AssetStatus& s = *order[i];
            cells.push_back({{s.asset, Colour::bold},
                             {fmt::format("v{} {}", s.version, short_digest(s.digest))},
                             {s.state, colour_of_state(s.state)},
                             {live_words(s)},
                             {waiting_words(s, roster, now)}});
        }
        std::string out = table(cells, context.terminal());
        if (count < order.size())
            out += fmt::format("and {} more, less urgent: {}\n", counted(order.size() - count, "asset"),
                               named ? std::string("the same with | cat")
                                     : fmt::format("mkai status '{}/*'", order[count]->brief));
        return out;
    };
    const std::size_t lines = room(context, taken);
    if (rows.size() <= lines) {
        std::string out = text_of(rows.size());
        if (lines_on_screen(out, context.terminal()) <= lines) return out;
    }
    std::ranges::stable_sort(order, {},
                             [&](const app::AssetStatus* row) { return app::urgency_of(*row, now); });
    return fitting(context, lines, rows.size(), text_of);
}

std::string changed_words(const app::ChangedSince& changed) {
    constexpr std::size_t k_told_max = 5;
    constexpr std::string_view k_offer = "offer.";
    if (changed.base.number == 0) return "new to you";
    const std::string base = fmt::format(
        "{} v{}", changed.base.how == app::SeenHow::decided ? "your" : "the approved", changed.base.number);
    if (changed.what.empty()) return "the same as " + base;
    std::vector<std::string> told;
    for (std::size_t i = 0; i < std::min(changed.what.size(), k_told_max); ++i) {
        const std::string& name = changed.what[i];
        told.push_back(printable_line(name.starts_with(k_offer) ? name.substr(k_offer.size()) : name));
    }
    const std::size_t more = changed.what.size() - told.size();
    return fmt::format("since {}: {}{}", base, join(told, ", "),
                       more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string waiting_text(const std::vector<app::WaitingSum>& sums, const Roster& roster,
                         const Context& context) {
    std::vector<std::vector<Cell>> cells;
    for (const app::WaitingSum& sum : sums)
        cells.push_back({{who_words(sum.oldest, roster), Colour::bold},
                         {fmt::format("{} to {}", sum.requests, sum.oldest.action)},
                         {fmt::format("oldest {}", relative_time(sum.oldest.opened_at, context.now()))},
                         {sum.oldest.due.empty() ? "" : "due " + sum.oldest.due, Colour::yellow}});
    return table(cells, context.terminal());
}

}  // namespace mkai::cli
