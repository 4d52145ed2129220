#include "core/privacy/personal.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {
List found(std::string_view text) {
    List out;
    for (const auto& data : privacy::find_personal_data(text)) out.emplace_back(data.what);
    return out;
}
}  // namespace

TEST_CASE("data of persons is found by its form and its check digits") {
    struct Row {
        std::string text;
        List what;
    };
    // Numbers that nobody has: Ofcom's and NANP's for fiction, test cards, ISO 13616's and the ECBS's
    // examples.
    for (const Row& row : std::vector<Row>{
             {"Ask jo.smith@example.com first", {"an e-mail address"}},
             {"<Jo@sub.example.co.uk>, anna+x@example.org", {"an e-mail address", "an e-mail address"}},
             {"write to info@example.com or No-Reply@example.com", {}},
             {"@halvorn on X, a@b, 3@£4", {}},
             {"Call +44 20 7946 0018 today", {"a telephone number"}},
             {"020 7946 0018 or (020) 7946-0018", {"a telephone number", "a telephone number"}},
             {"0049 30 901820-00", {"a telephone number"}},
             {"0800 123 4567, +800 1234 5678, 0345 123 4567", {}},
             {"from 2027-10-04 to 2027-10-31, 612000 people, £1,234.50, 007", {}},
             {"4111 1111 1111 1111", {"a card number"}},
             {"378282246310005", {"a card number"}},
             {"4111 1111 1111 1112", {}},
             {"GB82 WEST 1234 5698 7654 32", {"an account number (IBAN)"}},
             {"DE89370400440532013000", {"an account number (IBAN)"}},
             {"GB82 WEST 1234 5698 7654 33", {}},
             {"", {}}})
        CHECK_MESSAGE(found(row.text) == row.what, row.text);
}

TEST_CASE("the data comes in the order of the text, and any bytes may come") {
    const auto both = privacy::find_personal_data("+44 20 7946 0018 and jo@example.com");
    REQUIRE(both.size() == 2);
    CHECK(both[0].byte == 0);
    CHECK(both[1].byte > both[0].byte);
    CHECK(found(std::string(200'000, '0')).empty());
    CHECK(found(std::string(200'000, '@')).empty());
    CHECK(found("\xff\xfe jo@example.com \x80") == List{"an e-mail address"});
}
