#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/yaml.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;

namespace {

Json read(std::string_view text) {
    const YamlResult result = parse_yaml(text);
    CAPTURE(text);
    REQUIRE(result.ok());
    return yaml_to_json(*result.root);
}

// "line:column message" of each problem.
std::vector<std::string> problems_of(std::string_view text, YamlLimits limits = {}) {
    std::vector<std::string> lines;
    for (const auto& problem : parse_yaml(text, limits).problems)
        lines.push_back(fmt::format("{}:{} {}", problem.at.line, problem.at.column, problem.message));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("plain scalars are read by the YAML 1.2 core rules") {
    CHECK(read("a: NO") == Json{{"a", "NO"}});
    CHECK(read("[yes, on, off, y, No]") == Json({"yes", "on", "off", "y", "No"}));
    CHECK(read("[true, True, FALSE]") == Json({true, true, false}));
    CHECK(read("[null, ~, Null]") == Json({nullptr, nullptr, nullptr}));
    CHECK(read("a:") == Json{{"a", nullptr}});
    CHECK(read("[0123, 0o17, 0x1F, -7, +7]") == Json({123, 15, 31, -7, 7}));
    CHECK(read("[1.5, 2e3, .5, 1.]") == Json({1.5, 2000.0, 0.5, 1.0}));
    CHECK(read("[12:30, 2026-12-01, 1_000, 0b1, 0o9, 1.2.3, '5']") ==
          Json({"12:30", "2026-12-01", "1_000", "0b1", "0o9", "1.2.3", "5"}));
}

TEST_CASE("numbers that JSON cannot hold stay text") {
    CHECK(read("[.inf, -.inf, .nan, 1e999]") == Json({".inf", "-.inf", ".nan", "1e999"}));
    CHECK(read("[9223372036854775807]") == Json({INT64_MAX}));
    CHECK(read("[9223372036854775808]")[0].is_number_float());
}

TEST_CASE("a price keeps its digits in the JSON for digests") {
    const YamlResult result = parse_yaml("price: 4.90");
    REQUIRE(result.ok());
    CHECK(yaml_to_exact_json(*result.root) == Json{{"price", "4.90"}});
    CHECK(yaml_to_json(*result.root) == Json{{"price", 4.9}});
}

TEST_CASE("every node knows where it stands, in lines, code points and bytes") {
    const std::string text = "# Ünï\ntitle: Grüße\nlist:\n  - äé: [x, yy]\n";
    const YamlResult result = parse_yaml(text);
    REQUIRE(result.ok());
    const YamlNode* title = result.root->find("title");
    CHECK(title->begin.line == 2);
    CHECK(title->begin.column == 8);
    CHECK(text.substr(title->begin.byte, title->end.byte - title->begin.byte) == "Grüße");
    const YamlNode* yy = result.root->find_path({"list", "0", "äé", "1"});
    REQUIRE(yy != nullptr);
    CHECK(yy->begin.line == 4);
    CHECK(yy->begin.column == 13);
    CHECK(text.substr(yy->begin.byte, 2) == "yy");
    CHECK(result.root->find_path({"list", "1"}) == nullptr);
    CHECK(result.root->find_path({"list", "0", "x"}) == nullptr);
    CHECK(result.root->entries[1].key_begin.line == 3);
}

TEST_CASE("a byte order mark is no content and moves no column") {
    const std::string text = "\xEF\xBB\xBFtitle: x\n";
    const YamlResult result = parse_yaml(text);
    REQUIRE(result.ok());
    CHECK(result.root->entries[0].key_begin.column == 1);
    CHECK(text[result.root->find("title")->begin.byte] == 'x');
}

TEST_CASE("a block text ends with its last words") {
    const std::string text = "a: |\n  one\n  two\n\n\nb: 1\n";
    const YamlResult result = parse_yaml(text);
    REQUIRE(result.ok());
    const YamlNode* a = result.root->find("a");
    CHECK(a->text == "one\ntwo\n");
    CHECK(text.substr(a->begin.byte, a->end.byte - a->begin.byte) == "|\n  one\n  two");
}

TEST_CASE("a duplicate key names both places, and all of them are told at once") {
    CHECK(problems_of("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\n") ==
          Lines{"3:1 the key \"a\" stands twice; the first is in line 1",
                "4:11 the key \"x\" stands twice; the first is in line 4"});
}

TEST_CASE("aliases, anchors, tags and merge keys are refused, each at its place") {
    CHECK(problems_of("a: &x 1\nb: *x\nc: !!python/object:os.system ls\n<<: {d: 1}\n") ==
          Lines{"1:4 an anchor (&name) is not allowed", "2:4 an alias (*name) is not allowed",
                "3:4 a tag (!name) is not allowed", "4:1 a merge key (<<) is not allowed"});
    CHECK(read("'<<': 1") == Json{{"<<", 1}});
}

TEST_CASE("an alias bomb is refused without growing") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 40; ++i)
        bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
    const YamlResult result = parse_yaml(bomb);
    CHECK_FALSE(result.ok());
    CHECK(result.problems.size() == 50);
}

