// Recorded replies of providers, which are not part of this project: each is read by the provider that speaks
// its API.
#include "core/gateway/failures.hpp"
#include "tests/unit/gateway_fixture.hpp"

#include <fstream>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

using namespace mkai;
using namespace mkai::gateway;

namespace {

struct Recorded {
    int number = 0;
    std::string provider, api, body;
    long status = 0;
    bool is_stream = false;
    ModelDecl model;
};

ModelDecl model_for(const std::string& provider, const std::string& api) {
    if (provider == "azure") {
        ModelDecl model = make_model("azure");
        model.api = api;
        return model;
    }
    static const std::map<std::string, std::string> k_providers = {{"chat", "openai-compatible"},
                                                                   {"responses", "openai-responses"},
                                                                   {"messages", "anthropic"},
                                                                   {"generateContent", "gemini"},
                                                                   {"converse", "bedrock"}};
    return make_model(k_providers.at(api));
}

std::vector<Recorded> recorded() {
    std::vector<Recorded> rows;
    std::ifstream file(MKAI_CONFORMANCE "/provider-replies.jsonl");
    if (!file) MESSAGE("skipped: there are no recorded replies beside the project");
    for (std::string line; std::getline(file, line);) {
        const Json row = Json::parse(line);
        Recorded made;
        made.number = static_cast<int>(rows.size());
        made.provider = row["provider"];
        made.api = row["api"];
        made.body = row["body"];
        made.status = row["status"];
        made.is_stream = row["content_type"].get<std::string>().find("event-stream") != std::string::npos;
        made.model = model_for(made.provider, made.api);
        rows.push_back(std::move(made));
    }
    return rows;
}

const Provider& provider_of(const Recorded& row) {
    return *find_provider(row.model.provider);
}

// Every JSON value of a reply: of a stream, those of its events.
std::vector<Json> values_of(const Recorded& row) {
    if (!row.is_stream) return {Json::parse(row.body)};
    std::vector<Json> values;
    for (const KeptEvent& event : events_of(Framing::sse, {row.body}))
        if (event.data != "[DONE]") values.push_back(Json::parse(event.data));
    return values;
}

// Every value under one of `keys`, however deep, in order.
void find_all(const Json& value, const std::set<std::string>& keys, std::vector<Json>& out) {
    if (value.is_object())
        for (const auto& [key, child] : value.items()) {
            if (keys.contains(key)) out.push_back(child);
            find_all(child, keys, out);
        }
    if (value.is_array())
        for (const Json& child : value) find_all(child, keys, out);
}
std::vector<Json> all_of(const Recorded& row, const std::set<std::string>& keys) {
    std::vector<Json> out;
    for (const Json& value : values_of(row)) find_all(value, keys, out);
    return out;
}

// The last usage that is told.
Json usage_of(const Recorded& row) {
    Json last;
    for (const Json& usage : all_of(row, {"usage", "usageMetadata"}))
        if (usage.is_object()) last = usage;
    return last;
}

std::int64_t count(const Json& usage, const char* key) {
    return usage.value(key, std::int64_t{0});
}

// notes on the APIs: what has to add up.
void check_usage(const Recorded& row, const Usage& usage) {
    const Json told = usage_of(row);
    if (told.is_null()) {
        CHECK_FALSE(usage.is_known());
        return;
    }
    CHECK(usage.source == UsageSource::reported);
    for (const std::int64_t bucket : {usage.input, usage.cache_read, usage.cache_write_5m,
                                      usage.cache_write_1h, usage.output, usage.reasoning})
        CHECK(bucket >= 0);
    const std::int64_t all = usage.input_in_all() + usage.output_in_all();
    if (row.api == "chat") {
        CHECK(usage.input_in_all() == count(told, "prompt_tokens"));
        CHECK(all == count(told, "total_tokens"));
    } else if (row.api == "responses") {
        CHECK(usage.input_in_all() == count(told, "input_tokens"));
        CHECK(usage.output_in_all() == count(told, "output_tokens"));
        CHECK(all == count(told, "total_tokens"));
        CHECK(usage.reasoning == told["output_tokens_details"]["reasoning_tokens"]);
    } else if (row.api == "messages") {
        CHECK(usage.input == count(told, "input_tokens"));
        CHECK(usage.cache_read == count(told, "cache_read_input_tokens"));
        CHECK(usage.cache_write_5m + usage.cache_write_1h == count(told, "cache_creation_input_tokens"));
        CHECK(usage.output_in_all() == count(told, "output_tokens"));
    } else if (row.api == "generateContent") {
        CHECK(all == count(told, "totalTokenCount"));
        CHECK(usage.cache_read == count(told, "cachedContentTokenCount"));
        CHECK(usage.reasoning == count(told, "thoughtsTokenCount"));
    } else {
        CHECK(all == count(told, "totalTokens"));
        CHECK(usage.output == count(told, "outputTokens"));
    }
}

// Whether the reply holds no text to be used: an error, a tool call, an answer cut or not there yet.
bool is_failure(const Recorded& row) {
    if (row.status != 200) return true;
    for (const Json& finish : all_of(row, {"finish_reason", "stop_reason", "stopReason"}))
        for (const char* word : {"tool_calls", "tool_use", "length"})
            if (finish == word) return true;
    // Anthropic's own tools are called server_tool_use, and their answers are texts.
    if (!all_of(row, {"functionCall"}).empty()) return true;
    const auto values = values_of(row);
    for (const Json& type : all_of(row, {"type"}))
        if (type == "function_call") return true;
    return row.api == "responses" && !row.is_stream && values[0]["status"] != "completed";
}

// The text of a reply that came whole.
std::string text_of(const Recorded& row) {
    const Json body = Json::parse(row.body);
    std::string text;
    if (row.api == "chat") return body["choices"][0]["message"]["content"];
    if (row.api == "responses")
        for (const Json& item : body["output"])
            for (const Json& part : item.value("content", Json::array()))
                if (part["type"] == "output_text") text += part["text"];
    if (row.api == "messages")
        for (const Json& block : body["content"])
            if (block["type"] == "text") text += block["text"];
    if (row.api == "generateContent")
        for (const Json& part : body["candidates"][0]["content"]["parts"]) text += part.value("text", "");
    if (row.api == "converse")
        for (const Json& block : body["output"]["message"]["content"]) text += block.value("text", "");
    return text;
}

Answer read_row(const Recorded& row) {
    if (row.is_stream) return read_stream(provider_of(row), {row.body});
    return provider_of(row).read(response_of(row.body, row.status), row.model);
}

}  // namespace

