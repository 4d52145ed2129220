// Does a line that has to stand there stand there: in the asset, in the right language, close enough, above
// the fold, and pinned where a platform recombines? Of the table of disclosures, and of the footnotes of
// claims. Pure: copy where it stands in, findings out.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/regex.hpp"
#include "core/brand/claims.hpp"
#include "core/brand/phrases.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/disclosure.hpp"
#include "core/domain/finding.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::brand {

// One text, where readers meet it. Views into what outlives the check.
struct PlacedText {
    std::string field;  // of the channel; empty: copy without fields
    std::string label;  // for people: "Headlines 3"
    std::string_view text;
    std::vector<ClaimUse> claims;       // what ClaimMatcher said of it; none of what mkai fills itself
    bool fine_print = false;            // a locked footnote: it has lines, and nothing in it asks for one
    bool aside = false;                 // read where the rest is not: a search title
    bool recombined = false;            // may be shown without the others
    bool pinned = false;                // is shown whatever is left out
    const ChannelFold* fold = nullptr;  // null: seen whole
    // What DisclosureSet::search found, where the text's words were read already.
    std::optional<std::vector<PhraseIndex::Found>> asking;
};

struct PlacedCopy {
    const std::vector<PlacedText>& texts;
    const std::map<std::string, std::string>& slots;  // what {{offer.price}} stands for
    std::function<const Claim*(std::string_view id)> find_claim;
    TimeMs now;
    std::string_view locale;
    const Channel* channel = nullptr;  // null: of no channel
    const Brief* brief = nullptr;      // null: of no brief
};

// A line that the copy needs, and how it stands.
struct RequiredLine {
    std::string id;           // of the row or claim; empty for a mandatory line of the brief
    std::string_view family;  // "disclosure", "footnote", "mandatory"
    std::string because;      // what asks for it: "Body says \"free trial\"", "the brief asks for it"
    DisclosurePlace place = DisclosurePlace::same_asset;
    Level level = Level::error;
    std::string why;      // of the row; may be empty
    std::string source;   // of the row, with the day it was read; may be empty
    std::string example;  // what to write; may be empty
    // The words that stand for it; none when no text has them.
    std::string words;
    std::string field;    // of the channel, that they stand in; empty: nowhere, or copy without fields
    std::string label;    // of the text that they stand in; empty: nowhere
    bool seen = false;    // before a tap or a scroll
    bool pinned = false;  // shown whatever the platform leaves out
    bool may_be_left_out = false;  // by a platform that recombines
    std::string problem;           // as the finding says it; empty: it is as it has to be
};

class DisclosureSet {
  public:
    // Patterns that do not compile match nothing: who reads the table has told of them.
    explicit DisclosureSet(std::vector<Disclosure> rows);
    DisclosureSet(DisclosureSet&&) = default;
    DisclosureSet& operator=(DisclosureSet&&) = default;

    // The search for words that ask for a line; nothing where the language has none.
    std::optional<PhraseSearch> search(std::string_view text, std::string_view locale) const;

    // One finding for each row or claim whose line is not as it has to be, at the first place that asks for
    // it. Words that the copy denies ("no free trial") ask for nothing (denied_lines.hpp).
    //   disclosure-missing   no such line, or it is denied (denied_lines.hpp)
    //   disclosure-locale    it is there in another language
    //   disclosure-hidden    readers have to tap or scroll to it
    //   disclosure-far       it stands too far away, or in another field
    //   disclosure-unpinned  the platform may show the words and leave the line out
    // For the footnote of a claim footnote-missing and so on (errors). With the id of the row or claim as
    // rule. Linear in the text.
    std::vector<Finding> check(const PlacedCopy& copy) const;
    // The lines that check() looks for, those without a finding too, and the brief's mandatory lines before
    // them.
    std::vector<RequiredLine> list(const PlacedCopy& copy) const;

  private:
    struct Pattern {
        Regex regex;
        std::string letters;  // that a text needs for it (base/regex_literal.hpp); may be empty
    };
    struct Line {
        const DisclosureLine* line = nullptr;
        mutable std::optional<std::vector<Pattern>> compiled;
        const std::vector<Pattern>& patterns() const;
    };
    class Look;
    struct Row {
        Disclosure data;
        std::map<std::string, Line, std::less<>> lines;
    };
    struct Words {
        PhraseIndex index;
        std::vector<std::size_t> rows;  // of each phrase
    };
    class Check;

    std::vector<Row> m_rows;
    std::map<std::string, Words, std::less<>> m_words;  // by language
};

}  // namespace mkai::brand
