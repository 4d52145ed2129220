#include "core/app/review_walk.hpp"

#include "core/app/facts.hpp"
#include "core/app/next_step.hpp"
#include "core/app/status.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::array<std::string_view, 2> k_reviews{"review", "approve"};

bool is_review(const RequestRecord& request) {
    return std::ranges::find(k_reviews, request.action) != k_reviews.end();
}

constexpr std::string_view k_pictures = "Pictures";

// Of a comment, by how it begins.
bool begins_with(const ExplainedRemark& said, std::string_view label) {
    return said.remark.field.empty() && said.text.starts_with(fmt::format("{}{}", label, k_comment_on));
}

bool is_about(const ExplainedRemark& said, const PreviewField& field) {
    return said.remark.field.empty() ? begins_with(said, field.label) : said.remark.field == field.name;
}

bool is_about_pictures(const ExplainedRemark& said, const ReviewSheet& sheet) {
    return !sheet.explanation.subject.content.media.empty() && begins_with(said, k_pictures);
}

// What a later version got is not of this one.
bool is_of_later(const ExplainedRemark& said, const ReviewSheet& sheet) {
    return said.remark.number > sheet.explanation.version.number;
}

std::string picture_words(const Media& media) {
    return fmt::format("{}; digest {}{}{}", media.alt_text.empty() ? "without words" : media.alt_text,
                       media.digest.substr(0, 12), media.rights.empty() ? "" : "; rights: " + media.rights,
                       media.expires.empty() ? "" : "; until " + media.expires);
}

WalkStop stop_of(const ReviewSheet& sheet, std::size_t at,
                 const std::optional<std::vector<publish::RenderedField>>& before) {
    const PreviewField& field = sheet.preview.fields[at];
    WalkStop out;
    out.label = field.label;
    out.at = at;
    if (const auto* now = publish::find_field(sheet.explanation.fields, field.name)) out.text = now->text;
    if (before) {
        const auto* then = publish::find_field(*before, field.name);
        out.before = then ? then->text : std::string();
    }
    if (sheet.reading) {
        for (const Finding& finding : sheet.reading->findings)
            if (finding.field == field.name) out.findings.push_back(finding);
        for (const brand::RequiredLine& line : sheet.reading->required)
            if (line.field == field.name) out.lines.push_back(line);
    }
    for (const SheetClaim& claim : sheet.claims)
        if (std::ranges::find(claim.said_in, field.name, &SaidClaim::field) != claim.said_in.end())
            out.claims.push_back(claim);
    for (const ExplainedRemark& said : sheet.explanation.remarks)
        if (!is_of_later(said, sheet) && is_about(said, field)) out.remarks.push_back(said);
    return out;
}

WalkStop whole_of(const ReviewSheet& sheet) {
    WalkStop out;
    out.kind = StopKind::whole;
    out.label = "All of it";
    const auto& fields = sheet.preview.fields;
    if (sheet.reading) {
        for (const Finding& finding : sheet.reading->findings)
            if (std::ranges::find(fields, finding.field, &PreviewField::name) == fields.end())
                out.findings.push_back(finding);
        for (const brand::RequiredLine& line : sheet.reading->required)
            if (std::ranges::find(fields, line.field, &PreviewField::name) == fields.end())
                out.lines.push_back(line);
    }
    for (const SheetClaim& claim : sheet.claims)
        if (claim.said_in.empty()) out.claims.push_back(claim);
    for (const ExplainedRemark& said : sheet.explanation.remarks)
        if (!is_of_later(said, sheet) && !is_about_pictures(said, sheet) &&
            std::ranges::none_of(fields, [&](const PreviewField& field) { return is_about(said, field); }))
            out.remarks.push_back(said);
    return out;
}

WalkStop pictures_of(const ReviewSheet& sheet) {
    WalkStop out;
    out.kind = StopKind::pictures;
    out.label = k_pictures;
    for (const Media& picture : sheet.explanation.subject.content.media)
        out.text += picture_words(picture) + "\n";
    for (const ExplainedRemark& said : sheet.explanation.remarks)
        if (!is_of_later(said, sheet) && is_about_pictures(said, sheet)) out.remarks.push_back(said);
    return out;
}

// The stop that reads the same.
std::optional<std::size_t> find_same(const ReviewWalk& walk, const WalkStop& stop) {
    const auto found = std::ranges::find_if(walk.stops, [&](const WalkStop& other) {
        return other.label == stop.label && other.text == stop.text;
    });
    if (found == walk.stops.end()) return std::nullopt;
    return static_cast<std::size_t>(found - walk.stops.begin());
}

}  // namespace

