#include "core/app/eval_checks.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/policy/expression.hpp"
#include "core/privacy/personal.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

enum class Family { claims, facts, disclosures, brand, channel };

struct FamilyRow {
    std::string_view name;
    Family family;
    std::string_view summary;
};
constexpr std::array k_families{
    FamilyRow{"claims", Family::claims, "every claim is supported by an approved one"},
    FamilyRow{"facts", Family::facts, "each number, price and date is the brief's, the offer's or a claim's"},
    FamilyRow{"disclosures", Family::disclosures,
              "the lines that the market asks for are there and can be seen"},
    FamilyRow{"brand", Family::brand, "no rule of the brand's words is broken"},
    FamilyRow{"channel", Family::channel, "it fits the channel's fields and limits"},
};

Family family_of(const Finding& finding) {
    const std::string& code = finding.code;
    if (code.starts_with("claim-")) return Family::claims;
    if (code == "fact-not-in-brief" || code == "typed-by-hand" || code == "discount-untrue")
        return Family::facts;
    if (code.starts_with("disclosure-") || code.starts_with("footnote-")) return Family::disclosures;
    if (code == "word-rule" || code == "typography") return Family::brand;
    return Family::channel;
}

// The findings of an answer, made once however many checks ask.
class AnswerFindings {
  public:
    AnswerFindings(const Session& session, CopyCheck check)
        : m_session(session), m_check(std::move(check)), m_today(session.workspace) {}

    Result<const std::vector<Finding>*> of(const eval::Answer& answer) {
        if (m_test == answer.test.id && m_text == answer.text) return &m_findings;
        auto findings = answer.test.brief.empty() ? of_text(answer) : of_asset(answer);
        if (!findings) return fail(findings);
        m_test = answer.test.id;
        m_text = answer.text;
        m_findings = std::move(*findings);
        return &m_findings;
    }

  private:
    Result<std::vector<Finding>> of_text(const eval::Answer& answer) {
        return m_check.check(
            LooseCopy{"answer", "answer", answer.text, answer.test.locale, nullptr, nullptr});
    }
    Result<std::vector<Finding>> of_asset(const eval::Answer& answer) {
        auto today = m_today.look({answer.test.brief, answer.test.deliverable, answer.test.locale, "a"});
        if (!today) return fail(today);
        Content content;
        auto fields = answer.json ? fields_from_json(*answer.json)
                                  : Result<Fields>(fail(ErrorCode::invalid_value, "the answer is not JSON"));
        if (!fields) {
            Finding finding;
            finding.code = "not-copy";
            finding.message = fields.error().message;
            return std::vector<Finding>{std::move(finding)};
        }
        content.fields = std::move(*fields);
        fill_slots_today(*today, content);
        return m_check.check(*today, content);
    }

    const Session& m_session;
    CopyCheck m_check;
    TodayReader m_today;
    std::string m_test;
    std::string m_text;
    std::vector<Finding> m_findings;
};

class FamilyCheck : public eval::Check {
  public:
    FamilyCheck(std::shared_ptr<AnswerFindings> findings, Family family, Level level)
        : m_findings(std::move(findings)), m_family(family), m_level(level) {}

    Result<eval::Outcome> run(const eval::Answer& answer) const override {
        auto findings = m_findings->of(answer);
        if (!findings) return fail(findings);
        std::size_t count = 0;
        const Finding* first = nullptr;
        for (const Finding& finding : **findings) {
            if (finding.level < m_level || family_of(finding) != m_family) continue;
            ++count;
            if (!first) first = &finding;
        }
        if (!first) return eval::Outcome{true, 1, "nothing found"};
        std::string reason =
            first->field.empty() ? first->message : fmt::format("{}: {}", first->field, first->message);
        if (count > 1) reason += fmt::format(" (and {} more)", count - 1);
        return eval::Outcome{false, 0, printable_line(reason)};
    }

  private:
    std::shared_ptr<AnswerFindings> m_findings;
    Family m_family;
    Level m_level;
};

Result<Level> level_of(const Json& value) {
    if (value.is_null()) return Level::error;
    const std::string text = value.is_string() ? value.get<std::string>() : std::string();
    for (const Level level : {Level::note, Level::warning, Level::error})
        if (text == to_string(level)) return level;
    return fail(ErrorCode::invalid_value, "the value is the level from which a finding counts",
                "error, warning or note");
}

