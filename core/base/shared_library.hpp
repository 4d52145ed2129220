// A library that is opened on first use, so that a start does not pay for what it does not need.
#pragma once

#include <dlfcn.h>

namespace mkai {

// For as long as the program runs; null when it cannot be opened.
inline void* open_library(const char* file_name) {
    return ::dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
}

// Whether the library has the function, which `slot` then calls.
template <class Function>
bool find_function(void* library, const char* name, Function& slot) {
    slot = reinterpret_cast<Function>(::dlsym(library, name));
    return slot != nullptr;
}

}  // namespace mkai
