// From what a person typed to assets and versions of the ledger.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/records.hpp"
#include "core/store/ledger.hpp"

#include <string_view>
#include <vector>

namespace mkai::app {

struct Target {
    AssetRecord asset;
    VersionRecord version;  // the named one, else the newest
    bool version_named = false;
};

// One asset. unknown_id with "did you mean"; ambiguous_id with the assets that fit.
Result<Target> find_target(store::Ledger& ledger, std::string_view typed);
// One or more; a version may be named only where one asset fits.
Result<std::vector<Target>> find_targets(store::Ledger& ledger, std::string_view typed);

}  // namespace mkai::app
