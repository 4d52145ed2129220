// A correction as the ledger keeps it: what somebody set out to put right, and which versions came of it.
#pragma once

#include "core/base/clock.hpp"

#include <string>

namespace mkai {

struct Correction {
    std::string id;
    std::string brief;
    std::string asked;  // SHA-256 of what was asked: the same command again is this correction
    std::string plan;   // blob: what is to be done (core/app/correction_plan.hpp reads it)
    std::string person;
    std::string reason;  // blob
    std::string reason_code;
    TimeMs at;
    bool ended = false;  // read only: its versions are made
};

// A version that corrects an earlier one of its asset.
struct CorrectedVersion {
    std::string asset;
    int number = 0;
    std::string correction;        // Correction::id
    int corrects = 0;              // the earlier version
    std::string reason_code = {};  // read only: of the correction
};

}  // namespace mkai
