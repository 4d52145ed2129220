# The Debian packages that mkai stands on. Static where Debian ships the archive, so that a start does not
# pay for the dynamic linker; libcurl (core/http) and libxml2 (core/base) are opened on first use, so only their headers
# are needed.
find_path(MKAI_FMT_INCLUDE NAMES fmt/format-inl.h REQUIRED)  # compiled once, in core/base/fmt.cpp
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)

function(mkai_static_library target archive header)
    find_library(MKAI_${target}_ARCHIVE NAMES ${archive} REQUIRED)
    find_path(MKAI_${target}_INCLUDE NAMES ${header} REQUIRED)
    add_library(mkai::${target} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(mkai::${target} PROPERTIES
        IMPORTED_LOCATION ${MKAI_${target}_ARCHIVE}
        INTERFACE_INCLUDE_DIRECTORIES ${MKAI_${target}_INCLUDE})
endfunction()

mkai_static_library(sqlite libsqlite3.a sqlite3.h)
mkai_static_library(sodium libsodium.a sodium.h)
mkai_static_library(crypto libcrypto.a openssl/sha.h)
mkai_static_library(ssl libssl.a openssl/ssl.h)  # of a test's server alone
set_property(TARGET mkai::ssl APPEND PROPERTY INTERFACE_LINK_LIBRARIES mkai::crypto)
mkai_static_library(expat libexpat.a expat.h)  # of a test alone
mkai_static_library(yaml libyaml.a yaml.h)
mkai_static_library(pcre2 libpcre2-8.a pcre2.h)
mkai_static_library(utf8proc libutf8proc.a utf8proc.h)
mkai_static_library(zlib libz.a zlib.h)
set_property(TARGET mkai::sqlite APPEND PROPERTY INTERFACE_LINK_LIBRARIES m Threads::Threads ${CMAKE_DL_LIBS})
set_property(TARGET mkai::utf8proc APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS UTF8PROC_STATIC)

find_path(MKAI_VALIJSON_INCLUDE NAMES valijson/validator.hpp REQUIRED)
find_path(MKAI_RAPIDJSON_INCLUDE NAMES rapidjson/reader.h REQUIRED)
find_path(MKAI_BOOST_MATH_INCLUDE NAMES boost/math/distributions/non_central_t.hpp REQUIRED)
find_path(MKAI_CURL_INCLUDE NAMES curl/curl.h REQUIRED)
find_path(MKAI_LIBXML2_INCLUDE NAMES libxml/HTMLparser.h PATH_SUFFIXES libxml2 REQUIRED)
find_path(MKAI_CLI11_INCLUDE NAMES CLI/CLI.hpp REQUIRED)
find_path(MKAI_DOCTEST_INCLUDE NAMES doctest/doctest.h REQUIRED)
find_path(MKAI_HTTPLIB_INCLUDE NAMES httplib.h)
