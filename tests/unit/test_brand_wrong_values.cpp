#include "core/brand/wrong_values.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai::brand;

namespace {

const WrongValue k_pounds{FactKind::money, "4.99", "6.99", "GBP", "GBP"};
const WrongValue k_euros{FactKind::money, "5.99", "1234.5", "EUR", "EUR"};
const WrongValue k_day{FactKind::date, "2027-06-30", "2027-07-15", {}, {}};

std::string mended(const char* text, const char* locale, const WrongValue& value) {
    return mend_values(text, locale, {&value, 1}).text;
}

}  // namespace

TEST_CASE("a wrong price is replaced as the locale's readers write it, and nothing beside it") {
    CHECK(mended("Now £4.99, not £14.99 or 4.99 million.", "en-GB", k_pounds) ==
          "Now £6.99, not £14.99 or 4.99 million.");
    CHECK(mended("4,99 ist eine Zahl, 5,99 € der Preis.", "de-DE", k_euros) ==
          "4,99 ist eine Zahl, 1.234,5 € der Preis.");
    CHECK(mended("4.99 GBP, GBP 4.99, {{offer.price}}", "en-GB", k_pounds) ==
          "6.99 GBP, GBP 6.99, {{offer.price}}");
    CHECK(mended("€4.99 is another currency.", "en-IE", k_pounds) == "€4.99 is another currency.");
}

TEST_CASE("a price in whole pounds stays one where it can") {
    const WrongValue whole{FactKind::money, "79.00", "89.00", "GBP", "GBP"};
    CHECK(mended("£79 a chair, £79.00 at the till", "en-GB", whole) == "£89 a chair, £89.00 at the till");
}

TEST_CASE("a wrong date is replaced in the form in which it was written") {
    CHECK(mended("Until 30 June 2027.", "en-GB", k_day) == "Until 15 July 2027.");
    CHECK(mended("Until 30 June.", "en-GB", k_day) == "Until 15 July.");
    CHECK(mended("Until 2027-06-30.", "en-GB", k_day) == "Until 2027-07-15.");
    CHECK(mended("Bis 30. Juni 2027.", "de-DE", k_day) == "Bis 15. Juli 2027.");
}

TEST_CASE("a wording that no machine can write anew is left, and told") {
    const WrongValue five{FactKind::money, "5", "6.99", "GBP", "GBP"};
    const MendedValues out = mend_values("Only five pounds, that is £5.", "en-GB", {&five, 1});
    CHECK(out.text == "Only five pounds, that is £6.99.");
    CHECK(out.left == std::vector<std::string>{"five pounds"});
    CHECK(out.mended == std::vector<std::string>{"£5"});
    CHECK(states_wrong("Only five pounds.", "en-GB", {&five, 1}));
    CHECK_FALSE(states_wrong("Only £6.99.", "en-GB", {&five, 1}));
}

TEST_CASE("two texts tell which value took the place of which") {
    const auto found = compare_values("£4.99 a month, then £9.99", "£6.99 a month, then £9.99", "en-GB");
    REQUIRE(found.size() == 1);
    CHECK(found.front() == k_pounds);
    CHECK(compare_values("£4.99 a month", "free in the first month, then £6.99 in 3 rates of £1", "en-GB")
              .empty());
    CHECK(compare_values("the same", "words", "en-GB").empty());
}

TEST_CASE("words that hang on a price are found") {
    CHECK(find_price_relations("Three months at Half price, 50% off", "en-GB") ==
          std::vector<std::string>{"Half price", "50%"});
    CHECK(find_price_relations("Drei Monate zum halben Preis", "de-DE") ==
          std::vector<std::string>{"halben Preis"});
    CHECK(find_price_relations("A new series.", "en-GB").empty());
}

TEST_CASE("a number is wrong with its own unit alone") {
    const std::vector<WrongValue> values =
        compare_values("Cancel within 30 days.", "Cancel within 14 days.", "en-GB");
    REQUIRE(values.size() == 1);
    CHECK(mended("Cancel within 30 days: 30 films, 30 minutes.", "en-GB", values.front()) ==
          "Cancel within 14 days: 30 films, 30 minutes.");
}
