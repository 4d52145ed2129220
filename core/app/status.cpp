#include "core/app/status.hpp"

#include "core/app/brief_change.hpp"
#include "core/app/live_correction.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::app {

namespace {

// Not a state of a version: of an approved one that is live.
constexpr std::string_view k_published = "published";

bool wanted(const AssetRecord& asset, const std::vector<AssetPattern>& patterns) {
    return patterns.empty() ||
           std::ranges::any_of(patterns, [&](const AssetPattern& p) { return matches(p, asset.asset); });
}

std::string shown_state(const AssetRecord& asset, const std::vector<LiveAt>& live) {
    const bool decided_is_live = asset.decided > 0 && std::ranges::any_of(live, [&](const LiveAt& at) {
                                     return at.state == PublicationState::live && at.version == asset.decided;
                                 });
    return decided_is_live ? std::string(k_published) : std::string(to_string(asset.state));
}

// Rows that stand by asset, handed out while the assets are gone through in the same order.
template <class Row>
class RowsByAsset {
  public:
    explicit RowsByAsset(store::Cursor<Row> rows) : m_rows(std::move(rows)) {}

    // Shows the rows of an asset; what belongs to assets before it is passed over.
    template <class Visit>
    Done of(const std::string& asset, Visit visit) {
        for (; !m_ended; m_row = nullptr) {
            if (!m_row) {
                auto row = m_rows.next();
                if (!row) return fail(row);
                m_row = *row;
                m_ended = m_row == nullptr;
            }
            if (m_ended || m_row->asset > asset) break;
            if (m_row->asset == asset) visit(*m_row);
        }
        return {};
    }

  private:
    store::Cursor<Row> m_rows;
    const Row* m_row = nullptr;  // read, and not shown yet
    bool m_ended = false;
};

// Why a gate would say no to an approved version: its approval ran out or was taken back.
std::string problem_of(const DecisionRecord& approval, TimeMs now) {
    if (approval.revoked) return fmt::format("the approval by {} was taken back", approval.person);
    if (!approval.expires) return fmt::format("the approval by {} has no readable expiry", approval.person);
    if (*approval.expires <= now)
        return fmt::format("the approval by {} expired on {}", approval.person,
                           to_string(date_of(*approval.expires)));
    return {};
}

Result<std::vector<AssetPattern>> parse_patterns(const std::vector<std::string>& targets) {
    std::vector<AssetPattern> patterns;
    for (const std::string& target : targets) {
        auto pattern = parse_asset_pattern(target);
        if (!pattern) return fail(pattern);
        patterns.push_back(std::move(*pattern));
    }
    return patterns;
}

// Everything that `status` reads, side by side by asset.
class StatusReader {
  public:
    static Result<StatusReader> open(const workspace::Workspace& workspace, store::Ledger& ledger,
                                     TimeMs now) {
        auto assets = ledger.read_assets();
        if (!assets) return fail(assets);
        auto requests = ledger.read_open_requests();
        if (!requests) return fail(requests);
        auto publications = ledger.read_publications();
        if (!publications) return fail(publications);
        auto schedules = ledger.read_open_schedules();
        if (!schedules) return fail(schedules);
        auto approvals = ledger.read_head_approvals();
        if (!approvals) return fail(approvals);
        return StatusReader{std::move(*assets),
                            RowsByAsset(std::move(*requests)),
                            RowsByAsset(std::move(*publications)),
                            RowsByAsset(std::move(*schedules)),
                            RowsByAsset(std::move(*approvals)),
                            BriefChanges(workspace, ledger),
                            Corrections(ledger),
                            now};
    }

    // Null after the last.
    Result<const AssetRecord*> next() { return m_assets.next(); }

    // Of the asset that was read last, into the memory that `row` has.
    Done read(const AssetRecord& asset, AssetStatus& row) {
        row.asset = asset.asset;
        row.brief = asset.brief;
        row.version = asset.head;
        row.digest = asset.digest;
        row.since = asset.made_at;
        row.waiting_on.clear();
        row.scheduled.clear();
        if (auto read =
                m_requests.of(asset.asset, [&](const RequestRecord& r) { row.waiting_on.push_back(r); });
            !read)
            return read;
        if (auto read =
                m_schedules.of(asset.asset, [&](const ScheduleRecord& r) { row.scheduled.push_back(r); });
            !read)
            return read;
        if (auto read = read_live(asset, row); !read) return read;
        if (auto read = read_problem(asset, row); !read) return read;
        row.state = shown_state(asset, row.live);
        auto changed = m_briefs.has_changed(asset.brief, asset.brief_digest, asset.asset);
        if (!changed) return fail(changed);
        row.stale = *changed;
        return read_correction(row);
    }

  private:
    StatusReader(store::Cursor<AssetRecord> assets, RowsByAsset<RequestRecord> requests,
                 RowsByAsset<Publication> publications, RowsByAsset<ScheduleRecord> schedules,
                 RowsByAsset<DecisionRecord> approvals, BriefChanges briefs, Corrections corrections,
                 TimeMs now)
        : m_assets(std::move(assets)),
          m_requests(std::move(requests)),
          m_publications(std::move(publications)),
          m_schedules(std::move(schedules)),
          m_approvals(std::move(approvals)),
          m_briefs(std::move(briefs)),
          m_corrections(std::move(corrections)),
          m_now(now) {}

