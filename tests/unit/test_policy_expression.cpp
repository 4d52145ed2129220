#include "core/policy/expression.hpp"

#include <chrono>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::policy {

namespace {

const std::vector<FactColumn> k_columns{{"channel", FactType::text},
                                        {"words", FactType::integer},
                                        {"score", FactType::real},
                                        {"live", FactType::boolean},
                                        {"note", FactType::text}};
const std::vector<Json> k_facts{"email", 42, 0.5, true, nullptr};

std::optional<bool> value_of(std::string_view sql, const std::vector<Json>& facts = k_facts) {
    CAPTURE(std::string(sql));
    auto expression = Expression::compile(sql, k_columns);
    REQUIRE_MESSAGE(expression.has_value(), (expression ? "" : expression.error().message));
    auto value = expression->evaluate(facts);
    REQUIRE_MESSAGE(value.has_value(), (value ? "" : value.error().message));
    // Evaluated again it says the same.
    CHECK(expression->evaluate(facts).value() == *value);
    return *value;
}

Error refused(std::string_view sql) {
    CAPTURE(std::string(sql));
    auto expression = Expression::compile(sql, k_columns);
    REQUIRE_FALSE(expression.has_value());
    CHECK(expression.error().code == ErrorCode::invalid_value);
    CHECK(expression.error().message.size() < 500);
    return expression.error();
}

}  // namespace

TEST_CASE("a condition compares typed facts") {
    CHECK(value_of("channel = 'email' and words between 20 and 50") == true);
    CHECK(value_of("channel in ('sms', 'push') or score >= 0.6") == false);
    CHECK(value_of("live") == true);
    CHECK(value_of("not live") == false);
    CHECK(value_of("live = true") == true);
    CHECK(value_of("score * 2 = 1") == true);
    CHECK(value_of("words > 9") == true);  // as numbers, not as texts
    CHECK(value_of("channel like 'EM%'") == true);
    CHECK(value_of("length(channel) = 5") == true);
    CHECK(value_of("substr(channel, 1, 1) || '!' = 'e!'") == true);
    CHECK(value_of("case when words > 40 then 1 else 0 end") == true);
    CHECK(value_of("\"words\" = 42") == true);
    CHECK(value_of("WORDS = 42") == true);
    CHECK(value_of("facts.words = 42") == true);
    CHECK(value_of("words\n= 42\n") == true);
    CHECK(value_of("1") == true);
    CHECK(value_of("0.0") == false);
    CHECK(value_of("'it''s (fine); -- here' <> channel") == true);
}

TEST_CASE("what is not known is neither true nor false") {
    CHECK(value_of("note = 'x'") == std::nullopt);
    CHECK(value_of("note is null") == true);
    CHECK(value_of("coalesce(note, 'x') = 'x'") == true);
    CHECK(value_of("null") == std::nullopt);
    CHECK(value_of("note = 'x' and words = 1") == false);
    CHECK(value_of("note = 'x' or words = 42") == true);
    CHECK(value_of("words / 0") == std::nullopt);
}

TEST_CASE("a condition may have queries over the facts alone") {
    CHECK(value_of("exists (select 1 from facts where words > 40)") == true);
    CHECK(value_of("(select count(*) from facts) = 1") == true);
    CHECK(value_of("words in (select 42 union select 43)") == true);
    CHECK(value_of("(with t(x) as (values (1), (2)) select sum(x) from t) = 3") == true);
}

TEST_CASE("an unknown name is an error that says what was meant") {
    CHECK(refused("chanel = 'email'").message ==
          "the condition \"chanel = 'email'\" cannot be used: there is no \"chanel\"");
    CHECK(refused("chanel = 'email'").fix == "did you mean \"channel\"?");
    CHECK(refused("lenght(channel) = 1").fix == "did you mean \"length\"?");
    CHECK(refused("channel = \"email\"").message.find("there is no \"email\"") != std::string::npos);
    CHECK(refused("x.words = 1").code == ErrorCode::invalid_value);
    CHECK(refused("exists (select 1 from claims)").message.find("there is no table \"claims\"") !=
          std::string::npos);
}

TEST_CASE("what a condition reads is told in order, once each") {
    const auto reads = [](std::string_view sql) { return Expression::compile(sql, k_columns)->reads(); };
    CHECK(reads("score > 0.5 and channel = 'x' and score < 1") ==
          std::vector<std::string>{"channel", "score"});
    CHECK(reads("1 = 1").empty());
    CHECK(reads("(select count(*) from facts) = 1").empty());
    CHECK(reads("exists (select 1 from facts f where f.live)") == std::vector<std::string>{"live"});
    CHECK(reads("WORDS > 1") == std::vector<std::string>{"words"});
    CHECK(reads("case when live then words end = 1") == std::vector<std::string>{"words", "live"});
}

