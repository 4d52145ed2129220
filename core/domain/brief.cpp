#include "core/domain/brief.hpp"

#include <algorithm>

namespace mkai {

const std::vector<std::string>& LocalizedTexts::for_locale(std::string_view locale) const {
    const auto own = by_locale.find(std::string(locale));
    return own == by_locale.end() ? common : own->second;
}

const Offer* Offers::for_locale(std::string_view locale) const {
    const auto own = by_locale.find(std::string(locale));
    if (own != by_locale.end()) return &own->second;
    return common ? &*common : nullptr;
}

const Deliverable* Brief::find_deliverable(std::string_view deliverable_id) const {
    const auto found = std::ranges::find(deliverables, deliverable_id, &Deliverable::id);
    return found == deliverables.end() ? nullptr : &*found;
}

}  // namespace mkai
