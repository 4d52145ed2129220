#include "cli/command.hpp"
#include "cli/complete.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/error_advice.hpp"
#include "cli/help.hpp"
#include "cli/help_topics.hpp"
#include "cli/man.hpp"
#include "cli/parse.hpp"
#include "cli/terminal.hpp"
#include "cli/word_values.hpp"
#include "core/base/file.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace mkai::cli {

namespace {

std::set<std::string> values_of(const Proposals& proposals) {
    std::set<std::string> out;
    for (const WordValue& value : proposals.values) out.insert(value.value);
    return out;
}

std::set<std::string> proposed(std::string_view line) {
    return values_of(propose(split_line(line).words));
}

const Terminal k_plain({.plain = true});

}  // namespace

TEST_CASE("every word in capitals of the command table has a row that says what may stand there") {
    for (const Command* command : shown_commands()) {
        for (const Positional& p : command->positionals) {
            CAPTURE(command->name);
            CAPTURE(p.name);
            CHECK(find_word_rule(command->name, {}, p.name) != nullptr);
        }
        for (const Option& option : command->options) {
            CAPTURE(command->name);
            CAPTURE(option.flags);
            if (!option.value.empty())
                CHECK(find_word_rule(command->name, long_flag(option.flags), option.value) != nullptr);
        }
    }
}

TEST_CASE("every row that says what may stand for a word is of some command") {
    for (const WordRule& rule : word_rules()) {
        if (rule.command == "help") continue;
        bool used = false;
        const auto look = [&](std::string_view command, std::string_view flag, std::string_view word) {
            used = used || find_word_rule(command, flag, word) == &rule;
        };
        for (const Command* command : shown_commands()) {
            for (const Positional& p : command->positionals) look(command->name, {}, p.name);
            for (const Option& option : command->options)
                look(command->name, long_flag(option.flags), option.value);
            for (const Option& option : global_options()) look({}, long_flag(option.flags), option.value);
        }
        CAPTURE(rule.command);
        CAPTURE(rule.place);
        CHECK(used);
    }
}

TEST_CASE("a TAB reaches every command by its words, and every flag of it") {
    for (const Command* command : shown_commands()) {
        CAPTURE(command->name);
        std::string line = "mkai";
        for (const std::string& word : split(command->name, ' ')) {
            CHECK(proposed(line + " ").contains(word));
            CHECK(proposed(line + " " + word.substr(0, 1)).contains(word));
            line += " " + word;
        }
        const auto flags = proposed(line + " -");
        for (const Option& option : command->options) CHECK(flags.contains(long_flag(option.flags)));
        for (const Option& option : global_options()) CHECK(flags.contains(long_flag(option.flags)));
    }
}

TEST_CASE("a TAB never proposes a hidden command") {
    for (const Command& command : commands())
        if (command.group == Group::hidden)
            CHECK_FALSE(proposed("mkai ").contains(std::string(command.name)));
    CHECK(proposed("mkai ").contains("completion"));
}

TEST_CASE("a TAB proposes the values of a flag, after it and after its equals sign") {
    CHECK(proposed("mkai check --format ") ==
          std::set<std::string>{"github", "human", "json", "junit", "sarif"});
    CHECK(proposed("mkai check --format s") == std::set<std::string>{"sarif"});
    CHECK(proposed("mkai check --format=s") == std::set<std::string>{"--format=sarif"});
    CHECK(proposed("mkai eval run --format ") == std::set<std::string>{"github", "human", "junit"});
    CHECK(proposed("mkai spend --by u") == std::set<std::string>{"use-case"});
    CHECK(proposed("mkai completion ") == std::set<std::string>{"bash", "fish", "zsh"});
    CHECK(proposed("mkai pause c") == std::set<std::string>{"campaign", "channel"});
}

TEST_CASE("a TAB leaves out what was given, unless it may be given again") {
    CHECK_FALSE(proposed("mkai publish --due -").contains("--due"));
    CHECK(proposed("mkai review --suggest a=b -").contains("--suggest"));
    CHECK_FALSE(proposed("mkai publish -d site -").contains("--destination"));
}

TEST_CASE("a TAB after `help` proposes commands, topics, whose day it is, and codes") {
    const auto words = proposed("mkai help ");
    for (const char* word : {"brief", "roles", "formats", "legal", "ledger-newer"})
        CHECK(words.contains(word));
    CHECK(proposed("mkai help brief c") == std::set<std::string>{"check"});
    CHECK(proposed("mkai man brief c") == std::set<std::string>{"check"});
}

TEST_CASE("what comes before the program's word, and nothing, has no proposals") {
    CHECK(proposed("").empty());
    CHECK(proposed("mkai").empty());
    CHECK(proposed("mkai nosuch ").empty());
    CHECK(proposed("mkai check --nosuch=x").empty());
}

