#include "core/brand/claims.hpp"

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
     {"en"},
     {"GB"}},
    {"c-filme", "42 neue Filme und Serien von März bis Juni.", {}, {"de"}, {"DE"}},
    {"c-cancel", "Cancel online at any time, effective at the end of the month.", {}, {"en"}, {}},
    {"c-lower", "Every price in Price Week is lower than it was in the 30 days before.", {}, {"en"}, {}},
    {"c-oak", "Our oak comes from forests certified for responsible management.", {}, {"en"}, {}},
    {"c-picks",
     "Sites that moved to wave-free picking cut mispicks by 31% within a quarter.",
     {},
     {"en"},
     {}},
    {"c-save", "Save up to 20% on selected sofas.", {}, {"en"}, {}},
    {"c-delivery", "Free delivery", {}, {"en"}, {}},
    {"c-returns", "Free returns within 30 days", {}, {"en"}, {}},
    {"c-terms", "Half price on all rugs. Terms apply.", {}, {"en"}, {}},
    {"c-hurt", "Our soap does not hurt the eyes of children.", {}, {"en"}, {}},
    {"c-weight", "Carries 1,200 kg.", {}, {"en"}, {}},
    {"c-abo", "Jederzeit online kündbar zum Monatsende.", {}, {"de"}, {}},
    {"c-rabatt", "Bis zu 20 % Rabatt auf ausgewählte Sofas.", {}, {"de"}, {}},
    {"c-traglast", "Trägt 1.200 kg.", {}, {"de"}, {}},
    {"c-livraison", "Livraison offerte dès 50 € d’achat.", {}, {"fr"}, {}},
    {"c-remise", "Jusqu’à 20 % de réduction sur une sélection de canapés.", {}, {"fr"}, {}},
    {"c-envio", "Envío gratis a partir de 50 €.", {}, {"es"}, {}},
    {"c-pelis", "42 películas y series nuevas de marzo a junio.", {}, {"es"}, {}},
    {"c-saiko", "全国118店舗で販売中。", {}, {"ja"}, {}},
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
        {"fr", "Livraison offerte dès 50 € d'achat !", "exact c-livraison free price"},
        {"fr", "Jusqu'à 20 % de réduction sur une sélection de canapés", "exact c-remise reference-price"},
        {"es", "¡Envío gratis a partir de 50 €!", "exact c-envio free"},
        {"ja", "全国118店舗で販売中！", "exact c-saiko"},
    });
}

TEST_CASE("a claim may be a clause, or several of them a sentence") {
    check({
        {"en", "Free delivery, today and tomorrow.", "exact c-delivery free"},
        {"en", "Good news: free delivery.", "exact c-delivery free"},
        {"en", "Free delivery and free returns within 30 days.",
         "exact c-delivery free; exact c-returns free"},
        {"en", "Free delivery – the best in town.", "exact c-delivery free; unsupported superlative"},
        {"en", "The cheapest in town, with free delivery",
         "unsupported superlative; near c-delivery free [words >with]"},
        {"en", "Half price on all rugs. Terms apply.", "exact c-terms reference-price"},
        {"en", "Half price on all rugs.\nTerms apply. Come in.", "exact c-terms reference-price"},
        {"en", "Free delivery. Half price on all rugs. Terms apply. The best.",
         "exact c-delivery free; exact c-terms reference-price; unsupported superlative"},
    });
}

