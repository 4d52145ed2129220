// SIGINT and SIGTERM: the first asks the work to stop and keeps what is done; the second ends at once.
#pragma once

#include <atomic>

namespace mkai::cli {

void install_signal_handlers();
const std::atomic<bool>& cancelled();

}  // namespace mkai::cli
