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
     "geen verborgen kosten|zonder verborgen kosten|{$n} per {days}|scherp geprijsd*|"
     "voor weinig|voor een klein prijsje|klein prijsje|kleine prijsjes|speciale prijs|scherpe prijs|"
     "scherpe prijzen|eerlijke prijs|bespaar geld|geld besparen|bespaart geld|zonder extra kosten|vaste prijs|"
     "prijsgarantie|laagsteprijsgarantie|bodemprijs*|stuntprijs*|spotgoedkoop|vriendelijk geprijsd|beste deal|"
     "beste deals|goedkoper"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::reference_price,
     "was {$n}|van {$n}|van {$n} voor {$n}|in plaats van {$n}|adviesprijs|{n} {%} korting|{n} {%} goedkoper|"
     "tot {n} {%} korting|bespaar {n} {%}|bespaar tot {n} {%}|bespaar {$n}|bespaar tot {$n}|korting*|"
     "afgeprijsd*|uitverkoop|sale|opruiming|halve prijs|voor de halve prijs|actieprijs|aanbieding*|"
     "in de aanbieding|ter waarde van {$n}|{n} halen {n} betalen|{n} + {n} gratis|oorspronkelijke prijs|"
     "kostte {$n}|eerst {$n}|normaal {$n}|normale prijs|nu voor de helft|{n} {%} minder|{$n} korting|"
     "{$n} voordeel|{n} {%} voordeel|twee voor de prijs van een|drie halen twee betalen|{n} voor de prijs van {n}|"
     "flitsdeal*|kortingscode|afgeprijsd|tweede halve prijs|laagste prijs van de laatste"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::free,
     "gratis|kosteloos|kosteloze|zonder kosten|cadeau|gratis verzending|nul euro|"
     "zonder verzendkosten|geen verzendkosten|gratis verzonden|gratis bezorgd|gratis bezorging|kost niets|"
     "kost je niets|kost u niets|op onze kosten|van ons cadeau|zonder te betalen"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::free_trial,
     "vrijblijvend*|zonder verplichting*|proefabonnement*|proefperiode|proefmaand|eerste maand gratis|"
     "{n} {days} gratis|altijd opzegbaar|maandelijks opzegbaar|op elk moment opzegbaar|zeg op wanneer|"
     "op elk moment opzeggen|abonnement*|automatisch verlengd|automatische verlenging|probeer gratis|"
     "probeer het gratis|gratis proberen|maand gratis|"
     "{n} {days} proberen|{n} {days} op proef|{n} nachten proefslapen|op proef|probeer {n} {days}|proefslapen|"
     "zonder creditcard|geen contract|zonder contract|opzegbaar|wordt automatisch verlengd|automatisch verlenging|"
     "pauzeer wanneer *|stop wanneer je wilt|gratis annuleren|gratis opzeggen"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::scarcity,
     "nog maar {n}|nog slechts {n}|op is op|zolang de voorraad strekt|zolang voorraad strekt|laatste kans|"
     "laatste dag|laatste dagen|laatste uren|laatste stuks|eindigt vandaag|eindigt vanavond|"
     "eindigt binnenkort|alleen vandaag|tijdelijk|tijdelijke|beperkt|beperkte|beperkte oplage|gelimiteerd*|"
     "limited edition|wees er snel bij|wees snel|haast je|bijna uitverkocht|uitverkocht|nu of nooit|"
     "mis het niet|de eerste {n}|"
     "beperkt beschikbaar|beperkte voorraad|beperkt aantal|beperkte tijd|alleen dit weekend|alleen deze week|"
     "laatste weekend|aanbieding eindigt|actie eindigt|voor het te laat is|voordat het te laat is|"
     "voordat ze op zijn|bijna op|bijna weg|bijna vol|laatste plaatsen|laatste exemplaren|nog een paar|nog enkele|"
     "wacht niet|tik tak|flitsactie|zolang het duurt|nog maar een paar"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::superlative,
     "beste|de beste|het beste|nummer één|nummer 1|nummer een|de enige|het enige|enige|toonaangevend*|"
     "marktleider*|leidend|leidende|goedkoopste|snelste|grootste|sterkste|veiligste|laagste|hoogste|"
     "gezondste|schoonste|nieuwste|meest *|de meeste|onverslaanbaar|onverslaanbare|ongeëvenaard*|"
     "onovertroffen|uniek|unieke|perfect|perfecte|ultiem|ultieme|revolutionair*|wereldprimeur|van de wereld|"
     "ter wereld|best verkochte|populairste|zonder weerga|"
     "best verkocht|bestverkopend|bestseller|meest verkochte|zonder concurrentie|ongekend|niets beters|"
     "beter wordt het niet|geen ander|geen enkele andere|topkwaliteit|van topkwaliteit|de koploper|koploper|"
     "op de markt|zachtste|stilste|lichtste|zuinigste|stevigste|lekkerste|mooiste|fijnste|comfortabelste|"
     "meest comfortabele"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::comparative,
     "{adj} dan|meer * dan|minder * dan|twee keer zo *|drie keer zo *|{n} keer zo *|{n} keer *|dubbel zo *|"
     "half zo *|{n} {%} meer|{n} {%} minder|{n} {%} {adj}|beter|betere|dan ooit|dan andere|"
     "dan de concurrentie|vergeleken met|in vergelijking met|overtreft|verbeterd|verbeterde|"
     "gaat langer mee|gaan langer mee|langer fris|langer warm|verbruikt minder|veel beter|dan alle andere|"
     "dan elk ander|dan welke andere|dan de rest|dan vergelijkbare|presteert beter|sneller dan|langer dan"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::statistic,
     "{n} op de {n}|{n} van de {n}|{nw} van de {nw}|{nw} op de {nw}|{n} {%} van de|{n} {%} van onze|"
     "met {n} {%}|{n} miljoen *|miljoenen {who}|duizenden {who}|honderden {who}|meer dan {n} {who}|"
     "meer dan {n} {what}|ruim {n} {who}|ruim {n} {what}|{n} nieuwe *|{n} jaar ervaring|al {n} jaar|"
     "de meeste {who}|de meerderheid|onderzoek toont|uit onderzoek|onderzoek*|{n} sterren|{n} / {n}|"
     "{n} {%} beveelt|{n} {%} raadt|{n} {%} tevreden|een op de *|één op de *|twee derde van|de helft van de|"
     "meer dan een miljoen|een miljoen *|onderzoeken tonen|klinisch onderzoek|gemiddeld {n}|elke {n} seconden|"
     "elke {n} minuten|volgens een enquête|van de ondervraagden|negen van de tien|studies tonen"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::guarantee,
     "garantie*|gegarandeerd*|garander*|niet goed geld terug|geld terug|geld terug garantie|zonder risico|"
     "risicovrij|wij beloven|we beloven|beloofd|bewezen|levenslang*|altijd raak|onfeilbaar|"
     "of je geld terug|of uw geld terug|anders geld terug|je geld terug|uw geld terug|we betalen terug|"
     "wij betalen terug|we vergoeden|{n} jaar garantie|zichtbaar resultaat|resultaat gegarandeerd|"
     "resultaat in {n} *|resultaten in {n} *|100 {%} veilig|100 {%} effectief|volkomen veilig|helemaal veilig|"
     "direct effect|onverwoestbaar*|onbreekbaar*|gaat een leven lang mee|werkt altijd|laat je nooit in de steek"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::prize,
     "win|winnen|wint|winnaar*|prijsvraag|verloting|loterij|hoofdprijs|te winnen|maak kans|kans op|"
     "prijzenpot|je hebt gewonnen|u hebt gewonnen|jackpot|winactie|weggeefactie|"
     "doe mee en *|kans maken|prijzen ter waarde van|maak kans op|speel en win"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::endorsement,
     "aanbevolen door|aangeraden door|goedgekeurd door|getest door|dermatologisch getest*|gecertificeerd*|"
     "bekend van tv|bekend van|bekroond*|prijswinnend*|verkozen tot|officiële partner|officiële sponsor|"
     "tandartsen bevelen|artsen bevelen|experts bevelen|keurmerk*|gekozen tot|"
     "artsen raden|tandartsen raden|dierenartsen raden|experts raden|deskundigen raden|apothekers raden|"
     "fysiotherapeuten raden|product van het jaar|merk van het jaar|winkel van het jaar|gouden medaille|"
     "gepatenteerd*|ontwikkeld door *|ontwikkeld met *|wetenschappelijk *|vertrouwen op ons|"
     "gebruikt door professionals|hofleverancier|beste koop|beste uit de test|erkend door"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::testimonial,
     "onze {who} houden|onze {who} zeggen|onze {who} vinden|{who} zijn dol|tevreden {who}|blije {who}|"
     "beoordeeld met|beoordeling*|klantbeoordeling*|recensie*|review*|ervaringen van|"
     "heeft mijn leven veranderd|"
     "{who} bevelen|{who} raden|{who} vertrouwen|raad ik aan|aanrader|vijf sterren|{n} beoordelingen|{n} reviews|"
     "wat onze {who} zeggen|kan niet meer zonder|nooit meer zonder"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::health,
     "geneest|genezen|geneeskrachtig*|verlicht *|versterkt je immuunsysteem|versterkt het immuunsysteem|"
     "versterkt je weerstand|immuunsysteem|weerstand|klinisch bewezen|klinisch getest|"
     "wetenschappelijk bewezen|detox*|ontgift*|afvallen|gewichtsverlies|vetverbranding|afslank*|anti aging|"
     "verlaagt cholesterol|verlaagt het cholesterol|voorkomt|gezond|gezonde|gezonder|gezondheid|"
     "goed voor je|rijk aan *|bron van vitamin*|zonder toegevoegde suiker*|antibacterieel|"
     "ontstekingsremmend*|hypoallergeen|vermindert stress|welzijn|therap*|bijwerkingen|"
     "verlicht {ill}|helpt tegen {ill}|helpt bij {ill}|tegen {ill}|bestrijdt {ill}|vermindert {ill}|"
     "verhelpt {ill}|voorkomt {ill}|geneest {ill}|verzacht {ill}|behandelt {ill}|weg met {ill}|afscheid van {ill}|"
     "nooit meer {ill}|verbetert de slaap|verbetert de spijsvertering|verbetert de houding|"
     "ondersteunt je immuunsysteem|ondersteunt het immuunsysteem|helpt je slapen|slaap beter|beter slapen|"
     "goed voor je rug|goed voor je hart|goed voor je huid|goed voor de *|anti rimpel|verjong*|energiegevend|"
     "geeft energie|meer energie|revitaliser*|zonder bijwerkingen|antioxidant*|voedzaam|caloriearm|suikervrij|"
     "zonder suiker|minder suiker|stofwisseling|beter voor je|verbetert je slaap|verbetert je gezondheid|"
     "verbetert je houding|verbetert je spijsvertering|verbetert je concentratie|bevordert de spijsvertering|"
     "bevordert de nachtrust|bevordert de gezondheid|bevordert het herstel|boost je immuunsysteem|"
     "boost je energie|versterkt je spieren|versterkt je hart|bron van eiwit*|bron van vezels|"
     "beschermt tegen {ill}"},
    PhraseRow{"nl", PhraseRole::cue, CueKind::environment,
     "klimaatneutraal|klimaatneutrale|co2 neutraal|co2 neutrale|klimaatpositief|klimaatvriendelijk*|"
     "emissievrij*|uitstootvrij*|nul uitstoot|milieuvriendelijk*|milieubewust*|goed voor het milieu|"
     "goed voor de planeet|ecologisch*|eco|duurzaam|duurzame|duurzamer|duurzaamheid|biologisch|biologische|"
     "biologisch afbreekbaar|afbreekbaar|composteerbaar|composteerbare|recyclebaar|recyclebare|gerecycled|"
     "gerecyclede|herbruikbaar|herbruikbare|hervulbaar|plasticvrij*|zonder plastic|zero waste|groen|groene|"
     "groene stroom|groene energie|hernieuwbaar|hernieuwbare|natuurlijk|natuurlijke|{n} {%} natuurlijk|"
     "fairtrade|fsc|verantwoord|verantwoorde|energiezuinig*|dierproefvrij|"
     "goed voor de natuur|goed voor het klimaat|beter voor het milieu|beter voor de planeet|"
     "beter voor het klimaat|spaart het milieu|beschermt de natuur|beschermt de planeet|beschermt het milieu|"
     "redt de planeet|red de planeet|voor de planeet|voor een betere planeet|vriendelijk voor het milieu|"
     "lief voor de planeet|zonder impact|lage impact|minder impact|kleinere voetafdruk|ecologische voetafdruk|"
     "co2 voetafdruk|voetafdruk|co2 vrij|minder co2|zonder co2|koolstofneutraal|koolstofneutrale|minder plastic|"
     "gerecycled plastic|gerecyclede materialen|gerecycleerd*|zonder pesticiden|zonder chemicaliën|gifvrij|"
     "niet giftig|schone energie|zonne energie|circulair|circulaire|planten we een boom|planten een boom|"
     "eco vriendelijk*|ecovriendelijk*|natuurvriendelijk*|bijvriendelijk*|eerlijke handel|bespaart water|"
     "bespaart energie"},
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
     "{$n} per {days}|{$n} i {days}|{$n} / {days}|överkomlig*|"
     "till ett bra pris|bra pris|bra priser|specialpris|specialpriser|kanonpris*|superpris*|vrakpris*|lågpris*|"
     "spara pengar|sparar pengar|mer för pengarna|utan extra avgifter|fast pris|prisgaranti|billigare|"
     "rimliga priser|rimligt pris|snällt pris|plånboksvänlig*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::reference_price,
     "förr {$n}|tidigare {$n}|ordinarie pris|ord pris|rek pris|i stället för {$n}|istället för {$n}|"
     "{n} {%} rabatt|{n} {%} billigare|{n} {%} lägre|upp till {n} {%}|spara {n} {%}|spara upp till {n} {%}|"
     "spara {$n}|spara upp till {$n}|rabatt*|nedsatt*|rea|realisation|halva priset|till halva priset|"
     "utförsäljning|slutrea|erbjudande*|extrapris|kampanjpris|till ett värde av {$n}|värde {$n}|"
     "ta {n} betala för {n}|{n} för {n}|sänkt pris|sänkta priser|prissänkt*|"
     "kostade {$n}|innan {$n}|normalpris|normalt {$n}|{n} {%} mindre|{$n} rabatt|{$n} billigare|två för en|"
     "tre för två|tag {n} betala för {n}|köp {n} betala för {n}|blixtrea|rabattkod|reapris*|nedsatt pris|"
     "lägsta pris de senaste"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::free,
     "gratis|kostnadsfri|kostnadsfritt|kostnadsfria|utan kostnad|utan extra kostnad|fri frakt|fritt|på köpet|"
     "vi bjuder på|"
     "gratis frakt|utan fraktkostnad|ingen fraktkostnad|kostar ingenting|kostar inget|kostar dig ingenting|"
     "på vår bekostnad|gåva på köpet|utan att betala|ingen avgift|inga avgifter"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::free_trial,
     "provperiod|prova på|prova gratis|första månaden gratis|{n} {days} gratis|avsluta när du vill|"
     "avsluta när som helst|säg upp när du vill|säg upp när som helst|ingen bindningstid|utan bindningstid|"
     "utan förpliktelser|prenumeration*|abonnemang|förnyas automatiskt|testa gratis|månad gratis|månaden gratis|"
     "{n} {days} provperiod|{n} nätters *|prova i {n} {days}|testa i {n} {days}|på prov|utan kreditkort|utan kort|"
     "inget avtal|utan avtal|pausa när du vill|förnyas tills|provmånad|gratis avbokning|avbeställ när *"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::scarcity,
     "bara {n} kvar|endast {n} kvar|{n} kvar|få kvar|så långt lagret räcker|sista chansen|sista dagen|"
     "sista dagarna|sista timmarna|slutar idag|slutar ikväll|slutar snart|endast idag|bara idag|bara i dag|"
     "begränsad|begränsat|begränsade|begränsad tid|begränsad upplaga|begränsat antal|tidsbegränsat|skynda|"
     "skynda dig|passa på|snart slut|slutsåld*|nästan slut|nu eller aldrig|missa inte|de {n} första|"
     "först till kvarn|"
     "begränsat lager|begränsad tillgång|begränsat antal platser|bara i helgen|endast i helgen|bara denna vecka|"
     "endast denna vecka|sista helgen|erbjudandet slutar|erbjudandet upphör|kampanjen slutar|"
     "innan det är för sent|innan de tar slut|innan det tar slut|tar snart slut|nästan fullt|sista platserna|"
     "sista exemplaren|bara några få|några få kvar|endast ett fåtal|bara ett fåtal|vänta inte|tiden rinner ut|"
     "blixterbjudande|så länge det varar|är snart borta|snart borta"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::superlative,
     "bäst|bästa|den bästa|det bästa|de bästa|nummer ett|nummer 1|nr 1|den enda|det enda|enda|ledande|"
     "marknadsledande|världsledande|marknadsledare|billigast|billigaste|snabbast|snabbaste|störst|största|"
     "starkast|starkaste|säkrast|säkraste|lägst|lägsta|högst|högsta|hälsosammast*|renaste|nyaste|mest *|"
     "oslagbar*|oöverträffad*|ojämförlig*|unik|unikt|unika|perfekt|perfekta|ultimat|ultimata|"
     "revolutionerande|världens *|i världen|först i världen|sveriges *|populäraste|bästsälj*|utan motstycke|"
     "i särklass|"
     "bäst säljande|mest sålda|mest köpta|utan konkurrens|inget är bättre|bättre blir det inte|ingen annan|"
     "inget annat|topp kvalitet|toppkvalitet|högsta kvalitet|på marknaden|mjukaste|tystaste|lättaste|godaste|"
     "skönaste|bekvämaste|vackraste|modernaste|banbrytande|enastående|makalös*|oöverträfflig*"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::comparative,
     "{adj} än|mer * än|mindre * än|dubbelt så *|tre gånger så *|två gånger så *|{n} gånger så *|"
     "{n} gånger *|hälften så *|{n} {%} mer|{n} {%} mindre|{n} {%} {adj}|bättre|än någonsin|än andra|"
     "än konkurrenterna|jämfört med|i jämförelse med|överträffar|förbättrad*|överlägs*|"
     "håller längre|räcker längre|varar längre|förbrukar mindre|drar mindre|mycket bättre|än alla andra|"
     "än någon annan|än något annat|än de andra|än jämförbara|presterar bättre|fräschare längre|varm längre"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::statistic,
     "{n} av {n}|{n} av {n} {who}|{nw} av {nw}|{n} {%} av|{n} {%} av våra|med {n} {%}|{n} miljoner *|"
     "miljoner {who}|tusentals {who}|hundratals {who}|över {n} {who}|över {n} {what}|mer än {n} {who}|"
     "mer än {n} {what}|fler än {n} {who}|{n} nya *|{n} års erfarenhet|i {n} år|de flesta {who}|majoriteten|"
     "studie* visar|enligt en studie|undersökning*|{n} stjärnor|{n} / {n}|"
     "{n} {%} rekommenderar|{n} {%} nöjda|en av *|var {nw}|två tredjedelar av|hälften av|över en miljon|"
     "mer än en miljon|en miljon *|studier visar|forskning visar|klinisk* studie*|i genomsnitt {n}|var {n} sekund|"
     "varje {n} *|enligt en undersökning|av de tillfrågade|nio av tio|i tester"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::guarantee,
     "garanti*|garanter*|pengarna tillbaka|nöjd kund garanti|öppet köp|riskfri*|utan risk|vi lovar|"
     "vårt löfte|lovar|bevisat|bevisad|livstids*|full återbetalning|ofelbar*|"
     "eller pengarna tillbaka|annars pengarna tillbaka|får du pengarna|pengar tillbaka|vi betalar tillbaka|"
     "vi ersätter|{n} års garanti|synliga resultat|resultat på {n} *|resultat inom {n} *|100 {%} säker|"
     "100 {%} säkert|100 {%} effektiv*|helt säker|helt säkert|helt ofarlig*|omedelbar effekt|oförstörbar*|"
     "håller hela livet|håller livet ut|fungerar alltid|sviker aldrig"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::prize,
     "vinn|vinna|vinner|vinnare|vinst|vinster|tävling*|tävla|utlottning|lotteri*|dragning|huvudpris|"
     "chansen att vinna|du har vunnit|jackpot|lotta ut|"
     "var med och *|delta och *|priser till ett värde av|chans att vinna|tävlingen|tävla om|lottas ut"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::endorsement,
     "rekommenderad* av|rekommenderas av|godkänd* av|testad* av|dermatologiskt testad*|certifierad*|"
     "känd från tv|känt från tv|som setts på|prisbelönt*|prisad*|bäst i test|testvinnare|utsedd till|"
     "officiell partner|officiell sponsor|läkare rekommenderar|tandläkare rekommenderar|"
     "experter rekommenderar|märkt med|årets *|"
     "rekommenderas|läkare säger|experter säger|veterinärer rekommenderar|apotekare rekommenderar|"
     "barnmorskor rekommenderar|fysioterapeuter rekommenderar|årets produkt|årets varumärke|guldmedalj|"
     "patenterad*|utvecklad av *|utvecklad med *|framtagen med *|framtagen av *|vetenskapligt *|litar på oss|"
     "används av proffs|hovleverantör|testad i laboratorium|godkänd av"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::testimonial,
     "våra {who} älskar|våra {who} säger|våra {who} tycker|{who} älskar|nöjda {who}|omdömen|omdöme|"
     "recension*|betyg {n}|kundbetyg|förändrade mitt liv|jag älskar|"
     "{who} rekommenderar|{who} litar|rekommenderas varmt|jag rekommenderar|fem stjärnor|{n} omdömen|"
     "{n} recensioner|vad våra {who} säger|kan inte leva utan|aldrig mer utan"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::health,
     "botar|bota|läker|läka|läkande|lindrar|lindra|stärker immunförsvaret|stärker ditt immunförsvar|"
     "immunförsvar*|kliniskt bevisad*|kliniskt bevisat|kliniskt testad*|vetenskapligt bevisad*|"
     "vetenskapligt bevisat|detox*|avgift*|gå ner i vikt|viktminskning|fettförbränning|bantning*|anti age|"
     "anti aging|sänker kolesterol*|sänker blodtryck*|förebygger|hälsosam*|nyttig*|hälsa|hälsan|"
     "bra för hälsan|bra för dig|rik på *|rikt på *|källa till vitamin*|utan tillsatt socker|"
     "antibakteriell*|antiinflammatorisk*|hypoallergen*|minskar stress|välbefinnande|terap*|biverkningar|"
     "lindrar {ill}|hjälper mot {ill}|hjälper vid {ill}|mot {ill}|bekämpar {ill}|minskar {ill}|motverkar {ill}|"
     "förebygger {ill}|botar {ill}|behandlar {ill}|slut på {ill}|adjö till {ill}|hejdå till {ill}|"
     "aldrig mer {ill}|förbättrar sömnen|förbättrar din sömn|förbättrar hållningen|förbättrar hälsan|"
     "förbättrar matsmältningen|förbättrar minnet|stöder immunförsvaret|stödjer immunförsvaret|stärker kroppen|"
     "hjälper dig att sova|sov bättre|sova bättre|bättre sömn|bra för ryggen|bra för din rygg|bra för hjärtat|"
     "bra för huden|bra för magen|anti rynk*|föryngra*|ger energi|mer energi|energigivande|revitaliser*|"
     "utan biverkningar|antioxidant*|näringsrik*|kalorisnål*|sockerfri|utan socker|mindre socker|ämnesomsättning*|"
     "hälsosammare|nyttigare|främjar hälsan|främjar sömnen|främjar matsmältningen|boostar immunförsvaret|"
     "boostar energin|skyddar mot {ill}|källa till protein|källa till fibrer|stärker ditt hjärta"},
    PhraseRow{"sv", PhraseRole::cue, CueKind::environment,
     "klimatneutral*|koldioxidneutral*|klimatpositiv*|klimatkompenser*|klimatsmart*|klimatvänlig*|"
     "utsläppsfri*|nollutsläpp|noll utsläpp|netto noll|miljövänlig*|miljömärkt*|miljösmart*|miljömedvet*|"
     "bra för miljön|bra för planeten|snäll mot miljön|ekologisk*|eko|hållbar|hållbart|hållbara|hållbarhet|"
     "biologiskt nedbrytbar*|nedbrytbar*|komposterbar*|återvinningsbar*|återvunn*|återanvändbar*|"
     "påfyllningsbar*|plastfri*|utan plast|grön el|grön energi|grön|grönt|gröna|förnybar*|förnyelsebar*|"
     "naturlig|naturligt|naturliga|{n} {%} naturlig*|rättvisemärkt*|fairtrade|fsc|ansvarsfullt|svanenmärkt*|"
     "svanen|energisnål*|energieffektiv*|"
     "bra för naturen|bra för klimatet|bättre för miljön|bättre för planeten|bättre för klimatet|"
     "skonsam* mot miljön|skonsam* mot naturen|skonar miljön|skyddar naturen|skyddar planeten|skyddar miljön|"
     "räddar planeten|rädda planeten|för planeten|för planetens skull|snällare mot *|snäll mot planeten|"
     "snäll mot naturen|utan påverkan|låg påverkan|mindre påverkan|mindre avtryck|klimatavtryck|"
     "ekologiskt fotavtryck|co2 fri*|mindre koldioxid|mindre co2|klimatkompenserad*|mindre plast|återvunnen plast|"
     "återvunnet material|återvunna material|utan bekämpningsmedel|utan kemikalier|kemikaliefri*|giftfri*|"
     "ren energi|solenergi|vindkraft|cirkulär*|planterar vi ett träd|planterar ett träd|miljövän*|naturvänlig*|"
     "bivänlig*|sparar vatten|sparar energi|miljöansvar*|klimatansvar*"},
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
    WordClass{"nl", "ill",
     "pijn|hoofdpijn|rugpijn|nekpijn|gewrichtspijn|spierpijn|migraine|stress|angst|slapeloosheid|slaapproblemen|"
     "verkoudheid|griep|hoest|allergie*|hooikoorts|acne|eczeem|rimpels|cellulitis|vermoeidheid|ontsteking*|"
     "opgeblazen gevoel|brandend maagzuur|haaruitval|roos|jeuk|hoge bloeddruk|cholesterol|diabetes|depressie|"
     "ziekte*|bacteriën|virussen|infectie*|artrose|reuma|krampen|misselijkheid|klachten|snurken"},
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
    WordClass{"sv", "ill",
     "smärta|smärtor|värk|huvudvärk|ryggvärk|ryggont|ont i ryggen|nackvärk|ledvärk|migrän|stress|ångest|oro|"
     "sömnlöshet|sömnproblem|förkylning*|influensa|hosta|allergi*|pollenallergi|akne|finnar|eksem|rynkor|"
     "celluliter|trötthet|inflammation*|uppblåsthet|halsbränna|håravfall|mjäll|klåda|högt blodtryck|kolesterol|"
     "diabetes|depression|sjukdom*|bakterier|virus|infektion*|artros|kramper|illamående|spänningar|besvär|"
     "snarkning*"},
};
// clang-format on

}  // namespace

CueTable cue_table_nl_sv() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
