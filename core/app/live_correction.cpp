#include "core/app/live_correction.hpp"

#include <algorithm>

namespace mkai::app {

Result<int> Corrections::newest_of(const std::string& brief, const std::string& asset) {
    auto known = m_newest.find(brief);
    if (known == m_newest.end()) {
        auto newest = read(brief);
        if (!newest) return fail(newest);
        known = m_newest.emplace(brief, std::move(*newest)).first;
    }
    const auto found = known->second.find(asset);
    return found == known->second.end() ? 0 : found->second;
}

Result<std::map<std::string, int>> Corrections::read(const std::string& brief) const {
    auto corrections = m_ledger->list_corrections(brief);
    if (!corrections) return fail(corrections);
    std::map<std::string, int> out;
    for (const Correction& correction : *corrections) {
        auto versions = m_ledger->list_corrected(correction.id);
        if (!versions) return fail(versions);
        for (const CorrectedVersion& v : *versions) out[v.asset] = std::max(out[v.asset], v.number);
    }
    return out;
}

Result<bool> corrects_live_copy(store::Ledger& ledger, const std::string& brief, const std::string& asset) {
    auto corrected = Corrections(ledger).newest_of(brief, asset);
    if (!corrected) return fail(corrected);
    if (*corrected == 0) return false;
    auto publications = ledger.list_publications();
    if (!publications) return fail(publications);
    int newest_live = 0;
    for (const Publication& p : *publications)
        if (p.asset == asset) newest_live = std::max(newest_live, p.number);
    return newest_live > 0 && *corrected > newest_live;
}

}  // namespace mkai::app
