#include "core/domain/finding.hpp"

#include "core/base/names.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

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

void sort_by_begin(std::vector<Finding>& findings) {
    if (std::ranges::is_sorted(findings, {}, &Finding::begin)) return;
    // Their places are sorted, and each finding moved once: it is large.
    std::vector<std::pair<std::size_t, std::size_t>> order;
    order.reserve(findings.size());
    for (std::size_t i = 0; i < findings.size(); ++i) order.emplace_back(findings[i].begin, i);
    std::ranges::sort(order);
    for (std::size_t first = 0; first < order.size(); ++first) {
        if (order[first].second == first) continue;
        // A circle of places, each of which gets what the next has.
        Finding moved = std::move(findings[first]);
        std::size_t at = first;
        for (std::size_t from = order[at].second; from != first; from = order[at].second) {
            findings[at] = std::move(findings[from]);
            order[at].second = at;
            at = from;
        }
        findings[at] = std::move(moved);
        order[at].second = at;
    }
}

void sort_findings(std::vector<Finding>& findings) {
    const auto place = [](const Finding& f) { return std::tie(f.file, f.line, f.column, f.code, f.message); };
    std::ranges::stable_sort(findings, std::less<>{}, place);
    const auto same = [&](const Finding& a, const Finding& b) { return place(a) == place(b); };
    findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

}  // namespace mkai
