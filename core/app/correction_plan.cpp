#include "core/app/correction_plan.hpp"

#include "core/app/deliver.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/app/today.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/brand/slots.hpp"
#include "core/brand/wrong_values.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

using workspace::BriefAnswer;
using workspace::BriefDraft;

// The parts of a brief whose words end up in copy.
constexpr std::array<std::string_view, 3> k_worded_parts{"offer", "mandatories", "key_messages"};

// The locale that a path of the brief is for, as "offer.locales.de-DE.price"; empty: for every one.
std::string locale_of_path(const Brief& brief, std::string_view path) {
    const std::vector<std::string> keys = split(path, '.');
    for (const std::string& locale : brief.locales)
        if (std::ranges::find(keys, locale) != keys.end()) return locale;
    return {};
}

struct Briefs {
    std::string text;  // as it stands
    std::shared_ptr<const Brief> before, after;
    std::vector<CorrectedValue> values;
};

// Paths of the brief that end in the same word, for a path that has no value.
void collect_paths(const YamlNode& node, const std::string& path, std::string_view last,
                   std::vector<std::string>& out) {
    for (const YamlNode::Entry& entry : node.entries) {
        const std::string here = path.empty() ? entry.key : path + "." + entry.key;
        if (entry.key == last && entry.value.entries.empty() && entry.value.items.empty())
            out.push_back(here);
        collect_paths(entry.value, here, last, out);
    }
}

tl::unexpected<Error> no_value(const std::string& brief, const std::string& text, const std::string& path) {
    std::vector<std::string> near;
    const YamlResult parsed = parse_yaml(text);
    if (parsed.ok())
        collect_paths(*parsed.root, {}, std::string_view(path).substr(path.rfind('.') + 1), near);
    return fail(ErrorCode::invalid_value,
                fmt::format("briefs/{}.yaml has no value at {}, so that nobody knows which one was wrong",
                            brief, printable_line(path)),
                near.empty() ? fmt::format("look at it: mkai brief show {}", brief)
                             : "a market may have its own: --set " + join(near, "=..., or --set ") + "=...");
}

// The offers of a locale with what differs between them, as values.
void add_offer_values(const Offer* before, const Offer* after, std::vector<brand::WrongValue>& out) {
    if (!before || !after) return;
    struct Part {
        std::string Offer::*member;
        brand::FactKind kind;
    };
    static constexpr std::array k_parts{
        Part{&Offer::price, brand::FactKind::money}, Part{&Offer::was_price, brand::FactKind::money},
        Part{&Offer::starts, brand::FactKind::date}, Part{&Offer::ends, brand::FactKind::date}};
    for (const Part& part : k_parts) {
        const std::string &wrong = before->*part.member, &right = after->*part.member;
        const bool money = part.kind == brand::FactKind::money;
        const bool differs = wrong != right || (money && before->currency != after->currency);
        if (!differs || wrong.empty() || right.empty()) continue;
        out.push_back({part.kind, wrong, right, money ? before->currency : std::string(),
                       money ? after->currency : std::string()});
    }
}

// What copy of this locale may state wrongly.
std::vector<brand::WrongValue> wrong_values(const Briefs& briefs, const std::string& locale) {
    std::vector<brand::WrongValue> out;
    add_offer_values(briefs.before->offer.for_locale(locale), briefs.after->offer.for_locale(locale), out);
    for (const CorrectedValue& value : briefs.values) {
        const std::string own = locale_of_path(*briefs.before, value.path);
        if (!own.empty() && own != locale) continue;
        const std::vector<std::string> keys = split(value.path, '.');
        if (std::ranges::find(k_worded_parts, keys.front()) == k_worded_parts.end() || value.follows)
            continue;
        for (const brand::WrongValue& found : brand::compare_values(value.before, value.after, locale)) {
            // A bare number of the offer is its price or its date, and has been read as that.
            if (keys.front() == "offer" && found.kind == brand::FactKind::number) continue;
            if (std::ranges::find(out, found) == out.end()) out.push_back(found);
        }
    }
    return out;
}

