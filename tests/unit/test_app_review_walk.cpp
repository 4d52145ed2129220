#include "core/app/remark.hpp"
#include "core/app/review_walk.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

using namespace mkai;
using namespace mkai::app;

namespace {

ReviewWalk walk_of(const Session& session, const Target& target) {
    auto reader = SheetReader::make(session);
    REQUIRE(reader);
    auto walk = read_walk(session, *reader, target);
    REQUIRE_MESSAGE(walk, said(walk));
    return std::move(*walk);
}

const WalkStop& stop_of(const ReviewWalk& walk, std::string_view label) {
    const auto found = std::ranges::find(walk.stops, label, &WalkStop::label);
    REQUIRE_MESSAGE(found != walk.stops.end(), label);
    return *found;
}

std::vector<std::string> names_of(const std::vector<Target>& targets) {
    std::vector<std::string> out;
    for (const Target& target : targets) out.push_back(target.asset.asset);
    return out;
}

ReviewWalk stops(std::vector<std::pair<std::string, std::string>> texts) {
    ReviewWalk out;
    for (auto& [label, text] : texts) {
        WalkStop& stop = out.stops.emplace_back();
        stop.label = label;
        stop.text = text;
    }
    out.stops.emplace_back().kind = StopKind::whole;
    return out;
}

Person somebody(std::vector<Role> roles, PersonKind kind = PersonKind::person) {
    Person out;
    out.id = "somebody";
    out.roles = std::move(roles);
    out.kind = kind;
    return out;
}

DecisionRequest decision(Action action, std::string due = {}) {
    DecisionRequest out;
    out.action = action;
    out.reason = "a reason";
    out.due = std::move(due);
    return out;
}

}  // namespace

TEST_CASE("what waits for a person comes soonest due first, and by name on one day") {
    Studio studio;
    studio.import_version("maria", "spring/push.en-GB.a", "The Saltmarsh Files returns.");
    studio.import_version("maria", "spring/push.de-DE.a", "Die Akte Salzwiesen ist zurück.");
    const auto waiting = [&](std::string_view who) {
        auto found = find_waiting(studio.as(who));
        REQUIRE_MESSAGE(found, said(found));
        return names_of(*found);
    };
    CHECK(waiting("maria") == std::vector<std::string>{"spring/push.de-DE.a", "spring/push.en-GB.a"});
    CHECK(waiting("dana").empty());
    CHECK(decide(studio.as("maria"), studio.target("spring/push.de-DE.a"),
                 decision(Action::accept, "2027-01-02")));
    CHECK(decide(studio.as("maria"), studio.target("spring/push.en-GB.a"),
                 decision(Action::accept, "2027-01-01")));
    CHECK(waiting("maria").empty());
    CHECK(waiting("dana") == std::vector<std::string>{"spring/push.en-GB.a", "spring/push.de-DE.a"});
    // What is asked for an edit waits for no review.
    CHECK(decide(studio.as("dana"), studio.target("spring/push.en-GB.a"), decision(Action::request_changes)));
    CHECK(waiting("maria").empty());
}

TEST_CASE("a walk stops at each field, and at the end at all of it") {
    Studio studio;
    studio.import_version("maria", k_push, "The Saltmarsh Files returns.");
    const ReviewWalk walk = walk_of(studio.as("maria"), studio.target(k_push));
    REQUIRE(walk.stops.size() == walk.sheet.preview.fields.size() + 1);
    CHECK(walk.stops.front().label == "Title");
    CHECK(walk.stops.front().text == "The Saltmarsh Files");
    CHECK(walk.written_at(walk.stops.front()) != nullptr);
    CHECK(walk.stops.back().kind == StopKind::whole);
    CHECK(walk.written_at(walk.stops.back()) == nullptr);
    CHECK(!walk.stops.front().before);
    CHECK(walk.base.number == 0);
}

TEST_CASE("a stop is held against what the person decided on last, else against what was approved") {
    Studio studio;
    studio.import_version("maria", k_push, "The Saltmarsh Files returns.");
    CHECK(decide(studio.as("maria"), studio.target(k_push), decision(Action::request_changes)));
    CHECK(studio.edit_body("sam", k_push, "A first mend."));
    CHECK(studio.edit_body("sam", k_push, "A second mend."));
    const ReviewWalk walk = walk_of(studio.as("maria"), studio.target(k_push));
    CHECK(walk.base.number == 1);
    const WalkStop& message = stop_of(walk, "Message");
    CHECK(message.text == "A second mend.");
    CHECK(message.before != message.text);
    CHECK(stop_of(walk, "Title").before == stop_of(walk, "Title").text);
    // Nobody approved an earlier version, and dana decided on none.
    CHECK(!stop_of(walk_of(studio.as("dana"), studio.target(k_push)), "Message").before);
}

TEST_CASE("a remark stands at its field, and one that is about no field at the end") {
    Studio studio;
    studio.import_version("maria", k_push, "The Saltmarsh Files returns.");
    const auto say = [&](std::string text, std::string field) {
        CHECK(remark(studio.as("dana"), studio.target(k_push), {std::move(text), std::move(field)}));
    };
    say("Your series is back", "title");
    say("Title: reads oddly", "");
    say("can we say this in Scotland?", "");
    const ReviewWalk walk = walk_of(studio.as("maria"), studio.target(k_push));
    CHECK(stop_of(walk, "Title").remarks.size() == 2);
    REQUIRE(walk.stops.back().remarks.size() == 1);
    CHECK(walk.stops.back().remarks.front().text == "can we say this in Scotland?");
}

