#include "cli/cmd.hpp"

#include <algorithm>
#include <array>

namespace mkai::cli {

std::span<const Command> commands() {
    static const std::array k_commands{
        cmd_brief_check(),
        cmd_generate(),
        cmd_check(),
        cmd_review(),
        cmd_claim_approve(),
        cmd_approve(),
        cmd_publish(),
        cmd_rollback(),
        cmd_withdraw(),
        cmd_eval_run(),
        cmd_claim_withdraw(),
        cmd_pause(),
        cmd_resume(),
        cmd_status(),
        cmd_inbox(),
        cmd_show(),
        cmd_diff(),
        cmd_log(),
        cmd_explain(),
        cmd_spend(),
        cmd_spend_caps(),
        cmd_eval_list(),
        cmd_eval_show(),
        cmd_eval_compare(),
        cmd_eval_baseline_show(),
        cmd_eval_baseline_diff(),
        cmd_eval_checks(),
        cmd_eval_power(),
        cmd_edit(),
        cmd_comment(),
        cmd_import(),
        cmd_reject(),
        cmd_revoke(),
        cmd_init(),
        cmd_brief_new(),
        cmd_brief_set(),
        cmd_brief_show(),
        cmd_brief_list(),
        cmd_channel_list(),
        cmd_channel_show(),
        cmd_claim_list(),
        cmd_claim_show(),
        cmd_claim_add(),
        cmd_claim_check(),
        cmd_claim_affected(),
        cmd_prompt_check(),
        cmd_prompt_render(),
        cmd_prompt_list(),
        cmd_prompt_show(),
        cmd_prompt_register(),
        cmd_prompt_promote(),
        cmd_prompt_rollback(),
        cmd_prompt_withdraw(),
        cmd_prompt_log(),
        cmd_prompt_diff(),
        cmd_eval_baseline_set(),
        cmd_eval_import(),
        cmd_hooks_install(),
        cmd_model_list(),
        cmd_model_show(),
        cmd_model_test(),
        cmd_model_rollback(),
        cmd_price_list(),
        cmd_price_check(),
        cmd_spend_reconcile(),
        cmd_config_credential_add(),
        cmd_config_credential_list(),
        cmd_config_credential_test(),
        cmd_db_create(),
        cmd_db_purge(),
    };
    return k_commands;
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
