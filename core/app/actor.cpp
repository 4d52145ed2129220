#include "core/app/actor.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <array>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// A job acts as a service account: "kind: service" in people.yaml.
std::string mend_in_ci(const Roster& roster) {
    std::vector<std::string> services;
    for (const Person& person : roster.people)
        if (person.kind == PersonKind::service) services.push_back(person.id);
    if (services.empty())
        return "this is a CI job: add a service account to people.yaml (kind: service), and set MKAI_AS to "
               "its id";
    return fmt::format("this is a CI job: set MKAI_AS to a service account of people.yaml, as {}",
                       services.front());
}

}  // namespace

Result<Actor> find_actor(const Roster& roster, const ActorSources& sources) {
    struct Source {
        std::string_view name;
        const std::string& id;
    };
    const std::array by_id{Source{"--as", sources.flag}, Source{"MKAI_AS", sources.environment},
                           Source{"user config", sources.user_config}};
    std::vector<std::string> known;
    for (const Person& person : roster.people) known.push_back(person.id);
    for (const Source& source : by_id) {
        if (source.id.empty()) continue;
        if (const Person* person = roster.find(source.id))
            return Actor{*person, Auth::asserted, std::string(source.name)};
        return fail(
            ErrorCode::unknown_person,
            fmt::format("\"{}\" (from {}) is not in people.yaml", printable_line(source.id), source.name),
            did_you_mean(source.id, known));
    }
    if (const Person* person = roster.find_by_email(sources.git_email))
        return Actor{*person, Auth::asserted, "git user.email"};
    return fail(
        ErrorCode::unknown_person,
        sources.git_email.empty()
            ? std::string("it is not known who you are")
            : fmt::format("it is not known who you are: git's user.email \"{}\" is not in people.yaml",
                          printable_line(sources.git_email)),
        sources.is_ci
            ? mend_in_ci(roster)
            : std::string("say who you are with --as ID or MKAI_AS, or add yourself to people.yaml"));
}

Result<const Person*> get_person(const Roster& roster, const std::string& id) {
    if (const Person* person = roster.find(id)) return person;
    std::vector<std::string> known;
    for (const Person& person : roster.people) known.push_back(person.id);
    return fail(ErrorCode::unknown_person, fmt::format("{} is not in people.yaml", in_quotes(id)),
                did_you_mean(id, known));
}

}  // namespace mkai::app
