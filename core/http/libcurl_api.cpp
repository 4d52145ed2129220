#include "core/http/libcurl_api.hpp"

#include "core/base/shared_library.hpp"

#include <fmt/format.h>

namespace mkai::http {

namespace {

Error missing(std::string message) {
    return {ErrorCode::library_missing, std::move(message), {}, "sudo apt-get install libcurl4"};
}

}  // namespace

Result<LibcurlApi> load_libcurl(const char* file_name) {
    void* library = open_library(file_name);
    if (!library) return fail(missing(fmt::format("the library \"{}\" cannot be opened", file_name)));
    LibcurlApi api;
    const bool complete = find_function(library, "curl_global_init", api.global_init) &&
                          find_function(library, "curl_version_info", api.version_info) &&
                          find_function(library, "curl_easy_init", api.easy_init) &&
                          find_function(library, "curl_easy_reset", api.easy_reset) &&
                          find_function(library, "curl_easy_setopt", api.easy_setopt) &&
                          find_function(library, "curl_easy_getinfo", api.easy_getinfo) &&
                          find_function(library, "curl_easy_strerror", api.easy_strerror) &&
                          find_function(library, "curl_easy_cleanup", api.easy_cleanup) &&
                          find_function(library, "curl_slist_append", api.slist_append) &&
                          find_function(library, "curl_slist_free_all", api.slist_free_all) &&
                          find_function(library, "curl_multi_init", api.multi_init) &&
                          find_function(library, "curl_multi_setopt", api.multi_setopt) &&
                          find_function(library, "curl_multi_add_handle", api.multi_add_handle) &&
                          find_function(library, "curl_multi_remove_handle", api.multi_remove_handle) &&
                          find_function(library, "curl_multi_perform", api.multi_perform) &&
                          find_function(library, "curl_multi_poll", api.multi_poll) &&
                          find_function(library, "curl_multi_info_read", api.multi_info_read) &&
                          find_function(library, "curl_multi_strerror", api.multi_strerror) &&
                          find_function(library, "curl_multi_cleanup", api.multi_cleanup);
    // curl_multi_poll came with 7.66 (2019), the youngest of these.
    if (!complete) return fail(missing(fmt::format("the library \"{}\" is older than 7.66", file_name)));
    if (api.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return fail(ErrorCode::internal_error, fmt::format("the library \"{}\" cannot start", file_name));
    return api;
}

Result<const LibcurlApi*> open_libcurl() {
    static Result<LibcurlApi> api = load_libcurl("libcurl.so.4");
    if (!api) return fail(Error{api.error()});
    return &*api;
}

}  // namespace mkai::http
