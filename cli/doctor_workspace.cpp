#include "cli/doctor.hpp"
#include "cli/git_repository.hpp"
#include "cli/secrets.hpp"
#include "core/app/models.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

Diagnosis without_workspace() {
    return {Health::unknown, "the workspace cannot be looked at", {}};
}

// The hook of git's that would run before a commit; empty outside of a repository.
fs::path pre_commit_hook(const fs::path& root) {
    const std::string top = output_of({"git", "-C", root.string(), "rev-parse", "--show-toplevel"});
    if (top.empty()) return {};
    const std::string hooks = output_of({"git", "-C", top, "rev-parse", "--git-path", "hooks"});
    return hooks.empty() ? fs::path() : (fs::path(top) / hooks).lexically_normal() / "pre-commit";
}

bool is_program(const std::string& word) {
    std::error_code ec;
    if (word.find('/') != std::string::npos) return fs::exists(word, ec);
    for (const std::string& folder : split(environment("PATH"), ':'))
        if (fs::exists(fs::path(folder) / word, ec)) return true;
    return false;
}

// Empty when it can be had. A program is not run: it may ask, and may ask somebody far away.
std::string why_no_secret(const workspace::UserConfig::Credential& credential) {
    constexpr std::string_view k_program = "cmd:";
    if (!credential.from.starts_with(k_program)) {
        auto secret = read_secret(credential);
        return secret ? std::string() : secret.error().message;
    }
    const std::string line = credential.from.substr(k_program.size());
    const std::string program = line.substr(0, line.find(' '));
    return is_program(program) ? std::string()
                               : fmt::format("the program \"{}\" of the credential \"{}\" is not there",
                                             printable_line(program), credential.name);
}

}  // namespace

Diagnosis look_at_workspace(Patient& patient) {
    if (const auto& error = patient.workspace_error()) {
        const std::string first = error->context.empty() ? std::string() : ": " + error->context.front();
        return {Health::problem, error->message + first, error->fix};
    }
    auto warnings = patient.workspace()->warnings(patient.now());
    std::erase_if(warnings,
                  [](const Finding& f) { return f.level == Level::note || f.code == "review-overdue"; });
    if (!warnings.empty())
        return {Health::warning,
                fmt::format("{} in its files, the first at {}:{}: {}", counted(warnings.size(), "warning"),
                            warnings.front().file, warnings.front().line, warnings.front().message),
                "mkai brief check"};
    return {Health::ok,
            fmt::format("the workspace \"{}\" ({})", patient.workspace()->config().name,
                        patient.workspace()->config().environment),
            {}};
}

Diagnosis look_at_briefs(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    std::vector<std::string> wrong;
    const std::vector<std::string> ids = files->brief_ids();
    for (const std::string& id : ids) {
        auto checked = files->check_brief(id);
        if (!checked || !checked->brief) wrong.push_back(id);
    }
    if (!wrong.empty())
        return {Health::problem, fmt::format("briefs with errors: {}", some_of(wrong)), "mkai brief check"};
    return {Health::ok, fmt::format("{} without errors", counted(ids.size(), "brief")), {}};
}

Diagnosis look_at_ignored(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    const std::string root = files->root().string();
    if (!is_in_repository(files->root()))
        return {Health::warning, "the workspace is in no repository of git, so that no file has a history",
                "git init"};
    if (!output_of({"git", "-C", root, "ls-files", "--", ".mkai"}).empty())
        return {Health::problem, "git has files of .mkai: the ledger, or what belongs to one clone alone",
                "git rm -r --cached .mkai"};
    if (output_of({"git", "-C", root, "check-ignore", ".mkai/ledger.db"}).empty())
        return {Health::problem,
                "git does not ignore .mkai, so that the next commit may take the ledger along",
                "echo .mkai/ >> .gitignore"};
    return {Health::ok, "git ignores .mkai", {}};
}

Diagnosis look_at_hooks(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    const fs::path hook = pre_commit_hook(files->root());
    if (hook.empty()) return {Health::unknown, "there is no repository of git that could have hooks", {}};
    auto text = read_file(hook, 1U << 20);
    if (!text || text->find("mkai") == std::string::npos)
        return {Health::warning, "git does not check prompts before a commit", "mkai hooks install"};
    return {Health::ok, "git checks prompts before each commit", {}};
}

Diagnosis look_at_credentials(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    auto config = patient.context().user_config();
    if (!config) return {Health::unknown, "your configuration cannot be read", {}};
    auto models = app::list_models(*files, patient.now());
    if (!models) return {Health::problem, models.error().message, models.error().fix};
    Diagnosis out;
    std::size_t there = 0;
    for (const app::DeclaredModel& model : *models) {
        if (model.model.credential.empty() || !model.is_for_here) continue;
        auto credential = find_credential(**config, model.model.credential, model.host);
        std::string why = credential ? why_no_secret(**credential) : credential.error().message;
        if (why.empty()) {
            ++there;
            continue;
        }
        const Health health = model.is_default ? Health::problem : Health::warning;
        if (out.health >= health) continue;
        out = {health, fmt::format("the model {}: {}", model.model.name, why),
               credential ? fmt::format("mkai config credential test {}", model.model.credential)
                          : credential.error().fix};
    }
    if (out.health != Health::ok) return out;
    return {Health::ok,
            there == 0 ? "no model of this workspace needs a credential"
                       : fmt::format("{} can be read, as models need them", counted(there, "credential")),
            {}};
}

Diagnosis look_at_prices(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    auto models = app::list_models(*files, patient.now());
    if (!models) return {Health::problem, models.error().message, models.error().fix};
    std::vector<std::string> none;
    bool of_default = false;
    for (const app::DeclaredModel& model : *models) {
        if (model.price) continue;
        none.push_back(model.model.name);
        of_default = of_default || model.is_default;
    }
    if (none.empty()) return {Health::ok, "every model has a price", {}};
    return {of_default ? Health::problem : Health::warning,
            fmt::format("nobody knows what these models cost, so that they are not asked: {}", some_of(none)),
            "mkai price check"};
}

Diagnosis look_at_vendors(Patient& patient) {
    const workspace::Workspace* files = patient.workspace();
    if (files == nullptr) return without_workspace();
    auto models = app::list_models(*files, patient.now());
    if (!models) return {Health::unknown, "the models cannot be listed", {}};
    for (const app::DeclaredModel& model : *models)
        for (const Finding& finding : model.findings)
            if (finding.level != Level::note) return {Health::warning, finding.message, finding.fix};
    return {Health::ok, "no review of a vendor is overdue", {}};
}

}  // namespace mkai::cli
