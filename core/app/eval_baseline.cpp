#include "core/app/eval_baseline.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::app {

namespace {

constexpr std::size_t k_baseline_bytes_max = 64U << 20;

}  // namespace

const BaselineVariant* Baseline::counterpart_of(const EvalVariant& variant) const {
    for (const BaselineVariant& one : variants)
        if (one.variant.prompt == variant.prompt && one.variant.model == variant.model) return &one;
    if (variants.size() == 1) return &variants.front();
    for (const BaselineVariant& one : variants)
        if (one.variant.prompt == variant.prompt || one.variant.model == variant.model) return &one;
    return variants.empty() ? nullptr : &variants.front();
}

std::string baseline_to_text(const Baseline& baseline) {
    const auto text = [](const std::string& value) { return Json(value).dump(); };
    std::string out = "{\n";
    out += fmt::format(
        "\"format_version\": \"1.0\",\n\"suite\": {},\n\"set_on\": {},\n\"set_by\": {},\n\"run\": {},\n",
        text(baseline.suite), text(baseline.set_on), text(baseline.set_by), text(baseline.run));
    out += fmt::format("\"data\": {},\n\"judge\": {},\n\"variants\": [", text(baseline.data_digest),
                       text(baseline.judge_digest));
    bool first = true;
    for (const BaselineVariant& v : baseline.variants) {
        out += fmt::format(
            "{}\n{{\"prompt\": {}, \"prompt_version\": {},\n \"model\": {}, \"model_digest\": {},\n "
            "\"cases\": {{",
            first ? "" : ",", text(v.variant.prompt), text(v.variant.prompt_version), text(v.variant.model),
            text(v.variant.model_digest));
        first = false;
        bool first_case = true;
        for (const auto& [id, c] : v.cases) {
            Json metrics = Json::object();
            for (const auto& [metric, score] : c.metrics) metrics[metric] = score;
            const bool alone = c.cluster.empty() || c.cluster == id;
            out += fmt::format(
                "{}\n  {}: {{\"test\": {}, {}\"passed\": {}, \"trials\": {}, \"score\": {}, \"metrics\": "
                "{}}}",
                first_case ? "" : ",", text(id), text(c.digest),
                alone ? std::string() : fmt::format("\"cluster\": {}, ", text(c.cluster)), c.passed, c.trials,
                Json(c.score).dump(), metrics.dump());
            first_case = false;
        }
        out += "\n }}";
    }
    return out + "\n]\n}\n";
}

Result<Baseline> baseline_from_text(std::string_view text, std::string_view label) {
    const auto wrong = [&](std::string_view why) {
        return fail(ErrorCode::invalid_file, fmt::format("{} is no baseline: {}", label, why),
                    "mkai eval baseline set SUITE writes it anew");
    };
    auto json = parse_json(text, {k_baseline_bytes_max, 8});
    if (!json) return wrong(json.error().message);
    const auto text_of = [](const Json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json->is_object() || !json->contains("variants") || !(*json)["variants"].is_array())
        return wrong("it has no variants");
    Baseline out{text_of(*json, "suite"),
                 text_of(*json, "data"),
                 text_of(*json, "judge"),
                 text_of(*json, "run"),
                 text_of(*json, "set_by"),
                 text_of(*json, "set_on"),
                 {}};
    for (const Json& v : (*json)["variants"]) {
        if (!v.is_object() || !v.contains("cases") || !v["cases"].is_object())
            return wrong("a variant has no cases");
        BaselineVariant variant;
        variant.variant.number = static_cast<int>(out.variants.size());
        variant.variant.prompt = text_of(v, "prompt");
        variant.variant.prompt_version = text_of(v, "prompt_version");
        variant.variant.model = text_of(v, "model");
        variant.variant.model_digest = text_of(v, "model_digest");
        for (const auto& [id, c] : v["cases"].items()) {
            const auto number = [&](const char* key) {
                return c.is_object() && c.contains(key) && c[key].is_number() ? c[key].get<double>() : -1.0;
            };
            ScoredCase one;
            one.digest = c.is_object() ? text_of(c, "test") : std::string();
            one.cluster = c.is_object() ? text_of(c, "cluster") : std::string();
            if (one.cluster.empty()) one.cluster = id;
            one.passed = static_cast<int>(std::clamp(number("passed"), -1.0, 1e6));
            one.trials = static_cast<int>(std::clamp(number("trials"), -1.0, 1e6));
            one.score = number("score");
            if (one.passed < 0 || one.trials < one.passed || one.score < 0 || one.score > 1)
                return wrong(fmt::format("the case {} makes no sense", printable_line(id)));
            if (c.contains("metrics") && c["metrics"].is_object())
                for (const auto& [metric, score] : c["metrics"].items())
                    if (score.is_number()) one.metrics[metric] = score.get<double>();
            variant.cases.emplace(id, std::move(one));
        }
        out.variants.push_back(std::move(variant));
    }
    return out;
}

