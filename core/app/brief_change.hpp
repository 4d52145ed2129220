// Whether a brief is another for a piece of copy than when the piece was made.
#pragma once

#include "core/base/result.hpp"
#include "core/store/ledger.hpp"
#include "core/workspace/workspace.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace mkai::app {

// The digest of a brief's text without what it says to other locales alone: of each mapping the keys that are
// other locales' are left out. Empty when it cannot be read.
std::string digest_for_locale(std::string_view brief_text, std::string_view locale);

// Reads a brief's file once, and parses it only when the ledger has not seen these bytes.
class BriefChanges {
  public:
    BriefChanges(const workspace::Workspace& workspace, store::Ledger& ledger)
        : m_workspace(&workspace), m_ledger(&ledger) {}

    // For this asset. `digest`: Brief::digest when its copy was made. A brief that is gone or broken has
    // changed for everybody.
    Result<bool> has_changed(const std::string& brief, const std::string& digest, std::string_view asset);

  private:
    struct Today {
        std::string digest;  // empty when the brief is gone or broken
        std::optional<std::string> text;
        std::map<std::string, std::string, std::less<>> by_locale;
    };
    Result<Today*> today(const std::string& brief);
    std::string digest_today(const std::string& brief, Today& today, std::string_view locale) const;
    Result<bool> differs_for(const std::string& brief, Today& today, const std::string& digest,
                             std::string_view locale);

    const workspace::Workspace* m_workspace;
    store::Ledger* m_ledger;
    std::map<std::string, Today> m_today;
    std::map<std::tuple<std::string, std::string, std::string>, bool> m_differs;  // brief, digest, locale
};

}  // namespace mkai::app
