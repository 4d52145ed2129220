#include "core/base/json_writer.hpp"

#include "core/base/text.hpp"

#include <array>
#include <charconv>

namespace mkai {

namespace {

bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void append_escape(std::string& out, char c) {
    static constexpr char k_hex[] = "0123456789abcdef";
    static constexpr std::string_view k_named = "\"\\\n\r\t";
    static constexpr std::string_view k_letters = "\"\\nrt";
    if (const auto at = k_named.find(c); at != std::string_view::npos) {
        out += '\\';
        out += k_letters[at];
        return;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += k_hex[byte >> 4];
    out += k_hex[byte & 15];
}

// Runs that need no escape are copied whole: a prompt is little else.
void append_escaped(std::string& out, std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_plain(text[at])) continue;
        out.append(text, begin, at - begin);
        append_escape(out, text[at]);
        begin = at + 1;
    }
    out.append(text, begin);
}

// Invalid bytes decode to U+FFFD.
std::string as_utf8(std::string_view text) {
    std::string out;
    for (const char32_t c : code_points(text)) append_utf8(out, c);
    return out;
}

}  // namespace

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
    separate();
    m_text += '"';
    append_escaped(m_text, name);
    m_text += "\":";
    m_needs_comma = false;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    m_text += '"';
    if (is_utf8(text))
        append_escaped(m_text, text);
    else
        append_escaped(m_text, as_utf8(text));
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

JsonWriter& JsonWriter::raw(std::string_view json_text) {
    separate();
    m_text += json_text;
    m_needs_comma = true;
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    m_text += "null";
    m_needs_comma = true;
    return *this;
}

}  // namespace mkai
