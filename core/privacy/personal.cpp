#include "core/privacy/personal.hpp"

#include "core/base/text.hpp"
#include "core/privacy/form_regexes.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace mkai::privacy {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Mailboxes of a task: RFC 2142, and what firms call theirs.
bool is_of_a_person(std::string_view address) {
    constexpr std::array<std::string_view, 24> k_roles{
        "info",       "marketing", "sales",  "support",    "abuse",   "noc",     "security", "postmaster",
        "hostmaster", "webmaster", "hello",  "contact",    "kontakt", "press",   "presse",   "service",
        "help",       "team",      "office", "newsletter", "news",    "noreply", "no-reply", "privacy"};
    const std::string local = lower_ascii(address.substr(0, address.find('@')));
    return std::ranges::find(k_roles, local) == k_roles.end();
}

// Free for the caller in most countries (ITU-T E.169.1: +800), and 03 in Britain, which has no persons.
bool is_a_persons_phone(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (is_digit(c)) digits += c;
    if (number.front() == '+') return !digits.starts_with("800");
    if (digits.starts_with("00")) return !digits.starts_with("00800");
    return !digits.starts_with("0800") && !digits.starts_with("0808") && !digits.starts_with("03");
}

// ISO/IEC 7812-1, annex B.
bool has_luhn_digit(std::string_view number) {
    int sum = 0;
    bool twice = false;
    for (auto c = number.rbegin(); c != number.rend(); ++c) {
        if (!is_digit(*c)) continue;
        const int digit = (*c - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
    }
    return sum % 10 == 0;
}

// ISO 13616: the country and check digits go to the end, letters are 10 to 35, the rest of 97 is 1.
bool has_iban_digits(std::string_view account) {
    std::string letters;
    for (const char c : account)
        if (c != ' ') letters += c;
    std::rotate(letters.begin(), letters.begin() + 4, letters.end());  // clang 14 lacks the ranges' one
    int rest = 0;
    for (const char c : letters)
        rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    return rest == 1;
}

// `needs` is looked for first: most texts have none of it, and meet no expression.
struct Form {
    std::string_view needs;  // one of these characters
    std::string_view pattern;
    std::string_view what;
    bool (*holds)(std::string_view found);
};

constexpr std::string_view k_digits = "0123456789";
constexpr Form k_forms[] = {
    {"@", R"((?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", "an e-mail address",
     is_of_a_person},
    {"+0", R"((?<![\w.,+])(?:\+|00)[1-9](?:[\s().\/-]{0,2}\d){7,13}(?![\s-]?\d))", "a telephone number",
     is_a_persons_phone},
    {"0", R"((?<![\w.,+-])\(?0[1-9](?:[\s()\/-]{0,2}\d){8,9}(?![\s-]?\d))", "a telephone number",
     is_a_persons_phone},
    {k_digits, R"((?<![\w.,+-])[3-6](?:[ -]?\d){12,18}(?![\s-]?\d))", "a card number", has_luhn_digit},
    {k_digits, R"(\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b)", "an account number (IBAN)",
     has_iban_digits},
};

}  // namespace

std::vector<PersonalDataFound> find_personal_data(std::string_view text) {
    static FormRegexes<Form> regexes(k_forms);
    std::vector<PersonalDataFound> out;
    for (std::size_t form = 0; form < std::size(k_forms); ++form) {
        if (text.find_first_of(k_forms[form].needs) == std::string_view::npos) continue;
        const Regex* regex = regexes.at(form);
        if (!regex) continue;
        for (const Regex::Match& match : regex->find_all(text))
            if (k_forms[form].holds(text.substr(match.begin, match.end - match.begin)))
                out.push_back({match.begin, k_forms[form].what});
    }
    std::ranges::stable_sort(out, {}, &PersonalDataFound::byte);
    return out;
}

}  // namespace mkai::privacy
