#include "core/brand/filled_text.hpp"

#include "core/base/text.hpp"
#include "core/brand/words.hpp"
#include "core/domain/content.hpp"

#include <algorithm>

namespace mkai::brand {

namespace {

// Signs that change what is said: "18+" is not "18".
constexpr std::string_view k_telling_signs = "+%#@&=$";

// What a word counts as; empty: nothing.
std::string key_of(const Word& word, std::string_view text) {
    const std::string_view written = text.substr(word.begin, word.end - word.begin);
    if (word.kind == WordKind::opaque) return lower_ascii(written);
    if (word.kind != WordKind::sign) return std::string(word.folded);
    constexpr std::string_view k_money[] = {"£", "€", "¥"};
    const bool money = std::ranges::find(k_money, written) != std::end(k_money);
    const bool tells =
        money || (written.size() == 1 && k_telling_signs.find(written) != std::string_view::npos);
    return tells ? std::string(written) : std::string();
}

std::string keys_of(std::string_view text) {
    std::string keys;
    WordScanner scanner(text);
    for (Word word; scanner.next(word);)
        if (const std::string key = key_of(word, text); !key.empty()) (keys += ' ') += key;
    return keys += ' ';
}

}  // namespace

std::size_t FilledText::place_of(std::size_t written) const {
    const auto after = std::ranges::upper_bound(tokens, written, {}, &Token::written_begin);
    if (after == tokens.begin()) return written;
    const Token& before = *std::prev(after);
    return written < before.written_end ? before.begin : written - before.written_end + before.end;
}

FilledText fill_text(std::string_view written, const std::map<std::string, std::string>& slots) {
    FilledText filled;
    std::size_t at = 0;
    for (mkai::Token& token : find_tokens(written).tokens) {
        filled.text += written.substr(at, token.begin - at);
        const std::size_t begin = filled.text.size();
        if (const auto slot = slots.find(token.name); token.slot && slot != slots.end())
            filled.text += slot->second;
        else if (token.slot)
            filled.text += written.substr(token.begin, token.end - token.begin);
        else
            filled.text += token.fallback.empty() ? token.name : token.fallback;
        filled.tokens.push_back({token.begin, token.end, begin, filled.text.size(), std::move(token.name)});
        at = token.end;
    }
    filled.text += written.substr(at);
    return filled;
}

SameWords::SameWords(std::string_view text) : m_text(text), m_words(keys_of(text)) {}

std::vector<WordSpan> SameWords::find(std::string_view phrase) const {
    std::vector<WordSpan> spans;
    const std::string wanted = keys_of(phrase);
    if (wanted == " ") return spans;
    const auto words_in = [](std::string_view keys) {
        return static_cast<std::size_t>(std::ranges::count(keys, ' '));
    };
    const std::size_t length = words_in(wanted) - 1;
    // The first word of each place, counted; then their bytes in one more pass.
    std::vector<std::size_t> firsts;
    std::size_t counted_to = 0;
    std::size_t word_number = 0;
    for (std::size_t at = m_words.find(wanted); at != std::string::npos;
         at = m_words.find(wanted, at + wanted.size() - 1)) {
        word_number += words_in(std::string_view(m_words).substr(counted_to, at - counted_to));
        counted_to = at;
        firsts.push_back(word_number);
    }
    if (firsts.empty()) return spans;
    WordScanner scanner(m_text);
    std::size_t number = 0;
    auto next = firsts.begin();
    std::size_t left = 0;  // words of the span in hand that are still to come
    for (Word word; scanner.next(word) && (next != firsts.end() || left > 0);) {
        if (key_of(word, m_text).empty()) continue;
        if (left == 0 && next != firsts.end() && number == *next) {
            spans.push_back({word.begin, word.end});
            left = length;
            ++next;
        }
        if (left > 0) {
            spans.back().end = word.end;
            --left;
        }
        ++number;
    }
    return spans;
}

}  // namespace mkai::brand