    Done read_live(const AssetRecord& asset, AssetStatus& row) {
        row.live.clear();
        row.withdrawn = false;
        m_newest_live = 0;
        return m_publications.of(asset.asset, [&](const Publication& p) {
            m_newest_live = std::max(m_newest_live, p.number);
            if (p.state != PublicationState::withdrawn)
                row.live.push_back({p.destination, p.state, p.number, p.digest, p.location});
            else if (p.number == asset.head)
                row.withdrawn = true;
        });
    }

    // As corrects_live_copy tells it of one asset.
    Done read_correction(AssetStatus& row) {
        row.correction = false;
        if (row.waiting_on.empty() || m_newest_live == 0) return {};
        auto newest = m_corrections.newest_of(row.brief, row.asset);
        if (!newest) return fail(newest);
        row.correction = *newest > m_newest_live;
        return {};
    }

    Done read_problem(const AssetRecord& asset, AssetStatus& row) {
        row.problem.clear();
        row.expires.reset();
        const bool approved = asset.state == VersionState::legal_approved;
        return m_approvals.of(asset.asset, [&](const DecisionRecord& approval) {
            if (!approved) return;
            row.problem = problem_of(approval, m_now);  // the newest one's stays
            row.expires = row.problem.empty() ? approval.expires : std::nullopt;
        });
    }

    store::Cursor<AssetRecord> m_assets;
    RowsByAsset<RequestRecord> m_requests;
    RowsByAsset<Publication> m_publications;
    RowsByAsset<ScheduleRecord> m_schedules;
    RowsByAsset<DecisionRecord> m_approvals;
    BriefChanges m_briefs;
    Corrections m_corrections;
    int m_newest_live = 0;  // of the asset that was read last, also one that was withdrawn since
    TimeMs m_now;
};

bool waits_for_any(const AssetStatus& row, const Person* person) {
    return !person ||
           std::ranges::any_of(row.waiting_on, [&](const RequestRecord& r) { return waits_for(r, *person); });
}

// Whether nothing was drafted yet for any brief that these name.
bool are_not_begun(const workspace::Workspace& workspace, store::Ledger& ledger,
                   const std::vector<std::string>& targets) {
    const auto briefs = workspace.brief_ids();
    auto assets = ledger.list_assets();
    if (!assets) return false;
    return std::ranges::all_of(targets, [&](const std::string& target) {
        const std::string brief = target.substr(0, target.find('/'));
        return std::ranges::find(briefs, brief) != briefs.end() &&
               std::ranges::none_of(
                   *assets, [&](const AssetRecord& asset) { return asset.asset.starts_with(brief + "/"); });
    });
}

Error no_asset_fits(store::Ledger& ledger, const std::vector<std::string>& targets) {
    std::vector<std::string> ids;
    if (auto assets = ledger.list_assets())
        for (const AssetRecord& asset : *assets) ids.push_back(asset.asset);
    return {ErrorCode::unknown_id,
            fmt::format("no asset fits \"{}\"", join(targets, " ")),
            {},
            ids.empty() ? "nothing has been drafted yet: mkai generate BRIEF"
                        : did_you_mean(targets.front(), ids)};
}

}  // namespace

std::vector<std::string_view> shown_states() {
    std::vector<std::string_view> out;
    for (const VersionState state : version_states()) {
        out.push_back(to_string(state));
        if (state == VersionState::legal_approved) out.push_back(k_published);
    }
    return out;
}

bool waits_for(const RequestRecord& request, const Person& person) {
    if (!request.assignee.empty()) return request.assignee == person.id;
    const auto role = parse_role(request.role);
    return role && person.kind == PersonKind::person && person.has(*role);
}

Done each_status(const workspace::Workspace& workspace, store::Ledger& ledger, TimeMs now,
                 const StatusRequest& request, const std::function<void(const AssetStatus&)>& show) {
    auto patterns = parse_patterns(request.targets);
    if (!patterns) return fail(patterns);
    bool shown = false;
    {
        auto reader = StatusReader::open(workspace, ledger, now);
        if (!reader) return fail(reader);
        AssetStatus row;
        for (;;) {
            auto asset = reader->next();
            if (!asset) return fail(asset);
            if (!*asset) break;
            if (!wanted(**asset, *patterns)) continue;
            if (auto read = reader->read(**asset, row); !read) return read;
            if (!waits_for_any(row, request.waiting_on)) continue;
            show(row);
            shown = true;
        }
    }
    if (!shown && !patterns->empty() && !request.waiting_on &&
        !are_not_begun(workspace, ledger, request.targets))
        return fail(no_asset_fits(ledger, request.targets));
    return {};
}

Result<std::vector<AssetStatus>> status(const workspace::Workspace& workspace, store::Ledger& ledger,
                                        TimeMs now, const StatusRequest& request) {
    std::vector<AssetStatus> rows;
    auto read =
        each_status(workspace, ledger, now, request, [&](const AssetStatus& row) { rows.push_back(row); });
    if (!read) return fail(read);
    return rows;
}

}  // namespace mkai::app
