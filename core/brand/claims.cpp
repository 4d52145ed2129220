#include "core/brand/claims.hpp"

#include "core/brand/claim_cue_uses.hpp"
#include "core/brand/claim_differences.hpp"
#include "core/brand/claim_index.hpp"
#include "core/brand/claim_phrases.hpp"
#include "core/brand/claim_words.hpp"
#include "core/brand/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>

namespace mkai::brand {
namespace {

constexpr std::array<std::string_view, 9> k_difference_names{
    "number", "qualifier-missing", "superlative-added", "cue-added", "negation", "order", "words", "cut",
    "market"};
constexpr std::array<std::string_view, 3> k_verdict_names{"exact", "near", "unsupported"};

// Claims that are looked at for one clause: those that share the most weight with it. The rarest words name
// the candidates, and no more postings than these are read.
constexpr std::size_t k_candidates = 8;
constexpr std::size_t k_postings_max = 1024;
// Clauses joined by "and", each an approved claim.
constexpr int k_joined_claims_max = 5;
constexpr std::size_t k_clauses_max = 16;
// A clause is a use by itself where it is more alike than the sentence by this much.
constexpr double k_clause_gain = 0.05;

struct Locale {
    std::string_view language;
    std::string_view region;  // empty: every market
};

Locale locale_of(std::string_view locale) {
    const auto parted = [](char c) { return c == '-' || c == '_'; };
    const auto end = std::ranges::find_if(locale, parted);
    Locale out{locale.substr(0, static_cast<std::size_t>(end - locale.begin())), {}};
    std::string_view rest = locale.substr(out.language.size());
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto stop = static_cast<std::size_t>(std::ranges::find_if(rest, parted) - rest.begin());
        const std::string_view part = rest.substr(0, stop);
        const bool upper = std::ranges::all_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (part.size() == 2 && upper && out.region.empty()) out.region = part;
        rest.remove_prefix(stop);
    }
    return out;
}

// A sentence, or a part of a very long one, with its words.
struct Piece {
    Sentence sentence;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool opens = true;   // at the sentence's begin
    bool closes = true;  // at its end
    WordList read;
    std::vector<ClaimIndex::WordId> ids;
    std::vector<std::uint32_t> stems;  // by ClaimIndex::stem_id
    std::uint32_t covered_until = 0;   // words that an exact claim of an earlier piece took

    const std::vector<ClaimWord>& words() const { return read.words; }
};

// Pieces in order, read when they are asked for and forgotten when they are behind.
class PieceReader {
  public:
    PieceReader(std::string_view text, char decimal, const ClaimIndex& index)
        : m_text(text), m_decimal(decimal), m_index(index), m_sentences(text) {}

    // The piece `ahead` of the current one; null behind the last.
    Piece* at(std::size_t ahead) {
        while (m_pieces.size() <= ahead)
            if (!read()) return nullptr;
        return &m_pieces[ahead];
    }
    void next() {
        m_spare.push_back(std::move(m_pieces.front()));
        m_pieces.pop_front();
    }

  private:
    bool read() {
        if (!m_sentence) {
            m_sentence = m_sentences.next();
            if (!m_sentence) return false;
            m_at = m_sentence->begin;
        }
        Piece& piece = m_pieces.emplace_back(take_spare());
        piece.sentence = *m_sentence;
        piece.begin = m_at;
        piece.end = cut(m_at, m_sentence->end);
        piece.opens = piece.begin == m_sentence->begin;
        piece.closes = piece.end == m_sentence->end;
        piece.covered_until = 0;
        read_words(m_text.substr(piece.begin, piece.end - piece.begin), m_decimal, piece.begin, piece.read);
        piece.ids.clear();
        piece.stems.clear();
        for (const ClaimWord& word : piece.words()) {
            piece.ids.push_back(m_index.word_id(word));
            piece.stems.push_back(m_index.stem_id(word));
        }
        m_at = piece.end;
        if (piece.closes) m_sentence.reset();
        return true;
    }
    // One that is behind, for its memory.
    Piece take_spare() {
        if (m_spare.empty()) return {};
        Piece piece = std::move(m_spare.back());
        m_spare.pop_back();
        return piece;
    }
    // Behind a space where one is near, never inside of a character.
    std::size_t cut(std::size_t begin, std::size_t end) const {
        constexpr std::size_t k_reach = 256;
        if (end - begin <= ClaimMatcher::k_piece_bytes) return end;
        const std::size_t limit = begin + ClaimMatcher::k_piece_bytes;
        for (std::size_t at = limit; at > limit - k_reach; --at)
            if (m_text[at - 1] == ' ') return at;
        std::size_t at = limit;
        while (at > limit - 4 && (static_cast<unsigned char>(m_text[at]) & 0xC0u) == 0x80u) --at;
        return at;
    }

