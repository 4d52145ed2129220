#include "cli/complete.hpp"

#include "cli/context.hpp"
#include "cli/live_ids.hpp"
#include "cli/parse.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace mkai::cli {

namespace {

// Words that were typed before the cursor, by what they are.
struct Typed {
    const Command* command = nullptr;
    std::vector<std::string> name_words;   // that could name a command
    std::vector<std::string> positionals;  // after the command's name
    std::vector<std::string> flags;        // long names
    const Option* open = nullptr;          // whose value is being typed
    bool only_positionals = false;         // after "--"
    Globals globals;
};

Typed read_typed(const std::vector<std::string>& words) {
    Named named = name_command(words);
    Typed typed;
    typed.command = named.command;
    typed.name_words = std::move(named.words);
    for (const std::string& word : named.rest) {
        if (typed.open != nullptr) {
            if (typed.open->flags == "-C") typed.globals.folder = word;
            typed.open = nullptr;
        } else if (!typed.only_positionals && word == "--") {
            typed.only_positionals = true;
        } else if (!typed.only_positionals && word.starts_with('-') && word.size() > 1) {
            const Option* option = find_option(typed.command, word.substr(0, word.find('=')));
            if (option == nullptr) continue;
            typed.flags.push_back(long_flag(option->flags));
            if (!option->value.empty() && word.find('=') == std::string::npos) typed.open = option;
        } else {
            typed.positionals.push_back(word);
        }
    }
    return typed;
}

void add(Proposals& out, std::string_view begun, std::string value, std::string_view about) {
    if (value.starts_with(begun)) out.values.push_back({std::move(value), std::string(about)});
}

// Values may be several words, as names of commands are: then the next word of those that fit so far.
void add_fixed(Proposals& out, const std::vector<WordValue>& values, const std::vector<std::string>& before,
               std::string_view begun) {
    const std::string start = before.empty() ? std::string() : join(before, " ") + " ";
    for (const WordValue& value : values) {
        if (!value.value.starts_with(start)) continue;
        const std::string rest = value.value.substr(start.size());
        const std::string word = rest.substr(0, rest.find(' '));
        if (std::ranges::find(out.values, word, &WordValue::value) != out.values.end()) continue;
        add(out, begun, word, word == rest ? value.about : std::string());
    }
}

void add_by_rule(Proposals& out, const WordRule* rule, const std::vector<std::string>& before,
                 std::string_view begun, const Globals& globals) {
    if (rule == nullptr) return;
    if (rule->fixed != nullptr) add_fixed(out, rule->fixed(), before, begun);
    out.paths = rule->paths;
    if (rule->live.empty()) return;
    Context context(globals);
    for (const LiveList list : rule->live)
        for (WordValue& value : live_ids(context, list, begun)) out.values.push_back(std::move(value));
}

std::string_view name_of(const Typed& typed) {
    return typed.command != nullptr ? typed.command->name : std::string_view();
}

void add_value_of(Proposals& out, const Typed& typed, const Option& option, std::string_view begun) {
    add_by_rule(out, find_word_rule(name_of(typed), long_flag(option.flags), option.value), {}, begun,
                typed.globals);
}

void add_flags(Proposals& out, const Typed& typed, std::string_view begun) {
    const auto add_all = [&](std::span<const Option> options) {
        for (const Option& option : options) {
            std::string flag = long_flag(option.flags);
            if (option.repeat || std::ranges::find(typed.flags, flag) == typed.flags.end())
                add(out, begun, std::move(flag), option.help);
        }
    };
    if (typed.command != nullptr) add_all(typed.command->options);
    add_all(global_options());
    for (const auto& [flag, about] :
         {std::pair{"--help", "what it does, with examples"}, std::pair{"--version", "which mkai this is"}})
        if (typed.command == nullptr || std::string_view(flag) == "--help") add(out, begun, flag, about);
}

// The words that go on from those that begin a command's name.
void add_next_words(Proposals& out, const std::string& before, std::string_view begun) {
    for (const std::string& word : next_words(before)) {
        const std::string name = before.empty() ? word : before + " " + word;
        const Command* command = find_command(name);
        add(out, begun, word, command != nullptr ? command->summary : join(next_words(name), ", "));
    }
}

void add_positional(Proposals& out, const Typed& typed, std::string_view begun) {
    const auto& positionals = typed.command->positionals;
    if (positionals.empty()) return;
    const Positional* place = &positionals.back();
    std::vector<std::string> before = typed.positionals;
    if (before.size() < positionals.size()) {
        place = &positionals[before.size()];
        before.clear();
    } else if (place->arity != Arity::many && place->arity != Arity::any) {
        return;
    }
    add_by_rule(out, find_word_rule(typed.command->name, {}, place->name), before, begun, typed.globals);
    // What was named already is not meant again; values of one word alone.
    std::erase_if(out.values, [&](const WordValue& value) {
        return std::ranges::find(before, value.value) != before.end();
    });
}

bool is_safe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_./:@=,+%-").find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

TypedLine split_line(std::string_view line) {
    TypedLine out;
    bool in_word = false;
    std::string word;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (out.quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            if (in_word) out.words.push_back(std::exchange(word, {}));
            in_word = false;
            out.raw.clear();
            continue;
        }
        in_word = true;
        out.raw += c;
        if (out.quote == 0 && (c == '\'' || c == '"')) {
            out.quote = c;
        } else if (c == out.quote) {
            out.quote = 0;
        } else if (c == '\\' && out.quote != '\'' && i + 1 < line.size()) {
            word += line[++i];
            out.raw += line[i];
        } else {
            word += c;
        }
    }
    out.words.push_back(std::move(word));
    return out;
}

Proposals propose(const std::vector<std::string>& words) {
    Proposals out;
    if (words.size() < 2) return out;
    const std::string& begun = words.back();
    std::vector<std::string> before(words.begin() + 1, words.end() - 1);
    Typed typed = read_typed(before);
    if (typed.open != nullptr) {
        add_value_of(out, typed, *typed.open, begun);
        return out;
    }
    if (!typed.only_positionals && begun.starts_with('-')) {
        const std::size_t equals = begun.find('=');
        if (equals == std::string::npos) {
            add_flags(out, typed, begun);
        } else if (const Option* option = find_option(typed.command, begun.substr(0, equals))) {
            add_value_of(out, typed, *option, std::string_view(begun).substr(equals + 1));
            for (WordValue& value : out.values) value.value = begun.substr(0, equals + 1) + value.value;
            out.paths = Paths::none;
        }
        return out;
    }
    const bool is_help = !typed.name_words.empty() && typed.name_words.front() == "help";
    if (is_help) {
        typed.positionals.erase(typed.positionals.begin());
        add_by_rule(out, find_word_rule("help", {}, "TOPIC"), typed.positionals, begun, typed.globals);
        return out;
    }
    if (typed.command == nullptr) {
        add_next_words(out, join(typed.name_words, " "), begun);
        if (typed.name_words.empty()) add(out, begun, "help", "help of a command or a topic");
        return out;
    }
    if (typed.positionals.empty()) add_next_words(out, std::string(typed.command->name), begun);
    add_positional(out, typed, begun);
    return out;
}

std::string bash_escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (!is_safe(c)) out += '\\';
        out += c;
    }
    return out;
}

}  // namespace mkai::cli
