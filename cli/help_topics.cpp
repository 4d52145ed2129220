#include "cli/help_topics.hpp"

#include "cli/check_report.hpp"
#include "cli/command.hpp"
#include "cli/error_advice.hpp"
#include "cli/help_layout.hpp"
#include "cli/word_values.hpp"
#include "core/app/permissions.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::array k_exit_statuses{
    ExitStatusInfo{ExitStatus::done, "done, or nothing to do"},
    ExitStatusInfo{ExitStatus::internal, "internal error, or the machine failed (disk, damaged ledger)"},
    ExitStatusInfo{ExitStatus::usage, "usage: what was typed, an invalid file, no terminal and no --yes"},
    ExitStatusInfo{ExitStatus::findings, "a check has findings at error level"},
    ExitStatusInfo{ExitStatus::identity, "unknown person, or a role that is lacking"},
    ExitStatusInfo{ExitStatus::waiting, "waiting for a person's decision"},
    ExitStatusInfo{ExitStatus::spend_cap, "spend cap"},
    ExitStatusInfo{ExitStatus::unavailable, "model or destination unavailable; a retry may help"},
    ExitStatusInfo{ExitStatus::stale, "stale or conflict: a void approval, a lost race"},
    ExitStatusInfo{ExitStatus::blocked, "blocked by policy or an invariant"},
    ExitStatusInfo{ExitStatus::inconclusive, "eval inconclusive"},
    ExitStatusInfo{ExitStatus::interrupted, "interrupted"},
};

constexpr std::array k_environment{
    EnvironmentVariable{"MKAI_AS", "who acts, when --as is not given"},
    EnvironmentVariable{"MKAI_EDITOR, VISUAL, EDITOR",
                        "the editor of \"mkai edit\" and \"mkai review\", the first that is set; else vi"},
    EnvironmentVariable{"NO_COLOR, CLICOLOR, TERM",
                        "no colour: NO_COLOR set to anything, CLICOLOR=0, TERM=dumb"},
    EnvironmentVariable{"CLICOLOR_FORCE", "colour even where there is no terminal"},
    EnvironmentVariable{"LC_ALL, LC_CTYPE, LANG",
                        "whether the terminal takes UTF-8, which \"mkai doctor\" looks at"},
    EnvironmentVariable{"COLUMNS, LINES",
                        "how wide tables may be and how many rows fit, where the terminal does not say"},
    EnvironmentVariable{"XDG_CONFIG_HOME, HOME",
                        "where your own configuration is: mkai/config.yaml in XDG_CONFIG_HOME, else in "
                        "~/.config"},
    EnvironmentVariable{"CI", "set by CI: then git's user.email is nobody's, and the actor has to be named"},
    EnvironmentVariable{"TMPDIR", "where files that are only needed for a moment go"},
    EnvironmentVariable{"PATH", "where git, and the program of a credential's cmd:, are looked for"},
    EnvironmentVariable{"https_proxy, no_proxy, ...",
                        "the proxy to models, as curl reads its variables; none for this machine itself"},
};

std::string exit_codes_topic() {
    std::string out = "Exit statuses\n\n";
    for (const ExitStatusInfo& row : k_exit_statuses) {
        out += fmt::format("{:>4}  {}\n", static_cast<int>(row.status), row.meaning);
        std::vector<std::string> names;
        for (const ErrorCodeInfo& info : error_codes())
            if (info.status == row.status) names.emplace_back(info.name);
        if (names.empty()) continue;
        for (const std::string& line : wrap(join(names, ", "), k_help_width - 8))
            out += fmt::format("        {}\n", line);
    }
    return out + "\n\"mkai help CODE\" says more about an error's code.\n";
}

std::string environment_topic() {
    std::vector<HelpRow> rows;
    for (const EnvironmentVariable& variable : k_environment) rows.emplace_back(variable.name, variable.help);
    return "Environment\n\n" + help_rows(rows) + "\n" +
           help_paragraph(
               "A credential may name a variable of its own (env:NAME), which is read when a model is "
               "asked.") +
           help_paragraph(
               "The actor is --as, else MKAI_AS, else \"as\" in your configuration, else the person "
               "of people.yaml with git's user.email.");
}

