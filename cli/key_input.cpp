#include "cli/key_input.hpp"

#include "cli/signals.hpp"
#include "core/base/text.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

constexpr int k_look_ms = 100;      // how often a signal is looked for
constexpr int k_sequence_ms = 30;   // a key's escape sequence comes at once
constexpr char k_end_of_input = 4;  // Ctrl-D
constexpr std::size_t k_line_bytes_max = 100'000;

// Keys come one by one, unseen; Ctrl-C stays a signal.
class OneByOne {
  public:
    OneByOne() {
        m_changed = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_changed) return;
        put_back_at_end(&m_before);
        set();
    }
    ~OneByOne() {
        if (m_changed) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &m_before);
        put_back_at_end(nullptr);
    }
    OneByOne(const OneByOne&) = delete;
    OneByOne& operator=(const OneByOne&) = delete;

    // Again, after a shell has set it otherwise (Ctrl-Z and fg).
    void keep() const {
        termios now{};
        if (m_changed && ::tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ICANON) != 0) set();
    }

  private:
    void set() const {
        termios keys = m_before;
        keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        keys.c_cc[VMIN] = 1;
        keys.c_cc[VTIME] = 0;
        ::tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
    }

    termios m_before{};
    bool m_changed = false;
};

bool is_ready(int wait_ms) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, wait_ms) > 0;
}

// Nothing at the end of input. `idle` is called while nothing comes.
template <class Idle>
Result<std::optional<char>> read_byte(Idle idle) {
    for (;;) {
        if (cancelled()) return fail(ErrorCode::interrupted, "interrupted");
        if (!is_ready(k_look_ms)) {
            idle();
            continue;
        }
        char byte = 0;
        const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
        if (got == 1) return std::optional(byte);
        if (got == 0 || errno != EINTR) return std::optional<char>();
    }
}

void ask(std::string_view question) {
    fmt::print(stderr, "{} ", question);
    std::fflush(stderr);
}

// The rest of an arrow's sequence, or of a character of several bytes.
void pass_over_rest() {
    char byte = 0;
    while (is_ready(k_sequence_ms) && ::read(STDIN_FILENO, &byte, 1) == 1) continue;
}

}  // namespace

Result<std::optional<std::string>> KeyInput::key(std::string_view question) const {
    if (m_lines) {
        auto typed = line(question);
        if (typed && *typed) **typed = lower_ascii(**typed);
        return typed;
    }
    std::string pressed;
    {
        const OneByOne mode;
        ::tcflush(STDIN_FILENO, TCIFLUSH);
        ask(question);
        auto byte = read_byte([&] { mode.keep(); });
        if (!byte || !*byte || **byte == k_end_of_input) {
            fmt::print(stderr, "\n");
            if (!byte) return fail(byte);
            return std::optional<std::string>();
        }
        const char c = **byte;
        if (c > ' ' && c < 0x7F)
            pressed = lower_ascii(std::string(1, c));
        else
            pass_over_rest();
    }
    fmt::print(stderr, "{}\n", pressed);
    return std::optional(pressed);
}

Result<std::optional<std::string>> KeyInput::line(std::string_view question) const {
    ask(question);
    std::string typed;
    for (;;) {
        auto byte = read_byte([] {});
        if (!byte || !*byte) {
            fmt::print(stderr, "\n");
            if (!byte) return fail(byte);
            return std::optional<std::string>();
        }
        if (**byte == '\n') break;
        if (typed.size() < k_line_bytes_max) typed += **byte;
    }
    return std::optional(std::string(trim(typed)));
}

}  // namespace mkai::cli
