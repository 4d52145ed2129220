#include "cli/secrets.hpp"

#include "cli/terminal.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

constexpr std::size_t k_secret_bytes_max = 64u << 10;

Error unreadable(const workspace::UserConfig::Credential& credential, std::string what, std::string fix) {
    return {ErrorCode::no_credential,
            fmt::format("the credential \"{}\" {}", credential.name, what),
            {},
            std::move(fix)};
}

Result<std::string> from_environment(const workspace::UserConfig::Credential& credential,
                                     std::string_view name) {
    std::string secret = environment(std::string(name).c_str());
    if (!secret.empty()) return secret;
    return fail(unreadable(credential,
                           fmt::format("is to come from the environment variable {}, which is not set", name),
                           fmt::format("export {}=...", name)));
}

// As ssh does with its keys: a file that others may read is no secret.
Result<std::string> from_file(const workspace::UserConfig::Credential& credential, std::string_view name) {
    std::string path(name);
    if (path.starts_with("~/")) path = environment("HOME") + path.substr(1);
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0 && (found.st_mode & 0077) != 0)
        return fail(unreadable(credential, fmt::format("is in \"{}\", which others may read or write", name),
                               fmt::format("chmod 600 {}", name)));
    auto secret = read_file(path, k_secret_bytes_max);
    if (!secret)
        return fail(unreadable(credential, fmt::format("is to come from \"{}\", which cannot be read", name),
                               "check its path in your configuration"));
    return std::string(trim(*secret));
}

Result<std::string> from_command(const workspace::UserConfig::Credential& credential, std::string_view line) {
    std::vector<std::string> words;
    for (const std::string& word : split(line, ' '))
        if (!word.empty()) words.push_back(word);
    std::string secret = words.empty() ? std::string() : output_of(words);
    if (!secret.empty() && secret.size() <= k_secret_bytes_max) return secret;
    return fail(unreadable(credential,
                           fmt::format("is to come from the program \"{}\", which failed or said nothing",
                                       words.empty() ? std::string() : words.front()),
                           "run it yourself to see why"));
}

struct SourceRow {
    std::string_view prefix;
    Result<std::string> (*read)(const workspace::UserConfig::Credential&, std::string_view rest);
};
constexpr std::array k_sources{SourceRow{"env:", from_environment}, SourceRow{"file:", from_file},
                               SourceRow{"cmd:", from_command}};

}  // namespace

fs::path user_config_folder() {
    if (const std::string folder = environment("XDG_CONFIG_HOME"); !folder.empty())
        return fs::path(folder) / "mkai";
    if (const std::string home = environment("HOME"); !home.empty())
        return fs::path(home) / ".config" / "mkai";
    return {};
}

std::string output_of(const std::vector<std::string>& command) {
    std::array<int, 2> pipe_ends{};
    if (::pipe(pipe_ends.data()) != 0) return {};
    const pid_t child = ::fork();
    if (child < 0) return {};
    if (child == 0) {
        std::vector<char*> argv;
        for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::close(pipe_ends[0]);
        ::close(STDERR_FILENO);
        ::execvp(argv[0], argv.data());
        ::_exit(127);
    }
    ::close(pipe_ends[1]);
    std::string out;
    std::array<char, 1024> buffer{};
    for (ssize_t got = 0; (got = ::read(pipe_ends[0], buffer.data(), buffer.size())) > 0;)
        out.append(buffer.data(), static_cast<std::size_t>(got));
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::string(trim(out)) : std::string();
}

Result<std::string> read_secret(const workspace::UserConfig::Credential& credential) {
    for (const SourceRow& source : k_sources) {
        if (!credential.from.starts_with(source.prefix)) continue;
        auto secret = source.read(credential, std::string_view(credential.from).substr(source.prefix.size()));
        if (!secret || !secret->empty()) return secret;
        return fail(unreadable(credential, "is empty", "put the secret where the configuration says it is"));
    }
    return fail(
        unreadable(credential, "does not say where it is", "write env:NAME, file:PATH or cmd:PROGRAM"));
}

Result<const workspace::UserConfig::Credential*> find_credential(const workspace::UserConfig& config,
                                                                 std::string_view name,
                                                                 std::string_view host) {
    const auto found = std::ranges::find(config.credentials, name, &workspace::UserConfig::Credential::name);
    if (found == config.credentials.end())
        return fail(ErrorCode::no_credential,
                    fmt::format("your configuration has no credential \"{}\"", name),
                    fmt::format("mkai config credential add {} --from env:NAME --host {}", name, host));
    if (std::ranges::find(found->hosts, host) == found->hosts.end())
        return fail(ErrorCode::no_credential,
                    fmt::format("the credential \"{}\" may not go to {}", name, host),
                    "add the host to the credential in your own configuration, if you trust it");
    return &*found;
}

}  // namespace mkai::cli
