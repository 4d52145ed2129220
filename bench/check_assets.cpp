#include "bench/check_assets.hpp"

#include "bench/workspace.hpp"
#include "core/app/copy_check.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace mkai::bench {

namespace {

// Claims expire: the day on which the labels are true.
constexpr std::string_view k_day = "2026-11-26";

// The findings that are labelled; of the others the copy has some.
constexpr std::string_view k_families[] = {"disclosure-", "footnote-",  "not-alone",
                                           "leans-on",    "same-words", "utm-"};

struct LabelledAsset {
    AssetId id;
    std::set<std::string> wanted;
    Content content;
    std::string pinned;
    int line = 0;
};

std::string text_of(const YamlNode& node, std::string_view key) {
    const YamlNode* value = node.find(key);
    return value ? value->text : std::string();
}

LabelledAsset asset_of(const YamlNode& node) {
    LabelledAsset asset;
    const std::string name = text_of(node, "asset");
    const auto slash = name.find('/');
    asset.id = {name.substr(0, slash), name.substr(slash + 1), text_of(node, "locale"), "a"};
    asset.pinned = text_of(node, "pinned");
    asset.line = node.begin.line;
    if (const YamlNode* want = node.find("want"))
        for (const YamlNode& label : want->items) asset.wanted.insert(label.text);
    if (const YamlNode* fields = node.find("fields"))
        for (const YamlNode::Entry& field : fields->entries) {
            if (field.value.items.empty()) {
                asset.content.fields[field.key] = field.value.text;
                continue;
            }
            std::vector<std::string> texts;
            for (const YamlNode& item : field.value.items) texts.push_back(item.text);
            asset.content.fields[field.key] = std::move(texts);
        }
    return asset;
}

std::set<std::string> found_in(const app::CopyCheck& check, const app::Today& today, const Content& content) {
    std::set<std::string> found;
    for (const Finding& finding : check.check(today, content)) {
        const bool labelled = std::ranges::any_of(
            k_families, [&](std::string_view family) { return finding.code.starts_with(family); });
        if (labelled) found.insert(finding.rule.empty() ? finding.code : finding.code + ":" + finding.rule);
    }
    return found;
}

struct AssetScore {
    int right = 0, too_many = 0, missed = 0;
};

std::string share(int part, int all) {
    return all == 0 ? "-" : fmt::format("{:.2f}", static_cast<double>(part) / all);
}

}  // namespace

void print_asset_scores(const fs::path& folder) {
    const auto files = expect(workspace::Workspace::open(folder));
    const TimeMs now = start_of(*parse_date(k_day));
    const auto check = expect(app::CopyCheck::make(files, app::claim_states_without_ledger(files, now), now));
    const YamlResult labels = parse_yaml(expect(read_file(folder / "assets.yaml", 1U << 20)));
    if (!labels.ok()) expect_done(fail(ErrorCode::usage, "assets.yaml cannot be read"));
    app::TodayReader reader(files);
    std::map<std::string, AssetScore> scores;
    std::vector<std::string> wrong;
    int assets = 0, clean = 0, clean_all = 0;
    for (const YamlNode& node : labels.root->find("assets")->items) {
        LabelledAsset asset = asset_of(node);
        const app::Today today = expect(reader.look(asset.id));
        app::fill_slots_today(today, asset.content);
        if (!asset.pinned.empty()) asset.content.slots["brief.mandatories"] = asset.pinned;
        const std::set<std::string> found = found_in(check, today, asset.content);
        ++assets;
        clean_all += asset.wanted.empty() ? 1 : 0;
        clean += asset.wanted.empty() && found.empty() ? 1 : 0;
        const auto code_of = [](const std::string& label) { return label.substr(0, label.find(':')); };
        for (const std::string& label : asset.wanted) {
            AssetScore& score = scores[code_of(label)];
            ++(found.contains(label) ? score.right : score.missed);
            if (!found.contains(label))
                wrong.push_back(fmt::format("line {}, {} {}: -{}", asset.line, asset.id.deliverable,
                                            asset.id.locale, label));
        }
        for (const std::string& label : found) {
            if (asset.wanted.contains(label)) continue;
            ++scores[code_of(label)].too_many;
            wrong.push_back(
                fmt::format("line {}, {} {}: +{}", asset.line, asset.id.deliverable, asset.id.locale, label));
        }
    }
    fmt::print("{} labelled assets, {} of {} that need nothing let through\n", assets, clean, clean_all);
    fmt::print("{:<22}{:>10}{:>8}{:>7}{:>10}{:>8}\n", "", "precision", "recall", "right", "too many",
               "missed");
    for (const auto& [code, score] : scores)
        fmt::print("{:<22}{:>10}{:>8}{:>7}{:>10}{:>8}\n", code,
                   share(score.right, score.right + score.too_many),
                   share(score.right, score.right + score.missed), score.right, score.too_many, score.missed);
    fmt::print("{} that it gets wrong (+ too many, - missed)\n", wrong.size());
    for (const std::string& line : wrong) fmt::print("{}\n", line);
}

}  // namespace mkai::bench
