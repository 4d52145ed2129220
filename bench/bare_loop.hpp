// The peer of what calls models: a libcurl multi loop that does nothing but send.
#pragma once

#include "core/app/generate.hpp"

#include <string>
#include <vector>

namespace mkai::bench {

// What an OpenAI-compatible provider is sent for the drafts of a plan.
std::vector<std::string> bodies_of(const app::Session& session, const app::GeneratePlan& plan);
// Posts every body once, at most `in_flight` at a time, connections kept. Seconds from the first to the last.
double bare_loop(const std::string& url, const std::vector<std::string>& bodies, int in_flight);

}  // namespace mkai::bench
