#include "core/domain/subject.hpp"

#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai {

namespace {

constexpr std::string_view k_format = "approval-subject/1";

void write_offer(JsonWriter& json, const Offer& offer) {
    json.begin_object().key("currency").value(offer.currency).key("ends").value(offer.ends);
    json.key("name").value(offer.name).key("price").value(offer.price).key("starts").value(offer.starts);
    json.key("terms").value(offer.terms).key("was_price").value(offer.was_price).end_object();
}

Offer offer_from_json(const Json& json) {
    const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
    return {text("name"),   text("price"), text("currency"), text("was_price"),
            text("starts"), text("ends"),  text("terms")};
}

}  // namespace

Result<std::string> subject_to_bytes(const Subject& s) {
    JsonWriter json;
    json.reserve(2048);
    json.begin_object().key("asset").value(to_string(s.asset));
    json.key("audience").begin_object().key("description").value(s.audience).key("id").value(s.audience_id);
    json.key("regulated").value(s.audience_regulated).end_object();
    json.key("brief_digest").value(s.brief_digest).key("channel").value(s.channel);
    json.key("channel_digest").value(s.channel_digest).key("claims").begin_array();
    for (const auto& claim : s.claims) {
        json.begin_object();
        if (!claim.digest.empty()) json.key("digest").value(claim.digest);
        json.key("evidence_digest").value(claim.evidence_digest);
        json.key("expires").value(claim.expires).key("id").value(claim.id).end_object();
    }
    json.end_array().key("content");
    write_content(json, s.content);
    json.key("disclosures").value(s.disclosures);
    json.key("flight").begin_object().key("ends").value(s.flight_ends);
    json.key("starts").value(s.flight_starts).end_object();
    json.key("format").value(k_format).key("links").value(s.links).key("locale").value(s.asset.locale);
    json.key("offer");
    if (s.offer)
        write_offer(json, *s.offer);
    else
        json.null();
    return json.key("use_case").value(s.use_case).end_object().take_canonical();
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
                                claim.at("expires").get<std::string>(), claim.value("digest", "")});
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
            s.claims.push_back({claim.id, claim.evidence.digest, claim.expires, claim.digest});
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
        } else if (claim.expires != now->expires) {
            compare(fmt::format("the expiry of claim {}", claim.id), claim.expires, now->expires);
        } else if (!claim.digest.empty() && claim.digest != now->digest) {
            out.push_back(
                fmt::format("claim {} says something else (mkai claim show {})", claim.id, claim.id));
        }
    }
    if (frozen.disclosures != today.disclosures) out.emplace_back("the mandatory lines have changed");
    return out;
}

}  // namespace mkai
