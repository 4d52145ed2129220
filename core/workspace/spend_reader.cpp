#include "core/workspace/spend_reader.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

bool contains(const std::vector<std::string>& values, std::string_view wanted) {
    return std::ranges::find(values, wanted) != values.end();
}

class CapReader {
  public:
    CapReader(const YamlNode& node, const CapSurroundings& around, Document& document)
        : m_node(node), m_around(around), m_document(document) {}

    // Empty when it has an error.
    std::optional<SpendCap> read() {
        const auto scope = parse_spend_scope(text_at(m_node, "scope"));
        const auto period = parse_period(text_at(m_node, "per"));
        const auto level = parse_cap_level(text_at(m_node, "level"));
        const auto amount = usd_at(m_node, m_around.rates, m_document);
        if (!scope || !period || !level) return std::nullopt;  // the schema has told
        SpendCap cap;
        cap.scope = *scope;
        cap.period = *period;
        cap.level = *level;
        cap.declared = fmt::format("{} {}", text_at(m_node, "amount"), text_at(m_node, "currency"));
        cap.where = fmt::format("{}:{}", m_document.label(), m_node.begin.line);
        if (cap.scope == SpendScope::team)
            read_team(cap);
        else
            read_id(cap);
        if (!amount || !m_fine) return std::nullopt;
        cap.amount = *amount;
        return cap;
    }

  private:
    void error(const YamlNode& at, std::string code, std::string message, std::string fix) {
        m_fine = false;
        m_document.error(at, std::move(code), std::move(message), std::move(fix));
    }

    void check_known(const YamlNode& name, std::string_view what, const std::vector<std::string>& known) {
        if (contains(known, name.text)) return;
        m_fine = false;
        m_document.unknown(name, what, known);
    }

    void read_team(SpendCap& cap) {
        cap.id = text_at(m_node, "team");
        cap.people = texts_at(m_node, "people");
        if (const YamlNode* id = m_node.find("id"))
            error(*id, "does-not-belong", "a team has no id",
                  "name it with \"team\", and its members with \"people\"");
        if (cap.id.empty() || cap.people.empty())
            error(m_node, "team-without-people", "a cap on a team needs its name and its people",
                  "add \"team: NAME\" and \"people: [ID, ID]\"");
        for (const YamlNode& person : items_at(m_node, "people"))
            check_known(person, "person", m_around.people);
    }

    void read_id(SpendCap& cap) {
        for (const char* key : {"team", "people"})
            if (const YamlNode* node = m_node.find(key))
                error(*node, "does-not-belong", fmt::format("\"{}\" is only for a cap on a team", key),
                      fmt::format("take it away, or write \"scope: team\" instead of \"{}\"",
                                  to_string(cap.scope)));
        const YamlNode* id = m_node.find("id");
        if (id == nullptr || id->text.empty()) return;
        cap.id = id->text;
        switch (cap.scope) {
            case SpendScope::workspace:
                return error(*id, "does-not-belong", "the workspace has no id: there is one",
                             "take the id away, or name another scope");
            case SpendScope::person:
                return check_known(*id, "person", m_around.people);
            case SpendScope::model:
                return check_known(*id, "model", m_around.models);
            case SpendScope::campaign:
                if (!contains(m_around.briefs, id->text))
                    m_document.warning(*id, "unknown-brief",
                                       fmt::format("there is no brief {}", in_quotes(id->text)),
                                       did_you_mean(id->text, m_around.briefs));
                return;
            case SpendScope::team:
                return;
        }
    }

    const YamlNode& m_node;
    const CapSurroundings& m_around;
    Document& m_document;
    bool m_fine = true;
};

}  // namespace

ExchangeRates read_exchange_rates(const YamlNode& root, Document& document) {
    ExchangeRates rates;
    const YamlNode* node = root.find("exchange_rates");
    if (node == nullptr) return rates;
    rates.as_of = text_at(*node, "as_of");
    for (const auto& entry : entries_at(*node, "usd")) {
        const auto rate = canonical_amount(entry.value.text);
        if (!rate || compare_amounts(*rate, "0") == 0)
            document.error(entry.value, "not-an-amount",
                           fmt::format("{} is not a rate", in_quotes(entry.value.text)),
                           fmt::format("write what one {} is in US dollars, as 1.27", in_quotes(entry.key)));
        else
            rates.usd_for_one[entry.key] = *rate;
    }
    return rates;
}

std::optional<PicoUsd> usd_at(const YamlNode& node, const ExchangeRates& rates, Document& document) {
    const YamlNode* amount = node.find("amount");
    const YamlNode* currency = node.find("currency");
    if (amount == nullptr || currency == nullptr) return std::nullopt;  // the schema has told
    const auto canonical = canonical_amount(amount->text);
    if (!canonical) {
        document.error(*amount, "not-an-amount", fmt::format("{} is not an amount", in_quotes(amount->text)),
                       "write it as 1500 or 49.90, without a currency sign");
        return std::nullopt;
    }
    if (!is_currency_code(currency->text)) return std::nullopt;
    if (currency->text != "USD" && !rates.usd_for_one.contains(currency->text)) {
        document.error(
            *currency, "no-exchange-rate",
            fmt::format("models are paid in USD, and there is no exchange rate for {}",
                        in_quotes(currency->text)),
            fmt::format("state it in USD, or add to mkai.yaml: exchange_rates: {{as_of: DATE, usd: "
                        "{{{}: \"RATE\"}}}}",
                        currency->text));
        return std::nullopt;
    }
    auto usd = to_usd(*canonical, currency->text, rates);
    if (!usd)
        document.error(*amount, "out-of-range", "a budget of a million US dollars or more is not kept",
                       "write a smaller amount");
    return usd;
}

std::vector<SpendCap> read_spend_caps(const YamlNode& root, const CapSurroundings& around,
                                      Document& document) {
    std::vector<SpendCap> caps;
    for (const YamlNode& node : items_at(root, "spend_caps")) {
        auto cap = CapReader(node, around, document).read();
        if (!cap) continue;
        const auto same = std::ranges::find_if(caps, [&](const SpendCap& other) {
            return other.scope == cap->scope && other.id == cap->id && other.period == cap->period &&
                   other.level == cap->level;
        });
        if (same != caps.end())
            document.error(
                node, "duplicate",
                fmt::format("there are two {} caps on {}, {}; the first is at {}", to_string(cap->level),
                            words_of(cap->scope, cap->id), words_of(cap->period), same->where),
                "keep one of them");
        caps.push_back(std::move(*cap));
    }
    return caps;
}

}  // namespace mkai::workspace
