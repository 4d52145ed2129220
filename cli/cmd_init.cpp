#include "cli/cmd.hpp"
#include "core/app/start.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

// "./spring/" is "spring", "./." is ".".
fs::path tidy(const fs::path& path) {
    const fs::path plain = path.lexically_normal();
    return plain.has_filename() ? plain : plain.has_parent_path() ? plain.parent_path() : fs::path(".");
}

std::string made_text(const workspace::InitOptions& options, const fs::path& folder,
                      const std::vector<std::string>& files) {
    std::string out = fmt::format("made the workspace \"{}\" in {}\n", options.name, folder.string());
    std::size_t own = 0;
    for (const std::string& file : files) {
        if (file.starts_with(".mkai/"))
            ++own;
        else
            out += fmt::format("  {}\n", file);
    }
    out += fmt::format("  .mkai/ (the ledger, and {} that mkai and editors read)\n", counted(own, "file"));
    if (options.demo)
        out +=
            "\nYou act as maria, a marketer, here; --as dana acts as legal. The model \"demo\" is no AI: it\n"
            "composes copy from the brief, and what it writes goes to sandbox destinations only.\n";
    return out;
}

Result<Reply> run(Context& context, const Args& args) {
    const fs::path folder = tidy(fs::path(context.globals().folder) / args.get("FOLDER"));
    workspace::InitOptions options;
    options.demo = args.has("--demo");
    options.name = args.get("--name");
    if (options.name.empty()) options.name = fs::absolute(folder).lexically_normal().filename().string();
    if (options.name.empty())
        options.name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
    if (!options.demo) {
        options.git_user_name = context.git_config("user.name");
        options.git_user_email = context.git_config("user.email");
    }
    auto started = app::start_workspace(folder, options, context.clock(), context.random());
    if (!started) return fail(started);
    Reply reply;
    if (!context.terminal().quiet()) reply.text = made_text(options, folder, started->files);
    const std::string enter = args.get("FOLDER") == "." || args.get("FOLDER").empty()
                                  ? ""
                                  : fmt::format("cd {} && ", args.get("FOLDER"));
    reply.next = options.demo
                     ? fmt::format(
                           "{}mkai claim approve c-12 c-13 c-14 --as dana --reason \"evidence read\"\n"
                           "then: mkai generate spring",
                           enter)
                     : fmt::format("{}mkai brief new BRIEF", enter);
    set_json(reply, {{"folder", folder.string()},
                     {"name", options.name},
                     {"files", started->files},
                     {"ledger", started->ledger_id}});
    return reply;
}

}  // namespace

Command cmd_init() {
    return {"init",
            Group::workspace,
            "Make a workspace: what people declare (in git) and the ledger beside it.",
            "With --demo it has three briefs, people, claims and a model that needs no key.",
            {{"mkai init spring --demo", "a workspace to try everything in"},
             {"mkai init campaigns --name \"Acme campaigns\"", "an empty one for real work"}},
            {{"FOLDER", "the folder to make; the current one when left out", Arity::optional}},
            {{"--demo", "", "with briefs, people, claims and the demo model"},
             {"--name", "NAME", "the workspace's name"}},
            run};
}

}  // namespace mkai::cli
