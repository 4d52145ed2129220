#include "cli/claim_origin.hpp"
#include "cli/claim_views.hpp"
#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/claims.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/claim_files.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// What `claim add` asks for, and where the answer goes.
struct Question {
    std::string_view flag;
    std::string_view shape;
    std::string_view help;
    std::string_view question;  // at a terminal; empty: only the flag
    bool required;
    std::string Claim::*text;
    std::vector<std::string> Claim::*list;
    std::string Evidence::*evidence;
};
constexpr std::array k_questions{
    Question{"--wording", "TEXT", "the claim, word for word", "What does it say, word for word?", true,
             &Claim::wording, nullptr, nullptr},
    Question{"--form", "TEXT", "another wording that is approved with it", "", false, nullptr, &Claim::forms,
             nullptr},
    Question{"--kind", "KIND", "statistic, superlative, comparative, price, guarantee, legal, ...",
             "What kind of claim is it? (statistic, superlative, comparative, price, guarantee, legal, ...)",
             true, &Claim::kind, nullptr, nullptr},
    Question{"--category", "WORD", "children, alcohol, gambling, food or finance", "", false,
             &Claim::category, nullptr, nullptr},
    Question{"--market", "MARKET", "where it may be made, as GB; all when left out",
             "In which markets? (GB, DE; empty: all)", false, nullptr, &Claim::markets, nullptr},
    Question{"--language", "LANGUAGE", "of its wording, as en", "", false, nullptr, &Claim::languages,
             nullptr},
    Question{"--evidence", "FILE", "what proves it: a file of the workspace, or words",
             "What proves it? (a file of the workspace, or words that say where the proof is)", true, nullptr,
             nullptr, &Evidence::from},
    Question{"--excerpt", "TEXT", "the passage that proves it", "Which passage proves it? (empty: none)",
             false, nullptr, nullptr, &Evidence::excerpt},
    Question{"--retrieved", "DATE", "when the evidence was got", "", false, nullptr, nullptr,
             &Evidence::retrieved},
    Question{"--assessed-by", "PERSON", "who has looked whether it proves the claim", "", false, nullptr,
             nullptr, &Evidence::assessed_by},
    Question{"--basis", "TEXT", "what was measured or compared, and with what", "", false, nullptr, nullptr,
             &Evidence::basis},
    Question{"--period", "TEXT", "the time that the evidence speaks of", "", false, nullptr, nullptr,
             &Evidence::period},
    Question{"--footnote", "TEXT", "a line that belongs to it in the copy", "", false, &Claim::footnote,
             nullptr, nullptr},
    Question{"--owner", "PERSON", "who answers for it", "Who answers for it? (an id of people.yaml)", false,
             &Claim::owner, nullptr, nullptr},
    Question{"--expires", "DATE", "the last day on which it may be published",
             "Until which day does it hold? (2027-12-31; empty: no end)", false, &Claim::expires, nullptr,
             nullptr},
};

void put(Claim& claim, const Question& question, const std::vector<std::string>& answers) {
    if (question.list)
        claim.*question.list = answers;
    else
        (question.text ? claim.*question.text : claim.evidence.*question.evidence) = answers.back();
}

std::vector<std::string> parts_of(const std::string& answer, bool list) {
    if (!list) return {answer};
    std::vector<std::string> out;
    for (const std::string& part : split(answer, ','))
        if (const auto item = trim(part); !item.empty()) out.emplace_back(item);
    return out;
}

// Without a terminal every answer that is needed has to be given; what is missing is told at once.
Done check_answers(const Args& args) {
    std::vector<std::string> missing;
    Error error{ErrorCode::needs_terminal, "a claim needs answers, and there is nobody to ask", {}, {}};
    for (const Question& question : k_questions) {
        if (!question.required || args.has(question.flag)) continue;
        missing.push_back(fmt::format("{} ...", question.flag));
        error.with_context(fmt::format("{}: {}", question.flag, question.help));
    }
    if (missing.empty()) return {};
    error.fix = "add " + join(missing, " ");
    return fail(std::move(error));
}

