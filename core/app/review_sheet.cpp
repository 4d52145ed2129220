#include "core/app/review_sheet.hpp"

#include "core/app/claims.hpp"
#include "core/app/facts.hpp"
#include "core/base/fence.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_evidence_columns = 600;

// Of a message as it was kept: [{"role", "text"}].
std::vector<std::string> sections_of(const std::string& messages) {
    std::vector<std::string> out;
    if (messages.empty()) return out;
    const auto json = parse_json(messages);
    if (!json || !json->is_array()) return out;
    for (const Json& message : *json) {
        if (!message.is_object() || !message.contains("text") || !message["text"].is_string()) continue;
        for (std::string& name : section_names(message["text"].get_ref<const std::string&>()))
            if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    }
    return out;
}

// Whether a person can read the bytes of such a file as they are.
bool is_text_file(std::string_view name) {
    constexpr std::array<std::string_view, 3> k_endings{".md", ".txt", ".csv"};
    return std::ranges::any_of(k_endings, [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

Result<SheetReader> SheetReader::make(const Session& session) {
    auto states = find_claim_states(session.workspace, session.ledger, session.clock.now());
    if (!states) return fail(states);
    auto check = CopyCheck::make(session.workspace, *states, session.clock.now());
    if (!check) return fail(check);
    return SheetReader(session, std::move(*states), std::move(*check));
}

Result<SheetClaim> SheetReader::read_claim(const ExplainedClaim& explained) const {
    SheetClaim out;
    out.frozen = explained.frozen;
    out.approval = explained.approval;
    out.words.id = explained.frozen.id;
    const auto state = m_states.find(explained.frozen.id);
    out.state = state == m_states.end() ? ClaimState::removed : state->second;
    if (out.approval) {
        auto bytes = m_session->ledger.get_blob(out.approval->subject);
        if (!bytes) return fail(bytes);
        auto words = claim_from_bytes(bytes->bytes);
        if (!words) return fail(words);
        out.words = std::move(*words);
        out.as_approved = out.approval->digest == out.frozen.digest;
        auto reason = m_session->ledger.get_blob(out.approval->reason);
        if (!reason) return fail(reason);
        out.reason = std::move(reason->bytes);
        const bool readable = !out.approval->evidence.empty() && out.words.evidence.excerpt.empty() &&
                              is_text_file(out.words.evidence.from);
        if (readable) {
            auto evidence = kept_evidence(*m_session, *out.approval);
            if (!evidence) return fail(evidence);
            out.evidence_text = prefix_of_width(*evidence, k_evidence_columns);
        }
    } else if (const Claim* declared = m_session->workspace.find_claim(explained.frozen.id)) {
        out.words = *declared;
        out.as_approved = declared->digest == out.frozen.digest;
    }
    if (explained.withdrawn) out.state = ClaimState::withdrawn;
    return out;
}

Result<ReviewSheet> SheetReader::read(const Target& target) {
    auto explanation = explain(*m_session, target);
    if (!explanation) return fail(explanation);
    ReviewSheet out;
    out.explanation = std::move(*explanation);
    const Subject& subject = out.explanation.subject;
    auto channel = m_session->workspace.channel(subject.channel);
    if (!channel) return fail(channel);
    out.channel = std::move(*channel);
    out.preview = make_preview(*out.channel, subject);
    out.campaign = subject.asset.brief;

    auto delta = find_delta(*m_session, target.version, out.explanation.subject);
    if (!delta) return fail(delta);
    out.delta = std::move(*delta);
    out.last_seen = find_last_seen(out.explanation, m_session->actor.person.id);
    if (out.last_seen.number > 0) {
        auto version = m_session->ledger.find_version(target.asset.asset, out.last_seen.number);
        if (!version) return fail(version);
        if (*version) {
            auto before = read_subject(m_session->ledger, **version);
            if (!before) return fail(before);
            out.before = publish::render_fields(*out.channel, *before);
        }
    }
    if (auto today = m_today.look(subject.asset)) {
        out.reading = m_check.read(*today, subject.content);
        out.drift = differences(subject, subject_today(m_session->workspace, *today, subject.content));
        auto changed = m_briefs.has_changed(subject.asset.brief, subject.brief_digest, target.asset.asset);
        if (!changed) return fail(changed);
        out.brief_changed = *changed;
        if (!today->brief->title.empty()) out.campaign = today->brief->title;
    }
    for (const ExplainedClaim& explained : out.explanation.claims) {
        auto claim = read_claim(explained);
        if (!claim) return fail(claim);
        if (out.reading)
            for (const SaidClaim& said : out.reading->said)
                if (said.id == claim->frozen.id) claim->said_in.push_back(said);
        out.claims.push_back(std::move(*claim));
    }
    for (const ExplainedVersion& made : out.explanation.made)
        out.sections.push_back(sections_of(made.messages));
    if (const UseCase* use_case = m_session->workspace.find_use_case(subject.use_case))
        out.approvals_needed = use_case->approvals_needed();
    return out;
}

Result<SheetSummary> SheetReader::summarise(const Target& target) {
    SheetSummary out;
    auto subject = read_subject(m_session->ledger, target.version);
    if (!subject) return fail(subject);
    auto today = m_today.look(subject->asset);
    if (!today) return out;
    const std::vector<Finding> findings = m_check.check(*today, subject->content);
    out.checked = true;
    out.errors = count_of(findings, Level::error);
    out.warnings = count_of(findings, Level::warning);
    out.waived = count_waived(findings);
    return out;
}

Result<LocaleMember> SheetReader::member(const Target& target) {
    auto id = parse_asset_id(target.asset.asset);
    if (!id) return fail(id);
    auto subject = read_subject(m_session->ledger, target.version);
    if (!subject) return fail(subject);
    return LocaleMember{target, std::move(*id), std::move(subject->content.derived_from)};
}

std::vector<std::string> SheetReader::locales_of(const LocaleSet& set) {
    auto today = m_today.look(set.members.front().id);
    if (!today) return {};
    return today->deliverable->locales.empty() ? today->brief->locales : today->deliverable->locales;
}

}  // namespace mkai::app
