#include "core/app/status.hpp"

#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <map>
#include <span>

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

// Rows that stand by asset, handed out while the assets are gone through in the same order.
template <class Row>
class RowsByAsset {
  public:
    explicit RowsByAsset(std::vector<Row> rows) : m_rows(std::move(rows)) {
        const auto asset = [](const Row& row) -> const std::string& { return row.asset; };
        if (!std::ranges::is_sorted(m_rows, {}, asset)) std::ranges::stable_sort(m_rows, {}, asset);
    }

    std::span<Row> of(const std::string& asset) {
        while (m_next < m_rows.size() && m_rows[m_next].asset < asset) ++m_next;
        const std::size_t first = m_next;
        while (m_next < m_rows.size() && m_rows[m_next].asset == asset) ++m_next;
        return std::span(m_rows).subspan(first, m_next - first);
    }

  private:
    std::vector<Row> m_rows;
    std::size_t m_next = 0;
};

template <class Row>
std::vector<Row> taken(std::span<Row> rows) {
    return {std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end())};
}

// Why a gate would say no to an approved version: its approval ran out or was taken back.
std::string problem_of(const AssetRecord& asset, std::span<const DecisionRecord> approvals, TimeMs now) {
    if (asset.state != VersionState::legal_approved || approvals.empty()) return {};
    const DecisionRecord& newest = approvals.back();
    if (newest.revoked) return fmt::format("the approval by {} was taken back", newest.person);
    if (!newest.expires || *newest.expires <= now)
        return newest.expires ? fmt::format("the approval by {} expired on {}", newest.person,
                                            to_string(date_of(*newest.expires)))
                              : fmt::format("the approval by {} has no readable expiry", newest.person);
    return {};
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
    RowsByAsset requests_of(std::move(*requests));
    RowsByAsset publications_of(std::move(*publications));
    RowsByAsset schedules_of(std::move(*schedules));
    RowsByAsset approvals_of(std::move(*approvals));
    BriefDigests briefs(workspace, ledger);

    std::vector<AssetStatus> out;
    for (const AssetRecord& asset : *assets) {
        if (!wanted(asset, patterns)) continue;
        AssetStatus row;
        row.waiting_on = taken(requests_of.of(asset.asset));
        if (request.waiting_on && std::ranges::none_of(row.waiting_on, [&](const RequestRecord& r) {
                return waits_for(r, *request.waiting_on);
            }))
            continue;
        row.asset = asset.asset;
        row.brief = asset.brief;
        row.version = asset.head;
        row.digest = asset.digest;
        row.since = asset.made_at;
        for (Publication& p : publications_of.of(asset.asset)) {
            row.withdrawn =
                row.withdrawn || (p.state == PublicationState::withdrawn && p.number == asset.head);
            if (p.state != PublicationState::withdrawn)
                row.live.push_back({std::move(p.destination), p.state, p.number, std::move(p.digest),
                                    std::move(p.location)});
        }
        row.scheduled = taken(schedules_of.of(asset.asset));
        row.state = shown_state(asset, row.live);
        row.problem = problem_of(asset, approvals_of.of(asset.asset), now);
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
