// The functions of libcurl that we call, found at run time: linking it would cost every start its tree of 30
// libraries. Only core/http includes this.
#pragma once

#include "core/base/result.hpp"

#include <curl/curl.h>

namespace mkai::http {

struct LibcurlApi {
    decltype(&::curl_global_init) global_init = nullptr;
    decltype(&::curl_version_info) version_info = nullptr;
    decltype(&::curl_easy_init) easy_init = nullptr;
    decltype(&::curl_easy_reset) easy_reset = nullptr;
    decltype(&::curl_easy_setopt) easy_setopt = nullptr;
    decltype(&::curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&::curl_easy_strerror) easy_strerror = nullptr;
    decltype(&::curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&::curl_slist_append) slist_append = nullptr;
    decltype(&::curl_slist_free_all) slist_free_all = nullptr;
    decltype(&::curl_multi_init) multi_init = nullptr;
    decltype(&::curl_multi_setopt) multi_setopt = nullptr;
    decltype(&::curl_multi_add_handle) multi_add_handle = nullptr;
    decltype(&::curl_multi_remove_handle) multi_remove_handle = nullptr;
    decltype(&::curl_multi_perform) multi_perform = nullptr;
    decltype(&::curl_multi_poll) multi_poll = nullptr;
    decltype(&::curl_multi_info_read) multi_info_read = nullptr;
    decltype(&::curl_multi_strerror) multi_strerror = nullptr;
    decltype(&::curl_multi_cleanup) multi_cleanup = nullptr;
};

// Opens the library once a process; it stays open. library_missing, with the command that installs it.
Result<const LibcurlApi*> open_libcurl();
// The same for any file name; for a test of the failure.
Result<LibcurlApi> load_libcurl(const char* file_name);

}  // namespace mkai::http
