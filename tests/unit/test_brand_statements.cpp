#include "core/brand/statements.hpp"
#include "tests/unit/sample_copy.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {

Claim claim(const char* id, const char* wording) {
    Claim made;
    made.id = id;
    made.wording = wording;
    made.markets = {"GB"};
    made.owner = "dana";
    made.expires = "2027-12-31";
    return made;
}

// Everything that a text may be held against; each test changes what it is about.
struct Held {
    Brief brief = sample::brief();
    std::vector<Claim> claims{claim("c-1", "42 new films and series from March to June."),
                              claim("c-2", "Our oak comes from certified forests."),
                              claim("c-3", "Save up to 20% on selected chairs.")};
    std::vector<brand::WordRule> rules;
    std::string locale = "en-GB";
    bool with_brief = true;

    ClaimStates claim_states;  // of those that do not count; the rest is approved

    Held() { brief.claims = {"c-1", "c-2", "c-3"}; }

    std::vector<Finding> findings(std::string_view text) const {
        brand::KnownFacts facts;
        brand::KnownFacts slots;
        if (with_brief) {
            facts.add_brief(brief, locale);
            if (const Offer* offer = brief.offer.for_locale(locale)) {
                slots.add_money(offer->price, offer->currency, "offer.price");
                slots.add_money(offer->was_price, offer->currency, "offer.was_price");
                slots.add_date(offer->ends, "offer.ends");
            }
        }
        std::vector<brand::ClaimForm> forms;
        for (const Claim& c : claims) {
            facts.add_claim(c, locale);
            forms.push_back({c.id, c.wording, c.forms, c.languages, c.markets});
        }
        const brand::ClaimMatcher matcher(forms);
        std::vector<brand::RuleProblem> problems;
        const brand::RuleSet set = brand::RuleSet::compile(rules, {}, problems);
        REQUIRE(problems.empty());
        const auto find_claim = [this](std::string_view id) {
            const auto found = std::ranges::find(claims, id, &Claim::id);
            return found == claims.end() ? nullptr : &*found;
        };
        ClaimStates states = claim_states;
        for (const Claim& c : claims)
            states.try_emplace(c.id, c.holds(start_of(Date{2026, 11, 26})) ? ClaimState::approved
                                     : c.withdrawn                         ? ClaimState::withdrawn
                                                                           : ClaimState::expired);
        return brand::check_statements(
            {facts, slots, matcher, set, find_claim, states, locale, "email", with_brief ? &brief : nullptr},
            {"body", "Body", text});
    }
    // "error claim-near" each.
    List codes(std::string_view text) const {
        List out;
        for (const Finding& finding : findings(text))
            out.push_back(fmt::format("{} {}", to_string(finding.level), finding.code));
        return out;
    }
};

}  // namespace

TEST_CASE("what a declared claim says that legal has not approved is a finding of its own, and told once") {
    Held held;
    held.claim_states = {{"c-1", ClaimState::waiting}};
    const auto own = held.findings("42 new films and series from March to June.");
    REQUIRE(own.size() == 1);
    CHECK(own[0].code == "claim-unapproved");
    CHECK(own[0].level == Level::error);
    CHECK(own[0].rule == "c-1");
    CHECK(own[0].owner == "dana");
    CHECK(own[0].message.find("says c-1, which legal has not approved") != std::string::npos);
    CHECK(own[0].fix.find("mkai claim approve c-1") != std::string::npos);
    CHECK(brand::is_about_statements(own[0]));
    // Almost: no approved wording could be named for it.
    const auto near = held.findings("43 new films and series from March to June.");
    REQUIRE(near.size() == 1);
    CHECK(near[0].code == "claim-unapproved");
    CHECK(near[0].message.find("says almost c-1") != std::string::npos);
    held.claim_states = {{"c-1", ClaimState::changed}};
    CHECK(held.findings("42 new films and series from March to June.")
              .at(0)
              .message.find("which has changed since legal approved it") != std::string::npos);
    held.claim_states = {{"c-1", ClaimState::withdrawn}};
    CHECK(held.codes("42 new films and series from March to June.") == List{"error claim-expired"});
    held.claim_states.clear();
    CHECK(held.codes("42 new films and series from March to June.").empty());
}

