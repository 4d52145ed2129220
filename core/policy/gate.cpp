#include "core/policy/gate.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mkai::policy {

namespace {

using enum Action;

struct Case {
    Action action;
    const Facts& facts;
    const Person& actor;
    Verdict& verdict;

    void object(std::string_view rule, ErrorCode code, std::string message, std::string fix = {}) const {
        verdict.reasons.push_back({std::string(rule), code, std::move(message), std::move(fix)});
    }
};

struct Rule {
    RuleInfo info;
    std::vector<Action> actions;
    void (*check)(const Rule&, const Case&);

    void object(const Case& c, ErrorCode code, std::string message, std::string fix = {}) const {
        c.object(info.id, code, std::move(message), std::move(fix));
    }
};

bool contains(const std::vector<Action>& actions, Action action) {
    return std::ranges::find(actions, action) != actions.end();
}

std::string named_version(const Facts& f) {
    return fmt::format("{}@v{}", f.asset, f.version);
}

int count_people(const Roster& roster, bool (*test)(const Person&)) {
    return static_cast<int>(std::ranges::count_if(roster.people, test));
}

// Service accounts are nobody (invariant 8).
int count_approvers(const Roster& roster) {
    return count_people(roster,
                        [](const Person& p) { return p.kind == PersonKind::person && p.has(Role::legal); });
}

// What the use case asks for, whether or not the roster has so many.
int approvals_asked(const Facts& f) {
    return f.use_case ? f.use_case->approvals_needed() : 1;
}

// Whoever of the roster fits; empty when they are too many to be named, too.
struct Names {
    std::vector<std::string_view> names;
    bool many = false;
};
template <class Fits>
Names people_who(const Roster* roster, Fits fits) {
    Names out;
    if (roster != nullptr)
        for (const Person& p : roster->people)
            if (p.kind == PersonKind::person && fits(p)) out.names.push_back(p.id);
    out.many = out.names.size() > 3;
    if (out.many) out.names.clear();
    return out;
}

// "dana or lee", for a message that says whom to ask; the role's name where nobody has it.
std::string people_with(const Roster* roster, Role role) {
    const Names people = people_who(roster, [&](const Person& p) { return p.has(role); });
    if (people.names.empty()) return fmt::format("somebody with the role {}", to_string(role));
    return fmt::format("{} ({})", fmt::join(people.names, " or "), to_string(role));
}

bool touched(const Facts& f, std::string_view person) {
    return std::ranges::find(f.touches, person, &Touch::person) != f.touches.end();
}

// Who else may approve what the actor may not.
std::string other_approvers(const Case& c) {
    const Facts& f = c.facts;
    const Names people = people_who(f.roster, [&](const Person& p) {
        return p.has(Role::legal) && p.id != c.actor.id && p.id != f.reviewed_by && !touched(f, p.id);
    });
    if (!people.names.empty()) return fmt::format("ask {} (legal)", fmt::join(people.names, " or "));
    if (people.many || f.roster == nullptr) return "ask another person with the role legal";
    return "nobody else with the role legal may either: give it to another person in people.yaml";
}

// Who else may type in a decision.
std::string other_typists(const Case& c) {
    const Facts& f = c.facts;
    const Names people =
        people_who(f.roster, [&](const Person& p) { return p.id != c.actor.id && !touched(f, p.id); });
    return people.names.empty() ? std::string("ask another person to type it in")
                                : fmt::format("ask {} to type it in", fmt::join(people.names, " or "));
}

// Whether the roster could ever give the distinct people that a publication needs: one who makes or reviews
// it, and the approvers (invariant 6).
bool too_few_people(const Facts& f) {
    if (!f.roster || !f.use_case) return false;
    const int humans = count_people(*f.roster, [](const Person& p) { return p.kind == PersonKind::person; });
    const int needed = approvals_asked(f);
    return count_approvers(*f.roster) < needed || humans < needed + 1;
}

void check_use_case(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.use_case) {
        rule.object(c, ErrorCode::blocked,
                    fmt::format("the use case \"{}\" is not in the catalog", f.use_case_id),
                    fmt::format("declare it in usecases/{}.yaml, or name a known one in the brief",
                                f.use_case_id.empty() ? "ID" : f.use_case_id));
        return;
    }
    const Pattern pattern = f.use_case->pattern;
    if (pattern == Pattern::approval) return;
    const bool moves_bytes = c.action == publish || c.action == schedule;
    if (pattern == Pattern::sandbox && !moves_bytes) return;
    rule.object(
        c, ErrorCode::blocked,
        pattern == Pattern::sandbox
            ? fmt::format("the use case \"{}\" is a sandbox, which never publishes", f.use_case->id)
            : fmt::format("the use case \"{}\" has the pattern \"{}\", which drafts no copy for publication",
                          f.use_case->id, to_string(pattern)),
        "use a brief whose use case has the pattern \"approval\"");
}

