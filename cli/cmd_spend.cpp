#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/spend.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::int64_t k_bar_columns = 20;

// --- mkai spend ---

Result<Date> date_or(const Args& args, std::string_view flag, Date otherwise) {
    const auto text = args.find(flag);
    if (!text) return otherwise;
    if (const auto date = parse_date(*text)) return *date;
    return fail(ErrorCode::invalid_value, fmt::format("{} {} is not a day", flag, in_quotes(*text)),
                "write it as 2026-11-24");
}

Result<SpendDimension> dimension_of(const Args& args) {
    const std::string by = args.find("--by").value_or("campaign");
    const auto dimension = parse_spend_dimension(by);
    if (dimension && *dimension != SpendDimension::workspace) return *dimension;
    const std::vector<std::string> known{"campaign", "model", "use-case", "day", "person"};
    const std::string mend = did_you_mean(by, known);
    return fail(ErrorCode::invalid_value, fmt::format("spend is not added up by {}", in_quotes(by)),
                mend.empty() ? "one of: " + join(known, ", ") : mend);
}

std::string name_of_line(const store::SpendLine& line) {
    return line.id.empty() ? "(not known)" : printable_line(line.id);
}

std::string bar(PicoUsd cost, PicoUsd most) {
    if (most.value <= 0) return {};
    const std::int64_t columns = cost.value / std::max<std::int64_t>(1, most.value / k_bar_columns);
    std::string out;
    for (std::int64_t i = 0; i < std::min(columns, k_bar_columns); ++i) out += "█";
    return out;
}

std::vector<Cell> row_of(const store::SpendLine& line, std::string name, Colour colour) {
    return {{std::move(name), colour},
            {std::to_string(line.calls)},
            {std::to_string(line.input_tokens)},
            {std::to_string(line.output_tokens)},
            {"$" + to_decimal(line.cost), colour}};
}

std::string spend_table(const app::SpendReport& report, const Terminal& terminal) {
    std::vector<std::vector<Cell>> rows{{{std::string(to_string(report.by)), Colour::dim},
                                         {"calls", Colour::dim},
                                         {"tokens in", Colour::dim},
                                         {"tokens out", Colour::dim},
                                         {"cost", Colour::dim}}};
    PicoUsd most;
    for (const store::SpendLine& line : report.lines) most = std::max(most, line.cost);
    for (const store::SpendLine& line : report.lines) {
        rows.push_back(row_of(line, name_of_line(line), Colour::none));
        if (terminal.out_is_terminal()) rows.back().push_back({bar(line.cost, most), Colour::blue});
    }
    rows.push_back(row_of(report.total, "in all", Colour::bold));
    return table(rows, terminal);
}

Json line_json(const store::SpendLine& line) {
    return {{"id", or_null(line.id)},
            {"calls", line.calls},
            {"unpriced_calls", line.unpriced},
            {"estimated_calls", line.estimated},
            {"input_tokens", line.input_tokens},
            {"output_tokens", line.output_tokens},
            {"cost_usd", to_decimal(line.cost)}};
}

Result<Reply> spend(Context& context, const Args& args) {
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto by = dimension_of(args);
    if (!by) return fail(by);
    auto time = (*ledger)->spend_time(context.now());
    if (!time) return fail(time);
    const Date today = date_of(*time);
    auto since = date_or(args, "--since", Date{today.year, today.month, 1});
    if (!since) return fail(since);
    auto until = date_or(args, "--until", today);
    if (!until) return fail(until);
    auto report = app::report_spend(**ledger, *by, *since, *until);
    if (!report) return fail(report);
    Reply reply;
    reply.text = fmt::format("US dollars by {}, {} to {} (days of UTC)\n", to_string(*by), report->since,
                             report->until);
    reply.text += report->lines.empty() ? "no calls\n" : spend_table(*report, context.terminal());
    if (report->total.unpriced > 0)
        reply.text += fmt::format("The cost of {} is not known, and not in the sum.\n",
                                  counted(static_cast<std::size_t>(report->total.unpriced), "call"));
    if (report->total.estimated > 0)
        reply.text += fmt::format("{} counted as estimated.\n",
                                  counted(static_cast<std::size_t>(report->total.estimated), "call"));
    reply.next = "mkai spend caps";
    Json lines = Json::array();
    for (const store::SpendLine& line : report->lines) lines.push_back(line_json(line));
    Json total = line_json(report->total);
    total.erase("id");
    set_json(reply, {{"by", to_string(*by)},
                     {"since", report->since},
                     {"until", report->until},
                     {"lines", std::move(lines)},
                     {"total", std::move(total)}});
    return reply;
}