TEST_CASE("more off than the offer gives is untrue, also where the offer's own name still says so") {
    Held held;
    Offer offer = *held.brief.offer.for_locale("en-GB");
    offer.name = "Three months at half price";
    offer.price = "4.99";
    offer.was_price = "9.99";
    held.brief.offer = {offer, {}};
    for (const char* text : {"Three months at half price", "50% off for three months"})
        CHECK_MESSAGE(held.codes(text).empty(), std::string(text));
    held.brief.offer.common->price = "6.99";
    for (const char* text :
         {"Three months at half price", "50% off for three months", "31.5% off this spring"})
        CHECK_MESSAGE(held.codes(text) == List{"error discount-untrue"}, std::string(text));
    CHECK(held.codes("30% off for three months").empty());  // the brief's two prices say so
    const auto own = held.findings("Three months at half price");
    REQUIRE(own.size() == 1);
    CHECK(own[0].message.find(
              "promises \"half price\", and the offer's price is 30% below its earlier one (6.99 GBP, "
              "was 9.99)") != std::string::npos);
    CHECK(own[0].excerpt == "half price");
    CHECK(brand::is_about_statements(own[0]));
    const auto named = held.findings("{{offer.name}}: now for you");
    REQUIRE(named.size() == 1);
    CHECK(named[0].code == "discount-untrue");
    CHECK(named[0].level == Level::warning);
    CHECK(named[0].excerpt == "{{offer.name}}");
    CHECK(named[0].message.find(
              "promises \"half price\", as the offer is called, and the offer's price is 30%") !=
          std::string::npos);
    CHECK(named[0].fix == "mkai brief set spring offer.name \"...\"");
    // Less, a percentage of something else, another offer's claim, and what is denied.
    held.brief.key_messages.common = {"30% off. 96% of the films are new.", "90% like it."};
    for (const char* text : {"30% off for three months", "96% of the films are new",
                             "Save up to 20% on selected chairs.", "It is not half price."})
        CHECK_MESSAGE(std::ranges::count(held.codes(text), "error discount-untrue") == 0, std::string(text));
    held.brief.offer.common->was_price = "";
    CHECK(std::ranges::count(held.codes("Three months at half price"), "error discount-untrue") == 0);
}

TEST_CASE("a price typed by hand is a warning that names its slot") {
    const Held held;
    const auto own = held.findings("Now £4.99 a month");
    REQUIRE(own.size() == 1);
    CHECK(own[0].code == "typed-by-hand");
    CHECK(own[0].level == Level::warning);
    CHECK(own[0].fix == "write {{offer.price}} there");
    CHECK(own[0].excerpt == "£4.99");
    CHECK(own[0].begin == 4);
    CHECK(own[0].field == "body");
    for (const char* typed : {"instead of £9.99", "instead of 9.99 GBP", "instead of 9,99 £"})
        CHECK_MESSAGE(held.findings(typed).at(0).fix == "write {{offer.was_price}} there", typed);
}

TEST_CASE("an offer's date typed by hand is a warning in the spellings that people use") {
    Held held;
    for (const char* text : {"until 31 December 2026", "until 31 December", "until December 31st",
                             "until the 31st December", "by 31/12/2026", "by 2026-12-31"}) {
        CAPTURE(std::string(text));
        CHECK(held.codes(text) == List{"warning typed-by-hand"});
        CHECK(held.findings(text).at(0).fix == "write {{offer.ends}} there");
    }
    held.locale = "de-DE";
    CHECK(held.codes("Nur bis 31. Dezember") == List{"warning typed-by-hand"});
}

TEST_CASE("a fact that stands nowhere is a finding, and one that stands somewhere is none") {
    Held held;
    held.brief.key_messages.common = {"A £20 voucher for 118 friends", "from 4 March"};
    for (const char* text : {"A £20 voucher awaits", "20 pounds for you", "For 118 of you",
                             "from March 4th on", "2026-03-04", "3 reasons, at 8pm"})
        CHECK_MESSAGE(held.codes(text).empty(), std::string(text));
    // Another price than the offer's is an error.
    CHECK(held.codes("Now £3.99 a month") == List{"error fact-not-in-brief"});
    CHECK(held.findings("Now £3.99 a month").at(0).fix.find("4.99 GBP") != std::string::npos);
    for (const char* text : {"For 119 of you", "from 5 March on", "since 1999"})
        CHECK_MESSAGE(held.codes(text) == List{"warning fact-not-in-brief"}, std::string(text));
    held.brief.offer = {};
    CHECK(held.codes("Now £3.99 a month") == List{"warning fact-not-in-brief"});
}

