#include "cli/cmd.hpp"
#include "cli/views.hpp"
#include "core/app/retention.hpp"
#include "core/app/start.hpp"
#include "core/base/text.hpp"

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

Result<Reply> purge(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    const bool dry_run = args.has("--dry-run");
    auto purged = dry_run ? app::preview_purge(*session) : app::purge(*session);
    if (!purged) return fail(purged);
    Reply reply;
    if (purged->kept_days == 0) {
        reply.text = "prompts and answers are kept for good: mkai.yaml has no retention\n";
        reply.next = "write \"retention: {model_texts_days: 400}\" into mkai.yaml";
    } else if (purged->texts == 0) {
        reply.text = fmt::format("nothing to delete: no prompt or answer is older than {}\n",
                                 counted(static_cast<std::size_t>(purged->kept_days), "day"));
    } else if (dry_run) {
        reply.text = fmt::format("would delete {} from before {}\n", counted(purged->texts, "text"),
                                 to_string(date_of(purged->through)));
        reply.next = "mkai db purge";
    } else {
        reply.text = purged_words(*purged) + "\n";
    }
    set_json(reply,
             {{"kept_days", purged->kept_days > 0 ? Json(purged->kept_days) : Json(nullptr)},
              {"before", purged->kept_days > 0 ? Json(to_string(date_of(purged->through))) : Json(nullptr)},
              {"texts", purged->texts},
              {"dry_run", dry_run}});
    return reply;
}

}  // namespace

Command cmd_db_purge() {
    return {
        "db purge",
        Group::workspace,
        "Delete the words that models were asked and answered, when mkai.yaml says that they are too old.",
        "mkai generate does it by itself. Versions, decisions, costs and digests stay, and the log says "
        "what was deleted and when; the bytes are overwritten.",
        {{"mkai db purge --dry-run", "how much it would be"}, {"mkai db purge", "now"}},
        {},
        {{"--dry-run", "", "say what would be deleted, delete nothing"}},
        purge};
}

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
