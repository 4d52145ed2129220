// A workspace in a folder of its own, taken away at the end.
#pragma once

#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/workspace/workspace.hpp"

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

template <>
struct doctest::StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string text;
        for (const auto& line : lines) text += "\n    " + line;
        return text.c_str();
    }
};

namespace mkai::workspace {

class Folder {
  public:
    explicit Folder(const fs::path& parent = fs::temp_directory_path()) {
        std::string pattern = (parent / "mkai-test-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        m_path = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path& path() const { return m_path; }
    void write(std::string_view name, std::string_view text) const {
        REQUIRE(write_file_atomically(m_path / name, text, Durability::none));
    }
    std::string read(std::string_view name) const {
        auto text = read_file(m_path / name, 1u << 22);
        REQUIRE(text);
        return *text;
    }
    // Replaces the one `from` in a file.
    void edit(std::string_view name, std::string_view from, std::string_view to) const {
        std::string text = read(name);
        const auto at = text.find(from);
        REQUIRE_MESSAGE(at != std::string::npos, from);
        write(name, text.replace(at, from.size(), to));
    }

  private:
    fs::path m_path;
};

inline constexpr TimeMs k_made_at{1'795'424'400'000};  // 2026-11-23T09:00:00Z

// The demo workspace, on disk.
class Demo : public Folder {
  public:
    explicit Demo(const fs::path& parent = fs::temp_directory_path(), TimeMs made_at = k_made_at)
        : Folder(parent) {
        REQUIRE(
            init(path(), {.name = "demo", .demo = true, .git_user_name = {}, .git_user_email = {}}, made_at));
    }

    Workspace open() const {
        auto workspace = Workspace::open(path());
        if (!workspace) FAIL(join(workspace.error().context, "; "));
        return std::move(*workspace);
    }
};

// "line:column level message" of each finding.
inline std::vector<std::string> lines_of(const std::vector<Finding>& findings) {
    std::vector<std::string> lines;
    for (const auto& f : findings)
        lines.push_back(fmt::format("{}:{} {} {}", f.line, f.column, to_string(f.level), f.message));
    return lines;
}

}  // namespace mkai::workspace
