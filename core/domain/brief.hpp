// A brief: one campaign's intent, as read from briefs/ID.yaml. Values only; the file is read in
// core/workspace.
#pragma once

#include "core/base/clock.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai {

// Texts for every locale, or for a locale of their own.
struct LocalizedTexts {
    std::vector<std::string> common;
    std::map<std::string, std::vector<std::string>> by_locale;
    // The locale's own where there are any, else the common ones.
    const std::vector<std::string>& for_locale(std::string_view locale) const;
};

struct Audience {
    std::string id;           // of a segment declared elsewhere; may be empty
    std::string description;  // in words
    std::optional<std::int64_t> size;
    bool regulated = false;
    bool price_sensitive = false;
};

// What is offered in one locale.
struct Offer {
    std::string name;       // "3 months half price"; may be empty
    std::string price;      // canonical amount, "4.99"; may be empty
    std::string currency;   // "GBP"
    std::string was_price;  // reference price; may be empty
    std::string starts;     // YYYY-MM-DD or empty, as written: an unreadable one counts as expired
    std::string ends;
    std::string terms;
    bool operator==(const Offer&) const = default;
};

struct Offers {
    std::optional<Offer> common;
    std::map<std::string, Offer> by_locale;  // complete: the common one with the locale's own values over it
    const Offer* for_locale(std::string_view locale) const;  // null: nothing is offered
};

struct Kpi {
    std::string metric;
    std::string baseline;
    std::string goal;
};

struct Money {
    std::string amount;
    std::string currency;
};

struct Deliverable {
    std::string id;
    std::string channel;
    int variants = 1;
    std::string link;                  // where its call to action leads; may be empty
    std::vector<std::string> locales;  // empty: all of the brief's
    std::string note;                  // words for the writer; may be empty
};

struct Brief {
    std::string id;
    std::string title;
    std::string use_case;
    std::string owner;
    std::vector<std::string> locales;
    Audience audience;
    std::string campaign_type;
    std::string objective;
    Kpi kpi;
    LocalizedTexts key_messages;
    Offers offer;
    std::vector<std::string> claims;
    LocalizedTexts mandatories;  // lines that must stand in the copy word for word
    LocalizedTexts must_avoid;   // words and phrases that must not
    std::vector<Deliverable> deliverables;
    std::string flight_starts;  // YYYY-MM-DD or empty
    std::string flight_ends;
    std::optional<Money> ai_budget;
    std::optional<Money> media_budget;
    std::string due;

    std::string digest;  // SHA-256 of the canonical JSON of everything in the file: comments do not count
    std::string source_digest;  // SHA-256 of the file's bytes
    std::string source;         // the file's bytes, as the ledger keeps them
    std::string path;           // as read, relative to the workspace: "briefs/spring.yaml"

    const Deliverable* find_deliverable(std::string_view deliverable_id) const;
};

}  // namespace mkai
