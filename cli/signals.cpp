#include "cli/signals.hpp"

#include "core/base/error.hpp"

#include <csignal>

#include <unistd.h>

namespace mkai::cli {

namespace {

std::atomic<bool> g_cancelled{false};
std::atomic<const termios*> g_put_back{nullptr};
std::atomic<const EndsAtOnce*> g_ends_at_once{nullptr};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<const termios*>::is_always_lock_free,
              "the handler may only touch lock-free atomics");

void on_signal(int) {
    const EndsAtOnce* at_once = g_ends_at_once.load();
    if (!g_cancelled.exchange(true) && at_once == nullptr) return;
    if (at_once != nullptr) at_once->say();
    if (const termios* settings = g_put_back.load()) ::tcsetattr(STDIN_FILENO, TCSANOW, settings);
    ::_exit(static_cast<int>(ExitStatus::interrupted));
}

}  // namespace

void install_signal_handlers() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, seen when stdout is flushed
}

void put_back_at_end(const termios* settings) {
    g_put_back = settings;
}

EndsAtOnce::EndsAtOnce(std::string words, int descriptor)
    : m_words(std::move(words)), m_descriptor(descriptor) {
    g_ends_at_once = this;
}

EndsAtOnce::~EndsAtOnce() {
    g_ends_at_once = nullptr;
}

void EndsAtOnce::say() const {
    // Whether it can be written or not, the program ends.
    if (::write(m_descriptor, m_words.data(), m_words.size()) < 0) return;
}

const std::atomic<bool>& cancelled() {
    return g_cancelled;
}

}  // namespace mkai::cli
