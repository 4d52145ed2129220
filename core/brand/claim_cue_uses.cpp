#include "core/brand/claim_cue_uses.hpp"

#include "core/brand/claim_differences.hpp"

#include <algorithm>
#include <array>

namespace mkai::brand {
namespace {

constexpr std::size_t k_negations_looked_at = 3;
constexpr std::uint32_t k_quoted_words_min = 3;

bool ends_here(std::span<const ClaimWord> words, std::uint8_t gap_after, std::uint32_t last) {
    const std::uint8_t gap = last < words.size() ? words[last].gap : gap_after;
    return last >= words.size() || (gap & k_gap_ends_phrase) != 0;
}

// Whether a clause ends between two places: a mark, or a conjunction.
bool is_parted(std::span<const ClaimWord> words, std::span<const std::uint8_t> joins, std::uint32_t from,
               std::uint32_t to) {
    for (std::uint32_t i = from; i <= to && i < words.size(); ++i) {
        if ((words[i].gap & k_gap_ends_phrase) != 0) return true;
        if (i < to && joins[i] != 0) return true;
    }
    return false;
}

// Offers that a question cannot ask about without making them.
bool is_offer(CueKind kind) {
    constexpr std::array k_offers{CueKind::price,      CueKind::reference_price, CueKind::free,
                                  CueKind::free_trial, CueKind::scarcity,        CueKind::prize};
    return std::ranges::find(k_offers, kind) != k_offers.end();
}

bool counts_something(const PhraseHit& hit) {
    return hit.role == PhraseRole::cue && hit.kind == CueKind::statistic;
}

// They come by their first words: each has few others to pass.
void sort_longest_first(std::vector<PhraseHit>& hits) {
    for (std::size_t i = 1; i < hits.size(); ++i)
        for (std::size_t at = i;
             at > 0 && hits[at - 1].first == hits[at].first && hits[at - 1].last < hits[at].last; --at)
            std::swap(hits[at - 1], hits[at]);
}

// A quotation of some words, then a dash and a word, or a verb of speech before or behind it.
void find_quotations(std::span<const ClaimWord> words, std::span<const PhraseHit> hits,
                     std::vector<CueAt>& cues) {
    const auto speaks_at = [&](std::uint32_t first, std::uint32_t last) {
        for (auto hit = std::ranges::lower_bound(hits, first, {}, &PhraseHit::first);
             hit != hits.end() && hit->first < last; ++hit)
            if (hit->role == PhraseRole::speech) return true;
        return false;
    };
    std::uint32_t opened = 0;
    bool open = false;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        if ((words[i].gap & k_gap_quote) == 0) continue;
        if (!open) {
            open = true;
            opened = i;
            continue;
        }
        open = false;
        if (i - opened < k_quoted_words_min) continue;
        const bool by_dash = (words[i].gap & k_gap_dash) != 0;
        if (by_dash || speaks_at(i, i + 3) || (opened > 0 && speaks_at(opened > 2 ? opened - 3 : 0, opened)))
            cues.push_back({opened, i, CueKind::testimonial, false, true});
    }
    // The text ends with the quotation: who said it stands before.
    const auto end = static_cast<std::uint32_t>(words.size());
    if (open && opened > 0 && end - opened >= k_quoted_words_min &&
        speaks_at(opened > 2 ? opened - 3 : 0, opened))
        cues.push_back({opened, end, CueKind::testimonial, false, true});
}

}  // namespace