// --- mkai spend caps ---

Colour colour_of(app::CapHeight height) {
    switch (height) {
        case app::CapHeight::fine:
            return Colour::none;
        case app::CapHeight::near:
            return Colour::yellow;
        case app::CapHeight::used_up:
            return Colour::red;
    }
    return Colour::none;
}

std::string resets_words(const store::CapUse& use) {
    return use.resets ? "resets " + to_string(date_of(*use.resets)) : "never resets";
}

std::vector<Cell> cap_row(const app::CapLine& line) {
    const SpendCap& cap = line.use.cap;
    const std::string height =
        line.height == app::CapHeight::fine
            ? std::string()
            : fmt::format("{}, ", line.height == app::CapHeight::near ? "nearly used up" : "used up");
    return {{words_of(cap.scope, line.use.id), Colour::bold},
            {fmt::format("${} {}", to_decimal(cap.amount), words_of(cap.period))},
            {std::string(to_string(cap.level))},
            {"$" + to_decimal(line.use.spent)},
            {"$" + to_decimal(line.use.held)},
            {"$" + to_decimal(line.left), colour_of(line.height)},
            {fmt::format("{}{} ({})", height, resets_words(line.use), cap.where), colour_of(line.height)}};
}

Json cap_json(const app::CapLine& line) {
    const SpendCap& cap = line.use.cap;
    return {{"scope", to_string(cap.scope)},
            {"id", or_null(line.use.id)},
            {"per", to_string(cap.period)},
            {"level", to_string(cap.level)},
            {"amount_usd", to_decimal(cap.amount)},
            {"declared", cap.declared},
            {"where", cap.where},
            {"spent_usd", to_decimal(line.use.spent)},
            {"held_usd", to_decimal(line.use.held)},
            {"trials_usd", to_decimal(line.elsewhere)},
            {"left_usd", to_decimal(line.left)},
            {"resets_at", line.use.resets ? time_json(*line.use.resets) : Json(nullptr)},
            {"height", to_string(line.height)}};
}

Result<Reply> caps(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto report = app::report_caps(**files, **ledger, context.clock());
    if (!report) return fail(report);
    std::vector<std::vector<Cell>> rows{{{"cap on", Colour::dim},
                                         {"amount", Colour::dim},
                                         {"level", Colour::dim},
                                         {"spent", Colour::dim},
                                         {"held", Colour::dim},
                                         {"left", Colour::dim},
                                         {"", Colour::dim}}};
    Json caps = Json::array();
    bool elsewhere = false;
    for (const app::CapLine& line : report->lines) {
        elsewhere = elsewhere || line.elsewhere.value > 0;
        rows.push_back(cap_row(line));
        caps.push_back(cap_json(line));
    }
    Reply reply;
    reply.text = caps.empty() ? "no caps: nothing holds spend down\n" : table(rows, context.terminal());
    if (elsewhere)
        reply.text += "what trials (eval run --sandbox) used is not under spent, and is not left either\n";
    if (caps.empty())
        reply.next = "add spend_caps to mkai.yaml, or ai_budget to a brief";
    else
        reply.next = "mkai spend --by campaign";
    if (report->clock_is_behind)
        context.terminal().say(
            fmt::format("the newest call is of {}, and this clock says {}: caps count by the call's day. "
                        "Was the clock set?",
                        to_string(date_of(*report->clock_is_behind)), to_string(date_of(context.now()))));
    set_json(reply, {{"caps", std::move(caps)},
                     {"newest_call_at",
                      report->clock_is_behind ? time_json(*report->clock_is_behind) : Json(nullptr)}});
    return reply;
}

