#include "core/brand/statements.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/content.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

constexpr std::size_t k_excerpt_columns = 400;

std::string in_trimmed_quotes(std::string_view text) {
    return in_quotes(trim(text));
}

std::string_view word_for(FactKind kind) {
    switch (kind) {
        case FactKind::money:
            return "price";
        case FactKind::percentage:
            return "percentage";
        case FactKind::date:
            return "date";
        case FactKind::time:
            return "time";
        case FactKind::number:
            break;
    }
    return "number";
}

// Claims that may not be made at all without proof: Directive 2005/29/EC as changed by (EU) 2024/825, Annex
// I, 4a to 4c, and CAP Code 11 and 12 (both read 2026-11-26).
bool needs_proof(const CueUse& cue) {
    return !cue.negated && (cue.kind == CueKind::health || cue.kind == CueKind::environment);
}

// Whether a reader is promised something else, and not only told the same in other words.
bool changes_the_promise(DifferenceKind kind) {
    constexpr std::array k_kinds{DifferenceKind::number, DifferenceKind::qualifier_missing,
                                 DifferenceKind::negation, DifferenceKind::market};
    return std::ranges::find(k_kinds, kind) != k_kinds.end();
}

std::string words_for(const Difference& difference) {
    switch (difference.kind) {
        case DifferenceKind::order:
            return "the words stand in another order";
        case DifferenceKind::cut:
            return "it is cut into sentences in another way";
        case DifferenceKind::market:
            return "it is not approved for this market";
        case DifferenceKind::negation:
            return "one denies what the other says";
        default:
            break;
    }
    if (difference.text.empty()) return fmt::format("{} is missing", in_trimmed_quotes(difference.claim));
    if (difference.claim.empty()) return fmt::format("{} is added", in_trimmed_quotes(difference.text));
    return fmt::format("{} instead of {}", in_trimmed_quotes(difference.text),
                       in_trimmed_quotes(difference.claim));
}