TEST_CASE("what is near an approved claim says what differs") {
    check({
        {"en", "43 new films and series from March to June.", "near c-films statistic [number 42>43]"},
        {"en", "42 new films and series from March to July.", "near c-films statistic [words June>July]"},
        {"en-US", "42 new films and series from March to June.", "near c-films statistic [market GB>US]"},
        {"en", "Save 20% on selected sofas.", "near c-save reference-price [qualifier-missing up to>]"},
        {"en", "Save up to 20% on sofas.", "near c-save reference-price [qualifier-missing selected>]"},
        {"en", "Save up to 50% on selected sofas.", "near c-save reference-price [number 20>50]"},
        {"en", "Save 50% on sofas",
         "near c-save reference-price [number 20>50] [qualifier-missing up to>] [qualifier-missing "
         "selected>]"},
        {"en", "Our best oak comes from forests certified for responsible management.",
         "near c-oak endorsement environment superlative [superlative-added >best]"},
        {"en", "Our oak does not come from forests certified for responsible management.",
         "near c-oak endorsement environment [words >does] [negation >not] [words comes>come] negated"},
        {"en", "Our soap does hurt the eyes of children.", "near c-hurt [negation not>]"},
        {"en", "You can't cancel online at any time, effective at the end of the month.",
         "near c-cancel free-trial [words >You] [negation >can't] negated"},
        {"en", "Cancel online at any time, effective at the end of the year.",
         "near c-cancel free-trial [words month>year]"},
        {"en", "Cancel any time, effective at the end of the month.",
         "near c-cancel free-trial [words online at>]"},
        {"en", "At the end of the month: cancel online at any time, effective.",
         "near c-cancel free-trial [order cancel online at any time, effective>cancel online at any time, "
         "effective]"},
        {"en", "Free delivery and returns", "near c-delivery free [words >and returns]"},
        {"en", "Free next-day delivery", "near c-delivery free [words >next day]"},
        {"en", "Guaranteed free delivery", "near c-delivery free guarantee [cue-added >Guaranteed]"},
        {"en", "Half price on all rugs, terms apply.", "near c-terms reference-price [cut >]"},
        {"en", "Carries 1.200 kg.", "near c-weight [number 1,200>1.200]"},
        {"en", "Carries 12,000 kg.", "near c-weight [number 1,200>12,000]"},
        {"en", "Sites that moved to wave-free picking cut mispicks by 41%.",
         "near c-picks statistic [number 31>41] [qualifier-missing within a>] [words quarter>]"},
        {"de", "43 neue Filme und Serien von März bis Juni.", "near c-filme statistic [number 42>43]"},
        {"de", "42 neue Filme und beste Serien von März bis Juni.",
         "near c-filme statistic superlative [superlative-added >beste]"},
        {"de", "20 % Rabatt auf ausgewählte Sofas.",
         "near c-rabatt reference-price [qualifier-missing Bis zu>]"},
        {"de", "Bis zu 30 % Rabatt auf Sofas.",
         "near c-rabatt reference-price [number 20>30] [qualifier-missing ausgewählte>]"},
        {"de", "Nicht jederzeit online kündbar zum Monatsende.",
         "near c-abo free-trial [negation >Nicht] negated"},
        {"de", "Trägt 1,200 kg.", "near c-traglast [number 1.200>1,200]"},
        {"fr", "Livraison offerte dès 30 € d’achat.", "near c-livraison free price [number 50>30]"},
        {"fr", "20 % de réduction sur une sélection de canapés.",
         "near c-remise reference-price [qualifier-missing Jusqu’à>]"},
        {"fr", "Livraison offerte.",
         "near c-livraison free [qualifier-missing dès>] [number 50>] [words € d achat>]"},
        {"es", "Envío gratis a partir de 30 €.", "near c-envio free [number 50>30]"},
        {"es", "52 películas y series nuevas de marzo a junio.", "near c-pelis statistic [number 42>52]"},
        {"es", "Las mejores 42 películas y series nuevas de marzo a junio.",
         "near c-pelis statistic superlative [superlative-added >Las mejores]"},
        {"ja", "全国119店舗で販売中。", "near c-saiko [number 118>119]"},
    });
}