Result<std::vector<Target>> find_waiting(const Session& session) {
    const Person& person = session.actor.person;
    auto rows = status(session.workspace, session.ledger, session.clock.now(), {{}, &person});
    if (!rows) return fail(rows);
    std::vector<RequestRecord> requests;
    for (const AssetStatus& row : *rows)
        for (const RequestRecord& request : row.waiting_on)
            if (is_review(request) && waits_for(request, person)) requests.push_back(request);
    std::ranges::sort(requests, {},
                      [](const RequestRecord& r) { return std::tuple(r.due.empty(), r.due, r.asset); });
    std::vector<Target> out;
    for (const RequestRecord& request : requests) {
        auto target = find_target(session.ledger, fmt::format("{}@v{}", request.asset, request.number));
        if (!target) return fail(target);
        target->version_named = false;  // nobody did
        out.push_back(std::move(*target));
    }
    return out;
}

const ChannelField* ReviewWalk::written_at(const WalkStop& stop) const {
    return stop.at ? sheet.channel->find_field(sheet.preview.fields[*stop.at].name) : nullptr;
}

std::vector<WalkStop> stops_of(const ReviewSheet& sheet,
                               const std::optional<std::vector<publish::RenderedField>>& before) {
    std::vector<WalkStop> out;
    for (std::size_t at = 0; at < sheet.preview.fields.size(); ++at)
        out.push_back(stop_of(sheet, at, before));
    if (!sheet.explanation.subject.content.media.empty()) out.push_back(pictures_of(sheet));
    out.push_back(whole_of(sheet));
    return out;
}

Result<ReviewWalk> read_walk(const Session& session, SheetReader& reader, const Target& target) {
    auto sheet = reader.read(target);
    if (!sheet) return fail(sheet);
    ReviewWalk out;
    out.target = target;
    out.sheet = std::move(*sheet);
    out.base = find_last_decided(out.sheet.explanation, session.actor.person.id);
    std::optional<std::vector<publish::RenderedField>> before;
    if (out.base.number > 0) {
        auto version = session.ledger.find_version(target.asset.asset, out.base.number);
        if (!version) return fail(version);
        if (*version) {
            auto subject = read_subject(session.ledger, **version);
            if (!subject) return fail(subject);
            before = publish::render_fields(*out.sheet.channel, *subject);
        }
    }
    if (before)
        for (const publish::RenderedField& field : *before)
            if (!field.text.empty() && !publish::find_field(out.sheet.explanation.fields, field.name))
                out.gone.push_back(field);
    out.stops = stops_of(out.sheet, before);
    return out;
}

// --- answers ---

std::optional<std::size_t> next_open(const Answers& answers, std::size_t from) {
    for (std::size_t i = 1; i <= answers.size(); ++i) {
        const std::size_t at = (from + i) % answers.size();
        if (answers[at].answer == Answer::none) return at;
    }
    return std::nullopt;
}

std::size_t count_of(const Answers& answers, Answer answer) {
    return static_cast<std::size_t>(std::ranges::count(answers, answer, &StopAnswer::answer));
}

bool all_right(const Answers& answers) {
    return !answers.empty() && count_of(answers, Answer::right) == answers.size();
}

std::string reason_of(const ReviewWalk& walk, const Answers& answers) {
    std::vector<std::string> reasons;
    for (std::size_t i = 0; i < answers.size() && i < walk.stops.size(); ++i)
        if (answers[i].answer == Answer::needs_work)
            reasons.push_back(fmt::format("{}: {}", walk.stops[i].label, answers[i].why));
    return join(reasons, "; ");
}

Answers carried_over(const ReviewWalk& before, const Answers& answers, const ReviewWalk& after) {
    Answers out(after.stops.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (after.stops[i].kind == StopKind::whole) continue;  // it is about the words that changed, too
        const auto same = find_same(before, after.stops[i]);
        if (same && *same < answers.size()) out[i] = answers[*same];
    }
    return out;
}

std::size_t first_other(const ReviewWalk& before, const ReviewWalk& after) {
    for (std::size_t i = 0; i < after.stops.size(); ++i)
        if (!find_same(before, after.stops[i])) return i;
    return 0;
}

WalkChoices choices_of(VersionState state, const Person& person) {
    const auto may = [&](Action action) { return next_state(state, action) && has_role_for(person, action); };
    WalkChoices out;
    for (const Action action : {Action::accept, Action::approve})
        if (may(action)) out.yes = action;
    out.request_changes = may(Action::request_changes);
    out.reject = may(Action::reject);
    return out;
}

}  // namespace mkai::app
