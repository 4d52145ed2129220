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
    auto planned = preview_purge(session);
    if (!planned || planned->texts == 0) return planned;
    if (auto done = session.ledger.overwrite_deleted(); !done) return fail(done);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    // Again, inside the transaction: another process may have begun to need one of them.
    auto texts = session.ledger.list_purgeable_texts(planned->through);
    if (!texts) return fail(texts);
    planned->texts = texts->size();
    if (texts->empty()) return planned;
    Event event = make_event(session, event_kind::texts_purged);
    event.actor = k_machine;  // it does what mkai.yaml says, whoever's command it was
    event.data = {{"texts", std::to_string(texts->size())},
                  {"kept_days", std::to_string(planned->kept_days)},
                  {"before", to_string(date_of(planned->through))}};
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->purge_texts(*texts, planned->through, *seq); !done) return fail(done);
    if (auto done = writer->commit(); !done) return fail(done);
    if (auto done = session.ledger.empty_log(); !done) return fail(done);
    return planned;
}

}  // namespace mkai::app
