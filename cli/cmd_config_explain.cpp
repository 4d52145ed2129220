#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/settings.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

bool is_asked_for(const Setting& setting, std::string_view key) {
    return key.empty() || setting.key == key ||
           (setting.key.starts_with(key) && setting.key[key.size()] == '.');
}

Result<Reply> explain(Context& context, const Args& args) {
    auto settings = list_settings(context);
    if (!settings) return fail(settings);
    const std::string key = args.get("KEY");
    std::vector<std::vector<Cell>> cells{
        {{"setting", Colour::dim}, {"value", Colour::dim}, {"from", Colour::dim}}};
    Json rows = Json::array();
    std::vector<std::string> known;
    for (const Setting& setting : *settings) {
        known.push_back(setting.key);
        if (!is_asked_for(setting, key)) continue;
        cells.push_back({{setting.key, Colour::bold}, {setting.value}, {setting.from}});
        rows.push_back({{"key", setting.key}, {"value", setting.value}, {"from", setting.from}});
    }
    if (rows.empty()) {
        const std::string near = did_you_mean(key, known);
        return fail(ErrorCode::unknown_id, fmt::format("there is no setting \"{}\"", printable_line(key)),
                    near.empty() ? "mkai config explain lists them" : near);
    }
    Reply reply;
    reply.text = table(cells, context.terminal());
    set_json(reply, {{"settings", std::move(rows)}});
    return reply;
}

}  // namespace

Command cmd_config_explain() {
    return {"config explain",
            Group::workspace,
            "Each setting that counts, its value, and where it comes from.",
            "A flag comes before the environment, that before the workspace's files, those before your own, "
            "and what nobody says has its default. Secrets are in none of them: a credential says where its "
            "secret is.",
            {{"mkai config explain", "all of them"},
             {"mkai config explain as", "who acts here, and why"},
             {"mkai config explain models.copy", "one model, with the line of each value"}},
            {{"KEY", "a setting, or the beginning of several", Arity::optional}},
            {},
            explain};
}

}  // namespace mkai::cli