// Texts of the brief, beside the named values, that state the wrong value too.
void find_followers(const YamlNode& node, const std::string& path, const Briefs& briefs,
                    std::vector<BriefAnswer>& out) {
    for (const YamlNode::Entry& entry : node.entries)
        find_followers(entry.value, path.empty() ? entry.key : path + "." + entry.key, briefs, out);
    for (std::size_t i = 0; i < node.items.size(); ++i)
        find_followers(node.items[i], fmt::format("{}.{}", path, i), briefs, out);
    if (node.kind != YamlKind::string) return;
    const std::string part = path.substr(0, path.find('.'));
    if (std::ranges::find(k_worded_parts, part) == k_worded_parts.end()) return;
    if (std::ranges::find(briefs.values, path, &CorrectedValue::path) != briefs.values.end()) return;
    std::string locale = locale_of_path(*briefs.before, path);
    if (locale.empty()) locale = briefs.before->locales.empty() ? "en" : briefs.before->locales.front();
    const brand::MendedValues mended = brand::mend_values(node.text, locale, wrong_values(briefs, locale));
    if (!mended.mended.empty()) out.push_back({path, yaml_scalar(mended.text)});
}

std::vector<CorrectedValue> values_of(const BriefDraft& draft, const std::vector<BriefAnswer>& answers,
                                      bool follows) {
    std::vector<CorrectedValue> out;
    for (std::size_t i = 0; i < answers.size(); ++i)
        out.push_back({answers[i].path, draft.edits[i].before, draft.edits[i].after, follows});
    return out;
}

Result<std::shared_ptr<const Brief>> brief_of(const workspace::CheckedBrief& checked, const std::string& id) {
    if (checked.brief) return std::make_shared<const Brief>(*checked.brief);
    return fail(ErrorCode::invalid_file, fmt::format("briefs/{}.yaml has errors", id),
                fmt::format("mkai brief check {}", id));
}

// The brief that the named asset was made from, for a brief that somebody has put right by hand already.
Result<std::string> brief_then(const Session& session, const Target& named, const std::string& text) {
    VersionRecord version = named.version;
    auto publications = session.ledger.list_publications();
    if (!publications) return fail(publications);
    for (const Publication& p : *publications) {
        if (p.asset != named.asset.asset || p.state != PublicationState::live) continue;
        auto live = session.ledger.find_version(p.asset, p.number);
        if (!live) return fail(live);
        if (*live) version = std::move(**live);
    }
    auto seen = session.ledger.find_brief_seen(named.asset.brief, version.brief_digest);
    if (!seen) return fail(seen);
    if (!*seen) return text;
    auto blob = session.ledger.get_blob((*seen)->bytes);
    if (!blob) return fail(blob);
    return std::move(blob->bytes);
}

Result<Briefs> read_briefs(const Session& session, const CorrectionRequest& request) {
    const std::string& id = request.named.front().asset.brief;
    auto text = workspace::read_brief_text(session.workspace, id);
    if (!text) return fail(text);
    std::vector<BriefAnswer> answers;
    for (const auto& [path, value] : request.values) answers.push_back({path, value});
    auto draft = workspace::draft_brief_values(session.workspace, id, *text, answers);
    if (!draft) return fail(draft);
    std::string before = *text;
    if (!answers.empty() && draft->text == *text) {
        auto then = brief_then(session, request.named.front(), *text);
        if (!then) return fail(then);
        before = std::move(*then);
        draft = workspace::draft_brief_values(session.workspace, id, before, answers);
        if (!draft) return fail(draft);
    }
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (draft->edits[i].before.empty()) return no_value(id, before, answers[i].path);
    auto was = brief_of(session.workspace.check_brief_text(id, before), id);
    if (!was) return fail(was);
    auto is = brief_of(draft->checked, id);
    if (!is) return fail(is);
    Briefs out{std::move(*text), std::move(*was), std::move(*is), values_of(*draft, answers, false)};
    std::vector<BriefAnswer> followers;
    if (const YamlResult parsed = parse_yaml(draft->text); parsed.ok())
        find_followers(*parsed.root, {}, out, followers);
    if (followers.empty()) return out;
    auto more = workspace::draft_brief_values(session.workspace, id, draft->text, followers);
    if (!more) return fail(more);
    auto all = brief_of(more->checked, id);
    if (!all) return fail(all);
    out.after = std::move(*all);
    for (CorrectedValue& value : values_of(*more, followers, true)) out.values.push_back(std::move(value));
    return out;
}

