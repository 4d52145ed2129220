#include "core/base/json_writer.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace mkai {

namespace {

// What JSON has a short escape for, and 'u' for the other control characters; 0 for what stands for itself.
constexpr std::array<char, 256> k_escapes = [] {
    std::array<char, 256> escapes{};
    for (std::size_t control = 0; control < 0x20; ++control) escapes[control] = 'u';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['\b'] = 'b';  // RFC 8785 wants every short escape that there is
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
}();

// How many of eight bytes need no escape before the first that may, by the sign bits of a subtraction a byte:
// those below 0x20, and zeros after '"' or a backslash is taken away. A borrow reaches
// only what lies behind the first.
constexpr std::size_t k_word_bytes = sizeof(std::uint64_t);
std::size_t plain_bytes(const char* bytes) {
    constexpr std::uint64_t k_ones = 0x0101010101010101U;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    const std::uint64_t quote = word ^ (k_ones * '"');
    const std::uint64_t backslash = word ^ (k_ones * '\\');
    const std::uint64_t wanting =
        ((word - k_ones * 0x20) & ~word) | ((quote - k_ones) & ~quote) | ((backslash - k_ones) & ~backslash);
    return static_cast<std::size_t>(std::countr_zero(wanting & (k_ones * 0x80))) / 8;
}

// Invalid bytes decode to U+FFFD.
std::string as_utf8(std::string_view text) {
    std::string out;
    for (const char32_t c : code_points(text)) append_utf8(out, c);
    return out;
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
    static constexpr char k_hex[] = "0123456789abcdef";
    std::size_t begin = 0;  // of what has not been copied yet
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (std::size_t plain = k_word_bytes; plain == k_word_bytes && text.size() - at > k_word_bytes;
             at += plain)
            plain = plain_bytes(text.data() + at);
        const auto byte = static_cast<unsigned char>(text[at]);
        const char escape = k_escapes[byte];
        if (escape == 0) continue;
        out.append(text, begin, at - begin);
        begin = at + 1;
        out += '\\';
        out += escape;
        if (escape == 'u') out.append({'0', '0', k_hex[byte >> 4], k_hex[byte & 15]});
    }
    out.append(text, begin);
}

void JsonWriter::separate() {
    if (m_needs_comma) m_text += ',';
}

JsonWriter& JsonWriter::open(char c) {
    separate();
    m_text += c;
    m_needs_comma = false;
    return *this;
}

JsonWriter& JsonWriter::close(char c) {
    m_text += c;
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    // In one growth: an answer has ten keys for each thing that it tells.
    const std::size_t size = m_text.size();
    m_text.resize(size + name.size() + (m_needs_comma ? 4 : 3));
    char* out = m_text.data() + size;
    if (m_needs_comma) *out++ = ',';
    *out++ = '"';
    out = std::copy(name.begin(), name.end(), out);
    *out++ = '"';
    *out = ':';
    m_needs_comma = false;
    return *this;
}

JsonWriter& JsonWriter::outside_key(std::string_view name) {
    value(name);
    m_text += ':';
    m_needs_comma = false;
    m_odd_key =
        m_odd_key || !std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) <= 127; });
    return *this;
}

JsonWriter& JsonWriter::value(const std::vector<std::string>& texts) {
    begin_array();
    for (const std::string& text : texts) value(text);
    return end_array();
}

JsonWriter& JsonWriter::value(const std::map<std::string, std::string>& texts) {
    begin_object();
    for (const auto& [name, text] : texts) outside_key(name).value(text);
    return end_object();
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    m_text += '"';
    if (is_utf8(text)) {
        append_json_escaped(m_text, text);
    } else {
        append_json_escaped(m_text, as_utf8(text));
        m_replaced = true;
    }
    m_text += '"';
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    separate();
    m_text += truth ? "true" : "false";
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    separate();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    m_text.append(digits.data(), end);
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    m_text += json;
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    m_text += "null";
    m_needs_comma = true;
    return *this;
}

Result<std::string> JsonWriter::take_canonical() {
    if (!m_odd_key && !m_replaced) return take();
    return fail(ErrorCode::internal_error, std::string("cannot write canonical JSON: ") +
                                               (m_odd_key ? "a key is not ASCII" : "a string is not UTF-8"));
}

}  // namespace mkai
