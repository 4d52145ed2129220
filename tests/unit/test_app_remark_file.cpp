// Comments that came back as a file: all or nothing, once, with both names, and no decision among them.
#include "core/app/explain.hpp"
#include "core/app/last_seen.hpp"
#include "core/app/remark_file.hpp"
#include "tests/unit/app_fixture.hpp"

#include <doctest/doctest.h>

namespace mkai::app {

namespace {

struct Desk {
    Studio studio;
    Desk() { studio.import_version("maria", k_push, "All eight episodes are here."); }

    static workspace::CommentRow row(std::string field, std::optional<std::string> words, std::string comment,
                                     std::string by = {}) {
        workspace::CommentRow out;
        out.place = "c.csv:2";
        out.asset = k_push;
        out.version = "v1";
        out.field = std::move(field);
        out.words = std::move(words);
        out.comment = std::move(comment);
        out.by = std::move(by);
        return out;
    }
    Result<BroughtRemarks> bring(std::vector<workspace::CommentRow> rows, bool dry_run = false,
                                 std::string_view typist = "sam") {
        RemarkFileRequest request;
        request.file = {"csv", std::move(rows), {}, {}};
        request.dry_run = dry_run;
        return bring_in_remarks(studio.as(typist), request);
    }
    std::vector<Remark> remarks() {
        auto all = studio.ledger->list_remarks(k_push);
        REQUIRE(all);
        return *all;
    }
};

}  // namespace

TEST_CASE("a remark of a file is of who brought it in, and keeps who said it") {
    Desk desk;
    const auto done = desk.bring({desk.row("title", "Saltmarsh", "too long", "DANA WHITFIELD"),
                                  desk.row("body", {}, "where?", "Jo Doe"), desk.row("body", {}, "when?")});
    REQUIRE_MESSAGE(done, said(done));
    const std::vector<Remark> all = desk.remarks();
    REQUIRE(all.size() == 4);
    for (const Remark& r : all) {
        CHECK(r.person == "sam");
        CHECK(r.brought_in == "csv");
    }
    CHECK(all[0].field == "title");
    CHECK(all[0].said_by == "dana");
    CHECK(all[1].field.empty());
    CHECK(all[2].said_by.empty());
    CHECK(!all[2].said_by_name.empty());
    CHECK(all[3].said_by_name.empty());
    const auto explained = explain(desk.studio.as("sam"), desk.studio.target(k_push));
    REQUIRE(explained);
    CHECK(explained->remarks[2].said_by_name == "Jo Doe");
    // The copy is as it was.
    CHECK(desk.studio.target(k_push).version.number == 1);
}

TEST_CASE("the same file twice is recorded once; a dry run is not recorded") {
    Desk desk;
    const std::vector rows{desk.row("title", "Saltmarsh", "too long", "Jo"),
                           desk.row("title", "Saltmarsh", "too long", "Jo")};
    REQUIRE(desk.bring(rows, true));
    CHECK(desk.remarks().empty());
    REQUIRE(desk.bring(rows));
    CHECK(desk.remarks().size() == 2);
    const auto again = desk.bring(rows);
    REQUIRE(again);
    for (const BroughtRemark& r : again->remarks) CHECK(r.made.nth == 0);
    CHECK(desk.remarks().size() == 2);
    // By another it is another remark.
    REQUIRE(desk.bring({desk.row("title", "Saltmarsh", {}, "Kim")}));
    CHECK(desk.remarks().size() == 3);
}

TEST_CASE("one problem keeps everything out, and all problems are told") {
    Desk desk;
    auto wrong = desk.row("title", "Saltmarsh", {});
    wrong.version = "v9";
    auto other = desk.row("title", {}, "hm");
    other.given = "not the words";
    const auto refused =
        desk.bring({desk.row("body", {}, "fine"), wrong, other, desk.row("subject", "x", {}),
                    desk.row("body", {}, "a\u200Bb"), desk.row("body", std::string(100'001, 'x'), {})});
    CHECK(outcome(refused) == "invalid-file");
    CHECK(refused.error().context.size() == 5);
    CHECK(desk.remarks().empty());
}

TEST_CASE("invariant 8: words of approval decide nothing, and a service account brings nothing in") {
    Desk desk;
    const auto done = desk.bring({desk.row("body", {}, "Approved", "Dana Whitfield"),
                                  desk.row("title", "OK to publish", {}, "Dana Whitfield")});
    REQUIRE_MESSAGE(done, said(done));
    CHECK(done->remarks.empty());
    CHECK(done->notes.size() == 2);
    CHECK(has(done->notes.front(), "mkai approve --transcribed"));
    CHECK(desk.studio.target(k_push).version.state == VersionState::draft);
    CHECK(outcome(desk.bring({desk.row("body", {}, "hm")}, false, "ci-bot")) == "blocked");
}

TEST_CASE("white space is no suggestion, and who brings comments in has not looked by that") {
    Desk desk;
    const auto same = desk.bring({desk.row("body", "All  eight\n\nepisodes", {})});
    REQUIRE(same);
    CHECK(same->remarks.size() == 1);
    const auto spaces = desk.bring({desk.row("body", " All eight\u00A0 episodes are  here.\n", {})});
    REQUIRE(spaces);
    CHECK(spaces->remarks.empty());
    REQUIRE(desk.studio.ledger->list_remarks(k_push));
    desk.studio.import_version("maria", k_push, "All eight episodes are here now.");
    const auto explained = explain(desk.studio.as("sam"), desk.studio.target(k_push));
    REQUIRE(explained);
    CHECK(find_last_seen(*explained, "sam").how == SeenHow::previous);
}

}  // namespace mkai::app
