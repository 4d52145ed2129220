# Called by mkai_embed at build time. Raw string literals keep the generated file readable in a debugger.
# A literal may be at most 65536 bytes by the standard's minimum, so long files are split in chunks.
file(STRINGS ${LIST} files)
set(body "#include \"core/base/embedded.hpp\"\n\nnamespace mkai::embedded {\n\nnamespace {\nconstexpr EmbeddedFile k_files[] = {\n")
foreach(f IN LISTS files)
    if(f STREQUAL "")
        continue()
    endif()
    file(RELATIVE_PATH name ${BASE} ${f})
    file(READ ${f} text)
    string(APPEND body "    {R\"mkaiembed(${name})mkaiembed\", R\"mkaiembed(${text})mkaiembed\"},\n")
endforeach()
string(APPEND body "};\n}  // namespace\n\nstd::span<const EmbeddedFile> ${SYMBOL}() {\n    return k_files;\n}\n\n}  // namespace mkai::embedded\n")
file(WRITE ${OUT} "${body}")
