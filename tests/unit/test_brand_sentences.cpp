#include "core/brand/sentences.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace mkai::brand;

namespace {

// The sentences of a text; a question begins with "? ".
std::vector<std::string> cut(std::string_view text) {
    std::vector<std::string> out;
    for (const Sentence& sentence : split_sentences(text))
        out.push_back((sentence.question ? "? " : "") +
                      std::string(text.substr(sentence.begin, sentence.end - sentence.begin)));
    return out;
}

struct Case {
    std::string_view text;
    std::vector<std::string> sentences;
};

void check(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(cut(c.text) == c.sentences);
    }
}

}  // namespace

TEST_CASE("a sentence ends at its stop") {
    check({
        {"", {}},
        {" \n\t ", {}},
        {"One", {"One"}},
        {"One. Two! Three", {"One.", "Two!", "Three"}},
        {"one. two. three.", {"one.", "two.", "three."}},
        {"Really?! Yes!!", {"? Really?!", "Yes!!"}},
        {"It is £4.99. Buy it.", {"It is £4.99.", "Buy it."}},
        {"Version 2.0.1 is here. See example.com/a.b for more.",
         {"Version 2.0.1 is here.", "See example.com/a.b for more."}},
        {"Wait... there is more. Wait... There is more.",
         {"Wait... there is more.", "Wait...", "There is more."}},
        {"Wait… More", {"Wait…", "More"}},
        {"Best price!🎉 Now", {"Best price!", "🎉 Now"}},
        {"Yahoo!s and a?b=c stay.", {"Yahoo!s and a?b=c stay."}},
    });
}

TEST_CASE("a stop that abbreviates ends no sentence") {
    check({
        {"Pick one, e.g. Oak. Or Ash.", {"Pick one, e.g. Oak.", "Or Ash."}},
        {"Mr. Smith and Dr. Jones agree. Good.", {"Mr. Smith and Dr. Jones agree.", "Good."}},
        {"The No. 1 sofa. No. Really.", {"The No. 1 sofa.", "No.", "Really."}},
        {"It lasts approx. Ten years.", {"It lasts approx. Ten years."}},
        {"Sofas, chairs, etc. are reduced. Beds etc. Come in.",
         {"Sofas, chairs, etc. are reduced.", "Beds etc.", "Come in."}},
        {"Holz, z. B. Eiche. Oder Esche.", {"Holz, z. B. Eiche.", "Oder Esche."}},
        {"Holz, z.B. Eiche, d. h. Gutes.", {"Holz, z.B. Eiche, d. h. Gutes."}},
        {"Nur bis 14. September. Danach nicht.", {"Nur bis 14. September.", "Danach nicht."}},
        {"Wir haben 42. Danach keine.", {"Wir haben 42.", "Danach keine."}},
        {"Die Nr. 1 in Köln. Und du?", {"Die Nr. 1 in Köln.", "? Und du?"}},
        {"De 9 a.m. to 5 p.m. daily. Closed Sunday.", {"De 9 a.m. to 5 p.m. daily.", "Closed Sunday."}},
    });
}

TEST_CASE("a line break ends a sentence unless the next line goes on small") {
    check({
        {"Price Week\nThe chair is back.", {"Price Week", "The chair is back."}},
        {"42 new films\nfrom March to June.", {"42 new films\nfrom March to June."}},
        {"One\r\ntwo\r\n\r\nthree", {"One\r\ntwo", "three"}},
        {"Why us:\n- free delivery\n- free returns\n", {"Why us:", "free delivery", "free returns"}},
        {"• Oak\n• Ash\n  * Elm", {"Oak", "Ash", "Elm"}},
        {"1. Order online\n2) Collect\n", {"Order online", "Collect"}},
        {"-20% today", {"-20% today"}},
        {"14. September ist es so weit.", {"14. September ist es so weit."}},
        {"- \n- \n", {}},
    });
}

TEST_CASE("quotations keep their stops and who said them") {
    check({
        {"“It lasts.” We agree.", {"“It lasts.”", "We agree."}},
        {"\"Wow!\" said Anna. Nice.", {"\"Wow!\" said Anna.", "Nice."}},
        {"“Best sofa ever.” — Anna, Leeds", {"“Best sofa ever.” — Anna, Leeds"}},
        {"“Best sofa ever.”\n— Anna\nBuy it", {"“Best sofa ever.”\n— Anna", "Buy it"}},
        {"„Das beste Sofa.“ – Anna\nKaufen", {"„Das beste Sofa.“ – Anna", "Kaufen"}},
        {"(It is new.) It is old.", {"(It is new.)", "It is old."}},
    });
}

TEST_CASE("questions are known in other scripts") {
    check({
        {"¿Buscas sofá? Aquí.", {"? ¿Buscas sofá?", "Aquí."}},
        {"Si quieres, ¿por qué no?", {"? Si quieres, ¿por qué no?"}},
        {"Ψάχνετε καναπέ; Εδώ.", {"? Ψάχνετε καναπέ;", "Εδώ."}},
        {"sofa; chair", {"sofa; chair"}},
        {"これは最高ですか。はい。", {"? これは最高ですか。", "はい。"}},
        {"最高？はい！", {"? 最高？", "はい！"}},
        {"هل هذا جديد؟ نعم.", {"? هل هذا جديد؟", "نعم."}},
        {"क्या यह नया है? हाँ।ठीक।", {"? क्या यह नया है?", "हाँ।", "ठीक।"}},
        {"「最高。」と言った。", {"「最高。」", "と言った。"}},
        {"ราคาดีที่สุด ส่งฟรี\nวันนี้", {"ราคาดีที่สุด", "ส่งฟรี", "วันนี้"}},
    });
}

TEST_CASE("any bytes are cut, every span lies inside, and none overlap") {
    std::string bytes;
    for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919 + i / 13) % 256);
    bytes += "\xF0\x9F";
    std::size_t end = 0;
    for (const Sentence& sentence : split_sentences(bytes)) {
        CHECK(sentence.begin >= end);
        CHECK(sentence.end > sentence.begin);
        end = sentence.end;
    }
    CHECK(end <= bytes.size());
    CHECK(end > 4000);
}
