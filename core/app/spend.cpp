#include "core/app/spend.hpp"

#include "core/app/runs.hpp"
#include "core/base/names.hpp"
#include "core/domain/price.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr Names<CapHeight, 3> k_height_names{
    {{CapHeight::fine, "fine"}, {CapHeight::near, "near"}, {CapHeight::used_up, "used-up"}}};

std::optional<SpendCap> cap_of_budget(const Brief& brief, const ExchangeRates& rates) {
    SpendCap cap;
    cap.scope = SpendScope::campaign;
    cap.id = brief.id;
    cap.period = Period::all;
    cap.level = CapLevel::hard;
    cap.declared = fmt::format("{} {}", brief.ai_budget->amount, brief.ai_budget->currency);
    cap.where = brief.path + " ai_budget";
    const auto usd = to_usd(brief.ai_budget->amount, brief.ai_budget->currency, rates);
    if (!usd) return std::nullopt;
    cap.amount = *usd;
    return cap;
}

std::string dollars(PicoUsd amount) {
    return "$" + to_decimal(amount);
}

// "$5.00 a day (5 USD, mkai.yaml:14)"
std::string cap_words(const SpendCap& cap) {
    return fmt::format("{} {} ({}, {})", dollars(cap.amount), words_of(cap.period), cap.declared, cap.where);
}

PicoUsd all_of(PicoUsd a, PicoUsd b) {
    return sum_of(a, b).value_or(PicoUsd{std::numeric_limits<std::int64_t>::max()});
}

CapLine line_of(store::CapUse use, PicoUsd elsewhere) {
    CapLine line;
    line.elsewhere = elsewhere;
    const std::int64_t taken = all_of(all_of(use.spent, use.held), elsewhere).value;
    const std::int64_t amount = use.cap.amount.value;
    line.left = {std::max<std::int64_t>(0, amount - taken)};
    if (taken >= amount)
        line.height = CapHeight::used_up;
    else if (taken >= amount - amount / 5)
        line.height = CapHeight::near;
    line.use = std::move(use);
    return line;
}

// How far the workspace's other ledger has used the caps: that of trials, seen from the shared one, and the
// other way round.
Result<std::vector<store::CapUse>> used_elsewhere(const workspace::Workspace& workspace,
                                                  store::Ledger& ledger, std::span<const SpendCap> caps,
                                                  const Clock& clock) {
    auto trial = ledger.is_sandbox();
    if (!trial) return fail(trial);
    const fs::path path = *trial ? workspace.ledger_path() : workspace.sandbox_path();
    SystemRandom random;
    auto other = store::Ledger::open_to_look(path, clock, random);
    if (!other && other.error().code == ErrorCode::no_ledger) return std::vector<store::CapUse>{};
    // Older than this program: it is brought up to it.
    if (!other && other.error().code == ErrorCode::conflict) other = store::Ledger::open(path, clock, random);
    if (!other) return fail(other);
    return other->list_cap_use(caps, clock.now());
}

Result<store::SpendReconciled> settle(const Session& session, bool recount) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    const auto is_alive = [&](const store::Reservation& reservation) {
        return is_run_alive(session.workspace, reservation.call.run);
    };
    auto done = writer->reconcile(make_event(session, event_kind::spend_reconciled), session.clock.now(),
                                  is_alive, recount);
    if (!done) return fail(done);
    if (auto committed = writer->commit(); !committed) return fail(committed);
    return done;
}

}  // namespace

std::string_view to_string(CapHeight height) {
    return name_of(k_height_names, height);
}

Result<std::vector<SpendCap>> spend_caps_for(const workspace::Workspace& workspace,
                                             std::span<const Brief* const> briefs) {
    std::vector<SpendCap> caps = workspace.config().spend_caps;
    for (const Brief* brief : briefs) {
        if (!brief->ai_budget) continue;
        auto cap = cap_of_budget(*brief, workspace.config().exchange_rates);
        if (!cap)
            return fail(ErrorCode::invalid_file,
                        fmt::format("the ai_budget of {} cannot be told in US dollars", brief->id),
                        fmt::format("mkai brief check {}", brief->id));
        caps.push_back(std::move(*cap));
    }
    return caps;
}

