#include "core/http/http.hpp"

#include "core/base/text.hpp"
#include "core/http/libcurl_api.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace mkai::http {

namespace {

using SteadyClock = std::chrono::steady_clock;  // a jump of the system's clock moves no timer

// Answers that are settled before the next transfers start. Few, because servers answer in bursts: of a burst
// that is settled whole, every connection waits for the last one.
constexpr std::size_t k_settled_at_once = 8;
constexpr std::size_t k_all = std::numeric_limits<std::size_t>::max();
constexpr int k_wait_ms_max = 50;  // half of what run() promises to `on_tick` and `cancel`
constexpr std::size_t k_header_bytes_max = 256u << 10;
// A pooled connection that idled longer is not reused: servers and balancers drop them silently.
constexpr long k_idle_connection_s_max = 20;

bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token(std::string_view text) {  // RFC 9110, section 5.6.2
    constexpr std::string_view k_others = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return is_alnum(c) || k_others.find(c) != std::string_view::npos;
    });
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

// "host" or "host:port" of what stands between "//" and the path.
bool is_authority(std::string_view text) {
    std::string_view host = text;
    std::string_view port;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return false;
        host = text.substr(1, close - 1);
        port = text.substr(close + 1);
        if (host.empty() || host.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos)
            return false;
    } else {
        const auto colon = text.find(':');
        host = text.substr(0, colon);
        if (colon != std::string_view::npos) port = text.substr(colon);
        if (host.empty() ||
            !std::ranges::all_of(host, [](char c) { return is_alnum(c) || c == '.' || c == '-'; }))
            return false;
    }
    if (port.empty()) return true;
    port.remove_prefix(1);
    return text[text.size() - port.size() - 1] == ':' && !port.empty() && port.size() <= 5 &&
           port.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_loopback(std::string_view host) {
    if (host.starts_with("[::1]")) return true;
    host = host.substr(0, host.find(':'));
    return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.");
}

// Empty when the request can be sent as it is.
std::string problem_of(const Request& request, const std::string& host) {
    if (host.empty()) return "the URL is not a plain http or https URL without a user name";
    if (!is_token(request.method)) return "the method is no HTTP method";
    for (const auto& [name, value] : request.headers)
        if (!is_token(name) || has_control(value))
            return fmt::format("the header \"{}\" holds a line break or another control character",
                               is_token(name) ? name : "?");
    return {};
}

struct FailureRow {
    CURLcode code;
    FailureKind kind;
    std::string_view words;  // "{}" is the host
};
constexpr FailureRow k_failures[] = {
    {CURLE_URL_MALFORMAT, FailureKind::bad_request, "the URL of {} is malformed"},
    {CURLE_COULDNT_RESOLVE_HOST, FailureKind::resolve, "the name {} cannot be resolved"},
    {CURLE_COULDNT_RESOLVE_PROXY, FailureKind::resolve, "the name of the proxy for {} cannot be resolved"},
    {CURLE_COULDNT_CONNECT, FailureKind::connect, "cannot connect to {}"},
    {CURLE_PROXY, FailureKind::connect, "the proxy for {} refused the connection"},
    {CURLE_SSL_CONNECT_ERROR, FailureKind::tls, "no secure connection to {}"},
    {CURLE_PEER_FAILED_VERIFICATION, FailureKind::tls, "the certificate of {} is not trusted"},
    {CURLE_SSL_CERTPROBLEM, FailureKind::tls, "the local certificate for {} cannot be used"},
    {CURLE_SSL_CIPHER, FailureKind::tls, "no secure connection to {}"},
    {CURLE_SSL_CACERT_BADFILE, FailureKind::tls, "the certificates of this machine cannot be read"},
    {CURLE_SSL_ISSUER_ERROR, FailureKind::tls, "the certificate of {} is not trusted"},
    {CURLE_OPERATION_TIMEDOUT, FailureKind::timeout, "no answer from {} in time"},
    {CURLE_FILESIZE_EXCEEDED, FailureKind::too_large, "the answer of {} is too large"},
    {CURLE_PARTIAL_FILE, FailureKind::broken, "{} ended the connection in the middle of the answer"},
    {CURLE_GOT_NOTHING, FailureKind::broken, "{} ended the connection without an answer"},
    {CURLE_RECV_ERROR, FailureKind::broken, "the connection to {} broke while reading"},
    {CURLE_SEND_ERROR, FailureKind::broken, "the connection to {} broke while sending"},
    {CURLE_WEIRD_SERVER_REPLY, FailureKind::broken, "{} answered with something that is no HTTP"},
    // The scheme was looked at before: this is what libcurl says to an answer without a status line.
    {CURLE_UNSUPPORTED_PROTOCOL, FailureKind::broken, "{} answered with something that is no HTTP"},
};

