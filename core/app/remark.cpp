#include "core/app/remark.hpp"

#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/policy/gate.hpp"

#include <algorithm>

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

// Whether the ledger has it already, from a file that was brought in before.
bool is_there(const std::vector<Remark>& remarks, const Remark& row) {
    return std::ranges::any_of(remarks, [&](const Remark& r) {
        return !r.brought_in.empty() && r.number == row.number && r.field == row.field &&
               r.text == row.text && r.said_by == row.said_by && r.said_by_name == row.said_by_name;
    });
}

Event event_of(const Session& session, const Target& target, const Remark& row) {
    Event event =
        make_event(session, row.field.empty() ? event_kind::comment_made : event_kind::suggestion_made);
    event.asset = row.asset;
    event.version = row.number;
    event.digest = target.version.digest;
    event.data = {{"nth", std::to_string(row.nth)}, {"remark", row.id}, {"text", row.text}};
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) event.data[key] = value;
    };
    add("field", row.field);
    add("brought_in", row.brought_in);
    add("said_by", row.said_by);
    add("said_by_name", row.said_by_name);
    return event;
}

}  // namespace

Done check_remark(const Session& session, const Target& target, const RemarkRequest& request) {
    const std::string_view kind = request.field.empty() ? "comment" : "suggestion";
    if (trim(request.text).empty())
        return fail(ErrorCode::invalid_value, fmt::format("the {} is empty", kind), "say something");
    if (request.text.size() > k_remark_bytes_max || !is_utf8(request.text))
        return fail(ErrorCode::invalid_value, fmt::format("the {} is too long or not text", kind),
                    "keep it under 100,000 characters of UTF-8");
    return request.field.empty() ? Done() : check_field(session, target, request.field);
}

Result<Remarked> remark_within(const Session& session, store::Writer& writer, const Target& target,
                               const RemarkRequest& request, const BroughtIn& from,
                               std::vector<Remark>& known) {
    const Action action = request.field.empty() ? Action::comment : Action::suggest;
    Change change;
    change.action = action;
    change.asset = target.asset.asset;
    auto facts = gather_facts(session, change, target.version);
    if (!facts) return fail(facts);
    const policy::Verdict verdict = policy::decide(action, *facts, session.actor.person);
    if (!verdict.allowed) return fail(error_of(action, target.asset.asset, verdict));

    auto text = writer.put_blob(request.text);
    if (!text) return fail(text);
    auto name = from.name.empty() ? Result<std::string>() : writer.put_blob(from.name);
    if (!name) return fail(name);
    Remark row{writer.new_id(),
               target.asset.asset,
               target.version.number,
               static_cast<int>(known.size()) + 1,
               session.actor.person.id,
               request.field,
               *text,
               writer.now(),
               0,
               from.kind,
               from.person,
               *name};
    if (!from.kind.empty() && is_there(known, row)) return Remarked{row.asset, row.number, 0};
    auto seq = writer.append(event_of(session, target, row));
    if (!seq) return fail(seq);
    auto nth = writer.insert_remark(row, *seq);
    if (!nth) return fail(nth);
    Remarked made{row.asset, row.number, *nth};
    known.push_back(std::move(row));
    return made;
}

Result<Remarked> remark(const Session& session, const Target& target, const RemarkRequest& request) {
    if (auto good = check_remark(session, target, request); !good) return fail(good);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto known = session.ledger.list_remarks(target.asset.asset);
    if (!known) return fail(known);
    auto made = remark_within(session, *writer, target, request, {}, *known);
    if (!made) return fail(made);
    if (auto done = writer->commit(); !done) return fail(done);
    return made;
}

}  // namespace mkai::app
