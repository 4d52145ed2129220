#include "core/workspace/workspace.hpp"

#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/brand_reader.hpp"
#include "core/workspace/brief_reader.hpp"
#include "core/workspace/config_reader.hpp"
#include "core/workspace/disclosure_table.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/price_table.hpp"
#include "core/workspace/waiver_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

template <class T, class Name>
const T* find_by(const std::vector<T>& values, std::string_view wanted, Name T::*name) {
    const auto found = std::ranges::find(values, wanted, name);
    return found == values.end() ? nullptr : &*found;
}

Result<fs::path> find_root(const fs::path& start) {
    std::error_code failed;
    fs::path folder = fs::absolute(start, failed).lexically_normal();
    for (; !failed; folder = folder.parent_path()) {
        if (fs::exists(folder / "mkai.yaml", failed)) return folder;
        if (folder == folder.parent_path()) break;
    }
    return fail(ErrorCode::not_a_workspace,
                fmt::format("there is no mkai.yaml in {} or in a folder above", in_quotes(start.string())),
                "go to a workspace, name it with -C FOLDER, or make one with mkai init");
}

template <class T>
std::vector<std::string> ids_of(const std::vector<T>& values) {
    std::vector<std::string> ids;
    for (const auto& value : values) ids.push_back(value.id);
    return ids;
}

}  // namespace

const ModelDecl* Config::find_model(std::string_view model_name) const {
    return find_by(models, model_name, &ModelDecl::name);
}

const DestinationDecl* Config::find_destination(std::string_view destination_name) const {
    return find_by(destinations, destination_name, &DestinationDecl::name);
}

Result<Workspace> Workspace::open(const fs::path& start) {
    auto root = find_root(start);
    if (!root) return fail(root);
    ReadConfig read = read_config(*root);
    if (has_errors(read.findings))
        return fail(refused_file(fmt::format("the workspace {} has {}", in_quotes(root->string()),
                                             counted(count_of(read.findings, Level::error), "error")),
                                 read.findings, "mend the places above"));
    Workspace workspace;
    workspace.m_root = std::move(*root);
    workspace.m_config = std::move(read.config);
    workspace.m_roster = std::move(read.roster);
    workspace.m_use_cases = std::move(read.use_cases);
    workspace.m_claims = std::move(read.claims);
    workspace.m_warnings = std::move(read.findings);
    workspace.m_dated = std::move(read.dated);
    return workspace;
}

const BrandFile& Workspace::brand_file() const {
    if (m_brand) return *m_brand;
    constexpr std::string_view k_file = "brand/brand.yaml";
    BrandFile made;
    std::error_code ignored;
    if (fs::exists(m_root / k_file, ignored)) {
        Document file = Document::read(m_root / k_file, std::string(k_file), "brand");
        std::vector<std::string> people;
        for (const Person& person : m_roster.people) people.push_back(person.id);
        made = read_brand(file, people, channel_ids());
        made.findings = file.take_findings();
        sort_findings(made.findings);
    }
    m_brand = std::make_shared<const BrandFile>(std::move(made));
    return *m_brand;
}

Result<const BrandFile*> Workspace::brand() const {
    const BrandFile& file = brand_file();
    if (has_errors(file.findings))
        return fail(refused_file(
            fmt::format("brand/brand.yaml has {}", counted(count_of(file.findings, Level::error), "error")),
            file.findings, "mend the places above"));
    return &file;
}

Result<const std::vector<Waiver>*> Workspace::waivers() const {
    if (m_waivers) return m_waivers.get();
    constexpr std::string_view k_file = "waivers.yaml";
    std::vector<Waiver> made;
    std::error_code ignored;
    if (fs::exists(m_root / k_file, ignored)) {
        Document file = Document::read(m_root / k_file, std::string(k_file), "waivers");
        made = read_waivers(file, m_roster);
        std::vector<Finding> findings = file.take_findings();
        sort_findings(findings);
        if (has_errors(findings))
            return fail(refused_file(
                fmt::format("{} has {}", k_file, counted(count_of(findings, Level::error), "error")),
                findings, "mend the places above"));
    }
    m_waivers = std::make_shared<const std::vector<Waiver>>(std::move(made));
    return m_waivers.get();
}

Result<const ::mkai::brand::DisclosureSet*> Workspace::disclosures() const {
    if (!m_disclosures) {
        auto rows = load_disclosures(m_root, channel_ids());
        if (!rows) return fail(rows);
        m_disclosures = std::make_shared<const ::mkai::brand::DisclosureSet>(std::move(*rows));
    }
    return m_disclosures.get();
}

