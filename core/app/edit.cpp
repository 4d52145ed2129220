#include "core/app/edit.hpp"

#include "core/app/copy_check.hpp"
#include "core/app/facts.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// A draft may break these: they are told, and stop the review. Anything else is not copy for the channel.
constexpr std::array<std::string_view, 8> k_allowed_in_a_draft{
    "too-long",        "too-short",    "missing-mandatory", "must-avoid",
    "duplicate-entry", "missing-slot", "missing-alt-text",  "missing-field"};

bool stops_a_draft(const Finding& finding) {
    return finding.level == Level::error && !brand::is_about_statements(finding) &&
           std::ranges::find(k_allowed_in_a_draft, finding.code) == k_allowed_in_a_draft.end();
}

Result<std::vector<Finding>> check_draft(const Session& session, const Today& today, Content& content) {
    fill_slots_today(today, content);
    auto check = CopyCheck::make(session.workspace, session.ledger, session.clock.now());
    if (!check) return fail(check);
    auto findings = check->check(today, content);
    Error error{ErrorCode::findings, fmt::format("this is not copy for {}", today.channel->title), {}, {}};
    for (const Finding& finding : findings) {
        if (!stops_a_draft(finding)) continue;
        error.with_context(finding.message);
        if (error.fix.empty()) error.fix = finding.fix;
    }
    if (!error.context.empty()) return fail(std::move(error));
    return findings;
}

Result<Remark> find_suggestion(const Session& session, const Target& target, int nth) {
    auto remarks = session.ledger.list_remarks(target.asset.asset);
    if (!remarks) return fail(remarks);
    for (const Remark& remark : *remarks) {
        if (remark.nth != nth) continue;
        if (remark.field.empty())
            return fail(ErrorCode::invalid_value, fmt::format("#{} is a comment, not a suggestion", nth),
                        "mkai show " + target.asset.asset);
        if (remark.taken_in > 0)
            return fail(ErrorCode::conflict,
                        fmt::format("#{} was taken over into v{} already", nth, remark.taken_in),
                        "mkai show " + target.asset.asset);
        return remark;
    }
    return fail(ErrorCode::unknown_id, fmt::format("{} has no suggestion #{}", target.asset.asset, nth),
                "mkai show " + target.asset.asset);
}

}  // namespace

Result<Fields> fields_of(const Session& session, const VersionRecord& version) {
    auto subject = read_subject(session.ledger, version);
    if (!subject) return fail(subject);
    return std::move(subject->content.fields);
}

Result<FieldValue> parse_field_value(const Channel& channel, std::string_view name, std::string_view typed) {
    const ChannelField* field = channel.find_field(name);
    if (!field) {
        std::vector<std::string> names;
        for (const ChannelField& f : channel.fields) names.push_back(f.name);
        const bool locked =
            std::ranges::any_of(channel.locked, [&](const LockedField& f) { return f.name == name; });
        return fail(locked ? ErrorCode::blocked : ErrorCode::invalid_value,
                    locked ? fmt::format("\"{}\" is locked: it is filled from the brief", name)
                           : fmt::format("{} has no field \"{}\"", channel.title, printable_line(name)),
                    locked ? "change it in the brief: mkai brief set" : did_you_mean(name, names));
    }
    if (!field->list) return FieldValue(std::string(typed));
    std::vector<std::string> items;
    for (const std::string& line : split(typed, '\n'))
        if (!trim(line).empty()) items.emplace_back(trim(line));
    return FieldValue(std::move(items));
}

Result<Edited> edit(const Session& session, const Target& target, const EditRequest& request) {
    auto id = parse_asset_id(target.asset.asset);
    if (!id) return fail(id);
    TodayReader reader(session.workspace);
    auto today = reader.look(*id);
    if (!today) return fail(today);
    auto subject = read_subject(session.ledger, target.version);
    if (!subject) return fail(subject);
    Content content = subject->content;
    const Fields before = content.fields;
    NewVersion made;
    made.how = "edited";
    made.origin = target.version.origin == Origin::model ? Origin::mixed : target.version.origin;
    made.demo = target.version.demo;
    made.minutes = request.minutes;
    Fields fields = request.fields;
    if (request.take > 0) {
        auto suggestion = find_suggestion(session, target, request.take);
        if (!suggestion) return fail(suggestion);
        auto text = session.ledger.get_blob(suggestion->text);
        if (!text) return fail(text);
        auto value = parse_field_value(*today->channel, suggestion->field, text->bytes);
        if (!value) return fail(value);
        fields[suggestion->field] = std::move(*value);
        made.how = "suggested";
        made.takes_suggestion = suggestion->id;
    }
    for (auto& [name, value] : fields) content.fields[name] = std::move(value);
    Edited out{{}, {}, before, content.fields};
    made.changed = changed_fields(before, content.fields);
    // A save that changes nothing voids nothing (invariant 2).
    if (made.changed.empty()) {
        out.changed = {target.asset.asset,
                       target.version.number,
                       target.version.digest,
                       target.version.state,
                       true,
                       {},
                       {},
                       {}};
        return out;
    }
    auto findings = check_draft(session, *today, content);
    if (!findings) return fail(findings);
    out.findings = std::move(*findings);
    made.subject = subject_today(session.workspace, *today, std::move(content));
    Change change;
    change.action = Action::edit;
    change.asset = target.asset.asset;
    change.expected_revision = target.asset.revision;
    change.reason = request.reason;
    change.assignee = request.assignee;
    change.due = request.due;
    change.make = std::move(made);
    change.today = std::move(*today);
    auto changed = transition(session, change);
    if (!changed) return fail(changed);
    out.changed = std::move(*changed);
    return out;
}

