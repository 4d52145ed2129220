// Numbers, and what belongs to them: multipliers, currencies, percent, units.
#include "core/brand/fact_reader.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mkai::brand {
namespace {

using Kind = FactToken::Kind;
using Gap = FactToken::Gap;

// Longer runs are ids. A price has two places; six are more than any copy has.
constexpr std::size_t k_whole_digits_max = 15;
constexpr std::size_t k_fraction_digits_max = 6;
constexpr std::size_t k_pieces_max = 8;
constexpr std::size_t k_ideographs_of_name_max = 5;

std::string canonical(std::string_view whole, std::string_view fraction) {
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    std::string out(whole.empty() ? "0" : whole);
    if (!fraction.empty()) out.append(".").append(fraction);
    return out;
}

// Digits between separators: "1", "234", "50" of "1.234,50".
struct Pieces {
    std::array<std::string, k_pieces_max> digits;
    std::array<char, k_pieces_max> separators{};   // before each
    std::array<std::size_t, k_pieces_max> ends{};  // the token behind each
    std::size_t count = 0;
    bool overflow = false;

    void add(char separator, std::string piece, std::size_t end) {
        separators[count] = separator;
        digits[count] = std::move(piece);
        ends[count++] = end;
    }
    std::string joined(std::size_t first_count) const {
        std::string out;
        for (std::size_t i = 0; i < first_count; ++i) out += digits[i];
        return out;
    }
    bool same_separators(std::size_t first_count) const {
        for (std::size_t i = 2; i < first_count; ++i)
            if (separators[i] != separators[1]) return false;
        return true;
    }
    // Whether the first pieces are groups: of three, or as in India, of two before the last three.
    bool grouped(std::size_t first_count) const {
        if (first_count < 2 || digits[0].size() > 3 || digits[0].front() == '0' ||
            !same_separators(first_count) || digits[first_count - 1].size() != 3)
            return false;
        bool threes = true;
        bool twos = separators[1] == ',' && digits[0].size() <= 2;
        for (std::size_t i = 1; i + 1 < first_count; ++i) {
            threes = threes && digits[i].size() == 3;
            twos = twos && digits[i].size() == 2;
        }
        return threes || twos;
    }
};

// A full-width comma is punctuation but between full-width digits.
bool is_full_width(const FactToken& token) {
    return !token.is_mark('\'') && token.end - token.begin > 1;
}

// Whether a comma that separates no groups stands before: in "1,2,3" the 2 and 3 are no "2,3".
bool in_list(FactReader& reader, std::size_t n) {
    return n >= 2 && reader.at(n).glued() && reader.at(n - 1).is_mark(',') && reader.at(n - 1).glued() &&
           reader.at(n - 2).is(Kind::digits);
}

Pieces pieces_at(FactReader& reader, std::size_t n) {
    Pieces pieces;
    pieces.add(0, reader.tokens.digits(reader.at(n)), n + 1);
    while (!in_list(reader, n)) {
        const std::size_t next = pieces.ends[pieces.count - 1];
        const FactToken& token = reader.at(next);
        const bool spaced =
            token.is(Kind::digits) && token.mark == 3 &&
            (token.gap == Gap::no_break || (token.gap == Gap::space && reader.style.spaces_group));
        const bool sign = token.is_mark('.') || token.is_mark(',') || token.is_mark('\'');
        const FactToken& behind = sign ? reader.at(next + 1) : token;
        const bool marked = sign && token.glued() && behind.is(Kind::digits) && behind.glued() &&
                            (!is_full_width(token) || behind.end - behind.begin > behind.mark);
        if (!spaced && !marked) return pieces;
        // Groups end at the decimal sign: what a space separates from a fraction is another number.
        if (spaced && pieces.count > 1 && pieces.separators[pieces.count - 1] != ' ') return pieces;
        if (pieces.count == k_pieces_max) {
            pieces.overflow = true;
            return pieces;
        }
        if (spaced)
            pieces.add(' ', reader.tokens.digits(token), next + 1);
        else
            pieces.add(static_cast<char>(token.mark), reader.tokens.digits(reader.at(next + 1)), next + 2);
    }
    return pieces;
}

struct Parts {
    std::string whole;
    std::string fraction;
    bool swapped = false;   // elsewhere the separator has the other sense
    std::size_t count = 1;  // pieces that belong to it
    bool none = false;
};

// A single "." or ",", which is a decimal sign here and groups there.
Parts one_separator(const Pieces& pieces, char decimal) {
    const bool may_group = pieces.grouped(2);
    Parts parts{pieces.digits[0], pieces.digits[1], may_group, 2};
    if (may_group && pieces.separators[1] != decimal) {
        parts.whole = pieces.joined(2);
        parts.fraction.clear();
    }
    return parts;
}

Parts parts_of(const Pieces& pieces, char decimal) {
    const std::size_t count = pieces.count;
    const Parts first{pieces.digits[0], "", false, 1};
    if (count == 1) return first;
    const char last = pieces.separators[count - 1];
    const bool may_be_decimal = last == '.' || last == ',';
    if (count == 2 && may_be_decimal) return one_separator(pieces, decimal);
    if (pieces.grouped(count)) return {pieces.joined(count), "", false, count};
    if (may_be_decimal && last != pieces.separators[1] && pieces.grouped(count - 1))
        return {pieces.joined(count - 1), pieces.digits[count - 1], false, count};
    // "1.2.3" is a version; of "1,2,3" each is a number of its own.
    Parts rest = first;
    rest.none = pieces.separators[1] == '.' && pieces.same_separators(count);
    return rest;
}

std::optional<FactNumber> read_digits(FactReader& reader, std::size_t n) {
    if (reader.at(n).mark > k_whole_digits_max) return std::nullopt;
    const Pieces pieces = pieces_at(reader, n);
    if (pieces.overflow) return std::nullopt;
    const Parts parts = parts_of(pieces, reader.style.decimal);
    const bool id = parts.count == 1 && parts.whole.size() > 2 && parts.whole.front() == '0';
    if (parts.none || id || parts.whole.size() > k_whole_digits_max ||
        parts.fraction.size() > k_fraction_digits_max)
        return std::nullopt;
    FactNumber number;
    number.value = canonical(parts.whole, parts.fraction);
    if (parts.swapped)
        number.elsewhere = parts.fraction.empty() ? canonical(pieces.digits[0], pieces.digits[1])
                                                  : canonical(pieces.joined(2), "");
    number.end = pieces.ends[parts.count - 1];
    number.in_digits = true;
    number.plain = parts.count == 1;
    return number;
}

Numeral numeral_of(const FactToken& token) {
    if (token.lexeme != nullptr) return token.lexeme->numeral;
    if (token.compound >= 0) return {Numeral::Kind::add, false, token.compound};
    return {};
}

std::optional<FactNumber> read_words(FactReader& reader, std::size_t n) {
    NumeralSum sum;
    FactNumber number;
    int words = 0;
    bool led = false;
    std::int64_t value = 0;
    for (std::size_t next = n;; ++next) {
        const FactToken* token = &reader.at(next);
        if (next > n && token->is_mark('-') && token->glued() && reader.at(next + 1).glued())
            token = &reader.at(++next);
        if (!token->is(Kind::word) || (next > n && !token->near())) break;
        const Numeral numeral = numeral_of(*token);
        if (!sum.take(numeral)) break;
        if (numeral.kind == Numeral::Kind::join) continue;
        led = led || numeral.kind == Numeral::Kind::lead;
        if (numeral.kind == Numeral::Kind::lead) continue;
        ++words;
        value = sum.value();
        number.weak = numeral.weak && words == 1 && !led;
        number.end = next + 1;
    }
    if (words == 0) return std::nullopt;
    number.value = std::to_string(value);
    return number;
}

bool near_on_line(const FactToken& token) {
    return token.gap != Gap::wide && token.gap != Gap::line;
}

// Multipliers. A chain of ideographs is a sum: 1万5千 is 15 000.
std::size_t read_ideograph_powers(FactReader& reader, FactAmount& amount) {
    std::size_t next = amount.number.end;
    const auto first = reader.named(next, Meaning::power);
    if (first.lexeme == nullptr) return next;
    amount.power = first.lexeme->power;
    amount.number.value = shifted(amount.number.value, amount.power);
    next = first.end;
    const FactToken& token = reader.at(next);
    if (token.is(Kind::digits) && token.glued() && token.mark <= 4) {
        const auto second = reader.named(next + 1, Meaning::power);
        const int power = second.lexeme == nullptr ? 0 : second.lexeme->power;
        const std::string add = shifted(canonical(reader.tokens.digits(token), ""), power);
        const std::string& value = amount.number.value;
        // The smaller part fits into the zeros at the end of the larger one.
        if (power < amount.power && add.size() <= static_cast<std::size_t>(amount.power) &&
            value.find('.') == std::string::npos && value.size() > add.size() &&
            value.find_first_not_of('0', value.size() - add.size()) == std::string::npos) {
            amount.number.value.replace(value.size() - add.size(), add.size(), add);
            next = second.lexeme == nullptr ? next + 1 : second.end;
        }
    }
    return next;
}

void scale(FactAmount& amount, int power) {
    amount.power = power;
    amount.number.value = shifted(amount.number.value, power);
    if (!amount.number.elsewhere.empty()) amount.number.elsewhere = shifted(amount.number.elsewhere, power);
}

// The token behind a multiplier, which `amount` takes; its own end where there is none.
std::size_t read_power(FactReader& reader, FactAmount& amount, bool prefixed) {
    const std::size_t next = amount.number.end;
    if (!amount.number.in_digits) return next;
    const FactToken& token = reader.at(next);
    if (token.ideograph) return read_ideograph_powers(reader, amount);
    if (!token.is(Kind::word) || !near_on_line(token)) return next;
    const bool glued = token.glued() && token.means(Meaning::glued_power);
    if (!glued && !token.means(Meaning::power)) return next;
    // "5m" is five metres, and a million where money is.
    if (glued && token.means(Meaning::unit) && !token.capital && !prefixed &&
        !read_currency(reader, next + 1, false))
        return next;
    if (glued && !prefixed) amount.unscaled = amount.number.value;  // "5k" is a distance too
    scale(amount, token.lexeme->power);
    return next + 1;
}

// "Mio." before a currency, "millions d'euros", "millones de".
std::size_t skip_of(FactReader& reader, std::size_t next) {
    if (reader.at(next).is_mark('.') && reader.at(next).glued()) ++next;
    if (reader.at(next).means(Meaning::of)) {
        ++next;
        if (reader.at(next).is_mark('\'') && reader.at(next).glued()) ++next;
    }
    return next;
}

bool take_currency(FactReader& reader, FactAmount& amount, std::size_t next) {
    const auto currency = read_currency(reader, next, false);
    if (!currency || !near_on_line(reader.at(next))) return false;
    amount.kind = FactKind::money;
    amount.currencies = currency->currencies;
    amount.also = currency->also;
    amount.end = currency->end;
    // "5€50" is the French way to write cents.
    const FactToken& cents = reader.at(amount.end);
    if (currency->symbol && amount.number.plain && amount.power == 0 && cents.is(Kind::digits) &&
        cents.glued() && cents.mark == 2) {
        amount.number.value = canonical(amount.number.value, reader.tokens.digits(cents));
        ++amount.end;
    }
    return true;
}

bool take_minor(FactReader& reader, FactAmount& amount, std::size_t next) {
    const FactToken& token = reader.at(next);
    // A lone letter counts beside the digits only: "99p".
    if (!token.means(Meaning::minor) || !near_on_line(token) ||
        (token.end - token.begin == 1 && !(token.glued() && amount.number.in_digits)))
        return false;
    amount.kind = FactKind::money;
    amount.currencies = currencies_of(token.lexeme->minor, reader.style.home_currency);
    amount.number.value = shifted(amount.number.value, -2);
    if (!amount.number.elsewhere.empty()) amount.number.elsewhere = shifted(amount.number.elsewhere, -2);
    amount.end = next + 1;
    return true;
}

bool take_percent(FactReader& reader, FactAmount& amount, std::size_t next) {
    if (reader.at(next).is_mark('-') && reader.at(next).glued() && reader.at(next + 1).glued()) ++next;
    const FactToken& token = reader.at(next);
    if (!token.near()) return false;
    const auto named = reader.named(next, Meaning::percent);
    if (named.lexeme != nullptr) {
        if (named.lexeme->percent == 10) amount.number.value = shifted(amount.number.value, 1);
        amount.end = named.end;
    } else if (token.means(Meaning::percent_lead) && reader.at(next + 1).means(Meaning::percent_tail) &&
               reader.at(next + 1).near()) {
        amount.end = next + 2;
    } else {
        return false;
    }
    amount.kind = FactKind::percentage;
    return true;
}

bool take_unit(FactReader& reader, FactAmount& amount, std::size_t next) {
    if (is_dash(reader.at(next)) && reader.at(next).glued() && reader.at(next + 1).glued())
        ++next;  // "30-day"
    if (!reader.at(next).near()) return false;
    const auto named = reader.named(next, Meaning::unit);
    if (named.lexeme == nullptr) return false;
    // "5G" is a network, not five grams.
    const FactToken& token = reader.at(next);
    if (token.capital && token.end - token.begin == 1 && named.lexeme->unit != "l" &&
        named.lexeme->unit != "times")
        return false;
    amount.unit = named.lexeme->unit;
    amount.end = named.end;
    return true;
}

// "5,-", "5.–", "5:-": a whole price.
bool take_dashed_price(FactReader& reader, FactAmount& amount) {
    const std::size_t next = amount.number.end;
    const FactToken& point = reader.at(next);
    const FactToken& dash = reader.at(next + 1);
    if (!amount.number.in_digits || !point.glued() || !is_dash(dash) || !dash.glued() ||
        !(point.is_mark(',') || point.is_mark('.') || point.is_mark(':')))
        return false;
    const FactToken& behind = reader.at(next + 2);
    if (behind.glued() && (behind.is(Kind::digits) || behind.is(Kind::word))) return false;
    amount.number.end = next + 2;
    return true;
}

}  // namespace