void check_reason(const Rule& rule, const Case& c) {
    if (c.facts.has_reason) return;
    rule.object(c, ErrorCode::needs_reason, fmt::format("a reason is needed to {}", verb_of(c.action)),
                "add --reason \"...\"");
}

void check_state(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.state) {
        rule.object(c, ErrorCode::blocked, fmt::format("{} has no version yet", f.asset),
                    "mkai generate " + f.asset);
        return;
    }
    if (next_state(*f.state, c.action)) return;
    if (*f.state == VersionState::draft) {
        rule.object(c, ErrorCode::waiting,
                    fmt::format("{} is a draft that nobody has reviewed", named_version(f)),
                    fmt::format("mkai review {} --accept --reason \"...\"", f.asset));
        return;
    }
    rule.object(c, ErrorCode::blocked,
                fmt::format("{} is {}, and nobody can {} now", named_version(f), to_string(*f.state),
                            verb_of(c.action, "it")),
                *f.state == VersionState::rejected
                    ? fmt::format("make a new version: mkai edit {0}, or mkai generate {0}", f.asset)
                    : "mkai log " + f.asset);
}

// Invariant 16: what nobody has checked is not without faults.
void check_limits(const Rule& rule, const Case& c) {
    if (!c.facts.broken_limits)
        return rule.object(
            c, ErrorCode::blocked,
            fmt::format("{} has not been checked against its brief and channel", named_version(c.facts)),
            fmt::format("mkai review {}", c.facts.asset));
    for (const std::string& broken : *c.facts.broken_limits)
        rule.object(c, ErrorCode::blocked, broken, fmt::format("mkai edit {}", c.facts.asset));
}

// Invariants 6 and 7.
void check_separation(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    std::string conflict;
    for (const Touch& touch : f.touches)
        if (touch.person == c.actor.id) conflict = fmt::format("{} v{}", touch.how, touch.version);
    if (conflict.empty() && f.reviewed_by == c.actor.id) conflict = fmt::format("reviewed v{}", f.version);
    // Fewer approvers than the use case asks for are good for a sandbox only, whoever made the copy.
    if (conflict.empty() && approvals_needed(f) == approvals_asked(f)) return;
    if (too_few_people(f)) {
        c.verdict.labels.emplace_back(k_sandbox_only);
        return;
    }
    rule.object(c, ErrorCode::blocked,
                fmt::format("{} {} and cannot also approve {}", c.actor.id, conflict, named_version(f)),
                other_approvers(c));
}

// Invariants 6 and 8, for the hand as for the head: whoever types in another's decision could type what they
// like.
void check_transcriber(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.transcriber) return;
    const Person& typist = f.transcriber->person;
    if (typist.kind == PersonKind::service)
        rule.object(c, ErrorCode::blocked,
                    fmt::format("{} is a service account, and only a person may type in what {} decided",
                                typist.id, c.actor.id),
                    "ask a person to do it");
    if (typist.id == c.actor.id)
        rule.object(c, ErrorCode::blocked,
                    fmt::format("{} is here, and needs nobody to type in what they decide", typist.id),
                    fmt::format("decide it: mkai approve {}", named_version(f)));
}

void check_transcribed_by_maker(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.transcriber || f.transcriber->may_have_made_it) return;
    const std::string& typist = f.transcriber->person.id;
    const auto touch = std::ranges::find(f.touches, typist, &Touch::person);
    if (touch == f.touches.end()) return;
    rule.object(
        c, ErrorCode::blocked,
        fmt::format("{} {} v{} and cannot also type in its approval", typist, touch->how, touch->version),
        fmt::format("{}, or say \"transcribed_by_maker: allow\" under approvals in mkai.yaml",
                    other_typists(c)));
}

