#include "core/brand/fact_words.hpp"

#include "core/brand/fact_words_data.hpp"
#include "core/brand/locales.hpp"
#include "core/brand/word_table.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace mkai::brand {
namespace {

template <class Visit>
void each_part(std::string_view text, char separator, Visit visit) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

bool has_word(std::string_view words, std::string_view word) {
    bool found = false;
    each_part(words, ' ', [&](std::string_view part) { found = found || part == word; });
    return found;
}

}  // namespace

struct Lexicon::Data {
    WordTable words;
    std::vector<Lexeme> lexemes;  // a word each
    bool one_word = false;
    // By first byte, longest first, so that "dreizehn" is never "drei" and a rest.
    std::array<std::vector<std::pair<std::string_view, Numeral>>, 256> parts;

    Lexeme& lexeme_of(std::string_view word) {
        const auto fresh = static_cast<std::uint32_t>(lexemes.size());
        const std::uint32_t known = words.add(word, fresh);
        if (known == fresh) lexemes.emplace_back();
        return lexemes[known];
    }
};

namespace {

// "vingt=s20", "un=1?"; see NumeralRow.
std::pair<std::string_view, Numeral> numeral_of(std::string_view row) {
    const auto equals = row.find('=');
    const std::string_view word = row.substr(0, equals);
    std::string_view rest = row.substr(equals + 1);
    using Kind = Numeral::Kind;
    Numeral numeral{Kind::add, false, 1};
    if (rest.ends_with('?')) {
        numeral.weak = true;
        rest.remove_suffix(1);
    }
    constexpr std::pair<char, Kind> k_marks[] = {
        {'*', Kind::times}, {'+', Kind::join}, {'^', Kind::lead}, {'s', Kind::score}, {'t', Kind::ten}};
    const auto* mark = std::ranges::find(k_marks, rest.front(), &std::pair<char, Kind>::first);
    if (mark != std::end(k_marks)) {
        numeral.kind = mark->second;
        rest.remove_prefix(1);
    }
    std::from_chars(rest.data(), rest.data() + rest.size(), numeral.value);
    return {word, numeral};
}

void put_word(Lexeme& lexeme, const WordRow& row) {
    lexeme.meanings |= 1u << static_cast<unsigned>(row.meaning);
    switch (row.meaning) {
        case Meaning::month:
            lexeme.month = static_cast<std::int8_t>(row.value);
            break;
        case Meaning::weekday:
            lexeme.weekday = static_cast<std::int8_t>(row.value);
            break;
        case Meaning::currency:
            lexeme.currency = row.code;
            break;
        case Meaning::minor:
            lexeme.minor = row.code;
            break;
        case Meaning::unit:
            lexeme.unit = row.code;
            break;
        case Meaning::power:
        case Meaning::glued_power:
            lexeme.power = static_cast<std::int8_t>(row.value);
            break;
        case Meaning::percent:
            lexeme.percent = static_cast<std::int8_t>(row.value);
            break;
        default:
            break;
    }
}

void put_names(Lexicon::Data& data, std::string_view names, Meaning meaning) {
    int number = 0;
    each_part(names, '|', [&](std::string_view same) {
        ++number;
        each_part(same, ' ', [&](std::string_view name) {
            put_word(data.lexeme_of(name), {"", name, meaning, number});
        });
    });
}

void put_numerals(Lexicon::Data& data, const NumeralRow& row) {
    data.one_word = row.one_word;
    each_part(row.words, ' ', [&](std::string_view text) {
        const auto [word, numeral] = numeral_of(text);
        data.lexeme_of(word).numeral = numeral;
        if (row.one_word) data.parts[static_cast<unsigned char>(word.front())].emplace_back(word, numeral);
    });
    for (auto& parts : data.parts)
        std::ranges::stable_sort(parts, std::greater<>{}, [](const auto& part) { return part.first.size(); });
}

Lexicon make_lexicon(std::string_view language) {
    Lexicon lexicon;
    Lexicon::Data& data = lexicon.data();
    for (const NamesRow& row : names_rows()) {
        if (!has_word(row.languages, language)) continue;
        put_names(data, row.months, Meaning::month);
        put_names(data, row.weekdays, Meaning::weekday);
    }
    for (const WordRow& row : word_rows()) {
        if (!row.languages.empty() && !has_word(row.languages, language)) continue;
        each_part(row.words, ' ', [&](std::string_view word) { put_word(data.lexeme_of(word), row); });
    }
    for (const NumeralRow& row : numeral_rows())
        if (has_word(row.languages, language)) put_numerals(data, row);
    return lexicon;
}

using Lexicons = std::map<std::string, Lexicon, std::less<>>;

Lexicons make_lexicons() {
    Lexicons lexicons;
    const auto put = [&](std::string_view languages) {
        each_part(languages, ' ', [&](std::string_view language) {
            if (!lexicons.contains(language)) lexicons.emplace(std::string(language), make_lexicon(language));
        });
    };
    for (const NamesRow& row : names_rows()) put(row.languages);
    for (const WordRow& row : word_rows()) put(row.languages);
    lexicons.emplace("", make_lexicon(""));
    return lexicons;
}

std::string_view home_currency_of(std::string_view place) {
    const auto rows = home_rows();
    const auto row = std::ranges::find(rows, place, &HomeRow::place);
    return row == rows.end() ? std::string_view{} : row->currency;
}

std::map<std::string_view, std::vector<std::string_view>> make_families() {
    std::map<std::string_view, std::vector<std::string_view>> families;
    for (const FamilyRow& row : family_rows())
        each_part(row.currencies, ' ',
                  [&](std::string_view currency) { families[row.family].push_back(currency); });
    return families;
}

}  // namespace

