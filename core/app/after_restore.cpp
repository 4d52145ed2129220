#include "core/app/after_restore.hpp"

#include "core/publish/destination.hpp"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace mkai::app {

namespace {

using Place = std::pair<std::string, std::string>;  // asset, destination

fs::path mark_path(const workspace::Workspace& workspace) {
    return workspace.state_folder() / "restore-unchecked";
}

struct Difference {
    std::string words;
    std::optional<Publication> now;  // what the ledger is to say of it; empty: it has no row
};

// The restore that nobody has looked after; none when there is none.
Result<std::optional<store::StoredEvent>> find_unchecked(store::Ledger& ledger) {
    auto restored = ledger.find_last_event_of_kind(event_kind::ledger_restored);
    if (!restored) return fail(restored);
    auto checked = ledger.find_last_event_of_kind(event_kind::restore_checked);
    if (!checked) return fail(checked);
    if (*restored && *checked && (*checked)->seq > (*restored)->seq)
        return std::optional<store::StoredEvent>{};
    return restored;
}

// What the ledger that was replaced had as live; nothing when it cannot be read.
std::map<Place, Publication> replaced_publications(const Session& session, const Event& restored) {
    std::map<Place, Publication> out;
    const auto kept = restored.data.find("kept");
    if (kept == restored.data.end()) return out;
    SystemRandom random;
    auto before = store::Ledger::open_to_look(
        session.workspace.state_folder() / fs::path(kept->second).filename(), session.clock, random);
    if (!before) return out;
    auto publications = before->list_publications();
    if (!publications) return out;
    for (Publication& p : *publications)
        if (p.state == PublicationState::live) out.emplace(Place{p.asset, p.destination}, std::move(p));
    return out;
}

class Look {
  public:
    Look(const Session& session, std::map<Place, Publication> before)
        : m_session(session), m_before(std::move(before)) {}

    std::vector<Difference> differences;
    std::size_t places = 0;  // that were looked at

    // Everything that the ledger, or the one before it, could have put there.
    Done all() {
        auto publications = m_session.ledger.list_publications();
        if (!publications) return fail(publications);
        std::map<Place, Publication> known;
        for (Publication& p : *publications) known.emplace(Place{p.asset, p.destination}, std::move(p));
        auto assets = m_session.ledger.list_assets();
        if (!assets) return fail(assets);
        for (const DestinationDecl& declaration : m_session.workspace.config().destinations) {
            auto destination = publish::make_destination(declaration, m_session.workspace.root());
            if (!destination) return fail(destination);
            std::set<std::string> ids;
            for (const AssetRecord& asset : *assets) ids.insert(asset.asset);
            for (const auto& [place, publication] : m_before) {
                (void)publication;
                if (place.second == declaration.name) ids.insert(place.first);
            }
            for (const std::string& id : ids)
                if (auto looked = one(**destination, known, {id, declaration.name}); !looked) return looked;
        }
        return {};
    }

  private:
    Done one(const publish::Destination& destination, const std::map<Place, Publication>& known,
             const Place& place) {
        const auto row = known.find(place);
        const bool live = row != known.end() && row->second.state == PublicationState::live;
        const AssetId id = parse_asset_id(place.first).value_or(AssetId{});
        publish::Placement placement = destination.place(id);
        if (live) placement.location = row->second.location;
        // A digest that nothing has tells whether something is there.
        auto found = destination.verify(placement, live ? std::string_view(row->second.rendered) : "");
        if (!found) return fail(found);
        ++places;
        if (*found == (live ? publish::Found::same : publish::Found::absent)) return {};
        const auto before = m_before.find(place);
        bool is_before = false;
        if (before != m_before.end() && *found == publish::Found::different) {
            auto same = destination.verify({id, before->second.location}, before->second.rendered);
            if (!same) return fail(same);
            is_before = *same == publish::Found::same;
        }
        const std::string what =
            is_before ? fmt::format("v{} was published after the backup, and is live", before->second.number)
            : *found == publish::Found::different ? "something is live that the ledger does not know"
                                                  : "what was live is gone";
        Difference difference{fmt::format("{} at {}: {} (the ledger has {})", place.first, place.second, what,
                                          live ? fmt::format("v{} as live", row->second.number)
                                               : std::string("nothing as live")),
                              {}};
        if (live) {
            difference.now = row->second;
            difference.now->state =
                *found == publish::Found::absent ? PublicationState::withdrawn : PublicationState::failed;
            difference.now->since = m_session.clock.now();
        }
        differences.push_back(std::move(difference));
        return {};
    }

    const Session& m_session;
    std::map<Place, Publication> m_before;
};

// What was found, and what the ledger says from now on, in one transaction.
Done record(const Session& session, const Look& look) {
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    Event event = make_event(session, event_kind::restore_checked);
    event.data = {{"differences", std::to_string(look.differences.size())},
                  {"places", std::to_string(look.places)}};
    if (auto seq = writer->append(std::move(event)); !seq) return fail(seq);
    for (const Difference& difference : look.differences) {
        if (!difference.now) continue;
        if (auto put = writer->put_publication(*difference.now); !put) return put;
        auto asset = session.ledger.find_asset(difference.now->asset);
        if (!asset) return fail(asset);
        if (*asset)
            if (auto bumped = writer->bump(difference.now->asset, (*asset)->revision); !bumped) return bumped;
    }
    return writer->commit();
}

}  // namespace

fs::path delivery_lock_path(const workspace::Workspace& workspace) {
    return workspace.state_folder() / "deliver.lock";
}

Result<FileLock> take_delivery_lock(const workspace::Workspace& workspace) {
    constexpr int k_wait_ms = 30'000;
    auto lock = FileLock::take(delivery_lock_path(workspace), k_wait_ms);
    if (!lock) return fail(lock);
    if (!*lock)
        return fail(ErrorCode::ledger_locked, "another mkai is publishing from this workspace",
                    "wait for it and run the command again");
    return std::move(**lock);
}

bool is_marked_restored(const workspace::Workspace& workspace) {
    std::error_code ec;
    return fs::exists(mark_path(workspace), ec);
}

Done mark_restored(const workspace::Workspace& workspace) {
    return write_file_atomically(mark_path(workspace),
                                 "The ledger was restored; mkai publish takes this file away.\n");
}

Done look_after_restore(const Session& session) {
    if (!is_marked_restored(session.workspace)) return {};
    auto restored = find_unchecked(session.ledger);
    if (!restored) return fail(restored);
    if (!*restored) return remove_file(mark_path(session.workspace));
    Look look(session, replaced_publications(session, (*restored)->event));
    if (auto looked = look.all(); !looked) return looked;
    if (auto recorded = record(session, look); !recorded) return recorded;
    if (auto removed = remove_file(mark_path(session.workspace)); !removed) return removed;
    if (look.differences.empty()) return {};
    Error error{ErrorCode::conflict,
                "the ledger was restored, and what is live is not what it says; nothing was published",
                {},
                "look at each, then give the command again: it replaces what is there"};
    for (const Difference& difference : look.differences) error.context.push_back(difference.words);
    return fail(std::move(error));
}

Done look_before_publishing(const Session& session) {
    if (!is_marked_restored(session.workspace)) return {};
    auto lock = take_delivery_lock(session.workspace);
    if (!lock) return fail(lock);
    return look_after_restore(session);
}

}  // namespace mkai::app
