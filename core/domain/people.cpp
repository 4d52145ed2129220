#include "core/domain/people.hpp"

#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>

namespace mkai {

namespace {

constexpr Names<Role, k_role_count> k_role_names{{{Role::marketer, "marketer"},
                                                  {Role::legal, "legal"},
                                                  {Role::engineer, "engineer"},
                                                  {Role::analyst, "analyst"},
                                                  {Role::security, "security"},
                                                  {Role::privacy, "privacy"},
                                                  {Role::lead, "lead"}}};

constexpr Names<Auth, 4> k_auth_names{{{Auth::asserted, "asserted"},
                                       {Auth::transcribed, "transcribed"},
                                       {Auth::signed_, "signed"},
                                       {Auth::sso, "sso"}}};

}  // namespace

std::string_view to_string(Role role) {
    return name_of(k_role_names, role);
}
std::optional<Role> parse_role(std::string_view text) {
    return value_of(k_role_names, text);
}
std::string_view to_string(Auth auth) {
    return name_of(k_auth_names, auth);
}
std::optional<Auth> parse_auth(std::string_view text) {
    return value_of(k_auth_names, text);
}

bool Person::has(Role role) const {
    return std::ranges::find(roles, role) != roles.end();
}

const Person* Roster::find(std::string_view id) const {
    const auto found = std::ranges::find(people, id, &Person::id);
    return found == people.end() ? nullptr : &*found;
}

const Person* Roster::find_by_email(std::string_view email) const {
    const std::string wanted = lower_ascii(email);
    const auto found =
        std::ranges::find_if(people, [&](const Person& p) { return lower_ascii(p.email) == wanted; });
    return wanted.empty() || found == people.end() ? nullptr : &*found;
}

}  // namespace mkai