TEST_CASE("tabs in the indentation are explained, in every line that has one") {
    CHECK(problems_of("offer:\n\tprice: 1\n\tname: x\n") ==
          Lines{"2:1 this line is indented with a tab", "3:1 this line is indented with a tab"});
    CHECK(read("a:\t1\n") == Json{{"a", 1}});
    CHECK(read("a: |\n  x\n  \ty\n") == Json{{"a", "x\n\ty\n"}});
}

TEST_CASE("what is no text in UTF-8 is refused with a word about its kind") {
    CHECK(problems_of("") == Lines{"1:1 the file is empty"});
    CHECK(problems_of("# only a comment\n\n") == Lines{"1:1 the file is empty"});
    CHECK(problems_of("---\n") == Lines{"1:1 the file is empty"});
    CHECK(problems_of(std::string_view("\xFF\xFE"
                                       "a\0",
                                       4)) == Lines{"1:1 the file is UTF-16, not UTF-8"});
    CHECK(problems_of(std::string_view("a: 1\nb: \0", 9)) == Lines{"2:4 the file is binary, not text"});
    CHECK(problems_of("a: 1\nb: Gr\xFC\xDF"
                      "e\n") == Lines{"2:6 here is a byte that is not UTF-8"});
    CHECK(problems_of("a: \x1B[31mred\nb: x\xE2\x80\xA8y\n") ==
          Lines{"1:4 here is an invisible control character (U+001B)",
                "2:5 here is an invisible line separator (U+2028)"});
}

TEST_CASE("a text beyond the limits is refused") {
    CHECK(problems_of("a: 123456", {.bytes_max = 8}) ==
          Lines{"1:1 the file has 9 bytes; at most 8 are read"});
    CHECK(problems_of("[[[1]]]", {.depth_max = 2}) == Lines{"1:3 this is nested deeper than 2 levels"});
    CHECK(problems_of("[1, 2, 3]", {.nodes_max = 3}) == Lines{"1:8 the file has more than 3 values"});
    CHECK(problems_of(std::string(1 << 20, '[')).size() == 1);
    CHECK(problems_of(std::string(1 << 20, '{')).size() == 1);
}

TEST_CASE("a second document is refused, markers around one are fine") {
    CHECK(problems_of("a: 1\n---\nb: 2\n") == Lines{"2:1 a second document begins here"});
    CHECK(read("---\na: 1\n...\n") == Json{{"a", 1}});
}

