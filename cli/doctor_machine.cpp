#include "cli/doctor.hpp"
#include "cli/secrets.hpp"
#include "core/base/text.hpp"
#include "core/gateway/transport.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace mkai::cli {

namespace {

constexpr std::uintmax_t k_mb = 1'000'000;
// A ledger of a year of campaigns is some hundred MB, and a backup is as much again.
constexpr std::uintmax_t k_room_warning = 1'000 * k_mb;
// A run writes its log beside the ledger, 32 MB and more between two checkpoints.
constexpr std::uintmax_t k_room_problem = 100 * k_mb;

fs::path user_config_path() {
    return user_config_folder() / "config.yaml";
}

}  // namespace

Diagnosis look_at_git(Patient&) {
    const std::string version = output_of({"git", "--version"});
    if (version.empty())
        return {Health::problem, "git is not there: nobody can tell who wrote claims and prompts",
                "apt-get install git"};
    return {Health::ok, printable_line(version), {}};
}

// POSIX.1-2017, 8.2: LC_ALL, else LC_CTYPE, else LANG names the character set.
Diagnosis look_at_terminal(Patient&) {
    std::string locale = environment("LC_ALL");
    if (locale.empty()) locale = environment("LC_CTYPE");
    if (locale.empty()) locale = environment("LANG");
    const std::string lower = lower_ascii(locale);
    if (lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos)
        return {Health::ok, "the terminal takes UTF-8", {}};
    return {Health::warning,
            locale.empty()
                ? "no locale is set, so that copy may show as question marks"
                : fmt::format("the locale \"{}\" is not UTF-8, so that copy may show as question marks",
                              printable_line(locale)),
            "export LC_ALL=C.UTF-8"};
}

Diagnosis look_at_transport(Patient&) {
    auto transport = gateway::find_transport();
    if (!transport) return {Health::problem, transport.error().message, transport.error().fix};
    if (transport->tls.empty())
        return {Health::problem,
                fmt::format("{} has no TLS: no model can be asked by https", transport->library),
                "apt-get install libcurl4"};
    std::error_code ec;
    if (!transport->ca_file.empty() && !fs::exists(transport->ca_file, ec))
        return {
            Health::problem,
            fmt::format("the certificates that libcurl trusts are not there (\"{}\")", transport->ca_file),
            "apt-get install ca-certificates"};
    return {Health::ok, fmt::format("{} with {}", transport->library, transport->tls), {}};
}

Diagnosis look_at_disk(Patient& patient) {
    std::error_code ec;
    const auto space = fs::space(patient.root(), ec);
    if (ec) return {Health::unknown, "how much room the disk has is not known", {}};
    const std::string free = fmt::format("{} MB are free", space.available / k_mb);
    if (space.available < k_room_problem) return {Health::problem, free, "free some space on this disk"};
    if (space.available < k_room_warning) return {Health::warning, free, "free some space on this disk"};
    return {Health::ok, free, {}};
}

// It says to which hosts secrets may go: nobody else may write it. Secrets are not in it.
Diagnosis look_at_user_config(Patient& patient) {
    const fs::path path = user_config_path();
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return {Health::ok, "you have no configuration of your own", {}};
    const std::string shown = printable_line(path.string());
    if ((found.st_mode & 0022) != 0)
        return {Health::problem, fmt::format("others may write your configuration {}", shown),
                fmt::format("chmod go-w {}", shown)};
    if (patient.workspace() != nullptr)
        if (auto config = patient.context().user_config(); !config)
            return {Health::problem, config.error().message,
                    config.error().context.empty() ? config.error().fix : config.error().context.front()};
    return {Health::ok, fmt::format("your configuration is {}", shown), {}};
}

Diagnosis look_at_identity(Patient& patient) {
    if (patient.workspace() == nullptr)
        return {Health::unknown, "who is acting is not known without a workspace", {}};
    auto actor = patient.context().actor();
    if (!actor) return {Health::problem, actor.error().message, actor.error().fix};
    std::vector<std::string> roles;
    for (const Role role : actor->person.roles) roles.emplace_back(to_string(role));
    return {Health::ok,
            fmt::format("you act as {} ({}), by {}", actor->person.id, join(roles, ", "), actor->found_by),
            {}};
}

// Also where --as or MKAI_AS says who acts: git's address is who wrote a claim or a prompt.
Diagnosis look_at_git_address(Patient& patient) {
    if (patient.workspace() == nullptr)
        return {Health::unknown, "people.yaml is not known without a workspace", {}};
    const std::string address = patient.context().git_config("user.email");
    if (address.empty())
        return {Health::warning, "git has no user.email here, so that what you commit is nobody's",
                "git config user.email YOU@EXAMPLE.COM"};
    const Person* person = patient.workspace()->roster().find_by_email(address);
    if (person == nullptr)
        return {Health::warning,
                fmt::format("git's user.email {} is of nobody in people.yaml", printable_line(address)),
                "add it to people.yaml, or set the one that is there: git config user.email ..."};
    return {Health::ok, fmt::format("git's user.email is {}'s", person->id), {}};
}

}  // namespace mkai::cli
