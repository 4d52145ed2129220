#include "core/app/transcribe.hpp"

#include "core/app/actor.hpp"
#include "core/app/review.hpp"
#include "core/app/targets.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace mkai::app {

namespace {

using enum Action;
using workspace::DecidedAsset;

std::string short_of(const std::string& digest) {
    return digest.substr(0, 8);
}

// That the file is theirs, as far as it tells. What it does not tell is a note.
Done check_sender(const workspace::DecisionFile& file, const Person& person, const std::string& typist,
                  std::vector<std::string>& notes) {
    if (!file.by.empty() && file.by != person.id)
        return fail(ErrorCode::invalid_value,
                    fmt::format("the decision is by {}, and not by {}", in_quotes(file.by), person.id),
                    fmt::format("--on-behalf-of {}, if that is who it is from", printable_line(file.by)));
    if (!file.from.empty() && !person.email.empty()) {
        if (lower_ascii(file.from) == lower_ascii(person.email)) return {};
        return fail(ErrorCode::unknown_person,
                    fmt::format("the mail is from {}, and people.yaml has {} for {}", in_quotes(file.from),
                                printable_line(person.email), person.id),
                    fmt::format("ask {} to reply from that address", person.id));
    }
    notes.push_back(
        file.from.empty()
            ? fmt::format("the file has no sender: that {} said it is {}'s word", person.id, typist)
            : fmt::format("people.yaml has no address of {}, so that the sender {} was not checked",
                          person.id, in_quotes(file.from)));
    return {};
}

// Which fields are other in the versions that came after.
Result<std::string> changed_since(const Session& session, const Target& target) {
    auto versions = session.ledger.list_versions(target.asset.asset);
    if (!versions) return fail(versions);
    std::set<std::string> fields;
    for (const VersionRecord& v : *versions)
        if (v.number > target.version.number) fields.insert(v.changed.begin(), v.changed.end());
    const std::vector<std::string> sorted(fields.begin(), fields.end());
    return sorted.empty() ? std::string("what its brief says") : join(sorted, ", ");
}

Result<Target> find_decided(const Session& session, const DecidedAsset& decided, const Person& person,
                            Action action) {
    auto target = find_target(session.ledger, fmt::format("{}@v{}", decided.asset, decided.version));
    if (!target) return fail(target);
    const std::string& asset = target->asset.asset;
    const std::string look =
        fmt::format("mkai review {} --html FILE makes the page anew, to send it again", asset);
    if (!target->version.digest.starts_with(decided.digest))
        return fail(ErrorCode::stale_approval,
                    fmt::format("{}@v{} has the digest {}, and {} decided on {}", asset, decided.version,
                                short_of(target->version.digest), person.id, short_of(decided.digest)),
                    look);
    // What is taken back may be live while there is a newer draft.
    if (action == revoke || target->version.number == target->asset.head) return std::move(*target);
    auto changed = changed_since(session, *target);
    if (!changed) return fail(changed);
    Error error{ErrorCode::stale_approval,
                fmt::format("{} decided on {}@v{} ({}), and v{} ({}) is the newest", person.id, asset,
                            target->version.number, short_of(target->version.digest), target->asset.head,
                            short_of(target->asset.digest)),
                {},
                look};
    error.with_context("changed since: " + *changed);
    return fail(std::move(error));
}

// What is no longer what they meant, once that was decided by somebody.
struct Overturned {
    Action action;
    std::array<Action, 3> by;
};
constexpr std::array k_overturned{Overturned{approve, {revoke, reject, request_changes}},
                                  Overturned{accept, {revoke, reject, request_changes}},
                                  Overturned{revoke, {approve, endorse, endorse}}};

bool overturns(Action action, const DecisionRecord& later) {
    const auto row = std::ranges::find(k_overturned, action, &Overturned::action);
    return row != k_overturned.end() && std::ranges::find(row->by, later.action) != row->by.end();
}

// The same, of a decision that was recorded: a yes has answered what was asked for.
bool undoes(Action action, const DecisionRecord& later) {
    const bool yes = later.action == accept || later.action == approve || later.action == endorse;
    return overturns(action, later) || (action == request_changes && yes);
}

Done check_times(const Session& session, const TranscribeRequest& request, const Target& target,
                 const std::vector<DecisionRecord>& decisions) {
    const std::optional<TimeMs>& at = request.file.at;
    const TimeMs now = session.clock.now();
    const std::string version = fmt::format("{}@v{}", target.asset.asset, target.version.number);
    const std::int64_t valid_ms = session.workspace.config().approvals_valid_days * k_day_ms;
    // A day more: clocks of other machines, and days of other time zones.
    if (at && at->value > now.value + k_day_ms)
        return fail(ErrorCode::invalid_value,
                    fmt::format("the decision is of {}, which is to come", format_utc(*at)),
                    "ask for the file again, with the time when it was said");
    if (at && at->value + k_day_ms < target.version.made_at.value)
        return fail(ErrorCode::stale_approval,
                    fmt::format("the decision is of {}, and {} was made on {}", format_utc(*at), version,
                                format_utc(target.version.made_at)),
                    "send the page again and ask for a new reply");
    if (at && request.file.action == approve && at->value + valid_ms <= now.value)
        return fail(ErrorCode::stale_approval,
                    fmt::format("{} approved it on {}, and what that approved has run out", request.person,
                                format_utc(*at)),
                    "ask for a new reply");
    // A file without a time may be older than whatever was decided.
    for (const DecisionRecord& d : decisions)
        if ((!at || d.at > *at) && overturns(request.file.action, d))
            return fail(
                ErrorCode::stale_approval,
                fmt::format("{} has {} {} on {}, {}", d.person,
                            d.action == revoke ? "taken back the approval of" : "decided otherwise on",
                            version, format_utc(d.at),
                            at ? fmt::format("after {} wrote this on {}", request.person, format_utc(*at))
                               : std::string("and the file does not tell when it was said")),
                "ask for a new reply, as a mail or with the time");
    return {};
}

// The same file given again: done, while what it decided still stands.
Result<bool> was_given(const Session& session, const TranscribeRequest& request,
                       const std::vector<DecisionRecord>& decisions) {
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        const DecisionRecord& d = decisions[i];
        if (d.proof.empty()) continue;
        auto proof = session.ledger.get_blob(d.proof);
        if (!proof) return fail(proof);
        if (proof->bytes != request.bytes) continue;
        if (d.person != request.person)
            return fail(
                ErrorCode::invalid_value,
                fmt::format("this file was taken in as {}'s on {}", d.person, format_utc(d.at)),
                fmt::format("a file is of one person: ask {} for a reply of their own", request.person));
        const bool over = d.expires && *d.expires <= session.clock.now();
        const bool overturned =
            std::any_of(decisions.begin() + static_cast<std::ptrdiff_t>(i) + 1, decisions.end(),
                        [&](const DecisionRecord& l) { return undoes(request.file.action, l); });
        if (!d.revoked && !over && !overturned) return true;
        return fail(ErrorCode::stale_approval,
                    fmt::format("this file was taken in on {}, and {}", format_utc(d.at),
                                over ? "what it approved has run out" : "was decided otherwise since"),
                    "ask for a new reply");
    }
    return false;
}

