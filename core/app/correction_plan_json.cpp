// A plan as JSON: kept in the ledger, and what `mkai correct --json` shows.
#include "core/app/correction_plan.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

struct WayName {
    CorrectionWay way;
    std::string_view name;
};
constexpr std::array k_ways{WayName{CorrectionWay::keep, "keep"},
                            WayName{CorrectionWay::rollback, "rollback"},
                            WayName{CorrectionWay::withdraw, "withdraw"}};

Json number_or_null(int number) {
    return number > 0 ? Json(number) : Json(nullptr);
}

int number_of(const Json& json) {
    return json.is_null() ? 0 : json.get<int>();
}

template <class T>
Json list_to_json(const std::vector<T>& list, Json (*one)(const T&)) {
    Json out = Json::array();
    for (const T& item : list) out.push_back(one(item));
    return out;
}

template <class T>
std::vector<T> list_from_json(const Json& json, T (*one)(const Json&)) {
    std::vector<T> out;
    for (const Json& item : json) out.push_back(one(item));
    return out;
}

Json value_to_json(const CorrectedValue& v) {
    return {{"path", v.path}, {"before", v.before}, {"after", v.after}, {"follows", v.follows}};
}
CorrectedValue value_from_json(const Json& json) {
    return {json.at("path"), json.at("before"), json.at("after"), json.at("follows")};
}

Json place_to_json(const CorrectionPlace& p) {
    return {
        {"destination", p.destination},       {"location", p.location},        {"live", p.live},
        {"target", number_or_null(p.target)}, {"passed_over", p.passed_over},  {"recallable", p.recallable},
        {"recall_note", p.recall_note},       {"replace_note", p.replace_note}};
}
CorrectionPlace place_from_json(const Json& json) {
    return {json.at("destination"),       json.at("location"),           json.at("live"),
            number_of(json.at("target")), json.at("passed_over"),        json.at("recallable"),
            json.at("recall_note"),       json.value("replace_note", "")};  // plans of earlier programs do
                                                                            // not say it
}

Json by_hand_to_json(const ByHand& b) {
    return {{"field", b.field}, {"wording", b.wording}, {"why", b.why}};
}
ByHand by_hand_from_json(const Json& json) {
    return {json.at("field"), json.at("wording"), json.at("why")};
}

Json base_to_json(const std::optional<CorrectionBase>& b) {
    if (!b) return nullptr;
    return {{"version", b->version}, {"approved", b->approved}, {"corrected", b->corrected}};
}
std::optional<CorrectionBase> base_from_json(const Json& json) {
    if (json.is_null()) return {};
    return CorrectionBase{json.at("version"), json.at("approved"), json.at("corrected")};
}

Json asset_to_json(const CorrectedAsset& a) {
    return {{"id", a.asset},
            {"corrects", a.corrects},
            {"approved", a.approved},
            {"base", base_to_json(a.base)},
            {"left_aside", number_or_null(a.left_aside)},
            {"left_aside_state", a.left_aside > 0 ? Json(to_string(a.left_aside_state)) : Json(nullptr)},
            {"places", list_to_json(a.places, place_to_json)},
            {"scheduled", a.scheduled},
            {"fields", fields_to_json(a.fields)},
            {"changed", a.changed},
            {"by_hand", list_to_json(a.by_hand, by_hand_to_json)}};
}
CorrectedAsset asset_from_json(const Json& json) {
    CorrectedAsset out;
    out.asset = json.at("id");
    out.corrects = json.at("corrects");
    out.approved = json.at("approved");
    out.base = base_from_json(json.value("base", Json()));  // plans of earlier programs do not say it
    out.left_aside = number_of(json.at("left_aside"));
    // Plans of earlier programs do not say it.
    if (const auto state = json.find("left_aside_state"); state != json.end() && !state->is_null())
        out.left_aside_state = parse_version_state(state->get<std::string>()).value_or(VersionState::draft);
    out.places = list_from_json(json.at("places"), place_from_json);
    out.scheduled = json.at("scheduled").get<std::vector<std::string>>();
    auto fields = fields_from_json(json.at("fields"));
    if (!fields) throw std::invalid_argument("fields");  // corrupt, as any other part that is not as written
    out.fields = std::move(*fields);
    out.changed = json.at("changed").get<std::vector<std::string>>();
    out.by_hand = list_from_json(json.at("by_hand"), by_hand_from_json);
    return out;
}

}  // namespace

std::string_view to_string(CorrectionWay way) {
    return std::ranges::find(k_ways, way, &WayName::way)->name;
}

Json plan_to_json(const CorrectionPlan& plan) {
    return {{"brief", plan.brief},
            {"values", list_to_json(plan.values, value_to_json)},
            {"assets", list_to_json(plan.assets, asset_to_json)},
            {"unconcerned", plan.unconcerned},
            {"by_hand", list_to_json(plan.by_hand, by_hand_to_json)},
            {"way", to_string(plan.way)},
            {"assignee", plan.assignee},
            {"due", plan.due}};
}

Result<CorrectionPlan> plan_from_json(std::string_view text) {
    auto json = parse_json(text);
    const auto corrupt = [] {
        return fail(ErrorCode::ledger_corrupt, "the plan of a correction cannot be read",
                    "restore the ledger from a backup");
    };
    if (!json) return corrupt();
    try {
        CorrectionPlan out;
        out.brief = json->at("brief");
        out.values = list_from_json(json->at("values"), value_from_json);
        out.assets = list_from_json(json->at("assets"), asset_from_json);
        out.unconcerned = json->at("unconcerned").get<std::vector<std::string>>();
        out.by_hand = list_from_json(json->at("by_hand"), by_hand_from_json);
        const auto way = std::ranges::find(k_ways, json->at("way").get<std::string>(), &WayName::name);
        if (way == k_ways.end()) return corrupt();
        out.way = way->way;
        out.assignee = json->at("assignee");
        out.due = json->at("due");
        return out;
    } catch (const std::exception&) {  // Json's, or what a part of it has thrown
        return corrupt();
    }
}

}  // namespace mkai::app
