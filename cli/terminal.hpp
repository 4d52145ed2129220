// The terminal: what it is, how wide, whether colour is wanted; questions and progress. The only part that
// reads the environment, besides main.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mkai::cli {

enum class Colour { none, red, green, yellow, blue, dim, bold };

struct TerminalOptions {
    bool plain = false;
    bool no_input = false;
    bool quiet = false;
};

class Terminal {
  public:
    explicit Terminal(TerminalOptions options);

    bool can_ask() const { return m_can_ask; }
    bool shows_progress() const { return m_progress; }
    bool quiet() const { return m_options.quiet; }
    // As it is now: a window may have been resized since.
    int width() const;
    int height() const;
    int width_err() const;  // of standard error
    bool out_is_terminal() const { return m_out; }
    bool colours_err() const { return m_colour_err; }
    // For screen readers and terminals that can do little: lines, and nothing drawn beside each other.
    bool plain() const { return m_plain; }

    // For stdout and for stderr: colour only where it is a terminal and wanted.
    std::string paint(Colour colour, std::string_view text) const {
        return painted(m_colour_out, colour, text);
    }
    std::string paint_err(Colour colour, std::string_view text) const {
        return painted(m_colour_err, colour, text);
    }

    // Asks on stderr, reads a line from stdin. Empty at end of file.
    std::optional<std::string> ask(std::string_view question) const;
    // y or yes; anything else is no.
    bool confirm(std::string_view question) const;

    // Words for people, on stderr; nothing when quiet.
    void say(std::string_view text) const;
    // Instead of all that is on the screen, on stdout; below it with --plain.
    void redraw(std::string_view text) const;
    // Replaces the progress line; cleared by an empty one.
    void progress(std::string_view line) const;

    static std::string painted(bool on, Colour colour, std::string_view text);

  private:
    TerminalOptions m_options;
    bool m_plain = false;
    bool m_out = false;
    bool m_can_ask = false;
    bool m_progress = false;
    bool m_colour_out = false;
    bool m_colour_err = false;
};

// An environment variable, or empty.
std::string environment(const char* name);

}  // namespace mkai::cli
