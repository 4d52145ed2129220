#include "core/base/text.hpp"
#include "core/brand/rule_set.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace mkai;
using namespace mkai::brand;
using List = std::vector<std::string>;

template <>
struct doctest::StringMaker<List> {
    static String convert(const List& lines) {
        std::string text;
        for (const auto& line : lines) text += "\n    " + line;
        return text.c_str();
    }
};

namespace {

WordRule existence(List words) {
    WordRule rule;
    rule.id = "r";
    rule.words = std::move(words);
    return rule;
}
WordRule pattern(std::string text) {
    WordRule rule = existence({});
    rule.patterns = {std::move(text)};
    return rule;
}
WordRule substitution(std::vector<Swap> swaps, std::string id = "s") {
    WordRule rule;
    rule.id = std::move(id);
    rule.kind = RuleKind::substitution;
    rule.swaps = std::move(swaps);
    return rule;
}
WordRule of_kind(RuleKind kind, std::string id = "r") {
    WordRule rule;
    rule.id = std::move(id);
    rule.kind = kind;
    return rule;
}
WordRule capitals(CapitalStyle style, List names = {}) {
    WordRule rule = of_kind(RuleKind::capitalisation, "c");
    rule.style = style;
    rule.names = std::move(names);
    return rule;
}

List problems_of(std::vector<WordRule> rules, const List& channels = {}) {
    std::vector<RuleProblem> problems;
    RuleSet::compile(std::move(rules), channels, problems);
    List lines;
    for (const auto& p : problems)
        lines.push_back(fmt::format("{} {} {}: {}", p.rule, join(p.path, "."), p.code, p.message));
    return lines;
}

RuleSet compiled(std::vector<WordRule> rules) {
    std::vector<RuleProblem> problems;
    RuleSet set = RuleSet::compile(std::move(rules), {}, problems);
    for (const auto& problem : problems) FAIL_CHECK(problem.message);
    return set;
}

List found(const RuleSet& set, std::string_view text, const TextScope& scope = {}) {
    List out;
    for (const auto& hit : set.check(text, scope))
        out.emplace_back(text.substr(hit.begin, hit.end - hit.begin));
    return out;
}
List found(const WordRule& rule, std::string_view text, const TextScope& scope = {}) {
    return found(compiled({rule}), text, scope);
}

// "found>mend" of each hit.
List mended(const WordRule& rule, std::string_view text, const TextScope& scope = {}) {
    List out;
    for (const auto& hit : compiled({rule}).check(text, scope))
        out.push_back(fmt::format("{}>{}", text.substr(hit.begin, hit.end - hit.begin), hit.mend));
    return out;
}
List messages(const WordRule& rule, std::string_view text, const TextScope& scope = {}) {
    List out;
    for (const auto& hit : compiled({rule}).check(text, scope)) out.push_back(hit.message);
    return out;
}

}  // namespace