    std::string_view m_text;
    char m_decimal;
    const ClaimIndex& m_index;
    SentenceReader m_sentences;
    std::optional<Sentence> m_sentence;
    std::size_t m_at = 0;
    std::deque<Piece> m_pieces;
    std::vector<Piece> m_spare;
};

// An exact wording: from a word of the current piece to one of the piece `ahead`.
struct Exact {
    std::uint32_t first = 0;
    std::size_t ahead = 0;
    std::uint32_t last = 0;
    std::uint32_t form = 0;
    bool in_market = true;
};

struct Likeness {
    std::uint32_t form = 0;
    double likeness = 0;
    bool in_market = true;
};

struct Candidate {
    std::uint32_t form = 0;
    float share = 0;
};

using Range = std::pair<std::uint32_t, std::uint32_t>;

class Matching {
  public:
    Matching(const ClaimIndex& index, std::string_view text, std::string_view locale)
        : m_index(index),
          m_text(text),
          m_locale(locale_of(locale)),
          m_table(phrase_table(m_locale.language)),
          m_concord(has_negative_concord(m_locale.language)),
          m_pieces(text, decimal_of(locale), index),
          m_speaks(index.spoken_in(m_locale.language)),
          m_in_market(index.approved_in(m_locale.region)),
          m_score(index.forms().size(), 0),
          m_stem_seen(index.stems().size(), 0) {}

    std::vector<ClaimUse> match() {
        while (m_uses.size() < ClaimMatcher::k_uses_max) {
            m_piece = m_pieces.at(0);
            if (m_piece == nullptr) break;
            if (!m_piece->words().empty()) match_piece();
            m_pieces.next();
        }
        if (m_uses.size() > ClaimMatcher::k_uses_max) m_uses.resize(ClaimMatcher::k_uses_max);
        return std::move(m_uses);
    }

  private:
    bool speaks(std::uint32_t form) const { return m_speaks[form] != 0; }
    bool in_market(std::uint32_t form) const { return m_in_market[form] != 0; }

    void match_piece() {
        m_hits.clear();
        m_table.find(m_piece->words(), m_hits, m_search);
        keep_what_counts(m_piece->words(), m_hits);
        m_cues = find_cues(m_piece->words(), m_piece->read.gap_after, m_hits, m_concord,
                           m_piece->sentence.question);
        m_join_end.assign(m_piece->words().size(), 0);
        for (const PhraseHit& hit : m_hits)
            if (hit.role == PhraseRole::conjunction)
                m_join_end[hit.first] = std::max(m_join_end[hit.first], hit.last);

        const auto words = static_cast<std::uint32_t>(m_piece->words().size());
        std::uint32_t at = m_piece->covered_until;
        std::uint32_t rest = at;
        while (at < words) {
            m_tiles.clear();
            const bool found =
                begins_clause(at) && (tile(at, 0) || (m_join_end[at] > at && tile(m_join_end[at], 0)));
            if (!found) {
                ++at;
                continue;
            }
            match_rest(rest, m_tiles.front().first);
            for (const Exact& exact : m_tiles) add_exact(exact);
            const Exact& last = m_tiles.back();
            at = last.ahead == 0 ? last.last : words;
            for (std::size_t ahead = 1; ahead <= last.ahead; ++ahead)
                m_pieces.at(ahead)->covered_until =
                    ahead == last.ahead ? last.last
                                        : static_cast<std::uint32_t>(m_pieces.at(ahead)->words().size());
            rest = at;
        }
        match_rest(rest, words);
    }

