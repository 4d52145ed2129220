#include "core/app/review_sheet.hpp"
#include "core/base/text.hpp"
#include "tests/unit/app_fixture.hpp"
#include "tests/unit/sample_copy.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::app;

namespace {

Explanation explained(int version) {
    Explanation out;
    out.version.number = version;
    for (int number = 1; number <= version; ++number) {
        out.made.emplace_back();
        out.made.back().version.number = number;
    }
    return out;
}

void decided(Explanation& e, int number, std::string person, Action action, std::int64_t at = 0) {
    ExplainedDecision& d = e.decisions.emplace_back();
    d.decision.number = number;
    d.decision.person = std::move(person);
    d.decision.action = action;
    d.decision.at = {at};
}

LocaleMember member(const std::string& asset, int version = 1, std::string derived_from = {}) {
    LocaleMember out;
    out.target.asset.asset = asset;
    out.target.version.number = version;
    out.id = parse_asset_id(asset).value();
    out.derived_from = std::move(derived_from);
    return out;
}

std::vector<std::string> locales_of(const LocaleSet& set) {
    std::vector<std::string> out;
    for (const LocaleMember& m : set.members) out.push_back(m.id.locale);
    return out;
}

Subject subject_of(std::string locale, const std::string& channel, Fields fields,
                   std::map<std::string, std::string> slots = {}) {
    Subject out;
    out.asset = {"spring", "piece", std::move(locale), "a"};
    out.channel = channel;
    out.content.fields = std::move(fields);
    out.content.slots = std::move(slots);
    return out;
}

std::string text_in(const PreviewText& text, PreviewZone zone) {
    std::string out;
    for (const PreviewRun& run : text.runs)
        if (run.zone == zone) out += run.text;
    return out;
}

const PreviewField& field_of(const Preview& preview, std::string_view name) {
    const auto found = std::ranges::find(preview.fields, name, &PreviewField::name);
    REQUIRE(found != preview.fields.end());
    return *found;
}

const LocaleDifference* find(const std::vector<LocaleDifference>& all, std::string_view what) {
    const auto found = std::ranges::find(all, what, &LocaleDifference::what);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

// --- last seen ---

TEST_CASE("you saw last what you decided or commented on last") {
    Explanation e = explained(5);
    CHECK(find_last_seen(e, "dana").how == SeenHow::previous);
    CHECK(find_last_seen(e, "dana").number == 4);
    decided(e, 1, "dana", Action::approve);
    decided(e, 3, "maria", Action::accept);
    CHECK(find_last_seen(e, "dana").how == SeenHow::decided);
    CHECK(find_last_seen(e, "dana").number == 1);
    ExplainedRemark& remark = e.remarks.emplace_back();
    remark.remark.person = "dana";
    remark.remark.number = 2;
    CHECK(find_last_seen(e, "dana").how == SeenHow::commented);
    CHECK(find_last_seen(e, "dana").number == 2);
    decided(e, 2, "dana", Action::reject);
    CHECK(find_last_seen(e, "dana").how == SeenHow::decided);
    CHECK(find_last_seen(e, "dana").action == Action::reject);
}

TEST_CASE("without a decision of one's own it is the last approved version, else the one before") {
    Explanation e = explained(4);
    decided(e, 2, "dana", Action::approve);
    CHECK(find_last_seen(e, "maria").how == SeenHow::approved);
    CHECK(find_last_seen(e, "maria").number == 2);
    CHECK(find_last_seen(e, "maria").person == "dana");
    e.decisions.front().decision.revoked = true;
    CHECK(find_last_seen(e, "maria").how == SeenHow::previous);
    CHECK(find_last_seen(e, "maria").number == 3);
    CHECK(find_last_seen(explained(1), "maria").how == SeenHow::never);
}

TEST_CASE("a decision on the version itself is not what it is held against") {
    Explanation e = explained(2);
    decided(e, 2, "maria", Action::accept);
    CHECK(find_last_seen(e, "maria").how == SeenHow::previous);
    CHECK(find_last_seen(e, "maria").number == 1);
}

// --- locales ---

TEST_CASE("a set is a deliverable and variant, and a version that is named twice stands once") {
    const auto sets = group_by_deliverable(
        {member("spring/push.en-GB.a"), member("spring/landing.en-GB.a"), member("spring/push.de-DE.a"),
         member("spring/push.en-GB.a"), member("spring/landing.en-GB.b"), member("spring/push.en-GB.a", 2)});
    REQUIRE(sets.size() == 3);
    CHECK(sets[0].deliverable == "push");
    CHECK(sets[0].members.size() == 3);
    CHECK(sets[1].variant == "a");
    CHECK(sets[2].variant == "b");
}

TEST_CASE("the master is what the others are derived from, else the brief's first locale") {
    auto set = group_by_deliverable({member("spring/push.de-DE.a"), member("spring/push.fr-FR.a"),
                                     member("spring/push.en-GB.a"), member("spring/push.nl-NL.a")})
                   .front();
    const std::vector<std::string> locales{"en-GB", "fr-FR"};
    order_members(set, locales);
    CHECK(locales_of(set) == std::vector<std::string>{"en-GB", "fr-FR", "de-DE", "nl-NL"});
    set.members[0].derived_from = "spring/push.de-DE.a@v3";
    set.members[1].derived_from = "spring/push.de-DE.a@v3";
    order_members(set, locales);
    CHECK(locales_of(set) == std::vector<std::string>{"de-DE", "en-GB", "fr-FR", "nl-NL"});
}

TEST_CASE("another wording is no difference between locales, another number is") {
    const Channel channel = sample::channel("push");
    const Subject master =
        subject_of("en-GB", "push", {{"title", "Back on 5 March"}, {"body", "All eight."}});
    Subject other = subject_of("de-DE", "push", {{"title", "Ab 5. März zurück"}, {"body", "Alle acht."}});
    CHECK(compare_locales(channel, master, other).empty());
    other.content.fields["body"] = std::string("Alle neun, {{first_name|du}}.");
    const auto found = compare_locales(channel, master, other);
    REQUIRE(find(found, "Numbers, prices and dates that only one of them states"));
    CHECK(find(found, "Merge tokens")->other == "first_name");
    CHECK(find(found, "Merge tokens")->master.empty());
}

TEST_CASE("a missing field, fewer entries, another price and other claims are differences") {
    const Channel channel = sample::channel("landing");
    const Subject master = subject_of(
        "en-GB", "landing", {{"subheadline", "Now"}, {"benefits", std::vector<std::string>{"a", "b", "c"}}},
        {{"offer.price", "£4.99"}});
    Subject other = subject_of("de-DE", "landing", {{"benefits", std::vector<std::string>{"a", "b"}}},
                               {{"offer.price", "5,99 €"}});
    other.claims.push_back({"c-13", "", "", ""});
    const auto found = compare_locales(channel, master, other);
    CHECK(find(found, "Subheadline")->other == "missing");
    CHECK(find(found, "Benefits, entries")->other == "2");
    CHECK(find(found, "Price")->group == DifferenceGroup::facts);
    CHECK(find(found, "Price")->other == "5,99 €");
    CHECK(find(found, "Claims")->other == "c-13");
}

// --- previews ---

TEST_CASE("the fold cuts between characters, and a soft limit is a fold") {
    const Channel channel = sample::channel("email");
    const std::string subject(60, 'a');
    const std::string body = std::string(499, 'b') + "🌱🌱";
    const Preview preview = make_preview(
        channel,
        subject_of("en-GB", "email", {{"subject", subject}, {"body", body}}, {{"offer.terms", "Terms."}}));
    CHECK(text_in(field_of(preview, "subject").texts.front(), PreviewZone::seen).size() == 50);
    CHECK(text_in(field_of(preview, "body").texts.front(), PreviewZone::folded) == "🌱");
    CHECK(field_of(preview, "terms").hidden());
    CHECK(field_of(preview, "terms").locked());
    CHECK(text_in(field_of(preview, "terms").texts.front(), PreviewZone::folded) == "Terms.");
}

TEST_CASE("what is beyond a hard limit is cut, and slots and tokens are marked") {
    const Channel channel = sample::channel("google-rsa");
    const std::vector<std::string> headlines{std::string(29, 'a') + "bc", "{{offer.price}} now", "three",
                                             "four"};
    const Preview preview =
        make_preview(channel, subject_of("en-GB", "google-rsa",
                                         {{"headlines", headlines},
                                          {"descriptions", std::vector<std::string>{"one", "two", "three"}}},
                                         {{"offer.price", "£5"}, {"brief.mandatories", "Terms apply."}}));
    const PreviewField& field = field_of(preview, "headlines");
    CHECK(text_in(field.texts[0], PreviewZone::beyond) == "c");
    CHECK(field.texts[1].runs.front().slot == "offer.price");
    CHECK(field.texts[1].runs.front().text == "£5");
    REQUIRE(preview.find_pinned());
    CHECK(preview.find_pinned()->name == "mandatories");
    // Each entry stands in one of them; beside the pinned line there is room for one description.
    REQUIRE(preview.combinations.size() == 3);
    CHECK(preview.combinations[0].headlines == std::vector<std::size_t>{0, 1, 2});
    CHECK(preview.combinations[1].headlines.front() == 3);
    CHECK(preview.combinations[2].descriptions == std::vector<std::size_t>{2});
}

TEST_CASE("the marks of Markdown are not shown, and what is no mark is") {
    const Channel channel = sample::channel("email");
    const Preview preview = make_preview(
        channel,
        subject_of("en-GB", "email", {{"body", "# Head\n**bold** and *slant*, 2 * 3 * 4, ** no, a*b"}}));
    const PreviewText& text = field_of(preview, "body").texts.front();
    std::string shown, strong, emphasis;
    for (const PreviewRun& run : text.runs) {
        shown += run.text;
        if (run.strong) strong += run.text + "|";
        if (run.emphasis) emphasis += run.text + "|";
    }
    CHECK(shown == "Head\nbold and slant, 2 * 3 * 4, ** no, a*b");
    CHECK(strong == "Head|bold|");
    CHECK(emphasis == "slant|");
}

TEST_CASE("entries of a list begin where the channel draws them, without their sign") {
    const Channel channel = sample::channel("email");
    const Preview preview = make_preview(
        channel,
        subject_of("en-GB", "email",
                   {{"body", "Why:\n- {{first_name|you}} and *one*\n  * two\n-three\n- \nEnd - here"}}));
    std::string shown, items;
    for (const PreviewRun& run : field_of(preview, "body").texts.front().runs) {
        shown += run.text;
        if (run.item) items += run.text + "|";
    }
    CHECK(shown == "Why:\nyou and one\ntwo\n-three\n- \nEnd - here");
    CHECK(items == "you|two\n-three\n- \nEnd - here|");
}

TEST_CASE("a text message is cut where networks cut it, with its link and lines") {
    const Channel channel = sample::channel("sms");
    const auto preview_of = [&](std::string text) {
        return make_preview(channel, subject_of("en-GB", "sms", {{"text", std::move(text)}},
                                                {{"deliverable.link", "https://a.example"}}));
    };
    const Preview one = preview_of("Hello {{first_name|you}}");
    REQUIRE(one.sms);
    CHECK(one.sms->segments == std::vector<std::string>{"Hello you\nhttps://a.example"});
    CHECK(one.tokens.front().name == "first_name");
    const Preview several = preview_of(std::string(160, 'x'));
    REQUIRE(several.sms->segments.size() == 2);
    CHECK(several.sms->segments.front().size() == 153);
    const Preview dear = preview_of("It’s here" + std::string(80, 'x'));
    CHECK(!dear.sms->gsm7);
    CHECK(dear.sms->outside == "’");
    std::string whole;
    for (const std::string& segment : dear.sms->segments) {
        CHECK(is_utf8(segment));
        whole += segment;
    }
    CHECK(whole == "It’s here" + std::string(80, 'x') + "\nhttps://a.example");
}

// --- the whole sheet ---

TEST_CASE("a sheet says what a reviewer has to know of a version") {
    Studio studio;
    studio.import_version("sam", "ops-brief/blog.en-US.a",
                          "The benchmark covers 118 warehouses in 9 states.");
    const Session session = studio.as("maria");
    auto reader = SheetReader::make(session);
    REQUIRE_MESSAGE(reader, said(reader));
    const auto sheet = reader->read(studio.target("ops-brief/blog"));
    REQUIRE_MESSAGE(sheet, said(sheet));
    CHECK(sheet->last_seen.how == SeenHow::never);
    CHECK(sheet->campaign == "The Ops Brief, the picking issue");
    REQUIRE(sheet->claims.size() == 2);
    CHECK(sheet->claims[1].words.wording == "The benchmark covers 118 warehouses in 9 states.");
    CHECK(sheet->claims[1].as_approved);
    REQUIRE(sheet->claims[1].said_in.size() == 1);
    CHECK(sheet->claims[1].said_in[0].label == "Article");
    CHECK(sheet->claims[1].approval->person == "dana");
    CHECK(has(sheet->claims[1].evidence_text, "118"));
    CHECK(sheet->claims[0].said_in.empty());
    REQUIRE(sheet->reading);
    const auto mandatory =
        std::ranges::find(sheet->reading->required, "mandatory", &brand::RequiredLine::family);
    REQUIRE(mandatory != sheet->reading->required.end());
    CHECK(mandatory->problem.empty());
    CHECK(mandatory->label == "Mandatory lines");
    CHECK(!mandatory->seen);
    CHECK(sheet->drift.empty());
    const auto summary = reader->summarise(studio.target("ops-brief/blog"));
    REQUIRE(summary);
    CHECK(summary->errors == count_of(sheet->reading->findings, Level::error));
}

TEST_CASE("a sheet tells of a claim that was withdrawn since") {
    Studio studio;
    studio.import_version("sam", "ops-brief/blog.en-US.a",
                          "The benchmark covers 118 warehouses in 9 states.");
    REQUIRE(studio.withdraw_claim("dana", "c-32"));
    const Session session = studio.as("dana");
    auto reader = SheetReader::make(session);
    REQUIRE(reader);
    const auto sheet = reader->read(studio.target("ops-brief/blog"));
    REQUIRE(sheet);
    CHECK(sheet->claims[1].state == ClaimState::withdrawn);
}
