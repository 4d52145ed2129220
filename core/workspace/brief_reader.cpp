#include "core/workspace/brief_reader.hpp"

#include "core/base/clock.hpp"
#include "core/base/decimal.hpp"
#include "core/base/hash.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/brand/links.hpp"
#include "core/domain/ids.hpp"
#include "core/privacy/personal.hpp"
#include "core/workspace/spend_reader.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class BriefReader {
  public:
    BriefReader(Document& document, const BriefSurroundings& around)
        : m_document(document), m_root(document.root()), m_around(around) {}

    Brief read(std::string_view expected_id) {
        read_names(expected_id);
        read_audience();
        read_kpi();
        m_brief.key_messages = read_texts("key_messages");
        m_brief.mandatories = read_texts("mandatories");
        m_brief.must_avoid = read_texts("must_avoid");
        read_offer();
        read_claims();
        read_deliverables();
        read_dates();
        m_brief.ai_budget = read_money("ai_budget");
        if (const YamlNode* budget = m_root.find("ai_budget")) usd_at(*budget, m_around.rates, m_document);
        m_brief.media_budget = read_money("media_budget");
        return std::move(m_brief);
    }

  private:
    // --- names and references ---

    void check_known(const YamlNode* node, std::string_view what, const std::vector<std::string>& known) {
        if (node != nullptr && !node->text.empty() && !contains(known, node->text))
            m_document.unknown(*node, what, known);
    }

    void read_names(std::string_view expected_id) {
        m_brief.id = text_at(m_root, "brief");
        m_brief.title = text_at(m_root, "title");
        m_brief.use_case = text_at(m_root, "use_case");
        m_brief.owner = text_at(m_root, "owner");
        m_brief.locales = texts_at(m_root, "locales");
        m_brief.campaign_type = text_at(m_root, "campaign_type");
        m_brief.objective = text_at(m_root, "objective");
        const YamlNode* id = m_root.find("brief");
        if (id != nullptr && !expected_id.empty() && id->text != expected_id)
            m_document.error(*id, "name-differs",
                             fmt::format("the brief is called {}, and its file {}", in_quotes(id->text),
                                         in_quotes(std::string(expected_id) + ".yaml")),
                             fmt::format("write \"brief: {}\", or rename the file", expected_id));
        check_known(m_root.find("use_case"), "use-case", m_around.use_cases);
        check_known(m_root.find("owner"), "person", m_around.people);
        for (const YamlNode& locale : items_at(m_root, "locales")) check_locale(locale);
    }

    void check_locale(const YamlNode& locale) {
        if (is_locale(locale.text)) return;
        m_document.error(locale, "not-a-locale",
                         fmt::format("{} is not a language and a market", in_quotes(locale.text)),
                         "write it as en-GB or zh-Hant-TW");
    }

    // A key that names a locale must be one of the brief's.
    bool check_locale_key(const YamlNode::Entry& entry) {
        if (contains(m_brief.locales, entry.key)) return true;
        m_document.error(entry.key_begin, "unknown-locale",
                         fmt::format("{} is not among the brief's locales", in_quotes(entry.key)),
                         did_you_mean(std::string_view(entry.key).substr(0, 100), m_brief.locales));
        return false;
    }

    void read_claims() {
        m_brief.claims = texts_at(m_root, "claims");
        std::vector<std::string> known;
        for (const Claim& claim : m_around.claims) known.push_back(claim.id);
        for (const YamlNode& id : items_at(m_root, "claims")) {
            const auto claim = std::ranges::find(m_around.claims, id.text, &Claim::id);
            if (claim == m_around.claims.end()) {
                m_document.unknown(id, "claim", known);
                continue;
            }
            if (claim->withdrawn)
                m_document.warning(id, "claim-withdrawn",
                                   fmt::format("the claim {} is withdrawn", in_quotes(id.text)),
                                   "take it out, or have legal renew it in claims.yaml");
            const bool usable = std::ranges::any_of(
                m_brief.locales, [&](const std::string& locale) { return claim->covers(market_of(locale)); });
            if (!usable)
                m_document.warning(
                    id, "claim-market",
                    fmt::format("the claim {} is made for {}, and the brief is for none of them",
                                in_quotes(id.text), join(claim->markets, ", ")),
                    "take it out");
        }
    }

    // --- texts ---

    void read_audience() {
        const YamlNode* node = m_root.find("audience");
        if (node == nullptr) return;
        m_brief.audience = {text_at(*node, "id"), text_at(*node, "description"), integer_at(*node, "size"),
                            flag_at(*node, "regulated"), flag_at(*node, "price_sensitive")};
        if (m_brief.audience.id.empty() && m_brief.audience.description.empty())
            m_document.warning(*node, "no-audience", "the audience has neither an id nor a description",
                               "say in a sentence who is addressed");
    }

    void read_kpi() {
        if (const YamlNode* node = m_root.find("kpi"))
            m_brief.kpi = {text_at(*node, "metric"), text_at(*node, "baseline"), text_at(*node, "goal")};
    }

    LocalizedTexts read_texts(std::string_view key) {
        LocalizedTexts texts;
        texts.common = texts_at(m_root, key);
        for (const auto& entry : entries_at(m_root, key)) {
            if (!check_locale_key(entry)) continue;
            for (const YamlNode& item : entry.value.items) texts.by_locale[entry.key].push_back(item.text);
        }
        if (!texts.by_locale.empty() && key == "key_messages") check_every_locale(texts);
        return texts;
    }

    void check_every_locale(const LocalizedTexts& messages) {
        for (const auto& locale : m_brief.locales)
            if (!messages.by_locale.contains(locale))
                m_document.error(*m_root.find("key_messages"), "missing-locale",
                                 fmt::format("there are no key_messages for {}", printable_line(locale)),
                                 "add a list for it");
    }

    // --- the offer ---

    std::string amount_at(const YamlNode& mapping, std::string_view key) {
        const YamlNode* node = mapping.find(key);
        if (node == nullptr || node->kind == YamlKind::null) return {};
        if (auto amount = canonical_amount(node->text)) return *amount;
        m_document.error(*node, "not-an-amount", fmt::format("{} is not an amount", in_quotes(node->text)),
                         "write it as 4.99, without the currency");
        return {};
    }

    // The values of `node` over those of `base`.
    Offer offer_over(const Offer& base, const YamlNode& node) {
        Offer offer = base;
        const auto take = [](std::string& to, std::string own) {
            if (!own.empty()) to = std::move(own);
        };
        take(offer.name, text_at(node, "name"));
        take(offer.price, amount_at(node, "price"));
        take(offer.currency, text_at(node, "currency"));
        take(offer.was_price, amount_at(node, "was_price"));
        take(offer.starts, text_at(node, "starts"));
        take(offer.ends, text_at(node, "ends"));
        take(offer.terms, text_at(node, "terms"));
        check_order(node, offer.starts, offer.ends, "the offer");
        return offer;
    }

    void read_offer() {
        const YamlNode* node = m_root.find("offer");
        if (node == nullptr) return;
        const Offer common = offer_over({}, *node);
        if (common != Offer{}) m_brief.offer.common = common;
        for (const auto& entry : entries_at(*node, "locales"))
            if (check_locale_key(entry)) {
                m_brief.offer.by_locale[entry.key] = offer_over(common, entry.value);
                check_offer(m_brief.offer.by_locale[entry.key], entry.value, entry.key);
            }
        // The common offer speaks for the locales that have none of their own.
        const bool used = std::ranges::any_of(m_brief.locales, [&](const std::string& locale) {
            return !m_brief.offer.by_locale.contains(locale);
        });
        if (used) check_offer(common, *node, {});
    }

    void check_offer(const Offer& offer, const YamlNode& node, std::string_view locale) {
        if (offer.price.empty()) return;
        const YamlNode* price = node.find("price");
        const YamlNode& place = price != nullptr ? *price : node;
        const std::string where = locale.empty() ? "" : fmt::format(" for {}", locale);
        if (offer.currency.empty())
            m_document.error(place, "no-currency", fmt::format("the price{} has no currency", where),
                             "add \"currency: GBP\" beside it");
        if (offer.terms.empty() && m_brief.campaign_type == "promotion")
            m_document.warning(place, "no-terms", fmt::format("the price promotion{} has no terms", where),
                               "add the terms that readers must see");
        if (!offer.was_price.empty() && compare_amounts(offer.was_price, offer.price) <= 0)
            m_document.warning(place, "no-reduction",
                               fmt::format("the price {} is not lower than the reference price {}",
                                           offer.price, offer.was_price),
                               "check price and was_price");
    }

    // --- dates and money ---

    void check_order(const YamlNode& node, const std::string& starts, const std::string& ends,
                     std::string_view what) {
        const auto first = parse_date(starts), last = parse_date(ends);
        if (!first || !last || *first <= *last) return;
        const YamlNode* end = node.find("ends");
        if (end == nullptr) end = node.find("starts");
        m_document.error(end != nullptr ? *end : node, "dates-out-of-order",
                         fmt::format("{} ends on {}, before it starts on {}", what, ends, starts),
                         "check both dates");
    }

    void read_dates() {
        m_brief.due = text_at(m_root, "due");
        const YamlNode* flight = m_root.find("flight");
        if (flight == nullptr) return;
        m_brief.flight_starts = text_at(*flight, "starts");
        m_brief.flight_ends = text_at(*flight, "ends");
        check_order(*flight, m_brief.flight_starts, m_brief.flight_ends, "the flight");
        const auto due = parse_date(m_brief.due), starts = parse_date(m_brief.flight_starts);
        if (due && starts && *due > *starts)
            m_document.warning(*m_root.find("due"), "due-late",
                               fmt::format("the copy is due on {}, after the flight starts on {}",
                                           m_brief.due, m_brief.flight_starts),
                               "set an earlier due date");
    }

    std::optional<Money> read_money(std::string_view key) {
        const YamlNode* node = m_root.find(key);
        if (node == nullptr) return std::nullopt;
        return Money{amount_at(*node, "amount"), text_at(*node, "currency")};
    }

    // --- deliverables ---

    void read_deliverables() {
        std::map<std::string, int> lines;
        for (const YamlNode& node : items_at(m_root, "deliverables")) {
            Deliverable deliverable;
            deliverable.id = text_at(node, "id");
            deliverable.channel = text_at(node, "channel");
            deliverable.variants =
                static_cast<int>(std::clamp<std::int64_t>(integer_at(node, "variants").value_or(1), 1, 26));
            deliverable.link = text_at(node, "link");
            deliverable.locales = texts_at(node, "locales");
            deliverable.note = text_at(node, "note");
            check_known(node.find("channel"), "channel", m_around.channels);
            if (const YamlNode* link = node.find("link"))
                for (const ::mkai::brand::LinkProblem& problem : ::mkai::brand::check_link(link->text))
                    m_document.warning(*link, problem.code, fmt::format("in the link, {}", problem.message),
                                       problem.fix);
            for (const YamlNode& locale : items_at(node, "locales")) check_deliverable_locale(locale);
            if (const YamlNode* id = node.find("id")) {
                const auto [first, fresh] = lines.emplace(id->text, id->begin.line);
                if (!fresh)
                    m_document.error(*id, "duplicate",
                                     fmt::format("the deliverable {} stands twice; the first is in line {}",
                                                 in_quotes(id->text), first->second),
                                     "give one of them another id");
            }
            m_brief.deliverables.push_back(std::move(deliverable));
        }
    }

    void check_deliverable_locale(const YamlNode& locale) {
        if (!contains(m_brief.locales, locale.text))
            m_document.error(locale, "unknown-locale",
                             fmt::format("{} is not among the brief's locales", in_quotes(locale.text)),
                             did_you_mean(std::string_view(locale.text).substr(0, 100), m_brief.locales));
    }

    Document& m_document;
    const YamlNode& m_root;
    const BriefSurroundings& m_around;
    Brief m_brief;
};

}  // namespace