    // --- exact ---
    bool begins_clause(std::uint32_t at) const {
        return at == 0 ? m_piece->opens : (m_piece->words()[at].gap & k_gap_ends_clause) != 0;
    }
    static bool ends_clause(const Piece& piece, std::uint32_t at) {
        return at == piece.words().size() ? piece.closes : (piece.words()[at].gap & k_gap_ends_clause) != 0;
    }

    // Claims from a word on to the end of its clause, joined by conjunctions; they are left in m_tiles.
    bool tile(std::uint32_t first, int depth) {
        std::vector<Exact> found;
        walk(first, found);
        for (std::size_t i = found.size(); i-- > 0;) {
            const Exact& exact = found[i];
            const Piece& piece = *m_pieces.at(exact.ahead);
            m_tiles.push_back(exact);
            if (ends_clause(piece, exact.last)) return true;
            const bool joined =
                exact.ahead == 0 && exact.last < m_join_end.size() && m_join_end[exact.last] > 0;
            if (joined && depth < k_joined_claims_max && m_join_end[exact.last] < m_piece->words().size() &&
                tile(m_join_end[exact.last], depth + 1))
                return true;
            m_tiles.pop_back();
        }
        return false;
    }

    // Every wording that begins at the word, the shortest first.
    void walk(std::uint32_t first, std::vector<Exact>& found) {
        std::uint32_t node = 0;
        std::size_t ahead = 0;
        std::uint32_t at = first;
        const Piece* piece = m_piece;
        while (true) {
            if (at == piece->words().size()) {
                const bool closes = piece->closes;
                if (closes) node = m_index.step(node, ClaimIndex::k_stop);
                if (node == ClaimIndex::k_dead) return;
                do {
                    piece = m_pieces.at(++ahead);
                } while (piece != nullptr && piece->words().empty());
                if (piece == nullptr) return;
                at = 0;
            }
            node = m_index.step(node, piece->ids[at]);
            if (node == ClaimIndex::k_dead) return;
            ++at;
            if (const auto form = best_form(m_index.forms_at(node)))
                found.push_back({first, ahead, at, *form, in_market(*form)});
        }
    }
    std::optional<std::uint32_t> best_form(std::span<const std::uint32_t> forms) const {
        std::optional<std::uint32_t> best;
        for (const std::uint32_t form : forms)
            if (speaks(form) && (!best || (!in_market(*best) && in_market(form)))) best = form;
        return best;
    }

    void add_exact(const Exact& exact) {
        const Piece& end = *m_pieces.at(exact.ahead);
        const auto words = static_cast<std::uint32_t>(m_piece->words().size());
        ClaimUse use = use_of(exact.first, exact.ahead == 0 ? exact.last : words, true);
        if (exact.ahead > 0)
            use.span.end = exact.last == end.words().size() ? end.end : end.words()[exact.last - 1].end;
        use.verdict = exact.in_market ? Verdict::exact : Verdict::near;
        use.claim_id = claim_of(exact.form).id;
        use.likeness = 1;
        if (!exact.in_market) add_market(use, exact.form);
        m_uses.push_back(std::move(use));
    }

