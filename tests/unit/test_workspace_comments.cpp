// Files of comments: what spreadsheets and Word write, in their encodings, read as what was meant.
#include "core/workspace/comment_file.hpp"
#include "core/workspace/word_cell.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

namespace mkai::workspace {

namespace {

CommentFile read(const std::string& name, const std::string& bytes) {
    auto file = read_comment_file(name, bytes);
    REQUIRE_MESSAGE(file.has_value(), (file ? "" : file.error().message));
    return std::move(*file);
}

std::string problem_of(const std::string& name, const std::string& bytes) {
    const auto file = read_comment_file(name, bytes);
    if (!file) return file.error().message;
    return file->problems.empty() ? "none" : file->problems.front();
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

constexpr std::string_view k_key = "spring/email.en-GB.a@v2 · ";

// A row of the page's table, with the words and the comment as HTML.
std::string page(const std::string& field, const std::string& words, const std::string& comment = "") {
    return "<table><tr><td>Field</td><td>Words, to change here</td><td>Your comment</td></tr><tr><td>Subject "
           "line<br>" +
           std::string(k_key) + field + "</td><td>" + words + "</td><td>" + comment + "</td></tr></table>";
}

std::string words_of(const std::string& html) {
    const CommentFile file = read("page.htm", page("subject", html));
    REQUIRE(file.rows.size() == 1);
    return file.rows.front().words.value_or("none");
}

std::string fixture(const std::string& name) {
    std::ifstream in("tests/cli/comment_files/" + name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE(
    "columns come in any order, parted by commas, semicolons or tabs, with or without a mark of order") {
    for (const std::string separator : {",", ";", "\t"}) {
        std::string bytes = "\xEF\xBB\xBF";
        for (const char* line :
             {"comment|by|FIELD|Asset|version\r\n", "\"two\r\nlines\"|Jo|subject|spring/email|2\r\n"})
            for (const char c : std::string(line)) bytes += c == '|' ? separator : std::string(1, c);
        const CommentFile file = read("c.CSV", bytes);
        REQUIRE(file.problems.empty());
        REQUIRE(file.rows.size() == 1);
        const CommentRow& row = file.rows.front();
        CHECK(row.asset == "spring/email");
        CHECK(row.version == "v2");
        CHECK(row.field == "subject");
        CHECK(row.comment == "two\nlines");
        CHECK(row.by == "Jo");
        CHECK(!row.words);
    }
}

TEST_CASE("a spreadsheet in windows-1252 is read as what it shows") {
    const CommentFile file =
        read("c.csv", "asset;version;field;suggestion\nspring/email;v1;subject;\x80 5 \x96 caf\xE9\n");
    CHECK(file.rows.front().words == "€ 5 – café");
}

TEST_CASE("a version is a number with or without its v, or a digest; one is needed") {
    const auto version = [](const std::string& typed) {
        const CommentFile file = read("c.csv", "asset,version,field,comment\na/b," + typed + ",subject,x\n");
        return file.rows.empty() ? file.problems.front() : file.rows.front().version;
    };
    CHECK(version("3") == "v3");
    CHECK(version("V3") == "v3");
    CHECK(version("@8F2C01aa") == "8f2c01aa");
    CHECK(has(version(""), "comments belong to a version"));
    CHECK(has(problem_of("c.csv", "asset,field,comment\na/b,subject,x\n"), "mkai review ASSET --csv FILE"));
}

TEST_CASE("what a spreadsheet lacks or has too much is told, with what was meant") {
    CHECK(has(problem_of("c.csv", "asset,version,feild,comment\n"), "did you mean \"field\"?"));
    CHECK(has(problem_of("c.csv", "asset,version,field\n"), "neither a column"));
    CHECK(has(problem_of("c.csv", "asset,version,field,comment\na/b,v1,,x\n"), "the field is missing"));
    CHECK(has(problem_of("c.csv", "asset,version,field,comment\na/b,v1,s,\n"),
              "neither a suggestion nor a comment"));
    CHECK(has(problem_of("c.csv", "asset,version,field,comment\na/b,v1,s\n"), "3 columns"));
    CHECK(has(problem_of("c.csv", std::string("a\0b", 3)), "no text"));
    CHECK(has(problem_of("c.docx", "x"), "neither a spreadsheet nor a page"));
}

TEST_CASE("rows without a word of their own, and empty ones, are no comments") {
    const CommentFile file =
        read("c.csv", "asset,version,field,text,comment\na/b,v1,s,as it was,\n,,,,\na/b,v1,t,'=1+1,\n");
    CHECK(file.problems.empty());
    REQUIRE(file.rows.size() == 2);
    CHECK(file.rows[0].given == "as it was");
    CHECK(file.rows[1].given == "=1+1");
}

TEST_CASE("a column that says yes is told and left out") {
    const CommentFile file = read("c.csv", "asset,version,field,comment,Status\na/b,v1,s,x,approved\n");
    CHECK(file.problems.empty());
    REQUIRE(file.notes.size() == 1);
    CHECK(has(file.notes.front(), "\"Status\" was left out"));
}

TEST_CASE("words that sound like a decision are known as such") {
    using enum DecisionWords;
    CHECK(find_decision_words("Approved!") == nothing_else);
    CHECK(find_decision_words(" OK to  publish. ") == nothing_else);
    CHECK(find_decision_words("Approved, but shorter") == begins_so);
    CHECK(find_decision_words("Freigegeben") == nothing_else);
    CHECK(find_decision_words("was this approved?") == none);
    CHECK(find_decision_words("") == none);
}

TEST_CASE("tracked changes are taken as made, in each form that Word writes") {
    CHECK(words_of("a <ins cite='mailto:Jo'>new</ins> b <del>old</del>") == "a new b");
    CHECK(words_of("a <span class=MsoIns><ins>new</ins></span> <span class=MsoDel><del>old</del></span>b") ==
          "a new b");
    CHECK(words_of("a <s>old</s><strike>older</strike>new") == "a new");
    const CommentFile file =
        read("p.htm", page("subject",
                           "<ins cite='mailto:Jo%20Doe'>x</ins><del cite='mailto:Jo%20Doe'>y</del><ins "
                           "cite='mailto:Unknown'>z</ins>"));
    CHECK(file.rows.front().by == "Jo Doe");
}

TEST_CASE("white space is what people see, and a paragraph is a line") {
    CHECK(words_of("one\r\n  two<br>three") == "one two\nthree");
    CHECK(words_of("<p class=MsoNormal>one</p>\n<p>two<o:p></o:p></p>") == "one\ntwo");
    CHECK(words_of("<p>one</p><p>&nbsp;</p><p>two</p>") == "one\n\ntwo");
    CHECK(words_of("one<br><br>two") == "one\n\ntwo");
    CHECK(words_of("5&nbsp;€ and&nbsp; more") == "5\xC2\xA0€ and more");
    CHECK(words_of("<ul><li>one</li><li>two</li></ul>") == "one\ntwo");
}

TEST_CASE("what Word hides is no part of the words") {
    CHECK(words_of("a<!--[if gte mso 9]><xml>hidden</xml><![endif]-->b<![if !supportLists]>c<![endif]>") ==
          "abc");
    CHECK(words_of("a<style>p {x:y}</style><script>alert(1)</script>b") == "ab");
    CHECK(without_conditions("a<!--[if x]>b<![endif]-->c<![if y]>d<![endif]>e<![") ==
          "a<!--[if x]>b<![endif]-->cde<![");
}

TEST_CASE("a comment is about the field where its mark stands, by its author or initials") {
    const CommentFile file = read("word.htm", fixture("word-1252.htm"));
    CHECK(file.problems.empty());
    REQUIRE(file.rows.size() == 6);
    CHECK(file.rows[0].words == "The Saltmarsh Files – it’s “back” from 5 March");
    CHECK(file.rows[0].by == "Jo Doe");
    CHECK(file.rows[2].comment == "Approved");
    CHECK(file.rows[2].by == "Dana Whitfield");
    CHECK(file.rows[4].place == "spring/email.en-GB.a@v1 · subject");
    CHECK(file.rows[4].comment == "Is it € or £ in the cafés?");
    CHECK(file.rows[4].by == "Jo Doe");
    CHECK(file.rows[5].field.empty());
    CHECK(file.rows[5].comment == "Good overall, once the date is right.");
    const CommentFile filtered = read("word.htm", fixture("word-utf8.htm"));
    REQUIRE(filtered.rows.size() == 4);
    CHECK(filtered.rows[0].words ==
          "A new film every Saturday evening, from festival winners to family favourites");
    CHECK(filtered.rows[3].comment == "Two lines,\nplease.");
    CHECK(filtered.rows[3].by == "AB");
}

TEST_CASE("a key that is gone or stands twice is told, and what stands beside no copy") {
    const std::string row = page("subject", "words");
    CHECK(has(problem_of("p.htm", "<p>words</p>"), "keys"));
    CHECK(has(problem_of("p.htm", row + row), "stands twice"));
    CHECK(has(problem_of("p.htm", page("a<br>" + std::string(k_key) + "b", "words")), "two keys"));
    CHECK(has(problem_of("p.htm", page("subject", "words") +
                                      "<table><tr><td>Field</td><td>Words, to change "
                                      "here</td></tr><tr><td>gone</td><td>words</td></tr></table>"),
              "the key of this field is gone"));
    const CommentFile file = read(
        "p.htm", "<p>x<ins cite='mailto:Jo'>y</ins><a name='_msoanchor_1' href='#_msocom_1'>[JD1]</a></p>" +
                     row + "<div class=msocomtxt id='_com_1'>of nothing</div>");
    CHECK(file.problems.empty());
    REQUIRE(file.notes.size() == 2);
    CHECK(has(file.notes[0], "of nothing"));
    CHECK(has(file.notes[1], "\"Jo\" changed outside"));
}

TEST_CASE("a page says its character set; one that is not known is refused") {
    const std::string head = "<meta http-equiv=Content-Type content=\"text/html; charset=";
    CHECK(read("p.htm", head + "windows-1252\">" + page("subject", "x")).problems.size() ==
          1);  // its dot is not UTF-8's
    CHECK(has(problem_of("p.htm", head + "shift_jis\">" + page("subject", "x")), "shift_jis"));
    CHECK(
        read("p.htm", "\xEF\xBB\xBF" + head + "windows-1252\">" + page("subject", "é")).rows.front().words ==
        "é");
}

TEST_CASE("a value of a style is found by its name, quoted or not") {
    CHECK(style_value("mso-comment-author:\r\n\"Jo; Doe\";x:y", "mso-comment-author") == "Jo; Doe");
    CHECK(style_value("mso-element:comment-list", "mso-element") == "comment-list");
    CHECK(style_value("x:y", "mso-element").empty());
    CHECK(author_of_cite("mailto:Jo%20Doe") == "Jo Doe");
    CHECK(author_of_cite("mailto:100%") == "100%");
    CHECK(author_of_cite("Unknown").empty());
}

}  // namespace mkai::workspace
