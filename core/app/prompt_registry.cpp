#include "core/app/prompt_registry.hpp"

#include "core/app/eval_required.hpp"
#include "core/app/facts.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::int64_t k_week_ms = 7LL * 24 * 3600 * 1000;

std::string bytes_of(const prompts::LoadedPrompt& prompt) {
    JsonWriter w;
    w.begin_object().key("file").value(prompt.file.label).key("partials").begin_object();
    for (const auto& [name, file] : prompt.partial_files)
        w.key(name).begin_object().key("file").value(file->label).key("text").value(file->text).end_object();
    w.end_object().key("source").value(prompt.source).end_object();
    return w.take();
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 40 && text.front() >= 'a' && text.front() <= 'z' &&
           std::ranges::all_of(
               text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<int> version_number(std::string_view at) {
    if (at.size() < 2 || at.size() > 7 || at.front() != 'v' ||
        at.find_first_not_of("0123456789", 1) != std::string_view::npos)
        return std::nullopt;
    return std::stoi(std::string(at.substr(1)));
}

Done check_gate_for(const Session& session, Action action, const PromptVersion& version,
                    std::vector<std::string> writers, bool has_reason) {
    policy::Facts facts;
    facts.now = session.clock.now();
    facts.roster = &session.workspace.roster();
    facts.has_reason = has_reason;
    facts.asset = version.name;
    facts.writers = std::move(writers);
    const policy::Verdict verdict = policy::decide(action, facts, session.actor.person);
    if (verdict.allowed) return {};
    return fail(error_of(action, version.name, verdict));
}

std::vector<std::string> writers_of(const Session& session, const PromptOrigin& origin) {
    std::set<std::string> out;
    for (const std::string& address : origin.addresses)
        if (const Person* person = session.workspace.roster().find_by_email(address)) out.insert(person->id);
    if (origin.uncommitted || out.empty()) out.insert(session.actor.person.id);
    return {out.begin(), out.end()};
}

Result<std::vector<PromptLabel>> labels_of(store::Ledger& ledger, const std::string& name) {
    auto labels = ledger.list_prompt_labels();
    if (labels) std::erase_if(*labels, [&](const PromptLabel& l) { return l.name != name; });
    return labels;
}

Result<std::string> digest_under(store::Ledger& ledger, const std::string& name, const std::string& label) {
    auto labels = labels_of(ledger, name);
    if (!labels) return fail(labels);
    const auto found = std::ranges::find(*labels, label, &PromptLabel::label);
    return found == labels->end() ? std::string() : found->digest;
}

struct Move {
    std::string_view kind;
    std::string_view event;
    Action action;
};
constexpr Move k_promote{"promote", event_kind::prompt_promoted, Action::promote_prompt};
constexpr Move k_rollback{"rollback", event_kind::prompt_rolled_back, Action::rollback_prompt};
constexpr Move k_withdraw{"withdraw", event_kind::prompt_withdrawn, Action::withdraw_prompt};

// Whoever wrote some of what no promotion has looked at yet: in this version, and in those between it and the
// last one before it that was ever promoted.
Result<std::vector<std::string>> unseen_writers(store::Ledger& ledger, const PromptVersion& version) {
    auto versions = ledger.list_prompt_versions(version.name);
    if (!versions) return fail(versions);
    auto moves = ledger.list_prompt_moves(version.name);
    if (!moves) return fail(moves);
    std::set<std::string> out(version.writers.begin(), version.writers.end());
    for (auto v = versions->rbegin(); v != versions->rend(); ++v) {
        if (v->number >= version.number) continue;
        if (std::ranges::any_of(*moves, [&](const PromptMove& m) {
                return m.kind == k_promote.kind && m.digest == v->digest;
            }))
            break;
        out.insert(v->writers.begin(), v->writers.end());
    }
    return std::vector<std::string>(out.begin(), out.end());
}

// What a move of a label away from this version would touch.
Result<PromptUse> use_of(const Session& session, const std::string& digest) {
    if (digest.empty()) return PromptUse{};
    return session.ledger.use_of_prompt(digest, {session.clock.now().value - k_week_ms});
}

Result<MoveRequest> with_label(MoveRequest request) {
    if (request.label.empty()) request.label = k_production;
    if (!is_label(request.label))
        return fail(ErrorCode::invalid_value, fmt::format("{} is no label", in_quotes(request.label)),
                    "production, staging, or a word of small letters, digits and -");
    if (version_number(request.label))
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} is the name of a version", in_quotes(request.label)),
                    "choose another word for a label");
    return request;
}

