#include "core/workspace/waiver_reader.hpp"

#include "core/base/quote.hpp"

#include <fmt/format.h>

namespace mkai::workspace {

std::vector<Waiver> read_waivers(Document& document, const Roster& roster) {
    std::vector<Waiver> waivers;
    if (!document.readable()) return waivers;
    for (const YamlNode& node : items_at(document.root(), "waivers")) {
        Waiver waiver{text_at(node, "finding"), text_at(node, "where"),  text_at(node, "words"),
                      text_at(node, "rule"),    text_at(node, "reason"), text_at(node, "owner"),
                      text_at(node, "expires")};
        const YamlNode* owner = node.find("owner");
        const Person* person = roster.find(waiver.owner);
        const bool may = person && person->kind == PersonKind::person &&
                         (person->has(Role::legal) || person->has(Role::lead));
        if (owner && !may)
            document.error(*owner, "owner",
                           fmt::format("{} may not let a finding pass", in_quotes(waiver.owner)),
                           "a person of people.yaml with the role legal or lead");
        waivers.push_back(std::move(waiver));
    }
    return waivers;
}

}  // namespace mkai::workspace
