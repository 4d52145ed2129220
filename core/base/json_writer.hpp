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
    JsonWriter& outside_key(std::string_view name);  // any
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(const std::vector<std::string>& texts);
    JsonWriter& value(const std::map<std::string, std::string>& texts);  // keys of any kind
    JsonWriter& null();
    // JSON text as it is, made elsewhere: the caller answers for its being whole and valid.
    JsonWriter& raw(std::string_view json);
    // null when empty.
    JsonWriter& value_or_null(std::string_view text) { return text.empty() ? null() : value(text); }

    void reserve(std::size_t bytes) { m_text.reserve(bytes); }
    const std::string& text() const { return m_text; }
    std::string take() { return std::move(m_text); }
    // What canonical_json() (core/base/json.hpp) would make of the same value, for what is digested thousands
    // of times a run. The caller tells the keys of an object in the order of their bytes, and no integer
    // beyond 2^53. internal_error for a text that is not UTF-8 and a key that is not ASCII.
    Result<std::string> take_canonical();

  private:
    JsonWriter& open(char c);
    JsonWriter& close(char c);
    void separate();

    std::string m_text;
    bool m_needs_comma = false;
    bool m_replaced = false;  // a text was not UTF-8
    bool m_odd_key = false;   // one was not ASCII
};

}  // namespace mkai
