#include "core/brand/word_table.hpp"

#include <string>

#include <doctest/doctest.h>

using mkai::brand::hash_of;
using mkai::brand::StepTable;
using mkai::brand::WordTable;

TEST_CASE("a word keeps the first number that it got") {
    WordTable table;
    CHECK(table.find("sofa") == WordTable::k_none);
    CHECK(table.add("sofa", 7) == 7);
    CHECK(table.add("sofa", 8) == 7);
    CHECK(table.add("", 9) == 9);
    CHECK(table.find("") == 9);
    CHECK(table.find("sof") == WordTable::k_none);
    CHECK(table.size() == 2);
}

TEST_CASE("thousands of words of any length are told apart") {
    WordTable table;
    const auto word = [](std::uint32_t i) {
        return std::string(i % 40, 'a' + static_cast<char>(i % 7)) + std::to_string(i);
    };
    for (std::uint32_t i = 0; i < 5000; ++i) REQUIRE(table.add(word(i), i) == i);
    for (std::uint32_t i = 0; i < 5000; ++i) REQUIRE(table.find(word(i), hash_of(word(i))) == i);
    CHECK(table.find(word(5000)) == WordTable::k_none);
}

TEST_CASE("a step leads from its node by its number and from nowhere else") {
    StepTable steps;
    CHECK(steps.find(0, 0) == StepTable::k_none);
    for (std::uint32_t node = 0; node < 100; ++node)
        for (std::uint32_t by = 0; by < 20; ++by)
            REQUIRE(steps.add(node, by, node * 20 + by) == node * 20 + by);
    CHECK(steps.add(3, 4, 1) == 64);
    CHECK(steps.find(3, 4) == 64);
    CHECK(steps.find(4, 20) == StepTable::k_none);
}
