// Copy from a prompt's sections (core/prompts/sections.hpp): the brief's messages, claims and offer, put
// together for each part of the channel and fitted to its limits. Pure and deterministic.
//
// It says nothing that the brief does not say; the words around the brief's texts are the phrases of the
// language (demo_phrases.hpp). What does not fit is said in another, shorter way or left out, never cut.
// Variants and takes open with another message and are worded differently.
#pragma once

#include "core/base/json.hpp"

namespace mkai::gateway::demo {

// An object with the channel's fields, or with those that were asked for. Sections that hold nothing useful
// give as much as can be made of them.
Json compose_copy(const Json& sections);

}  // namespace mkai::gateway::demo
