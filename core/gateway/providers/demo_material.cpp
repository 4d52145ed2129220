#include "core/gateway/providers/demo_material.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/slots.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/ids.hpp"
#include "core/gateway/providers/demo_wording.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::gateway::demo {

namespace {

// --- reading ---

const Json& at(const Json& object, const char* key) {
    static const Json k_null;
    if (!object.is_object()) return k_null;
    const auto it = object.find(key);
    return it == object.end() ? k_null : *it;
}

std::string text_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : std::string{};
}

bool flag_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::int64_t number_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

std::vector<std::string> texts_at(const Json& object, const char* key) {
    std::vector<std::string> texts;
    if (const Json& value = at(object, key); value.is_array())
        for (const Json& text : value)
            if (text.is_string()) texts.push_back(text.get<std::string>());
    return texts;
}

class ChannelReader {
  public:
    explicit ChannelReader(Material& material) : m_material(material) {}

    void read(const Json& json) {
        Channel& channel = m_material.channel;
        channel.id = text_at(json, "id");
        channel.tokens = texts_at(json, "tokens");
        if (const Json& fields = at(json, "fields"); fields.is_array())
            for (const Json& field : fields) read_field(field);
        if (const Json& locked = at(json, "locked"); locked.is_array())
            for (const Json& line : locked)
                channel.locked.push_back({text_at(line, "name"), text_at(line, "label"),
                                          text_at(line, "from"), FieldPart::footnote, false});
    }

  private:
    void read_field(const Json& json) {
        ChannelField field;
        field.name = text_at(json, "name");
        field.label = text_at(json, "label");
        field.part = parse_field_part(text_at(json, "part")).value_or(FieldPart::body);
        field.list = flag_at(json, "list");
        field.required = flag_at(json, "required");
        field.plain = flag_at(json, "plain");
        field.unique = flag_at(json, "unique");
        if (const Json& limits = at(json, "limits"); limits.is_array())
            for (const Json& limit : limits) read_limit(field.name, limit);
        m_material.channel.fields.push_back(std::move(field));
    }

    void read_limit(const std::string& field, const Json& limit) {
        const std::string unit = text_at(limit, "unit");
        if (unit == "code_points") m_material.raw_length_max[field] = number_at(limit, "max");
        if (const auto known = parse_limit_unit(unit))
            m_material.channel.limits.push_back({field,
                                                 *known,
                                                 number_at(limit, "max"),
                                                 number_at(limit, "min"),
                                                 flag_at(limit, "hard"),
                                                 {},
                                                 {}});
    }

    Material& m_material;
};

std::optional<Offer> read_offer(const Json& json) {
    if (!json.is_object()) return std::nullopt;
    return Offer{text_at(json, "name"),      text_at(json, "price"),  text_at(json, "currency"),
                 text_at(json, "was_price"), text_at(json, "starts"), text_at(json, "ends"),
                 text_at(json, "terms")};
}

std::map<std::string, std::string> read_slots(const Json& sections, const std::string& locale) {
    Brief brief;
    brief.title = text_at(at(sections, "campaign"), "title");
    brief.offer.common = read_offer(at(sections, "offer"));
    brief.mandatories.common = texts_at(sections, "mandatories");
    Deliverable deliverable;
    deliverable.link = text_at(at(sections, "deliverable"), "link");
    return brand::make_slots(brief, deliverable, locale);
}

// --- what to ask for ---

struct CallRow {
    std::string_view word;  // of the campaign's type, else of its objective and measure
    Call call;
};
// A type that says by itself what the reader is to do; the others leave it to the objective.
constexpr CallRow k_calls_by_type[] = {
    {"promotion", Call::buy},
    {"newsletter", Call::read},
    {"event", Call::register_},
};
// The first that fits counts.
constexpr CallRow k_calls_by_objective[] = {
    {"win back", Call::come_back}, {"bring back", Call::come_back},
    {"watch", Call::watch},        {"viewer", Call::watch},
    {"stream", Call::watch},       {"subscri", Call::subscribe},
    {"sign up", Call::subscribe},  {"sign-up", Call::subscribe},
    {"regist", Call::register_},   {"attend", Call::register_},
    {"demo", Call::contact},       {"lead", Call::contact},
    {"sales", Call::buy},          {"revenue", Call::buy},
    {"purchase", Call::buy},       {"order", Call::buy},
    {"read", Call::read},
};

std::optional<Call> call_in(std::span<const CallRow> rows, std::string_view text) {
    const std::string folded = lower_ascii(text);
    for (const CallRow& row : rows)
        if (folded.find(row.word) != std::string::npos) return row.call;
    return std::nullopt;
}

