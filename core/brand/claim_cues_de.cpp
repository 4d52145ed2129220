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
     "{$n} im {days}|{$n} je {days}|{$n} mtl|preisbrecher|erschwinglich*|kostengünstig*"},
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
     "preis ist niedriger als|preise sind niedriger als|niedriger als in den"},
    PhraseRow{"de", PhraseRole::cue, CueKind::free,
     "gratis*|kostenlos|kostenlos~|kostenfrei|kostenfrei~|umsonst|geschenkt|gebührenfrei|gebührenfrei~|"
     "ohne kosten|ohne gebühr*|ohne aufpreis|ohne zusätzliche kosten|versandkostenfrei*|portofrei|geht auf uns|"
     "geht aufs haus|zum nulltarif|null euro|{n} € grundgebühr|gratisversand|kostenloser versand"},
    PhraseRow{"de", PhraseRole::cue, CueKind::free_trial,
     "{n} {days} gratis|{n} {days} kostenlos|{n} {days} testen|erster monat gratis|ersten monat gratis|"
     "probeabo*|probemonat*|probezeit|testphase|probieren|unverbindlich|unverbindlich~|jederzeit kündbar|"
     "monatlich kündbar|jederzeit kündigen|jederzeit online kündigen|jederzeit online kündbar|kündbar|"
     "kündigung jederzeit|ohne vertragsbindung|ohne mindestlaufzeit|ohne laufzeit|ohne vertrag|"
     "ohne verpflichtung*|verlängert sich automatisch|automatische verlängerung|abo|abos|abonnement*|"
     "kostenlos testen|gratis testen|kostenlos ausprobieren|gratis ausprobieren|erste monat ist gratis|"
     "erste monat ist kostenlos|erste {days} gratis"},
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
     "endspurt"},
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
     "deutschlands *|europas *|der welt|aller zeiten"},
    PhraseRow{"de", PhraseRole::cue, CueKind::comparative,
     "{adj} als|mehr * als|mehr als jede*|weniger * als|doppelt so *|dreimal so *|zweimal so *|halb so *|"
     "{n} mal so *|{n} mal {adj}|{n} x so *|{n} x {adj}|{n} fach *|{n} {%} mehr|{n} {%} weniger|"
     "{n} {%} {adj}|besser|bessere|besserer|besseres|besseren|als je zuvor|als jemals zuvor|als andere|"
     "als alle anderen|als die konkurrenz|als der wettbewerb|als herkömmliche*|im vergleich zu|"
     "im vergleich mit|gegenüber herkömmlich*|übertrifft|überlegen|schlägt|verbessert|verbessert~|"
     "neu und verbessert|im gegensatz zu|anders als ander~|mehr für weniger"},
    PhraseRow{"de", PhraseRole::cue, CueKind::statistic,
     "{n} von {n}|{n} von {n} {who}|{nw} von {nw}|{n} {%} der|{n} {%} unserer|{n} {%} aller|{n} {%} würden|"
     "{n} {%} sagen|um {n} {%}|zu {n} {%}|{n} millionen *|{n} mio *|millionen {who}|millionen von {who}|"
     "tausende {who}|tausende von {who}|hunderte {who}|über {n} {what}|über {n} {who}|mehr als {n} {what}|"
     "mehr als {n} {who}|{n} neu~ *|{n} + {who}|{n} jahre erfahrung|seit {n} jahren|über {n} jahre|"
     "jeder {nw}|jede {nw}|jeder zweite|die mehrheit|die meisten {who}|studie* zeig*|studie* beleg*|"
     "laut studie|laut einer studie|umfrage*|{n} sterne|{n} / {n}|erwiesen*"},
    PhraseRow{"de", PhraseRole::cue, CueKind::guarantee,
     "garant*|geld zurück|geld zurück garantie|zufriedenheitsgarantie|tiefpreisgarantie|bestpreisgarantie|"
     "gewährleist*|wir versprechen|unser versprechen|versprochen|ohne risiko|risikofrei|risikolos|"
     "risikolos~|100 {%} sicher|absolut sicher|volle rückerstattung|rückerstattung|bei nichtgefallen|"
     "kein risiko|wirkt immer|mit sicherheit|zusicher*|lebenslang~ *|nachweislich|bewiesen"},
    PhraseRow{"de", PhraseRole::cue, CueKind::prize,
     "gewinn|gewinne|gewinnen|gewinnt|gewinnen sie|gewinnspiel*|gewinner*|gewinnchance*|verlosung*|verlosen|"
     "verlost|verlosen wir|preisausschreiben|hauptpreis*|tombola|lotterie|jackpot|zu gewinnen|"
     "sie haben gewonnen|du hast gewonnen|gewonnen|preise im wert von|glücksrad|mitmachen und *|"
     "jetzt teilnehmen|sofortgewinn*|giveaway*"},
    PhraseRow{"de", PhraseRole::cue, CueKind::endorsement,
     "empfohlen von|von ärzten empfohlen|von experten empfohlen|von zahnärzten empfohlen|ärzte empfehlen|"
     "zahnärzte empfehlen|experten empfehlen|dermatologisch getestet|dermatologisch geprüft|"
     "klinisch getestet|geprüft von|tüv*|tüv geprüft|getestet von|zertifiziert|zertifiziert~|geprüft|"
     "ausgezeichnet|ausgezeichnet~|preisgekrönt|preisgekrönt~|bekannt aus *|bekannt aus dem *|"
     "stiftung warentest|öko test|testurteil|note sehr gut|testnote|gütesiegel|prüfsiegel|"
     "offizieller partner|offizieller ausrüster|vertrauen uns|vertrauen auf|gewählt zum|gewählt zur|"
     "auszeichnung|unabhängig getestet|laborgeprüft|iso {n}|fachleute empfehlen|tierärzten empfohlen"},
    PhraseRow{"de", PhraseRole::cue, CueKind::testimonial,
     "unsere {who} lieben|unsere {who} sagen|unsere {who} sind begeistert|{who} lieben|{who} sagen|"
     "{who} berichten|begeisterte {who}|zufriedene {who}|zufriedenen {who}|geliebt von|bewertet mit|"
     "kundenbewertung*|kundenstimme*|erfahrungsbericht*|bewertungen|sehr gut bewertet|von {who} empfohlen|"
     "trustpilot|echte {who}|kundenzufriedenheit|hat mein leben verändert|ich liebe *"},
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
     "regt * stoffwechsel an|therap*"},
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
     "tierversuchsfrei*|zero waste|blauer engel|grüner punkt|green"},
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
};
// clang-format on

}  // namespace

CueTable cue_table_de() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