// What is wrong in one asset's copy and offer, and how it is put right.
class AssetCheck {
  public:
    AssetCheck(const Session& session, const Briefs& briefs, const CorrectionRequest& request, AssetId id)
        : m_session(session),
          m_briefs(briefs),
          m_request(request),
          m_id(std::move(id)),
          m_wrong(wrong_values(briefs, m_id.locale)) {
        const Deliverable* before = briefs.before->find_deliverable(m_id.deliverable);
        const Deliverable* after = briefs.after->find_deliverable(m_id.deliverable);
        if (before) m_slots_before = brand::make_slots(*briefs.before, *before, m_id.locale);
        if (after) m_slots_after = brand::make_slots(*briefs.after, *after, m_id.locale);
    }

    const AssetId& id() const { return m_id; }

    bool has_fault(const Subject& subject) const {
        for (const auto& [name, was] : m_slots_before) {
            const auto now = m_slots_after.find(name);
            if (now != m_slots_after.end() && now->second == was) continue;
            const auto frozen = subject.content.slots.find(name);
            if (frozen != subject.content.slots.end() && frozen->second == was) return true;
        }
        for (const auto& [name, value] : subject.content.fields) {
            for (const std::string& text : texts_of(value))
                if (brand::states_wrong(text, m_id.locale, m_wrong)) return true;
            if (named() && says_wrong_field(name, value)) return true;
        }
        return false;
    }

    Result<std::optional<std::string>> why_unfit(const VersionRecord& version) const {
        auto subject = read_subject(m_session.ledger, version);
        if (!subject) return fail(subject);
        if (!has_fault(*subject)) return std::optional<std::string>{};
        return std::optional(fmt::format("v{} has the same fault", version.number));
    }

    // The fields of the corrected version, and what is left for people.
    Result<CorrectedAsset> mend(const VersionRecord& version) const {
        auto subject = read_subject(m_session.ledger, version);
        if (!subject) return fail(subject);
        CorrectedAsset out;
        out.asset = version.asset;
        out.corrects = version.number;
        out.approved = version.state == VersionState::legal_approved;
        out.fields = subject->content.fields;
        if (named()) {
            auto typed = typed_fields(*subject);
            if (!typed) return fail(typed);
            for (auto& [name, value] : *typed) out.fields[name] = std::move(value);
        }
        for (auto& [name, value] : out.fields)
            for (std::string& text : texts_of(value)) mend_text(name, text, out);
        out.changed = changed_fields(subject->content.fields, out.fields);
        return out;
    }

  private:
    bool named() const {
        return std::ranges::any_of(m_request.named,
                                   [&](const Target& t) { return t.asset.asset == to_string(m_id); });
    }

    bool says_wrong_field(const std::string& name, const FieldValue& value) const {
        const auto typed = m_request.fields.find(name);
        return typed != m_request.fields.end() && flat_text(value) != typed->second;
    }

    Result<Fields> typed_fields(const Subject& subject) const {
        Fields out;
        auto channel = m_session.workspace.channel(subject.channel);
        if (!channel) return fail(channel);
        for (const auto& [name, text] : m_request.fields) {
            auto value = parse_field_value(**channel, name, text);
            if (!value) return fail(value);
            out[name] = std::move(*value);
        }
        return out;
    }

    bool price_differs() const {
        return std::ranges::any_of(m_wrong, [](const auto& w) { return w.kind == brand::FactKind::money; });
    }

