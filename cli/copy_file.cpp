#include "cli/copy_file.hpp"

#include "core/base/file.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Error unreadable(const std::string& name, const YamlResult& yaml) {
    Error error{ErrorCode::invalid_file,
                fmt::format("\"{}\" cannot be read as fields", printable_line(name)),
                {},
                {}};
    for (const YamlProblem& p : yaml.problems)
        error.with_context(fmt::format("{}:{}:{}: {}", printable_line(name), p.at.line, p.at.column,
                                       printable_line(p.message)));
    if (!yaml.problems.empty()) error.fix = yaml.problems.front().fix;
    return error;
}

}  // namespace

// YAML or JSON, which is read as YAML: an object of fields.
Result<Json> read_data(const std::string& name, std::string_view text) {
    if (name.ends_with(".json")) {
        auto json = parse_json(text, {k_copy_bytes_max, 16});
        if (!json)
            return fail(ErrorCode::invalid_file,
                        fmt::format("\"{}\": {}", printable_line(name), json.error().message),
                        json.error().fix);
        return json;
    }
    const YamlResult yaml = parse_yaml(text, {k_copy_bytes_max, 16, 20'000});
    if (!yaml.ok()) return fail(unreadable(name, yaml));
    return yaml_to_exact_json(*yaml.root);
}

bool is_import_file(std::string_view name) {
    constexpr std::array<std::string_view, 3> k_endings{".yaml", ".yml", ".json"};
    return std::ranges::any_of(k_endings, [&](std::string_view e) { return name.ends_with(e); });
}

Result<std::vector<app::ImportItem>> read_copy_file(const std::string& file) {
    auto text = read_file(file, k_copy_bytes_max);
    if (!text) return fail(text);
    auto json = read_data(file, *text);
    if (!json) return fail(json);
    return app::read_import(*json);
}

}  // namespace mkai::cli