Result<std::vector<SpendCap>> spend_caps_left(const Session& session, std::span<const Brief* const> briefs) {
    auto caps = spend_caps_for(session.workspace, briefs);
    if (!caps) return fail(caps);
    auto others = used_elsewhere(session.workspace, session.ledger, *caps, session.clock);
    if (!others) return fail(others);
    for (SpendCap& cap : *caps) {
        // Of a cap on each person or model: of whoever used it most, since it may be the same one here.
        PicoUsd used;
        for (const store::CapUse& use : *others)
            if (use.cap.where == cap.where) used = std::max(used, all_of(use.spent, use.held));
        cap.amount.value = std::max<std::int64_t>(0, cap.amount.value - used.value);
    }
    return caps;
}

Result<std::vector<SpendCap>> all_spend_caps(const workspace::Workspace& workspace) {
    std::vector<Brief> briefs;
    for (const std::string& id : workspace.brief_ids()) {
        auto checked = workspace.check_brief(id);
        if (!checked) return fail(checked);
        if (checked->brief) briefs.push_back(std::move(*checked->brief));
    }
    std::vector<const Brief*> all;
    for (const Brief& brief : briefs) all.push_back(&brief);
    return spend_caps_for(workspace, all);
}

Error cap_error(const store::CapState& no, store::Reserved outcome, PicoUsd amount, TimeMs now) {
    Error error{
        ErrorCode::spend_cap,
        fmt::format("the call could cost {}, and the cap on {} does not have that left", dollars(amount),
                    words_of(no.cap.scope, no.id)),
        {fmt::format("cap: {}", cap_words(no.cap)),
         fmt::format("spent: {}, held by calls on their way: {}", dollars(no.spent), dollars(no.held))},
        {}};
    const auto resets = end_of(no.cap.period, now);
    if (outcome == store::Reserved::busy)
        error.fix = "wait until the calls on their way have ended, and run it again";
    else if (resets)
        error.fix =
            fmt::format("raise the cap in {}, or wait until {}", no.cap.where, to_string(date_of(*resets)));
    else
        error.fix = fmt::format("raise the budget in {}", no.cap.where);
    return error;
}

std::string crossed_words(const store::CapState& crossed, PicoUsd amount) {
    return fmt::format("the soft cap on {} is crossed: {} with {} spent, {} held and {} more asked for",
                       words_of(crossed.cap.scope, crossed.id), cap_words(crossed.cap),
                       dollars(crossed.spent), dollars(crossed.held), dollars(amount));
}

Result<SpendReport> report_spend(store::Ledger& ledger, SpendDimension by, Date since, Date until) {
    SpendReport report{by, to_string(since), to_string(until), {}, {}};
    auto lines = ledger.spend_by(by, report.since, report.until);
    if (!lines) return fail(lines);
    report.lines = std::move(*lines);
    for (const store::SpendLine& line : report.lines) {
        report.total.calls += line.calls;
        report.total.unpriced += line.unpriced;
        report.total.estimated += line.estimated;
        report.total.input_tokens += line.input_tokens;
        report.total.output_tokens += line.output_tokens;
        report.total.cost = sum_of(report.total.cost, line.cost).value_or(report.total.cost);
    }
    return report;
}

Result<CapsReport> report_caps(const workspace::Workspace& workspace, store::Ledger& ledger,
                               const Clock& clock) {
    const TimeMs now = clock.now();
    auto caps = all_spend_caps(workspace);
    if (!caps) return fail(caps);
    auto uses = ledger.list_cap_use(*caps, now);
    if (!uses) return fail(uses);
    auto others = used_elsewhere(workspace, ledger, *caps, clock);
    if (!others) return fail(others);
    auto time = ledger.spend_time(now);
    if (!time) return fail(time);
    CapsReport report;
    for (store::CapUse& use : *uses) {
        const auto other = std::ranges::find_if(*others, [&](const store::CapUse& o) {
            return o.cap.where == use.cap.where && (o.id == use.id || use.id.empty());
        });
        const PicoUsd elsewhere = other == others->end() ? PicoUsd{} : all_of(other->spent, other->held);
        report.lines.push_back(line_of(std::move(use), elsewhere));
    }
    if (time->value - now.value > k_day_ms) report.clock_is_behind = *time;
    return report;
}

Result<store::SpendReconciled> reconcile_spend(const Session& session) {
    const Person& person = session.actor.person;
    if (!person.has(Role::lead) && !person.has(Role::engineer))
        return fail(
            ErrorCode::role_lacking,
            fmt::format("{} is neither a lead nor an engineer, and this writes what was spent", person.id),
            "ask one of them: mkai spend reconcile --as PERSON");
    return settle(session, true);
}

Result<store::SpendReconciled> settle_dead_calls(const Session& session) {
    return settle(session, false);
}

}  // namespace mkai::app