TEST_CASE("what no claim covers is unsupported, with the kinds of its cues") {
    check({
        // price
        {"en", "Only £5 a head.", "unsupported price"},
        {"en", "The lowest price in town.", "unsupported price"},
        {"de", "Jetzt nur 5 €.", "unsupported price"},
        {"fr", "À seulement 5 € !", "unsupported price"},
        {"es", "Por solo 5 €.", "unsupported price"},
        // reference price
        {"en", "Was £9, now £5.", "unsupported price reference-price"},
        {"en", "50% off everything.", "unsupported reference-price"},
        {"en", "Our RRP is higher.", "unsupported reference-price"},
        {"de", "9 € statt 12 €.", "unsupported reference-price"},
        {"de", "UVP 12 Euro", "unsupported reference-price"},
        {"fr", "9 € au lieu de 12 €.", "unsupported reference-price"},
        {"es", "Ahorra un 20 %.", "unsupported reference-price"},
        {"it", "Sconto del 20%", "unsupported reference-price statistic"},
        {"nl", "Nu met 20% korting", "unsupported reference-price"},
        {"sv", "Spara 200 kr", "unsupported reference-price"},
        // free, trial, subscription
        {"en", "First month free.", "unsupported free-trial"},
        {"en", "Start your free trial.", "unsupported free-trial"},
        {"en", "Try it free.", "unsupported free-trial"},
        {"en", "A free pillow for everybody.", "unsupported free"},
        {"de", "Ein Kissen gratis.", "unsupported free"},
        {"en", "Cancel anytime.", "unsupported free-trial"},
        {"de", "Der erste Monat ist gratis.", "unsupported free-trial"},
        {"fr", "Essai gratuit sans engagement.", "unsupported free-trial"},
        {"es", "Prueba gratis y cancela cuando quieras.", "unsupported free-trial"},
        {"it", "Prova gratuita", "unsupported free-trial"},
        {"nl", "Probeer het gratis", "unsupported free-trial"},
        {"sv", "Fri frakt", "unsupported free"},
        // scarcity
        {"en", "Only 3 left.", "unsupported scarcity"},
        {"en", "While stocks last", "unsupported scarcity"},
        {"en", "Sale ends tonight", "unsupported reference-price scarcity"},
        {"de", "Nur noch 3 Stück!", "unsupported scarcity"},
        {"de", "Solange der Vorrat reicht", "unsupported scarcity"},
        {"fr", "Offre limitée", "unsupported scarcity"},
        {"es", "Últimas unidades", "unsupported scarcity"},
        // superlative
        {"en", "The UK's No. 1 sofa shop.", "unsupported superlative"},
        {"en", "We are the only shop with it.", "unsupported superlative"},
        {"en", "ＢＥＳＴ sofa, be\u00ADst chair", "unsupported superlative"},
        {"de", "Das günstigste Sofa der Stadt.", "unsupported superlative"},
        {"de", "Deutschlands führender Anbieter", "unsupported superlative"},
        {"fr", "Le meilleur canapé de France.", "unsupported superlative"},
        {"es", "El sofá más cómodo, líder en España.", "unsupported superlative"},
        {"it", "Il miglior divano", "unsupported superlative"},
        {"nl", "De beste bank van Nederland", "unsupported superlative"},
        {"sv", "Sveriges bästa soffa", "unsupported superlative"},
        // comparative
        {"en", "Faster than the rest.", "unsupported comparative"},
        {"en", "Twice as soft.", "unsupported comparative"},
        {"en", "It has more comfort than before.", "unsupported comparative"},
        {"de", "Weicher als je zuvor.", "unsupported comparative"},
        {"fr", "Deux fois plus rapide.", "unsupported comparative"},
        {"es", "Más rápido que los demás.", "unsupported comparative"},
        // statistic
        {"en", "9 out of 10 cats agree.", "unsupported statistic"},
        {"en", "95% of customers come back.", "unsupported statistic"},
        {"en", "The benchmark covers 118 warehouses in 9 states.", "unsupported statistic"},
        {"de", "9 von 10 Kunden kommen wieder.", "unsupported statistic"},
        {"fr", "9 clients sur 10 reviennent.", "unsupported statistic"},
        {"es", "9 de cada 10 clientes repiten.", "unsupported statistic"},
        // guarantee
        {"en", "Your money-back guarantee.", "unsupported guarantee"},
        {"en", "It is risk-free.", "unsupported guarantee"},
        {"de", "Garantiert frisch.", "unsupported guarantee"},
        {"fr", "Satisfait ou remboursé.", "unsupported guarantee"},
        {"es", "Satisfacción garantizada.", "unsupported guarantee"},
        // prize
        {"en", "Win a weekend in Rome.", "unsupported prize"},
        {"en", "Enter our prize draw.", "unsupported prize"},
        {"de", "Jetzt am Gewinnspiel teilnehmen", "unsupported prize"},
        {"fr", "Tirage au sort le 4 mai.", "unsupported prize"},
        {"es", "Participa en el sorteo.", "unsupported prize"},
        // endorsement
        {"en", "Dermatologist tested.", "unsupported endorsement"},
        {"en", "As seen on TV.", "unsupported endorsement"},
        {"de", "Dermatologisch getestet.", "unsupported endorsement"},
        {"fr", "Testé dermatologiquement.", "unsupported endorsement"},
        {"es", "Recomendado por dentistas.", "unsupported endorsement"},
        // testimonial
        {"en", "Our customers love it.", "unsupported testimonial"},
        {"en", "“I have slept well ever since.” — Anna, Leeds", "unsupported testimonial"},
        {"en", "Anna says: \"I have slept well ever since.\"", "unsupported testimonial"},
        {"de", "„Seitdem schlafe ich gut.“ – Anna, Köln", "unsupported testimonial"},
        {"fr", "« Je dors bien depuis. » — Anne", "unsupported testimonial"},
        // health
        {"en", "It cures headaches.", "unsupported health"},
        {"en", "Clinically proven to work", "unsupported guarantee health"},
        {"en", "A seven-day detox.", "unsupported health"},
        {"de", "Stärkt das Immunsystem.", "unsupported health"},
        {"fr", "Renforce vos défenses.", "unsupported health"},
        {"es", "Refuerza el sistema inmunitario.", "unsupported health"},
        // environment
        {"en", "Carbon-neutral delivery.", "unsupported environment"},
        {"en", "An eco-friendly, biodegradable cup.", "unsupported environment"},
        {"en", "The green choice.", "unsupported environment"},
        {"de", "CO₂-neutral verschickt.", "unsupported environment"},
        {"de", "Nachhaltiges Holz.", "unsupported environment"},
        {"fr", "Un emballage biodégradable.", "unsupported environment"},
        {"es", "Un envase sostenible.", "unsupported environment"},
        {"it", "Energia verde", "unsupported environment"},
        {"nl", "Klimaatneutraal bezorgd", "unsupported environment"},
        {"sv", "Klimatneutral leverans", "unsupported environment"},
    });
}