const ::mkai::brand::ClaimMatcher& Workspace::claim_matcher() const {
    if (!m_claim_matcher) {
        std::vector<::mkai::brand::ClaimForm> forms;
        for (const Claim& claim : m_claims)
            forms.push_back({claim.id, claim.wording, claim.forms, claim.languages, claim.markets});
        m_claim_matcher = std::make_shared<const ::mkai::brand::ClaimMatcher>(forms);
    }
    return *m_claim_matcher;
}

std::vector<Finding> Workspace::warnings(TimeMs now) const {
    std::vector<Finding> all = m_warnings;
    for (const DatedFinding& dated : m_dated)
        if (end_of(dated.by) <= now) all.push_back(dated.finding);
    sort_findings(all);
    return all;
}

const UseCase* Workspace::find_use_case(std::string_view id) const {
    return find_by(m_use_cases, id, &UseCase::id);
}

const Claim* Workspace::find_claim(std::string_view id) const {
    return find_by(m_claims, id, &Claim::id);
}

// --- briefs ---

std::vector<std::string> Workspace::brief_ids() const {
    auto names = yaml_names_in(m_root / "briefs");
    std::erase_if(names, [](const std::string& name) { return !is_slug(name); });
    return names;
}

std::string Workspace::brief_source_digest(std::string_view id) const {
    if (!is_slug(id)) return {};
    const auto bytes = read_file(m_root / "briefs" / (std::string(id) + ".yaml"), k_yaml_bytes_max);
    return bytes ? sha256_hex(*bytes) : std::string();
}

Result<CheckedBrief> Workspace::check_brief(std::string_view id) const {
    if (auto slug = check_slug(id, "brief"); !slug) return fail(slug);
    const std::string label = fmt::format("briefs/{}.yaml", id);
    std::error_code ignored;
    if (!fs::exists(m_root / label, ignored))
        return fail(ErrorCode::unknown_id, fmt::format("there is no brief {}", in_quotes(id)),
                    brief_ids().empty() ? fmt::format("write it: mkai brief new {}", id)
                                        : did_you_mean(id, brief_ids()));
    return read_brief(Document::read(m_root / label, label, "brief"), id, surroundings());
}

Result<CheckedBrief> Workspace::check_brief_file(const fs::path& path) const {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return fail(ErrorCode::unknown_id, fmt::format("there is no file {}", in_quotes(path.string())));
    return read_brief(Document::read(path, printable_line(path.string()), "brief"), {}, surroundings());
}

CheckedBrief Workspace::check_brief_text(std::string_view id, std::string_view text) const {
    return read_brief(Document(fmt::format("briefs/{}.yaml", id), text, "brief"), id, surroundings());
}

Result<Brief> Workspace::load_brief(std::string_view id) const {
    auto checked = check_brief(id);
    if (!checked) return fail(checked);
    if (checked->brief) return std::move(*checked->brief);
    return fail(refused_file(fmt::format("the brief {} has {}", in_quotes(id),
                                         counted(count_of(checked->findings, Level::error), "error")),
                             checked->findings, fmt::format("mkai brief check {}", id)));
}

BriefSurroundings Workspace::surroundings() const {
    return {ids_of(m_use_cases), ids_of(m_roster.people), channel_ids(), m_claims, m_config.exchange_rates};
}

// --- channels ---

Result<std::shared_ptr<const Channel>> Workspace::channel(std::string_view id) const {
    if (const auto loaded = m_channels.find(id); loaded != m_channels.end()) return loaded->second;
    if (auto slug = check_slug(id, "channel"); !slug) return fail(slug);
    const std::string label = fmt::format("channels/{}.yaml", id);
    std::error_code ignored;
    const auto load = [&](std::string_view text) -> Result<std::shared_ptr<const Channel>> {
        auto parsed = parse_channel(text, label);
        if (!parsed) return fail(parsed);
        auto shared = std::make_shared<const Channel>(std::move(*parsed));
        m_channels.emplace(id, shared);
        return shared;
    };
    if (fs::exists(m_root / label, ignored)) {
        const auto text = read_file(m_root / label, k_yaml_bytes_max);
        if (!text) return fail(text.error());
        return load(*text);
    }
    for (const auto& file : embedded::templates())
        if (file.name == label) return load(file.text);
    return fail(ErrorCode::unknown_id, fmt::format("there is no channel {}", in_quotes(id)),
                did_you_mean(id, channel_ids()));
}

Result<std::shared_ptr<const PriceTable>> Workspace::prices() const {
    if (!m_prices) {
        auto table = PriceTable::load(m_root);
        if (!table) return fail(table);
        m_prices = std::make_shared<const PriceTable>(std::move(*table));
    }
    return m_prices;
}

std::vector<std::string> Workspace::channel_ids() const {
    return channel_ids_in(m_root);
}

}  // namespace mkai::workspace
