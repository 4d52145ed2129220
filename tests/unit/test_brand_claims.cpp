#include "core/brand/claims.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai::brand;

namespace {

const std::vector<ClaimForm> k_claims{
    {"c-films",
     "42 new films and series from March to June.",
     {"42 new films and series, March to June"},
     "",
     {"en"},
     {"GB"}},
    {"c-filme", "42 neue Filme und Serien von März bis Juni.", {}, "", {"de"}, {"DE"}},
    {"c-cancel", "Cancel online at any time, effective at the end of the month.", {}, "", {"en"}, {}},
    {"c-lower", "Every price in Price Week is lower than it was in the 30 days before.", {}, "", {"en"}, {}},
    {"c-oak", "Our oak comes from forests certified for responsible management.", {}, "", {"en"}, {}},
    {"c-picks",
     "Sites that moved to wave-free picking cut mispicks by 31% within a quarter.",
     {},
     "",
     {"en"},
     {}},
    {"c-save", "Save up to 20% on selected sofas.", {}, "", {"en"}, {}},
    {"c-delivery", "Free delivery", {}, "", {"en"}, {}},
    {"c-returns", "Free returns within 30 days", {}, "", {"en"}, {}},
    {"c-terms", "Half price on all rugs. Terms apply.", {}, "", {"en"}, {}},
    {"c-hurt", "Our soap does not hurt the eyes of children.", {}, "", {"en"}, {}},
    {"c-weight", "Carries 1,200 kg.", {}, "", {"en"}, {}},
    {"c-abo", "Jederzeit online kündbar zum Monatsende.", {}, "", {"de"}, {}},
    {"c-rabatt", "Bis zu 20 % Rabatt auf ausgewählte Sofas.", {}, "", {"de"}, {}},
    {"c-traglast", "Trägt 1.200 kg.", {}, "", {"de"}, {}},
    {"c-livraison", "Livraison offerte dès 50 € d’achat.", {}, "", {"fr"}, {}},
    {"c-remise", "Jusqu’à 20 % de réduction sur une sélection de canapés.", {}, "", {"fr"}, {}},
    {"c-envio", "Envío gratis a partir de 50 €.", {}, "", {"es"}, {}},
    {"c-pelis", "42 películas y series nuevas de marzo a junio.", {}, "", {"es"}, {}},
    {"c-saiko", "全国118店舗で販売中。", {}, "", {"ja"}, {}},
};

// One line that says all of a use but its place: "near c-films statistic [number 42>43] negated".
std::string said(const ClaimUse& use) {
    std::string out(name_of(use.verdict));
    if (!use.claim_id.empty()) out += " " + use.claim_id;
    std::set<std::string> kinds;
    for (const CueUse& cue : use.cues) kinds.insert(std::string(name_of(cue.kind)));
    for (const std::string& kind : kinds) out += " " + kind;
    for (const Difference& difference : use.differences)
        out += " [" + std::string(name_of(difference.kind)) + " " + difference.claim + ">" + difference.text +
               "]";
    if (use.negated) out += " negated";
    if (use.question) out += " question";
    return out;
}

std::string found(const std::vector<ClaimUse>& uses) {
    std::string out;
    for (const ClaimUse& use : uses) out += (out.empty() ? "" : "; ") + said(use);
    return out;
}

const ClaimMatcher& matcher() {
    static const ClaimMatcher built(k_claims);
    return built;
}

struct Case {
    std::string_view locale;
    std::string_view text;
    std::string_view expected;  // empty: no claim
};

void check(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(c.locale);
        CAPTURE(c.text);
        const auto uses = matcher().match(c.text, c.locale);
        CHECK(found(uses) == c.expected);
        for (const ClaimUse& use : uses) {
            CHECK(use.span.begin < use.span.end);
            CHECK(use.span.end <= c.text.size());
            for (const CueUse& cue : use.cues) {
                CHECK(cue.span.begin >= use.span.begin);
                CHECK(cue.span.end <= use.span.end);
            }
        }
    }
}

}  // namespace

TEST_CASE("an approved wording is exact whatever its case, spaces, quotes, dashes and last stop") {
    check({
        {"en-GB", "42 new films and series from March to June.", "exact c-films statistic"},
        {"en-GB", "42 NEW FILMS AND SERIES  FROM\nmarch to june!", "exact c-films statistic"},
        {"en-GB", "42 new films and series, March to June", "exact c-films statistic"},
        {"en-GB", "“42 new films and series from March to June”", "exact c-films statistic"},
        {"en-GB", "🎬 42 new films and series from March to June 🎬", "exact c-films statistic"},
        {"en-GB", "42 new films and series from March to June.*", "exact c-films statistic"},
        {"en-GB", "42\u00A0new films\u00AD and series from March to June.", "exact c-films statistic"},
        {"en", "Sites that moved to wave‑free picking cut mispicks by 31 % within a quarter.",
         "exact c-picks statistic"},
        {"en", "- Our oak comes from forests certified for responsible management",
         "exact c-oak endorsement environment"},
        {"en", "Carries 1200 kg.", "exact c-weight"},
        {"de", "Trägt 1200 kg.", "exact c-traglast"},
        {"de", "TRÄGT 1.200\u00A0KG", "exact c-traglast"},
        {"de-DE", "42 neue Filme und Serien von Ma\u0308rz bis Juni", "exact c-filme statistic"},
        {"de", "Bis zu 20% Rabatt auf ausgewählte Sofas", "exact c-rabatt reference-price"},
        {"de", "Jederzeit online kündbar – zum Monatsende.", "exact c-abo free-trial"},
        {"fr", "Livraison offerte dès 50 € d'achat !", "exact c-livraison free-trial price"},
        {"fr", "Jusqu'à 20 % de réduction sur une sélection de canapés", "exact c-remise reference-price"},
        {"es", "¡Envío gratis a partir de 50 €!", "exact c-envio free-trial"},
        {"ja", "全国118店舗で販売中！", "exact c-saiko"},
    });
}

TEST_CASE("a claim may be a clause, or several of them a sentence") {
    check({
        {"en", "Free delivery, today and tomorrow.", "exact c-delivery free-trial"},
        {"en", "Good news: free delivery.", "exact c-delivery free-trial"},
        {"en", "Free delivery and free returns within 30 days.",
         "exact c-delivery free-trial; exact c-returns free-trial"},
        {"en", "Free delivery – the best in town.", "exact c-delivery free-trial; unsupported superlative"},
        {"en", "The cheapest in town, with free delivery",
         "unsupported superlative; near c-delivery free-trial [words >with]"},
        {"en", "Half price on all rugs. Terms apply.", "exact c-terms reference-price"},
        {"en", "Half price on all rugs.\nTerms apply. Come in.", "exact c-terms reference-price"},
        {"en", "Free delivery. Half price on all rugs. Terms apply. The best.",
         "exact c-delivery free-trial; exact c-terms reference-price; unsupported superlative"},
    });
}
