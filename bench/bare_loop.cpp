#include "bench/bare_loop.hpp"

#include "bench/workspace.hpp"
#include "core/base/json.hpp"
#include "core/gateway/provider.hpp"

#include <cstdio>
#include <cstdlib>

#include <curl/curl.h>
#include <nlohmann/json.hpp>

namespace mkai::bench {

namespace {

std::size_t discard(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

}  // namespace

std::vector<std::string> bodies_of(const app::Session& session, const app::GeneratePlan& plan) {
    const gateway::Provider* provider = gateway::find_provider("openai-compatible");
    const std::string schema = provider->schema(
        expect(parse_json(expect(app::prompt_of(session, plan, plan.drafts.front())).output_schema)),
        plan.candidates.front().model);
    std::vector<std::string> bodies;
    for (const app::PlannedDraft& draft : plan.drafts)
        bodies.push_back(provider
                             ->build({plan.candidates.front().model,
                                      expect(app::prompt_of(session, plan, draft)),
                                      schema,
                                      {},
                                      false,
                                      {}})
                             .body);
    return bodies;
}

double bare_loop(const std::string& url, const std::vector<std::string>& bodies, int in_flight) {
    const double begun = seconds_now();
    CURLM* multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(in_flight));
    curl_slist* headers = curl_slist_append(nullptr, "content-type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    std::size_t next = 0;
    std::size_t done = 0;
    std::vector<CURL*> idle;
    for (int i = 0; i < in_flight; ++i) idle.push_back(curl_easy_init());
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
            curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);  // as ours: no two sigaction a handle and turn
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
    return seconds_now() - begun;
}

}  // namespace mkai::bench