Lexicon::Lexicon() : m_data(std::make_unique<Data>()) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;

const Lexeme* Lexicon::find(std::string_view word) const {
    const std::uint32_t known = m_data->words.find(word);
    return known == WordTable::k_none ? nullptr : &m_data->lexemes[known];
}

std::optional<std::int64_t> Lexicon::find_compound(std::string_view word) const {
    if (!m_data->one_word) return std::nullopt;
    NumeralSum sum;
    while (!word.empty()) {
        const auto& parts = m_data->parts[static_cast<unsigned char>(word.front())];
        const auto part =
            std::ranges::find_if(parts, [&](const auto& row) { return word.starts_with(row.first); });
        if (part == parts.end() || !sum.take(part->second)) return std::nullopt;
        word.remove_prefix(part->first.size());
    }
    return sum.value();
}

bool NumeralSum::take(const Numeral& numeral) {
    using Kind = Numeral::Kind;
    if (numeral.kind == Kind::none || (numeral.kind == Kind::lead && m_any)) return false;
    if (m_after_lead && numeral.kind != Kind::times) return false;
    if (numeral.kind == Kind::join) {
        const std::int64_t rest = m_current % 100;
        const bool units_first = numeral.value == 1;
        const bool fits = units_first ? rest > 0 && rest < 10 : m_current % numeral.value == 0;
        if (!m_any || m_join != 0 || !fits) return false;
        // "thirty and" of Spanish and French wants tens, "hundred and" of English nothing in particular.
        if (numeral.value == 10 && rest < 20) return false;
        m_join = numeral.value;
        return true;
    }
    const bool taken = numeral.kind == Kind::times                           ? multiply(numeral.value)
                       : numeral.kind == Kind::score && m_current % 100 == 4 ? (m_current += 76, true)
                       : m_after_ten && numeral.value >= 7 && numeral.value < 10
                           ? (m_current += numeral.value, true)
                           : add(numeral.value);
    if (!taken) return false;
    m_after_ten = numeral.kind == Kind::ten;
    m_after_lead = numeral.kind == Kind::lead;
    m_join = 0;
    m_any = true;
    return true;
}