TEST_CASE("syntax errors are told in plain words at the place that explains them") {
    CHECK(problems_of("a: 1\nsome words\nb: 2\n") == Lines{"2:1 this line has no \":\" after its key"});
    CHECK(problems_of("title: Spring: the sale\n") == Lines{"1:14 a \":\" stands where no key can be"});
    CHECK(problems_of("a: \"never closed\nb: 1\n") ==
          Lines{"1:4 the quote that begins here is never closed"});
    CHECK(problems_of("a: [1, 2\nb: 3\n") == Lines{"1:4 the list that begins here is not closed"});
    CHECK(problems_of("a: @handle\n") == Lines{"1:4 a value cannot begin with this character"});
    CHECK(problems_of("a: {{offer.price}}\n") == Lines{"1:5 a key must be a word, not a list or an object"});
    CHECK(problems_of("a: 1\n  b: 2\n").size() == 1);
    CHECK(problems_of("a:\n  - 1\n b: 2\n").size() == 1);
    CHECK(problems_of("? [x]\n: 1\n") == Lines{"1:3 a key must be a word, not a list or an object"});
    CHECK(problems_of("\"\": 1\n") == Lines{"1:1 a key is empty"});
}

TEST_CASE("what was found before a syntax error is told with it") {
    CHECK(problems_of("a: 1\na: 2\nb: [\n").size() == 2);
}

// --- edits ---

namespace {

constexpr std::string_view k_brief = R"(# The spring campaign
title: Spring   # keep it short
offer:
  price: 4.99   # pounds
  ends: 2026-11-30

locales: [en-GB, de-DE]
claims:
  - c-1
  # the second is new
  - c-2
notes: |
  one
  two

empty:
last: 'x'
)";

std::string set(std::string_view text, std::string_view path, std::string_view value) {
    auto edited = yaml_set(text, path, value);
    if (!edited) return "refused: " + edited.error().message;
    return *edited;
}

