// Facts that someone typed although the machine has them: they go stale unseen when the offer changes.
#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/base/regex.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check_text.hpp"
#include "core/brand/locales.hpp"
#include "core/brand/slots.hpp"

#include <array>
#include <optional>
#include <set>

#include <fmt/core.h>

namespace mkai::brand {
namespace {

// An amount of money as people type it: "£4.99", "4,99 €", "kr 99", "EUR 1.234,50".
const Regex& money_pattern() {
    static const Regex pattern =
        Regex::compile(R"((?:[£€$¥₹]|\b(?:GBP|EUR|USD|SEK|NOK|DKK|PLN|CHF|CAD|AUD|kr\.?|zł))\s?)"
                       R"(\d(?:[\d.,'\x{A0}\x{202F}]*\d)?)"
                       R"(|\d(?:[\d.,'\x{A0}\x{202F}]*\d)?\s?)"
                       R"((?:[£€$¥₹]|(?:GBP|EUR|USD|SEK|NOK|DKK|PLN|CHF|CAD|AUD|kr|zł)\b))")
            .value();
    return pattern;
}

// "1.234,50 €" -> "1234.50": the last separator with one or two digits behind it is the decimal point.
std::optional<std::string> amount_of(std::string_view typed) {
    std::string digits;
    std::size_t point = std::string::npos;
    for (const char c : typed) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if ((c == '.' || c == ',') && !digits.empty())
            point = digits.size();
    }
    const bool has_cents = point != std::string::npos && point < digits.size() && digits.size() - point <= 2;
    if (has_cents) digits.insert(point, 1, '.');
    return canonical_amount(digits);
}

bool same_amount(const std::optional<std::string>& typed, std::string_view offered) {
    const auto canonical = canonical_amount(offered);
    return typed && canonical && compare_amounts(*typed, *canonical) == 0;
}

// The copy of the field without its tokens, so that a slot is never taken for something typed.
std::string typed_part(std::string_view text) {
    std::string typed;
    std::size_t at = 0;
    for (const Token& token : find_tokens(text).tokens) {
        typed += text.substr(at, token.begin - at);
        typed += ' ';
        at = token.end;
    }
    typed += text.substr(at);
    return typed;
}

// Everything that the brief itself says in words: a price or date that stands there was meant.
std::string words_of_brief(const CheckedText& text) {
    const Brief& brief = text.check.brief;
    std::vector<std::string> words{brief.title, brief.objective};
    for (const LocalizedTexts* texts : {&brief.key_messages, &brief.mandatories}) {
        const auto& own = texts->for_locale(text.check.locale);
        words.insert(words.end(), own.begin(), own.end());
    }
    if (const Offer* offer = brief.offer.for_locale(text.check.locale)) {
        words.push_back(offer->name);
        words.push_back(offer->terms);
    }
    for (const Deliverable& deliverable : brief.deliverables) words.push_back(deliverable.note);
    return fold_case(collapse_spaces(join(words, "\n")));
}

Finding typed_fact(const CheckedText& text, std::string_view typed, std::string_view slot) {
    return finding_at(
        text, Level::warning, "typed-by-hand",
        fmt::format("{} has \"{}\" typed by hand, and {{{{{}}}}} keeps it true when the offer changes",
                    text.label, printable_line(trim(typed)), slot),
        fmt::format("write {{{{{}}}}} there", slot));
}

Finding foreign_fact(const CheckedText& text, std::string_view kind, std::string_view typed,
                     std::string_view slot) {
    return finding_at(text, Level::warning, "fact-not-in-brief",
                      fmt::format("{} has the {} \"{}\", which stands nowhere in the brief", text.label, kind,
                                  printable_line(trim(typed))),
                      fmt::format("check it; the offer's is {{{{{}}}}}", slot));
}

void check_typed_prices(const CheckedText& text, const Offer& offer, const std::string& typed,
                        Findings& findings) {
    if (offer.price.empty()) return;
    std::set<std::string> seen;
    std::optional<std::string> brief_words;  // when a price needs them: most are the offer's
    for (const Regex::Match& match : money_pattern().find_all(typed)) {
        const std::string price = typed.substr(match.begin, match.end - match.begin);
        if (!seen.insert(price).second) continue;
        const auto amount = amount_of(price);
        if (same_amount(amount, offer.price)) {
            findings.push_back(typed_fact(text, price, "offer.price"));
        } else if (same_amount(amount, offer.was_price)) {
            findings.push_back(typed_fact(text, price, "offer.was_price"));
        } else {
            if (!brief_words) brief_words = words_of_brief(text);
            if (brief_words->find(fold_case(collapse_spaces(price))) == std::string::npos)
                findings.push_back(foreign_fact(text, "price", price, "offer.price"));
        }
    }
}

// A day ({0}) and the name of its month ({1}) as people type them.
constexpr std::array<std::string_view, 13> k_day_and_month{
    "{0} {1}",   "{0}. {1}", "{0} de {1}", "{0}er {1}", "{0}st {1}", "{0}nd {1}", "{0}rd {1}",
    "{0}th {1}", "{1} {0}",  "{1} {0}st",  "{1} {0}nd", "{1} {0}rd", "{1} {0}th"};

// The spellings of a day that people use in the locale, folded: with and without the year, and in digits.
std::vector<std::string> spellings(std::string_view iso_date, std::string_view locale) {
    const std::optional<Date> date = parse_date(iso_date);
    if (!date) return {};
    const auto [year, month, day] = *date;
    std::vector<std::string> out{std::string(iso_date)};
    for (const char separator : {'.', '/', '-'}) {
        out.push_back(fmt::format("{}{}{}{}{}", day, separator, month, separator, year));
        out.push_back(fmt::format("{:02}{}{:02}{}{}", day, separator, month, separator, year));
        out.push_back(fmt::format("{}{}{}{}{}", month, separator, day, separator, year));
        out.push_back(fmt::format("{:02}{}{:02}{}{}", month, separator, day, separator, year));
    }
    if (const DateStyle* style = find_date_style(locale)) {
        const auto name = style->months[static_cast<std::size_t>(month - 1)];
        for (const std::string_view pattern : k_day_and_month)
            out.push_back(fold_case(fmt::format(fmt::runtime(pattern), day, name)));
    }
    return out;
}

// The first of the spellings that stands in `folded`, or empty.
std::string find_date(const std::string& folded, std::string_view iso_date, std::string_view locale) {
    for (const std::string& spelling : spellings(iso_date, locale))
        if (find_words(folded, spelling) != std::string::npos) return spelling;
    return {};
}

void check_typed_dates(const CheckedText& text, const Offer& offer, const std::string& folded,
                       Findings& findings) {
    struct DateSlot {
        std::string_view name;
        const std::string& date;
    };
    for (const DateSlot& slot :
         {DateSlot{"offer.starts", offer.starts}, DateSlot{"offer.ends", offer.ends}}) {
        const std::string spelling = find_date(folded, slot.date, text.check.locale);
        if (!spelling.empty()) findings.push_back(typed_fact(text, spelling, slot.name));
    }
}

}  // namespace

void check_typed_facts(const CheckedText& text, Findings& findings) {
    const Offer* offer = text.check.brief.offer.for_locale(text.check.locale);
    if (offer == nullptr) return;
    const std::string typed = typed_part(text.text);
    // Without a digit there is neither, and most texts have none.
    if (typed.find_first_of("0123456789") == std::string::npos) return;
    check_typed_prices(text, *offer, typed, findings);
    check_typed_dates(text, *offer, fold_case(collapse_spaces(typed)), findings);
}

}  // namespace mkai::brand
