#include "cli/check_report.hpp"
#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/prompt_fix.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/app/prompt_render.hpp"
#include "core/app/prompt_shelf.hpp"
#include "core/base/file.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/prompts/copy_input.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

bool looks_like_a_path(const std::string& typed) {
    return typed.ends_with(app::k_prompt_ending);
}

// The ledger is opened only for what is in it.
Result<app::SharedPrompt> load(Context& context, const app::PromptShelf& shelf, const std::string& typed) {
    if (looks_like_a_path(typed) || typed.find('@') == std::string::npos) return shelf.load_typed(typed);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    return app::find_prompt(shelf, **ledger, typed);
}

// Which of a workspace's prompts have changed since a revision of git: the files, and those that use a
// partial that has.
Result<std::vector<std::string>> changed_since(Context& context, const app::PromptShelf& shelf,
                                               const std::string& revision) {
    auto files = context.git_changed(revision);
    if (!files) return fail(files);
    std::set<std::string> names;
    for (const auto& [name, source] : shelf.sources().prompts)
        if (std::ranges::find(*files, source.label) != files->end()) names.insert(name);
    std::vector<std::string> partials;
    for (const auto& [name, source] : shelf.sources().partials)
        if (std::ranges::find(*files, source.label) != files->end()) partials.push_back(name);
    for (std::string& user : shelf.users_of(partials)) names.insert(std::move(user));
    return std::vector<std::string>(names.begin(), names.end());
}

Result<std::vector<std::string>> to_check(Context& context, const Args& args, const app::PromptShelf& shelf) {
    std::vector<std::string> typed = args.list("PROMPT");
    if (auto revision = args.find("--changed")) {
        if (!typed.empty())
            return fail(ErrorCode::usage, "--changed finds the prompts by itself",
                        "leave the names out, or --changed");
        return changed_since(context, shelf, *revision);
    }
    if (!typed.empty()) return typed;
    for (const auto& [name, source] : shelf.sources().prompts) typed.push_back(name);
    return typed;
}

// The partial that a path leads to, of the workspace or of a pack; null for anything else.
const workspace::PromptSource* find_partial(const app::PromptShelf& shelf, const fs::path& path) {
    if (!path.filename().string().starts_with('_')) return nullptr;
    std::error_code ec;
    for (const auto& [name, source] : shelf.sources().partials)
        if (fs::equivalent(path, source.path, ec)) return &source;
    return nullptr;
}

// A file that hooks hand over may be a partial: those that use it are checked.
std::vector<std::string> with_users(const app::PromptShelf& shelf, const std::vector<std::string>& typed) {
    std::vector<std::string> out;
    const auto add = [&](std::string name) {
        if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    };
    std::vector<std::string> partials;
    for (const std::string& name : typed) {
        if (const workspace::PromptSource* partial = find_partial(shelf, name))
            partials.push_back(partial->name);
        else
            add(name);
    }
    for (std::string& user : shelf.users_of(partials)) add(std::move(user));
    return out;
}

Done fix(const fs::path& path, int& mended) {
    auto bytes = read_file(path, prompts::k_prompt_bytes_max);
    if (!bytes) return {};  // the check says what is wrong with it
    const app::FixedText fixed = app::fix_prompt_text(*bytes);
    if (fixed.changes == 0) return {};
    ++mended;
    return write_file_atomically(path, fixed.text);
}

Result<Reply> check(Context& context, const Args& args) {
    const std::string typed_last = args.get("PROMPT");
    auto files = looks_like_a_path(typed_last) ? context.workspace_of(typed_last) : context.workspace();
    if (!files) return fail(files);
    const app::PromptShelf shelf(**files);
    auto typed = to_check(context, args, shelf);
    if (!typed) return fail(typed);
    CheckReport report;
    report.verb = "prompt check";
    report.noun = "prompt";
    report.findings = shelf.sources().findings;
    int mended = 0;
    for (const std::string& name : with_users(shelf, *typed)) {
        if (args.has("--fix")) {
            const auto source = shelf.sources().prompts.find(name);
            const fs::path path = looks_like_a_path(name)                   ? fs::path(name)
                                  : source != shelf.sources().prompts.end() ? source->second.path
                                                                            : fs::path();
            if (!path.empty())
                if (auto done = fix(path, mended); !done) return fail(done);
        }
        auto prompt = load(context, shelf, name);
        if (!prompt) return fail(prompt);
        report.checked.push_back({name, (*prompt)->file.label});
        for (Finding& finding : shelf.check(**prompt)) report.findings.push_back(std::move(finding));
    }
    if (mended > 0)
        context.terminal().say(fmt::format("mended {}", counted(static_cast<std::size_t>(mended), "file")));
    if (!report.checked.empty())
        report.next = fmt::format("mkai prompt render {}", report.checked.front().name);
    return check_reply(context, args, std::move(report));
}