TEST_CASE("a comment on the pictures stands at the pictures") {
    ReviewSheet sheet;
    const auto say = [&](std::string text) {
        ExplainedRemark& said = sheet.explanation.remarks.emplace_back();
        said.remark.number = 1;
        said.text = std::move(text);
    };
    say("Pictures: too dark");
    say("Pictures of sofas would be nicer");
    sheet.explanation.version.number = 1;
    sheet.explanation.subject.content.media.push_back({std::string(64, 'a'), "a sofa", {}, {}});
    auto walked = stops_of(sheet, {});
    REQUIRE(walked.size() == 2);
    CHECK(walked[0].kind == StopKind::pictures);
    REQUIRE(walked[0].remarks.size() == 1);
    CHECK(walked[0].remarks[0].text == "Pictures: too dark");
    REQUIRE(walked[1].remarks.size() == 1);
    CHECK(walked[1].remarks[0].text == "Pictures of sofas would be nicer");
    // Where there are none it is lost nowhere.
    sheet.explanation.subject.content.media.clear();
    walked = stops_of(sheet, {});
    REQUIRE(walked.size() == 1);
    CHECK(walked[0].remarks.size() == 2);
}

TEST_CASE("a line and a claim stand at the field that they name, whatever its label is") {
    ReviewSheet sheet;
    for (const auto& [name, label] :
         {std::pair{"headline", "Headline"}, std::pair{"headline_2", "Headline 2"}}) {
        PreviewField& field = sheet.preview.fields.emplace_back();
        field.name = name;
        field.label = label;
    }
    sheet.reading.emplace();
    sheet.reading->required.emplace_back().field = "headline_2";
    sheet.reading->required.back().label = "Headline 2";
    SheetClaim& claim = sheet.claims.emplace_back();
    claim.said_in = {{"c-1", "headline_2", "Headline 2"}};
    const auto walked = stops_of(sheet, {});
    REQUIRE(walked.size() == 3);
    CHECK(walked[0].lines.empty());
    CHECK(walked[0].claims.empty());
    CHECK(walked[1].lines.size() == 1);
    CHECK(walked[1].claims.size() == 1);
    CHECK(walked[2].lines.empty());
}

TEST_CASE("there is a yes only when each stop was found right") {
    Answers answers(3);
    CHECK(!all_right(answers));
    CHECK(!all_right({}));
    CHECK(next_open(answers, 2) == 0);
    answers[0] = {Answer::right, {}};
    answers[2] = {Answer::right, {}};
    CHECK(next_open(answers, 2) == 1);
    CHECK(!all_right(answers));
    answers[1] = {Answer::needs_work, "too loud"};
    CHECK(!next_open(answers, 0));
    CHECK(!all_right(answers));
    answers[1] = {Answer::right, {}};
    CHECK(all_right(answers));
}

TEST_CASE("what needs work becomes one reason, with the fields") {
    const ReviewWalk walk = stops({{"Title", "a"}, {"Message", "b"}});
    const Answers answers{
        {Answer::needs_work, "too loud"}, {Answer::right, {}}, {Answer::needs_work, "dull"}};
    CHECK(reason_of(walk, answers) == "Title: too loud; : dull");
    CHECK(reason_of(walk, Answers(3)).empty());
}

TEST_CASE("a new version keeps the answers to what reads as it did, and to nothing else") {
    const ReviewWalk before = stops({{"Title", "a"}, {"Message", "b"}});
    const ReviewWalk after = stops({{"Title", "other"}, {"Message", "b"}, {"Footnote", "c"}});
    const Answers kept =
        carried_over(before, {{Answer::right, {}}, {Answer::needs_work, "dull"}, {Answer::right, {}}}, after);
    REQUIRE(kept.size() == 4);
    CHECK(kept[0].answer == Answer::none);
    CHECK(kept[1].why == "dull");
    CHECK(kept[2].answer == Answer::none);
    CHECK(kept[3].answer == Answer::none);  // all of it is about the title, too
    CHECK(first_other(before, after) == 0);
    CHECK(first_other(before, stops({{"Title", "a"}, {"Message", "c"}})) == 1);
}

TEST_CASE("the yes of a marketer is to a draft, and that of legal to what was accepted") {
    const Person marketer = somebody({Role::marketer}), legal = somebody({Role::legal});
    CHECK(choices_of(VersionState::draft, marketer).yes == Action::accept);
    CHECK(!choices_of(VersionState::draft, legal).yes);
    CHECK(choices_of(VersionState::draft, legal).request_changes);
    CHECK(choices_of(VersionState::reviewed, legal).yes == Action::approve);
    CHECK(!choices_of(VersionState::reviewed, marketer).yes);
    CHECK(!choices_of(VersionState::rejected, marketer).reject);
    CHECK(choices_of(VersionState::reviewed, somebody({Role::marketer, Role::legal})).yes == Action::approve);
    const WalkChoices analyst = choices_of(VersionState::draft, somebody({Role::analyst}));
    CHECK((!analyst.yes && !analyst.request_changes && !analyst.reject));
    CHECK(!choices_of(VersionState::draft, somebody({Role::marketer}, PersonKind::service)).yes);
}