TEST_CASE("a denied cue is listed as denied") {
    check({
        {"en", "We are not the cheapest.", "unsupported superlative negated"},
        {"en", "We're not the cheapest but the best.", "unsupported superlative"},
        {"en", "Returns are never guaranteed.", "unsupported guarantee negated"},
        {"en", "Delivery isn’t free.", "near c-delivery free [negation >isn’t] [order free>free] negated"},
        {"en", "Not only the best but the cheapest.", "unsupported superlative"},
        {"en", "It is never not the best.", "unsupported superlative"},
        {"en", "Without any guarantee.", "unsupported guarantee negated"},
        {"en", "No guarantee.", "unsupported guarantee negated"},
        {"en", "No fuss, free parking.", "unsupported free"},
        {"en", "The No. 1 in town.", "unsupported superlative"},
        {"en", "No one else has it.", "unsupported superlative"},
        {"de", "Wir sind nicht die Günstigsten.", "unsupported superlative negated"},
        {"de", "Das garantieren wir nicht.", "unsupported guarantee negated"},
        {"de", "Nicht nur günstig, sondern auch nachhaltig.", "unsupported environment price"},
        {"de", "Kein Gewinnspiel.", "unsupported prize negated"},
        {"fr", "Ce n’est pas le meilleur.", "unsupported superlative negated"},
        {"fr", "Non seulement gratuit, mais durable.", "unsupported environment free"},
        {"es", "No es el mejor.", "unsupported superlative negated"},
        {"es", "Nunca es gratis.", "unsupported free negated"},
        {"it", "Non è gratis.", "unsupported free negated"},
        {"nl", "Het is niet gratis.", "unsupported free negated"},
        {"sv", "Det är inte gratis.", "unsupported free negated"},
    });
}

TEST_CASE("a question claims only what it takes for true") {
    check({
        {"en", "Looking for the best sofa?", ""},
        {"en", "Is it sustainable?", ""},
        {"en", "Did you know it is the best sofa?", "unsupported superlative question"},
        {"en", "Why is ours the best sofa?", "unsupported superlative question"},
        {"en", "Want 50% off?", "unsupported reference-price question"},
        {"en", "Fancy a free trial?", "unsupported free-trial question"},
        {"en", "Free delivery?", "exact c-delivery free question"},
        {"en", "43 new films and series from March to June?", "near c-films [number 42>43] question"},
        {"de", "Suchst du das beste Sofa?", ""},
        {"de", "Wusstest du, dass es das beste Sofa ist?", "unsupported superlative question"},
        {"fr", "Vous cherchez le meilleur canapé ?", ""},
        {"fr", "Pourquoi est-ce le meilleur canapé ?", "unsupported superlative question"},
        {"es", "¿Buscas el mejor sofá?", ""},
        {"es", "¿Quieres ganar un viaje?", "unsupported prize question"},
    });
}

