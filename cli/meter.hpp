// How far long work has come, on one line of the terminal: how much is done, how fast, how long it still
// takes. Elsewhere than at a terminal nothing is shown.
#pragma once

#include "cli/terminal.hpp"
#include "core/base/error.hpp"
#include "core/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace mkai::cli {

enum class MeterUnit { pieces, bytes };

class Meter {
  public:
    // `stopped`: what the command says when the person has stopped it.
    Meter(const Terminal& terminal, MeterUnit unit, Error stopped);
    Meter(const Meter&) = delete;
    Meter& operator=(const Meter&) = delete;
    ~Meter();  // the line goes

    // Draws now and then; another `doing` begins anew. With none `done` how much there is is all that is
    // known. `stopped` once SIGINT or SIGTERM came.
    Done tell(std::string_view doing, std::int64_t done, std::int64_t all);
    const Error& stopped() const { return m_stopped; }
    void set_stopped(Error stopped) { m_stopped = std::move(stopped); }

  private:
    std::string line(std::int64_t done, std::int64_t all, std::chrono::milliseconds took) const;

    const Terminal& m_terminal;
    MeterUnit m_unit;
    Error m_stopped;
    std::string m_doing;
    std::chrono::steady_clock::time_point m_begun, m_drawn;
};

// ", 12 s left"; empty while too little is done to tell, and when nothing is left.
std::string left_words(std::int64_t done, std::int64_t left, std::int64_t took_ms);

// "12.3 MB"
std::string size_words(std::uintmax_t bytes);

}  // namespace mkai::cli
