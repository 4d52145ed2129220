// Whether a claim counts.
#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/domain/claim_standing.hpp"

#include <functional>
#include <set>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr TimeMs k_now{1'795'424'400'000};  // 2026-11-23T09:00:00Z

Claim sample() {
    Claim claim;
    claim.id = "c-12";
    claim.wording = "Rated \"4.8\"\nby 1,200 viewers";
    claim.forms = {"4,8 Sterne", "4.8 stars"};
    claim.kind = "statistic";
    claim.category = "children";
    claim.markets = {"GB", "IE"};
    claim.languages = {"en"};
    claim.evidence = {"evidence/study.pdf",
                      std::string(64, 'e'),
                      true,
                      false,
                      "page 4",
                      "2026-11-02",
                      "dana",
                      "1,200 viewers",
                      "March"};
    claim.footnote = "Survey of March";
    claim.owner = "dana";
    claim.expires = "2027-12-31";
    claim.digest = digest_of_claim(claim);
    return claim;
}

ClaimDecision decision(bool withdraws, const Claim& claim) {
    ClaimDecision d;
    d.claim = claim.id;
    d.withdraws = withdraws;
    d.digest = claim.digest;
    d.person = "dana";
    return d;
}

}  // namespace

TEST_CASE("the bytes of a claim are canonical JSON and read back") {
    const Claim claim = sample();
    const std::string bytes = claim_to_bytes(claim);
    auto json = parse_json(bytes);
    REQUIRE(json);
    auto canonical = canonical_json(*json);
    REQUIRE(canonical);
    CHECK(*canonical == bytes);
    CHECK(sha256_hex(bytes) == claim.digest);
    auto read = claim_from_bytes(bytes);
    REQUIRE(read);
    CHECK(claim_to_bytes(*read) == bytes);
    CHECK(read->digest == claim.digest);
    for (const std::string& bad : {std::string("{}"), std::string("no"), bytes.substr(1)})
        CHECK_FALSE(claim_from_bytes(bad));
}

TEST_CASE("everything that a claim says is in its digest, and where it stands is not") {
    using Change = std::function<void(Claim&)>;
    const std::vector<Change> changes{
        [](Claim& c) { c.id = "c-13"; },
        [](Claim& c) { c.wording += "."; },
        [](Claim& c) { c.forms.pop_back(); },
        [](Claim& c) { c.kind = "other"; },
        [](Claim& c) { c.category.clear(); },
        [](Claim& c) { c.markets = {"GB"}; },
        [](Claim& c) { c.languages.clear(); },
        [](Claim& c) { c.evidence.from += "x"; },
        [](Claim& c) { c.evidence.digest[0] = '0'; },
        [](Claim& c) { c.evidence.excerpt += "x"; },
        [](Claim& c) { c.evidence.retrieved = "2026-11-03"; },
        [](Claim& c) { c.evidence.assessed_by = "sam"; },
        [](Claim& c) { c.evidence.basis += "x"; },
        [](Claim& c) { c.evidence.period += "x"; },
        [](Claim& c) { c.footnote.clear(); },
        [](Claim& c) { c.owner = "sam"; },
        [](Claim& c) { c.expires = "2028-12-31"; },
    };
    std::set<std::string> digests{sample().digest};
    for (const Change& change : changes) {
        Claim claim = sample();
        change(claim);
        digests.insert(digest_of_claim(claim));
    }
    CHECK(digests.size() == changes.size() + 1);
    Claim moved = sample();
    moved.first_line = 7;
    moved.withdrawn = true;
    CHECK(digest_of_claim(moved) == sample().digest);
}

TEST_CASE("a claim counts when the newest decision on exactly what it says is an approval") {
    const Claim claim = sample();
    Claim reworded = sample();
    reworded.wording = "Rated 4.9";
    reworded.digest = digest_of_claim(reworded);
    const auto approve = decision(false, claim);
    const auto approve_other = decision(false, reworded);
    const auto withdraw = decision(true, claim);
    const auto state = [&](std::vector<ClaimDecision> decisions, const Claim& today = sample()) {
        return state_of(today, decisions, k_now);
    };
    CHECK(state({}) == ClaimState::waiting);
    CHECK(state({approve}) == ClaimState::approved);
    CHECK(state({approve}, reworded) == ClaimState::changed);
    CHECK(state({approve, approve_other}, reworded) == ClaimState::approved);
    CHECK(state({approve, approve_other}) == ClaimState::approved);  // back to words that were approved
    CHECK(state({approve, withdraw}) == ClaimState::withdrawn);
    CHECK(state({withdraw}) == ClaimState::withdrawn);
    CHECK(state({approve, withdraw, approve}) == ClaimState::approved);
    // What was withdrawn does not come back with the approval of other words.
    CHECK(state({approve, withdraw, approve_other}) == ClaimState::changed);
    CHECK(is_withdrawn(std::vector{approve, withdraw, approve_other}, claim.digest));
    CHECK_FALSE(is_withdrawn(std::vector{approve, withdraw, approve_other}, reworded.digest));

    Claim over = sample();
    over.expires = "2026-11-22";
    CHECK(state_of(over, std::vector{decision(false, over)}, k_now) == ClaimState::expired);
    over.expires = "soon";  // invariant 12: what cannot be read is over
    CHECK(state_of(over, std::vector{decision(false, over)}, k_now) == ClaimState::expired);
    Claim flagged = sample();
    flagged.withdrawn = true;
    CHECK(state({approve}, flagged) == ClaimState::withdrawn);
}

}  // namespace mkai
