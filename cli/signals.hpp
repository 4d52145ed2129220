// SIGINT and SIGTERM: the first asks the work to stop and keeps what is done; the second ends at once.
#pragma once

#include <atomic>
#include <string>

#include <termios.h>

namespace mkai::cli {

void install_signal_handlers();
const std::atomic<bool>& cancelled();
// How standard input's terminal was set, for as long as it is set otherwise: the second signal puts it back.
// Null: nothing is to be put back. What it points to outlives that.
void put_back_at_end(const termios* settings);

// While it lives the first signal ends the program at once, as the second does elsewhere, with these words on
// that descriptor: for work that only reads, and has no step at which it could look. One at a time.
class EndsAtOnce {
  public:
    EndsAtOnce(std::string words, int descriptor);
    EndsAtOnce(const EndsAtOnce&) = delete;
    EndsAtOnce& operator=(const EndsAtOnce&) = delete;
    ~EndsAtOnce();

    void say() const;  // may be called by a signal's handler

  private:
    std::string m_words;
    int m_descriptor;
};

}  // namespace mkai::cli
