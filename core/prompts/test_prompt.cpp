#include "core/prompts/test_prompt.hpp"

#include "core/base/hash.hpp"

#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr std::string_view k_rules =
    "You are asked whether you can be reached. Answer with the JSON object that is asked for, and nothing "
    "else.";
constexpr std::string_view k_task = "Write the word ready into the field word: {\"word\": \"ready\"}";
constexpr std::string_view k_schema =
    R"({"type":"object","additionalProperties":false,"required":["word"],)"
    R"("properties":{"word":{"type":"string","description":"The word ready."}}})";

// The same for the demo model, which reads no prose.
Json sections() {
    return {{"task", {{"kind", "test"}, {"locale", "en-GB"}, {"variant", "a"}, {"take", 1}}},
            {"channel",
             {{"id", "test"},
              {"title", "Test"},
              {"fields",
               {{{"name", "word"},
                 {"label", "Word"},
                 {"part", "heading"},
                 {"list", false},
                 {"required", true},
                 {"plain", true},
                 {"limits", Json::array()}}}}}},
            {"key_messages", {"Ready"}}};
}

}  // namespace

Prompt build_test_prompt() {
    Prompt prompt;
    prompt.id = k_test_prompt;
    prompt.version = sha256_hex(std::string(k_rules).append(k_task));
    prompt.messages = {{MessageRole::system, std::string(k_rules)}, {MessageRole::user, std::string(k_task)}};
    prompt.sections = std::make_shared<const Json>(sections());
    prompt.output_schema_name = "model_test";
    prompt.output_schema = k_schema;
    seal(prompt);
    return prompt;
}

}  // namespace mkai::prompts
