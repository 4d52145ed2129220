#include "cli/review_terminal_parts.hpp"
#include "core/base/text.hpp"

#include <memory>
#include <string>

#include <doctest/doctest.h>

namespace mkai::cli {

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::size_t widest_of(const std::string& text) {
    std::size_t widest = 0;
    for (const std::string& line : split(text, '\n')) widest = std::max(widest, display_width(line));
    return widest;
}

std::vector<std::string> lines_of(const Spans& spans, std::size_t columns, bool colour = false) {
    std::vector<std::string> out;
    for (const StyledLine& line : lay_out(spans, columns, colour)) out.push_back(line.text);
    return out;
}

using Lines = std::vector<std::string>;

struct Desk {
    Roster roster{{{"maria", "Maria Castellano", "maria@demo.example", {Role::marketer}},
                   {"dana", "Dana Whitfield", "dana@demo.example", {Role::legal}}}};
    ReviewContext context{roster, roster.people[1], TimeMs{1'795'424'400'000}};  // 2026-11-23T09:00:00Z
    app::ReviewWalk walk;

    explicit Desk(const std::string& text, std::optional<std::string> before = {}) {
        auto channel = std::make_shared<Channel>();
        channel->title = "Email";
        channel->fields.push_back({"body", "Body", "", FieldPart::body});
        app::ReviewSheet& sheet = walk.sheet;
        sheet.channel = channel;
        sheet.campaign = "Spring";
        sheet.explanation.asset.asset = "spring/email.en-GB.a";
        sheet.explanation.asset.head = 2;
        sheet.explanation.version.number = 2;
        sheet.explanation.version.digest = std::string(64, 'a');
        sheet.explanation.subject.asset = {"spring", "email", "en-GB", "a"};
        sheet.explanation.subject.content.fields = {{"body", text}};
        sheet.explanation.fields = publish::render_fields(*channel, sheet.explanation.subject);
        sheet.preview = app::make_preview(*channel, sheet.explanation.subject);
        sheet.reading.emplace();
        if (before) walk.base = {app::SeenHow::decided, 1, Action::request_changes, "dana", context.now};
        std::optional<std::vector<publish::RenderedField>> fields;
        if (before) fields = {{"body", "Body", *before}};
        walk.stops = app::stops_of(sheet, fields);
    }

    std::string stop(Look look = {}, bool whole = false) const {
        return walk_stop(walk, {0, whole, {}}, context, look);
    }
};

}  // namespace

// --- lines ---

TEST_CASE("lines are broken at spaces, by the width that is shown") {
    CHECK(lines_of({{"one two three"}}, 7) == Lines{"one two", "three"});
    CHECK(lines_of({{"one\n\n  two"}}, 20) == Lines{"one", "", "  two"});
    CHECK(lines_of({{""}}, 20) == Lines{""});
    // A wide character takes two columns; words without spaces are cut between characters.
    CHECK(lines_of({{"春の新作"}}, 4) == Lines{"春の", "新作"});
    CHECK(lines_of({{"ab 春の新作"}}, 5) == Lines{"ab", "春の", "新作"});
    CHECK(lines_of({{"abcdefgh"}}, 3) == Lines{"abc", "def", "gh"});
}

TEST_CASE("what is glued together stays so, in its colours") {
    CHECK(lines_of({{"a "}, {"[-b c-]", Colour::red}, {"{+d+}", Colour::green}}, 8) ==
          Lines{"a [-b", "c-]{+d+}"});
    CHECK(lines_of({{"a"}, {"b", Colour::red}}, 8, true) == Lines{"a\x1b[31mb\x1b[0m"});
    CHECK(lay_out({{"a"}, {"b", Colour::red}}, 8, true).front().width == 2);
}

TEST_CASE("control characters are shown and not sent") {
    CHECK(lines_of({{"a\x1b]0;x\a"}}, 40) == Lines{"a\\u{001B}]0;x\\u{0007}"});
    CHECK(lines_of({{"a\tb"}}, 40) == Lines{"a b"});
}

TEST_CASE("a word diff has marks beside its colours") {
    const Spans spans = diff_spans("too loud now\n", "too quiet now\n");
    CHECK(lines_of(spans, 80) == Lines{"too [-loud-] {+quiet+} now"});
    CHECK(has(lines_of(spans, 80, true).front(), "\x1b[31m[-loud-]\x1b[0m"));
}

TEST_CASE("rows name their first line, and columns stand beside each other") {
    Rows rows(30, false);
    rows.add("Found", "one two three four five six");
    CHECK(lines_text(rows.take(), 2) == "  Found    one two three four\n           five six\n");
    CHECK(side_by_side({{"a", 1}}, {{"b", 1}, {"c", 1}}, 4, 1) == " a   b\n     c\n");
}

// --- a stop ---

