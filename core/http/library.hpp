// The libcurl of this machine: whether it is there, and what it can do. Nothing is sent.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace mkai::http {

struct LibraryFacts {
    std::string version;  // "7.88.1"
    std::string tls;      // "OpenSSL/3.0.15"; empty: it has none
    std::string ca_file;  // that it trusts by default; empty: it has another way, or does not say
};
// library_missing, with the command that installs it.
Result<LibraryFacts> library_facts();

}  // namespace mkai::http
