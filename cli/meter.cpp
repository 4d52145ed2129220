#include "cli/meter.hpp"

#include "cli/signals.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

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
constexpr std::int64_t k_pico_per_cent = k_pico_per_usd / 100;

double in_mb(std::int64_t bytes) {
    return static_cast<double>(bytes) / k_mb;
}

struct UnitNoun {
    MeterUnit unit;
    std::string_view noun;
};
constexpr std::array k_nouns{UnitNoun{MeterUnit::pieces, "piece"}, UnitNoun{MeterUnit::drafts, "draft"},
                             UnitNoun{MeterUnit::answers, "answer"}, UnitNoun{MeterUnit::pairs, "pair"}};

std::string count_words(MeterUnit unit, const Progress& p) {
    const auto row = std::ranges::find(k_nouns, unit, &UnitNoun::unit);
    if (row != k_nouns.end())
        return fmt::format("{} of {}", p.done, counted(static_cast<std::size_t>(p.all), row->noun));
    return p.done == 0 ? size_words(static_cast<std::uintmax_t>(p.all))
                       : fmt::format("{:.1f} of {:.1f} MB", in_mb(p.done), in_mb(p.all));
}

// The first span in which one or more are done; a model may take a minute for one.
struct RateSpan {
    double seconds;
    std::string_view words;
};
constexpr std::array k_rate_spans{RateSpan{1, "a second"}, RateSpan{60, "a minute"},
                                  RateSpan{3'600, "an hour"}};

std::string rate_words(MeterUnit unit, double done, double seconds) {
    if (unit == MeterUnit::bytes) return fmt::format("{:.1f} MB a second", done / k_mb / seconds);
    const auto* row = std::ranges::find_if(
        k_rate_spans, [&](const RateSpan& span) { return done * span.seconds >= seconds; });
    if (row == k_rate_spans.end()) --row;
    return fmt::format("{:.0f} {}", done / seconds * row->seconds, row->words);
}

// Of what is left at the rate so far; empty when nothing is.
std::string left_words(std::int64_t done, std::int64_t left, std::int64_t took_ms) {
    if (left <= 0) return {};
    const double ms = static_cast<double>(took_ms) / static_cast<double>(done) * static_cast<double>(left);
    const auto seconds = static_cast<std::int64_t>(ms / 1'000) + 1;
    if (seconds >= k_minutes_from_s) return fmt::format("{} min left", (seconds + 59) / 60);
    return fmt::format("{} s left", seconds);
}

// In cents: what is exact stands in the report.
std::string spent_words(PicoUsd spent) {
    if (spent.value < k_pico_per_cent) return "under $0.01";
    const std::int64_t cents = (spent.value + k_pico_per_cent / 2) / k_pico_per_cent;
    return fmt::format("${}.{:02}", cents / 100, cents % 100);
}

}  // namespace

std::string progress_words(std::string_view doing, MeterUnit unit, const Progress& p, std::int64_t took_ms,
                           std::size_t columns) {
    if (p.all == 0) return std::string(doing);
    std::vector<std::string> parts{fmt::format("{}: {}", doing, count_words(unit, p))};
    if (!p.wrong.empty()) parts.push_back(p.wrong);
    const std::size_t rate_at = parts.size();
    const std::int64_t worked = p.done - p.known;
    const bool has_rate = took_ms >= k_rate_from_ms && worked > 0;
    if (has_rate) {
        parts.push_back(rate_words(unit, static_cast<double>(worked), static_cast<double>(took_ms) / 1'000));
        if (std::string left = left_words(worked, p.all - p.done, took_ms); !left.empty())
            parts.push_back(std::move(left));
    } else if (took_ms >= k_rate_from_ms && p.done < p.all) {
        parts.push_back(fmt::format("{} s so far", took_ms / 1'000));
    }
    if (p.spent.value > 0) parts.push_back(spent_words(p.spent));
    if (has_rate && display_width(join(parts, ", ")) > columns)
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(rate_at));
    return join(parts, ", ");
}

Meter::Meter(const Terminal& terminal, MeterUnit unit, Error stopped)
    : m_terminal(terminal), m_unit(unit), m_stopped(std::move(stopped)) {}

Meter::Meter(const Terminal& terminal, MeterUnit unit)
    : Meter(terminal, unit, {ErrorCode::interrupted, {}, {}, {}}) {}

Meter::~Meter() {
    clear();
}

void Meter::clear() {
    m_terminal.progress("");
    m_drawn = {};
}

Done Meter::tell(std::string_view doing, std::int64_t done, std::int64_t all) {
    if (cancelled()) return fail(Error(m_stopped));
    show(doing, {done, all});
    return {};
}

void Meter::show(std::string_view doing, const Progress& progress) {
    if (!m_terminal.shows_progress()) return;
    const auto now = steady_clock::now();
    const bool is_new = doing != m_doing;
    if (is_new) {
        m_doing = doing;
        m_begun = now;
    }
    if (!is_new && now - m_drawn < k_between_draws) return;
    m_drawn = now;
    const auto took = std::chrono::duration_cast<milliseconds>(now - m_begun);
    m_terminal.progress(progress_words(doing, m_unit, progress, took.count(),
                                       static_cast<std::size_t>(m_terminal.width_err()) - 1));
}

std::string size_words(std::uintmax_t bytes) {
    return fmt::format("{:.1f} MB", in_mb(static_cast<std::int64_t>(bytes)));
}

}  // namespace mkai::cli
