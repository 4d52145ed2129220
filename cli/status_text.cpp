#include "cli/status_text.hpp"

#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_rows_min = 4;     // also on a very low screen
constexpr std::size_t k_lines_below = 4;  // the heading, how many more, the next command, the prompt

std::vector<Cell> heading(std::initializer_list<std::string_view> names) {
    std::vector<Cell> out;
    for (const std::string_view name : names) out.push_back({std::string(name), Colour::dim});
    return out;
}

// Rows that fit below what is there.
std::size_t room(const Context& context, std::size_t lines) {
    if (!context.terminal().out_is_terminal()) return std::numeric_limits<std::size_t>::max() / 2;
    const auto height = static_cast<std::size_t>(context.terminal().height());
    return height > lines + k_lines_below + k_rows_min ? height - lines - k_lines_below : k_rows_min;
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

std::string overview_text(const std::vector<app::CampaignOverview>& campaigns, const Roster& roster,
                          const Context& context) {
    std::vector<const app::CampaignOverview*> order;
    for (const app::CampaignOverview& c : campaigns) order.push_back(&c);
    // Campaigns get half of the screen.
    const std::size_t most =
        context.terminal().out_is_terminal()
            ? std::max<std::size_t>(k_rows_min, static_cast<std::size_t>(context.terminal().height()) / 4)
            : order.size();
    if (order.size() > most) {
        std::ranges::stable_sort(order, {}, [](const app::CampaignOverview* c) { return rests(*c); });
        order.resize(most);
    }
    std::vector<std::vector<Cell>> cells{heading({"campaign", "copy", "live on", "models", "waits for"})};
    for (const app::CampaignOverview* c : order)
        cells.push_back({{c->brief, Colour::bold},
                         {copy_words(*c)},
                         {or_dash(join(c->live, ", "))},
                         {or_dash(spent_words(*c))},
                         {waiting_of(*c, roster, context.now())}});
    std::string out = table(cells, context.terminal());
    if (order.size() < campaigns.size())
        out += fmt::format("and {} more: mkai brief list\n",
                           counted(campaigns.size() - order.size(), "campaign"));
    return out;
}

std::string assets_text(const std::vector<app::AssetStatus>& rows, const Roster& roster,
                        const Context& context, std::size_t lines) {
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
        return table(cells, context.terminal());
    };
    const std::size_t most = room(context, lines);
    std::string out;
    const auto lines_of = [](const std::string& text) {
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    };
    if (rows.size() <= most && lines_of(out = text_of(rows.size())) <= most + 1) return out;
    std::ranges::stable_sort(order, {},
                             [&](const app::AssetStatus* row) { return app::urgency_of(*row, now); });
    std::size_t count = std::min(rows.size(), most);
    out = text_of(count);
    while (count > 1 && lines_of(out) > most + 1) out = text_of(--count);
    const std::size_t more = rows.size() - count;
    if (more > 0)
        out += fmt::format("and {} more, less urgent: mkai status '{}/*'\n", counted(more, "asset"),
                           order[count]->brief);
    return out;
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
