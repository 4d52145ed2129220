#include "core/app/generate.hpp"

#include "core/app/call_book.hpp"
#include "core/app/copy_check.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/spend.hpp"
#include "core/base/text.hpp"
#include "core/brand/check.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// Answers a transaction: few enough that the calls in flight do not wait for it, enough that the disk is not
// asked for each; and how long one may wait.
constexpr std::size_t k_batch_max = 64;
constexpr std::int64_t k_batch_ms_max = 100;

// An answer against everything that it must fit.
struct Judged {
    Content content;
    std::vector<Finding> findings;
    // What it says is for review to stop; in its shape it has to fit.
    bool fits() const {
        return std::ranges::none_of(findings, [](const Finding& f) {
            return f.level == Level::error && !brand::is_about_statements(f);
        });
    }
};

Finding broken(std::string code, std::string message) {
    Finding finding;
    finding.code = std::move(code);
    finding.message = std::move(message);
    return finding;
}

Judged judge(const CopyCheck& check, const PlannedDraft& draft, const std::vector<std::string>& only,
             std::string_view answer) {
    Judged out;
    auto json = parse_json(answer, {1u << 20, 16});
    if (!json) {
        out.findings.push_back(broken("not-json", "the answer is not JSON: " + json.error().message));
        return out;
    }
    auto fields = fields_from_json(*json);
    if (!fields) {
        out.findings.push_back(broken("not-copy", fields.error().message));
        return out;
    }
    // Locked fields are proven unchanged by being the old ones: only those that were asked for are taken.
    if (!only.empty()) {
        out.content.fields = draft.current;
        for (auto& [name, value] : *fields) {
            if (std::ranges::find(only, name) == only.end())
                out.findings.push_back(broken(
                    "locked-field", fmt::format("\"{}\" was not to be written", printable_line(name))));
            else
                out.content.fields[name] = std::move(value);
        }
    } else {
        out.content.fields = std::move(*fields);
    }
    fill_slots_today(draft.today, out.content);
    for (Finding& finding : check.check(draft.today, out.content)) out.findings.push_back(std::move(finding));
    return out;
}

// One `generate` while it runs.
class GenerateRun : private gateway::CallLedger {
  public:
    GenerateRun(const Session& session, const GeneratePlan& plan, const GenerateOptions& options,
                CopyCheck check)
        : m_session(session), m_plan(plan), m_options(options), m_check(std::move(check)) {
        m_out.outcomes.resize(plan.drafts.size());
        for (std::size_t i = 0; i < plan.drafts.size(); ++i) {
            m_out.outcomes[i].asset = plan.drafts[i].asset;
            if (!plan.fields.empty()) m_out.outcomes[i].before = plan.drafts[i].current;
        }
    }

    Result<Generated> run() {
        if (m_plan.drafts.empty()) {
            if (auto closed = CallBook::close_dead_runs(m_session); !closed) return fail(closed);
            return std::move(m_out);
        }
        const Brief* brief = m_plan.brief.get();
        auto caps = spend_caps_left(m_session, {&brief, 1});
        if (!caps) return fail(caps);
        RunPlan plan;
        plan.brief = brief->id;
        plan.brief_digest = brief->digest;
        plan.use_case = brief->use_case;
        plan.caps = std::move(*caps);
        plan.chain = m_plan.candidates;
        plan.declared = m_plan.declared;
        plan.calls = static_cast<int>(m_plan.drafts.size());
        auto book = CallBook::begin(m_session, std::move(plan));
        if (!book) return fail(book);
        m_book.emplace(std::move(*book));
        m_out.run = m_book->run();
        std::vector<gateway::Call> calls;
        calls.reserve(m_plan.drafts.size());
        for (const PlannedDraft& draft : m_plan.drafts)
            calls.push_back({{},
                             [this, &draft] { return prompt_of(m_session, m_plan, draft).value(); },
                             m_plan.chains[draft.chain].range});
        SystemRandom random;
        gateway::RunOptions options{m_session.clock, random};
        options.cancel = m_options.cancel;
        Done ran = gateway::run_calls(m_plan.candidates, calls, m_options.credentials, *this, options);
        flush();
        m_out.interrupted = m_options.cancel && m_options.cancel->load();
        m_out.warnings = m_book->warnings();
        if (auto ended = m_book->end(!ran || m_ledger_error ? "failed"
                                     : m_out.interrupted    ? "interrupted"
                                                            : "done");
            !ended && !m_ledger_error)
            m_ledger_error = std::move(ended.error());
        if (m_ledger_error) return fail(std::move(*m_ledger_error));
        if (!ran) return fail(ran);
        m_out.brief_changed =
            m_session.workspace.brief_source_digest(m_plan.brief->id) != m_plan.brief->source_digest;
        for (DraftOutcome& outcome : m_out.outcomes)
            if (!outcome.changed && !outcome.error) outcome.error = not_asked(outcome.asset);
        return std::move(m_out);
    }

