# Headers that most sources read, read once: two thirds of the time that a source takes. For builds that only run tests
# (MKAI_PCH); the others show that each source includes what it uses.
set(MKAI_PCH_HEADERS
    <algorithm> <array> <charconv> <chrono> <cstdint> <cstring> <deque> <filesystem> <fstream> <functional> <map>
    <memory> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h> <nlohmann/json.hpp>)

# One file for each set of flags, which the targets with these flags share.
function(mkai_precompiled name)
    if(NOT MKAI_PCH)
        return()
    endif()
    cmake_parse_arguments(ARG "" "" "HEADERS" ${ARGN})
    file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "// Carries the precompiled headers alone.\n")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE mkai_options)
    target_precompile_headers(${name} PRIVATE ${MKAI_PCH_HEADERS} ${ARG_HEADERS})
endfunction()

function(mkai_precompile target name)
    if(MKAI_PCH)
        target_precompile_headers(${target} REUSE_FROM ${name})
    endif()
endfunction()

mkai_precompiled(mkai_pch)