void check_author(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (f.writers.empty())
        return rule.object(c, ErrorCode::blocked,
                           fmt::format("nobody knows who wrote this version of {}", f.asset));
    if (std::ranges::find(f.writers, c.actor.id) == f.writers.end()) return;
    rule.object(
        c, ErrorCode::blocked,
        fmt::format("{} wrote some of what is new in {} and cannot promote it too", c.actor.id, f.asset),
        "ask another marketer, an engineer or a lead");
}

// Invariant 9. In a workspace of one person the yes is good for a sandbox (as invariant 6 has it).
void check_claim_author(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (std::ranges::find(f.writers, c.actor.id) == f.writers.end()) return;
    if (f.roster &&
        count_people(*f.roster, [](const Person& p) { return p.kind == PersonKind::person; }) < 2) {
        c.verdict.labels.emplace_back(k_sandbox_only);
        return;
    }
    rule.object(c, ErrorCode::blocked,
                fmt::format("{} wrote some of {} and cannot approve it too", c.actor.id, f.asset),
                "ask another person with the role legal");
}

void check_twice(const Rule& rule, const Case& c) {
    for (const Approval& a : c.facts.approvals) {
        const bool counts = !a.revoked && a.expires && *a.expires > c.facts.now && a.digest == c.facts.digest;
        // Whoever is here may say again what another had typed in for them.
        const bool says_it_better = a.transcribed && !c.facts.transcriber;
        if (counts && a.person == c.actor.id && !says_it_better)
            rule.object(c, ErrorCode::blocked,
                        fmt::format("{} has approved {} already, and each approval needs another person",
                                    c.actor.id, named_version(c.facts)),
                        "ask another person with the role legal");
    }
}

void check_approved(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.state) {
        rule.object(c, ErrorCode::blocked, fmt::format("{} has no version yet", f.asset),
                    "mkai generate " + f.asset);
        return;
    }
    const auto waits = [&](std::string_view who, std::string fix) {
        rule.object(c, ErrorCode::waiting,
                    fmt::format("{} is {} and waits for {}", named_version(f), to_string(*f.state), who),
                    std::move(fix));
    };
    switch (*f.state) {
        case VersionState::draft:
            return waits("a marketer's review",
                         fmt::format("ask {}: mkai review {} --accept --reason \"...\"",
                                     people_with(f.roster, Role::marketer), named_version(f)));
        case VersionState::reviewed:
            return waits("legal's approval",
                         fmt::format("mkai approve {} --reason \"...\"", named_version(f)));
        case VersionState::rejected:
            return rule.object(c, ErrorCode::blocked, fmt::format("{} was rejected", named_version(f)),
                               fmt::format("make a new version: mkai edit {}", f.asset));
        case VersionState::legal_approved:
            break;
    }
}

// Invariants 1, 2, 7 and 12.
void check_in_force(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (f.state != VersionState::legal_approved) return;  // check_approved has said so
    const int needed = approvals_needed(f);
    if (approvals_in_force(f) >= needed) return;
    const std::string again = fmt::format("mkai approve {} --reason \"...\"", named_version(f));
    bool told = false;
    for (const Approval& a : f.approvals) {
        std::string what;
        if (a.revoked) {
            what = "has been revoked";
        } else if (!a.expires) {
            what = "has an expiry that cannot be read, which counts as expired";
        } else if (*a.expires <= f.now) {
            what = fmt::format("expired on {}", format_utc(*a.expires));
        } else if (a.digest != f.digest) {
            what = "is for other bytes";
        } else {
            continue;
        }
        if (!a.revoked && a.digest == f.digest) c.verdict.expired.push_back({"approval", a.person});
        rule.object(c, ErrorCode::stale_approval,
                    fmt::format("the approval of {} by {} {}", named_version(f), a.person, what), again);
        told = true;
    }
    if (!told)
        rule.object(c, ErrorCode::waiting,
                    fmt::format("{} has {} of {} approvals", named_version(f), approvals_in_force(f), needed),
                    again);
}

// Invariant 3.
void check_bytes(const Rule& rule, const Case& c) {
    if (c.facts.bytes_match) return;
    rule.object(c, ErrorCode::stale_approval,
                fmt::format("the bytes of {} are not those that were approved", named_version(c.facts)),
                "restore the ledger from a backup; nothing was published");
}

void check_differences(const Rule& rule, const Case& c) {
    for (const std::string& difference : c.facts.differences)
        rule.object(c, ErrorCode::stale_approval,
                    fmt::format("{} was approved before a change: {}", named_version(c.facts), difference),
                    fmt::format("mkai generate {} --again, and have it approved", c.facts.asset));
}