// A file that says what was withdrawn is not used either.
Result<SharedPrompt> unless_withdrawn(store::Ledger& ledger, Result<SharedPrompt> prompt) {
    if (!prompt) return prompt;
    auto versions = ledger.list_prompt_versions((*prompt)->id);
    if (!versions) return fail(versions);
    for (const PromptVersion& version : *versions)
        if (version.withdrawn && version.digest == (*prompt)->version())
            return fail(ErrorCode::blocked,
                        fmt::format("{} is what was withdrawn as {}@v{}", (*prompt)->file.label, version.name,
                                    version.number),
                        fmt::format("mkai prompt log {} says why; change the file, or name another version",
                                    version.name));
    return prompt;
}

Result<MovePlan> plan_move(const Session& session, const Move& move, const MoveRequest& request,
                           PromptVersion version) {
    auto writers = unseen_writers(session.ledger, version);
    if (!writers) return fail(writers);
    if (auto allowed =
            check_gate_for(session, move.action, version, std::move(*writers), !request.reason.empty());
        !allowed)
        return fail(allowed);
    if (version.withdrawn)
        return fail(ErrorCode::blocked, fmt::format("{}@v{} was withdrawn", version.name, version.number),
                    fmt::format("register a new version: mkai prompt register {}", version.name));
    MovePlan plan;
    plan.version = std::move(version);
    plan.label = request.label;
    auto replaced = digest_under(session.ledger, plan.version.name, request.label);
    if (!replaced) return fail(replaced);
    plan.replaced = std::move(*replaced);
    plan.unchanged = plan.replaced == plan.version.digest;
    auto use = use_of(session, plan.replaced);
    if (!use) return fail(use);
    plan.use = std::move(*use);
    return plan;
}

// One transaction: the label still names what it named when the plan was made.
Done do_move(const Session& session, const Move& move, const MoveRequest& request, const MovePlan& plan) {
    if (plan.unchanged) return {};
    auto writers = unseen_writers(session.ledger, plan.version);
    if (!writers) return fail(writers);
    if (auto allowed =
            check_gate_for(session, move.action, plan.version, std::move(*writers), !request.reason.empty());
        !allowed)
        return allowed;
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto reason = writer->put_blob(request.reason);
    if (!reason) return fail(reason);
    const bool withdraws = move.kind == k_withdraw.kind;
    const std::vector<std::string> labels = withdraws ? plan.labels : std::vector<std::string>{plan.label};
    for (const std::string& label : labels) {
        auto now = digest_under(session.ledger, plan.version.name, label);
        if (!now) return fail(now);
        if (*now != (withdraws ? plan.version.digest : plan.replaced))
            return fail(ErrorCode::conflict,
                        fmt::format("somebody has moved {} of {} meanwhile", label, plan.version.name),
                        fmt::format("mkai prompt log {}", plan.version.name));
    }
    Event event = make_event(session, move.event);
    event.reason = *reason;
    event.reason_code = request.reason_code;
    event.data = {{"digest", plan.version.digest}, {"prompt", plan.version.name}};
    if (!withdraws) event.data["label"] = plan.label;
    if (!withdraws && !plan.replaced.empty()) event.data["replaced"] = plan.replaced;
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (withdraws)
        if (auto done = writer->insert_prompt_withdrawal(plan.version.name, plan.version.digest, *seq); !done)
            return done;
    for (const std::string& label : labels) {
        const PromptMove row{writer->new_id(),
                             plan.version.name,
                             label,
                             plan.version.digest,
                             withdraws ? std::string() : plan.replaced,
                             std::string(move.kind),
                             session.actor.person.id,
                             *reason,
                             writer->now()};
        if (auto done = writer->insert_prompt_move(row, *seq); !done) return done;
    }
    return writer->commit();
}

}  // namespace

