#include "core/base/regex_literal.hpp"

#include "core/base/text.hpp"

#include <cstddef>
#include <cstring>

namespace mkai {
namespace {

constexpr std::size_t k_letters_min = 3;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The byte behind a class or group that opens at `at`; npos where it holds what is not understood.
std::size_t end_of_class(std::string_view pattern, std::size_t at) {
    constexpr std::size_t none = std::string_view::npos;
    for (std::size_t i = at + 1; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' || pattern[i] == '[') return none;
        // A "]" that stands first belongs to the class.
        if (pattern[i] == ']') return i > at + 1 && pattern[i - 1] != '^' ? i + 1 : none;
    }
    return none;
}

std::size_t end_of_group(std::string_view pattern, std::size_t at) {
    constexpr std::size_t none = std::string_view::npos;
    int depth = 0;
    for (std::size_t i = at; i < pattern.size(); ++i) {
        const std::string_view rest = pattern.substr(i);
        if (rest.starts_with("(*") || (rest.starts_with("(?") && !rest.starts_with("(?:"))) return none;
        if (pattern[i] == '\\' || pattern[i] == '[') return none;
        if (pattern[i] == '(') ++depth;
        if (pattern[i] == ')' && --depth == 0) return i + 1;
    }
    return none;
}

bool is_plain_escape(char c) {
    return std::string_view("bBsSwWdD.,-+*?()[]{}/|^$").find(c) != std::string_view::npos;
}

}  // namespace

std::string needed_letters(std::string_view pattern) {
    std::string longest;
    std::string run;
    const auto end_run = [&] {
        if (run.size() > longest.size()) longest = run;
        run.clear();
    };
    for (std::size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (is_letter(c)) {
            run += c;
            ++at;
            continue;
        }
        // What may be left out takes the last letter with it.
        if ((c == '?' || c == '*' || c == '{') && !run.empty()) run.pop_back();
        end_run();
        if (c == '|' || static_cast<unsigned char>(c) >= 0x80) return {};
        std::size_t end = at + 1;
        if (c == '{') end = pattern.find('}', at) == std::string_view::npos ? end : pattern.find('}', at) + 1;
        if (c == '(') end = end_of_group(pattern, at);
        if (c == '[') end = end_of_class(pattern, at);
        if (c == '\\') {
            if (end == pattern.size() || !is_plain_escape(pattern[end])) return {};
            ++end;
        }
        if (end == std::string_view::npos) return {};
        at = end;
    }
    end_run();
    return longest.size() < k_letters_min ? std::string() : lower_ascii(longest);
}

LettersOfText::LettersOfText(std::string_view text)
    : m_lower(lower_ascii(text)),
      m_has_odd_letters(text.find("\u017F") != std::string_view::npos ||
                        text.find("\u212A") != std::string_view::npos) {}

bool LettersOfText::may_have(std::string_view letters) const {
    // Quicker than std::string::find, which stops at each of the first letters.
    return m_has_odd_letters ||
           memmem(m_lower.data(), m_lower.size(), letters.data(), letters.size()) != nullptr;
}

}  // namespace mkai
