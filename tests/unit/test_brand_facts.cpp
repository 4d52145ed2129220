#include "core/brand/facts.hpp"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::brand;

namespace {

std::string shown(const FactReading& reading) {
    std::string out(to_string(reading.kind));
    out.append(" ").append(reading.value);
    if (!reading.unit.empty()) out.append(" ").append(reading.unit);
    return out;
}

// "£5=money 5 GBP; 50%=percentage 50": each fact's bytes in the text, and how it is read.
std::string facts_in(std::string_view text, std::string_view locale) {
    std::string out;
    for (const Fact& fact : find_facts(text, locale)) {
        if (!out.empty()) out += "; ";
        out.append(text.substr(fact.begin, fact.end - fact.begin)).append("=").append(shown(fact.reading));
    }
    return out;
}

// What else the only fact of a text could mean; with "elsewhere" where only for readers of other locales.
std::string others_of(std::string_view text, std::string_view locale) {
    const std::vector<Fact> facts = find_facts(text, locale);
    REQUIRE(facts.size() == 1);
    std::string out;
    for (const FactReading& other : facts.front().others) {
        if (!out.empty()) out += "; ";
        out.append(other.elsewhere ? "elsewhere " : "").append(shown(other));
    }
    return out;
}

Fact only_fact(std::string_view text, std::string_view locale) {
    std::vector<Fact> facts = find_facts(text, locale);
    REQUIRE_MESSAGE(facts.size() == 1, text);
    return facts.front();
}

std::string repeated(std::string_view text, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += text;
    return out;
}

struct Row {
    std::string_view locale;
    std::string_view text;
    std::string_view facts;
};

constexpr Row k_rows[] = {
    {"en-GB", "Only £5 a month", "£5=money 5 GBP"},
    {"en-GB", "5.00 GBP", "5.00 GBP=money 5 GBP"},
    {"en-GB", "GBP5", "GBP5=money 5 GBP"},
    {"en-GB", "five pounds", "five pounds=money 5 GBP"},
    {"en-GB", "one pound", "one pound=money 1 GBP"},
    {"en-GB", "99p", "99p=money 0.99 GBP"},
    {"en-GB", "50 pence", "50 pence=money 0.5 GBP"},
    {"en-GB", "£1,234.50", "£1,234.50=money 1234.5 GBP"},
    {"en-GB", "£5-£10", "£5=money 5 GBP; £10=money 10 GBP"},
    {"en-GB", "£5–10", "£5=money 5 GBP; 10=money 10 GBP"},
    {"en-GB", "£5m", "£5m=money 5000000 GBP"},
    {"en-GB", "£1.2 million", "£1.2 million=money 1200000 GBP"},
    {"en-GB", "from £4.99/month", "£4.99=money 4.99 GBP"},
    {"en-US", "$1,234", "$1,234=money 1234 USD"},
    {"en-US", "ten dollars", "ten dollars=money 10 USD"},
    {"en-US", "US$5", "US$5=money 5 USD"},
    {"en-US", "99¢", "99¢=money 0.99 USD"},
    {"en-CA", "$5", "$5=money 5 CAD"},
    {"en-CA", "US$5", "US$5=money 5 USD"},
    {"en-AU", "$5", "$5=money 5 AUD"},
    {"en-IE", "€5", "€5=money 5 EUR"},
    {"en-GB", "$5 USD", "$5 USD=money 5 USD"},
    {"en-GB", "kr 99", "kr 99=money 99 SEK"},
    {"en-IN", "₹1,00,000", "₹1,00,000=money 100000 INR"},
    {"de-DE", "4,99 €", "4,99 €=money 4.99 EUR"},
    {"de-DE", "1.234,50 €", "1.234,50 €=money 1234.5 EUR"},
    {"de-DE", "EUR 1.234", "EUR 1.234=money 1234 EUR"},
    {"de-DE", "fünf Euro", "fünf Euro=money 5 EUR"},
    {"de-DE", "ein Euro", "ein Euro=money 1 EUR"},
    {"de-DE", "5,- €", "5,- €=money 5 EUR"},
    {"de-DE", "1,2 Millionen Euro", "1,2 Millionen Euro=money 1200000 EUR"},
    {"de-DE", "5 Mio. Euro", "5 Mio. Euro=money 5000000 EUR"},
    {"de-DE", "99 Cent", "99 Cent=money 0.99 EUR"},
    {"de-AT", "€ 4,99", "€ 4,99=money 4.99 EUR"},
    {"de-CH", "CHF 1’234.50", "CHF 1’234.50=money 1234.5 CHF"},
    {"de-CH", "Fr. 5.–", "Fr. 5.–=money 5 CHF"},
    {"de-CH", "50 Rappen", "50 Rappen=money 0.5 CHF"},
    {"fr-FR", "4,99 €", "4,99 €=money 4.99 EUR"},
    {"fr-FR", "1 234,56 €", "1 234,56 €=money 1234.56 EUR"},
    {"fr-FR", "5€50", "5€50=money 5.5 EUR"},
    {"fr-FR", "5 millions d'euros", "5 millions d'euros=money 5000000 EUR"},
    {"fr-FR", "cinq cents euros", "cinq cents euros=money 500 EUR"},
    {"fr-BE", "€ 5", "€ 5=money 5 EUR"},
    {"fr-CH", "5 francs", "5 francs=money 5 CHF"},
    {"fr-CA", "1 234,50 $", "1 234,50 $=money 1234.5 CAD"},
    {"fr-CA", "50 cents", "50 cents=money 0.5 CAD"},
    {"es-ES", "1.234,50 €", "1.234,50 €=money 1234.5 EUR"},
    {"es-ES", "cinco euros", "cinco euros=money 5 EUR"},
    {"es-MX", "$1,234.50", "$1,234.50=money 1234.5 MXN"},
    {"it-IT", "€ 4,99", "€ 4,99=money 4.99 EUR"},
    {"it-IT", "cinque euro", "cinque euro=money 5 EUR"},
    {"nl-NL", "€ 5,-", "€ 5,-=money 5 EUR"},
    {"nl-NL", "vijf euro", "vijf euro=money 5 EUR"},
    {"sv-SE", "99 kr", "99 kr=money 99 SEK"},
    {"sv-SE", "1 234 kr", "1 234 kr=money 1234 SEK"},
    {"sv-SE", "5:-", "5:-=money 5 SEK"},
    {"sv-SE", "femtio kronor", "femtio kronor=money 50 SEK"},
    {"nb-NO", "kr 99", "kr 99=money 99 NOK"},
    {"nb-NO", "99,-", "99,-=money 99 NOK"},
    {"da-DK", "1.234,50 kr.", "1.234,50 kr=money 1234.5 DKK"},
    {"pl-PL", "4,99 zł", "4,99 zł=money 4.99 PLN"},
    {"pl-PL", "5 tys. złotych", "5 tys. złotych=money 5000 PLN"},
    {"pt-PT", "1 234,50 €", "1 234,50 €=money 1234.5 EUR"},
    {"pt-BR", "R$ 1.234,50", "R$ 1.234,50=money 1234.5 BRL"},
    {"ja-JP", "1,234円", "1,234円=money 1234 JPY"},
    {"ja-JP", "１２３４円", "１２３４円=money 1234 JPY"},
    {"ja-JP", "1万5千円", "1万5千円=money 15000 JPY"},
    {"zh-CN", "￥99，5万元", "￥99=money 99 CNY; 5万元=money 50000 CNY"},
    {"zh-TW", "NT$500", "NT$500=money 500 TWD"},
    {"ko-KR", "5만원", "5만원=money 50000 KRW"},
    {"en-GB", "up to 50%", "50%=percentage 50"},
    {"en-GB", "-20 %", "20 %=percentage 20"},
    {"en-GB", "fifty percent", "fifty percent=percentage 50"},
    {"en-GB", "50 per cent", "50 per cent=percentage 50"},
    {"en-GB", "10–15%", "10=percentage 10; 15%=percentage 15"},
    {"en-GB", "10 to 15%", "10=percentage 10; 15%=percentage 15"},
    {"en-GB", "half price", "half price=percentage 50"},
    {"en-GB", "half off", "half off=percentage 50"},
    {"de-DE", "50 Prozent", "50 Prozent=percentage 50"},
    {"de-DE", "zum halben Preis", "halben Preis=percentage 50"},
    {"fr-FR", "50 %", "50 %=percentage 50"},
    {"fr-FR", "cinquante pour cent", "cinquante pour cent=percentage 50"},
    {"fr-FR", "à moitié prix", "moitié prix=percentage 50"},
    {"es-ES", "50 por ciento", "50 por ciento=percentage 50"},
    {"it-IT", "12,5 per cento", "12,5 per cento=percentage 12.5"},
    {"nl-NL", "50 procent", "50 procent=percentage 50"},
    {"nb-NO", "50 prosent", "50 prosent=percentage 50"},
    {"ja-JP", "5割引", "5割=percentage 50"},
    {"zh-CN", "8折", "8折=percentage 80"},
    {"en-GB", "Ends 1 Dec. Hurry", "1 Dec=date --12-01"},
    {"en-GB", "December 1st, 2026", "December 1st, 2026=date 2026-12-01"},
    {"en-GB", "2026-12-01", "2026-12-01=date 2026-12-01"},
    {"en-GB", "01/02/2026", "01/02/2026=date 2026-02-01"},
    {"en-US", "01/02/2026", "01/02/2026=date 2026-01-02"},
    {"en-CA", "01/02/2026", "01/02/2026=date 2026-01-02"},
    {"en-US", "12/31", "12/31=date --12-31"},
    {"en-GB", "31/12/26", "31/12/26=date 2026-12-31"},
    {"en-GB", "the 1st of December 2026", "1st of December 2026=date 2026-12-01"},
    {"en-GB", "Mon, 1 December", "Mon, 1 December=date --12-01"},
    {"en-GB", "Tuesday 1 December 2026", "Tuesday 1 December 2026=date 2026-12-01"},
    {"en-GB", "1–5 December", "1=date --12-01; 5 December=date --12-05"},
    {"en-GB", "December 1–5, 2026", "December 1=date 2026-12-01; 5, 2026=date 2026-12-05"},
    {"en-GB", "Dec '26", "Dec '26=date 2026-12"},
    {"en-GB", "1-Dec-2026", "1-Dec-2026=date 2026-12-01"},
    {"en-GB", "May 5", "May 5=date --05-05"},
    {"en-GB", "5 may go", "5=number 5"},
    {"en-GB", "in 2026", "2026=date 2026"},
    {"en-GB", "December 2026", "December 2026=date 2026-12"},
    {"en-GB", "31/02/2026", "31=number 31; 02=number 2; 2026=date 2026"},
    {"de-DE", "1. Dezember 2026", "1. Dezember 2026=date 2026-12-01"},
    {"de-DE", "bis zum 1.12.", "1.12.=date --12-01"},
    {"de-DE", "1.12.2026", "1.12.2026=date 2026-12-01"},
    {"de-DE", "1. 12. 2026", "1. 12. 2026=date 2026-12-01"},
    {"de-DE", "1. bis 5. Dezember", "1.=date --12-01; 5. Dezember=date --12-05"},
    {"de-DE", "Dienstag, den 1. Dezember", "Dienstag, den 1. Dezember=date --12-01"},
    {"de-DE", "im Mai 5 Euro", "5 Euro=money 5 EUR"},
    {"de-AT", "1. Jänner 2027", "1. Jänner 2027=date 2027-01-01"},
    {"fr-FR", "1er décembre 2026", "1er décembre 2026=date 2026-12-01"},
    {"fr-FR", "mardi 1er décembre", "mardi 1er décembre=date --12-01"},
    {"fr-FR", "5 sept.", "5 sept=date --09-05"},
    {"es-ES", "1 de diciembre de 2026", "1 de diciembre de 2026=date 2026-12-01"},
    {"it-IT", "1º dicembre", "1º dicembre=date --12-01"},
    {"nl-NL", "1 mei 2026", "1 mei 2026=date 2026-05-01"},
    {"sv-SE", "1 maj 2026", "1 maj 2026=date 2026-05-01"},
    {"da-DK", "1. maj 2026", "1. maj 2026=date 2026-05-01"},
    {"nb-NO", "1. desember", "1. desember=date --12-01"},
    {"pl-PL", "1 grudnia 2026", "1 grudnia 2026=date 2026-12-01"},
    {"pt-BR", "1º de dezembro de 2026", "1º de dezembro de 2026=date 2026-12-01"},
    {"fi-FI", "1. joulukuuta 2026", "1. joulukuuta 2026=date 2026-12-01"},
    {"ja-JP", "2026年12月1日(火)", "2026年12月1日=date 2026-12-01"},
    {"ja-JP", "12月1日まで", "12月1日=date --12-01"},
    {"ja-JP", "2026年12月", "2026年12月=date 2026-12"},
    {"zh-CN", "12月1号", "12月1号=date --12-01"},
    {"ko-KR", "2026년 12월 1일", "2026년 12월 1일=date 2026-12-01"},
    {"ko-KR", "2026. 12. 1.", "2026. 12. 1=date 2026-12-01"},
    {"en-GB", "1.234", "1.234=number 1.234"},
    {"en-GB", "1,234", "1,234=number 1234"},
    {"de-DE", "1.234", "1.234=number 1234"},
    {"de-DE", "1.234,5", "1.234,5=number 1234.5"},
    {"de-DE", "1.5", "1.5=number 1.5"},
    {"sv-SE", "1 234", "1 234=number 1234"},
    {"en-GB", "1 234 items", "1=number 1; 234=number 234"},
    {"de-CH", "1'234'567", "1'234'567=number 1234567"},
    {"en-IN", "12,34,567", "12,34,567=number 1234567"},
    {"en-GB", "1,2,3", "1=number 1; 2=number 2; 3=number 3"},
    {"en-GB", "1.2 million customers", "1.2 million=number 1200000"},
    {"en-GB", "5k", "5k=number 5000"},
    {"en-GB", "5m long", "5m=number 5 m"},
    {"en-GB", "10-15 people", "10=number 10; 15=number 15"},
    {"en-GB", "30 days", "30 days=number 30 day"},
    {"en-GB", "a 30-day trial", "30-day=number 30 day"},
    {"en-GB", "30GB", "30GB=number 30 GB"},
    {"en-GB", "3x faster", "3x=number 3 times"},
    {"en-GB", "9/10 agree", "9/10=number 0.9"},
    {"en-GB", "rated 4.8/5", "4.8=number 4.8; 5=number 5"},
    {"en-GB", "our 1st shop", "1st=number 1"},
    {"en-GB", "twenty-one", "twenty-one=number 21"},
    {"en-GB", "one hundred and five", "one hundred and five=number 105"},
    {"en-GB", "two thousand three hundred", "two thousand three hundred=number 2300"},
    {"en-GB", "nine hundred and ninety-nine thousand nine hundred and ninety-nine",
     "nine hundred and ninety-nine thousand nine hundred and ninety-nine=number 999999"},
    {"en-GB", "a million reasons", "a million=number 1000000"},
    {"de-DE", "einundzwanzig", "einundzwanzig=number 21"},
    {"de-DE", "zweihundertfünfzig", "zweihundertfünfzig=number 250"},
    {"de-DE", "neunhundertneunundneunzigtausendneunhundertneunundneunzig",
     "neunhundertneunundneunzigtausendneunhundertneunundneunzig=number 999999"},
    {"de-DE", "dreißig Tage", "dreißig Tage=number 30 day"},
    {"fr-FR", "quatre-vingt-dix", "quatre-vingt-dix=number 90"},
    {"fr-FR", "soixante et onze", "soixante et onze=number 71"},
    {"fr-FR", "quatre-vingt-dix-neuf", "quatre-vingt-dix-neuf=number 99"},
    {"fr-FR", "neuf cent mille", "neuf cent mille=number 900000"},
    {"fr-CH", "nonante-neuf", "nonante-neuf=number 99"},
    {"es-ES", "treinta y uno", "treinta y uno=number 31"},
    {"es-ES", "veintidós", "veintidós=number 22"},
    {"es-ES", "doscientos mil quinientos", "doscientos mil quinientos=number 200500"},
    {"it-IT", "ventuno", "ventuno=number 21"},
    {"it-IT", "centoventitré", "centoventitré=number 123"},
    {"it-IT", "duemilatrecento", "duemilatrecento=number 2300"},
    {"nl-NL", "drieëntwintig", "drieëntwintig=number 23"},
    {"nl-NL", "honderdduizend", "honderdduizend=number 100000"},
    {"nl-NL", "tweehonderdvijftig", "tweehonderdvijftig=number 250"},
    {"sv-SE", "tjugoett", "tjugoett=number 21"},
    {"sv-SE", "trehundrafemtio", "trehundrafemtio=number 350"},
    {"sv-SE", "två tusen fem hundra", "två tusen fem hundra=number 2500"},
    {"ja-JP", "3日間", "3日間=number 3 day"},
    {"ko-KR", "3개월", "3개월=number 3 month"},
    {"en-GB", "8pm", "8pm=time 20:00"},
    {"en-GB", "8:30 p.m.", "8:30 p.m.=time 20:30"},
    {"en-GB", "20:00", "20:00=time 20:00"},
    {"en-GB", "8-10pm", "8=time 20:00; 10pm=time 22:00"},
    {"en-GB", "8 o'clock", "8 o'clock=time 08:00"},
    {"de-DE", "20 Uhr", "20 Uhr=time 20:00"},
    {"de-DE", "20.30 Uhr", "20.30 Uhr=time 20:30"},
    {"fr-FR", "20h30", "20h30=time 20:30"},
    {"fr-FR", "20h", "20h=time 20:00"},
    {"fr-FR", "en 24h", "24h=number 24 hour"},
    {"sv-SE", "kl. 20", "20=time 20:00"},
    {"ja-JP", "20時30分", "20時30分=time 20:30"},
    {"xx", "£5 and 5 EUR", "£5=money 5 GBP; 5 EUR=money 5 EUR"},
    {"en-GB", "one of us", ""},
    {"de-DE", "ein Tag", ""},
    {"fr-FR", "un jour neuf", ""},
    {"nl-NL", "een dag", ""},
    {"it-IT", "tu sei qui", ""},
    {"en-GB", "MP3, B2B, 5G, 3D, iPhone15, v2.0.1, H2O", ""},
    {"en-GB", "c-12 and SKU-1234-5", ""},
    {"en-GB", "24/7 and 360°", ""},
    {"en-GB", "see https://example.com/5?x=7, www.a.de/9, shop24.co.uk/5%off.", ""},
    {"en-GB", "mail a5@b6.com, ask @user5, #deal50", ""},
    {"en-GB", "{{offer.price}} {{x|5}}", ""},
    {"en-GB", "call 020 7946 0958 or +44 20 7946 0958", ""},
    {"en-GB", "call 0800 123 456", ""},
    {"fr-FR", "01 23 45 67 89", ""},
    {"en-US", "1-800-555-0199, (555) 010-0199", ""},
    {"de-DE", "Tel. 12345", ""},
    // Numbers that messages are sent to.
    {"fr-FR", "STOP 36111", ""},
    {"fr-FR", "STOP au 36111", ""},
    {"fr-FR", "STOP SMS au 36111.", ""},
    {"en-GB", "Text WIN to 60777", ""},
    {"en-GB", "Text STOP to 60777 to end.", ""},
    {"en-US", "Reply STOP to 12345, or HELP to 12345.", "12345=number 12345"},
    {"de-DE", "STOPP an 36111", ""},
    {"en-GB", "Send it to 5000 friends", "5000=number 5000"},
    {"en-GB", "Stop 5000 kg", "5000 kg=number 5000 kg"},
    {"en-GB", "36111 sofas", "36111=number 36111"},
    // Opening hours.
    {"en-GB", "Open daily 9-17", "9=time 09:00; 17=time 17:00"},
    {"en-GB", "Mon–Fri 9–17, Sat 10–14", "9=time 09:00; 17=time 17:00; 10=time 10:00; 14=time 14:00"},
    {"de-DE", "Mo–Fr 9–17 Uhr", "9=time 09:00; 17 Uhr=time 17:00"},
    {"de-DE", "9–17 Uhr", "9=time 09:00; 17 Uhr=time 17:00"},
    {"fr-FR", "Ouvert 9-19", "9=time 09:00; 19=time 19:00"},
    {"en-GB", "9am–5pm", "9am=time 09:00; 5pm=time 17:00"},
    {"en-GB", "9–17 chairs", "9=number 9; 17=number 17"},
    {"en-GB", "Open to ages 9-99", "9=number 9; 99=number 99"},
    {"en-GB", "Open 9-17 December", "9=date --12-09; 17 December=date --12-17"},
    // Ends of a range that share a month or a year.
    {"en-GB", "1 - 5 Dec", "1=date --12-01; 5 Dec=date --12-05"},
    {"en-GB", "1st to 5th December 2026", "1st=date 2026-12-01; 5th December 2026=date 2026-12-05"},
    {"en-GB", "between 1 and 5 December", "1=date --12-01; 5 December=date --12-05"},
    {"en-GB", "from 1 until 5 December", "1=date --12-01; 5 December=date --12-05"},
    {"en-US", "December 1 to 5", "December 1=date --12-01; 5=date --12-05"},
    {"en-US", "Dec. 1-5, 2026", "Dec. 1=date 2026-12-01; 5, 2026=date 2026-12-05"},
    {"de-DE", "1.–5. Dezember", "1.=date --12-01; 5. Dezember=date --12-05"},
    {"de-DE", "1.–5.12.2026", "1.=date 2026-12-01; 5.12.2026=date 2026-12-05"},
    {"de-DE", "01.12.–05.12.2026", "01.12.=date --12-01; 05.12.2026=date 2026-12-05"},
    {"fr-FR", "du 1er au 5 décembre", "1er=date --12-01; 5 décembre=date --12-05"},
    {"en-GB", "1. First\n2) Second", ""},
    {"en-GB", "see [1]", ""},
    {"en-GB", "123456789012345678", ""},
    {"en-GB", "May the best win", ""},
    {"en-GB", "#1 in Europe", "1=number 1"},
    {"en-GB", "1 Dec\n\n2026", "1 Dec=date --12-01; 2026=date 2026"},
    {"fr-FR", "1 234 567", "1 234 567=number 1234567"},
    {"en-GB", "12 things, 12,5 and 5. Then", "12=number 12; 12,5=number 12.5; 5=number 5"},
    {"en-GB", "between 5 and 10%", "5=percentage 5; 10%=percentage 10"},
    {"de-DE", "zwischen 5 und 10 Euro", "5=money 5 EUR; 10 Euro=money 10 EUR"},
    {"de-DE", "bis-50% auf alles", "50%=percentage 50"},
    {"fr-FR", "le 24 décembre à 20 h 30", "24 décembre=date --12-24; 20 h 30=time 20:30"},
    {"en-GB", "10-2pm", "10=time 10:00; 2pm=time 14:00"},
    {"nl-NL", "20 uur", "20 uur=time 20:00"},
    {"es-ES", "del 1 al 5 de diciembre", "1=date --12-01; 5 de diciembre=date --12-05"},
    {"sv-SE", "tusen kronor", "tusen kronor=money 1000 SEK"},
    {"de-DE", "tausend Euro", "tausend Euro=money 1000 EUR"},
    {"en-GB", "hundreds of people, thousands more", ""},
    {"en-GB", "the 5G phone at 5GB", "5GB=number 5 GB"},
    {"en-GB", "[5 days](https://x.example/7)", "5 days=number 5 day"},
    {"fr-FR", "+1 000 000 clients", "1 000 000=number 1000000"},
    {"en-GB", "£5. 10 left", "£5=money 5 GBP; 10=number 10"},
    {"de-DE", "5,99. 10 Stück", "5,99=number 5.99; 10=number 10"},
    {"en-GB", "₤5 or 5°C", "5=number 5"},
    {"ja-JP", "100名様に5,000ポイント", "100=number 100; 5,000=number 5000"},
    {"pt-PT", "50% até 31/12", "50%=percentage 50; 31/12=date --12-31"},
    // No-break and narrow no-break spaces group in every locale.
    {"fr-FR", "1\u202F234\u202F567,50\u00A0€", "1\u202F234\u202F567,50\u00A0€=money 1234567.5 EUR"},
    {"en-GB", "1\u00A0234 items", "1\u00A0234=number 1234"},
    {"sv-SE", "12\u00A0345 kr", "12\u00A0345 kr=money 12345 SEK"},
    {"fr-FR", "50\u202F%", "50\u202F%=percentage 50"},
    {"en-GB", "30\ndays", "30\ndays=number 30 day"},
    {"en-GB", "30\n\ndays", "30=number 30"},
    // A letter in two code points is the letter.
    {"fr-FR", "1er de\u0301cembre", "1er de\u0301cembre=date --12-01"},
    {"en-GB", "５０％", "５０％=percentage 50"},
    // Bytes that are not UTF-8 are passed over.
    {"en-GB", "\xFF£5\xC3 and \xE2\x82 50%", "£5=money 5 GBP; 50%=percentage 50"},
    {"en-GB", "", ""},
};

}  // namespace

