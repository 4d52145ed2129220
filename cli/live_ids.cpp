#include "cli/live_ids.hpp"

#include "core/app/prompt_shelf.hpp"
#include "core/base/text.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/price_table.hpp"
#include "core/workspace/suite_reader.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// What a shell is handed at most; more are of no help at a TAB.
constexpr std::size_t k_ids_max = 2'000;
constexpr std::size_t k_about_columns = 60;

// Takes what begins as it was typed.
class Found {
  public:
    explicit Found(std::string_view begun) : m_begun(begun) {}

    std::string_view begun() const { return m_begun; }
    void add(std::string_view value, std::string_view about) {
        if (!value.starts_with(m_begun) || m_values.size() >= k_ids_max) return;
        if (value.find_first_of("\t\n") != std::string_view::npos || find_hidden(value) || !is_utf8(value))
            return;
        m_values.push_back(
            {std::string(value), std::string(prefix_of_width(printable_line(about), k_about_columns))});
    }
    std::vector<WordValue> take() { return std::move(m_values); }

  private:
    std::string_view m_begun;
    std::vector<WordValue> m_values;
};

using Files = const workspace::Workspace;

void list_versions(store::Ledger& ledger, Found& found) {
    const std::string_view typed = found.begun().substr(0, found.begun().find('@'));
    auto pattern = parse_asset_pattern(typed);
    auto assets = ledger.list_assets();
    if (!pattern || !assets) return;
    std::vector<std::string> fit;
    for (const AssetRecord& asset : *assets)
        if (matches(*pattern, asset.asset)) fit.push_back(asset.asset);
    if (fit.size() != 1) return;
    auto versions = ledger.list_versions(fit.front());
    if (!versions) return;
    for (auto version = versions->rbegin(); version != versions->rend(); ++version)
        found.add(fmt::format("{}@v{}", typed, version->number), to_string(version->state));
}

void list_assets(Context& context, Files& files, Found& found) {
    auto ledger = store::Ledger::open_to_look(files.ledger_path(), context.clock(), context.random());
    if (!ledger) return;
    if (found.begun().find('@') != std::string_view::npos) return list_versions(*ledger, found);
    auto assets = ledger->read_assets();
    if (!assets) return;
    for (;;) {
        auto asset = assets->next();
        if (!asset || *asset == nullptr) return;
        found.add((*asset)->asset, fmt::format("v{}", (*asset)->head));
    }
}

void list_briefs(Context&, Files& files, Found& found) {
    for (const std::string& id : files.brief_ids()) found.add(id, "a brief");
}

void list_baselines(Context&, Files& files, Found& found) {
    std::set<std::string> names;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(files.root() / "evals" / "baselines", ec))
        if (entry.path().extension() == ".json") names.insert(entry.path().stem().string());
    for (const std::string& name : names) found.add(name, "a baseline");
}

void list_channels(Context&, Files& files, Found& found) {
    for (const std::string& id : files.channel_ids()) found.add(id, "a channel");
}

void list_claims(Context&, Files& files, Found& found) {
    for (const Claim& claim : files.claims()) found.add(claim.id, claim.wording);
}

void list_credentials(Context& context, Files&, Found& found) {
    auto config = context.user_config();
    if (!config) return;
    for (const auto& credential : (*config)->credentials) found.add(credential.name, "a credential");
}

void list_destinations(Context&, Files& files, Found& found) {
    for (const DestinationDecl& d : files.config().destinations)
        found.add(d.name, d.sandbox ? "a sandbox" : "a destination");
}

void list_models(Context&, Files& files, Found& found) {
    for (const ModelDecl& model : files.config().models)
        found.add(model.name,
                  model.model.empty() ? model.provider : fmt::format("{}/{}", model.provider, model.model));
}

void list_people(Context&, Files& files, Found& found) {
    for (const Person& person : files.roster().people) {
        std::vector<std::string> roles;
        for (const Role role : person.roles) roles.emplace_back(to_string(role));
        found.add(person.id, join(roles, ", "));
    }
}

void list_deciders(Context&, Files& files, Found& found) {
    for (const Person& person : files.roster().people)
        if (person.kind == PersonKind::person) found.add(person.id, person.name);
}

void list_prompts(Context&, Files& files, Found& found) {
    for (const std::string& name : app::PromptShelf(files).names()) found.add(name, "a prompt");
}

void list_providers(Context&, Files& files, Found& found) {
    auto prices = files.prices();
    if (!prices) return;
    std::set<std::string> names;
    for (const auto& row : (*prices)->rows()) names.insert(row.provider);
    for (const std::string& name : names) found.add(name, "a provider");
}

void list_suites(Context&, Files& files, Found& found) {
    for (const std::string& id : workspace::suite_ids(files)) found.add(id, "a suite");
}

struct ListRow {
    LiveList list;
    void (*read)(Context&, Files&, Found&);
};
constexpr std::array k_lists{
    ListRow{LiveList::assets, list_assets},
    ListRow{LiveList::baselines, list_baselines},
    ListRow{LiveList::briefs, list_briefs},
    ListRow{LiveList::channels, list_channels},
    ListRow{LiveList::claims, list_claims},
    ListRow{LiveList::credentials, list_credentials},
    ListRow{LiveList::destinations, list_destinations},
    ListRow{LiveList::models, list_models},
    ListRow{LiveList::people, list_people},
    ListRow{LiveList::deciders, list_deciders},
    ListRow{LiveList::prompts, list_prompts},
    ListRow{LiveList::providers, list_providers},
    ListRow{LiveList::suites, list_suites},
};

}  // namespace

std::vector<WordValue> live_ids(Context& context, LiveList list, std::string_view begun) {
    auto files = context.workspace();
    if (!files) return {};
    Found found(begun);
    const auto row = std::ranges::find(k_lists, list, &ListRow::list);
    if (row != k_lists.end()) row->read(context, **files, found);
    return found.take();
}

}  // namespace mkai::cli
