// Comparisons of scored tests, and baselines as files.
#include "core/app/eval_baseline.hpp"
#include "core/app/eval_compare.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace mkai;
using namespace mkai::app;

namespace {

ScoredCase scored(double score, const std::string& cluster, bool passed, bool critical = false) {
    return {"0123456789ab", cluster, critical, passed ? 1 : 0, 1, score, {{"brand", score}}};
}

EvalComparison compare(const ScoredCases& before, const ScoredCases& now, eval::GuardRules guards = {}) {
    PairedCases pairs;
    for (const auto& [id, later] : now) add_pair(pairs, before, id, later);
    auto comparison = pairs.compare("email with copy", guards);
    REQUIRE_MESSAGE(comparison, (comparison ? "" : comparison.error().message));
    return std::move(*comparison);
}

// `n` tests of which the first `fail` fail.
ScoredCases cases(int n, int fail, bool critical = false) {
    ScoredCases out;
    for (int i = 0; i < n; ++i) {
        const std::string id = fmt::format("t{:03}", i);
        out[id] = scored(i < fail ? 0 : 1, id, i >= fail, critical);
    }
    return out;
}

}  // namespace

TEST_CASE("a score that fell surely is a regression, one that fell a little in few tests is inconclusive") {
    CHECK(compare(cases(100, 10), cases(100, 40)).verdict == EvalVerdict::regression);
    const EvalComparison few = compare(cases(10, 1), cases(10, 2));
    CHECK(few.verdict == EvalVerdict::inconclusive);
    CHECK(few.difference == doctest::Approx(-0.1));
    REQUIRE(few.detectable);
    CHECK(*few.detectable > 0.1);
    // Exact McNemar of 30 against 0 flips: 2 * 2^-30.
    CHECK(*compare(cases(100, 10), cases(100, 40)).mcnemar_p == doctest::Approx(1.862645149230957e-9));
}

TEST_CASE("no worse than by the margin is a pass, also when it is better") {
    CHECK(compare(cases(500, 50), cases(500, 51)).verdict == EvalVerdict::pass);
    CHECK(compare(cases(100, 40), cases(100, 10)).verdict == EvalVerdict::pass);
    CHECK(compare(cases(20, 0), cases(20, 0)).sentence ==
          "no test scores otherwise than the baseline (email with copy)");
}

TEST_CASE("a critical test that flips is a regression whatever the others do") {
    const EvalComparison c = compare(cases(500, 0, true), cases(500, 1, true));
    CHECK(c.verdict == EvalVerdict::regression);
    CHECK(c.flipped == std::vector<std::string>{"t000"});
    CHECK(c.sentence == "the critical test t000 passed before and fails now");
}

TEST_CASE("tests that ask or check otherwise, or are new, are left out and counted") {
    ScoredCases before = cases(4, 0);
    before.erase("t003");
    before["t002"].digest = "another-one-";
    const EvalComparison c = compare(before, cases(4, 0));
    CHECK(c.cases == 2);
    CHECK(c.left_out == 2);
    CHECK(compare({}, cases(4, 0)).sentence == "no test is the same as one of the baseline's");
}

TEST_CASE("tests of one cluster count as less than as many that stand alone") {
    ScoredCases before = cases(40, 0), now = cases(40, 4);
    const double alone = compare(before, now).interval->high;
    int i = 0;
    for (auto& [id, one] : now) one.cluster = fmt::format("brief {}", i++ / 4);
    CHECK(compare(before, now).interval->high > alone);
}

TEST_CASE("a baseline is read as it was written, with clusters where tests share one") {
    Baseline baseline{"email", std::string(64, 'a'), {}, "run-1", "maria", "2026-11-26", {}};
    BaselineVariant variant;
    variant.variant = {0, "email", {}, std::string(64, 'b'), "copy", std::string(64, 'c')};
    variant.cases = {{"one", scored(0.5, "spring", false)}, {"two", scored(1, "two", true)}};
    baseline.variants.push_back(variant);
    const std::string text = baseline_to_text(baseline);
    const auto read = baseline_from_text(text, "email.json");
    REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
    CHECK(baseline_to_text(*read) == text);
    CHECK(read->variants.front().cases.at("one").cluster == "spring");
    CHECK(read->variants.front().cases.at("two").cluster == "two");
    CHECK(read->counterpart_of({0, "other", {}, {}, "copy", {}}) == &read->variants.front());
    for (const std::string_view wrong :
         {"", "{", "[]", "{}", R"({"variants": [{}]})", R"({"variants": [{"cases": {"a": 1}}]})",
          R"({"variants": [{"cases": {"a": {"passed": 2, "trials": 1, "score": 1}}}]})",
          R"({"variants": [{"cases": {"a": {"passed": 1, "trials": 1, "score": 2}}}]})"}) {
        const auto no = baseline_from_text(wrong, "email.json");
        REQUIRE_FALSE(no);
        CHECK(no.error().code == ErrorCode::invalid_file);
    }
}

TEST_CASE("what changed between two baselines is named, test by test") {
    Baseline before{"email", "d1", {}, "run-1", "maria", "2026-11-26", {}}, now = before;
    BaselineVariant variant;
    variant.variant = {0, "email", {}, "version-one", "copy", "model-one"};
    variant.cases = cases(4, 1);
    before.variants.push_back(variant);
    variant.variant.model_digest = "model-two";
    variant.cases = cases(5, 0);
    variant.cases.erase("t003");
    variant.cases["t001"] = scored(0, "t001", false);
    variant.cases["t002"].digest = "another-one-";
    now.variants.push_back(variant);
    const auto diff = diff_baselines(before, now, {});
    REQUIRE(diff);
    const BaselineChange& change = diff->variants.front();
    CHECK(change.change == "copy is declared otherwise: model-on before, model-tw now");
    CHECK(change.added == std::vector<std::string>{"t004"});
    CHECK(change.removed == std::vector<std::string>{"t003"});
    CHECK(change.altered == std::vector<std::string>{"t002"});
    CHECK(change.fails_now == std::vector<std::string>{"t001"});
    CHECK(change.passes_now == std::vector<std::string>{"t000"});
}
