#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "core/app/eval_import.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<Reply> import_suite(Context& context, const Args& args) {
    auto session = context.session();
    if (!session) return fail(session);
    auto imported = app::import_eval(*session, {args.get("FILE"), args.get("--out")});
    if (!imported) return fail(imported);
    Reply reply;
    reply.text =
        fmt::format("{}: {} and {} of {}\n", imported->files.front(), counted(imported->tests, "test"),
                    counted(imported->checks, "check"), printable_line(args.get("FILE")));
    for (std::size_t i = 1; i < imported->files.size(); ++i) reply.text += imported->files[i] + "\n";
    if (imported->models.empty())
        reply.text += "no model of it is declared: the workspace's default is asked\n";
    if (!imported->findings.empty()) {
        const std::size_t left_out = count_of(imported->findings, Level::warning);
        reply.text += fmt::format("\nleft out: {}; not as it was: {}\n", counted(left_out, "thing"),
                                  counted(imported->findings.size() - left_out, "thing"));
        reply.text += findings_text(imported->findings, context.terminal());
    }
    if (imported->findings_left_out > 0)
        reply.text += fmt::format("and {} more like these\n", imported->findings_left_out);
    reply.next = fmt::format("mkai eval run {} --dry-run", imported->suite);
    set_json(reply, {{"suite", imported->suite},
                     {"files", imported->files},
                     {"prompts", imported->prompts},
                     {"models", imported->models},
                     {"tests", imported->tests},
                     {"checks", imported->checks},
                     {"findings", findings_json(imported->findings)},
                     {"findings_left_out", imported->findings_left_out}});
    return reply;
}

}  // namespace

Command cmd_eval_import() {
    return {
        "eval import",
        Group::workspace,
        "Make a suite of a configuration of promptfoo.",
        "Prompts, tests and every check that is told without code or embeddings are taken. Each thing that "
        "is "
        "not is named, with its place and what to do instead; nothing is left out silently. What is there "
        "already is not written over.",
        {{"mkai eval import promptfooconfig.yaml", "a suite called after its folder"},
         {"mkai eval import support.yaml --out evals/support.yaml", "with a name of its own"}},
        {{"FILE", "a configuration in YAML or JSON; the files that it names are read from its folder"}},
        {{"--out", "FILE", "evals/NAME.yaml, from the workspace's root"}},
        import_suite};
}

}  // namespace mkai::cli
