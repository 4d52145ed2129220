#include "core/domain/subject.hpp"

#include "core/base/json.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr std::string_view k_format = "approval-subject/1";

Json offer_to_json(const Offer& offer) {
    return {{"currency", offer.currency},  {"ends", offer.ends},     {"name", offer.name},
            {"price", offer.price},        {"starts", offer.starts}, {"terms", offer.terms},
            {"was_price", offer.was_price}};
}

Offer offer_from_json(const Json& json) {
    const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
    return {text("name"),   text("price"), text("currency"), text("was_price"),
            text("starts"), text("ends"),  text("terms")};
}

}  // namespace

Result<std::string> subject_to_bytes(const Subject& s) {
    Json claims = Json::array();
    for (const auto& claim : s.claims)
        claims.push_back(
            {{"evidence_digest", claim.evidence_digest}, {"expires", claim.expires}, {"id", claim.id}});
    return canonical_json(
        {{"asset", to_string(s.asset)},
         {"audience",
          {{"description", s.audience}, {"id", s.audience_id}, {"regulated", s.audience_regulated}}},
         {"brief_digest", s.brief_digest},
         {"channel", s.channel},
         {"channel_digest", s.channel_digest},
         {"claims", std::move(claims)},
         {"content", content_to_json(s.content)},
         {"disclosures", s.disclosures},
         {"flight", {{"ends", s.flight_ends}, {"starts", s.flight_starts}}},
         {"format", k_format},
         {"links", s.links},
         {"locale", s.asset.locale},
         {"offer", s.offer ? offer_to_json(*s.offer) : Json(nullptr)},
         {"use_case", s.use_case}});
}

Result<Subject> subject_from_bytes(std::string_view bytes) {
    const auto corrupt = [] {
        return fail(ErrorCode::ledger_corrupt, "a version in the ledger is not of the shape that mkai writes",
                    "restore the ledger from a backup");
    };
    auto json = parse_json(bytes);
    if (!json) return corrupt();
    try {
        if (json->at("format").get<std::string>() != k_format) return corrupt();
        auto asset = parse_asset_id(json->at("asset").get<std::string>());
        auto content = content_from_json(json->at("content"));
        if (!asset || !content) return corrupt();
        Subject s;
        s.asset = std::move(*asset);
        s.content = std::move(*content);
        s.channel = json->at("channel").get<std::string>();
        s.channel_digest = json->at("channel_digest").get<std::string>();
        const Json& audience = json->at("audience");
        s.audience = audience.at("description").get<std::string>();
        s.audience_id = audience.at("id").get<std::string>();
        s.audience_regulated = audience.at("regulated").get<bool>();
        if (!json->at("offer").is_null()) s.offer = offer_from_json(json->at("offer"));
        for (const auto& claim : json->at("claims"))
            s.claims.push_back({claim.at("id").get<std::string>(),
                                claim.at("evidence_digest").get<std::string>(),
                                claim.at("expires").get<std::string>()});
        s.disclosures = json->at("disclosures").get<std::vector<std::string>>();
        s.links = json->at("links").get<std::vector<std::string>>();
        s.flight_starts = json->at("flight").at("starts").get<std::string>();
        s.flight_ends = json->at("flight").at("ends").get<std::string>();
        s.brief_digest = json->at("brief_digest").get<std::string>();
        s.use_case = json->at("use_case").get<std::string>();
        return s;
    } catch (const Json::exception&) {
        return corrupt();
    }
}

Subject make_subject(const AssetId& asset, const Brief& brief, const Deliverable& deliverable,
                     std::string_view channel_digest, const std::vector<Claim>& claims, Content content) {
    Subject s;
    s.asset = asset;
    s.channel = deliverable.channel;
    s.channel_digest = std::string(channel_digest);
    s.audience_id = brief.audience.id;
    s.audience = brief.audience.description;
    s.audience_regulated = brief.audience.regulated;
    s.content = std::move(content);
    if (const Offer* offer = brief.offer.for_locale(asset.locale)) s.offer = *offer;
    for (const Claim& claim : claims) {
        const bool named = std::ranges::find(brief.claims, claim.id) != brief.claims.end();
        if (named && claim.covers(market_of(asset.locale)))
            s.claims.push_back({claim.id, claim.evidence.digest, claim.expires});
    }
    std::ranges::sort(s.claims, {}, &FrozenClaim::id);
    s.disclosures = brief.mandatories.for_locale(asset.locale);
    if (!deliverable.link.empty()) s.links.push_back(deliverable.link);
    s.flight_starts = brief.flight_starts;
    s.flight_ends = brief.flight_ends;
    s.brief_digest = brief.digest;
    s.use_case = brief.use_case;
    return s;
}

std::vector<std::string> differences(const Subject& frozen, const Subject& today) {
    std::vector<std::string> out;
    const auto compare = [&](std::string_view what, const std::string& before, const std::string& now) {
        if (before != now)
            out.push_back(fmt::format("{} was {}, is {}", what,
                                      before.empty() ? "empty" : "\"" + before + "\"",
                                      now.empty() ? "empty" : "\"" + now + "\""));
    };
    if (frozen.offer.has_value() != today.offer.has_value()) {
        out.emplace_back(frozen.offer ? "the brief has no offer any more" : "the brief has an offer now");
    } else if (frozen.offer) {
        struct Part {
            std::string_view name;
            std::string Offer::*value;
        };
        static constexpr std::array k_parts{
            Part{"offer.name", &Offer::name},         Part{"offer.price", &Offer::price},
            Part{"offer.currency", &Offer::currency}, Part{"offer.was_price", &Offer::was_price},
            Part{"offer.starts", &Offer::starts},     Part{"offer.ends", &Offer::ends},
            Part{"offer.terms", &Offer::terms}};
        for (const Part& part : k_parts)
            compare(part.name, (*frozen.offer).*part.value, (*today.offer).*part.value);
    }
    // A claim that is gone, has other evidence or another expiry; those that came new were not relied on.
    for (const FrozenClaim& claim : frozen.claims) {
        const auto now = std::ranges::find(today.claims, claim.id, &FrozenClaim::id);
        if (now == today.claims.end()) {
            out.push_back(fmt::format("claim {} is no longer in the brief or its market", claim.id));
        } else if (now->evidence_digest != claim.evidence_digest) {
            out.push_back(fmt::format("the evidence of claim {} is another", claim.id));
        } else {
            compare(fmt::format("the expiry of claim {}", claim.id), claim.expires, now->expires);
        }
    }
    if (frozen.disclosures != today.disclosures) out.emplace_back("the mandatory lines have changed");
    return out;
}

}  // namespace mkai
