#include "core/app/explain.hpp"

#include "core/app/deliver.hpp"
#include "core/app/facts.hpp"

#include <algorithm>
#include <set>

namespace mkai::app {

namespace {

Result<std::string> text_of(store::Ledger& ledger, const std::string& blob) {
    if (blob.empty()) return std::string();
    auto read = ledger.get_blob(blob);
    if (!read) return fail(read);
    return std::move(read->bytes);
}

Result<ExplainedVersion> explain_version(store::Ledger& ledger, VersionRecord version) {
    ExplainedVersion out;
    if (!version.call.empty()) {
        auto call = ledger.find_call(version.call);
        if (!call) return fail(call);
        out.call = std::move(*call);
    }
    if (out.call) {
        auto run = ledger.find_run(out.call->run);
        if (!run) return fail(run);
        out.run = std::move(*run);
        auto messages = ledger.get_blob(out.call->messages);
        if (!messages) return fail(messages);
        out.messages = std::move(messages->bytes);
        out.messages_purged_at = messages->purged_at;
    }
    out.version = std::move(version);
    return out;
}

// A price is kept once; the calls of an asset share a few.
Result<std::optional<Price>> price_of(store::Ledger& ledger, const std::string& row) {
    if (row.empty()) return std::optional<Price>{};
    auto seen = ledger.find_price_seen(row);
    if (!seen) return fail(seen);
    if (!*seen) return std::optional<Price>{};
    auto bytes = text_of(ledger, (*seen)->bytes);
    if (!bytes) return fail(bytes);
    auto price = price_from_bytes(*bytes);
    if (!price) return fail(price);
    return std::optional<Price>(std::move(*price));
}

// What made a later version is that one's story. A failed attempt made none, and is told with each.
Done add_attempts(store::Ledger& ledger, const std::string& asset, const std::set<std::string>& later_calls,
                  Explanation& out) {
    auto calls = ledger.list_calls(asset);
    if (!calls) return fail(calls);
    for (CallRecord& call : *calls) {
        if (later_calls.contains(call.id)) continue;
        auto price = price_of(ledger, call.price_row);
        if (!price) return fail(price);
        out.attempts.push_back({std::move(call), std::move(*price)});
    }
    return {};
}

template <class Row>
Result<std::vector<Row>> only_of(Result<store::Cursor<Row>> rows, const std::string& asset) {
    if (!rows) return fail(rows);
    std::vector<Row> out;
    for (;;) {
        auto row = rows->next();
        if (!row) return fail(row);
        if (!*row) return out;
        if ((*row)->asset == asset) out.push_back(**row);
    }
}

Result<std::vector<ExplainedClaim>> explain_claims(store::Ledger& ledger, const Subject& subject) {
    std::vector<ExplainedClaim> out;
    for (const FrozenClaim& frozen : subject.claims) {
        auto decisions = ledger.list_claim_decisions(frozen.id);
        if (!decisions) return fail(decisions);
        ExplainedClaim& claim = out.emplace_back(ExplainedClaim{frozen, {}, false});
        const ClaimDecision* approval = find_last_approval(*decisions, frozen.digest);
        if (approval) claim.approval = *approval;
        claim.withdrawn = is_withdrawn(*decisions, approval ? approval->digest : frozen.digest);
    }
    return out;
}

}  // namespace

Result<Explanation> explain(const Session& session, const Target& target) {
    store::Ledger& ledger = session.ledger;
    const std::string& asset = target.asset.asset;
    Explanation out;
    out.asset = target.asset;
    out.version = target.version;
    auto blob = ledger.get_blob(target.version.digest);
    if (!blob) return fail(blob);
    auto subject = subject_from_bytes(blob->bytes);
    if (!subject) return fail(subject);
    out.subject = std::move(*subject);
    out.subject_salt = std::move(blob->salt_hex);
    auto channel = session.workspace.channel(out.subject.channel);
    if (!channel) return fail(channel);
    out.fields = publish::render_fields(**channel, out.subject);

    auto versions = ledger.list_versions(asset);
    if (!versions) return fail(versions);
    std::set<std::string> later_calls;
    for (VersionRecord& version : *versions) {
        if (version.number > target.version.number) {
            if (!version.call.empty()) later_calls.insert(version.call);
            continue;
        }
        auto explained = explain_version(ledger, std::move(version));
        if (!explained) return fail(explained);
        out.made.push_back(std::move(*explained));
    }
    auto decisions = ledger.list_decisions(asset);
    if (!decisions) return fail(decisions);
    for (DecisionRecord& decision : *decisions) {
        if (decision.number > target.version.number) continue;
        auto reason = text_of(ledger, decision.reason);
        if (!reason) return fail(reason);
        out.decisions.push_back({std::move(decision), std::move(*reason)});
    }
    auto remarks = ledger.list_remarks(asset);
    if (!remarks) return fail(remarks);
    for (Remark& remark : *remarks) {
        auto text = text_of(ledger, remark.text);
        if (!text) return fail(text);
        auto name = text_of(ledger, remark.said_by_name);
        if (!name) return fail(name);
        out.remarks.push_back({std::move(remark), std::move(*text), std::move(*name)});
    }
    if (auto added = add_attempts(ledger, asset, later_calls, out); !added) return fail(added);
    auto claims = explain_claims(ledger, out.subject);
    if (!claims) return fail(claims);
    out.claims = std::move(*claims);
    auto publications = only_of(ledger.read_publications(), asset);
    if (!publications) return fail(publications);
    out.publications = std::move(*publications);
    auto deliveries = ledger.list_deliveries(asset);
    if (!deliveries) return fail(deliveries);
    out.deliveries = std::move(*deliveries);
    auto schedules = only_of(ledger.read_open_schedules(), asset);
    if (!schedules) return fail(schedules);
    out.schedules = std::move(*schedules);
    auto requests = only_of(ledger.read_open_requests(), asset);
    if (!requests) return fail(requests);
    out.waiting_on = std::move(*requests);
    auto brief = ledger.find_brief_seen(out.subject.asset.brief, target.version.brief_digest);
    if (!brief) return fail(brief);
    if (*brief) {
        auto source = text_of(ledger, (*brief)->bytes);
        if (!source) return fail(source);
        out.brief_source = std::move(*source);
    }
    for (const Publication& publication : out.publications) {
        if (publication.state != PublicationState::live) continue;
        auto preview = preview_rollback(session, {target.asset, target.version, false},
                                        {publication.destination, {}, {}});
        out.rollback.emplace_back(publication.destination, preview ? preview->target : 0);
    }
    return out;
}

}  // namespace mkai::app
