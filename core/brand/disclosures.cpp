#include "core/brand/disclosures.hpp"

#include "core/base/quote.hpp"
#include "core/base/regex_literal.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/brand/denied_lines.hpp"
#include "core/brand/filled_text.hpp"
#include "core/brand/sentences.hpp"
#include "core/brand/units.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace mkai::brand {

namespace {

std::vector<PhraseIndex::Found> find_all(const PhraseIndex& index, std::string_view text) {
    PhraseSearch search{{index, text}, {}};
    WordScanner scanner(text);
    for (Word word; scanner.next(word);) search.read(word);
    return std::move(search.found);
}

constexpr std::size_t k_excerpt_columns = 400;

struct LanguageName {
    std::string_view code;
    std::string_view name;
};
constexpr std::array k_languages{LanguageName{"en", "English"},    LanguageName{"de", "German"},
                                 LanguageName{"fr", "French"},     LanguageName{"es", "Spanish"},
                                 LanguageName{"it", "Italian"},    LanguageName{"nl", "Dutch"},
                                 LanguageName{"sv", "Swedish"},    LanguageName{"pl", "Polish"},
                                 LanguageName{"pt", "Portuguese"}, LanguageName{"da", "Danish"}};

std::string language_name(std::string_view code) {
    const auto known = std::ranges::find(k_languages, code, &LanguageName::code);
    return known == k_languages.end() ? in_quotes(code) : std::string(known->name);
}

struct PlaceWords {
    DisclosurePlace place;
    std::string_view where;  // "add it ..."
};
constexpr std::array k_place_words{
    PlaceWords{DisclosurePlace::same_asset, "to the copy, or to the mandatories of the brief"},
    PlaceWords{DisclosurePlace::above_fold, "where readers see it without a tap"},
    PlaceWords{DisclosurePlace::same_field, "in the same field"},
    PlaceWords{DisclosurePlace::same_text, "in the same text"}};

// The slots that state each part of an offer.
struct OfferCue {
    std::string_view name;  // in the table
    std::string_view slot;
};
constexpr std::array k_offer_cues{OfferCue{"terms", "offer.price"}, OfferCue{"was_price", "offer.was_price"}};

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// What asks for a line: a place in a text, or the asset as a whole.
struct Cause {
    std::optional<std::size_t> text;
    std::size_t begin = 0, end = 0;  // of the text as written
    std::string about;               // where it is the asset: "the brief is about gambling"
};

enum class Fault { none, missing, locale, hidden, far, unpinned };
constexpr std::array<std::string_view, 6> k_fault_names{"", "missing", "locale", "hidden", "far", "unpinned"};

struct Judged {
    Fault fault = Fault::none;
    std::string why;  // how it is wrong
    std::string mend;
};

}  // namespace

DisclosureSet::DisclosureSet(std::vector<Disclosure> rows) {
    for (Disclosure& data : rows)
        if (data.level) m_rows.push_back({std::move(data), {}});
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        for (const auto& [language, line] : row.data.lines)
            row.lines.emplace(language, Line{&line, std::nullopt});
        for (const auto& [language, phrases] : row.data.when.words)
            for (const std::string& phrase : phrases) {
                Words& words = m_words[language];
                if (words.index.add(phrase, false) >= 0) words.rows.push_back(i);
            }
    }
}

// To machine code: PCRE2 interprets a text of a megabyte with many matches in a square of time, since it
// looks at all of its UTF-8 before each.
auto DisclosureSet::Line::patterns() const -> const std::vector<Pattern>& {
    if (compiled) return *compiled;
    compiled.emplace();
    for (const std::string& pattern : line->patterns)
        if (auto made = Regex::compile(pattern, true))
            compiled->push_back({std::move(*made), needed_letters(pattern)});
    return *compiled;
}