bool is_over(const ClaimFact& claim, TimeMs now) {
    return !claim.expires.empty() && is_past(claim.expires, now);
}

// Invariant 12 and 16: a date that cannot be read is over.
void check_expiry(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (f.has_offer && !f.offer_ends.empty() && is_past(f.offer_ends, f.now)) {
        c.verdict.expired.push_back({"offer", ""});
        rule.object(
            c, ErrorCode::blocked,
            parse_date(f.offer_ends)
                ? fmt::format("the offer in {} ended on {}", named_version(f), f.offer_ends)
                : fmt::format("the end of the offer in {} cannot be read (\"{}\"), which counts as ended",
                              named_version(f), f.offer_ends),
            "mkai brief set BRIEF offer.ends DATE, then generate and approve a new version");
    }
    for (const ClaimFact& claim : f.claims) {
        const bool over = is_over(claim, f.now);
        if (!claim.withdrawn && claim.known && !over) continue;
        if (over) c.verdict.expired.push_back({"claim", claim.id});
        rule.object(c, ErrorCode::blocked,
                    fmt::format("{} relies on claim {}, which {}", named_version(f), claim.id,
                                claim.withdrawn ? "has been withdrawn"
                                : !claim.known  ? "is no longer in claims.yaml"
                                                : "expired on " + claim.expires),
                    "have the claim renewed, or write copy without it");
    }
}

// Of what was approved: an approval of copy does not approve the claims that it makes.
void check_claims_approved(const Rule& rule, const Case& c) {
    for (const ClaimFact& claim : c.facts.claims)
        if (claim.known && !claim.withdrawn && !claim.approved && !is_over(claim, c.facts.now))
            rule.object(c, ErrorCode::waiting,
                        fmt::format("{} relies on claim {}, which legal has not approved as it stands now",
                                    named_version(c.facts), claim.id),
                        fmt::format("ask {}: mkai claim approve {} --reason \"...\"",
                                    people_with(c.facts.roster, Role::legal), claim.id));
}

void check_destination(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (!f.destination) {
        rule.object(c, ErrorCode::blocked, "the destination is not declared",
                    "add it to destinations in mkai.yaml");
        return;
    }
    if (f.destination->sandbox) return;
    const std::string fix = "publish to a destination with sandbox: true";
    if (f.written_by_demo)
        rule.object(c, ErrorCode::blocked,
                    fmt::format("the demo model wrote {}, and \"{}\" is not a sandbox", named_version(f),
                                f.destination->name),
                    fix + ", or generate with a real model");
    // Counted again and not read from the label alone: the roster may have shrunk since the approvals.
    const int in_force = approvals_in_force(f);
    if (in_force >= approvals_needed(f) && in_force < approvals_asked(f))
        return rule.object(
            c, ErrorCode::blocked,
            fmt::format("{} has {} of the {} approvals that its use case asks for, which is good for a "
                        "sandbox only",
                        named_version(f), in_force, approvals_asked(f)),
            fix + ", or add another person with the role legal to people.yaml, who approves as well");
    for (const ClaimFact& claim : f.claims)
        if (claim.sandbox_only)
            rule.object(c, ErrorCode::blocked,
                        fmt::format("claim {} was approved by who wrote it, which is good for a sandbox only",
                                    claim.id),
                        fmt::format("{}, or have another person with the role legal approve it: mkai claim "
                                    "approve {} --reason \"...\"",
                                    fix, claim.id));
    const bool separated = std::ranges::none_of(
        f.approvals, [&](const Approval& a) { return a.sandbox_only && !a.revoked && a.digest == f.digest; });
    if (!separated)
        rule.object(c, ErrorCode::blocked,
                    fmt::format("{} was approved without a second person, which is good for a sandbox only",
                                named_version(f)),
                    fix +
                        ", or add a second person with the role legal to people.yaml, take the approval back "
                        "(mkai revoke) and approve again");
}

