// YAML that people write, read with the place of every node. By libyaml's events.
//
// YAML 1.2 core rules: `NO` is a string, `0123` is not octal; a duplicate key, a tab in the indentation, a
// second document, a tag (`!x`), an anchor, a merge key (`<<`) and an alias are errors (an alias can explode;
// nothing that people write here needs one).
#pragma once

#include "core/base/json.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

struct Mark {
    int line = 0;          // from 1; 0 is "no place"
    int column = 0;        // from 1, in code points
    std::size_t byte = 0;  // offset in the text
};

enum class YamlKind { null, boolean, integer, real, string, sequence, mapping };

class YamlNode {
  public:
    struct Entry;

    YamlKind kind = YamlKind::null;
    std::string text;             // of a scalar, as it stands for (escapes resolved); for numbers as written
    bool plain = true;            // a scalar without quotes or block style
    bool flow = false;            // a collection in [] or {}
    Mark begin, end;              // end is one past the last byte
    std::vector<YamlNode> items;  // of a sequence
    std::vector<Entry> entries;   // of a mapping, in the file's order

    // The value under `key`, or null. Only for mappings; else null.
    const YamlNode* find(std::string_view key) const;
    // The node at a path as JSON schema violations tell it: keys, and indices in decimal. Null if there is
    // none.
    const YamlNode* find_path(const std::vector<std::string>& path) const;
};

struct YamlNode::Entry {
    std::string key;
    Mark key_begin, key_end;
    YamlNode value;
};

struct YamlProblem {
    std::string message;  // a sentence without full stop
    std::string fix;
    Mark at;
};

struct YamlLimits {
    std::size_t bytes_max = 1u << 20;  // a megabyte of brief is no brief
    int depth_max = 32;
    std::size_t nodes_max = 100'000;
};

struct YamlResult {
    std::optional<YamlNode> root;       // empty only when nothing could be read
    std::vector<YamlProblem> problems;  // every one found; the tree is unusable when there is any
    bool ok() const { return root.has_value() && problems.empty(); }
};

// Never throws, never reads past the limits. A byte order mark is skipped; 50 problems are kept at most. An
// empty text or one with comments alone is a problem ("the file is empty").
YamlResult parse_yaml(std::string_view text, YamlLimits limits = {});

// JSON for schema validation: reals become JSON numbers (and lose nothing that a schema asks of them).
Json yaml_to_json(const YamlNode& node);
// JSON for digests: reals, and integers beyond 2^53, become strings as they were written, so that
// canonical_json takes it.
Json yaml_to_exact_json(const YamlNode& node);

// --- edits that keep comments, order and style of everything else ---

// Sets the value at a dotted path ("offer.ends", "locales.1"), replacing a scalar or adding the key at the
// end of its mapping (mappings on the way are made; the index after a list's last adds an item). `value` is
// YAML for a scalar or a flow collection; a plain string that would read as something else is quoted. The
// edit is refused (invalid_value) when the path leads through a scalar, to a block collection, or the result
// does not parse to the same tree with just that change.
Result<std::string> yaml_set(std::string_view text, std::string_view dotted_path, std::string_view value);
// Takes a key away, with its value and the comments on its own lines; in a flow mapping with its comma. A key
// that is not there changes nothing. Refused (invalid_value) for an item of a list, for the only key of a
// block mapping, and when the result does not parse to the same tree without just that key.
Result<std::string> yaml_remove(std::string_view text, std::string_view dotted_path);
// `text` as a YAML scalar, quoted when it would otherwise not read back as this string.
std::string yaml_scalar(std::string_view text);

}  // namespace mkai
