#include "core/prompts/helpers.hpp"

#include <algorithm>

namespace mkai::prompts {

namespace {

constexpr Helper k_helpers[] = {
    {"if", NodeKind::if_true, true, 1, false, "includeZero", "{{#if name}}...{{else}}...{{/if}}"},
    {"unless", NodeKind::unless, true, 1, false, "includeZero", "{{#unless name}}...{{/unless}}"},
    {"each", NodeKind::each, true, 1, false, "", "{{#each items}}{{this}}{{/each}}"},
    {"with", NodeKind::with, true, 1, false, "", "{{#with item}}{{name}}{{/with}}"},
    {"ifEquals", NodeKind::if_equals, true, 2, false, "", "{{#ifEquals a \"b\"}}...{{/ifEquals}}"},
    {"unlessEquals", NodeKind::unless_equals, true, 2, false, "",
     "{{#unlessEquals a \"b\"}}...{{/unlessEquals}}"},
    {"data", NodeKind::data, true, 1, true, "", "{{#data \"key messages\"}}...{{/data}}"},
    {"role", NodeKind::role, false, 1, true, "", "{{role \"system\"}}"},
    {"history", NodeKind::history, false, 0, false, "", "{{history}}"},
    {"media", NodeKind::media, false, 0, false, "url contentType", "{{media url=image}}"},
    {"section", NodeKind::section, false, 1, true, "", "{{section \"code\"}}"},
    {"json", NodeKind::json, false, 1, false, "indent", "{{json items indent=2}}"},
    {"fence", NodeKind::fence, false, 0, false, "", "{{fence}}"},
};

}  // namespace

std::span<const Helper> helpers() {
    return k_helpers;
}

const Helper* find_helper(std::string_view name) {
    const auto* row = std::ranges::find(k_helpers, name, &Helper::name);
    return row == std::end(k_helpers) ? nullptr : row;
}

bool is_structure(NodeKind kind) {
    static constexpr NodeKind k_structure[] = {NodeKind::role,    NodeKind::history, NodeKind::media,
                                               NodeKind::section, NodeKind::fence,   NodeKind::data};
    return std::ranges::find(k_structure, kind) != std::end(k_structure);
}

}  // namespace mkai::prompts
