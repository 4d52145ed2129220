// The copy of a review as a spreadsheet to be filled in, a row a field: mkai comment --from reads it back.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/file.hpp"

#include <cstddef>
#include <span>

namespace mkai::cli {

struct ReviewCsv {
    std::size_t assets = 0;
    std::size_t fields = 0;
    std::size_t bytes = 0;
};
// UTF-8 with a byte order mark, commas and CR LF, as spreadsheets open it without asking. What FileDraft and
// the ledger say.
Result<ReviewCsv> write_review_csv(const app::Session& session, std::span<const app::Target> targets,
                                   const fs::path& file);

}  // namespace mkai::cli
