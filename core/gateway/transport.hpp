// What calls to models stand on, for who looks after the machine. Nothing is sent.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace mkai::gateway {

struct Transport {
    std::string library;  // "libcurl 7.88.1"
    std::string tls;      // "OpenSSL/3.0.15"; empty: no https
    std::string ca_file;  // whom it trusts; empty: not told
};
// library_missing, with the command that installs it.
Result<Transport> find_transport();

}  // namespace mkai::gateway
