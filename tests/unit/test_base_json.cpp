// JSON as the ledger writes it, and JSON as it comes from outside.
#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mkai {

TEST_CASE("canonical JSON has sorted keys, no spaces and the shortest escapes (RFC 8785, section 3.2)") {
    CHECK(canonical_json(Json::parse(R"({ "b" : [ 1 , -0 , true ], "a" : null , "B": {} })")).value() ==
          R"({"B":{},"a":null,"b":[1,0,true]})");
    // Section 3.2.2.2: the control characters that have a short form use it, the others \u00xx in small
    // letters.
    CHECK(canonical_json(Json(std::string("\x00\b\t\n\f\r\"\\/\x0f\x1f\x7f", 12))).value() ==
          "\"\\u0000\\b\\t\\n\\f\\r\\\"\\\\/\\u000f\\u001f\x7f\"");
    CHECK(canonical_json(Json("€ 😀 \u2028 é")).value() == "\"€ 😀 \u2028 é\"");
    CHECK(canonical_json(Json::array()).value() == "[]");
    CHECK(canonical_json(Json(9'007'199'254'740'992)).value() == "9007199254740992");
    CHECK(canonical_json(Json(-9'007'199'254'740'992)).value() == "-9007199254740992");
}

TEST_CASE("a JsonWriter takes as canonical what canonical_json() writes") {
    const std::string odd("\x01\b\t\n\f\r\"\\/\x1f\x7f€ 😀 \u2028", 24);
    JsonWriter writer;
    writer.begin_object().key("a").value(odd).key("b").begin_array().value(1).value(true).null().end_array();
    writer.key("c")
        .value(std::vector<std::string>{"x", odd})
        .key("d")
        .value(std::map<std::string, std::string>{{"k\"", "v"}, {"l", ""}});
    writer.key("e").begin_object().end_object().key("f").value(std::int64_t{-9'007'199'254'740'992});
    const std::string text = writer.end_object().take_canonical().value();
    CHECK(text == canonical_json(Json::parse(text)).value());
    CHECK(Json::parse(text)["a"] == odd);
    CHECK_FALSE(JsonWriter().value("a\xffz").take_canonical());
    CHECK_FALSE(JsonWriter().begin_object().outside_key("é").value("x").end_object().take_canonical());
}

TEST_CASE("what would not be canonical on another machine is refused") {
    CHECK_FALSE(canonical_json(Json(0.5)));
    CHECK_FALSE(canonical_json(Json(1.0)));
    CHECK_FALSE(canonical_json(Json(9'007'199'254'740'993)));
    CHECK_FALSE(canonical_json(Json(std::uint64_t{18'446'744'073'709'551'615u})));
    CHECK_FALSE(canonical_json(Json{{"é", 1}}));
    CHECK_FALSE(canonical_json(Json("\xff")));
    CHECK_FALSE(canonical_json(Json::array({Json{{"deep", {"\xc3"}}}})));
    CHECK_FALSE(canonical_json(Json::binary({1, 2})));
}

TEST_CASE("canonical JSON reads back as the same bytes") {
    const auto once =
        canonical_json(Json::parse(R"({"z":["\u00e9\ud83d\ude00",{"y":-5,"x":""}],"a":false})"));
    REQUIRE(once);
    CHECK(canonical_json(*parse_json(*once)).value() == *once);
}

TEST_CASE("JSON from outside is strict") {
    for (const char* bad : {"",
                            " ",
                            "{",
                            "[1,]",
                            "{\"a\":1,}",
                            "{'a':1}",
                            "[1] x",
                            "nul",
                            "NaN",
                            "01",
                            "+1",
                            "\"\\x\"",
                            "\"\t\"",
                            "// c\n1",
                            "{\"a\":1,\"a\":1}",
                            "{\"a\":{\"b\":1,\"b\":2}}",
                            "\"\\ud800\"",
                            "\"\\udc00\"",
                            "{\"\\udfff\":1}",
                            "\"\\ud800x\"",
                            "1e999",
                            "-",
                            "\"\xff\"",
                            "\xef\xbb\xbf\xff"})
        CHECK_MESSAGE(!parse_json(bad), bad);
    CHECK_FALSE(parse_json(std::string_view("{}\0", 3)));
    CHECK_FALSE(parse_json(std::string_view("{}\0{}", 5)));
    CHECK_FALSE(parse_json(std::string_view("\"a\0b\"", 5)));
    const auto twice = parse_json(R"({"a":1,"a":2})");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().message.find("\"a\" stands twice") != std::string::npos);
}

TEST_CASE("a value is what the library that holds it would read") {
    for (const char* text : {"0",
                             "-0",
                             "-0.0",
                             "1",
                             "-1",
                             "2147483648",
                             "-2147483649",
                             "9007199254740993",
                             "18446744073709551615",
                             "18446744073709551616",
                             "-9223372036854775808",
                             "-9223372036854775809",
                             "0.1",
                             "1e2",
                             "-1.5E-7",
                             "123456789012345678901234567890",
                             "2.2250738585072011e-308",
                             "1.7976931348623157e308",
                             "5e-324",
                             "\"\"",
                             "\"\\u0000\\u00e9\\ud83d\\ude00\"",
                             "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                             "[]",
                             "{}",
                             " [ 1 , { } ] ",
                             "{\"b\":[true,false,null],\"a\":{\"\":\"\"}}",
                             "\xef\xbb\xbf{\"a\":1}",
                             "{\"\\u0061\":\"\xc3\xa9\"}"}) {
        const auto read = parse_json(text);
        REQUIRE_MESSAGE(read, text);
        const Json theirs = Json::parse(text);
        CHECK_MESSAGE(*read == theirs, text);
        CHECK_MESSAGE(read->dump() == theirs.dump(), text);
        CHECK_MESSAGE(read->type() == theirs.type(), text);
    }
}

TEST_CASE("a message about a key is safe to show and short") {
    const std::string key = "\\u001b[2J\\u202e" + std::string(5'000, 'k');
    const auto refused = parse_json("{\"" + key + "\":1,\"" + key + "\":2}");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.size() < 400);
    CHECK(refused.error().message.find('\x1b') == std::string::npos);
    CHECK(refused.error().message.find("\u202e") == std::string::npos);
}

TEST_CASE("depth and size are limited before they cost anything") {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') +
               std::string(static_cast<std::size_t>(depth), ']');
    };
    CHECK(parse_json(nested(64)));
    CHECK_FALSE(parse_json(nested(65)));
    CHECK_FALSE(parse_json(nested(1'000'000)));
    CHECK_FALSE(parse_json(std::string(2'000'000, '[')));
    CHECK_FALSE(parse_json("[1,2,3]", {.bytes_max = 6}));
    CHECK(parse_json("[1,2,3]", {.bytes_max = 7}));
}

TEST_CASE("writing for people never fails on bytes that are no text") {
    CHECK(dump_json(Json("a\xff")) == "\"a\uFFFD\"");
    CHECK(dump_json_pretty(Json{{"a", 1}}) == "{\n  \"a\": 1\n}");
}

TEST_CASE("a writer escapes what JSON wants escaped, mends bytes that are no text, and takes JSON as it is") {
    JsonWriter w;
    w.begin_object()
        .key("a")
        .value("x\"\\\n\r\t\x01\x1f end")
        .key("b")
        .raw(R"({"c":[1]})")
        .key("d")
        .begin_array();
    w.raw("1").value("").value("\xc3\xa4\xff").value(true).null().value(-5).end_array().end_object();
    CHECK(w.text() ==
          "{\"a\":\"x\\\"\\\\\\n\\r\\t\\u0001\\u001f end\",\"b\":{\"c\":[1]},"
          "\"d\":[1,\"\",\"\xc3\xa4\xef\xbf\xbd\",true,null,-5]}");
    CHECK(parse_json(w.text()));
}

}  // namespace mkai

TEST_CASE("a Json in a struct is copied and moved as a value") {
    mkai::JsonValue value;
    CHECK(std::as_const(value)->is_null());
    value = mkai::Json{{"a", 1}};
    mkai::JsonValue copy = value;
    (*copy)["a"] = 2;
    CHECK((*value)["a"] == 1);
    value = copy;
    CHECK((*value)["a"] == 2);
    const mkai::JsonValue moved = std::move(copy);
    CHECK(moved->size() == 1);
    mkai::JsonValue empty;
    *empty = mkai::Json{1, 2};
    CHECK(empty->size() == 2);
}
