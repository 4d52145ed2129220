#include "core/app/prompt_shelf.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::string_view k_built_in = "builtin/";

}  // namespace

PromptShelf::PromptShelf(const workspace::Workspace& workspace)
    : m_workspace(workspace), m_sources(workspace::list_prompt_sources(workspace)) {}

std::vector<std::string> PromptShelf::names() const {
    std::vector<std::string> out;
    for (const auto& [name, source] : m_sources.prompts) out.push_back(name);
    for (const std::string& name : workspace::built_in_prompt_names())
        if (!m_sources.prompts.contains(name)) out.push_back(std::string(k_built_in) + name);
    return out;
}

std::shared_ptr<const prompts::PartialFile> PromptShelf::read_partial(const std::string& name) const {
    if (const auto known = m_partials.find(name); known != m_partials.end()) return known->second;
    const auto keep = [&](prompts::PartialFile file) {
        return m_partials.emplace(name, std::make_shared<const prompts::PartialFile>(std::move(file)))
            .first->second;
    };
    const auto source = m_sources.partials.find(name);
    if (source == m_sources.partials.end()) {
        const std::string_view text = workspace::built_in_partial(name);
        return text.empty() ? nullptr
                            : keep(prompts::parse_partial_file(std::string(k_built_in) + name, text));
    }
    auto bytes = read_file(source->second.path, prompts::k_prompt_bytes_max + 1);
    if (bytes) return keep(prompts::parse_partial_file(source->second.label, *bytes));
    prompts::PartialFile broken;
    broken.label = source->second.label;
    broken.findings.push_back(
        make_finding(Level::error, "unreadable", bytes.error().message, bytes.error().fix, broken.label));
    return keep(std::move(broken));
}

Result<SharedPrompt> PromptShelf::load_file(std::string id, std::string label, const fs::path& path) const {
    // One byte more than it may have, so that a file of 50 MB is a finding like others, and is not read.
    std::error_code ec;
    const auto size = fs::file_size(path, ec);
    std::string bytes;
    if (!ec && size > prompts::k_prompt_bytes_max) {
        bytes.resize(prompts::k_prompt_bytes_max + 1);
    } else {
        auto read = read_file(path, prompts::k_prompt_bytes_max + 1);
        if (!read) return fail(read);
        bytes = std::move(*read);
    }
    return std::make_shared<const prompts::LoadedPrompt>(
        prompts::load_prompt(std::move(id), std::move(label), bytes,
                             [this](const std::string& name) { return read_partial(name); }));
}

Result<SharedPrompt> PromptShelf::load(std::string_view name) const {
    if (const auto source = m_sources.prompts.find(name); source != m_sources.prompts.end())
        return load_file(source->second.name, source->second.label, source->second.path);
    std::string_view bare = name;
    if (bare.starts_with(k_built_in)) bare.remove_prefix(k_built_in.size());
    if (const std::string_view text = workspace::built_in_prompt(bare); !text.empty())
        return std::make_shared<const prompts::LoadedPrompt>(prompts::load_prompt(
            std::string(k_built_in) + std::string(bare), fmt::format("{}{}", k_built_in, bare), text,
            [this](const std::string& partial) { return read_partial(partial); }));
    const std::string fix = did_you_mean(name, names());
    return fail(ErrorCode::unknown_id, fmt::format("there is no prompt {}", in_quotes(name)),
                fix.empty() ? "mkai prompt list" : fix);
}

Result<SharedPrompt> PromptShelf::load_typed(const std::string& typed) const {
    return typed.ends_with(k_prompt_ending) ? load_path(typed) : load(typed);
}

Result<SharedPrompt> PromptShelf::load_path(const fs::path& path) const {
    std::string name = workspace::prompt_name_of(m_workspace, path);
    if (const auto source = m_sources.prompts.find(name); source != m_sources.prompts.end())
        return load_file(name, path.generic_string(), path);
    std::error_code ec;
    if (!fs::exists(path, ec))
        return fail(ErrorCode::unknown_id, fmt::format("there is no file {}", in_quotes(path.string())),
                    "mkai prompt list");
    if (name.empty()) name = path.stem().string();
    return load_file(std::move(name), path.generic_string(), path);
}

Result<SharedPrompt> PromptShelf::load_for_channel(std::string_view channel) const {
    std::string name = "builtin/copy";
    for (const std::string_view candidate : {channel, std::string_view("copy")})
        if (m_sources.prompts.contains(candidate)) {
            name = candidate;
            break;
        }
    auto prompt = load(name);
    if (!prompt) return prompt;
    if (auto usable = check_usable(*this, **prompt); !usable) return fail(usable);
    return prompt;
}

const prompts::CheckSurroundings& PromptShelf::surroundings() const {
    if (m_surroundings) return *m_surroundings;
    prompts::CheckSurroundings& around = m_surroundings.emplace();
    const workspace::Config& config = m_workspace.config();
    for (const ModelDecl& model : config.models) around.models.push_back(model.name);
    around.default_model = config.default_model;
    around.input_tokens_max = [&config](std::string_view name) -> std::optional<std::int64_t> {
        const ModelDecl* model = config.find_model(name);
        return model && model->input_tokens_max > 0 ? std::optional(model->input_tokens_max) : std::nullopt;
    };
    // A channel that cannot be read is told by whoever needs it.
    around.channel = [this](std::string_view id) { return m_workspace.channel(id).value_or(nullptr); };
    around.channel_ids = [this] { return m_workspace.channel_ids(); };
    for (const auto& [name, source] : m_sources.partials) around.partial_names.push_back(name);
    return around;
}

std::vector<Finding> PromptShelf::check(const prompts::LoadedPrompt& prompt) const {
    return prompts::check_prompt(prompt.file, prompt.partial_files, surroundings());
}

std::vector<std::string> PromptShelf::users_of(const std::vector<std::string>& partials) const {
    std::vector<std::string> out;
    if (partials.empty()) return out;
    for (const auto& [name, source] : m_sources.prompts) {
        const auto prompt = load(name);
        if (prompt && std::ranges::any_of(partials, [&](const std::string& partial) {
                return (*prompt)->partial_files.contains(partial);
            }))
            out.push_back(name);
    }
    return out;
}

Done check_usable(const PromptShelf& shelf, const prompts::LoadedPrompt& prompt) {
    std::vector<Finding> findings = shelf.check(prompt);
    std::erase_if(findings, [](const Finding& f) { return f.level != Level::error; });
    if (findings.empty()) return {};
    Error error{ErrorCode::invalid_file,
                fmt::format("the prompt {} has {}", in_quotes(prompt.id), counted(findings.size(), "error")),
                {},
                fmt::format("mkai prompt check {}", prompt.file.label)};
    for (const Finding& finding : findings)
        if (error.context.size() < 5)
            error.with_context(fmt::format("{}:{}:{}: {}", finding.file, finding.line, finding.column,
                                           printable_line(finding.message)));
    return fail(std::move(error));
}

}  // namespace mkai::app
