#include "core/workspace/claim_files.hpp"

#include "core/base/file.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/yaml.hpp"
#include "core/workspace/config_reader.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_file = "claims.yaml";
constexpr std::string_view k_new_file =
    "# yaml-language-server: $schema=.mkai/schemas/claims.json\n"
    "# What the copy may claim, and the evidence for it.\n"
    "claims:\n";

// A text, or a list of them on one line; empty: the key is left out.
struct Key {
    std::string_view name;
    std::string (*yaml)(const Claim&);
};

std::string scalar_or_nothing(const std::string& text) {
    return text.empty() ? std::string() : yaml_scalar(text);
}

std::string list_or_nothing(const std::vector<std::string>& texts) {
    std::vector<std::string> items;
    for (const std::string& text : texts) items.push_back(yaml_scalar(text));
    return items.empty() ? std::string() : "[" + join(items, ", ") + "]";
}

// A mapping only where there is more to say than where the evidence is.
bool is_plain(const Evidence& e) {
    return e.excerpt.empty() && e.retrieved.empty() && e.assessed_by.empty() && e.basis.empty() &&
           e.period.empty();
}

constexpr Key k_keys[] = {
    {"wording", [](const Claim& c) { return yaml_scalar(c.wording); }},
    {"forms", [](const Claim& c) { return list_or_nothing(c.forms); }},
    {"kind", [](const Claim& c) { return scalar_or_nothing(c.kind); }},
    {"category", [](const Claim& c) { return scalar_or_nothing(c.category); }},
    {"markets", [](const Claim& c) { return list_or_nothing(c.markets); }},
    {"languages", [](const Claim& c) { return list_or_nothing(c.languages); }},
    {"evidence",
     [](const Claim& c) {
         return is_plain(c.evidence) ? scalar_or_nothing(c.evidence.from) : std::string();
     }},
    {"evidence.from",
     [](const Claim& c) {
         return is_plain(c.evidence) ? std::string() : scalar_or_nothing(c.evidence.from);
     }},
    {"evidence.excerpt", [](const Claim& c) { return scalar_or_nothing(c.evidence.excerpt); }},
    {"evidence.retrieved", [](const Claim& c) { return scalar_or_nothing(c.evidence.retrieved); }},
    {"evidence.assessed_by", [](const Claim& c) { return scalar_or_nothing(c.evidence.assessed_by); }},
    {"evidence.basis", [](const Claim& c) { return scalar_or_nothing(c.evidence.basis); }},
    {"evidence.period", [](const Claim& c) { return scalar_or_nothing(c.evidence.period); }},
    {"footnote", [](const Claim& c) { return scalar_or_nothing(c.footnote); }},
    {"owner", [](const Claim& c) { return scalar_or_nothing(c.owner); }},
    {"expires", [](const Claim& c) { return scalar_or_nothing(c.expires); }},
};

// The first item of a list without any, below its key.
Result<std::string> begin_list(std::string_view text, std::string_view id) {
    const YamlResult parsed = parse_yaml(text);
    const YamlNode* list = parsed.root ? parsed.root->find("claims") : nullptr;
    if (list == nullptr)
        return fail(ErrorCode::invalid_value, "claims.yaml has no list of claims",
                    "write \"claims: []\" into it");
    std::string out(text);
    const std::string newline = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    std::size_t begin = list->begin.byte;
    while (begin > 0 && out[begin - 1] == ' ') --begin;
    return out.replace(begin, list->end.byte - begin, newline + "  - id: " + yaml_scalar(id));
}

Result<std::string> with_claim(std::string_view text, std::size_t index, const Claim& claim) {
    auto out = index == 0 ? begin_list(text, claim.id)
                          : yaml_set(text, fmt::format("claims.{}.id", index), yaml_scalar(claim.id));
    for (const Key& key : k_keys) {
        if (!out) return out;
        if (const std::string yaml = key.yaml(claim); !yaml.empty())
            out = yaml_set(*out, fmt::format("claims.{}.{}", index, key.name), yaml);
    }
    return out;
}

}  // namespace

std::string next_claim_id(const Workspace& workspace) {
    int highest = 0;
    for (const Claim& claim : workspace.claims()) {
        if (!claim.id.starts_with("c-")) continue;
        int number = 0;
        const char* end = claim.id.data() + claim.id.size();
        const auto [stop, error] = std::from_chars(claim.id.data() + 2, end, number);
        if (error == std::errc{} && stop == end) highest = std::max(highest, number);
    }
    return fmt::format("c-{}", highest + 1);
}

Result<NewClaim> plan_new_claim(const Workspace& workspace, const Claim& claim) {
    if (workspace.find_claim(claim.id) != nullptr)
        return fail(ErrorCode::already_exists,
                    fmt::format("there is a claim {} already", in_quotes(claim.id)),
                    fmt::format("leave --id out for {}, or change claims.yaml", next_claim_id(workspace)));
    NewClaim out;
    std::error_code ignored;
    if (fs::exists(workspace.root() / k_file, ignored)) {
        auto text = read_file(workspace.root() / k_file, k_yaml_bytes_max);
        if (!text) return fail(text);
        out.before = std::move(*text);
    }
    const std::string_view before = out.before.empty() ? k_new_file : std::string_view(out.before);
    auto text = with_claim(before, workspace.claims().size(), claim);
    if (!text) return fail(text);
    out.text = std::move(*text);
    if (out.text.back() != '\n') out.text += '\n';
    ReadClaims read = read_claims_text(workspace.root(), out.text);
    for (Finding& finding : read.findings) {
        const bool is_of_it = !read.claims.empty() && finding.line >= read.claims.back().first_line;
        if (finding.level == Level::error)
            return fail(ErrorCode::invalid_value, finding.message, finding.fix);
        if (is_of_it) out.findings.push_back(std::move(finding));
    }
    if (read.claims.size() != workspace.claims().size() + 1 || read.claims.back().id != claim.id)
        return fail(ErrorCode::invalid_value,
                    "the claim cannot be added without touching other lines of claims.yaml",
                    "write it into claims.yaml yourself");
    out.claim = std::move(read.claims.back());
    return out;
}

Done write_new_claim(const Workspace& workspace, const NewClaim& made) {
    const fs::path path = workspace.root() / k_file;
    std::error_code ignored;
    std::string now;
    if (fs::exists(path, ignored)) {
        auto text = read_file(path, k_yaml_bytes_max);
        if (!text) return fail(text);
        now = std::move(*text);
    }
    if (now != made.before)
        return fail(ErrorCode::conflict, "somebody has changed claims.yaml meanwhile",
                    "run the command again");
    return write_file_atomically(path, made.text);
}

}  // namespace mkai::workspace
