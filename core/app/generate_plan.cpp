// What generate will ask: of whom, for which assets, with which prompt, at what cost at most.
#include "core/app/brief_change.hpp"
#include "core/app/call_book.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/generate.hpp"
#include "core/app/models.hpp"
#include "core/app/prompt_registry.hpp"
#include "core/base/text.hpp"
#include "core/brand/rules.hpp"
#include "core/domain/ids.hpp"
#include "core/domain/price.hpp"
#include "core/policy/gate.hpp"
#include "core/prompts/config.hpp"
#include "core/prompts/copy_input.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr int k_variants_max = 50;

// Every asset that the brief asks for.
bool wanted(const AssetId& id, const AssetPattern& pattern, const std::vector<std::string>& only) {
    const std::string asset = to_string(id);
    if (!matches(pattern, asset)) return false;
    if (only.empty()) return true;
    return std::ranges::any_of(only, [&](const std::string& glob) {
        return matches({id.brief + "/" + glob, {}, {}}, asset);
    });
}

std::vector<std::pair<std::string, std::string>> claims_for(const Session& session, const GeneratePlan& plan,
                                                            const Brief& brief, std::string_view locale) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const std::string& id : brief.claims) {
        const Claim* claim = session.workspace.find_claim(id);
        if (!claim || !counts(plan.claim_states, id) || !claim->covers(market_of(locale))) continue;
        out.emplace_back(claim->id, claim->wording);
    }
    return out;
}

// What people said about the newest version and nobody has acted on: reasons of a no, suggestions, comments.
Result<std::vector<std::string>> notes_on(const Session& session, const VersionRecord& head) {
    std::vector<std::string> notes;
    auto decisions = session.ledger.list_decisions(head.asset, head.number);
    if (!decisions) return fail(decisions);
    for (const DecisionRecord& d : *decisions) {
        if (d.reason.empty() || (d.action != Action::request_changes && d.action != Action::reject)) continue;
        auto reason = session.ledger.get_blob(d.reason);
        if (!reason) return fail(reason);
        notes.push_back(reason->bytes);
    }
    auto remarks = session.ledger.list_remarks(head.asset);
    if (!remarks) return fail(remarks);
    for (const Remark& r : *remarks) {
        if (r.number != head.number || r.taken_in > 0) continue;
        auto text = session.ledger.get_blob(r.text);
        if (!text) return fail(text);
        notes.push_back(r.field.empty() ? text->bytes : fmt::format("{}: {}", r.field, text->bytes));
    }
    return notes;
}

// Why a draft is not asked for, or empty.
Result<std::string> reason_to_skip(const GenerateRequest& request, BriefChanges& changes,
                                   const PlannedDraft& draft) {
    if (!draft.head || request.again || !request.fields.empty()) return std::string();
    if (draft.head->state == VersionState::rejected) return std::string();
    auto stale = changes.has_changed(draft.today.id.brief, draft.head->brief_digest, draft.asset);
    if (!stale) return fail(stale);
    if (*stale) return std::string();
    return fmt::format("v{} is of this brief already", draft.head->number);
}

Done check_fields(const Channel& channel, const std::vector<std::string>& fields) {
    for (const std::string& field : fields) {
        if (auto known = parse_field_value(channel, field, ""); !known) return fail(known);
    }
    return {};
}

Done check_gate(const Session& session, const PlannedDraft& draft, const ModelDecl& model) {
    Change change;
    change.action = Action::generate;
    change.model = model.name;
    change.prompt = draft.prompt->id;
    change.asset = draft.asset;
    change.today = draft.today;
    auto facts = gather_facts(session, change, std::nullopt);
    if (!facts) return fail(facts);
    const policy::Verdict verdict = policy::decide(Action::generate, *facts, session.actor.person);
    if (!verdict.allowed) return fail(error_of(Action::generate, draft.asset, verdict));
    return {};
}

