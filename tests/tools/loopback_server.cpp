#include "tests/tools/loopback_server.hpp"

#include "tests/tools/loopback_answers.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <deque>
#include <mutex>
#include <queue>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mkai::loopback {

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::size_t k_request_bytes_max = 32u << 20;

struct Connection {
    int fd = -1;
    std::string in;
    std::string out;
    std::size_t sent = 0;
    bool close_after = false;
    bool answering = false;          // a request is waiting for its answer or the answer is on its way
    std::deque<std::string> pieces;  // of the body, that are still to come
    int piece_ms = 0;
    bool hang_after = false;
    bool cut_after = false;
    bool drop_after = false;
    std::string endless;  // the piece that comes again and again
    std::size_t endless_left = 0;
};

struct Due {
    SteadyClock::time_point at;
    std::uint64_t connection;
    bool operator>(const Due& other) const { return at > other.at; }
};

// The value of a header in a request's head; names compare without case.
std::string_view header_of(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
            const auto value = line.find_first_not_of(' ', name.size() + 1);
            return value == std::string_view::npos ? std::string_view{} : line.substr(value);
        }
    }
    return {};
}

std::string bytes_of(const Answer& answer) {
    if (answer.no_http) return answer.body;
    const std::string length = answer.pieces.empty() ? fmt::format("Content-Length: {}", answer.body.size())
                                                     : std::string("Transfer-Encoding: chunked");
    std::string out =
        fmt::format("HTTP/1.1 {} Loopback\r\nContent-Type: {}\r\nX-Request-Id: req-loopback\r\n{}\r\n{}\r\n",
                    answer.status, answer.content_type, length, answer.headers);
    if (!answer.pieces.empty()) return out;
    out += answer.cut ? answer.body.substr(0, answer.body.size() / 2) : answer.body;
    return out;
}

}  // namespace

struct Server::Impl {
    Options options;
    int listener = -1;
    int epoll = -1;
    int wake = -1;
    int port = 0;
    std::uint64_t next_id = 10;
    std::unordered_map<std::uint64_t, Connection> open;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> requests = 0;
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> in_flight_max = 0;
    std::atomic<std::size_t> bytes_sent = 0;
    std::size_t in_flight = 0;
    std::size_t scripted = 0;
    mutable std::mutex last_mutex;
    std::string last;

    enum Special : std::uint64_t { k_listener, k_wake, k_watched };

    ~Impl() {
        for (auto& [id, connection] : open) ::close(connection.fd);
        for (const int fd : {listener, epoll, wake})
            if (fd >= 0) ::close(fd);
    }

    void watch(int fd, std::uint64_t id, std::uint32_t events, int operation = EPOLL_CTL_ADD) {
        epoll_event event{};
        event.events = events;
        event.data.u64 = id;
        ::epoll_ctl(epoll, operation, fd, &event);
    }

