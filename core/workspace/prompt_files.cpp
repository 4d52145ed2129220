#include "core/workspace/prompt_files.hpp"

#include "core/base/embedded.hpp"
#include "core/base/quote.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_folder = "prompts";
constexpr std::string_view k_ending = ".prompt";
constexpr std::string_view k_embedded = "prompts/";
constexpr int k_depth_max = 8;
constexpr std::size_t k_files_max = 20'000;

class Lister {
  public:
    explicit Lister(const Workspace& workspace) : m_workspace(workspace) {}

    PromptSources run() {
        list(m_workspace.root() / k_folder, "", 0, false);
        for (const std::string& pack : m_workspace.config().prompt_packs) {
            const fs::path folder = m_workspace.root() / pack;
            std::error_code ec;
            if (!fs::is_directory(fs::symlink_status(folder, ec))) {
                finding(Level::error, "mkai.yaml", "unknown-pack",
                        fmt::format("there is no folder {} for a pack of partials", in_quotes(pack)),
                        "make it, or take it out of prompts.packs");
                continue;
            }
            list(folder, "", 0, true);
        }
        return std::move(m_out);
    }

  private:
    void finding(Level level, std::string file, std::string code, std::string message, std::string fix) {
        m_out.findings.push_back(
            make_finding(level, std::move(code), std::move(message), std::move(fix), std::move(file)));
    }

    std::string label_of(const fs::path& path) const {
        return path.lexically_relative(m_workspace.root()).generic_string();
    }

    void list(const fs::path& folder, const std::string& under, int depth, bool pack) {
        std::error_code ec;
        std::vector<fs::directory_entry> entries;
        for (const auto& entry : fs::directory_iterator(folder, ec)) entries.push_back(entry);
        std::ranges::sort(entries, {},
                          [](const fs::directory_entry& e) { return e.path().filename().string(); });
        for (const fs::directory_entry& entry : entries) {
            const std::string file = entry.path().filename().string();
            if (file.starts_with('.')) continue;
            if (entry.is_symlink(ec)) {
                if (file.ends_with(k_ending) || fs::is_directory(entry.path(), ec))
                    finding(Level::error, label_of(entry.path()), "symbolic-link",
                            "a prompt file is a link, and links are not followed",
                            "put the file itself there");
                continue;
            }
            if (entry.is_directory(ec)) {
                if (depth < k_depth_max && is_prompt_name(file))
                    list(entry.path(), under + file + "/", depth + 1, pack);
                continue;
            }
            if (file.ends_with(k_ending))
                take(entry.path(), under, file.substr(0, file.size() - k_ending.size()), pack);
        }
    }

    void take(const fs::path& path, const std::string& under, std::string stem, bool pack) {
        const bool partial = stem.starts_with('_');
        if (partial) stem.erase(0, 1);
        if (!is_prompt_name(stem))
            return finding(Level::error, label_of(path), "prompt-name",
                           fmt::format("{} is no name of a prompt", in_quotes(stem)),
                           "letters, digits, - and _");
        if (m_out.prompts.size() + m_out.partials.size() >= k_files_max) return;
        if (pack && !partial) return;  // a pack brings partials; what else lies there is nobody's prompt
        auto& into = partial ? m_out.partials : m_out.prompts;
        const std::string name = under + stem;
        const auto [there, fresh] = into.emplace(name, PromptSource{name, label_of(path), path});
        if (!fresh && pack && !there->second.label.starts_with(std::string(k_folder) + "/"))
            finding(Level::error, label_of(path), "duplicate",
                    fmt::format("the partial {} is in {} too", in_quotes(name), there->second.label),
                    "give one of them another name");
    }

    const Workspace& m_workspace;
    PromptSources m_out;
};

}  // namespace

PromptSources list_prompt_sources(const Workspace& workspace) {
    return Lister(workspace).run();
}

std::string prompt_name_of(const Workspace& workspace, const fs::path& path) {
    std::error_code ec;
    const fs::path whole = fs::weakly_canonical(path, ec);
    if (ec) return {};
    const fs::path root = fs::weakly_canonical(workspace.root() / k_folder, ec);
    const std::string relative = whole.lexically_relative(root).generic_string();
    if (relative.empty() || relative.starts_with("..") || !relative.ends_with(k_ending)) return {};
    return relative.substr(0, relative.size() - k_ending.size());
}

std::string_view built_in_prompt(std::string_view name) {
    const std::string file = fmt::format("{}{}{}", k_embedded, name, k_ending);
    for (const auto& one : embedded::templates())
        if (one.name == file) return one.text;
    return {};
}

std::vector<std::string> built_in_prompt_names() {
    std::vector<std::string> out;
    for (const auto& one : embedded::templates()) {
        if (!one.name.starts_with(k_embedded) || !one.name.ends_with(k_ending)) continue;
        const std::string_view name =
            one.name.substr(k_embedded.size(), one.name.size() - k_embedded.size() - k_ending.size());
        if (name.find('/') == std::string_view::npos) out.emplace_back(name);  // in folders are partials
    }
    return out;
}

std::string_view built_in_partial(std::string_view name) {
    const std::size_t file = name.rfind('/') + 1;  // 0 without one
    return built_in_prompt(fmt::format("{}_{}", name.substr(0, file), name.substr(file)));
}

}  // namespace mkai::workspace