    void mend_text(const std::string& field, std::string& text, CorrectedAsset& out) const {
        brand::MendedValues mended = brand::mend_values(text, m_id.locale, m_wrong);
        text = std::move(mended.text);
        for (std::string& left : mended.left)
            out.by_hand.push_back({field, std::move(left), "it states the wrong value in words of its own"});
        if (!price_differs()) return;
        for (std::string& wording : brand::find_price_relations(text, m_id.locale))
            out.by_hand.push_back(
                {field, std::move(wording), "it hangs on the price: see whether it still holds"});
    }

    const Session& m_session;
    const Briefs& m_briefs;
    const CorrectionRequest& m_request;
    AssetId m_id;
    std::vector<brand::WrongValue> m_wrong;
    std::map<std::string, std::string> m_slots_before, m_slots_after;
};

Result<CorrectionPlace> place_of(const Session& session, const AssetCheck& check, const AssetRecord& asset,
                                 const Publication& live, const CorrectionRequest& request) {
    DeliverRequest back{live.destination, request.reason_code, request.reason_code, true};
    back.unfit = [&](const VersionRecord& version) { return check.why_unfit(version); };
    auto preview = preview_rollback(session, {asset, {}, false}, back);
    if (!preview) return fail(preview);
    return CorrectionPlace{live.destination,
                           live.location,
                           live.number,
                           preview->target,
                           std::move(preview->passed_over),
                           preview->recallable,
                           std::move(preview->recall_note)};
}

// What is known of publications and schedules, read once.
struct Where {
    std::vector<Publication> publications;
    std::vector<ScheduleRecord> schedules;
};

// Nothing when neither the newest version nor one that is live or planned has the fault.
Result<std::optional<CorrectedAsset>> plan_asset(const Session& session, const AssetCheck& check,
                                                 const AssetRecord& asset, const Where& where,
                                                 const CorrectionRequest& request) {
    std::optional<VersionRecord> from;
    const auto look_at = [&](int number) -> Result<bool> {
        auto version = session.ledger.find_version(asset.asset, number);
        if (!version) return fail(version);
        if (!*version) return false;
        auto why = check.why_unfit(**version);
        if (!why) return fail(why);
        if (!*why) return false;
        if (!from || from->number < number) from = std::move(**version);
        return true;
    };
    std::vector<CorrectionPlace> places;
    for (const Publication& live : where.publications) {
        if (live.asset != asset.asset || live.state == PublicationState::withdrawn) continue;
        auto wrong = look_at(live.number);
        if (!wrong) return fail(wrong);
        if (!*wrong) continue;
        auto place = place_of(session, check, asset, live, request);
        if (!place) return fail(place);
        places.push_back(std::move(*place));
    }
    std::vector<std::string> scheduled;
    for (const ScheduleRecord& schedule : where.schedules) {
        if (schedule.asset != asset.asset) continue;
        auto wrong = look_at(schedule.number);
        if (!wrong) return fail(wrong);
        if (*wrong) scheduled.push_back(schedule.destination);
    }
    if (!from) {
        auto wrong = look_at(asset.head);
        if (!wrong) return fail(wrong);
        if (!*wrong) return std::optional<CorrectedAsset>{};
    }
    auto out = check.mend(*from);
    if (!out) return fail(out);
    if (from->number < asset.head) out->left_aside = asset.head;
    out->places = std::move(places);
    out->scheduled = std::move(scheduled);
    return std::optional(std::move(*out));
}

// Words of the brief that may be untrue with another price.
void find_by_hand(const Briefs& briefs, CorrectionPlan& plan) {
    const bool locales_own = !briefs.after->offer.by_locale.empty();
    for (const std::string& locale : briefs.after->locales) {
        const auto wrong = wrong_values(briefs, locale);
        if (std::ranges::none_of(wrong, [](const auto& w) { return w.kind == brand::FactKind::money; }))
            continue;
        const Offer* offer = briefs.after->offer.for_locale(locale);
        if (!offer) continue;
        for (const std::string& wording : brand::find_price_relations(offer->name, locale)) {
            const std::string own = fmt::format("offer.locales.{}.name", locale);
            const bool has_own = locales_own && !workspace::brief_value_at(briefs.text, own).empty();
            plan.by_hand.push_back(
                {has_own ? own : "offer.name", wording, "it hangs on the price: see whether it still holds"});
        }
    }
}

