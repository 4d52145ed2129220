// The page of a review: what a marketer and a lawyer read before they decide, off the terminal, on paper or
// on a phone. It needs no script and nothing from outside, and allows neither; it decides nothing.
#pragma once

#include "core/app/session.hpp"
#include "core/app/targets.hpp"
#include "core/base/file.hpp"

#include <cstddef>
#include <vector>

namespace mkai::cli {

// What a page has room for; the page says what was left out.
inline constexpr std::size_t k_review_page_bytes_max = 32'000'000;

struct ReviewPage {
    std::size_t assets = 0;    // that are on it
    std::size_t sections = 0;  // deliverables with their locales
    std::size_t left_out = 0;
    std::size_t bytes = 0;
};
// A section for each deliverable and variant: the master in full, then the other locales with what differs.
// Writes asset by asset, so that it takes the memory of two, and replaces the file when the page is whole.
// Has what the ledger and the workspace's shared files say, and nothing of the user's own configuration. What
// FileDraft, the ledger and SheetReader say.
Result<ReviewPage> write_review_page(const app::Session& session, std::vector<app::Target> targets,
                                     const fs::path& file);

}  // namespace mkai::cli