TEST_CASE("nothing stands behind the expression") {
    for (const char* sql : {"1; select 2",
                            "1;",
                            "1) from facts; drop table facts; --",
                            "1) from facts --",
                            "1 -- all",
                            "1 /* all */",
                            "1 /*",
                            "1) union select (1",
                            "1), (2",
                            "1, 2",
                            "(1",
                            "1)",
                            ")(",
                            "1) from facts where (1",
                            "1 from facts",
                            "1 as x",
                            "select 1",
                            "Select(1)",
                            "values (1)",
                            "with t(x) as (values (1)) select x from t",
                            "1 where 1",
                            "1 limit 1",
                            "1 order by 1",
                            "",
                            "  \n ",
                            "'open",
                            "\"open",
                            "1 'x",
                            "and",
                            "words ="}) {
        refused(sql);
    }
}

TEST_CASE("a condition reads no other table") {
    for (const char* sql :
         {"exists (select 1 from sqlite_master)", "exists (select 1 from sqlite_schema)",
          "exists (select name from sqlite_temp_schema)", "exists (select 1 from pragma_table_info('facts'))",
          "exists (select 1 from pragma_database_list)", "exists (select 1 from json_each('[1]'))",
          "exists (select 1 from pragma_function_list)", "exists (select 1 from main.sqlite_master)",
          "exists (select 1 from dbstat)", "exists (select 1 from sqlite_dbpage)",
          "exists (select 1 from fts5vocab)", "(select sql from sqlite_master) is null"}) {
        refused(sql);
    }
}

TEST_CASE("a condition has no clock, no chance, no files and no way to grow") {
    for (const char* sql :
         {"random() > 0",
          "randomblob(5) = 'x'",
          "zeroblob(1000000000) = 'x'",
          "load_extension('x')",
          "date('now') > '2026'",
          "datetime() > ''",
          "julianday('now') > 0",
          "strftime('%s', 'now') > 0",
          "unixepoch() > 0",
          "current_timestamp > ''",
          "current_date > ''",
          "current_time > ''",
          "printf('%.*c', 1000000000, 'x') = ''",
          "format('%1000000000d', 1) = ''",
          "hex(channel) = ''",
          "replace(channel, 'e', 'xxxxxxxx') = ''",
          "group_concat(channel) = ''",
          "sqlite_version() = ''",
          "changes() = 0",
          "last_insert_rowid() = 0",
          "total_changes() = 0",
          "sqlite_compileoption_get(0) = ''",
          "json_extract('{}', '$') = ''",
          "channel -> 'x' = ''",
          "readfile('/etc/passwd') = ''",
          "char(0) = ''",
          "likely(1)",
          "sqlite_offset(words) = 0",
          "row_number() over () = 1",
          "pragma user_version",
          "attach 'x' as y",
          "(with recursive t(x) as (select 1 union all select x + 1 from t) select max(x) from t) > 0",
          "channel match 'x'",
          "channel regexp 'x'",
          "raise(abort, 'x')"}) {
        refused(sql);
    }
}

TEST_CASE("signs that have no meaning in a condition are refused") {
    for (const char* sql : {"?", "?1", ":a", "@a", "$a", "$a(x)", "#1", "[words] = 1", "`words` = 1",
                            "{words} = 1", "words = 1\\", "w\xc3\xb6rds = 1", "words ^ 1"})
        refused(sql);
    refused(std::string_view("words\0= 1", 9));
}

