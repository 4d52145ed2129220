#include "core/workspace/config_reader.hpp"

#include "core/base/decimal.hpp"
#include "core/base/embedded.hpp"
#include "core/base/hash.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/domain/claim_standing.hpp"
#include "core/domain/ids.hpp"
#include "core/workspace/document.hpp"
#include "core/workspace/spend_reader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::size_t k_evidence_bytes_max = 64u << 20;

// Ids of one list: the second of a name is an error that names the first.
class Ids {
  public:
    Ids(Document& document, std::string what) : m_document(document), m_what(std::move(what)) {}

    void add(const YamlNode* id) {
        if (id == nullptr || id->text.empty()) return;
        const auto [first, fresh] = m_lines.emplace(lower_ascii(id->text), id->begin.line);
        if (!fresh)
            m_document.error(*id, "duplicate",
                             fmt::format("the {} {} stands twice; the first is in line {}", m_what,
                                         in_quotes(id->text), first->second),
                             "give one of them another name, or delete it");
    }

  private:
    Document& m_document;
    std::string m_what;
    std::map<std::string, int> m_lines;
};

std::vector<std::string> ids_of(const std::vector<Person>& people) {
    std::vector<std::string> ids;
    for (const auto& person : people) ids.push_back(person.id);
    return ids;
}

// --- mkai.yaml ---

// The decimal under `key`, in its canonical form; empty when it is not told, or is none, which is a finding.
std::string decimal_at(Document& document, const YamlNode& mapping, std::string_view key,
                       std::string_view example) {
    const YamlNode* node = mapping.find(key);
    if (node == nullptr || node->text.empty()) return {};
    if (auto decimal = canonical_amount(node->text)) return std::move(*decimal);
    document.error(*node, "not-an-amount", fmt::format("{} is not an amount", in_quotes(node->text)),
                   fmt::format("write it as {}", example));
    return {};
}

// The numbers of a model and their places; seconds become milliseconds.
struct NumberKey {
    std::string_view key;
    int ModelDecl::*place;
    int factor = 1;
};
constexpr NumberKey k_numbers[] = {
    {"timeout_s", &ModelDecl::timeout_ms, 1000},   {"idle_timeout_s", &ModelDecl::idle_timeout_ms, 1000},
    {"deadline_s", &ModelDecl::deadline_ms, 1000}, {"attempts_max", &ModelDecl::attempts_max},
    {"concurrency", &ModelDecl::concurrency},      {"output_tokens_max", &ModelDecl::output_tokens_max}};
struct TextKey {
    std::string_view key;
    std::string ModelDecl::*place;
};
constexpr TextKey k_texts[] = {
    {"provider", &ModelDecl::provider},
    {"model", &ModelDecl::model},
    {"url", &ModelDecl::url},
    {"credential", &ModelDecl::credential},
    {"auth", &ModelDecl::auth},
    {"region", &ModelDecl::region},
    {"deployment", &ModelDecl::deployment},
    {"api_version", &ModelDecl::api_version},
    {"api", &ModelDecl::api},
    {"fault", &ModelDecl::fault},
    {"fault_times", &ModelDecl::fault_times},
};
struct PriceKey {
    std::string_view key;
    std::string TokenPrice::*place;
};
constexpr PriceKey k_prices[] = {
    {"input_usd_per_million", &TokenPrice::input},
    {"output_usd_per_million", &TokenPrice::output},
    {"cache_read_usd_per_million", &TokenPrice::cache_read},
    {"cache_write_5m_usd_per_million", &TokenPrice::cache_write_5m},
    {"cache_write_1h_usd_per_million", &TokenPrice::cache_write_1h},
    {"reasoning_usd_per_million", &TokenPrice::reasoning},
};

ModelParameters read_parameters(const YamlNode& node, Document& document) {
    return {decimal_at(document, node, "temperature", "0.7"), decimal_at(document, node, "top_p", "0.95"),
            integer_at(node, "top_k"), integer_at(node, "seed"), text_at(node, "reasoning_effort")};
}

