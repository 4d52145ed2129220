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

}  // namespace mkai::app