    // --- what is left ---
    // Words [first, last) that no exact claim took.
    void match_rest(std::uint32_t first, std::uint32_t last) {
        // "While stocks last" begins with a conjunction and is a cue.
        const auto cue = std::ranges::lower_bound(m_cues, first, {}, &CueAt::first);
        const bool opens_with_cue = cue != m_cues.end() && cue->first == first;
        if (first < last && m_join_end[first] > first && !opens_with_cue)
            first = std::min(m_join_end[first], last);
        if (first >= last || m_uses.size() >= ClaimMatcher::k_uses_max) return;
        const auto whole = most_alike(first, last);
        auto& clauses = m_clauses;
        clauses.clear();
        std::uint32_t begin = first;
        for (std::uint32_t at = first + 1; at <= last && clauses.size() <= k_clauses_max; ++at) {
            if (at < last && (m_piece->words()[at].gap & k_gap_ends_clause) == 0) continue;
            clauses.emplace_back(begin, at);
            begin = at;
        }
        if (clauses.size() > 1 && clauses.size() <= k_clauses_max) {
            auto& alike = m_alike;
            alike.clear();
            double most = 0;
            for (const auto& [from, to] : clauses) {
                alike.push_back(most_alike(from, to));
                if (alike.back()) most = std::max(most, alike.back()->likeness);
            }
            if (most > (whole ? whole->likeness + k_clause_gain : 0)) {
                for (std::size_t i = 0; i < clauses.size(); ++i)
                    add_rest(clauses[i].first, clauses[i].second, alike[i]);
                return;
            }
        }
        add_rest(first, last, whole);
    }

    bool has_cue(std::uint32_t first, std::uint32_t last) const {
        for (auto cue = std::ranges::lower_bound(m_cues, first, {}, &CueAt::first);
             cue != m_cues.end() && cue->first < last; ++cue)
            if (cue->counts && cue->last <= last) return true;
        return false;
    }

    void add_rest(std::uint32_t first, std::uint32_t last, const std::optional<Likeness>& alike) {
        if (!alike && !has_cue(first, last)) return;
        ClaimUse use = use_of(first, last, false);
        if (alike) {
            use.verdict = Verdict::near;
            use.claim_id = claim_of(alike->form).id;
            use.likeness = alike->likeness;
            use.differences = differences(first, last, alike->form);
            if (!alike->in_market) add_market(use, alike->form);
        }
        m_uses.push_back(std::move(use));
    }

    // The approved form that the words are most like, if they are enough.
    std::optional<Likeness> most_alike(std::uint32_t first, std::uint32_t last) {
        last =
            std::min<std::uint32_t>(last, first + static_cast<std::uint32_t>(ClaimMatcher::k_compared_words));
        const auto& stems = m_index.stems();
        ++m_round;
        m_stems.clear();
        double weight = 0;
        double known_weight = 0;
        std::size_t numbers_unknown = 0;
        std::size_t numbers = 0;
        for (std::uint32_t i = first; i < last; ++i) {
            const std::uint32_t stem = m_piece->stems[i];
            if (stem == ClaimIndex::k_dead) {
                const WordType type = m_piece->words()[i].type;
                weight += type == WordType::symbol ? 0 : m_index.unknown_weight();
                numbers_unknown += type == WordType::number ? 1 : 0;
                continue;
            }
            if (m_stem_seen[stem] == m_round) continue;
            m_stem_seen[stem] = m_round;
            weight += stems[stem].weight;
            known_weight += stems[stem].weight;
            numbers += stems[stem].number ? 1 : 0;
            if (stems[stem].content) m_stems.push_back(stem);
        }
        const bool cue = has_cue(first, last);
        const double enough = cue ? ClaimMatcher::k_near_likeness : ClaimMatcher::k_near_likeness_bare;
        // What `likeness` would refuse in every form, known before any is looked at.
        if (m_stems.empty() || (m_stems.size() == 1 && !stems[m_stems.front()].enough)) return std::nullopt;
        if (numbers + numbers_unknown == 0 && likeness_max(known_weight, weight) < enough)
            return std::nullopt;
        std::ranges::sort(m_stems, {}, [&](std::uint32_t stem) { return stems[stem].forms.size(); });

        m_touched.clear();
        std::size_t read = 0;
        for (const std::uint32_t stem : m_stems) {
            read += stems[stem].forms.size();
            if (read > k_postings_max && !m_touched.empty()) break;
            for (const std::uint32_t form : stems[stem].forms) {
                if (!speaks(form)) continue;
                if (m_score[form] == 0) m_touched.push_back(form);
                m_score[form] += static_cast<float>(stems[stem].weight);
            }
        }
        keep_best_candidates(weight);
        std::optional<Likeness> best;
        for (const Candidate& candidate : m_best) {
            const Likeness found = likeness(candidate.form, weight, numbers, numbers_unknown, cue);
            if (found.likeness < enough) continue;
            const bool better = !best || found.likeness > best->likeness ||
                                (found.likeness == best->likeness && found.in_market && !best->in_market);
            if (better) best = found;
        }
        return best;
    }

