// SIGINT and SIGTERM: the first asks the work to stop and keeps what is done; the second ends at once.
#pragma once

#include <atomic>

#include <termios.h>

namespace mkai::cli {

void install_signal_handlers();
const std::atomic<bool>& cancelled();
// How standard input's terminal was set, for as long as it is set otherwise: the second signal puts it back.
// Null: nothing is to be put back. What it points to outlives that.
void put_back_at_end(const termios* settings);

}  // namespace mkai::cli
