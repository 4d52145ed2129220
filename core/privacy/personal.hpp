// Finds what looks like the data of a person in a text that many read and that is kept: addresses, telephone,
// card and account numbers. Pure. Names and other words are not found: not a proof that there is none.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mkai::privacy {

struct PersonalDataFound {
    std::size_t byte = 0;
    std::string_view what;  // "an e-mail address"; the data itself is never told
};

// In the order of the text. Not told: addresses of roles (info@, support@) and numbers that cost the caller
// nothing (0800), which are no person's; card and account numbers whose check digits are wrong.
std::vector<PersonalDataFound> find_personal_data(std::string_view text);

}  // namespace mkai::privacy