// What is taken off the earlier price, in per cent; 0 where the offer does not say.
double discount_of(const Offer& offer) {
    const auto amount = [](std::string_view text) {
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    const double was = amount(offer.was_price), is = amount(offer.price);
    return !offer.price.empty() && was > is ? 100 * (was - is) / was : 0;
}

std::string words_of_discount(const Offer& offer) {
    return fmt::format("the offer's price is {:.0f}% below its earlier one ({} {}, was {})",
                       std::floor(discount_of(offer)), offer.price, offer.currency, offer.was_price);
}

// Where the brief has the offer's name for a locale.
std::string path_of_name(const Brief& brief, const Offer& offer, std::string_view locale) {
    const bool common = brief.offer.common && brief.offer.common->name == offer.name;
    return common ? std::string("offer.name") : fmt::format("offer.locales.{}.name", locale);
}

class Statements {
  public:
    Statements(const Standards& standards, const Passage& passage)
        : m_standards(standards), m_passage(passage), m_facts(find_facts(passage.text, standards.locale)) {}

    std::vector<Finding> run(std::vector<ClaimUse>* claims) {
        std::vector<ClaimUse> uses = m_standards.claims.match(m_passage.text, m_standards.locale);
        check_ends(uses.size());
        check_claims(uses);
        if (claims) *claims = std::move(uses);
        check_facts();
        check_words();
        std::vector<Finding> findings = std::move(m_findings).take();
        // What stands for others is behind them.
        std::ranges::stable_sort(findings, {},
                                 [](const Finding& f) { return std::pair(f.stands_for > 0, f.begin); });
        return findings;
    }

  private:
    // Of the workspace's own rule or claim, where one says so.
    struct By {
        std::string_view rule, owner;
    };

    void add(Level level, std::string_view code, std::size_t begin, std::size_t end, std::string message,
             std::string fix, const By& by = {}) {
        Finding* const finding = m_findings.add(level, code, by.rule);
        if (finding == nullptr) return;
        finding->message = std::move(message);
        finding->fix = std::move(fix);
        finding->field = m_passage.field;
        finding->owner = by.owner;
        finding->begin = begin;
        finding->end = end;
        finding->excerpt = prefix_of_width(m_passage.text.substr(begin, end - begin), k_excerpt_columns);
    }

    // What reads texts stops at some number of places, and nobody knows what stands behind.
    void check_ends(std::size_t uses) {
        const auto tell = [&](std::size_t limit, std::string_view what) {
            add(Level::error, "not-read-to-its-end", 0, 0,
                fmt::format("{} has more than {} {}: those behind are not looked at", m_passage.label, limit,
                            what),
                "cut it into several texts");
        };
        if (m_facts.size() >= k_facts_max) tell(k_facts_max, "numbers, prices and dates");
        if (uses >= ClaimMatcher::k_uses_max)
            tell(ClaimMatcher::k_uses_max, "sentences that read like claims");
    }

    std::string_view in(const TextSpan& span) const {
        return m_passage.text.substr(span.begin, span.end - span.begin);
    }

    // --- claims ---

    void check_claims(const std::vector<ClaimUse>& uses) {
        for (const ClaimUse& use : uses) {
            for (const Difference& difference : use.differences)
                if (difference.kind == DifferenceKind::number) m_told.push_back(difference.span);
            if (use.verdict == Verdict::unsupported)
                add_unsupported(use);
            else
                add_approved(use, *m_standards.find_claim(use.claim_id));
        }
        std::ranges::sort(m_told, {}, &TextSpan::begin);
        m_reductions = reductions_in(uses);
    }

    // Words that say how much less is paid, in order; a claim's are about what its evidence shows.
    static std::vector<TextSpan> reductions_in(const std::vector<ClaimUse>& uses) {
        std::vector<TextSpan> spans;
        for (const ClaimUse& use : uses) {
            if (use.verdict != Verdict::unsupported) continue;
            for (const CueUse& cue : use.cues)
                if (cue.kind == CueKind::reference_price && !cue.negated) spans.push_back(cue.span);
        }
        std::ranges::sort(spans, {}, &TextSpan::begin);
        return spans;
    }

    // A price, a saving or an end with its figure is judged as a fact: the offer has it, or it is a finding.
    // What holds a date says when, whatever its digits look like.
    bool is_judged_as_fact(const CueUse& cue) const {
        constexpr std::array k_kinds{CueKind::price, CueKind::reference_price, CueKind::scarcity};
        constexpr std::size_t k_gap = 1;  // "until" and its date
        const auto next = std::ranges::upper_bound(m_facts, cue.span.begin, {}, &Fact::end);
        if (next == m_facts.end() || next->begin > cue.span.end + k_gap) return false;
        const FactKind kind = next->reading.kind;
        if (kind == FactKind::date) return true;
        return std::ranges::find(k_kinds, cue.kind) != k_kinds.end() &&
               (kind == FactKind::money || kind == FactKind::percentage);
    }

    void add_unsupported(const ClaimUse& use) {
        if (use.negated) return;
        const auto cue_of = std::ranges::find_if(use.cues, [&](const CueUse& c) { return needs_proof(c); });
        const bool worst = cue_of != use.cues.end();
        const auto first = worst ? cue_of : std::ranges::find_if(use.cues, [&](const CueUse& c) {
            return !c.negated && !is_judged_as_fact(c);
        });
        if (first == use.cues.end()) return;
        const CueUse& cue = *first;
        m_told.push_back(cue.span);
        add(worst ? Level::error : Level::warning, "claim-unsupported", use.span.begin, use.span.end,
            fmt::format("{} makes a claim ({}: {}) that no approved claim says: {}", m_passage.label,
                        name_of(cue.kind), in_trimmed_quotes(in(cue.span)), in_trimmed_quotes(in(use.span))),
            "use an approved wording, or have it approved with its evidence in claims.yaml");
    }

    void add_approved(const ClaimUse& use, const Claim& claim) {
        const By by{claim.id, claim.owner};
        const auto known = m_standards.claim_states.find(claim.id);
        const ClaimState state =
            known == m_standards.claim_states.end() ? ClaimState::waiting : known->second;
        if (state == ClaimState::expired || state == ClaimState::withdrawn) {
            add(Level::error, "claim-expired", use.span.begin, use.span.end,
                fmt::format("{} says what claim {} said, which {}: {}", m_passage.label, claim.id,
                            state == ClaimState::withdrawn ? std::string("was withdrawn")
                                                           : fmt::format("expired on {}", claim.expires),
                            in_trimmed_quotes(in(use.span))),
                "take it out, or renew its evidence and expiry in claims.yaml", by);
        } else if (state != ClaimState::approved) {
            // Its numbers wait for the same approval, those that differ too.
            // What was told of this use is the last, for uses stand in order.
            while (!m_told.empty() && m_told.back().begin >= use.span.begin &&
                   m_told.back().end <= use.span.end)
                m_told.pop_back();
            m_told.push_back(use.span);
            add(Level::error, "claim-unapproved", use.span.begin, use.span.end,
                fmt::format("{} says {}{}, {}: {}", m_passage.label,
                            use.verdict == Verdict::near ? "almost " : "", claim.id, words_for(state),
                            in_trimmed_quotes(in(use.span))),
                fmt::format("mkai claim approve {} --reason \"...\" (as legal), or take it out", claim.id),
                by);
        } else if (use.verdict == Verdict::near) {
            add_near(use, claim);
        } else if (m_standards.brief && std::ranges::find(m_standards.brief->claims, claim.id) ==
                                            m_standards.brief->claims.end()) {
            add(Level::warning, "claim-not-in-brief", use.span.begin, use.span.end,
                fmt::format("{} makes claim {}, which the brief does not name: {}", m_passage.label, claim.id,
                            in_trimmed_quotes(in(use.span))),
                fmt::format("add {} to the claims of the brief, so that an approval holds on to its "
                            "evidence",
                            claim.id),
                by);
        }
    }

    void add_near(const ClaimUse& use, const Claim& claim) {
        std::vector<std::string> words;
        bool other_promise = false;
        for (const Difference& difference : use.differences) {
            other_promise |= changes_the_promise(difference.kind);
            if (words.size() < 3) words.push_back(words_for(difference));
        }
        add(other_promise ? Level::error : Level::warning, "claim-near", use.span.begin, use.span.end,
            fmt::format("{} is not as claim {} was approved ({}): {}", m_passage.label, claim.id,
                        join(words, "; "), in_trimmed_quotes(in(use.span))),
            fmt::format("write \"{}\"", printable_line(claim.wording)), {claim.id, claim.owner});
    }

    // --- facts ---

    void check_facts() {
        const Offer* offer =
            m_standards.brief ? m_standards.brief->offer.for_locale(m_standards.locale) : nullptr;
        if (offer) check_name(*offer);
        for (const Fact& fact : m_facts) {
            const FactReading& reading = fact.reading;
            if (reading.kind == FactKind::time || is_small(reading) || is_told(fact)) continue;
            const std::string typed =
                in_trimmed_quotes(m_passage.text.substr(fact.begin, fact.end - fact.begin));
            const bool typed_slot =
                reading.kind == FactKind::money || (reading.kind == FactKind::date && reading.date.day > 0);
            if (const KnownFact* slot = typed_slot ? m_standards.slots.find(fact) : nullptr) {
                add(Level::warning, "typed-by-hand", fact.begin, fact.end,
                    fmt::format(
                        "{} has {} typed by hand, and {{{{{}}}}} keeps it true when the offer changes",
                        m_passage.label, typed, slot->source),
                    fmt::format("write {{{{{}}}}} there", slot->source));
                continue;
            }
            const KnownFact* known = m_standards.facts.find(fact);
            const Promise promise = offer ? promise_of(*offer, fact, known, m_reductions) : Promise::other;
            if (promise == Promise::untrue) {
                add(Level::error, "discount-untrue", fact.begin, fact.end,
                    fmt::format("{} promises {}, and {}", m_passage.label, typed, words_of_discount(*offer)),
                    "write what is true of the offer, or correct the offer");
                continue;
            }
            if (promise == Promise::kept) continue;
            if (known) continue;
            const bool other_price = reading.kind == FactKind::money && offer && !offer->price.empty();
            const bool has_likeness = reading.kind == FactKind::money || reading.kind == FactKind::date;
            const KnownFact* nearest = has_likeness ? m_standards.facts.nearest(fact) : nullptr;
            add(other_price ? Level::error : Level::warning, "fact-not-in-brief", fact.begin, fact.end,
                fmt::format("{} has the {} {}, which {}", m_passage.label, word_for(reading.kind), typed,
                            m_standards.brief ? "stands neither in the brief nor in its claims"
                                              : "no claim has, and no brief was given"),
                nearest ? fmt::format("check it; nearest is {} ({})", printable_line(nearest->wording),
                                      nearest->source)
                : m_standards.brief ? "check it, and put it into the brief when it is true"
                                    : "check it, or name the brief that it is for");
        }
    }

    // What is promised off the price, beside what the offer gives. A claim's percentage is about what its
    // evidence shows.
    enum class Promise { other, kept, untrue };
    static Promise promise_of(const Offer& offer, const Fact& fact, const KnownFact* known,
                              const std::vector<TextSpan>& reductions) {
        constexpr double k_rounding = 1;  // whole per cents: £4.99 is half of £9.99
        if (fact.reading.kind != FactKind::percentage || !overlaps(fact, reductions)) return Promise::other;
        if (known && known->source.starts_with("claim ")) return Promise::other;
        const double given = discount_of(offer);
        if (given == 0) return Promise::other;
        double promised = 0;
        const std::string& value = fact.reading.value;
        std::from_chars(value.data(), value.data() + value.size(), promised);
        if (promised > given + k_rounding) return Promise::untrue;
        return promised >= given - k_rounding ? Promise::kept : Promise::other;
    }

    // The spans are in order and do not overlap.
    static bool overlaps(const Fact& fact, const std::vector<TextSpan>& spans) {
        const auto behind = std::ranges::lower_bound(spans, fact.end, {}, &TextSpan::begin);
        return behind != spans.begin() && std::prev(behind)->end > fact.begin;
    }

    // The offer's name is filled in where its slot stands. A warning: the words to mend are the brief's.
    void check_name(const Offer& offer) {
        constexpr std::string_view k_slot = "offer.name";
        if (m_passage.text.find(k_slot) == std::string_view::npos) return;
        const Tokens found = find_tokens(m_passage.text);
        const auto token = std::ranges::find(found.tokens, k_slot, &Token::name);
        if (token == found.tokens.end()) return;
        const auto reductions = reductions_in(m_standards.claims.match(offer.name, m_standards.locale));
        for (const Fact& fact : find_facts(offer.name, m_standards.locale)) {
            if (promise_of(offer, fact, nullptr, reductions) != Promise::untrue) continue;
            const std::string words =
                in_trimmed_quotes(std::string_view(offer.name).substr(fact.begin, fact.end - fact.begin));
            add(Level::warning, "discount-untrue", token->begin, token->end,
                fmt::format("{} promises {}, as the offer is called, and {}", m_passage.label, words,
                            words_of_discount(offer)),
                fmt::format("mkai brief set {} {} \"...\"", m_standards.brief->id,
                            path_of_name(*m_standards.brief, offer, m_standards.locale)));
        }
    }

    static bool is_small(const FactReading& reading) {
        return reading.kind == FactKind::number && reading.unit.empty() && reading.value.size() == 1;
    }

    // A claim's finding has told of it. The spans do not overlap.
    bool is_told(const Fact& fact) const {
        const auto behind = std::ranges::lower_bound(m_told, fact.end, {}, &TextSpan::begin);
        return behind != m_told.begin() && std::prev(behind)->end > fact.begin;
    }

    // --- words ---

    void check_words() {
        const TextScope scope{m_standards.channel, m_standards.locale, m_passage.field};
        for (const RuleHit& hit : m_standards.rules.check(m_passage.text, scope, m_passage.also)) {
            add(hit.level, "word-rule", hit.begin, hit.end,
                fmt::format("{}: {}", m_passage.label, hit.message),
                hit.mend.empty() ? std::string() : fmt::format("write \"{}\"", hit.mend),
                {hit.rule, hit.owner});
        }
    }

    const Standards& m_standards;
    const Passage& m_passage;
    const std::vector<Fact> m_facts;
    FindingKeeper m_findings;
    std::vector<TextSpan> m_told;
    std::vector<TextSpan> m_reductions;  // "half price", "30% off"
};

}  // namespace

bool is_about_statements(const Finding& finding) {
    constexpr std::array<std::string_view, 10> k_codes{
        "typed-by-hand", "fact-not-in-brief",  "discount-untrue",  "claim-unsupported",
        "claim-near",    "claim-expired",      "claim-unapproved", "claim-not-in-brief",
        "word-rule",     "not-read-to-its-end"};
    constexpr std::array<std::string_view, 6> k_families{"disclosure-", "footnote-", "utm-",
                                                         "not-alone",   "leans-on",  "same-words"};
    return std::ranges::find(k_codes, finding.code) != k_codes.end() ||
           std::ranges::any_of(k_families,
                               [&](std::string_view family) { return finding.code.starts_with(family); });
}

std::vector<Finding> check_statements(const Standards& standards, const Passage& passage,
                                      std::vector<ClaimUse>* claims) {
    return Statements(standards, passage).run(claims);
}

}  // namespace mkai::brand
