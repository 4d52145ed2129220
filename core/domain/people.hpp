// The roster (people.yaml): who may act, in which roles.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

enum class Role { marketer, legal, engineer, analyst, security, privacy, lead };
inline constexpr int k_role_count = 7;
std::string_view to_string(Role role);
std::optional<Role> parse_role(std::string_view text);

enum class PersonKind { person, service };

struct Person {
    std::string id;
    std::string name;
    std::string email;
    std::vector<Role> roles;
    PersonKind kind = PersonKind::person;

    bool has(Role role) const;
};

struct Roster {
    std::vector<Person> people;
    const Person* find(std::string_view id) const;
    const Person* find_by_email(std::string_view email) const;  // case-insensitive
};

// How it is known that the actor is who they say.
enum class Auth { asserted, transcribed, signed_, sso };
std::string_view to_string(Auth auth);
std::optional<Auth> parse_auth(std::string_view text);

struct Actor {
    Person person;
    Auth auth = Auth::asserted;
    std::string found_by;  // "--as", "MKAI_AS", "user config", "git user.email"
};

}  // namespace mkai