    void accept_all() {
        for (;;) {
            const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0) return;
            const int one = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            const std::uint64_t id = next_id++;
            open[id].fd = fd;
            ++connections;
            watch(fd, id, EPOLLIN);
        }
    }

    void close(std::uint64_t id) {
        const auto it = open.find(id);
        if (it == open.end()) return;
        if (it->second.answering) --in_flight;
        ::close(it->second.fd);
        open.erase(it);
    }

    void read_from(std::uint64_t id, Connection& connection) {
        char buffer[65536];
        for (;;) {
            const ssize_t got = ::recv(connection.fd, buffer, sizeof buffer, 0);
            if (got > 0) {
                connection.in.append(buffer, static_cast<std::size_t>(got));
                if (connection.in.size() > k_request_bytes_max) return close(id);
                if (static_cast<std::size_t>(got) == sizeof buffer) continue;
            } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
                return close(id);
            }
            break;
        }
        take_request(id, connection);
    }

    // Starts the wait for the answer when a whole request is there.
    void take_request(std::uint64_t id, Connection& connection) {
        if (connection.answering) return;
        const auto head_end = connection.in.find("\r\n\r\n");
        if (head_end == std::string::npos) return;
        if (!whole_length(connection, head_end)) return;
        connection.answering = true;
        ++requests;
        in_flight_max = std::max(in_flight_max.load(), ++in_flight);
        if (options.delay_ms == 0) return answer(id, connection);
        due.push({SteadyClock::now() + std::chrono::milliseconds(options.delay_ms), id});
    }

    // The bytes of the first request in the buffer, or 0 when they are not all there.
    static std::size_t whole_length(const Connection& connection, std::size_t head_end) {
        std::size_t body_bytes = 0;
        const auto text = header_of(std::string_view(connection.in).substr(0, head_end), "Content-Length");
        std::from_chars(text.data(), text.data() + text.size(), body_bytes);
        const std::size_t whole = head_end + 4 + body_bytes;
        return connection.in.size() >= whole ? whole : 0;
    }

    void answer(std::uint64_t id, Connection& connection) {
        const auto head_end = connection.in.find("\r\n\r\n");
        const std::size_t whole = whole_length(connection, head_end);
        const std::string_view request = std::string_view(connection.in).substr(0, whole);
        {
            const std::lock_guard lock(last_mutex);
            last = request;
        }
        const std::string_view body = request.substr(head_end + 4);
        const Answer answer =
            options.script ? options.script(scripted++, request.substr(0, head_end + 4), body)
                           : answer_to(options.mode, body, options.canned, request.substr(0, head_end + 4));
        connection.in.erase(0, whole);
        if (answer.hang && answer.pieces.empty()) return;
        if (answer.drop) return close(id);
        connection.out = bytes_of(answer);
        connection.sent = 0;
        connection.close_after = (answer.cut && answer.pieces.empty()) || answer.no_http;
        connection.drop_after = answer.close_after;
        connection.pieces.assign(answer.pieces.begin(), answer.pieces.end());
        connection.endless_left = answer.endless_bytes;
        if (answer.endless_bytes > 0) connection.endless = answer.pieces.back();
        connection.piece_ms = answer.piece_ms;
        connection.hang_after = answer.hang;
        if (!connection.pieces.empty() && !answer.cut && !answer.hang)
            connection.pieces.emplace_back();  // the chunk without bytes ends the body
        connection.cut_after = answer.cut;
        add_piece(connection);
        write_to(id, connection);
    }

    static void add_piece(Connection& connection) {
        if (connection.pieces.empty()) return;
        std::string piece = std::move(connection.pieces.front());
        connection.pieces.pop_front();
        if (connection.endless_left > 0) {
            connection.endless_left -= std::min(connection.endless_left, connection.endless.size());
            connection.pieces.push_front(connection.endless);
        }
        connection.out += fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
        connection.close_after = connection.pieces.empty() && connection.cut_after;
    }

    void write_to(std::uint64_t id, Connection& connection) {
        while (connection.sent < connection.out.size()) {
            const ssize_t put = ::send(connection.fd, connection.out.data() + connection.sent,
                                       connection.out.size() - connection.sent, MSG_NOSIGNAL);
            if (put < 0 && errno == EAGAIN)
                return watch(connection.fd, id, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
            if (put < 0) return close(id);
            connection.sent += static_cast<std::size_t>(put);
            bytes_sent += static_cast<std::size_t>(put);
        }
        if (connection.close_after) return close(id);
        if (!connection.out.empty()) watch(connection.fd, id, EPOLLIN, EPOLL_CTL_MOD);
        connection.out.clear();
        connection.sent = 0;
        if (!connection.pieces.empty())
            return due.push({SteadyClock::now() + std::chrono::milliseconds(connection.piece_ms), id});
        if (std::exchange(connection.hang_after, false)) return;
        if (connection.drop_after) return close(id);
        connection.answering = false;
        --in_flight;
        take_request(id, connection);
    }

    void answer_what_is_due() {
        const auto now = SteadyClock::now();
        while (!due.empty() && due.top().at <= now) {
            const std::uint64_t id = due.top().connection;
            due.pop();
            const auto it = open.find(id);
            if (it == open.end()) continue;
            if (it->second.pieces.empty()) {
                answer(id, it->second);
            } else {
                add_piece(it->second);
                write_to(id, it->second);
            }
        }
    }

    int wait_ms(SteadyClock::time_point end) const {
        auto until = end;
        if (!due.empty()) until = std::min(until, due.top().at);
        if (until == SteadyClock::time_point::max()) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
    }

    bool watched_ended() const {
        char buffer[256];
        return ::read(options.watched_fd, buffer, sizeof buffer) <= 0;
    }

    void handle(const epoll_event& event) {
        if (event.data.u64 == k_listener) return accept_all();
        if (event.data.u64 == k_watched && watched_ended()) stopping = true;
        const auto it = open.find(event.data.u64);
        if (it == open.end()) return;
        if (event.events & EPOLLOUT) write_to(it->first, it->second);
        // A connection may be gone after the write.
        const auto still = open.find(event.data.u64);
        if (still != open.end() && (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
            read_from(still->first, still->second);
    }
};

Server::Server(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Server::~Server() = default;

std::unique_ptr<Server> Server::listen(const Options& options, std::string& problem) {
    auto impl = std::make_unique<Impl>();
    impl->options = options;
    impl->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    impl->epoll = ::epoll_create1(EPOLL_CLOEXEC);
    impl->wake = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    const int one = 1;
    ::setsockopt(impl->listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(options.port));
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(impl->listener, generic, length) != 0 || ::listen(impl->listener, 1024) != 0 ||
        ::getsockname(impl->listener, generic, &length) != 0) {
        problem = std::strerror(errno);
        return nullptr;
    }
    impl->port = ntohs(address.sin_port);
    impl->watch(impl->listener, Impl::k_listener, EPOLLIN);
    impl->watch(impl->wake, Impl::k_wake, EPOLLIN);
    if (options.watched_fd >= 0) impl->watch(options.watched_fd, Impl::k_watched, EPOLLIN);
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

int Server::port() const {
    return m_impl->port;
}

void Server::run() {
    Impl& impl = *m_impl;
    const auto end = impl.options.seconds_max > 0
                         ? SteadyClock::now() + std::chrono::seconds(impl.options.seconds_max)
                         : SteadyClock::time_point::max();
    epoll_event events[256];
    while (!impl.stopping && SteadyClock::now() < end) {
        const int count = ::epoll_wait(impl.epoll, events, 256, impl.wait_ms(end));
        for (int i = 0; i < count; ++i) impl.handle(events[i]);
        impl.answer_what_is_due();
    }
}

void Server::stop() {
    m_impl->stopping = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t put = ::write(m_impl->wake, &one, sizeof one);
}

std::size_t Server::requests() const {
    return m_impl->requests;
}

std::size_t Server::connections() const {
    return m_impl->connections;
}

std::size_t Server::in_flight_max() const {
    return m_impl->in_flight_max;
}

std::size_t Server::bytes_sent() const {
    return m_impl->bytes_sent;
}

std::string Server::last_request() const {
    const std::lock_guard lock(m_impl->last_mutex);
    return m_impl->last;
}

struct Running::Thread {
    std::thread thread;
};

Running::Running(const Options& options) {
    std::string problem;
    m_server = Server::listen(options, problem);
    if (!m_server) throw std::runtime_error("the loopback model cannot listen: " + problem);
    m_thread = std::make_unique<Thread>();
    m_thread->thread = std::thread([this] { m_server->run(); });
}

Running::~Running() {
    m_server->stop();
    m_thread->thread.join();
}

std::string Running::host() const {
    return fmt::format("127.0.0.1:{}", m_server->port());
}

std::string Running::base_url() const {
    return "http://" + host() + "/v1";
}

}  // namespace mkai::loopback
