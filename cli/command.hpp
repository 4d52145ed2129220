// A command as data: what it takes, how it is shown in help, and the function that runs it. Parsing, help,
// man pages and completions come from this table alone.
#pragma once

#include "core/base/error.hpp"
#include "core/base/result.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

class Context;

struct Option {
    std::string_view flags;  // "--reason" or "-d,--destination"
    std::string_view value;  // "TEXT"; empty: a switch
    std::string_view help;
    bool repeat = false;
};

enum class Arity { one, optional, many, any };  // many: one or more; any: none or more

struct Positional {
    std::string_view name;  // "ASSET"
    std::string_view help;
    Arity arity = Arity::one;
};

// "ASSET", "[ASSET]", "ASSET...", "[ASSET...]".
std::string shape_of(const Positional& positional);

struct Example {
    std::string_view command;
    std::string_view about;
};

// `hidden`: for programs; not in the help, not among the man pages, and never proposed.
enum class Group { main_job, look, words, workspace, hidden };

// Whose day a command belongs to (`mkai help legal`), and where in it: places count up through the day, with
// gaps.
enum class Audience { marketer, legal, engineer, lead, ci };
struct Day {
    Audience audience;
    int place = 0;
};

// What was typed, by the names of the table: "--reason", "ASSET".
class Args {
  public:
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    bool has(std::string_view name) const { return values.contains(name); }
    // The last value, or empty.
    std::string get(std::string_view name) const;
    std::optional<std::string> find(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const;
};

// What a command has to say. Data goes to stdout, as text or as JSON; `next` to stderr for people.
struct Reply {
    std::string text;
    std::string json;  // an object; see context.hpp, set_json
    std::string next;  // the next command, or several lines of them
    ExitStatus status = ExitStatus::done;
};

struct Command {
    std::string_view name;  // one word, two or three: "brief check"
    Group group;
    std::string_view summary;       // one line
    std::string_view about;         // paragraphs of help; may be empty
    std::vector<Example> examples;  // at least two
    std::vector<Positional> positionals;
    std::vector<Option> options;
    Result<Reply> (*run)(Context&, const Args&);
    std::vector<Day> days = {};  // command_table.cpp says which
};

// Every command, in the order of help, the hidden ones last.
std::span<const Command> commands();
// Without the hidden ones.
std::vector<const Command*> shown_commands();
const Command* find_command(std::string_view name);
// Whose names go on from these words: "claim" has "claim list" and more. None when no name does.
std::vector<const Command*> commands_under(std::string_view words);
// Flags that every command takes.
std::span<const Option> global_options();

}  // namespace mkai::cli
