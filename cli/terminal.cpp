#include "cli/terminal.hpp"

#include "core/base/text.hpp"

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mkai::cli {

namespace {

// https://no-color.org and https://bixense.com/clicolors, read 2026-11-23: NO_COLOR wins over everything but
// a CLICOLOR_FORCE that is not 0.
bool wants_colour(bool is_terminal) {
    if (const std::string force = environment("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
    if (!environment("NO_COLOR").empty() || environment("CLICOLOR") == "0" || environment("TERM") == "dumb")
        return false;
    return is_terminal;
}

int columns_of(int fd) {
    winsize size{};
    if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
    const int columns = std::atoi(environment("COLUMNS").c_str());
    return columns > 20 ? columns : 80;
}

int lines_of(int fd) {
    winsize size{};
    if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0) return size.ws_row;
    const int lines = std::atoi(environment("LINES").c_str());
    return lines > 0 ? lines : 24;
}

std::string_view code_of(Colour colour) {
    switch (colour) {
        case Colour::red:
            return "31";
        case Colour::green:
            return "32";
        case Colour::yellow:
            return "33";
        case Colour::blue:
            return "34";
        case Colour::dim:
            return "2";
        case Colour::bold:
            return "1";
        case Colour::none:
            break;
    }
    return "";
}

}  // namespace

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

Terminal::Terminal(TerminalOptions options) : m_options(options) {
    const bool out = ::isatty(STDOUT_FILENO) == 1;
    const bool err = ::isatty(STDERR_FILENO) == 1;
    m_plain = options.plain || environment("TERM") == "dumb";
    m_out = out;
    m_can_ask = !options.no_input && err && ::isatty(STDIN_FILENO) == 1;
    m_progress = err && !options.quiet && !m_plain;
    m_colour_out = !options.plain && wants_colour(out);
    m_colour_err = !options.plain && wants_colour(err);
}

int Terminal::width() const {
    return columns_of(m_out ? STDOUT_FILENO : STDERR_FILENO);
}

int Terminal::height() const {
    return lines_of(m_out ? STDOUT_FILENO : STDERR_FILENO);
}

int Terminal::width_err() const {
    return columns_of(STDERR_FILENO);
}

std::string Terminal::painted(bool on, Colour colour, std::string_view text) {
    if (!on || colour == Colour::none) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code_of(colour), text);
}

std::optional<std::string> Terminal::ask(std::string_view question) const {
    fmt::print(stderr, "{} ", question);
    std::fflush(stderr);
    std::string line;
    if (!std::getline(std::cin, line)) {
        fmt::print(stderr, "\n");
        return std::nullopt;
    }
    return std::string(trim(line));
}

bool Terminal::confirm(std::string_view question) const {
    const auto answer = ask(fmt::format("{} [y/N]", question));
    return answer && (lower_ascii(*answer) == "y" || lower_ascii(*answer) == "yes");
}

void Terminal::say(std::string_view text) const {
    if (m_options.quiet || text.empty()) return;
    fmt::print(stderr, "{}{}", text, text.ends_with('\n') ? "" : "\n");
}

// Home, then clear: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, ED 2, read 2026-11-27.
void Terminal::redraw(std::string_view text) const {
    const bool draws = m_out && !m_plain;
    fmt::print(stdout, "{}{}", draws ? "\x1b[H\x1b[2J" : "\n", text);
    std::fflush(stdout);
}

void Terminal::progress(std::string_view line) const {
    if (!m_progress) return;
    fmt::print(stderr, "\r\x1b[K{}", prefix_of_width(line, static_cast<std::size_t>(width_err() - 1)));
    std::fflush(stderr);
}

}  // namespace mkai::cli
