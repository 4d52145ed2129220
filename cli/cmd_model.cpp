#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/app/models.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

std::string or_all(const std::vector<std::string>& names) {
    return names.empty() ? "all" : join(names, ", ");
}

std::vector<std::string> names_of(const std::vector<Role>& roles) {
    std::vector<std::string> names;
    for (const Role role : roles) names.emplace_back(to_string(role));
    return names;
}

bool is_overdue(const app::DeclaredModel& m) {
    return std::ranges::find(m.findings, "review-overdue", &Finding::code) != m.findings.end();
}

std::string asked_words(const ModelDecl& model, const std::string& host) {
    std::string out = model.provider;
    if (!model.model.empty()) out += " " + printable_line(model.model);
    if (!host.empty()) out += " at " + host;
    return out;
}

// --- JSON ---

Json limits_json(const ModelDecl& m) {
    return {{"timeout_ms", m.timeout_ms},
            {"idle_timeout_ms", m.idle_timeout_ms},
            {"deadline_ms", m.deadline_ms},
            {"attempts_max", m.attempts_max},
            {"concurrency", m.concurrency},
            {"requests_per_minute", m.requests_per_minute > 0 ? Json(m.requests_per_minute) : Json(nullptr)},
            {"tokens_per_minute", m.tokens_per_minute > 0 ? Json(m.tokens_per_minute) : Json(nullptr)},
            {"output_tokens_max", m.output_tokens_max}};
}

Json vendor_json(const VendorFacts& v) {
    return {{"region", or_null(v.region)},
            {"retention", or_null(v.retention)},
            {"trains_on_data", v.trains_on_data ? Json(*v.trains_on_data) : Json(nullptr)},
            {"agreement", or_null(v.agreement)},
            {"owner", or_null(v.owner)},
            {"review_by", or_null(v.review_by)}};
}

Json model_json(const app::DeclaredModel& m) {
    return {{"name", m.model.name},
            {"default", m.is_default},
            {"provider", m.model.provider},
            {"model", or_null(m.model.model)},
            {"host", or_null(m.host)},
            {"credential", or_null(m.model.credential)},
            {"digest", m.digest},
            {"price", m.price ? price_json(*m.price) : Json(nullptr)},
            {"fallbacks", m.model.fallbacks},
            {"environments", m.model.environments},
            {"for_this_environment", m.is_for_here},
            {"use_cases", m.model.use_cases},
            {"roles", names_of(m.model.roles)},
            {"limits", limits_json(m.model)},
            {"vendor", vendor_json(m.model.vendor)},
            {"review_overdue", is_overdue(m)},
            {"findings", findings_json(m.findings)}};
}

// What its digest is taken over.
Json declaration_json(const ModelDecl& model) {
    auto bytes = model_to_bytes(model);
    auto json = bytes ? parse_json(*bytes) : Result<Json>(Json(nullptr));
    return json ? std::move(*json) : Json(nullptr);
}

Json use_json(const ModelUse& use) {
    return {{"first_at", time_json(use.first_at)},
            {"first_by", use.first_by},
            {"calls", use.calls},
            {"last_call_at", use.last_at.value > 0 ? time_json(use.last_at) : Json(nullptr)}};
}

Json earlier_json(const app::UsedDeclaration& one) {
    Json json = use_json(one.use);
    json["digest"] = one.use.seen.digest;
    json["declaration"] = declaration_json(one.model);
    json["changes_to_today"] = changes_json(one.changes);
    return json;
}

// --- text ---

std::vector<Cell> cells_of(const app::DeclaredModel& m) {
    const bool overdue = is_overdue(m);
    const Colour where = m.is_for_here ? Colour::none : Colour::yellow;
    return {{m.model.name + (m.is_default ? " (default)" : ""), Colour::bold},
            {m.model.provider},
            {m.model.model.empty() ? "-" : printable_line(m.model.model)},
            {!m.price ? "no price"
             : m.price->free
                 ? "free"
                 : fmt::format("${} / ${}", m.price->usd_per_million.input, m.price->usd_per_million.output),
             m.price ? Colour::none : Colour::red},
            {m.model.fallbacks.empty() ? "-" : join(m.model.fallbacks, ", ")},
            {or_all(m.model.environments) + (m.is_for_here ? "" : " (not here)"), where},
            {m.model.credential.empty() ? "-" : m.model.credential},
            {m.model.vendor.review_by.empty() ? "-" : m.model.vendor.review_by + (overdue ? " (past)" : ""),
             overdue ? Colour::yellow : Colour::none}};
}

// Labels and values, those without a value left out.
class Facts {
  public:
    Facts& add(std::string_view label, std::string value) {
        if (!value.empty()) m_rows.push_back({{"  " + std::string(label), Colour::dim}, {std::move(value)}});
        return *this;
    }
    std::string text(const Terminal& terminal) const { return table(m_rows, terminal); }

  private:
    std::vector<std::vector<Cell>> m_rows;
};

