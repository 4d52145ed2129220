// A line that the law or a code asks for where copy says a certain thing: data files, each row with the page
// and the day it was read. Help for those who write, and no legal advice.
#pragma once

#include "core/domain/finding.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Where the line has to stand, from loose to strict.
enum class DisclosurePlace {
    same_asset,  // anywhere that readers of the asset can reach
    above_fold,  // where readers see it without a tap
    same_field,
    same_text,  // the same field, and in a list the same entry of it
};
std::string_view to_string(DisclosurePlace place);
std::optional<DisclosurePlace> parse_disclosure_place(std::string_view text);

// What the line is for. Any of them does; of a claim, its kind and its category both have to fit.
struct DisclosureWhen {
    bool always = false;                  // every asset
    std::vector<std::string> kinds;       // of an approved claim that the copy makes; empty: any
    std::vector<std::string> categories;  // of such a claim, or of one that the brief names; empty: any
    std::vector<std::string> cues;        // kinds of what reads like a claim, approved or not
    std::vector<std::string> offer;       // "terms": its price where it has terms; "was_price"
    // Words that say it, by language; "word*" any word that begins so.
    std::map<std::string, std::vector<std::string>, std::less<>> words;
};

// The accepted ways to say it in one language. {{offer.terms}} and its like stand for the offer's own.
struct DisclosureLine {
    std::vector<std::string> wordings;  // word for word but for case, white space and punctuation
    std::vector<std::string> patterns;  // regular expressions, without case; where an amount or a date varies
    std::string example;                // what to write, where only patterns say it
};

struct Disclosure {
    std::string id;  // "gb-free-trial"
    DisclosureWhen when;
    std::vector<std::string> markets;   // "GB", or "EU" for its member states; empty: all
    std::vector<std::string> channels;  // empty: all
    std::map<std::string, DisclosureLine, std::less<>> lines;  // by language
    DisclosurePlace place = DisclosurePlace::same_asset;
    std::int64_t within_characters = 0;  // of what it is for; 0: however far
    std::int64_t within_sentences = 0;
    std::optional<Level> level;  // none: switched off
    std::string owner;           // may be empty
    std::string why;
    std::string source;
    std::string checked_on;  // YYYY-MM-DD

    bool covers(std::string_view market) const;
    bool is_for(std::string_view channel) const;
};

// The 27 member states of the European Union on 2026-11-26.
bool is_eu_member(std::string_view market);

}  // namespace mkai
