#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/secrets.hpp"
#include "cli/views.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace mkai::cli {

namespace {

constexpr std::string_view k_new_file =
    "# Your own settings for mkai. Secrets stay where they are: this says where that is.\n";

fs::path config_path() {
    return user_config_folder() / "config.yaml";
}

Json credential_json(const workspace::UserConfig::Credential& c) {
    return {{"name", c.name}, {"from", c.from}, {"hosts", c.hosts}};
}

// Where a secret is, and never what it is: a source that holds the secret itself would be one in a file of
// ours.
Done check_arguments(const std::string& name, const std::string& from,
                     const std::vector<std::string>& hosts) {
    const bool plain = !name.empty() && name.size() <= 64 && name.front() != '-' && name.back() != '-' &&
                       name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!plain)
        return fail(ErrorCode::invalid_value,
                    fmt::format("\"{}\" is no name for a credential", printable_line(name)),
                    "use small letters, digits and hyphens, as openai or work-key");
    const bool known = std::ranges::any_of(std::vector<std::string_view>{"env:", "file:", "cmd:"},
                                           [&](std::string_view kind) { return from.starts_with(kind); });
    if (!known)
        return fail(ErrorCode::usage, "--from has to say where the secret is",
                    "give env:NAME, file:PATH or \"cmd:PROGRAM ARGUMENTS\", and never the secret itself");
    if (hosts.empty())
        return fail(ErrorCode::usage, "a credential has to say which hosts it may go to",
                    "add --host api.example.com");
    return {};
}

Result<Reply> credential_add(Context& context, const Args& args) {
    const std::string name = args.get("NAME");
    const std::string from = args.get("--from");
    const auto hosts = args.list("--host");
    if (auto checked = check_arguments(name, from, hosts); !checked) return fail(checked);
    const fs::path path = config_path();
    std::error_code ec;
    const bool is_new = !fs::exists(path, ec);
    auto before =
        is_new ? Result<std::string>(std::string(k_new_file)) : read_file(path, workspace::k_yaml_bytes_max);
    if (!before) return fail(before);
    const std::string value = dump_json({{"from", from}, {"hosts", hosts}});
    auto after = is_new ? Result<std::string>(*before + fmt::format("credentials:\n  {}: {}\n", name, value))
                        : yaml_set(*before, "credentials." + name, value);
    if (!after) return fail(after);
    if (auto written = write_file_atomically(path, *after); !written) return fail(written);
    if (is_new) ::chmod(path.c_str(), 0600);
    // What was written must be what mkai reads; else the file stays as it was.
    if (auto config = context.user_config(); !config) {
        Done restored = is_new ? remove_file(path) : write_file_atomically(path, *before);
        return restored ? fail(config) : fail(restored);
    }
    Reply reply;
    reply.text = fmt::format("{} stands in {}; its secret stays where it is\n", name, path.string());
    reply.next = fmt::format("mkai config credential test {}", name);
    set_json(reply, {{"credential", credential_json({name, from, hosts})}, {"file", path.string()}});
    return reply;
}

Result<Reply> credential_list(Context& context, const Args&) {
    auto config = context.user_config();
    if (!config) return fail(config);
    Reply reply;
    Json rows = Json::array();
    std::vector<std::vector<Cell>> cells{
        {{"name", Colour::dim}, {"from", Colour::dim}, {"may go to", Colour::dim}}};
    for (const auto& c : (*config)->credentials) {
        rows.push_back(credential_json(c));
        cells.push_back({{c.name, Colour::bold}, {c.from}, {join(c.hosts, ", ")}});
    }
    reply.text = rows.empty() ? "your configuration has no credential\n" : table(cells, context.terminal());
    if (rows.empty()) reply.next = "mkai config credential add NAME --from env:NAME --host HOST";
    set_json(reply, {{"file", config_path().string()}, {"credentials", std::move(rows)}});
    return reply;
}

Result<Reply> credential_test(Context& context, const Args& args) {
    auto config = context.user_config();
    if (!config) return fail(config);
    const std::string name = args.get("NAME");
    const auto& all = (*config)->credentials;
    const auto found = std::ranges::find(all, name, &workspace::UserConfig::Credential::name);
    if (found == all.end()) {
        std::vector<std::string> names;
        for (const auto& c : all) names.push_back(c.name);
        return fail(ErrorCode::unknown_id,
                    fmt::format("your configuration has no credential \"{}\"", printable_line(name)),
                    did_you_mean(name, names));
    }
    auto secret = read_secret(*found);
    if (!secret) return fail(secret);
    Reply reply;
    reply.text = fmt::format("{} is there: {} characters from {}; it may go to {}\n", name,
                             count_code_points(*secret), found->from, join(found->hosts, ", "));
    reply.next = "mkai model test asks the model that uses it one tiny question";
    Json json = credential_json(*found);
    json["characters"] = count_code_points(*secret);
    set_json(reply, {{"credential", std::move(json)}});
    return reply;
}

}  // namespace

Command cmd_config_credential_add() {
    return {"config credential add",
            Group::workspace,
            "Say where a secret is and to which hosts it may go. In your own configuration, never in the "
            "workspace.",
            "The secret itself is never typed here. A workspace only names credentials, so that nobody's "
            "pull request "
            "can send a key to another host.",
            {{"mkai config credential add openai --from env:OPENAI_API_KEY --host api.openai.com",
              "from the environment"},
             {"mkai config credential add work --from \"cmd:pass show work/key\" --host llm.example.com",
              "from a password manager"}},
            {{"NAME", "as a model names it in mkai.yaml"}},
            {{"--from", "SOURCE", "env:NAME, file:PATH (chmod 600) or cmd:PROGRAM ARGUMENTS"},
             {"--host", "HOST", "where it may go: api.example.com, 127.0.0.1:8080", true}},
            credential_add};
}

Command cmd_config_credential_list() {
    return {"config credential list",
            Group::workspace,
            "Your credentials: where each secret is and where it may go.",
            "",
            {{"mkai config credential list", "without any secret"},
             {"mkai config credential list --json", "as data"}},
            {},
            {},
            credential_list};
}

Command cmd_config_credential_test() {
    return {"config credential test",
            Group::workspace,
            "Whether a secret can be read. Nothing is sent, and nothing of it is shown.",
            "",
            {{"mkai config credential test openai", "is it there?"},
             {"mkai config credential test openai --json", "for a script"}},
            {{"NAME", "of the credential"}},
            {},
            credential_test};
}

}  // namespace mkai::cli
