#include "core/gateway/transport.hpp"

#include "core/http/library.hpp"

namespace mkai::gateway {

Result<Transport> find_transport() {
    auto facts = http::library_facts();
    if (!facts) return fail(facts);
    return Transport{"libcurl " + facts->version, facts->tls, facts->ca_file};
}

}  // namespace mkai::gateway
