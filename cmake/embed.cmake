# mkai_embed(TARGET SYMBOL BASE FILE...): text files become a sorted table of (name, text) in the binary.
# The names are relative to BASE. See core/base/embedded.hpp for the C++ side.
function(mkai_embed target symbol base)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
    set(list ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.txt)
    list(SORT ARGN)
    string(REPLACE ";" "\n" lines "${ARGN}")
    file(GENERATE OUTPUT ${list} CONTENT "${lines}\n")
    add_custom_command(
        OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DLIST=${list} -DBASE=${base} -DSYMBOL=${symbol}
                -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
        DEPENDS ${ARGN} ${list} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
        COMMENT "Embedding ${symbol}" VERBATIM)
    target_sources(${target} PRIVATE ${out})
endfunction()
