#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

void check_source(const YamlNode* from, Document& document) {
    if (from == nullptr || from->text.empty()) return;
    for (const std::string_view kind : {"env:", "file:", "cmd:"})
        if (from->text.starts_with(kind) && from->text.size() > kind.size()) return;
    document.error(*from, "not-a-source",
                   fmt::format("{} does not say where the secret is", in_quotes(from->text)),
                   "write env:NAME, file:PATH or cmd:PROGRAM ARGUMENTS");
}

UserConfig read_user_config(Document& document) {
    UserConfig config;
    const YamlNode& root = document.root();
    config.as = text_at(root, "as");
    for (const auto& entry : entries_at(root, "credentials")) {
        check_source(entry.value.find("from"), document);
        config.credentials.push_back(
            {entry.key, text_at(entry.value, "from"), texts_at(entry.value, "hosts")});
    }
    return config;
}

Result<UserConfig> load(const fs::path& path) {
    std::error_code failed;
    if (!fs::exists(path, failed)) return UserConfig{};
    const std::string label = printable_line(path.string());
    Document document = Document::read(path, label, "config");
    UserConfig config;
    if (document.readable()) config = read_user_config(document);
    if (!document.has_errors()) return config;
    return fail(refused_file(fmt::format("your configuration {} has errors", in_quotes(path.string())),
                             document.take_findings(), "mend the places above"));
}

}  // namespace

Result<UserConfig> load_user_config(const fs::path& workspace_root, const fs::path& user_config_folder) {
    auto own = user_config_folder.empty() ? Result<UserConfig>(UserConfig{})
                                          : load(user_config_folder / "config.yaml");
    if (!own) return own;
    auto clone = load(workspace_root / ".mkai" / "config.yaml");
    if (!clone) return clone;
    // A file below the workspace can come with a clone: it must not say which secret goes to which host.
    if (!clone->credentials.empty())
        return fail(
            ErrorCode::invalid_file, "\".mkai/config.yaml\" names credentials, which a workspace may not",
            fmt::format("put them into {}", printable_line((user_config_folder / "config.yaml").string())));
    if (!clone->as.empty()) own->as = clone->as;
    return own;
}

}  // namespace mkai::workspace