struct Step {
    Target target;
    std::optional<Change> change;  // empty: it stands already
};

Result<Step> step_of(const Session& session, const TranscribeRequest& request, const Person& person,
                     const DecidedAsset& decided) {
    const Action action = request.file.action;
    auto target = find_decided(session, decided, person, action);
    if (!target) return fail(target);
    auto decisions = session.ledger.list_decisions(target->asset.asset, target->version.number);
    if (!decisions) return fail(decisions);
    auto given = was_given(session, request, *decisions);
    if (!given) return fail(given);
    if (*given) return Step{std::move(*target), {}};
    if (auto fresh = check_times(session, request, *target, *decisions); !fresh) return fail(fresh);
    DecisionRequest wanted;
    wanted.action = action;
    wanted.reason = request.file.reason.empty() ? request.reason : request.file.reason;
    wanted.transcript = Transcript{person, request.bytes, request.file.at};
    auto change = decision_change(session, *target, wanted);
    if (!change) return fail(change);
    return Step{std::move(*target), std::move(*change)};
}

Result<std::vector<Step>> steps_of(const Session& session, const TranscribeRequest& request,
                                   const Person& person) {
    std::vector<Step> steps;
    std::set<std::string> seen;
    for (const DecidedAsset& decided : request.file.assets) {
        auto step = step_of(session, request, person, decided);
        if (!step) return fail(step);
        if (!seen.insert(step->target.asset.asset).second)
            return fail(ErrorCode::invalid_value,
                        fmt::format("the file names {} twice", step->target.asset.asset), "once is enough");
        steps.push_back(std::move(*step));
    }
    return steps;
}

// All of them in one transaction.
Result<std::vector<Changed>> decide_all(const Session& session, const std::vector<Step>& steps) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    std::vector<Changed> out;
    for (const Step& step : steps) {
        if (!step.change) {
            out.push_back(as_it_was(step.target));
            continue;
        }
        auto changed = transition_within(session, *writer, *step.change);
        if (!changed) {
            if (steps.size() > 1)
                changed.error().with_context(
                    fmt::format("none of the {} decisions was recorded", steps.size()));
            return fail(changed);
        }
        out.push_back(std::move(*changed));
    }
    if (auto done = writer->commit(); !done) return fail(done);
    return out;
}

Result<std::string> proof_of(const Session& session, const std::vector<Changed>& all) {
    for (const Changed& changed : all) {
        auto decisions = session.ledger.list_decisions(changed.asset, changed.version);
        if (!decisions) return fail(decisions);
        const auto made = std::ranges::find(*decisions, changed.id, &DecisionRecord::id);
        if (made != decisions->end()) return made->proof;
    }
    return std::string();
}

}  // namespace

Result<Transcribed> transcribe(const Session& session, const TranscribeRequest& request) {
    auto person = get_person(session.workspace.roster(), request.person);
    if (!person) return fail(person);
    if (!request.reason.empty() && !request.file.reason.empty())
        return fail(ErrorCode::usage, "the file has a reason of its own", "leave --reason out");
    Transcribed out;
    if (auto theirs = check_sender(request.file, **person, session.actor.person.id, out.notes); !theirs)
        return fail(theirs);
    auto steps = steps_of(session, request, **person);
    if (!steps) return fail(steps);
    auto decided = decide_all(session, *steps);
    if (!decided) return fail(decided);
    out.decisions = std::move(*decided);
    auto proof = proof_of(session, out.decisions);
    if (!proof) return fail(proof);
    out.proof = std::move(*proof);
    return out;
}

}  // namespace mkai::app
