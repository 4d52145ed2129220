// What a corrected version asks to be approved: how little of it differs from the version that it corrects.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/subject.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mkai::app {

struct Delta {
    int corrects = 0;
    bool approved = false;  // the version that it corrects was
    std::size_t words = 0;  // that differ as the channel shows them, with what the machine fills in
    std::string reason_code;
};

// Of a version that a correction made; none of any other. ledger_corrupt.
Result<std::optional<Delta>> find_delta(const Session& session, const VersionRecord& version,
                                        const Subject& subject);

// "1 word changed since the approved v2 (wrong-price)"
std::string describe(const Delta& delta);

// Words that were replaced count once.
std::size_t count_changed_words(std::string_view before, std::string_view after);

}  // namespace mkai::app
