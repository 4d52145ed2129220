#include "cli/meter.hpp"

#include "cli/signals.hpp"
#include "core/base/text.hpp"

#include <fmt/format.h>

namespace mkai::cli {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds k_between_draws{100};
// A rate of less time says little.
constexpr std::int64_t k_rate_from_ms = 1'000;
constexpr std::int64_t k_minutes_from_s = 120;

constexpr double k_mb = 1e6;

double in_mb(std::int64_t bytes) {
    return static_cast<double>(bytes) / k_mb;
}

}  // namespace

Meter::Meter(const Terminal& terminal, MeterUnit unit, Error stopped)
    : m_terminal(terminal), m_unit(unit), m_stopped(std::move(stopped)) {}

Meter::~Meter() {
    m_terminal.progress("");
}

Done Meter::tell(std::string_view doing, std::int64_t done, std::int64_t all) {
    if (cancelled()) return fail(Error(m_stopped));
    if (!m_terminal.shows_progress()) return {};
    const auto now = steady_clock::now();
    const bool is_new = doing != m_doing;
    if (is_new) {
        m_doing = doing;
        m_begun = now;
    }
    if (!is_new && now - m_drawn < k_between_draws) return {};
    m_drawn = now;
    m_terminal.progress(line(done, all, std::chrono::duration_cast<milliseconds>(now - m_begun)));
    return {};
}

std::string Meter::line(std::int64_t done, std::int64_t all, milliseconds took) const {
    const bool bytes = m_unit == MeterUnit::bytes;
    if (all == 0) return m_doing;
    std::string out = m_doing + ": ";
    if (done == 0)
        out += bytes ? size_words(static_cast<std::uintmax_t>(all))
                     : counted(static_cast<std::size_t>(all), "piece");
    else if (bytes)
        out += fmt::format("{:.1f} of {:.1f} MB", in_mb(done), in_mb(all));
    else
        out += fmt::format("{} of {}", done, counted(static_cast<std::size_t>(all), "piece"));
    if (took.count() < k_rate_from_ms) return out;
    const double seconds = std::chrono::duration<double>(took).count();
    if (done == 0) return out + fmt::format(", {:.0f} s so far", seconds);
    out += bytes ? fmt::format(", {:.1f} MB a second", in_mb(done) / seconds)
                 : fmt::format(", {:.0f} a second", static_cast<double>(done) / seconds);
    return out + left_words(done, all - done, took.count());
}

std::string left_words(std::int64_t done, std::int64_t left, std::int64_t took_ms) {
    if (done <= 0 || left <= 0) return {};
    const double ms = static_cast<double>(took_ms) / static_cast<double>(done) * static_cast<double>(left);
    const auto seconds = static_cast<std::int64_t>(ms / 1'000) + 1;
    if (seconds >= k_minutes_from_s) return fmt::format(", {} min left", (seconds + 59) / 60);
    return fmt::format(", {} s left", seconds);
}

std::string size_words(std::uintmax_t bytes) {
    return fmt::format("{:.1f} MB", in_mb(static_cast<std::int64_t>(bytes)));
}

}  // namespace mkai::cli
