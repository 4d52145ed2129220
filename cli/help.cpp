#include "cli/help.hpp"

#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_width = 80;

constexpr Names<Group, 4> k_group_titles{{{Group::main_job, "From brief to published, and back"},
                                          {Group::look, "See where things stand"},
                                          {Group::words, "Work on the copy"},
                                          {Group::workspace, "The workspace"}}};

std::string rows(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::size_t left = 0;
    for (const auto& [name, help] : rows) left = std::max(left, std::min<std::size_t>(name.size(), 28));
    std::string out;
    for (const auto& [name, help] : rows) {
        const auto lines = wrap(help, k_width - left - 4);
        out += fmt::format("  {:<{}}  {}\n", name, left, lines.front());
        for (std::size_t i = 1; i < lines.size(); ++i)
            out += fmt::format("  {:<{}}  {}\n", "", left, lines[i]);
    }
    return out;
}

std::string paragraph(std::string_view text) {
    return join(wrap(text, k_width), "\n") + "\n";
}

std::string options_text(std::span<const Option> options) {
    std::vector<std::pair<std::string, std::string>> table;
    for (const Option& option : options) {
        std::string name = join(split(option.flags, ','), ", ");
        if (!option.value.empty()) name += fmt::format(" {}", option.value);
        table.emplace_back(std::move(name),
                           std::string(option.help) + (option.repeat ? " (may be repeated)" : ""));
    }
    return rows(table);
}

std::string usage_line(const Command& command) {
    std::string out = fmt::format("mkai {}", command.name);
    for (const Positional& p : command.positionals) {
        out += " " + shape_of(p);
    }
    return out + " [flags]";
}

std::string exit_codes_topic() {
    struct Row {
        ExitStatus status;
        std::string_view meaning;
    };
    static constexpr std::array k_rows{
        Row{ExitStatus::done, "done, or nothing to do"},
        Row{ExitStatus::internal, "internal error, or the machine failed (disk, damaged ledger)"},
        Row{ExitStatus::usage, "usage: what was typed, an invalid file, no terminal and no --yes"},
        Row{ExitStatus::findings, "a check has findings at error level"},
        Row{ExitStatus::identity, "unknown person, or a role that is lacking"},
        Row{ExitStatus::waiting, "waiting for a person's decision"},
        Row{ExitStatus::spend_cap, "spend cap"},
        Row{ExitStatus::unavailable, "model or destination unavailable; a retry may help"},
        Row{ExitStatus::stale, "stale or conflict: a void approval, a lost race"},
        Row{ExitStatus::blocked, "blocked by policy or an invariant"},
        Row{ExitStatus::inconclusive, "eval inconclusive"},
        Row{ExitStatus::interrupted, "interrupted"},
    };
    std::string out = "Exit statuses\n\n";
    for (const Row& row : k_rows) {
        out += fmt::format("{:>4}  {}\n", static_cast<int>(row.status), row.meaning);
        std::vector<std::string> names;
        for (const ErrorCodeInfo& info : error_codes())
            if (info.status == row.status) names.emplace_back(info.name);
        if (names.empty()) continue;
        for (const std::string& line : wrap(join(names, ", "), k_width - 8))
            out += fmt::format("        {}\n", line);
    }
    return out + "\n\"mkai help CODE\" says more about an error's code.\n";
}

std::string environment_topic() {
    return "Environment\n\n" +
           rows({{"MKAI_AS", "who acts, when --as is not given"},
                 {"MKAI_EDITOR, VISUAL, EDITOR", "the editor of \"mkai edit\", the first that is set"},
                 {"NO_COLOR, CLICOLOR=0", "no colour"},
                 {"CLICOLOR_FORCE", "colour even where there is no terminal"},
                 {"XDG_CONFIG_HOME",
                  "where your own configuration is: mkai/config.yaml in it (else ~/.config)"}}) +
           "\nThe actor is --as, else MKAI_AS, else \"as\" in your configuration, else the person\n"
           "of people.yaml with git's user.email.\n";
}

std::string summaries(const std::vector<const Command*>& commands) {
    std::vector<std::pair<std::string, std::string>> table;
    for (const Command* command : commands) table.emplace_back(command->name, command->summary);
    return rows(table);
}

struct Topic {
    std::string_view name;
    std::string (*text)();
};
constexpr std::array k_topics{Topic{"exit-codes", exit_codes_topic}, Topic{"environment", environment_topic}};

}  // namespace

std::string help_overview(const Terminal& terminal) {
    std::string out =
        "mkai runs marketing copy that AI drafts through review, approval and publication,\n"
        "and can say of every line who asked for it, who approved it and how to roll it back.\n\n";
    out += terminal.paint(Colour::bold, "Start") + "\n";
    out += rows({{"mkai init spring --demo", "a workspace that works, with three briefs and no key"},
                 {"mkai generate spring", "drafts for every deliverable of the brief \"spring\""}});
    for (const auto& [group, title] : k_group_titles) {
        std::vector<const Command*> of_group;
        for (const Command& command : commands())
            if (command.group == group) of_group.push_back(&command);
        out += "\n" + terminal.paint(Colour::bold, title) + "\n" + summaries(of_group);
    }
    out +=
        "\n" + terminal.paint(Colour::bold, "Flags of every command") + "\n" + options_text(global_options());
    return out + "\n\"mkai help COMMAND\" tells more. Topics: exit-codes, environment.\n";
}

std::string help_of(const Command& command, const Terminal& terminal) {
    std::string out;
    for (const Example& example : command.examples)
        out += fmt::format("  {}\n      {}\n", terminal.paint(Colour::bold, example.command), example.about);
    out += "\n" + paragraph(command.summary);
    if (!command.about.empty()) out += paragraph(command.about);
    out += fmt::format("\nUsage: {}\n", usage_line(command));
    if (!command.positionals.empty()) {
        std::vector<std::pair<std::string, std::string>> table;
        for (const Positional& p : command.positionals) table.emplace_back(p.name, p.help);
        out += "\n" + rows(table);
    }
    if (!command.options.empty()) out += "\nFlags\n" + options_text(command.options);
    if (const auto under = commands_under(command.name); !under.empty())
        out += "\nSee also\n" + summaries(under);
    return out + "\nFlags of every command: mkai help\n";
}

Result<std::string> help_topic(const std::string& topic, const Terminal& terminal) {
    if (topic.empty()) return help_overview(terminal);
    if (const Command* command = find_command(topic)) return help_of(*command, terminal);
    for (const Topic& t : k_topics)
        if (t.name == topic) return t.text();
    for (const ErrorCodeInfo& info : error_codes())
        if (info.name == topic)
            return paragraph(fmt::format("{}: {}", info.name, info.meaning)) +
                   fmt::format("Exit status {}.\n", static_cast<int>(info.status));
    if (const auto under = commands_under(topic); !under.empty())
        return fmt::format("{}\n{}\n\"mkai help {}\" tells more of one.\nFlags of every command: mkai help\n",
                           terminal.paint(Colour::bold, "mkai " + topic), summaries(under),
                           under.front()->name);
    std::vector<std::string> known;
    for (const Command& command : commands()) known.emplace_back(command.name);
    for (const Topic& t : k_topics) known.emplace_back(t.name);
    for (const ErrorCodeInfo& info : error_codes()) known.emplace_back(info.name);
    const std::string near = did_you_mean(topic, known);
    return fail(ErrorCode::unknown_command, fmt::format("there is no help for \"{}\"", printable_line(topic)),
                near.empty() ? "mkai help lists the commands and topics" : near);
}

}  // namespace mkai::cli
