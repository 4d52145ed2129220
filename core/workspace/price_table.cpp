#include "core/workspace/price_table.hpp"

#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/workspace.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_file = "prices.yaml";
constexpr std::string_view k_built_in = "built-in prices.yaml";

Price with_row(Price price) {
    price.row = sha256_hex(price_to_bytes(price));
    return price;
}

TokenPrice read_amounts(const YamlNode& row, Document& document) {
    TokenPrice amounts;
    const YamlNode* node = row.find("usd_per_million");
    if (node == nullptr) return amounts;
    for (const auto& [key, member] : k_amount_keys) {
        const YamlNode* amount = node->find(key);
        if (amount == nullptr || amount->text.empty()) continue;
        const auto canonical = canonical_amount(amount->text);
        if (canonical)
            amounts.*member = *canonical;
        else
            document.error(*amount, "not-an-amount",
                           fmt::format("{} is not an amount", in_quotes(amount->text)),
                           "write US dollars for a million tokens, as \"0.15\"");
    }
    return amounts;
}

// The row with its mark, so that its age can be told later.
std::vector<PriceRow> read_rows(Document& document, bool own) {
    std::vector<PriceRow> rows;
    if (!document.readable()) return rows;
    std::map<std::string, int> lines;
    for (const YamlNode& node : items_at(document.root(), "prices")) {
        PriceRow row;
        row.own = own;
        row.file = document.label();
        row.line = node.begin.line;
        row.price.id = text_at(node, "id");
        const auto slash = row.price.id.find('/');
        row.provider = row.price.id.substr(0, slash);
        if (slash != std::string::npos) row.model = row.price.id.substr(slash + 1);
        row.price.usd_per_million = read_amounts(node, document);
        row.price.source = text_at(node, "source");
        row.price.checked_on = text_at(node, "checked_on");
        row.price.input_tokens_max = integer_at(node, "input_tokens_max").value_or(0);
        const auto [first, fresh] = lines.emplace(row.price.id, row.line);
        if (const YamlNode* id = node.find("id"); id != nullptr && !fresh)
            document.error(*id, "duplicate",
                           fmt::format("the price of {} stands twice; the first is in line {}",
                                       in_quotes(row.price.id), first->second),
                           "delete the older one");
        row.price = with_row(std::move(row.price));
        rows.push_back(std::move(row));
    }
    return rows;
}

Document built_in() {
    for (const auto& file : embedded::templates())
        if (file.name == k_file) return Document(std::string(k_built_in), file.text, "prices");
    return Document(std::string(k_built_in), "", "prices");
}

// Own rows in the place of built-in ones of the same id, and beside the others.
std::vector<PriceRow> merged(std::vector<PriceRow> built_in_rows, std::vector<PriceRow> own) {
    std::map<std::string, PriceRow> by_id;
    for (auto* rows : {&built_in_rows, &own})
        for (PriceRow& row : *rows) {
            std::string id = row.price.id;
            by_id.insert_or_assign(std::move(id), std::move(row));
        }
    std::vector<PriceRow> out;
    for (auto& [id, row] : by_id) out.push_back(std::move(row));
    return out;
}

struct BothFiles {
    std::vector<PriceRow> rows;
    std::vector<Finding> findings;
};

BothFiles read_both(const fs::path& root) {
    BothFiles out;
    const auto take = [&](Document document, bool own) {
        auto rows = read_rows(document, own);
        for (Finding& finding : document.take_findings()) out.findings.push_back(std::move(finding));
        return rows;
    };
    auto standard = take(built_in(), false);
    std::vector<PriceRow> own;
    std::error_code ignored;
    if (fs::exists(root / k_file, ignored))
        own = take(Document::read(root / k_file, std::string(k_file), "prices"), true);
    out.rows = merged(std::move(standard), std::move(own));
    return out;
}

// How many days ago; empty when the date cannot be read, which the schema has told.
std::optional<std::int64_t> days_since(std::string_view date, Date today) {
    const auto then = parse_date(date);
    if (!then) return std::nullopt;
    return (start_of(today).value - start_of(*then).value) / k_day_ms;
}

Finding warning(std::string file, int line, std::string code, std::string message, std::string fix,
                std::string source = {}) {
    return {Level::warning,     std::move(code),
            std::move(message), std::move(fix),
            std::move(file),    line,
            line > 0 ? 1 : 0,   {},
            std::move(source)};
}

}  // namespace

