#include "core/prompts/prompt.hpp"

#include "core/base/fence.hpp"
#include "core/base/hash.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"
#include "core/prompts/copy_input.hpp"
#include "core/prompts/loaded.hpp"
#include "core/prompts/output_schema.hpp"
#include "core/prompts/sections.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::prompts {

namespace {

constexpr std::string_view k_repair =
    R"(Your answer cannot be used. The problems, as data between marks:

{problems}Answer again with the whole JSON object, mended, and nothing else. Keep what was right.
)";

// Valid UTF-8: what came from a model may not be, and canonical JSON takes nothing else.
std::string valid_utf8(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out;
    for (const char32_t c : code_points(text)) append_utf8(out, c);
    return out;
}

std::string first_bytes(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return valid_utf8(text);
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return valid_utf8(text.substr(0, end)) + "\n(the rest is left out)";
}

MessageRole role_of(std::string_view role) {
    if (role == "system") return MessageRole::system;
    return role == "model" ? MessageRole::assistant : MessageRole::user;
}

}  // namespace

std::string_view to_string(MessageRole role) {
    switch (role) {
        case MessageRole::system:
            return "system";
        case MessageRole::user:
            return "user";
        case MessageRole::assistant:
            return "assistant";
    }
    return "user";
}

void seal(Prompt& prompt, std::string_view known_digest) {
    JsonWriter messages;
    messages.begin_array();
    for (const Message& message : prompt.messages)
        messages.begin_object()
            .key("role")
            .value(to_string(message.role))
            .key("text")
            .value(message.text)
            .end_object();
    messages.end_array();
    prompt.messages_json = messages.take();
    if (!known_digest.empty()) {
        prompt.digest = known_digest;
        return;
    }
    // Canonical JSON: the keys in their order, no spaces.
    JsonWriter w;
    w.begin_object().key("messages").raw(prompt.messages_json);
    w.key("output_schema").value(prompt.output_schema).end_object();
    prompt.digest = sha256_hex(w.text());
}

Result<Prompt> build_prompt(const LoadedPrompt& from, std::span<const Json* const> input) {
    auto rendered = render({from.file.body, from.file.label, from.partials, input, nullptr, {}});
    if (!rendered) return fail(rendered);
    Prompt prompt;
    prompt.id = from.id;
    prompt.version = from.version();
    for (const RenderedMessage& message : *rendered) {
        Message& made = prompt.messages.emplace_back();
        made.role = role_of(message.role);
        for (const Part& part : message.parts) {
            if (part.kind == PartKind::media)
                return fail(ErrorCode::invalid_value,
                            fmt::format("{} has a media part, and models are sent texts", from.file.label),
                            "describe it in words");
            if (part.kind == PartKind::text) made.text += part.text;
        }
    }
    if (prompt.messages.empty())
        return fail(ErrorCode::invalid_value, fmt::format("{} says nothing with this input", from.file.label),
                    fmt::format("mkai prompt render {}", from.id));
    return prompt;
}

Result<Prompt> build_copy_prompt(const LoadedPrompt& from, const CopyRequest& request, const Json& shared) {
    const Json task = make_copy_task(request);
    const Json* input[] = {&task, &shared, from.file.input_default.get()};
    auto prompt = build_prompt(from, input);
    if (!prompt) return prompt;
    if (request.with_sections) prompt->sections = std::make_shared<const Json>(make_sections(request));
    prompt->output_schema_name = output_schema_name(request.channel);
    prompt->output_schema = make_output_schema(request.channel, request.only_fields);
    seal(*prompt, request.known_digest);
    return prompt;
}

Prompt build_repair_prompt(const Prompt& first, std::string_view answer,
                           const std::vector<Finding>& findings) {
    Prompt prompt = first;
    std::vector<std::string> lines;
    for (const Finding& finding : findings) {
        std::string line = finding.field.empty() ? finding.message : finding.field + ": " + finding.message;
        if (!finding.fix.empty()) line += " (" + finding.fix + ")";
        lines.push_back(std::move(line));
    }
    const std::string problems =
        fenced_section("problems", first_bytes(join(lines, "\n"), k_repair_problem_bytes_max));
    prompt.messages.push_back({MessageRole::assistant, first_bytes(answer, k_repair_answer_bytes_max)});
    prompt.messages.push_back(
        {MessageRole::user, fmt::format(fmt::runtime(k_repair), fmt::arg("problems", problems))});
    Json sections = first.sections ? *first.sections : Json::object();
    sections["problems"] = std::move(lines);
    prompt.sections = std::make_shared<const Json>(std::move(sections));
    seal(prompt);
    return prompt;
}

}  // namespace mkai::prompts