std::string parameters_words(const ModelParameters& p) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out.push_back(fmt::format("{} {}", name, value));
    };
    add("temperature", p.temperature);
    add("top_p", p.top_p);
    add("top_k", p.top_k ? std::to_string(*p.top_k) : "");
    add("seed", p.seed ? std::to_string(*p.seed) : "");
    add("reasoning_effort", printable_line(p.reasoning_effort));
    return join(out, ", ");
}

std::string limits_words(const ModelDecl& m) {
    std::string out = fmt::format(
        "{} s an attempt; {} s and {} a call; {} at a time", m.timeout_ms / 1000, m.deadline_ms / 1000,
        counted(static_cast<std::size_t>(m.attempts_max), "attempt"), m.concurrency);
    if (m.requests_per_minute > 0) out += fmt::format("; {} requests a minute", m.requests_per_minute);
    if (m.tokens_per_minute > 0) out += fmt::format("; {} tokens a minute", m.tokens_per_minute);
    return out;
}

std::string price_line(const std::optional<Price>& price) {
    if (!price) return "not known: it is not asked (mkai price check)";
    std::string out = fmt::format("{} ({}", price_words(*price), price->id);
    if (!price->source.empty() && !price->id.starts_with(price->source))
        out += ", " + printable_line(price->source);
    if (!price->checked_on.empty()) out += ", looked up " + price->checked_on;
    return out + ")";
}

// What a digest is taken over.
void add_declaration(Facts& facts, const ModelDecl& m, const std::string& host) {
    facts.add("asks", asked_words(m, host))
        .add("url", printable_line(m.url))
        .add("api", m.api)
        .add("api version", m.api_version)
        .add("deployment", printable_line(m.deployment))
        .add("auth", m.auth)
        .add("region", m.region)
        .add("parameters", parameters_words(m.parameters))
        .add("structure", std::string(to_string(m.structure)))
        .add("answer at most", fmt::format("{} tokens", m.output_tokens_max))
        .add("fault", m.fault + (m.fault_times.empty() ? "" : fmt::format(", {} times", m.fault_times)));
}

std::string vendor_text(const VendorFacts& v, const Terminal& terminal) {
    return Facts()
        .add("region", printable_line(v.region))
        .add("retention", printable_line(v.retention))
        .add("trains on data", !v.trains_on_data   ? ""
                               : *v.trains_on_data ? "yes"
                                                   : "no")
        .add("agreement", printable_line(v.agreement))
        .add("owner", v.owner)
        .add("review by", v.review_by)
        .text(terminal);
}

std::string use_words(const ModelUse& use, TimeMs now) {
    std::string out = fmt::format("first used {} by {}", relative_time(use.first_at, now), use.first_by);
    out += fmt::format(", {}", counted(static_cast<std::size_t>(use.calls), "call"));
    if (use.last_at.value > 0) out += fmt::format(", the last {}", relative_time(use.last_at, now));
    return out;
}

std::string heading(const Terminal& terminal, std::string_view text) {
    return "\n" + terminal.paint(Colour::bold, text) + "\n";
}

std::string today_text(const app::DeclaredModel& m, const Terminal& terminal) {
    std::string out = fmt::format("{}  {}{}\n", terminal.paint(Colour::bold, m.model.name), m.digest,
                                  m.is_default ? "  the default" : "");
    Facts facts;
    add_declaration(facts, m.model, m.host);
    facts.add("price", price_line(m.price))
        .add("credential", m.model.credential)
        .add("falls back to", join(m.model.fallbacks, ", then "))
        .add("limits", limits_words(m.model))
        .add("environments", or_all(m.model.environments) + (m.is_for_here ? "" : " (not this one)"))
        .add("use cases", or_all(m.model.use_cases))
        .add("roles", or_all(names_of(m.model.roles)));
    out += facts.text(terminal);
    out += heading(terminal, "What is known of its vendor");
    const std::string vendor = vendor_text(m.model.vendor, terminal);
    out += vendor.empty() ? "  nothing is written down (vendor: in mkai.yaml)\n" : vendor;
    return out + findings_text(m.findings, terminal);
}

std::string history_text(const app::ShownModel& shown, const Terminal& terminal, TimeMs now) {
    std::string out = heading(terminal, "In the ledger");
    std::string earlier;
    bool seen = false;
    for (const app::UsedDeclaration& one : shown.used) {
        if (one.changes.empty()) {
            seen = true;
            out += fmt::format("  this declaration: {}\n", use_words(one.use, now));
            continue;
        }
        earlier += fmt::format("  {}  {}\n{}", short_digest(one.use.seen.digest), use_words(one.use, now),
                               changes_text(one.changes, "      "));
    }
    if (!seen) out += "  no call has used this declaration yet\n";
    if (!earlier.empty()) out += heading(terminal, "Other declarations, and what differs today") + earlier;
    if (!shown.rollbacks.empty()) out += heading(terminal, "Rollbacks");
    for (const app::ShownRollback& r : shown.rollbacks)
        out += fmt::format("  {} -> {} by {}, {}: {}\n", short_digest(r.rollback.replaced),
                           short_digest(r.rollback.digest), r.rollback.person,
                           relative_time(r.rollback.at, now), printable_line(r.reason));
    return out;
}