  private:
    // An attempt that is to be written, with the draft that it made, if any.
    struct Pending {
        CallRecord call;
        std::shared_ptr<const prompts::Prompt> prompt;
        std::string answer;
        std::size_t draft = 0;
        std::optional<Content> content;
        std::vector<Finding> findings;
    };

    // --- the gateway's port ---

    Result<std::vector<gateway::ReserveReply>> reserve(
        std::span<const gateway::ReserveRequest> requests) override {
        return m_book->reserve(requests, [this](std::size_t call) { return row_of(m_plan.drafts[call]); });
    }

    void release(const std::string& reservation) override { m_book->release(reservation); }

    std::optional<Error> find_pause(std::size_t call, const ModelDecl& model) override {
        return m_book->find_pause(model, m_plan.drafts[call].prompt->id);
    }

    void give_up(std::size_t call, const Error& why) override { m_out.outcomes[call].error = why; }

    void tick() override {
        const TimeMs now = m_session.clock.now();
        if (now.value - m_flushed.value < k_batch_ms_max && m_pending.size() < k_batch_max) return;
        flush(k_batch_max);
    }

    gateway::Verdict record(const gateway::Attempt& attempt) override {
        const PlannedDraft& draft = m_plan.drafts[attempt.call];
        DraftOutcome& outcome = m_out.outcomes[attempt.call];
        outcome.rounds = attempt.round;
        count(attempt);
        Pending pending;
        pending.draft = attempt.call;
        pending.call = m_book->record_of(attempt, row_of(draft));
        pending.call.prompt_digest = attempt.prompt->digest;
        pending.prompt = attempt.prompt;
        pending.answer = attempt.answer.text;
        gateway::Verdict verdict;
        if (attempt.answer.good()) {
            Judged judged = judge(m_check, draft, m_plan.fields, attempt.answer.text);
            const bool mend = attempt.round == 1 && has_errors(judged.findings);
            if (judged.fits() && !mend) {
                pending.call.outcome = "taken";
                pending.content = std::move(judged.content);
                pending.findings = std::move(judged.findings);
            } else if (attempt.round == 1) {
                pending.call.outcome = "repaired";
                verdict.repair =
                    prompts::build_repair_prompt(*attempt.prompt, attempt.answer.text, judged.findings);
            } else {
                pending.call.outcome = "invalid";
                pending.call.failure = std::string(info_of(ErrorCode::model_output_invalid).name);
                outcome.error = invalid(draft, judged.findings);
            }
        } else if (attempt.last) {
            outcome.error = attempt.answer.failure->error;
        }
        m_pending.push_back(std::move(pending));
        return verdict;
    }

    // What is known of a draft's calls before they are made.
    CallRecord row_of(const PlannedDraft& draft) const {
        CallRecord row;
        row.asset = draft.asset;
        row.prompt_id = draft.prompt->id;
        row.prompt_version = draft.prompt->version();
        row.prompt_digest = draft.prompt_digest;
        row.allowed = m_plan.fields;
        if (row.allowed.empty())
            for (const ChannelField& field : draft.today.channel->fields) row.allowed.push_back(field.name);
        return row;
    }

    void count(const gateway::Attempt& attempt) {
        const Usage& usage = attempt.answer.usage;
        m_out.input_tokens += usage.input_in_all();
        m_out.output_tokens += usage.output_in_all();
        m_out.cost = sum_of(m_out.cost, attempt.cost).value_or(m_out.cost);
        m_out.estimated =
            m_out.estimated || (usage.source != UsageSource::reported && attempt.cost.value > 0);
    }

    Error invalid(const PlannedDraft& draft, const std::vector<Finding>& findings) const {
        Error error{
            ErrorCode::model_output_invalid,
            fmt::format("what {} wrote for {} does not fit {}, and its second try neither; no draft was made",
                        m_plan.model_of(draft).name, draft.asset, draft.today.channel->title),
            {},
            fmt::format("run it again, or write it yourself: mkai import FILE")};
        for (const Finding& finding : findings)
            if (finding.level == Level::error && error.context.size() < 5)
                error.with_context(printable_line(finding.message));
        return error;
    }

    // With --again where there is a version that the command would leave alone.
    Error not_asked(const std::string& asset) const {
        const auto draft = std::ranges::find(m_plan.drafts, asset, &PlannedDraft::asset);
        const bool again = m_plan.fields.empty() && draft->existing;
        std::string fix = fmt::format("mkai generate {}{}", asset, again ? " --again" : "");
        for (const std::string& field : m_plan.fields) fix += " --field " + field;
        return {
            ErrorCode::interrupted, fmt::format("{} was not asked for any more", asset), {}, std::move(fix)};
    }