TEST_CASE("what the codes of advertising ask proof for is a claim, in every language with rows") {
    check({
        {"en", "It boosts your immune system.", "unsupported health"},
        {"en", "Relieves aching joints.", "unsupported health"},
        {"en", "Say goodbye to back pain.", "unsupported health"},
        {"en", "Kind to the planet.", "unsupported environment"},
        {"en", "It won't cost the earth.", "unsupported environment"},
        {"en", "Love it, or your money back.", "unsupported guarantee"},
        {"en", "Down from £80.", "unsupported reference-price"},
        {"en", "Nine in ten would do it again.", "unsupported statistic"},
        {"en", "Filling up fast.", "unsupported scarcity"},
        {"en", "No card needed.", "unsupported free-trial"},
        {"de", "Lindert Verspannungen.", "unsupported health"},
        {"de", "Dem Planeten zuliebe.", "unsupported environment"},
        {"de", "Sonst Geld zurück.", "unsupported guarantee"},
        {"de", "Fast vergriffen.", "unsupported scarcity"},
        {"fr", "Soulage les maux de tête.", "unsupported health"},
        {"fr", "Respecte la planète.", "unsupported environment"},
        {"fr", "Ou remboursé.", "unsupported guarantee"},
        {"es", "Calma la tos.", "unsupported health"},
        {"es", "Protege el planeta.", "unsupported environment"},
        {"es", "O te devolvemos el dinero.", "unsupported guarantee"},
        {"it", "Combatte lo stress.", "unsupported health"},
        {"it", "Basso impatto.", "unsupported environment"},
        {"it", "O ti rimborsiamo.", "unsupported guarantee"},
        {"nl", "Helpt tegen hoofdpijn.", "unsupported health"},
        {"nl", "Beter voor de planeet.", "unsupported environment"},
        {"nl", "Of je geld terug.", "unsupported guarantee"},
        {"sv", "Hjälper mot huvudvärk.", "unsupported health"},
        {"sv", "Bättre för klimatet.", "unsupported environment"},
        {"sv", "Annars pengarna tillbaka.", "unsupported guarantee"},
        {"en", "It does not relieve back pain.", "unsupported health negated"},
    });
}

TEST_CASE("puffery and idioms are no claims") {
    check({
        {"en", "Enjoy the best of Sunday.", ""},
        {"en", "All the best, the team", ""},
        {"en", "Best before 4 May.", ""},
        {"en", "Summer at its best.", ""},
        {"en", "We win back Sundays.", ""},
        {"en", "A green tea in the garden.", ""},
        {"en", "Gluten-free and sulphate-free.", ""},
        {"en", "Feel free to call.", ""},
        {"en", "Free of gluten, sugar-free and guilt-free.", ""},
        {"en", "Free as a bird, and are you free on Sunday?", ""},
        {"en", "Perfect for Sundays.", ""},
        {"en", "Enjoy the best of Sunday with the best sofa.", "unsupported superlative"},
        {"de", "Beste Grüße aus Köln", ""},
        {"de", "Ein grüner Tee im Garten.", ""},
        {"fr", "Profitez du meilleur du dimanche.", ""},
        {"es", "Disfruta de lo mejor del domingo.", ""},
        {"nl", "Beste klant,", ""},
    });
}

TEST_CASE("copy without a claim gives nothing") {
    check({
        {"en", "", ""},
        {"en", "The chair stood by the window.", ""},
        {"en", "From {{offer.starts}} to {{offer.ends}}.", ""},
        {"en", "Come in on Sunday and have a coffee.", ""},
        {"en", "Order by 14 October 2026.", ""},
        {"en", "Call 020 7946 0958.", ""},
        {"en", "Films and oak, from March on.", ""},
        {"de", "Der Stuhl stand am Fenster.", ""},
        {"de", "Bestellen Sie bis Sonntag.", ""},
        {"fr", "La chaise est près de la fenêtre.", ""},
        {"es", "La silla está junto a la ventana.", ""},
        {"ja", "椅子は窓のそばにある。", ""},
        {"th", "เก้าอี้อยู่ริมหน้าต่าง", ""},
    });
}

