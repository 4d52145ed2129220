#include "core/app/copy_check.hpp"

#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check.hpp"
#include "core/brand/slots.hpp"
#include "core/brand/typography.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_text_label = "the text";

// Line and column of offsets that only grow.
class Places {
  public:
    explicit Places(std::string_view text) : m_text(text) {}
    void put(Finding& finding) {
        for (; m_at < std::min(finding.begin, m_text.size()); ++m_at) {
            const auto byte = static_cast<unsigned char>(m_text[m_at]);
            if (byte == '\n') {
                ++m_line;
                m_column = 0;
            } else if ((byte & 0xC0) != 0x80) {
                ++m_column;
            }
        }
        finding.line = m_line;
        finding.column = m_column + 1;
    }

  private:
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    int m_column = 0;
};

Finding at_offset(Level level, std::string code, std::string message, std::string fix, std::size_t begin) {
    Finding finding = make_finding(level, std::move(code), std::move(message), std::move(fix), {});
    finding.begin = finding.end = begin;
    return finding;
}

// What nobody sees, and what is left over of a template.
void check_marks(std::string_view text, std::vector<Finding>& findings) {
    constexpr std::size_t k_told_max = 100;  // of a text that is full of them
    std::size_t from = 0;
    for (std::size_t told = 0; told < k_told_max; ++told) {
        const auto hidden = find_hidden(text.substr(from));
        if (!hidden) break;
        const std::size_t at = from + hidden->byte;
        findings.push_back(at_offset(
            Level::error, "hidden-character",
            fmt::format("{} has a character that readers cannot see: {}", k_text_label, hidden->name),
            "take it out; typing the words around it anew does", at));
        from = at + 1;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    }
    for (const Token& token : find_tokens(text).tokens)
        if (token.slot)
            findings.push_back(
                at_offset(Level::warning, "left-over-token",
                          fmt::format("{{{{{}}}}} is filled by mkai alone, and this text is none "
                                      "of its assets",
                                      token.name),
                          "write what it stands for, or import the copy: mkai import", token.begin));
}

// The field that a text without fields would be: the longest part of the channel.
const ChannelField* main_field(const Channel& channel) {
    const auto body = std::ranges::find_if(
        channel.fields, [](const ChannelField& f) { return f.part == FieldPart::body && !f.list; });
    return body == channel.fields.end() ? nullptr : &*body;
}

// Nothing for HTML, whose spaces are its own.
std::optional<brand::TypingRules> typing_rules_of(const LooseCopy& copy) {
    if (copy.path.ends_with(".html") || copy.path.ends_with(".htm")) return std::nullopt;
    const ChannelField* field = copy.channel ? main_field(*copy.channel) : nullptr;
    if (field) return brand::typing_rules_of(*copy.channel, *field, copy.locale);
    return brand::TypingRules{false, !copy.path.ends_with(".md"), copy.locale};
}

