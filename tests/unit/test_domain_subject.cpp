// The approval subject: the same facts give the same bytes, and every fact that an approver saw is in them.
#include "core/base/json.hpp"
#include "core/domain/subject.hpp"

#include <functional>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

Subject sample() {
    Subject s;
    s.asset = {"spring", "email", "en-GB", "a"};
    s.channel = "email";
    s.channel_digest = std::string(64, 'c');
    s.audience_id = "lapsed";
    s.audience = "People who left";
    s.content.fields = {{"subject", std::string("Zoë is back 😀")},
                        {"lines", std::vector<std::string>{"a", "b"}}};
    s.content.slots = {{"offer.price", "£4.99"}};
    s.content.media = {{std::string(64, 'd'), "A boat", "ours", "2027-01-01"}};
    s.offer = Offer{"Half price", "4.99", "GBP", "9.99", "2027-03-01", "2027-06-30", "Ask us."};
    s.claims = {{"c-12", std::string(64, 'e'), "2027-12-31"}, {"c-14", std::string(64, 'f'), ""}};
    s.disclosures = {"18+"};
    s.links = {"https://www.halvorn.example/back"};
    s.flight_starts = "2027-03-01";
    s.flight_ends = "2027-06-30";
    s.brief_digest = std::string(64, 'b');
    s.use_case = "campaign-copy";
    return s;
}

const std::vector<std::function<void(Subject&)>>& changes() {
    static const std::vector<std::function<void(Subject&)>> k_changes{
        [](Subject& s) { s.asset.variant = "b"; },
        [](Subject& s) { s.asset.locale = "en-IE"; },
        [](Subject& s) { s.channel = "sms"; },
        [](Subject& s) { s.channel_digest[0] = '0'; },
        [](Subject& s) { s.audience_id = "others"; },
        [](Subject& s) { s.audience += "!"; },
        [](Subject& s) { s.audience_regulated = true; },
        [](Subject& s) { s.content.fields["subject"] = std::string("Zoe is back 😀"); },
        [](Subject& s) { s.content.fields["lines"] = std::vector<std::string>{"a\nb"}; },
        [](Subject& s) { s.content.fields["lines"] = std::string("a\nb"); },
        [](Subject& s) { s.content.slots["offer.price"] = "£5.49"; },
        [](Subject& s) { s.content.media[0].alt_text = "A ship"; },
        [](Subject& s) { s.content.media[0].rights = "theirs"; },
        [](Subject& s) { s.content.media.clear(); },
        [](Subject& s) { s.content.derived_from = "spring/email.de-DE.a@v1"; },
        [](Subject& s) { s.offer->price = "4.98"; },
        [](Subject& s) { s.offer->was_price = "4.98"; },
        [](Subject& s) { s.offer->ends = "2027-07-01"; },
        [](Subject& s) { s.offer->terms = "Ask them."; },
        [](Subject& s) { s.offer.reset(); },
        [](Subject& s) { s.claims[0].evidence_digest[0] = '0'; },
        [](Subject& s) { s.claims[1].expires = "2027-12-31"; },
        [](Subject& s) { s.claims.pop_back(); },
        [](Subject& s) { s.claims[0].digest = std::string(64, 'a'); },
        [](Subject& s) {
            s.disclosures = {"18+", "UK only"};
        },
        [](Subject& s) { s.links[0] += "/2"; },
        [](Subject& s) { s.flight_ends = "2027-07-01"; },
        [](Subject& s) { s.brief_digest[0] = '0'; },
        [](Subject& s) { s.use_case = "newsletter"; },
    };
    return k_changes;
}

}  // namespace

TEST_CASE("a subject round trips through its bytes, which are canonical") {
    const auto bytes = subject_to_bytes(sample());
    REQUIRE(bytes);
    const auto again = subject_from_bytes(*bytes);
    REQUIRE(again);
    CHECK(*again == sample());
    CHECK(subject_to_bytes(*again).value() == *bytes);
    CHECK(canonical_json(*parse_json(*bytes)).value() == *bytes);
    Subject bare;
    bare.asset = {"a", "b", "en-GB", "a"};
    const auto bare_bytes = subject_to_bytes(bare);
    REQUIRE(bare_bytes);
    CHECK(subject_from_bytes(*bare_bytes).value() == bare);
}