Result<PriceTable> PriceTable::load(const fs::path& root) {
    BothFiles both = read_both(root);
    if (has_errors(both.findings))
        return fail(refused_file(
            fmt::format("the price table has {}", counted(count_of(both.findings, Level::error), "error")),
            both.findings, "mkai price check"));
    PriceTable table;
    table.m_rows = std::move(both.rows);
    return table;
}

const PriceRow* PriceTable::find(std::string_view id) const {
    const auto found = std::ranges::lower_bound(
        m_rows, id, {}, [](const PriceRow& row) { return std::string_view(row.price.id); });
    return found != m_rows.end() && found->price.id == id ? &*found : nullptr;
}

const PriceRow* PriceTable::find(std::string_view provider, std::string_view model) const {
    return find(fmt::format("{}/{}", provider, model));
}

Result<Price> PriceTable::price_of(const ModelDecl& model) const {
    Price own;
    own.source = "mkai.yaml";
    if (model.is_demo()) {
        own.id = "demo";
        own.source = "built in";
        own.free = true;
        return with_row(std::move(own));
    }
    if (model.free) {
        own.id = fmt::format("mkai.yaml: {}", model.name);
        own.free = true;
        return with_row(std::move(own));
    }
    if (model.price.is_known()) {
        own.id = fmt::format("mkai.yaml: {}", model.name);
        own.usd_per_million = model.price;
        own.free =
            compare_amounts(model.price.input, "0") == 0 && compare_amounts(model.price.output, "0") == 0;
        return with_row(std::move(own));
    }
    if (const PriceRow* row =
            model.price_row.empty() ? find(model.provider, model.model) : find(model.price_row))
        return row->price;
    std::vector<std::string> ids;
    for (const PriceRow& row : m_rows) ids.push_back(row.price.id);
    const std::string id =
        model.price_row.empty() ? fmt::format("{}/{}", model.provider, model.model) : model.price_row;
    Error error{
        ErrorCode::no_price,
        fmt::format("it is not known what the model {} costs", in_quotes(model.name)),
        {fmt::format("no price table has {}, and mkai.yaml gives it no price", in_quotes(id))},
        "give it one in mkai.yaml (price: {input_usd_per_million: ..., output_usd_per_million: ...}, or "
        "price: free for a model of your own), or a row in prices.yaml"};
    if (const std::string mend = did_you_mean(id, ids); !mend.empty()) error.with_context(mend);
    return fail(std::move(error));
}

CheckedPrices CheckedPrices::check(const fs::path& root, const Config& config, Date today) {
    BothFiles both = read_both(root);
    CheckedPrices out;
    out.findings = std::move(both.findings);
    out.table.m_rows = std::move(both.rows);

    std::vector<std::string> used;
    for (const ModelDecl& model : config.models) {
        const auto price = out.table.price_of(model);
        if (price) {
            used.push_back(price->id);
            continue;
        }
        out.findings.push_back({Level::error,
                                "no-price",
                                price.error().message,
                                price.error().fix,
                                "mkai.yaml",
                                0,
                                0,
                                "models." + model.name,
                                {}});
    }
    for (const PriceRow& row : out.table.rows()) {
        const auto days = days_since(row.price.checked_on, today);
        if (!days || *days <= k_price_days_max) continue;
        // Built-in rows that nobody uses may be as old as they like.
        if (!row.own && std::ranges::find(used, row.price.id) == used.end()) continue;
        out.findings.push_back(
            warning(row.file, row.line, "old-price",
                    fmt::format("the price of {} was looked up {} days ago", in_quotes(row.price.id), *days),
                    row.own ? "look it up again, and write the new date"
                            : "look it up, and write a row of the same id into prices.yaml",
                    row.price.source));
    }
    if (const auto days = days_since(config.exchange_rates.as_of, today); days && *days > k_price_days_max)
        out.findings.push_back(warning(
            "mkai.yaml", 0, "old-rate", fmt::format("the exchange rates were looked up {} days ago", *days),
            "look them up again, and write the new date into exchange_rates.as_of"));
    sort_findings(out.findings);
    return out;
}

}  // namespace mkai::workspace
