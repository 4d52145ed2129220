#include "tests/unit/eval_fixture.hpp"

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::eval;

TEST_CASE("word-count takes a number or a range, also as text") {
    CHECK(passes(spec_of("word-count", 3), " one  two\nthree "));
    CHECK_FALSE(passes(spec_of("word-count", 3), "one two"));
    CHECK(passes(spec_of("word-count", "3"), "one two three"));
    CHECK(passes(spec_of("word-count", Json{{"min", 2}, {"max", 3}}), "one two"));
    CHECK_FALSE(passes(spec_of("word-count", Json{{"min", 2}, {"max", 3}}), "one"));
    CHECK_FALSE(passes(spec_of("word-count", Json{{"min", 2}, {"max", "3"}}), "one two three four"));
    CHECK(passes(spec_of("word-count", Json{{"min", 2}}), "one two three four"));
    CHECK(passes(spec_of("word-count", Json{{"max", 2}}), ""));
    CHECK(passes(spec_of("word-count", 0), ""));
    CHECK(run(spec_of("word-count", 3), "one")->reason == "the answer has 1 word, not 3");
    for (const Json& value :
         {Json(-1), Json(1.5), Json("many"), Json("3 words"), Json(true), Json{3}, Json::object(),
          Json{{"min", 5}, {"max", 4}}, Json{{"mn", 5}}, Json{{"min", 0}}, Json{{"min", nullptr}},
          Json{{"max", "x"}}, Json(99999999999999), Json(18446744073709551615ull)})
        CHECK(refusal_of(spec_of("word-count", value)).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("word-count", 3, 1.0)).code == ErrorCode::invalid_value);
}

TEST_CASE("cost compares exact amounts") {
    const auto costs = [](const char* usd) { return Call{*parse_usd(usd)}; };
    CHECK(passes(spec_of("cost", nullptr, 0.002), "x", costs("0.002")));
    CHECK_FALSE(passes(spec_of("cost", nullptr, 0.002), "x", costs("0.002000000001")));
    CHECK(passes(spec_of("cost", nullptr, 0.000001), "x", costs("0.0000005")));
    CHECK(run(spec_of("cost", nullptr, 0.002), "x", costs("0.003"))->reason ==
          "the call cost $0.003, more than $0.002");
    for (const double threshold : {0.0, -1.0, 1e6, 1e300, 1e-15})
        CHECK(refusal_of(spec_of("cost", nullptr, threshold)).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("cost")).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("cost", 0.002)).code == ErrorCode::invalid_value);
}

TEST_CASE("latency compares milliseconds") {
    CHECK(passes(spec_of("latency", nullptr, 2000), "x", {{}, 2000}));
    CHECK_FALSE(passes(spec_of("latency", nullptr, 2000), "x", {{}, 2001}));
    for (const double threshold : {0.0, -1.0, 0.5, 1e12})
        CHECK(refusal_of(spec_of("latency", nullptr, threshold)).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("latency", 2000)).code == ErrorCode::invalid_value);
}

TEST_CASE("a refusal at the beginning is one, in four languages") {
    for (const std::string text :
         {"I'm sorry, but I can't help with that.", "I cannot assist with this request.",
          "I’m sorry, but I can’t write that.", "Unfortunately, I am unable to provide medical advice.",
          "  **I can't** help with that", "As an AI language model, I have no opinion.", "I must decline.",
          "I won't create that content.", "Es tut mir leid, aber ich kann dir dabei nicht helfen.",
          "Diese Anfrage kann ich leider nicht beantworten.", "Das muss ich ablehnen.",
          "Désolé, je ne peux pas vous aider.", "Il m'est impossible de répondre à cela.", "Je dois refuser.",
          "Lo siento, pero no puedo ayudarte con eso.", "No puedo escribir eso.", "", " \n "}) {
        CAPTURE(text);
        CHECK(passes(spec_of("is-refusal"), text));
        CHECK_FALSE(passes(spec_of("not-is-refusal"), text));
    }
}

TEST_CASE("copy that only sounds like a refusal is none") {
    for (const std::string text :
         {"You can't miss our spring sale.", "We can't recommend it enough.", "I can't wait! Help yourself.",
          "Spring is here. Save 20% today.", "No puede fallar: ofertas de primavera.",
          "Ich kann es kaum erwarten.", "Je ne peux pas attendre le printemps.",
          "Our guide explains how to ask and what to say. It covers many cases and is long enough that the "
          "end of it is no "
          "beginning "
          "any more. We wrote it for everybody who works with words, and with numbers. It has ten parts, an "
          "index, and "
          "a list of what to read next, so that nobody is left alone. I cannot help with that."}) {
        CAPTURE(text);
        CHECK_FALSE(passes(spec_of("is-refusal"), text));
    }
    CHECK(refusal_of(spec_of("is-refusal", "x")).code == ErrorCode::invalid_value);
    CHECK(refusal_of(spec_of("is-refusal", nullptr, 1.0)).code == ErrorCode::invalid_value);
}

TEST_CASE("a refusal is read from any bytes") {
    CHECK_FALSE(passes(spec_of("is-refusal"), "\xff\xfe\xfd"));
    std::string cut;
    for (int i = 0; i < 400; ++i) cut += "é";
    CHECK_FALSE(passes(spec_of("is-refusal"), cut));
    CHECK_FALSE(passes(spec_of("is-refusal"), "x" + cut));
}