TEST_CASE("words are found whole, whatever their case, their spaces and how their signs are typed") {
    struct Row {
        List words;
        std::string text;
        List found;
    };
    const Row rows[] = {
        {{"free"}, "Free as in free, not freedom or carefree.", {"Free", "free"}},
        {{"free trial"},
         "A free\u00a0trial, a FREE\n  trial, a free, trial.",
         {"free\u00a0trial", "FREE\n  trial"}},
        {{"leverag*"}, "Leverage, leveraging and lever.", {"Leverage", "leveraging"}},
        {{"AI-powered"}, "AI-powered, AI\u2011powered, AI powered", {"AI-powered", "AI\u2011powered"}},
        {{"don't miss out"}, "Don\u2019t miss out! don't miss outings", {"Don\u2019t miss out"}},
        {{"straße"}, "STRASSE und Straße", {"STRASSE", "Straße"}},
        {{"café"}, "Cafe\u0301 und CAFÉ", {"Cafe\u0301", "CAFÉ"}},
        {{"e"}, "e\u0301 e", {"e"}},  // a letter with a mark is another letter
        {{"free"}, "fr\u00ADee and fr\u200Dee", {"fr\u00ADee", "fr\u200Dee"}},
        {{"!"}, "Now! Now!!", {"!", "!", "!"}},
        {{"up to 50%"}, "up to 50% off, up to 500%", {"up to 50%"}},
        {{"ΟΔΟΣ"}, "οδος οδός", {"οδος"}},
        {{"İstanbul"}, "i\u0307stanbul", {"i\u0307stanbul"}},
        {{"free", "free trial", "trial"}, "free trial", {"free trial"}},  // the longest alone
        {{"a b", "b c"}, "a b c", {"a b", "b c"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(found(existence(row.words), row.text) == row.found);
    }
}

TEST_CASE("scripts without spaces, right-to-left scripts and pictures of several code points") {
    struct Row {
        List words;
        std::string text;
        List found;
    };
    const Row rows[] = {
        {{"免费"}, "完全免费试用", {"免费"}},
        {{"無料"}, "今なら無料です。", {"無料"}},
        {{"カ"}, "ガ カ\u3099 カ", {"カ"}},
        {{"ฟรี"}, "ทดลองใช้ฟรีวันนี้", {"ฟรี"}},
        {{"ฟร"}, "ฟรี", {}},  // the vowel above belongs to its consonant
        {{"공짜"}, "공짜 공짜로", {"공짜"}},
        {{"مجاني"}, "عرض مجاني اليوم", {"مجاني"}},
        {{"חינם"}, "\u200Fחינם! בחינם", {"חינם"}},
        {{"👩"}, "👩\u200D💻 👩🏽 👩", {"👩"}},
        {{"👩\u200D💻"}, "Say 👩\u200D💻!", {"👩\u200D💻"}},
        {{"❤"}, "I ❤\uFE0F you", {"❤\uFE0F"}},
        {{"🇩🇪"}, "🇩🇪🇦🇹", {"🇩🇪"}},
        {{"🇪🇦"}, "🇩🇪🇦🇹", {}},
        {{"免费 trial"}, "免费 trial 免费trial", {"免费 trial"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(found(existence(row.words), row.text) == row.found);
    }
}

TEST_CASE("tokens, addresses and URLs are no words") {
    const RuleSet set = compiled({existence({"free", "offer", "example"})});
    CHECK(found(set,
                "{{offer.free|free}} https://free.example/free?free#offer me@free.example "
                "free.me@offer.co.uk www.free.com free.example larch.example/free") == List{});
    CHECK(found(set, "(https://a.example/x). Free") == List{"Free"});
    CHECK(found(set, "an example. free.") == List{"example", "free"});
    CHECK(found(set, "{{ free") == List{"free"});
    CHECK(found(pattern("fr.."), "https://x.example/free {{free}} free") == List{"free"});
}

TEST_CASE("exceptions cover what stands inside them") {
    WordRule rule = existence({"free"});
    rule.exceptions = {"free of charge", "feel free", "free-*"};
    CHECK(found(rule, "Feel free. It is free of charge, free-range and free.") == List{"free"});
    WordRule by_pattern = pattern("free");
    by_pattern.exceptions = {"feel free"};
    CHECK(found(by_pattern, "feel free, free") == List{"free"});
}

TEST_CASE("case matters where the rule says so") {
    WordRule rule = existence({"Apple", "École"});
    rule.match_case = true;
    CHECK(found(rule, "apple Apple APPLE E\u0301cole école") == List{"Apple", "E\u0301cole"});
    WordRule by_pattern = pattern("App");
    CHECK(found(by_pattern, "app App").size() == 2);
    by_pattern.match_case = true;
    CHECK(found(by_pattern, "app App") == List{"App"});
}

TEST_CASE("a rule holds in its channels, locales and fields alone") {
    WordRule rule = existence({"free"});
    rule.scope = {{"email", "sms"}, {"de", "en-GB"}, {"subject"}};
    const RuleSet set = compiled({rule});
    struct Row {
        TextScope scope;
        std::size_t hits;
    };
    const Row rows[] = {
        {{"email", "en-GB", "subject"}, 1},
        {{"sms", "de-AT", "subject"}, 1},
        {{"email", "en-US", "subject"}, 0},
        {{"push", "en-GB", "subject"}, 0},
        {{"email", "en-GB", "body"}, 0},
        {{"email", "den-DE", "subject"}, 0},
        {{}, 0},
    };
    for (const auto& [scope, hits] : rows) CHECK(set.check("free", scope).size() == hits);
    CHECK(compiled({existence({"free"})}).check("free", {"email", "en-GB", "body"}).size() == 1);
}

TEST_CASE("a substitution says what to write, in the case of what stands there") {
    const WordRule rule = substitution({{"utilise", "use"}, {"sign in", "log in"}, {"e-mail*", "email"}});
    CHECK(mended(rule, "Utilise it, UTILISE it, utilise it. Sign  in by e-mails.") ==
          List{"Utilise>Use", "UTILISE>USE", "utilise>use", "Sign  in>Log in", "e-mails>"});
    CHECK(messages(rule, "utilise") == List{R"(write "use" for "utilise")"});
    // What is written so already stays, also where the word is a part of what is wanted.
    CHECK(mended(substitution({{"linkedin", "LinkedIn"}, {"web", "web shop"}}),
                 "LinkedIn linkedin web web shop") == List{"linkedin>LinkedIn", "web>web shop"});
}

TEST_CASE("a message may say what was found, and a hit has level and owner") {
    WordRule rule = substitution({{"utilise", "use"}});
    rule.message = "{found} sounds stiff: {instead} {unknown}";
    rule.level = Level::error;
    rule.owner = "maria";
    const auto hits = compiled({rule}).check("We utilise it", {});
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].message == "utilise sounds stiff: use {unknown}");
    CHECK(hits[0].rule == "s");
    CHECK(hits[0].level == Level::error);
    CHECK(hits[0].owner == "maria");
    CHECK(hits[0].begin == 3);
    CHECK(hits[0].end == 10);
    CHECK_FALSE(hits[0].gave_up);

    WordRule counting = of_kind(RuleKind::occurrence);
    counting.count = Counted::words;
    counting.max = 2;
    counting.message = "{count} words, not {limit}: {found}";
    const List told = messages(counting, "one two " + std::string(10'000, 'x'));
    REQUIRE(told.size() == 1);
    CHECK(told[0].starts_with("3 words, not 2: one two xxx"));
    CHECK(told[0].size() < 300);
}

TEST_CASE("occurrence counts words, sentences, characters and what it is told to look for") {
    struct Row {
        Counted count;
        CountedPer per;
        double min, max;
        std::string text;
        List messages;
    };
    const Row rows[] = {
        {Counted::words,
         CountedPer::sentence,
         0,
         4,
         "One two three four. One two don't 3.5 well-known.",
         {"the sentence has 5 words; at most 4"}},
        {Counted::words, CountedPer::text, 3, 9, "Two words", {"the text has 2 words; at least 3"}},
        {Counted::sentences,
         CountedPer::text,
         0,
         2,
         "Dr. Who came at 3.30 p.m. today. Really? Yes!",
         {"the text has 3 sentences; at most 2"}},
        {Counted::sentences, CountedPer::text, 0, 1, "無料です。今すぐ。", {}},  // words are not told apart
        {Counted::characters, CountedPer::text, 0, 2, "👩\u200D💻é👩", {"the text has 3 characters; at most 2"}},
        {Counted::characters,
         CountedPer::sentence,
         0,
         5,
         "Hi you. Hello.",
         {"the sentence has 7 characters; at most 5", "the sentence has 6 characters; at most 5"}},
        {Counted::found,
         CountedPer::text,
         0,
         1,
         "Now! Now! Now!",
         {R"("!" stands in the text 3 times; at most 1)"}},
        {Counted::found,
         CountedPer::sentence,
         0,
         1,
         "a! b! c!! d!",
         {R"("!" stands in the sentence 2 times; at most 1)"}},
        {Counted::found, CountedPer::text, 1, 9, "Now", {R"("!" stands in the text 0 times; at least 1)"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        WordRule rule = of_kind(RuleKind::occurrence);
        rule.count = row.count;
        rule.per = row.per;
        if (row.min > 0) rule.min = row.min;
        rule.max = row.max;
        if (row.count == Counted::found) rule.words = {"!"};
        CHECK(messages(rule, row.text) == row.messages);
    }
}

TEST_CASE("the hit of a count stands at the first that is too many") {
    WordRule rule = of_kind(RuleKind::occurrence);
    rule.words = {"now"};
    rule.max = 1;
    rule.exceptions = {"by now"};
    const auto hits = compiled({rule}).check("now by now Now now", {});
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].begin == 11);
    CHECK(hits[0].message.find("3 times") != std::string::npos);
}

TEST_CASE("a word twice in a row is found and mended") {
    WordRule rule = of_kind(RuleKind::repetition);
    rule.exceptions = {"had had", "bye"};
    CHECK(mended(rule, "The the cat, that\nthat had had. No, no. 10 10 bye-bye bye bye e\u0301 é") ==
          List{"The the>the", "that\nthat>that", "e\u0301 é>é"});
    CHECK(mended(rule, "Shop now\nNow it is") == List{});
    CHECK(mended(rule, "ม า ก มากๆ 人人 {{a}} {{a}}") == List{});
}

TEST_CASE("a word within some sentences is found where it comes again") {
    WordRule rule = of_kind(RuleKind::repetition);
    rule.within_sentences = 2;
    CHECK(messages(rule, "A series returns. The series is long. It ends. Series!") ==
          List{R"("series" came already 1 sentence before)"});
    CHECK(messages(rule, "A series is a series with them and them.") ==
          List{R"("series" stands twice in this sentence)"});
    rule.words = {"with"};
    CHECK(found(rule, "A series with a series with it.") == List{"with"});
}

TEST_CASE("capitals: sentence, title, upper, lower and names") {
    struct Row {
        CapitalStyle style;
        std::string locale;
        std::string text;
        List mended;
    };
    const Row rows[] = {
        {CapitalStyle::sentence,
         "en-GB",
         "Watch The new Film with NASA and iPhone. it is I, he said",
         {"The>the", "Film>film", "it>It"}},
        {CapitalStyle::sentence, "en-GB", "Back now: The new season. “We came”", {}},
        {CapitalStyle::sentence, "en-GB", "{{first_name|you}} are back. 42 new films. iPhone first", {}},
        {CapitalStyle::sentence,
         "de-DE",
         "Die Akte Salzwiesen kommt am 5. März zurück. alle Folgen",
         {"alle>Alle"}},
        {CapitalStyle::sentence, "ja-JP", "無料です。The テスト", {}},
        {CapitalStyle::sentence, "fr-FR", "Étude. école", {"école>École"}},
        {CapitalStyle::sentence, "en-GB", "We love Halvorn and Larch & Loom", {}},
        {CapitalStyle::title, "en-GB", "The State of the Art and Beyond", {}},
        {CapitalStyle::title,
         "en-GB",
         "the state Of The art to look for",
         {"the>The", "state>State", "Of>of", "The>the", "art>Art", "look>Look", "for>For"}},
        {CapitalStyle::title, "en-GB", "Well-known Don't", {}},
        {CapitalStyle::upper, "en-GB", "SHOP Now 24", {"Now>NOW"}},
        {CapitalStyle::lower, "el-GR", "όλα Όλα", {"Όλα>όλα"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(mended(capitals(row.style, {"Halvorn", "Larch & Loom"}), row.text, {"", row.locale, ""}) ==
              row.mended);
    }
    CHECK(mended(capitals(CapitalStyle::names, {"LinkedIn", "Larch & Loom", "eBay"}),
                 "Linkedin LinkedIn LINKEDIN larch\n& loom Larch  & Loom Ebay linkedin.com") ==
          List{"Linkedin>LinkedIn", "LINKEDIN>LinkedIn", "larch\n& loom>Larch & Loom", "Ebay>eBay"});
}

TEST_CASE("readability by the published formulas, for texts that are long enough") {
    // 10 words, 2 sentences, 12 syllables, 1 long word: 5 words a sentence, 1.2 syllables a word.
    const std::string text = "The cat sat on the mat. It was rather pleasant.";
    struct Row {
        Metric metric;
        std::string locale;
        std::string score;
    };
    const Row rows[] = {
        {Metric::flesch, "en-GB", "100.2"},        // 206.835 - 1.015 * 5 - 84.6 * 1.2
        {Metric::flesch_kincaid, "en-US", "0.5"},  // 0.39 * 5 + 11.8 * 1.2 - 15.59
        {Metric::lix, "en-GB", "15.0"},            // 5 + 100 / 10
        {Metric::lix, "de-DE", "15.0"},           {Metric::flesch, "de-DE", ""},
    };
    for (const auto& row : rows) {
        WordRule rule = of_kind(RuleKind::readability);
        rule.metric = row.metric;
        rule.max = -1000;
        rule.words_min = 10;
        const List told = messages(rule, text, {"", row.locale, ""});
        CAPTURE(to_string(row.metric));
        REQUIRE(told.size() == (row.score.empty() ? 0 : 1));
        if (!told.empty())
            CHECK_MESSAGE(told[0].find(" is " + row.score + ";") != std::string::npos, told[0]);
        rule.words_min = 11;
        CHECK(messages(rule, text, {"", row.locale, ""}).empty());
    }
    WordRule lix = of_kind(RuleKind::readability);
    lix.max = -1;
    lix.words_min = 1;
    CHECK(messages(lix, "Halvorn 無料ですから今すぐ。", {"", "ja-JP", ""}).empty());
}

TEST_CASE("a pattern that backtracks for ever is a hit of its rule and no hang") {
    WordRule rule = pattern("(a+)+$");
    rule.level = Level::error;
    const auto hits = compiled({rule}).check(std::string(5000, 'a') + "!", {});
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].gave_up);
    CHECK(hits[0].level == Level::error);
    CHECK(hits[0].message.find("takes too long") != std::string::npos);
}

TEST_CASE("any bytes are a text") {
    WordRule by_pattern = pattern("fr.e");
    by_pattern.id = "p";
    const RuleSet set = compiled({existence({"free"}), by_pattern});
    CHECK(found(set, std::string_view("\xff\x00 free \xe2\x28\xa1 \xf0\x9f", 14)).size() == 2);
    CHECK(found(set, "").empty());
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = std::string(3, static_cast<char>(byte)) + " free";
        CHECK(found(set, text).size() == 2);
    }
}

TEST_CASE("a long text: the places are right to its end, and what comes too often is told a thousand times") {
    std::string text;
    while (text.size() < 5'000'000)
        text += "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. 免费试用 ";
    text += "Utilise";
    WordRule again = of_kind(RuleKind::repetition, "again");
    again.within_sentences = 3;
    const RuleSet set = compiled({existence({"Deich"}), substitution({{"utilise", "use"}}), again});
    const auto hits = set.check(text, {});
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.back().begin == text.size() - 7);
    CHECK(hits.back().mend == "Use");
    CHECK(std::ranges::count(hits, "r", &RuleHit::rule) == 1000);
    CHECK(std::ranges::count(hits, "again", &RuleHit::rule) == 1000);
    for (const auto& hit : hits)
        if (hit.rule == "r") REQUIRE(text.substr(hit.begin, hit.end - hit.begin) == "Deich");
    // One word, one sentence, no end.
    CHECK(found(set, std::string(5'000'000, 'a') + " deich").size() == 1);
    std::string open;
    for (int i = 0; i < 1'000'000; ++i) open += "{{ a.b@";
    CHECK(found(set, open).empty());
}

TEST_CASE("exceptions cover hits also in a text that is settled piece by piece") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "feel free ";
    WordRule rule = existence({"free"});
    rule.exceptions = {"feel free"};
    CHECK(found(rule, text).empty());
    CHECK(found(rule, text + "x free").size() == 1);
}

TEST_CASE("what is wrong with a rule by itself") {
    WordRule wrong_limits = of_kind(RuleKind::occurrence);
    wrong_limits.count = Counted::words;
    wrong_limits.min = 3;
    wrong_limits.max = 2;
    WordRule scoped = existence({"a"});
    scoped.scope.channels = {"email", "emial", " "};
    WordRule metric = of_kind(RuleKind::readability);
    metric.metric = Metric::flesch;
    metric.min = 1;
    metric.scope.locales = {"en", "de-DE"};
    struct Row {
        WordRule rule;
        List problems;
    };
    const Row rows[] = {
        {pattern("a("),
         {"0 patterns.0 not-a-pattern: the pattern cannot be used: missing closing parenthesis (at "
          "character 3)"}},
        {existence({"a", "{{b}}", "", " * "}),
         {R"(0 words.1 no-word: "{{b}}" is no word and no phrase)",
          R"(0 words.2 no-word: "" is no word and no phrase)"}},
        {existence({}),
         {R"(0  nothing-to-find: the rule "r" is of the kind existence and has no words or patterns)"}},
        {of_kind(RuleKind::substitution),
         {R"(0  nothing-to-find: the rule "r" is of the kind substitution and has no swap)"}},
        {of_kind(RuleKind::readability),
         {R"(0  nothing-to-find: the rule "r" is of the kind readability and has no min or max)"}},
        {capitals(CapitalStyle::names),
         {R"(0  nothing-to-find: the rule "c" is of the kind capitalisation and has no names)"}},
        {wrong_limits, {"0 min min-above-max: the least is 3 and the most 2: nothing can be both"}},
        {scoped,
         {R"(0 scope.channels.2 empty-scope: the scope of "r" has an empty entry, so it holds nowhere)",
          R"(0 scope.channels.1 unknown-channel: there is no channel "emial")"}},
        {metric,
         {R"(0 scope.locales.1 metric-language: flesch is a measure of English texts; it says nothing of "de-DE")"}},
    };
    for (const auto& row : rows) CHECK(problems_of({row.rule}, {"email", "sms"}) == row.problems);
    CHECK(problems_of({existence({"a"}), existence({"b"})}) ==
          List{R"(1 id duplicate: the rules 1 and 2 are both called "r")"});
}

TEST_CASE("circles and chains of substitutions are named whole") {
    CHECK(
        problems_of({substitution({{"utilise", "use"}, {"use", "employ"}}, "a"),
                     substitution({{"employ", "utilise"}}, "b")}) ==
        List{
            R"(0 swap.utilise swap-circle: the substitutions go round: "utilise" -> "use" -> "employ" -> "utilise" (the rules "a", "b"))"});
    CHECK(
        problems_of({substitution({{"utilise", "use"}}, "a"), substitution({{"use", "employ it"}}, "b")}) ==
        List{
            R"(0 swap.utilise swap-chain: "utilise" becomes "use", which the rule "b" replaces by "employ it")"});
    // In German and in English there is no chain from one to the other.
    WordRule german = substitution({{"use", "utilise"}}, "b");
    german.scope.locales = {"de"};
    WordRule english = substitution({{"utilise", "use"}}, "a");
    english.scope.locales = {"en-GB"};
    CHECK(problems_of({english, german}) == List{});
    CHECK(problems_of({substitution({{"web", "web shop"}, {"linkedin", "LinkedIn"}})}) == List{});
}

TEST_CASE("rules that contradict each other are both named") {
    const auto code_of = [](const List& problems) {
        REQUIRE_FALSE(problems.empty());
        return problems.front();
    };
    WordRule forbidding = existence({"deal*"});
    CHECK(code_of(problems_of({forbidding, substitution({{"offer", "great deals"}})})) ==
          R"(1 swap.offer contradiction: the rule "s" writes "deals", and the rule "r" forbids it)");
    CHECK(code_of(problems_of({pattern("d.a.s"), substitution({{"offer", "great deals"}})})) ==
          R"(1 swap.offer contradiction: the rule "s" writes "deals", and the rule "r" forbids it)");
    forbidding.exceptions = {"great deals"};
    CHECK(problems_of({forbidding, substitution({{"offer", "great deals"}})}) == List{});

    WordRule demanding = of_kind(RuleKind::occurrence, "must");
    demanding.words = {"Halvorn", "deal"};
    demanding.min = 1;
    CHECK(problems_of({existence({"deal"}), demanding}) == List{});  // the other word will do
    demanding.words = {"deal"};
    CHECK(code_of(problems_of({existence({"deal"}), demanding})) ==
          R"(1 words.0 contradiction: the rule "must" demands "deal", and the rule "r" forbids it)");
    CHECK(
        code_of(problems_of({demanding, substitution({{"deal", "offer"}})})) ==
        R"(0 words.0 contradiction: the rule "must" demands "deal", and the rule "s" replaces it by "offer")");
    WordRule elsewhere = existence({"deal"});
    elsewhere.scope.fields = {"subject"};
    demanding.scope.fields = {"body"};
    CHECK(problems_of({elsewhere, demanding}) == List{});

    CHECK(
        code_of(
            problems_of({substitution({{"offer", "deal"}}, "a"), substitution({{"Offer", "price"}}, "b")})) ==
        R"(1 swap.Offer contradiction: the rule "a" writes "deal" for "Offer", and the rule "b" writes "price")");
    WordRule upper = capitals(CapitalStyle::upper);
    upper.id = "d";
    CHECK(code_of(problems_of({capitals(CapitalStyle::lower), upper})) ==
          R"(1 style contradiction: the rule "c" wants lower capitals, and the rule "d" wants upper)");
    WordRule few = of_kind(RuleKind::occurrence, "few"), many = of_kind(RuleKind::occurrence, "many");
    few.count = many.count = Counted::words;
    few.max = 5;
    many.min = 9;
    CHECK(code_of(problems_of({few, many})) ==
          R"(1 min contradiction: the rule "few" wants at most 5, and the rule "many" at least 9)");
}
