// `generate` of 1,000 variants at 100 in flight against a loopback model of 50 ms, and a bare libcurl multi
// loop that sends the same bodies to the same server, in turns.
//     bench_generate FOLDER PORT
#include "core/app/generate.hpp"

#include "bench/bare_loop.hpp"
#include "bench/workspace.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/resource.h>

namespace {

using namespace mkai;

constexpr int k_in_flight = 100;
constexpr int k_rounds = 5;

std::string brief_yaml() {
    std::string out = fmt::format("{}", R"(brief: bench
title: A thousand variants
use_case: campaign-copy
owner: maria
locales: [en-GB]
audience: {description: Everybody}
campaign_type: launch
objective: See how fast it is
kpi: {metric: Drafts, baseline: "0", goal: "1000"}
key_messages: [It is fast.]
deliverables:
)");
    for (int i = 0; i < 40; ++i)
        out += fmt::format(
            "  - {{id: email-{}, channel: email, variants: 25, link: \"https://bench.example/\"}}\n", i);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::string base = fmt::format("http://127.0.0.1:{}/v1", argv[2]);
    const std::string models = fmt::format(
        "  loopback: {{provider: openai-compatible, url: \"{}\", model: loopback, price: free, concurrency: "
        "{}}}\n",
        base, k_in_flight);
    std::vector<double> ratios, ours, bare, plans;
    for (int round = 0; round < k_rounds; ++round) {
        auto b = bench::make_bench(argv[1], brief_yaml(), models);
        const app::Session session = b->session("maria");
        app::GenerateRequest request;
        request.target = "bench";
        request.model = "loopback";
        const double before = bench::seconds_now();
        const app::GeneratePlan plan = bench::expect(app::plan_generate(session, request));
        plans.push_back(bench::seconds_now() - before);
        app::GenerateOptions options;
        options.credentials = [](std::string_view, std::string_view) {
            return Result<std::string>(std::string());
        };
        const double begun = bench::seconds_now();
        const app::Generated generated = bench::expect(app::generate(session, plan, options));
        ours.push_back(bench::seconds_now() - begun);
        std::size_t made = 0;
        for (const auto& outcome : generated.outcomes) {
            if (outcome.changed)
                ++made;
            else if (outcome.error)
                bench::give_up(*outcome.error);
        }
        if (made != 1000)
            bench::give_up(
                {ErrorCode::internal_error, fmt::format("{} drafts instead of 1000", made), {}, {}});

        bare.push_back(
            bench::bare_loop(base + "/chat/completions", bench::bodies_of(session, plan), k_in_flight));
        ratios.push_back(bare.back() / ours.back());
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(
        "1,000 variants at 100 in flight, 50 ms: {:.3f} s (planning {:.3f} s before), bare libcurl multi "
        "loop {:.3f} s, "
        "ratio {:.2f} (medians of {} rounds; goal 0.90); peak of both {} MB\n",
        bench::median(ours), bench::median(plans), bench::median(bare), bench::median(ratios), k_rounds,
        usage.ru_maxrss / 1024);
}
