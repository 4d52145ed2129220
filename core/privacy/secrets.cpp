#include "core/privacy/secrets.hpp"

#include "core/privacy/form_regexes.hpp"

#include <algorithm>

namespace mkai::privacy {

namespace {

// `begins` is looked for first: a text without any of them, which is nearly every text, meets no expression.
struct Form {
    std::string_view begins;
    std::string_view pattern;
    std::string_view what;
};

// Forms as their issuers tell them, read 2026-11-24: docs.github.com (token formats), docs.aws.amazon.com
// (unique identifiers), RFC 7468 (PEM), RFC 7519 (JWT); OpenAI, Anthropic, Google and Slack by their own
// examples.
constexpr Form k_forms[] = {
    {"sk-ant-", R"(\bsk-ant-[A-Za-z0-9_-]{20,})", "an Anthropic key"},
    {"sk-", R"(\bsk-(?!ant-)[A-Za-z0-9_-]{20,})", "an OpenAI key"},
    {"AKIA", R"(\bAKIA[A-Z2-7]{16}\b)", "an AWS key"},
    {"ASIA", R"(\bASIA[A-Z2-7]{16}\b)", "an AWS key"},
    {"gh", R"(\bgh[pousr]_[A-Za-z0-9]{36,})", "a GitHub token"},
    {"github_pat_", R"(\bgithub_pat_[A-Za-z0-9_]{22,})", "a GitHub token"},
    {"AIza", R"(\bAIza[0-9A-Za-z_-]{35})", "a Google key"},
    {"xox", R"(\bxox[abeprs]-[A-Za-z0-9-]{10,})", "a Slack token"},
    {"-----BEGIN", R"(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----)", "a private key"},
    {"eyJ", R"(\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})", "a signed token (JWT)"},
};

}  // namespace

std::vector<SecretFound> find_secrets(std::string_view text) {
    static FormRegexes<Form> regexes(k_forms);
    std::vector<SecretFound> out;
    for (std::size_t form = 0; form < std::size(k_forms); ++form) {
        if (text.find(k_forms[form].begins) == std::string_view::npos) continue;
        const Regex* regex = regexes.at(form);
        if (!regex) continue;
        for (const Regex::Match& match : regex->find_all(text))
            out.push_back({match.begin, k_forms[form].what});
    }
    std::ranges::stable_sort(out, {}, &SecretFound::byte);
    return out;
}

}  // namespace mkai::privacy
