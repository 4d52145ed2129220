// Dutch and Swedish. See claim_cues.hpp.
#include "core/brand/claim_cue_tables.hpp"

#include <array>

namespace mkai::brand {
namespace {

// clang-format off
constexpr std::array k_rows{
    PhraseRow{"nl", PhraseRole::cue, CueKind::price,
     "slechts {$n}|maar {$n}|voor maar {$n}|voor slechts {$n}|vanaf {$n}|al vanaf {$n}|nu {$n}|nu voor {$n}|"
     "voor {$n}|minder dan {$n}|goedkoop|goedkope|voordelig|voordelige|lage prijs|lage prijzen|"
     "laagste prijs|laagste prijzen|beste prijs|koopje*|betaalbaar|betaalbare|prijs kwaliteit*|"
     "geen verborgen kosten|zonder verborgen kosten|{$n} per {days}|scherp geprijsd*"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::reference_price,
     "was {$n}|van {$n}|van {$n} voor {$n}|in plaats van {$n}|adviesprijs|{n} {%} korting|{n} {%} goedkoper|"
     "tot {n} {%} korting|bespaar {n} {%}|bespaar tot {n} {%}|bespaar {$n}|bespaar tot {$n}|korting*|"
     "afgeprijsd*|uitverkoop|sale|opruiming|halve prijs|voor de halve prijs|actieprijs|aanbieding*|"
     "in de aanbieding|ter waarde van {$n}|{n} halen {n} betalen|{n} + {n} gratis|oorspronkelijke prijs"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::free,
     "gratis|kosteloos|kosteloze|zonder kosten|cadeau|gratis verzending|nul euro"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::free_trial,
     "vrijblijvend*|zonder verplichting*|proefabonnement*|proefperiode|proefmaand|eerste maand gratis|"
     "{n} {days} gratis|altijd opzegbaar|maandelijks opzegbaar|op elk moment opzegbaar|zeg op wanneer|"
     "op elk moment opzeggen|abonnement*|automatisch verlengd|automatische verlenging|probeer gratis|"
     "probeer het gratis|gratis proberen|maand gratis"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::scarcity,
     "nog maar {n}|nog slechts {n}|op is op|zolang de voorraad strekt|zolang voorraad strekt|laatste kans|"
     "laatste dag|laatste dagen|laatste uren|laatste stuks|eindigt vandaag|eindigt vanavond|"
     "eindigt binnenkort|alleen vandaag|tijdelijk|tijdelijke|beperkt|beperkte|beperkte oplage|gelimiteerd*|"
     "limited edition|wees er snel bij|wees snel|haast je|bijna uitverkocht|uitverkocht|nu of nooit|"
     "mis het niet|de eerste {n}"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::superlative,
     "beste|de beste|het beste|nummer één|nummer 1|nummer een|de enige|het enige|enige|toonaangevend*|"
     "marktleider*|leidend|leidende|goedkoopste|snelste|grootste|sterkste|veiligste|laagste|hoogste|"
     "gezondste|schoonste|nieuwste|meest *|de meeste|onverslaanbaar|onverslaanbare|ongeëvenaard*|"
     "onovertroffen|uniek|unieke|perfect|perfecte|ultiem|ultieme|revolutionair*|wereldprimeur|van de wereld|"
     "ter wereld|best verkochte|populairste|zonder weerga"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::comparative,
     "{adj} dan|meer * dan|minder * dan|twee keer zo *|drie keer zo *|{n} keer zo *|{n} keer *|dubbel zo *|"
     "half zo *|{n} {%} meer|{n} {%} minder|{n} {%} {adj}|beter|betere|dan ooit|dan andere|"
     "dan de concurrentie|vergeleken met|in vergelijking met|overtreft|verbeterd|verbeterde"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::statistic,
     "{n} op de {n}|{n} van de {n}|{nw} van de {nw}|{nw} op de {nw}|{n} {%} van de|{n} {%} van onze|"
     "met {n} {%}|{n} miljoen *|miljoenen {who}|duizenden {who}|honderden {who}|meer dan {n} {who}|"
     "meer dan {n} {what}|ruim {n} {who}|ruim {n} {what}|{n} nieuwe *|{n} jaar ervaring|al {n} jaar|"
     "de meeste {who}|de meerderheid|onderzoek toont|uit onderzoek|onderzoek*|{n} sterren|{n} / {n}"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::guarantee,
     "garantie*|gegarandeerd*|garander*|niet goed geld terug|geld terug|geld terug garantie|zonder risico|"
     "risicovrij|wij beloven|we beloven|beloofd|bewezen|levenslang*|altijd raak|onfeilbaar"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::prize,
     "win|winnen|wint|winnaar*|prijsvraag|verloting|loterij|hoofdprijs|te winnen|maak kans|kans op|"
     "prijzenpot|je hebt gewonnen|u hebt gewonnen|jackpot|winactie|weggeefactie"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::endorsement,
     "aanbevolen door|aangeraden door|goedgekeurd door|getest door|dermatologisch getest*|gecertificeerd*|"
     "bekend van tv|bekend van|bekroond*|prijswinnend*|verkozen tot|officiële partner|officiële sponsor|"
     "tandartsen bevelen|artsen bevelen|experts bevelen|keurmerk*|gekozen tot"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::testimonial,
     "onze {who} houden|onze {who} zeggen|onze {who} vinden|{who} zijn dol|tevreden {who}|blije {who}|"
     "beoordeeld met|beoordeling*|klantbeoordeling*|recensie*|review*|ervaringen van|"
     "heeft mijn leven veranderd"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::health,
     "geneest|genezen|geneeskrachtig*|verlicht *|versterkt je immuunsysteem|versterkt het immuunsysteem|"
     "versterkt je weerstand|immuunsysteem|weerstand|klinisch bewezen|klinisch getest|"
     "wetenschappelijk bewezen|detox*|ontgift*|afvallen|gewichtsverlies|vetverbranding|afslank*|anti aging|"
     "verlaagt cholesterol|verlaagt het cholesterol|voorkomt|gezond|gezonde|gezonder|gezondheid|"
     "goed voor je|rijk aan *|bron van vitamin*|zonder toegevoegde suiker*|antibacterieel|"
     "ontstekingsremmend*|hypoallergeen|vermindert stress|welzijn|therap*|bijwerkingen"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::environment,
     "klimaatneutraal|klimaatneutrale|co2 neutraal|co2 neutrale|klimaatpositief|klimaatvriendelijk*|"
     "emissievrij*|uitstootvrij*|nul uitstoot|milieuvriendelijk*|milieubewust*|goed voor het milieu|"
     "goed voor de planeet|ecologisch*|eco|duurzaam|duurzame|duurzamer|duurzaamheid|biologisch|biologische|"
     "biologisch afbreekbaar|afbreekbaar|composteerbaar|composteerbare|recyclebaar|recyclebare|gerecycled|"
     "gerecyclede|herbruikbaar|herbruikbare|hervulbaar|plasticvrij*|zonder plastic|zero waste|groen|groene|"
     "groene stroom|groene energie|hernieuwbaar|hernieuwbare|natuurlijk|natuurlijke|{n} {%} natuurlijk|"
     "fairtrade|fsc|verantwoord|verantwoorde|energiezuinig*|dierproefvrij"},
    PhraseRow{"nl", PhraseRole::puffery, CueKind::price,
     "beste wensen|met beste groeten|beste klant|beste lezer|beste vriend*|beste heer|beste mevrouw|"
     "beste meneer|beste allemaal|geniet van het beste|het beste van *|het beste uit *|doen ons best|"
     "doe je best|groene thee|groene salade|groen licht|sperziebonen|beter laat dan nooit|beterschap|"
     "perfect voor *|droom*|natuurlijk kun *|suikervrij|glutenvrij|tijd winnen|win tijd|het enige wat|"
     "enige tijd|was * voor"},
    PhraseRow{"nl", PhraseRole::negation, CueKind::price,
     "niet|nooit|geen|zonder|noch|nauwelijks|allesbehalve", 5},
    PhraseRow{"nl", PhraseRole::late_negation, CueKind::price,
     "niet|nooit", 5},
    PhraseRow{"nl", PhraseRole::not_negation, CueKind::price,
     "niet alleen|niet enkel|waarom niet|geen wonder|geen probleem|geen zorgen|mis het niet|vergeet niet|"
     "als nooit tevoren|nu of nooit|niet missen|zonder twijfel|niet goed geld terug"},
    PhraseRow{"nl", PhraseRole::qualifier, CueKind::price,
     "tot|tot wel|vanaf|geselecteerde|op geselecteerde|minstens|ten minste|ongeveer|circa|ca|rond|bijna|"
     "ruim|meer dan|minder dan|sommige|veel|de meeste|kan|kunnen|zou|gemiddeld|helpt|"
     "zolang de voorraad strekt|deelnemende|behalve *|alleen|online|voor nieuwe klanten|per *"},
    PhraseRow{"nl", PhraseRole::conjunction, CueKind::price,
     "en|maar|want|omdat|terwijl|dus|hoewel|als|wanneer|evenals"},
    PhraseRow{"nl", PhraseRole::presupposition, CueKind::price,
     "wist je|wist je dat|wist u dat|waarom|hoe komt|wie anders|klaar voor|heb je onze|ken je onze|"
     "kent u onze"},
    PhraseRow{"nl", PhraseRole::speech, CueKind::price,
     "zegt|zei|zeggen|schrijft|schreef|vertelt"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::price,
     "endast {$n}|bara {$n}|för endast {$n}|för bara {$n}|från {$n}|från endast {$n}|nu {$n}|för {$n}|"
     "under {$n}|mindre än {$n}|billig|billigt|billiga|prisvärd*|låga priser|lågt pris|lägsta pris|"
     "lägsta priset|bästa pris|bästa priset|fynd|fynda|klipp|inga dolda avgifter|utan dolda *|"
     "{$n} per {days}|{$n} i {days}|{$n} / {days}|överkomlig*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::reference_price,
     "förr {$n}|tidigare {$n}|ordinarie pris|ord pris|rek pris|i stället för {$n}|istället för {$n}|"
     "{n} {%} rabatt|{n} {%} billigare|{n} {%} lägre|upp till {n} {%}|spara {n} {%}|spara upp till {n} {%}|"
     "spara {$n}|spara upp till {$n}|rabatt*|nedsatt*|rea|realisation|halva priset|till halva priset|"
     "utförsäljning|slutrea|erbjudande*|extrapris|kampanjpris|till ett värde av {$n}|värde {$n}|"
     "ta {n} betala för {n}|{n} för {n}|sänkt pris|sänkta priser|prissänkt*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::free,
     "gratis|kostnadsfri|kostnadsfritt|kostnadsfria|utan kostnad|utan extra kostnad|fri frakt|fritt|på köpet|"
     "vi bjuder på"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::free_trial,
     "provperiod|prova på|prova gratis|första månaden gratis|{n} {days} gratis|avsluta när du vill|"
     "avsluta när som helst|säg upp när du vill|säg upp när som helst|ingen bindningstid|utan bindningstid|"
     "utan förpliktelser|prenumeration*|abonnemang|förnyas automatiskt|testa gratis|månad gratis|månaden gratis"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::scarcity,
     "bara {n} kvar|endast {n} kvar|{n} kvar|få kvar|så långt lagret räcker|sista chansen|sista dagen|"
     "sista dagarna|sista timmarna|slutar idag|slutar ikväll|slutar snart|endast idag|bara idag|bara i dag|"
     "begränsad|begränsat|begränsade|begränsad tid|begränsad upplaga|begränsat antal|tidsbegränsat|skynda|"
     "skynda dig|passa på|snart slut|slutsåld*|nästan slut|nu eller aldrig|missa inte|de {n} första|"
     "först till kvarn"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::superlative,
     "bäst|bästa|den bästa|det bästa|de bästa|nummer ett|nummer 1|nr 1|den enda|det enda|enda|ledande|"
     "marknadsledande|världsledande|marknadsledare|billigast|billigaste|snabbast|snabbaste|störst|största|"
     "starkast|starkaste|säkrast|säkraste|lägst|lägsta|högst|högsta|hälsosammast*|renaste|nyaste|mest *|"
     "oslagbar*|oöverträffad*|ojämförlig*|unik|unikt|unika|perfekt|perfekta|ultimat|ultimata|"
     "revolutionerande|världens *|i världen|först i världen|sveriges *|populäraste|bästsälj*|utan motstycke|"
     "i särklass"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::comparative,
     "{adj} än|mer * än|mindre * än|dubbelt så *|tre gånger så *|två gånger så *|{n} gånger så *|"
     "{n} gånger *|hälften så *|{n} {%} mer|{n} {%} mindre|{n} {%} {adj}|bättre|än någonsin|än andra|"
     "än konkurrenterna|jämfört med|i jämförelse med|överträffar|förbättrad*|överlägs*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::statistic,
     "{n} av {n}|{n} av {n} {who}|{nw} av {nw}|{n} {%} av|{n} {%} av våra|med {n} {%}|{n} miljoner *|"
     "miljoner {who}|tusentals {who}|hundratals {who}|över {n} {who}|över {n} {what}|mer än {n} {who}|"
     "mer än {n} {what}|fler än {n} {who}|{n} nya *|{n} års erfarenhet|i {n} år|de flesta {who}|majoriteten|"
     "studie* visar|enligt en studie|undersökning*|{n} stjärnor|{n} / {n}"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::guarantee,
     "garanti*|garanter*|pengarna tillbaka|nöjd kund garanti|öppet köp|riskfri*|utan risk|vi lovar|"
     "vårt löfte|lovar|bevisat|bevisad|livstids*|full återbetalning|ofelbar*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::prize,
     "vinn|vinna|vinner|vinnare|vinst|vinster|tävling*|tävla|utlottning|lotteri*|dragning|huvudpris|"
     "chansen att vinna|du har vunnit|jackpot|lotta ut"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::endorsement,
     "rekommenderad* av|rekommenderas av|godkänd* av|testad* av|dermatologiskt testad*|certifierad*|"
     "känd från tv|känt från tv|som setts på|prisbelönt*|prisad*|bäst i test|testvinnare|utsedd till|"
     "officiell partner|officiell sponsor|läkare rekommenderar|tandläkare rekommenderar|"
     "experter rekommenderar|märkt med|årets *"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::testimonial,
     "våra {who} älskar|våra {who} säger|våra {who} tycker|{who} älskar|nöjda {who}|omdömen|omdöme|"
     "recension*|betyg {n}|kundbetyg|förändrade mitt liv|jag älskar"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::health,
     "botar|bota|läker|läka|läkande|lindrar|lindra|stärker immunförsvaret|stärker ditt immunförsvar|"
     "immunförsvar*|kliniskt bevisad*|kliniskt bevisat|kliniskt testad*|vetenskapligt bevisad*|"
     "vetenskapligt bevisat|detox*|avgift*|gå ner i vikt|viktminskning|fettförbränning|bantning*|anti age|"
     "anti aging|sänker kolesterol*|sänker blodtryck*|förebygger|hälsosam*|nyttig*|hälsa|hälsan|"
     "bra för hälsan|bra för dig|rik på *|rikt på *|källa till vitamin*|utan tillsatt socker|"
     "antibakteriell*|antiinflammatorisk*|hypoallergen*|minskar stress|välbefinnande|terap*|biverkningar"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::environment,
     "klimatneutral*|koldioxidneutral*|klimatpositiv*|klimatkompenser*|klimatsmart*|klimatvänlig*|"
     "utsläppsfri*|nollutsläpp|noll utsläpp|netto noll|miljövänlig*|miljömärkt*|miljösmart*|miljömedvet*|"
     "bra för miljön|bra för planeten|snäll mot miljön|ekologisk*|eko|hållbar|hållbart|hållbara|hållbarhet|"
     "biologiskt nedbrytbar*|nedbrytbar*|komposterbar*|återvinningsbar*|återvunn*|återanvändbar*|"
     "påfyllningsbar*|plastfri*|utan plast|grön el|grön energi|grön|grönt|gröna|förnybar*|förnyelsebar*|"
     "naturlig|naturligt|naturliga|{n} {%} naturlig*|rättvisemärkt*|fairtrade|fsc|ansvarsfullt|svanenmärkt*|"
     "svanen|energisnål*|energieffektiv*"},
    PhraseRow{"sv", PhraseRole::puffery, CueKind::price,
     "bästa hälsningar|med bästa hälsningar|bästa vän|bästa vänner|bästa kund|njut av det bästa|"
     "det bästa av *|det bästa med *|göra vårt bästa|gör vårt bästa|gör ditt bästa|allt gott|grönt te|"
     "grön sallad|gröna bönor|grönt ljus|bättre sent än aldrig|perfekt för *|perfekt till *|dröm*|"
     "sockerfri*|glutenfri*|fritt fram|vinna tid|vinn tid|högst upp|mest troligt|i bästa fall|det enda du"},
    PhraseRow{"sv", PhraseRole::negation, CueKind::price,
     "inte|aldrig|ingen|inget|inga|utan|ej|varken|knappast|knappt", 5},
    PhraseRow{"sv", PhraseRole::late_negation, CueKind::price,
     "inte|aldrig|ej", 5},
    PhraseRow{"sv", PhraseRole::not_negation, CueKind::price,
     "inte bara|inte endast|inte enbart|varför inte|inga problem|ingen fara|missa inte|glöm inte|vänta inte|"
     "nu eller aldrig|som aldrig förr|utan tvekan|inte minst"},
    PhraseRow{"sv", PhraseRole::qualifier, CueKind::price,
     "upp till|från|utvalda|på utvalda|minst|ungefär|cirka|ca|runt|nästan|över|mer än|mindre än|vissa|många|"
     "de flesta|kan|skulle kunna|i genomsnitt|i snitt|hjälper|så långt lagret räcker|deltagande|utom *|"
     "endast|bara|online|per *"},
    PhraseRow{"sv", PhraseRole::conjunction, CueKind::price,
     "och|men|för att|eftersom|medan|så|fast|om|när|samt"},
    PhraseRow{"sv", PhraseRole::presupposition, CueKind::price,
     "visste du|visste du att|varför|hur kommer det sig|vem annars|redo för|har du provat vår*|"
     "har du sett vår*|känner du till vår*"},
    PhraseRow{"sv", PhraseRole::speech, CueKind::price,
     "säger|sa|skriver|skrev|berättar|menar"},
};

constexpr std::array k_classes{
    WordClass{"nl", "who",
     "klant*|mensen|gebruikers|gezinnen|leden|vrouwen|mannen|moeders|ouders|kinderen|studenten|bedrijven|"
     "tandartsen|artsen|dermatologen|experts|abonnees|kijkers|lezers|kopers|huishoudens|reizigers|"
     "nederlanders|patiënten|consumenten"},
    WordClass{"nl", "what",
     "films|series|winkels|producten|artikelen|recepten|titels|afleveringen|zenders|liedjes|spellen|boeken|"
     "beoordelingen|hotels|bestemmingen|merken|modellen|kleuren|restaurants|landen|steden|prijzen|"
     "magazijnen|cursussen|talen"},
    WordClass{"nl", "days",
     "minuut|minuten|uur|dag|dagen|week|weken|maand|maanden|jaar|jaren|nacht|nachten"},
    WordClass{"nl", "nw",
     "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien"},
    WordClass{"nl", "adj",
     "sneller|beter|goedkoper|lager|hoger|sterker|langer|schoner|veiliger|zachter|lichter|groter|kleiner|"
     "makkelijker|eenvoudiger|gezonder|groener|stiller|warmer|slimmer|frisser|dunner|zuiniger|duurzamer|"
     "meer|minder"},
    WordClass{"sv", "who",
     "kund*|människor|personer|användare|familjer|medlemmar|kvinnor|män|mammor|föräldrar|barn|studenter|"
     "företag|tandläkare|läkare|experter|prenumeranter|tittare|läsare|köpare|hushåll|resenärer|svenskar|"
     "patienter|konsumenter"},
    WordClass{"sv", "what",
     "filmer|serier|butiker|produkter|artiklar|recept|titlar|avsnitt|kanaler|låtar|spel|böcker|omdömen|"
     "hotell|resmål|märken|modeller|färger|restauranger|länder|städer|priser|lager|kurser|språk"},
    WordClass{"sv", "days",
     "minut*|timm*|dag|dagar|vecka|veckor|månad|månader|månaden|år|året|natt|nätter"},
    WordClass{"sv", "nw",
     "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio"},
    WordClass{"sv", "adj",
     "snabbare|bättre|billigare|lägre|högre|starkare|längre|renare|säkrare|mjukare|lättare|större|mindre|"
     "enklare|nyttigare|grönare|tystare|varmare|smartare|tunnare|fräschare|hållbarare|mer"},
};
// clang-format on

}  // namespace

CueTable cue_table_nl_sv() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
