#include "core/app/targets.hpp"

#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <fmt/format.h>

namespace mkai::app {

namespace {

Result<VersionRecord> version_of(store::Ledger& ledger, const AssetRecord& asset,
                                 const AssetPattern& pattern) {
    if (pattern.digest_prefix) {
        auto found = ledger.list_versions_by_digest(asset.asset, *pattern.digest_prefix);
        if (!found) return fail(found);
        if (found->empty())
            return fail(ErrorCode::unknown_id,
                        fmt::format("{} has no version whose digest starts with {}", asset.asset,
                                    *pattern.digest_prefix),
                        "mkai log " + asset.asset);
        // The same bytes may stand in several versions; two different digests are ambiguous.
        for (const VersionRecord& version : *found)
            if (version.digest != found->front().digest)
                return fail(
                    ErrorCode::ambiguous_id,
                    fmt::format("@{} fits more than one version of {}", *pattern.digest_prefix, asset.asset),
                    "give more of the digest, or the version's number");
        return found->front();
    }
    const int number = pattern.version_number.value_or(asset.head);
    auto version = ledger.find_version(asset.asset, number);
    if (!version) return fail(version);
    if (!*version)
        return fail(ErrorCode::unknown_id, fmt::format("{} has no version v{}", asset.asset, number),
                    fmt::format("the newest is v{}: mkai log {}", asset.head, asset.asset));
    return **version;
}

tl::unexpected<Error> no_such_asset(const std::vector<AssetRecord>& assets, const AssetPattern& pattern) {
    // Shorter forms are what people type: compare with them, too.
    std::vector<std::string> ids;
    for (const AssetRecord& asset : assets) {
        ids.push_back(asset.asset);
        ids.push_back(asset.asset.substr(0, asset.asset.find('.')));
    }
    std::string fix = "mkai status lists them";
    if (ids.empty())
        fix = fmt::format("nothing has been drafted yet: mkai generate {}",
                          pattern.text.substr(0, pattern.text.find('/')));
    else if (const auto near = nearest(pattern.text, std::vector<std::string_view>(ids.begin(), ids.end()));
             !near.empty())
        fix = fmt::format("did you mean \"{}\"? mkai status lists all", near);
    return fail(ErrorCode::unknown_id, fmt::format("no asset fits \"{}\"", pattern.text), std::move(fix));
}

}  // namespace

Result<std::vector<Target>> find_targets(store::Ledger& ledger, std::string_view typed) {
    auto pattern = parse_asset_pattern(typed);
    if (!pattern) return fail(pattern);
    auto assets = ledger.list_assets();
    if (!assets) return fail(assets);
    std::vector<Target> out;
    for (AssetRecord& asset : *assets)
        if (matches(*pattern, asset.asset)) out.push_back({std::move(asset), {}, false});
    if (out.empty()) {
        auto again = ledger.list_assets();
        return no_such_asset(again ? *again : std::vector<AssetRecord>{}, *pattern);
    }
    const bool named = pattern->version_number || pattern->digest_prefix;
    if (named && out.size() > 1) {
        Error error{
            ErrorCode::ambiguous_id,
            fmt::format("\"{}\" fits {}, and a version is of one", typed, counted(out.size(), "asset")),
            {},
            "give the full id before the @"};
        for (const Target& target : out) error.with_context(target.asset.asset);
        return fail(std::move(error));
    }
    for (Target& target : out) {
        auto version = version_of(ledger, target.asset, *pattern);
        if (!version) return fail(version);
        target.version = std::move(*version);
        target.version_named = named;
    }
    return out;
}

Result<Target> find_target(store::Ledger& ledger, std::string_view typed) {
    auto targets = find_targets(ledger, typed);
    if (!targets) return fail(targets);
    if (targets->size() == 1) return std::move(targets->front());
    Error error{ErrorCode::ambiguous_id,
                fmt::format("\"{}\" fits {}", typed, counted(targets->size(), "asset")),
                {},
                "give more of the id"};
    for (const Target& target : *targets) error.with_context(target.asset.asset);
    return fail(std::move(error));
}

}  // namespace mkai::app