    // Writes what has come in, and lets the world see how far it is.
    void flush(std::size_t at_most = std::numeric_limits<std::size_t>::max()) {
        const std::size_t count = std::min(at_most, m_pending.size());
        if (count > 0 && !m_ledger_error) {
            if (auto written = write_pending(count); !written) m_ledger_error = std::move(written.error());
        }
        m_pending.erase(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(count));
        m_flushed = m_session.clock.now();
        if (auto alive = m_book->keep_alive(); !alive && !m_ledger_error)
            m_ledger_error = std::move(alive.error());
        if (!m_options.on_progress) return;
        GenerateProgress progress{0, 0, m_out.outcomes.size(), m_out.cost};
        for (const DraftOutcome& outcome : m_out.outcomes) {
            progress.made += outcome.changed ? 1 : 0;
            progress.failed += outcome.error ? 1 : 0;
        }
        m_options.on_progress(progress);
    }

    Done write_pending(std::size_t count) {
        auto writer = m_session.ledger.begin_batch();
        if (!writer) return fail(writer);
        for (Pending& p : std::span(m_pending).first(count)) {
            if (auto done = write_one(*writer, p); !done) return done;
        }
        return writer->commit();
    }

    Done write_one(store::Writer& writer, Pending& p) {
        const PlannedDraft& draft = m_plan.drafts[p.draft];
        DraftOutcome& outcome = m_out.outcomes[p.draft];
        std::optional<NewVersion> made;
        if (p.content) {
            made = new_version(draft, p);
            auto foreseen = foresee(draft, made->subject);
            if (!foreseen) return fail(foreseen);
            p.call.outcome = foreseen->outcome;
            p.call.failure = foreseen->failure;
        }
        if (auto done = m_book->write(writer, p.call, p.prompt->messages_json, p.answer); !done) return done;
        if (!made) return {};

        if (!m_plan.fields.empty()) outcome.after = made->subject.content.fields;
        outcome.changed_fields = made->changed;
        Change change;
        change.action = Action::generate;
        change.asset = draft.asset;
        change.model = p.call.model;
        change.prompt = p.call.prompt_id;
        if (draft.existing) change.expected_revision = draft.existing->revision;
        change.assignee = m_plan.assignee;
        change.due = m_plan.due;
        change.make = std::move(made);
        change.today = draft.today;
        auto changed = transition_within(m_session, writer, change);
        if (changed) {
            outcome.changed = std::move(*changed);
            outcome.findings = std::move(p.findings);
            return {};
        }
        if (changed.error().status() == ExitStatus::internal) return fail(changed);
        outcome.error = std::move(changed.error());
        return {};
    }

    NewVersion new_version(const PlannedDraft& draft, Pending& p) const {
        NewVersion made;
        made.how = "generated";
        // A field alone by the model leaves the rest as whoever wrote it.
        const bool part = !m_plan.fields.empty();
        made.origin = part && draft.head->origin != Origin::model ? Origin::mixed : Origin::model;
        made.demo = p.call.provider == "demo" || (part && draft.head->demo);
        made.call = p.call.id;
        made.changed = changed_fields(draft.current, p.content->fields);
        made.subject = subject_today(m_session.workspace, draft.today, std::move(*p.content));
        return made;
    }

    // What will become of an answer that fits, so that its call can say so: the call is written before the
    // version that names it.
    struct Foreseen {
        std::string outcome;
        std::string failure;
    };
    Result<Foreseen> foresee(const PlannedDraft& draft, const Subject& subject) const {
        auto now = m_session.ledger.find_asset(draft.asset);
        if (!now) return fail(now);
        const bool moved = now->has_value() != (draft.existing != nullptr) ||
                           (*now && (*now)->revision != draft.existing->revision);
        if (moved) return Foreseen{"failed", std::string(info_of(ErrorCode::conflict).name)};
        if (!draft.head || draft.head->state == VersionState::rejected) return Foreseen{"taken", {}};
        auto head = m_session.ledger.get_blob(draft.head->digest);
        if (!head) return fail(head);
        auto bytes = subject_to_bytes(subject);
        if (!bytes) return fail(bytes);
        return Foreseen{*bytes == head->bytes ? "unchanged" : "taken", {}};
    }

    const Session& m_session;
    const GeneratePlan& m_plan;
    const GenerateOptions& m_options;
    CopyCheck m_check;
    Generated m_out;
    std::vector<Pending> m_pending;
    TimeMs m_flushed;
    std::optional<Error> m_ledger_error;
    std::optional<CallBook> m_book;
};

}  // namespace

Result<Generated> generate(const Session& session, const GeneratePlan& plan, const GenerateOptions& options) {
    auto check = CopyCheck::make(session.workspace, session.ledger, session.clock.now());
    if (!check) return fail(check);
    return GenerateRun(session, plan, options, std::move(*check)).run();
}

}  // namespace mkai::app
