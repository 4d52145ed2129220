// The models of a workspace as they are declared, and what the ledger knows of how they were declared before.
#pragma once

#include "core/app/session.hpp"
#include "core/domain/finding.hpp"
#include "core/domain/model.hpp"
#include "core/domain/price.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::app {

// The model of that alias, or the default one for an empty name. unknown_model with "did you mean".
Result<const ModelDecl*> find_model(const workspace::Workspace& workspace, const std::string& named);

struct DeclaredModel {
    ModelDecl model;
    std::string digest;
    std::string host;  // that it and its secret go to; empty for the demo
    bool is_default = false;
    std::optional<Price> price;     // empty: not known, and it is not asked
    std::vector<Finding> findings;  // of its declaration: a review that is overdue
    // This workspace's environment is one of those that it is for.
    bool is_for_here = true;
};
// In the order of mkai.yaml. invalid_file when prices.yaml has errors.
Result<std::vector<DeclaredModel>> list_models(const workspace::Workspace& workspace, TimeMs now);

// What is wrong with this one's declaration, and stops nothing.
std::vector<Finding> findings_of(const workspace::Workspace& workspace, const ModelDecl& model, TimeMs now);

// A declaration of an alias that calls have used.
struct UsedDeclaration {
    ModelUse use;
    ModelDecl model;                   // what the digest is taken over; all else has its default
    std::vector<ModelChange> changes;  // from it to today's; none: it is today's
    TimeMs counted_at;                 // when it was last known to count: a call, or a rollback to it
};
// Those of one alias, the one that counted last first.
Result<std::vector<UsedDeclaration>> list_declarations(store::Ledger& ledger, const ModelDecl& today);

struct ShownRollback {
    ModelRollback rollback;
    std::string reason;
};

struct ShownModel {
    DeclaredModel now;
    std::vector<UsedDeclaration> used;     // today's among them, when it was
    std::optional<UsedDeclaration> asked;  // the earlier one that was named with @DIGEST
    std::vector<ShownRollback> rollbacks;  // newest first
};
// ALIAS or ALIAS@DIGEST, of which the first four characters do when no other begins so. unknown_model;
// unknown_id, ambiguous_id, invalid_id for the digest.
Result<ShownModel> show_model(const workspace::Workspace& workspace, store::Ledger& ledger,
                              std::string_view typed, TimeMs now);

// "copy@8f2c" in two; the digest may be empty.
struct ModelTarget {
    std::string name;
    std::string digest_prefix;
};
Result<ModelTarget> parse_model_target(std::string_view typed);
Result<const UsedDeclaration*> find_declaration(const std::vector<UsedDeclaration>& used,
                                                const ModelTarget& target);

}  // namespace mkai::app
