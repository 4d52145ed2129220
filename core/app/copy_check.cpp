#include "core/app/copy_check.hpp"

#include "core/app/typing.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/check.hpp"
#include "core/brand/links.hpp"
#include "core/brand/recombination.hpp"
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
    constexpr std::size_t k_told_max = 100;              // of a text that is full of them
    constexpr std::string_view k_mark = "\xEF\xBB\xBF";  // of the encoding, as Windows writes it
    std::size_t from = text.starts_with(k_mark) ? k_mark.size() : 0;
    for (std::size_t told = 0; told < k_told_max;) {
        const auto hidden = find_hidden(text.substr(from));
        if (!hidden) break;
        const std::size_t at = from + hidden->byte;
        if (text.substr(at).starts_with("\r\n")) {  // a line's end
            from = at + 1;
            continue;
        }
        ++told;
        findings.push_back(at_offset(
            Level::error, "hidden-character",
            fmt::format("{} has a character that readers cannot see: {}", k_text_label, hidden->name),
            "take it out; typing the words around it anew does", at));
        from = at + 1;
        while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
    }
    std::size_t tokens_told = 0;
    std::size_t tokens_counted = 0;
    for (const Token& token : find_tokens(text).tokens)
        if (token.slot && ++tokens_told > k_findings_told_max)
            ++tokens_counted;
        else if (token.slot)
            findings.push_back(
                at_offset(Level::warning, "left-over-token",
                          fmt::format("{{{{{}}}}} is filled by mkai alone, and this text is none "
                                      "of its assets",
                                      token.name),
                          "write what it stands for, or import the copy: mkai import", token.begin));
    if (tokens_counted == 0) return;
    findings.push_back(at_offset(Level::warning, "left-over-token", {}, {}, text.size()));
    findings.back().stands_for = tokens_counted;
}

// Where the copy of a Markdown file begins for a channel that shows no Markdown: behind the headings at its
// top, which name the file ("# Post for LinkedIn, draft 3"). Others are in the copy, and a finding.
std::size_t heading_end(const LooseCopy& copy) {
    const ChannelField* field = copy.channel ? main_field(*copy.channel) : nullptr;
    if (field == nullptr || !field->plain || !copy.path.ends_with(".md")) return 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < copy.text.size();) {
        const std::size_t next = std::min(copy.text.find('\n', at), copy.text.size() - 1) + 1;
        const std::string_view line = trim(copy.text.substr(at, next - at));
        const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
        const bool heading = marks > 0 && marks <= 6 && marks < line.size() && line[marks] == ' ';
        if (!heading && !line.empty()) break;
        at = next;
        if (heading || end > 0) end = next;
    }
    return end;
}

// What is written, in reading order.
std::vector<brand::PlacedText> written_texts_of(const Channel& channel, const Content& content) {
    std::vector<brand::PlacedText> out;
    for (const ChannelField& field : channel.fields) {
        const auto value = content.fields.find(field.name);
        if (value == content.fields.end()) continue;
        for (const std::string& text : texts_of(value->second)) {
            const auto number = &text - texts_of(value->second).data() + 1;
            brand::PlacedText& placed = out.emplace_back();
            placed.field = field.name;
            placed.label = std::holds_alternative<std::string>(value->second)
                               ? field.label
                               : fmt::format("{} {}", field.label, number);
            placed.text = text;
            placed.aside = field.part == FieldPart::meta;
            placed.recombined = field.recombines;
            placed.fold = channel.find_fold(field.name);
        }
    }
    return out;
}

// What mkai fills in. A link is no line.
std::vector<brand::PlacedText> locked_texts_of(const Channel& channel, const Content& content) {
    std::vector<brand::PlacedText> out;
    for (const LockedField& locked : channel.locked) {
        const auto slot = content.slots.find(locked.from);
        if (slot == content.slots.end() || slot->second.empty() || locked.part == FieldPart::button) continue;
        brand::PlacedText& placed = out.emplace_back();
        placed.field = locked.name;
        placed.label = locked.label;
        placed.text = slot->second;
        placed.fine_print = locked.part == FieldPart::footnote;
        placed.pinned = locked.pinned;
        placed.fold = channel.find_fold(locked.name);
    }
    return out;
}

}  // namespace

CopyCheck::CopyCheck(const workspace::Workspace& workspace, const brand::RuleSet& rules,
                     const brand::DisclosureSet& disclosures, const std::vector<Waiver>& waivers,
                     ClaimStates claim_states, TimeMs now)
    : m_workspace(workspace),
      m_rules(rules),
      m_disclosures(disclosures),
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
    auto disclosures = workspace.disclosures();
    if (!disclosures) return fail(disclosures);
    return CopyCheck(workspace, (*brand)->rules, **disclosures, **waivers, std::move(claim_states), now);
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
            finding.waived_by = fmt::format("{}, until {}", waiver.owner, waiver.expires);
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
    return check(today, content, nullptr);
}

