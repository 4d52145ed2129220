#include "core/domain/pause.hpp"

#include "core/base/names.hpp"

namespace mkai {

namespace {

struct ScopeRow {
    PauseScope scope;
    std::string_view name;
    std::string_view PauseKeys::*key;  // null: everything
};
constexpr std::array k_scopes{
    ScopeRow{PauseScope::all, "all", nullptr},
    ScopeRow{PauseScope::campaign, "campaign", &PauseKeys::campaign},
    ScopeRow{PauseScope::channel, "channel", &PauseKeys::channel},
    ScopeRow{PauseScope::prompt, "prompt", &PauseKeys::prompt},
    ScopeRow{PauseScope::model, "model", &PauseKeys::model},
    ScopeRow{PauseScope::destination, "destination", &PauseKeys::destination},
    ScopeRow{PauseScope::asset, "asset", &PauseKeys::asset},
};

const ScopeRow& row_of(PauseScope scope) {
    return k_scopes[static_cast<std::size_t>(scope)];
}

}  // namespace

std::string_view to_string(PauseScope scope) {
    return row_of(scope).name;
}

std::optional<PauseScope> parse_pause_scope(std::string_view text) {
    for (const ScopeRow& row : k_scopes)
        if (row.name == text) return row.scope;
    return std::nullopt;
}

std::string Pause::what() const {
    if (scope == PauseScope::all) return "everything";
    return "the " + std::string(to_string(scope)) + " " + value;
}

bool stops(const Pause& pause, const PauseKeys& keys) {
    const auto key = row_of(pause.scope).key;
    return key == nullptr || keys.*key == pause.value;
}

}  // namespace mkai