// A text of the copy while it is checked: what is asked once is kept.
class DisclosureSet::Look {
  public:
    Look(const PlacedText& placed, const std::map<std::string, std::string>& slots)
        : m_placed(placed), m_filled(fill_text(placed.text, slots)) {
        m_seen = placed.fold ? bytes_of_first(m_filled.text, placed.fold->shows) : m_filled.text.size();
    }
    const PlacedText& placed() const { return m_placed; }
    const FilledText& filled() const { return m_filled; }
    bool shows(std::size_t end) const { return end <= m_seen; }
    // The number of the sentence that a byte is in, or that it follows.
    std::size_t sentence_at(std::size_t at) const {
        if (!m_sentences) {
            m_sentences.emplace();
            SentenceReader reader(m_filled.text);
            while (const auto sentence = reader.next()) m_sentences->push_back(sentence->begin);
        }
        return static_cast<std::size_t>(std::ranges::upper_bound(*m_sentences, at) - m_sentences->begin());
    }

    void find(const DisclosureLine& line, const std::vector<Pattern>& patterns,
              const std::map<std::string, std::string>& slots, std::vector<WordSpan>& found) const {
        for (const std::string& wording : line.wordings) {
            const std::string filled = fill_text(wording, slots).text;
            if (filled.find("{{") != std::string::npos) continue;
            if (!m_words) m_words.emplace(m_filled.text);
            for (const WordSpan& span : m_words->find(filled)) found.push_back(span);
        }
        for (const Pattern& pattern : patterns) {
            if (!may_match(pattern)) continue;
            for (const Regex::Match& match : pattern.regex.find_all(m_filled.text))
                if (match.end > match.begin) found.push_back({match.begin, match.end});
        }
    }

  private:
    bool may_match(const Pattern& pattern) const {
        if (pattern.letters.empty()) return true;
        if (!m_letters) m_letters.emplace(m_filled.text);
        return m_letters->may_have(pattern.letters);
    }

    const PlacedText& m_placed;
    FilledText m_filled;
    std::size_t m_seen = 0;
    mutable std::optional<SameWords> m_words;
    mutable std::optional<LettersOfText> m_letters;
    mutable std::optional<std::vector<std::size_t>> m_sentences;  // where each begins
};

class DisclosureSet::Check {
  public:
    Check(const DisclosureSet& set, const PlacedCopy& copy)
        : m_set(set),
          m_copy(copy),
          m_market(market_of(copy.locale)),
          m_language(language_of(copy.locale)),
          m_causes(set.m_rows.size()) {
        const std::string_view channel = copy.channel ? std::string_view(copy.channel->id) : "";
        for (const Row& row : set.m_rows)
            m_applies.push_back(row.data.covers(m_market) && row.data.is_for(channel));
        m_looks.reserve(copy.texts.size());
        for (const PlacedText& text : copy.texts) m_looks.emplace_back(text, copy.slots);
    }

    // Also the lines that are as they have to be.
    std::vector<RequiredLine> list() {
        std::vector<RequiredLine> required;
        m_required = &required;
        if (m_copy.brief)
            for (const std::string& line : m_copy.brief->mandatories.for_locale(m_copy.locale))
                judge_mandatory(line);
        run();
        return required;
    }

    std::vector<Finding> run() {
        for (std::size_t i = 0; i < m_copy.texts.size(); ++i) {
            if (m_copy.texts[i].fine_print || m_copy.texts[i].aside) continue;
            look_for_words(i);
            look_at_claims(i);
            look_for_offer(i);
        }
        look_at_asset();
        for (std::size_t i = 0; i < m_causes.size(); ++i)
            if (!m_causes[i].empty()) judge_row(m_set.m_rows[i], m_causes[i]);
        for (const auto& [claim, causes] : m_footnotes) judge_footnote(*claim, causes);
        return std::move(m_findings);
    }

  private:
    // --- what asks for a line ---

    void add_cause(std::size_t row, Cause cause) {
        if (m_applies[row]) m_causes[row].push_back(std::move(cause));
    }