Result<Baseline> baseline_of_run(const Session& session, const EvalRun& run) {
    auto sums = session.ledger.sum_eval_variants(run.id);
    if (!sums) return fail(sums);
    std::int64_t told = 0;
    for (const EvalVariantSum& sum : *sums) told += sum.passed + sum.failed;
    if (told < run.cells())
        return fail(ErrorCode::blocked,
                    fmt::format("the run cannot be a baseline: {} of {} answers could not be told",
                                run.cells() - told, run.cells()),
                    fmt::format("mkai eval run {} --resume", run.suite));
    auto variants = session.ledger.list_eval_variants(run.id);
    if (!variants) return fail(variants);
    Baseline out{run.suite, run.data_digest,         run.judge_digest,
                 run.id,    session.actor.person.id, to_string(date_of(session.clock.now())),
                 {}};
    for (EvalVariant& variant : *variants) out.variants.push_back({std::move(variant), {}});
    auto read = each_scored_case(
        session.ledger, run.id, true, [&](const EvalCaseSum& sum, const ScoredCase& scored) -> Done {
            out.variants[static_cast<std::size_t>(sum.variant)].cases.emplace(sum.id, scored);
            return {};
        });
    if (!read) return fail(read);
    return out;
}

fs::path baseline_path(const workspace::Workspace& workspace, const std::string& name) {
    if (name.ends_with(".json")) return name;
    return workspace.root() / "evals" / "baselines" / (name + ".json");
}

Result<std::optional<Baseline>> load_baseline(const workspace::Workspace& workspace,
                                              const std::string& name) {
    const fs::path path = baseline_path(workspace, name);
    std::error_code ec;
    if (!fs::exists(path, ec)) return std::optional<Baseline>{};
    auto text = read_file(path, k_baseline_bytes_max);
    if (!text) return fail(text);
    auto baseline = baseline_from_text(*text, path.filename().string());
    if (!baseline) return fail(baseline);
    return std::optional(std::move(*baseline));
}

namespace {

Result<BaselineChange> change_of(const BaselineVariant& before, const BaselineVariant& now,
                                 const eval::GuardRules& guards) {
    BaselineChange out;
    out.before = before.variant;
    out.now = now.variant;
    out.change = change_between(before.variant, now.variant);
    PairedCases pairs;
    for (const auto& [id, later] : now.cases) {
        add_pair(pairs, before.cases, id, later);
        const auto known = before.cases.find(id);
        if (known == before.cases.end()) {
            out.added.push_back(id);
        } else if (known->second.digest != later.digest) {
            out.altered.push_back(id);
        } else if (known->second.passes() != later.passes()) {
            (later.passes() ? out.passes_now : out.fails_now).push_back(id);
        }
    }
    for (const auto& [id, earlier] : before.cases)
        if (!now.cases.contains(id)) out.removed.push_back(id);
    auto comparison = pairs.compare(name_of(before.variant), guards);
    if (!comparison) return fail(comparison);
    out.comparison = std::move(*comparison);
    return out;
}

}  // namespace

Result<BaselineDiff> diff_baselines(const Baseline& before, const Baseline& now,
                                    const eval::GuardRules& guards) {
    BaselineDiff out;
    out.same_tests = before.data_digest == now.data_digest;
    out.same_judge = before.judge_digest == now.judge_digest;
    for (const BaselineVariant& variant : now.variants) {
        const BaselineVariant* other = before.counterpart_of(variant.variant);
        if (!other) continue;
        auto change = change_of(*other, variant, guards);
        if (!change) return fail(change);
        out.variants.push_back(std::move(*change));
    }
    return out;
}

}  // namespace mkai::app