// "free", the name of a row, or amounts.
void read_price(const YamlNode& node, ModelDecl& model, Document& document) {
    if (node.kind == YamlKind::mapping)
        for (const auto& [key, place] : k_prices)
            model.price.*place = decimal_at(document, node, key, "0.15, without a currency sign");
    else if (node.text == "free")
        model.free = true;
    else
        model.price_row = node.text;
}

std::optional<bool> told_flag(const YamlNode& mapping, std::string_view key) {
    return mapping.find(key) == nullptr ? std::nullopt : std::optional(flag_at(mapping, key));
}

VendorFacts read_vendor(const YamlNode& node) {
    return {text_at(node, "region"),    text_at(node, "retention"), told_flag(node, "trains_on_data"),
            text_at(node, "agreement"), text_at(node, "owner"),     text_at(node, "review_by")};
}

ModelDecl read_model(const YamlNode::Entry& entry, Document& document) {
    const YamlNode& node = entry.value;
    ModelDecl model;
    model.name = entry.key;
    for (const auto& [key, place] : k_texts) model.*place = text_at(node, key);
    for (const auto& [key, place, factor] : k_numbers)
        if (const auto number = integer_at(node, key)) model.*place = static_cast<int>(*number) * factor;
    model.input_tokens_max = integer_at(node, "input_tokens_max").value_or(0);
    model.requests_per_minute = integer_at(node, "requests_per_minute").value_or(0);
    model.tokens_per_minute = integer_at(node, "tokens_per_minute").value_or(0);
    model.structure = parse_structure(text_at(node, "structure")).value_or(Structure::automatic);
    model.stream = told_flag(node, "stream");
    if (const YamlNode* parameters = node.find("parameters"))
        model.parameters = read_parameters(*parameters, document);
    if (const YamlNode* price = node.find("price")) read_price(*price, model, document);
    if (const YamlNode* vendor = node.find("vendor")) model.vendor = read_vendor(*vendor);
    model.fallbacks = texts_at(node, "fallbacks");
    model.environments = texts_at(node, "environments");
    model.use_cases = texts_at(node, "use_cases");
    for (const auto& role : texts_at(node, "roles"))
        if (const auto known = parse_role(role)) model.roles.push_back(*known);
    return model;
}

std::vector<std::string> names_of(const std::vector<ModelDecl>& models) {
    std::vector<std::string> names;
    for (const auto& model : models) names.push_back(model.name);
    return names;
}

// Every fallback is a model, and no chain of them comes back to where it was: a call would never end.
class FallbackCheck {
  public:
    FallbackCheck(Document& document, const std::vector<YamlNode::Entry>& entries)
        : m_document(document), m_entries(entries), m_state(entries.size(), State::fresh) {}

    void run(std::span<const std::string> names) {
        m_names = names;
        for (std::size_t i = 0; i < m_entries.size(); ++i) visit(i);
    }

  private:
    enum class State { fresh, open, done };

    void visit(std::size_t at) {
        if (m_state[at] != State::fresh) return;
        m_state[at] = State::open;
        m_path.push_back(m_entries[at].key);
        for (const YamlNode& fallback : items_at(m_entries[at].value, "fallbacks")) follow(fallback);
        m_path.pop_back();
        m_state[at] = State::done;
    }

    void follow(const YamlNode& fallback) {
        const auto found = std::find(m_names.begin(), m_names.end(), fallback.text);
        if (found == m_names.end()) return m_document.unknown(fallback, "model", m_names);
        const auto target = static_cast<std::size_t>(found - m_names.begin());
        if (m_state[target] != State::open) return visit(target);
        if (fallback.text == m_path.back())
            return m_document.error(
                fallback, "fallback-cycle",
                fmt::format("the model {} falls back to itself", in_quotes(fallback.text)),
                "delete it from its fallbacks");
        const auto begin = std::find(m_path.begin(), m_path.end(), fallback.text);
        m_document.error(fallback, "fallback-cycle",
                         fmt::format("the fallbacks go round: {} -> {}",
                                     fmt::join(begin, m_path.end(), " -> "), fallback.text),
                         "delete one of them");
    }