std::string asked_text(const app::UsedDeclaration& asked, const Terminal& terminal, TimeMs now) {
    std::string out = fmt::format("{}  {}  an earlier declaration\n",
                                  terminal.paint(Colour::bold, asked.model.name), asked.use.seen.digest);
    Facts facts;
    add_declaration(facts, asked.model, {});
    const Json price = declaration_json(asked.model).value("price", Json::object());
    std::vector<std::string> amounts;
    for (const auto& [key, value] : price.items()) amounts.push_back(key + " " + value.get<std::string>());
    facts.add("price",
              amounts.empty() ? "the row of its provider and model" : printable_line(join(amounts, ", ")));
    return out + facts.text(terminal) + heading(terminal, "In the ledger") + "  " +
           use_words(asked.use, now) + "\n" + heading(terminal, "What differs today") +
           changes_text(asked.changes, "  ");
}

// --- commands ---

Result<Reply> list(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto models = app::list_models(**files, context.now());
    if (!models) return fail(models);
    std::vector<std::vector<Cell>> rows{{{"name", Colour::dim},
                                         {"provider", Colour::dim},
                                         {"model", Colour::dim},
                                         {"in / out", Colour::dim},
                                         {"falls back to", Colour::dim},
                                         {"environments", Colour::dim},
                                         {"credential", Colour::dim},
                                         {"review by", Colour::dim}}};
    Json listed = Json::array();
    std::vector<Finding> findings;
    for (const app::DeclaredModel& m : *models) {
        rows.push_back(cells_of(m));
        listed.push_back(model_json(m));
        findings.insert(findings.end(), m.findings.begin(), m.findings.end());
    }
    Reply reply;
    reply.text = models->empty() ? "mkai.yaml declares no model\n" : table(rows, context.terminal());
    reply.text += findings_text(findings, context.terminal());
    if (!models->empty()) reply.next = fmt::format("mkai model show {}", models->front().model.name);
    set_json(reply, {{"environment", (*files)->config().environment}, {"models", std::move(listed)}});
    return reply;
}

Result<Reply> show(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto ledger = context.ledger();
    if (!ledger) return fail(ledger);
    auto shown = app::show_model(**files, **ledger, args.get("MODEL"), context.now());
    if (!shown) return fail(shown);
    const std::string& name = shown->now.model.name;
    Json seen = nullptr;
    Json earlier = Json::array();
    for (const app::UsedDeclaration& one : shown->used)
        if (one.changes.empty())
            seen = use_json(one.use);
        else
            earlier.push_back(earlier_json(one));
    Json rollbacks = Json::array();
    for (const app::ShownRollback& r : shown->rollbacks)
        rollbacks.push_back({{"digest", r.rollback.digest},
                             {"replaced", r.rollback.replaced},
                             {"person", r.rollback.person},
                             {"at", time_json(r.rollback.at)},
                             {"reason", r.reason}});
    Reply reply;
    if (shown->asked) {
        reply.text = asked_text(*shown->asked, context.terminal(), context.now());
        reply.next = fmt::format("mkai model rollback {}@{} --reason \"...\"", name,
                                 short_digest(shown->asked->use.seen.digest));
    } else {
        reply.text = today_text(shown->now, context.terminal()) +
                     history_text(*shown, context.terminal(), context.now());
        reply.next = fmt::format("mkai model test {}", name);
    }
    set_json(reply, {{"model", model_json(shown->now)},
                     {"declaration", declaration_json(shown->now.model)},
                     {"used", std::move(seen)},
                     {"asked", shown->asked ? earlier_json(*shown->asked) : Json(nullptr)},
                     {"earlier", std::move(earlier)},
                     {"rollbacks", std::move(rollbacks)}});
    return reply;
}

}  // namespace

Command cmd_model_list() {
    return {"model list",
            Group::workspace,
            "The models that may be asked: who answers, at what price, where, and what is overdue.",
            "Prices are US dollars a million tokens. A model without a price is not asked.",
            {{"mkai model list", "what mkai.yaml declares"},
             {"mkai model list --json", "with the digest, the limits and the vendor's facts of each"}},
            {},
            {},
            list};
}

Command cmd_model_show() {
    return {"model show",
            Group::workspace,
            "One model: its declaration, its vendor, and how it was declared when it was used before.",
            "A declaration has a digest over what is asked, of whom and at what price. The ledger keeps each "
            "that a "
            "call has used.",
            {{"mkai model show copy", "today's declaration and its history"},
             {"mkai model show copy@8f2c --json", "an earlier one, by its digest"}},
            {{"MODEL", "a model of mkai.yaml, maybe with the digest of an earlier declaration"}},
            {},
            show};
}

}  // namespace mkai::cli