// One request on its way, with its easy handle; used again for the next one.
struct Transfer {
    Transfer(const LibcurlApi& libcurl, CURL* handle) : api(libcurl), easy(handle) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() {
        api.slist_free_all(headers);
        api.easy_cleanup(easy);
    }

    const LibcurlApi& api;
    CURL* easy;
    curl_slist* headers = nullptr;
    char tls_detail[CURL_ERROR_SIZE] = {};
    Request request;
    std::string host;
    std::function<void(Response)> on_done;
    Response response;
    std::size_t header_bytes = 0;
    std::size_t streamed_bytes = 0;
    bool too_large = false;
    bool stopped = false;     // by the owner's on_body
    bool handed_out = false;  // the request was given to a connection
    bool died = false;        // that connection ended without an answer
    std::size_t place = 0;    // index among the running ones

    bool is_streamed() {
        if (!request.on_body) return false;
        api.easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &response.status);
        return response.status >= 200 && response.status <= 299;
    }
};

// libcurl sends a request again by itself, on another connection, when a kept one ends before the first byte
// of an answer (https://curl.se/libcurl/c/CURLOPT_FRESH_CONNECT.html, lib/transfer.c Curl_retry_request, read
// 2026-11-24). A server may have read it, and work that is paid for is not asked for twice behind the back of
// whoever counts it: the second handing out ends the transfer, and its owner decides.
int on_hand_out(void* user, char*, char*, int, int) {
    auto& transfer = *static_cast<Transfer*>(user);
    transfer.died = std::exchange(transfer.handed_out, true);
    return transfer.died ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::size_t bytes = size * count;
    if (transfer.response.body.size() + transfer.streamed_bytes + bytes >
        transfer.request.response_bytes_max) {
        transfer.too_large = true;
        return 0;  // libcurl ends the transfer
    }
    if (transfer.is_streamed()) {
        transfer.streamed_bytes += bytes;
        transfer.stopped = !transfer.request.on_body(transfer.response, {data, bytes});
        return transfer.stopped ? 0 : bytes;
    }
    transfer.response.body.append(data, bytes);
    return bytes;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, size * count);
    transfer.header_bytes += line.size();
    if (transfer.header_bytes > k_header_bytes_max) {
        transfer.too_large = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) {  // an interim answer (100) comes before the real one
        transfer.response.headers.clear();
        return line.size();
    }
    if (const auto colon = line.find(':'); colon != std::string_view::npos && colon > 0)
        transfer.response.headers.emplace_back(lower_ascii(line.substr(0, colon)),
                                               std::string(trim(line.substr(colon + 1))));
    return line.size();
}

}  // namespace

std::string_view Response::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

std::string host_of(std::string_view url) {
    if (has_control(url) || url.find_first_of(" \\") != std::string_view::npos) return {};
    const auto scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) return {};
    const std::string scheme = lower_ascii(url.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return {};
    url.remove_prefix(scheme_end + 3);
    const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
    return is_authority(authority) ? lower_ascii(authority) : std::string{};
}

struct Multi::Impl {
    const LibcurlApi& api;
    CURLM* multi;
    std::size_t connections_max;
    struct Waiting {
        Request request;
        std::function<void(Response)> on_done;
    };
    struct Answer {
        std::function<void(Response)> on_done;
        Response response;
    };
    std::deque<Waiting> queue;
    std::vector<Answer> answers;  // whose owners have not been told yet
    std::vector<std::unique_ptr<Transfer>> running;
    std::vector<std::unique_ptr<Transfer>> idle;
    std::multimap<SteadyClock::time_point, std::function<void()>> timers;