    Document& m_document;
    const std::vector<YamlNode::Entry>& m_entries;
    std::vector<State> m_state;
    std::span<const std::string> m_names;
    std::vector<std::string> m_path;
};

// What a model names in other files.
void check_model_names(const YamlNode& model, std::span<const std::string> use_cases,
                       std::span<const std::string> people, Document& document) {
    for (const YamlNode& use_case : items_at(model, "use_cases"))
        if (std::find(use_cases.begin(), use_cases.end(), use_case.text) == use_cases.end())
            document.unknown(use_case, "use case", use_cases);
    const YamlNode* vendor = model.find("vendor");
    const YamlNode* owner = vendor == nullptr ? nullptr : vendor->find("owner");
    if (owner != nullptr && !owner->text.empty() &&
        std::find(people.begin(), people.end(), owner->text) == people.end())
        document.unknown(*owner, "person", people);
}

// What was known of a vendor may be so no more.
void check_review(const YamlNode::Entry& model, const Document& document, std::vector<DatedFinding>& dated) {
    const YamlNode* review_by = model.value.find_path({"vendor", "review_by"});
    const auto day = review_by == nullptr ? std::nullopt : parse_date(review_by->text);
    if (!day) return;
    dated.push_back({*day,
                     {Level::warning,
                      "review-overdue",
                      fmt::format("what is known of the vendor of {} was to be reviewed by {}",
                                  in_quotes(model.key), review_by->text),
                      "look at its region, retention, training and agreement again, and write the next day "
                      "into review_by; until then protected use cases do not ask it",
                      document.label(),
                      review_by->begin.line,
                      review_by->begin.column,
                      fmt::format("models.{}.vendor.review_by", model.key),
                      {}}});
}

// Inside the workspace, and not where the ledger is.
bool is_safe_folder(std::string_view text) {
    if (text.find_first_of("\\:") != std::string_view::npos || find_hidden(text)) return false;
    const fs::path path(text);
    if (path.is_absolute() || path.empty()) return false;
    const fs::path normal = path.lexically_normal();
    return *normal.begin() != ".." && *normal.begin() != ".mkai" && *normal.begin() != ".git" &&
           normal != "." && std::find(path.begin(), path.end(), "..") == path.end();
}

DestinationDecl read_destination(const YamlNode::Entry& entry, Document& document) {
    const YamlNode& node = entry.value;
    const YamlNode* path = node.find("path");
    if (path != nullptr && !path->text.empty() && !is_safe_folder(path->text))
        document.error(*path, "path-outside",
                       fmt::format("{} is not a folder inside this workspace", in_quotes(path->text)),
                       "give a relative path without \"..\", as out/site");
    return {entry.key, text_at(node, "kind"), text_at(node, "path"), text_at(node, "format"),
            flag_at(node, "sandbox")};
}

void choose_default_model(const YamlNode& root, Config& config, Document& document) {
    const std::vector<std::string> names = names_of(config.models);
    const YamlNode* chosen = root.find("default_model");
    if (chosen == nullptr) {
        if (names.size() == 1) config.default_model = names.front();
        if (names.size() > 1)
            document.error(root, "no-default-model",
                           fmt::format("there are {} models and no default_model", names.size()),
                           fmt::format("add \"default_model: {}\"", names.front()));
        return;
    }
    config.default_model = chosen->text;
    if (config.find_model(chosen->text) == nullptr) document.unknown(*chosen, "model", names);
}

