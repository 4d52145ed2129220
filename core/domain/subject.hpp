// The approval subject (`approval-subject/1`): everything that an approver's yes covers, frozen as canonical
// bytes when a version is made. An approval names the digest of these bytes; publish compares them with
// today.
#pragma once

#include "core/base/result.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/content.hpp"
#include "core/domain/ids.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mkai {

struct FrozenClaim {
    std::string id;
    std::string evidence_digest;
    std::string expires;
    std::string digest =
        {};  // of all that it said then (claim_standing.hpp); empty in a version from before there was one
    bool operator==(const FrozenClaim&) const = default;
};

struct Subject {
    AssetId asset;
    std::string channel;
    std::string channel_digest;
    std::string audience_id;
    std::string audience;
    bool audience_regulated = false;
    Content content;
    std::optional<Offer> offer;
    std::vector<FrozenClaim> claims;       // sorted by id
    std::vector<std::string> disclosures;  // mandatories of the locale
    std::vector<std::string> links;
    std::string flight_starts;
    std::string flight_ends;
    std::string brief_digest;
    std::string use_case;
    bool operator==(const Subject&) const = default;
};

// Canonical JSON. Equal subjects give equal bytes.
Result<std::string> subject_to_bytes(const Subject& subject);
// ledger_corrupt when the bytes are not a subject.
Result<Subject> subject_from_bytes(std::string_view bytes);

// What a version of `asset` with this content would freeze today.
Subject make_subject(const AssetId& asset, const Brief& brief, const Deliverable& deliverable,
                     std::string_view channel_digest, const std::vector<Claim>& claims, Content content);

// What publish looks at: offer, claims and disclosures that differ, each as words ("offer.price was 4.99,
// is 5.99").
std::vector<std::string> differences(const Subject& frozen, const Subject& today);

}  // namespace mkai