    void look_for_words(std::size_t at) {
        const auto words = m_set.m_words.find(m_language);
        if (words == m_set.m_words.end()) return;
        const std::string_view text = m_copy.texts[at].text;
        std::vector<PhraseIndex::Found> found =
            m_copy.texts[at].asking ? *m_copy.texts[at].asking : find_all(words->second.index, text);
        std::ranges::stable_sort(found, {}, &PhraseIndex::Found::begin);
        for (const PhraseIndex::Found& hit : found) {
            const std::size_t row = words->second.rows[hit.phrase];
            if (m_applies[row] && !is_denied_cause(text, hit.begin, hit.end, m_language))
                add_cause(row, {at, hit.begin, hit.end, {}});
        }
    }

    void look_at_claims(std::size_t at) {
        for (const ClaimUse& use : m_copy.texts[at].claims) {
            const Claim* claim = use.claim_id.empty() ? nullptr : m_copy.find_claim(use.claim_id);
            if (claim && !claim->footnote.empty() && claim->holds(m_copy.now))
                footnote_of(*claim).push_back({at, use.span.begin, use.span.end, {}});
            for (std::size_t i = 0; i < m_causes.size(); ++i) {
                const DisclosureWhen& when = m_set.m_rows[i].data.when;
                if (!m_applies[i]) continue;
                if (claim && asks(when, *claim)) {
                    add_cause(i, {at, use.span.begin, use.span.end, {}});
                    continue;
                }
                const auto cue = std::ranges::find_if(
                    use.cues, [&](const CueUse& c) { return !c.negated && has(when.cues, name_of(c.kind)); });
                if (cue != use.cues.end()) add_cause(i, {at, cue->span.begin, cue->span.end, {}});
            }
        }
    }

    static bool asks(const DisclosureWhen& when, const Claim& claim) {
        if (when.kinds.empty() && when.categories.empty()) return false;
        return (when.kinds.empty() || has(when.kinds, claim.kind)) &&
               (when.categories.empty() || has(when.categories, claim.category));
    }

    std::vector<Cause>& footnote_of(const Claim& claim) {
        const auto known =
            std::ranges::find(m_footnotes, &claim, &std::pair<const Claim*, std::vector<Cause>>::first);
        return known != m_footnotes.end() ? known->second
                                          : m_footnotes.emplace_back(&claim, std::vector<Cause>{}).second;
    }

    // Where the copy states what the offer has: by its slot, or typed.
    void look_for_offer(std::size_t at) {
        const Offer* offer = m_copy.brief ? m_copy.brief->offer.for_locale(m_copy.locale) : nullptr;
        if (!offer) return;
        const FilledText& filled = m_looks[at].filled();
        for (const OfferCue& cue : k_offer_cues) {
            if (cue.name == "terms" && offer->terms.empty()) continue;
            const auto slot = m_copy.slots.find(std::string(cue.slot));
            if (slot == m_copy.slots.end() || slot->second.empty()) continue;
            const auto token = std::ranges::find(filled.tokens, cue.slot, &FilledText::Token::name);
            Cause cause{at, 0, 0, {}};
            if (token != filled.tokens.end()) {
                cause.begin = token->written_begin;
                cause.end = token->written_end;
            } else {
                const std::string_view text = m_copy.texts[at].text;
                cause.begin = find_words(text, slot->second);
                if (cause.begin == std::string::npos) continue;
                cause.end = cause.begin + slot->second.size();
            }
            for (std::size_t i = 0; i < m_causes.size(); ++i)
                if (has(m_set.m_rows[i].data.when.offer, cue.name)) add_cause(i, cause);
        }
    }

    // Rows for every asset, and for what the brief names and the copy does not say.
    void look_at_asset() {
        for (std::size_t i = 0; i < m_causes.size(); ++i) {
            const DisclosureWhen& when = m_set.m_rows[i].data.when;
            if (when.always) add_cause(i, {std::nullopt, 0, 0, {}});
            if (when.categories.empty() || !when.kinds.empty() || !m_causes[i].empty() || !m_copy.brief)
                continue;
            for (const std::string& id : m_copy.brief->claims) {
                const Claim* claim = m_copy.find_claim(id);
                if (!claim || !has(when.categories, claim->category) || !claim->covers(m_market)) continue;
                add_cause(i, {std::nullopt, 0, 0, fmt::format("the brief is about {}", claim->category)});
                break;
            }
        }
    }