Config read_mkai(Document& document) {
    Config config;
    if (!document.readable()) return config;
    const YamlNode& root = document.root();
    config.name = text_at(root, "name");
    const std::string environment = text_at(root, "environment");
    config.environment = environment.empty() ? "dev" : environment;
    if (const YamlNode* approvals = root.find("approvals")) {
        if (const auto days = integer_at(*approvals, "valid_days"))
            config.approvals_valid_days = static_cast<int>(*days);
        config.transcribed_counts = text_at(*approvals, "transcribed") == "allow";
        config.transcribed_by_maker = text_at(*approvals, "transcribed_by_maker") == "allow";
    }
    if (const YamlNode* prompts = root.find("prompts"))
        if (const YamlNode* packs = prompts->find("packs"))
            for (const YamlNode& pack : packs->items) config.prompt_packs.push_back(pack.text);
    if (const YamlNode* retention = root.find("retention"))
        if (const auto days = integer_at(*retention, "model_texts_days"))
            config.model_texts_days = static_cast<int>(*days);
    for (const auto& entry : entries_at(root, "models")) config.models.push_back(read_model(entry, document));
    for (const auto& entry : entries_at(root, "destinations"))
        config.destinations.push_back(read_destination(entry, document));
    choose_default_model(root, config, document);
    FallbackCheck(document, entries_at(root, "models")).run(names_of(config.models));
    return config;
}

// --- people.yaml ---

Roster read_people(Document& document) {
    Roster roster;
    if (!document.readable()) return roster;
    Ids ids(document, "person"), emails(document, "email address");
    for (const YamlNode& node : items_at(document.root(), "people")) {
        ids.add(node.find("id"));
        emails.add(node.find("email"));
        Person person{
            text_at(node, "id"), text_at(node, "name"), text_at(node, "email"), {}, PersonKind::person};
        if (text_at(node, "kind") == "service") person.kind = PersonKind::service;
        for (const auto& role : texts_at(node, "roles"))
            if (const auto known = parse_role(role)) person.roles.push_back(*known);
        roster.people.push_back(std::move(person));
    }
    return roster;
}

// Caps name people, models and briefs, so they come last.
void read_spend(Document& document, const fs::path& root, const Roster& roster, Config& config) {
    if (!document.readable()) return;
    config.exchange_rates = read_exchange_rates(document.root(), document);
    std::vector<std::string> models;
    for (const auto& model : config.models) models.push_back(model.name);
    config.spend_caps = read_spend_caps(
        document.root(),
        {ids_of(roster.people), std::move(models), yaml_names_in(root / "briefs"), config.exchange_rates},
        document);
}

// --- usecases/ID.yaml ---

UseCase read_use_case(Document& document, std::string_view file_id, const Roster& roster) {
    UseCase use_case;
    if (!document.readable()) return use_case;
    const YamlNode& root = document.root();
    use_case = {text_at(root, "id"), text_at(root, "title"), text_at(root, "owner"),
                parse_pattern(text_at(root, "pattern")).value_or(Pattern::approval),
                parse_risk(text_at(root, "risk")).value_or(Risk::high)};
    const YamlNode* id = root.find("id");
    if (id != nullptr && id->text != file_id)
        document.error(*id, "name-differs",
                       fmt::format("the id is {}, and the file is called {}", in_quotes(id->text),
                                   in_quotes(std::string(file_id) + ".yaml")),
                       "give both the same name");
    const YamlNode* owner = root.find("owner");
    if (owner != nullptr && !owner->text.empty() && roster.find(owner->text) == nullptr)
        document.unknown(*owner, "person", ids_of(roster.people));
    return use_case;
}

// --- claims.yaml ---

// A link that leads out of the workspace is not inside.
bool is_file_inside(const fs::path& root, const fs::path& path) {
    std::error_code failed;
    const fs::path real_root = fs::canonical(root, failed);
    const fs::path real_path = failed ? fs::path() : fs::canonical(root / path, failed);
    if (failed || !fs::is_regular_file(real_path, failed)) return false;
    return std::mismatch(real_root.begin(), real_root.end(), real_path.begin(), real_path.end()).first ==
           real_root.end();
}