TEST_CASE("a stop shows what changed, or the text as it is") {
    const Desk desk("quiet words", "loud words");
    CHECK(has(desk.stop(), "    [-loud-] {+quiet+} words\n"));
    CHECK(has(desk.stop(), "Changed  since v1, which you decided on: [-gone-] {+new+}"));
    CHECK(has(desk.stop({}, true), "    quiet words\n"));
    CHECK(has(Desk("same", "same").stop(), "Changed  nothing since v1"));
    CHECK(has(Desk("new", "").stop(), "Changed  new since v1"));
    CHECK(!has(Desk("first").stop(), "Changed"));
    CHECK(has_changed(desk.walk.stops.front()));
    CHECK(!has_changed(Desk("same", "same").walk.stops.front()));
}

TEST_CASE("hostile copy, comments and names do not reach a terminal raw") {
    Desk desk("words \x1b[2J here", "words \x1b]0;x\a there");
    desk.roster.people[0].name = "Maria\x1b[31m";
    app::WalkStop& stop = desk.walk.stops.front();
    stop.remarks.push_back({{}, "look \x1b[2J"});
    stop.remarks.front().remark.person = "maria";
    Finding finding;
    finding.message = "found \x1b[2J";
    finding.fix = "mend \x1b[2J";
    finding.owner = "o\x1b[2J";
    stop.findings.push_back(finding);
    app::SheetClaim claim;
    claim.frozen.id = "c\x1b[2J";
    claim.words.wording = "w\x1b[2J";
    claim.words.evidence.from = "e\x1b[2J";
    claim.words.evidence.excerpt = "x\x1b[2J";
    stop.claims.push_back(claim);
    brand::RequiredLine line;
    line.id = "l\x1b[2J";
    line.because = "b\x1b[2J";
    line.problem = "p\x1b[2J";
    stop.lines.push_back(line);
    desk.walk.sheet.campaign = "s\x1b[2J";
    for (const bool whole : {true, false}) CHECK(!has(desk.stop({}, whole), "\x1b"));
    CHECK(!has(walk_head(desk.walk, {0, 1}, desk.context, {}), "\x1b"));
    const app::Answers answers{{app::Answer::needs_work, "why\x1b[2J"}, {}};
    CHECK(!has(walk_answers(desk.walk, answers, {}), "\x1b"));
}

TEST_CASE("nothing is wider than the terminal, also with wide characters and long words") {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "春の新作映画";
    Desk desk(text + " " + std::string(300, 'x'));
    desk.walk.stops.front().findings.push_back(
        make_finding(Level::warning, "fact-not-in-brief", text, {}, {}));
    for (const std::size_t columns : {40u, 80u, 120u, 200u})
        CHECK(widest_of(desk.stop({columns, false, false})) <= columns);
}

TEST_CASE("a wide terminal has the facts beside the copy, unless it is to be plain") {
    const Desk desk("words");
    CHECK(has(desk.stop({120, false, false}), "  words                "));
    CHECK(has(desk.stop({120, false, true}), "    words\n"));
    CHECK(has(desk.stop({80, false, false}), "    words\n"));
}

TEST_CASE("a finding has its level in words, its rule, who answers for it and the mend") {
    Desk desk("words");
    Finding finding;
    finding.level = Level::warning;
    finding.code = "word-rule";
    finding.message = "says cheap";
    finding.rule = "no-cheap";
    finding.owner = "maria";
    finding.fix = "say good value";
    desk.walk.stops.front().findings.push_back(finding);
    const std::string shown = desk.stop({200, false, true});
    CHECK(has(shown,
              "look at this: says cheap [word-rule]; rule no-cheap; maria answers for it; to mend it: say "
              "good value"));
    CHECK(has(desk.stop({80, true, true}), "\x1b[33mlook\x1b[0m"));
}

TEST_CASE("the question is about what is shown") {
    CHECK(question_of(app::StopKind::field) == "Is this field right?");
    CHECK(question_of(app::StopKind::whole) == "Is all of it right?");
}

// --- the head ---

TEST_CASE("the head says what is asked of whom by when, and what the reader saw last") {
    Desk desk("words");
    desk.walk.sheet.explanation.waiting_on = {
        {"", "spring/email.en-GB.a", 2, "legal", "approve", "", "2026-11-20", desk.context.now}};
    desk.walk.sheet.last_seen = {app::SeenHow::decided, 1, Action::request_changes, "dana", desk.context.now};
    desk.walk.sheet.approvals_needed = 2;
    const std::string head = walk_head(desk.walk, {1, 3}, desk.context, {100, false, false});
    CHECK(has(head, "spring/email.en-GB.a@v2 (aaaaaaaa), piece 2 of 3"));
    CHECK(has(head, "you, to approve it by 2026-11-20: that day has passed; it takes 2 people"));
    CHECK(has(head, "you last saw v1 (you asked for changes to it on 2026-11-23)"));
    desk.walk.sheet.explanation.asset.head = 3;
    CHECK(has(walk_head(desk.walk, {0, 1}, desk.context, {}), "not this one: v3 is newer"));
}

}  // namespace mkai::cli
