// Which versions a correction stands on.
#pragma once

#include "core/base/result.hpp"
#include "core/store/ledger.hpp"

#include <string_view>
#include <vector>

namespace mkai::app {

// `number`, the version that it corrects, the one that this one corrects and so on: {4, 3, 1}. One that
// corrects none stands alone.
Result<std::vector<int>> corrections_down(store::Ledger& ledger, std::string_view asset, int number);

}  // namespace mkai::app
