#include "core/base/json_writer.hpp"

#include "core/base/text.hpp"

#include <array>
#include <charconv>

namespace mkai {

namespace {

void append_escaped(std::string& out, std::string_view text) {
    static constexpr char k_hex[] = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (byte < 0x20) {
                    out += "\\u00";
                    out += k_hex[byte >> 4];
                    out += k_hex[byte & 15];
                } else {
                    out += c;
                }
        }
    }
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

JsonWriter& JsonWriter::null() {
    separate();
    m_text += "null";
    m_needs_comma = true;
    return *this;
}

}  // namespace mkai
