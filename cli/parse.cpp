#include "cli/parse.hpp"

#include "cli/check_report.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace mkai::cli {

namespace {

// The first words that are no flags name the command, and the longest name counts: "config credential add".
constexpr std::size_t k_name_words_max = 3;

}  // namespace

std::string long_flag(std::string_view flags) {
    const auto comma = flags.rfind(',');
    return std::string(comma == std::string_view::npos ? flags : flags.substr(comma + 1));
}

const Option* find_option(const Command* command, std::string_view flag) {
    const auto is = [&](const Option& option) {
        const auto names = split(option.flags, ',');
        return std::ranges::find(names, flag) != names.end();
    };
    const auto global = std::ranges::find_if(global_options(), is);
    if (global != global_options().end()) return &*global;
    if (!command) return nullptr;
    const auto own = std::ranges::find_if(command->options, is);
    return own == command->options.end() ? nullptr : &*own;
}

Named name_command(const std::vector<std::string>& argv) {
    Named out;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < argv.size() && places.size() < k_name_words_max; ++i) {
        if (argv[i] == "--") break;
        if (argv[i].starts_with('-') && argv[i].size() > 1) {
            const Option* option = find_option(nullptr, argv[i]);
            if (option != nullptr && !option->value.empty()) ++i;
            continue;
        }
        places.push_back(i);
        out.words.push_back(argv[i]);
    }
    std::size_t used = places.size();
    for (; used > 0; --used) {
        const std::vector<std::string> name(out.words.begin(),
                                            out.words.begin() + static_cast<std::ptrdiff_t>(used));
        if ((out.command = find_command(join(name, " ")))) break;
    }
    places.resize(used);
    for (std::size_t i = 0; i < argv.size(); ++i)
        if (std::ranges::find(places, i) == places.end()) out.rest.push_back(argv[i]);
    return out;
}

std::vector<std::string> next_words(const std::string& begun) {
    std::vector<std::string> out;
    for (const Command* command : shown_commands()) {
        if (!begun.empty() && !command->name.starts_with(begun + " ")) continue;
        const std::string_view rest = command->name.substr(begun.empty() ? 0 : begun.size() + 1);
        std::string word(rest.substr(0, rest.find(' ')));
        if (std::ranges::find(out, word) == out.end()) out.push_back(std::move(word));
    }
    return out;
}

namespace {

// Words that begin names and are none: an error, so that a script that lost a word does not go on, with what
// `--help` would list.
Error unfinished_command(const std::string& begun) {
    const std::vector<const Command*> under = commands_under(begun);
    const std::size_t width =
        std::ranges::max(under, {}, [](const Command* c) { return c->name.size(); })->name.size();
    Error error{ErrorCode::unknown_command,
                fmt::format("\"{}\" needs {} word", begun,
                            begun.find(' ') == std::string::npos ? "a second" : "a third"),
                {},
                fmt::format("mkai {} --help", begun)};
    for (const Command* command : under)
        error.context.push_back(fmt::format("{:<{}}  {}", command->name, width, command->summary));
    return error;
}

Error unknown_command(const Named& named) {
    std::string begun;  // the words that do begin a name
    std::size_t known = 0;
    while (known < named.words.size()) {
        std::string longer = begun.empty() ? named.words[known] : begun + " " + named.words[known];
        if (next_words(longer).empty()) break;
        begun = std::move(longer);
        ++known;
    }
    const std::vector<std::string> next = next_words(begun);
    const std::string wrong = known < named.words.size() ? named.words[known] : std::string();
    if (begun.empty()) {
        std::string mend = did_you_mean(wrong, next);
        return {ErrorCode::unknown_command,
                fmt::format("\"{}\" is not a command", printable_line(wrong)),
                {},
                mend.empty() ? "mkai help lists the commands" : mend};
    }
    if (wrong.empty()) return unfinished_command(begun);
    const auto near = nearest(wrong, std::vector<std::string_view>(next.begin(), next.end()));
    return {ErrorCode::unknown_command,
            fmt::format("\"{} {}\" is not a command", begun, printable_line(wrong)),
            {},
            near.empty() ? fmt::format("one of: {} {}", begun, join(next, fmt::format(", {} ", begun)))
                         : fmt::format("did you mean \"{} {}\"?", begun, near)};
}

Error unknown_flag(const Command& command, const std::string& flag) {
    std::vector<std::string> known;
    for (const Option& option : command.options) known.push_back(long_flag(option.flags));
    for (const Option& option : global_options()) known.push_back(long_flag(option.flags));
    const std::string bare = flag.substr(0, flag.find('='));
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = nearest(bare, views);
    return {ErrorCode::unknown_flag,
            fmt::format("\"{}\" has no flag {}", command.name, printable_line(bare)),
            {},
            near.empty() ? fmt::format("mkai help {}", command.name) : fmt::format("did you mean {}?", near)};
}

// One option of the table in CLI11, and where its values go.
struct Bound {
    std::string name;
    bool flag = false;
    bool seen = false;
    std::vector<std::string> values;
};

void add_options(CLI::App& app, std::span<const Option> options, std::map<std::string, Bound>& bound) {
    for (const Option& option : options) {
        Bound& b = bound[long_flag(option.flags)];
        b.name = long_flag(option.flags);
        b.flag = option.value.empty();
        if (b.flag) {
            app.add_flag(std::string(option.flags), b.seen);
        } else {
            auto* added = app.add_option(std::string(option.flags), b.values);
            added->allow_extra_args(false)->expected(1)->multi_option_policy(
                option.repeat ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::Throw);
        }
    }
}

std::string usage_of(const Command& command) {
    std::string out = fmt::format("mkai {}", command.name);
    for (const Positional& p : command.positionals) {
        out += " " + shape_of(p);
    }
    return out;
}

Error usage_error(const Command& command, std::string message) {
    return {ErrorCode::usage,
            std::move(message),
            {fmt::format("usage: {}", usage_of(command))},
            fmt::format("mkai help {}", command.name)};
}

// CLI11 begins its sentence with the flag; ours says what is to be done.
std::string mismatch_words(std::string_view told, const std::vector<std::string>& typed) {
    const std::string flag(told.substr(0, told.find(':')));
    const auto names_it = [&](const std::string& word) {
        return word == flag || word.starts_with(flag + "=");
    };
    return std::ranges::count_if(typed, names_it) > 1 ? fmt::format("{} can be given once", flag)
                                                      : fmt::format("{} needs a value", flag);
}

Globals globals_of(const std::map<std::string, Bound>& bound) {
    Globals g;
    const auto on = [&](const char* name) { return bound.at(name).seen; };
    const auto value = [&](const char* name) {
        return bound.at(name).values.empty() ? std::string() : bound.at(name).values.back();
    };
    g.json = on("--json");
    g.jsonl = on("--jsonl");
    g.yes = on("--yes");
    g.quiet = on("--quiet");
    g.no_input = on("--no-input");
    g.plain = on("--plain");
    g.as = value("--as");
    if (!bound.at("-C").values.empty()) g.folder = value("-C");
    return g;
}

// `--format json` of a check verb says the same as --json: of its errors, too.
constexpr std::string_view k_format = k_format_option.flags;

bool asks_for_json(const std::vector<std::string>& argv) {
    const auto json = [](const std::string& word) {
        return word == "--json" || word == "--jsonl" ||
               (word.starts_with(k_format) && word.substr(k_format.size()) == "=json");
    };
    const auto two_words = [](const std::string& a, const std::string& b) {
        return a == k_format && b == "json";
    };
    return std::ranges::any_of(argv, json) || std::ranges::adjacent_find(argv, two_words) != argv.end();
}

Done place_positionals(const Command& command, const std::vector<std::string>& given, Args& args) {
    std::size_t next = 0;
    for (const Positional& p : command.positionals) {
        std::vector<std::string> values;
        if (p.arity == Arity::many || p.arity == Arity::any) {
            while (next < given.size()) values.push_back(given[next++]);
        } else if (next < given.size()) {
            values.push_back(given[next++]);
        }
        if (values.empty() && (p.arity == Arity::one || p.arity == Arity::many))
            return fail(usage_error(command, fmt::format("{} is missing: {}", p.name, p.help)));
        if (!values.empty()) args.values[std::string(p.name)] = std::move(values);
    }
    if (next < given.size())
        return fail(usage_error(command,
                                fmt::format("\"{}\" is one argument too many", printable_line(given[next]))));
    return {};
}

}  // namespace

