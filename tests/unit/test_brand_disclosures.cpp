#include "core/brand/disclosures.hpp"
#include "core/workspace/disclosure_table.hpp"
#include "tests/unit/sample_copy.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace mkai;
using List = std::vector<std::string>;

namespace {

Disclosure trial_row() {
    Disclosure row;
    row.id = "trial";
    row.when.words["en"] = {"free trial"};
    row.lines["en"].wordings = {"Then £5 a month until you cancel."};
    row.lines["fr"].wordings = {"Puis 5 € par mois."};
    row.level = Level::error;
    row.owner = "dana";
    row.source = "https://example.com/rule";
    row.checked_on = "2026-11-26";
    return row;
}

// Copy of a channel: each text with the field that it stands in.
struct Copy {
    Channel channel = sample::channel("email");
    Brief brief = sample::brief();
    std::vector<Claim> claims;
    std::map<std::string, std::string> slots;
    std::string locale = "en-GB";

    brand::PlacedText text(const std::string& field, const std::string& text) const {
        m_texts.push_back(text);
        brand::PlacedText placed;
        placed.field = field;
        placed.label = field;
        placed.text = m_texts.back();
        placed.fold = channel.find_fold(field);
        if (const ChannelField* known = channel.find_field(field)) placed.recombined = known->recombines;
        for (const LockedField& locked : channel.locked)
            if (locked.name == field) {
                placed.fine_print = true;
                placed.pinned = locked.pinned;
            }
        std::vector<brand::ClaimForm> forms;
        for (const Claim& c : claims) forms.push_back({c.id, c.wording, c.forms, c.languages, c.markets});
        placed.claims = brand::ClaimMatcher(forms).match(placed.text, locale);
        return placed;
    }

    std::vector<Finding> check(std::vector<Disclosure> rows,
                               const std::vector<brand::PlacedText>& texts) const {
        const auto find_claim = [this](std::string_view id) {
            const auto found = std::ranges::find(claims, id, &Claim::id);
            return found == claims.end() ? nullptr : &*found;
        };
        return brand::DisclosureSet(std::move(rows))
            .check({texts, slots, find_claim, start_of(Date{2026, 11, 26}), locale, &channel, &brief});
    }
    std::vector<brand::RequiredLine> list(std::vector<Disclosure> rows,
                                          const std::vector<brand::PlacedText>& texts) const {
        const auto find_claim = [](std::string_view) -> const Claim* { return nullptr; };
        return brand::DisclosureSet(std::move(rows))
            .list({texts, slots, find_claim, start_of(Date{2026, 11, 26}), locale, &channel, &brief});
    }
    List codes(std::vector<Disclosure> rows, const std::vector<brand::PlacedText>& texts) const {
        List out;
        for (const Finding& finding : check(std::move(rows), texts)) out.push_back(finding.code);
        return out;
    }

  private:
    mutable std::deque<std::string> m_texts;
};

}  // namespace

TEST_CASE(
    "a line that is missing is told with the words that ask for it, the row, its owner and its source") {
    const Copy copy;
    const auto findings = copy.check({trial_row()}, {copy.text("body", "Start your free trial.")});
    REQUIRE(findings.size() == 1);
    const Finding& finding = findings.front();
    CHECK(finding.code == "disclosure-missing");
    CHECK(finding.level == Level::error);
    CHECK(finding.excerpt == "free trial");
    CHECK(finding.begin == 11);
    CHECK(finding.field == "body");
    CHECK(finding.rule == "trial");
    CHECK(finding.owner == "dana");
    CHECK(finding.source == "https://example.com/rule (2026-11-26)");
    CHECK(finding.fix.find("Then £5 a month until you cancel.") != std::string::npos);
}

TEST_CASE("a line stands there in other case, spaces and punctuation, and not with other words") {
    const Copy copy;
    for (const char* line : {"Then £5 a month until you cancel.", "THEN £5 A MONTH — until  you\ncancel",
                             "**Then £5 a month, until you cancel!**"})
        CHECK_MESSAGE(
            copy.codes({trial_row()}, {copy.text("body", fmt::format("A free trial. {}", line))}).empty(),
            std::string(line));
    for (const char* line : {"Then £6 a month until you cancel.", "Then 5 a month until you cancel.",
                             "Then £5 a month until you cancelled."})
        CHECK_MESSAGE(copy.codes({trial_row()}, {copy.text("body", fmt::format("A free trial. {}", line))}) ==
                          List{"disclosure-missing"},
                      std::string(line));
}