    // --- lines, and where they stand ---

    struct Asked {
        std::string_view id;  // of the row or claim
        std::string_view family;
        DisclosurePlace place;
        std::int64_t within_characters = 0, within_sentences = 0;
        Level level;
        std::string_view owner;
        std::string source;
        std::string example;
        std::string_view why = {};
    };
    struct Spot {
        std::size_t text = 0;
        WordSpan span;
    };
    using Spots = std::vector<std::vector<WordSpan>>;  // by text

    // The words of a line that a text denies are no line: they are left in m_denied.
    Spots find_line(const DisclosureLine& line, const std::vector<Pattern>& patterns,
                    std::string_view language) {
        Spots spots;
        for (const Look& look : m_looks) {
            auto& found = spots.emplace_back();
            look.find(line, patterns, m_copy.slots, found);
            const std::string_view text = look.filled().text;
            std::erase_if(found, [&](const WordSpan& span) {
                const bool denied = is_denied_line(text, span.begin, span.end, language);
                if (denied && m_denied.empty()) m_denied = text.substr(span.begin, span.end - span.begin);
                return denied;
            });
            std::ranges::sort(found, {}, &WordSpan::begin);
        }
        return spots;
    }

    static bool any_of(const Spots& spots) {
        return std::ranges::any_of(spots, [](const auto& found) { return !found.empty(); });
    }

    void judge_row(const Row& row, const std::vector<Cause>& causes) {
        const Disclosure& data = row.data;
        Asked asked{data.id,
                    "disclosure",
                    data.place,
                    data.within_characters,
                    data.within_sentences,
                    *data.level,
                    data.owner,
                    fmt::format("{} ({})", data.source, data.checked_on),
                    {},
                    data.why};
        m_denied = {};
        const auto own = row.lines.find(m_language);
        Spots spots(m_looks.size());
        std::string other;  // a language that has it where the reader's has not
        if (own != row.lines.end()) {
            spots = find_line(*own->second.line, own->second.patterns(), m_language);
            asked.example = example_of(*own->second.line);
        }
        for (const auto& [language, line] : row.lines) {
            if (any_of(spots)) break;
            if (language == m_language) continue;
            Spots elsewhere = find_line(*line.line, line.patterns(), language);
            if (asked.example.empty()) asked.example = example_of(*line.line);
            if (!any_of(elsewhere)) continue;
            other = language;
            // A language that the table has no line in: any other does.
            if (own == row.lines.end()) spots = std::move(elsewhere);
            break;
        }
        judge(asked, causes, spots, own == row.lines.end() ? std::string() : other);
    }

    void judge_footnote(const Claim& claim, const std::vector<Cause>& causes) {
        const DisclosureLine line{{claim.footnote}, {}, {}};
        m_denied = {};
        judge({claim.id,
               "footnote",
               DisclosurePlace::same_asset,
               0,
               0,
               Level::error,
               claim.owner,
               {},
               example_of(line)},
              causes, find_line(line, {}, m_language), {});
    }

    void judge_mandatory(const std::string& line) {
        const DisclosureLine wording{{line}, {}, {}};
        m_denied = {};
        judge({{}, "mandatory", DisclosurePlace::same_asset, 0, 0, Level::error, {}, {}, example_of(wording)},
              {Cause{std::nullopt, 0, 0, "the brief asks for it"}}, find_line(wording, {}, m_language), {});
    }

    std::string example_of(const DisclosureLine& line) const {
        constexpr std::size_t k_columns = 200;
        const auto shown = [](const std::string& text) {
            return std::string(prefix_of_width(printable_line(text), k_columns));
        };
        if (!line.example.empty()) return shown(line.example);
        for (const std::string& wording : line.wordings)
            if (fill_text(wording, m_copy.slots).text.find("{{") == std::string::npos) return shown(wording);
        return {};
    }