Result<Parsed> parse(const std::vector<std::string>& argv, bool& wants_json) {
    wants_json = asks_for_json(argv);
    Parsed out;
    for (const std::string& word : argv) {
        if (word == "--") break;
        if (word == "-h" || word == "--help") out.help = true;
        if (word == "--version") out.version = true;
    }
    Named named = name_command(argv);
    if (!named.words.empty() && named.words.front() == "help") {
        out.help = true;
        std::vector<std::string> words;
        for (const std::string& word : named.rest)
            if (!word.starts_with('-') && word != "help") words.push_back(word);
        out.help_topic = join(words, " ");
        return out;
    }
    out.command = named.command;
    if (out.help) {
        if (out.command || named.words.empty()) return out;
        out.help_topic = join(named.words, " ");
        if (commands_under(out.help_topic).empty()) return fail(unknown_command(named));
        return out;
    }
    if (out.version && named.words.empty()) return out;
    if (!out.command && !named.words.empty()) return fail(unknown_command(named));

    static const Command none{};
    const Command& command = out.command ? *out.command : none;
    CLI::App app;
    app.set_help_flag();
    app.allow_extras(false);
    std::map<std::string, Bound> bound;
    add_options(app, global_options(), bound);
    add_options(app, command.options, bound);
    std::vector<std::string> positionals;
    app.add_option("positionals", positionals);
    try {
        std::vector<std::string> reversed(named.rest.rbegin(),
                                          named.rest.rend());  // CLI11 takes them from the back
        app.parse(reversed);
    } catch (const CLI::ExtrasError&) {
        for (const std::string& word : app.remaining())
            if (word.starts_with('-'))
                return fail(out.command ? unknown_flag(command, word)
                                        : Error{ErrorCode::unknown_flag,
                                                fmt::format("there is no flag {}", printable_line(word)),
                                                {},
                                                "mkai help"});
        return fail(usage_error(command, "there are arguments that the command does not take"));
    } catch (const CLI::ArgumentMismatch& e) {
        return fail(usage_error(command, mismatch_words(e.what(), named.rest)));
    } catch (const CLI::ParseError& e) {
        return fail(usage_error(command, printable_line(e.what())));
    }
    out.globals = globals_of(bound);
    for (const Option& option : command.options) {
        const Bound& b = bound.at(long_flag(option.flags));
        if (b.flag ? b.seen : !b.values.empty()) out.args.values[b.name] = b.values;
    }
    out.globals.json = out.globals.json || out.args.get(k_format) == "json";
    if (out.command) {
        if (auto placed = place_positionals(command, positionals, out.args); !placed) return fail(placed);
    } else if (!positionals.empty()) {
        return fail(unknown_command(named));
    }
    return out;
}

}  // namespace mkai::cli
