// 10,000 calls at 100 in flight against a loopback model of 50 ms, through all that a call goes through: held
// money, the check of the answer, the draft, a commit that survives kill -9. Beside it a bare libcurl multi
// loop with the same bodies to the same server. Each in a process of its own, in turns, so that memory and
// CPU are its own.
//     bench_calls FOLDER PORT [ours|bare]
// With the third argument it is one of these processes: it prints its seconds, CPU seconds and peak in KB.
#include "bench/bare_loop.hpp"
#include "bench/workspace.hpp"
#include "core/app/generate.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/resource.h>

namespace {

using namespace mkai;

constexpr int k_in_flight = 100;
constexpr int k_rounds = 3;
constexpr int k_deliverables = 40;
constexpr int k_variants = 25;
constexpr std::array k_locales{"en-GB", "en-US", "de-DE", "fr-FR", "es-ES",
                               "it-IT", "nl-NL", "pt-PT", "sv-SE", "da-DK"};
constexpr std::size_t k_calls = k_locales.size() * k_deliverables * k_variants;

std::string brief_yaml() {
    std::string out = fmt::format(R"(brief: bench
title: Ten thousand calls
use_case: campaign-copy
owner: maria
locales: [{}]
audience: {{description: Everybody}}
campaign_type: launch
objective: See how fast it is
kpi: {{metric: Drafts, baseline: "0", goal: "10000"}}
key_messages: [It is fast.]
deliverables:
)",
                                  fmt::join(k_locales, ", "));
    for (int i = 0; i < k_deliverables; ++i)
        out += fmt::format(
            "  - {{id: email-{}, channel: email, variants: {}, link: \"https://bench.example/\"}}\n", i,
            k_variants);
    return out;
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Figures {
    double seconds = 0;
    double cpu = 0;
    long peak_kb = 0;
};

int print(double seconds, double cpu) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{} {} {}\n", seconds, cpu, usage.ru_maxrss);
    return 0;
}

struct Prepared {
    std::unique_ptr<bench::Bench> bench;
    app::Session session;
    app::GeneratePlan plan;
};

Prepared prepare(const std::string& folder, const std::string& base) {
    const std::string models = fmt::format(
        "  loopback: {{provider: openai-compatible, url: \"{}\", model: loopback, price: free, concurrency: "
        "{}}}\n",
        base, k_in_flight);
    auto bench = bench::make_bench(folder, brief_yaml(), models);
    app::Session session = bench->session("maria");
    app::GenerateRequest request;
    request.target = "bench";
    request.model = "loopback";
    app::GeneratePlan plan = bench::expect(app::plan_generate(session, request));
    if (plan.drafts.size() != k_calls)
        bench::give_up(
            {ErrorCode::internal_error, fmt::format("{} drafts are planned", plan.drafts.size()), {}, {}});
    return {std::move(bench), session, std::move(plan)};
}

int run_ours(const Prepared& prepared) {
    app::GenerateOptions options;
    options.credentials = [](std::string_view, std::string_view) {
        return Result<std::string>(std::string());
    };
    const double cpu = cpu_seconds();
    const double begun = bench::seconds_now();
    const app::Generated generated = bench::expect(app::generate(prepared.session, prepared.plan, options));
    const double seconds = bench::seconds_now() - begun;
    for (const auto& outcome : generated.outcomes)
        if (!outcome.changed)
            bench::give_up(
                outcome.error.value_or(Error{ErrorCode::internal_error, "a call made no draft", {}, {}}));
    return print(seconds, cpu_seconds() - cpu);
}

int run_bare(const Prepared& prepared, const std::string& base) {
    const std::vector<std::string> bodies = bench::bodies_of(prepared.session, prepared.plan);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    const double cpu = cpu_seconds();
    const double seconds = bench::bare_loop(base + "/chat/completions", bodies, k_in_flight);
    return print(seconds, cpu_seconds() - cpu);
}

Figures figures_of(const std::string& self, const std::string& folder, const std::string& port,
                   const char* which) {
    const std::string command = fmt::format("'{}' '{}' {} {}", self, folder, port, which);
    std::FILE* pipe = ::popen(command.c_str(), "r");
    Figures figures;
    if (!pipe || std::fscanf(pipe, "%lf %lf %ld", &figures.seconds, &figures.cpu, &figures.peak_kb) != 3) {
        std::fprintf(stderr, "bench: %s failed\n", which);
        std::exit(1);
    }
    ::pclose(pipe);
    return figures;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    const std::string base = fmt::format("http://127.0.0.1:{}/v1", argv[2]);
    if (argc > 3) {
        const Prepared prepared = prepare(argv[1], base);
        return argv[3] == std::string_view("ours") ? run_ours(prepared) : run_bare(prepared, base);
    }
    std::vector<double> ours, bare, ratios, beyond_us, peak_mb;
    for (int round = 0; round < k_rounds; ++round) {
        const Figures a = figures_of(argv[0], argv[1], argv[2], "ours");
        const Figures b = figures_of(argv[0], argv[1], argv[2], "bare");
        ours.push_back(a.seconds);
        bare.push_back(b.seconds);
        ratios.push_back(b.seconds / a.seconds);
        beyond_us.push_back((a.cpu - b.cpu) * 1e6 / static_cast<double>(k_calls));
        peak_mb.push_back(static_cast<double>(a.peak_kb) / 1024);
    }
    fmt::print(
        "{} calls at {} in flight, 50 ms: {:.2f} s, bare libcurl multi loop {:.2f} s, ratio {:.2f} (goal "
        "0.90 at "
        "least); peak {:.0f} MB (goal 64 MB); CPU beyond the bare loop {:.0f} us a call (goal 250 us); "
        "medians of {} "
        "rounds\n",
        k_calls, k_in_flight, bench::median(ours), bench::median(bare), bench::median(ratios),
        bench::median(peak_mb), bench::median(beyond_us), k_rounds);
}
