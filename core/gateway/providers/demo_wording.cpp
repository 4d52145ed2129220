#include "core/gateway/providers/demo_wording.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::gateway::demo {

namespace {

constexpr std::string_view k_end_marks[] = {".", "!", "?", ":", "…", "。", "！", "？"};

// Words that make what follows depend on another clause, so that it cannot stand alone.
constexpr std::string_view k_dependent[] = {
    "if",      "when",  "while",   "because", "as",       "whether", "although", "unless",
    "wenn",    "weil",  "während", "ob",      "falls",    "obwohl",  "si",       "quand",
    "lorsque", "parce", "puisque", "cuando",  "mientras", "porque",  "aunque",   "not",
    "nicht",   "pas",   "no",      "from",    "von",      "de",      "both"};

bool stands_alone(std::string_view head) {
    const std::string first = fold_case(head.substr(0, head.find(' ')));
    return count_words(head) >= 3 && std::ranges::find(k_dependent, first) == std::end(k_dependent);
}

// Where a text can end earlier and still be a whole thought.
constexpr std::string_view k_joints[] = {". ", "! ", "? ", "; ", " – ", " — ", ": ", ", "};

// "5. March", "St. Pancras", "z. B. so": a point that ends no sentence.
bool is_abbreviation(std::string_view head) {
    const auto word = head.substr(head.rfind(' ') + 1);
    return word.size() < 4 || (word.back() >= '0' && word.back() <= '9');
}

}  // namespace

bool ends_with_mark(std::string_view text) {
    return std::ranges::any_of(k_end_marks, [&](std::string_view mark) { return text.ends_with(mark); });
}

std::string cleaned(std::string_view text) {
    std::string line = collapse_spaces(text);
    if (!is_utf8(line) || find_hidden(line) || line.find("{{") != std::string::npos ||
        line.find("}}") != std::string::npos)
        return {};
    return line;
}

std::string without_stop(std::string_view text) {
    if (text.ends_with('.') && !text.ends_with("..")) text.remove_suffix(1);
    return std::string(text);
}

std::string with_capital(std::string text) {
    // A first word with a capital of its own inside is a name ("iPhone").
    const auto word_end = text.find_first_of(" -,.:");
    const std::string_view word = std::string_view(text).substr(0, word_end);
    const bool plain_word = !word.empty() && std::ranges::all_of(word, [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || c >= 0x80;
    });
    if (plain_word && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    // Two-byte Latin letters with an accent: U+00E0 to U+00FE are 32 after their capitals.
    const auto second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0;
    if (static_cast<unsigned char>(text.empty() ? 0 : text[0]) == 0xc3 && second >= 0xa0 && second <= 0xbe &&
        second != 0xb7)
        text[1] = static_cast<char>(second - 0x20);
    return text;
}

std::vector<std::string> shorter_forms(const std::string& text) {
    std::vector<std::string> forms{without_stop(text)};
    for (const std::string_view joint : k_joints) {
        const auto place = text.find(joint);
        if (place == std::string::npos) continue;
        std::string head = text.substr(0, place);
        if (joint == ". " && is_abbreviation(head)) continue;
        if (joint.front() == '!' || joint.front() == '?') head += joint.front();
        if (stands_alone(head)) forms.push_back(std::move(head));
    }
    std::ranges::stable_sort(forms, std::ranges::greater{}, &std::string::size);
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

std::string with_slots(std::string text, const std::map<std::string, std::string>& slots) {
    for (const char* name : {"offer.was_price", "offer.price", "offer.starts", "offer.ends"}) {
        const auto slot = slots.find(name);
        if (slot == slots.end()) continue;
        const std::string token = fmt::format("{{{{{}}}}}", name);
        for (std::size_t place = 0; (place = text.find(slot->second, place)) != std::string::npos;
             place += token.size()) {
            const std::size_t end = place + slot->second.size();
            const auto is_digit = [&](std::size_t i) {
                return i < text.size() && text[i] >= '0' && text[i] <= '9';
            };
            if (is_digit(end) || (place > 0 && is_digit(place - 1))) continue;
            text.replace(place, slot->second.size(), token);
        }
    }
    return text;
}

std::string as_sentence(std::string_view text) {
    std::string sentence = with_capital(std::string(text));
    return ends_with_mark(sentence) ? sentence : sentence + ".";
}

}  // namespace mkai::gateway::demo
