# mkai_module(NAME SOURCES ... LINKS ...): one static library a module of core/, named mkai_NAME.
function(mkai_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS;PRIVATE_INCLUDES" ${ARGN})
    add_library(mkai_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(mkai_${name} PUBLIC mkai_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    target_include_directories(mkai_${name} SYSTEM PRIVATE ${ARG_PRIVATE_INCLUDES})
    mkai_precompile(mkai_${name} mkai_pch)
endfunction()
