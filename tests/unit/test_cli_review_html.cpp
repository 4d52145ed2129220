#include "cli/review_html_copy.hpp"
#include "cli/review_html_parts.hpp"
#include "cli/review_words.hpp"

#include <memory>
#include <string>

#include <doctest/doctest.h>

namespace mkai::cli {

namespace {

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

struct Desk {
    Roster roster{{{"maria", "Maria Castellano", "maria@demo.example", {Role::marketer}},
                   {"dana", "Dana <b>", "dana@demo.example", {Role::legal}}}};
    ReviewContext context{roster, roster.people[1], TimeMs{1'795'424'400'000}};  // 2026-11-23T09:00:00Z
    app::ReviewSheet sheet;

    Desk() {
        auto channel = std::make_shared<Channel>();
        channel->title = "Email";
        channel->fields.push_back({"body", "Body", "", FieldPart::body});
        sheet.channel = channel;
        sheet.explanation.asset.asset = "spring/email.en-GB.a";
        sheet.explanation.asset.head = 2;
        sheet.explanation.version.number = 2;
        sheet.explanation.version.digest = std::string(64, 'a');
        sheet.explanation.subject.asset = {"spring", "email", "en-GB", "a"};
    }
};

}  // namespace

TEST_CASE("days and times are written out") {
    CHECK(time_words(TimeMs{1'795'424'400'000}) == "23 November 2026, 09:00 UTC");
    CHECK(date_words("2027-02-01") == "1 February 2027");
    CHECK(date_words("soon") == "soon");
}

TEST_CASE("a path of the machine is no part of a page") {
    CHECK(without_folder("/srv/models/copy.gguf") == "copy.gguf");
    CHECK(without_folder("C:\\studies\\slate.pdf") == "slate.pdf");
    CHECK(without_folder("~/slate.pdf") == "slate.pdf");
    CHECK(without_folder("file:///srv/slate.pdf") == "slate.pdf");
    CHECK(without_folder("evidence/slate.md") == "evidence/slate.md");
    CHECK(without_folder("https://example.com/a") == "https://example.com/a");
    CHECK(without_folder("Terms of 1 October, section 7/2") == "Terms of 1 October, section 7/2");
}

TEST_CASE("what is asked names people, and a day that has passed") {
    Desk desk;
    CHECK(has(asked_part(desk.sheet, desk.context), "Nobody is asked"));
    desk.sheet.approvals_needed = 2;
    desk.sheet.explanation.waiting_on = {
        {"", "spring/email.en-GB.a", 2, "legal", "approve", "", "2026-11-20", desk.context.now}};
    const std::string html = asked_part(desk.sheet, desk.context);
    CHECK(has(html, "Dana &lt;b&gt; (legal) is asked to approve it by 20 November 2026."));
    CHECK(has(html, "that day has passed"));
    CHECK(has(html, "It takes 2 people of legal"));
    desk.sheet.explanation.waiting_on.front().number = 1;  // of another version
    CHECK(has(asked_part(desk.sheet, desk.context), "Nobody is asked"));
    desk.sheet.explanation.asset.head = 3;
    CHECK(has(asked_part(desk.sheet, desk.context), "A newer version of it exists, version 3"));
}

TEST_CASE("the ways to decide are those that the state allows, for exactly this version") {
    Desk desk;
    const auto ways = [&](VersionState state) {
        desk.sheet.explanation.version.state = state;
        return decide_part(desk.sheet, desk.context);
    };
    const std::string draft = ways(VersionState::draft);
    CHECK(has(draft, "mkai review spring/email.en-GB.a@aaaaaaaaaaaa --accept"));
    CHECK(has(draft, "Approve it (legal), once a marketer has accepted it"));
    const std::string reviewed = ways(VersionState::reviewed);
    CHECK(!has(reviewed, "--accept"));
    CHECK(has(reviewed, "mkai approve spring/email.en-GB.a@aaaaaaaaaaaa"));
    CHECK(has(reviewed, "approve spring/email.en-GB.a@v2 aaaaaaaa: WHY"));
    CHECK(has(ways(VersionState::legal_approved), "mkai revoke"));
    CHECK(has(ways(VersionState::rejected), "There is nothing to decide"));
}

TEST_CASE("findings come worst first, waived ones say so, and all is text") {
    Desk desk;
    CHECK(has(findings_part(desk.sheet, desk.context), "not checked"));
    desk.sheet.reading.emplace();
    CHECK(has(findings_part(desk.sheet, desk.context), "clean"));
    Finding note = make_finding(Level::note, "word", "\"x\" is let pass", {}, {});
    note.waived_by = "dana, until 2026-12-04";
    desk.sheet.reading->findings = {note,
                                    make_finding(Level::error, "too-long", "<i> is too long", "cut it", {})};
    const std::string html = findings_part(desk.sheet, desk.context);
    CHECK(html.find("must be mended") < html.find("let pass"));
    CHECK(has(html, "&lt;i&gt; is too long."));
    CHECK(!has(html, "<i>"));
}

TEST_CASE("the fold is drawn where a text goes on, and not where none of it is seen") {
    Desk desk;
    app::PreviewField field;
    field.label = "Body";
    field.texts.push_back({{{app::PreviewZone::seen, "One", {}, {}, false, false},
                            {app::PreviewZone::folded, " two", {}, {}, false, false},
                            {app::PreviewZone::beyond, "three", {}, {}, false, false}},
                           {{LimitUnit::graphemes, 12, 8, true}}});
    desk.sheet.preview.fields = {field};
    std::string html = copy_part(desk.sheet);
    CHECK(has(html,
              "One<span class=\"fold\" lang=\"en\" dir=\"ltr\">readers see this much at once</span><span "
              "class=\"rest\">two</span>"));
    CHECK(
        has(html, "too long: it is cut or refused from here</span><span class=\"rest\">three</span></span>"));
    CHECK(has(html, "12 characters, of at most 8: too long"));
    desk.sheet.preview.fields.front().shows = 0;
    desk.sheet.preview.fields.front().texts.front().runs = {
        {app::PreviewZone::folded, "two", {}, {}, false, false}};
    html = copy_part(desk.sheet);
    CHECK(!has(html, "readers see this much"));
    CHECK(has(html, "not seen without a tap or a scroll"));
}

TEST_CASE("entries of a list are drawn as a list, across a fold and with words around them") {
    Desk desk;
    app::PreviewField field;
    field.label = "Body";
    field.texts.push_back({{{app::PreviewZone::seen, "Why:\n", {}, {}, false, false},
                            {app::PreviewZone::seen, "one", {}, {}, false, false, true},
                            {app::PreviewZone::folded, " more\n", {}, {}, false, false},
                            {app::PreviewZone::folded, "two\n\nEnd\nof it", {}, {}, false, false, true}},
                           {}});
    desk.sheet.preview.fields = {field};
    const std::string html = copy_part(desk.sheet);
    CHECK(has(html, "<div class=\"text\" lang=\"en-GB\" dir=\"auto\">Why:\n<ul><li>one<span class=\"fold\""));
    CHECK(
        has(html,
            "at once</span><span class=\"rest\">more</span></li><li><span class=\"rest\">two</span></li></ul>"
            "<span class=\"rest\">End\nof it</span></div>"));
}

TEST_CASE("a disclosure is named by its words, and its rule beside them") {
    Desk desk;
    desk.sheet.reading.emplace();
    brand::RequiredLine line;
    line.id = "gb-significant-conditions";
    line.family = "disclosure";
    line.words = "Terms apply";
    line.example = "T&Cs apply";
    desk.sheet.reading->required = {line};
    std::string html = lines_part(desk.sheet, desk.context);
    CHECK(has(html, "<span lang=\"en-GB\" dir=\"auto\">“Terms apply”</span></h5>"));
    CHECK(has(html, "<dt>Rule</dt><dd><code>gb-significant-conditions</code></dd>"));
    desk.sheet.reading->required.front().words.clear();
    html = lines_part(desk.sheet, desk.context);
    CHECK(has(html, "“T&amp;Cs apply”</span></h5>"));
    desk.sheet.reading->required.front().example = std::string(100, 'x');
    CHECK(has(lines_part(desk.sheet, desk.context), std::string(72, 'x') + "…”</span></h5>"));
}

TEST_CASE("what changed is said against what was seen last") {
    Desk desk;
    CHECK(has(changes_part(desk.sheet, desk.context), "This is the first version."));
    desk.sheet.last_seen = {app::SeenHow::decided, 1, Action::approve, "dana", desk.context.now};
    desk.sheet.before = {{"body", "Body", "one two", false}, {"cta", "Button", "Go", false}};
    desk.sheet.explanation.fields = {{"body", "Body", "one three", false}};
    const std::string html = changes_part(desk.sheet, desk.context);
    CHECK(has(html, "You (Dana &lt;b&gt;) last decided on version 1, on 23 November 2026."));
    CHECK(has(html, "<del>two</del>"));
    CHECK(has(html, "<ins>three</ins>"));
    CHECK(has(html, "<dt>Button</dt><dd><div lang=\"en-GB\" dir=\"auto\"><del>Go</del></div>"));
}

TEST_CASE("copy, diffs, drawings and quotes have the language of their words") {
    Desk desk;
    desk.sheet.explanation.subject.asset.locale = "ar-EG";
    const std::string arabic = " lang=\"ar-EG\" dir=\"rtl\"", unknown = " lang=\"\" dir=\"auto\"";
    app::PreviewField field;
    field.texts.push_back({{{app::PreviewZone::seen, "One", {}, {}, false, false}}, {}});
    desk.sheet.preview.fields = {field};
    desk.sheet.preview.sms = app::PreviewSms{};
    desk.sheet.preview.sms->segments = {"One"};
    const std::string copy = copy_part(desk.sheet);
    CHECK(has(copy, "<span class=\"text\"" + arabic + ">One</span>"));
    CHECK(has(copy, "<span class=\"bubble\"" + arabic + ">One</span>"));
    CHECK(!has(copy, unknown));
    desk.sheet.last_seen = {app::SeenHow::decided, 1, Action::approve, "dana", desk.context.now};
    desk.sheet.before = {{"body", "Body", "one", false}};
    desk.sheet.explanation.fields = {{"body", "Body", "two", false}};
    CHECK(has(changes_part(desk.sheet, desk.context), "<dd><div" + arabic + ">"));
    desk.sheet.explanation.subject.content.fields["body"] = FieldValue{std::string("two")};
    CHECK(has(write_part(desk.sheet), "<td" + arabic + ">two</td>"));

    // What a locale has otherwise stands in two languages.
    app::ReviewSheet master = desk.sheet;
    master.explanation.subject.asset.locale = "de-DE";
    master.explanation.subject.content.fields["body"] = FieldValue{std::string("ab 4,99 €")};
    CHECK(has(differences_part(master, desk.sheet), "<td lang=\"de-DE\" dir=\"auto\">4,99 €</td>"));

    // A claim is quoted in the language that it names, or in none.
    app::SheetClaim claim;
    claim.words.wording = "The quietest fan.";
    claim.words.evidence.excerpt = "as measured";
    desk.sheet.claims = {claim};
    std::string claims = claims_part(desk.sheet, nullptr, desk.context);
    CHECK(has(claims, "<p class=\"wording\"" + unknown + ">The quietest fan.</p>"));
    CHECK(has(claims, "<blockquote" + unknown + ">as measured</blockquote>"));
    desk.sheet.claims.front().words.languages = {"en"};
    claims = claims_part(desk.sheet, nullptr, desk.context);
    CHECK(has(claims, "<p class=\"wording\" lang=\"en\" dir=\"auto\">"));
    CHECK(has(claims, "<blockquote" + unknown + ">as measured</blockquote>"));
}

}  // namespace mkai::cli
