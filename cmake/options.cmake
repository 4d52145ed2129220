# Flags that every target of ours gets, and none of the libraries: link mkai_options.
add_library(mkai_options INTERFACE)
target_compile_features(mkai_options INTERFACE cxx_std_20)
target_include_directories(mkai_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(mkai_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wformat=2
    $<$<BOOL:${MKAI_WERROR}>:-Werror>)
# g++ 12 sees overlapping copies in its own std::string when it optimises
# (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651, 2026-11-24).
target_compile_options(mkai_options INTERFACE $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>)
if(MKAI_SANITIZE)
    target_compile_options(mkai_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(mkai_options INTERFACE -fsanitize=address,undefined)
endif()
if(MKAI_FUZZ)
    target_compile_options(mkai_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
    target_link_options(mkai_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
endif()
if(MKAI_SANITIZE)
    # g++ 12 sees uninitialised members in the standard library's own regex and function under the sanitizers
    # (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105562, 2026-11-23).
    # -O1 runs faster and takes twice as long to compile: for what is tested, and not for the tests.
    target_compile_options(mkai_options INTERFACE
        $<$<NOT:$<BOOL:$<TARGET_PROPERTY:MKAI_IS_TEST>>>:-O1> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
