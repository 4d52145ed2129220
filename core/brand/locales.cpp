#include "core/brand/locales.hpp"

#include "core/domain/ids.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace mkai::brand {
namespace {

using Months = std::array<std::string_view, 12>;

constexpr Months k_english{"January", "February", "March",     "April",   "May",      "June",
                           "July",    "August",   "September", "October", "November", "December"};
constexpr Months k_german{"Januar", "Februar", "März",      "April",   "Mai",      "Juni",
                          "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
constexpr Months k_austrian{"Jänner", "Februar", "März",      "April",   "Mai",      "Juni",
                            "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
constexpr Months k_french{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                          "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr Months k_spanish{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                           "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
constexpr Months k_italian{"gennaio", "febbraio", "marzo",     "aprile",  "maggio",   "giugno",
                           "luglio",  "agosto",   "settembre", "ottobre", "novembre", "dicembre"};
constexpr Months k_dutch{"januari", "februari", "maart",     "april",   "mei",      "juni",
                         "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr Months k_portuguese{"janeiro", "fevereiro", "março",    "abril",   "maio",     "junho",
                              "julho",   "agosto",    "setembro", "outubro", "novembro", "dezembro"};
constexpr Months k_polish{"stycznia", "lutego",   "marca",    "kwietnia",     "maja",      "czerwca",
                          "lipca",    "sierpnia", "września", "października", "listopada", "grudnia"};
constexpr Months k_swedish{"januari", "februari", "mars",      "april",   "maj",      "juni",
                           "juli",    "augusti",  "september", "oktober", "november", "december"};
constexpr Months k_danish{"januar", "februar", "marts",     "april",   "maj",      "juni",
                          "juli",   "august",  "september", "oktober", "november", "december"};
constexpr Months k_norwegian{"januar", "februar", "mars",      "april",   "mai",      "juni",
                             "juli",   "august",  "september", "oktober", "november", "desember"};
constexpr Months k_finnish{"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta",
                           "toukokuuta", "kesäkuuta",  "heinäkuuta",  "elokuuta",
                           "syyskuuta",  "lokakuuta",  "marraskuuta", "joulukuuta"};
constexpr Months k_welsh{"Ionawr",     "Chwefror", "Mawrth", "Ebrill", "Mai",      "Mehefin",
                         "Gorffennaf", "Awst",     "Medi",   "Hydref", "Tachwedd", "Rhagfyr"};

constexpr std::string_view k_plain_date = "{day} {month} {year}";
constexpr std::string_view k_dotted_date = "{day}. {month} {year}";
constexpr std::string_view k_month_first_date = "{month} {day}, {year}";
constexpr std::string_view k_iberian_date = "{day} de {month} de {year}";

constexpr std::array k_date_styles{
    DateStyle{"en", k_plain_date, k_english},
    DateStyle{"en-US", k_month_first_date, k_english},
    DateStyle{"en-CA", k_month_first_date, k_english},
    DateStyle{"de", k_dotted_date, k_german},
    DateStyle{"de-AT", k_dotted_date, k_austrian},
    DateStyle{"fr", k_plain_date, k_french, "1er"},  // CLDR has "1 mars"; in running French it is "1er mars"
    DateStyle{"es", k_iberian_date, k_spanish},
    DateStyle{"it", k_plain_date, k_italian},
    DateStyle{"nl", k_plain_date, k_dutch},
    DateStyle{"pt", k_iberian_date, k_portuguese},
    DateStyle{"pl", k_plain_date, k_polish},
    DateStyle{"sv", k_plain_date, k_swedish},
    DateStyle{"da", k_dotted_date, k_danish},
    DateStyle{"nb", k_dotted_date, k_norwegian},
    DateStyle{"no", k_dotted_date, k_norwegian},
    DateStyle{"fi", k_dotted_date, k_finnish},
    DateStyle{"cy", k_plain_date, k_welsh},
};

constexpr std::string_view k_no_break = "\u00A0";
constexpr std::string_view k_narrow_no_break = "\u202F";

constexpr std::array k_price_styles{
    PriceStyle{"en", ".", ",", 4, 3, true, ""},
    PriceStyle{"en-IN", ".", ",", 4, 2, true, ""},
    PriceStyle{"en-ZA", ",", k_no_break, 4, 3, true, ""},
    PriceStyle{"de", ",", ".", 4, 3, false, k_no_break},
    PriceStyle{"de-AT", ",", ".", 4, 3, true, k_no_break},
    PriceStyle{"de-CH", ".", "'", 4, 3, true, k_no_break},
    PriceStyle{"fr", ",", k_narrow_no_break, 4, 3, false, k_no_break},
    PriceStyle{"fr-CA", ",", k_no_break, 4, 3, false, k_no_break},
    PriceStyle{"fr-CH", ".", k_narrow_no_break, 4, 3, false, k_no_break},
    PriceStyle{"fr-LU", ",", ".", 4, 3, false, k_no_break},
    PriceStyle{"es", ",", ".", 5, 3, false, k_no_break},
    PriceStyle{"es-AR", ",", ".", 4, 3, true, k_no_break},
    PriceStyle{"es-CL", ",", ".", 4, 3, true, ""},
    PriceStyle{"es-CO", ",", ".", 4, 3, true, k_no_break},
    PriceStyle{"es-MX", ".", ",", 4, 3, true, ""},
    PriceStyle{"es-US", ".", ",", 4, 3, true, ""},
    PriceStyle{"it", ",", ".", 5, 3, false, k_no_break},
    PriceStyle{"it-CH", ".", "'", 5, 3, true, k_no_break},
    PriceStyle{"nl", ",", ".", 4, 3, true, k_no_break},
    PriceStyle{"pt", ",", k_no_break, 5, 3, false, k_no_break},
    PriceStyle{"pt-BR", ",", ".", 4, 3, true, k_no_break},
    PriceStyle{"pl", ",", k_no_break, 5, 3, false, k_no_break},
    PriceStyle{"sv", ",", k_no_break, 4, 3, false, k_no_break},
    PriceStyle{"da", ",", ".", 4, 3, false, k_no_break},
    PriceStyle{"nb", ",", k_no_break, 4, 3, false, k_no_break},
    PriceStyle{"no", ",", k_no_break, 4, 3, false, k_no_break},
    PriceStyle{"fi", ",", k_no_break, 4, 3, false, k_no_break},
    PriceStyle{"cy", ".", ",", 4, 3, true, ""},
};

// Sorted by currency. A language's row is for all of its regions that have none.
constexpr std::array k_symbols{
    CurrencySymbol{"ARS", "es-AR", "$"},
    CurrencySymbol{"AUD", "en-AU", "$"},
    CurrencySymbol{"AUD", "en", "A$"},
    CurrencySymbol{"BRL", "pt", "R$"},
    CurrencySymbol{"CAD", "en-CA", "$"},
    CurrencySymbol{"CAD", "fr-CA", "$"},
    CurrencySymbol{"CAD", "fr", "$CA"},
    CurrencySymbol{"CAD", "en-AU", "CAD"},
    CurrencySymbol{"CAD", "en", "CA$"},
    CurrencySymbol{"CLP", "es-CL", "$"},
    CurrencySymbol{"COP", "es-CO", "$"},
    CurrencySymbol{"DKK", "da", "kr."},
    CurrencySymbol{"EUR", "de-CH", "EUR"},
    CurrencySymbol{"EUR", "en-AU", "EUR"},
    CurrencySymbol{"EUR", "es-AR", "EUR"},
    CurrencySymbol{"EUR", "es-CL", "EUR"},
    CurrencySymbol{"EUR", "es-CO", "EUR"},
    CurrencySymbol{"EUR", "es-MX", "EUR"},
    CurrencySymbol{"EUR", "es-US", "EUR"},
    CurrencySymbol{"EUR", "", "€"},
    CurrencySymbol{"GBP", "fr", "£GB"},
    CurrencySymbol{"GBP", "fr-CA", "£"},
    CurrencySymbol{"GBP", "es", "GBP"},
    CurrencySymbol{"GBP", "pl", "GBP"},
    CurrencySymbol{"GBP", "sv", "GBP"},
    CurrencySymbol{"GBP", "en-AU", "GBP"},
    CurrencySymbol{"GBP", "", "£"},
    CurrencySymbol{"INR", "en", "₹"},
    CurrencySymbol{"MXN", "es-MX", "$"},
    CurrencySymbol{"NOK", "nb", "kr"},
    CurrencySymbol{"NOK", "no", "kr"},
    CurrencySymbol{"NZD", "en-NZ", "$"},
    CurrencySymbol{"NZD", "en", "NZ$"},
    CurrencySymbol{"PLN", "pl", "zł"},
    CurrencySymbol{"SEK", "sv", "kr"},
    CurrencySymbol{"SGD", "en-SG", "$"},
    CurrencySymbol{"USD", "en-US", "$"},
    CurrencySymbol{"USD", "en-IN", "$"},
    CurrencySymbol{"USD", "en-AU", "USD"},
    CurrencySymbol{"USD", "en", "US$"},
    CurrencySymbol{"USD", "de", "$"},
    CurrencySymbol{"USD", "fr", "$US"},
    CurrencySymbol{"USD", "fr-CA", "$\u00A0US"},
    CurrencySymbol{"USD", "es-US", "$"},
    CurrencySymbol{"USD", "es-MX", "USD"},
    CurrencySymbol{"USD", "it", "USD"},
    CurrencySymbol{"USD", "pl", "USD"},
    CurrencySymbol{"USD", "nb", "USD"},
    CurrencySymbol{"USD", "no", "USD"},
    CurrencySymbol{"USD", "fi", "$"},
    CurrencySymbol{"USD", "", "US$"},
    CurrencySymbol{"ZAR", "en-ZA", "R"},
};
static_assert(std::ranges::is_sorted(k_symbols, {}, &CurrencySymbol::currency));

template <class Row>
const Row* find_locale(std::span<const Row> rows, std::string_view locale) {
    const auto row = std::ranges::find(rows, locale, &Row::locale);
    return row == rows.end() ? nullptr : &*row;
}

// "zh-Hant-TW" is looked up as "zh-TW": scripts make no difference in the tables.
template <class Row>
const Row* find_locale_or_language(std::span<const Row> rows, std::string_view locale) {
    const std::string language = language_of(locale);
    const Row* row = find_locale(rows, language + "-" + market_of(locale));
    return row != nullptr ? row : find_locale(rows, std::string_view(language));
}

std::span<const CurrencySymbol> symbols_of(std::string_view currency) {
    return {std::ranges::lower_bound(k_symbols, currency, {}, &CurrencySymbol::currency),
            std::ranges::upper_bound(k_symbols, currency, {}, &CurrencySymbol::currency)};
}

}  // namespace

const DateStyle* find_date_style(std::string_view locale) {
    return find_locale_or_language<DateStyle>(k_date_styles, locale);
}

const PriceStyle* find_price_style(std::string_view locale) {
    // Asked for at each number of a text.
    thread_local std::string last = "-";
    thread_local const PriceStyle* style = nullptr;
    if (last != locale) {
        style = find_locale_or_language<PriceStyle>(k_price_styles, locale);
        last = locale;
    }
    return style;
}

std::string_view currency_symbol(std::string_view currency, std::string_view locale) {
    const std::span<const CurrencySymbol> rows = symbols_of(currency);
    const CurrencySymbol* row = find_locale_or_language(rows, locale);
    if (row == nullptr) row = find_locale(rows, std::string_view{});
    return row == nullptr ? currency : row->symbol;
}

}  // namespace mkai::brand
