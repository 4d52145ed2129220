// Calls, prices and declarations: the records of what was asked of models.
#include "core/store/calls.hpp"

#include "core/base/text.hpp"

#include <fmt/format.h>

namespace mkai::store {

namespace {

using sqlite::Statement;

constexpr std::string_view k_call_outcome =
    "messages, answer, model_answered, request_id, input_tokens, output_tokens, cache_read, cache_write_5m, "
    "cache_write_1h, reasoning, usage_source, cost_pico, latency_ms, first_token_ms, outcome, failure, "
    "http_status";

std::string call_rows(std::string_view which) {
    return fmt::format("SELECT {}, {} FROM call {}", k_call_keys, k_call_outcome, which);
}

CallRecord read_call(const Statement& row) {
    CallRecord c = read_call_keys(row);
    int i = k_call_keys_count;
    c.messages = row.column_text(i++);
    c.answer = row.column_text(i++);
    c.model_answered = row.column_text(i++);
    c.request_id = row.column_text(i++);
    c.usage.input = row.column_int(i++);
    c.usage.output = row.column_int(i++);
    c.usage.cache_read = row.column_int(i++);
    c.usage.cache_write_5m = row.column_int(i++);
    c.usage.cache_write_1h = row.column_int(i++);
    c.usage.reasoning = row.column_int(i++);
    c.usage.source = parse_usage_source(row.column_text(i++)).value_or(UsageSource::unknown);
    if (const auto cost = row.column_optional_int(i++)) c.cost = PicoUsd{*cost};
    c.latency_ms = row.column_int(i++);
    c.first_token_ms = row.column_optional_int(i++);
    c.outcome = row.column_text(i++);
    c.failure = row.column_text(i++);
    c.http_status = static_cast<long>(row.column_int(i));
    return c;
}

std::optional<std::int64_t> if_known(const Usage& usage, std::int64_t tokens) {
    return usage.is_known() ? std::optional(tokens) : std::nullopt;
}

}  // namespace

CallRecord read_call_keys(const Statement& row) {
    CallRecord c;
    int i = 0;
    c.id = row.column_text(i++);
    c.run = row.column_text(i++);
    c.asset = row.column_text(i++);
    c.round = static_cast<int>(row.column_int(i++));
    c.attempt = static_cast<int>(row.column_int(i++));
    c.actor = row.column_text(i++);
    c.brief = row.column_text(i++);
    c.use_case = row.column_text(i++);
    c.environment = row.column_text(i++);
    c.model = row.column_text(i++);
    c.model_digest = row.column_text(i++);
    c.provider = row.column_text(i++);
    c.model_asked = row.column_text(i++);
    c.prompt_id = row.column_text(i++);
    c.prompt_version = row.column_text(i++);
    c.prompt_digest = row.column_text(i++);
    if (const auto allowed = row.column_text(i++); !allowed.empty()) c.allowed = split(allowed, ',');
    c.price_row = row.column_text(i++);
    c.streamed = row.column_int(i++) != 0;
    c.at = {row.column_int(i)};
    return c;
}

void bind_call_keys(Statement& statement, const CallRecord& c) {
    statement.bind(c.id).bind(c.run).bind(c.asset).bind(c.round).bind(c.attempt);
    statement.bind(c.actor).bind(c.brief).bind(c.use_case).bind(c.environment);
    statement.bind(c.model).bind(c.model_digest).bind(c.provider).bind(c.model_asked);
    statement.bind(c.prompt_id).bind(c.prompt_version).bind(c.prompt_digest).bind(join(c.allowed, ","));
    statement.bind(c.price_row).bind(c.streamed ? 1 : 0).bind(c.at.value);
}

Result<std::vector<CallRecord>> Ledger::list_calls(std::string_view asset) {
    return query(m_impl->database, call_rows("WHERE asset = ? ORDER BY event_seq"), read_call, asset);
}

Result<std::optional<CallRecord>> Ledger::find_call(std::string_view id) {
    return query_one(m_impl->database, call_rows("WHERE id = ?"), read_call, id);
}

Result<std::optional<PriceSeen>> Ledger::find_price_seen(std::string_view row) {
    return query_one(
        m_impl->database, "SELECT row, id, bytes FROM price_seen WHERE row = ?",
        [](const Statement& r) {
            return PriceSeen{r.column_text(0), r.column_text(1), r.column_text(2)};
        },
        row);
}

Result<std::optional<ModelSeen>> Ledger::find_model_seen(std::string_view name, std::string_view digest) {
    return query_one(
        m_impl->database, "SELECT name, digest, bytes FROM model_seen WHERE name = ? AND digest = ?",
        [](const Statement& r) {
            return ModelSeen{r.column_text(0), r.column_text(1), r.column_text(2)};
        },
        name, digest);
}

Done Writer::insert_call(const CallRecord& given, std::int64_t event_seq) {
    auto& database = m_ledger->m_impl->database;
    CallRecord call = given;
    auto held = take_reservation(*m_impl, database, call.id);
    if (!held) return fail(held);
    std::string day;
    if (*held) {
        call.at = (*held)->at;
        day = (*held)->day;
    } else {
        if (call.at.value == 0) call.at = now();
        auto time = m_ledger->spend_time(call.at);
        if (!time) return fail(time);
        day = to_string(date_of(*time));
    }
    m_impl->count(call, day, {call.cost.value_or(PicoUsd{}).value, 0, 1});

    static const std::string k_insert = fmt::format(
        "INSERT INTO call ({}, day, {}, event_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        k_call_keys, k_call_outcome);
    auto insert = database.prepare(k_insert);
    if (!insert) return fail(insert);
    Statement& s = **insert;
    bind_call_keys(s, call);
    s.bind(day).bind(call.messages).bind(or_null(call.answer)).bind(or_null(call.model_answered));
    s.bind(or_null(call.request_id));
    s.bind(if_known(call.usage, call.usage.input)).bind(if_known(call.usage, call.usage.output));
    s.bind(call.usage.cache_read).bind(call.usage.cache_write_5m).bind(call.usage.cache_write_1h);
    s.bind(call.usage.reasoning).bind(to_string(call.usage.source));
    s.bind(call.cost ? std::optional(call.cost->value) : std::nullopt);
    s.bind(call.latency_ms).bind(call.first_token_ms).bind(call.outcome).bind(or_null(call.failure));
    s.bind(call.http_status == 0 ? std::nullopt : std::optional<std::int64_t>(call.http_status));
    s.bind(event_seq);
    return s.run();
}

Done Writer::insert_price_seen(const PriceSeen& seen, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO price_seen (row, id, bytes, event_seq) VALUES (?, ?, ?, ?)", seen.row, seen.id,
                 seen.bytes, event_seq);
}

Done Writer::insert_model_seen(const ModelSeen& seen, std::int64_t event_seq) {
    return write(m_ledger->m_impl->database,
                 "INSERT INTO model_seen (name, digest, bytes, event_seq) VALUES (?, ?, ?, ?)", seen.name,
                 seen.digest, seen.bytes, event_seq);
}

}  // namespace mkai::store
