// The gate against a table that was written by hand: every state, action, role and kind of person.
#include "core/policy/gate.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace mkai::policy {

namespace {

using enum Action;
using enum Role;
using S = VersionState;

constexpr std::array k_actions{
    generate,        edit,           Action::import,  accept,          request_changes, reject,
    approve,         endorse,        revoke,          comment,         suggest,         publish,
    schedule,        rollback,       withdraw,        Action::pause,   resume,          rollback_model,
    register_prompt, promote_prompt, rollback_prompt, withdraw_prompt, add_claim,       approve_claim,
    withdraw_claim};
constexpr std::array k_roles{marketer, legal, engineer, analyst, security, privacy, lead};
constexpr std::array k_states{S::draft, S::reviewed, S::legal_approved, S::rejected};

// Who may do what. One letter a role, in the order of k_roles: m, l, e, a, s, p, L; "+" for service accounts.
struct Expected {
    Action action;
    std::string_view roles;
    // One letter a state, in the order of k_states: "y" allowed, "w" waiting (5), "b" blocked (9).
    std::string_view states;
};
constexpr std::array k_expected{
    Expected{generate, "meL+", "yyyy"},
    Expected{edit, "mlL", "yyyy"},
    Expected{Action::import, "mL+", "yyyy"},
    Expected{accept, "mL", "ybbb"},
    Expected{request_changes, "mlL", "yybb"},
    Expected{reject, "mlL", "yyyb"},
    Expected{approve, "l", "wyyb"},
    Expected{endorse, "l", "wyyb"},
    Expected{revoke, "lL", "wbyb"},
    Expected{comment, "mleaspL", "yyyy"},
    Expected{suggest, "mleaspL", "yyyy"},
    Expected{publish, "meL+", "wwyb"},
    Expected{schedule, "meL+", "wwyb"},
    Expected{rollback, "mleaspL+", "wwyb"},
    Expected{withdraw, "mleaspL+", "yyyy"},
    Expected{Action::pause, "mleaspL+", "yyyy"},
    Expected{resume, "mleaspL", "yyyy"},
    Expected{rollback_model, "eL", "yyyy"},
    Expected{register_prompt, "meL+", "yyyy"},
    Expected{promote_prompt, "meL", "yyyy"},
    Expected{rollback_prompt, "mleL+", "yyyy"},
    Expected{withdraw_prompt, "leL", "yyyy"},
    Expected{add_claim, "mleaspL", "yyyy"},
    Expected{approve_claim, "l", "yyyy"},
    Expected{withdraw_claim, "lL", "yyyy"},
};
constexpr std::string_view k_role_letters = "mleaspL";

const Expected& expected_of(Action action) {
    return *std::ranges::find(k_expected, action, &Expected::action);
}

bool may(Action action, Role role, PersonKind kind) {
    const std::string_view roles = expected_of(action).roles;
    const auto nth = static_cast<std::size_t>(std::ranges::find(k_roles, role) - k_roles.begin());
    return roles.find(k_role_letters[nth]) != std::string_view::npos &&
           (kind == PersonKind::person || roles.ends_with('+'));
}

char state_answer(Action action, S state) {
    return expected_of(action)
        .states[static_cast<std::size_t>(std::ranges::find(k_states, state) - k_states.begin())];
}

constexpr TimeMs k_now{1'795'424'400'000};  // 2026-11-23T09:00:00Z
const std::string k_digest(64, 'd');

Person person(std::string id, std::vector<Role> roles, PersonKind kind = PersonKind::person) {
    return {std::move(id), "", "", std::move(roles), kind};
}

const Roster& roster() {
    static const Roster k_roster{{person("maria", {marketer}), person("sam", {marketer}),
                                  person("dana", {legal}), person("lena", {legal}), person("priya", {lead}),
                                  person("bot", {engineer}, PersonKind::service)}};
    return k_roster;
}

Approval approval(std::string who) {
    return {std::move(who), k_digest, k_now, TimeMs{k_now.value + k_day_ms}, false, false};
}

UseCase use_case(Pattern pattern = Pattern::approval, Risk risk = Risk::medium) {
    return {"campaign-copy", "Campaign copy", "priya", pattern, risk};
}

// Facts to which no rule objects, but for what the state itself forbids.
Facts good_facts(S state = S::legal_approved) {
    Facts f;
    f.now = k_now;
    f.asset = "spring/email.en-GB.a";
    f.version = 3;
    f.state = state;
    f.digest = k_digest;
    f.use_case_id = "campaign-copy";
    f.use_case = use_case();
    f.roster = &roster();
    f.has_reason = true;
    f.broken_limits.emplace();
    f.was_live = true;
    f.writers = {"alex", "ci-bot"};
    f.reviewed_by = "sam";
    f.touches = {{"maria", "generated", 3}};
    f.destination = DestinationDecl{"site", "files", "out/site", "html", false};
    if (state == S::legal_approved) f.approvals = {approval("lena")};
    return f;
}

std::vector<std::string> rules_of(const Verdict& verdict) {
    std::vector<std::string> out;
    for (const Reason& reason : verdict.reasons) out.push_back(reason.rule);
    return out;
}

std::string first_code(const Verdict& verdict) {
    return verdict.reasons.empty() ? "ok" : std::string(info_of(verdict.reasons.front().code).name);
}

bool mentions(const Verdict& verdict, std::string_view words) {
    return std::ranges::any_of(verdict.reasons, [&](const Reason& reason) {
        return reason.message.find(words) != std::string::npos;
    });
}

const Person k_maria = person("maria", {marketer});
const Person k_dana = person("dana", {legal});

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("each action, role, kind of person and state has the answer of the table") {
    int looked_at = 0;
    for (const Action action : k_actions)
        for (const Role role : k_roles)
            for (const PersonKind kind : {PersonKind::person, PersonKind::service})
                for (const S state : k_states) {
                    const Verdict verdict = decide(action, good_facts(state), person("kim", {role}, kind));
                    const char answer = state_answer(action, state);
                    INFO(to_string(action), " by ", to_string(role), " in ", to_string(state), " (",
                         kind == PersonKind::service ? "service" : "person", ")");
                    ++looked_at;
                    CHECK(verdict.allowed == (may(action, role, kind) && answer == 'y'));
                    if (verdict.allowed) continue;
                    const bool service_stopped =
                        kind == PersonKind::service && !expected_of(action).roles.ends_with('+');
                    const std::string wanted = service_stopped            ? "blocked"
                                               : !may(action, role, kind) ? "role-lacking"
                                               : answer == 'w'            ? "waiting"
                                                                          : "blocked";
                    CHECK(first_code(verdict) == wanted);
                }
    CHECK(looked_at == 25 * 7 * 2 * 4);
}

TEST_CASE("a person without any role may do nothing") {
    for (const Action action : k_actions) {
        const Verdict verdict = decide(action, good_facts(), person("guest", {}));
        CHECK_FALSE(verdict.allowed);
        CHECK(first_code(verdict) == "role-lacking");
    }
}

TEST_CASE("no writer of a prompt promotes it, and somebody has to have written it") {
    Facts facts = good_facts();
    facts.asset = "email";
    CHECK(decide(promote_prompt, facts, person("kim", {engineer})).allowed);
    const Verdict own = decide(promote_prompt, facts, person("alex", {engineer, lead}));
    CHECK(rules_of(own) == std::vector<std::string>{"other-author"});
    CHECK(mentions(own, "alex wrote some of what is new in email and cannot promote it too"));
    facts.writers = {"kim", "sam"};
    CHECK_FALSE(decide(promote_prompt, facts, person("sam", {engineer})).allowed);
    CHECK(decide(promote_prompt, facts, person("alex", {engineer})).allowed);
    CHECK(decide(rollback_prompt, facts, person("alex", {engineer})).allowed);  // the way back stays short
    facts.writers.clear();
    CHECK(mentions(decide(promote_prompt, facts, person("kim", {engineer})), "nobody knows who wrote"));
}

TEST_CASE("invariants 6 and 8: who types a decision in is a person, another one, and did not make the copy") {
    const auto by = [](Person typist, bool may_have_made_it = false) {
        Facts facts = good_facts(S::reviewed);
        facts.transcriber = Transcriber{std::move(typist), may_have_made_it};
        return facts;
    };
    CHECK(decide(approve, by(person("alex", {engineer})), k_dana).allowed);
    CHECK(rules_of(decide(approve, by(person("bot", {engineer}, PersonKind::service)), k_dana)) ==
          Rules{"transcriber"});
    CHECK(rules_of(decide(approve, by(k_dana), k_dana)) == Rules{"transcriber"});
    CHECK(rules_of(decide(approve, by(k_maria), k_dana)) == Rules{"other-transcriber"});
    CHECK(decide(approve, by(k_maria, true), k_dana).allowed);
    // The approver's own hand in the copy counts as ever.
    CHECK(rules_of(decide(approve, by(person("alex", {engineer})), person("maria", {legal}))) ==
          Rules{"separation-of-duties"});
    // A no needs less than a yes.
    for (const Action action : {request_changes, reject}) CHECK(decide(action, by(k_maria), k_dana).allowed);
    CHECK(rules_of(decide(reject, by(person("bot", {engineer}, PersonKind::service)), k_dana)) ==
          Rules{"transcriber"});
}

TEST_CASE("an approval that was typed in for another goes to sandboxes, further only as the workspace says") {
    Facts facts = good_facts();
    facts.approvals.front().transcribed = true;
    for (const Action action : {publish, schedule, rollback}) {
        const Verdict verdict = decide(action, facts, person("priya", {lead}));
        CHECK(rules_of(verdict) == Rules{"given-here"});
        CHECK(first_code(verdict) == "waiting");
    }
    facts.destination->sandbox = true;
    CHECK(decide(publish, facts, k_maria).allowed);
    facts.destination->sandbox = false;
    facts.transcribed_counts = true;
    CHECK(decide(publish, facts, k_maria).allowed);
    // Said again by herself, or by as many others as are needed.
    facts.transcribed_counts = false;
    facts.approvals.push_back(approval("lena"));
    CHECK(decide(publish, facts, k_maria).allowed);
    facts.approvals.back().revoked = true;
    CHECK_FALSE(decide(publish, facts, k_maria).allowed);
}

TEST_CASE("who was typed in for may say it again themselves, and nobody may type it in twice") {
    Facts facts = good_facts();
    facts.approvals = {approval("dana")};
    CHECK(rules_of(decide(approve, facts, k_dana)) == Rules{"distinct-approvers"});
    facts.approvals.front().transcribed = true;
    CHECK(decide(approve, facts, k_dana).allowed);
    facts.transcriber = Transcriber{person("alex", {engineer}), false};
    CHECK(rules_of(decide(approve, facts, k_dana)) == Rules{"distinct-approvers"});
}

TEST_CASE("invariant 9: whoever wrote a claim does not approve it, and a machine never does") {
    Facts facts = good_facts();
    facts.asset = "c-12";
    facts.writers = {"dana"};
    const Verdict own = decide(approve_claim, facts, k_dana);
    CHECK(rules_of(own) == Rules{"other-claim-author"});
    CHECK(mentions(own, "dana wrote some of c-12 and cannot approve it too"));
    CHECK(decide(approve_claim, facts, person("lena", {legal})).allowed);
    facts.writers.clear();  // nobody knows: that is said, and allowed
    CHECK(decide(approve_claim, facts, k_dana).allowed);
    CHECK(rules_of(decide(approve_claim, facts, k_maria)) == Rules{"role"});
    CHECK(rules_of(decide(approve_claim, facts, person("bot", {legal}, PersonKind::service))) ==
          Rules{"human-gate"});
    facts.has_reason = false;
    CHECK(rules_of(decide(approve_claim, facts, k_dana)) == Rules{"reason"});
    CHECK(rules_of(decide(withdraw_claim, facts, k_dana)) == Rules{"reason"});
}

TEST_CASE("a writer who is the only person approves for sandboxes alone") {
    Facts facts = good_facts();
    facts.writers = {"dana"};
    Roster people{{person("dana", {legal, marketer}), person("bot", {legal}, PersonKind::service)}};
    facts.roster = &people;
    const Verdict verdict = decide(approve_claim, facts, k_dana);
    CHECK(verdict.allowed);
    CHECK(verdict.has_label(k_sandbox_only));
    people.people.push_back(person("maria", {marketer}));
    CHECK_FALSE(decide(approve_claim, facts, k_dana).allowed);
    facts.writers = {"maria"};
    CHECK_FALSE(decide(approve_claim, facts, k_dana).has_label(k_sandbox_only));

    facts = good_facts();
    facts.claims = {{"c-1", "", true, false, true, true}};
    CHECK(rules_of(decide(publish, facts, k_maria)) == Rules{"sandbox"});
    facts.destination->sandbox = true;
    CHECK(decide(publish, facts, k_maria).allowed);
}

TEST_CASE("the owner of a claim withdraws it, whatever the role") {
    Facts facts = good_facts();
    CHECK(rules_of(decide(withdraw_claim, facts, k_maria)) == Rules{"role"});
    facts.owner = "maria";
    CHECK(decide(withdraw_claim, facts, k_maria).allowed);
    CHECK_FALSE(decide(withdraw_claim, facts, person("sam", {marketer})).allowed);
    CHECK_FALSE(decide(approve_claim, facts, k_maria).allowed);  // owning is no approving
    facts.owner = "bot";
    CHECK(rules_of(decide(withdraw_claim, facts, person("bot", {engineer}, PersonKind::service))) ==
          Rules{"human-gate"});
}

TEST_CASE("copy that relies on a claim which legal has not approved waits, and the way back does not") {
    Facts facts = good_facts();
    facts.claims = {{"c-1", "", true, false, false, false}};
    for (const Action action : {publish, schedule}) {
        const Verdict verdict = decide(action, facts, k_maria);
        CHECK(rules_of(verdict) == Rules{"claims-approved"});
        CHECK(first_code(verdict) == "waiting");
        CHECK(mentions(verdict, "relies on claim c-1, which legal has not approved"));
    }
    CHECK(decide(rollback, facts, k_maria).allowed);
    facts.claims = {{"c-1", "", true, true, false, false}};  // withdrawn
    CHECK(rules_of(decide(rollback, facts, k_maria)) == Rules{"not-expired"});
}

TEST_CASE("of several roles one that may is enough") {
    CHECK(decide(publish, good_facts(), person("kim", {analyst, legal, lead})).allowed);
    CHECK(decide(approve, good_facts(), person("kim", {analyst, legal})).allowed);
}

TEST_CASE("every action has exactly one row that says who may") {
    std::map<Action, int> rows;
    for (const Permit& permit : permits()) ++rows[permit.action];
    for (const Action action : k_actions) CHECK_MESSAGE(rows[action] == 1, to_string(action));
    CHECK(rows.size() == static_cast<std::size_t>(k_action_count));
}

TEST_CASE("an action that no row knows is denied") {
    const Verdict verdict = decide(static_cast<Action>(k_action_count), good_facts(), k_maria);
    CHECK_FALSE(verdict.allowed);
    CHECK(rules_of(verdict) == Rules{"default-deny"});
}

TEST_CASE("facts that nobody filled in allow words and drafts that go no further, and nothing else") {
    const Person everything = person("kim", {k_roles.begin(), k_roles.end()});
    std::set<Action> allowed;
    for (const Action action : k_actions)
        if (decide(action, Facts{}, everything).allowed) allowed.insert(action);
    CHECK(allowed == std::set<Action>{edit, Action::import, comment, suggest, register_prompt, add_claim});
}

TEST_CASE("invariant 18: what is paused is neither generated nor published, and the way back stays open") {
    Facts facts = good_facts();
    facts.pauses = {{"the model copy", "dana"}};
    for (const Action action : {generate, publish}) {
        const Verdict verdict = decide(action, facts, k_maria);
        CHECK(first_code(verdict) == "paused");
        CHECK(mentions(verdict, "dana has paused the model copy"));
    }
    for (const Action action : {rollback, withdraw, edit, Action::pause, resume})
        CHECK_MESSAGE(decide(action, facts, k_maria).allowed, to_string(action));
}

TEST_CASE("an unknown use case blocks writing by a model, a yes and publication") {
    for (const Action action : k_actions) {
        Facts facts = good_facts(action == accept ? S::draft : S::legal_approved);
        facts.use_case.reset();
        facts.use_case_id = "mystery";
        const Person actor = action == approve || action == endorse || action == revoke
                                 ? person("kim", {legal})
                                 : person("kim", {marketer, lead});
        const Verdict verdict = decide(action, facts, actor);
        const bool asks = action == generate || action == accept || action == approve || action == endorse ||
                          action == publish || action == schedule;
        INFO(to_string(action));
        CHECK(mentions(verdict, "the use case \"mystery\" is not in the catalog") == asks);
        if (asks) CHECK(first_code(verdict) == "blocked");
    }
}

TEST_CASE("a use case's pattern says how far its drafts may go") {
    struct Row {
        Pattern pattern;
        bool drafts, approves, publishes;
    };
    constexpr std::array k_rows{
        Row{Pattern::approval, true, true, true}, Row{Pattern::sandbox, true, true, false},
        Row{Pattern::recommendation, false, false, false}, Row{Pattern::enrichment, false, false, false},
        Row{Pattern::autonomous, false, false, false}};
    for (const Row& row : k_rows) {
        Facts facts = good_facts();
        facts.use_case = use_case(row.pattern);
        INFO(to_string(row.pattern));
        CHECK(decide(generate, facts, k_maria).allowed == row.drafts);
        CHECK(decide(approve, facts, k_dana).allowed == row.approves);
        CHECK(decide(publish, facts, k_maria).allowed == row.publishes);
        CHECK(decide(schedule, facts, k_maria).allowed == row.publishes);
        // The way back is open whatever the catalog says today.
        CHECK(decide(rollback, facts, k_maria).allowed);
        CHECK(decide(withdraw, facts, k_maria).allowed);
    }
}

TEST_CASE("reasons are told in order: who, what, then when; the first one gives the code") {
    Facts facts = good_facts(S::draft);
    facts.use_case.reset();
    facts.has_reason = false;
    const Verdict verdict = decide(approve, facts, k_maria);
    CHECK(rules_of(verdict) == Rules{"role", "reason", "known-use-case", "state", "separation-of-duties"});
    CHECK(first_code(verdict) == "role-lacking");

    Facts late = good_facts();
    late.approvals.front().expires = k_now;
    late.bytes_match = false;
    late.differences = {"offer.price was \"4.99\", is \"5.49\""};
    late.has_offer = true;
    late.offer_ends = "2026-11-22";
    late.written_by_demo = true;
    const Verdict no = decide(publish, late, k_maria);
    CHECK(rules_of(no) ==
          Rules{"approval-in-force", "same-bytes", "unchanged-facts", "not-expired", "sandbox"});
    CHECK(first_code(no) == "stale-approval");
}

TEST_CASE("every rule that can object is listed with a sentence for people") {
    std::set<std::string_view> ids;
    for (const RuleInfo& rule : rules()) {
        CHECK(ids.insert(rule.id).second);
        CHECK(rule.why.ends_with('.'));
    }
    for (const char* id :
         {"default-deny", "role", "human-gate", "reason", "known-use-case", "state", "hard-limits",
          "separation-of-duties", "distinct-approvers", "once-published", "approved", "approval-in-force",
          "same-bytes", "unchanged-facts", "not-expired", "sandbox"})
        CHECK_MESSAGE(ids.contains(id), id);
    CHECK(ids.size() == 23);
}

TEST_CASE("each refusal says what to do next") {
    for (const Action action : k_actions)
        for (const S state : k_states)
            for (const Person& actor : {k_maria, k_dana, person("bot", {engineer}, PersonKind::service)}) {
                Facts facts = good_facts(state);
                facts.destination.reset();
                facts.has_reason = false;
                facts.was_live = false;
                for (const Reason& reason : decide(action, facts, actor).reasons) {
                    CHECK_MESSAGE(!reason.fix.empty(), reason.message);
                    CHECK_FALSE(reason.message.ends_with('.'));
                }
            }
}

TEST_CASE("a refusal names what was asked for in words, not by the name that a program uses") {
    for (const Action action : k_actions) {
        CHECK_MESSAGE(verb_of(action).find('-') == std::string_view::npos, to_string(action));
        CHECK(verb_of(action, "it").ends_with(" it"));
    }
    CHECK(verb_of(rollback) == "roll back");
    CHECK(verb_of(rollback_model, "copy") == "roll back the model copy");
    CHECK(verb_of(request_changes, "spring/email") == "ask for changes to spring/email");
    const Verdict verdict = decide(rollback_model, good_facts(S::draft), k_maria);
    CHECK(verdict.reasons.front().message.find("may roll back a model") != std::string::npos);
}

TEST_CASE("copy that breaks a hard limit is not accepted, and each limit is told") {
    Facts facts = good_facts(S::draft);
    facts.broken_limits = {"the title has 45 characters of 40", "a mandatory line is missing"};
    const Verdict verdict = decide(accept, facts, k_maria);
    CHECK(rules_of(verdict) == Rules{"hard-limits", "hard-limits"});
    CHECK(first_code(verdict) == "blocked");
}

TEST_CASE("copy that nobody has checked is not accepted; the other decisions do not ask") {
    Facts facts = good_facts(S::draft);
    facts.broken_limits.reset();
    const Verdict verdict = decide(accept, facts, k_maria);
    CHECK(rules_of(verdict) == Rules{"hard-limits"});
    CHECK(mentions(verdict, "has not been checked"));
    CHECK(decide(reject, facts, k_maria).allowed);
    CHECK(decide(request_changes, facts, k_maria).allowed);
}

TEST_CASE(
    "who touched or reviewed the copy cannot approve it; with too few people the yes is for a sandbox") {
    Facts facts = good_facts(S::reviewed);
    facts.touches = {{"dana", "edited", 2}, {"maria", "generated", 3}};
    CHECK(rules_of(decide(approve, facts, k_dana)) == Rules{"separation-of-duties"});
    facts.touches.clear();
    facts.reviewed_by = "dana";
    CHECK(mentions(decide(approve, facts, k_dana), "reviewed v3"));

    struct Team {
        std::vector<Person> people;
        Risk risk;
        bool enough;
    };
    const std::vector<Team> teams{
        {{person("dana", {legal, marketer})}, Risk::medium, false},
        {{person("dana", {legal, marketer}), person("maria", {marketer})}, Risk::medium, true},
        {{person("dana", {legal, marketer}), person("maria", {marketer})}, Risk::high, false},
        {{person("dana", {legal}), person("lena", {legal})}, Risk::high, false},
        {{person("dana", {legal}), person("lena", {legal}), person("maria", {marketer})}, Risk::high, true},
        // Service accounts are nobody.
        {{person("dana", {legal}), person("bot", {legal, marketer}, PersonKind::service)},
         Risk::medium,
         false},
    };
    for (const Team& team : teams) {
        const Roster people{team.people};
        facts.roster = &people;
        facts.use_case = use_case(Pattern::approval, team.risk);
        const Verdict verdict = decide(approve, facts, k_dana);
        INFO(team.people.size(), " people, risk ", to_string(team.risk));
        CHECK(verdict.allowed == !team.enough);
        CHECK(verdict.has_label(k_sandbox_only) == !team.enough);
    }
}

TEST_CASE("with fewer approvers than the use case asks for, those there are suffice, for a sandbox only") {
    const Person dana = person("dana", {legal});
    const Person lena = person("lena", {legal});
    const Person maria = person("maria", {marketer});
    const Person sam = person("sam", {marketer});
    const Person bot = person("bot", {legal}, PersonKind::service);
    struct Row {
        std::vector<Person> people;
        Risk risk;
        std::vector<std::string> approved_by;
        int needed;
        bool labelled;  // another approval, by dana
        std::string_view sandbox, real;
    };
    const std::vector<Row> rows{
        {{dana, maria, sam}, Risk::high, {}, 1, true, "waiting", "waiting"},
        {{dana, maria, sam}, Risk::high, {"dana"}, 1, true, "ok", "blocked"},
        {{dana, maria, sam, bot}, Risk::high, {"dana"}, 1, true, "ok", "blocked"},
        // One who has left the roster since counts, and does not make up for who is missing.
        {{dana, maria, sam}, Risk::high, {"lena"}, 1, true, "ok", "blocked"},
        {{dana, maria, sam}, Risk::high, {"dana", "lena"}, 1, true, "ok", "ok"},
        {{maria, sam}, Risk::high, {}, 1, true, "waiting", "waiting"},
        // Enough people: nothing is let off.
        {{dana, maria, sam}, Risk::medium, {"dana"}, 1, false, "ok", "ok"},
        {{dana, lena, maria}, Risk::high, {}, 2, false, "waiting", "waiting"},
        {{dana, lena, maria}, Risk::high, {"dana"}, 2, false, "waiting", "waiting"},
        {{dana, lena, maria}, Risk::high, {"dana", "lena"}, 2, false, "ok", "ok"},
    };
    for (std::size_t nth = 0; nth < rows.size(); ++nth) {
        const Row& row = rows[nth];
        INFO("row ", nth);
        const Roster people{row.people};
        Facts facts = good_facts();
        facts.roster = &people;
        facts.use_case = use_case(Pattern::approval, row.risk);
        facts.approvals.clear();
        for (const std::string& who : row.approved_by) facts.approvals.push_back(approval(who));
        CHECK(approvals_needed(facts) == row.needed);
        for (const Action action : {publish, schedule, rollback}) {
            INFO(to_string(action));
            facts.destination->sandbox = true;
            CHECK(first_code(decide(action, facts, k_maria)) == row.sandbox);
            facts.destination->sandbox = false;
            CHECK(first_code(decide(action, facts, k_maria)) == row.real);
        }
        facts.state = S::reviewed;
        facts.approvals.clear();
        for (const Action action : {approve, endorse}) {
            const Verdict yes = decide(action, facts, k_dana);
            CHECK(yes.allowed);
            CHECK(yes.labels == (row.labelled ? std::vector<std::string>{std::string(k_sandbox_only)}
                                              : std::vector<std::string>{}));
        }
    }
    Facts nobody = good_facts();
    nobody.roster = nullptr;
    nobody.use_case = use_case(Pattern::approval, Risk::high);
    CHECK(approvals_needed(nobody) == 2);
    CHECK(first_code(decide(publish, nobody, k_maria)) == "waiting");
}

TEST_CASE("approvals count when they are for these bytes, in force, and by different people") {
    Facts facts = good_facts();
    facts.approvals = {approval("dana"), approval("dana"), approval("lena")};
    CHECK(approvals_in_force(facts) == 2);
    facts.approvals[2].revoked = true;
    CHECK(approvals_in_force(facts) == 1);
    facts.approvals[2] = approval("lena");
    facts.approvals[2].digest = std::string(64, 'e');
    CHECK(approvals_in_force(facts) == 1);
    facts.approvals[2] = approval("lena");
    facts.approvals[2].expires = k_now;
    CHECK(approvals_in_force(facts) == 1);
    facts.approvals[2].expires.reset();
    CHECK(approvals_in_force(facts) == 1);
    facts.approvals[2].expires = TimeMs{k_now.value + 1};
    CHECK(approvals_in_force(facts) == 2);
}

TEST_CASE("an approval that does not count says why and is stale, except when there are only too few") {
    struct Row {
        void (*spoil)(Approval&);
        std::string_view words;
        bool is_expiry;
    };
    const std::vector<Row> rows{
        {[](Approval& a) { a.revoked = true; }, "has been revoked", false},
        {[](Approval& a) { a.expires.reset(); }, "cannot be read, which counts as expired", true},
        {[](Approval& a) { a.expires = k_now; }, "expired on 2026-11-23T09:00:00Z", true},
        {[](Approval& a) { a.digest = "other"; }, "is for other bytes", false},
    };
    for (const Row& row : rows) {
        Facts facts = good_facts();
        row.spoil(facts.approvals.front());
        for (const Action action : {publish, schedule, rollback}) {
            const Verdict verdict = decide(action, facts, k_maria);
            CHECK(first_code(verdict) == "stale-approval");
            CHECK_MESSAGE(mentions(verdict, row.words), row.words);
            CHECK(verdict.expired.size() == (row.is_expiry ? 1 : 0));
        }
    }
    Facts facts = good_facts();
    facts.use_case = use_case(Pattern::approval, Risk::high);
    CHECK(first_code(decide(publish, facts, k_maria)) == "waiting");
    // One that ran out does not matter while enough are in force.
    facts = good_facts();
    facts.approvals.push_back(approval("dana"));
    facts.approvals.back().expires = k_now;
    CHECK(decide(publish, facts, k_maria).allowed);
}

TEST_CASE("a date is over when its day has passed in UTC, and when it is no date") {
    const auto at = [](std::string_view text) { return parse_time(text, k_now).value(); };
    CHECK_FALSE(is_past("2026-11-23", at("2026-11-23T23:59:59Z")));
    CHECK(is_past("2026-11-23", at("2026-11-24T00:00:00Z")));
    for (const char* text : {"", "soon", "2026-02-30", "23.11.2026", "2026-11-23 ", "2026-1-1", "9999999999"})
        CHECK_MESSAGE(is_past(text, TimeMs{0}), text);
}

TEST_CASE("an offer or claim whose end cannot be read stops publication, as if it were over") {
    Facts facts = good_facts();
    facts.has_offer = true;
    facts.offer_ends = "when stocks last";
    Verdict verdict = decide(publish, facts, k_maria);
    CHECK(rules_of(verdict) == Rules{"not-expired"});
    CHECK(mentions(verdict, "cannot be read (\"when stocks last\")"));
    facts.offer_ends.clear();
    CHECK(decide(publish, facts, k_maria).allowed);
    facts.claims = {{"c-1", "2026-13-01", true, false, true, false}};
    verdict = decide(rollback, facts, k_maria);
    CHECK(rules_of(verdict) == Rules{"not-expired"});
    REQUIRE(verdict.expired.size() == 1);
    CHECK(verdict.expired[0].id == "c-1");
    facts.claims = {{"c-1", "", true, false, true, false}};
    CHECK(decide(publish, facts, k_maria).allowed);
    facts.claims = {{"c-1", "", false, false}};
    CHECK(mentions(decide(publish, facts, k_maria), "no longer in claims.yaml"));
    facts.claims = {{"c-1", "", true, true}};
    CHECK(mentions(decide(publish, facts, k_maria), "has been withdrawn"));
}

TEST_CASE("what only a sandbox may get goes to sandboxes only") {
    Facts facts = good_facts();
    facts.written_by_demo = true;
    CHECK(rules_of(decide(publish, facts, k_maria)) == Rules{"sandbox"});
    facts.destination->sandbox = true;
    CHECK(decide(publish, facts, k_maria).allowed);
    facts = good_facts();
    facts.approvals.front().sandbox_only = true;
    CHECK(rules_of(decide(schedule, facts, k_maria)) == Rules{"sandbox"});
    CHECK(rules_of(decide(rollback, facts, k_maria)) == Rules{"sandbox"});
    // A full approval beside it heals nothing that was revoked or for other bytes.
    facts.approvals.front().revoked = true;
    facts.approvals.push_back(approval("dana"));
    CHECK(decide(publish, facts, k_maria).allowed);
}

TEST_CASE("a rollback asks whether it was live and what ran out, and not whether the brief has changed") {
    Facts facts = good_facts();
    facts.differences = {"offer.price was \"4.99\", is \"5.49\""};
    CHECK(decide(rollback, facts, k_maria).allowed);
    CHECK(first_code(decide(publish, facts, k_maria)) == "stale-approval");
    facts.was_live = false;
    CHECK(rules_of(decide(rollback, facts, k_maria)) == Rules{"once-published"});
    facts.has_reason = false;
    CHECK(first_code(decide(rollback, facts, k_maria)) == "needs-reason");
}

}  // namespace mkai::policy