TEST_CASE("every recorded reply is an answer or a failure, with the usage that it tells") {
    int good = 0, failed = 0;
    for (const Recorded& row : recorded()) {
        CAPTURE(row.number);
        CAPTURE(row.provider);
        CAPTURE(row.api);
        const Answer answer = read_row(row);
        const std::string message = answer.failure ? answer.failure->error.message : "";
        CHECK_MESSAGE(answer.good() == !is_failure(row), message);
        check_usage(row, answer.usage);
        ++(answer.good() ? good : failed);
        if (row.status != 200) {
            CHECK(answer.failure->http_status == row.status);
            CHECK(answer.failure->error.context.size() == 1);
            CHECK_FALSE(answer.failure->about_money);
            continue;
        }
        if (row.api != "converse") CHECK_FALSE(answer.model_answered.empty());
        if (row.api != "converse") CHECK_FALSE(answer.request_id.empty());
        if (!answer.good()) continue;
        CHECK_FALSE(answer.text.empty());
        CHECK_FALSE(answer.finish.empty());
        if (!row.is_stream) CHECK(answer.text == text_of(row));
    }
    MESSAGE("recorded: " << good << " answers and " << failed << " failures");
}

TEST_CASE("what failed says whether another try or another model helps") {
    for (const Recorded& row : recorded()) {
        if (row.status == 200) continue;
        CAPTURE(row.number);
        const Answer answer = read_row(row);
        REQUIRE(answer.failure);
        const bool no_such_model = row.status == 404 || row.body.find("model_not_found") != std::string::npos;
        CHECK(answer.failure->retry_helps == (row.status == 429));
        CHECK(answer.failure->fallback_helps == (row.status == 429 || no_such_model));
    }
}

TEST_CASE("a recorded stream gives the same events wherever its bytes are cut") {
    for (const Recorded& row : recorded()) {
        if (!row.is_stream) continue;
        const std::string_view text = row.body;
        const auto whole = events_of(Framing::sse, {text});
        CHECK(events_of(Framing::sse, bytes_of(text)) == whole);
        std::size_t different = 0;
        for (std::size_t at = 1; at < text.size(); ++at)
            if (events_of(Framing::sse, {text.substr(0, at), text.substr(at)}) != whole) ++different;
        CAPTURE(row.number);
        CHECK(different == 0);
    }
}

TEST_CASE("a recorded stream gives the same answer wherever its bytes are cut") {
    // Long ones are cut at every 101st byte: their events are the same at every byte, as the case above says,
    // and a reader sees nothing but events.
    constexpr std::size_t k_short = 2500;
    for (const Recorded& row : recorded()) {
        if (!row.is_stream) continue;
        const std::string_view text = row.body;
        const Answer whole = read_stream(provider_of(row), {text});
        CAPTURE(row.number);
        CHECK(same(read_stream(provider_of(row), bytes_of(text)), whole));
        std::size_t different = 0;
        for (std::size_t at = 1; at < text.size(); at += text.size() < k_short ? 1 : 101)
            if (!same(read_stream(provider_of(row), {text.substr(0, at), text.substr(at)}), whole))
                ++different;
        CHECK(different == 0);
    }
}

TEST_CASE("a recorded stream that ends early is a failure, and what it had used is partial") {
    for (const Recorded& row : recorded()) {
        if (!row.is_stream) continue;
        const auto events = events_of(Framing::sse, {row.body});
        StreamState state;
        for (const KeptEvent& event : events) {
            StreamState before = state;
            provider_of(row).read_event({event.type, event.data}, state);
            if (before.closed) break;
            const Answer cut = end_of_stream(std::move(before), response_of(""));
            REQUIRE(cut.failure);
            CHECK(cut.usage.source != UsageSource::reported);
        }
    }
}
