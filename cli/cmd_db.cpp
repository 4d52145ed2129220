#include "cli/cmd.hpp"
#include "core/app/start.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<Reply> create(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto actor = context.actor();
    if (!actor) return fail(actor);
    auto ledger = app::start_ledger(**files, actor->person.id, context.clock(), context.random());
    if (!ledger) return fail(ledger);
    Reply reply;
    reply.text = fmt::format("made an empty ledger: {}\n", (*files)->ledger_path().string());
    reply.next = "mkai status";
    set_json(reply, {{"ledger", *ledger}, {"path", (*files)->ledger_path().string()}});
    return reply;
}

}  // namespace

Command cmd_db_create() {
    return {
        "db create",
        Group::workspace,
        "Start an empty ledger in a clone that has none.",
        "A clone without its ledger is an error and never a silent new one: what was approved elsewhere is "
        "not known here. "
        "Copy the team's ledger to .mkai/ledger.db where there is one.",
        {{"mkai db create", "a new, empty ledger"}, {"mkai db create -C clones/spring", "in another folder"}},
        {},
        {},
        create};
}

}  // namespace mkai::cli
