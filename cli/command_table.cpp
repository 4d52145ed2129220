#include "cli/cmd.hpp"

#include <algorithm>
#include <array>

namespace mkai::cli {

namespace {

Command on(Command command, std::vector<Day> days) {
    command.days = std::move(days);
    return command;
}

}  // namespace

std::span<const Command> commands() {
    using enum Audience;
    static const std::array k_commands{
        on(cmd_brief_check(), {{marketer, 30}, {ci, 10}}),
        on(cmd_generate(), {{marketer, 40}, {ci, 60}}),
        on(cmd_check(), {{marketer, 60}, {ci, 20}}),
        on(cmd_review(), {{marketer, 80}, {legal, 55}, {lead, 30}}),
        on(cmd_claim_approve(), {{legal, 30}}),
        on(cmd_approve(), {{legal, 60}}),
        on(cmd_publish(), {{marketer, 90}, {ci, 70}}),
        on(cmd_rollback(), {{marketer, 110}, {lead, 90}}),
        on(cmd_withdraw(), {{legal, 100}, {lead, 95}}),
        on(cmd_correct(), {{marketer, 115}}),
        on(cmd_eval_run(), {{engineer, 60}, {ci, 50}}),
        on(cmd_claim_withdraw(), {{legal, 90}, {lead, 110}}),
        on(cmd_pause(), {{engineer, 120}, {lead, 70}}),
        on(cmd_resume(), {{engineer, 130}, {lead, 80}}),
        on(cmd_status(), {{marketer, 100}, {lead, 20}}),
        on(cmd_inbox(), {{marketer, 10}, {legal, 10}, {lead, 10}}),
        on(cmd_show(), {{marketer, 50}, {legal, 40}}),
        on(cmd_diff(), {{legal, 50}}),
        on(cmd_log(), {{legal, 120}}),
        on(cmd_explain(), {{legal, 110}, {lead, 40}}),
        on(cmd_spend(), {{engineer, 90}, {lead, 50}}),
        on(cmd_spend_caps(), {{engineer, 100}, {lead, 60}}),
        cmd_eval_list(),
        cmd_eval_show(),
        on(cmd_eval_compare(), {{engineer, 70}}),
        cmd_eval_baseline_show(),
        cmd_eval_baseline_diff(),
        cmd_eval_checks(),
        cmd_eval_power(),
        on(cmd_edit(), {{marketer, 70}}),
        cmd_comment(),
        cmd_import(),
        on(cmd_reject(), {{legal, 70}}),
        on(cmd_revoke(), {{legal, 80}, {lead, 100}}),
        cmd_init(),
        on(cmd_brief_new(), {{marketer, 20}}),
        cmd_brief_set(),
        cmd_brief_show(),
        cmd_brief_list(),
        cmd_channel_list(),
        cmd_channel_show(),
        cmd_claim_list(),
        cmd_claim_show(),
        cmd_claim_add(),
        on(cmd_claim_check(), {{legal, 20}, {ci, 30}}),
        cmd_claim_affected(),
        on(cmd_prompt_check(), {{engineer, 30}, {ci, 40}}),
        cmd_prompt_render(),
        cmd_prompt_list(),
        cmd_prompt_show(),
        on(cmd_prompt_register(), {{engineer, 40}}),
        on(cmd_prompt_promote(), {{engineer, 50}}),
        on(cmd_prompt_rollback(), {{engineer, 55}}),
        cmd_prompt_withdraw(),
        cmd_prompt_log(),
        cmd_prompt_diff(),
        cmd_eval_baseline_set(),
        cmd_eval_import(),
        cmd_hooks_install(),
        on(cmd_model_list(), {{engineer, 15}}),
        cmd_model_show(),
        on(cmd_model_test(), {{engineer, 20}}),
        on(cmd_model_rollback(), {{engineer, 80}, {lead, 120}}),
        cmd_price_list(),
        on(cmd_price_check(), {{engineer, 110}}),
        on(cmd_spend_reconcile(), {{ci, 80}}),
        cmd_config_explain(),
        cmd_config_credential_add(),
        cmd_config_credential_list(),
        cmd_config_credential_test(),
        cmd_db_create(),
        cmd_db_path(),
        cmd_db_status(),
        on(cmd_db_backup(), {{engineer, 140}, {ci, 100}}),
        cmd_db_restore(),
        cmd_db_purge(),
        on(cmd_doctor(), {{engineer, 10}, {ci, 90}}),
        cmd_completion(),
        cmd_man(),
        cmd_complete(),
    };
    return k_commands;
}

std::vector<const Command*> shown_commands() {
    std::vector<const Command*> out;
    for (const Command& command : commands())
        if (command.group != Group::hidden) out.push_back(&command);
    return out;
}

const Command* find_command(std::string_view name) {
    const auto all = commands();
    const auto found = std::ranges::find(all, name, &Command::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<const Command*> commands_under(std::string_view words) {
    std::vector<const Command*> out;
    for (const Command& command : commands())
        if (command.name.size() > words.size() && command.name.starts_with(words) &&
            command.name[words.size()] == ' ')
            out.push_back(&command);
    return out;
}

std::span<const Option> global_options() {
    static constexpr std::array k_options{
        Option{"--as", "PERSON", "who acts (an id of people.yaml)"},
        Option{"--json", "", "JSON on standard output, errors too"},
        Option{"--jsonl", "", "one JSON object a line, where a command streams"},
        Option{"--yes", "", "do not ask"},
        Option{"--quiet", "", "data only, no words"},
        Option{"--no-input", "", "never ask anything"},
        Option{"--plain", "", "no colour, no progress"},
        Option{"-C", "FOLDER", "work there"},
    };
    return k_options;
}

std::string shape_of(const Positional& positional) {
    const bool several = positional.arity == Arity::many || positional.arity == Arity::any;
    const bool may_miss = positional.arity == Arity::optional || positional.arity == Arity::any;
    return std::string(may_miss ? "[" : "") + std::string(positional.name) + (several ? "..." : "") +
           (may_miss ? "]" : "");
}

std::string Args::get(std::string_view name) const {
    return find(name).value_or("");
}

std::optional<std::string> Args::find(std::string_view name) const {
    const auto found = values.find(name);
    if (found == values.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
}

std::vector<std::string> Args::list(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace mkai::cli
