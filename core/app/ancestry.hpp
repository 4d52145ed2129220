// Which versions a correction stands on.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/records.hpp"
#include "core/store/ledger.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace mkai::app {

// `number`, the version that it corrects, the one that this one corrects and so on: {4, 3, 1}. One that
// corrects none stands alone.
Result<std::vector<int>> corrections_down(store::Ledger& ledger, std::string_view asset, int number);

// What a correction is held against: the newest approved version below it, since what is below that one was
// decided on; else the lowest, that the corrections began from. None below one that corrects none.
Result<std::optional<VersionRecord>> find_corrected_base(store::Ledger& ledger, std::string_view asset,
                                                         int number);

}  // namespace mkai::app
