// Writes JSON text as it is told, without a tree: for long answers, where building one costs more than the
// answer.
//
//     JsonWriter w;
//     w.begin_object().key("id").value("x").key("live").begin_array().end_array().end_object();
//     w.text()   {"id":"x","live":[]}
//
// The caller closes what it opens; keys are names of ours, which need no escape. Strings that are not UTF-8
// get U+FFFD for each wrong byte. CanonicalWriter is the same for texts that are digested.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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
    JsonWriter& escaped_key(std::string_view name);  // any, in UTF-8
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& null();
    // JSON text as it is, made elsewhere: the caller answers for its being whole and valid.
    JsonWriter& raw(std::string_view json);
    // null when empty.
    JsonWriter& value_or_null(std::string_view text) { return text.empty() ? null() : value(text); }

    void reserve(std::size_t bytes) { m_text.reserve(bytes); }
    const std::string& text() const { return m_text; }
    std::string take() { return std::move(m_text); }
    // A text was not UTF-8.
    bool has_replaced() const { return m_replaced; }

  private:
    JsonWriter& open(char c);
    JsonWriter& close(char c);
    void separate();

    std::string m_text;
    bool m_needs_comma = false;
    bool m_replaced = false;
};

// Writes what canonical_json() (core/base/json.hpp) would make of the same value, for what is digested and
// kept thousands of times a run. The caller tells the keys of an object in the order of their bytes, and no
// integer beyond 2^53; texts and keys of a map may be of others, and are looked at.
class CanonicalWriter {
  public:
    CanonicalWriter& begin_object();
    CanonicalWriter& end_object();
    CanonicalWriter& key(std::string_view name);  // ASCII without a quote or backslash, a literal of ours
    CanonicalWriter& text_key(std::string_view name);  // any
    CanonicalWriter& value(std::string_view text);
    CanonicalWriter& value(bool truth);
    CanonicalWriter& value(std::int64_t number);
    CanonicalWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    CanonicalWriter& value(const char* text) { return value(std::string_view(text)); }
    CanonicalWriter& value(const std::string& text) { return value(std::string_view(text)); }
    CanonicalWriter& value(const std::vector<std::string>& texts);
    CanonicalWriter& value(const std::map<std::string, std::string>& texts);
    CanonicalWriter& null();
    CanonicalWriter& begin_array();
    CanonicalWriter& end_array();

    void reserve(std::size_t bytes) { m_writer.reserve(bytes); }
    // internal_error, as canonical_json() has it.
    Result<std::string> take();

  private:
    JsonWriter m_writer;
    bool m_odd_key = false;
};

}  // namespace mkai