TEST_CASE("a sign that changes what is said is a part of the line") {
    const Copy copy;
    Disclosure row = trial_row();
    row.lines["en"].wordings = {"18+"};
    CHECK(copy.codes({row}, {copy.text("body", "Free trial. 18+, UK only.")}).empty());
    CHECK(copy.codes({row}, {copy.text("body", "Free trial. 18 chairs.")}) == List{"disclosure-missing"});
}

TEST_CASE("a line in another language is told as such") {
    const Copy copy;
    const auto findings =
        copy.check({trial_row()}, {copy.text("body", "Start your free trial. Puis 5 € par mois.")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "disclosure-locale");
    CHECK(findings[0].message.find("in French, and readers of en-GB need it in English") !=
          std::string::npos);
}

TEST_CASE("above the fold ends where the channel says, in characters that people see") {
    Copy copy;
    copy.channel = sample::channel("linkedin");
    Disclosure row = trial_row();
    row.place = DisclosurePlace::above_fold;
    const std::string line = "Then £5 a month until you cancel";  // 32 characters
    const auto with_gap = [&](std::size_t characters) {
        std::string gap;
        while (gap.size() < 2 * characters) gap += "é";
        return "Free trial. " + gap + " " + line;
    };
    CHECK(copy.codes({row}, {copy.text("intro", with_gap(150 - 12 - 1 - 32))}).empty());
    const auto findings = copy.check({row}, {copy.text("intro", with_gap(150 - 12 - 1 - 32 + 1))});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "disclosure-hidden");
    CHECK(findings[0].message.find("of intro, readers see the first 150 characters") != std::string::npos);
    // Nor is a field seen of which nothing shows.
    CHECK(copy.codes({row}, {copy.text("headline", "Free trial"), copy.text("mandatories", line)}) ==
          List{"disclosure-hidden"});
    CHECK(copy.codes({row}, {copy.text("intro", "Free trial"), copy.text("headline", line)}).empty());
}

TEST_CASE("close enough is counted in characters or sentences from the nearest mention") {
    const Copy copy;
    Disclosure row = trial_row();
    const std::string line = " Then £5 a month until you cancel.";
    row.within_characters = 20;
    CHECK(copy.codes({row}, {copy.text("body", "Free trial for everybody." + line)}).empty());
    CHECK(copy.codes({row}, {copy.text("body", "Free trial for everybody there is." + line)}) ==
          List{"disclosure-far"});
    row.within_characters = 0;
    row.within_sentences = 1;
    CHECK(copy.codes({row}, {copy.text("body", "A free trial is there." + line)}).empty());
    CHECK(copy.codes({row}, {copy.text("body", "A free trial. It is good." + line)}) ==
          List{"disclosure-far"});
    // Before it counts as well, and another mention beside the line does not help the first.
    CHECK(copy.codes({row}, {copy.text("body", line + " That is our free trial.")}).empty());
    CHECK(copy.codes({row}, {copy.text("body", "A free trial. So good. Our free trial." + line)}) ==
          List{"disclosure-far"});
}

TEST_CASE("the same field and the same text are what they say") {
    const Copy copy;
    Disclosure row = trial_row();
    row.place = DisclosurePlace::same_field;
    const auto claim = copy.text("headline", "Free trial");
    const auto line = copy.text("body", "Then £5 a month until you cancel.");
    CHECK(copy.codes({row}, {claim, line}) == List{"disclosure-far"});
    CHECK(copy.codes({row}, {claim, copy.text("headline", "Then £5 a month until you cancel.")}).empty());
    row.place = DisclosurePlace::same_text;
    CHECK(copy.codes({row}, {claim, copy.text("headline", "Then £5 a month until you cancel.")}) ==
          List{"disclosure-far"});
}

