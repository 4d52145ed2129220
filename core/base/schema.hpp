// JSON Schema (draft 7). valijson reads the schema; a visitor of ours walks its constraints over the value
// and says each violation in a sentence, with `pattern` by PCRE2 (core/base/regex.hpp; std::regex overflows
// the stack on a long string) and `format` (date, email, uri for http and https) by our own checks.
// `patternErrorMessage` beside a pattern, which editors know too, is the sentence: "must be ...".
// Not supported, and an error when compiled: patternProperties, other formats.
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

struct SchemaViolation {
    std::vector<std::string> path;  // keys and decimal indices from the root; names the offending value; for
                                    // a missing or unknown key the value that it belongs to
    std::string keyword;            // "required", "additionalProperties", "type", "enum", "maxLength", ...
    std::string message;            // a plain sentence without full stop: `unknown key "offr"`
    std::string fix;  // "did you mean \"offer\"?", "one of: launch, promotion, ..."; may be empty
    std::string key;  // the key that is missing or unknown, for required and additionalProperties
};

// A compiled schema; cheap to copy, safe to share between threads for validate().
class Schema {
  public:
    // internal_error when `schema_json` is no schema that we understand.
    static Result<Schema> compile(Json schema_json);
    static Result<Schema> compile_text(std::string_view schema_json);

    // Every violation (200 at most), ordered by path; empty means valid. Strings of any length are safe.
    std::vector<SchemaViolation> validate(const Json& value) const;

  private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

}  // namespace mkai
