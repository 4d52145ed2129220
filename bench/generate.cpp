// `generate` of 1,000 variants at 100 in flight against a loopback model of 50 ms, and a bare libcurl multi
// loop that sends the same bodies to the same server, in turns.
//     bench_generate FOLDER PORT
#include "core/app/generate.hpp"

#include "bench/workspace.hpp"
#include "core/base/json.hpp"
#include "core/gateway/provider.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <curl/curl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
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

std::size_t discard(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

// Sends every body once, at most k_in_flight at a time, connections kept.
double bare_loop(const std::string& url, const std::vector<std::string>& bodies) {
    const double begun = bench::seconds_now();
    CURLM* multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(k_in_flight));
    curl_slist* headers = curl_slist_append(nullptr, "content-type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    std::size_t next = 0;
    std::size_t done = 0;
    std::vector<CURL*> idle;
    for (int i = 0; i < k_in_flight; ++i) idle.push_back(curl_easy_init());
    const auto start_more = [&] {
        while (next < bodies.size() && !idle.empty()) {
            CURL* easy = idle.back();
            idle.pop_back();
            const std::string& body = bodies[next++];
            curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
            curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
            curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
            curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
            curl_multi_add_handle(multi, easy);
        }
    };
    start_more();
    while (done < bodies.size()) {
        int running = 0;
        curl_multi_perform(multi, &running);
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            if (message->data.result != CURLE_OK) {
                std::fprintf(stderr, "bench: %s\n", curl_easy_strerror(message->data.result));
                std::exit(1);
            }
            ++done;
            curl_multi_remove_handle(multi, message->easy_handle);
            idle.push_back(message->easy_handle);
        }
        start_more();
        if (done < bodies.size()) curl_multi_poll(multi, nullptr, 0, 100, nullptr);
    }
    for (CURL* easy : idle) curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    curl_multi_cleanup(multi);
    return bench::seconds_now() - begun;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
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

        const gateway::Provider* provider = gateway::find_provider("openai-compatible");
        std::vector<std::string> bodies;
        const std::string schema = provider->schema(
            bench::expect(parse_json(plan.drafts.front().prompt.output_schema)), plan.model());
        for (const auto& draft : plan.drafts)
            bodies.push_back(provider->build({plan.model(), draft.prompt, schema, {}, false, {}}).body);
        bare.push_back(bare_loop(base + "/chat/completions", bodies));
        ratios.push_back(bare.back() / ours.back());
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(
        "1,000 variants at 100 in flight, 50 ms: {:.3f} s (planning {:.3f} s before), bare libcurl multi "
        "loop {:.3f} s, "
        "ratio {:.2f} (medians of {} rounds; goal 0.90); peak of both {} MB\n",
        median(ours), median(plans), median(bare), median(ratios), k_rounds, usage.ru_maxrss / 1024);
}