TEST_CASE("what is recombined has its line in the same entry or where it is pinned") {
    Copy copy;
    copy.channel = sample::channel("google-rsa");
    const auto claim = copy.text("headlines", "Start your free trial");
    const std::string line = "Then £5 a month until you cancel.";
    const auto findings = copy.check({trial_row()}, {claim, copy.text("descriptions", line)});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "disclosure-unpinned");
    CHECK(findings[0].fix.find("Pinned to description 1") != std::string::npos);
    CHECK(copy.codes({trial_row()}, {claim, copy.text("mandatories", line)}).empty());
    CHECK(copy.codes({trial_row()}, {copy.text("descriptions", "A free trial. " + line)}).empty());
    CHECK(copy.codes({trial_row()}, {claim}) == List{"disclosure-missing"});
}

TEST_CASE("a line that the copy denies is no line, in the languages of the table") {
    struct Case {
        std::string locale, line, denies, says;
    };
    const std::vector<Case> cases{
        {"en-GB", "Capital at risk", "Free trial. No capital at risk.", "Free trial. Your capital at risk."},
        {"en-GB", "Terms apply", "Free trial, and no further terms apply.",
         "Free trial, no card: terms apply."},
        {"en-GB", "T&Cs", "Free trial. T&Cs do not apply.", "Free trial. T&Cs on our site."},
        {"en-GB", "T&Cs", "Free trial. T&Cs don’t apply here.", "Free trial. T&Cs. Don’t apply paint."},
        {"en-GB", "an ad", "Free trial. This is not an ad.", "Free trial. This is an ad, not a joke."},
        {"en-GB", "paid partnership", "Free trial. This isn’t a paid partnership.",
         "Free trial. Not only a paid partnership."},
        {"en-GB", "#ad", "Free trial. Not #ad", "Free trial. I couldn't sleep without it #ad don't ask"},
        {"en-GB", "Terms apply", "Free trial without terms apply.", "Free trial. Not without terms apply."},
        {"en-GB", "18+", "Free trial. 18+ is not required.", "Free trial. No purchase needed 18+"},
        {"de-DE", "Werbung", "Kostenlos testen. Das ist keine Werbung.",
         "Kostenlos testen. Das ist Werbung."},
        {"de-DE", "AGB gelten", "Kostenlos testen. AGB gelten hier nicht, AGB gelten nicht.",
         "Kostenlos testen. Nicht verpassen: AGB gelten."},
        {"fr-FR", "publicité", "Essai gratuit. Ceci n’est pas une publicité.",
         "Essai gratuit. Ceci est une publicité."},
        {"fr-FR", "conditions", "Essai gratuit, sans conditions.",
         "Essai gratuit, sans carte, voir conditions."},
        {"fr-FR", "conditions", "Essai gratuit. Les conditions ne s’appliquent pas.",
         "Essai gratuit. Les conditions s’appliquent."},
        {"pl-PL", "reklama", "Darmowy okres. To nie jest reklama.", "Darmowy okres. To jest reklama."},
        {"pl-PL", "regulamin", "Darmowy okres. Regulamin nie obowiązuje.",
         "Darmowy okres. Obowiązuje regulamin."}};
    for (const Case& c : cases) {
        Copy copy;
        copy.locale = c.locale;
        const std::string language = c.locale.substr(0, 2);
        Disclosure row = trial_row();
        row.when.words = {{"en", {"free trial"}},
                          {"de", {"kostenlos testen"}},
                          {"fr", {"essai gratuit"}},
                          {"pl", {"darmowy okres"}}};
        row.lines.clear();
        row.lines[language].wordings = {c.line};
        CAPTURE(c.denies);
        const auto findings = copy.check({row}, {copy.text("body", c.denies)});
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].code == "disclosure-missing");
        CHECK(findings[0].message.find("is denied there") != std::string::npos);
        CHECK(copy.codes({row}, {copy.text("body", c.says)}) == List{});
    }
}