Result<PromptTarget> parse_prompt_target(std::string_view typed) {
    const std::size_t at = typed.find('@');
    PromptTarget target{std::string(typed.substr(0, at)), {}};
    if (at != std::string_view::npos) target.at = typed.substr(at + 1);
    if (!is_prompt_name(target.name) || (at != std::string_view::npos && target.at.empty()))
        return fail(ErrorCode::invalid_id, fmt::format("{} names no prompt", in_quotes(typed)),
                    "email, email@production, email@v3 or email@3b1e");
    return target;
}

Result<Registered> register_prompt(const Session& session, const PromptShelf& shelf,
                                   const prompts::LoadedPrompt& prompt, const PromptOrigin& origin) {
    PromptVersion version;
    version.name = prompt.id;
    version.digest = prompt.version();
    version.registered_by = session.actor.person.id;
    version.writers = writers_of(session, origin);
    version.git_commit = origin.git_commit;
    if (!is_prompt_name(version.name) || version.name.starts_with("builtin/"))
        return fail(ErrorCode::invalid_id,
                    fmt::format("{} is no prompt of this workspace", in_quotes(prompt.id)),
                    "put it into prompts/ first");
    if (auto usable = check_usable(shelf, prompt); !usable) return fail(usable);
    if (auto allowed = check_gate_for(session, Action::register_prompt, version, version.writers, true);
        !allowed)
        return fail(allowed);
    auto writer = session.ledger.begin();
    if (!writer) return fail(writer);
    auto known = session.ledger.list_prompt_versions(version.name);
    if (!known) return fail(known);
    const auto same = std::ranges::find(*known, version.digest, &PromptVersion::digest);
    if (same != known->end()) return Registered{*same, true};
    version.number = known->empty() ? 1 : known->back().number + 1;
    version.at = writer->now();
    auto bytes = writer->put_blob(bytes_of(prompt));
    if (!bytes) return fail(bytes);
    version.bytes = std::move(*bytes);
    Event event = make_event(session, event_kind::prompt_registered);
    event.data = {{"digest", version.digest},
                  {"number", std::to_string(version.number)},
                  {"prompt", version.name},
                  {"writers", join(version.writers, ",")}};
    if (!version.git_commit.empty()) event.data["git_commit"] = version.git_commit;
    auto seq = writer->append(std::move(event));
    if (!seq) return fail(seq);
    if (auto done = writer->insert_prompt_version(version, *seq); !done) return fail(done);
    if (auto done = writer->commit(); !done) return fail(done);
    return Registered{std::move(version), false};
}

Result<PromptVersion> find_registered(store::Ledger& ledger, const PromptTarget& target) {
    auto versions = ledger.list_prompt_versions(target.name);
    if (!versions) return fail(versions);
    if (versions->empty())
        return fail(ErrorCode::unknown_id, fmt::format("no version of {} is registered", target.name),
                    fmt::format("mkai prompt register {}", target.name));
    if (target.at.empty()) return versions->back();
    const auto number = version_number(target.at);
    std::string digest;
    if (!number) {
        auto labelled = digest_under(ledger, target.name, target.at);
        if (!labelled) return fail(labelled);
        digest = std::move(*labelled);
    }
    std::vector<const PromptVersion*> fitting;
    for (const PromptVersion& version : *versions)
        if (number           ? version.number == *number
            : digest.empty() ? target.at.size() >= 4 && version.digest.starts_with(target.at)
                             : version.digest == digest)
            fitting.push_back(&version);
    if (fitting.size() == 1) return *fitting.front();
    if (fitting.size() > 1)
        return fail(ErrorCode::ambiguous_id,
                    fmt::format("{} versions of {} begin with {}", fitting.size(), target.name, target.at),
                    "give more of the digest");
    auto labels = labels_of(ledger, target.name);
    if (!labels) return fail(labels);
    std::vector<std::string> names;
    for (const PromptLabel& label : *labels) names.push_back(label.label);
    for (const PromptVersion& version : *versions) names.push_back(fmt::format("v{}", version.number));
    return fail(ErrorCode::unknown_id,
                fmt::format("{} has no label or version {}", target.name, in_quotes(target.at)),
                did_you_mean(target.at, names));
}

