#include "cli/next_command.hpp"

#include "cli/views.hpp"
#include "core/app/next_step.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// Of what waits for one person: the gate is asked about each, which takes longer than to list them.
constexpr std::size_t k_looked_at_max = 20;

// "review spring/email" of what waits for one person.
class Asked {
  public:
    Asked(Context& context, const Person& person) : m_context(context), m_person(person) {}

    std::string next(const std::vector<app::AssetStatus>& rows) {
        // Copy of a brief that has changed is drafted anew before anybody reads it.
        for (const app::AssetStatus& row : rows)
            for (const RequestRecord& r : row.waiting_on)
                if (!row.stale && app::waits_for(r, m_person)) m_requests.push_back(&r);
        for (std::size_t i = 0; i < std::min(m_requests.size(), k_looked_at_max); ++i)
            if (may_answer(*m_requests[i])) return command(*m_requests[i]);
        return {};
    }

  private:
    // Legal's own copy is approved by another.
    bool may_answer(const RequestRecord& r) {
        if (r.action != "approve") return true;
        auto files = m_context.workspace();
        auto ledger = m_context.ledger();
        auto actor = m_context.actor();
        if (!files || !ledger || !actor) return true;
        const app::Session session{**files, **ledger, m_context.clock(), std::move(*actor)};
        return app::may_approve(session, r.asset, r.number).value_or(true);
    }

    std::string command(const RequestRecord& r) const {
        const bool asks = m_context.terminal().can_ask();
        const std::string who = flags_again(m_context, {}, {});
        if (r.action == "edit") return fmt::format("mkai edit {}{}", r.asset, who);
        const auto reviews =
            std::ranges::count_if(m_requests, [](const RequestRecord* one) { return one->action != "edit"; });
        if (asks && reviews > 1) return "mkai review" + who;
        if (asks || r.action == "review") return review_words(m_context, r.asset) + who;
        return fmt::format("mkai approve {}@v{} --reason \"...\"{}", r.asset, r.number, who);
    }

    Context& m_context;
    const Person& m_person;
    std::vector<const RequestRecord*> m_requests;
};

// What may be done to copy that waits for no decision.
std::string next_of_copy(Context& context, const Person* asker, const app::AssetStatus& s) {
    const auto may = [&](Action action) { return !asker || app::has_role_for(*asker, action); };
    if (s.stale && may(Action::generate)) return fmt::format("mkai generate {}", s.brief);
    if (s.state == "legal-approved" && s.problem.empty() && !s.withdrawn && may(Action::publish))
        return fmt::format("mkai publish {} -d {}", s.asset, example_destination(context));
    return {};
}

// "6 wait for maria or sam to review, 2 for dana to approve".
std::string waited_for(const std::vector<app::WaitingSum>& sums, const Roster& roster) {
    constexpr std::size_t k_told_max = 2;
    std::string out;
    for (std::size_t i = 0; i < std::min(sums.size(), k_told_max); ++i) {
        const app::WaitingSum& sum = sums[i];
        const std::string_view verb = i > 0 ? "" : sum.requests == 1 ? " waits" : " wait";
        out += fmt::format("{}{}{} for {} to {}", i > 0 ? ", " : "", sum.requests, verb,
                           short_who(sum.oldest, roster), sum.oldest.action);
    }
    return out;
}

}  // namespace

std::string flags_again(const Context& context, const Args& args, std::span<const std::string_view> flags) {
    std::string out;
    for (const std::string_view flag : flags) {
        if (!args.has(flag)) continue;
        const std::vector<std::string> values = args.list(flag);
        if (values.empty()) out += fmt::format(" {}", flag);
        for (const std::string& value : values) out += fmt::format(" {} {}", flag, shell_word(value));
    }
    if (const std::string& as = context.globals().as; !as.empty())
        out += fmt::format(" --as {}", shell_word(as));
    return out;
}

std::vector<std::string> globs_for(const std::vector<std::string>& assets,
                                   const std::vector<std::string>& all) {
    // From the widest glob to the asset itself.
    static const auto globs_of = [](const std::string& asset) {
        const AssetId id = parse_asset_id(asset).value();
        return std::array{id.deliverable, fmt::format("{}.{}.*", id.deliverable, id.locale),
                          fmt::format("{}.{}.{}", id.deliverable, id.locale, id.variant)};
    };
    std::map<std::string, std::size_t> fitting;  // how many of all a glob fits
    for (const std::string& asset : all)
        for (const std::string& glob : globs_of(asset)) ++fitting[glob];
    for (const std::string& asset : assets)
        for (const std::string& glob : globs_of(asset)) --fitting[glob];
    std::vector<std::string> out;
    std::set<std::string> told;
    for (const std::string& asset : assets)
        for (const std::string& glob : globs_of(asset)) {
            if (fitting[glob] > 0) continue;
            if (told.insert(glob).second) out.push_back(shell_word(glob));
            break;
        }
    return out;
}

std::string pause_words(const Pause& pause) {
    std::string out(to_string(pause.scope));
    if (!pause.value.empty()) out += " " + shell_word(pause.value);
    return out;
}

std::string resume_words(const Pause& pause, std::string_view asker) {
    const std::string command = "mkai resume " + pause_words(pause);
    if (pause.lifts.empty()) return command + " --reason \"...\"   (two people have to)";
    if (std::ranges::find(pause.lifts, asker, &PauseLift::person) != pause.lifts.end())
        return command + " --as PERSON --reason \"...\"   (another person has to, too)";
    return fmt::format("{} --reason \"...\"   ({} has already)", command, pause.lifts.front().person);
}

std::string review_words(const Context& context, std::string_view asset) {
    return fmt::format("mkai review {}{}", asset,
                       context.terminal().can_ask() ? "" : " --accept --reason \"...\"");
}

std::string next_of_status(Context& context, const std::vector<app::AssetStatus>& rows,
                           const std::vector<app::ShownPause>& pauses) {
    // Looking takes nobody in particular: without an actor it is said who is waited for.
    const auto actor = context.actor();
    const Person* asker = actor ? &actor->person : nullptr;
    if (asker)
        if (std::string mine = Asked(context, *asker).next(rows); !mine.empty()) return mine;
    if (!pauses.empty()) return resume_words(pauses.front().pause, asker ? asker->id : "");
    for (const app::AssetStatus& row : rows)
        if (std::string next = next_of_copy(context, asker, row); !next.empty()) return next;
    const std::vector<app::WaitingSum> sums = app::sum_waiting(rows);
    if (sums.empty()) return {};
    return waited_for(sums, (*context.workspace())->roster()) + "; mkai inbox --everyone tells more";
}

}  // namespace mkai::cli
