#include "core/app/ancestry.hpp"

namespace mkai::app {

namespace {

// 0: it corrects none.
Result<int> corrected_by(store::Ledger& ledger, std::string_view asset, int number) {
    auto found = ledger.find_corrected(asset, number);
    if (!found) return fail(found);
    // A correction comes after what it corrects; anything else would go round in circles.
    return *found && (*found)->corrects < number ? (*found)->corrects : 0;
}

}  // namespace

Result<std::vector<int>> corrections_down(store::Ledger& ledger, std::string_view asset, int number) {
    std::vector<int> out;
    while (number > 0) {
        out.push_back(number);
        auto next = corrected_by(ledger, asset, number);
        if (!next) return fail(next);
        number = *next;
    }
    return out;
}

Result<std::optional<VersionRecord>> find_corrected_base(store::Ledger& ledger, std::string_view asset,
                                                         int number) {
    auto down = corrections_down(ledger, asset, number);
    if (!down) return fail(down);
    std::optional<VersionRecord> out;
    for (std::size_t i = 1; i < down->size(); ++i) {
        auto below = ledger.find_version(asset, (*down)[i]);
        if (!below) return fail(below);
        if (!*below) break;
        out = std::move(**below);
        if (out->state == VersionState::legal_approved) break;
    }
    return out;
}

}  // namespace mkai::app
