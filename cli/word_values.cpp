#include "cli/word_values.hpp"

#include "cli/check_report.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/help_topics.hpp"
#include "cli/parse.hpp"
#include "cli/settings.hpp"
#include "core/base/embedded.hpp"
#include "core/base/json.hpp"
#include "core/domain/pause.hpp"
#include "core/domain/people.hpp"
#include "core/domain/spend.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::array k_audiences{
    AudienceName{Audience::marketer, "marketer", "writes briefs, drafts, reviews, publishes"},
    AudienceName{Audience::legal, "legal", "approves claims and copy"},
    AudienceName{Audience::engineer, "engineer", "owns prompts, models, evaluations, the ledger"},
    AudienceName{Audience::lead, "lead", "sees where everything stands, what it costs and what stops it"},
    AudienceName{Audience::ci, "ci", "what a pipeline runs, on each change and each night"},
};

// --- fixed values, each from the table that the program goes by ---

std::vector<WordValue> command_names() {
    std::vector<WordValue> out;
    for (const Command* command : shown_commands())
        out.push_back({std::string(command->name), std::string(command->summary)});
    return out;
}

std::vector<WordValue> help_words() {
    std::vector<WordValue> out = command_names();
    for (const AudienceName& row : k_audiences)
        out.push_back({std::string(row.name), std::string(row.about)});
    for (const HelpTopic& topic : help_topics())
        out.push_back({std::string(topic.name), std::string(topic.about)});
    for (const ErrorCodeInfo& info : error_codes())
        out.push_back({std::string(info.name), std::string(info.meaning)});
    return out;
}

std::vector<WordValue> check_format_names() {
    std::vector<WordValue> out;
    for (const CheckFormat& format : check_formats()) out.push_back({std::string(format.name), {}});
    return out;
}

std::vector<WordValue> eval_formats() {
    return {{"human", {}}, {"github", {}}, {"junit", {}}};
}

std::vector<WordValue> shells() {
    std::vector<WordValue> out;
    for (const CompletionScript& script : completion_scripts())
        out.push_back({std::string(script.shell), {}});
    return out;
}

std::vector<WordValue> pause_scopes() {
    std::vector<WordValue> out;
    for (int i = 0; i <= static_cast<int>(PauseScope::asset); ++i)
        out.push_back({std::string(to_string(static_cast<PauseScope>(i))), {}});
    return out;
}

std::vector<WordValue> spend_dimensions() {
    std::vector<WordValue> out;
    for (int i = 0; i <= static_cast<int>(SpendDimension::day); ++i) {
        const auto dimension = static_cast<SpendDimension>(i);
        if (dimension != SpendDimension::workspace) out.push_back({std::string(to_string(dimension)), {}});
    }
    return out;
}

std::vector<WordValue> me_and_roles() {
    std::vector<WordValue> out{{"me", "who is acting"}};
    for (int i = 0; i < k_role_count; ++i)
        out.push_back({std::string(to_string(static_cast<Role>(i))), "a role"});
    return out;
}

std::vector<WordValue> prompt_labels() {
    return {{"production", "what generate asks with"}, {"staging", {}}};
}

std::vector<WordValue> ways_of_making() {
    return {{"human", "people's copy"}, {"assisted", {}}, {"automated", {}}};
}

std::vector<WordValue> setting_keys() {
    std::vector<WordValue> out;
    for (const SettingRow& row : setting_rows())
        out.push_back({std::string(row.key), std::string(row.about)});
    return out;
}

// The enum of a property of a claim, from the schema of claims.yaml.
std::vector<WordValue> claim_words(const char* property) {
    std::vector<WordValue> out;
    const auto schemas = embedded::schemas();
    const auto file = std::ranges::find(schemas, "claims.json", &EmbeddedFile::name);
    if (file == schemas.end()) return out;
    const auto schema = parse_json(file->text);
    if (!schema) return out;
    const Json::json_pointer place("/properties/claims/items/properties/" + std::string(property) + "/enum");
    if (schema->contains(place))
        for (const Json& word : schema->at(place)) out.push_back({word.get<std::string>(), {}});
    return out;
}
std::vector<WordValue> claim_kinds() {
    return claim_words("kind");
}
std::vector<WordValue> claim_categories() {
    return claim_words("category");
}

}  // namespace

