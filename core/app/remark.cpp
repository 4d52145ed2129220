#include "core/app/remark.hpp"

#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/policy/gate.hpp"

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::size_t k_remark_bytes_max = 100'000;

Done check_field(const Session& session, const Target& target, const std::string& field) {
    auto subject = read_subject(session.ledger, target.version);
    if (!subject) return fail(subject);
    auto channel = session.workspace.channel(subject->channel);
    if (!channel) return fail(channel);
    if ((*channel)->find_field(field)) return {};
    std::vector<std::string> names;
    for (const ChannelField& f : (*channel)->fields) names.push_back(f.name);
    return fail(
        ErrorCode::invalid_value,
        fmt::format("{} has no field \"{}\" that can be written", (*channel)->title, printable_line(field)),
        did_you_mean(field, names));
}

}  // namespace

Result<Remarked> remark(const Session& session, const Target& target, const RemarkRequest& request) {
    const Action action = request.field.empty() ? Action::comment : Action::suggest;
    const std::string_view kind = action == Action::comment ? "comment" : "suggestion";
    if (trim(request.text).empty())
        return fail(ErrorCode::invalid_value, fmt::format("the {} is empty", kind), "say something");
    if (request.text.size() > k_remark_bytes_max || !is_utf8(request.text))
        return fail(ErrorCode::invalid_value, fmt::format("the {} is too long or not text", kind),
                    "keep it under 100,000 characters of UTF-8");
    if (action == Action::suggest) {
        if (auto known = check_field(session, target, request.field); !known) return fail(known);
    }
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    Change change;
    change.action = action;
    change.asset = target.asset.asset;
    auto facts = gather_facts(session, change, target.version);
    if (!facts) return fail(facts);
    const policy::Verdict verdict = policy::decide(action, *facts, session.actor.person);
    if (!verdict.allowed) return fail(error_of(action, target.asset.asset, verdict));

    auto text = writer->put_blob(request.text);
    if (!text) return fail(text);
    auto remarks = session.ledger.list_remarks(target.asset.asset);
    if (!remarks) return fail(remarks);
    Remark row{writer->new_id(),
               target.asset.asset,
               target.version.number,
               static_cast<int>(remarks->size()) + 1,
               session.actor.person.id,
               request.field,
               *text,
               writer->now(),
               0};
    Event event = make_event(
        session, action == Action::comment ? event_kind::comment_made : event_kind::suggestion_made);
    event.asset = row.asset;
    event.version = row.number;
    event.digest = target.version.digest;
    event.data = {{"nth", std::to_string(row.nth)}, {"remark", row.id}, {"text", row.text}};
    if (!row.field.empty()) event.data["field"] = row.field;
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    auto nth = writer->insert_remark(row, *seq);
    if (!nth) return fail(nth);
    if (auto done = writer->commit(); !done) return fail(done);
    return Remarked{row.asset, row.number, *nth};
}

}  // namespace mkai::app
