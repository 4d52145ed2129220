#include "core/domain/usage.hpp"

#include "core/base/names.hpp"

namespace mkai {

namespace {

constexpr Names<UsageSource, 4> k_source_names{{{UsageSource::unknown, "unknown"},
                                                {UsageSource::estimated, "estimated"},
                                                {UsageSource::partial, "partial"},
                                                {UsageSource::reported, "reported"}}};

}  // namespace

std::string_view to_string(UsageSource source) {
    return name_of(k_source_names, source);
}
std::optional<UsageSource> parse_usage_source(std::string_view text) {
    return value_of(k_source_names, text);
}

}  // namespace mkai
