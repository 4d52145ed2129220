#include "core/app/brief_change.hpp"

#include "core/base/hash.hpp"
#include "core/base/json.hpp"
#include "core/base/yaml.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brief_files.hpp"

#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

void drop_other_locales(YamlNode& node, std::string_view locale) {
    std::erase_if(node.entries,
                  [&](const YamlNode::Entry& entry) { return entry.key != locale && is_locale(entry.key); });
    for (YamlNode::Entry& entry : node.entries) drop_other_locales(entry.value, locale);
    for (YamlNode& item : node.items) drop_other_locales(item, locale);
}

}  // namespace

std::string digest_for_locale(std::string_view brief_text, std::string_view locale) {
    YamlResult parsed = parse_yaml(brief_text);
    if (!parsed.ok()) return {};
    drop_other_locales(*parsed.root, locale);
    auto canonical = canonical_json(yaml_to_exact_json(*parsed.root));
    return canonical ? sha256_hex(*canonical) : std::string();
}

Result<BriefChanges::Today*> BriefChanges::today(const std::string& brief) {
    const auto known = m_today.find(brief);
    if (known != m_today.end()) return &known->second;
    Today out;
    const std::string source = m_workspace->brief_source_digest(brief);
    if (!source.empty()) {
        auto seen = m_ledger->find_brief_digest(brief, source);
        if (!seen) return fail(seen);
        if (*seen) {
            out.digest = **seen;
        } else if (auto loaded = m_workspace->load_brief(brief)) {
            out.digest = loaded->digest;
            out.text = std::move(loaded->source);
        }
    }
    return &m_today.emplace(brief, std::move(out)).first->second;
}

std::string BriefChanges::digest_today(const std::string& brief, Today& today,
                                       std::string_view locale) const {
    const auto known = today.by_locale.find(locale);
    if (known != today.by_locale.end()) return known->second;
    if (!today.text) today.text = workspace::read_brief_text(*m_workspace, brief).value_or(std::string());
    return today.by_locale.emplace(std::string(locale), digest_for_locale(*today.text, locale)).first->second;
}

Result<bool> BriefChanges::differs_for(const std::string& brief, Today& today, const std::string& digest,
                                       std::string_view locale) {
    const std::tuple key(brief, digest, std::string(locale));
    const auto known = m_differs.find(key);
    if (known != m_differs.end()) return known->second;
    auto seen = m_ledger->find_brief_seen(brief, digest);
    if (!seen) return fail(seen);
    bool differs = true;
    if (*seen) {
        auto then = m_ledger->get_blob((*seen)->bytes);
        if (!then) return fail(then);
        const std::string was = digest_for_locale(then->bytes, locale);
        differs = was.empty() || was != digest_today(brief, today, locale);
    }
    return m_differs.emplace(key, differs).first->second;
}

Result<bool> BriefChanges::has_changed(const std::string& brief, const std::string& digest,
                                       std::string_view asset) {
    auto now = today(brief);
    if (!now) return fail(now);
    if ((*now)->digest == digest) return false;
    if ((*now)->digest.empty()) return true;
    const auto id = parse_asset_id(asset);
    return id ? differs_for(brief, **now, digest, id->locale) : true;
}

}  // namespace mkai::app
