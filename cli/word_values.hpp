// What may stand where the command table has a word in capitals ("ASSET", "FORMAT"): fixed values, ids of the
// workspace, files. One table, for completions, help and man pages; a test holds it against the command
// table, so that a word without a row fails.
#pragma once

#include "cli/command.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

struct WordValue {
    std::string value;
    std::string about;  // half a line; may be empty
};

// Lists that only the workspace, the ledger or one's own configuration can give; see live_ids.hpp.
enum class LiveList {
    assets,
    baselines,
    briefs,
    channels,
    claims,
    credentials,
    destinations,
    models,
    people,
    deciders,  // people without service accounts: those decide nothing
    prompts,
    providers,
    suites,
};

enum class Paths { none, files, folders };

struct WordRule {
    std::string_view command;  // empty: every command
    std::string_view place;    // the word, "ASSET", or the flag, "--model"
    std::vector<WordValue> (*fixed)() = nullptr;
    std::vector<LiveList> live = {};
    Paths paths = Paths::none;
};
std::span<const WordRule> word_rules();

// The row for a flag's value ("--model", "NAME") or a positional ("", "ASSET"), the most particular first: of
// this command before that of every one, of the flag before that of the word. Null when there is none.
const WordRule* find_word_rule(std::string_view command, std::string_view flag, std::string_view word);

// The fixed values of an option or positional of the command with this word; empty when there are none.
std::vector<WordValue> fixed_values(const Command& command, std::string_view word);

// marketer, legal, engineer, lead, ci, as `mkai help` takes them.
struct AudienceName {
    Audience audience;
    std::string_view name;
    std::string_view about;
};
std::span<const AudienceName> audience_names();

}  // namespace mkai::cli