TEST_CASE("every fact that an approver saw changes the bytes when it changes") {
    std::set<std::string> seen{subject_to_bytes(sample()).value()};
    for (std::size_t i = 0; i < changes().size(); ++i) {
        Subject changed = sample();
        changes()[i](changed);
        const auto bytes = subject_to_bytes(changed);
        REQUIRE(bytes);
        CHECK_MESSAGE(seen.insert(*bytes).second, "change ", i);
        CHECK(subject_from_bytes(*bytes).value() == changed);
    }
}

TEST_CASE("bytes that are not a subject are a damaged ledger, never a crash") {
    const std::string good = subject_to_bytes(sample()).value();
    for (std::size_t cut = 0; cut < good.size(); cut += 7) {
        const auto read = subject_from_bytes(std::string_view(good).substr(0, cut));
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::ledger_corrupt);
    }
    const Json json = *parse_json(good);
    for (const auto& [key, value] : json.items()) {
        Json without = json;
        without.erase(key);
        if (key != "locale") CHECK_MESSAGE(!subject_from_bytes(without.dump()), key);
        Json other = json;
        other[key] = 7;
        if (key != "locale") CHECK_MESSAGE(!subject_from_bytes(other.dump()), key);
    }
    Json later = json;
    later["format"] = "approval-subject/2";
    CHECK_FALSE(subject_from_bytes(later.dump()));
}

TEST_CASE("a subject takes the locale's offer and lines, and the claims of its market, sorted") {
    Brief brief;
    brief.id = "spring";
    brief.claims = {"c-2", "c-1", "c-3"};
    brief.offer.common = Offer{"Half price", "4.99", "GBP", "", "", "", ""};
    brief.offer.by_locale["de-DE"] = Offer{"Halber Preis", "5.99", "EUR", "", "", "", ""};
    brief.mandatories.common = {"18+"};
    brief.mandatories.by_locale["de-DE"] = {"Ab 18"};
    const Deliverable deliverable{"email", "email", 1, "https://x.example", {}, ""};
    const auto claim = [](const char* id, std::vector<std::string> markets, const char* digest) {
        Claim made;
        made.id = id;
        made.markets = std::move(markets);
        made.evidence.digest = digest;
        return made;
    };
    const std::vector<Claim> claims{claim("c-2", {}, "two"), claim("c-1", {"DE"}, "one"),
                                    claim("c-3", {"GB"}, "three"), claim("c-4", {}, "four")};
    const Subject german =
        make_subject({"spring", "email", "de-DE", "a"}, brief, deliverable, "d", claims, {});
    CHECK(german.offer->price == "5.99");
    CHECK(german.disclosures == std::vector<std::string>{"Ab 18"});
    REQUIRE(german.claims.size() == 2);
    CHECK(german.claims[0].id == "c-1");
    CHECK(german.claims[1].id == "c-2");
    const Subject irish =
        make_subject({"spring", "email", "en-IE", "a"}, brief, deliverable, "d", claims, {});
    CHECK(irish.offer->price == "4.99");
    REQUIRE(irish.claims.size() == 1);
}

TEST_CASE("differences name what changed in offer, claims and lines, and nothing else") {
    CHECK(differences(sample(), sample()).empty());
    Subject today = sample();
    today.content.fields.clear();
    today.brief_digest[0] = '0';
    today.audience = "others";
    today.claims.push_back({"c-99", "new", ""});
    CHECK(differences(sample(), today).empty());
    today.offer->price = "";
    today.claims.erase(today.claims.begin());
    today.claims[0].expires = "2027-01-01";
    today.disclosures.clear();
    CHECK(differences(sample(), today) ==
          std::vector<std::string>{
              "offer.price was \"4.99\", is empty", "claim c-12 is no longer in the brief or its market",
              "the expiry of claim c-14 was empty, is \"2027-01-01\"", "the mandatory lines have changed"});
    // What a claim says beside its evidence; a version from before claims had digests is not held against it.
    today = sample();
    today.claims[0].digest = std::string(64, '1');
    CHECK(differences(sample(), today).empty());
    Subject frozen = today;
    CHECK(differences(frozen, today).empty());
    today.claims[0].digest[0] = '2';
    CHECK(differences(frozen, today) ==
          std::vector<std::string>{"claim c-12 says something else (mkai claim show c-12)"});
    today = sample();
    today.offer.reset();
    CHECK(differences(sample(), today) == std::vector<std::string>{"the brief has no offer any more"});
    CHECK(differences(today, sample()) == std::vector<std::string>{"the brief has an offer now"});
}

}  // namespace mkai
