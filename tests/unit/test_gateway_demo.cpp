#include "core/base/file.hpp"
#include "core/base/hash.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check.hpp"
#include "core/brand/slots.hpp"
#include "core/brand/units.hpp"
#include "core/gateway/failures.hpp"
#include "core/gateway/providers/demo.hpp"
#include "core/gateway/providers/demo_composer.hpp"
#include "core/gateway/providers/demo_faults.hpp"
#include "core/gateway/providers/demo_phrases.hpp"
#include "core/gateway/providers/demo_shape.hpp"
#include "core/prompts/prompt.hpp"
#include "core/workspace/prompt_files.hpp"
#include "core/workspace/workspace.hpp"
#include "tests/unit/prompts_fixture.hpp"

#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;
namespace demo = gateway::demo;

namespace {

constexpr const char* k_channels[] = {"email",    "sms",       "push",    "google-rsa", "x",
                                      "linkedin", "meta-feed", "landing", "blog"};

const Channel& shipped_channel(const std::string& id) {
    static std::map<std::string, Channel> channels;
    if (const auto it = channels.find(id); it != channels.end()) return it->second;
    const auto text = read_file("templates/channels/" + id + ".yaml", 1u << 20);
    REQUIRE(text);
    auto channel = workspace::parse_channel(*text, id);
    REQUIRE(channel);
    return channels.emplace(id, std::move(*channel)).first->second;
}

Brief make_brief() {
    Brief brief;
    brief.id = "summer";
    brief.title = "Garden summer";
    brief.locales = {"en-GB", "de-DE", "fr-FR", "es-ES", "it-IT"};
    brief.campaign_type = "promotion";
    brief.objective = "Sell garden sets before the season ends";
    brief.kpi = {"Sets sold", "100", "200"};
    brief.audience.description = "Families with a small garden";
    brief.key_messages.by_locale = {
        {"en-GB",
         {"The folding table fits on every balcony, and it stays there all year.",
          "Four chairs, stacked behind the door", "Wood from the region, oiled by hand."}},
        {"de-DE",
         {"Der Klapptisch passt auf jeden Balkon, und er bleibt das ganze Jahr.",
          "Vier Stühle, hinter der Tür gestapelt", "Holz aus der Region, von Hand geölt."}},
        {"fr-FR",
         {"La table pliante tient sur tous les balcons, et elle y reste toute l'année.",
          "Quatre chaises, empilées derrière la porte", "Du bois de la région, huilé à la main."}},
        {"es-ES",
         {"La mesa plegable cabe en cualquier balcón, y se queda todo el año.",
          "Cuatro sillas, apiladas detrás de la puerta", "Madera de la región, aceitada a mano."}},
        {"it-IT",
         {"Il tavolo pieghevole sta su ogni balcone, e ci resta tutto l'anno.",
          "Quattro sedie, impilate dietro la porta", "Legno della regione, oliato a mano."}}};
    brief.offer.common =
        Offer{"", "129.00", "EUR", "179.00", "2027-05-01", "2027-08-31", "While stocks last."};
    brief.offer.by_locale["en-GB"] =
        Offer{"Balcony set", "119.00", "GBP", "159.00", "2027-05-01", "2027-08-31", "While stocks last."};
    brief.must_avoid.common = {"cheap", "last chance", "billig"};
    return brief;
}

Deliverable make_deliverable(const std::string& channel) {
    return {channel, channel, 2, "https://www.example.com/garden", {}, {}};
}

struct Copy {
    Json json;
    Content content;
    std::vector<Finding> findings;
    std::string text;  // all of it, slots filled
};

Copy compose(const Brief& brief, const Channel& channel, const std::string& locale,
             const std::string& variant = "a", int take = 1, std::vector<std::string> only_fields = {},
             std::vector<std::pair<std::string, std::string>> claims = {}) {
    const Deliverable deliverable = make_deliverable(channel.id);
    const prompts::CopyRequest request{brief,   deliverable, channel,           locale,
                                       variant, take,        std::move(claims), std::move(only_fields),
                                       {},      {}};
    Copy copy;
    copy.json = demo::compose_copy(*copy_prompt(request).sections);
    auto fields = fields_from_json(copy.json);
    REQUIRE(fields);
    copy.content.fields = std::move(*fields);
    copy.content.slots = brand::make_slots(brief, deliverable, locale);
    copy.findings = brand::check_content({channel, brief, locale}, copy.content);
    for (const auto& [name, value] : copy.content.fields)
        copy.text += fill_slots(flat_text(value), copy.content.slots) + "\n";
    return copy;
}

std::string told(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += fmt::format("{} {} {}: {}\n", to_string(finding.level), finding.field, finding.code,
                            finding.message);
    return text;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the demo writes every shipped channel in five languages without a single finding") {
    const Brief brief = make_brief();
    for (const char* id : k_channels)
        for (const std::string& locale : brief.locales)
            for (const char* variant : {"a", "b", "c"})
                for (const int take : {1, 2}) {
                    CAPTURE(id);
                    CAPTURE(locale);
                    const Copy copy = compose(brief, shipped_channel(id), locale, variant, take);
                    CHECK_MESSAGE(copy.findings.empty(), told(copy.findings), copy.json.dump(1));
                }
}

TEST_CASE("a marketer recognises the brief in the copy: messages, offer, dates and a call to action") {
    const Brief brief = make_brief();
    const Copy email = compose(brief, shipped_channel("email"), "en-GB", "a", 1, {},
                               {{"c-1", "Nine of ten buyers would buy it again."}});
    CHECK(has(email.text, "The folding table fits on every balcony, and it stays there all year."));
    CHECK(has(email.text, "Four chairs, stacked behind the door."));
    CHECK(has(email.text, "£119.00"));
    CHECK(has(email.text, "£159.00"));
    CHECK(has(email.text, "31 August 2027"));
    CHECK(has(email.text, "Nine of ten buyers would buy it again."));
    CHECK(has(email.text, "{{first_name|there}}"));
    CHECK(email.json["cta"] == "Shop now");
    CHECK(has(email.json["body"].get<std::string>(), "{{offer.price}}"));
    CHECK_FALSE(has(email.json.dump(), "119.00"));
    const Copy german = compose(brief, shipped_channel("landing"), "de-DE");
    CHECK(has(german.text, "Der Klapptisch passt auf jeden Balkon"));
    CHECK_FALSE(has(german.text, "The "));
}

TEST_CASE("the same prompt gives the same copy; variants and takes give other copy") {
    const Brief brief = make_brief();
    for (const char* id : k_channels) {
        std::set<std::string> texts;
        for (const char* variant : {"a", "b", "c"}) {
            texts.insert(compose(brief, shipped_channel(id), "en-GB", variant).json.dump());
            CHECK(compose(brief, shipped_channel(id), "en-GB", variant).json ==
                  compose(brief, shipped_channel(id), "en-GB", variant).json);
        }
        CAPTURE(id);
        CHECK(texts.size() == 3);
        std::set<std::string> takes;
        for (const int take : {1, 2, 3})
            takes.insert(compose(brief, shipped_channel(id), "en-GB", "a", take).json.dump());
        CHECK(takes.size() == 3);
    }
}

TEST_CASE("an SMS stays in the GSM alphabet and in one segment") {
    const Brief brief = make_brief();
    for (const std::string& locale : brief.locales)
        for (const char* variant : {"a", "b", "c"}) {
            const Copy copy = compose(brief, shipped_channel("sms"), locale, variant);
            const auto length = brand::sms_length(
                brand::message_text(shipped_channel("sms"), trim(copy.text), copy.content.slots));
            CHECK_MESSAGE(length.gsm7, copy.text);
            CHECK(length.segments == 1);
        }
}

TEST_CASE("only the fields that were asked for are written") {
    const Brief brief = make_brief();
    const Copy copy = compose(brief, shipped_channel("email"), "en-GB", "a", 2, {"subject"});
    CHECK(copy.json.size() == 1);
    CHECK(copy.json.contains("subject"));
}

TEST_CASE(
    "mandatory lines stand word for word where the channel does not add them, and words to avoid nowhere") {
    Brief brief = make_brief();
    brief.mandatories.common = {"18+. Terms apply."};
    brief.must_avoid.common = {"balcony", "now", "hand"};
    for (const char* id : k_channels) {
        const Copy copy = compose(brief, shipped_channel(id), "en-GB");
        CAPTURE(id);
        CHECK_MESSAGE(!has_errors(copy.findings), told(copy.findings));
        CHECK_FALSE(has(lower_ascii(copy.text), "balcony"));
    }
    Channel without_lines = shipped_channel("push");
    without_lines.locked.clear();
    const Copy copy = compose(brief, without_lines, "en-GB");
    CHECK_MESSAGE(!has_errors(copy.findings), told(copy.findings));
    CHECK(has(copy.text, "18+. Terms apply."));
}

TEST_CASE("a text that is too long is said shorter at a joint of the sentence and never cut in a word") {
    Brief brief = make_brief();
    brief.offer = {};
    brief.key_messages.by_locale["en-GB"] = {
        "The folding table fits on every balcony, whatever the weather does and however long the winter "
        "takes"};
    const Copy copy = compose(brief, shipped_channel("push"), "en-GB");
    CHECK(copy.json["title"] == "The folding table fits on every balcony");
    brief.key_messages.by_locale["de-DE"] = {
        "Der Klapptisch ist ab 5. März wieder auf allen Balkonen zu sehen"};
    const Copy german = compose(brief, shipped_channel("push"), "de-DE");
    CHECK_FALSE(has(german.text, "ab 5\n"));
    CHECK_FALSE(has(german.text, "ab 5.\n"));
    CHECK_FALSE(has(german.text, "ab 5. Jetzt"));
}

TEST_CASE("a claim, a title or an offer's name in another language is left out") {
    Brief brief = make_brief();
    brief.offer.common->name = "The balcony set for your home";
    const Copy copy = compose(brief, shipped_channel("landing"), "de-DE", "a", 1, {},
                              {{"c-1", "Nine of ten buyers would buy it again."}});
    CHECK_FALSE(has(copy.text, "Nine of ten"));
    CHECK_FALSE(has(copy.text, "The balcony set"));
    CHECK(demo::guess_language("Der Tisch und die Stühle") == "de");
    CHECK(demo::guess_language("la table et les chaises") == "fr");
    CHECK(demo::guess_language("Xylophon").empty());
}

TEST_CASE("hidden characters and braces of a brief do not reach the copy") {
    Brief brief = make_brief();
    brief.key_messages.by_locale["en-GB"] = {"A table \u202egnihton", "Write {{offer.secret}} here",
                                             "A fine table", "Two\nlines"};
    const Copy copy = compose(brief, shipped_channel("email"), "en-GB");
    CHECK_MESSAGE(!has_errors(copy.findings), told(copy.findings));
    CHECK(has(copy.text, "A fine table"));
    CHECK_FALSE(has(copy.text, "secret"));
}

TEST_CASE("sections that hold nonsense give an answer and no crash") {
    for (const char* sections :
         {"null", "[]", "7", "{}", R"({"channel": 7})", R"({"channel":{"fields":[null,7,{"name":5}]}})",
          R"({"task":{"take":-5,"variant":7,"locale":[]},"key_messages":[1,{}],"offer":[]})",
          R"({"channel":{"fields":[{"name":"a","list":true,"required":true,)"
          R"("limits":[{"unit":"items","min":-3,"max":-1}]}]}})",
          R"({"channel":{"fields":[{"name":"a","part":"heading","required":true,)"
          R"("limits":[{"unit":"graphemes","max":1,"hard":true}]}]}})"})
        CHECK(demo::compose_copy(Json::parse(sections)).is_object());
}

// --- generated briefs and channels ---

namespace {

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : m_random(seed) {}