TEST_CASE("every cue says by itself whether it is denied, and where it stands") {
    const std::string_view text = "We're not the cheapest but the best.";
    const auto uses = matcher().match(text, "en");
    REQUIRE(uses.size() == 1);
    REQUIRE(uses[0].cues.size() == 2);
    CHECK(uses[0].cues[0].negated);
    CHECK_FALSE(uses[0].cues[1].negated);
    CHECK(text.substr(uses[0].cues[0].span.begin, 8) == "cheapest");
    CHECK(text.substr(uses[0].cues[1].span.begin, 4) == "best");
    CHECK(uses[0].span == TextSpan{0, text.size()});
}

TEST_CASE("a difference stands where it can be shown") {
    const std::string_view text = "Hello. Save 50% on selected sofas!";
    const auto uses = matcher().match(text, "en");
    REQUIRE(uses.size() == 1);
    CHECK(text.substr(uses[0].span.begin) == "Save 50% on selected sofas!");
    REQUIRE(uses[0].differences.size() == 2);
    const auto& missing = uses[0].differences[0].kind == DifferenceKind::qualifier_missing
                              ? uses[0].differences[0]
                              : uses[0].differences[1];
    const auto& number = uses[0].differences[0].kind == DifferenceKind::number ? uses[0].differences[0]
                                                                               : uses[0].differences[1];
    CHECK(missing.claim == "up to");
    CHECK(text.substr(missing.span.begin, 2) == "50");
    CHECK(missing.span.begin == missing.span.end);
    CHECK(text.substr(number.span.begin, number.span.end - number.span.begin) == "50");
}

TEST_CASE("the span of a clause is the clause, its sentence is told beside") {
    const std::string_view text = "Free delivery, the best in town.";
    const auto uses = matcher().match(text, "en");
    REQUIRE(uses.size() == 2);
    CHECK(text.substr(uses[0].span.begin, uses[0].span.end - uses[0].span.begin) == "Free delivery");
    CHECK(text.substr(uses[1].span.begin, uses[1].span.end - uses[1].span.begin) == "the best in town.");
    CHECK(uses[0].sentence == TextSpan{0, text.size()});
    CHECK(uses[1].sentence == uses[0].sentence);
}

TEST_CASE("a claim of another language is not matched, one without languages in all") {
    const std::vector<ClaimForm> claims{{"c-1", "Gratis", {}, {"de"}, {}}, {"c-2", "Wow 7", {}, {}, {}}};
    const ClaimMatcher two(claims);
    CHECK(found(two.match("Gratis", "de")) == "exact c-1 free");
    CHECK(found(two.match("Gratis", "es")) == "unsupported free");
    CHECK(found(two.match("Wow 7", "es")) == "exact c-2");
    CHECK(found(two.match("Wow 7", "xx")) == "exact c-2");
}

TEST_CASE("of two claims with the same words, the one of the market is meant") {
    const std::vector<ClaimForm> claims{{"c-gb", "Wow 7", {}, {}, {"GB"}}, {"c-us", "Wow 7", {}, {}, {"US"}}};
    const ClaimMatcher two(claims);
    CHECK(found(two.match("Wow 7", "en-US")) == "exact c-us");
    CHECK(found(two.match("Wow 7", "en-GB")) == "exact c-gb");
    CHECK(found(two.match("Wow 7", "en")) == "exact c-gb");
    CHECK(found(two.match("Wow 7", "en-IE")) == "near c-gb [market GB>IE]");
    CHECK(found(two.match("Wow 7", "en-Latn-US")) == "exact c-us");
}

TEST_CASE("no claims, and claims without words, match nothing") {
    CHECK(found(ClaimMatcher({}).match("The best sofa.", "en")) == "unsupported superlative");
    const std::vector<ClaimForm> claims{{"c-1", "", {}, {}, {}}, {"c-2", " … ", {"\xFF"}, {}, {}}};
    CHECK(found(ClaimMatcher(claims).match("The best sofa. …", "en")) == "unsupported superlative");
}