TEST_CASE("a line is cut into words as shells do, and nothing in it is expanded") {
    struct Row {
        std::string_view line;
        std::vector<std::string> words;
        std::string_view raw;
        char quote;
    };
    const std::vector<Row> rows{
        {"mkai ", {"mkai", ""}, "", 0},
        {"mkai  a\tb", {"mkai", "a", "b"}, "b", 0},
        {"mkai 'a b' c", {"mkai", "a b", "c"}, "c", 0},
        {"mkai \"a b", {"mkai", "a b"}, "\"a b", '"'},
        {"mkai a\\ b", {"mkai", "a b"}, "a\\ b", 0},
        {"mkai '$(x)' `y`", {"mkai", "$(x)", "`y`"}, "`y`", 0},
        {"mkai 'it'\\''s", {"mkai", "it's"}, "'it'\\''s", '\''},
        {"mkai a\\", {"mkai", "a\\"}, "a\\", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.line);
        const TypedLine line = split_line(row.line);
        CHECK(line.words == row.words);
        CHECK(line.raw == row.raw);
        CHECK(line.quote == row.quote);
    }
}

TEST_CASE("what bash could take for a command has a backslash before each such character") {
    CHECK(bash_escaped("spring/email.en-GB.a@v1") == "spring/email.en-GB.a@v1");
    CHECK(bash_escaped("$(touch x)`y`;&|<>'\"*~!") ==
          "\\$\\(touch\\ x\\)\\`y\\`\\;\\&\\|\\<\\>\\'\\\"\\*\\~\\!");
}

TEST_CASE("each error code has what to do, and names only commands that there are") {
    REQUIRE(error_advice().size() == error_codes().size());
    for (const ErrorCodeInfo& info : error_codes()) {
        CAPTURE(info.name);
        const ErrorAdvice& advice = advice_for(info.code);
        CHECK(advice.code == info.code);
        CHECK_FALSE(advice.what_to_do.empty());
        if (advice.command.starts_with("mkai ") && advice.command != "mkai --version") {
            const std::vector<std::string> words = split(advice.command.substr(5), ' ');
            CHECK((words.front() == "help" || name_command(words).command != nullptr));
        }
        const auto text = help_topic(std::string(info.name), k_plain);
        REQUIRE(text);
        CHECK(text->find(info.meaning.substr(0, 20)) != std::string::npos);
        CHECK(text->find(advice.what_to_do.substr(0, 20)) != std::string::npos);
        CHECK(text->find(fmt::format("Exit status {}.", static_cast<int>(info.status))) != std::string::npos);
    }
}

TEST_CASE("each day has commands, each at its own place") {
    for (const AudienceName& row : audience_names()) {
        CAPTURE(row.name);
        std::vector<int> places;
        for (const Command* command : shown_commands())
            for (const Day& day : command->days)
                if (day.audience == row.audience) places.push_back(day.place);
        CHECK(places.size() >= 5);
        CHECK(std::set<int>(places.begin(), places.end()).size() == places.size());
        CHECK(help_topic(std::string(row.name), k_plain));
    }
}

TEST_CASE("the topic `environment` has every variable that the program reads") {
    const auto topic = help_topic("environment", k_plain);
    REQUIRE(topic);
    const std::regex read(R"re(environment\("([A-Z_]+)"\)|getenv\("([A-Z_]+)"\)|"(MKAI_[A-Z]+)")re");
    std::set<std::string> names;
    for (const char* folder : {"cli", "core"})
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".cpp") continue;
            const auto text = read_file(entry.path(), 1u << 20);
            REQUIRE(text);
            for (std::sregex_iterator it(text->begin(), text->end(), read), end; it != end; ++it)
                for (std::size_t group = 1; group <= 3; ++group)
                    if ((*it)[group].matched) names.insert((*it)[group].str());
        }
    CHECK(names.contains("MKAI_AS"));
    CHECK(names.size() >= 8);
    // Each stands there as a word of its own: HOME is not XDG_CONFIG_HOME.
    std::set<std::string> told;
    const std::regex word("[A-Z_]+");
    for (std::sregex_iterator it(topic->begin(), topic->end(), word), end; it != end; ++it)
        told.insert(it->str());
    for (const std::string& name : names) CHECK_MESSAGE(told.contains(name), name);
}

TEST_CASE("the manual has a page for each command, and two more") {
    const std::vector<ManPage> pages = man_pages();
    CHECK(pages.size() == shown_commands().size() + 2);
    for (const Command* command : shown_commands()) {
        std::string name = "mkai-" + std::string(command->name);
        std::ranges::replace(name, ' ', '-');
        CAPTURE(name);
        const auto page = std::ranges::find(pages, name, &ManPage::name);
        REQUIRE(page != pages.end());
        for (const Option& option : command->options)
            CHECK(page->text.find("Fl " + long_flag(option.flags).substr(1)) != std::string::npos);
    }
}

}  // namespace mkai::cli
