// The only way out. A destination puts bytes where readers find them, reads them back, and takes them away.
// It keeps no memory of its own: the ledger writes the intent before and the outcome after each act. Callers
// hold the workspace's delivery lock, so that one process at a time is here.
#pragma once

#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/ids.hpp"
#include "core/publish/render.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mkai::publish {

// Where one asset's publication stands at a destination: derived from the asset alone, so that a later
// version replaces an earlier one.
struct Placement {
    AssetId asset;
    std::string location;  // "site/spring/email.en-GB.a.html", relative to the workspace
};

enum class Found { same, different, absent };

class Destination {
  public:
    virtual ~Destination() = default;

    virtual Format format() const = 0;
    virtual Placement place(const AssetId& asset) const = 0;
    // Puts the bytes there, whole or not at all. Doing it twice is the same as once.
    // destination_unavailable, disk_full, read_only.
    virtual Done put(const Placement& placement, std::string_view bytes) = 0;
    // Reads back and compares by digest.
    virtual Result<Found> verify(const Placement& placement, std::string_view digest) const = 0;
    // Takes it away; done when it is not there.
    virtual Done remove(const Placement& placement) = 0;
    // After a process died in the middle of an act: takes away what it left behind, and makes durable what
    // stands there now, so that a `verify` after this one may be written down. Done when there is nothing.
    virtual Done tidy(const Placement& placement) = 0;
    // In words for a marketer: what a withdrawal can do, and what it cannot.
    virtual bool recallable() const = 0;
    virtual std::string recall_note() const = 0;
    // The same of another version that is put in the place of this one.
    virtual std::string replace_note() const = 0;
};

// unknown_destination for a kind that no row of the table has; invalid_file for a declaration that does not
// fit.
Result<std::unique_ptr<Destination>> make_destination(const DestinationDecl& declaration,
                                                      const fs::path& root);

struct DestinationKind {
    std::string_view name;
    std::string_view about;
    Result<std::unique_ptr<Destination>> (*make)(const DestinationDecl&, const fs::path& root);
};
std::span<const DestinationKind> destination_kinds();

}  // namespace mkai::publish
