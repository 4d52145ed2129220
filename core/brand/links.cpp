#include "core/brand/links.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

constexpr std::array<std::string_view, 9> k_names{
    "utm_source",          "utm_medium",          "utm_campaign",        "utm_id", "utm_term", "utm_content",
    "utm_source_platform", "utm_creative_format", "utm_marketing_tactic"};
// A visit is counted whole with these.
constexpr std::array<std::string_view, 3> k_together{"utm_source", "utm_medium", "utm_campaign"};

constexpr std::size_t k_name_bytes_max = 40;

bool is_known(std::string_view name) {
    return std::ranges::find(k_names, name) != k_names.end();
}

// The known name that was meant, or empty: with a u, t and m before a separator, or nearly one of them.
std::string_view meant_by(std::string_view name) {
    constexpr std::size_t k_typos_max = 2;
    if (name.size() > k_name_bytes_max || name.size() < 5) return {};
    std::string plain = lower_ascii(name);
    std::ranges::replace(plain, '-', '_');
    std::ranges::replace(plain, '.', '_');
    std::string_view best;
    std::size_t best_distance = k_typos_max + 1;
    for (const std::string_view known : k_names) {
        const std::size_t distance = edit_distance(plain, known);
        // Short names are near to many words.
        const bool near = distance < best_distance && distance * 4 <= known.size();
        if (!near) continue;
        best = known;
        best_distance = distance;
    }
    return best;
}

bool looks_like_utm(std::string_view name) {
    return lower_ascii(name.substr(0, 4)) == "utm_";
}

struct Parameter {
    std::size_t begin = 0, equals = 0, end = 0;
    bool behind_hash = false;
};

std::vector<Parameter> parameters_of(std::string_view link) {
    std::vector<Parameter> out;
    const std::size_t hash = std::min(link.find('#'), link.size());
    std::size_t at = link.find('?');
    if (at == std::string_view::npos || at > hash) at = hash;
    while (at < link.size()) {
        ++at;
        std::size_t end = at;
        while (end < link.size() && link[end] != '&' && link[end] != '#' && link[end] != '?') ++end;
        const std::size_t equals = at + std::min(link.substr(at, end - at).find('='), end - at);
        if (end > at) out.push_back({at, equals, end, at > hash});
        at = end;
    }
    return out;
}

// What a value may not have, in words; empty: it is fine.
std::string_view wrong_with(std::string_view value) {
    struct Mark {
        std::string_view mark;
        std::string_view what;
    };
    constexpr std::array k_marks{Mark{"%20", "a space (%20)"}, Mark{"+", "a space (+)"},
                                 Mark{" ", "a space"}};
    if (value.empty()) return "no value";
    for (const Mark& mark : k_marks)
        if (value.find(mark.mark) != std::string_view::npos) return mark.what;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool in_code = (i >= 1 && value[i - 1] == '%') || (i >= 2 && value[i - 2] == '%');
        if (!in_code && value[i] >= 'A' && value[i] <= 'Z') return "capital letters";
    }
    return {};
}

std::string mended(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool code = value.substr(i, 3) == "%20";
        if (code || value[i] == ' ' || value[i] == '+')
            out += '-';
        else
            out += value[i];
        if (code) i += 2;
    }
    return lower_ascii(out);
}

class LinkCheck {
  public:
    LinkCheck(std::string_view link, bool inside) : m_link(link), m_inside(inside) {}

    std::vector<LinkProblem> run() {
        for (const Parameter& parameter : parameters_of(m_link)) check(parameter);
        check_together();
        return std::move(m_problems);
    }

  private:
    void add(std::string_view code, const Parameter& at, std::string message, std::string fix) {
        m_problems.push_back({std::string(code), std::move(message), std::move(fix), at.begin, at.end});
    }

    void check(const Parameter& parameter) {
        const std::string name(m_link.substr(parameter.begin, parameter.equals - parameter.begin));
        const bool known = is_known(name);
        const std::string_view meant = known ? std::string_view(name) : meant_by(name);
        if (!known && meant.empty() && !looks_like_utm(name)) return;
        if (!known)
            add("utm-name", parameter, fmt::format("{} is no parameter that is counted", in_quotes(name)),
                meant.empty() ? fmt::format("write one of {}", join_names())
                              : fmt::format("write {}", meant));
        const std::string key(meant.empty() ? std::string_view(name) : meant);
        if (!m_seen.emplace(key, parameter).second)
            add("utm-twice", parameter, fmt::format("{} stands twice, and one of them is lost", key),
                "take one of them out");
        if (m_told_place) return check_value(parameter, key);
        if (m_inside || parameter.behind_hash) m_told_place = true;
        if (m_inside)
            add("utm-place", parameter,
                fmt::format("{} in a link to the page's own site ends the visit that brought the reader",
                            key),
                "take the utm_ parameters out of this link");
        else if (parameter.behind_hash)
            add("utm-place", parameter, fmt::format("{} stands behind the #, where it is not counted", key),
                "put the utm_ parameters before the #");
        check_value(parameter, key);
    }

