#include "cli/help.hpp"

#include "cli/help_layout.hpp"
#include "cli/help_topics.hpp"
#include "cli/word_values.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr std::array k_groups{HelpGroup{Group::main_job, "From brief to published, and back"},
                              HelpGroup{Group::look, "See where things stand"},
                              HelpGroup{Group::words, "Work on the copy"},
                              HelpGroup{Group::workspace, "The workspace"}};

std::string options_text(std::span<const Option> options) {
    std::vector<HelpRow> table;
    for (const Option& option : options) {
        std::string name = join(split(option.flags, ','), ", ");
        if (!option.value.empty()) name += fmt::format(" {}", option.value);
        table.emplace_back(std::move(name),
                           std::string(option.help) + (option.repeat ? " (may be repeated)" : ""));
    }
    return help_rows(table);
}

std::string usage_line(const Command& command) {
    std::string out = fmt::format("mkai {}", command.name);
    for (const Positional& p : command.positionals) {
        out += " " + shape_of(p);
    }
    return out + " [flags]";
}

std::string summaries(const std::vector<const Command*>& commands) {
    std::vector<HelpRow> table;
    for (const Command* command : commands) table.emplace_back(command->name, command->summary);
    return help_rows(table);
}

// A day of somebody's, command after command.
std::string audience_help(const AudienceName& row, const Terminal& terminal) {
    std::vector<std::pair<int, const Command*>> day;
    for (const Command* command : shown_commands())
        for (const Day& of : command->days)
            if (of.audience == row.audience) day.emplace_back(of.place, command);
    std::ranges::stable_sort(day, {}, &std::pair<int, const Command*>::first);
    std::vector<HelpRow> table;
    for (const auto& [place, command] : day) {
        (void)place;
        table.emplace_back(fmt::format("mkai {}", command->name), command->summary);
    }
    return fmt::format("{}: {}\n\n", terminal.paint(Colour::bold, row.name), row.about) + help_rows(table) +
           fmt::format("\n\"mkai help {}\" tells more of one. Who may do what: mkai help roles\n",
                       day.empty() ? "COMMAND" : day.front().second->name);
}

}  // namespace

std::span<const HelpGroup> help_groups() {
    return k_groups;
}

std::string help_overview(const Terminal& terminal) {
    std::string out = help_paragraph(k_what_it_is) + "\n";
    out += terminal.paint(Colour::bold, "Start") + "\n";
    out += help_rows({{"mkai init spring --demo", "a workspace that works, with three briefs and no key"},
                      {"mkai generate spring", "drafts for every deliverable of the brief \"spring\""}});
    for (const HelpGroup& group : k_groups) {
        std::vector<const Command*> of_group;
        for (const Command* command : shown_commands())
            if (command->group == group.group) of_group.push_back(command);
        out += "\n" + terminal.paint(Colour::bold, group.title) + "\n" + summaries(of_group);
    }
    out +=
        "\n" + terminal.paint(Colour::bold, "Flags of every command") + "\n" + options_text(global_options());
    std::vector<HelpRow> topics;
    std::vector<std::string> audiences;
    for (const AudienceName& row : audience_names()) audiences.emplace_back(row.name);
    topics.emplace_back(join(audiences, ", "), "the commands of a role's day, in order");
    for (const HelpTopic& topic : help_topics()) topics.emplace_back(topic.name, topic.about);
    topics.emplace_back("CODE", "an error's code, as stale-approval: what it means, what to do");
    out += "\n" + terminal.paint(Colour::bold, "Topics") + "\n" + help_rows(topics);
    return out + "\n\"mkai help COMMAND\" and \"mkai help TOPIC\" tell more.\n";
}

std::string help_of(const Command& command, const Terminal& terminal) {
    std::string out;
    for (const Example& example : command.examples)
        out += fmt::format("  {}\n      {}\n", terminal.paint(Colour::bold, example.command), example.about);
    out += "\n" + help_paragraph(command.summary);
    if (!command.about.empty()) out += help_paragraph(command.about);
    out += fmt::format("\nUsage: {}\n", usage_line(command));
    if (!command.positionals.empty()) {
        std::vector<std::pair<std::string, std::string>> table;
        for (const Positional& p : command.positionals) table.emplace_back(p.name, p.help);
        out += "\n" + help_rows(table);
    }
    if (!command.options.empty()) out += "\nFlags\n" + options_text(command.options);
    if (const auto under = commands_under(command.name); !under.empty())
        out += "\nSee also\n" + summaries(under);
    return out + "\nFlags of every command: mkai help\n";
}

Result<std::string> help_topic(const std::string& topic, const Terminal& terminal) {
    if (topic.empty()) return help_overview(terminal);
    if (const Command* command = find_command(topic)) return help_of(*command, terminal);
    for (const HelpTopic& t : help_topics())
        if (t.name == topic) return t.text();
    for (const AudienceName& row : audience_names())
        if (row.name == topic) return audience_help(row, terminal);
    for (const ErrorCodeInfo& info : error_codes())
        if (info.name == topic) return error_topic(info);
    if (const auto under = commands_under(topic); !under.empty())
        return fmt::format("{}\n{}\n\"mkai help {}\" tells more of one.\nFlags of every command: mkai help\n",
                           terminal.paint(Colour::bold, "mkai " + topic), summaries(under),
                           under.front()->name);
    std::vector<std::string> known;
    for (const WordValue& value : find_word_rule("help", {}, "TOPIC")->fixed()) known.push_back(value.value);
    const std::string near = did_you_mean(topic, known);
    return fail(ErrorCode::unknown_command, fmt::format("there is no help for \"{}\"", printable_line(topic)),
                near.empty() ? "mkai help lists the commands and topics" : near);
}

}  // namespace mkai::cli