class PersonalCheck : public eval::Check {
  public:
    Result<eval::Outcome> run(const eval::Answer& answer) const override {
        const auto found = privacy::find_personal_data(answer.text);
        if (found.empty()) return eval::Outcome{true, 1, "nothing found"};
        return eval::Outcome{false, 0, fmt::format("it holds what looks like {}", found.front().what)};
    }
};

// The facts that a condition may name, and where they are from.
struct SqlColumn {
    std::string_view name;
    policy::FactType type;
    Json (*of)(const eval::Answer&);
};
const std::array k_sql_columns{
    SqlColumn{"output", policy::FactType::text,
              [](const eval::Answer& a) { return Json(std::string(a.text)); }},
    SqlColumn{"is_json", policy::FactType::boolean,
              [](const eval::Answer& a) { return Json(a.json != nullptr); }},
    SqlColumn{"characters", policy::FactType::integer,
              [](const eval::Answer& a) { return Json(count_code_points(a.text)); }},
    SqlColumn{"cost_usd", policy::FactType::real,
              [](const eval::Answer& a) { return Json(static_cast<double>(a.cost.value) / 1e12); }},
    SqlColumn{"latency_ms", policy::FactType::integer,
              [](const eval::Answer& a) { return Json(a.latency_ms); }},
    SqlColumn{"input_tokens", policy::FactType::integer,
              [](const eval::Answer& a) { return Json(a.input_tokens); }},
    SqlColumn{"output_tokens", policy::FactType::integer,
              [](const eval::Answer& a) { return Json(a.output_tokens); }},
    SqlColumn{"test", policy::FactType::text, [](const eval::Answer& a) { return Json(a.test.id); }},
    SqlColumn{"brief", policy::FactType::text, [](const eval::Answer& a) { return Json(a.test.brief); }},
    SqlColumn{"locale", policy::FactType::text, [](const eval::Answer& a) { return Json(a.test.locale); }},
};

class SqlCheck : public eval::Check {
  public:
    SqlCheck(std::string sql, policy::Expression expression)
        : m_sql(std::move(sql)), m_expression(std::move(expression)) {}

    Result<eval::Outcome> run(const eval::Answer& answer) const override {
        std::vector<Json> facts;
        for (const SqlColumn& column : k_sql_columns) facts.push_back(column.of(answer));
        auto holds = m_expression.evaluate(facts);
        if (!holds) return fail(holds);
        if (!*holds) return fail(ErrorCode::invalid_value, fmt::format("{} is NULL here", in_quotes(m_sql)));
        return eval::Outcome{**holds, **holds ? 1.0 : 0.0,
                             fmt::format("{} {}", in_quotes(m_sql), **holds ? "holds" : "does not hold")};
    }

  private:
    std::string m_sql;
    policy::Expression m_expression;
};

Result<std::unique_ptr<const eval::Check>> make_sql(const eval::CheckSpec& spec) {
    if (!spec.value->is_string())
        return fail(ErrorCode::invalid_value, "the value is a condition in SQL", "value: latency_ms < 2000");
    std::vector<policy::FactColumn> columns;
    for (const SqlColumn& column : k_sql_columns) columns.push_back({std::string(column.name), column.type});
    const std::string sql = spec.value->get<std::string>();
    auto expression = policy::Expression::compile(sql, columns);
    if (!expression) return fail(expression);
    return std::make_unique<const SqlCheck>(sql, std::move(*expression));
}

}  // namespace

Result<eval::CheckTable> eval_checks(const Session& session) {
    auto check = CopyCheck::make(session.workspace, session.ledger, session.clock.now());
    if (!check) return fail(check);
    auto findings = std::make_shared<AnswerFindings>(session, std::move(*check));
    std::vector<eval::CheckType> types = eval::built_in_checks();
    for (const FamilyRow& row : k_families)
        types.push_back({std::string(row.name), std::string(row.summary),
                         [findings, family = row.family](
                             const eval::CheckSpec& spec) -> Result<std::unique_ptr<const eval::Check>> {
                             auto level = level_of(*spec.value);
                             if (!level) return fail(level);
                             return std::make_unique<const FamilyCheck>(findings, family, *level);
                         }});
    types.push_back({"pii-free", "nothing that looks like the data of a person",
                     [](const eval::CheckSpec&) -> Result<std::unique_ptr<const eval::Check>> {
                         return std::make_unique<const PersonalCheck>();
                     }});
    types.push_back({"sql", "a condition over output, latency_ms, cost_usd and the like holds", make_sql});
    return eval::CheckTable(std::move(types));
}

}  // namespace mkai::app