TEST_CASE("facts are read as the readers of a locale write them, and nothing else is a fact") {
    for (const Row& row : k_rows) {
        CAPTURE(row.locale);
        CAPTURE(row.text);
        CHECK(facts_in(row.text, row.locale) == row.facts);
    }
}

TEST_CASE("a fact has what else it could mean, and whether only others take it so") {
    CHECK(others_of("1.234", "en-GB") == "elsewhere number 1234");
    CHECK(others_of("1.234", "de-DE") == "elsewhere number 1.234");
    CHECK(others_of("1.234,5", "de-DE").empty());
    CHECK(others_of("01/02/2026", "en-GB") == "elsewhere date 2026-01-02");
    CHECK(others_of("01/02/2026", "en-US") == "elsewhere date 2026-02-01");
    CHECK(others_of("01/02/2026", "en-CA") == "date 2026-02-01");
    CHECK(others_of("13/02/2026", "en-GB").empty());
    CHECK(others_of("$5", "en-CA").empty());
    CHECK(others_of("$5", "en-GB").starts_with("money 5 CAD; money 5 AUD"));
    CHECK(others_of("kr 5", "en-GB").starts_with("money 5 NOK; money 5 DKK"));
    CHECK(others_of("in 2026", "en-GB") == "number 2026");
    CHECK(others_of("5k", "en-GB") == "number 5");
    CHECK(others_of("3/4", "en-GB") == "date --04-03");
    CHECK(others_of("20h", "fr-FR") == "number 20 hour");
    CHECK(others_of("five pounds", "en-US") == "number 5 lb");
    CHECK(others_of("five pounds", "en-GB").empty());
}