namespace {

// A brief lives in git for ever, and models are sent it.
void check_personal_data(const YamlNode& node, Document& document) {
    if (node.kind == YamlKind::string)
        for (const privacy::PersonalDataFound& found : privacy::find_personal_data(node.text))
            document.warning(
                node, "personal-data",
                fmt::format("this has {}, and a brief is kept for ever and sent to models", found.what),
                "name a role or a segment instead; what was committed stays in git's history");
    for (const YamlNode& item : node.items) check_personal_data(item, document);
    for (const YamlNode::Entry& entry : node.entries) check_personal_data(entry.value, document);
}

}  // namespace

CheckedBrief read_brief(Document document, std::string_view expected_id, const BriefSurroundings& around) {
    CheckedBrief checked;
    if (!document.readable()) {
        checked.findings = document.take_findings();
        return checked;
    }
    Brief brief = BriefReader(document, around).read(expected_id);
    check_personal_data(document.root(), document);
    brief.source = document.source();
    brief.source_digest = document.source_digest();
    brief.path = document.label();
    if (auto canonical = canonical_json(yaml_to_exact_json(document.root())))
        brief.digest = sha256_hex(*canonical);
    else
        document.error(document.root(), "not-canonical", canonical.error().message);
    if (!document.has_errors()) checked.brief = std::move(brief);
    checked.findings = document.take_findings();
    return checked;
}

}  // namespace mkai::workspace
