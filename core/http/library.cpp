#include "core/http/library.hpp"

#include "core/http/libcurl_api.hpp"

namespace mkai::http {

Result<LibraryFacts> library_facts() {
    auto api = open_libcurl();
    if (!api) return fail(api);
    const curl_version_info_data* info = (*api)->version_info(CURLVERSION_NOW);
    const auto text = [](const char* value) { return std::string(value != nullptr ? value : ""); };
    LibraryFacts facts{text(info->version), {}, {}};
    if ((info->features & CURL_VERSION_SSL) != 0) facts.tls = text(info->ssl_version);
    if (info->age >= CURLVERSION_SEVENTH) facts.ca_file = text(info->cainfo);
    return facts;
}

}  // namespace mkai::http