TEST_CASE("words that the copy denies ask for no line, and what only looks like a denial does") {
    struct Case {
        std::string_view locale;
        bool asks;
        std::string_view text;
    };
    const std::vector<Case> cases{
        {"en-GB", false, "No free trial, no small print."},
        {"en-GB", false, "Sold without a free trial."},
        {"en-GB", false, "There is no free trial."},
        {"en-GB", false, "This isn’t a free trial"},
        {"en-GB", false, "We don't offer a 14-day free trial."},
        {"en-GB", false, "It does not come with any free trial, and costs £5 a month."},
        {"en-GB", false, "We have never had a free trial."},
        {"en-GB", false, "A free trial is not available."},
        {"en-GB", false, "No card, no contract and no free trial."},
        {"en-GB", true, "Free trial."},
        {"en-GB", true, "No hidden fees, free trial for 7 days."},
        {"en-GB", true, "No hidden fees and a free trial."},
        {"en-GB", true, "No-risk free trial."},
        {"en-GB", true, "Not sure? Free trial."},
        {"en-GB", true, "Not just a free trial."},
        {"en-GB", true, "It is not only a free trial but a bed."},
        {"en-GB", true, "No ordinary free trial."},
        {"en-GB", true, "No other free trial gives you a bed."},
        {"en-GB", true, "No free trial lasts longer."},
        {"en-GB", true, "No free trial without a card."},
        {"en-GB", true, "No free trial for members, only for new customers."},
        {"en-GB", true, "No free trial, which renews by itself, is as good as ours."},
        {"en-GB", true, "Why not have a free trial?"},
        {"en-GB", true, "Isn't a free trial nice?"},
        {"en-GB", true, "You will not be without a free trial."},
        {"en-GB", true, "It isn't the free trial that people love."},
        {"en-GB", true, "Don't miss the free trial."},
        {"en-GB", true, "A free trial is not available in Ireland."},
        {"en-GB", true, "A free trial is not a trap."},
        {"en-GB", true, "No free trial. Then a free trial after all."},
        {"de-DE", false, "Kein kostenloser Testmonat, keine Karte."},
        {"de-DE", false, "Wir bieten keinen 30-tägigen Gratismonat."},
        {"de-DE", false, "Das ist kein Gratismonat."},
        {"de-DE", false, "Ganz ohne Gratismonat."},
        {"de-DE", false, "Gratismonat nicht enthalten."},
        {"de-DE", true, "Keine Karte nötig, ein Gratismonat."},
        {"de-DE", true, "Nicht nur ein Gratismonat."},
        {"de-DE", true, "Warum nicht ein Gratismonat?"},
        {"de-DE", true, "Kein Gratismonat, der sich heimlich verlängert."},
        {"de-DE", true, "Kein anderer Gratismonat ist so lang."},
        {"de-DE", true, "Kein Gratismonat dauert länger."},
        {"fr-FR", false, "Pas d’essai gratuit."},
        {"fr-FR", false, "Sans essai gratuit, sans carte."},
        {"fr-FR", false, "Nous ne proposons aucun essai gratuit."},
        {"fr-FR", false, "Ce n'est pas un essai gratuit."},
        {"fr-FR", true, "Sans carte, essai gratuit."},
        {"fr-FR", true, "Essai gratuit sans carte."},
        {"fr-FR", true, "Pas seulement un essai gratuit."},
        {"fr-FR", true, "Pas qu'un essai gratuit."},
        {"fr-FR", true, "Pourquoi pas un essai gratuit ?"},
        {"fr-FR", true, "Aucun essai gratuit ne dure si longtemps."},
        {"fr-FR", true, "Pas d'essai gratuit qui se renouvelle en secret."},
        {"pl-PL", false, "Bez darmowego okresu."},
        {"pl-PL", false, "Nie oferujemy darmowego okresu."},
        {"pl-PL", false, "To nie jest darmowy okres."},
        {"pl-PL", true, "Bez karty, darmowy okres."},
        {"pl-PL", true, "Nie tylko darmowy okres."},
        {"pl-PL", true, "Czemu nie darmowy okres?"},
        {"pl-PL", true, "Żaden darmowy okres nie trwa dłużej."},
        // Other languages are read as they stand.
        {"sv-SE", true, "Ingen gratis månad."},
    };
    Disclosure row = trial_row();
    row.when.words = {{"en", {"free trial"}},
                      {"de", {"gratismonat", "kostenloser testmonat"}},
                      {"fr", {"essai gratuit"}},
                      {"pl", {"darmowy okres", "darmowego okresu"}},
                      {"sv", {"gratis månad"}}};
    for (const Case& c : cases) {
        CAPTURE(c.text);
        Copy copy;
        copy.locale = c.locale;
        CHECK(copy.codes({row}, {copy.text("body", std::string(c.text))}).empty() != c.asks);
    }
}

