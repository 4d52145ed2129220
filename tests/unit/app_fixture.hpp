// The demo workspace with a real ledger, a clock that a test sets, and everybody of the roster at hand.
#pragma once

#include "core/app/claims.hpp"
#include "core/app/deliver.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/review.hpp"
#include "core/app/targets.hpp"
#include "core/app/transition.hpp"
#include "core/base/sqlite.hpp"
#include "core/publish/destination.hpp"
#include "core/publish/render.hpp"
#include "tests/unit/workspace_fixture.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace mkai::app {

// In memory where the machine has that, because every commit syncs.
inline fs::path quick_folder() {
    return ::access("/dev/shm", W_OK) == 0 ? fs::path("/dev/shm") : fs::temp_directory_path();
}

inline constexpr TimeMs k_start{1'795'424'400'000};  // 2026-11-23T09:00:00Z

// "ok", or the error's name.
template <class T>
std::string outcome(const Result<T>& result) {
    return result ? "ok" : std::string(info_of(result.error().code).name);
}

// Everything that an error says, for a test to look for words in it.
template <class T>
std::string said(const Result<T>& result) {
    if (result) return "ok";
    std::string text = result.error().message;
    for (const std::string& line : result.error().context) text += "\n" + line;
    return text + "\n" + result.error().fix;
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

inline const std::string k_push = "spring/push.en-GB.a";

class Studio {
  public:
    // Legal has approved the claims, unless a test is about that.
    explicit Studio(bool approved = true) : folder(quick_folder()), clock(k_start), random(7) {
        open();
        if (approved) approve_all_claims();
    }

    workspace::Demo folder;
    FixedClock clock;
    SeededRandom random;
    std::optional<workspace::Workspace> workspace;
    std::optional<store::Ledger> ledger;

    // After a change of the files.
    void reread() { workspace.emplace(folder.open()); }

    Session as(std::string_view id) {
        const Person* person = workspace->roster().find(id);
        REQUIRE_MESSAGE(person != nullptr, id);
        return Session{*workspace, *ledger, clock, Actor{*person, Auth::asserted, "--as"}};
    }

    Target target(std::string_view typed) {
        auto found = find_target(*ledger, typed);
        REQUIRE_MESSAGE(found, said(found));
        return std::move(*found);
    }

    // --- claims ---
    Result<ClaimApprovalPlan> plan_claim(std::string_view person, const std::string& id,
                                         const ClaimOrigin& origin = {}) {
        return plan_claim_approval(as(person), id, origin, {"evidence read", {}});
    }
    Done approve_claim(std::string_view person, const std::string& id, const ClaimOrigin& origin = {}) {
        auto plan = plan_claim(person, id, origin);
        if (!plan) return fail(plan);
        return approve_claims(as(person), {"evidence read", {}}, {&*plan, 1});
    }
    void approve_all_claims() {
        for (const Claim& claim : workspace->claims()) {
            const auto approved = approve_claim("dana", claim.id);
            REQUIRE_MESSAGE(approved, said(approved));
        }
    }
    ClaimState claim_state(const std::string& id) {
        auto states = find_claim_states(*workspace, *ledger, clock.now());
        REQUIRE(states);
        return states->at(id);
    }
    Done withdraw_claim(std::string_view person, const std::string& id, std::string reason = "recalled") {
        const ClaimRequest request{std::move(reason), {}};
        auto plan = plan_claim_withdrawal(as(person), id, request);
        if (!plan) return fail(plan);
        return app::withdraw_claim(as(person), request, *plan);
    }

    // --- copy ---
    Result<Edited> try_import(std::string_view person, const std::string& asset, std::string_view body) {
        return import_copy(
            as(person),
            {asset, {{"title", "The Saltmarsh Files"}, {"body", std::string(body)}}, "the agency"});
    }
    Edited import_version(std::string_view person, const std::string& asset, std::string_view body) {
        auto made = try_import(person, asset, body);
        REQUIRE_MESSAGE(made, said(made));
        return std::move(*made);
    }
    Result<Edited> edit_body(std::string_view person, std::string_view typed, std::string_view body) {
        EditRequest request;
        request.fields["body"] = std::string(body);
        return edit(as(person), target(typed), request);
    }
    // What a model's answer becomes, without the model.
    Result<Changed> generate(std::string_view person, const std::string& asset, std::string_view body,
                             bool demo = false) {
        Change change;
        change.action = Action::generate;
        change.asset = asset;
        auto existing = ledger->find_asset(asset);
        REQUIRE(existing);
        if (*existing) change.expected_revision = (*existing)->revision;
        change.today = today(asset);
        NewVersion made;
        Content content;
        content.fields = {{"title", "The Saltmarsh Files"}, {"body", std::string(body)}};
        made.subject = subject_today(*workspace, *change.today, std::move(content));
        made.origin = Origin::model;
        made.how = "generated";
        made.demo = demo;
        change.make = std::move(made);
        return transition(as(person), change);
    }
    Today today(const std::string& asset) {
        TodayReader reader(*workspace);
        auto id = parse_asset_id(asset);
        REQUIRE(id);
        auto today = reader.look(*id);
        REQUIRE_MESSAGE(today, said(today));
        return std::move(*today);
    }

    // --- decisions ---
    Result<Changed> decide(std::string_view person, Action action, std::string_view typed,
                           std::string reason = "as agreed") {
        DecisionRequest request;
        request.action = action;
        request.reason = std::move(reason);
        return app::decide(as(person), target(typed), request);
    }
    Result<Changed> accept(std::string_view person, std::string_view typed) {
        return decide(person, Action::accept, typed);
    }
    Result<Changed> approve(std::string_view person, std::string_view typed,
                            std::optional<TimeMs> expires = {}) {
        DecisionRequest request;
        request.action = Action::approve;
        request.reason = "claims checked";
        request.expires = expires;
        return app::decide(as(person), target(typed), request);
    }
    // A version that maria brought in, sam accepted and dana approved.
    int approved_version(const std::string& asset, std::string_view body) {
        const Edited made = import_version("maria", asset, body);
        const auto accepted = accept("sam", asset);
        REQUIRE_MESSAGE(accepted, said(accepted));
        const auto approved = approve("dana", asset);
        REQUIRE_MESSAGE(approved, said(approved));
        REQUIRE(approved->state == VersionState::legal_approved);
        return made.changed.version;
    }
    int published_version(const std::string& asset, std::string_view body) {
        const int number = approved_version(asset, body);
        const auto published = publish("maria", asset);
        REQUIRE_MESSAGE(published, said(published));
        return number;
    }

    // --- deliveries ---
    Result<Delivered> publish(std::string_view person, std::string_view typed,
                              const std::string& destination = "site") {
        return app::publish(as(person), target(typed), {destination, {}, {}});
    }
    Result<Delivered> rollback(std::string_view person, std::string_view typed,
                               const std::string& destination = "site") {
        return app::rollback(as(person), target(typed), {destination, "as asked", {}});
    }
    Result<Delivered> withdraw(std::string_view person, std::string_view typed,
                               const std::string& destination = "site") {
        return app::withdraw(as(person), target(typed), {destination, "as asked", {}});
    }
    int live_version(const std::string& asset, const std::string& destination = "site") {
        auto found = ledger->find_publication(asset, destination);
        REQUIRE(found);
        return *found && (*found)->state == PublicationState::live ? (*found)->number : 0;
    }
    fs::path live_file(const std::string& asset) const {
        return folder.path() / "out" / "site" / (asset + ".html");
    }

    // --- the log ---
    std::size_t count_events() { return events_of("").size(); }
    std::vector<Event> events_of(std::string_view kind) {
        auto events = ledger->list_events("", 1'000'000);
        REQUIRE(events);
        std::vector<Event> out;
        for (auto& stored : *events)
            if (kind.empty() || stored.event.kind == kind) out.push_back(std::move(stored.event));
        return out;
    }
    // Another way to the file, past everything that guards it.
    sqlite::Database raw() const {
        auto database = sqlite::Database::open(workspace->ledger_path(), sqlite::OpenMode::read_write, 1'000);
        REQUIRE(database);
        return std::move(*database);
    }

  private:
    void open() {
        reread();
        auto made = store::Ledger::create(workspace->ledger_path(), clock, random, "dev", "maria");
        REQUIRE_MESSAGE(made, said(made));
        ledger.emplace(std::move(*made));
    }
};

}  // namespace mkai::app
