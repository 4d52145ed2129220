#include "core/app/correction_plan.hpp"

#include "core/app/ancestry.hpp"
#include "core/app/correction_brief.hpp"
#include "core/app/deliver.hpp"
#include "core/app/edit.hpp"
#include "core/app/facts.hpp"
#include "core/base/hash.hpp"
#include "core/base/text.hpp"
#include "core/brand/slots.hpp"
#include "core/brand/wrong_values.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

// What is wrong in one asset's copy and offer, and how it is put right.
class AssetCheck {
  public:
    AssetCheck(const Session& session, const Briefs& briefs, const CorrectionRequest& request, AssetId id)
        : m_session(session),
          m_request(request),
          m_id(std::move(id)),
          m_wrong(wrong_values(briefs, m_id.locale)) {
        const Deliverable* before = briefs.before->find_deliverable(m_id.deliverable);
        const Deliverable* after = briefs.after->find_deliverable(m_id.deliverable);
        if (before) m_slots_before = brand::make_slots(*briefs.before, *before, m_id.locale);
        if (after) m_slots_after = brand::make_slots(*briefs.after, *after, m_id.locale);
    }

    // Words of a field are wrong as they stand in this version of a named asset.
    Done take_wrong_words(int number) {
        if (!named() || m_request.fields.empty()) return {};
        auto version = m_session.ledger.find_version(to_string(m_id), number);
        if (!version) return fail(version);
        if (!*version) return {};
        auto fields = fields_of(m_session, **version);
        if (!fields) return fail(fields);
        for (const auto& [name, value] : *fields)
            if (m_request.fields.contains(name)) m_wrong_words[name].insert(flat_text(value));
        return {};
    }

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
        if (typed == m_request.fields.end() || flat_text(value) == typed->second) return false;
        const auto wrong = m_wrong_words.find(name);
        return wrong != m_wrong_words.end() && wrong->second.contains(flat_text(value));
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
    const CorrectionRequest& m_request;
    AssetId m_id;
    std::vector<brand::WrongValue> m_wrong;
    std::map<std::string, std::string> m_slots_before, m_slots_after;
    std::map<std::string, std::set<std::string>> m_wrong_words;  // by field
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
                           std::move(preview->recall_note),
                           std::move(preview->replace_note)};
}

// What a correction put right: the values of the brief that were named, else the fields of its copy.
Result<std::vector<std::string>> corrected_by(const Session& session, const AssetRecord& asset,
                                              const std::string& correction) {
    std::vector<std::string> out;
    auto all = session.ledger.list_corrections(asset.brief);
    if (!all) return fail(all);
    const auto found = std::ranges::find(*all, correction, &Correction::id);
    if (found == all->end()) return out;
    auto blob = session.ledger.get_blob(found->plan);
    if (!blob) return fail(blob);
    auto plan = plan_from_json(blob->bytes);
    if (!plan) return fail(plan);
    for (const CorrectedValue& value : plan->values)
        if (!value.follows) out.push_back(value.path);
    if (!out.empty()) return out;
    const auto planned = std::ranges::find(plan->assets, asset.asset, &CorrectedAsset::asset);
    return planned == plan->assets.end() ? out : planned->changed;
}

// Where a version is a correction, what it stands on.
Result<std::optional<CorrectionBase>> base_of(const Session& session, const AssetRecord& asset, int number) {
    auto corrected = session.ledger.find_corrected(asset.asset, number);
    if (!corrected) return fail(corrected);
    if (!*corrected) return std::optional<CorrectionBase>{};
    auto base = find_corrected_base(session.ledger, asset.asset, number);
    if (!base) return fail(base);
    CorrectionBase out;
    if (*base) {
        out.version = (*base)->number;
        out.approved = (*base)->state == VersionState::legal_approved;
    }
    auto names = corrected_by(session, asset, (*corrected)->correction);
    if (!names) return fail(names);
    out.corrected = std::move(*names);
    return std::optional(std::move(out));
}

// The newest version, where it is a correction of `wrong` that nobody has decided on for good yet.
Result<std::optional<VersionRecord>> find_open_correction(const Session& session, const AssetRecord& asset,
                                                          int wrong) {
    if (asset.state != VersionState::draft && asset.state != VersionState::reviewed)
        return std::optional<VersionRecord>{};
    auto down = corrections_down(session.ledger, asset.asset, asset.head);
    if (!down) return fail(down);
    if (std::ranges::find(*down, wrong) == down->end()) return std::optional<VersionRecord>{};
    return session.ledger.find_version(asset.asset, asset.head);
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
        const bool there = live.state == PublicationState::live || live.state == PublicationState::publishing;
        if (live.asset != asset.asset || !there) continue;
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
    if (from->number < asset.head) {
        auto above = find_open_correction(session, asset, from->number);
        if (!above) return fail(above);
        if (*above) from = std::move(**above);
    }
    auto out = check.mend(*from);
    if (!out) return fail(out);
    if (!out->approved) {
        auto base = base_of(session, asset, from->number);
        if (!base) return fail(base);
        out->base = std::move(*base);
    }
    if (from->number < asset.head) {
        out->left_aside = asset.head;
        out->left_aside_state = asset.state;
    }
    out->places = std::move(places);
    out->scheduled = std::move(scheduled);
    return std::optional(std::move(*out));
}

// Of the newest version, and of what is live.
Done take_wrong_words(AssetCheck& check, const AssetRecord& asset, const Where& where) {
    if (auto taken = check.take_wrong_words(asset.head); !taken) return taken;
    for (const Publication& live : where.publications)
        if (live.asset == asset.asset && live.state == PublicationState::live)
            if (auto taken = check.take_wrong_words(live.number); !taken) return taken;
    return {};
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
    // Before all else that is read of them: what comes later shows as another revision.
    auto revisions = revisions_of(session, plan.brief);
    if (!revisions) return fail(revisions);
    plan.revisions = std::move(*revisions);
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
        AssetCheck check(session, *briefs, request, *id);
        if (auto taken = take_wrong_words(check, asset, where); !taken) return fail(taken);
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

Result<std::map<std::string, std::int64_t>> revisions_of(const Session& session, const std::string& brief) {
    auto assets = session.ledger.list_assets();
    if (!assets) return fail(assets);
    std::map<std::string, std::int64_t> out;
    for (const AssetRecord& asset : *assets)
        if (asset.brief == brief) out.emplace(asset.asset, asset.revision);
    return out;
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