TEST_CASE("one good line is enough, though another is denied") {
    Copy copy;
    Disclosure row = trial_row();
    row.lines["en"].wordings = {"Terms apply"};
    CHECK(copy.codes({row}, {copy.text("body", "Free trial. No terms apply. Well: terms apply.")}).empty());
}

TEST_CASE("what mkai fills in counts where it stands, and asks for nothing itself") {
    Copy copy;
    copy.slots = {{"offer.terms", "Free trial for new customers. £5 later."}, {"offer.price", "£5"}};
    Disclosure row = trial_row();
    row.lines["en"].wordings = {"{{offer.terms}}"};
    CHECK(copy.codes({row}, {copy.text("body", "A free trial. {{offer.terms}}")}).empty());
    CHECK(
        copy.codes({row}, {copy.text("body", "A free trial."), copy.text("terms", copy.slots["offer.terms"])})
            .empty());
    CHECK(copy.codes({row}, {copy.text("body", "A sofa."), copy.text("terms", "A free trial.")}).empty());
    copy.slots.erase("offer.terms");
    CHECK(copy.codes({row}, {copy.text("body", "A free trial. {{offer.terms}}")}) ==
          List{"disclosure-missing"});
}

TEST_CASE("an offer with terms asks for them where the copy states its price, by slot or typed") {
    Copy copy;
    copy.slots = {
        {"offer.terms", "New customers only."}, {"offer.price", "£4.99"}, {"offer.was_price", "£9.99"}};
    Disclosure row = trial_row();
    row.when = {};
    row.when.offer = {"terms"};
    row.lines["en"].wordings = {"{{offer.terms}}"};
    CHECK(copy.codes({row}, {copy.text("body", "Now {{offer.price}}.")}) == List{"disclosure-missing"});
    CHECK(copy.codes({row}, {copy.text("body", "Now £4.99.")}) == List{"disclosure-missing"});
    CHECK(copy.codes({row}, {copy.text("body", "Now {{offer.was_price}}.")}).empty());
    CHECK(copy.codes({row}, {copy.text("body", "Now £4.99. New customers only")}).empty());
    row.when.offer = {"was_price"};
    CHECK(copy.codes({row}, {copy.text("body", "Was {{offer.was_price}}.")}) == List{"disclosure-missing"});
}

TEST_CASE("a claim asks by its kind and its category, a brief by the category of what it names") {
    Copy copy;
    Claim claim;
    claim.id = "c-1";
    claim.wording = "Helps you to sleep.";
    claim.kind = "health";
    claim.category = "food";
    copy.claims = {claim};
    Disclosure row = trial_row();
    row.when = {};
    row.when.kinds = {"health"};
    row.when.categories = {"food"};
    const auto made = copy.text("body", "Helps you to sleep.");
    CHECK(copy.codes({row}, {made}) == List{"disclosure-missing"});
    row.when.categories = {"alcohol"};
    CHECK(copy.codes({row}, {made}).empty());
    row.when.kinds.clear();
    row.when.categories = {"food"};
    CHECK(copy.codes({row}, {copy.text("body", "A tea.")}).empty());
    copy.brief.claims = {"c-1"};
    const auto findings = copy.check({row}, {copy.text("body", "A tea.")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].message.starts_with("the brief is about food, and the line that it needs is missing"));
}

