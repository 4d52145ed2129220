// The locales of one deliverable beside each other: which one is the master, and what the others have
// otherwise. Pure.
#pragma once

#include "core/app/targets.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace mkai::app {

// A version with what its place in a set depends on.
struct LocaleMember {
    Target target;
    AssetId id;
    std::string derived_from;  // ASSET@vN, or empty
};

// Versions of one deliverable and variant.
struct LocaleSet {
    std::string brief;
    std::string deliverable;
    std::string variant;
    std::vector<LocaleMember> members;  // at least one; the master first
};

// By brief, deliverable and variant, in the order in which these first come. A version that is named twice
// stands once. `members` of assets whose id cannot be read do not come.
std::vector<LocaleSet> group_by_deliverable(std::vector<LocaleMember> members);
// Puts the master first: what most of the others are derived from; else the first of `locales`, the brief's.
// The others follow in the brief's order, then by locale.
void order_members(LocaleSet& set, std::span<const std::string> locales);

enum class DifferenceGroup { structure, facts };
struct LocaleDifference {
    DifferenceGroup group = DifferenceGroup::structure;
    std::string what;           // "Benefits, entries"
    std::string master, other;  // as they stand there; empty: nothing
};
// Fields, entries, paragraphs, merge tokens, slots, links and pictures; then what the machine fills in,
// claims, and the numbers, prices and dates that are written out, each as readers of its locale take it. What
// is worded otherwise, and says the same, is no difference.
std::vector<LocaleDifference> compare_locales(const Channel& channel, const Subject& master,
                                              const Subject& other);

}  // namespace mkai::app
