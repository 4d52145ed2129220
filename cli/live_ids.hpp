// The ids that a shell asks for at TAB: of the workspace, of the ledger, of one's own configuration. Nothing
// is written, nothing waits, and what cannot be read has no ids: a TAB is no place for an error.
#pragma once

#include "cli/context.hpp"
#include "cli/word_values.hpp"

#include <string_view>
#include <vector>

namespace mkai::cli {

// Of these, those that begin with `begun`, in the order of the list. An asset with an @ stands for its
// versions: "spring/email@v2". What holds a control character or one that nobody sees is left out.
std::vector<WordValue> live_ids(Context& context, LiveList list, std::string_view begun);

}  // namespace mkai::cli
