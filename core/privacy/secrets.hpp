// Finds what looks like a secret in a text that is to be kept or sent: keys whose form their issuer has
// published. Pure. Not a proof that there is none.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace mkai::privacy {

struct SecretFound {
    std::size_t byte = 0;
    std::string_view what;  // "a GitHub token"; the secret itself is never told
};

// In the order of the text.
std::vector<SecretFound> find_secrets(std::string_view text);

}  // namespace mkai::privacy
