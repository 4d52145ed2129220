#include "core/app/changed_since.hpp"

#include "core/app/facts.hpp"
#include "core/app/targets.hpp"

#include <set>

#include <fmt/format.h>

namespace mkai::app {

namespace {

Result<Content> read_content(store::Ledger& ledger, const std::string& asset, int number) {
    auto target = find_target(ledger, fmt::format("{}@v{}", asset, number));
    if (!target) return fail(target);
    auto subject = read_subject(ledger, target->version);
    if (!subject) return fail(subject);
    return std::move(subject->content);
}

std::vector<std::string> differences(const Content& before, const Content& after) {
    std::vector<std::string> out = changed_fields(before.fields, after.fields);
    std::set<std::string> slots;
    for (const auto& [name, value] : before.slots) slots.insert(name);
    for (const auto& [name, value] : after.slots) slots.insert(name);
    const auto value_of = [](const Content& content, const std::string& name) {
        const auto found = content.slots.find(name);
        return found == content.slots.end() ? std::string() : found->second;
    };
    for (const std::string& name : slots)
        if (value_of(before, name) != value_of(after, name)) out.push_back(name);
    if (before.media != after.media) out.emplace_back("pictures");
    return out;
}

}  // namespace

Result<ChangedSince> find_changed_since(store::Ledger& ledger, const std::string& asset, int number,
                                        std::string_view person) {
    auto decisions = ledger.list_decisions(asset);
    if (!decisions) return fail(decisions);
    ChangedSince out;
    out.base = find_last_decided(*decisions, number, person);
    if (out.base.number == 0) return out;
    auto before = read_content(ledger, asset, out.base.number);
    if (!before) return fail(before);
    auto after = read_content(ledger, asset, number);
    if (!after) return fail(after);
    out.what = differences(*before, *after);
    return out;
}

}  // namespace mkai::app