    Impl(const LibcurlApi& libcurl, CURLM* handle, std::size_t limit)
        : api(libcurl), multi(handle), connections_max(limit) {
        api.multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limit));
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        for (auto& transfer : running) api.multi_remove_handle(multi, transfer->easy);
        running.clear();
        idle.clear();
        api.multi_cleanup(multi);
    }

    std::unique_ptr<Transfer> take_transfer() {
        if (idle.empty()) {
            CURL* easy = api.easy_init();
            return easy ? std::make_unique<Transfer>(api, easy) : nullptr;
        }
        auto transfer = std::move(idle.back());
        idle.pop_back();
        api.easy_reset(transfer->easy);  // keeps the connections
        return transfer;
    }

    void configure(Transfer& t) {
        const auto set = [&](CURLoption option, auto value) { api.easy_setopt(t.easy, option, value); };
        const Request& request = t.request;
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);  // a redirect would carry the key's header to another host
        set(CURLOPT_USERAGENT, "mkai");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_TCP_NODELAY, 1L);
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout_ms));
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout_ms));
        set(CURLOPT_MAXAGE_CONN, k_idle_connection_s_max);
        if (request.fresh_connection) set(CURLOPT_FRESH_CONNECT, 1L);
        if (request.idle_timeout_ms > 0) {
            set(CURLOPT_LOW_SPEED_LIMIT, 1L);  // bytes a second
            set(CURLOPT_LOW_SPEED_TIME, static_cast<long>((request.idle_timeout_ms + 999) / 1000));
        }
        // Since 7.87: a cancelled transfer does not wait for its name to be resolved.
        set(CURLOPT_QUICK_EXIT, 1L);
        set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.response_bytes_max));
        if (is_loopback(t.host)) set(CURLOPT_PROXY, "");  // "" also switches the environment's proxies off
        configure_body(t, request);
        configure_headers(t, request);
        set(CURLOPT_ERRORBUFFER, t.tls_detail);
        set(CURLOPT_WRITEFUNCTION, &on_body);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&t));
        set(CURLOPT_HEADERFUNCTION, &on_header);
        set(CURLOPT_HEADERDATA, static_cast<void*>(&t));
        // A libcurl before 7.80 does not tell: then everything may have been sent.
        t.handed_out = api.easy_setopt(t.easy, CURLOPT_PREREQFUNCTION, &on_hand_out) != CURLE_OK;
        set(CURLOPT_PREREQDATA, static_cast<void*>(&t));
        set(CURLOPT_PRIVATE, static_cast<void*>(&t));
    }

    void configure_body(Transfer& t, const Request& request) {
        const auto set = [&](CURLoption option, auto value) { api.easy_setopt(t.easy, option, value); };
        if (request.method == "HEAD") return set(CURLOPT_NOBODY, 1L);
        if (request.method == "POST" || !request.body.empty()) {
            set(CURLOPT_POST, 1L);
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            set(CURLOPT_POSTFIELDS, request.body.data());  // not copied: the transfer owns the request
        }
        if (request.method != "POST" && request.method != "GET")
            set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        else if (request.method == "GET" && request.body.empty())
            set(CURLOPT_HTTPGET, 1L);
    }

    void configure_headers(Transfer& t, const Request& request) {
        api.slist_free_all(t.headers);
        // libcurl would ask with "Expect: 100-continue" and wait a second for servers that do not answer it.
        t.headers = api.slist_append(nullptr, "Expect:");
        for (const auto& [name, value] : request.headers)
            t.headers = api.slist_append(t.headers, (name + ": " + value).c_str());
        api.easy_setopt(t.easy, CURLOPT_HTTPHEADER, t.headers);
    }

    static Response refused(FailureKind kind, std::string words) {
        Response response;
        response.failure = kind;
        response.failure_text = std::move(words);
        return response;
    }

    void start(Waiting waiting) {
        std::string host = host_of(waiting.request.url);
        if (std::string problem = problem_of(waiting.request, host); !problem.empty())
            return answers.push_back(
                {std::move(waiting.on_done), refused(FailureKind::bad_request, std::move(problem))});
        auto transfer = take_transfer();
        if (!transfer)
            return answers.push_back(
                {std::move(waiting.on_done),
                 refused(FailureKind::broken, "there is no memory for another transfer")});
        Transfer& t = *transfer;
        t.request = std::move(waiting.request);
        t.host = std::move(host);
        t.on_done = std::move(waiting.on_done);
        t.response = {};
        t.response.sent = true;
        t.header_bytes = 0;
        t.streamed_bytes = 0;
        t.too_large = false;
        t.stopped = false;
        t.died = false;
        t.tls_detail[0] = '\0';
        configure(t);
        t.place = running.size();
        running.push_back(std::move(transfer));
        if (const CURLMcode code = api.multi_add_handle(multi, t.easy); code != CURLM_OK) {
            t.response = refused(FailureKind::broken, api.multi_strerror(code));
            finish(t);
        }
    }

    void start_waiting() {
        while (!queue.empty() && running.size() < connections_max) {
            Waiting next = std::move(queue.front());
            queue.pop_front();
            start(std::move(next));
        }
    }

    // Takes the transfer out of the running ones; its owner is told by tell_owners().
    void finish(Transfer& t) {
        api.multi_remove_handle(multi, t.easy);
        auto on_done = std::move(t.on_done);
        Response response = std::move(t.response);
        t.request = {};  // the body may be large, and its headers hold a key
        api.slist_free_all(t.headers);
        t.headers = nullptr;
        const std::size_t place = t.place;
        idle.push_back(std::move(running[place]));
        if (place + 1 != running.size()) {
            running[place] = std::move(running.back());
            running[place]->place = place;
        }
        running.pop_back();
        answers.push_back({std::move(on_done), std::move(response)});
    }

    // Owners are told after the transfers that took over have been sent: what they do with an answer passes
    // while the server works on the next.
    void tell_owners() {
        while (!answers.empty()) {
            auto told = std::exchange(answers, {});
            for (Answer& answer : told) answer.on_done(std::move(answer.response));
        }
    }

    void fire_timers(bool all) {
        while (!timers.empty() && (all || timers.begin()->first <= SteadyClock::now())) {
            auto then = std::move(timers.begin()->second);
            timers.erase(timers.begin());
            then();
        }
    }

    int wait_ms() const {
        if (timers.empty()) return k_wait_ms_max;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(timers.begin()->first - SteadyClock::now());
        return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, k_wait_ms_max));
    }

    std::int64_t milliseconds(Transfer& t, CURLINFO info) const {
        curl_off_t microseconds = 0;
        api.easy_getinfo(t.easy, info, &microseconds);
        return microseconds / 1000;
    }

    void tell_outcome(Transfer& t, CURLcode code) {
        Response& response = t.response;
        api.easy_getinfo(t.easy, CURLINFO_RESPONSE_CODE, &response.status);
        response.latency_ms = milliseconds(t, CURLINFO_TOTAL_TIME_T);
        response.first_byte_ms = milliseconds(t, CURLINFO_STARTTRANSFER_TIME_T);
        if (t.stopped) {
            response.failure = FailureKind::cancelled;
            response.failure_text = fmt::format("the answer of {} was stopped", t.host);
        } else if (code != CURLE_OK) {
            tell_failure(t, t.died ? CURLE_GOT_NOTHING : t.too_large ? CURLE_FILESIZE_EXCEEDED : code);
        }
    }

    void tell_failure(Transfer& t, CURLcode code) {
        // Nothing was asked yet: as with a host that cannot be reached at all.
        const bool never_connected = code == CURLE_OPERATION_TIMEDOUT && !t.handed_out;
        if (never_connected) code = CURLE_COULDNT_CONNECT;
        const auto* row = std::ranges::find(k_failures, code, &FailureRow::code);
        Response& response = t.response;
        response.failure = row == std::end(k_failures) ? FailureKind::broken : row->kind;
        response.failure_text =
            row == std::end(k_failures)
                ? fmt::format("the call to {} failed: {}", t.host, lower_ascii(api.easy_strerror(code)))
                : fmt::format(fmt::runtime(row->words), t.host);
        if (never_connected) {
            response.failure_text += " in time";
        } else if (response.failure == FailureKind::connect) {
            long os_error = 0;
            api.easy_getinfo(t.easy, CURLINFO_OS_ERRNO, &os_error);
            if (os_error != 0)
                response.failure_text += ": " + lower_ascii(::strerror(static_cast<int>(os_error)));
        }
        if (response.failure == FailureKind::tls && t.tls_detail[0] != '\0')
            response.failure_text += ": " + printable_line(std::string_view(t.tls_detail).substr(0, 200));
        response.body.clear();
    }

    // At most so many; whether there may be more.
    bool finish_done(std::size_t most) {
        int left = 0;
        for (std::size_t finished = 0; finished < most;) {
            const CURLMsg* message = api.multi_info_read(multi, &left);
            if (!message) return false;
            if (message->msg != CURLMSG_DONE) continue;
            const CURLcode code = message->data.result;
            void* user = nullptr;
            api.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &user);
            auto& transfer = *static_cast<Transfer*>(user);
            tell_outcome(transfer, code);
            finish(transfer);
            ++finished;
        }
        return true;
    }

    void cancel_all() {
        while (!running.empty()) {
            Transfer& t = *running.back();
            t.response = refused(FailureKind::cancelled, fmt::format("the call to {} was stopped", t.host));
            t.response.sent = true;
            finish(t);
        }
        while (!queue.empty()) {
            Waiting next = std::move(queue.front());
            queue.pop_front();
            answers.push_back({std::move(next.on_done),
                               refused(FailureKind::cancelled, "the call was stopped before it began")});
        }
    }
};

