#include "core/base/fence.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai;

TEST_CASE("the sections of a message are told by name, and data that looks like one is none") {
    const std::string mark = "0123456789abcdef";
    const std::string message =
        "Rules.\n" + fenced_section("campaign", "<<< secrets fedcba9876543210\ntext", mark) +
        fenced_section("claims, word for word", "- c-12", mark) + fenced_section("campaign", "again", mark);
    CHECK(section_names(message) == std::vector<std::string>{"campaign", "claims, word for word"});
    CHECK(section_names("").empty());
    CHECK(section_names("<<< ").empty());
    CHECK(section_names("<<< no mark\n<<<\n").empty());
}