    void judge(const Asked& asked, const std::vector<Cause>& causes, const Spots& spots,
               const std::string& other_language) {
        const Cause* asking = nullptr;  // the first that asks, right or wrong
        const Cause* first = nullptr;   // the first that is wrong
        Judged judged;
        std::size_t more = 0;
        for (const Cause& cause : causes) {
            if (is_in_line(cause, spots)) continue;
            if (!asking) asking = &cause;
            if (first) {
                more += judge_cause(asked, cause, spots, other_language).fault != Fault::none ? 1 : 0;
                continue;
            }
            judged = judge_cause(asked, cause, spots, other_language);
            if (judged.fault != Fault::none) first = &cause;
        }
        if (first) tell(asked, *first, judged, more);
        if (m_required && asking) list_line(asked, first ? *first : *asking, judged, spots);
    }

    // The line that readers see, else the first one.
    void list_line(const Asked& asked, const Cause& cause, const Judged& judged, const Spots& spots) {
        RequiredLine& line = m_required->emplace_back();
        line.id = asked.id;
        line.family = asked.family;
        line.because = because_of(cause);
        line.place = asked.place;
        line.level = asked.level;
        line.why = asked.why;
        line.source = asked.source;
        line.example = asked.example;
        line.problem = judged.why;
        for (std::size_t i = 0; i < spots.size() && !line.seen; ++i) {
            if (spots[i].empty()) continue;
            const WordSpan& span = spots[i].front();
            const PlacedText& text = m_copy.texts[i];
            const bool seen = text.pinned || m_looks[i].shows(span.end);
            if (!line.label.empty() && !seen) continue;
            line.field = text.field;
            line.label = text.label;
            line.words = prefix_of_width(
                std::string_view(m_looks[i].filled().text).substr(span.begin, span.end - span.begin),
                k_excerpt_columns);
            line.seen = seen;
            line.pinned = text.pinned;
            line.may_be_left_out = text.recombined;
        }
    }

    std::string because_of(const Cause& cause) const {
        if (!cause.text) return cause.about.empty() ? "this is advertising" : cause.about;
        const PlacedText& text = m_copy.texts[*cause.text];
        const std::string words(
            prefix_of_width(text.text.substr(cause.begin, cause.end - cause.begin), k_excerpt_columns));
        return fmt::format("{} says {}", text.label, in_quotes(trim(fill_text(words, m_copy.slots).text)));
    }

    // The line itself may have the words that ask for it.
    bool is_in_line(const Cause& cause, const Spots& spots) const {
        if (!cause.text) return false;
        const std::size_t begin = place_in_filled(cause, cause.begin);
        const auto& found = spots[*cause.text];
        const auto after = std::ranges::upper_bound(found, begin, {}, &WordSpan::begin);
        return after != found.begin() && begin < std::prev(after)->end;
    }

    std::size_t place_in_filled(const Cause& cause, std::size_t written) const {
        return m_looks[*cause.text].filled().place_of(written);
    }

    Judged judge_cause(const Asked& asked, const Cause& cause, const Spots& spots,
                       const std::string& other_language) const {
        if (!any_of(spots)) {
            if (!other_language.empty())
                return {
                    Fault::locale,
                    fmt::format("the line that it needs stands there in {}, and readers of {} need it in {}",
                                language_name(other_language), m_copy.locale, language_name(m_language)),
                    {}};
            if (!m_denied.empty())
                return {
                    Fault::missing,
                    fmt::format("the line that it needs is denied there: what stands around {} says that it "
                                "does not hold",
                                in_quotes(prefix_of_width(m_denied, k_excerpt_columns))),
                    {}};
            return {Fault::missing, "the line that it needs is missing", {}};
        }
        const bool alone = cause.text && m_copy.texts[*cause.text].recombined;
        std::optional<Spot> reached;  // the first that readers can get to
        bool seen = false, same_field = false, same_text = false, seen_there = false;
        for (std::size_t i = 0; i < spots.size(); ++i) {
            const PlacedText& text = m_copy.texts[i];
            const bool same = cause.text == i;
            const bool together = same || (alone ? text.pinned : !text.recombined);
            if (spots[i].empty() || !together || (text.aside && !same)) continue;
            if (!reached) reached = Spot{i, spots[i].front()};
            // By the one that ends first: sorted by beginning, and lines hardly overlap.
            const bool visible = text.pinned || m_looks[i].shows(spots[i].front().end);
            seen |= visible;
            const bool field = cause.text && text.field == m_copy.texts[*cause.text].field;
            same_field |= field || text.pinned;
            same_text |= same || text.pinned;
            seen_there |= visible && (asked.place == DisclosurePlace::same_text ? same : field);
        }
        if (!reached) return unpinned();
        if (alone) return {};
        return judge_place(asked, cause, spots, *reached, {seen, same_field, same_text, seen_there});
    }