void keep_what_counts(std::span<const ClaimWord> words, std::vector<PhraseHit>& hits) {
    if (hits.empty()) return;
    // By first word, then the longest first: what covers a cue comes before it.
    sort_longest_first(hits);
    std::uint32_t puffery_until = 0;
    std::vector<PhraseHit> kept;
    std::uint32_t covered_until = 0;
    std::uint32_t covered_from = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const PhraseHit& hit = hits[i];
        if (hit.role == PhraseRole::puffery) puffery_until = std::max(puffery_until, hit.last);
        if (hit.role != PhraseRole::cue) {
            kept.push_back(hit);
            continue;
        }
        // Puffery as long as the cue, and begun with it, may come behind it.
        for (std::size_t j = i + 1; j < hits.size() && hits[j].first == hit.first && hits[j].last == hit.last;
             ++j)
            if (hits[j].role == PhraseRole::puffery) puffery_until = std::max(puffery_until, hits[j].last);
        if (hit.last <= puffery_until) continue;
        // "sulphate-free" is free of something.
        if ((hit.kind == CueKind::free || hit.kind == CueKind::free_trial) &&
            (words[hit.first].gap & k_gap_hyphen) != 0)
            continue;
        const bool same = hit.first == covered_from && hit.last == covered_until;
        if (hit.last <= covered_until && !same) continue;
        const bool twice = std::any_of(
            kept.rbegin(), kept.rbegin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(kept.size(), 8)),
            [&](const PhraseHit& other) {
                return other.role == PhraseRole::cue && other.kind == hit.kind && other.first == hit.first &&
                       other.last == hit.last;
            });
        if (twice) continue;
        if (hit.last > covered_until) {
            covered_until = hit.last;
            covered_from = hit.first;
        }
        kept.push_back(hit);
    }
    hits = std::move(kept);

    // "No. 1 sofa shop" and "20% off" count nothing.
    if (std::ranges::none_of(hits, counts_something)) return;
    std::vector<std::uint8_t> offers(words.size(), 0);
    for (const PhraseHit& hit : hits)
        if (hit.role == PhraseRole::cue && (is_offer(hit.kind) || hit.kind == CueKind::superlative))
            std::fill(offers.begin() + hit.first, offers.begin() + hit.last, std::uint8_t{1});
    std::erase_if(hits, [&](const PhraseHit& hit) {
        return counts_something(hit) && std::any_of(offers.begin() + hit.first, offers.begin() + hit.last,
                                                    [](std::uint8_t o) { return o != 0; });
    });
}

std::vector<CueAt> find_cues(std::span<const ClaimWord> words, std::uint8_t gap_after,
                             std::span<const PhraseHit> hits, bool concord, bool question) {
    const auto negations = negations_in(hits);
    std::vector<std::uint8_t> joins;
    if (!hits.empty()) joins.resize(words.size(), 0);
    std::vector<PhraseHit> late;
    std::uint32_t presupposes_from = static_cast<std::uint32_t>(words.size());
    for (const PhraseHit& hit : hits) {
        if (hit.role == PhraseRole::conjunction) joins[hit.first] = 1;
        if (hit.role == PhraseRole::late_negation && ends_here(words, gap_after, hit.last))
            late.push_back(hit);
        if (hit.role == PhraseRole::presupposition) presupposes_from = std::min(presupposes_from, hit.first);
    }

    std::vector<CueAt> cues;
    std::size_t before = 0;  // negations that end at or before the cue's first word
    std::size_t behind = 0;  // late ones that begin before its last
    for (const PhraseHit& hit : hits) {
        if (hit.role != PhraseRole::cue) continue;
        while (before < negations.size() && negations[before].last <= hit.first) ++before;
        while (behind < late.size() && late[behind].first < hit.last) ++behind;
        std::size_t denials = 0;
        for (std::size_t i = before; i-- > 0 && before - i <= k_negations_looked_at;) {
            const PhraseHit& negation = negations[i];
            const bool reaches = hit.first - negation.last < static_cast<std::uint32_t>(negation.reach);
            if (reaches && !is_parted(words, joins, negation.last, hit.first)) ++denials;
        }
        if (behind < late.size()) {
            const PhraseHit& negation = late[behind];
            const bool reaches = negation.first - hit.last < static_cast<std::uint32_t>(negation.reach);
            if (reaches && !is_parted(words, joins, hit.last, negation.first)) ++denials;
        }
        const bool negated = concord ? denials > 0 : denials % 2 == 1;
        const bool counts = !question || is_offer(hit.kind) || presupposes_from <= hit.first;
        cues.push_back({hit.first, hit.last, hit.kind, negated, counts});
    }
    find_quotations(words, hits, cues);
    const auto first = [](const CueAt& cue) { return cue.first; };
    if (!std::ranges::is_sorted(cues, {}, first)) std::ranges::stable_sort(cues, {}, first);
    return cues;
}

}  // namespace mkai::brand