bool is_dash(const FactToken& token) {
    return token.is_mark('-') || token.is_mark(k_dash) || token.is_mark('~');
}

bool is_range(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    return token.near() && (is_dash(token) || token.means(Meaning::range)) && reader.at(n + 1).near();
}

std::string shifted(std::string_view decimal, int power) {
    std::string whole(decimal.substr(0, decimal.find('.')));
    std::string fraction(decimal.find('.') == std::string_view::npos ? std::string_view{}
                                                                     : decimal.substr(whole.size() + 1));
    for (; power > 0; --power) {
        whole += fraction.empty() ? '0' : fraction.front();
        if (!fraction.empty()) fraction.erase(0, 1);
    }
    for (; power < 0; ++power) {
        fraction.insert(0, 1, whole.empty() ? '0' : whole.back());
        if (!whole.empty()) whole.pop_back();
    }
    return canonical(whole, fraction);
}

int value_of(FactReader& reader, const FactToken& digits) {
    if (digits.mark > 9) return -1;
    int value = 0;
    for (const char c : reader.tokens.digits(digits)) value = value * 10 + (c - '0');
    return value;
}

FactReader::Named FactReader::named(std::size_t n, Meaning meaning) {
    const FactToken& token = at(n);
    if (!token.ideograph) return token.means(meaning) ? Named{token.lexeme, n + 1} : Named{};
    std::size_t count = 1;
    while (count < k_ideographs_of_name_max && at(n + count).ideograph && at(n + count).glued()) ++count;
    for (; count > 0; --count) {
        const std::string_view name = tokens.text().substr(token.begin, at(n + count - 1).end - token.begin);
        const Lexeme* lexeme = lexicon.find(name);
        // The longest name decides: 時間 is hours, and no 時.
        if (lexeme != nullptr && lexeme->meanings != 0)
            return lexeme->is(meaning) ? Named{lexeme, n + count} : Named{};
    }
    return {};
}

