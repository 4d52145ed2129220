#include "core/domain/finding.hpp"

#include "core/base/names.hpp"

#include <algorithm>
#include <tuple>

namespace mkai {

namespace {
constexpr Names<Level, 3> k_level_names{
    {{Level::note, "note"}, {Level::warning, "warning"}, {Level::error, "error"}}};
}

std::string_view to_string(Level level) {
    return name_of(k_level_names, level);
}

Finding make_finding(Level level, std::string code, std::string message, std::string fix, std::string file,
                     int line, int column, std::string field) {
    Finding finding;
    finding.level = level;
    finding.code = std::move(code);
    finding.message = std::move(message);
    finding.fix = std::move(fix);
    finding.file = std::move(file);
    finding.line = line;
    finding.column = column;
    finding.field = std::move(field);
    return finding;
}

std::size_t count_of(const std::vector<Finding>& findings, Level level) {
    return static_cast<std::size_t>(std::ranges::count(findings, level, &Finding::level));
}

bool has_errors(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& f) { return f.level == Level::error; });
}

void sort_findings(std::vector<Finding>& findings) {
    const auto place = [](const Finding& f) { return std::tie(f.file, f.line, f.column, f.code, f.message); };
    std::ranges::stable_sort(findings, std::less<>{}, place);
    const auto same = [&](const Finding& a, const Finding& b) { return place(a) == place(b); };
    findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace mkai
