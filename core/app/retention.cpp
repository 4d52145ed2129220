#include "core/app/retention.hpp"

#include "core/app/facts.hpp"

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::string_view k_machine = "mkai";

Purged horizon_of(const Session& session) {
    Purged out;
    out.kept_days = session.workspace.config().model_texts_days;
    const std::int64_t today = start_of(date_of(session.clock.now())).value;
    out.through = {today - out.kept_days * k_day_ms};
    return out;
}

}  // namespace

Result<Purged> preview_purge(const Session& session) {
    Purged out = horizon_of(session);
    if (out.kept_days == 0) return out;
    auto texts = session.ledger.list_purgeable_texts(out.through);
    if (!texts) return fail(texts);
    out.texts = texts->size();
    return out;
}

Result<Purged> purge(const Session& session) {
    Purged out = horizon_of(session);
    if (out.kept_days == 0) return out;
    if (auto done = session.ledger.overwrite_deleted(); !done) return fail(done);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto texts = session.ledger.list_purgeable_texts(out.through);
    if (!texts) return fail(texts);
    out.texts = texts->size();
    if (auto done = writer->note_purge(out.through); !done) return fail(done);
    if (!texts->empty()) {
        Event event = make_event(session, event_kind::texts_purged);
        event.actor = k_machine;  // it does what mkai.yaml says, whosever command it was
        event.data = {{"texts", std::to_string(out.texts)},
                      {"kept_days", std::to_string(out.kept_days)},
                      {"before", to_string(date_of(out.through))}};
        auto seq = writer->append(std::move(event));
        if (!seq) return fail(seq);
        if (auto done = writer->purge_texts(*texts, *seq); !done) return fail(done);
    }
    if (auto done = writer->commit(); !done) return fail(done);
    if (out.texts > 0)
        if (auto done = session.ledger.empty_log(); !done) return fail(done);
    return out;
}

Result<Purged> purge_daily(const Session& session) {
    Purged out = horizon_of(session);
    if (out.kept_days == 0) return out;
    auto looked = session.ledger.was_purged_through(out.through);
    if (!looked) return fail(looked);
    return *looked ? out : purge(session);
}

}  // namespace mkai::app
