#include "core/brand/fact_words_data.hpp"

#include <array>

namespace mkai::brand {
namespace {

constexpr std::array k_names{
    NamesRow{"en",
             "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
             "september sep sept|october oct|november nov|december dec",
             "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri|"
             "saturday sat|sunday sun"},
    NamesRow{"de",
             "januar jan jänner jän jaenner|februar feb|märz mär mrz maerz|april apr|mai|juni jun|"
             "juli jul|august aug|september sep sept|oktober okt|november nov|dezember dez",
             "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa|sonntag so"},
    NamesRow{"fr",
             "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil juill juil|août|"
             "septembre sept|octobre oct|novembre nov|décembre déc",
             "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim"},
    NamesRow{"es",
             "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|"
             "septiembre sept sep setiembre|octubre oct|noviembre nov|diciembre dic",
             "lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom"},
    NamesRow{"it",
             "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|"
             "agosto ago|settembre set|ottobre ott|novembre nov|dicembre dic",
             "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom"},
    NamesRow{"nl",
             "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|"
             "september sep|oktober okt|november nov|december dec",
             "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo"},
    NamesRow{"sv",
             "januari jan|februari feb|mars|april apr|maj|juni|juli|augusti aug|september sep|"
             "oktober okt|november nov|december dec",
             "måndag mån|tisdag tis|onsdag ons|torsdag tors|fredag fre|lördag lör|söndag sön"},
    NamesRow{"nb no nn",
             "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|"
             "september sep|oktober okt|november nov|desember des",
             "mandag man|tirsdag tir|onsdag ons|torsdag tor|fredag fre|lørdag lør|søndag søn"},
    NamesRow{"da",
             "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|"
             "september sep|oktober okt|november nov|december dec",
             "mandag man|tirsdag tirs|onsdag ons|torsdag tors|fredag fre|lørdag lør|søndag søn"},
    NamesRow{"pl",
             "styczeń stycznia sty|luty lutego lut|marzec marca mar|kwiecień kwietnia kwi|maj maja|"
             "czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz|"
             "październik października paź|listopad listopada lis|grudzień grudnia gru",
             "poniedziałek pon|wtorek wt|środa śr|czwartek czw|piątek pt|sobota sob|niedziela niedz"},
    NamesRow{"pt",
             "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|"
             "setembro set|outubro out|novembro nov|dezembro dez",
             "seg segunda|ter terça|qua quarta|qui quinta|sex sexta|sábado sáb|domingo dom"},
    NamesRow{"fi",
             "tammikuu tammikuuta tammi|helmikuu helmikuuta helmi|maaliskuu maaliskuuta maalis|"
             "huhtikuu huhtikuuta huhti|toukokuu toukokuuta touko|kesäkuu kesäkuuta kesä|"
             "heinäkuu heinäkuuta heinä|elokuu elokuuta elo|syyskuu syyskuuta syys|"
             "lokakuu lokakuuta loka|marraskuu marraskuuta marras|joulukuu joulukuuta joulu",
             "maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|"
             "torstai torstaina to|perjantai perjantaina pe|lauantai lauantaina la|"
             "sunnuntai sunnuntaina su"},
    NamesRow{"cy",
             "ionawr ion|chwefror chw chwef|mawrth maw|ebrill ebr|mai|mehefin meh|"
             "gorffennaf gor gorff|awst|medi|hydref hyd|tachwedd tach|rhagfyr rhag",
             "llun|maw|mer|iau|gwe gwen|sad|sul"},
};

// Currencies' names: CLDR 48 (as above) and what people call them; "kr", "Fr.", "p" are the symbols that
// readers know. Amounts in words and short forms of units: CLDR 48, and common usage in advertisements.
// A plain array: clang deduces no std::array of so many.
constexpr WordRow k_words[]{
    // --- currencies ---
    WordRow{"", "£", Meaning::currency, 0, "GBP"},
    WordRow{"", "€", Meaning::currency, 0, "EUR"},
    WordRow{"", "$", Meaning::currency, 0, "dollar"},
    WordRow{"", "¥", Meaning::currency, 0, "yen"},
    WordRow{"", "₹", Meaning::currency, 0, "INR"},
    WordRow{"", "₩", Meaning::currency, 0, "KRW"},
    WordRow{"", "₺", Meaning::currency, 0, "TRY"},
    WordRow{"", "₽", Meaning::currency, 0, "RUB"},
    WordRow{"", "₴", Meaning::currency, 0, "UAH"},
    WordRow{"", "₫", Meaning::currency, 0, "VND"},
    WordRow{"", "฿", Meaning::currency, 0, "THB"},
    WordRow{"", "₪", Meaning::currency, 0, "ILS"},
    WordRow{"", "₱", Meaning::currency, 0, "PHP"},
    WordRow{"", "zł", Meaning::currency, 0, "PLN"},
    WordRow{"", "kč", Meaning::currency, 0, "CZK"},
    WordRow{"", "kr", Meaning::currency, 0, "crown"},
    WordRow{"", "sfr", Meaning::currency, 0, "CHF"},
    WordRow{"", "gbp", Meaning::currency, 0, "GBP"},
    WordRow{"", "eur", Meaning::currency, 0, "EUR"},
    WordRow{"", "usd", Meaning::currency, 0, "USD"},
    WordRow{"", "cad", Meaning::currency, 0, "CAD"},
    WordRow{"", "aud", Meaning::currency, 0, "AUD"},
    WordRow{"", "nzd", Meaning::currency, 0, "NZD"},
    WordRow{"", "sgd", Meaning::currency, 0, "SGD"},
    WordRow{"", "hkd", Meaning::currency, 0, "HKD"},
    WordRow{"", "twd", Meaning::currency, 0, "TWD"},
    WordRow{"", "sek", Meaning::currency, 0, "SEK"},
    WordRow{"", "nok", Meaning::currency, 0, "NOK"},
    WordRow{"", "dkk", Meaning::currency, 0, "DKK"},
    WordRow{"", "isk", Meaning::currency, 0, "ISK"},
    WordRow{"", "pln", Meaning::currency, 0, "PLN"},
    WordRow{"", "czk", Meaning::currency, 0, "CZK"},
    WordRow{"", "huf", Meaning::currency, 0, "HUF"},
    WordRow{"", "ron", Meaning::currency, 0, "RON"},
    WordRow{"", "chf", Meaning::currency, 0, "CHF"},
    WordRow{"", "jpy", Meaning::currency, 0, "JPY"},
    WordRow{"", "cny rmb", Meaning::currency, 0, "CNY"},
    WordRow{"", "krw", Meaning::currency, 0, "KRW"},
    WordRow{"", "brl", Meaning::currency, 0, "BRL"},
    WordRow{"", "mxn", Meaning::currency, 0, "MXN"},
    WordRow{"", "inr", Meaning::currency, 0, "INR"},
    WordRow{"", "zar", Meaning::currency, 0, "ZAR"},
    // What stands before or behind "$" and "£", with it.
    WordRow{"", "us$ $us", Meaning::currency, 0, "USD"},
    WordRow{"", "ca$ c$ $ca", Meaning::currency, 0, "CAD"},
    WordRow{"", "a$ au$ $au", Meaning::currency, 0, "AUD"},
    WordRow{"", "nz$", Meaning::currency, 0, "NZD"},
    WordRow{"", "hk$", Meaning::currency, 0, "HKD"},
    WordRow{"", "s$", Meaning::currency, 0, "SGD"},
    WordRow{"", "nt$", Meaning::currency, 0, "TWD"},
    WordRow{"", "mx$", Meaning::currency, 0, "MXN"},
    WordRow{"", "r$", Meaning::currency, 0, "BRL"},
    WordRow{"", "£gb", Meaning::currency, 0, "GBP"},

    // The symbols and words that stand before the number too; codes do in capitals.
    WordRow{"", "kr sfr zł kč", Meaning::currency_lead},
    WordRow{"de fr it", "fr", Meaning::currency_lead},
    WordRow{"de es it nl pt", "euro", Meaning::currency_lead},
    WordRow{"en", "rs", Meaning::currency_lead},
    WordRow{"en", "pound pounds", Meaning::unit, 0, "lb"},
    WordRow{"en", "pound pounds quid", Meaning::currency, 0, "GBP"},
    WordRow{"en", "sterling", Meaning::currency, 0, "GBP"},
    WordRow{"en", "dollar dollars bucks", Meaning::currency, 0, "dollar"},
    WordRow{"en", "euro euros", Meaning::currency, 0, "EUR"},
    WordRow{"en", "krona kronor krone kroner", Meaning::currency, 0, "crown"},
    WordRow{"en", "franc francs", Meaning::currency, 0, "CHF"},
    WordRow{"en", "zloty zlotys", Meaning::currency, 0, "PLN"},
    WordRow{"en", "rupee rupees rs", Meaning::currency, 0, "INR"},
    WordRow{"en", "yen", Meaning::currency, 0, "JPY"},
    WordRow{"en", "yuan", Meaning::currency, 0, "CNY"},
    WordRow{"en", "pence penny p", Meaning::minor, 0, "GBP"},
    WordRow{"en", "cent cents c ¢", Meaning::minor, 0, "cent"},
    WordRow{"de", "pfund", Meaning::currency, 0, "GBP"},
    WordRow{"de", "euro euros", Meaning::currency, 0, "EUR"},
    WordRow{"de", "dollar", Meaning::currency, 0, "dollar"},
    WordRow{"de", "franken fr sfr stutz", Meaning::currency, 0, "CHF"},
    WordRow{"de", "krone kronen", Meaning::currency, 0, "crown"},
    WordRow{"de", "cent ct", Meaning::minor, 0, "cent"},
    WordRow{"de", "rappen", Meaning::minor, 0, "CHF"},
    WordRow{"fr", "livre livres", Meaning::currency, 0, "GBP"},
    WordRow{"fr", "euro euros", Meaning::currency, 0, "EUR"},
    WordRow{"fr", "dollar dollars", Meaning::currency, 0, "dollar"},
    WordRow{"fr", "franc francs fr", Meaning::currency, 0, "CHF"},
    WordRow{"fr", "couronne couronnes", Meaning::currency, 0, "crown"},
    WordRow{"fr", "cent cents centime centimes cts", Meaning::minor, 0, "cent"},
    WordRow{"es", "libra libras", Meaning::currency, 0, "GBP"},
    WordRow{"es", "euro euros", Meaning::currency, 0, "EUR"},
    WordRow{"es", "dólar dólares", Meaning::currency, 0, "dollar"},
    WordRow{"es", "peso pesos", Meaning::currency, 0, "peso"},
    WordRow{"es", "corona coronas", Meaning::currency, 0, "crown"},
    WordRow{"es", "céntimo céntimos centavo centavos", Meaning::minor, 0, "cent"},
    WordRow{"it", "sterlina sterline", Meaning::currency, 0, "GBP"},
    WordRow{"it", "euro", Meaning::currency, 0, "EUR"},
    WordRow{"it", "dollaro dollari", Meaning::currency, 0, "dollar"},
    WordRow{"it", "franco franchi fr", Meaning::currency, 0, "CHF"},
    WordRow{"it", "corona corone", Meaning::currency, 0, "crown"},
    WordRow{"it", "centesimo centesimi cent", Meaning::minor, 0, "cent"},
    WordRow{"nl", "pond", Meaning::currency, 0, "GBP"},
    WordRow{"nl", "euro euro's", Meaning::currency, 0, "EUR"},
    WordRow{"nl", "dollar dollars", Meaning::currency, 0, "dollar"},
    WordRow{"nl", "kroon kronen", Meaning::currency, 0, "crown"},
    WordRow{"nl", "cent ct", Meaning::minor, 0, "cent"},
    WordRow{"sv nb no nn da", "pund", Meaning::currency, 0, "GBP"},
    WordRow{"sv nb no nn da", "euro", Meaning::currency, 0, "EUR"},
    WordRow{"sv nb no nn da", "dollar dollars", Meaning::currency, 0, "dollar"},
    WordRow{"sv nb no nn da", "krona kronor krone kroner spänn", Meaning::currency, 0, "crown"},
    WordRow{"sv nb no nn da", "öre øre", Meaning::minor, 0, "crown"},
    WordRow{"sv nb no nn da", "cent", Meaning::minor, 0, "cent"},
    WordRow{"pl", "złoty złote złotych złotego pln", Meaning::currency, 0, "PLN"},
    WordRow{"pl", "grosz grosze groszy gr", Meaning::minor, 0, "PLN"},
    WordRow{"pl", "euro", Meaning::currency, 0, "EUR"},
    WordRow{"pl", "funt funty funtów", Meaning::currency, 0, "GBP"},
    WordRow{"pl", "dolar dolary dolarów", Meaning::currency, 0, "dollar"},
    WordRow{"pt", "euro euros", Meaning::currency, 0, "EUR"},
    WordRow{"pt", "real reais", Meaning::currency, 0, "BRL"},
    WordRow{"pt", "dólar dólares", Meaning::currency, 0, "dollar"},
    WordRow{"pt", "libra libras", Meaning::currency, 0, "GBP"},
    WordRow{"pt", "cêntimo cêntimos centavo centavos", Meaning::minor, 0, "cent"},
    WordRow{"ja", "円", Meaning::currency, 0, "JPY"},
    WordRow{"ja", "ユーロ", Meaning::currency, 0, "EUR"},
    WordRow{"ja", "ドル", Meaning::currency, 0, "dollar"},
    WordRow{"ja", "米ドル", Meaning::currency, 0, "USD"},
    WordRow{"ja", "ポンド", Meaning::currency, 0, "GBP"},
    WordRow{"zh", "元 圆 圓 块 塊", Meaning::currency, 0, "yuan"},
    WordRow{"zh", "人民币 人民幣", Meaning::currency, 0, "CNY"},
    WordRow{"zh", "欧元 歐元", Meaning::currency, 0, "EUR"},
    WordRow{"zh", "美元", Meaning::currency, 0, "USD"},
    WordRow{"zh", "英镑 英鎊", Meaning::currency, 0, "GBP"},
    WordRow{"zh", "日元 日圓", Meaning::currency, 0, "JPY"},
    WordRow{"zh", "港元 港币 港幣", Meaning::currency, 0, "HKD"},
    WordRow{"ko", "원", Meaning::currency, 0, "KRW"},
    WordRow{"ko", "유로", Meaning::currency, 0, "EUR"},
    WordRow{"ko", "달러", Meaning::currency, 0, "dollar"},
    WordRow{"ko", "파운드", Meaning::currency, 0, "GBP"},

    // --- percent ---
    WordRow{"", "%", Meaning::percent, 1},
    WordRow{"en", "percent pct", Meaning::percent, 1},
    WordRow{"en", "per", Meaning::percent_lead},
    WordRow{"en", "cent", Meaning::percent_tail},
    WordRow{"de", "prozent prozentig prozentige prozentigen prozentiger", Meaning::percent, 1},
    WordRow{"nl sv da", "procent", Meaning::percent, 1},
    WordRow{"nb no nn", "prosent", Meaning::percent, 1},
    WordRow{"pl", "procent procenta procentów proc", Meaning::percent, 1},
    WordRow{"fr", "pour", Meaning::percent_lead},
    WordRow{"fr", "cent", Meaning::percent_tail},
    WordRow{"es", "por", Meaning::percent_lead},
    WordRow{"es", "ciento", Meaning::percent_tail},
    WordRow{"pt", "por", Meaning::percent_lead},
    WordRow{"pt", "cento", Meaning::percent_tail},
    WordRow{"it", "per", Meaning::percent_lead},
    WordRow{"it", "cento", Meaning::percent_tail},
    WordRow{"ja", "パーセント", Meaning::percent, 1},
    WordRow{"ja", "割", Meaning::percent, 10},
    WordRow{"zh", "折", Meaning::percent, 10},  // what is left to pay: 8折 is 80 percent of the price
    WordRow{"ko", "퍼센트 프로", Meaning::percent, 1},
    WordRow{"en", "half", Meaning::half},
    WordRow{"en", "price off", Meaning::price},
    WordRow{"de", "halber halben halbe", Meaning::half},
    WordRow{"de", "preis preise", Meaning::price},
    WordRow{"fr", "moitié", Meaning::half},
    WordRow{"fr", "prix", Meaning::price},
    WordRow{"es", "mitad", Meaning::half},
    WordRow{"es", "precio", Meaning::price},
    WordRow{"it", "metà", Meaning::half},
    WordRow{"it", "prezzo", Meaning::price},
    WordRow{"nl", "halve", Meaning::half},
    WordRow{"nl", "prijs", Meaning::price},
    WordRow{"sv", "halva", Meaning::half},
    WordRow{"sv", "priset", Meaning::price},
    WordRow{"nb no nn da", "halv halve", Meaning::half},
    WordRow{"nb no nn da", "pris prisen", Meaning::price},
    WordRow{"pt", "metade", Meaning::half},
    WordRow{"pt", "preço", Meaning::price},
    WordRow{"pl", "połowę połowie", Meaning::half},
    WordRow{"pl", "ceny", Meaning::price},

    // --- thousands and more ---
    WordRow{"", "k", Meaning::glued_power, 3},
    WordRow{"", "m", Meaning::glued_power, 6},
    WordRow{"", "bn", Meaning::glued_power, 9},
    WordRow{"en", "thousand", Meaning::power, 3},
    WordRow{"en", "million millions mn mio mln", Meaning::power, 6},
    WordRow{"en", "billion billions bn", Meaning::power, 9},
    WordRow{"en", "trillion trillions", Meaning::power, 12},
    WordRow{"en", "lakh lakhs", Meaning::power, 5},
    WordRow{"en", "crore crores", Meaning::power, 7},
    WordRow{"de", "tausend tsd", Meaning::power, 3},
    WordRow{"de", "million millionen mio", Meaning::power, 6},
    WordRow{"de", "milliarde milliarden mrd", Meaning::power, 9},
    WordRow{"fr", "mille", Meaning::power, 3},
    WordRow{"fr", "million millions mio", Meaning::power, 6},
    WordRow{"fr", "milliard milliards md mds", Meaning::power, 9},
    WordRow{"es", "mil", Meaning::power, 3},
    WordRow{"es", "millón millones", Meaning::power, 6},
    WordRow{"it", "mila", Meaning::power, 3},
    WordRow{"it", "milione milioni mln", Meaning::power, 6},
    WordRow{"it", "miliardo miliardi mld mrd", Meaning::power, 9},
    WordRow{"nl", "duizend", Meaning::power, 3},
    WordRow{"nl", "miljoen mln", Meaning::power, 6},
    WordRow{"nl", "miljard mld", Meaning::power, 9},
    WordRow{"sv", "tusen tn", Meaning::power, 3},
    WordRow{"sv", "miljon miljoner mn milj", Meaning::power, 6},
    WordRow{"sv", "miljard miljarder md mdr", Meaning::power, 9},
    WordRow{"nb no nn da", "tusen tusind", Meaning::power, 3},
    WordRow{"nb no nn da", "million millioner mill mio", Meaning::power, 6},
    WordRow{"nb no nn da", "milliard milliarder mrd mia", Meaning::power, 9},
    WordRow{"pl", "tysiąc tysiące tysięcy tys", Meaning::power, 3},
    WordRow{"pl", "milion miliony milionów mln", Meaning::power, 6},
    WordRow{"pl", "miliard miliardy miliardów mld", Meaning::power, 9},
    WordRow{"pt", "mil", Meaning::power, 3},
    WordRow{"pt", "milhão milhões mi", Meaning::power, 6},
    WordRow{"pt", "bilhão bilhões bi", Meaning::power, 9},
    WordRow{"ja zh", "百", Meaning::power, 2},
    WordRow{"ja zh", "千", Meaning::power, 3},
    WordRow{"ja zh", "万 萬", Meaning::power, 4},
    WordRow{"ja zh", "億 亿", Meaning::power, 8},
    WordRow{"ko", "백", Meaning::power, 2},
    WordRow{"ko", "천", Meaning::power, 3},
    WordRow{"ko", "만", Meaning::power, 4},
    WordRow{"ko", "억", Meaning::power, 8},

    // --- units: CLDR 48 and their short forms ---
    WordRow{"", "gb", Meaning::unit, 0, "GB"},
    WordRow{"", "mb", Meaning::unit, 0, "MB"},
    WordRow{"", "tb", Meaning::unit, 0, "TB"},
    WordRow{"", "mbps mbit", Meaning::unit, 0, "Mbit"},
    WordRow{"", "gbps gbit", Meaning::unit, 0, "Gbit"},
    WordRow{"", "kg", Meaning::unit, 0, "kg"},
    WordRow{"", "g", Meaning::unit, 0, "g"},
    WordRow{"", "mg", Meaning::unit, 0, "mg"},
    WordRow{"", "l", Meaning::unit, 0, "l"},
    WordRow{"", "ml", Meaning::unit, 0, "ml"},
    WordRow{"", "cl", Meaning::unit, 0, "cl"},
    WordRow{"", "km", Meaning::unit, 0, "km"},
    WordRow{"", "m", Meaning::unit, 0, "m"},
    WordRow{"", "cm", Meaning::unit, 0, "cm"},
    WordRow{"", "mm", Meaning::unit, 0, "mm"},
    WordRow{"", "kwh", Meaning::unit, 0, "kWh"},
    WordRow{"", "kw", Meaning::unit, 0, "kW"},
    WordRow{"", "x ×", Meaning::unit, 0, "times"},
    WordRow{"", "min", Meaning::unit, 0, "minute"},
    WordRow{"en", "times", Meaning::unit, 0, "times"},
    WordRow{"en", "lb lbs", Meaning::unit, 0, "lb"},
    WordRow{"en", "oz", Meaning::unit, 0, "oz"},
    WordRow{"en", "mile miles", Meaning::unit, 0, "mile"},
    WordRow{"en", "second seconds sec secs", Meaning::unit, 0, "second"},
    WordRow{"en", "minute minutes mins", Meaning::unit, 0, "minute"},
    WordRow{"en", "hour hours hr hrs h", Meaning::unit, 0, "hour"},
    WordRow{"en", "day days", Meaning::unit, 0, "day"},
    WordRow{"en", "week weeks wk wks", Meaning::unit, 0, "week"},
    WordRow{"en", "month months mo mos", Meaning::unit, 0, "month"},
    WordRow{"en", "year years yr yrs", Meaning::unit, 0, "year"},
    WordRow{"de", "mal", Meaning::unit, 0, "times"},
    WordRow{"de", "sekunde sekunden", Meaning::unit, 0, "second"},
    WordRow{"de", "minute minuten", Meaning::unit, 0, "minute"},
    WordRow{"de", "stunde stunden std", Meaning::unit, 0, "hour"},
    WordRow{"de", "tag tage tagen tägig tägige", Meaning::unit, 0, "day"},
    WordRow{"de", "woche wochen", Meaning::unit, 0, "week"},
    WordRow{"de", "monat monate monaten", Meaning::unit, 0, "month"},
    WordRow{"de", "jahr jahre jahren", Meaning::unit, 0, "year"},
    WordRow{"fr", "fois", Meaning::unit, 0, "times"},
    WordRow{"fr", "seconde secondes", Meaning::unit, 0, "second"},
    WordRow{"fr", "minute minutes", Meaning::unit, 0, "minute"},
    WordRow{"fr", "heure heures h", Meaning::unit, 0, "hour"},
    WordRow{"fr", "jour jours j", Meaning::unit, 0, "day"},
    WordRow{"fr", "semaine semaines", Meaning::unit, 0, "week"},
    WordRow{"fr", "mois", Meaning::unit, 0, "month"},
    WordRow{"fr", "an ans année années", Meaning::unit, 0, "year"},
    WordRow{"es pt", "veces vezes", Meaning::unit, 0, "times"},
    WordRow{"es pt", "segundo segundos", Meaning::unit, 0, "second"},
    WordRow{"es pt", "minuto minutos", Meaning::unit, 0, "minute"},
    WordRow{"es pt", "hora horas h", Meaning::unit, 0, "hour"},
    WordRow{"es pt", "día días dia dias", Meaning::unit, 0, "day"},
    WordRow{"es pt", "semana semanas", Meaning::unit, 0, "week"},
    WordRow{"es pt", "mes meses mês", Meaning::unit, 0, "month"},
    WordRow{"es pt", "año años ano anos", Meaning::unit, 0, "year"},
    WordRow{"it", "volte", Meaning::unit, 0, "times"},
    WordRow{"it", "secondo secondi", Meaning::unit, 0, "second"},
    WordRow{"it", "minuto minuti", Meaning::unit, 0, "minute"},
    WordRow{"it", "ora ore h", Meaning::unit, 0, "hour"},
    WordRow{"it", "giorno giorni", Meaning::unit, 0, "day"},
    WordRow{"it", "settimana settimane", Meaning::unit, 0, "week"},
    WordRow{"it", "mese mesi", Meaning::unit, 0, "month"},
    WordRow{"it", "anno anni", Meaning::unit, 0, "year"},
    WordRow{"nl", "keer", Meaning::unit, 0, "times"},
    WordRow{"nl", "seconde seconden", Meaning::unit, 0, "second"},
    WordRow{"nl", "minuut minuten", Meaning::unit, 0, "minute"},
    WordRow{"nl", "uur uren", Meaning::unit, 0, "hour"},
    WordRow{"nl", "dag dagen", Meaning::unit, 0, "day"},
    WordRow{"nl", "week weken", Meaning::unit, 0, "week"},
    WordRow{"nl", "maand maanden", Meaning::unit, 0, "month"},
    WordRow{"nl", "jaar jaren", Meaning::unit, 0, "year"},
    WordRow{"sv nb no nn da", "gånger ganger gange", Meaning::unit, 0, "times"},
    WordRow{"sv nb no nn da", "sekund sekunder", Meaning::unit, 0, "second"},
    WordRow{"sv nb no nn da", "minut minuter minutt minutter", Meaning::unit, 0, "minute"},
    WordRow{"sv nb no nn da", "timme timmar time timer tim", Meaning::unit, 0, "hour"},
    WordRow{"sv nb no nn da", "dag dagar dager dage dygn døgn", Meaning::unit, 0, "day"},
    WordRow{"sv nb no nn da", "vecka veckor uke uker uge uger", Meaning::unit, 0, "week"},
    WordRow{"sv nb no nn da", "månad månader måned måneder mån", Meaning::unit, 0, "month"},
    WordRow{"nb no nn da", "mdr md", Meaning::unit, 0, "month"},
    WordRow{"sv nb no nn da", "år", Meaning::unit, 0, "year"},
    WordRow{"pl", "razy", Meaning::unit, 0, "times"},
    WordRow{"pl", "sekunda sekundy sekund", Meaning::unit, 0, "second"},
    WordRow{"pl", "minuta minuty minut", Meaning::unit, 0, "minute"},
    WordRow{"pl", "godzina godziny godzin", Meaning::unit, 0, "hour"},
    WordRow{"pl", "dzień dni dnia", Meaning::unit, 0, "day"},
    WordRow{"pl", "tydzień tygodnie tygodni tygodnia", Meaning::unit, 0, "week"},
    WordRow{"pl", "miesiąc miesiące miesięcy miesiąca", Meaning::unit, 0, "month"},
    WordRow{"pl", "rok lata lat roku", Meaning::unit, 0, "year"},
    WordRow{"ja zh", "倍", Meaning::unit, 0, "times"},
    WordRow{"ja zh", "時間 小时 小時", Meaning::unit, 0, "hour"},
    WordRow{"ja zh", "分間 分钟 分鐘", Meaning::unit, 0, "minute"},
    WordRow{"ja zh", "秒 秒間 秒钟", Meaning::unit, 0, "second"},
    WordRow{"ja", "日間", Meaning::unit, 0, "day"},
    WordRow{"ja", "日", Meaning::unit, 0, "day"},
    WordRow{"zh", "天", Meaning::unit, 0, "day"},
    WordRow{"ja zh", "週間 周 週", Meaning::unit, 0, "week"},
    WordRow{"ja zh", "か月 ヶ月 ヵ月 ケ月 カ月 箇月 个月 個月", Meaning::unit, 0, "month"},
    WordRow{"ja zh", "年間 年", Meaning::unit, 0, "year"},
    WordRow{"ko", "배", Meaning::unit, 0, "times"},
    WordRow{"ko", "초", Meaning::unit, 0, "second"},
    WordRow{"ko", "분", Meaning::unit, 0, "minute"},
    WordRow{"ko", "시간", Meaning::unit, 0, "hour"},
    WordRow{"ko", "일", Meaning::unit, 0, "day"},
    WordRow{"ko", "주", Meaning::unit, 0, "week"},
    WordRow{"ko", "개월", Meaning::unit, 0, "month"},
    WordRow{"ko", "년", Meaning::unit, 0, "year"},

    // --- what stands around dates, times and ranges ---
    WordRow{"en", "st nd rd th", Meaning::ordinal},
    WordRow{"fr", "er ère re e ème", Meaning::ordinal},
    WordRow{"nl", "e de ste", Meaning::ordinal},
    WordRow{"it es pt", "º ª o a er", Meaning::ordinal},
    WordRow{"sv", "a e", Meaning::ordinal},
    WordRow{"en", "of", Meaning::of},
    WordRow{"fr", "de d des", Meaning::of},
    WordRow{"es", "de del", Meaning::of},
    WordRow{"pt", "de do", Meaning::of},
    WordRow{"it", "di del dell d", Meaning::of},
    WordRow{"en", "the", Meaning::article},
    WordRow{"de", "der den dem", Meaning::article},
    WordRow{"fr", "le", Meaning::article},
    WordRow{"es", "el", Meaning::article},
    WordRow{"it", "il", Meaning::article},
    WordRow{"sv nb no nn da", "den", Meaning::article},
    WordRow{"en", "to through till until and", Meaning::range},
    WordRow{"de", "bis und", Meaning::range},
    WordRow{"fr", "à au et", Meaning::range},
    WordRow{"es", "a al y", Meaning::range},
    WordRow{"pt", "a e", Meaning::range},
    WordRow{"it", "a al e", Meaning::range},
    WordRow{"nl", "tot en", Meaning::range},
    WordRow{"sv", "till och", Meaning::range},
    WordRow{"nb no nn da", "til og", Meaning::range},
    WordRow{"pl", "do i", Meaning::range},
    WordRow{"en", "may march", Meaning::capital},
    WordRow{"en", "am", Meaning::am},
    WordRow{"en", "pm", Meaning::pm},
    WordRow{"en", "clock", Meaning::hour},
    WordRow{"de", "uhr", Meaning::hour},
    WordRow{"fr", "h heures", Meaning::hour},
    WordRow{"pt es", "h", Meaning::hour},
    WordRow{"nl", "uur u", Meaning::hour},
    WordRow{"ja", "時", Meaning::hour},
    WordRow{"zh", "点 點 时 時", Meaning::hour},
    WordRow{"ko", "시", Meaning::hour},
    WordRow{"sv nb no nn da", "kl klockan klokken", Meaning::hour_lead},
    WordRow{"it", "ore", Meaning::hour_lead},
    WordRow{"ja zh", "分", Meaning::minute_part},
    WordRow{"ko", "분", Meaning::minute_part},
    WordRow{"ja zh", "年", Meaning::year_part},
    WordRow{"ko", "년", Meaning::year_part},
    WordRow{"ja zh", "月", Meaning::month_part},
    WordRow{"ko", "월", Meaning::month_part},
    WordRow{"ja zh", "日 号 號", Meaning::day_part},
    WordRow{"ko", "일", Meaning::day_part},
    WordRow{"", "tel tél phone fax telefon telefoon téléphone telefono teléfono telefone", Meaning::phone},
};

constexpr std::array k_numerals{
    NumeralRow{"en", false,
               "zero=0 one=1? two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "
               "twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 "
               "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 "
               "dozen=*12 hundred=*100? thousand=*1000? million=*1000000? billion=*1000000000? and=+100 a=^"},
    NumeralRow{
        "de", true,
        "null=0 ein=1? eine=1? einen=1? einem=1? einer=1? eines=1? eins=1? zwei=2 zwo=2 drei=3 vier=4 fünf=5 "
        "fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 zwoelf=12 dreizehn=13 vierzehn=14 "
        "fünfzehn=15 fuenfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreissig=30 "
        "vierzig=40 fünfzig=50 fuenfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 hundert=*100? "
        "tausend=*1000? million=*1000000? millionen=*1000000? milliarde=*1000000000? "
        "milliarden=*1000000000? und=+1"},
    NumeralRow{
        "fr", false,
        "zéro=0 un=1? une=1? deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9? dix=t10 onze=11 "
        "douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=s20 vingts=s20 trente=30 quarante=40 "
        "cinquante=50 soixante=60 septante=70 huitante=80 octante=80 nonante=90 cent=*100 cents=*100 "
        "mille=*1000 million=*1000000? millions=*1000000? milliard=*1000000000? milliards=*1000000000? "
        "et=+10"},
    NumeralRow{
        "es", false,
        "cero=0 un=1? una=1? uno=1? dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 "
        "once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 "
        "diecinueve=19 veinte=20 veintiuno=21 veintiún=21 veintiuna=21 veintidós=22 veintitrés=23 "
        "veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 "
        "treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 "
        "ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 "
        "cuatrocientas=400 quinientos=500 quinientas=500 seiscientos=600 seiscientas=600 "
        "setecientos=700 setecientas=700 ochocientos=800 ochocientas=800 novecientos=900 "
        "novecientas=900 mil=*1000 millón=*1000000? millones=*1000000? y=+10"},
    NumeralRow{
        "it", true,
        "zero=0 un=1? uno=1? una=1? due=2 tre=3 tré=3 quattro=4 cinque=5 sei=6? sette=7 otto=8 nove=9 "
        "dieci=10 "
        "undici=11 dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 "
        "diciannove=19 venti=20 vent=20? trenta=30 trent=30? quaranta=40 quarant=40? cinquanta=50 "
        "cinquant=50? sessanta=60 sessant=60? settanta=70 settant=70? ottanta=80 ottant=80? novanta=90 "
        "novant=90? cento=*100 centotto=108 mille=*1000 mila=*1000? milione=*1000000? milioni=*1000000? "
        "miliardo=*1000000000? miliardi=*1000000000?"},
    NumeralRow{
        "nl", true,
        "nul=0 een=1? één=1? twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 "
        "twaalf=12 "
        "dertien=13 veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19 twintig=20 "
        "dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 honderd=*100 "
        "duizend=*1000 miljoen=*1000000? miljard=*1000000000? en=+1 ën=+1"},
    NumeralRow{
        "sv", true,
        "noll=0 en=1? ett=1? två=2 tre=3 fyra=4 fem=5 sex=6 sju=7 åtta=8 nio=9 tio=10 elva=11 tolv=12 "
        "tretton=13 fjorton=14 femton=15 sexton=16 sjutton=17 arton=18 nitton=19 tjugo=20 trettio=30 "
        "fyrtio=40 femtio=50 sextio=60 sjuttio=70 åttio=80 nittio=90 hundra=*100 tusen=*1000 "
        "ettusen=1000 miljon=*1000000? miljoner=*1000000? miljard=*1000000000? miljarder=*1000000000?"},
};

constexpr std::array k_families{
    FamilyRow{"dollar", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP"},
    FamilyRow{"crown", "SEK NOK DKK ISK CZK"},
    FamilyRow{"yen", "JPY CNY"},
    FamilyRow{"yuan", "CNY TWD HKD"},
    FamilyRow{"peso", "MXN ARS CLP COP"},
    FamilyRow{"cent", "EUR USD CAD AUD NZD SGD HKD CHF MXN ARS CLP COP BRL"},
};

// ISO 4217 and CLDR 48 (supplemental currency data), 2026-11-26.
constexpr std::array k_homes{
    HomeRow{"GB", "GBP"}, HomeRow{"US", "USD"}, HomeRow{"CA", "CAD"}, HomeRow{"AU", "AUD"},
    HomeRow{"NZ", "NZD"}, HomeRow{"SG", "SGD"}, HomeRow{"HK", "HKD"}, HomeRow{"TW", "TWD"},
    HomeRow{"IN", "INR"}, HomeRow{"ZA", "ZAR"}, HomeRow{"IE", "EUR"}, HomeRow{"DE", "EUR"},
    HomeRow{"AT", "EUR"}, HomeRow{"CH", "CHF"}, HomeRow{"LI", "CHF"}, HomeRow{"FR", "EUR"},
    HomeRow{"BE", "EUR"}, HomeRow{"LU", "EUR"}, HomeRow{"ES", "EUR"}, HomeRow{"IT", "EUR"},
    HomeRow{"NL", "EUR"}, HomeRow{"PT", "EUR"}, HomeRow{"FI", "EUR"}, HomeRow{"SE", "SEK"},
    HomeRow{"NO", "NOK"}, HomeRow{"DK", "DKK"}, HomeRow{"PL", "PLN"}, HomeRow{"JP", "JPY"},
    HomeRow{"CN", "CNY"}, HomeRow{"KR", "KRW"}, HomeRow{"BR", "BRL"}, HomeRow{"MX", "MXN"},
    HomeRow{"AR", "ARS"}, HomeRow{"CL", "CLP"}, HomeRow{"CO", "COP"}, HomeRow{"sv", "SEK"},
    HomeRow{"nb", "NOK"}, HomeRow{"no", "NOK"}, HomeRow{"nn", "NOK"}, HomeRow{"da", "DKK"},
    HomeRow{"pl", "PLN"}, HomeRow{"ja", "JPY"}, HomeRow{"zh", "CNY"}, HomeRow{"ko", "KRW"},
    HomeRow{"de", "EUR"}, HomeRow{"fr", "EUR"}, HomeRow{"it", "EUR"}, HomeRow{"nl", "EUR"},
    HomeRow{"fi", "EUR"},
};

// Short dates, CLDR 48; everyone else has the day first. Canada's is the ISO form, and both others are in
// use.
constexpr std::array k_orders{
    OrderRow{"en", DateOrder::month_first, true},     OrderRow{"en-US", DateOrder::month_first, false},
    OrderRow{"en-PH", DateOrder::month_first, false}, OrderRow{"en-CA", DateOrder::month_first, true},
    OrderRow{"es-US", DateOrder::month_first, true},
};

}  // namespace

std::span<const NamesRow> names_rows() {
    return k_names;
}

std::span<const WordRow> word_rows() {
    return k_words;
}

std::span<const NumeralRow> numeral_rows() {
    return k_numerals;
}

std::span<const FamilyRow> family_rows() {
    return k_families;
}

std::span<const HomeRow> home_rows() {
    return k_homes;
}

std::span<const OrderRow> order_rows() {
    return k_orders;
}

}  // namespace mkai::brand