Call read_call(const Json& campaign) {
    const std::string objective =
        text_at(campaign, "objective") + " " + text_at(at(campaign, "kpi"), "metric");
    if (const auto call = call_in(k_calls_by_type, text_at(campaign, "type"))) return *call;
    return call_in(k_calls_by_objective, objective).value_or(Call::discover);
}

Occasion read_occasion(std::string_view type) {
    if (type == "launch") return Occasion::launch;
    if (type == "promotion") return Occasion::promotion;
    if (type == "newsletter") return Occasion::newsletter;
    return Occasion::other;
}

Statement make_statement(StatementKind kind, const std::string& text) {
    return {kind, as_sentence(text), shorter_forms(text)};
}

// Which variant and which take this is, from 0.
struct Place {
    std::size_t variant = 0;
    std::size_t take = 0;
};

Place read_place(const Json& task) {
    const std::string variant = text_at(task, "variant");
    const bool letter = variant.size() == 1 && variant[0] >= 'a' && variant[0] <= 'z';
    return {letter ? static_cast<std::size_t>(variant[0] - 'a') : variant.size(),
            static_cast<std::size_t>(std::clamp<std::int64_t>(number_at(task, "take"), 1, 1000) - 1)};
}

class Reader {
  public:
    Reader(const Json& sections, Material& material) : m_sections(sections), m_material(material) {}

    void read_statements() {
        const Json& task = at(m_sections, "task");
        m_brief_language = text_at(task, "brief_language");
        for (const std::string& text : texts_at(m_sections, "key_messages"))
            if (std::string line = cleaned(text); !line.empty())
                m_messages.push_back(
                    make_statement(StatementKind::message, with_slots(std::move(line), m_material.slots)));
        read_offer_statements();
        if (const Json& claims = at(m_sections, "claims"); claims.is_array())
            for (const Json& claim : claims)
                if (std::string line = cleaned(text_at(claim, "wording")); !line.empty() && !is_foreign(line))
                    m_claims.push_back({StatementKind::claim, as_sentence_verbatim(line), {line}});
        order(task);
    }

    void read_title_and_audience() {
        const Json& campaign = at(m_sections, "campaign");
        const std::string title = cleaned(text_at(campaign, "title"));
        if (!is_in_another_language(title) && !is_working_title(title))
            m_material.title = without_stop(title);
        const Json& audience = at(campaign, "audience");
        const std::string words = cleaned(text_at(audience, "description"));
        const bool may_be_told =
            !flag_at(audience, "regulated") && !flag_at(audience, "price_sensitive") && is_flattering(words);
        if (may_be_told && !is_in_another_language(words)) m_material.audience = words;
    }

  private:
    // A text that the brief gives once for all locales may be in another language than the copy.
    bool is_foreign(std::string_view text) const {
        const std::string_view guess = guess_language(text);
        return !guess.empty() && guess != m_material.language;
    }
    // The same of a text that no locale can have for itself.
    bool is_in_another_language(std::string_view text) const {
        return is_foreign(text) || (guess_language(text).empty() && m_material.language != m_brief_language);
    }