TEST_CASE("a number in words is the number, for each below a thousand that a language puts in one word") {
    const auto german = [](int n) {
        const std::vector<std::string> small{"",         "ein",      "zwei",     "drei",     "vier",
                                             "fünf",     "sechs",    "sieben",   "acht",     "neun",
                                             "zehn",     "elf",      "zwölf",    "dreizehn", "vierzehn",
                                             "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
        const std::vector<std::string> tens{"",        "",        "zwanzig", "dreißig", "vierzig",
                                            "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"};
        std::string out = n >= 100 ? small[static_cast<std::size_t>(n / 100)] + "hundert" : "";
        const auto rest = static_cast<std::size_t>(n % 100);
        if (rest == 1) return out + "eins";
        if (rest < 20) return out + small[rest];
        return out + (rest % 10 == 0 ? "" : small[rest % 10] + "und") + tens[rest / 10];
    };
    for (int n = 2; n < 1000; ++n) {
        const std::string word = german(n);
        CAPTURE(word);
        CHECK(facts_in(word, "de-DE") == word + "=number " + std::to_string(n));
    }
}

TEST_CASE("two facts are the same in the sense that people have") {
    struct Pair {
        std::string_view copy;
        std::string_view copy_locale;
        std::string_view known;
        std::string_view known_locale;
        bool same;
    };
    constexpr Pair k_pairs[] = {
        {"£5", "en-GB", "5.00 GBP", "en-GB", true},
        {"five pounds", "en-GB", "£5", "en-GB", true},
        {"5,00 €", "de-DE", "€5", "en-IE", true},
        {"£5", "en-GB", "€5", "en-GB", false},
        {"£5", "en-GB", "5", "en-GB", false},
        {"£5", "en-GB", "£50", "en-GB", false},
        {"99p", "en-GB", "£0.99", "en-GB", true},
        {"$5", "en-CA", "US$5", "en-US", false},
        {"$5", "en-US", "A$5", "en-US", false},
        {"$5", "en-GB", "A$5", "en-GB", true},  // British readers cannot tell
        {"up to 50%", "en-GB", "50 percent", "en-GB", true},
        {"half price", "en-GB", "50%", "en-GB", true},
        {"50%", "en-GB", "50", "en-GB", false},
        {"1.2 million", "en-GB", "1,200,000", "en-GB", true},
        {"1,2 Millionen", "de-DE", "1.2 million", "en-GB", true},
        {"thirty days", "en-GB", "30", "en-GB", true},
        {"30 Tage", "de-DE", "30 days", "en-GB", true},
        {"30 months", "en-GB", "30 days", "en-GB", false},
        {"1 Dec", "en-GB", "2026-12-01", "en-GB", true},
        {"1 December 2026", "en-GB", "1 Dec", "en-GB", true},
        {"1 December 2027", "en-GB", "2026-12-01", "en-GB", false},
        {"2 December", "en-GB", "2026-12-01", "en-GB", false},
        {"December 2026", "en-GB", "2026-12-01", "en-GB", true},
        {"1 December 2026", "en-GB", "December 2026", "en-GB", false},
        {"2026", "en-GB", "2026-12-01", "en-GB", true},
        {"2027", "en-GB", "2026-12-01", "en-GB", false},
        {"2026", "en-GB", "1 Dec", "en-GB", false},
        {"Tuesday 1 December", "en-GB", "2026-12-01", "en-GB", true},
        {"Friday 1 December", "en-GB", "2026-12-01", "en-GB", false},
        {"01/02/2026", "en-GB", "2026-02-01", "en-GB", true},
        {"01/02/2026", "en-GB", "2026-01-02", "en-GB", false},  // read so in America only
        {"01/02/2026", "en-CA", "2026-01-02", "en-GB", true},
        {"1.234", "de-DE", "1234", "en-GB", true},
        {"1.234", "de-DE", "1,2340", "de-DE", false},
        {"1234", "en-GB", "1.234", "en-GB", true},  // a known text may be another locale's
        {"8pm", "en-GB", "20:00", "en-GB", true},
        {"8am", "en-GB", "20:00", "en-GB", false},
        {"20h", "fr-FR", "20 hours", "en-GB", true},
    };
    for (const Pair& pair : k_pairs) {
        CAPTURE(pair.copy);
        CAPTURE(pair.known);
        CHECK(same_fact(only_fact(pair.copy, pair.copy_locale), only_fact(pair.known, pair.known_locale)) ==
              pair.same);
    }
}

TEST_CASE("a known fact says where it comes from, and an unknown one which known fact it is most like") {
    Brief brief;
    brief.title = "Spring";
    brief.key_messages.common = {"Loved by 1.2 million readers", "Cancel within 30 days"};
    brief.mandatories.by_locale["de-DE"] = {"Kündbar binnen 14 Tagen"};
    brief.kpi = {"sign-ups", "2%", "3%"};
    brief.flight_starts = "2026-11-01";
    brief.flight_ends = "2026-11-30";
    brief.deliverables.push_back({"email", "email", 1, "", {}, "mention the 7 guides"});
    Offer offer;
    offer.name = "3 months half price";
    offer.price = "4.99";
    offer.was_price = "9.98";
    offer.currency = "GBP";
    offer.ends = "2026-12-31";
    brief.offer.common = offer;
    Claim claim;
    claim.id = "c-12";
    claim.wording = "9 out of 10 would tell a friend";

    KnownFacts known;
    known.add_brief(brief, "en-GB");
    known.add_claim(claim, "en-GB");
    const auto source = [&](std::string_view copy) {
        const KnownFact* found = known.find(only_fact(copy, "en-GB"));
        return found == nullptr ? std::string("unknown") : found->source;
    };
    CHECK(source("£4.99") == "the offer's price");
    CHECK(source("£9.98") == "the offer's earlier price");
    CHECK(source("31 Dec") == "the offer's last day");
    CHECK(source("three months") == "the offer's name");
    CHECK(source("50%") == "the offer's name");
    CHECK(source("30 November 2026") == "the flight's last day");
    CHECK(source("1,200,000") == "the brief's key messages");
    CHECK(source("thirty days") == "the brief's key messages");
    CHECK(source("3%") == "the brief's KPI");
    CHECK(source("7") == "the note of deliverable email");
    CHECK(source("nine") == "claim c-12");
    CHECK(source("£5") == "unknown");
    CHECK(source("14 days") == "unknown");
    CHECK(source("40%") == "unknown");

    const auto nearest = [&](std::string_view copy) {
        const KnownFact* found = known.nearest(only_fact(copy, "en-GB"));
        return found == nullptr ? std::string("none") : found->source + ": " + found->wording;
    };
    CHECK(nearest("£5") == "the offer's price: 4.99 GBP");
    CHECK(nearest("€9.99") == "the offer's earlier price: 9.98 GBP");
    CHECK(nearest("30 Dec 2026") == "the offer's last day: 2026-12-31");
    CHECK(nearest("60 days") == "the brief's key messages: 30 days");
    CHECK(nearest("8pm") == "none");

    KnownFacts german;
    german.add_brief(brief, "de-DE");
    CHECK(german.find(only_fact("14 Tage", "de-DE")) != nullptr);
    CHECK(german.find(only_fact("30 Tage", "de-DE")) != nullptr);  // the common words are English
    CHECK(german.find(only_fact("4,99 £", "de-DE")) != nullptr);
    CHECK(german.find(only_fact("15 Tage", "de-DE")) == nullptr);
}

TEST_CASE("values that cannot be read are no known facts") {
    KnownFacts known;
    known.add_money("", "GBP", "a");
    known.add_money("4.99", "pounds", "a");
    known.add_money("dear", "GBP", "a");
    known.add_date("soon", "a");
    known.add_date("2026-02-30", "a");
    known.add_number("", "a");
    known.add_text("", "en-GB", "a");
    CHECK(known.all().empty());
    known.add_money("4.990", "SEK", "b");
    known.add_number("12.50", "c");
    REQUIRE(known.all().size() == 2);
    CHECK(known.all()[0].fact.reading == FactReading{FactKind::money, "4.99", "SEK"});
    CHECK(known.all()[1].fact.reading == FactReading{FactKind::number, "12.5"});
}

TEST_CASE("facts are in order, apart, and on whole characters, whatever the text") {
    const std::vector<std::string> pieces{
        "1",    "23",     "456",     "2026",    ".",   ",",   "'",      "/",       "-",    "–",  ":",   " ",
        " ",    "\u00A0", "\n",      "£",       "$",   "€",   "%",      "kr",      "EUR",  "p",  "May", "Dec",
        "Mon",  "ein",    "und",     "hundert", "a",   "one", "twenty", "million", "k",    "of", "to",  "the",
        "half", "price",  "pm",      "h",       "Uhr", "月",  "日",     "万",      "円",   "５", "{{",  "}}",
        "#",    "@",      "http://", "(",       ")",   "+44", "0",      "\xFF",    "\xE2", "é",  "°",   "tel",
        "st",   ".com",   "[",       "]",       "12",  "31",  "'26",    "d'"};
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (unsigned i = 0; i < 1 + random() % 14; ++i) text += pieces[random() % pieces.size()];
        constexpr std::string_view k_locales[] = {"en-GB", "en-US", "de-DE", "fr-FR",
                                                  "ja-JP", "sv-SE", "it-IT", ""};
        std::size_t end = 0;
        for (const Fact& fact : find_facts(text, k_locales[random() % std::size(k_locales)])) {
            CAPTURE(text);
            REQUIRE(fact.begin >= end);
            REQUIRE(fact.end > fact.begin);
            REQUIRE(fact.end <= text.size());
            REQUIRE((static_cast<unsigned char>(text[fact.begin]) & 0xC0) != 0x80);
            REQUIRE_FALSE(fact.reading.value.empty());
            end = fact.end;
        }
    }
}

TEST_CASE("long texts of one piece take no square of time") {
    // At a square of time these would take many minutes.
    constexpr std::size_t k_bytes = 150'000;
    CHECK(find_facts(std::string(k_bytes, '7'), "en-GB").empty());
    CHECK(find_facts(std::string(k_bytes, 'a'), "de-DE").empty());
    for (const std::string_view piece :
         {"einund", "1,", "1.", "123 ", "1/",   "0(", "{{", "one ", "hundred and ", "a1",
          "#",      "@",  "a.", "://",  "\xFF", "万", "$",  "May ", "1 to ",        "tel 1"}) {
        CAPTURE(piece);
        CHECK(find_facts(repeated(piece, k_bytes), "de-DE").size() <= k_facts_max);
        CHECK(find_facts(repeated(piece, k_bytes), "en-US").size() <= k_facts_max);
    }
    CHECK(find_facts(repeated("1 ", 2 * k_facts_max + 10), "en-GB").size() == k_facts_max);
    CHECK(facts_in(std::string(k_bytes, ' ') + "£5", "en-GB") == "£5=money 5 GBP");
}
