// A small HTTP/1.1 server on 127.0.0.1 that plays a model provider: one thread, epoll, and a heap of answers
// that are due, so that hundreds of calls can wait side by side. For tests and benchmarks only.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mkai::loopback {

struct Answer;  // loopback_answers.hpp

struct Options {
    std::string mode = "ok";  // see loopback_answers.hpp
    std::string canned{};     // what the model writes; empty: text that fits the schema
    int delay_ms = 0;         // from the last byte of a request to the first of its answer
    int port = 0;             // 0: any that is free
    int watched_fd = -1;      // the server stops when this is readable and at its end (a program's stdin)
    int seconds_max = 0;      // it stops after that long; 0: never
    // Instead of a mode: the answer to the request of this number (from 0), its head and its body. Runs in
    // the server's thread.
    std::function<Answer(std::size_t nth, std::string_view head, std::string_view body)> script{};
};

class Server {
  public:
    // Null when the port cannot be had; `problem` says why.
    static std::unique_ptr<Server> listen(const Options& options, std::string& problem);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;
    void run();   // serves until stop(), from one thread
    void stop();  // from any thread

    // What came so far; safe from any thread.
    std::size_t requests() const;
    std::size_t connections() const;
    std::size_t in_flight_max() const;
    std::size_t bytes_sent() const;
    std::string last_request() const;  // head and body as they came

  private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// A server in a thread of its own, for as long as this lives.
class Running {
  public:
    explicit Running(const Options& options);  // throws std::runtime_error: a test cannot go on
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    Server& server() { return *m_server; }
    std::string base_url() const;  // "http://127.0.0.1:PORT/v1"
    std::string host() const;      // "127.0.0.1:PORT"

  private:
    struct Thread;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Thread> m_thread;
};

}  // namespace mkai::loopback