void check_transcribed(const Rule& rule, const Case& c) {
    const Facts& f = c.facts;
    if (f.transcribed_counts || !f.destination || f.destination->sandbox) return;
    if (approvals_in_force(f) < approvals_needed(f)) return;  // check_in_force has said so
    Facts given_here = f;
    std::erase_if(given_here.approvals, &Approval::transcribed);
    if (approvals_in_force(given_here) >= approvals_needed(f)) return;
    for (const Approval& a : f.approvals) {
        const bool said_here = approvals_in_force(given_here, a.person) == approvals_in_force(given_here);
        if (a.transcribed && !a.revoked && a.digest == f.digest && !said_here)
            rule.object(c, ErrorCode::waiting,
                        fmt::format("the approval of {} by {} was typed in by another, which is good for a "
                                    "sandbox only",
                                    named_version(f), a.person),
                        fmt::format("have {} approve here: mkai approve {} --reason \"...\"; or say "
                                    "\"transcribed: allow\" under approvals in mkai.yaml",
                                    a.person, named_version(f)));
    }
}

// Invariant 18.
void check_pauses(const Rule& rule, const Case& c) {
    for (const PauseFact& paused : c.facts.pauses)
        rule.object(c, ErrorCode::paused, fmt::format("{} has paused {}", paused.person, paused.what),
                    "two people let it go on: mkai resume; mkai pause shows why it was stopped");
}

// Invariant 21.
void check_was_live(const Rule& rule, const Case& c) {
    if (c.facts.was_live) return;
    rule.object(
        c, ErrorCode::blocked,
        fmt::format("{} was never published, and a rollback goes only to what was", named_version(c.facts)),
        fmt::format("mkai publish {} -d DESTINATION", named_version(c.facts)));
}

// In the order in which reasons are told: who, what, then when.
const std::vector<Rule>& table() {
    static const std::vector<Rule> k_rules{
        {{"reason", "A decision without a reason cannot be explained later."},
         {request_changes, reject, approve, endorse, revoke, rollback, withdraw, Action::pause, resume,
          rollback_model, promote_prompt, rollback_prompt, withdraw_prompt, approve_claim, withdraw_claim},
         check_reason},
        {{"not-paused", "What somebody has paused is neither generated nor published."},
         {generate, publish},
         check_pauses},
        {{"known-use-case",
          "The catalog decides how much a machine may do; what it does not know is blocked."},
         {generate, accept, approve, endorse, publish, schedule},
         check_use_case},
        {{"state", "A decision fits the state that the version is in."},
         {accept, request_changes, reject, approve, endorse, revoke},
         check_state},
        {{"hard-limits", "Copy that a platform would cut or refuse goes no further."},
         {accept},
         check_limits},
        {{"separation-of-duties",
          "Whoever touched the copy since the last approved version cannot approve it."},
         {approve, endorse},
         check_separation},
        {{"transcriber", "A decision that was given elsewhere is typed in by another person."},
         {accept, request_changes, reject, approve, endorse, revoke},
         check_transcriber},
        {{"other-transcriber", "Whoever touched the copy does not type in its approval."},
         {approve, endorse},
         check_transcribed_by_maker},
        {{"other-author", "Whoever wrote a prompt does not promote it."}, {promote_prompt}, check_author},
        {{"other-claim-author", "Whoever wrote a claim does not approve it."},
         {approve_claim},
         check_claim_author},
        {{"distinct-approvers", "Several approvals are several people."}, {approve, endorse}, check_twice},
        {{"once-published", "A rollback goes only to a version that was once published."},
         {rollback},
         check_was_live},
        {{"approved", "Nothing is published that a marketer and legal have not said yes to."},
         {publish, schedule, rollback},
         check_approved},
        {{"approval-in-force", "An approval is for exact bytes, and it runs out."},
         {publish, schedule, rollback},
         check_in_force},
        {{"same-bytes", "What is sent is what was approved."}, {publish, schedule, rollback}, check_bytes},
        {{"unchanged-facts", "Offer, claims and disclosures are still those that were approved."},
         {publish, schedule},
         check_differences},
        {{"claims-approved", "A claim counts once legal has approved what it says, with its evidence."},
         {publish, schedule},
         check_claims_approved},
        {{"not-expired", "Offers and claims that have run out are not published."},
         {publish, schedule, rollback},
         check_expiry},
        {{"sandbox", "What the demo model wrote, or one person approved alone, goes to sandboxes only."},
         {publish, schedule, rollback},
         check_destination},
        {{"given-here",
          "What another typed in for an approver goes to sandboxes only, unless the workspace says more."},
         {publish, schedule, rollback},
         check_transcribed},
    };
    return k_rules;
}

