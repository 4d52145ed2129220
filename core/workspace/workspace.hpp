// A workspace on disk: mkai.yaml and the files beside it. Reads and checks; the only writer of people's YAML
// is `brief_files.hpp`. Built-in channels and schemas come from the binary (templates/, schemas/).
#pragma once

#include "core/base/clock.hpp"
#include "core/base/file.hpp"
#include "core/base/result.hpp"
#include "core/brand/claims.hpp"
#include "core/brand/disclosures.hpp"
#include "core/brand/rule_set.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/catalog.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/finding.hpp"
#include "core/domain/model.hpp"
#include "core/domain/people.hpp"
#include "core/domain/spend.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::workspace {

inline constexpr std::size_t k_yaml_bytes_max = 1u << 20;

struct Config {
    std::string name;
    std::string environment;  // "dev", "staging", "production"
    std::string default_model;
    std::vector<ModelDecl> models;
    std::vector<DestinationDecl> destinations;
    int approvals_valid_days = 90;
    bool transcribed_counts = false;        // approvals.transcribed: allow
    bool transcribed_by_maker = false;      // approvals.transcribed_by_maker: allow
    int model_texts_days = 0;               // how long prompts and answers are kept; 0: for good
    std::vector<std::string> prompt_packs;  // folders of the workspace with partials that are shared
    std::vector<SpendCap> spend_caps;       // as they stand in the file
    ExchangeRates exchange_rates;

    const ModelDecl* find_model(std::string_view name) const;
    const DestinationDecl* find_destination(std::string_view name) const;
};

struct BriefSurroundings;
class PriceTable;

// A brief with everything that is wrong with it. `brief` is there when there is no error among the findings.
struct CheckedBrief {
    std::optional<Brief> brief;
    std::vector<Finding> findings;
};

// What becomes a finding once a day has passed: what was to be looked at again by then.
struct DatedFinding {
    Date by;
    Finding finding;
};

struct BrandFile {
    ::mkai::brand::Brand brand;
    ::mkai::brand::RuleSet rules;   // of those without errors
    std::vector<Finding> findings;  // by place
};

class Workspace {
  public:
    // Looks for mkai.yaml in `start` and the folders above it, and reads mkai.yaml, people.yaml,
    // usecases/*.yaml and claims.yaml. not_a_workspace; invalid_file with a context line
    // "file:line:column: what (fix)" for each error.
    static Result<Workspace> open(const fs::path& start);

    // Findings of those files that stop nothing, sorted by place; with what was to be reviewed by a day that
    // has passed in UTC.
    std::vector<Finding> warnings(TimeMs now) const;

    const fs::path& root() const { return m_root; }
    fs::path state_folder() const { return m_root / ".mkai"; }
    fs::path ledger_path() const { return state_folder() / "ledger.db"; }
    // Of trials: nothing is published from it.
    fs::path sandbox_path() const { return state_folder() / "sandbox.db"; }
    const Config& config() const { return m_config; }
    const Roster& roster() const { return m_roster; }
    const std::vector<UseCase>& use_cases() const { return m_use_cases; }
    const UseCase* find_use_case(std::string_view id) const;
    const std::vector<Claim>& claims() const { return m_claims; }
    const Claim* find_claim(std::string_view id) const;
    // brand/brand.yaml; without the file no name, no voice and no rules. Read once, when it is asked for.
    const BrandFile& brand_file() const;
    // The same, invalid_file when it has errors.
    Result<const BrandFile*> brand() const;
    // waivers.yaml; none without the file. Read once, when it is asked for. invalid_file when it has errors.
    Result<const std::vector<Waiver>*> waivers() const;
    // The built-in disclosures, and disclosures.yaml over them. Read once, when they are asked for.
    // invalid_file when disclosures.yaml has errors.
    Result<const ::mkai::brand::DisclosureSet*> disclosures() const;
    // Of claims(), with those that have expired or were withdrawn. Made when it is first asked for.
    const ::mkai::brand::ClaimMatcher& claim_matcher() const;