Result<Claim> read_answers(Context& context, const Args& args) {
    Claim claim;
    for (const Question& question : k_questions) {
        if (const auto given = args.list(question.flag); !given.empty()) {
            put(claim, question, given);
            continue;
        }
        while (context.terminal().can_ask() && !question.question.empty()) {
            const auto answer = context.terminal().ask(question.question);
            if (!answer) return fail(ErrorCode::interrupted, "no claim was written");
            const auto parts = parts_of(*answer, question.list != nullptr);
            if (!parts.empty() && !parts.front().empty()) {
                put(claim, question, parts);
                break;
            }
            if (!question.required) break;
            context.terminal().say("  this one is needed");
        }
    }
    return claim;
}

// What the file may say of a claim that was, and nobody means of a new one.
Done check_claim(const app::Session& session, const Claim& claim) {
    if (claim.wording.find('\n') != std::string::npos)
        return fail(ErrorCode::invalid_value, "a wording is one line", "leave the line breaks out");
    if (!claim.holds(session.clock.now()))
        return fail(ErrorCode::invalid_value,
                    fmt::format("\"{}\" is no day to come", printable_line(claim.expires)),
                    "--expires is the last day on which it may be published, as 2027-12-31");
    for (const std::string* person : {&claim.owner, &claim.evidence.assessed_by}) {
        if (person->empty() || session.workspace.roster().find(*person) != nullptr) continue;
        std::vector<std::string> known;
        for (const Person& one : session.workspace.roster().people) known.push_back(one.id);
        return fail(ErrorCode::unknown_id, fmt::format("people.yaml has no {}", in_quotes(*person)),
                    did_you_mean(*person, known));
    }
    return {};
}

// Who can say yes to what this person has just written, and with which command.
std::string approval_step(const app::Session& session, const std::string& claim) {
    std::vector<std::string> others;
    for (const Person& person : session.workspace.roster().people)
        if (person.kind == PersonKind::person && person.has(Role::legal) &&
            person.id != session.actor.person.id)
            others.push_back(person.id);
    if (others.empty())
        return fmt::format(
            "add somebody with the role legal to people.yaml, who runs: mkai claim approve {} "
            "--as THEIR_ID --reason \"what was checked\"",
            claim);
    return fmt::format(
        "{} (legal) reads mkai claim show {}, then runs: mkai claim approve {} --as {} --reason "
        "\"what was checked\"",
        join(others, " or "), claim, claim, others.front());
}

Result<Reply> add(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    if (!context.terminal().can_ask())
        if (auto complete = check_answers(args); !complete) return fail(complete);
    auto claim = read_answers(context, args);
    if (!claim) return fail(claim);
    if (auto sensible = check_claim(*session, *claim); !sensible) return fail(sensible);
    claim->id = args.find("--id").value_or(workspace::next_claim_id(session->workspace));
    auto made = workspace::plan_new_claim(session->workspace, *claim);
    if (!made) return fail(made);
    // The ledger first: who wrote it is known before the words are there for anybody to approve.
    if (auto done = app::record_claim_added(*session, made->claim); !done) return fail(done);
    if (auto done = workspace::write_new_claim(session->workspace, *made); !done) return fail(done);
    Reply reply;
    reply.text = fmt::format(
        "wrote claim {} into claims.yaml; nobody may say it before legal has approved it\n"
        "a brief whose copy is to say it names it: claims: [{}]\n{}",
        made->claim.id, made->claim.id, findings_text(made->findings, context.terminal()));
    reply.next = approval_step(*session, made->claim.id);
    set_json(reply, {{"claim", claim_json(made->claim)}, {"findings", findings_json(made->findings)}});
    return reply;
}