TEST_CASE("a claim's footnote stands where the claim is made, by the same rules") {
    Copy copy;
    Claim claim;
    claim.id = "c-1";
    claim.wording = "Loved by nine in ten readers.";
    claim.kind = "statistic";
    claim.footnote = "Survey of 1,140 readers, May 2026.";
    claim.owner = "dana";
    copy.claims = {claim};
    const auto findings = copy.check({}, {copy.text("body", "Loved by nine in ten readers.")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "footnote-missing");
    CHECK(findings[0].level == Level::error);
    CHECK(findings[0].rule == "c-1");
    CHECK(findings[0].owner == "dana");
    CHECK(
        copy.codes({}, {copy.text("body", "Loved by nine in ten readers. Survey of 1,140 readers, May 2026")})
            .empty());
    copy.channel = sample::channel("google-rsa");
    CHECK(copy.codes({}, {copy.text("headlines", "Loved by nine in ten readers."),
                          copy.text("descriptions", "Survey of 1,140 readers, May 2026.")}) ==
          List{"footnote-unpinned"});
}

TEST_CASE("markets, channels and level off keep a row out") {
    Copy copy;
    const auto text = copy.text("body", "A free trial.");
    Disclosure row = trial_row();
    row.markets = {"US"};
    CHECK(copy.codes({row}, {text}).empty());
    row.markets = {"EU"};
    CHECK(copy.codes({row}, {text}).empty());
    copy.locale = "en-IE";
    CHECK(copy.codes({row}, {text}) == List{"disclosure-missing"});
    row.channels = {"sms"};
    CHECK(copy.codes({row}, {text}).empty());
    row.channels = {"sms", "email"};
    CHECK(copy.codes({row}, {text}) == List{"disclosure-missing"});
    row.level = std::nullopt;
    CHECK(copy.codes({row}, {text}).empty());
}

TEST_CASE("many mentions and many lines take linear time, and are one finding") {
    const Copy copy;
    Disclosure row = trial_row();
    row.within_sentences = 1;
    row.lines["en"].patterns = {"then £\\d"};
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += "A free trial of it. So good. ";
    for (int i = 0; i < 5'000; ++i) text += "Then £5 a month until you cancel. ";
    const auto findings = copy.check({row}, {copy.text("body", text)});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "disclosure-far");
    CHECK(findings[0].message.find("places") != std::string::npos);
}

TEST_CASE("the built-in table reads, and each row says who says so and when that was read") {
    const List channels(std::begin(sample::k_channels), std::end(sample::k_channels));
    const auto rows = workspace::load_disclosures("tests/unit", channels);
    REQUIRE(rows.has_value());
    CHECK(rows->size() >= 12);
    for (const Disclosure& row : *rows) {
        CAPTURE(row.id);
        CHECK(row.source.starts_with("http"));
        CHECK(parse_date(row.checked_on).has_value());
        CHECK_FALSE(row.why.empty());
        CHECK_FALSE(row.lines.empty());
        // A line that can be told: a wording that a slot may leave empty is not enough.
        for (const auto& [language, line] : row.lines) {
            const bool tells =
                !line.example.empty() || std::ranges::any_of(line.wordings, [](const std::string& w) {
                    return w.find("{{") == std::string::npos;
                });
            CHECK_MESSAGE(tells, language);
        }
    }
}

TEST_CASE("the lines that are needed are listed with the words that stand for them, right or wrong") {
    Copy copy;
    copy.channel = sample::channel("linkedin");
    copy.brief.mandatories.common = {"18+ only."};
    const auto list_of = [&](const std::string& intro) {
        return copy.list({trial_row()}, {copy.text("intro", intro), copy.text("mandatories", "18+ only.")});
    };
    // Nothing asks for the row.
    auto lines = list_of("Hello.");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].family == "mandatory");
    CHECK(lines[0].words == "18+ only");
    CHECK(lines[0].label == "mandatories");
    CHECK(!lines[0].seen);
    CHECK(lines[0].problem.empty());

    lines = list_of("A free trial. Then £5 a month until you cancel.");
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].id == "trial");
    CHECK(lines[1].because == "intro says \"free trial\"");
    CHECK(lines[1].words == "Then £5 a month until you cancel");
    CHECK(lines[1].seen);
    CHECK(lines[1].problem.empty());

    lines = list_of("A free trial.");
    CHECK(lines[1].words.empty());
    CHECK(lines[1].label.empty());
    CHECK(lines[1].problem == "the line that it needs is missing");
    CHECK(lines[1].example == "Then £5 a month until you cancel.");

    lines = list_of("A free trial. " + std::string(150, 'x') + " Then £5 a month until you cancel.");
    CHECK(lines[1].label == "intro");
    CHECK(!lines[1].seen);
    CHECK(lines[1].problem.empty());  // the row lets it stand anywhere
}
