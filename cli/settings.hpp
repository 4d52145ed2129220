// Each setting that counts, its value and where it comes from: a flag, the environment, a file and its line,
// or what holds when nobody says anything. No secret is among them.
#pragma once

#include "cli/context.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

struct Setting {
    std::string key;    // "as", "approvals.valid_days", "models.copy.provider"
    std::string value;  // one line
    std::string from;   // "flag --as", "environment MKAI_AS", "mkai.yaml:12", "default"
};

// Settings that there always are. Those of a file's own names (models, destinations, credentials) come beside
// them, as they stand there.
struct SettingRow {
    std::string_view key;
    std::string_view about;
    Setting (*find)(Context&, const workspace::Workspace&);
};
std::span<const SettingRow> setting_rows();

// All of them, by key. What the workspace's or the user's files say wrongly is an error.
Result<std::vector<Setting>> list_settings(Context& context);

}  // namespace mkai::cli