Result<SharedPrompt> load_registered(store::Ledger& ledger, const PromptVersion& version) {
    const auto corrupt = [&] {
        return fail(ErrorCode::ledger_corrupt,
                    fmt::format("{}@v{} is not as it was registered", version.name, version.number),
                    "restore the ledger from a backup");
    };
    auto blob = ledger.get_blob(version.bytes);
    if (!blob) return fail(blob);
    auto json = parse_json(blob->bytes);
    if (!json || !json->is_object() || !json->contains("source") || !json->contains("partials"))
        return corrupt();
    const Json& partials = (*json)["partials"];
    auto prompt = std::make_shared<prompts::LoadedPrompt>(prompts::load_prompt(
        version.name, fmt::format("{}@v{}", version.name, version.number),
        (*json)["source"].get<std::string>(),
        [&](const std::string& name) -> std::shared_ptr<const prompts::PartialFile> {
            const auto found = partials.find(name);
            if (found == partials.end()) return nullptr;
            return std::make_shared<const prompts::PartialFile>(
                prompts::parse_partial_file(found->value("file", name), found->value("text", "")));
        }));
    if (prompt->version() != version.digest) return corrupt();
    return prompt;
}

Result<SharedPrompt> find_prompt(const PromptShelf& shelf, store::Ledger& ledger, const std::string& typed) {
    if (typed.ends_with(k_prompt_ending) || typed.find('@') == std::string::npos)
        return unless_withdrawn(ledger, shelf.load_typed(typed));
    auto target = parse_prompt_target(typed);
    if (!target) return fail(target);
    auto version = find_registered(ledger, *target);
    if (!version) return fail(version);
    return unless_withdrawn(ledger, load_registered(ledger, *version));
}

Result<SharedPrompt> find_prompt_for_channel(const PromptShelf& shelf, store::Ledger& ledger,
                                             std::string_view channel) {
    auto labels = ledger.list_prompt_labels();
    if (!labels) return fail(labels);
    for (const std::string_view name : {channel, std::string_view("copy")}) {
        const auto found = std::ranges::find_if(
            *labels, [&](const PromptLabel& l) { return l.name == name && l.label == k_production; });
        if (found != labels->end()) {
            auto version = find_registered(ledger, {found->name, found->digest});
            if (!version) return fail(version);
            return load_registered(ledger, *version);
        }
        if (shelf.sources().prompts.contains(name)) break;
    }
    return unless_withdrawn(ledger, shelf.load_for_channel(channel));
}

std::optional<bool> PromptStanding::differs_from_production(std::string_view digest) const {
    const auto production = std::ranges::find(labels, k_production, &Label::label);
    return production == labels.end() ? std::nullopt : std::optional(production->digest != digest);
}

Result<PromptStandings> list_prompt_standings(store::Ledger& ledger) {
    auto versions = ledger.list_prompt_versions();
    if (!versions) return fail(versions);
    auto labels = ledger.list_prompt_labels();
    if (!labels) return fail(labels);
    PromptStandings out;
    for (const PromptLabel& l : *labels) out[l.name].labels.push_back({l.label, 0, l.digest});
    for (PromptVersion& version : *versions) {
        PromptStanding& standing = out[version.name];
        for (PromptStanding::Label& label : standing.labels)
            if (label.digest == version.digest) label.number = version.number;
        standing.newest = std::move(version);
    }
    return out;
}

Result<MovePlan> plan_promotion(const Session& session, const MoveRequest& typed) {
    auto request = with_label(typed);
    if (!request) return fail(request);
    auto target = parse_prompt_target(request->target);
    if (!target) return fail(target);
    auto version = find_registered(session.ledger, *target);
    if (!version) return fail(version);
    if (auto passed = check_required_suites(session, *version, request->label); !passed) return fail(passed);
    return plan_move(session, k_promote, *request, std::move(*version));
}

