// What to do about an error of each code, for `mkai help CODE`. What it means is the code's own row in
// core/base/error.cpp; an error that happens has its own fix, which knows the place.
#pragma once

#include "core/base/error.hpp"

#include <span>
#include <string_view>

namespace mkai::cli {

struct ErrorAdvice {
    ErrorCode code;
    std::string_view what_to_do;  // a paragraph
    std::string_view command;     // to begin with; may be empty
};

// In the order of the enum. A code without a row does not compile.
std::span<const ErrorAdvice> error_advice();
const ErrorAdvice& advice_for(ErrorCode code);

}  // namespace mkai::cli
