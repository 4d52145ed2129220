// German. See claim_cues.hpp.
#include "core/brand/claim_cue_tables.hpp"

#include <array>

namespace mkai::brand {
namespace {

// clang-format off
constexpr std::array k_rows{
    PhraseRow{"de", PhraseRole::cue, CueKind::price,
     "nur {$n}|für nur {$n}|ab {$n}|schon ab {$n}|bereits ab {$n}|jetzt {$n}|jetzt nur {$n}|"
     "unter {$n}|weniger als {$n}|so günstig wie *|günstig|günstig~|billig|billig~|preiswert|preiswert~|"
     "preisgünstig*|"
     "schnäppchen*|tiefpreis*|niedrigpreis*|tiefstpreis*|bestpreis*|dauertiefpreis*|niedrig~ preis*|"
     "kleinen preis|kleiner preis|kleine preise|hammerpreis*|spitzenpreis*|preisknaller|"
     "preis leistungs verhältnis|keine versteckten kosten|ohne versteckte kosten|{$n} pro {days}|"
     "{$n} im {days}|{$n} je {days}|{$n} mtl|preisbrecher|erschwinglich*|kostengünstig*|"
     "supergünstig*|spottbillig*|für kleines geld|fairer preis|faire preise|fairen preisen|zum kleinen preis|"
     "zum bestpreis|zum sonderpreis|sonderpreis*|preise ab {$n}|kostet nur {$n}|kosten nur {$n}|spart geld|"
     "geld sparen|mehr fürs geld|schont den geldbeutel|einstiegspreis*|einführungspreis*|aktionspreis*|festpreis*|"
     "preisgarantie|keine zusatzkosten|ohne zusatzkosten|am günstigsten"},
    PhraseRow{"de", PhraseRole::cue, CueKind::reference_price,
     "statt {$n}|anstatt {$n}|früher {$n}|bisher {$n}|vorher {$n}|uvp|unverbindliche preisempfehlung|"
     "unverbindlichen preisempfehlung|{n} {%} rabatt|{n} {%} auf *|{n} {%} günstiger|{n} {%} billiger|"
     "{n} {%} reduziert|"
     "{n} {%} sparen|{n} {%} gespart|{n} {%} nachlass|bis zu {n} {%} *|spar* {n} {%}|spar* bis zu {n} {%}|"
     "spar* {$n}|spar* bis zu {$n}|spar* sie {n} {%}|spar* sie bis zu {n} {%}|spar* sie {$n}|"
     "spar* sie bis zu {$n}|du sparst|sie sparen|rabatt*|reduziert|reduziert~|preisnachlass*|preissenkung|"
     "preis gesenkt|preise gesenkt|im preis gesenkt|zum halben preis|halber preis|halbe preise|sale|"
     "ausverkauf|schlussverkauf|räumungsverkauf|sonderangebot*|im angebot|ersparnis|gespart|"
     "ursprünglich {$n}|ursprungspreis|normalpreis|listenpreis|streichpreis*|früherer preis|preisvorteil*|"
     "im wert von {$n}|{n} zum preis von {n}|nimm {n} zahl {n}|zum vorzugspreis|sparpreis*|"
     "preis ist niedriger als|preise sind niedriger als|niedriger als in den|"
     "war {$n}|kostete {$n}|{n} {%} weniger|{$n} weniger|{$n} sparen|{$n} gespart|{$n} rabatt|{$n} nachlass|"
     "{$n} ersparnis|heruntergesetzt*|herabgesetzt*|im sale|sonderverkauf|abverkauf*|zwei zum preis von einem|"
     "drei zum preis von zwei|{n} für {n}|{n} plus {n} gratis|niedrigster preis der|niedrigsten preis der|"
     "früher kostete|zum halben"},
    PhraseRow{"de", PhraseRole::cue, CueKind::free,
     "gratis*|kostenlos|kostenlos~|kostenfrei|kostenfrei~|umsonst|geschenkt|gebührenfrei|gebührenfrei~|"
     "ohne kosten|ohne gebühr*|ohne aufpreis|ohne zusätzliche kosten|versandkostenfrei*|portofrei|geht auf uns|"
     "geht aufs haus|zum nulltarif|null euro|{n} € grundgebühr|gratisversand|kostenloser versand|"
     "ohne versandkosten|keine versandkosten|ohne lieferkosten|keine gebühren|keine kosten|gratiszugabe|"
     "gratis dazu|geschenk dazu|als geschenk|kostet nichts|kostet sie nichts|kostet dich nichts|keinen cent|"
     "auf unsere kosten"},
    PhraseRow{"de", PhraseRole::cue, CueKind::free_trial,
     "{n} {days} gratis|{n} {days} kostenlos|{n} {days} testen|erster monat gratis|ersten monat gratis|"
     "probeabo*|probemonat*|probezeit|testphase|probieren|unverbindlich|unverbindlich~|jederzeit kündbar|"
     "monatlich kündbar|jederzeit kündigen|jederzeit online kündigen|jederzeit online kündbar|kündbar|"
     "kündigung jederzeit|ohne vertragsbindung|ohne mindestlaufzeit|ohne laufzeit|ohne vertrag|"
     "ohne verpflichtung*|verlängert sich automatisch|automatische verlängerung|abo|abos|abonnement*|"
     "kostenlos testen|gratis testen|kostenlos ausprobieren|gratis ausprobieren|erste monat ist gratis|"
     "erste monat ist kostenlos|erste {days} gratis|"
     "jederzeit pausieren|jederzeit pausierbar|keine mindestlaufzeit|keine vertragsbindung|keine vertragslaufzeit|"
     "ohne kreditkarte|testabo*|schnupperabo*|{n} {days} zur probe|{n} {days} probe*|zur probe|probeschlafen|"
     "probe schlafen|risikolos testen|unverbindlich testen|endet automatisch|automatisch verlängert|im abo|"
     "{n} nächte testen|{n} {days} ausprobieren|kündigung ist jederzeit"},
    PhraseRow{"de", PhraseRole::cue, CueKind::scarcity,
     "nur noch {n}|nur noch wenige|nur noch heute|nur noch bis|nur noch * {days}|nur heute|nur bis|"
     "nur für kurze zeit|nur kurze zeit|nur solange|solange der vorrat reicht|solange vorrat reicht|"
     "so lange der vorrat reicht|letzte chance|letzter tag|letzte {days}|letzte stunden|letzte stücke|"
     "letzte plätze|endet heute|endet morgen|endet bald|endet um mitternacht|endet am *|läuft ab|"
     "läuft bald ab|limitiert|limitiert~|limited edition|sonderedition|begrenzt|begrenzt~|zeitlich begrenzt|"
     "begrenzte stückzahl|begrenzte anzahl|schnell sein|beeil*|beeilen sie sich|jetzt zugreifen|"
     "jetzt zuschlagen|schnell zugreifen|zuschlagen|bald ausverkauft|fast ausverkauft|fast weg|ausverkauft|"
     "wenige restposten|restposten|nie wieder|jetzt oder nie|wer zuerst kommt|die ersten {n}|"
     "nicht verpassen|einmalige gelegenheit|einmaliges angebot|nur für die ersten|knapp|stark nachgefragt|"
     "endspurt|"
     "letzte gelegenheit|nur dieses wochenende|nur diese woche|nur am wochenende|nur für {n} {days}|"
     "nur in dieser woche|solange sie reichen|bevor es zu spät ist|bevor es weg ist|bevor sie weg sind|"
     "schnell vergriffen|bald vergriffen|fast vergriffen|restbestand|restbestände|plätze sind begrenzt|"
     "nur wenige plätze|angebot endet|aktion endet|das angebot gilt nur|warten sie nicht|nicht länger warten|"
     "blitzangebot*|die zeit läuft|für kurze zeit|einmalig verfügbar|so lange sie reichen|"
     "sichern sie sich ihren platz|bald weg|schnell weg|nur wenige exemplare|nur wenige stück"},
    PhraseRow{"de", PhraseRole::cue, CueKind::superlative,
     "best~|am besten|allerbest~|bestens bewertet|beliebtest~|am beliebtesten|günstigst~|am günstigsten|"
     "billigst~|am billigsten|größt~|am größten|schnellst~|am schnellsten|stärkst~|am stärksten|sicherst~|"
     "am sichersten|höchst~|am höchsten|niedrigst~|am niedrigsten|tiefst~|modernst~|leichtest~|"
     "am leichtesten|leisest~|bequemst~|am bequemsten|gesündest~|am gesündesten|sauberst~|grünst~|ältest~|"
     "neuest~|schönst~|am schönsten|einfachst~|am einfachsten|feinst~|frischest~|reinst~|edelst~|klügst~|"
     "hellst~|dünnst~|längst~|zuverlässigst~|effektivst~|effizientest~|wirksamst~|innovativst~|"
     "meistverkauft~|meistgekauft~|meistgesehen~|meistempfohlen~|bestverkauft~|bestbewertet~|bestseller*|"
     "testsieger*|führend|führend~|marktführ*|weltmarktführer*|branchenführer*|einzig~|einzigartig|"
     "einzigartig~|die nummer eins|die nummer 1|nummer eins|nummer 1|weltweit erst~|weltneuheit*|weltklasse|"
     "weltbest~|unschlagbar|unschlagbar~|unübertroffen|unübertroffen~|unvergleichlich*|unerreicht|"
     "unerreicht~|konkurrenzlos*|beispiellos*|einmalig|einmalig~|perfekt|perfekt~|ultimativ~|revolutionär*|"
     "spitzenklasse|spitzenqualität|spitzenreiter|erstklassig*|makellos*|optimal|optimal~|ohnegleichen|"
     "seinesgleichen|wie kein ander~|keine andere * ist|kein anderer * ist|niemand sonst|das original|"
     "deutschlands *|europas *|der welt|aller zeiten|"
     "nichts ist besser|nichts geht über|besser geht es nicht|besser geht nicht|besser wird es nicht|nonplusultra|"
     "meistgenutzt~|meistgelobt~|am meisten *|ungeschlagen|bahnbrechend*|wegweisend*|nie dagewesen*|weichst~|"
     "wärmst~|ruhigst~|cremigst~|zartest~|robustest~|langlebigst~|erfolgreichst~|bekanntest~|meistgelesen~|"
     "meistgehört~|vielseitigst~|haltbarst~|gemütlichst~|kuscheligst~|auf dem markt|kein vergleich|"
     "ohne konkurrenz|sucht seinesgleichen|hat nicht seinesgleichen|kann keiner|kann kein anderer|nur bei uns|"
     "allein bei uns"},
    PhraseRow{"de", PhraseRole::cue, CueKind::comparative,
     "{adj} als|mehr * als|mehr als jede*|weniger * als|doppelt so *|dreimal so *|zweimal so *|halb so *|"
     "{n} mal so *|{n} mal {adj}|{n} x so *|{n} x {adj}|{n} fach *|{n} {%} mehr|{n} {%} weniger|"
     "{n} {%} {adj}|besser|bessere|besserer|besseres|besseren|als je zuvor|als jemals zuvor|als andere|"
     "als alle anderen|als die konkurrenz|als der wettbewerb|als herkömmliche*|im vergleich zu|"
     "im vergleich mit|gegenüber herkömmlich*|übertrifft|überlegen|schlägt|verbessert|verbessert~|"
     "neu und verbessert|im gegensatz zu|anders als ander~|mehr für weniger|"
     "hält länger|halten länger|länger frisch|länger warm|länger satt|länger haltbar|verbraucht weniger|"
     "braucht weniger|mehr als andere|als jede andere|als jeder andere|als jedes andere|als vergleichbare|"
     "als die anderen|als alles andere|als das original|spart mehr|leistet mehr|kann mehr|überholt|"
     "den anderen voraus|doppelt so viel|dreimal so"},
    PhraseRow{"de", PhraseRole::cue, CueKind::statistic,
     "{n} von {n}|{n} von {n} {who}|{nw} von {nw}|{n} {%} der|{n} {%} unserer|{n} {%} aller|{n} {%} würden|"
     "{n} {%} sagen|um {n} {%}|zu {n} {%}|{n} millionen *|{n} mio *|millionen {who}|millionen von {who}|"
     "tausende {who}|tausende von {who}|hunderte {who}|über {n} {what}|über {n} {who}|mehr als {n} {what}|"
     "mehr als {n} {who}|{n} neu~ *|{n} + {who}|{n} jahre erfahrung|seit {n} jahren|über {n} jahre|"
     "jeder {nw}|jede {nw}|jeder zweite|die mehrheit|die meisten {who}|studie* zeig*|studie* beleg*|"
     "laut studie|laut einer studie|umfrage*|{n} sterne|{n} / {n}|erwiesen*|"
     "{n} {%} bestätig*|{n} {%} empfehl*|{n} {%} spür*|{n} {%} zufrieden*|{n} {%} weiterempfehl*|fast alle {who}|"
     "rund {n} {who}|in einer umfrage|in einer studie|laut umfrage*|laut einer umfrage|studien belegen|"
     "studien zeigen|studien beweisen|eine studie|durchschnittlich {n}|millionenfach|tausendfach|"
     "über eine million *|mehr als eine million *|jede zweite|drei viertel der|zwei drittel der|die hälfte der|"
     "alle {n} sekunden|alle {n} minuten|rund {n} {%}|etwa {n} {%}|befragt*"},
    PhraseRow{"de", PhraseRole::cue, CueKind::guarantee,
     "garant*|geld zurück|geld zurück garantie|zufriedenheitsgarantie|tiefpreisgarantie|bestpreisgarantie|"
     "gewährleist*|wir versprechen|unser versprechen|versprochen|ohne risiko|risikofrei|risikolos|"
     "risikolos~|100 {%} sicher|absolut sicher|volle rückerstattung|rückerstattung|bei nichtgefallen|"
     "kein risiko|wirkt immer|mit sicherheit|zusicher*|lebenslang~ *|nachweislich|bewiesen|"
     "oder geld zurück|sonst geld zurück|ihr geld zurück|dein geld zurück|das geld zurück|wir erstatten|"
     "erstatten wir|wir ersetzen|ersetzen wir|hält ein leben lang|{n} jahre gewährleistung|hundertprozentig*|"
     "100 {%} wirksam|100 {%} zufrieden*|ohne wenn und aber|sichtbare ergebnisse|ergebnisse in {n} *|wirkt sofort|"
     "wirken sofort|wirkt in {n} *|sofort wirksam|unzerstörbar*|unkaputtbar*|nie im stich|versagt nie|"
     "geht nie kaputt|hält ewig|hält für immer|für die ewigkeit|völlig sicher|vollkommen sicher|"
     "völlig unbedenklich|unbedenklich"},
    PhraseRow{"de", PhraseRole::cue, CueKind::prize,
     "gewinn|gewinne|gewinnen|gewinnt|gewinnen sie|gewinnspiel*|gewinner*|gewinnchance*|verlosung*|verlosen|"
     "verlost|verlosen wir|preisausschreiben|hauptpreis*|tombola|lotterie|jackpot|zu gewinnen|"
     "sie haben gewonnen|du hast gewonnen|gewonnen|preise im wert von|glücksrad|mitmachen und *|"
     "jetzt teilnehmen|sofortgewinn*|giveaway*|"
     "mitspielen und *|chance auf *|die chance auf|abräumen|glückslos*|zu gewinnen gibt|winken * preise|"
     "sachpreise|teilnahmeschluss|einsendeschluss"},
    PhraseRow{"de", PhraseRole::cue, CueKind::endorsement,
     "empfohlen von|von ärzten empfohlen|von experten empfohlen|von zahnärzten empfohlen|ärzte empfehlen|"
     "zahnärzte empfehlen|experten empfehlen|dermatologisch getestet|dermatologisch geprüft|"
     "klinisch getestet|geprüft von|tüv*|tüv geprüft|getestet von|zertifiziert|zertifiziert~|geprüft|"
     "ausgezeichnet|ausgezeichnet~|preisgekrönt|preisgekrönt~|bekannt aus *|bekannt aus dem *|"
     "stiftung warentest|öko test|testurteil|note sehr gut|testnote|gütesiegel|prüfsiegel|"
     "offizieller partner|offizieller ausrüster|vertrauen uns|vertrauen auf|gewählt zum|gewählt zur|"
     "auszeichnung|unabhängig getestet|laborgeprüft|iso {n}|fachleute empfehlen|tierärzten empfohlen|"
     "von hebammen empfohlen|hebammen empfehlen|apotheker empfehlen|von apothekern empfohlen|experten sagen|"
     "ärzte sagen|schwören auf|profis schwören|profis vertrauen|in kliniken|prämiert*|patentiert*|"
     "ausgezeichnet mit|design award|red dot|produkt des jahres|marke des jahres|händler des jahres|"
     "von ärzten entwickelt|mit ärzten entwickelt|von experten entwickelt|mit experten entwickelt|"
     "wissenschaftlich getestet|wissenschaftlich geprüft|wissenschaftlich fundiert|tierärzte empfehlen|"
     "kinderärzte empfehlen|hautärzte empfehlen|vom tüv|goldmedaille|testsieg|qualitätssiegel|bundessieger|"
     "amtlich geprüft|staatlich geprüft|staatlich anerkannt"},
    PhraseRow{"de", PhraseRole::cue, CueKind::testimonial,
     "unsere {who} lieben|unsere {who} sagen|unsere {who} sind begeistert|{who} lieben|{who} sagen|"
     "{who} berichten|begeisterte {who}|zufriedene {who}|zufriedenen {who}|geliebt von|bewertet mit|"
     "kundenbewertung*|kundenstimme*|erfahrungsbericht*|bewertungen|sehr gut bewertet|von {who} empfohlen|"
     "trustpilot|echte {who}|kundenzufriedenheit|hat mein leben verändert|ich liebe *|"
     "{who} schwören|{who} vertrauen|{who} empfehlen|{who} schwärmen|das sagen unsere|stimmen unserer|"
     "weiterempfehl*|fünf sterne|{n} bewertungen|top bewertet*|ich bin begeistert|nie mehr ohne|nicht mehr ohne|"
     "ich kann es nur empfehlen|nur empfehlen|absolute empfehlung|klare empfehlung"},
    PhraseRow{"de", PhraseRole::cue, CueKind::health,
     "heilt|heilen|heilung|heilend~|heilkraft|heilwirkung|lindert|lindern|stärkt das immunsystem|"
     "stärkt ihr immunsystem|stärkt dein immunsystem|stärkt die abwehr*|immunsystem|abwehrkräfte|"
     "klinisch erwiesen|klinisch bewiesen|wissenschaftlich erwiesen|wissenschaftlich bewiesen|"
     "medizinisch erwiesen|entgift*|entschlack*|detox*|abnehmen|fettverbrennung|schlank*|gewichtsverlust|"
     "anti aging|verjüng*|senkt den cholesterin*|senkt den blutdruck|senkt cholesterin|blutdrucksenk*|"
     "beugt * vor|vorbeug*|gegen kopfschmerzen|gegen schmerzen|"
     "hilft gegen *|gegen rückenschmerzen|rückenschmerz*|schmerzlindernd*|gesund|gesund~|gesünder|"
     "gesundheit|gesundheitsfördernd*|bekömmlich*|wohltuend*|superfood*|zuckerarm|fettarm|ohne zuckerzusatz|"
     "proteinreich|eiweißreich|ballaststoffreich|vitaminreich|reich an *|stärkt *|besser schlafen|"
     "gegen stress|hypoallergen*|entzündungshemmend*|antibakteriell*|nebenwirkung*|wellness*|"
     "regt * stoffwechsel an|therap*|"
     "lindert {ill}|lindern {ill}|lindert * {ill}|gegen {ill}|hilft bei {ill}|hilft gegen {ill}|"
     "helfen gegen {ill}|helfen bei {ill}|wirkt gegen {ill}|bekämpft {ill}|reduziert {ill}|verringert {ill}|"
     "mindert {ill}|senkt {ill}|beugt {ill} *|vertreibt {ill}|schluss mit {ill}|nie wieder {ill}|löst {ill}|"
     "schützt vor {ill}|befreit von {ill}|behandelt {ill}|unterstützt das immunsystem|unterstützt ihr immunsystem|"
     "unterstützt dein immunsystem|unterstützt die verdauung|fördert die verdauung|fördert den schlaf|"
     "fördert die durchblutung|fördert die gesundheit|fördert das wohlbefinden|fördert die konzentration|"
     "verbessert den schlaf|verbessert ihren schlaf|verbessert deinen schlaf|verbessert die haltung|"
     "verbessert die konzentration|verbessert die verdauung|gut für den rücken|gut für ihren rücken|"
     "gut für deinen rücken|gut für die haut|gut für das herz|gut fürs herz|gut für den darm|gut für die gelenke|"
     "rückenfreundlich*|rückenschonend*|hautfreundlich*|hautverträglich*|spendet energie|gibt energie|vitalisier*|"
     "revitalisier*|regeneriert|jünger aussehen|macht schlank|kalorienarm*|ohne zucker|weniger zucker|"
     "voller vitamine|nährstoffreich*|ohne nebenwirkungen|frei von nebenwirkungen|immunstärkend*|stoffwechsel|"
     "antioxidan*|schlaf besser|schlafen sie besser|tiefer schlafen|besserer schlaf|besseren schlaf|"
     "quelle von protein|proteinquelle|eiweißquelle"},
    PhraseRow{"de", PhraseRole::cue, CueKind::environment,
     "klimaneutral*|klima neutral*|co2 neutral*|co2 frei*|co2 kompensiert*|co2 arm*|klimapositiv*|"
     "klimafreundlich*|klimaschonend*|kompensiert|emissionsfrei*|emissionsarm*|null emissionen|netto null|"
     "umweltfreundlich*|umweltschonend*|umweltbewusst*|umweltverträglich*|gut für die umwelt|"
     "gut für den planeten|gut fürs klima|schont die umwelt|schützt die umwelt|schont das klima|nachhaltig|"
     "nachhaltig~|nachhaltiger|nachhaltigkeit|ökologisch|ökologisch~|öko|öko *|bio|bio *|biologisch|"
     "biologisch~|biologisch abbaubar*|kompostierbar*|abbaubar*|recycelbar*|recycelt|recycelt~|recycling*|"
     "wiederverwendbar*|mehrweg*|plastikfrei*|ohne plastik|mikroplastikfrei|ohne mikroplastik|grün~ energie|"
     "grüner strom|ökostrom|erneuerbar~|erneuerbar~ energie*|verantwortungsvoll~ *|"
     "aus verantwortungsvoll~ *|fsc|fairtrade|fair gehandelt*|natürlich~|rein natürlich|{n} {%} natürlich|"
     "schadstofffrei*|schadstoffarm*|energiesparend*|energieeffizient*|ressourcenschonend*|"
     "tierversuchsfrei*|zero waste|blauer engel|grüner punkt|green|"
     "gut für die natur|gut für das klima|schont ressourcen|schont die natur|schützt die natur|schützt das klima|"
     "schützt den planeten|für den planeten|dem planeten zuliebe|der umwelt zuliebe|der natur zuliebe|"
     "im einklang mit der natur|klimabewusst*|kohlenstoffneutral*|treibhausgasneutral*|emissionsneutral*|"
     "co2 negativ*|co2 reduziert*|weniger co2|weniger plastik|weniger emissionen|ohne co2|null plastik|"
     "aus recyceltem *|aus recycelten *|naturfreundlich*|bienenfreundlich*|palmölfrei*|ohne palmöl|ohne chemie|"
     "chemiefrei*|ungiftig*|co2 fußabdruck|fußabdruck|grüne energie|umweltsiegel|umweltzeichen|ökologischer|"
     "nachhaltigst~|umweltfreundlichst~|umweltfreundlicher|kreislauffähig*|kreislaufwirtschaft|bäume pflanzen|"
     "pflanzen wir * baum|pflanzen einen baum|ozeanplastik|solarstrom|umweltgerecht*|klimaschutz|"
     "ressourcensparend*|spart strom|spart wasser|belastet die umwelt|belastet das klima|umwelt zu belasten"},
    PhraseRow{"de", PhraseRole::puffery, CueKind::price,
     "alles gute|am besten jetzt|am besten gleich|am besten sofort|am besten schmeckt|mit besten grüßen|"
     "beste grüße|besten gruß|viele grüße|besten dank|beste wünsche|die besten wünsche|das beste aus *|"
     "das beste vom *|das beste am *|das beste daran|machen sie das beste|mach das beste|beste freund~|"
     "bester freund|zum besten geben|unser bestes|dein bestes|ihr bestes|unser bestes geben|"
     "genießen sie das beste|genieß das beste|schönste zeit|schönsten momente|schönsten stunden|"
     "die schönste|am liebsten|wie auch immer|grüner tee|grüner salat|grüne bohnen|grünes licht|im grünen|"
     "frei von *|zuckerfrei|glutenfrei|laktosefrei|alkoholfrei|feinsten zwirn|letztes jahr|größten teil|"
     "zum größten teil|einzig und allein|einzige frage|höchste zeit|höchstens|längst|traum*|träum*|"
     "besser spät als nie|noch besser|umso besser|gute besserung|natürlich gern|so gut wie|"
     "zu hause ist es am schönsten|kunden zu gewinnen|freunde gewinnen|gewinnen sie einen eindruck|"
     "gewinnen sie einblick*|an form gewinnen|gewinn~ einblick*|freunde fürs leben|perfekt für *|"
     "perfekte begleiter|perfekter abend|ein knapper *|schlägt ihr herz|schlägt dein herz|schlägt höher|"
     "bio * unterricht|immer mit der ruhe"},
    PhraseRow{"de", PhraseRole::negation, CueKind::price,
     "nicht|nie|niemals|kein~|kein|ohne|weder|keineswegs|keinesfalls|kaum|alles andere als", 5},
    PhraseRow{"de", PhraseRole::late_negation, CueKind::price,
     "nicht|nie|niemals", 5},
    PhraseRow{"de", PhraseRole::not_negation, CueKind::price,
     "nicht nur|nicht bloß|nicht allein|nicht zuletzt|nicht verpassen|nicht warten|nicht vergessen|"
     "warum nicht|kein wunder|keine sorge|kein problem|keine frage|ohne zweifel|zweifellos|nie wieder|"
     "jetzt oder nie|wie nie zuvor|ohne weiteres|kein geringerer"},
    PhraseRow{"de", PhraseRole::qualifier, CueKind::price,
     "bis zu|ab|ausgewählt~|auf ausgewählt~|mindestens|etwa|circa|ca|rund|ungefähr|fast|nahezu|über|"
     "mehr als|weniger als|viele|manche|einige|die meisten|kann|können|könnte|durchschnittlich|"
     "im durchschnitt|im schnitt|hilft|meist|solange der vorrat reicht|teilnehmend~|nur online|nur im|"
     "für neukunden|nur für neukunden|nur für mitglieder|außer *|ausgenommen *|zzgl *|inkl *|innerhalb *|"
     "pro *|bis *|von *|nur"},
    PhraseRow{"de", PhraseRole::conjunction, CueKind::price,
     "und|aber|sondern|doch|denn|weil|während|sowie|obwohl|wenn|falls"},
    PhraseRow{"de", PhraseRole::presupposition, CueKind::price,
     "wusstest du|wussten sie|wusstet ihr|warum|wieso|weshalb|wer sonst|wo sonst|was macht|bereit für|"
     "kennst du schon unser*|kennen sie schon unser*|schon unser* * probiert|haben sie schon unser*|"
     "hast du schon unser*|ist es nicht"},
    PhraseRow{"de", PhraseRole::speech, CueKind::price,
     "sagt|sagte|sagen|schreibt|schrieb|meint|berichtet|schwärmt"},
};

constexpr std::array k_classes{
    WordClass{"de", "who",
     "kunde*|kund~|kundinnen|menschen|nutzer*|anwender*|familien|mitglieder*|frauen|männer*|mütter*|väter*|"
     "eltern|kinder*|studenten|studierende*|unternehmen|firmen|zahnärzt*|ärzt*|tierärzt*|hautärzt*|"
     "dermatolog*|expert*|abonnent*|zuschauer*|leser*|käufer*|haushalte*|reisende*|profis|teams|"
     "testpersonen|teilnehmer*|patienten|mitarbeiter*|gäste*|fans|fahrer*|besitzer*|deutsche|deutschen|"
     "personen|verbraucher*"},
    WordClass{"de", "what",
     "film*|serien|sendungen|läden|geschäfte*|filialen|märkte*|standorte*|länder*|städte*|produkt*|artikel*|"
     "teile*|rezepte*|titel*|folgen|sender*|lieder|songs|spiele*|bücher*|auszeichnungen|preise*|bewertungen|"
     "hotels|reiseziele*|marken|modelle*|farben|stationen|restaurants|downloads|bestellungen|zutaten|"
     "vitamine|staffeln|lager|kurse*|sprachen"},
    WordClass{"de", "days",
     "minute*|stunde*|tag|tage|tagen|woche|wochen|monat|monate|monaten|jahr|jahre|jahren|nacht|nächte"},
    WordClass{"de", "nw",
     "ein|eine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zweite|dritte|vierte|fünfte|hundert"},
    WordClass{"de", "adj",
     "schneller|besser|günstiger|billiger|niedriger|höher|stärker|länger|sauberer|sicherer|weicher|leichter|"
     "größer|kleiner|einfacher|gesünder|grüner|heller|leiser|wärmer|kühler|klüger|robuster|frischer|dünner|"
     "feiner|bequemer|effektiver|effizienter|wirksamer|haltbarer|sparsamer|nachhaltiger|mehr|weniger"},
    WordClass{"de", "ill",
     "schmerzen|kopfschmerz*|rückenschmerz*|gelenkschmerz*|nackenschmerz*|muskelkater|migräne|verspannung*|stress|"
     "ängste|schlaflosigkeit|schlafstörung*|schlafprobleme*|husten|schnupfen|erkältung*|grippe|allergie*|"
     "heuschnupfen|akne|pickel|falten|cellulite|müdigkeit|entzündung*|verdauungsprobleme*|blähung*|sodbrennen|"
     "haarausfall|juckreiz|bluthochdruck|depression*|krankheit*|bakterien|viren|keime|infektion*|arthrose|rheuma|"
     "neurodermitis|übelkeit|krämpfe*|schnarchen|trockene haut|beschwerden"},
};
// clang-format on

}  // namespace

CueTable cue_table_de() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