// A workspace without a ledger has registered nothing.
Result<app::PromptStandings> standings(Context& context) {
    auto ledger = context.ledger();
    if (!ledger && ledger.error().code == ErrorCode::no_ledger) return app::PromptStandings{};
    if (!ledger) return fail(ledger);
    return app::list_prompt_standings(**ledger);
}

// Of one prompt, beside what it says today or as it was typed.
struct StandingView {
    std::string newest, labels;  // empty: none
    Json json_newest, json_labels = Json::array(), json_differs;
    bool differs = false;

    StandingView(const app::PromptStandings& all, const prompts::LoadedPrompt& prompt) {
        const auto found = all.find(prompt.id);
        if (found == all.end()) return;
        const PromptVersion& version = found->second.newest;
        newest = fmt::format("v{}{}", version.number, version.withdrawn ? " (withdrawn)" : "");
        json_newest = {
            {"number", version.number}, {"digest", version.digest}, {"withdrawn", version.withdrawn}};
        if (const auto other = found->second.differs_from_production(prompt.version())) {
            differs = *other;
            json_differs = *other;
        }
        for (const auto& [label, number, digest] : found->second.labels) {
            labels += fmt::format("{}{} v{}{}", labels.empty() ? "" : ", ", label, number,
                                  differs && label == app::k_production ? " (differs)" : "");
            json_labels.push_back({{"label", label}, {"number", number}, {"digest", digest}});
        }
    }
};

Result<Reply> list(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const app::PromptShelf shelf(**files);
    auto registered = standings(context);
    if (!registered) return fail(registered);
    Reply reply;
    Json rows = Json::array();
    std::vector<std::vector<Cell>> cells{{{"prompt", Colour::dim},
                                          {"version", Colour::dim},
                                          {"newest", Colour::dim},
                                          {"labels", Colour::dim},
                                          {"for", Colour::dim},
                                          {"about", Colour::dim}}};
    const auto& own = shelf.sources().prompts;
    std::vector<std::string> names = shelf.names();
    // What is in production is asked with, whether or not its file is still there.
    auto built_in = names.begin() + static_cast<std::ptrdiff_t>(own.size());
    for (const auto& [name, standing] : *registered)
        if (!own.contains(name)) built_in = std::next(names.insert(built_in, name));
    for (const std::string& name : names) {
        const auto known = registered->find(name);
        auto prompt = known == registered->end() || own.contains(name)
                          ? shelf.load(name)
                          : app::load_registered(**context.ledger(), known->second.newest);
        if (!prompt) return fail(prompt);
        const prompts::PromptFile& file = (*prompt)->file;
        const StandingView standing(*registered, **prompt);
        cells.push_back({{name, Colour::bold},
                         {short_digest((*prompt)->version())},
                         {standing.newest.empty() ? "-" : standing.newest},
                         {standing.labels.empty() ? "-" : standing.labels},
                         {file.channel.empty() ? "any channel" : file.channel},
                         {file.good() ? file.description : "has errors: mkai prompt check " + name}});
        rows.push_back({{"name", name},
                        {"file", file.label},
                        {"version", (*prompt)->version()},
                        {"newest", standing.json_newest},
                        {"labels", standing.json_labels},
                        {"differs_from_production", standing.json_differs},
                        {"channel", file.channel},
                        {"description", file.description},
                        {"built_in", name.starts_with("builtin/")},
                        {"good", file.good()}});
    }
    reply.text = table(cells, context.terminal());
    reply.next = "mkai prompt show NAME";
    set_json(reply, {{"prompts", std::move(rows)}});
    return reply;
}

std::string input_words(const prompts::PromptFile& file) {
    if (!file.input_schema) return "none";
    std::vector<std::string> names;
    for (std::string& name : prompts::names_in(file.input_schema.get()))
        names.push_back(
            prompts::member_of(file.input_schema.get(), name).required ? name : name + " (may be missing)");
    return names.empty() ? "any" : join(names, ", ");
}

Result<Reply> show(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const app::PromptShelf shelf(**files);
    auto prompt = load(context, shelf, args.get("PROMPT"));
    if (!prompt) return fail(prompt);
    const prompts::LoadedPrompt& p = **prompt;
    auto registered = standings(context);
    if (!registered) return fail(registered);
    const StandingView standing(*registered, p);
    std::vector<std::string> partials;
    for (const auto& [name, file] : p.partial_files) partials.push_back(name);
    Reply reply;
    const auto line = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) reply.text += fmt::format("{:<9} {}\n", label, printable_line(value));
    };
    line("prompt", p.id);
    line("about", p.file.description);
    line("file", p.file.label);
    line("version", p.version());
    line("newest", standing.newest);
    line("labels", standing.labels);
    if (standing.differs) line("differs", "from production: mkai prompt diff " + args.get("PROMPT"));
    line("model", p.file.model);
    line("channel", p.file.channel);
    line("input", input_words(p.file));
    line("partials", join(partials, ", "));
    reply.text += "\n" + printable(p.file.body_text) + "\n";
    const bool from_brief = p.file.input_schema && *p.file.input_schema == prompts::copy_input_schema();
    reply.next = fmt::format("mkai prompt render {} {}", args.get("PROMPT"),
                             from_brief ? "--brief BRIEF" : "--set NAME=VALUE");
    set_json(reply, {{"name", p.id},
                     {"file", p.file.label},
                     {"version", p.version()},
                     {"newest", standing.json_newest},
                     {"labels", standing.json_labels},
                     {"differs_from_production", standing.json_differs},
                     {"description", p.file.description},
                     {"model", p.file.model},
                     {"channel", p.file.channel},
                     {"partials", partials},
                     {"input_schema", p.file.input_schema ? *p.file.input_schema : Json()},
                     {"output_schema", p.file.output_schema ? *p.file.output_schema : Json()},
                     {"body", p.file.body_text},
                     {"findings", findings_json(shelf.check(p))}});
    return reply;
}