bool NumeralSum::add(std::int64_t value) {
    if (!m_any) {
        m_current = value;
        return true;
    }
    const std::int64_t rest = m_current % 100;
    const bool tens = value >= 10 && value < 100;
    const bool fits = value == 0     ? false
                      : value >= 100 ? m_current == 0
                      : m_join == 1  ? tens && value >= 20 && rest > 0 && rest < 10
                      : tens         ? rest == 0 || (value < 20 && (rest == 60 || rest == 80))
                                     : rest == 0 || (rest % 10 == 0 && rest >= 20);
    if (fits) m_current += value;
    return fits;
}

bool NumeralSum::multiply(std::int64_t factor) {
    if (m_join == 1) return false;
    if (factor == 100) {
        if (m_current >= 100 || (m_any && m_current == 0 && m_total == 0)) return false;
        m_current = std::max<std::int64_t>(m_current, 1) * 100;
        return true;
    }
    // "mil millones" is a thousand millions.
    if (m_any && m_current == 0 && m_total > 0 && m_total < factor && m_total <= 1'000'000) {
        m_total *= factor;
        m_scale = factor;
        return true;
    }
    if ((m_scale != 0 && factor >= m_scale) || (m_any && m_current == 0 && m_total == 0)) return false;
    m_total += std::max<std::int64_t>(m_current, 1) * factor;
    m_current = 0;
    m_scale = factor;
    return true;
}

const Lexicon& lexicon_of(std::string_view language) {
    static const Lexicons lexicons = make_lexicons();
    const auto found = lexicons.find(language);
    return found == lexicons.end() ? lexicons.find("")->second : found->second;
}

namespace {

FactStyle make_fact_style(std::string_view locale) {
    const std::string language = language_of(locale);
    const std::string market = market_of(locale);
    FactStyle style;
    if (const PriceStyle* prices = find_price_style(locale)) {
        style.decimal = prices->decimal.front();
        style.spaces_group = prices->group.size() > 1;  // a no-break space, which many type as a plain one
    }
    const auto orders = order_rows();
    auto order =
        std::ranges::find(orders, market.empty() ? language : language + "-" + market, &OrderRow::locale);
    if (order != orders.end()) {
        style.order = order->order;
        style.both_orders = order->both;
    }
    if (const DateStyle* dates = find_date_style(locale))
        style.dotted_days = dates->pattern.starts_with("{day}.") || language == "pl";
    style.named_month_first = language == "en";
    style.home_currency = home_currency_of(market);
    if (style.home_currency.empty()) style.home_currency = home_currency_of(language);
    return style;
}

}  // namespace

FactStyle fact_style_of(std::string_view locale) {
    // A check asks for the locale of its copy at each text.
    thread_local std::string last = "-";
    thread_local FactStyle style;
    if (last != locale) {
        style = make_fact_style(locale);
        last = locale;
    }
    return style;
}

std::span<const std::string_view> currencies_of(std::string_view code, std::string_view home_currency) {
    static const auto families = make_families();
    // One currency each, to point at.
    static const auto singles = [] {
        std::map<std::string_view, std::string_view> all;
        for (const WordRow& row : word_rows())
            if (!row.code.empty()) all.emplace(row.code, row.code);
        for (const HomeRow& row : home_rows()) all.emplace(row.currency, row.currency);
        for (const auto& [family, currencies] : families)
            for (const auto currency : currencies) all.emplace(currency, currency);
        return all;
    }();
    const auto family = families.find(code);
    if (family == families.end()) {
        const auto single = singles.find(code);
        return single == singles.end() ? std::span<const std::string_view>{} : std::span(&single->second, 1);
    }
    const auto& members = family->second;
    const auto home = std::ranges::find(members, home_currency);
    return home == members.end() ? std::span(members) : std::span(home, 1);
}

}  // namespace mkai::brand