Done check_request(const CorrectionRequest& request) {
    if (request.values.empty() && request.fields.empty())
        return fail(ErrorCode::usage, "what is the right value?",
                    "--set PATH=VALUE for a value of the brief, as --set offer.price=6.99");
    for (const Target& target : request.named)
        if (target.asset.brief != request.named.front().asset.brief)
            return fail(ErrorCode::usage, "a correction is of one brief",
                        "correct the assets of each brief in a command of its own");
    return {};
}

bool is_sibling(const AssetId& id, const CorrectionRequest& request) {
    return std::ranges::any_of(request.named, [&](const Target& target) {
        const auto named = parse_asset_id(target.asset.asset);
        return named && named->deliverable == id.deliverable;
    });
}

tl::unexpected<Error> nobody_says_it(const CorrectionRequest& request, const CorrectionPlan& plan) {
    const CorrectedValue* first = plan.values.empty() ? nullptr : &plan.values.front();
    return fail(
        ErrorCode::blocked,
        first ? fmt::format("no version of {} has {} as {}", plan.brief, printable_line(first->path),
                            printable_line(first->before))
              : fmt::format("{} says that already", request.named.front().asset.asset),
        first ? fmt::format("to change the brief alone: mkai brief set {} {} VALUE", plan.brief, first->path)
              : fmt::format("mkai show {}", request.named.front().asset.asset));
}

}  // namespace

bool CorrectionPlan::is_live() const {
    return std::ranges::any_of(assets, [](const CorrectedAsset& a) { return !a.places.empty(); });
}

Result<CorrectionPlan> plan_correction(const Session& session, const CorrectionRequest& request) {
    if (auto fits = check_request(request); !fits) return fail(fits);
    auto briefs = read_briefs(session, request);
    if (!briefs) return fail(briefs);
    CorrectionPlan plan;
    plan.brief = briefs->after->id;
    plan.values = briefs->values;
    plan.way = request.way.value_or(CorrectionWay::keep);
    plan.assignee = request.assignee;
    plan.due = request.due;
    auto publications = session.ledger.list_publications();
    if (!publications) return fail(publications);
    auto schedules = session.ledger.list_open_schedules();
    if (!schedules) return fail(schedules);
    const Where where{std::move(*publications), std::move(*schedules)};
    auto assets = session.ledger.list_assets();
    if (!assets) return fail(assets);
    for (const AssetRecord& asset : *assets) {
        if (asset.brief != plan.brief) continue;
        auto id = parse_asset_id(asset.asset);
        if (!id) return fail(id);
        const AssetCheck check(session, *briefs, request, *id);
        auto planned = plan_asset(session, check, asset, where, request);
        if (!planned) return fail(planned);
        if (*planned)
            plan.assets.push_back(std::move(**planned));
        else if (is_sibling(*id, request))
            plan.unconcerned.push_back(asset.asset);
    }
    if (plan.assets.empty()) return nobody_says_it(request, plan);
    find_by_hand(*briefs, plan);
    return plan;
}

Result<bool> is_copy_field(const Session& session, const std::vector<Target>& named, std::string_view name) {
    for (const Target& target : named) {
        auto subject = read_subject(session.ledger, target.version);
        if (!subject) return fail(subject);
        auto channel = session.workspace.channel(subject->channel);
        if (!channel) return fail(channel);
        if (!(*channel)->find_field(name)) return false;
    }
    return true;
}

std::string asked_digest(const CorrectionRequest& request) {
    Json asked{{"brief", request.named.front().asset.brief},
               {"fields", request.fields},
               {"named", Json::array()},
               {"values", request.values}};
    // A wrong value is put right wherever it stands, whichever asset was named; words of a field are not.
    if (!request.fields.empty())
        for (const Target& target : request.named) asked["named"].push_back(target.asset.asset);
    return sha256_hex(dump_json(asked));
}

}  // namespace mkai::app
