#include "cli/eval_html_cases.hpp"

#include "cli/eval_html.hpp"
#include "cli/html.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr std::size_t k_flaky_max = 200;

std::string outcome_tag(EvalOutcome outcome) {
    switch (outcome) {
        case EvalOutcome::pass:
            return page_tag("good", "passes");
        case EvalOutcome::fail:
            return page_tag("bad", "fails");
        default:
            return page_tag("odd", "no outcome");
    }
}

// --- which ones ---

// Which part of the page a test belongs to.
enum class Rank { critical, failing, untold, passing };
constexpr std::size_t k_ranks = 4;

Rank rank_of(const PageCase& test) {
    if (test.fails()) return test.critical ? Rank::critical : Rank::failing;
    return test.has_errors() ? Rank::untold : Rank::passing;
}

// --- an answer ---

struct ShownAnswer {
    EvalTold told;
    std::vector<EvalCheck> checks;
    std::string text;
    bool purged = false;
};

// The texts of an answer that is an object of texts, as copy is; else the whole answer under no name.
using NamedTexts = std::map<std::string, std::string>;
NamedTexts texts_of(const std::string& answer) {
    const auto json = parse_json(answer);
    if (!json || !json->is_object() || json->empty()) return {{"", answer}};
    NamedTexts out;
    for (const auto& [name, value] : json->items()) {
        if (value.is_structured() || name.empty()) return {{"", answer}};
        out[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return out;
}

std::string answer_html(const ShownAnswer& answer) {
    if (answer.purged)
        return "<p class=\"quiet\">The workspace's retention has taken this answer away.</p>\n";
    if (answer.text.empty()) return "<p class=\"quiet\">There is no answer.</p>\n";
    const std::string_view shown = prefix_of_bytes(answer.text, k_page_answer_bytes_max);
    std::string out;
    if (shown.size() < answer.text.size()) {
        out = fmt::format("<pre class=\"answer\" dir=\"auto\" lang=\"\">{}</pre>\n", html_text(shown));
        out += fmt::format("<p class=\"quiet\">{} of {} bytes are left out here.</p>\n",
                           answer.text.size() - shown.size(), answer.text.size());
        return out;
    }
    const NamedTexts texts = texts_of(answer.text);
    if (texts.contains(""))
        return fmt::format("<pre class=\"answer\" dir=\"auto\" lang=\"\">{}</pre>\n", html_text(shown));
    out = "<dl class=\"answer\">\n";
    for (const auto& [name, text] : texts)
        out +=
            fmt::format("<dt>{}</dt><dd dir=\"auto\" lang=\"\">{}</dd>\n", page_line(name), html_text(text));
    return out + "</dl>\n";
}

std::string checks_html(const std::vector<EvalCheck>& checks) {
    if (checks.empty()) return {};
    std::string out =
        "<table class=\"checks\"><caption>Checks of this answer</caption><thead><tr>"
        "<th scope=\"col\">Outcome</th><th scope=\"col\">Check</th><th scope=\"col\" "
        "class=\"number\">Score</th>"
        "<th scope=\"col\">Reason</th></tr></thead><tbody>\n";
    for (const EvalCheck& check : checks) {
        std::string name = page_line(check.type);
        if (check.metric != check.type)
            name += fmt::format(" <span class=\"quiet\">{}</span>", page_line(check.metric));
        out += fmt::format(
            "<tr><td>{}</td><th scope=\"row\">{}</th><td class=\"number\">{:.2f}</td><td "
            "dir=\"auto\">{}</td></tr>\n",
            check.passed ? page_tag("good", "ok") : page_tag("bad", "fails"), name, check.score,
            html_text(check.reason));
    }
    return page_scroll("Checks of this answer", out + "</tbody></table>\n");
}

// Why an answer failed, in a line.
std::string reason_of(const ShownAnswer& answer) {
    if (!answer.told.result.why.empty()) return answer.told.result.why;
    const auto failed = std::ranges::find(answer.checks, false, &EvalCheck::passed);
    return failed == answer.checks.end() ? std::string()
                                         : fmt::format("{}: {}", failed->type, failed->reason);
}

std::string one_answer(const app::EvalReport& report, const ShownAnswer& answer) {
    const EvalAnswer& a = answer.told.answer;
    const EvalResult& r = answer.told.result;
    std::string out =
        fmt::format("<details class=\"one{}\"><summary>", r.outcome == EvalOutcome::pass ? "" : " unpassed");
    out += outcome_tag(r.outcome);
    out += fmt::format(" <span>{}", html_text(page_variant_name(report, a.cell.variant)));
    if (report.run.trials > 1) out += fmt::format(", trial {} of {}", a.cell.trial + 1, report.run.trials);
    if (r.outcome != EvalOutcome::error) out += fmt::format(", score {:.2f}", r.score);
    out += "</span>";
    if (const std::string reason = r.outcome == EvalOutcome::pass ? "" : reason_of(answer); !reason.empty())
        out += fmt::format(" <span class=\"reason\" dir=\"auto\">{}</span>",
                           html_text(printable_line(prefix_of_bytes(reason, 400))));
    out += "</summary>\n";
    out += fmt::format("<p class=\"quiet\">${}, {} ms, {} tokens in and {} out{}</p>\n", to_decimal(a.cost),
                       a.latency_ms, a.input_tokens, a.output_tokens, a.cached ? ", from the cache" : "");
    if (!r.why.empty()) out += fmt::format("<p>{} {}</p>\n", page_tag("odd", "error"), page_line(r.why));
    return out + answer_html(answer) + checks_html(answer.checks) + "</details>\n";
}

// --- two answers ---

std::string differences(const app::EvalReport& report, const ShownAnswer& first, const ShownAnswer& other) {
    if (first.text.empty() || other.text.empty()) return {};
    std::string out = fmt::format("<details class=\"one\"><summary><span>From {} to {}</span>",
                                  html_text(page_variant_name(report, first.told.answer.cell.variant)),
                                  html_text(page_variant_name(report, other.told.answer.cell.variant)));
    if (first.text == other.text) return out + ": the same answer</summary></details>\n";
    switch (diff_size(first.text, other.text)) {
        case DiffSize::too_long:
            return out + ": too long to be compared word by word</summary></details>\n";
        case DiffSize::too_different:
            return out + ": another answer altogether</summary></details>\n";
        case DiffSize::readable:
            break;
    }
    out +=
        ": word by word</summary>\n<p class=\"quiet\">Struck out: only in the first. Underlined: only in the "
        "second.</p>\n<dl class=\"answer diff\">\n";
    const NamedTexts before = texts_of(first.text);
    const NamedTexts after = texts_of(other.text);
    std::set<std::string> names;
    for (const auto& entry : before) names.insert(entry.first);
    for (const auto& entry : after) names.insert(entry.first);
    std::size_t same = 0;
    for (const std::string& name : names) {
        const auto left = before.find(name);
        const auto right = after.find(name);
        const std::string a = left == before.end() ? std::string() : left->second;
        const std::string b = right == after.end() ? std::string() : right->second;
        if (a == b) {
            ++same;
            continue;
        }
        out += fmt::format("<dt>{}</dt><dd dir=\"auto\" lang=\"\">{}</dd>\n",
                           name.empty() ? "answer" : page_line(name), html_diff(a, b));
    }
    out += "</dl>\n";
    if (same > 0) out += fmt::format("<p class=\"quiet\">{} the same in both.</p>\n", counted(same, "field"));
    return out + "</details>\n";
}

Result<std::vector<ShownAnswer>> answers_of(const app::Session& session, const std::string& run,
                                            std::int64_t test, int variant) {
    auto told = session.ledger.list_eval_told(run, test, variant);
    if (!told) return fail(told);
    // Those that failed first: a page has no room for every trial.
    std::ranges::stable_sort(*told, {},
                             [](const EvalTold& one) { return one.result.outcome == EvalOutcome::pass; });
    std::vector<ShownAnswer> out;
    for (EvalTold& one : *told) {
        if (out.size() == k_page_trials_max) break;
        ShownAnswer shown;
        if (!one.answer.answer.empty()) {
            auto blob = session.ledger.get_blob(one.answer.answer);
            if (!blob) return fail(blob);
            shown.purged = blob->purged_at.has_value();
            if (!shown.purged) shown.text = std::move(blob->bytes);
        }
        auto checks = session.ledger.list_eval_checks(run, one.answer.cell, one.answer.take);
        if (!checks) return fail(checks);
        shown.checks = std::move(*checks);
        shown.told = std::move(one);
        out.push_back(std::move(shown));
    }
    return out;
}

bool is_flipped(const app::EvalReport& report, const std::string& id) {
    return std::ranges::any_of(report.variants, [&](const app::EvalVariantReport& v) {
        return v.against && std::ranges::find(v.against->flipped, id) != v.against->flipped.end();
    });
}

}  // namespace

bool PageCase::fails() const {
    return std::ranges::any_of(sums, [](const EvalCaseSum& sum) { return sum.failed > 0; });
}
bool PageCase::has_errors() const {
    return std::ranges::any_of(sums, [](const EvalCaseSum& sum) { return sum.errors > 0; });
}

std::string page_variant_name(const app::EvalReport& report, int variant) {
    const EvalVariant& v = report.variants[static_cast<std::size_t>(variant)].variant;
    const std::string name = app::name_of(v);
    return report.variants.size() == 1 ? name : fmt::format("{}. {}", variant + 1, name);
}

Result<PageCases> choose_page_cases(const app::Session& session, const std::string& run) {
    PageCases out;
    std::array<std::vector<PageCase>, k_ranks> ranked;
    PageCase now;
    const auto settle = [&] {
        if (now.sums.empty()) return;
        ++out.all;
        if (now.fails() || now.has_errors()) ++out.failing;
        auto& same = ranked[static_cast<std::size_t>(rank_of(now))];
        if (same.size() < k_page_cases_max) same.push_back(std::move(now));
        now = {};
    };
    auto read = session.ledger.each_eval_case(run, [&](const EvalCaseSum& sum) -> Done {
        if (sum.passed > 0 && sum.failed > 0) {
            ++out.flaky_in_all;
            if (out.flaky.size() < k_flaky_max)
                out.flaky.push_back({sum.id, sum.variant, sum.passed, sum.trials()});
        }
        if (now.sums.empty() || now.number != sum.test) {
            settle();
            now = {sum.test, sum.id, sum.description, sum.cluster, sum.digest, sum.critical, {}};
        }
        now.sums.push_back(sum);
        return {};
    });
    if (!read) return fail(read);
    settle();
    for (std::vector<PageCase>& rank : ranked)
        for (PageCase& test : rank)
            if (out.shown.size() < k_page_cases_max) out.shown.push_back(std::move(test));
    return out;
}

Result<std::string> page_case(const app::Session& session, const app::EvalReport& report,
                              const PageCase& test, std::size_t place) {
    const Rank rank = rank_of(test);
    std::string out =
        fmt::format("<article class=\"case\" aria-labelledby=\"case-{0}\">\n<h3 id=\"case-{0}\">", place);
    out += outcome_tag(rank == Rank::passing  ? EvalOutcome::pass
                       : rank == Rank::untold ? EvalOutcome::error
                                              : EvalOutcome::fail);
    out += fmt::format(" <bdi>{}</bdi>", page_line(test.id));
    if (test.critical) out += " " + page_tag("strong", "critical");
    if (is_flipped(report, test.id)) out += " " + page_tag("bad", "passed before");
    out += "</h3>\n";
    if (!test.description.empty())
        out += fmt::format("<p dir=\"auto\">{}</p>\n", html_text(test.description));
    out += fmt::format(
        "<p class=\"quiet\">test {}{}, digest {}</p>\n", test.number + 1,
        test.cluster == test.id ? std::string() : fmt::format(", cluster {}", page_line(test.cluster)),
        html_text(prefix_of_bytes(test.digest, 12)));
    std::vector<ShownAnswer> firsts;  // of each variant, to be compared
    for (const app::EvalVariantReport& v : report.variants) {
        auto answers = answers_of(session, report.run.id, test.number, v.variant.number);
        if (!answers) return fail(answers);
        for (const ShownAnswer& answer : *answers) out += one_answer(report, answer);
        const auto sum = std::ranges::find(test.sums, v.variant.number, &EvalCaseSum::variant);
        if (sum != test.sums.end()) {
            const auto trials =
                static_cast<std::size_t>(sum->trials()) + static_cast<std::size_t>(sum->errors);
            if (trials > answers->size())
                out += fmt::format("<p class=\"quiet\">{} more of {} left out: {} of {} passed.</p>\n",
                                   counted(trials - answers->size(), "trial"),
                                   html_text(page_variant_name(report, v.variant.number)), sum->passed,
                                   sum->trials());
        }
        if (!answers->empty()) firsts.push_back(std::move(answers->front()));
    }
    for (std::size_t i = 1; i < firsts.size(); ++i) out += differences(report, firsts.front(), firsts[i]);
    return out + "</article>\n";
}

}  // namespace mkai::cli