Result<std::vector<ImportItem>> read_import(const Json& json) {
    const auto wrong = [](const std::string& what) {
        return fail(
            ErrorCode::invalid_file, "the import file " + what,
            "give {\"asset\": \"spring/email.en-GB.b\", \"from\": \"who wrote it\", \"fields\": {...}}, "
            "or several of them in a list under \"assets\"");
    };
    if (!json.is_object()) return wrong("is not an object");
    std::vector<Json> rows;
    if (json.contains("assets")) {
        if (!json["assets"].is_array() || json["assets"].empty())
            return wrong("has no list under \"assets\"");
        rows = json["assets"].get<std::vector<Json>>();
    } else {
        rows.push_back(json);
    }
    std::vector<ImportItem> items;
    for (const Json& row : rows) {
        if (!row.is_object() || !row.contains("asset") || !row["asset"].is_string())
            return wrong("has an entry without an asset");
        for (const auto& [key, value] : row.items())
            if (key != "asset" && key != "from" && key != "fields" && key != "minutes")
                return wrong(fmt::format("has the unknown key \"{}\"", printable_line(key)));
        if (!row.contains("fields")) return wrong("has an entry without fields");
        if (!row.contains("from") || !row["from"].is_string() || trim(row["from"].get<std::string>()).empty())
            return wrong("does not say who wrote the copy (\"from\")");
        auto fields = fields_from_json(row["fields"]);
        if (!fields) return fail(fields);
        ImportItem item{row["asset"].get<std::string>(), std::move(*fields), row["from"].get<std::string>()};
        if (row.contains("minutes")) {
            if (!row["minutes"].is_number() || row["minutes"].get<double>() < 0)
                return wrong("has minutes that are no number from 0");
            item.minutes = row["minutes"].get<double>();
        }
        items.push_back(std::move(item));
    }
    return items;
}

Result<Edited> import_copy(const Session& session, const ImportItem& item) {
    auto id = parse_asset_id(item.asset);
    if (!id) return fail(id);
    TodayReader reader(session.workspace);
    auto today = reader.look(*id);
    if (!today) return fail(today);
    const auto& locales =
        today->deliverable->locales.empty() ? today->brief->locales : today->deliverable->locales;
    if (std::ranges::find(locales, id->locale) == locales.end())
        return fail(
            ErrorCode::invalid_value,
            fmt::format("the brief \"{}\" has no locale {} for {}", id->brief, id->locale, id->deliverable),
            "one of: " + join(locales, ", "));
    auto existing = session.ledger.find_asset(item.asset);
    if (!existing) return fail(existing);
    Content content;
    content.fields = item.fields;
    auto findings = check_draft(session, *today, content);
    if (!findings) return fail(findings);
    NewVersion made;
    made.how = "imported";
    made.origin = Origin::imported;
    made.minutes = item.minutes;
    Edited out{{}, std::move(*findings), {}, content.fields};
    if (*existing) {
        auto head = session.ledger.find_version(item.asset, (*existing)->head);
        if (!head) return fail(head);
        auto before = fields_of(session, **head);
        if (!before) return fail(before);
        out.before = std::move(*before);
    }
    made.changed = changed_fields(out.before, content.fields);
    made.subject = subject_today(session.workspace, *today, std::move(content));
    Change change;
    change.action = Action::import;
    change.asset = item.asset;
    if (*existing) change.expected_revision = (*existing)->revision;
    change.reason = "from " + item.from;
    change.make = std::move(made);
    change.today = std::move(*today);
    auto changed = transition(session, change);
    if (!changed) return fail(changed);
    out.changed = std::move(*changed);
    return out;
}

}  // namespace mkai::app
