// The locked values of a locale: prices and dates as its readers write them.
#pragma once

#include "core/domain/brief.hpp"

#include <map>
#include <string>
#include <string_view>

namespace mkai::brand {

// "£4.99", "4,99 €", "$4.99", with the no-break spaces of the locale. A currency whose symbol its readers do
// not know has its code ("SEK 4.99"); a language that we have no data for gives "4.99 SEK".
std::string format_price(std::string_view amount, std::string_view currency, std::string_view locale);
// "31 December 2026", "31. Dezember 2026", "December 31, 2026"; the ISO form for languages without data,
// and what is no date as it is.
std::string format_date(std::string_view iso_date, std::string_view locale);

// Every slot that has a value: offer.name, offer.price, offer.was_price, offer.starts, offer.ends,
// offer.terms, brief.title, brief.mandatories (joined by spaces), deliverable.link.
std::map<std::string, std::string> make_slots(const Brief& brief, const Deliverable& deliverable,
                                              std::string_view locale);

}  // namespace mkai::brand