TEST_CASE("a claim is as it was approved, near it, or not approved") {
    Held held;
    CHECK(held.codes("42 new films and series from March to June.").empty());
    CHECK(held.codes("42 NEW films and series  from March to June").empty());
    // One finding tells of another number, not two.
    CHECK(held.codes("43 new films and series from March to June.") == List{"error claim-near"});
    const Finding near = held.findings("43 new films and series from March to June.").at(0);
    CHECK(near.rule == "c-1");
    CHECK(near.owner == "dana");
    CHECK(near.message.find("\"43\" instead of \"42\"") != std::string::npos);
    CHECK(near.fix == "write \"42 new films and series from March to June.\"");
    CHECK(held.codes("Save 20% on selected chairs.") == List{"error claim-near"});
    CHECK(held.codes("The best chairs in Europe.") == List{"warning claim-unsupported"});
    // What makes it a claim is not told again as a number.
    CHECK(held.codes("Loved by 91% of our customers.") == List{"warning claim-unsupported"});
    for (const char* text : {"Our linen is carbon neutral.", "It cures a bad back."})
        CHECK_MESSAGE(held.codes(text) == List{"error claim-unsupported"}, std::string(text));
    for (const char* text :
         {"This is not the cheapest chair.", "Looking for the best sofa?", "A chair to keep."})
        CHECK_MESSAGE(held.codes(text).empty(), std::string(text));
}

TEST_CASE("an approved claim has to hold today, here, and for this brief") {
    Held held;
    const char* text = "Our oak comes from certified forests.";
    CHECK(held.codes(text).empty());
    held.brief.claims = {"c-1"};
    CHECK(held.codes(text) == List{"warning claim-not-in-brief"});
    held.with_brief = false;
    CHECK(held.codes(text).empty());
    held.with_brief = true;
    for (const char* expires : {"2026-11-25", "never"}) {
        held.claims[1].expires = expires;
        CHECK_MESSAGE(held.codes(text) == List{"error claim-expired"}, expires);
    }
    for (const char* expires : {"", "2026-11-26"}) {
        held.claims[1].expires = expires;
        CHECK_MESSAGE(held.codes(text) == List{"warning claim-not-in-brief"}, expires);
    }
    held.claims[1].withdrawn = true;
    CHECK(held.codes(text) == List{"error claim-expired"});
    held = Held();
    held.locale = "en-US";
    CHECK(held.codes(text) == List{"error claim-near"});
}

TEST_CASE("a rule of the brand says who owns it and what to write") {
    Held held;
    brand::WordRule rule;
    rule.id = "plain-words";
    rule.kind = brand::RuleKind::substitution;
    rule.level = Level::error;
    rule.owner = "maria";
    rule.swaps = {{"utilise", "use"}};
    held.rules = {rule};
    const auto findings = held.findings("You utilise it, and we use it.");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "word-rule");
    CHECK(findings[0].rule == "plain-words");
    CHECK(findings[0].owner == "maria");
    CHECK(findings[0].fix == "write \"use\"");
    CHECK(findings[0].excerpt == "utilise");
}

TEST_CASE("findings come by place, and any bytes may come") {
    const Held held;
    const auto findings = held.findings("Now £3.99. The best chairs in Europe. Until 31 December.");
    CHECK(std::ranges::is_sorted(findings, {}, &Finding::begin));
    CHECK(findings.size() == 3);
    std::string hostile;
    for (int i = 0; i < 20'000; ++i) hostile += static_cast<char>((i * 7919) % 256);
    for (const Finding& finding : held.findings(hostile)) {
        CHECK(finding.begin <= finding.end);
        CHECK(finding.end <= hostile.size());
    }
}

TEST_CASE("a text that is full of findings has the first of each level, and the others are counted") {
    Held held;
    std::string text;
    for (int i = 0; i < 1500; ++i) text += fmt::format("Chair {} carries 9{:04} kg.\n", i % 7, i);
    const auto findings = held.findings(text);
    CHECK(findings.size() == k_findings_told_max + 1);
    CHECK(findings.back().code == "fact-not-in-brief");
    CHECK(findings.back().stands_for == 500);
    CHECK(count_of(findings, Level::warning) == 1500);
}

TEST_CASE("what was not read to its end is an error, before everything else") {
    Held held;
    std::string text;
    for (std::size_t i = 0; i <= brand::k_facts_max; ++i) text += "12 kg\n";
    const auto findings = held.findings(text);
    CHECK(findings.front().code == "not-read-to-its-end");
    CHECK(findings.front().level == Level::error);
}
