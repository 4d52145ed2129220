#include "core/app/models.hpp"

#include "core/base/text.hpp"
#include "core/gateway/gateway.hpp"
#include "core/workspace/price_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mkai::app {

namespace {

constexpr std::size_t k_digest_prefix_least = 4;

Result<DeclaredModel> describe_model(const workspace::Workspace& workspace, const ModelDecl& model,
                                     TimeMs now) {
    DeclaredModel out;
    out.model = model;
    auto digest = digest_of(model);
    if (!digest) return fail(digest);
    out.digest = std::move(*digest);
    out.host = gateway::host_of(model);
    out.is_default = model.name == workspace.config().default_model;
    auto prices = workspace.prices();
    if (!prices) return fail(prices);
    if (auto price = (*prices)->price_of(model)) out.price = std::move(*price);
    out.findings = findings_of(workspace, model, now);
    out.is_for_here =
        model.environments.empty() ||
        std::ranges::find(model.environments, workspace.config().environment) != model.environments.end();
    return out;
}

Result<UsedDeclaration> read_declaration(store::Ledger& ledger, ModelUse use, const ModelDecl& today) {
    UsedDeclaration out;
    auto bytes = ledger.get_blob(use.seen.bytes);
    if (!bytes) return fail(bytes);
    auto model = model_from_bytes(bytes->bytes);
    if (!model) return fail(model);
    out.model = std::move(*model);
    out.model.name = use.seen.name;
    auto changes = changes_between(out.model, today);
    if (!changes) return fail(changes);
    out.changes = std::move(*changes);
    out.counted_at = std::max(use.first_at, use.last_at);
    out.use = std::move(use);
    return out;
}

}  // namespace

Result<const ModelDecl*> find_model(const workspace::Workspace& workspace, const std::string& named) {
    const workspace::Config& config = workspace.config();
    const std::string& name = named.empty() ? config.default_model : named;
    if (const ModelDecl* model = config.find_model(name)) return model;
    std::vector<std::string> known;
    for (const ModelDecl& model : config.models) known.push_back(model.name);
    if (name.empty())
        return fail(ErrorCode::unknown_model, "mkai.yaml does not say which model to use",
                    "set default_model in mkai.yaml, or name one with --model");
    std::string mend = did_you_mean(name, known);
    if (mend.empty()) mend = known.empty() ? "declare one in mkai.yaml" : "one of: " + join(known, ", ");
    return fail(ErrorCode::unknown_model, fmt::format("mkai.yaml has no model \"{}\"", printable_line(name)),
                std::move(mend));
}

Result<std::vector<DeclaredModel>> list_models(const workspace::Workspace& workspace, TimeMs now) {
    std::vector<DeclaredModel> out;
    for (const ModelDecl& model : workspace.config().models) {
        auto described = describe_model(workspace, model, now);
        if (!described) return fail(described);
        out.push_back(std::move(*described));
    }
    return out;
}

std::vector<Finding> findings_of(const workspace::Workspace& workspace, const ModelDecl& model, TimeMs now) {
    std::vector<Finding> out = workspace.warnings(now);
    const std::string place = fmt::format("models.{}.", model.name);
    std::erase_if(out, [&](const Finding& finding) { return !finding.field.starts_with(place); });
    return out;
}

Result<std::vector<UsedDeclaration>> list_declarations(store::Ledger& ledger, const ModelDecl& today) {
    auto uses = ledger.list_model_uses(today.name);
    if (!uses) return fail(uses);
    auto rollbacks = ledger.list_model_rollbacks(today.name);
    if (!rollbacks) return fail(rollbacks);
    std::vector<UsedDeclaration> out;
    for (ModelUse& use : *uses) {
        auto read = read_declaration(ledger, std::move(use), today);
        if (!read) return fail(read);
        for (const ModelRollback& rollback : *rollbacks)
            if (rollback.digest == read->use.seen.digest)
                read->counted_at = std::max(read->counted_at, rollback.at);
        out.push_back(std::move(*read));
    }
    std::ranges::reverse(out);  // of two at the same time, the one that was seen later
    std::ranges::stable_sort(out, std::ranges::greater(), &UsedDeclaration::counted_at);
    return out;
}

Result<ModelTarget> parse_model_target(std::string_view typed) {
    const auto at = typed.find('@');
    ModelTarget target{std::string(typed.substr(0, at)), {}};
    if (at == std::string_view::npos) return target;
    target.digest_prefix = typed.substr(at + 1);
    const bool is_prefix = target.digest_prefix.size() >= k_digest_prefix_least &&
                           target.digest_prefix.size() <= 64 &&
                           target.digest_prefix.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (is_prefix) return target;
    return fail(ErrorCode::invalid_id,
                fmt::format("\"{}\" is no digest of a declaration", printable_line(target.digest_prefix)),
                fmt::format("give four or more of its characters: mkai model show {} lists them",
                            printable_line(target.name)));
}

Result<const UsedDeclaration*> find_declaration(const std::vector<UsedDeclaration>& used,
                                                const ModelTarget& target) {
    const UsedDeclaration* found = nullptr;
    for (const UsedDeclaration& one : used) {
        if (!one.use.seen.digest.starts_with(target.digest_prefix)) continue;
        if (found != nullptr)
            return fail(ErrorCode::ambiguous_id,
                        fmt::format("more than one declaration of {} begins with {}", target.name,
                                    target.digest_prefix),
                        "give more characters of it");
        found = &one;
    }
    if (found != nullptr) return found;
    Error error{ErrorCode::unknown_id,
                fmt::format("no call has used a declaration of {} that begins with {}", target.name,
                            target.digest_prefix),
                {},
                used.empty() ? std::string("the ledger knows none: no call has asked it yet")
                             : fmt::format("mkai model show {} lists them", target.name)};
    return fail(std::move(error));
}

Result<ShownModel> show_model(const workspace::Workspace& workspace, store::Ledger& ledger,
                              std::string_view typed, TimeMs now) {
    auto target = parse_model_target(typed);
    if (!target) return fail(target);
    auto model = find_model(workspace, target->name);
    if (!model) return fail(model);
    target->name = (*model)->name;
    ShownModel out;
    auto described = describe_model(workspace, **model, now);
    if (!described) return fail(described);
    out.now = std::move(*described);
    auto used = list_declarations(ledger, **model);
    if (!used) return fail(used);
    out.used = std::move(*used);
    if (!target->digest_prefix.empty() && !out.now.digest.starts_with(target->digest_prefix)) {
        auto asked = find_declaration(out.used, *target);
        if (!asked) return fail(asked);
        out.asked = **asked;
    }
    auto rollbacks = ledger.list_model_rollbacks((*model)->name);
    if (!rollbacks) return fail(rollbacks);
    for (ModelRollback& rollback : *rollbacks) {
        auto reason = ledger.get_blob(rollback.reason);
        if (!reason) return fail(reason);
        out.rollbacks.push_back({std::move(rollback), std::move(reason->bytes)});
    }
    std::ranges::reverse(out.rollbacks);
    return out;
}

}  // namespace mkai::app
