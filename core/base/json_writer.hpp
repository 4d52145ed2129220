// Writes JSON text as it is told, without a tree: for long answers, where building one costs more than the
// answer.
//
//     JsonWriter w;
//     w.begin_object().key("id").value("x").key("live").begin_array().end_array().end_object();
//     w.text()   {"id":"x","live":[]}
//
// The caller closes what it opens; keys are names of ours, which need no escape. Strings that are not UTF-8
// get U+FFFD for each wrong byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mkai {

// What stands between the quotes of a JSON string, with the shortest escapes (RFC 8785, 3.2.2.2). `text` is
// UTF-8.
void append_json_escaped(std::string& out, std::string_view text);

class JsonWriter {
  public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& null();
    // null when empty.
    JsonWriter& value_or_null(std::string_view text) { return text.empty() ? null() : value(text); }

    const std::string& text() const { return m_text; }
    std::string take() { return std::move(m_text); }

  private:
    JsonWriter& open(char c);
    JsonWriter& close(char c);
    void separate();

    std::string m_text;
    bool m_needs_comma = false;
};

}  // namespace mkai