// --- mkai spend reconcile ---

Json settled_json(const store::Reservation& r) {
    return {{"call", r.call.id},
            {"run", r.call.run},
            {"asset", r.call.asset},
            {"person", r.call.actor},
            {"model", r.call.model},
            {"campaign", r.call.brief},
            {"cost_usd", to_decimal(r.amount)}};
}

Json mended_json(const store::CounterDifference& d) {
    return {{"dimension", d.dimension},
            {"id", or_null(d.id)},
            {"day", d.day},
            {"cost_usd_was", to_decimal(d.cost_was)},
            {"cost_usd", to_decimal(d.cost_is)},
            {"held_usd_was", to_decimal(d.held_was)},
            {"held_usd", to_decimal(d.held_is)},
            {"calls_was", d.calls_was},
            {"calls", d.calls_is}};
}

Result<Reply> reconcile(Context& context, const Args&) {
    auto session = context.session();
    if (!session) return fail(session);
    auto done = app::reconcile_spend(*session);
    if (!done) return fail(done);
    Reply reply;
    Json settled = Json::array();
    Json mended = Json::array();
    for (const store::Reservation& r : done->settled) {
        reply.text += fmt::format("settled a call of {} for {} at ${}: its process died\n", r.call.actor,
                                  r.call.asset, to_decimal(r.amount));
        settled.push_back(settled_json(r));
    }
    for (const store::CounterDifference& d : done->differences) {
        reply.text += fmt::format("mended the sum of {}{}{} on {}: ${} spent and ${} held, not ${} and ${}\n",
                                  d.dimension, d.id.empty() ? "" : " ", printable_line(d.id), d.day,
                                  to_decimal(d.cost_is), to_decimal(d.held_is), to_decimal(d.cost_was),
                                  to_decimal(d.held_was));
        mended.push_back(mended_json(d));
    }
    if (reply.text.empty()) reply.text = "every call is accounted for, and the sums are right\n";
    if (done->in_flight > 0)
        reply.text +=
            fmt::format("{} on the way\n", counted(static_cast<std::size_t>(done->in_flight), "call"));
    reply.next = "mkai spend caps";
    set_json(
        reply,
        {{"settled", std::move(settled)}, {"mended", std::move(mended)}, {"in_flight", done->in_flight}});
    return reply;
}

}  // namespace

Command cmd_spend() {
    return {"spend",
            Group::look,
            "Show what models have cost: by campaign, model, use case, day or person.",
            "Days and months are UTC's. Without dates it shows the month so far.",
            {{"mkai spend --by model", "this month, the most expensive model first"},
             {"mkai spend --by day --since 2026-11-01 --until 2026-11-30", "a month, day by day"}},
            {},
            {{"--by", "WHAT", "campaign (the default), model, use-case, day, person"},
             {"--since", "DATE", "the first day, as 2026-11-01"},
             {"--until", "DATE", "the last day, included"}},
            spend};
}

Command cmd_spend_caps() {
    return {
        "spend caps",
        Group::look,
        "Show each spend cap: what is spent, held by calls on their way, and left.",
        "Caps stand in mkai.yaml (spend_caps); a brief's ai_budget is a hard cap on its campaign. A call's "
        "money is held in every cap that it counts towards before it is made.",
        {{"mkai spend caps", "all caps, with a word near four fifths"},
         {"mkai spend caps --json", "for an alert"}},
        {},
        {},
        caps};
}

Command cmd_spend_reconcile() {
    return {
        "spend reconcile",
        Group::workspace,
        "Settle calls whose process died, and count the sums of spend again.",
        "A call without a recorded outcome counts with what was held for it, because the provider may charge "
        "it. For a lead or an engineer. Runs settle what was left over by themselves when they begin.",
        {{"mkai spend reconcile --as priya", "settles and mends, and says what it did"},
         {"mkai spend reconcile --json", "for a nightly job"}},
        {},
        {},
        reconcile};
}

}  // namespace mkai::cli