CopyReading CopyCheck::read(const Today& today, const Content& content) const {
    CopyReading reading;
    reading.findings = check(today, content, &reading);
    return reading;
}

std::vector<Finding> CopyCheck::check(const Today& today, const Content& content,
                                      CopyReading* reading) const {
    const Channel& channel = *today.channel;
    std::vector<Finding> findings = brand::check_content({channel, *today.brief, today.id.locale}, content);
    const auto take = [&](std::vector<Finding> more) {
        for (Finding& finding : more) findings.push_back(std::move(finding));
    };
    const brand::Standards held = standards(today.brief, today.id.locale, channel.id, true);
    const std::string own_host =
        channel.own_site && today.deliverable ? brand::host_of(today.deliverable->link) : std::string();
    std::vector<brand::PlacedText> placed = written_texts_of(channel, content);
    for (brand::PlacedText& text : placed) {
        take(read(held, text));
        take(brand::check_typing(
            text.text, brand::typing_rules_of(channel, *channel.find_field(text.field), today.id.locale),
            text.field, text.label));
        take(brand::check_links(text.field, text.label, text.text, own_host));
    }
    for (brand::PlacedText& text : locked_texts_of(channel, content)) placed.push_back(std::move(text));
    take(brand::check_recombination(channel, content, today.id.locale));
    const brand::PlacedCopy copy{placed,          content.slots, held.find_claim,  m_now,
                                 today.id.locale, &channel,      today.brief.get()};
    take(m_disclosures.check(copy));
    if (reading) {
        reading->required = m_disclosures.list(copy);
        for (const brand::PlacedText& text : placed)
            for (const brand::ClaimUse& use : text.claims)
                if (use.verdict == brand::Verdict::exact)
                    reading->said.push_back({use.claim_id, text.field, text.label});
    }
    waive(findings, to_string(today.id));
    leave_out_beyond(findings, k_findings_told_max);
    return findings;
}

std::vector<Finding> CopyCheck::read(const brand::Standards& held, brand::PlacedText& text) const {
    std::optional<brand::PhraseSearch> search = m_disclosures.search(text.text, held.locale);
    std::vector<Finding> findings = brand::check_statements(
        held, {text.field, text.label, text.text, search ? &*search : nullptr}, &text.claims);
    if (search) text.asking = std::move(search->found);
    return findings;
}

std::vector<Finding> CopyCheck::check(const LooseCopy& whole) const {
    static const Brief k_no_brief;
    const std::size_t lead = heading_end(whole);
    LooseCopy copy = whole;
    copy.text.remove_prefix(lead);
    // Nobody fills a slot of this text: what it says stands there, typed.
    const brand::Standards held =
        standards(copy.brief, copy.locale, copy.channel ? std::string_view(copy.channel->id) : "", false);
    const ChannelField* field = copy.channel ? main_field(*copy.channel) : nullptr;
    std::vector<brand::PlacedText> placed(1);
    placed.front().label = k_text_label;
    placed.front().text = copy.text;
    if (field) placed.front().fold = copy.channel->find_fold(field->name);
    std::vector<Finding> findings = read(held, placed.front());
    const auto slots =
        copy.brief ? brand::make_slots(*copy.brief, {}, copy.locale) : std::map<std::string, std::string>();
    for (Finding& finding : m_disclosures.check(
             {placed, slots, held.find_claim, m_now, copy.locale, copy.channel.get(), copy.brief.get()}))
        findings.push_back(std::move(finding));
    for (Finding& finding : brand::check_links({}, k_text_label, copy.text, {}))
        findings.push_back(std::move(finding));
    check_marks(copy.text, findings);
    if (const auto typing = typing_rules_of(copy))
        for (Finding& finding : brand::check_typing(copy.text, *typing, {}, k_text_label))
            findings.push_back(std::move(finding));
    if (field) {
        Content content;
        content.fields[field->name] = std::string(copy.text);
        const brand::ContentCheck against{*copy.channel, copy.brief ? *copy.brief : k_no_brief, copy.locale};
        // Of the marks check_marks has told, with their places.
        for (Finding& finding : brand::check_content(against, content))
            if (finding.field == field->name && finding.code != "hidden-character" &&
                finding.code != "empty-slot")
                findings.push_back(std::move(finding));
    }
    for (Finding& finding : findings) {
        finding.begin += lead;
        finding.end += lead;
    }
    if (lead > 0)
        findings.push_back(at_offset(
            Level::note, "heading-not-counted",
            fmt::format("the heading {} is the file's own: it is no part of the copy, and not counted",
                        in_quotes(trim(whole.text.substr(0, whole.text.find('\n', whole.text.find('#')))))),
            "take the # out if readers are to see it", 0));
    waive(findings, copy.path);
    sort_by_begin(findings);
    leave_out_beyond(findings, k_findings_told_max);
    Places places(whole.text);
    for (Finding& finding : findings) {
        finding.file = copy.file;
        if (finding.stands_for == 0) places.put(finding);
    }
    return findings;
}

}  // namespace mkai::app
