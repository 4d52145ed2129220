// Writing briefs: a new one from answers, and edits that keep comments.
#pragma once

#include "core/base/result.hpp"
#include "core/workspace/workspace.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

// The questions of `mkai brief new`, in order. `path` is where the answer goes.
struct BriefQuestion {
    std::string_view path;      // "title", "offer.price", "deliverables"
    std::string_view question;  // "What is the campaign called?"
    std::string_view hint;      // an example, or the values that are allowed
    bool required = true;
    bool list = false;  // the answer is a list, separated by ";" where it has one, else by commas
};
const std::vector<BriefQuestion>& brief_questions();

struct BriefAnswer {
    std::string path;
    std::string text;
};
// Writes briefs/ID.yaml from answers, commented, with the schema line on top. invalid_id, already_exists;
// invalid_value when an answer does not fit (the message names the question).
Result<fs::path> write_new_brief(const Workspace& workspace, std::string_view id,
                                 const std::vector<BriefAnswer>& answers);

struct BriefEdit {
    std::string before;  // what stood there, or empty
    std::string after;
    std::vector<Finding> findings;  // of the brief as it is now
};
// Sets one value by its dotted path ("offer.ends"), keeping comments. Unknown paths are refused with "did you
// mean"; an edit after which the brief has an error that it did not have is refused (invalid_value) and
// changes nothing.
Result<BriefEdit> set_brief_value(const Workspace& workspace, std::string_view id,
                                  std::string_view dotted_path, std::string_view value);

// A brief with some values set, as a text that nobody has written yet.
struct BriefDraft {
    std::string text;
    std::vector<BriefEdit> edits;  // a value each, as given; without findings
    CheckedBrief checked;
};
// `values` are YAML, as yaml_set takes them. Refused as set_brief_value refuses.
Result<BriefDraft> draft_brief_values(const Workspace& workspace, std::string_view id, std::string_view text,
                                      const std::vector<BriefAnswer>& values);
// The value at a dotted path of a brief's text: of a scalar what it stands for, of a list as it is written;
// empty when there is none.
std::string brief_value_at(std::string_view text, std::string_view dotted_path);
// The bytes of briefs/ID.yaml; unknown_id when there is no such brief.
Result<std::string> read_brief_text(const Workspace& workspace, std::string_view id);
// In place of what stands there, whole or not at all.
Done write_brief_text(const Workspace& workspace, std::string_view id, std::string_view text);

}  // namespace mkai::workspace
