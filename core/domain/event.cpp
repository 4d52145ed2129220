#include "core/domain/event.hpp"

#include "core/base/json.hpp"
#include "core/base/json_writer.hpp"

#include <nlohmann/json.hpp>

namespace mkai {

Result<std::string> event_to_json(const Event& event) {
    JsonWriter json;
    json.reserve(640);
    const auto put = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) json.key(key).value(value);
    };
    json.begin_object().key("actor").value(event.actor);
    put("asset", event.asset);
    json.key("at_ms").value(event.at.value).key("auth").value(to_string(event.auth));
    if (!event.data.empty()) json.key("data").value(event.data);
    put("digest", event.digest);
    json.key("environment").value(event.environment);
    json.key("id").value(event.id).key("kind").value(event.kind);
    put("reason", event.reason);
    put("reason_code", event.reason_code);
    if (event.version > 0) json.key("version").value(event.version);
    return json.end_object().take_canonical();
}

Result<Event> event_from_json(std::string_view text) {
    auto json = parse_json(text);
    if (!json) return fail(json);
    try {
        Event event;
        event.id = json->at("id").get<std::string>();
        event.kind = json->at("kind").get<std::string>();
        event.at = {json->at("at_ms").get<std::int64_t>()};
        event.actor = json->at("actor").get<std::string>();
        event.auth = parse_auth(json->at("auth").get<std::string>()).value_or(Auth::asserted);
        event.environment = json->at("environment").get<std::string>();
        event.asset = json->value("asset", "");
        event.digest = json->value("digest", "");
        event.reason = json->value("reason", "");
        event.reason_code = json->value("reason_code", "");
        event.version = json->value("version", 0);
        if (json->contains("data")) event.data = json->at("data").get<std::map<std::string, std::string>>();
        return event;
    } catch (const Json::exception&) {
        return fail(ErrorCode::ledger_corrupt, "an event in the ledger is not of the shape that mkai writes",
                    "restore the ledger from a backup");
    }
}

}  // namespace mkai