std::optional<FactCurrency> read_currency(FactReader& reader, std::size_t n, bool lead) {
    const auto found = [&](const Lexeme* lexeme, std::size_t end,
                           bool symbol) -> std::optional<FactCurrency> {
        const auto currencies = currencies_of(lexeme->currency, reader.style.home_currency);
        if (currencies.empty()) return std::nullopt;
        const bool at_home = std::ranges::find(currencies, reader.style.home_currency) != currencies.end();
        return FactCurrency{currencies, end, at_home ? std::string_view{} : lexeme->unit, symbol};
    };
    const FactToken& token = reader.at(n);
    if (token.is(Kind::word) || token.is(Kind::mark)) {
        // "US$", "$US": a mark that is no currency alone is none with letters.
        const FactToken& next = reader.at(n + 1);
        const bool mark_behind = token.is(Kind::word) && next.is(Kind::mark) && next.means(Meaning::currency);
        const bool mark_before =
            token.is(Kind::mark) && next.is(Kind::word) && token.means(Meaning::currency);
        const bool joins = next.glued() && next.end - token.begin <= 5 && (mark_behind || mark_before);
        if (joins) {
            std::string both(reader.tokens.text().substr(token.begin, next.end - token.begin));
            for (char& c : both)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            const Lexeme* lexeme = reader.lexicon.find(both);
            if (lexeme != nullptr && lexeme->is(Meaning::currency)) return found(lexeme, n + 2, true);
        }
    }
    const auto named = reader.named(n, Meaning::currency);
    if (named.lexeme == nullptr) return std::nullopt;
    if (token.is(Kind::mark)) return found(named.lexeme, named.end, true);
    if (!lead) return found(named.lexeme, named.end, false);
    const std::string_view text = reader.tokens.text().substr(token.begin, token.end - token.begin);
    const bool code = text == named.lexeme->currency;
    if (!code && !token.means(Meaning::currency_lead)) return std::nullopt;
    std::size_t end = named.end;
    // "kr. 99"
    if (!code && reader.at(end).is_mark('.') && reader.at(end).glued()) ++end;
    return found(named.lexeme, end, false);
}