std::span<const WordRule> word_rules() {
    using enum LiveList;
    static const std::vector<WordRule> k_rules{
        // of some commands
        {"brief new", "BRIEF"},
        {"check", "COPY", nullptr, {assets}, Paths::files},
        {"brief check", "BRIEF", nullptr, {briefs}, Paths::files},
        {"claim add", "--kind", claim_kinds},
        {"claim add", "--category", claim_categories},
        {"claim add", "--id"},
        {"completion", "SHELL", shells},
        {"approve", "--on-behalf-of", nullptr, {deciders}},
        {"comment", "--by", nullptr, {people}},
        {"config credential add", "NAME"},
        {"config credential test", "NAME", nullptr, {credentials}},
        {"eval baseline set", "SUITE", nullptr, {suites}},
        {"eval compare", "WHAT", ways_of_making, {suites, models, prompts}},
        {"eval run", "--format", eval_formats},
        {"eval run", "SUITE", nullptr, {suites}, Paths::files},
        {"generate", "--prompt", nullptr, {prompts}, Paths::files},
        {"help", "TOPIC", help_words},
        {"man", "COMMAND", command_names},
        {"pause", "NAME", nullptr, {assets, briefs, channels, destinations, models, prompts}},
        {"resume", "NAME", nullptr, {assets, briefs, channels, destinations, models, prompts}},
        {"spend", "--by", spend_dimensions},
        // of every command: flags
        {"", "--format", check_format_names},
        {"", "--destination", nullptr, {destinations}},
        {"", "--label", prompt_labels},
        {"", "--model", nullptr, {models}},
        {"", "--name"},
        {"", "--reason-code"},
        {"", "--waiting-on", me_and_roles, {people}},
        // of every command: words
        {"", "ASSET", nullptr, {assets}},
        {"", "BASELINE", nullptr, {baselines}, Paths::files},
        {"", "BRIEF", nullptr, {briefs}},
        {"", "CHANNEL", nullptr, {channels}},
        {"", "CLAIM", nullptr, {claims}},
        {"", "CRITERIA"},
        {"", "DATE"},
        {"", "DIR", nullptr, {}, Paths::folders},
        {"", "FIELD"},
        {"", "FIELD=VALUE"},
        {"", "FILE", nullptr, {}, Paths::files},
        {"", "FOLDER", nullptr, {}, Paths::folders},
        {"", "GLOB"},
        {"", "HOST"},
        {"", "KEY", setting_keys},
        {"", "ID"},
        {"", "LANGUAGE"},
        {"", "LOCALE"},
        {"", "MARKET"},
        {"", "MODEL", nullptr, {models}},
        {"", "K"},
        {"", "N"},
        {"", "P"},
        {"", "POINTS"},
        {"", "NAME=VALUE"},
        {"", "OTHER", nullptr, {baselines}, Paths::files},
        {"", "PATH"},
        {"", "PATH=VALUE"},
        {"", "PERSON", nullptr, {people}},
        {"", "PROMPT", nullptr, {prompts}, Paths::files},
        {"", "PROVIDER", nullptr, {providers}},
        {"", "REV"},
        {"", "RUN", nullptr, {suites}},
        {"", "SCOPE", pause_scopes},
        {"", "SOURCE"},
        {"", "SUITE", nullptr, {suites}},
        {"", "TARGET", nullptr, {briefs, assets}},
        {"", "TEXT"},
        {"", "TIME"},
        {"", "USD"},
        {"", "VALUE"},
        {"", "VERSION"},
    };
    return k_rules;
}

const WordRule* find_word_rule(std::string_view command, std::string_view flag, std::string_view word) {
    for (const std::string_view of : {command, std::string_view()})
        for (const std::string_view place : {flag, word}) {
            if (place.empty()) continue;
            const auto fits = [&](const WordRule& rule) { return rule.command == of && rule.place == place; };
            const auto found = std::ranges::find_if(word_rules(), fits);
            if (found != word_rules().end()) return &*found;
        }
    return nullptr;
}

std::vector<WordValue> fixed_values(const Command& command, std::string_view word) {
    for (const Option& option : command.options)
        if (option.value == word) {
            const WordRule* rule = find_word_rule(command.name, long_flag(option.flags), word);
            if (rule != nullptr && rule->fixed != nullptr) return rule->fixed();
        }
    const WordRule* rule = find_word_rule(command.name, {}, word);
    return rule != nullptr && rule->fixed != nullptr ? rule->fixed() : std::vector<WordValue>{};
}

std::span<const AudienceName> audience_names() {
    return k_audiences;
}

}  // namespace mkai::cli