    struct Reach {
        bool seen, same_field, same_text, seen_there;
    };

    Judged judge_place(const Asked& asked, const Cause& cause, const Spots& spots, const Spot& reached,
                       const Reach& reach) const {
        if (asked.place == DisclosurePlace::above_fold && !reach.seen) return hidden(reached);
        if (!cause.text) return {};
        const bool field_fits = asked.place != DisclosurePlace::same_field || reach.same_field;
        const bool text_fits = asked.place != DisclosurePlace::same_text || reach.same_text;
        if (!field_fits || !text_fits)
            return {Fault::far,
                    fmt::format("its line stands away from it, in {}", m_copy.texts[reached.text].label),
                    field_fits ? "put it into the same text" : "put it into the same field"};
        const bool strict =
            asked.place == DisclosurePlace::same_field || asked.place == DisclosurePlace::same_text;
        const bool cause_seen = m_looks[*cause.text].shows(place_in_filled(cause, cause.end));
        if (strict && cause_seen && !reach.seen_there && !reach.seen) return hidden(reached);
        return judge_distance(asked, cause, spots[*cause.text]);
    }

    Judged hidden(const Spot& spot) const {
        const PlacedText& text = m_copy.texts[spot.text];
        if (!text.fold || text.fold->shows == 0)
            return {Fault::hidden,
                    fmt::format("its line stands in {}, which readers do not see before they tap or scroll",
                                text.label),
                    "move it up, into a field that is seen"};
        return {Fault::hidden,
                fmt::format("its line stands below the fold: of {}, readers see the first {} characters",
                            text.label, text.fold->shows),
                fmt::format("move it into the first {} characters", text.fold->shows)};
    }

    Judged unpinned() const {
        std::string pin;
        for (const PlacedText& text : m_copy.texts)
            if (text.pinned) pin = text.label;
        if (pin.empty() && m_copy.channel)
            for (const LockedField& locked : m_copy.channel->locked)
                if (locked.pinned)
                    pin = fmt::format("\"{}\", which the brief fills ({})", locked.label, locked.from);
        return {Fault::unpinned,
                fmt::format("its line stands in a text that {} may leave out",
                            m_copy.channel ? m_copy.channel->title : "the platform"),
                pin.empty() ? "put it into the same text"
                            : fmt::format("put it into the same text, or into {}", pin)};
    }

    // Of the nearest line in the same text. In another text closeness is the place's to say.
    Judged judge_distance(const Asked& asked, const Cause& cause, const std::vector<WordSpan>& lines) const {
        if (lines.empty() || (asked.within_characters == 0 && asked.within_sentences == 0)) return {};
        const Look& look = m_looks[*cause.text];
        const std::size_t begin = place_in_filled(cause, cause.begin);
        const std::size_t end = std::max(begin, place_in_filled(cause, cause.end));
        const auto after = std::ranges::lower_bound(lines, begin, {}, &WordSpan::begin);
        Judged judged;
        if (after != lines.end()) {
            judged = judge_gap(asked, look, std::min(end, after->begin), after->begin);
            if (judged.fault == Fault::none) return judged;
        }
        if (after == lines.begin()) return judged;
        return judge_gap(asked, look, std::min(std::prev(after)->end, begin), begin);
    }

