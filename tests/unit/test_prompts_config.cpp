#include "core/base/text.hpp"
#include "core/prompts/config.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::prompts;

TEST_CASE("a prompt's settings are read in both spellings, and nothing else of the model changes") {
    const Json config = {{"temperature", 0.7}, {"top_p", 1},        {"topK", 40},
                         {"seed", 7},          {"max_tokens", 800}, {"reasoning_effort", "low"}};
    const ConfigRead read = read_config(&config);
    CHECK(read.problems.empty());
    ModelDecl model;
    model.name = "copy";
    model.parameters.top_k = 3;
    model.output_tokens_max = 2'000;
    const ModelDecl asked = with_config(model, read.config);
    CHECK(asked.parameters == ModelParameters{"0.7", "1", 40, 7, "low"});
    CHECK(asked.output_tokens_max == 800);
    CHECK(asked.name == "copy");
    CHECK(with_config(model, {}).parameters == model.parameters);
}

TEST_CASE("a prompt lowers the tokens of an answer and never raises them: the limit is the model's") {
    const Json config = {{"maxOutputTokens", 4'000}};
    ModelDecl model;
    model.output_tokens_max = 900;
    CHECK(with_config(model, read_config(&config).config).output_tokens_max == 900);
}

TEST_CASE("settings that make no sense are told each") {
    const Json config = {{"temperature", "hot"}, {"topP", -0.5}, {"top_k", 1.5}, {"seed", -1},
                         {"maxTokens", 0},       {"topp", 1},    {"", 1},        {"reasoningEffort", 3}};
    const ConfigRead read = read_config(&config);
    CHECK(read.config == PromptConfig{});
    std::vector<std::string> told;
    for (const ConfigProblem& problem : read.problems)
        told.push_back(problem.key + (problem.unknown ? "?" : ""));
    CHECK(join(told, " ") == "? maxTokens reasoningEffort seed temperature topP top_k topp?");
    CHECK(read_config(nullptr).problems.empty());
    const Json list = Json::array();
    CHECK(read_config(&list).problems.empty());
}
