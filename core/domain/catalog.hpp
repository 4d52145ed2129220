// What a workspace declares besides briefs, channels and models: use cases, claims, destinations.
#pragma once

#include "core/base/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// How much a machine may do in a use case.
enum class Pattern { approval, recommendation, enrichment, autonomous, sandbox };
std::string_view to_string(Pattern pattern);
std::optional<Pattern> parse_pattern(std::string_view text);

enum class Risk { low, medium, high };
std::string_view to_string(Risk risk);
std::optional<Risk> parse_risk(std::string_view text);

struct UseCase {
    std::string id;
    std::string title;
    std::string owner;
    Pattern pattern = Pattern::approval;
    Risk risk = Risk::medium;

    // Distinct people of legal who must approve: one, and two where the risk is high.
    int approvals_needed() const { return risk == Risk::high ? 2 : 1; }
};

// What proves a claim. Only `from` is always there.
struct Evidence {
    std::string from;         // a path or words
    std::string digest;       // SHA-256 of the file; of the words where it is no file
    bool is_file = false;     // `from` is a file of the workspace, and there
    bool is_missing = false;  // `from` reads like a path, and there is no such file
    std::string excerpt;
    std::string retrieved;  // YYYY-MM-DD
    std::string assessed_by;
    std::string basis;
    std::string period;
};

struct Claim {
    std::string id;  // "c-12"
    std::string wording;
    std::vector<std::string> forms;      // other wordings, approved with it
    std::string kind;                    // price, superlative, comparative, statistic, ...
    std::string category;                // children, alcohol, gambling, food, finance, or empty
    std::vector<std::string> markets;    // empty: all
    std::vector<std::string> languages;  // of the wording; empty: any
    Evidence evidence;
    std::string footnote;  // a line that must stand in the same copy; may be empty
    std::string owner;     // may be empty
    std::string expires;   // YYYY-MM-DD; empty: never; unreadable: expired
    bool withdrawn = false;
    std::string digest;  // of what it says, as an approval names it (claim_standing.hpp)
    int first_line = 0;  // in claims.yaml, from 1
    int last_line = 0;

    // Not withdrawn, and not expired.
    bool holds(TimeMs now) const;
    bool covers(std::string_view market) const;
    // "en-GB" is in the language "en".
    bool speaks(std::string_view locale) const;
};

// A finding of copy that somebody answers for.
struct Waiver {
    std::string finding;  // its code
    std::string where;    // a glob on an asset's id or a file
    std::string words;    // that the finding is about; empty: any
    std::string rule;     // the brand's rule or the claim; empty: any
    std::string reason;
    std::string owner;    // a person of people.yaml
    std::string expires;  // YYYY-MM-DD; unreadable: expired
};

// A destination that mkai.yaml declares under `destinations`.
struct DestinationDecl {
    std::string name;    // "site"
    std::string kind;    // "files"
    std::string path;    // files: a folder, relative to the workspace
    std::string format;  // files: html, markdown, json
    bool sandbox = false;
};

}  // namespace mkai