bool streams(const Command& command) {
    return std::ranges::any_of(command.examples, [](const Example& example) {
        return example.command.find("--jsonl") != std::string_view::npos;
    });
}

// Formats of findings as the commands have them, the commands that share them on one row.
std::string formats_topic() {
    std::vector<HelpRow> findings;
    std::string streamed;
    for (const Command* command : shown_commands()) {
        if (streams(*command)) streamed += (streamed.empty() ? "" : ", ") + std::string(command->name);
        const auto option = std::ranges::find(command->options, k_format_option.flags, &Option::flags);
        if (option == command->options.end()) continue;
        std::vector<std::string> names;
        for (const WordValue& value : fixed_values(*command, option->value)) names.push_back(value.value);
        findings.emplace_back(command->name, join(names, ", "));
    }
    return "Formats\n\n" +
           help_rows(
               {{"human", "words and tables, for people; what every command says without a flag"},
                {"--json",
                 "one JSON object, of every command; an error too. Its schema is in "
                 "schemas/output/COMMAND.json, and format_version stands in it"},
                {"--jsonl", fmt::format("a JSON object a line, of what streams ({}); elsewhere the same "
                                        "as --json",
                                        streamed)},
                {"--format github", "workflow commands: findings show at their lines of a change"},
                {"--format sarif", "SARIF 2.1.0, for code scanning"},
                {"--format junit", "JUnit XML, for CI that shows tests"}}) +
           "\nCommands with --format\n" + help_rows(findings) +
           "\nData goes to standard output; words for people, questions and progress to standard error.\n";
}

std::string roles_topic() {
    std::vector<HelpRow> rows;
    for (const app::Permission& p : app::permissions()) {
        std::vector<std::string> who;
        if (p.roles.size() == k_role_count) {
            who.emplace_back("everybody with a role");
        } else {
            for (const Role role : p.roles) who.emplace_back(to_string(role));
        }
        if (p.owner) who.emplace_back("or its owner");
        if (p.services) who.emplace_back("and service accounts");
        HelpRow row(verb_of(p.action), join(who, ", "));
        if (std::ranges::find(rows, row) == rows.end()) rows.push_back(std::move(row));
    }
    return "Roles\n\n" +
           help_paragraph(
               "A person of people.yaml has one or more roles. This is the gate's own table: any of "
               "the roles named may do it, and what is not here nobody may do.") +
           "\n" + help_rows(rows) + "\n" +
           help_paragraph(
               "A service account (kind: service) decides nothing. Whoever touched the copy since "
               "the last approved version cannot approve it, in whatever role.") +
           "\nThe commands of a role's day: mkai help marketer, legal, engineer, lead or ci.\n";
}

constexpr std::array k_topics{
    HelpTopic{"exit-codes", "what each exit status means", exit_codes_topic},
    HelpTopic{"environment", "the variables that mkai reads", environment_topic},
    HelpTopic{"formats", "human, JSON, and what CI reads", formats_topic},
    HelpTopic{"roles", "who may do what", roles_topic},
};

}  // namespace

std::span<const HelpTopic> help_topics() {
    return k_topics;
}

std::span<const EnvironmentVariable> environment_variables() {
    return k_environment;
}

std::span<const ExitStatusInfo> exit_statuses() {
    return k_exit_statuses;
}

std::string error_topic(const ErrorCodeInfo& info) {
    const ErrorAdvice& advice = advice_for(info.code);
    std::string out = help_paragraph(fmt::format("{}: {}", info.name, info.meaning)) + "\n" +
                      help_paragraph(advice.what_to_do);
    if (!advice.command.empty()) out += fmt::format("\n    {}\n", advice.command);
    return out + fmt::format("\nExit status {}.\n", static_cast<int>(info.status));
}

}  // namespace mkai::cli
