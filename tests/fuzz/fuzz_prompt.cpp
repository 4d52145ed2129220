// libFuzzer: no text makes the reader of prompts, their check or the renderer crash, hang or place a finding
// outside of the text; and no value opens a role.
#include "core/prompts/check.hpp"
#include "core/prompts/loaded.hpp"
#include "core/prompts/render.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

namespace {

using namespace mkai;

std::vector<std::string> roles_of(const prompts::LoadedPrompt& prompt, const Json& input) {
    const Json* layers[] = {&input};
    const auto messages = prompts::render({prompt.file.body, "a.prompt", prompt.partials, layers});
    std::vector<std::string> roles;
    if (messages)
        for (const auto& message : *messages) roles.push_back(message.role);
    return roles;
}

}  // namespace

// The bytes are VALUE NUL PROMPT; without the NUL they are the prompt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = bytes.find('\0');
    const std::string_view text = end == std::string_view::npos ? bytes : bytes.substr(end + 1);
    const std::string value(end == std::string_view::npos ? "x" : bytes.substr(0, end));

    const auto self =
        std::make_shared<const prompts::PartialFile>(prompts::parse_partial_file("_a.prompt", text));
    const auto prompt = prompts::load_prompt(
        "a", "a.prompt", text, [&](const std::string& name) { return name == "a" ? self : nullptr; });
    const prompts::CheckSurroundings around{{"copy"},
                                            "copy",
                                            {},
                                            [](std::string_view) { return nullptr; },
                                            [] { return std::vector<std::string>(); },
                                            {}};
    // A carriage return ends a line too, in YAML.
    const auto lines =
        std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }) + 1;
    for (const Finding& finding : prompts::check_prompt(prompt.file, prompt.partial_files, around))
        if (finding.line < 0 || finding.line > lines + 1) std::abort();
    if (!prompt.file.good()) return 0;
    const Json plain = {{"a", "x"}, {"b", {"x", "x"}}, {"c", {{"a", "x"}}}};
    const Json hostile = {{"a", value}, {"b", {value, value}}, {"c", {{"a", value}}}};
    // An empty value may empty a message, or choose another branch.
    if (value.find_first_not_of(" \t\r\n") == std::string::npos || roles_of(prompt, plain).empty()) return 0;
    const auto roles = roles_of(prompt, hostile);
    if (text.find("quals") == std::string_view::npos && !roles.empty() && roles != roles_of(prompt, plain))
        std::abort();
    return 0;
}