    // The ids of briefs/*.yaml, sorted. Files whose name is no slug are left out.
    std::vector<std::string> brief_ids() const;
    // SHA-256 of briefs/ID.yaml as it stands, or empty when it is not there. Cheap: the file is not parsed.
    std::string brief_source_digest(std::string_view id) const;
    // Reads and checks briefs/ID.yaml. unknown_id with "did you mean" when there is no such file; problems
    // inside the file are findings, all of them at once.
    Result<CheckedBrief> check_brief(std::string_view id) const;
    // Checks any file as a brief (its name need not fit).
    Result<CheckedBrief> check_brief_file(const fs::path& path) const;
    // Checks a text as if it stood in briefs/ID.yaml.
    CheckedBrief check_brief_text(std::string_view id, std::string_view text) const;
    // A brief without errors. unknown_id; invalid_file with a context line for each error.
    Result<Brief> load_brief(std::string_view id) const;

    // A channel of channels/ID.yaml in the workspace, else a built-in one. unknown_id with "did you mean";
    // invalid_file when its data file is wrong. Loaded once.
    Result<std::shared_ptr<const Channel>> channel(std::string_view id) const;
    std::vector<std::string> channel_ids() const;

    // What models cost: the built-in table, and prices.yaml of the workspace over it. Read once, when it is
    // asked for. invalid_file when prices.yaml has errors.
    Result<std::shared_ptr<const PriceTable>> prices() const;

  private:
    Workspace() = default;
    BriefSurroundings surroundings() const;

    fs::path m_root;
    Config m_config;
    Roster m_roster;
    std::vector<UseCase> m_use_cases;
    std::vector<Claim> m_claims;
    mutable std::shared_ptr<const BrandFile> m_brand;
    mutable std::shared_ptr<const std::vector<Waiver>> m_waivers;
    mutable std::shared_ptr<const ::mkai::brand::DisclosureSet> m_disclosures;
    mutable std::shared_ptr<const ::mkai::brand::ClaimMatcher> m_claim_matcher;
    std::vector<Finding> m_warnings;
    std::vector<DatedFinding> m_dated;
    mutable std::map<std::string, std::shared_ptr<const Channel>, std::less<>> m_channels;
    mutable std::shared_ptr<const PriceTable> m_prices;
};

// Reads a channel's data file; `name` is for messages.
Result<Channel> parse_channel(std::string_view yaml, std::string_view name);

// Writes a new workspace into `folder` (made when missing): `demo` adds the three briefs, people, claims, use
// cases and makes "maria", a marketer, the default actor of this clone. already_exists when it holds an
// mkai.yaml; nothing that is there is overwritten. Returns the files written, relative to `folder`.
// `now` gives the demo its years: its campaigns are next year's, so that offers and claims hold for half a
// year at least, on whatever day it is made.
struct InitOptions {
    std::string name;
    bool demo = false;
    std::string git_user_name;  // for the first person of a workspace without demo; may be empty
    std::string git_user_email;
};
Result<std::vector<std::string>> init(const fs::path& folder, const InitOptions& options, TimeMs now);

// The user's own configuration: ~/.config/mkai/config.yaml, and who acts in this clone (.mkai/config.yaml).
// Secrets and their hosts come from the former alone, because the latter can come with somebody's repository.
struct UserConfig {
    std::string as;  // default actor
    struct Credential {
        std::string name;
        std::string from;                // "env:NAME" or "file:PATH"
        std::vector<std::string> hosts;  // "127.0.0.1:8080", "api.example.com"
    };
    std::vector<Credential> credentials;
};
// Missing files are fine; invalid_file when one is there and wrong, or when the clone's names credentials.
Result<UserConfig> load_user_config(const fs::path& workspace_root, const fs::path& user_config_folder);

}  // namespace mkai::workspace
