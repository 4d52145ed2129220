#include "core/brand/slots.hpp"
#include "tests/unit/sample_copy.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace mkai::brand;

TEST_CASE("prices are written as the locale's readers write them") {
    struct Row {
        const char* amount;
        const char* currency;
        const char* locale;
        const char* price;
    };
    // Unicode CLDR 48, as ICU 78.2 formats (2026-11-23).
    for (const Row& row : {
             Row{"1234.50", "GBP", "en-GB", "£1,234.50"},
             Row{"1234.50", "USD", "en-GB", "US$1,234.50"},
             Row{"1234.50", "SEK", "en-GB", "SEK\u00A01,234.50"},
             Row{"1234.50", "USD", "en-US", "$1,234.50"},
             Row{"1234.50", "CAD", "en-CA", "$1,234.50"},
             Row{"1234.50", "EUR", "en-IE", "€1,234.50"},
             Row{"1234567.89", "EUR", "en-IN", "€12,34,567.89"},
             Row{"1234.50", "EUR", "en-AU", "EUR\u00A01,234.50"},
             Row{"1234.50", "EUR", "de-DE", "1.234,50\u00A0€"},
             Row{"1234.50", "EUR", "de-AT", "€\u00A01.234,50"},
             Row{"1234.50", "CHF", "de-CH", "CHF\u00A01'234.50"},
             Row{"1234.50", "EUR", "fr-FR", "1\u202F234,50\u00A0€"},
             Row{"1234.50", "CAD", "fr-CA", "1\u00A0234,50\u00A0$"},
             Row{"1234.50", "EUR", "es-ES", "1234,50\u00A0€"},
             Row{"1234567.89", "EUR", "es-ES", "1.234.567,89\u00A0€"},
             Row{"1234.50", "MXN", "es-MX", "$1,234.50"},
             Row{"1234.50", "EUR", "it-IT", "1234,50\u00A0€"},
             Row{"1234.50", "EUR", "nl-NL", "€\u00A01.234,50"},
             Row{"1234.50", "EUR", "pt-PT", "1234,50\u00A0€"},
             Row{"1234.50", "BRL", "pt-BR", "R$\u00A01.234,50"},
             Row{"1234.50", "PLN", "pl-PL", "1234,50\u00A0zł"},
             Row{"1234.50", "SEK", "sv-SE", "1\u00A0234,50\u00A0kr"},
             Row{"1234.50", "DKK", "da-DK", "1.234,50\u00A0kr."},
             Row{"1234.50", "NOK", "nb-NO", "1\u00A0234,50\u00A0kr"},
             Row{"1234.50", "EUR", "fi-FI", "1\u00A0234,50\u00A0€"},
             Row{"1234.50", "GBP", "cy-GB", "£1,234.50"},
         })
        CHECK_MESSAGE(format_price(row.amount, row.currency, row.locale) == row.price, row.locale);
}

TEST_CASE("a price keeps the digits that the brief gave it") {
    CHECK(format_price("5", "GBP", "en-GB") == "£5");
    CHECK(format_price("4.90", "EUR", "de-DE") == "4,90\u00A0€");
    CHECK(format_price("999", "EUR", "de-DE") == "999\u00A0€");
    CHECK(format_price("123456", "GBP", "en-GB") == "£123,456");
}

TEST_CASE("a language without data gives amount and code, a currency without a symbol its code") {
    CHECK(format_price("4.99", "SEK", "xx-XX") == "4.99 SEK");
    CHECK(format_price("4.99", "XTS", "en-GB") == "XTS\u00A04.99");
    CHECK(format_date("2026-12-31", "xx-XX") == "2026-12-31");
}

TEST_CASE("dates are written as the locale's readers write them") {
    struct Row {
        const char* locale;
        const char* first_of_march;
        const char* last_of_year;
    };
    for (const Row& row : {
             Row{"en-GB", "1 March 2026", "31 December 2026"},
             Row{"en-US", "March 1, 2026", "December 31, 2026"},
             Row{"en-CA", "March 1, 2026", "December 31, 2026"},
             Row{"de-DE", "1. März 2026", "31. Dezember 2026"},
             Row{"fr-FR", "1er mars 2026", "31 décembre 2026"},
             Row{"es-ES", "1 de marzo de 2026", "31 de diciembre de 2026"},
             Row{"it-IT", "1 marzo 2026", "31 dicembre 2026"},
             Row{"nl-NL", "1 maart 2026", "31 december 2026"},
             Row{"pt-BR", "1 de março de 2026", "31 de dezembro de 2026"},
             Row{"pl-PL", "1 marca 2026", "31 grudnia 2026"},
             Row{"sv-SE", "1 mars 2026", "31 december 2026"},
             Row{"da-DK", "1. marts 2026", "31. december 2026"},
             Row{"nb-NO", "1. mars 2026", "31. desember 2026"},
             Row{"fi-FI", "1. maaliskuuta 2026", "31. joulukuuta 2026"},
             Row{"cy-GB", "1 Mawrth 2026", "31 Rhagfyr 2026"},
         }) {
        CHECK_MESSAGE(format_date("2026-03-01", row.locale) == row.first_of_march, row.locale);
        CHECK_MESSAGE(format_date("2026-12-31", row.locale) == row.last_of_year, row.locale);
    }
    CHECK(format_date("2026-01-05", "de-AT") == "5. Jänner 2026");
    CHECK(format_date("2026-01-05", "de-DE") == "5. Januar 2026");
}

TEST_CASE("what is no date stays as it was written") {
    CHECK(format_date("end of year", "en-GB") == "end of year");
    CHECK(format_date("2026-02-30", "en-GB") == "2026-02-30");
}

TEST_CASE("every slot with a value is made in the locale, and none without") {
    mkai::Brief brief = sample::brief();
    const auto slots = make_slots(brief, brief.deliverables.front(), "de-DE");
    CHECK(slots.at("offer.price") == "4,99\u00A0€");
    CHECK(slots.at("offer.ends") == "31. Dezember 2026");
    CHECK(slots.at("offer.terms").starts_with("Nur"));
    CHECK(slots.at("brief.mandatories") == "18+ only.");
    CHECK(slots.at("deliverable.link") == "https://example.com/spring");

    brief.offer = {};
    brief.mandatories = {};
    const auto few = make_slots(brief, brief.deliverables.front(), "en-GB");
    CHECK_FALSE(few.contains("offer.price"));
    CHECK_FALSE(few.contains("brief.mandatories"));
    CHECK(few.at("brief.title") == "Spring line-up");
}
