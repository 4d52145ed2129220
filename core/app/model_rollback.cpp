#include "core/app/model_rollback.hpp"

#include "core/app/facts.hpp"
#include "core/gateway/gateway.hpp"
#include "core/workspace/price_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// The same command again changes nothing: today's is what the last rollback brought back.
Result<bool> was_just_brought_back(store::Ledger& ledger, const std::string& model,
                                   const std::string& digest) {
    auto rollbacks = ledger.list_model_rollbacks(model);
    if (!rollbacks) return fail(rollbacks);
    return !rollbacks->empty() && rollbacks->back().digest == digest;
}

// The one that counted before today's.
Result<const UsedDeclaration*> find_previous(const std::vector<UsedDeclaration>& used,
                                             const ModelDecl& model) {
    const auto previous =
        std::ranges::find_if(used, [](const UsedDeclaration& one) { return !one.changes.empty(); });
    if (previous != used.end()) return &*previous;
    return fail(ErrorCode::unknown_id,
                fmt::format("no call has used another declaration of {} than today's", model.name),
                fmt::format("mkai model show {} lists what there is; git has every version of mkai.yaml",
                            model.name));
}

// Whether it can still be asked: a rollback to a model without a price would stop everything.
Done check_usable(const Session& session, const ModelDecl& wanted) {
    if (auto checked = gateway::check_model(wanted); !checked) return checked;
    auto prices = session.workspace.prices();
    if (!prices) return fail(prices);
    auto price = (*prices)->price_of(wanted);
    if (!price) return fail(price);
    return {};
}

// The vendor's facts and the credential are no part of what a digest is taken over.
std::vector<std::string> remarks_on(const ModelDecl& today, const ModelDecl& wanted) {
    std::vector<std::string> out;
    const std::string host = gateway::host_of(wanted);
    if (!today.credential.empty() && gateway::host_of(today) != host)
        out.push_back(
            host.empty()
                ? fmt::format("its credential stays \"{}\", which it does not use any more", today.credential)
                : fmt::format("its credential stays \"{}\", which has to be one for {}", today.credential,
                              host));
    if (today.provider != wanted.provider && !(today.vendor == VendorFacts{}))
        out.push_back(fmt::format("what mkai.yaml says of its vendor stays, and was said of {}: look at it",
                                  today.provider));
    return out;
}

Result<ModelRollbackPlan> plan_change(const Session& session, const ModelDecl& today,
                                      const UsedDeclaration& previous) {
    ModelRollbackPlan plan;
    plan.model = today.name;
    plan.digest = previous.use.seen.digest;
    if (auto usable = check_usable(session, previous.model); !usable)
        return fail(std::move(usable.error().with_context(
            fmt::format("that is what the declaration {:.8} of {} asks for", plan.digest, today.name))));
    auto edit = workspace::edit_model(session.workspace, previous.model);
    if (!edit) return fail(edit);
    plan.edit = std::move(*edit);
    auto changes = changes_between(today, previous.model);
    if (!changes) return fail(changes);
    plan.changes = std::move(*changes);
    plan.remarks = remarks_on(today, previous.model);
    return plan;
}

}  // namespace

Result<ModelRollbackPlan> plan_model_rollback(const Session& session, const ModelRollbackRequest& request) {
    auto target = parse_model_target(request.target);
    if (!target) return fail(target);
    auto model = find_model(session.workspace, target->name);
    if (!model) return fail(model);
    const ModelDecl& today = **model;
    if (auto allowed = check_gate(session, Action::rollback_model, !request.reason.empty(), today.name);
        !allowed)
        return fail(allowed);
    auto digest = digest_of(today);
    if (!digest) return fail(digest);
    ModelRollbackPlan same;
    same.model = today.name;
    same.replaced = same.digest = *digest;
    same.unchanged = true;
    auto used = list_declarations(session.ledger, today);
    if (!used) return fail(used);
    if (target->digest_prefix.empty()) {
        auto brought_back = was_just_brought_back(session.ledger, today.name, *digest);
        if (!brought_back) return fail(brought_back);
        if (*brought_back) return same;
    }
    auto previous =
        target->digest_prefix.empty() ? find_previous(*used, today) : find_declaration(*used, *target);
    if (!previous) return fail(previous);
    if ((*previous)->use.seen.digest == *digest) return same;
    auto plan = plan_change(session, today, **previous);
    if (plan) plan->replaced = std::move(*digest);
    return plan;
}

Done roll_model_back(const Session& session, const ModelRollbackRequest& request,
                     const ModelRollbackPlan& plan) {
    if (plan.unchanged) return {};
    if (auto same = workspace::check_still_before(session.workspace, plan.edit); !same) return same;
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto reason = writer->put_blob(request.reason);
    if (!reason) return fail(reason);
    const ModelRollback rollback{writer->new_id(),        plan.model, plan.digest,  plan.replaced,
                                 session.actor.person.id, *reason,    writer->now()};
    Event event = make_event(session, event_kind::model_rolled_back);
    event.reason = *reason;
    event.reason_code = request.reason_code;
    event.data = {{"digest", plan.digest}, {"model", plan.model}, {"replaced", plan.replaced}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->insert_model_rollback(rollback, *seq); !done) return done;
    if (auto done = writer->commit(); !done) return done;
    auto written = workspace::write_config(session.workspace, plan.edit);
    if (written) return {};
    return fail(std::move(written.error().with_context(
        "the decision is in the ledger, and mkai.yaml is as it was; the same command again finishes it")));
}

}  // namespace mkai::app