// The table of states against one written by hand.
namespace mkai {

TEST_CASE("a version moves as the table says and in no other way") {
    using enum Action;
    using S = VersionState;
    const std::map<std::pair<S, Action>, S> expected{
        {{S::draft, accept}, S::reviewed},
        {{S::draft, request_changes}, S::draft},
        {{S::draft, reject}, S::rejected},
        {{S::reviewed, endorse}, S::reviewed},
        {{S::reviewed, approve}, S::legal_approved},
        {{S::reviewed, request_changes}, S::draft},
        {{S::reviewed, reject}, S::rejected},
        {{S::legal_approved, endorse}, S::legal_approved},
        {{S::legal_approved, approve}, S::legal_approved},
        {{S::legal_approved, revoke}, S::legal_approved},
        {{S::legal_approved, reject}, S::rejected},
    };
    for (const S from : {S::draft, S::reviewed, S::legal_approved, S::rejected})
        for (int i = 0; i < k_action_count; ++i) {
            const auto action = static_cast<Action>(i);
            const auto wanted = expected.find({from, action});
            INFO(to_string(from), " ", to_string(action));
            CHECK(next_state(from, action) ==
                  (wanted == expected.end() ? std::nullopt : std::optional(wanted->second)));
        }
    CHECK(version_transitions().size() == expected.size());
}

TEST_CASE(
    "a publication begins from anywhere but from one that is under way, and only what is live is withdrawn") {
    using P = PublicationState;
    using D = Delivery;
    const std::map<std::pair<std::optional<P>, D>, P> expected{
        {{std::nullopt, D::begin}, P::publishing}, {{P::withdrawn, D::begin}, P::publishing},
        {{P::failed, D::begin}, P::publishing},    {{P::live, D::begin}, P::publishing},
        {{P::publishing, D::confirm}, P::live},    {{P::publishing, D::fail}, P::failed},
        {{P::publishing, D::restore}, P::live},    {{P::live, D::remove}, P::withdrawn},
    };
    for (const std::optional<P> from :
         {std::optional<P>{}, std::optional(P::publishing), std::optional(P::live),
          std::optional(P::withdrawn), std::optional(P::failed)})
        for (const D step : {D::begin, D::confirm, D::fail, D::restore, D::remove}) {
            const auto wanted = expected.find({from, step});
            CHECK(next_state(from, step) ==
                  (wanted == expected.end() ? std::nullopt : std::optional(wanted->second)));
        }
    CHECK(publication_transitions().size() == expected.size());
}

}  // namespace mkai