    // What a campaign is called in the office is not what its readers call it.
    static bool is_working_title(std::string_view title) {
        constexpr std::string_view k_words[] = {"launch",   "campaign", "promo",
                                                "kampagne", "campagne", "campaña"};
        const std::string folded = fold_case(title);
        return std::ranges::any_of(
            k_words, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
    }

    // Words for a segment are often about the people in it rather than for them.
    static bool is_flattering(std::string_view words) {
        constexpr std::string_view k_internal[] = {"lapsed",   "churn",     "former",    "inactive",
                                                   "segment",  "lookalike", "price",     "income",
                                                   "who left", "cancelled", "target",    "aged",
                                                   "risk",     "%",         "customers", "subscribers"};
        const std::string folded = lower_ascii(words);
        return !words.empty() && count_words(words) <= 16 &&
               words.find_first_of("0123456789") == std::string::npos &&
               std::ranges::none_of(
                   k_internal, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
    }

    bool has(const char* slot) const { return m_material.slots.contains(slot); }

    // The words about the price, starting with a small letter, in the order of this turn; empty without one.
    std::vector<std::string> price_words() const {
        const Phrases* phrases = m_material.phrases;
        if (!has("offer.price")) return {};
        std::vector<std::string> words;
        if (phrases && has("offer.was_price")) words.emplace_back(m_material.pick(phrases->price_was));
        if (phrases) words.emplace_back(m_material.pick(phrases->price));
        words.emplace_back(phrases ? phrases->price[0] : "{{offer.price}}");
        return words;
    }

    std::string date_words() const {
        const Phrases* phrases = m_material.phrases;
        if (!phrases) return {};
        if (has("offer.starts") && has("offer.ends"))
            return std::string(m_material.pick(phrases->from_until));
        if (has("offer.ends")) return std::string(m_material.pick(phrases->until));
        if (has("offer.starts")) return std::string(m_material.pick(phrases->from));
        return {};
    }

    void read_offer_statements() {
        const std::vector<std::string> prices = price_words();
        const bool named = has("offer.name") && !is_foreign(m_material.slots.at("offer.name"));
        std::vector<std::string> forms;
        if (named)
            for (const std::string& price : prices) forms.push_back("{{offer.name}}: " + price);
        for (const std::string& price : prices) forms.push_back(with_capital(price));
        if (named) forms.emplace_back("{{offer.name}}");
        if (!forms.empty())
            m_offers.push_back({StatementKind::offer, as_sentence(forms.front()), std::move(forms)});
        if (std::string dates = date_words(); !dates.empty()) {
            std::vector<std::string> shorts{with_capital(dates)};
            if (has("offer.ends")) shorts.push_back(with_capital(std::string(m_material.phrases->until[0])));
            m_deadlines.push_back({StatementKind::deadline, as_sentence(dates), std::move(shorts)});
        }
    }

    static std::string as_sentence_verbatim(const std::string& line) {
        return ends_with_mark(line) ? line : line + ".";
    }

    // Every statement may open. Which one does is told by the variant and the take; the others follow in an
    // order that reads well: messages, offer, its dates, claims.
    void order(const Json& task) {
        const Place place = read_place(task);
        const std::size_t turn = place.variant + 2 * place.take;
        std::vector<Statement> openers;
        const bool offer_first = m_material.occasion == Occasion::promotion;
        if (offer_first) append(openers, m_offers);
        if (!m_messages.empty()) openers.push_back(m_messages.front());
        if (!offer_first) append(openers, m_offers);
        if (m_messages.size() > 1) openers.push_back(m_messages[1]);
        append(openers, m_claims);
        for (std::size_t i = 2; i < m_messages.size(); ++i) openers.push_back(m_messages[i]);
        if (openers.empty()) append(openers, m_deadlines);
        if (openers.empty()) return;
        const std::size_t opening = turn % openers.size();
        std::vector<Statement> rest;
        append(rest, m_messages);
        append(rest, m_offers);
        append(rest, m_deadlines);
        append(rest, m_claims);
        m_material.statements.push_back(openers[opening]);
        // The messages follow from the one after the opening on, so that takes differ further down too.
        const std::size_t shift = m_messages.empty() ? 0 : turn % m_messages.size();
        std::rotate(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(shift),
                    rest.begin() + static_cast<std::ptrdiff_t>(m_messages.size()));
        for (Statement& statement : rest)
            if (statement.sentence != openers[opening].sentence)
                m_material.statements.push_back(std::move(statement));
    }

    static void append(std::vector<Statement>& to, const std::vector<Statement>& more) {
        to.insert(to.end(), more.begin(), more.end());
    }

    const Json& m_sections;
    Material& m_material;
    std::string m_brief_language;
    std::vector<Statement> m_messages, m_offers, m_deadlines, m_claims;
};

}  // namespace

Material read_material(const Json& sections) {
    const Json& task = at(sections, "task");
    const Json& campaign = at(sections, "campaign");
    Material material;
    material.locale = text_at(task, "locale");
    material.language = language_of(material.locale);
    material.phrases = find_phrases(material.language);
    material.call = read_call(campaign);
    material.occasion = read_occasion(text_at(campaign, "type"));
    ChannelReader(material).read(at(sections, "channel"));
    material.only_fields = texts_at(task, "only_fields");
    material.slots = read_slots(sections, material.locale);
    const Place place = read_place(task);
    material.turn = place.variant + place.take;
    const bool lines_are_locked = std::ranges::any_of(
        material.channel.locked, [](const LockedField& line) { return line.from == "brief.mandatories"; });
    if (!lines_are_locked) material.mandatories = texts_at(sections, "mandatories");
    for (const std::string& phrase : texts_at(sections, "must_avoid"))
        material.avoided.push_back(fold_case(collapse_spaces(phrase)));
    Reader reader(sections, material);
    reader.read_statements();
    reader.read_title_and_audience();
    return material;
}

}  // namespace mkai::gateway::demo