    // The touched forms of which the largest share was found, so that a short claim is not behind a long one
    // with one word in common; the first ones where they are alike. Sets the scores back.
    void keep_best_candidates(double text_weight) {
        m_best.clear();
        const auto extra = static_cast<float>(0.25 * text_weight);
        for (const std::uint32_t form : m_touched) {
            const float share = m_score[form] / (m_index.form_weight(form) + extra);
            m_score[form] = 0;
            if (m_best.size() == k_candidates && share <= m_best.back().share) continue;
            if (m_best.size() == k_candidates) m_best.pop_back();
            const auto place =
                std::ranges::upper_bound(m_best, share, std::ranges::greater{}, &Candidate::share);
            m_best.insert(place, {form, share});
        }
    }

    static constexpr double k_major = 0.8;
    static constexpr double k_minor = 0.2;

    // Of any form, where everything that the text shares with some form is in it and nothing of it is
    // missing. Numbers apart, since another one counts half. A little more, as sums round by their order.
    static double likeness_max(double known_weight, double text_weight) {
        constexpr double k_rounding = 1e-9;
        return known_weight / (known_weight + k_minor * (text_weight - known_weight)) + k_rounding;
    }

    Likeness likeness(std::uint32_t id, double text_weight, std::size_t numbers, std::size_t numbers_unknown,
                      bool cue) const {
        const ClaimIndex::Form& form = m_index.forms()[id];
        double common = 0;
        double number_weight = 0;  // of the form's numbers that the text lacks
        std::size_t content = 0;
        std::size_t numbers_common = 0;
        std::size_t numbers_missing = 0;
        for (const std::uint32_t stem : form.stems) {
            const ClaimIndex::Stem& known = m_index.stems()[stem];
            if (m_stem_seen[stem] == m_round) {
                common += known.weight;
                content += known.content ? 1 : 0;
                numbers_common += known.number ? 1 : 0;
            } else if (known.number) {
                ++numbers_missing;
                number_weight += known.weight;
            }
        }
        Likeness out{id, 0, in_market(id)};
        if (content < std::min<std::size_t>(2, std::max<std::size_t>(form.content, 1))) return out;
        const std::size_t others = numbers - numbers_common + numbers_unknown;
        if (numbers_missing > 0)
            common += 0.5 * number_weight * static_cast<double>(std::min(others, numbers_missing)) /
                      static_cast<double>(numbers_missing);
        const double missing = std::max(0.0, form.weight - common);
        const double extra = std::max(0.0, text_weight - common);
        // Never 1: what is not exact differs.
        const double with_more = common / (common + k_major * missing + k_minor * extra);
        const double with_less = cue ? common / (common + k_minor * missing + k_major * extra) : 0;
        out.likeness = std::min(0.99, std::max(with_more, with_less));
        return out;
    }

    std::vector<Difference> differences(std::uint32_t first, std::uint32_t last, std::uint32_t id) {
        last =
            std::min<std::uint32_t>(last, first + static_cast<std::uint32_t>(ClaimMatcher::k_compared_words));
        const ClaimIndex::Form& form = m_index.forms()[id];
        std::vector<PhraseHit> ours;
        m_table.find(form.words, ours, m_search);
        keep_what_counts(form.words, ours);
        std::vector<PhraseHit> theirs;
        for (auto hit = std::ranges::lower_bound(m_hits, first, {}, &PhraseHit::first);
             hit != m_hits.end() && hit->first < last; ++hit) {
            if (hit->last > last) continue;
            theirs.push_back(*hit);
            theirs.back().first -= first;
            theirs.back().last -= first;
        }
        return find_differences({form.text, form.words, ours},
                                {m_text, std::span(m_piece->words()).subspan(first, last - first), theirs},
                                m_concord);
    }

