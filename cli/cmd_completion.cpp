#include "cli/cmd.hpp"
#include "cli/complete.hpp"
#include "cli/completion_scripts.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Result<Reply> completion(Context&, const Args& args) {
    const std::string shell = args.get("SHELL");
    const auto scripts = completion_scripts();
    const auto found = std::ranges::find(scripts, shell, &CompletionScript::shell);
    if (found == scripts.end())
        return fail(ErrorCode::invalid_value,
                    fmt::format("there are no completions for \"{}\"", printable_line(shell)),
                    "mkai completion bash, mkai completion zsh or mkai completion fish");
    Reply reply;
    reply.text = std::string(found->script);
    set_json(reply, {{"shell", found->shell}, {"script", found->script}, {"install", found->install}});
    return reply;
}

// Each shell quotes in its own way what it inserts; bash does not.
std::string text_for_bash(const TypedLine& line, const Proposals& proposals, std::string_view replaced) {
    // What bash keeps of the word on the line: it replaces only what stands after the last @, = or :.
    const bool cut = line.quote == 0 && line.raw.ends_with(replaced);
    const std::string_view kept =
        cut ? std::string_view(line.raw).substr(0, line.raw.size() - replaced.size()) : std::string_view();
    std::string out;
    for (const WordValue& value : proposals.values) {
        const std::string escaped = bash_escaped(value.value);
        if (!std::string_view(escaped).starts_with(kept)) continue;
        if (line.quote != 0 && escaped != value.value) continue;  // its quotes would end in the middle
        out += fmt::format("{}\t{}\n", escaped.substr(kept.size()), value.about);
    }
    return out;
}

std::string text_as_it_is(const TypedLine&, const Proposals& proposals, std::string_view) {
    std::string out;
    for (const WordValue& value : proposals.values) out += fmt::format("{}\t{}\n", value.value, value.about);
    return out;
}

struct ShellRow {
    std::string_view shell;
    std::string (*text)(const TypedLine&, const Proposals&, std::string_view replaced);
};
constexpr std::array k_shells{ShellRow{"bash", text_for_bash}, ShellRow{"zsh", text_as_it_is},
                              ShellRow{"fish", text_as_it_is}};

Result<Reply> complete(Context&, const Args& args) {
    Reply reply;
    const auto row = std::ranges::find(k_shells, args.get("SHELL"), &ShellRow::shell);
    if (row == k_shells.end()) return reply;
    const TypedLine line = split_line(args.get("LINE"));
    const Proposals proposals = propose(line.words);
    reply.text = row->text(line, proposals, args.get("REPLACED"));
    if (proposals.paths == Paths::files) reply.text += fmt::format("{}\n", k_files_here);
    if (proposals.paths == Paths::folders) reply.text += fmt::format("{}\n", k_folders_here);
    return reply;
}

}  // namespace

Command cmd_completion() {
    return {"completion",
            Group::workspace,
            "Print the completions of a shell: commands, flags, and the ids of the workspace at hand.",
            "The script asks mkai at each TAB, so that it stays as it is when mkai is updated. A TAB writes "
            "nothing, and says nothing where there is no workspace.",
            {{"eval \"$(mkai completion bash)\"", "for this session; in ~/.bashrc for each one"},
             {"mkai completion zsh > \"${fpath[1]}/_mkai\"", "where zsh looks for it"},
             {"mkai completion fish > ~/.config/fish/completions/mkai.fish", "where fish does"}},
            {{"SHELL", "bash, zsh or fish"}},
            {},
            completion};
}

Command cmd_complete() {
    return {"complete",
            Group::hidden,
            "What a TAB proposes, a line each: the word, a tab, what it is.",
            "For the scripts of mkai completion.",
            {{"mkai complete fish -- \"mkai review spring/\"", "assets that begin so"},
             {"mkai complete bash -- \"mkai show spring/email@v\" v", "with what bash would replace"}},
            {{"SHELL", "bash, zsh or fish"},
             {"LINE", "the line up to the cursor"},
             {"REPLACED", "the end of it that the shell replaces", Arity::optional}},
            {},
            complete};
}

}  // namespace mkai::cli
