#include "core/domain/finding.hpp"

#include "core/base/names.hpp"

#include <algorithm>
#include <iterator>
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
    std::size_t count = 0;
    for (const Finding& f : findings)
        if (f.level == level) count += std::max<std::size_t>(f.stands_for, 1);
    return count;
}

std::size_t count_waived(const std::vector<Finding>& findings) {
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [](const Finding& f) { return !f.waived_by.empty(); }));
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
    const auto place = [](const Finding& f) {
        return std::tuple<const std::string&, bool, int, int, const std::string&, const std::string&>(
            f.file, f.stands_for > 0, f.line, f.column, f.code, f.message);
    };
    std::ranges::stable_sort(findings, std::less<>{}, place);
    const auto same = [&](const Finding& a, const Finding& b) {
        return a.stands_for == 0 && place(a) == place(b);
    };
    findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

Finding* FindingKeeper::add(Level level, std::string_view code, std::string_view rule) {
    if (++m_of_level[static_cast<std::size_t>(level)] <= k_findings_told_max) {
        Finding& finding = m_kept.emplace_back();
        finding.level = level;
        finding.code = code;
        finding.rule = rule;
        return &finding;
    }
    auto known = std::ranges::find_if(
        m_counted, [&](const Counted& c) { return c.level == level && c.code == code && c.rule == rule; });
    // The newest last: what comes often is found at once.
    if (known == m_counted.end())
        known = m_counted.insert(m_counted.end(), {level, std::string(code), std::string(rule), 0});
    ++known->count;
    return nullptr;
}

std::vector<Finding> FindingKeeper::take() && {
    for (Counted& counted : m_counted) {
        Finding& finding = m_kept.emplace_back();
        finding.level = counted.level;
        finding.code = std::move(counted.code);
        finding.rule = std::move(counted.rule);
        finding.stands_for = counted.count;
    }
    return std::move(m_kept);
}

void leave_out_beyond(std::vector<Finding>& findings, std::size_t max) {
    const auto stands = [](const Finding& f) { return f.stands_for > 0; };
    if (findings.size() <= max && std::ranges::none_of(findings, stands)) return;
    constexpr std::array k_levels{Level::error, Level::warning, Level::note};
    std::vector<bool> stays(findings.size(), false);
    std::vector<Finding> others;
    std::size_t room = max;
    for (const Level level : k_levels) {
        std::size_t left = 0;
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const Finding& f = findings[i];
            if (f.level != level) continue;
            if (f.stands_for == 0 && room > 0) {
                stays[i] = true;
                --room;
            } else {
                left += std::max<std::size_t>(f.stands_for, 1);
            }
        }
        if (left == 0) continue;
        Finding& other = others.emplace_back();
        other.level = level;
        other.code = "findings-left-out";
        other.stands_for = left;
        other.file = findings.front().file;
        other.message = std::to_string(left) + " more " + std::string(to_string(level)) +
                        (left == 1 ? "" : "s") + ", counted and not told";
        other.fix = "mend those that are told, then check again";
    }
    std::size_t at = 0;
    std::erase_if(findings, [&](const Finding&) { return !stays[at++]; });
    std::ranges::move(others, std::back_inserter(findings));
}

}  // namespace mkai
