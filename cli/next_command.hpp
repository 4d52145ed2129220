// Next commands that can be followed as they stand: by who is asked to, with the flags that were typed.
#pragma once

#include "cli/context.hpp"
#include "core/app/overview.hpp"
#include "core/app/pause.hpp"

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

// "mkai resume asset spring/sms.en-GB.a --reason "..."", with whom it takes: two people have to, and `asker`,
// who may be nobody, can be one of them. "asset spring/sms.en-GB.a" is `pause_words`.
std::string pause_words(const Pause& pause);
std::string resume_words(const Pause& pause, std::string_view asker);

// Where a person can be asked, the review that goes through the copy; else the decision by flag.
std::string review_words(const Context& context, std::string_view asset);

// After mkai status: what waits for who asks, then what lets go on what is paused, then what they may do to
// the copy, else who is waited for. Empty when nothing is to be done.
std::string next_of_status(Context& context, const std::vector<app::AssetStatus>& rows,
                           const std::vector<app::ShownPause>& pauses);

}  // namespace mkai::cli