std::optional<FactNumber> read_number(FactReader& reader, std::size_t n) {
    const FactToken& token = reader.at(n);
    if (token.is(Kind::digits)) return read_digits(reader, n);
    return token.is(Kind::word) ? read_words(reader, n) : std::nullopt;
}

std::optional<FactAmount> read_amount(FactReader& reader, std::size_t n, bool prefixed) {
    auto number = read_number(reader, n);
    if (!number) return std::nullopt;
    FactAmount amount;
    amount.number = std::move(*number);
    const bool dashed = take_dashed_price(reader, amount);
    std::size_t next = dashed ? amount.number.end : read_power(reader, amount, prefixed);
    amount.end = next;
    amount.has_tail = true;
    if (take_currency(reader, amount, next)) return amount;
    if (amount.power != 0 && take_currency(reader, amount, skip_of(reader, next))) return amount;
    if (dashed && !prefixed) {
        amount.kind = FactKind::money;
        amount.currencies = currencies_of(reader.style.home_currency, reader.style.home_currency);
        if (!amount.currencies.empty()) return amount;
        amount.kind = FactKind::number;
    }
    if (!prefixed && (take_percent(reader, amount, next) || take_minor(reader, amount, next) ||
                      take_unit(reader, amount, next)))
        return amount;
    amount.has_tail = amount.power != 0 || dashed;
    const FactToken& behind = reader.at(next);
    if (behind.is_mark(U'°') && behind.near()) return std::nullopt;
    if (!amount.number.in_digits || !behind.glued() || !behind.is(Kind::word) || behind.ideograph)
        return amount;
    if (behind.means(Meaning::ordinal) && amount.power == 0) {
        ++amount.end;
        return amount;
    }
    if (prefixed) return amount;
    return std::nullopt;  // "5G", "3D"
}

}  // namespace mkai::brand
