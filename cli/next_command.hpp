// Next commands that can be followed as they stand: by who is asked to, with the flags that were typed.
#pragma once

#include "cli/context.hpp"
#include "core/domain/pause.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

// " --model slow --again --as dana": of these flags and of --as what was typed, to be typed again.
std::string flags_again(const Context& context, const Args& args, std::span<const std::string_view> flags);

// Globs for --only, quoted for a shell, that fit these assets of a brief and no other of `all`, which are its
// whole plan: "landing" where all of a deliverable are among them, "landing.de-DE.*", else each by itself.
std::vector<std::string> globs_for(const std::vector<std::string>& assets,
                                   const std::vector<std::string>& all);

}  // namespace mkai::cli
