#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/model_rollback.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string plan_text(const app::ModelRollbackPlan& plan, const Terminal& terminal) {
    std::string out = fmt::format("{}: {} -> {}\n", terminal.paint(Colour::bold, plan.model),
                                  short_digest(plan.replaced), short_digest(plan.digest));
    out += changes_text(plan.changes, "  ");
    for (const std::string& remark : plan.remarks)
        out += fmt::format("  {} {}\n", terminal.paint(Colour::yellow, "note:"), remark);
    return out;
}

Result<Reply> rollback(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto reason = context.value_or_ask(args, "--reason", "why?", ErrorCode::needs_reason);
    if (!reason) return fail(reason);
    const app::ModelRollbackRequest request{args.get("MODEL"), std::move(*reason), args.get("--reason-code")};
    auto plan = app::plan_model_rollback(*session, request);
    if (!plan) return fail(plan);
    Reply reply;
    if (plan->unchanged) {
        reply.text = fmt::format("{} is declared so already ({}); nothing was changed\n", plan->model,
                                 short_digest(plan->digest));
        reply.next = fmt::format("mkai model show {}", plan->model);
    } else {
        const std::string told = plan_text(*plan, context.terminal());
        if (!context.globals().yes && !context.wants_json()) context.terminal().say(told);
        if (auto sure = context.confirm("write this into mkai.yaml?"); !sure) return fail(sure);
        if (auto done = app::roll_model_back(*session, request, *plan); !done) return fail(done);
        reply.text =
            (context.globals().yes ? told : std::string()) +
            fmt::format("mkai.yaml declares {} as {} again\n", plan->model, short_digest(plan->digest));
        reply.next = fmt::format("mkai model test {}, then commit mkai.yaml", plan->model);
    }
    set_json(reply, {{"model", plan->model},
                     {"digest", plan->digest},
                     {"replaced", plan->replaced},
                     {"changes", changes_json(plan->changes)},
                     {"remarks", plan->remarks},
                     {"unchanged", plan->unchanged}});
    return reply;
}

}  // namespace

Command cmd_model_rollback() {
    return {"model rollback",
            Group::workspace,
            "Declare a model again as it was declared before. By an engineer or a lead.",
            "Without a digest: as it was declared before today's. Only what a digest is taken over is "
            "written into "
            "mkai.yaml (provider, model, parameters, price); comments, limits, fallbacks, the credential and "
            "what is "
            "known of the vendor stay. The decision is in the ledger. Exit status 0 when it is declared so "
            "already.",
            {{"mkai model rollback copy --reason \"the new one is off brand\"", "after showing what changes"},
             {"mkai model rollback copy@8f2c --reason \"cheaper\" --yes",
              "to an older declaration, in a script"}},
            {{"MODEL", "a model of mkai.yaml, maybe with the digest of an earlier declaration"}},
            {{"--reason", "TEXT", "why; kept in the ledger"},
             {"--reason-code", "WORD", "a short word for reports"}},
            rollback};
}

}  // namespace mkai::cli