Result<PlannedDraft> plan_draft(const Session& session, const GenerateRequest& request, Today today) {
    PlannedDraft draft;
    draft.asset = to_string(today.id);
    draft.today = std::move(today);
    auto existing = session.ledger.find_asset(draft.asset);
    if (!existing) return fail(existing);
    if (*existing) draft.existing = std::make_unique<AssetRecord>(std::move(**existing));
    if (draft.existing) {
        auto head = session.ledger.find_version(draft.asset, draft.existing->head);
        if (!head) return fail(head);
        if (*head) draft.head = std::make_unique<VersionRecord>(std::move(**head));
        auto current = fields_of(session, *draft.head);
        if (!current) return fail(current);
        draft.current = std::move(*current);
        auto notes = notes_on(session, *draft.head);
        if (!notes) return fail(notes);
        draft.notes = std::move(*notes);
    }
    if (!request.fields.empty() && !draft.head)
        return fail(ErrorCode::invalid_value,
                    fmt::format("{} has no version whose other fields could stay", draft.asset),
                    "generate it without --field first");
    return draft;
}

// Nothing while brand.yaml has errors: generate itself tells those.
prompts::Voice voice_for(const workspace::Workspace& workspace, std::string_view locale) {
    const brand::BrandVoice& brand = workspace.brand_file().brand.voice;
    prompts::Voice out{brand.name, brand.voice, brand.dos, brand.donts, {}};
    for (const brand::LocaleNote& note : brand.notes)
        if (note.locale == locale || (out.note.empty() && note.locale == language_of(locale)))
            out.note = note.note;
    return out;
}

prompts::CopyRequest copy_request(const Session& session, const GeneratePlan& plan,
                                  const PlannedDraft& draft) {
    const Today& today = draft.today;
    prompts::CopyRequest copy{*today.brief,
                              *today.deliverable,
                              *today.channel,
                              today.id.locale,
                              today.id.variant,
                              draft.head ? draft.head->number + 1 : 1,
                              claims_for(session, plan, *today.brief, today.id.locale),
                              plan.fields,
                              {},
                              draft.notes};
    if (!plan.fields.empty()) copy.current = draft.current;
    copy.known_digest = draft.prompt_digest;
    copy.with_sections = plan.chains[draft.chain].needs_sections;
    return copy;
}

// Prompts by channel, and their inputs by deliverable and locale: read and made once a plan.
class PromptMaker {
  public:
    PromptMaker(const Session& session, SharedPrompt prompt)
        : m_session(session), m_shelf(session.workspace), m_prompt(std::move(prompt)) {}

    // A prompt that is for one channel writes for that alone.
    bool writes_for(const Channel& channel) const {
        return !m_prompt || m_prompt->file.channel.empty() || m_prompt->file.channel == channel.id;
    }

    Done choose(PlannedDraft& draft) {
        if (m_prompt) {
            draft.prompt = m_prompt;
            return {};
        }
        auto [known, fresh] = m_prompts.try_emplace(draft.today.channel->id);
        if (fresh) {
            auto prompt = find_prompt_for_channel(m_shelf, m_session.ledger, draft.today.channel->id);
            if (!prompt) return fail(prompt);
            known->second = std::move(*prompt);
        }
        draft.prompt = known->second;
        return {};
    }

    Result<prompts::Prompt> make(const GeneratePlan& plan, PlannedDraft& draft) {
        auto& input = m_inputs[{draft.today.id.deliverable, draft.today.id.locale}];
        if (!input) {
            prompts::CopyRequest shared = copy_request(m_session, plan, draft);
            shared.voice = voice_for(m_session.workspace, draft.today.id.locale);
            input = std::make_shared<const Json>(prompts::make_copy_input(shared));
        }
        draft.input = input;
        return prompt_of(m_session, plan, draft);
    }

  private:
    const Session& m_session;
    PromptShelf m_shelf;
    SharedPrompt m_prompt;  // the one that was asked for
    std::map<std::string, SharedPrompt> m_prompts;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const Json>> m_inputs;
};