Result<app::ShownPrompt> shown_prompt(Context& context, const Args& args, const app::SharedPrompt& prompt) {
    const auto brief = args.find("--brief");
    if (!brief) return app::render_with_values(*prompt, args.list("--set"));
    if (args.has("--set")) return fail(ErrorCode::usage, "--brief gives every value", "--brief, or --set");
    auto session = context.session();
    if (!session) return fail(session);
    return app::render_with_brief(*session, prompt, *brief);
}

Result<Reply> render(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const app::PromptShelf shelf(**files);
    auto prompt = load(context, shelf, args.get("PROMPT"));
    if (!prompt) return fail(prompt);
    if (auto usable = app::check_usable(shelf, **prompt); !usable) return fail(usable);
    auto shown = shown_prompt(context, args, *prompt);
    if (!shown) return fail(shown);
    Reply reply;
    Json messages = Json::array();
    for (const prompts::Message& message : shown->prompt.messages) {
        const std::string_view role = prompts::to_string(message.role);
        reply.text +=
            fmt::format("{}\n{}{}\n", context.terminal().paint(Colour::bold, fmt::format("-- {}", role)),
                        printable(message.text), message.text.ends_with('\n') ? "" : "\n");
        messages.push_back({{"role", role}, {"content", message.text}});
    }
    if (!shown->asset.empty()) reply.next = fmt::format("mkai generate {}", shown->asset);
    Json schema;
    if (auto parsed = parse_json(shown->prompt.output_schema)) schema = std::move(*parsed);
    set_json(reply, {{"prompt", shown->prompt.id},
                     {"version", shown->prompt.version},
                     {"digest", shown->prompt.digest},
                     {"asset", shown->asset},
                     {"messages", std::move(messages)},
                     {"output_schema", std::move(schema)}});
    return reply;
}

}  // namespace

Command cmd_prompt_check() {
    return {"prompt check",
            Group::workspace,
            "Check prompts: syntax, names, schemas, models, limits, secrets. For hooks and CI.",
            "Without a name: all of prompts/. A partial's file stands for the prompts that use it. Exit "
            "status 3 with "
            "errors; warnings fail nothing. --fix takes out characters that nobody sees, and leaves the rest "
            "to you.",
            {{"mkai prompt check", "all of them"},
             {"mkai prompt check prompts/email.prompt", "one file, as a hook does"},
             {"mkai prompt check --changed main --format github", "in CI, what a branch has changed"}},
            {{"PROMPT", "names or files", Arity::any}},
            {{"--changed", "REV", "only what has changed since this revision of git"},
             {"--fix", "", "mend what is mechanical: hidden characters, line ends"},
             k_format_option},
            check};
}

Command cmd_prompt_list() {
    return {"prompt list",
            Group::workspace,
            "The prompts that there are: yours, and those that mkai brings along.",
            "",
            {{"mkai prompt list", "with their versions"}, {"mkai prompt list --json", "for a script"}},
            {},
            {},
            list};
}

Command cmd_prompt_show() {
    return {"prompt show",
            Group::workspace,
            "One prompt: what it takes, what it is for, its text.",
            "",
            {{"mkai prompt show email", "of prompts/email.prompt"},
             {"mkai prompt show builtin/copy", "one that mkai brings along"}},
            {{"PROMPT", "a name or a file"}},
            {},
            show};
}

Command cmd_prompt_render() {
    return {"prompt render",
            Group::workspace,
            "Show exactly what a model would get. Nothing is sent.",
            "Values come from --set, or from a brief: then as generate would ask for its first piece that "
            "the prompt is "
            "for.",
            {{"mkai prompt render email --brief spring", "with a brief"},
             {"mkai prompt render summary --set text=\"...\" --json", "with values, for a script"}},
            {{"PROMPT", "a name or a file"}},
            {{"--set", "NAME=VALUE", "a value of the input; JSON where the schema says no text", true},
             {"--brief", "BRIEF", "a brief, or one of its assets"}},
            render};
}

}  // namespace mkai::cli
