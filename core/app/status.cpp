#include "core/app/status.hpp"

#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// A brief's digest today, from its bytes: the file is parsed only when the ledger has not seen these bytes.
class BriefDigests {
  public:
    BriefDigests(const workspace::Workspace& workspace, store::Ledger& ledger)
        : m_workspace(workspace), m_ledger(ledger) {}

    // Empty when the brief is gone or broken.
    Result<std::string> today(const std::string& brief) {
        const auto known = m_digests.find(brief);
        if (known != m_digests.end()) return known->second;
        std::string digest;
        const std::string source = m_workspace.brief_source_digest(brief);
        if (!source.empty()) {
            auto seen = m_ledger.find_brief_digest(brief, source);
            if (!seen) return fail(seen);
            if (*seen) {
                digest = **seen;
            } else if (auto loaded = m_workspace.load_brief(brief)) {
                digest = loaded->digest;
            }
        }
        return m_digests.emplace(brief, digest).first->second;
    }

  private:
    const workspace::Workspace& m_workspace;
    store::Ledger& m_ledger;
    std::map<std::string, std::string> m_digests;
};

bool wanted(const AssetRecord& asset, const std::vector<AssetPattern>& patterns) {
    return patterns.empty() ||
           std::ranges::any_of(patterns, [&](const AssetPattern& p) { return matches(p, asset.asset); });
}

std::string shown_state(const AssetRecord& asset, const std::vector<LiveAt>& live) {
    const bool decided_is_live = asset.decided > 0 && std::ranges::any_of(live, [&](const LiveAt& at) {
                                     return at.state == PublicationState::live && at.version == asset.decided;
                                 });
    return decided_is_live ? "published" : std::string(to_string(asset.state));
}

// Why a gate would say no to an approved version: its approval ran out or was taken back.
std::string problem_of(const AssetRecord& asset,
                       const std::map<std::string, std::vector<DecisionRecord>>& approvals, TimeMs now) {
    const auto found = approvals.find(asset.asset);
    if (asset.state != VersionState::legal_approved || found == approvals.end()) return {};
    const DecisionRecord& newest = found->second.back();
    if (newest.revoked) return fmt::format("the approval by {} was taken back", newest.person);
    if (!newest.expires || *newest.expires <= now)
        return newest.expires ? fmt::format("the approval by {} expired on {}", newest.person,
                                            to_string(date_of(*newest.expires)))
                              : fmt::format("the approval by {} has no readable expiry", newest.person);
    return {};
}

template <class Row>
std::map<std::string, std::vector<Row>> by_asset(std::vector<Row> rows) {
    std::map<std::string, std::vector<Row>> out;
    for (Row& row : rows) out[row.asset].push_back(std::move(row));
    return out;
}

template <class Row>
std::vector<Row> rows_of(std::map<std::string, std::vector<Row>>& rows, const std::string& asset) {
    const auto found = rows.find(asset);
    return found == rows.end() ? std::vector<Row>{} : std::move(found->second);
}

}  // namespace

bool waits_for(const RequestRecord& request, const Person& person) {
    if (!request.assignee.empty()) return request.assignee == person.id;
    const auto role = parse_role(request.role);
    return role && person.kind == PersonKind::person && person.has(*role);
}

Result<std::vector<AssetStatus>> status(const workspace::Workspace& workspace, store::Ledger& ledger,
                                        TimeMs now, const StatusRequest& request) {
    std::vector<AssetPattern> patterns;
    for (const std::string& target : request.targets) {
        auto pattern = parse_asset_pattern(target);
        if (!pattern) return fail(pattern);
        patterns.push_back(std::move(*pattern));
    }
    auto assets = ledger.list_assets();
    if (!assets) return fail(assets);
    auto requests = ledger.list_open_requests();
    if (!requests) return fail(requests);
    auto publications = ledger.list_publications();
    if (!publications) return fail(publications);
    auto schedules = ledger.list_open_schedules();
    if (!schedules) return fail(schedules);
    auto approvals = ledger.list_head_approvals();
    if (!approvals) return fail(approvals);
    auto requests_of = by_asset(std::move(*requests));
    auto publications_of = by_asset(std::move(*publications));
    auto schedules_of = by_asset(std::move(*schedules));
    const auto approvals_of = by_asset(std::move(*approvals));
    BriefDigests briefs(workspace, ledger);

    std::vector<AssetStatus> out;
    for (const AssetRecord& asset : *assets) {
        if (!wanted(asset, patterns)) continue;
        AssetStatus row;
        row.waiting_on = rows_of(requests_of, asset.asset);
        if (request.waiting_on && std::ranges::none_of(row.waiting_on, [&](const RequestRecord& r) {
                return waits_for(r, *request.waiting_on);
            }))
            continue;
        row.asset = asset.asset;
        row.brief = asset.brief;
        row.version = asset.head;
        row.digest = asset.digest;
        row.since = asset.made_at;
        for (Publication& p : rows_of(publications_of, asset.asset)) {
            row.withdrawn =
                row.withdrawn || (p.state == PublicationState::withdrawn && p.number == asset.head);
            if (p.state != PublicationState::withdrawn)
                row.live.push_back({std::move(p.destination), p.state, p.number, std::move(p.digest),
                                    std::move(p.location)});
        }
        row.scheduled = rows_of(schedules_of, asset.asset);
        row.state = shown_state(asset, row.live);
        row.problem = problem_of(asset, approvals_of, now);
        auto digest = briefs.today(asset.brief);
        if (!digest) return fail(digest);
        row.stale = *digest != asset.brief_digest;
        out.push_back(std::move(row));
    }
    if (out.empty() && !patterns.empty() && !request.waiting_on) {
        std::vector<std::string> ids;
        for (const AssetRecord& asset : *assets) ids.push_back(asset.asset);
        return fail(ErrorCode::unknown_id, fmt::format("no asset fits \"{}\"", join(request.targets, " ")),
                    ids.empty() ? "nothing has been drafted yet: mkai generate BRIEF"
                                : did_you_mean(request.targets.front(), ids));
    }
    return out;
}

Result<std::vector<ClaimUse>> live_uses_of_claim(store::Ledger& ledger, std::string_view claim) {
    auto publications = ledger.list_publications();
    if (!publications) return fail(publications);
    std::vector<ClaimUse> out;
    for (const Publication& p : *publications) {
        if (p.state != PublicationState::live) continue;
        auto version = ledger.find_version(p.asset, p.number);
        if (!version) return fail(version);
        auto subject = read_subject(ledger, **version);
        if (!subject) return fail(subject);
        if (std::ranges::find(subject->claims, claim, &FrozenClaim::id) != subject->claims.end())
            out.push_back({p.asset, p.destination, p.number});
    }
    return out;
}

}  // namespace mkai::app