Multi::Multi(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Multi::Multi(Multi&&) noexcept = default;
Multi::~Multi() = default;

Result<Multi> Multi::create(int connections_max) {
    auto api = open_libcurl();
    if (!api) return fail(api);
    CURLM* multi = (*api)->multi_init();
    if (!multi) return fail(ErrorCode::internal_error, "libcurl cannot make a multi handle");
    const auto limit = static_cast<std::size_t>(std::max(connections_max, 1));
    return Multi(std::make_unique<Impl>(**api, multi, limit));
}

void Multi::add(Request request, std::function<void(Response)> on_done) {
    m_impl->queue.push_back({std::move(request), std::move(on_done)});
}

void Multi::after(std::int64_t delay_ms, std::function<void()> then) {
    m_impl->timers.emplace(SteadyClock::now() + std::chrono::milliseconds(delay_ms), std::move(then));
}

std::size_t Multi::in_flight() const {
    return m_impl->running.size();
}

std::size_t Multi::queued() const {
    return m_impl->queue.size();
}

Done Multi::run(const std::atomic<bool>& cancel, const std::function<void()>& on_tick, bool settle_first,
                const std::function<bool()>& enough) {
    Impl& impl = *m_impl;
    const auto stop = [&](CURLMcode code) {
        return fail(ErrorCode::internal_error,
                    fmt::format("libcurl cannot go on: {}", impl.api.multi_strerror(code)));
    };
    for (;;) {
        const bool cancelled = cancel.load(std::memory_order_relaxed);
        if (cancelled) impl.cancel_all();
        impl.fire_timers(cancelled);
        impl.start_waiting();
        int still_running = 0;
        if (const auto code = impl.api.multi_perform(impl.multi, &still_running); code != CURLM_OK)
            return stop(code);
        impl.tell_owners();
        const bool more_done = impl.finish_done(settle_first ? k_settled_at_once : k_all);
        if (settle_first) impl.tell_owners();
        if (on_tick) on_tick();
        if (enough && enough()) return {};
        const bool can_start = !impl.queue.empty() && impl.running.size() < impl.connections_max;
        if (!impl.answers.empty() || can_start || more_done) continue;
        if (impl.running.empty() && impl.timers.empty()) return {};
        if (const auto code = impl.api.multi_poll(impl.multi, nullptr, 0, impl.wait_ms(), nullptr);
            code != CURLM_OK)
            return stop(code);
    }
}

}  // namespace mkai::http