Result<MovePlan> plan_prompt_rollback(const Session& session, const MoveRequest& typed) {
    auto request = with_label(typed);
    if (!request) return fail(request);
    auto target = parse_prompt_target(request->target);
    if (!target) return fail(target);
    auto moves = session.ledger.list_prompt_moves(target->name);
    if (!moves) return fail(moves);
    std::erase_if(*moves, [&](const PromptMove& m) { return m.label != request->label; });
    if (target->at.empty()) {
        if (moves->empty() || moves->back().replaced.empty() || moves->back().kind == k_withdraw.kind) {
            // After a withdrawal the label is gone, and no version is guessed.
            return fail(
                ErrorCode::unknown_id,
                fmt::format("{} of {} has no version to go back to", request->label, target->name),
                fmt::format("mkai prompt log {} lists them; name one: {}@vN", target->name, target->name));
        }
        // The same command again changes nothing: the label names what the rollback brought back.
        target->at = moves->back().kind == k_rollback.kind ? moves->back().digest : moves->back().replaced;
    }
    auto version = find_registered(session.ledger, *target);
    if (!version) return fail(version);
    const bool named_before = std::ranges::any_of(*moves, [&](const PromptMove& m) {
        return m.digest == version->digest && m.kind != k_withdraw.kind;
    });
    if (!named_before)
        return fail(ErrorCode::blocked,
                    fmt::format("{}@v{} was never {}", target->name, version->number, request->label),
                    fmt::format("mkai prompt promote {}@v{} --label {}", target->name, version->number,
                                request->label));
    return plan_move(session, k_rollback, *request, std::move(*version));
}

Result<MovePlan> plan_withdrawal(const Session& session, const MoveRequest& request) {
    auto target = parse_prompt_target(request.target);
    if (!target) return fail(target);
    if (target->at.empty())
        return fail(ErrorCode::invalid_id, "a version is withdrawn, and not a prompt",
                    fmt::format("mkai prompt log {0} lists them: {0}@vN", target->name));
    auto version = find_registered(session.ledger, *target);
    if (!version) return fail(version);
    if (auto allowed = check_gate_for(session, Action::withdraw_prompt, *version, version->writers,
                                      !request.reason.empty());
        !allowed)
        return fail(allowed);
    MovePlan plan;
    plan.unchanged = version->withdrawn;
    plan.version = std::move(*version);
    auto labels = labels_of(session.ledger, plan.version.name);
    if (!labels) return fail(labels);
    for (const PromptLabel& label : *labels)
        if (label.digest == plan.version.digest) plan.labels.push_back(label.label);
    auto use = use_of(session, plan.version.digest);
    if (!use) return fail(use);
    plan.use = std::move(*use);
    return plan;
}

Done promote(const Session& session, const MoveRequest& request, const MovePlan& plan) {
    if (auto passed = check_required_suites(session, plan.version, plan.label); !passed) return passed;
    return do_move(session, k_promote, request, plan);
}

Done roll_prompt_back(const Session& session, const MoveRequest& request, const MovePlan& plan) {
    return do_move(session, k_rollback, request, plan);
}

Done withdraw_prompt(const Session& session, const MoveRequest& request, const MovePlan& plan) {
    return do_move(session, k_withdraw, request, plan);
}

Result<PromptHistory> history_of_prompt(const Session& session, const std::string& name) {
    PromptHistory out;
    auto versions = session.ledger.list_prompt_versions(name);
    if (!versions) return fail(versions);
    if (versions->empty())
        return fail(ErrorCode::unknown_id, fmt::format("no version of {} is registered", in_quotes(name)),
                    fmt::format("mkai prompt register {}", printable_line(name)));
    auto labels = labels_of(session.ledger, name);
    if (!labels) return fail(labels);
    for (PromptVersion& version : *versions) {
        PromptHistory::Version& row = out.versions.emplace_back();
        for (const PromptLabel& label : *labels)
            if (label.digest == version.digest) row.labels.push_back(label.label);
        auto use = use_of(session, version.digest);
        if (!use) return fail(use);
        row.use = std::move(*use);
        row.version = std::move(version);
    }
    auto moves = session.ledger.list_prompt_moves(name);
    if (!moves) return fail(moves);
    for (PromptMove& move : *moves) {
        auto reason = session.ledger.get_blob(move.reason);
        if (!reason) return fail(reason);
        out.moves.push_back({std::move(move), reason->bytes});
    }
    return out;
}

}  // namespace mkai::app