// "evidence/my study.pdf", "..\\study.pdf": nobody says in such words where a proof is.
bool looks_like_path(const std::string& text) {
    const std::size_t dot = text.rfind('.');
    if (dot == std::string::npos || text.find_first_of("/\\") == std::string::npos) return false;
    const std::string ending = text.substr(dot + 1);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !ending.empty() && ending.size() <= 5 && std::ranges::any_of(ending, is_letter) &&
           std::ranges::all_of(ending, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

// Evidence is a file when it is a path of the workspace that leads to one, and words otherwise. Its digest is
// what an approval holds on to: when the proof changes, the approval is void.
void read_source(const YamlNode& from, const fs::path& root, Document& document, Evidence& evidence) {
    evidence.from = from.text;
    const fs::path path(from.text);
    const bool could_be_path = from.text.size() < 400 && !path.is_absolute() && !find_hidden(from.text) &&
                               std::find(path.begin(), path.end(), "..") == path.end();
    evidence.is_file = could_be_path && is_file_inside(root, path);
    if (!evidence.is_file) {
        evidence.digest = sha256_hex(from.text);
        // A folder, a pipe, a file outside: there, and nothing that could be kept.
        std::error_code ec;
        evidence.is_missing =
            from.text.size() < 400 && (looks_like_path(from.text) || fs::exists(root / path, ec));
        if (evidence.is_missing)
            document.warning(
                from, "no-such-file",
                fmt::format("the evidence {} is no file of this workspace", in_quotes(from.text)),
                "put the file into the workspace, as evidence/NAME; until then nobody can approve the claim");
        return;
    }
    const auto bytes = read_file(root / path, k_evidence_bytes_max);
    if (bytes)
        evidence.digest = sha256_hex(*bytes);
    else
        document.error(from, "unreadable",
                       fmt::format("the evidence cannot be read: {}", bytes.error().message),
                       bytes.error().fix);
}

// A text, or a mapping that knows more.
Evidence read_evidence(const YamlNode& node, const fs::path& root, Document& document) {
    Evidence evidence;
    const YamlNode* from = node.kind == YamlKind::mapping ? node.find("from") : &node;
    if (from) read_source(*from, root, document, evidence);
    if (node.kind != YamlKind::mapping) return evidence;
    evidence.excerpt = text_at(node, "excerpt");
    evidence.retrieved = text_at(node, "retrieved");
    evidence.assessed_by = text_at(node, "assessed_by");
    evidence.basis = text_at(node, "basis");
    evidence.period = text_at(node, "period");
    return evidence;
}

// The last line with something of the node; what is in lines of its own after it is of nobody.
int last_line_of(const YamlNode& node) {
    int last = node.begin.line;
    for (const YamlNode& item : node.items) last = std::max(last, last_line_of(item));
    for (const auto& entry : node.entries)
        last = std::max({last, entry.key_begin.line, last_line_of(entry.value)});
    // A block scalar ends where the next line begins.
    if (node.items.empty() && node.entries.empty())
        last = std::max(last, node.end.column == 1 ? node.end.line - 1 : node.end.line);
    return last;
}

// What people approve is what they see.
void check_seen(const YamlNode& claim, std::string_view key, Document& document) {
    const YamlNode* node = claim.find(key);
    if (node == nullptr) return;
    const auto check = [&](const YamlNode& text) {
        if (const auto hidden = find_hidden(text.text))
            document.error(text, "hidden-character",
                           fmt::format("{} has a character that readers cannot see: {}", key, hidden->name),
                           "take it out; typing the words around it anew does");
    };
    check(*node);
    for (const YamlNode& item : node->items) check(item);
}

void check_markets(const YamlNode& claim, Document& document) {
    for (const YamlNode& market : items_at(claim, "markets"))
        if (market.text == "UK")
            document.warning(market, "unknown-market", "the market of the United Kingdom is GB (ISO 3166)",
                             "did you mean \"GB\"?");
}

std::vector<Claim> read_claims(Document& document, const fs::path& root) {
    std::vector<Claim> claims;
    if (!document.readable()) return claims;
    Ids ids(document, "claim");
    for (const YamlNode& node : items_at(document.root(), "claims")) {
        ids.add(node.find("id"));
        Claim claim;
        claim.id = text_at(node, "id");
        claim.wording = text_at(node, "wording");
        claim.forms = texts_at(node, "forms");
        claim.kind = text_at(node, "kind");
        claim.category = text_at(node, "category");
        claim.markets = texts_at(node, "markets");
        claim.languages = texts_at(node, "languages");
        if (const YamlNode* evidence = node.find("evidence"))
            claim.evidence = read_evidence(*evidence, root, document);
        claim.footnote = text_at(node, "footnote");
        claim.owner = text_at(node, "owner");
        claim.expires = text_at(node, "expires");
        claim.withdrawn = flag_at(node, "withdrawn");
        claim.digest = digest_of_claim(claim);
        for (const std::string_view key : {"wording", "forms", "footnote"}) check_seen(node, key, document);
        check_markets(node, document);
        claim.first_line = node.begin.line;
        claim.last_line = last_line_of(node);
        claims.push_back(std::move(claim));
    }
    return claims;
}

void append(std::vector<Finding>& all, std::vector<Finding> some) {
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

void check_models(Document& document, ReadConfig& read) {
    if (!document.readable()) return;
    std::vector<std::string> use_cases;
    for (const auto& use_case : read.use_cases) use_cases.push_back(use_case.id);
    const std::vector<std::string> people = ids_of(read.roster.people);
    for (const auto& entry : entries_at(document.root(), "models")) {
        check_model_names(entry.value, use_cases, people, document);
        check_review(entry, document, read.dated);
    }
}

}  // namespace

std::vector<std::string> yaml_names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ended;
    for (fs::directory_iterator at(folder, ended), end; !ended && at != end; at.increment(ended))
        if (at->path().extension() == ".yaml") names.push_back(at->path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> channel_ids_in(const fs::path& root) {
    constexpr std::string_view built_in = "channels/";
    std::set<std::string> ids;
    for (const auto& name : yaml_names_in(root / built_in))
        if (is_slug(name)) ids.insert(name);
    for (const auto& file : embedded::templates())
        if (file.name.starts_with(built_in))
            ids.insert(fs::path(file.name.substr(built_in.size())).stem().string());
    return {ids.begin(), ids.end()};
}

namespace {

ReadConfig read_all(const fs::path& root, Document mkai_file) {
    ReadConfig read;
    read.config = read_mkai(mkai_file);

    Document people = Document::read(root / "people.yaml", "people.yaml", "people");
    read.roster = read_people(people);
    append(read.findings, people.take_findings());
    read_spend(mkai_file, root, read.roster, read.config);
    append(read.findings, mkai_file.take_findings());

    for (const auto& name : yaml_names_in(root / "usecases")) {
        const std::string label = "usecases/" + name + ".yaml";
        Document file = Document::read(root / label, printable_line(label), "usecase");
        read.use_cases.push_back(read_use_case(file, name, read.roster));
        append(read.findings, file.take_findings());
    }

    check_models(mkai_file, read);
    append(read.findings, mkai_file.take_findings());

    std::error_code ignored;
    if (fs::exists(root / "claims.yaml", ignored)) {
        Document claims = Document::read(root / "claims.yaml", "claims.yaml", "claims");
        read.claims = read_claims(claims, root);
        append(read.findings, claims.take_findings());
    }
    sort_findings(read.findings);
    return read;
}

}  // namespace

ReadConfig read_config(const fs::path& root) {
    return read_all(root, Document::read(root / "mkai.yaml", "mkai.yaml", "mkai"));
}

ReadConfig read_config(const fs::path& root, std::string_view mkai_yaml) {
    return read_all(root, Document("mkai.yaml", mkai_yaml, "mkai"));
}

ReadClaims read_claims_text(const fs::path& root, std::string_view claims_yaml) {
    Document document("claims.yaml", claims_yaml, "claims");
    ReadClaims read;
    read.claims = read_claims(document, root);
    read.findings = document.take_findings();
    return read;
}

}  // namespace mkai::workspace
