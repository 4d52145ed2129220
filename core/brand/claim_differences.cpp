#include "core/brand/claim_differences.hpp"

#include <algorithm>
#include <string>

namespace mkai::brand {
namespace {

constexpr std::size_t k_none = static_cast<std::size_t>(-1);

bool same_stem(const ClaimWord& a, const ClaimWord& b) {
    return a.type == b.type && !a.folded.empty() &&
           (a.folded == b.folded || (a.type == WordType::word && stem_of(a.folded) == stem_of(b.folded)));
}

// For each word of the claim the word of the text that stands for it, or k_none: the heaviest common
// subsequence. A number may stand for another one, for less than a word that stays.
std::vector<std::size_t> align(std::span<const ClaimWord> claim, std::span<const ClaimWord> text) {
    constexpr int k_same = 4;
    constexpr int k_inflected = 3;
    constexpr int k_other_number = 1;
    const std::size_t columns = text.size() + 1;
    std::vector<int> best((claim.size() + 1) * columns, 0);
    const auto weight = [&](std::size_t i, std::size_t j) {
        if (same_stem(claim[i], text[j])) return claim[i].folded == text[j].folded ? k_same : k_inflected;
        const bool numbers = claim[i].type == WordType::number && text[j].type == WordType::number;
        return numbers ? k_other_number : 0;
    };
    for (std::size_t i = claim.size(); i-- > 0;) {
        for (std::size_t j = text.size(); j-- > 0;) {
            const int pair = weight(i, j);
            int& here = best[i * columns + j];
            here = std::max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
            if (pair > 0) here = std::max(here, best[(i + 1) * columns + j + 1] + pair);
        }
    }
    std::vector<std::size_t> partner(claim.size(), k_none);
    for (std::size_t i = 0, j = 0; i < claim.size() && j < text.size();) {
        const int pair = weight(i, j);
        if (pair > 0 && best[i * columns + j] == best[(i + 1) * columns + j + 1] + pair) {
            partner[i++] = j++;
        } else if (best[i * columns + j] == best[(i + 1) * columns + j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return partner;
}

enum class Left : std::uint8_t { no, yes, moved };

class Comparison {
  public:
    Comparison(const ReadWords& claim, const ReadWords& text, bool concord)
        : m_claim(claim),
          m_text(text),
          m_concord(concord),
          m_partner(align(claim.words, text.words)),
          m_claim_left(claim.words.size(), Left::yes),
          m_text_left(text.words.size(), Left::yes) {}

    std::vector<Difference> find() {
        pair_words();
        find_negation();
        find_cues();
        find_qualifiers();
        find_moved();
        find_gaps();
        if (m_found.empty()) add(DifferenceKind::cut, {}, {}, text_end(0));
        std::ranges::stable_sort(m_found, {}, [](const Difference& found) { return found.span.begin; });
        return std::move(m_found);
    }

  private:
    std::string said(const ReadWords& side, std::size_t first, std::size_t last) const {
        if (first >= last) return {};
        const std::size_t begin = side.words[first].begin;
        return std::string(side.text.substr(begin, side.words[last - 1].end - begin));
    }
    TextSpan text_end(std::size_t word) const {
        if (m_text.words.empty()) return {};
        const std::size_t at =
            word < m_text.words.size() ? m_text.words[word].begin : m_text.words.back().end;
        return {at, at};
    }
    TextSpan span_of(std::size_t first, std::size_t last) const {
        if (first >= last) return text_end(first);
        return {m_text.words[first].begin, m_text.words[last - 1].end};
    }
    void add(DifferenceKind kind, std::string claim, std::string text, TextSpan span) {
        m_found.push_back({kind, std::move(claim), std::move(text), span});
    }
    // Where in the text a word of the claim would stand: behind the partner of the last word that has one.
    std::size_t place_of(std::size_t claim_word) const {
        for (std::size_t i = claim_word; i-- > 0;)
            if (m_partner[i] != k_none) return m_partner[i] + 1;
        return 0;
    }

    void pair_words() {
        for (std::size_t i = 0; i < m_partner.size(); ++i) {
            if (m_partner[i] == k_none) continue;
            const std::size_t j = m_partner[i];
            m_claim_left[i] = Left::no;
            m_text_left[j] = Left::no;
            if (m_claim.words[i].folded == m_text.words[j].folded) continue;
            const bool number = m_text.words[j].type == WordType::number;
            // A stem that stays is another word all the same: "cheap" is not "cheaper".
            if (!number && adds_cue(i, j)) continue;
            add(number ? DifferenceKind::number : DifferenceKind::words, said(m_claim, i, i + 1),
                said(m_text, j, j + 1), span_of(j, j + 1));
        }
    }
    // An inflection that makes a superlative is left to find_cues.
    bool adds_cue(std::size_t claim_word, std::size_t text_word) {
        const auto covers = [](const ReadWords& side, std::size_t word) {
            return std::ranges::any_of(side.hits, [&](const PhraseHit& hit) {
                return hit.role == PhraseRole::cue && hit.kind == CueKind::superlative && hit.first <= word &&
                       word < hit.last;
            });
        };
        if (!covers(m_text, text_word) || covers(m_claim, claim_word)) return false;
        m_text_left[text_word] = Left::yes;
        m_claim_left[claim_word] = Left::yes;
        return true;
    }

    void find_negation() {
        const auto ours = negations_in(m_claim.hits);
        const auto theirs = negations_in(m_text.hits);
        if (is_denied(m_claim.hits, m_concord) == is_denied(m_text.hits, m_concord)) return;
        Difference difference{DifferenceKind::negation, {}, {}, text_end(0)};
        for (const PhraseHit& hit : ours) {
            if (!any_left(m_claim_left, hit)) continue;
            difference.claim = said(m_claim, hit.first, hit.last);
            difference.span = text_end(place_of(hit.first));
            take(m_claim_left, hit);
        }
        for (const PhraseHit& hit : theirs) {
            if (!any_left(m_text_left, hit)) continue;
            difference.text = said(m_text, hit.first, hit.last);
            difference.span = span_of(hit.first, hit.last);
            take(m_text_left, hit);
        }
        m_found.push_back(std::move(difference));
    }

    void find_cues() {
        // The longest first: "the best ever" is one addition.
        std::vector<PhraseHit> cues;
        for (const PhraseHit& hit : m_text.hits)
            if (hit.role == PhraseRole::cue && hit.kind != CueKind::statistic) cues.push_back(hit);
        std::ranges::stable_sort(cues, [](const PhraseHit& a, const PhraseHit& b) {
            if (a.last - a.first != b.last - b.first) return a.last - a.first > b.last - b.first;
            return a.kind == CueKind::superlative && b.kind != CueKind::superlative;
        });
        for (const PhraseHit& hit : cues) {
            const bool has_kind = std::ranges::any_of(m_claim.hits, [&](const PhraseHit& ours) {
                return ours.role == PhraseRole::cue && ours.kind == hit.kind;
            });
            const bool superlative = hit.kind == CueKind::superlative;
            if (!all_left(m_text_left, hit) || (has_kind && !superlative)) continue;
            add(superlative ? DifferenceKind::superlative_added : DifferenceKind::cue_added, {},
                said(m_text, hit.first, hit.last), span_of(hit.first, hit.last));
            take(m_text_left, hit);
        }
    }

    void find_qualifiers() {
        std::vector<PhraseHit> qualifiers;
        for (const PhraseHit& hit : m_claim.hits)
            if (hit.role == PhraseRole::qualifier) qualifiers.push_back(hit);
        std::ranges::stable_sort(qualifiers, std::ranges::greater{},
                                 [](const PhraseHit& hit) { return hit.last - hit.first; });
        for (const PhraseHit& hit : qualifiers) {
            // "until June" that became "until July" is a number or a word that changed; nothing of it may be
            // left.
            if (!all_left(m_claim_left, hit)) continue;
            add(DifferenceKind::qualifier_missing, said(m_claim, hit.first, hit.last), {},
                text_end(place_of(hit.first)));
            take(m_claim_left, hit);
        }
    }

    void find_moved() {
        for (std::size_t i = 0; i < m_claim.words.size(); ++i) {
            if (m_claim_left[i] != Left::yes || m_claim.words[i].type == WordType::number) continue;
            for (std::size_t j = 0; j < m_text.words.size(); ++j) {
                if (m_text_left[j] != Left::yes || m_claim.words[i].folded != m_text.words[j].folded ||
                    m_claim.words[i].folded.empty())
                    continue;
                m_claim_left[i] = Left::moved;
                m_text_left[j] = Left::moved;
                break;
            }
        }
        std::size_t first = k_none;
        for (std::size_t j = 0; j <= m_text.words.size(); ++j) {
            const bool moved = j < m_text.words.size() && m_text_left[j] == Left::moved;
            if (moved && first == k_none) first = j;
            if (moved || first == k_none) continue;
            const std::string words = said(m_text, first, j);
            add(DifferenceKind::order, words, words, span_of(first, j));
            first = k_none;
        }
    }

    // What is left between two words that stay: numbers against numbers, then words against words.
    void find_gaps() {
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < m_claim.words.size() || j < m_text.words.size()) {
            std::size_t i_end = i;
            while (i_end < m_claim.words.size() && m_partner[i_end] == k_none) ++i_end;
            const std::size_t j_end = i_end < m_claim.words.size() ? m_partner[i_end] : m_text.words.size();
            compare_gap(i, i_end, j, j_end);
            // The pair itself may have been given back by adds_cue.
            if (i_end < m_claim.words.size() && m_claim_left[i_end] == Left::yes)
                compare_gap(i_end, i_end + 1, j_end, j_end + 1);
            i = i_end + 1;
            j = j_end + 1;
        }
    }
    void compare_gap(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end) {
        j_end = std::min(j_end, m_text.words.size());
        for (std::size_t k = i; k < i_end; ++k)
            if (is_number(m_claim, m_claim_left, k))
                add(DifferenceKind::number, said(m_claim, k, k + 1), {}, text_end(place_of(k)));
        for (std::size_t k = j; k < j_end; ++k)
            if (is_number(m_text, m_text_left, k))
                add(DifferenceKind::number, {}, said(m_text, k, k + 1), span_of(k, k + 1));
        const std::string ours = rest(m_claim, m_claim_left, i, i_end);
        const std::string theirs = rest(m_text, m_text_left, j, j_end);
        if (ours.empty() && theirs.empty()) return;
        std::size_t first = j;
        std::size_t last = j_end;
        while (first < last && !is_plain(m_text, m_text_left, first)) ++first;
        while (last > first && !is_plain(m_text, m_text_left, last - 1)) --last;
        add(DifferenceKind::words, ours, theirs, span_of(first, last));
    }
    static bool is_number(const ReadWords& side, const std::vector<Left>& left, std::size_t word) {
        return left[word] == Left::yes && side.words[word].type == WordType::number;
    }
    static bool is_plain(const ReadWords& side, const std::vector<Left>& left, std::size_t word) {
        return left[word] == Left::yes && side.words[word].type != WordType::number;
    }
    std::string rest(const ReadWords& side, const std::vector<Left>& left, std::size_t first,
                     std::size_t last) const {
        std::string out;
        for (std::size_t k = first; k < last; ++k) {
            if (!is_plain(side, left, k)) continue;
            if (!out.empty()) out += ' ';
            out += said(side, k, k + 1);
        }
        return out;
    }

    static bool any_left(const std::vector<Left>& left, const PhraseHit& hit) {
        return std::any_of(left.begin() + hit.first, left.begin() + hit.last,
                           [](Left l) { return l == Left::yes; });
    }
    static bool all_left(const std::vector<Left>& left, const PhraseHit& hit) {
        return std::all_of(left.begin() + hit.first, left.begin() + hit.last,
                           [](Left l) { return l == Left::yes; });
    }
    static void take(std::vector<Left>& left, const PhraseHit& hit) {
        std::fill(left.begin() + hit.first, left.begin() + hit.last, Left::no);
    }

    const ReadWords& m_claim;
    const ReadWords& m_text;
    bool m_concord;
    std::vector<std::size_t> m_partner;
    std::vector<Left> m_claim_left;
    std::vector<Left> m_text_left;
    std::vector<Difference> m_found;
};

}  // namespace

std::vector<PhraseHit> negations_in(std::span<const PhraseHit> hits) {
    // The hits come by their first words, so what swallows a negation is the longest phrase that began before
    // it and has not ended; or one that begins with it.
    std::vector<PhraseHit> negations;
    std::uint32_t swallowed_until = 0;
    for (std::size_t i = 0; i < hits.size();) {
        const std::uint32_t first = hits[i].first;
        std::size_t end = i;
        std::uint32_t longest = 0;
        for (; end < hits.size() && hits[end].first == first; ++end) {
            const PhraseRole role = hits[end].role;
            if (role == PhraseRole::negation)
                longest = std::max(longest, hits[end].last);
            else if (role == PhraseRole::not_negation || role == PhraseRole::cue ||
                     role == PhraseRole::puffery)
                swallowed_until = std::max(swallowed_until, hits[end].last);
        }
        for (; i < end; ++i)
            if (hits[i].role == PhraseRole::negation && hits[i].last == longest &&
                longest > swallowed_until) {
                negations.push_back(hits[i]);
                swallowed_until = longest;
            }
    }
    return negations;
}

bool is_denied(std::span<const PhraseHit> hits, bool concord) {
    const std::size_t count = negations_in(hits).size();
    return concord ? count > 0 : count % 2 == 1;
}

std::vector<Difference> find_differences(const ReadWords& claim, const ReadWords& text, bool concord) {
    return Comparison(claim, text, concord).find();
}

}  // namespace mkai::brand
