#include "cli/context.hpp"

#include "cli/secrets.hpp"
#include "core/app/actor.hpp"
#include "core/app/deliver.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <array>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

// As GitHub, GitLab and most others set it.
bool is_ci(std::string_view value) {
    return !value.empty() && value != "false" && value != "0";
}

}  // namespace

Context::Context(Globals globals)
    : m_globals(std::move(globals)), m_terminal({m_globals.plain, m_globals.no_input, m_globals.quiet}) {}

Result<const workspace::Workspace*> Context::workspace() {
    if (!m_workspace) {
        auto opened = workspace::Workspace::open(m_globals.folder);
        if (!opened) return fail(opened);
        m_workspace = std::move(*opened);
    }
    return &*m_workspace;
}

Result<const workspace::Workspace*> Context::workspace_of(const fs::path& file) {
    if (m_workspace || m_globals.folder != ".") return workspace();
    auto opened = workspace::Workspace::open(file.has_parent_path() ? file.parent_path() : ".");
    if (opened)
        m_workspace = std::move(*opened);
    else if (opened.error().code == ErrorCode::invalid_file)
        return fail(opened);
    return workspace();
}

Result<store::Ledger*> Context::ledger() {
    if (!m_ledger) {
        auto files = workspace();
        if (!files) return fail(files);
        auto opened = m_sandbox ? open_sandbox(**files)
                                : store::Ledger::open((*files)->ledger_path(), m_clock, m_random);
        if (!opened) return fail(opened);
        m_ledger = std::move(*opened);
    }
    return &*m_ledger;
}

Result<store::Ledger> Context::open_sandbox(const workspace::Workspace& files) {
    const fs::path path = files.sandbox_path();
    std::error_code ec;
    if (fs::exists(path, ec)) return store::Ledger::open(path, m_clock, m_random);
    auto who = actor();
    if (!who) return fail(who);
    return store::Ledger::create(path, m_clock, m_random, files.config().environment, who->person.id,
                                 store::LedgerKind::sandbox);
}

Result<store::Ledger*> Context::ledger_if_any() {
    auto opened = ledger();
    if (!opened && opened.error().code == ErrorCode::no_ledger) return nullptr;
    return opened;
}

Result<const workspace::UserConfig*> Context::user_config() {
    if (!m_user_config) {
        auto files = workspace();
        if (!files) return fail(files);
        auto loaded = workspace::load_user_config((*files)->root(), user_config_folder());
        if (!loaded) return fail(loaded);
        m_user_config = std::move(*loaded);
    }
    return &*m_user_config;
}

Result<Actor> Context::actor() {
    auto files = workspace();
    if (!files) return fail(files);
    app::ActorSources sources{m_globals.as, environment("MKAI_AS"), {}, {}, is_ci(environment("CI"))};
    if (sources.flag.empty() && sources.environment.empty()) {
        auto config = user_config();
        if (!config) return fail(config);
        sources.user_config = (*config)->as;
        if (sources.user_config.empty()) sources.git_email = git_config("user.email");
    }
    return app::find_actor((*files)->roster(), sources);
}

Result<app::Session> Context::session() {
    auto files = workspace();
    if (!files) return fail(files);
    auto who = actor();
    if (!who) return fail(who);
    auto book = ledger();
    if (!book) return fail(book);
    app::Session session{**files, **book, m_clock, std::move(*who)};
    auto settled = app::reconcile(session, 0);
    if (!settled) return fail(settled);
    for (const app::Reconciled& r : *settled) {
        const std::string_view how = r.outcome == "done" ? "had gone through; it is recorded now"
                                     : r.outcome == "restored"
                                         ? "had not gone through; what was live stays live"
                                         : "had not gone through; run it again";
        m_terminal.say(fmt::format("an interrupted {} of {} v{} to {} {}", to_string(r.delivery.action),
                                   r.delivery.asset, r.delivery.number, r.delivery.destination, how));
        if (r.outcome == "done") session.found_done.push_back(r.delivery);
    }
    return session;
}

gateway::CredentialSource Context::credentials() {
    return [this](std::string_view name, std::string_view host) -> Result<std::string> {
        auto config = user_config();
        if (!config) return fail(config);
        auto credential = find_credential(**config, name, host);
        if (!credential) return fail(credential);
        return read_secret(**credential);
    };
}

Result<std::string> Context::value_or_ask(const Args& args, std::string_view flag, std::string_view question,
                                          ErrorCode missing) {
    if (auto given = args.find(flag)) return std::move(*given);
    if (m_terminal.can_ask()) {
        if (auto answer = m_terminal.ask(question); answer && !answer->empty()) return std::move(*answer);
        return fail(missing, fmt::format("{} was left empty", flag), fmt::format("add {} \"...\"", flag));
    }
    return fail(missing, fmt::format("{} is missing", flag), fmt::format("add {} \"...\"", flag));
}

Done Context::confirm(std::string_view question) {
    if (m_globals.yes) return {};
    if (!m_terminal.can_ask())
        return fail(ErrorCode::needs_terminal, "this asks before it acts, and there is nobody to ask",
                    "add --yes");
    if (m_terminal.confirm(question)) return {};
    return fail(ErrorCode::interrupted, "nothing was done", {});
}

Result<std::vector<std::string>> Context::git_changed(const std::string& revision) {
    auto files = workspace();
    if (!files) return fail(files);
    const std::string root = (*files)->root().string();
    const bool known =
        !revision.empty() && !revision.starts_with('-') &&
        !output_of({"git", "-C", root, "rev-parse", "--verify", "--quiet", revision + "^{commit}"}).empty();
    const bool unborn =
        !known && revision == "HEAD" && !output_of({"git", "-C", root, "rev-parse", "--git-dir"}).empty();
    if (!known && !unborn)
        return fail(ErrorCode::invalid_value,
                    fmt::format("git knows no revision {} here", in_quotes(revision)),
                    "a branch, a tag or a commit: --changed main");
    std::vector<std::string> out;
    for (const std::string& listed :
         {unborn ? output_of({"git", "-C", root, "ls-files", "-z", "--", "."})
                 : output_of({"git", "-C", root, "diff", "--name-only", "--relative", "--diff-filter=d", "-z",
                              revision, "--", "."}),
          output_of({"git", "-C", root, "ls-files", "--others", "--exclude-standard", "-z", "--", "."})})
        for (std::string& file : split(listed, '\0'))
            if (!file.empty()) out.push_back(std::move(file));
    return out;
}

std::string Context::git_config(const char* key) const {
    return output_of(
        {"git", "-C", m_workspace ? m_workspace->root().string() : m_globals.folder, "config", key});
}

std::string example_destination(Context& context) {
    auto files = context.workspace();
    if (!files || (*files)->config().destinations.empty()) return "DESTINATION";
    return (*files)->config().destinations.front().name;
}

void set_json(Reply& reply, Json object) {
    object["format_version"] = k_format_version;
    reply.json = dump_json(object);
}

}  // namespace mkai::cli