void check_permit(const Case& c) {
    const auto all = permits();
    const auto permit = std::ranges::find(all, c.action, &Permit::action);
    if (permit == all.end())
        return c.object("default-deny", ErrorCode::blocked,
                        fmt::format("no rule lets anybody {}", verb_of(c.action)));
    // A model, a script or a service account never satisfies a human gate (invariant 8).
    if (c.actor.kind == PersonKind::service && !permit->services)
        return c.object(
            "human-gate", ErrorCode::blocked,
            fmt::format("{} is a service account, and only a person may {}", c.actor.id, verb_of(c.action)),
            "ask a person to decide");
    if (std::ranges::any_of(permit->roles, [&](Role role) { return c.actor.has(role); })) return;
    if (permit->owner && !c.facts.owner.empty() && c.facts.owner == c.actor.id) return;
    std::vector<std::string_view> names;
    for (Role role : permit->roles) names.push_back(to_string(role));
    if (permit->owner) names.emplace_back("its owner");
    c.object("role", ErrorCode::role_lacking,
             fmt::format("{} has no role that may {} (it takes {})", c.actor.id, verb_of(c.action),
                         fmt::join(names, " or ")),
             "ask " + people_with(c.facts.roster, permit->roles.front()));
}

}  // namespace

std::span<const Permit> permits() {
    using enum Role;
    static const std::vector<Permit> k_permits{
        {generate, {marketer, lead, engineer}, true},
        {edit, {marketer, lead, legal}, false},
        {Action::import, {marketer, lead}, true},
        {accept, {marketer, lead}, false},
        {request_changes, {marketer, lead, legal}, false},
        {reject, {marketer, lead, legal}, false},
        {approve, {legal}, false},
        {endorse, {legal}, false},
        {revoke, {legal, lead}, false},
        {comment, {marketer, legal, engineer, analyst, security, privacy, lead}, false},
        {suggest, {marketer, legal, engineer, analyst, security, privacy, lead}, false},
        {publish, {marketer, lead, engineer}, true},
        {schedule, {marketer, lead, engineer}, true},
        // Rollback and withdrawal stay fast: one person, one command.
        {rollback, {marketer, legal, engineer, analyst, security, privacy, lead}, true},
        {withdraw, {marketer, legal, engineer, analyst, security, privacy, lead}, true},
        // Whoever sees that something goes wrong stops it, a machine too; people let it go on.
        {Action::pause, {marketer, legal, engineer, analyst, security, privacy, lead}, true},
        {resume, {marketer, legal, engineer, analyst, security, privacy, lead}, false},
        // Engineers own the models, and a lead the risk. A machine changes no declaration by itself.
        {rollback_model, {engineer, lead}, false},
        // CI registers what was merged; people decide what is used.
        {register_prompt, {marketer, engineer, lead}, true},
        {promote_prompt, {marketer, engineer, lead}, false},
        {rollback_prompt, {marketer, legal, engineer, lead}, true},
        {withdraw_prompt, {legal, engineer, lead}, false},
        {add_claim, {marketer, legal, engineer, analyst, security, privacy, lead}, false},
        {approve_claim, {legal}, false},
        {withdraw_claim, {legal, lead}, false, true},
    };
    return k_permits;
}

std::vector<RuleInfo> rules() {
    std::vector<RuleInfo> out{
        {"default-deny", "What no rule allows is denied."},
        {"role", "Each action takes a role."},
        {"human-gate", "A model, a script or a service account never satisfies a human gate."},
    };
    for (const Rule& rule : table()) out.push_back(rule.info);
    return out;
}

bool Verdict::has_label(std::string_view label) const {
    return std::ranges::find(labels, label) != labels.end();
}

int approvals_needed(const Facts& facts) {
    const int asked = approvals_asked(facts);
    return facts.roster ? std::clamp(count_approvers(*facts.roster), 1, asked) : asked;
}

int approvals_in_force(const Facts& facts, std::string_view also) {
    std::set<std::string, std::less<>> people;
    if (!also.empty()) people.emplace(also);
    for (const Approval& a : facts.approvals)
        if (!a.revoked && a.digest == facts.digest && a.expires && *a.expires > facts.now)
            people.insert(a.person);
    return static_cast<int>(people.size());
}

Verdict decide(Action action, const Facts& facts, const Person& actor) {
    Verdict verdict;
    const Case c{action, facts, actor, verdict};
    check_permit(c);
    for (const Rule& rule : table())
        if (contains(rule.actions, action)) rule.check(rule, c);
    verdict.allowed = verdict.reasons.empty();
    return verdict;
}

}  // namespace mkai::policy