// The place with what stands around it on its line, at most this many bytes on each side.
constexpr std::size_t k_around_bytes = 24;
std::size_t around_begin(std::string_view text, std::size_t at) {
    std::size_t begin = at - std::min(at, k_around_bytes);
    if (const auto line = text.substr(0, at).rfind('\n'); line != std::string_view::npos)
        begin = std::max(begin, line + 1);
    while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    return begin;
}
std::size_t around_end(std::string_view text, std::size_t at) {
    std::size_t end = std::min({text.size(), at + k_around_bytes, text.find('\n', at)});
    while (end > at && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

std::string mended(std::string_view text, const std::vector<brand::TypingMend>& mends, std::string_view field,
                   std::vector<TypedAnew>& places) {
    for (const brand::TypingMend& mend : mends) {
        const std::size_t begin = around_begin(text, mend.begin);
        const std::size_t end = around_end(text, mend.end);
        std::string after(text.substr(begin, mend.begin - begin));
        after += mend.replacement;
        after += text.substr(mend.end, end - mend.end);
        places.push_back(
            {std::string(field), std::string(text.substr(begin, end - begin)), std::move(after), mend.what});
    }
    return brand::with_mends(text, mends);
}

}  // namespace

std::vector<TypedAnew> mend_typing(const Today& today, Fields& fields) {
    std::vector<TypedAnew> places;
    for (const ChannelField& field : today.channel->fields) {
        const auto value = fields.find(field.name);
        if (value == fields.end()) continue;
        const brand::TypingRules rules = brand::typing_rules_of(*today.channel, field, today.id.locale);
        const auto mend = [&](std::string& text) {
            text = mended(text, brand::find_typing(text, rules), field.name, places);
        };
        if (auto* text = std::get_if<std::string>(&value->second)) {
            mend(*text);
            continue;
        }
        for (std::string& text : std::get<std::vector<std::string>>(value->second)) mend(text);
    }
    return places;
}

MendedText mend_typing(const LooseCopy& copy) {
    const auto rules = typing_rules_of(copy);
    MendedText out;
    out.text =
        mended(copy.text, rules ? brand::find_typing(copy.text, *rules) : std::vector<brand::TypingMend>{},
               {}, out.places);
    return out;
}

CopyCheck::CopyCheck(const workspace::Workspace& workspace, const brand::RuleSet& rules,
                     const std::vector<Waiver>& waivers, ClaimStates claim_states, TimeMs now)
    : m_workspace(workspace),
      m_rules(rules),
      m_waivers(waivers),
      m_claim_states(std::move(claim_states)),
      m_now(now) {}

Result<CopyCheck> CopyCheck::make(const workspace::Workspace& workspace, store::Ledger& ledger, TimeMs now) {
    auto states = find_claim_states(workspace, ledger, now);
    if (!states) return fail(states);
    return make(workspace, std::move(*states), now);
}

Result<CopyCheck> CopyCheck::make(const workspace::Workspace& workspace, ClaimStates claim_states,
                                  TimeMs now) {
    auto brand = workspace.brand();
    if (!brand) return fail(brand);
    auto waivers = workspace.waivers();
    if (!waivers) return fail(waivers);
    return CopyCheck(workspace, (*brand)->rules, **waivers, std::move(claim_states), now);
}

void CopyCheck::waive(std::vector<Finding>& findings, std::string_view where) const {
    for (Finding& finding : findings)
        for (const Waiver& waiver : m_waivers) {
            const bool fits = waiver.finding == finding.code && glob_match(waiver.where, where) &&
                              (waiver.rule.empty() || waiver.rule == finding.rule) &&
                              (waiver.words.empty() ||
                               fold_case(finding.excerpt).find(fold_case(waiver.words)) != std::string::npos);
            if (!fits || finding.level == Level::note) continue;
            if (is_past(waiver.expires, m_now)) {
                finding.message += fmt::format("; {} let it pass until {}", waiver.owner, waiver.expires);
                continue;
            }
            finding.level = Level::note;
            finding.message += fmt::format("; {} lets it pass until {}: {}", waiver.owner, waiver.expires,
                                           printable_line(waiver.reason));
            finding.fix.clear();
            break;
        }
}

const CopyCheck::Known& CopyCheck::known(const std::shared_ptr<const Brief>& brief,
                                         const std::string& locale) const {
    const auto [entry, is_new] = m_known.try_emplace({brief, locale});
    Known& out = entry->second;
    if (!is_new) return out;
    if (brief) out.facts.add_brief(*brief, locale);
    const std::string market = market_of(locale);
    for (const Claim& claim : m_workspace.claims()) {
        const bool named = !brief || std::ranges::find(brief->claims, claim.id) != brief->claims.end();
        if (named && counts(m_claim_states, claim.id) && claim.covers(market) && claim.speaks(locale))
            out.facts.add_claim(claim, locale);
    }
    if (const Offer* offer = brief ? brief->offer.for_locale(locale) : nullptr) {
        out.slots.add_money(offer->price, offer->currency, "offer.price");
        out.slots.add_money(offer->was_price, offer->currency, "offer.was_price");
        out.slots.add_date(offer->starts, "offer.starts");
        out.slots.add_date(offer->ends, "offer.ends");
    }
    return out;
}

brand::Standards CopyCheck::standards(const std::shared_ptr<const Brief>& brief, const std::string& locale,
                                      std::string_view channel, bool has_slots) const {
    static const brand::KnownFacts k_no_slots;
    const Known& held = known(brief, locale);
    return {held.facts,
            has_slots ? held.slots : k_no_slots,
            m_workspace.claim_matcher(),
            m_rules,
            [this](std::string_view id) { return m_workspace.find_claim(id); },
            m_claim_states,
            locale,
            channel,
            brief.get()};
}

std::vector<Finding> CopyCheck::check(const Today& today, const Content& content) const {
    std::vector<Finding> findings =
        brand::check_content({*today.channel, *today.brief, today.id.locale}, content);
    const brand::Standards held = standards(today.brief, today.id.locale, today.channel->id, true);
    for (const ChannelField& field : today.channel->fields) {
        const auto value = content.fields.find(field.name);
        if (value == content.fields.end()) continue;
        const brand::TypingRules typing = brand::typing_rules_of(*today.channel, field, today.id.locale);
        const auto check = [&](std::string_view label, std::string_view text) {
            for (Finding& finding : brand::check_statements(held, {field.name, label, text}))
                findings.push_back(std::move(finding));
            for (Finding& finding : brand::check_typing(text, typing, field.name, label))
                findings.push_back(std::move(finding));
        };
        if (const auto* text = std::get_if<std::string>(&value->second)) {
            check(field.label, *text);
            continue;
        }
        const auto& texts = std::get<std::vector<std::string>>(value->second);
        for (std::size_t i = 0; i < texts.size(); ++i)
            check(fmt::format("{} {}", field.label, i + 1), texts[i]);
    }
    waive(findings, to_string(today.id));
    return findings;
}

std::vector<Finding> CopyCheck::check(const LooseCopy& copy) const {
    static const Brief k_no_brief;
    // Nobody fills a slot of this text: what it says stands there, typed.
    std::vector<Finding> findings = brand::check_statements(
        standards(copy.brief, copy.locale, copy.channel ? std::string_view(copy.channel->id) : "", false),
        {{}, k_text_label, copy.text});
    check_marks(copy.text, findings);
    if (const auto typing = typing_rules_of(copy))
        for (Finding& finding : brand::check_typing(copy.text, *typing, {}, k_text_label))
            findings.push_back(std::move(finding));
    if (const ChannelField* field = copy.channel ? main_field(*copy.channel) : nullptr) {
        Content content;
        content.fields[field->name] = std::string(copy.text);
        const brand::ContentCheck against{*copy.channel, copy.brief ? *copy.brief : k_no_brief, copy.locale};
        // Of the marks check_marks has told, with their places.
        for (Finding& finding : brand::check_content(against, content))
            if (finding.field == field->name && finding.code != "hidden-character" &&
                finding.code != "empty-slot")
                findings.push_back(std::move(finding));
    }
    waive(findings, copy.path);
    std::ranges::stable_sort(findings, {}, &Finding::begin);
    Places places(copy.text);
    for (Finding& finding : findings) {
        finding.file = copy.file;
        places.put(finding);
    }
    return findings;
}

}  // namespace mkai::app
