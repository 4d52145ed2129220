#include "core/app/correction_brief.hpp"

#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::app {

namespace {

using workspace::BriefAnswer;
using workspace::BriefDraft;

// The parts of a brief whose words end up in copy.
constexpr std::array<std::string_view, 3> k_worded_parts{"offer", "mandatories", "key_messages"};

// The parts of an offer that are values by themselves, and no text.
constexpr std::array<std::string_view, 5> k_bare_values{"price", "was_price", "currency", "starts", "ends"};

bool is_bare_value(std::string_view key) {
    return std::ranges::find(k_bare_values, key) != k_bare_values.end();
}

// The locale that a path of the brief is for, as "offer.locales.de-DE.price"; empty: for every one.
std::string locale_of_path(const Brief& brief, std::string_view path) {
    const std::vector<std::string> keys = split(path, '.');
    for (const std::string& locale : brief.locales)
        if (std::ranges::find(keys, locale) != keys.end()) return locale;
    return {};
}

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

// "offer.price", where the offer has none for every market, is that of the named assets' own when they are
// all of one locale: "offer.locales.en-GB.price".
std::string path_in_market(const std::string& text, const std::string& path,
                           const std::vector<Target>& named) {
    const std::vector<std::string> keys = split(path, '.');
    if (keys.size() != 2 || keys[0] != "offer") return path;
    std::string locale;
    for (const Target& target : named) {
        const auto id = parse_asset_id(target.asset.asset);
        if (!id || (!locale.empty() && locale != id->locale)) return path;
        locale = id->locale;
    }
    const YamlResult parsed = parse_yaml(text);
    if (!parsed.ok() || parsed.root->find_path(keys)) return path;
    const std::vector<std::string> own{"offer", "locales", locale, keys[1]};
    return parsed.root->find_path(own) ? join(own, ".") : path;
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

}  // namespace

std::vector<brand::WrongValue> wrong_values(const Briefs& briefs, const std::string& locale) {
    std::vector<brand::WrongValue> out;
    add_offer_values(briefs.before->offer.for_locale(locale), briefs.after->offer.for_locale(locale), out);
    for (const CorrectedValue& value : briefs.values) {
        const std::string own = locale_of_path(*briefs.before, value.path);
        if (!own.empty() && own != locale) continue;
        const std::vector<std::string> keys = split(value.path, '.');
        if (std::ranges::find(k_worded_parts, keys.front()) == k_worded_parts.end() || value.follows)
            continue;
        // Prices and dates of the offer have been read above, market by market.
        if (keys.front() == "offer" && is_bare_value(keys.back())) continue;
        for (const brand::WrongValue& found : brand::compare_values(value.before, value.after, locale))
            if (std::ranges::find(out, found) == out.end()) out.push_back(found);
    }
    return out;
}

namespace {

// Texts of the brief, beside the named values, that state the wrong value too.
void find_followers(const YamlNode& node, const std::string& path, const Briefs& briefs,
                    std::vector<BriefAnswer>& out) {
    for (const YamlNode::Entry& entry : node.entries)
        find_followers(entry.value, path.empty() ? entry.key : path + "." + entry.key, briefs, out);
    for (std::size_t i = 0; i < node.items.size(); ++i)
        find_followers(node.items[i], fmt::format("{}.{}", path, i), briefs, out);
    if (node.kind != YamlKind::string || is_bare_value(split(path, '.').back())) return;
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

}  // namespace

Result<Briefs> read_briefs(const Session& session, const CorrectionRequest& request) {
    const std::string& id = request.named.front().asset.brief;
    auto text = workspace::read_brief_text(session.workspace, id);
    if (!text) return fail(text);
    std::vector<BriefAnswer> answers;
    for (const auto& [path, value] : request.values)
        answers.push_back({path_in_market(*text, path, request.named), value});
    auto draft = workspace::draft_brief_values(session.workspace, id, *text, answers);
    if (!draft) return fail(draft);
    std::string before = *text;
    const bool right_already =
        std::ranges::all_of(draft->edits, [](const auto& edit) { return edit.before == edit.after; });
    if (!answers.empty() && right_already) {
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

}  // namespace mkai::app