// What somebody is about to say yes to.
std::string plan_text(const app::ClaimApprovalPlan& plan, const Terminal& terminal) {
    const Claim& claim = plan.shown.claim;
    std::string out = fmt::format("{} ({}): {}\n  evidence: {} ({})\n  written by: {}\n", claim.id,
                                  short_digest(claim.digest), printable_line(claim.wording),
                                  printable_line(claim.evidence.from), short_digest(claim.evidence.digest),
                                  writers_words(plan.writers.people));
    if (!claim.evidence.excerpt.empty())
        out += fmt::format("  excerpt: {}\n", printable_line(claim.evidence.excerpt));
    if (plan.shown.approved && plan.shown.approved->digest != claim.digest)
        out += diff_text(fields_of(*plan.shown.approved), fields_of(claim), terminal);
    return out;
}

std::string done_text(const app::ClaimApprovalPlan& plan) {
    const Claim& claim = plan.shown.claim;
    if (plan.unchanged) return fmt::format("{} is approved already, as it stands; nothing to do\n", claim.id);
    std::string out =
        fmt::format("approved {} ({}): {}\n  written by: {}{}\n", claim.id, short_digest(claim.digest),
                    printable_line(claim.wording), writers_words(plan.writers.people),
                    plan.evidence ? "; the evidence is kept in the ledger" : "");
    if (!plan.writers.strangers.empty())
        out += fmt::format("  people.yaml does not know {}, who committed to it\n",
                           printable_line(join(plan.writers.strangers, ", ")));
    if (plan.sandbox_only)
        out += "  sandbox-only: good for sandbox destinations alone, because nobody else could approve\n";
    return out;
}

Result<app::ClaimRequest> request_of(Context& context, const Args& args) {
    auto reason = context.value_or_ask(args, "--reason", "Reason:", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    return app::ClaimRequest{std::move(*reason), args.get("--reason-code")};
}

Result<Reply> approve(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto request = request_of(context, args);
    if (!request) return fail(request);
    std::vector<app::ClaimApprovalPlan> plans;
    for (const std::string& target : args.list("CLAIM")) {
        const std::string id = target.substr(0, target.find('@'));
        if (std::ranges::any_of(plans, [&](const auto& plan) { return plan.shown.claim.id == id; })) continue;
        auto origin = find_claim_origin(*session, id);
        if (!origin) return fail(origin);
        auto plan = app::plan_claim_approval(*session, target, *origin, *request);
        if (!plan) return fail(plan);
        plans.push_back(std::move(*plan));
    }
    const bool does_something =
        std::ranges::any_of(plans, [](const app::ClaimApprovalPlan& plan) { return !plan.unchanged; });
    if (does_something && context.terminal().can_ask() && !context.globals().yes) {
        for (const app::ClaimApprovalPlan& plan : plans)
            if (!plan.unchanged) context.terminal().say(plan_text(plan, context.terminal()));
        if (auto sure = context.confirm("approve?"); !sure) return fail(sure);
    }
    if (auto done = app::approve_claims(*session, *request, plans); !done) return fail(done);
    Reply reply;
    Json rows = Json::array();
    for (const app::ClaimApprovalPlan& plan : plans) {
        reply.text += done_text(plan);
        rows.push_back({{"claim", plan.shown.claim.id},
                        {"digest", plan.shown.claim.digest},
                        {"evidence_digest", plan.shown.claim.evidence.digest},
                        {"evidence_kept", plan.evidence.has_value()},
                        {"writers", plan.writers.people},
                        {"unknown_addresses", plan.writers.strangers},
                        {"sandbox_only", plan.sandbox_only},
                        {"unchanged", plan.unchanged}});
    }
    reply.next = "mkai claim list";
    set_json(reply, {{"approved", std::move(rows)}});
    return reply;
}

// What a withdrawal touches: told before anybody says yes (invariant 22).
std::string warning_text(const app::ClaimWithdrawalPlan& plan) {
    const std::string live = live_text(plan.uses);
    std::string out = fmt::format("{}: {}\n", plan.shown.claim.id, printable_line(plan.shown.claim.wording));
    if (live.empty()) return out + "nothing that is live uses it\n";
    return out + fmt::format("these use it:\n{}", live) +
           "they stay live until somebody withdraws them, and may not be published or rolled back to any "
           "more\n";
}

Result<Reply> withdraw(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto request = request_of(context, args);
    if (!request) return fail(request);
    auto plan = app::plan_claim_withdrawal(*session, args.get("CLAIM"), *request);
    if (!plan) return fail(plan);
    const std::string& id = plan->shown.claim.id;
    Reply reply;
    if (plan->unchanged) {
        reply.text = fmt::format("{} is withdrawn already; nothing was changed\n", id);
    } else {
        const std::string told = warning_text(*plan);
        if (!context.globals().yes && !context.wants_json()) context.terminal().say(told);
        if (auto sure = context.confirm("withdraw it?"); !sure) return fail(sure);
        if (auto done = app::withdraw_claim(*session, *request, *plan); !done) return fail(done);
        reply.text = (context.globals().yes ? told : std::string()) +
                     fmt::format("{} is withdrawn: no copy may say it any more\n", id);
    }
    const auto first_live =
        std::ranges::find_if(plan->uses, [](const app::ClaimUseInVersion& use) { return !use.live.empty(); });
    reply.next = first_live == plan->uses.end()
                     ? fmt::format("mkai claim affected {}", id)
                     : fmt::format("mkai withdraw {} -d {} --reason \"...\"", first_live->asset,
                                   first_live->live.front().destination);
    set_json(reply, {{"claim", id},
                     {"digest", plan->shown.claim.digest},
                     {"uses", claim_uses_json(plan->uses)},
                     {"unchanged", plan->unchanged}});
    return reply;
}

constexpr Option k_reason{"--reason", "TEXT", "why; kept in the ledger"};
constexpr Option k_reason_code{"--reason-code", "WORD", "a short word for reports"};

std::vector<Option> add_options() {
    std::vector<Option> out;
    for (const Question& q : k_questions) out.push_back({q.flag, q.shape, q.help, q.list != nullptr});
    out.push_back({"--id", "CLAIM", "its id; the next c-N when left out"});
    return out;
}

}  // namespace