TEST_CASE("a condition that is too long, too deep or too wide is refused") {
    refused("1 = " + std::string(20'000, '1'));
    refused(std::string(60, '(') + "1" + std::string(60, ')'));
    CHECK(value_of(std::string(50, '(') + "1" + std::string(50, ')')) == true);
    std::string sum = "1";
    for (int i = 0; i < 500; ++i) sum += "+1";
    refused(sum);
    std::string nots = "1";
    for (int i = 0; i < 500; ++i) nots = "not " + nots;
    refused(nots);
    std::string compound = "words in (select 1";
    for (int i = 0; i < 100; ++i) compound += " union select 1";
    refused(compound + ")");
}

TEST_CASE("a condition that takes too many steps has no answer") {
    std::string values = "(values (1)";
    for (int i = 0; i < 30; ++i) values += ", (1)";
    values += ")";
    const std::string sql =
        fmt::format("(select count(*) from {0} a, {0} b, {0} c, {0} d, {0} e) > 0", values);
    const auto expression = Expression::compile(sql, k_columns);
    REQUIRE(expression.has_value());
    const auto start = std::chrono::steady_clock::now();
    const auto value = expression->evaluate(k_facts);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    REQUIRE_FALSE(value.has_value());
    CHECK(value.error().code == ErrorCode::invalid_value);
    CHECK(value.error().message == "the condition has no answer: it takes more than 100000 steps");
    CHECK(seconds.count() < 5);
}

TEST_CASE("a hostile pattern on a long fact ends soon") {
    std::string pattern;
    for (int i = 0; i < 60; ++i) pattern += "%a_";
    const std::vector<Json> facts{std::string(1'000'000, 'a'), 1, 0.5, true, nullptr};
    const auto start = std::chrono::steady_clock::now();
    CHECK(value_of("channel like '" + pattern + "b'", facts) == false);
    CHECK(value_of("length(channel) = 1000000", facts) == true);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    CHECK(seconds.count() < 10);
    // A pattern may be a fact too, and a value may be too long.
    const auto by_fact = Expression::compile("'aaaa' like channel", k_columns)->evaluate(facts);
    CHECK_FALSE(by_fact.has_value());
    const auto grown =
        Expression::compile("length(channel || channel || channel || channel || channel || channel) > 0",
                            k_columns)
            ->evaluate(facts);
    REQUIRE_FALSE(grown.has_value());
    CHECK(grown.error().code == ErrorCode::invalid_value);
}

TEST_CASE("a text is no truth") {
    for (const char* sql : {"channel", "'yes'", "'1'", "x'01'"}) {
        CAPTURE(std::string(sql));
        const auto value = Expression::compile(sql, k_columns)->evaluate(k_facts);
        REQUIRE_FALSE(value.has_value());
        CHECK(value.error().code == ErrorCode::invalid_value);
    }
}

TEST_CASE("facts of another number or type are a bug of ours and no answer") {
    const auto expression = Expression::compile("words > 1 or channel = 'x'", k_columns);
    CHECK(expression->evaluate(std::vector<Json>{"email"}).error().code == ErrorCode::internal_error);
    CHECK(expression->evaluate(std::vector<Json>{"email", "42", 0.5, true, nullptr}).error().code ==
          ErrorCode::internal_error);
    CHECK(expression->evaluate(std::vector<Json>{"email", 4.5, 0.5, true, nullptr}).error().code ==
          ErrorCode::internal_error);
    // What is not read is not looked at.
    CHECK(expression->evaluate(std::vector<Json>{"email", 42, "x", "x", 5}).value() == true);
    CHECK(Expression::compile("1", std::vector<FactColumn>{{"a b", FactType::text}}).error().code ==
          ErrorCode::internal_error);
}

TEST_CASE("facts are data and never SQL") {
    const std::vector<Json> facts{"' or 1=1 --", 42, 0.5, true, std::string("a\0b", 3)};
    CHECK(value_of("channel = 'x'", facts) == false);
    CHECK(value_of("channel = ''' or 1=1 --'", facts) == true);
    CHECK(value_of("words = 9223372036854775807",
                   {"x", std::numeric_limits<std::int64_t>::max(), 0.5, true, ""}) == true);
}

TEST_CASE("a condition agrees with the same comparison in C++") {
    std::mt19937 random(13);
    const auto expression =
        Expression::compile("(words > 10 and score < 0.5) or (channel = 'b' and not live)", k_columns);
    REQUIRE(expression.has_value());
    for (int round = 0; round < 2000; ++round) {
        const auto words = static_cast<int>(random() % 20);
        const double score = static_cast<double>(random() % 10) / 10;
        const std::string channel = random() % 2 == 0 ? "a" : "b";
        const bool live = random() % 2 == 0;
        const std::vector<Json> facts{channel, words, score, live, nullptr};
        CHECK(expression->evaluate(facts).value() ==
              ((words > 10 && score < 0.5) || (channel == "b" && !live)));
    }
}

TEST_CASE("random texts are refused or evaluated, and never escape") {
    std::mt19937 random(17);
    constexpr std::string_view k_pieces[] = {
        "words", "channel", "(",        ")",      "'",    "\"",    "'a'",
        "=",     "and",     "or",       "select", "from", "facts", "sqlite_master",
        ",",     "1",       "-",        "--",     "/*",   "*/",    ";",
        "union", "*",       "random()", "x",      ".",    "not"};
    int evaluated = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string sql;
        for (auto count = 1 + random() % 8; count > 0; --count)
            sql += std::string(k_pieces[random() % std::size(k_pieces)]) + " ";
        auto expression = Expression::compile(sql, k_columns);
        if (!expression) continue;
        ++evaluated;
        const auto value = expression->evaluate(k_facts);
        CHECK((value || value.error().code == ErrorCode::invalid_value));
        CHECK(sql.find("sqlite_master ") == std::string::npos);
        CHECK(sql.find(';') == std::string::npos);
    }
    CHECK(evaluated > 20);
}

}  // namespace mkai::policy
