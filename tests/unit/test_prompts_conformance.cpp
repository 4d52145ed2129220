// The test cases of the dotprompt specification, which are not part of this project: each is run as it is
// written, but for the deviations that stand here with their reasons.
#include "core/base/file.hpp"
#include "core/base/yaml.hpp"
#include "core/prompts/prompt_file.hpp"
#include "core/prompts/render.hpp"

#include <filesystem>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::prompts;

namespace {

// What we do otherwise, on purpose: the case, and what is said instead.
const std::map<std::string, std::string> k_deviations = {
    // A missing variable is an error: a prompt without its data must not be sent.
    {"metadata_state/handles missing state values", "\"@state.status\" has no value"},
    {"metadata_context_variables/handles missing context variables gracefully",
     "\"@user.role\" has no value"},
};

Json merged(Json under, const Json& over) {
    if (!under.is_object()) under = Json::object();
    if (over.is_object())
        for (const auto& [key, value] : over.items()) under[key] = value;
    return under;
}

// The shape of the specification, from ours.
Json shape_of(const std::vector<RenderedMessage>& messages) {
    Json out = Json::array();
    for (const RenderedMessage& message : messages) {
        Json content = Json::array();
        for (const Part& part : message.parts) {
            if (part.kind == PartKind::text) content.push_back({{"text", part.text}});
            if (part.kind == PartKind::section)
                content.push_back({{"metadata", {{"pending", true}, {"purpose", part.text}}}});
            if (part.kind == PartKind::media) {
                Json media = {{"url", part.url}};
                if (!part.content_type.empty()) media["contentType"] = part.content_type;
                content.push_back({{"media", std::move(media)}});
            }
        }
        Json row = {{"role", message.role}, {"content", std::move(content)}};
        if (message.from_history) row["metadata"] = {{"purpose", "history"}};
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<RenderedMessage> history_of(const Json& data) {
    std::vector<RenderedMessage> out;
    for (const Json& row : data.value("messages", Json::array())) {
        RenderedMessage& message = out.emplace_back();
        message.role = row["role"];
        for (const Json& part : row["content"])
            message.parts.push_back({PartKind::text, part["text"], {}, {}});
    }
    return out;
}

Json object_under(const Json& of, const char* key) {
    return of.is_object() && of.contains(key) ? of[key] : Json::object();
}

void check_file_fields(const PromptFile& file, const Json& expect) {
    if (expect.contains("model")) CHECK(file.model == expect["model"]);
    if (expect.contains("config")) {
        REQUIRE(file.config);
        CHECK(*file.config == expect["config"]);
    }
    if (expect.contains("raw")) CHECK(*file.front == expect["raw"]);
    if (expect.contains("ext")) CHECK(extensions_of(*file.front) == expect["ext"]);
    for (const auto& [key, schema] :
         {std::pair("input", &file.input_schema), std::pair("output", &file.output_schema)}) {
        const Json wanted = object_under(expect, key);
        if (!wanted.contains("schema")) continue;
        REQUIRE(*schema);
        CHECK(**schema == wanted["schema"]);
    }
}

int run_suite(const Json& suite, std::set<std::string>& deviated) {
    const Json schemas = object_under(suite, "schemas");
    const PromptFile file = parse_prompt_file("case.prompt", suite["template"].get<std::string>(),
                                              [&](std::string_view name) -> const Json* {
                                                  const auto found = schemas.find(std::string(name));
                                                  return found == schemas.end() ? nullptr : &*found;
                                              });
    for (const Finding& finding : file.findings) MESSAGE(finding.line << ": " << finding.message);
    CHECK(file.good());
    Partials partials;
    for (const char* from : {"partials", "resolverPartials"}) {
        const Json texts = object_under(suite, from);
        for (const auto& [name, text] : texts.items())
            partials[name] = std::make_shared<const Template>(parse_template(text.get<std::string>()));
    }
    int cases = 0;
    for (const Json& test : suite["tests"]) {
        const std::string name = suite["name"].get<std::string>() + "/" + test["desc"].get<std::string>();
        CAPTURE(name);
        ++cases;
        const Json data = merged(object_under(suite, "data"), object_under(test, "data"));
        const Json defaults =
            merged(*file.input_default,
                   object_under(object_under(test, "options"), "input").value("default", Json::object()));
        const Json input = merged(defaults, object_under(data, "input"));
        const Json context = object_under(data, "context");
        const std::vector<RenderedMessage> history = history_of(data);
        const Json* layers[] = {&input};
        auto rendered = render({file.body, file.label, partials, layers, &context, history});
        if (const auto deviation = k_deviations.find(name); deviation != k_deviations.end()) {
            deviated.insert(name);
            REQUIRE_FALSE(rendered);
            CHECK(rendered.error().message == deviation->second);
            continue;
        }
        REQUIRE_MESSAGE(rendered, (rendered ? "" : rendered.error().message));
        const Json& expect = test["expect"];
        if (expect.contains("messages")) CHECK(shape_of(*rendered).dump() == expect["messages"].dump());
        check_file_fields(file, expect);
    }
    return cases;
}

}  // namespace

TEST_CASE("the specification's cases come out as written, but for the deviations that are listed") {
    const std::filesystem::path folder = MKAI_CONFORMANCE "/dotprompt";
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: the specification's cases are not beside the project");
        return;
    }
    int cases = 0;
    std::set<std::string> deviated;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") continue;
        CAPTURE(entry.path().filename().string());
        auto bytes = read_file(entry.path(), 1U << 20);
        REQUIRE(bytes);
        YamlResult yaml = parse_yaml(*bytes);
        for (const YamlProblem& problem : yaml.problems) MESSAGE(problem.at.line << ": " << problem.message);
        REQUIRE(yaml.ok());
        for (const Json& suite : yaml_to_json(*yaml.root)) cases += run_suite(suite, deviated);
    }
    CHECK(cases == 117);
    CHECK(deviated.size() == k_deviations.size());
}