    // --- uses ---
    const ClaimForm& claim_of(std::uint32_t form) const {
        return m_index.claims()[m_index.forms()[form].claim];
    }

    ClaimUse use_of(std::uint32_t first, std::uint32_t last, bool all_cues) const {
        ClaimUse use;
        const auto& words = m_piece->words();
        // A whole sentence with its marks; a clause from word to word.
        use.span = {first == 0 ? m_piece->begin : words[first].begin,
                    last == words.size() ? m_piece->end : words[last - 1].end};
        use.sentence = {m_piece->sentence.begin, m_piece->sentence.end};
        use.question = m_piece->sentence.question;
        bool all_negated = true;
        for (auto cue = std::ranges::lower_bound(m_cues, first, {}, &CueAt::first);
             cue != m_cues.end() && cue->first < last; ++cue) {
            if (cue->last > last || (!cue->counts && !all_cues)) continue;
            use.cues.push_back(
                {cue->kind, {words[cue->first].begin, words[cue->last - 1].end}, cue->negated});
            all_negated = all_negated && cue->negated;
        }
        use.negated = use.cues.empty() ? denies(first, last) : all_negated;
        return use;
    }
    bool denies(std::uint32_t first, std::uint32_t last) const {
        std::vector<PhraseHit> inside;
        for (auto hit = std::ranges::lower_bound(m_hits, first, {}, &PhraseHit::first);
             hit != m_hits.end() && hit->first < last; ++hit)
            if (hit->last <= last) inside.push_back(*hit);
        return is_denied(inside, m_concord);
    }
    void add_market(ClaimUse& use, std::uint32_t form) const {
        std::string markets;
        for (const std::string& market : claim_of(form).markets)
            markets += (markets.empty() ? "" : ", ") + market;
        use.differences.push_back({DifferenceKind::market, markets, std::string(m_locale.region), use.span});
    }

    const ClaimIndex& m_index;
    std::string_view m_text;
    Locale m_locale;
    const PhraseTable& m_table;
    bool m_concord;
    PieceReader m_pieces;
    const ClaimIndex::FormSet& m_speaks;
    const ClaimIndex::FormSet& m_in_market;
    std::vector<ClaimUse> m_uses;

    // Of the current piece.
    Piece* m_piece = nullptr;
    PhraseTable::Search m_search;
    std::vector<PhraseHit> m_hits;
    std::vector<CueAt> m_cues;
    std::vector<std::uint32_t> m_join_end;  // a word each: where a conjunction that begins there ends, or 0
    std::vector<Exact> m_tiles;
    std::vector<Range> m_clauses;
    std::vector<std::optional<Likeness>> m_alike;  // a clause each

    // Of the current comparison; kept to save their memory.
    std::vector<float> m_score;              // a form each, 0 between comparisons
    std::vector<std::uint32_t> m_stem_seen;  // a stem each: the last round that saw it
    std::uint32_t m_round = 0;
    std::vector<std::uint32_t> m_stems;
    std::vector<std::uint32_t> m_touched;
    std::vector<Candidate> m_best;
};

}  // namespace

std::string_view name_of(DifferenceKind kind) {
    return k_difference_names[static_cast<std::size_t>(kind)];
}
std::string_view name_of(Verdict verdict) {
    return k_verdict_names[static_cast<std::size_t>(verdict)];
}

ClaimMatcher::ClaimMatcher(std::span<const ClaimForm> claims)
    : m_index(std::make_unique<ClaimIndex>(claims)) {}
ClaimMatcher::~ClaimMatcher() = default;
ClaimMatcher::ClaimMatcher(ClaimMatcher&&) noexcept = default;
ClaimMatcher& ClaimMatcher::operator=(ClaimMatcher&&) noexcept = default;

std::vector<ClaimUse> ClaimMatcher::match(std::string_view text, std::string_view locale) const {
    return Matching(*m_index, text, locale).match();
}

}  // namespace mkai::brand