// Who is asked: a chain for each `model` and `config` that the prompts have.
class ChainMaker {
  public:
    struct Chain {
        std::vector<gateway::Candidate> candidates;
        std::vector<ModelDecl> declared;
        std::optional<std::size_t> place;  // in the plan, once a draft needs it

        const ModelDecl& model() const { return candidates.front().model; }
        std::size_t place_in(GeneratePlan& plan) {
            if (place) return *place;
            const std::size_t first = plan.candidates.size();
            plan.candidates.insert(plan.candidates.end(), candidates.begin(), candidates.end());
            plan.declared.insert(plan.declared.end(), declared.begin(), declared.end());
            plan.chains.push_back({{first, plan.candidates.size()},
                                   std::ranges::any_of(candidates, [](const gateway::Candidate& by) {
                                       return gateway::is_local(by.model);
                                   })});
            place = plan.chains.size() - 1;
            return *place;
        }
    };

    // `named` stands before what a prompt says; empty: nobody named one.
    ChainMaker(const Session& session, std::string named, const UseCase* use_case)
        : m_session(session), m_named(std::move(named)), m_use_case(use_case) {}

    Result<Chain*> of(const prompts::LoadedPrompt& prompt) {
        const std::string& model = m_named.empty() ? prompt.file.model : m_named;
        const std::string config = prompt.file.config ? prompt.file.config->dump() : std::string();
        auto& known = m_chains[{model, config}];
        if (!known.candidates.empty()) return &known;
        auto made = make(prompt, model);
        if (!made) {
            if ((m_named.empty() && !prompt.file.model.empty()) || prompt.file.config)
                made.error().with_context(
                    fmt::format("the prompt {} asks for it: {}", prompt.id, prompt.file.label));
            return fail(made);
        }
        known = std::move(*made);
        return &known;
    }

  private:
    Result<Chain> make(const prompts::LoadedPrompt& prompt, const std::string& model) const {
        prompts::ConfigRead read = prompts::read_config(prompt.file.config.get());
        for (prompts::ConfigProblem& problem : read.problems)
            if (!problem.unknown)
                return fail(ErrorCode::invalid_file, "in config, " + problem.message, std::move(problem.fix));
        auto candidates = choose_chain(m_session, {model, m_use_case});
        if (!candidates) return fail(candidates);
        Chain out;
        out.candidates = std::move(*candidates);
        for (gateway::Candidate& by : out.candidates) {
            out.declared.push_back(by.model);
            by.model = prompts::with_config(std::move(by.model), read.config);
            if (auto checked = gateway::check_model(by.model); !checked) return fail(checked);
        }
        return out;
    }

    const Session& m_session;
    std::string m_named;
    const UseCase* m_use_case;
    std::map<std::pair<std::string, std::string>, Chain> m_chains;
};

}  // namespace

std::vector<const ModelDecl*> GeneratePlan::models() const {
    std::vector<const ModelDecl*> out;
    for (const PlannedChain& chain : chains) {
        const ModelDecl& model = candidates[chain.range.first].model;
        if (std::ranges::none_of(out, [&](const ModelDecl* known) { return known->name == model.name; }))
            out.push_back(&model);
    }
    return out;
}

Result<prompts::Prompt> prompt_of(const Session& session, const GeneratePlan& plan,
                                  const PlannedDraft& draft) {
    return prompts::build_copy_prompt(*draft.prompt, copy_request(session, plan, draft), *draft.input);
}

std::vector<AssetId> assets_of(const Brief& brief, std::optional<int> variants) {
    std::vector<AssetId> out;
    for (const Deliverable& deliverable : brief.deliverables)
        for (const std::string& locale : deliverable.locales.empty() ? brief.locales : deliverable.locales)
            for (int i = 0; i < variants.value_or(deliverable.variants); ++i)
                out.push_back({brief.id, deliverable.id, locale, variant_name(i)});
    return out;
}