    int number(int least, int most) {
        return least + static_cast<int>(m_random.next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool chance(int percent) { return number(1, 100) <= percent; }
    template <class T, std::size_t N>
    const T& one_of(const T (&values)[N]) {
        return values[static_cast<std::size_t>(number(0, static_cast<int>(N) - 1))];
    }

    std::string sentence() {
        static constexpr const char* k_words[] = {
            "table", "garden", "wir",   "été",    "Über", "niño", "sehr",  "green",  "it's", "a",
            "the",   "und",    "œuvre", "庭の机", "5.",   "50%",  "light", "“well”", "так",  "chairs"};
        static constexpr const char* k_joints[] = {" ",  " ",   " ",  " ",  " ", " ",
                                                   ", ", " – ", ". ", "; ", ": "};
        std::string text = one_of(k_words);
        for (int i = number(0, 24); i > 0; --i) text += std::string(one_of(k_joints)) + one_of(k_words);
        static constexpr const char* k_ends[] = {"", ".", "!", "?"};
        return text + one_of(k_ends);
    }
    std::vector<std::string> sentences(int most) {
        std::vector<std::string> texts;
        for (int i = number(0, most); i > 0; --i) texts.push_back(sentence());
        return texts;
    }

    Brief brief() {
        static constexpr const char* k_locales[] = {"en-GB", "de-DE", "fr-FR", "es-ES",
                                                    "ja-JP", "xx-XX", "sv-SE"};
        static constexpr const char* k_types[] = {"launch",    "promotion", "newsletter",
                                                  "retention", "event",     "other"};
        Brief made;
        made.id = "made";
        made.title = sentence();
        made.locales = {one_of(k_locales)};
        made.campaign_type = one_of(k_types);
        made.objective = sentence();
        made.audience.description = sentence();
        made.key_messages.common = sentences(5);
        if (chance(60))
            made.offer.common = Offer{chance(50) ? sentence() : "",
                                      chance(70) ? "9.99" : "",
                                      "EUR",
                                      chance(50) ? "19.99" : "",
                                      chance(50) ? "2027-01-01" : "",
                                      chance(50) ? "2027-08-31" : "",
                                      sentence()};
        static constexpr const char* k_avoided[] = {"table", "now", "click away", "découvrir", "sehr", "see"};
        if (chance(50)) made.must_avoid.common = {one_of(k_avoided), one_of(k_avoided)};
        return made;
    }

    Channel channel() {
        static constexpr FieldPart k_parts[] = {
            FieldPart::meta, FieldPart::preheader, FieldPart::heading, FieldPart::subheading, FieldPart::body,
            FieldPart::body, FieldPart::item,      FieldPart::button,  FieldPart::footnote};
        Channel made;
        made.id = "made";
        made.title = "Made";
        if (chance(40)) made.tokens = {"first_name"};
        Json properties = Json::object();
        Json required = Json::array();
        for (int i = number(1, 6); i > 0; --i) {
            ChannelField field;
            field.name = fmt::format("field{}", i);
            field.label = field.name;
            field.part = one_of(k_parts);
            field.list = chance(25);
            field.unique = field.list && chance(70);
            field.required = chance(70);
            field.plain = chance(60);
            properties[field.name] = schema_of(field);
            if (field.required) required.push_back(field.name);
            add_limits(made, field);
            made.fields.push_back(std::move(field));
        }
        const Json schema = {{"type", "object"},
                             {"additionalProperties", false},
                             {"required", required},
                             {"properties", properties}};
        made.output_schema = schema.dump();
        auto compiled = Schema::compile(schema);
        REQUIRE(compiled);
        made.schema = std::move(*compiled);
        return made;
    }

  private:
    Json schema_of(const ChannelField& field) {
        const Json text = {{"type", "string"}, {"minLength", 1}, {"maxLength", number(60, 5000)}};
        if (!field.list) return text;
        const int least = number(1, 4);
        return {{"type", "array"}, {"items", text}, {"minItems", least}, {"maxItems", least + number(0, 8)}};
    }
    // A hard limit leaves room for the shortest thing that can be said.
    void add_limits(Channel& made, const ChannelField& field) {
        static constexpr LimitUnit k_units[] = {LimitUnit::graphemes, LimitUnit::display_width,
                                                LimitUnit::weighted, LimitUnit::bytes};
        if (chance(70))
            made.limits.push_back(
                {field.name, one_of(k_units), number(28, 400), 0, true, "made", "2026-11-23"});
        if (chance(50))
            made.limits.push_back(
                {field.name, one_of(k_units), number(28, 200), 0, false, "made", "2026-11-23"});
        if (chance(10))
            made.limits.push_back({field.name, LimitUnit::sms_segments, 3, 0, true, "made", "2026-11-23"});
        if (chance(10))
            made.limits.push_back(
                {field.name, LimitUnit::words, number(5, 80), 0, true, "made", "2026-11-23"});
    }

    SeededRandom m_random;
};

}  // namespace

TEST_CASE("whatever the brief and the channel, the copy validates and breaks no hard limit") {
    static constexpr const char* k_variants[] = {"a", "b", "c", "aa"};
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        Generator made(seed);
        const Brief brief = made.brief();
        const Channel channel = made.channel();
        const Copy copy =
            compose(brief, channel, brief.locales[0], made.one_of(k_variants), made.number(1, 4));
        CAPTURE(seed);
        const auto violations = channel.schema.validate(copy.json);
        REQUIRE_MESSAGE(violations.empty(), violations.front().message, copy.json.dump(1));
        REQUIRE_MESSAGE(!has_errors(copy.findings), told(copy.findings), copy.json.dump(1));
        for (const auto& [name, value] : copy.content.fields) REQUIRE_FALSE(find_hidden(flat_text(value)));
    }
}

// --- faults ---

TEST_CASE("every fault shows what its name says, and ends after as many calls as it was told") {
    const Brief brief = make_brief();
    const Deliverable deliverable = make_deliverable("push");
    const prompts::CopyRequest request{brief, deliverable, shipped_channel("push"), "en-GB", "a", 1, {}, {},
                                       {},    {}};
    const auto prompt = copy_prompt(request);
    ModelDecl model;
    model.provider = "demo";
    const std::string good = demo::answer(model, prompt, 0).text;
    for (const std::string& name : demo::fault_names()) {
        CAPTURE(name);
        model.fault = name;
        model.fault_times = "2";
        REQUIRE(demo::check(model));
        for (const int attempt : {0, 1}) {
            const auto outcome = demo::answer(model, prompt, attempt);
            if (outcome.good()) CHECK(outcome.text != good);
        }
        CHECK(demo::answer(model, prompt, 2).text == good);
        model.fault_times.clear();
        CHECK_FALSE(
            (demo::answer(model, prompt, 1000).good() && demo::answer(model, prompt, 1000).text == good));
    }
}

TEST_CASE("the faults of a transfer fail as real ones do") {
    struct Row {
        const char* fault;
        long status;
        bool retry_helps;
    };
    for (const Row& row : {Row{"timeout", 0, true}, Row{"refused", 0, true}, Row{"http-500", 500, true},
                           Row{"http-429", 429, true}, Row{"http-401", 401, false}}) {
        ModelDecl model;
        model.fault = row.fault;
        const auto outcome = demo::answer(model, {}, 0);
        REQUIRE(outcome.failure);
        CHECK(outcome.failure->http_status == row.status);
        CHECK(outcome.failure->retry_helps == row.retry_helps);
        CHECK_FALSE(outcome.failure->error.message.empty());
    }
}

TEST_CASE("the faults of an answer are what a checker has to catch") {
    const Brief brief = make_brief();
    const Deliverable deliverable = make_deliverable("push");
    const Channel& channel = shipped_channel("push");
    const auto prompt = copy_prompt({brief, deliverable, channel, "en-GB", "a", 1, {}, {}, {}, {}});
    const auto text_of = [&](const char* fault) {
        ModelDecl model;
        model.fault = fault;
        return demo::answer(model, prompt, 0).text;
    };
    for (const char* fault : {"not-json", "truncated", "empty", "invalid-utf8"})
        CHECK_MESSAGE(!parse_json(text_of(fault)), fault);
    for (const char* fault : {"wrong-schema", "too-long"})
        CHECK_MESSAGE(!channel.schema.validate(*parse_json(text_of(fault))).empty(), fault);
    for (const char* fault : {"control-characters", "bidi"}) {
        const auto fields = fields_from_json(*parse_json(text_of(fault)));
        REQUIRE(fields);
        Content content;
        content.fields = *fields;
        CHECK_MESSAGE(has_errors(brand::check_content({channel, brief, "en-GB"}, content)), fault);
    }
    CHECK(has(text_of("instructions"), "ignore the rules"));
    CHECK(text_of("too-long").size() > (10u << 20));
}

TEST_CASE("the demo answers a prompt for other work in the shape that it wants, in words of the data") {
    const Json data = {
        {"text", "Oil the wood twice a year."}, {"tags_max", 3}, {"list", {"a", {{"b", "c"}}}}};
    int shaped = 0;
    for (const std::string& name : workspace::built_in_prompt_names()) {
        CAPTURE(name);
        const prompts::LoadedPrompt& from = shipped_prompt(name);
        if (!from.file.output_schema) continue;
        prompts::Prompt prompt;
        prompt.output_schema = dump_json(*from.file.output_schema);
        for (const auto& sections : {std::make_shared<const Json>(data), std::shared_ptr<const Json>()}) {
            prompt.sections = sections;
            const std::string text = demo::answer({}, prompt, 0).text;
            const auto answer = parse_json(text);
            REQUIRE(answer);
            const auto schema = Schema::compile(*from.file.output_schema);
            REQUIRE(schema);
            const auto violations = schema->validate(*answer);
            CHECK_MESSAGE(violations.empty(), violations.front().message, " in ", text);
            CHECK(text == demo::answer({}, prompt, 0).text);
            CHECK(text.find("Demo, no AI") != std::string::npos);
            CHECK((text.find("Oil the wood twice a year") != std::string::npos) == (sections != nullptr));
        }
        ++shaped;
    }
    CHECK(shaped == 9);
}

TEST_CASE("the demo keeps to the lengths and counts of a schema, and takes any schema and data") {
    const Json schema = Json::parse(R"({"type": "object", "properties": {
        "short": {"type": "string", "maxLength": 6}, "long": {"type": "string", "minLength": 80},
        "maybe": {"type": ["null", "integer"], "minimum": 4}, "kind": {"enum": ["a", "b"]},
        "many": {"type": "array", "minItems": 5, "items": {"type": "number"}},
        "one": {"type": "array", "maxItems": 1, "items": {"type": "boolean"}}, "fixed": {"const": 7}}})");
    const auto compiled = Schema::compile(schema);
    REQUIRE(compiled);
    for (const Json& data : {Json(), Json("Größe"), Json::array({"\xe2\x80\xae", 1, nullptr})})
        CHECK(compiled->validate(demo::compose_shape(schema, data)).empty());
    for (const char* odd : {"null", "[]", "7", R"({"type": 7})", R"({"enum": []})", R"({"properties": []})"})
        CHECK_FALSE(dump_json(demo::compose_shape(Json::parse(odd), Json())).empty());
}
