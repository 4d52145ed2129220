// A hostile model: it sends the secret that it was called with back, wherever an answer has room for it.
#pragma once

#include "tests/tools/loopback_answers.hpp"

#include <optional>

namespace mkai::loopback {

std::vector<Mode> echo_modes();
// Empty when `mode` is none of these. `head` is the request's, with the secret in its headers; what is
// otherwise a good answer writes `text`.
std::optional<Answer> echo_answer(std::string_view mode, std::string_view head, const std::string& text);

}  // namespace mkai::loopback
