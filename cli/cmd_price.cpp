#include "cli/cmd.hpp"
#include "cli/render.hpp"
#include "cli/views.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/price_table.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

Json row_json(const workspace::PriceRow& row) {
    return {{"id", row.price.id},
            {"provider", row.provider},
            {"model", row.model},
            {"usd_per_million", amounts_json(row.price.usd_per_million)},
            {"input_tokens_max",
             row.price.input_tokens_max > 0 ? Json(row.price.input_tokens_max) : Json(nullptr)},
            {"source", row.price.source},
            {"checked_on", row.price.checked_on},
            {"row", row.price.row},
            {"built_in", !row.own}};
}

std::vector<Cell> cells_of(const workspace::PriceRow& row) {
    const TokenPrice& p = row.price.usd_per_million;
    return {{row.price.id, Colour::bold},
            {"$" + p.input},
            {"$" + p.output},
            {p.cache_read.empty() ? "-" : "$" + p.cache_read},
            {row.price.checked_on, Colour::dim},
            {row.own ? "prices.yaml" : "built in", Colour::dim}};
}

Result<Reply> list(Context& context, const Args& args) {
    auto files = context.workspace();
    if (!files) return fail(files);
    auto prices = (*files)->prices();
    if (!prices) return fail(prices);
    const auto provider = args.find("--provider");
    std::set<std::string> providers;
    std::vector<std::vector<Cell>> rows{{{"US dollars a million tokens", Colour::dim},
                                         {"in", Colour::dim},
                                         {"out", Colour::dim},
                                         {"cached", Colour::dim},
                                         {"checked on", Colour::dim},
                                         {"", Colour::dim}}};
    Json listed = Json::array();
    for (const workspace::PriceRow& row : (*prices)->rows()) {
        providers.insert(row.provider);
        if (provider && *provider != row.provider) continue;
        rows.push_back(cells_of(row));
        listed.push_back(row_json(row));
    }
    if (provider && listed.empty()) {
        const std::vector<std::string> known(providers.begin(), providers.end());
        const std::string mend = did_you_mean(*provider, known);
        return fail(ErrorCode::unknown_id,
                    fmt::format("no price is of the provider {}", in_quotes(*provider)),
                    mend.empty() ? "one of: " + join(known, ", ") : mend);
    }
    Reply reply;
    reply.text = table(rows, context.terminal());
    reply.next = "mkai price check";
    set_json(reply, {{"prices", std::move(listed)}});
    return reply;
}

Result<Reply> check(Context& context, const Args&) {
    auto files = context.workspace();
    if (!files) return fail(files);
    const auto checked =
        workspace::CheckedPrices::check((*files)->root(), (*files)->config(), date_of(context.now()));
    const auto count = [&](Level level) {
        return static_cast<std::size_t>(std::ranges::count(checked.findings, level, &Finding::level));
    };
    const std::size_t prices = checked.table.rows().size();
    const std::size_t errors = count(Level::error);
    const std::size_t warnings = count(Level::warning);
    Reply reply;
    reply.text = findings_text(checked.findings, context.terminal());
    reply.text += fmt::format("{} checked: {}, {}\n", counted(prices, "price"), counted(errors, "error"),
                              counted(warnings, "warning"));
    reply.status = errors > 0 ? ExitStatus::findings : ExitStatus::done;
    set_json(reply, {{"prices", prices},
                     {"errors", errors},
                     {"warnings", warnings},
                     {"findings", findings_json(checked.findings)}});
    return reply;
}

}  // namespace

Command cmd_price_list() {
    return {
        "price list",
        Group::workspace,
        "List what models cost, with the day on which it was looked up.",
        "The built-in table, and the workspace's prices.yaml over it. mkai.yaml can give a model its own.",
        {{"mkai price list --provider anthropic", "the models of one provider"},
         {"mkai price list --json", "with the source and the digest of each row"}},
        {},
        {{"--provider", "PROVIDER", "only this one's"}},
        list};
}

Command cmd_price_check() {
    return {"price check",
            Group::workspace,
            "Check prices: what is wrong in prices.yaml, what is old, which model has none.",
            "A model without a price is not asked, because no cap could hold. A price that was looked up "
            "more than "
            "180 days ago is a warning. Exit status 3 when there is an error.",
            {{"mkai price check", "the table and the models of mkai.yaml"},
             {"mkai price check --json", "for a nightly job"}},
            {},
            {},
            check};
}

}  // namespace mkai::cli
