// How far long work has come, on one line of the terminal: how much is done, how fast, how long it still
// takes, what it has cost. Elsewhere than at a terminal nothing is shown.
#pragma once

#include "cli/terminal.hpp"
#include "core/base/decimal.hpp"
#include "core/base/error.hpp"
#include "core/base/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mkai::cli {

enum class MeterUnit { pieces, bytes, drafts, answers, pairs };

struct Progress {
    std::int64_t done = 0;
    std::int64_t all = 0;    // 0: not known
    std::int64_t known = 0;  // of those done: known before, so that they say nothing of the rate
    std::string wrong = {};  // "2 failed"; empty: nothing
    PicoUsd spent = {};      // by models so far; nothing is said of nothing
};

// "drafting with copy: 3 of 7 drafts, 20 a minute, 12 s left, $0.12". Where that is wider than `columns` the
// rate is left out.
std::string progress_words(std::string_view doing, MeterUnit unit, const Progress& progress,
                           std::int64_t took_ms, std::size_t columns);

class Meter {
  public:
    // `stopped`: what the command says when the person has stopped it.
    Meter(const Terminal& terminal, MeterUnit unit, Error stopped);
    // Of work that looks for a stop by itself.
    Meter(const Terminal& terminal, MeterUnit unit);
    Meter(const Meter&) = delete;
    Meter& operator=(const Meter&) = delete;
    ~Meter();  // the line goes

    // Draws now and then; another `doing` begins anew. `stopped` once SIGINT or SIGTERM came.
    Done tell(std::string_view doing, std::int64_t done, std::int64_t all);
    // The same for who looks for a stop by itself.
    void show(std::string_view doing, const Progress& progress);
    // The line goes; the next one that is shown is drawn at once.
    void clear();
    const Error& stopped() const { return m_stopped; }
    void set_stopped(Error stopped) { m_stopped = std::move(stopped); }

  private:
    const Terminal& m_terminal;
    MeterUnit m_unit;
    Error m_stopped;
    std::string m_doing;
    std::chrono::steady_clock::time_point m_begun, m_drawn;
};

// "12.3 MB"
std::string size_words(std::uintmax_t bytes);

}  // namespace mkai::cli
