// Claims count once legal has approved them: what that takes, what ends it, and what it stops.
#include "core/app/claim_check.hpp"
#include "core/app/claim_evidence.hpp"
#include "core/app/claims.hpp"
#include "core/app/explain.hpp"
#include "core/workspace/claim_files.hpp"
#include "tests/unit/app_fixture.hpp"

#include <algorithm>

using namespace mkai;
using namespace mkai::app;

namespace {

const std::string k_wording = "42 new films and series from March to June.";
const std::string k_commit(40, 'c');

// Nothing is approved yet.
struct Claims : Studio {
    Claims() : Studio(false) {}
    using Names = std::vector<std::string>;

    std::vector<std::string> codes() {
        auto checked = check_claims(*workspace, &*ledger, {}, clock.now());
        REQUIRE(checked);
        std::vector<std::string> out;
        for (const Finding& f : checked->findings) out.push_back(f.rule + " " + f.code);
        return out;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Claims, "an approval is for exactly what a claim says, and keeps its evidence") {
    CHECK(claim_state("c-12") == ClaimState::waiting);
    REQUIRE(approve_claim("dana", "c-12"));
    CHECK(claim_state("c-12") == ClaimState::approved);
    const auto decisions = ledger->list_claim_decisions("c-12");
    REQUIRE(decisions);
    REQUIRE(decisions->size() == 1);
    CHECK(kept_evidence(as("dana"), decisions->front()).value() ==
          read_file(folder.path() / "evidence/halvorn-slate.md", 1 << 20).value());
    CHECK(ledger->get_blob(decisions->front().subject)->bytes ==
          claim_to_bytes(*workspace->find_claim("c-12")));
    const Event event = events_of(event_kind::claim_approved).at(0);
    CHECK(event.data.at("claim") == "c-12");
    CHECK(event.data.at("claim_digest") == workspace->find_claim("c-12")->digest);
    CHECK_FALSE(event.reason.empty());
    // The same again changes nothing.
    const std::size_t before = count_events();
    REQUIRE(approve_claim("dana", "c-12"));
    CHECK(count_events() == before);
    // Two claims with one file: it is kept once.
    REQUIRE(approve_claim("dana", "c-13"));
    CHECK(ledger->list_claim_decisions("c-13")->front().evidence == decisions->front().evidence);
    // Words are no file.
    REQUIRE(approve_claim("dana", "c-14"));
    CHECK(ledger->list_claim_decisions("c-14")->front().evidence.empty());
}

TEST_CASE_FIXTURE(
    Claims,
    "other words, other evidence, a passed day and a withdrawal end it, and a new approval mends it") {
    approve_all_claims();
    SUBCASE("the wording") {
        folder.edit("claims.yaml", "42 new films and series", "43 new films and series");
        reread();
        CHECK(claim_state("c-12") == ClaimState::changed);
        CHECK(claim_state("c-14") == ClaimState::approved);
        REQUIRE(approve_claim("dana", "c-12"));
    }
    SUBCASE("the evidence file") {
        folder.write("evidence/halvorn-slate.md", "another slate");
        reread();
        CHECK(claim_state("c-12") == ClaimState::changed);
        CHECK(claim_state("c-13") == ClaimState::changed);
        REQUIRE(approve_claim("dana", "c-12"));
        // What was kept with the first approval is still there.
        const auto decisions = ledger->list_claim_decisions("c-12");
        CHECK(kept_evidence(as("dana"), decisions->front()).value() != "another slate");
        CHECK(kept_evidence(as("dana"), decisions->back()).value() == "another slate");
    }
    SUBCASE("its day") {
        clock.set(end_of(*parse_date("2028-01-01")));
        CHECK(claim_state("c-12") == ClaimState::expired);
        const auto plan = plan_claim("dana", "c-12");
        CHECK(has(said(plan), "it has expired (2027-12-31)"));
        folder.edit("claims.yaml", "expires: 2027-12-31", "expires: 2029-12-31");
        reread();
        CHECK(claim_state("c-12") == ClaimState::changed);
        REQUIRE(approve_claim("dana", "c-12"));
    }
    SUBCASE("a withdrawal") {
        REQUIRE(withdraw_claim("priya", "c-12"));
        CHECK(claim_state("c-12") == ClaimState::withdrawn);
        CHECK(events_of(event_kind::claim_withdrawn).size() == 1);
        REQUIRE(withdraw_claim("priya", "c-12"));  // again: nothing
        CHECK(events_of(event_kind::claim_withdrawn).size() == 1);
        REQUIRE(approve_claim("dana", "c-12"));
    }
    CHECK(claim_state("c-12") == ClaimState::approved);
}

TEST_CASE_FIXTURE(Claims, "what cannot prove anything is not approved") {
    SUBCASE("a file that is gone") {
        fs::remove(folder.path() / "evidence/halvorn-slate.md");
        reread();
        const auto plan = plan_claim("dana", "c-12");
        CHECK(outcome(plan) == "blocked");
        CHECK(has(said(plan), "its evidence \"evidence/halvorn-slate.md\" is no file of this workspace"));
    }
    SUBCASE("a file that is too large to keep") {
        folder.write("evidence/halvorn-slate.md", std::string(k_kept_evidence_bytes_max + 1, 'x'));
        reread();
        const auto plan = plan_claim("dana", "c-12");
        CHECK(outcome(plan) == "invalid-file");
        CHECK(has(said(plan), "has 17 MB, and the ledger keeps 16 MB at most"));
    }
    SUBCASE("other words than those that were read") {
        CHECK(outcome(plan_claim("dana", "c-12@" + workspace->find_claim("c-12")->digest.substr(0, 8))) ==
              "ok");
        CHECK(outcome(plan_claim("dana", "c-12@00000000")) == "stale-approval");
        CHECK(outcome(plan_claim("dana", "c-12@")) == "stale-approval");
    }
    SUBCASE("a decision that somebody took meanwhile") {
        auto plan = plan_claim("dana", "c-12");
        REQUIRE(plan);
        REQUIRE(withdraw_claim("priya", "c-12"));
        const auto done = approve_claims(as("dana"), {"evidence read", {}}, {&*plan, 1});
        CHECK(outcome(done) == "conflict");
        CHECK(claim_state("c-12") == ClaimState::withdrawn);
    }
    CHECK(outcome(plan_claim("dana", "c-99")) == "unknown-id");
    CHECK(events_of(event_kind::claim_approved).empty());
}

TEST_CASE_FIXTURE(Claims, "several claims are approved together or not at all") {
    std::vector<ClaimApprovalPlan> plans;
    for (const char* id : {"c-12", "c-14"}) {
        auto plan = plan_claim("dana", id);
        REQUIRE(plan);
        plans.push_back(std::move(*plan));
    }
    REQUIRE(withdraw_claim("priya", "c-14"));
    CHECK(outcome(approve_claims(as("dana"), {"evidence read", {}}, plans)) == "conflict");
    CHECK(claim_state("c-12") == ClaimState::waiting);
}

TEST_CASE_FIXTURE(
    Claims,
    "invariant 9: who wrote a claim is who committed its lines, else who runs it, else who added it") {
    const Claim& claim = *workspace->find_claim("c-12");
    const auto writers = [&](const ClaimOrigin& origin, std::string_view person = "dana") {
        auto found = find_claim_writers(as(person), claim, origin);
        REQUIRE(found);
        return found->people;
    };
    CHECK(writers({}).empty());  // no git, and nobody added it
    CHECK(writers({true, k_commit, {"MARIA@demo.example", "x@y.example"}, false}) == Names{"maria"});
    CHECK(find_claim_writers(as("dana"), claim, {true, k_commit, {"x@y.example"}, false})->strangers ==
          Names{"x@y.example"});
    CHECK(writers({true, k_commit, {"maria@demo.example"}, true}) == Names{"dana", "maria"});
    CHECK(writers({true, {}, {}, true}) == Names{"dana"});
    CHECK(outcome(approve_claim("dana", "c-12", {true, {}, {}, true})) == "blocked");
    CHECK(outcome(approve_claim("dana", "c-12", {true, k_commit, {"dana@demo.example"}, false})) ==
          "blocked");
    CHECK(outcome(approve_claim("maria", "c-12")) == "role-lacking");
    CHECK(outcome(approve_claim("ci-bot", "c-12")) == "blocked");
    CHECK(claim_state("c-12") == ClaimState::waiting);

    // `claim add` says who wrote what is not committed, as long as it says that.
    REQUIRE(record_claim_added(as("maria"), claim));
    CHECK(writers({}) == Names{"maria"});
    CHECK(writers({true, {}, {}, true}) == Names{"maria"});
    Claim edited = claim;
    edited.wording += " Really.";
    edited.digest = digest_of_claim(edited);
    CHECK(find_claim_writers(as("dana"), edited, {true, {}, {}, true})->people == Names{"dana", "maria"});
    REQUIRE(approve_claim("dana", "c-12", {true, {}, {}, true}));
    CHECK(ledger->list_claim_decisions("c-12")->front().writers == Names{"maria"});
    CHECK(events_of(event_kind::claim_approved).at(0).data.at("writers") == "maria");
    REQUIRE(approve_claim("dana", "c-14"));
    CHECK(events_of(event_kind::claim_approved).at(1).data.at("writers") == "unknown");
}

TEST_CASE_FIXTURE(Claims, "what was decided about a claim is recorded for good") {
    REQUIRE(approve_claim("dana", "c-12"));
    REQUIRE(record_claim_added(as("maria"), *workspace->find_claim("c-12")));
    auto database = raw();
    for (const char* sql : {"UPDATE claim_decision SET person = 'maria'", "DELETE FROM claim_decision",
                            "DELETE FROM claim_added", "UPDATE claim_added SET person = 'sam'",
                            "INSERT OR REPLACE INTO claim_decision SELECT * FROM claim_decision",
                            "INSERT OR REPLACE INTO claim_added SELECT * FROM claim_added"})
        CHECK_FALSE_MESSAGE(database.execute(sql), sql);
}

TEST_CASE_FIXTURE(Claims, "copy that says a claim which does not count does not pass review") {
    import_version("maria", k_push, k_wording);
    const auto refused = accept("sam", k_push);
    CHECK(outcome(refused) == "blocked");
    CHECK(has(said(refused), "says c-12, which legal has not approved"));
    approve_all_claims();
    CHECK(outcome(accept("sam", k_push)) == "ok");
}

TEST_CASE_FIXTURE(Claims, "nothing is published that relies on a claim which legal has not approved") {
    approved_version(k_push, "Come back in March");
    auto refused = publish("maria", k_push);
    CHECK(outcome(refused) == "waiting");
    CHECK(has(said(refused), "relies on claim c-12, which legal has not approved as it stands now"));
    CHECK(has(said(refused), "mkai claim approve c-12"));
    approve_all_claims();
    CHECK(outcome(publish("maria", k_push)) == "ok");
}

TEST_CASE(
    "a claim whose wording changed after the copy was approved stops the copy, also when legal approves it "
    "anew") {
    Studio studio;
    studio.approved_version(k_push, k_wording);
    studio.folder.edit("claims.yaml", "wording: 42 new films and series", "wording: 40 new films and series");
    studio.reread();
    REQUIRE(studio.approve_claim("dana", "c-12"));
    const auto refused = studio.publish("maria", k_push);
    CHECK(outcome(refused) == "stale-approval");
    CHECK(has(said(refused), "claim c-12 says something else"));
}

TEST_CASE(
    "invariant 21: a rollback does not go to a version whose claim was withdrawn, whatever was approved "
    "since") {
    Studio studio;
    studio.published_version(k_push, k_wording);
    studio.published_version(k_push, "Come back in March");
    SUBCASE("while nothing was withdrawn it does") {
        CHECK(studio.rollback("maria", k_push)->version == 1);
    }
    SUBCASE("withdrawn") {
        REQUIRE(studio.withdraw_claim("dana", "c-12"));
        const auto rolled = studio.rollback("maria", k_push);
        REQUIRE_MESSAGE(rolled, said(rolled));
        CHECK(has(rolled->passed_over.at(0), "claim c-12, which has been withdrawn"));
        CHECK(studio.live_version(k_push) == 0);
    }
    SUBCASE("withdrawn, and approved with other words") {
        REQUIRE(studio.withdraw_claim("dana", "c-12"));
        studio.folder.edit("claims.yaml", "wording: 42 new films", "wording: 40 new films");
        studio.reread();
        REQUIRE(studio.approve_claim("dana", "c-12"));
        const auto rolled = studio.rollback("maria", k_push);
        REQUIRE_MESSAGE(rolled, said(rolled));
        CHECK(has(rolled->passed_over.at(0), "claim c-12, which has been withdrawn"));
    }
}

TEST_CASE("invariant 22: withdrawing a claim lists every live asset that uses it") {
    Studio studio;
    const std::string landing = "spring/landing.en-GB.a";
    studio.published_version(k_push, "Come back in March");
    studio.import_version("maria", "spring/push.de-DE.a", "Komm zurück");
    auto plan = plan_claim_withdrawal(studio.as("dana"), "c-12", {"recalled", {}});
    REQUIRE(plan);
    REQUIRE(plan->uses.size() == 1);
    const ClaimUseInVersion& use = plan->uses.front();
    CHECK(use.asset == k_push);
    CHECK(use.version == 1);
    CHECK(use.relies);
    CHECK_FALSE(use.says);
    REQUIRE(use.live.size() == 1);
    CHECK(use.live.front().destination == "site");
    // A claim that the brief does not name, and the copy says.
    studio.folder.edit("briefs/spring.yaml", "claims: [c-12, c-13, c-14]", "claims: [c-13, c-14]");
    studio.reread();
    studio.import_version("maria", k_push, k_wording);
    auto uses = find_claim_uses(studio.as("dana"), *studio.workspace->find_claim("c-12"));
    REQUIRE(uses);
    REQUIRE(uses->size() == 2);
    CHECK(uses->back().says);
    CHECK_FALSE(uses->back().relies);
    CHECK(uses->back().live.empty());

    CHECK(outcome(studio.withdraw_claim("sam", "c-12")) == "role-lacking");
    CHECK(outcome(studio.withdraw_claim("dana", "c-12", "")) == "needs-reason");
    REQUIRE(studio.withdraw_claim("dana", "c-12"));
    CHECK(studio.live_version(k_push) == 1);  // what is live stays live until somebody withdraws it
    REQUIRE(studio.withdraw("maria", k_push));
    CHECK(has(said(studio.publish("maria", k_push + "@v1")), "claim c-12, which has been withdrawn"));
    CHECK(studio.live_version(k_push) == 0);
}

TEST_CASE(
    "invariant 22: a claim that is taken out of claims.yaml is listed while it is live or was decided on") {
    Studio studio;
    studio.published_version(k_push, "Come back in March");
    const auto state_of_listed = [&](std::string_view id) -> std::string {
        const auto claims = list_claims(studio.as("dana"));
        REQUIRE(claims);
        for (const ShownClaim& shown : *claims)
            if (shown.claim.id == id) return std::string(to_string(shown.state));
        return "not listed";
    };
    CHECK(state_of_listed("c-12") == "approved");
    studio.folder.edit("claims.yaml", "id: c-12", "id: c-99");
    studio.reread();
    CHECK(state_of_listed("c-12") == "removed");
    CHECK(state_of_listed("c-99") == "waiting");
    const auto shown = find_claim(studio.as("dana"), "c-12");
    REQUIRE(shown);
    CHECK_FALSE(shown->declared);
    CHECK(shown->claim.wording == k_wording);
    const auto uses = find_claim_uses(studio.as("dana"), shown->claim);
    REQUIRE(uses);
    REQUIRE(uses->size() == 1);
    CHECK(uses->front().relies);
    CHECK(uses->front().live.size() == 1);
    // The check tells it as long as it is live, asked for or not.
    const auto removed_told = [&](std::vector<std::string> ids) {
        const auto checked =
            check_claims(studio.workspace.value(), &*studio.ledger, std::move(ids), studio.clock.now());
        REQUIRE(checked);
        std::vector<std::string> out;
        for (const Finding& f : checked->findings)
            if (f.code == "claim-removed") out.push_back(f.message);
        return out;
    };
    REQUIRE(removed_told({}).size() == 1);
    CHECK(has(removed_told({})[0],
              "claim c-12 is no longer in claims.yaml, and live copy relies on it: " + k_push + "@v1 on "));
    CHECK(removed_told({"c-12"}).size() == 1);
    CHECK(removed_told({"c-99"}).empty());
    REQUIRE(studio.withdraw("maria", k_push));
    CHECK(removed_told({}).empty());
    CHECK(removed_told({"c-12"}).empty());
}

TEST_CASE_FIXTURE(Claims, "a version tells who had approved its claims") {
    REQUIRE(approve_claim("dana", "c-12"));
    import_version("maria", k_push, "Come back in March");
    const auto told = explain(as("maria"), target(k_push));
    REQUIRE(told);
    REQUIRE(told->claims.size() == 2);
    CHECK(told->claims[0].frozen.id == "c-12");
    REQUIRE(told->claims[0].approval);
    CHECK(told->claims[0].approval->person == "dana");
    CHECK_FALSE(told->claims[1].approval);
}

TEST_CASE_FIXTURE(Claims, "the check of claims tells what stops them, and what soon will") {
    const auto codes_of = [&](std::string_view claim) {
        std::vector<std::string> out;
        for (const std::string& code : codes())
            if (code.starts_with(claim)) out.push_back(code);
        return out;
    };
    CHECK(codes_of("c-12") == Names{"c-12 claim-unapproved"});
    approve_all_claims();
    CHECK(codes().empty());
    folder.write("evidence/halvorn-slate.md", "another slate");
    reread();
    CHECK(codes_of("c-1") == Names{"c-12 claim-changed", "c-13 claim-changed"});
    fs::remove(folder.path() / "evidence/halvorn-slate.md");
    reread();
    CHECK(codes_of("c-12") == Names{"c-12 claim-evidence-missing", "c-12 claim-changed"});
    clock.set(start_of(*parse_date("2027-12-05")));
    CHECK(codes_of("c-14") == Names{"c-14 claim-expires-soon"});
    clock.set(start_of(*parse_date("2028-01-02")));
    CHECK(codes_of("c-14") == Names{"c-14 claim-expired"});
    clock.set(k_start);
    REQUIRE(withdraw_claim("dana", "c-14"));
    CHECK(codes_of("c-14") == Names{"c-14 claim-withdrawn"});
}

TEST_CASE_FIXTURE(Claims,
                  "evidence without anything in it proves nothing, nor an excerpt that is not in it") {
    const auto codes_with = [&](const std::string& file, const std::string& excerpt, std::string_view bytes) {
        folder.write("evidence/" + file, bytes);
        Claim claim = *workspace->find_claim("c-12");
        claim.evidence.from = "evidence/" + file;
        claim.evidence.is_file = true;
        claim.evidence.excerpt = excerpt;
        return EvidenceReader(folder.path()).look(claim);
    };
    using enum EvidenceFault;
    CHECK(codes_with("a.md", "", "") == empty);
    CHECK(codes_with("a.pdf", "", " \n\t") == empty);
    CHECK(codes_with("a.md", "Nine in ten said so.", "...") == no_excerpt);
    CHECK(codes_with("a.md", "nine in ten", "Of 1,140 readers,\n**Nine** in\nten would.") == none);
    CHECK(codes_with("a.md", "Of 1,140 readers, ... would.", "Of 1,140 readers, nine in ten would.") == none);
    CHECK(codes_with("a.md", "would … readers", "Of 1,140 readers, nine in ten would.") == no_excerpt);
    CHECK(codes_with("a.html", "nine in ten & more", "<p>Nine <b>in</b>&nbsp;ten &amp; more</p>") == none);
    CHECK(codes_with("a.html", "class", "<p class=x>Nine</p>") == no_excerpt);
    // Other formats are not read.
    CHECK(codes_with("a.pdf", "nine in ten", "%PDF-1.7 ...") == none);
    CHECK(codes_with("b.txt", "nine in ten", "\xff\xfen\0i\0n\0e\0") == none);

    folder.write("evidence/halvorn-slate.md", "\n");
    reread();
    const auto found = codes();
    CHECK(std::ranges::count(found, "c-12 claim-evidence-empty") == 1);
    CHECK(has(said(approve_claim("dana", "c-12")), "is empty"));
    folder.write("evidence/halvorn-slate.md", "A slate.");
    folder.edit("claims.yaml", "evidence: evidence/halvorn-slate.md",
                "evidence: {from: evidence/halvorn-slate.md, excerpt: 42 titles}");
    reread();
    CHECK(std::ranges::count(codes(), "c-12 claim-excerpt-not-found") == 1);
}

TEST_CASE_FIXTURE(Claims,
                  "two claims that say the same to the same readers are told, and numbers that differ") {
    const std::string more =
        "\n  - id: c-40\n    wording: {}\n    kind: statistic\n    markets: [{}]\n    evidence: x\n";
    const std::string before = read_file(folder.path() / "claims.yaml", 1 << 20).value();
    const auto told = [&](const char* wording, const char* market) {
        folder.write("claims.yaml", before + fmt::format(fmt::runtime(more), wording, market));
        reread();
        std::vector<std::string> out;
        for (const std::string& code : codes())
            if (code.starts_with("c-40") && !code.ends_with("unapproved")) out.push_back(code);
        return out;
    };
    CHECK(told("42 new films and series from MARCH to June", "GB") == Names{"c-40 claim-twice"});
    CHECK(told("40 new films and series from March to June", "GB") == Names{"c-40 claim-contradiction"});
    CHECK(told("40 new films and series from March to June", "US").empty());
    CHECK(told("40 new films and series from March to May", "GB").empty());
    // Of many, each is told with one before it, and not with all.
    folder.write("claims.yaml",
                 before +
                     fmt::format(fmt::runtime(more), "40 new films and series from March to June", "GB") +
                     "\n  - {id: c-41, wording: 39 new films and series from March to June, kind: statistic, "
                     "markets: [GB], evidence: x}\n");
    reread();
    const auto all = codes();
    CHECK(std::ranges::count(all, "c-40 claim-contradiction") == 1);
    CHECK(std::ranges::count(all, "c-41 claim-contradiction") == 1);
}

TEST_CASE_FIXTURE(Claims, "a claim is added with the rest of the file as it was") {
    const std::string before = read_file(folder.path() / "claims.yaml", 1 << 20).value();
    CHECK(workspace::next_claim_id(*this->workspace) == "c-33");
    Claim claim;
    claim.id = "c-33";
    claim.wording = "Yes: \"4.8\" # of 5";
    claim.kind = "statistic";
    claim.markets = {"GB", "IE"};
    claim.evidence.from = "evidence/halvorn-slate.md";
    claim.evidence.excerpt = "It says: so";
    claim.expires = "2027-12-31";
    auto made = workspace::plan_new_claim(*this->workspace, claim);
    REQUIRE_MESSAGE(made, said(made));
    REQUIRE(workspace::write_new_claim(*this->workspace, *made));
    const std::string after = read_file(folder.path() / "claims.yaml", 1 << 20).value();
    CHECK(after.starts_with(before));
    reread();
    const Claim* read = this->workspace->find_claim("c-33");
    REQUIRE(read);
    CHECK(read->wording == claim.wording);
    CHECK(read->evidence.is_file);
    CHECK(read->evidence.excerpt == "It says: so");
    CHECK(read->digest == made->claim.digest);
    CHECK(outcome(workspace::plan_new_claim(*this->workspace, claim)) == "already-exists");
    claim.id = "c-34";
    claim.expires = "soon";
    CHECK(outcome(workspace::plan_new_claim(*this->workspace, claim)) == "invalid-value");
    // A file of no claims, and none at all.
    claim.expires.clear();
    for (const char* text : {"# ours\nclaims: []\n# theirs\n", ""}) {
        fs::remove(folder.path() / "claims.yaml");
        if (*text) folder.write("claims.yaml", text);
        for (const char* brief : {"spring", "price-week", "ops-brief"})
            fs::remove(folder.path() / "briefs" / (std::string(brief) + ".yaml"));
        reread();
        auto first = workspace::plan_new_claim(*this->workspace, claim);
        REQUIRE_MESSAGE(first, said(first));
        if (*text) CHECK(first->text.starts_with("# ours\nclaims:\n  - id: c-34\n"));
        if (*text) CHECK(first->text.find("# theirs") != std::string::npos);
        // Somebody else was quicker.
        folder.write("claims.yaml", "claims: [] \n");
        CHECK(outcome(workspace::write_new_claim(*this->workspace, *first)) == "conflict");
    }
}
