// What a version was made of, as far as the ledger keeps it.
#pragma once

#include "core/base/result.hpp"
#include "core/store/ledger.hpp"

#include <string_view>
#include <vector>

namespace mkai::app {

// `number`, the version that it corrects, the one that this one corrects and so on: {4, 3, 1}. One that
// corrects none stands alone.
Result<std::vector<int>> corrections_down(store::Ledger& ledger, std::string_view asset, int number);

// Every version whose words may be in `number`, itself first. A correction is made of exactly the version
// that it corrects. Of any other version the ledger does not keep what it was made of: all before it count.
Result<std::vector<int>> ancestry_of(store::Ledger& ledger, std::string_view asset, int number);

}  // namespace mkai::app
