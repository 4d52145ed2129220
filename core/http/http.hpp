// HTTP by libcurl, which is opened on first use (dlopen), so that commands without a call start fast. One
// multi handle drives any number of transfers from one thread.
#pragma once

#include "core/base/result.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mkai::http {

struct Response;

struct Request {
    std::string method = "POST";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    int timeout_ms = 60'000;  // whole transfer, from the moment that it leaves the queue
    int connect_timeout_ms = 10'000;
    int idle_timeout_ms = 0;  // without a byte coming in; rounded up to seconds; 0: none of its own
    std::size_t response_bytes_max = 4u << 20;
    // After a failure: not one of the pool's connections, which may be dead like the last one.
    bool fresh_connection = false;
    // For streams: is handed the body of a 2xx answer as it comes, beside its status and headers, and
    // Response::body stays empty. Says whether to go on: false ends the transfer as cancelled. Bodies of
    // other statuses are collected as always.
    std::function<bool(const Response& head, std::string_view bytes)> on_body;
};

enum class FailureKind {
    none,
    bad_request,  // the URL is none that we take, or a header or method holds what would break the request
    resolve,
    connect,  // also when there was no connection, or no secure one, in time
    tls,
    timeout,  // after the request was handed out
    too_large,
    broken,  // the connection ended early, or what came is no HTTP
    cancelled,
};

struct Response {
    FailureKind failure = FailureKind::none;
    bool sent = false;         // it left the queue
    std::string failure_text;  // in words, with the host alone of the URL and without any header
    long status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::int64_t latency_ms = 0;
    std::int64_t first_byte_ms = 0;

    std::string_view header(std::string_view lower_case_name) const;  // empty when absent
};

// "api.example.com" or "127.0.0.1:8080" (the port when it is in the URL), in lower case; empty when `url` is
// no http(s) URL. Strict, because a credential's hosts are compared with it: a user name, an escape or a
// character that two readers of URLs could take differently make it empty, and such a URL is never called.
std::string host_of(std::string_view url);

class Multi {
  public:
    // At most `connections_max` (1 or more) transfers are in flight; the others wait in order.
    // library_missing when libcurl.so.4 cannot be opened.
    static Result<Multi> create(int connections_max);
    Multi(Multi&&) noexcept;
    ~Multi();

    // Queues a transfer. `on_done` runs inside run(), once; it may add further transfers. A request is sent
    // once: when a kept connection turns out to be dead before any of it is sent, on another; when it ends
    // afterwards, the transfer is broken, because the server may have read it. Redirects are not followed;
    // only http and https; no netrc, and no proxy from the environment for loopback hosts.
    void add(Request request, std::function<void(Response)> on_done);

    // Runs `then` inside run(), once, when `delay_ms` have passed; run() waits for it. It may add transfers.
    void after(std::int64_t delay_ms, std::function<void()> then);

    // Drives all transfers and timers to their end. `on_tick` runs at least every 100 ms and may add
    // transfers. When `cancel` becomes true, the transfers in flight and in the queue end with
    // FailureKind::cancelled within 100 ms, and what waits for its time runs at once.
    // `settle_first`: owners are told of what has come, a few at a time, and `on_tick` runs, before a next
    // transfer starts. When `enough` says so after a tick, run() returns with transfers on their way; the
    // next run() goes on with them.
    Done run(const std::atomic<bool>& cancel, const std::function<void()>& on_tick = {},
             bool settle_first = false, const std::function<bool()>& enough = {});
    std::size_t in_flight() const;  // running, without the queue
    std::size_t queued() const;

  private:
    struct Impl;
    explicit Multi(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::http