    // Between two places of a text: where the first thing ends and where the second begins.
    static Judged judge_gap(const Asked& asked, const Look& look, std::size_t from, std::size_t to) {
        const std::string mend = "move the line next to it";
        if (asked.within_characters > 0) {
            constexpr std::size_t k_bytes_of_one = 4;
            const auto most = static_cast<std::size_t>(asked.within_characters);
            const std::string_view gap = std::string_view(look.filled().text).substr(from, to - from);
            if (count_code_points(gap.substr(0, k_bytes_of_one * (most + 1))) > most)
                return {Fault::far, fmt::format("its line stands more than {} characters away from it", most),
                        mend};
        }
        if (asked.within_sentences > 0) {
            const auto most = static_cast<std::size_t>(asked.within_sentences);
            const std::size_t last_byte = from > 0 ? from - 1 : 0;
            if (look.sentence_at(to) - look.sentence_at(last_byte) > most)
                return {Fault::far,
                        fmt::format("its line stands more than {} away from it", counted(most, "sentence")),
                        mend};
        }
        return {};
    }

    // --- findings ---

    void tell(const Asked& asked, const Cause& cause, const Judged& judged, std::size_t more) {
        Finding& finding = m_findings.emplace_back();
        finding.level = asked.level;
        finding.code =
            fmt::format("{}-{}", asked.family, k_fault_names[static_cast<std::size_t>(judged.fault)]);
        finding.rule = asked.id;
        finding.owner = asked.owner;
        finding.source = asked.source;
        if (cause.text) {
            const PlacedText& text = m_copy.texts[*cause.text];
            finding.field = text.field;
            finding.begin = cause.begin;
            finding.end = cause.end;
            finding.excerpt =
                prefix_of_width(text.text.substr(cause.begin, cause.end - cause.begin), k_excerpt_columns);
            finding.message =
                fmt::format("{} says {}, and {}", text.label, in_quotes(trim(finding.excerpt)), judged.why);
        } else {
            finding.message = fmt::format(
                "{}, and {}", cause.about.empty() ? "this is advertising" : cause.about, judged.why);
        }
        if (more > 0) finding.message += fmt::format(" (and so in {})", counted(more, "more place"));
        finding.message += asked.family == "footnote" ? fmt::format(" (the footnote of claim {})", asked.id)
                                                      : fmt::format(" ({}: {})", asked.id, asked.source);
        finding.fix = mend(asked, judged);
    }

    static std::string mend(const Asked& asked, const Judged& judged) {
        if (!judged.mend.empty()) return judged.mend;
        const auto where = std::ranges::find(k_place_words, asked.place, &PlaceWords::place);
        return asked.example.empty() ? fmt::format("add it {}", where->where)
                                     : fmt::format("add \"{}\" {}", asked.example, where->where);
    }

    const DisclosureSet& m_set;
    const PlacedCopy& m_copy;
    const std::string m_market;
    const std::string m_language;
    std::vector<bool> m_applies;
    std::vector<Look> m_looks;
    std::vector<std::vector<Cause>> m_causes;  // of each row
    std::vector<std::pair<const Claim*, std::vector<Cause>>> m_footnotes;
    std::string_view m_denied;  // of the line in hand: words of it that the copy denies
    std::vector<Finding> m_findings;
    std::vector<RequiredLine>* m_required = nullptr;  // null: nobody asks
};

std::optional<PhraseSearch> DisclosureSet::search(std::string_view text, std::string_view locale) const {
    const auto words = m_words.find(language_of(locale));
    if (words == m_words.end()) return std::nullopt;
    return PhraseSearch{{words->second.index, text}, {}};
}

std::vector<Finding> DisclosureSet::check(const PlacedCopy& copy) const {
    return Check(*this, copy).run();
}

std::vector<RequiredLine> DisclosureSet::list(const PlacedCopy& copy) const {
    return Check(*this, copy).list();
}

}  // namespace mkai::brand
