#include "cli/next_command.hpp"

#include "core/base/quote.hpp"
#include "core/domain/ids.hpp"

#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

std::string flags_again(const Context& context, const Args& args, std::span<const std::string_view> flags) {
    std::string out;
    for (const std::string_view flag : flags) {
        if (!args.has(flag)) continue;
        const std::vector<std::string> values = args.list(flag);
        if (values.empty()) out += fmt::format(" {}", flag);
        for (const std::string& value : values) out += fmt::format(" {} {}", flag, shell_word(value));
    }
    if (const std::string& as = context.globals().as; !as.empty())
        out += fmt::format(" --as {}", shell_word(as));
    return out;
}

std::vector<std::string> globs_for(const std::vector<std::string>& assets,
                                   const std::vector<std::string>& all) {
    // From the widest glob to the asset itself.
    static const auto globs_of = [](const std::string& asset) {
        const AssetId id = parse_asset_id(asset).value();
        return std::array{id.deliverable, fmt::format("{}.{}.*", id.deliverable, id.locale),
                          fmt::format("{}.{}.{}", id.deliverable, id.locale, id.variant)};
    };
    std::map<std::string, std::size_t> fitting;  // how many of all a glob fits
    for (const std::string& asset : all)
        for (const std::string& glob : globs_of(asset)) ++fitting[glob];
    for (const std::string& asset : assets)
        for (const std::string& glob : globs_of(asset)) --fitting[glob];
    std::vector<std::string> out;
    std::set<std::string> told;
    for (const std::string& asset : assets)
        for (const std::string& glob : globs_of(asset)) {
            if (fitting[glob] > 0) continue;
            if (told.insert(glob).second) out.push_back(shell_word(glob));
            break;
        }
    return out;
}

}  // namespace mkai::cli
