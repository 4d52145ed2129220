// Corrections of copy that is or was live: readers have the fault, so that the decision is asked for now.
#pragma once

#include "core/base/result.hpp"
#include "core/store/ledger.hpp"

#include <map>
#include <string>

namespace mkai::app {

// The newest correction of each asset of a brief, read once a brief.
class Corrections {
  public:
    explicit Corrections(store::Ledger& ledger) : m_ledger(&ledger) {}
    // The number of the newest version that is a correction; 0: none is.
    Result<int> newest_of(const std::string& brief, const std::string& asset);

  private:
    Result<std::map<std::string, int>> read(const std::string& brief) const;

    store::Ledger* m_ledger;
    std::map<std::string, std::map<std::string, int>> m_newest;  // by brief, by asset
};

// Whether the newest version of an asset is a correction, or made after one, that has not replaced what is or
// was live.
Result<bool> corrects_live_copy(store::Ledger& ledger, const std::string& brief, const std::string& asset);

}  // namespace mkai::app