Result<GeneratePlan> plan_generate(const Session& session, const GenerateRequest& request) {
    auto pattern = parse_asset_pattern(request.target);
    if (!pattern) return fail(pattern);
    if (pattern->version_number || pattern->digest_prefix)
        return fail(ErrorCode::invalid_id, "a new version is made of an asset, not of a version",
                    "leave the @ part out");
    if (request.variants && (*request.variants < 1 || *request.variants > k_variants_max))
        return fail(ErrorCode::invalid_value, fmt::format("{} variants cannot be made", *request.variants),
                    fmt::format("give 1 to {}", k_variants_max));
    auto brief = session.workspace.load_brief(request.target.substr(0, request.target.find('/')));
    if (!brief) return fail(brief);
    TodayReader reader(session.workspace);
    BriefChanges changes(session.workspace, session.ledger);
    PromptMaker maker(session, request.prompt);
    GeneratePlan plan;
    ChainMaker chains(session, request.model, session.workspace.find_use_case(brief->use_case));
    auto claim_states = find_claim_states(session.workspace, session.ledger, session.clock.now());
    if (!claim_states) return fail(claim_states);
    plan.claim_states = std::move(*claim_states);
    for (Finding& finding : check_claims_of_brief(session.workspace, *brief, brief->path, plan.claim_states))
        plan.findings.push_back(std::move(finding));
    plan.fields = request.fields;
    plan.assignee = request.assignee;
    plan.due = request.due;
    plan.cost_at_most = PicoUsd{0};
    std::size_t fitting = 0;
    const std::vector<AssetId> assets = assets_of(*brief, request.variants);
    plan.drafts.reserve(assets.size());  // ten thousand of them, and not room for sixteen
    for (const AssetId& id : assets) {
        if (!wanted(id, *pattern, request.only)) continue;
        ++fitting;
        auto today = reader.look(id);
        if (!today) return fail(today);
        plan.brief = today->brief;
        if (!maker.writes_for(*today->channel)) continue;
        if (auto known = check_fields(*today->channel, request.fields); !known) return fail(known);
        auto draft = plan_draft(session, request, std::move(*today));
        if (!draft) return fail(draft);
        if (auto chosen = maker.choose(*draft); !chosen) return fail(chosen);
        auto chain = chains.of(*draft->prompt);
        if (!chain) return fail(chain);
        if (auto allowed = check_gate(session, *draft, (*chain)->model()); !allowed) return fail(allowed);
        auto why = reason_to_skip(request, changes, *draft);
        if (!why) return fail(why);
        if (!why->empty()) {
            plan.skipped.push_back({draft->asset, std::move(*why)});
            continue;
        }
        draft->chain = (*chain)->place_in(plan);
        auto prompt = maker.make(plan, *draft);
        if (!prompt) return fail(prompt);
        const gateway::Call call{std::make_shared<const prompts::Prompt>(std::move(*prompt))};
        draft->prompt_digest = call.prompt->digest;
        const auto cost = gateway::cost_at_most((*chain)->candidates, {&call, 1});
        plan.cost_at_most = cost && plan.cost_at_most ? sum_of(*plan.cost_at_most, *cost) : std::nullopt;
        plan.drafts.push_back(std::move(*draft));
    }
    if (fitting == 0) {
        Error error{ErrorCode::unknown_id,
                    fmt::format("the brief \"{}\" asks for nothing that fits \"{}\"", brief->id,
                                request.only.empty() ? request.target : join(request.only, "\" or \"")),
                    {},
                    "name one of these, or leave it at the brief"};
        for (const AssetId& id : assets) error.with_context(to_string(id));
        return fail(std::move(error));
    }
    std::set<std::string> told;  // two chains may have the same model
    for (const gateway::Candidate& by : plan.candidates)
        if (told.insert(by.model.name).second)
            for (Finding& finding : findings_of(session.workspace, by.model, session.clock.now()))
                plan.findings.push_back(std::move(finding));
    return plan;
}

}  // namespace mkai::app