Command cmd_claim_add() {
    return {
        "claim add",
        Group::workspace,
        "Write a new claim into claims.yaml; at a terminal it asks what is not given.",
        "The rest of the file stays as it is. The claim counts once legal has approved it, and whoever adds "
        "it "
        "counts as its writer, who does not approve it.",
        {{"mkai claim add", "asks its questions"},
         {"mkai claim add --wording \"Rated 4.8 by 1,200 viewers.\" --kind statistic --market GB --evidence "
          "evidence/ratings.md --owner dana --expires 2026-12-31",
          "the same in a script"}},
        {},
        add_options(),
        add};
}

Command cmd_claim_approve() {
    return {
        "claim approve",
        Group::main_job,
        "Legal's yes to exactly what a claim says, with its evidence; from then on copy may say it.",
        "Not by whoever wrote it: in a repository of git the authors and co-authors of its lines in "
        "claims.yaml, and "
        "whoever runs this for lines that are not committed; without git, whoever ran mkai claim add. The "
        "evidence "
        "file is kept in the ledger (16 MB at most). A change of the wording, of the evidence or of anything "
        "else "
        "that the claim says needs a new approval.",
        {{"mkai claim approve c-12 c-13 --as dana --reason \"evidence read\"", "all of them or none"},
         {"mkai claim approve c-12@8f2c --reason \"new study\" --yes", "only if it still has this digest"}},
        {{"CLAIM", "ids of claims, maybe with the beginning of a digest", Arity::many}},
        {k_reason, k_reason_code},
        approve};
}

Command cmd_claim_withdraw() {
    return {"claim withdraw",
            Group::main_job,
            "Take a claim back, after showing every live asset that uses it.",
            "Legal, a lead or the claim's owner. What is live stays live until somebody withdraws it, but no "
            "version that "
            "relies on the claim may be published or rolled back to any more. A new approval brings the "
            "claim back.",
            {{"mkai claim withdraw c-12 --reason \"the study was recalled\"",
              "shows what is live with it, and asks"},
             {"mkai claim withdraw c-12 --as dana --reason \"recalled\" --yes", "in a script"}},
            {{"CLAIM", "the id of a claim"}},
            {k_reason, k_reason_code},
            withdraw};
}

}  // namespace mkai::cli