    void check_value(const Parameter& parameter, const std::string& key) {
        const std::string_view value =
            parameter.equals < parameter.end
                ? m_link.substr(parameter.equals + 1, parameter.end - parameter.equals - 1)
                : std::string_view{};
        // Filled by the platform: {campaign.name}, %%NAME%%, {{name}}.
        if (value.find('{') != std::string_view::npos || value.find("%%") != std::string_view::npos) return;
        const std::string_view wrong = wrong_with(value);
        if (wrong.empty()) return;
        add("utm-value", parameter,
            value.empty()
                ? fmt::format("{} has no value", key)
                : fmt::format("{} has {}, which is counted apart: {}", key, wrong, in_quotes(value)),
            value.empty() ? "give it one, or take it out" : fmt::format("write {}={}", key, mended(value)));
    }

    void check_together() {
        std::vector<std::string> missing;
        const Parameter* first = nullptr;
        for (const std::string_view name : k_together) {
            const auto seen = m_seen.find(std::string(name));
            if (seen == m_seen.end())
                missing.emplace_back(name);
            else if (first == nullptr || seen->second.begin < first->begin)
                first = &seen->second;
        }
        if (first == nullptr || missing.empty()) return;
        add("utm-incomplete", *first,
            fmt::format("{} is missing beside the other utm_ parameters", join(missing, " and ")),
            fmt::format("add {}", join(missing, " and ")));
    }

    static std::string join_names() {
        return fmt::format("{}, {}, {}, utm_term, utm_content, utm_id", k_together[0], k_together[1],
                           k_together[2]);
    }

    std::string_view m_link;
    bool m_inside;
    bool m_told_place = false;
    std::map<std::string, Parameter> m_seen;
    std::vector<LinkProblem> m_problems;
};

bool ends_link(char c) {
    return static_cast<unsigned char>(c) <= ' ' ||
           std::string_view("<>\"'`|\\^").find(c) != std::string_view::npos;
}

}  // namespace

std::vector<LinkProblem> check_link(std::string_view link, bool inside) {
    return LinkCheck(link, inside).run();
}

std::string host_of(std::string_view link) {
    const std::size_t scheme = link.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::size_t begin = scheme + 3;
    const std::size_t end = std::min(link.find_first_of("/?#:", begin), link.size());
    return lower_ascii(link.substr(begin, end - begin));
}

std::vector<Finding> check_links(std::string_view field, std::string_view label, std::string_view text,
                                 std::string_view own_host) {
    FindingKeeper findings;
    // Every tagged link has a parameter; the link around it is what has no space and no bracket.
    std::size_t from = 0;
    while (true) {
        const std::size_t mark = text.find_first_of("?#", from);
        if (mark == std::string_view::npos) return std::move(findings).take();
        std::size_t begin = mark;
        while (begin > from && !ends_link(text[begin - 1]) && text[begin - 1] != '(' &&
               text[begin - 1] != '[')
            --begin;
        std::size_t end = mark;
        while (end < text.size() && !ends_link(text[end]) && text[end] != ')' && text[end] != ']') ++end;
        from = end + (end == mark ? 1 : 0);
        while (end > mark && std::string_view(".,;:!?").find(text[end - 1]) != std::string_view::npos) --end;
        const std::string_view link = text.substr(begin, end - begin);
        if (link.find('=') == std::string_view::npos) continue;
        const std::string host = host_of(link);
        const bool address = !host.empty() || link.find('/') != std::string_view::npos;
        if (!address) continue;
        const bool inside = link.starts_with('/') || (!own_host.empty() && host == own_host);
        for (LinkProblem& problem : check_link(link, inside)) {
            Finding* const finding = findings.add(Level::warning, problem.code);
            if (finding == nullptr) continue;
            finding->message = fmt::format("{} has a link that is counted wrong: {}", label, problem.message);
            finding->fix = std::move(problem.fix);
            finding->field = field;
            finding->begin = begin + problem.begin;
            finding->end = begin + problem.end;
            finding->excerpt = text.substr(finding->begin, finding->end - finding->begin);
            finding->source = "https://support.google.com/analytics/answer/10917952 (2026-11-26)";
        }
    }
}

}  // namespace mkai::brand
