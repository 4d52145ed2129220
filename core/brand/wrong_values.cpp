#include "core/brand/wrong_values.hpp"

#include "core/base/text.hpp"
#include "core/brand/locales.hpp"
#include "core/brand/slots.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace mkai::brand {
namespace {

std::string_view wording_of(std::string_view text, const Fact& fact) {
    return text.substr(fact.begin, fact.end - fact.begin);
}

// The one value as a known fact; none when it cannot be read.
KnownFacts known_value(FactKind kind, const std::string& value, const std::string& currency) {
    KnownFacts out;
    switch (kind) {
        case FactKind::money:
            out.add_money(value, currency, {});
            break;
        case FactKind::date:
            out.add_date(value, {});
            break;
        case FactKind::percentage:
            out.add_text(value + "%", "en", {});
            break;
        case FactKind::number:
            out.add_number(value, {});
            break;
        case FactKind::time:
            break;
    }
    return out;
}

struct Known {
    const WrongValue* value;
    KnownFacts wrong, right;
};

std::vector<Known> known_of(std::span<const WrongValue> values) {
    std::vector<Known> out;
    for (const WrongValue& value : values)
        out.push_back({&value, known_value(value.kind, value.wrong, value.wrong_unit),
                       known_value(value.kind, value.right, value.right_unit)});
    return out;
}

const Known* find_wrong(const std::vector<Known>& known, const Fact& fact) {
    // "30 days" is wrong where "30 films" is right.
    const auto found = std::ranges::find_if(known, [&](const Known& k) {
        const bool is_number = k.value->kind == FactKind::number;
        return k.wrong.find(fact) && (!is_number || fact.reading.unit == k.value->wrong_unit);
    });
    return found == known.end() ? nullptr : &*found;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// From the first digit to the last; empty without one.
std::pair<std::size_t, std::size_t> digits_in(std::string_view text) {
    const auto first = std::ranges::find_if(text, is_digit);
    if (first == text.end()) return {0, 0};
    std::size_t end = text.size();
    while (!is_digit(text[end - 1])) --end;
    return {static_cast<std::size_t>(first - text.begin()), end};
}

std::string with_digits(std::string_view wording, std::string_view digits) {
    const auto [begin, end] = digits_in(wording);
    if (begin == end) return {};
    return fmt::format("{}{}{}", wording.substr(0, begin), digits, wording.substr(end));
}

std::string decimal_of(std::string_view value, std::string_view locale) {
    const PriceStyle* style = find_price_style(locale);
    std::string out(value);
    if (const auto point = out.find('.'); style && point != std::string::npos)
        out.replace(point, 1, style->decimal);
    return out;
}

std::string anew_money(const WrongValue& value, std::string_view wording, std::string_view locale) {
    // "£79" becomes "£89", not "£89.00".
    const auto [first, last] = digits_in(wording);
    const bool whole =
        value.right.ends_with(".00") && std::ranges::all_of(wording.substr(first, last - first), is_digit);
    const std::string_view amount =
        std::string_view(value.right).substr(0, value.right.size() - (whole ? 3 : 0));
    const std::string price = format_price(amount, value.right_unit, locale);
    if (value.wrong_unit != value.right_unit) return price;
    const auto [begin, end] = digits_in(price);
    return with_digits(wording, std::string_view(price).substr(begin, end - begin));
}

// The long form of a date without its year, as in "1 to 30 June".
std::string without_year(std::string_view date, std::string_view iso_date) {
    const auto at = date.find(iso_date.substr(0, iso_date.find('-')));
    if (at == std::string_view::npos) return {};
    std::string_view head = date.substr(0, at);
    while (!head.empty() && (head.back() == ' ' || head.back() == ',')) head.remove_suffix(1);
    return std::string(head);
}

std::string anew_date(const WrongValue& value, std::string_view wording, std::string_view locale) {
    if (wording == value.wrong) return value.right;
    const std::string wrong = format_date(value.wrong, locale), right = format_date(value.right, locale);
    if (wording == wrong) return right;
    const bool same_year = value.wrong.substr(0, 4) == value.right.substr(0, 4);
    if (same_year && wording == without_year(wrong, value.wrong)) return without_year(right, value.right);
    return {};
}

std::string anew(const WrongValue& value, std::string_view wording, std::string_view locale) {
    switch (value.kind) {
        case FactKind::money:
            return anew_money(value, wording, locale);
        case FactKind::date:
            return anew_date(value, wording, locale);
        case FactKind::number:
        case FactKind::percentage:
            return with_digits(wording, decimal_of(value.right, locale));
        case FactKind::time:
            break;
    }
    return {};
}

// Whether what now stands at `begin` reads as the right value.
bool reads_right(std::string_view text, std::string_view locale, std::size_t begin, const Known& known) {
    const std::vector<Fact> facts = find_facts(text, locale);
    return std::ranges::any_of(facts, [&](const Fact& fact) {
        return fact.begin <= begin && begin < fact.end && known.right.find(fact) != nullptr;
    });
}

std::vector<Fact> facts_missing_in(const std::vector<Fact>& here, const std::vector<Fact>& there) {
    std::vector<Fact> out;
    for (const Fact& fact : here)
        if (std::ranges::none_of(there, [&](const Fact& other) { return same_fact(fact, other); }))
            out.push_back(fact);
    return out;
}

bool is_full_date(const FactReading& reading) {
    return reading.date.year != 0 && reading.date.month != 0 && reading.date.day != 0;
}

// Words that compare a price with another one, without a number: of each language that copy is read in.
struct RelationWord {
    std::string_view language;
    std::string_view words;
};
constexpr RelationWord k_relations[]{
    {"en", "half price"},   {"en", "half the price"}, {"de", "halben preis"},    {"de", "halber preis"},
    {"de", "halbem preis"}, {"fr", "moitié prix"},    {"es", "mitad de precio"}, {"it", "metà prezzo"},
    {"nl", "halve prijs"},  {"sv", "halva priset"},
};

}  // namespace

std::vector<WrongValue> compare_values(std::string_view before, std::string_view after,
                                       std::string_view locale) {
    const std::vector<Fact> was = find_facts(before, locale), is = find_facts(after, locale);
    const std::vector<Fact> gone = facts_missing_in(was, is), come = facts_missing_in(is, was);
    if (gone.size() != come.size()) return {};
    std::vector<WrongValue> out;
    for (std::size_t i = 0; i < gone.size(); ++i) {
        const FactReading &wrong = gone[i].reading, &right = come[i].reading;
        if (wrong.kind != right.kind) return {};
        if (wrong.kind == FactKind::time) continue;
        if (wrong.kind == FactKind::date && !(is_full_date(wrong) && is_full_date(right))) continue;
        WrongValue value{wrong.kind, wrong.value, right.value, std::string(wrong.unit),
                         std::string(right.unit)};
        if (std::ranges::find(out, value) == out.end()) out.push_back(std::move(value));
    }
    return out;
}

bool states_wrong(std::string_view text, std::string_view locale, std::span<const WrongValue> values) {
    if (values.empty()) return false;
    const std::vector<Known> known = known_of(values);
    const std::vector<Fact> facts = find_facts(text, locale);
    return std::ranges::any_of(facts, [&](const Fact& fact) { return find_wrong(known, fact) != nullptr; });
}

MendedValues mend_values(std::string_view text, std::string_view locale, std::span<const WrongValue> values) {
    MendedValues out{std::string(text), {}, {}};
    if (values.empty()) return out;
    const std::vector<Known> known = known_of(values);
    std::vector<Fact> facts = find_facts(text, locale);
    std::ranges::reverse(facts);  // so that the places of those before stay
    for (const Fact& fact : facts) {
        const Known* wrong = find_wrong(known, fact);
        if (!wrong) continue;
        const std::string_view wording = wording_of(text, fact);
        const std::string right = anew(*wrong->value, wording, locale);
        std::string mended = out.text;
        mended.replace(fact.begin, fact.end - fact.begin, right);
        if (!right.empty() && reads_right(mended, locale, fact.begin, *wrong)) {
            out.text = std::move(mended);
            out.mended.emplace_back(wording);
        } else {
            out.left.emplace_back(wording);
        }
    }
    std::ranges::reverse(out.mended);
    std::ranges::reverse(out.left);
    return out;
}

std::vector<std::string> find_price_relations(std::string_view text, std::string_view locale) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view wording) {
        if (std::ranges::find(out, wording) == out.end()) out.emplace_back(wording);
    };
    const std::string lowered = lower_ascii(text);
    const std::string language = language_of(locale);
    for (const RelationWord& row : k_relations)
        if (row.language == language)
            if (const auto at = lowered.find(row.words); at != std::string::npos)
                add(text.substr(at, row.words.size()));
    for (const Fact& fact : find_facts(text, locale))
        if (fact.reading.kind == FactKind::percentage) add(wording_of(text, fact));
    return out;
}

}  // namespace mkai::brand
