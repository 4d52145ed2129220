// The commands, a function each that returns its row of the table. command_table.cpp lists them.
#pragma once

#include "cli/command.hpp"
#include "cli/context.hpp"

namespace mkai::cli {

Command cmd_init();
Command cmd_brief_new();
Command cmd_brief_check();
Command cmd_brief_set();
Command cmd_brief_show();
Command cmd_brief_list();
Command cmd_channel_list();
Command cmd_check();
Command cmd_channel_show();
Command cmd_claim_list();
Command cmd_claim_show();
Command cmd_claim_add();
Command cmd_claim_approve();
Command cmd_claim_withdraw();
Command cmd_claim_check();
Command cmd_claim_affected();
Command cmd_eval_run();
Command cmd_eval_show();
Command cmd_eval_list();
Command cmd_eval_checks();
Command cmd_eval_baseline_set();
Command cmd_eval_import();
Command cmd_eval_power();
Command cmd_generate();
Command cmd_review();
Command cmd_approve();
Command cmd_reject();
Command cmd_revoke();
Command cmd_comment();
Command cmd_edit();
Command cmd_import();
Command cmd_publish();
Command cmd_rollback();
Command cmd_withdraw();
Command cmd_pause();
Command cmd_resume();
Command cmd_status();
Command cmd_inbox();
Command cmd_show();
Command cmd_log();
Command cmd_diff();
Command cmd_explain();
Command cmd_config_credential_add();
Command cmd_config_credential_list();
Command cmd_config_credential_test();
Command cmd_db_create();
Command cmd_db_purge();
Command cmd_spend();
Command cmd_spend_caps();
Command cmd_spend_reconcile();
Command cmd_model_list();
Command cmd_model_show();
Command cmd_model_rollback();
Command cmd_model_test();
Command cmd_prompt_check();
Command cmd_prompt_list();
Command cmd_prompt_show();
Command cmd_prompt_render();
Command cmd_prompt_register();
Command cmd_prompt_promote();
Command cmd_prompt_rollback();
Command cmd_prompt_withdraw();
Command cmd_prompt_log();
Command cmd_prompt_diff();
Command cmd_hooks_install();
Command cmd_price_list();
Command cmd_price_check();

}  // namespace mkai::cli