// `text` with its one `from` replaced.
std::string with(std::string_view text, std::string_view from, std::string_view to) {
    std::string out(text);
    const auto at = out.find(from);
    REQUIRE(at != std::string::npos);
    return out.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("setting a value changes that value and no other byte") {
    CHECK(set(k_brief, "offer.ends", "2026-12-01") == with(k_brief, "2026-11-30", "2026-12-01"));
    CHECK(set(k_brief, "title", "Summer") == with(k_brief, "Spring ", "Summer "));
    CHECK(set(k_brief, "locales.1", "fr-FR") == with(k_brief, "de-DE", "fr-FR"));
    CHECK(set(k_brief, "claims.1", "c-3") == with(k_brief, "c-2", "c-3"));
    CHECK(set(k_brief, "locales", "[en-IE]") == with(k_brief, "[en-GB, de-DE]", "[en-IE]"));
    CHECK(set(k_brief, "empty", "5") == with(k_brief, "empty:", "empty: 5"));
    CHECK(set(k_brief, "notes", "short") == with(k_brief, "|\n  one\n  two", "short"));
    CHECK(set(k_brief, "last", "it's") == with(k_brief, "'x'", "it's"));
}

TEST_CASE("a missing value is added at the end of its mapping, in the mapping's style") {
    CHECK(set(k_brief, "offer.currency", "GBP") ==
          with(k_brief, "ends: 2026-11-30\n", "ends: 2026-11-30\n  currency: GBP\n"));
    CHECK(set(k_brief, "kpi.goal", "10%") == std::string(k_brief) + "kpi:\n  goal: 10%\n");
    CHECK(set(k_brief, "empty.deep.er", "1") == with(k_brief, "empty:\n", "empty:\n  deep:\n    er: 1\n"));
    CHECK(set("a: {b: 1}\n", "a.c.d", "2") == "a: {b: 1, c: {d: 2}}\n");
    CHECK(set("a: {}\n", "a.b", "x, y") == "a: {b: \"x, y\"}\n");
    CHECK(set("a: ~\n", "a.b", "1") == "a: {b: 1}\n");
    CHECK(set("a:\n  - b: 1\n", "a.0.c", "2") == "a:\n  - b: 1\n    c: 2\n");
    CHECK(set(k_brief, "claims.2", "c-3") == with(k_brief, "  - c-2\n", "  - c-2\n  - c-3\n"));
    CHECK(set("a: [1]", "a.1", "2") == "a: [1, 2]");
    CHECK(set("a: 1", "b", "2") == "a: 1\nb: 2");
    CHECK(set("a: 1\r\nb: 2\r\n", "c", "3") == "a: 1\r\nb: 2\r\nc: 3\r\n");
}

TEST_CASE("text that would read as something else is quoted") {
    CHECK(set("a: 1\n", "a", "Spring: the sale") == "a: \"Spring: the sale\"\n");
    CHECK(set("a: 1\n", "a", "50% off # this week") == "a: \"50% off # this week\"\n");
    CHECK(set("a: 1\n", "a", "'2026'") == "a: \"2026\"\n");
    CHECK(set("a: 1\n", "a", "*bold*") == "a: \"*bold*\"\n");
    CHECK(set("a: 1\n", "a", "- dash") == "a: \"- dash\"\n");
    CHECK(set("a: 1\n", "a", "") == "a: \"\"\n");
    CHECK(set("a: 1\n", "a", "two\nlines") == "a: \"two\\nlines\"\n");
    CHECK(set("a: 1\n", "a", "{{offer.price}}") == "a: \"{{offer.price}}\"\n");
    CHECK(set("a: 1\n", "a", "true") == "a: true\n");
}

TEST_CASE("an edit that cannot be made in its place is refused") {
    CHECK(set(k_brief, "title.x", "1") ==
          "refused: \"title\" has a value of its own, so \"title.x\" cannot be set");
    CHECK(set(k_brief, "offer", "1") == "refused: \"offer\" goes over several lines");
    CHECK(set(k_brief, "claims.7", "c-3") == "refused: \"claims\" has 2 values; there is no place \"7\"");
    CHECK(set(k_brief, "a..b", "1") == "refused: \"a..b\" is not the name of a value");
    CHECK(set(k_brief, "", "1") == "refused: \"\" is not the name of a value");
    CHECK(set("a: 1\na: 2\n", "a", "1").starts_with("refused: the file cannot be edited: line 2"));
}

TEST_CASE("a scalar reads back as the text that it was made from") {
    const std::vector<std::string> texts = {"plain",
                                            "",
                                            " lead",
                                            "trail ",
                                            "true",
                                            "null",
                                            "~",
                                            "0x1F",
                                            "1.5",
                                            "a: b",
                                            "a #b",
                                            "#",
                                            "- x",
                                            "-",
                                            "?",
                                            "? x",
                                            "!x",
                                            "&x",
                                            "*x",
                                            "|",
                                            ">",
                                            "%",
                                            "@",
                                            "`",
                                            "[x",
                                            "{x",
                                            "x, y",
                                            "\"",
                                            "'",
                                            "it's",
                                            "\\",
                                            "a\nb",
                                            "a\tb",
                                            "a\rb",
                                            "---",
                                            "...",
                                            "--- x",
                                            "=",
                                            "<<",
                                            "Grüße",
                                            "日本",
                                            "a:",
                                            ":a",
                                            "12:30",
                                            "\x7F",
                                            "\xC2\x85",
                                            "\xE2\x80\xA8",
                                            "\xEF\xBB\xBF"
                                            "x",
                                            std::string(2000, 'x'),
                                            "x\x01y"};
    for (const auto& text : texts) {
        CAPTURE(text);
        for (const std::string& yaml : {"k: " + yaml_scalar(text) + "\n", "k: [" + yaml_scalar(text) + "]\n",
                                        "- " + yaml_scalar(text)}) {
            const YamlResult result = parse_yaml(yaml);
            REQUIRE(result.ok());
            const YamlNode* node = result.root->find_path({"k"});
            if (node == nullptr) node = &result.root->items.at(0);
            if (node->kind == YamlKind::sequence) node = &node->items.at(0);
            CHECK(node->kind == YamlKind::string);
            CHECK(node->text == text);
        }
    }
}

TEST_CASE("a key is taken away with its lines, and nothing else") {
    struct Case {
        std::string_view before, path, after;
    };
    const Case cases[] = {
        {"a: 1\nb: 2 # two\nc: 3\n", "b", "a: 1\nc: 3\n"},
        {"a: 1\nb: 2", "b", "a: 1\n"},
        {"# top\na:\n  b: 1   # one\n  # of c\n  c: 2\n", "a.b", "# top\na:\n  # of c\n  c: 2\n"},
        {"a:\n  p:\n    x: 1\n    y: 2\n  q: 3\n", "a.p", "a:\n  q: 3\n"},
        {"a:\n  q: 3\n  p:\n    - 1\n    - 2\nb: 1\n", "a.p", "a:\n  q: 3\nb: 1\n"},
        {"a:\n  q: 3\n  t: |\n    some\n    text\n\n  r: 1\n", "a.t", "a:\n  q: 3\n\n  r: 1\n"},
        {"a: {x: 1, y: 2, z: 3}\n", "a.x", "a: {y: 2, z: 3}\n"},
        {"a: {x: 1, y: 2, z: 3} # of a\n", "a.z", "a: {x: 1, y: 2} # of a\n"},
        {"a: {x: 1}\n", "a.x", "a: {}\n"},
        {"a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n"},
        {"a: 1\n", "x.y", "a: 1\n"},
    };
    for (const Case& c : cases) {
        const auto edited = yaml_remove(c.before, c.path);
        REQUIRE_MESSAGE(edited, c.path, " of ", c.before, ": ", edited.error().message);
        CHECK(*edited == c.after);
    }
    for (const auto& [text, path] :
         std::vector<std::pair<std::string_view, std::string_view>>{{"a:\n  b: 1\n", "a.b"},
                                                                    {"a:\n  - x: 1\n    y: 2\n", "a.0.x"},
                                                                    {"a: [1, 2]\n", "a.0"},
                                                                    {"a: [\n", "a"},
                                                                    {"a: 1\n", "a..b"}}) {
        const auto refused = yaml_remove(text, path);
        REQUIRE_MESSAGE(!refused, text);
        CHECK(refused.error().code == ErrorCode::invalid_value);
    }
}

// --- mutations: no text crashes, and an edit keeps its promise on any text ---

namespace {

std::string mutated(std::string text, SeededRandom& random) {
    static constexpr std::string_view k_pieces[] = {
        "\t", "\n",  ": ", "- ",   "[",  "]", "{",  "}",  "\"", "'", "#",    "&a", "*a",
        "!!", "|\n", "?",  "\xFF", "\0", "ü", "<<", "--", "%",  "@", "a: b", "\r", "\xEF\xBB\xBF"};
    const std::uint64_t edits = 1 + random.next() % 4;
    for (std::uint64_t i = 0; i < edits; ++i) {
        const std::size_t at = random.next() % (text.size() + 1);
        const std::string_view piece = k_pieces[random.next() % std::size(k_pieces)];
        const std::size_t removed = random.next() % 3 == 0 ? random.next() % 20 : 0;
        text.replace(at, std::min(removed, text.size() - at), piece);
    }
    return text;
}

}  // namespace

TEST_CASE("texts with random damage are read or refused, and edits to them keep everything else") {
    SeededRandom random(20261123);
    const std::vector<std::string> paths = {"title",     "offer.ends", "offer.new",
                                            "locales.0", "fresh.deep", "claims.2"};
    int read_count = 0, edited_count = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = mutated(std::string(k_brief), random);
        const YamlResult before = parse_yaml(text);
        CHECK((before.ok() || !before.problems.empty()));
        for (const auto& problem : before.problems) CHECK(problem.at.line > 0);
        if (!before.ok()) continue;
        ++read_count;
        const auto edited = yaml_set(text, paths[static_cast<std::size_t>(i) % paths.size()], "a: new, one");
        if (const auto without = yaml_remove(text, paths[static_cast<std::size_t>(i) % paths.size()]))
            CHECK(parse_yaml(*without).ok());
        if (!edited) continue;
        ++edited_count;
        CHECK(parse_yaml(*edited).ok());
    }
    CHECK(read_count > 3000);
    CHECK(edited_count > 2000);
}
