// What a command is given: the global flags, the terminal, and the workspace, ledger and actor, opened when
// asked for.
#pragma once

#include "cli/command.hpp"
#include "cli/terminal.hpp"
#include "core/app/session.hpp"
#include "core/base/clock.hpp"
#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/gateway/gateway.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <memory>
#include <optional>
#include <string>

namespace mkai::cli {

struct Globals {
    bool json = false;
    bool jsonl = false;
    bool yes = false;
    bool quiet = false;
    bool no_input = false;
    bool plain = false;
    std::string as;
    std::string folder = ".";
};

class Context {
  public:
    explicit Context(Globals globals);

    const Globals& globals() const { return m_globals; }
    const Terminal& terminal() const { return m_terminal; }
    const Clock& clock() const { return m_clock; }
    Random& random() { return m_random; }
    TimeMs now() const { return m_clock.now(); }
    bool wants_json() const { return m_globals.json || m_globals.jsonl; }

    Result<const workspace::Workspace*> workspace();
    // The one that a file is in, unless -C says where; a hook names files from the repository's root.
    Result<const workspace::Workspace*> workspace_of(const fs::path& file);
    Result<store::Ledger*> ledger();
    // Null where there is none, as in a fresh clone: for what does not need one.
    Result<store::Ledger*> ledger_if_any();
    // From here on the ledger is the one of trials, .mkai/sandbox.db; it is made when it is not there.
    void use_sandbox() { m_sandbox = true; }
    // Workspace, ledger and actor; deliveries that a crash left open are settled first, and told.
    Result<app::Session> session();
    Result<Actor> actor();
    // From the user's own configuration; read again when it was changed by this command.
    gateway::CredentialSource credentials();
    Result<const workspace::UserConfig*> user_config();

    // A value that may be asked for at a terminal. needs_terminal (or `missing`) elsewhere.
    Result<std::string> value_or_ask(const Args& args, std::string_view flag, std::string_view question,
                                     ErrorCode missing);
    // Yes when --yes or the person says so; needs_terminal where nobody can be asked, interrupted on a no.
    Done confirm(std::string_view question);

    // The files of the workspace that git says are other than at `revision`, new ones too, as paths from the
    // workspace's root. HEAD may be without a commit: then all of them are. invalid_value for a revision that
    // git does not know, or without a repository.
    Result<std::vector<std::string>> git_changed(const std::string& revision);

    // `git config KEY` in the workspace; empty when there is none.
    std::string git_config(const char* key) const;

  private:
    Result<store::Ledger> open_sandbox(const workspace::Workspace& files);

    Globals m_globals;
    Terminal m_terminal;
    SystemClock m_clock;
    SystemRandom m_random;
    std::optional<workspace::Workspace> m_workspace;
    std::optional<store::Ledger> m_ledger;
    bool m_sandbox = false;
    std::optional<workspace::UserConfig> m_user_config;
};

// A destination of the workspace to put into the next command; "DESTINATION" when it has none.
std::string example_destination(Context& context);

// Of every JSON answer. Minor versions add keys.
inline constexpr std::string_view k_format_version = "1.0";

// The reply's JSON: the object with `format_version` added.
void set_json(Reply& reply, Json object);

}  // namespace mkai::cli
