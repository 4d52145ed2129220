#include "core/base/embedded.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/workspace.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_root_file = "mkai.yaml";
constexpr std::string_view k_demo_actor = "maria";

// A slug from words: "Ada Lovelace" to "ada-lovelace"; `otherwise` when nothing is left.
std::string slug_of(std::string_view words, std::string_view otherwise) {
    std::string slug;
    for (const char c : lower_ascii(words)) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (allowed)
            slug += c;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    slug = slug.substr(0, 64);
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug.empty() ? std::string(otherwise) : slug;
}

// What stands between @ signs in the templates.
std::map<std::string, std::string> values_of(const fs::path& folder, const InitOptions& options, TimeMs now) {
    const std::string folder_name = fs::absolute(folder).lexically_normal().filename().string();
    const std::string email = options.git_user_email.empty() ? "me@example.com" : options.git_user_email;
    const std::string name = options.git_user_name.empty() ? "Your Name" : options.git_user_name;
    const int year = date_of(now).year;
    const std::string id_source = options.git_user_name.empty() ? email.substr(0, email.find('@')) : name;
    return {{"@NAME@", slug_of(options.name.empty() ? folder_name : options.name, "workspace")},
            {"@PERSON_ID@", slug_of(id_source, "me")},
            {"@PERSON_NAME@", yaml_scalar(name)},
            {"@PERSON_EMAIL@", yaml_scalar(email)},
            // Evidence is of a year that is over, and so never from a day that is still to come.
            {"@LAST_YEAR@", std::to_string(year - 1)},
            {"@NEXT_YEAR@", std::to_string(year + 1)}};
}

std::string filled(std::string_view text, const std::map<std::string, std::string>& values) {
    std::string out(text);
    for (const auto& [mark, value] : values)
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at + value.size()))
            out.replace(at, mark.size(), value);
    return out;
}

using Files = std::map<std::string, std::string>;  // by path in the new workspace

void take_templates(std::string_view folder, const std::map<std::string, std::string>& values, Files& files) {
    for (const auto& file : embedded::templates()) {
        if (!file.name.starts_with(folder)) continue;
        const std::string name(file.name.substr(folder.size()));
        files[name == "gitignore" ? ".gitignore" : name] = filled(file.text, values);
    }
}

Files files_of(const fs::path& folder, const InitOptions& options, TimeMs now) {
    Files files;
    const auto values = values_of(folder, options, now);
    if (options.demo)
        take_templates("demo/", values, files);
    else
        take_templates("workspace/", values, files);
    for (const auto& schema : embedded::schemas())
        files[".mkai/schemas/" + std::string(schema.name)] = std::string(schema.text);
    // Ignores itself, so that a ledger never gets into git where a .gitignore was there before.
    files[".mkai/.gitignore"] = "*\n";
    if (options.demo)
        files[".mkai/config.yaml"] = fmt::format(
            "# Your own settings for this clone; git does not see them.\n"
            "# yaml-language-server: $schema=schemas/config.json\n"
            "as: {}   # who you are when a command does not say --as\n",
            k_demo_actor);
    return files;
}

}  // namespace

Result<std::vector<std::string>> init(const fs::path& folder, const InitOptions& options, TimeMs now) {
    std::error_code failed;
    if (fs::exists(folder / k_root_file, failed))
        return fail(ErrorCode::already_exists,
                    fmt::format("{} is a workspace already", in_quotes(folder.string())),
                    "choose another folder, or go there and type mkai status");
    const Files files = files_of(folder, options, now);
    std::vector<std::string> written;
    const auto write = [&](const std::string& name, const std::string& text) -> Done {
        if (fs::exists(fs::symlink_status(folder / name, failed))) return {};  // never overwritten
        if (auto done = write_file_atomically(folder / name, text, Durability::none); !done) return done;
        written.push_back(name);
        return {};
    };
    for (const auto& [name, text] : files)
        if (name != k_root_file)
            if (auto done = write(name, text); !done) return fail(done);
    // Last, because it makes the folder a workspace: an init that was interrupted can be typed again.
    if (auto done = write(std::string(k_root_file), files.at(std::string(k_root_file))); !done)
        return fail(done);
    std::sort(written.begin(), written.end());
    return written;
}

}  // namespace mkai::workspace