TEST_CASE("hostile characters neither hide a cue nor break a span") {
    check({
        {"en", "🎉The🎉best🎉sofa🎉", "unsupported superlative"},
        {"en", "The b\u200Bes\u2060t sofa.", "unsupported superlative"},
        {"en", "The \u202Ebest\u202C sofa.", "unsupported superlative"},
        {"en", "The b\u0336e\u0336s\u0336t\u0336 sofa.", "unsupported superlative"},
        {"en", "The \xFF best \xC3 sofa \xF0\x9F", "unsupported superlative"},
        {"en", "\xFF\xFE\xFD", ""},
        {"fr", "Garantie illimite\u0301e", "unsupported guarantee"},
        {"sv", "Ba\u0308st i test", "unsupported endorsement"},
        {"de", "GRÖSSTE Auswahl", "unsupported superlative"},
        {"he", "הספה best בעיר", "unsupported superlative"},
        {"ar", "أفضل أريكة No. 1 هنا؟", ""},
        {"ja", "当店は No.1 です。", "unsupported superlative"},
        {"th", "ราคา 50% off วันนี้", "unsupported reference-price"},
        {"zh", "全国最好的沙发。", ""},
        {"", "The best sofa.", "unsupported superlative"},
        {"-", "The best sofa.", "unsupported superlative"},
    });
}

TEST_CASE("a sentence of a megabyte is read to its end, in pieces") {
    std::string text = "The best";
    while (text.size() < (1U << 20)) text += " and so it went on with the chair";
    text += " and the cheapest";
    const auto uses = matcher().match(text, "en");
    REQUIRE(uses.size() == 2);
    CHECK(text.substr(uses[0].cues[0].span.begin, 4) == "best");
    CHECK(text.substr(uses[1].cues[0].span.begin) == "cheapest");
    CHECK(uses[1].sentence == TextSpan{0, text.size()});

    CHECK(matcher().match(std::string(1U << 20, 'x'), "en").empty());
    CHECK(matcher().match(std::string(1U << 20, '\xE0'), "th").empty());
    std::string thai;
    while (thai.size() < (1U << 20)) thai += "ที่";
    CHECK(matcher().match(thai, "th").empty());
}

TEST_CASE("an exact wording is found wherever a long sentence is cut") {
    std::string text = "So";
    while (text.size() < 3 * ClaimMatcher::k_piece_bytes) text += ", free delivery";
    const auto uses = matcher().match(text, "en");
    std::size_t exact = 0;
    for (const ClaimUse& use : uses) exact += use.verdict == Verdict::exact ? 1 : 0;
    CHECK(exact + 4 >= (text.size() - 2) / std::string_view(", free delivery").size());
}

TEST_CASE("a text has no more uses than the limit") {
    std::string text;
    for (std::size_t i = 0; i <= ClaimMatcher::k_uses_max; ++i) text += "Best. ";
    CHECK(matcher().match(text, "en").size() == ClaimMatcher::k_uses_max);
}

TEST_CASE("among a thousand claims of one pattern the right one is found") {
    std::vector<ClaimForm> claims;
    for (int i = 0; i < 1000; ++i)
        claims.push_back(
            {"c-" + std::to_string(i), "Our model M" + std::to_string(i) + " lasts 10 years.", {}, {}, {}});
    const ClaimMatcher many(claims);
    CHECK(found(many.match("Our model M617 lasts 10 years.", "en")) == "exact c-617");
    CHECK(found(many.match("Our model M617 lasts 12 years.", "en")) == "near c-617 [number 10>12]");
    CHECK(found(many.match("Our best model M617 lasts 10 years.", "en")) ==
          "near c-617 superlative [superlative-added >best]");
}

TEST_CASE("every language has cues of every kind") {
    for (const std::string_view language : cue_languages()) {
        std::set<CueKind> kinds;
        std::set<PhraseRole> roles;
        for (const PhraseRow& row : phrase_rows(language)) {
            if (row.language != language) continue;
            roles.insert(row.role);
            if (row.role == PhraseRole::cue) kinds.insert(row.kind);
        }
        CAPTURE(language);
        CHECK(kinds.size() == k_cue_kinds);
        CHECK(roles.contains(PhraseRole::puffery));
        CHECK(roles.contains(PhraseRole::negation));
        CHECK(roles.contains(PhraseRole::qualifier));
        // Every row compiles.
        CHECK(matcher().match("1", language).empty());
    }
}
