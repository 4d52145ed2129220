#include "cli/svg_plot.hpp"

#include "cli/html.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// Units of the drawing. The page makes it as wide as its column: at 400 units a phone shows it at about its
// own size, so that text of 12 stays readable.
constexpr double k_width = 400;
constexpr double k_text = 12;
// Of a character of that size, at most: names are cut by it.
constexpr double k_character = 6.6;

double rounded(double value) {
    return std::round(value * 10) / 10;
}

// A value on an axis as a place on the paper.
struct Scale {
    PlotRange values;
    double from = 0;
    double to = 0;
    double at(double value) const {
        return rounded(from + (value - values.low) / (values.high - values.low) * (to - from));
    }
};

// Digits that tell ticks apart.
std::string tick_text(double value, double step) {
    if (value == 0) return "0";
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    const double tenths = step * std::pow(10.0, digits);
    const bool half = std::abs(tenths - std::round(tenths)) > 1e-6;  // 2.5
    return fmt::format("{:.{}f}", value, digits + (half ? 1 : 0));
}

std::vector<double> bounded_ticks(PlotRange range, const std::optional<PlotRange>& bounds, int most) {
    // Of values that are all the same, all that there can be.
    constexpr double k_no_width = 1e-5;
    if (bounds && range.high - range.low < k_no_width) return axis_ticks(*bounds, most);
    std::vector<double> ticks = axis_ticks(range, most);
    if (bounds)
        std::erase_if(ticks,
                      [&](double tick) { return tick < bounds->low - 1e-9 || tick > bounds->high + 1e-9; });
    return ticks.size() < 2 ? axis_ticks(bounds.value_or(range), most) : ticks;
}

std::string shortened(std::string_view name, double width) {
    const auto columns = static_cast<std::size_t>(std::max(width / k_character, 4.0));
    std::string line = printable_line(name);
    if (display_width(line) <= columns) return line;
    return std::string(prefix_of_width(line, columns - 1)) + "…";
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view style,
                    std::string_view text) {
    return fmt::format("<text class=\"{}\" x=\"{:g}\" y=\"{:g}\" text-anchor=\"{}\">{}</text>\n", style,
                       rounded(x), rounded(y), anchor, html_text(text));
}

std::string line(std::string_view style, double x1, double y1, double x2, double y2) {
    return fmt::format("<line class=\"{}\" x1=\"{:g}\" y1=\"{:g}\" x2=\"{:g}\" y2=\"{:g}\"/>\n", style,
                       rounded(x1), rounded(y1), rounded(x2), rounded(y2));
}

std::string opened(std::string_view id, std::string_view title, std::string_view description, double height) {
    return fmt::format(
        "<svg class=\"plot\" viewBox=\"0 0 {0:g} {1:g}\" role=\"img\" aria-labelledby=\"{2}-title "
        "{2}-desc\">\n"
        "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-desc\">{4}</desc>\n",
        k_width, height, id, html_text(title), html_text(description));
}

// A mark and its interval; the second kind is hollow, so that it needs no colour.
std::string mark_at(const PlotMark& mark, std::size_t kind, const Scale& scale, double y) {
    const std::string style = kind == 0 ? "first" : "second";
    std::string out;
    if (mark.interval) {
        const double low = scale.at(std::max(mark.interval->low, scale.values.low));
        const double high = scale.at(std::min(mark.interval->high, scale.values.high));
        out += line("range " + style, low, y, high, y);
        out += line("range " + style, low, y - 3, low, y + 3);
        out += line("range " + style, high, y - 3, high, y + 3);
    }
    const double x = scale.at(mark.value);
    if (kind == 0)
        return out + fmt::format("<circle class=\"mark {}\" cx=\"{:g}\" cy=\"{:g}\" r=\"4.5\"/>\n", style, x,
                                 rounded(y));
    return out +
           fmt::format("<rect class=\"mark {}\" x=\"{:g}\" y=\"{:g}\" width=\"8\" height=\"8\" rx=\"1\"/>\n",
                       style, rounded(x - 4), rounded(y - 4));
}

PlotRange widened(PlotRange range, const PlotMark& mark) {
    range.low = std::min({range.low, mark.value, mark.interval ? mark.interval->low : mark.value});
    range.high = std::max({range.high, mark.value, mark.interval ? mark.interval->high : mark.value});
    return range;
}

// --- names of points ---

struct Label {
    const PlotPoint* point = nullptr;
    double x = 0;  // of the point
    double y = 0;
    double text_y = 0;
    bool left = false;  // of the point
};

// Down from above so that each has its line, then up again where the lowest left the paper.
void move_apart(std::vector<Label*>& labels, double top, double bottom) {
    std::ranges::stable_sort(labels, {}, [](const Label* label) { return label->y; });
    constexpr double k_line = k_text + 2;
    double free_from = top;
    for (Label* label : labels) {
        label->text_y = std::max(label->y, free_from);
        free_from = label->text_y + k_line;
    }
    double free_to = bottom;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        (*label)->text_y = std::min((*label)->text_y, free_to);
        free_to = (*label)->text_y - k_line;
    }
}

}  // namespace

std::vector<double> axis_ticks(PlotRange range, int most) {
    if (!std::isfinite(range.low) || !std::isfinite(range.high)) return {0, 1};
    if (range.high - range.low < 1e-12) {  // one value: some room around it
        const double room = std::max(std::abs(range.low) * 0.1, 1e-6);
        range = {range.low - room, range.high + room};
    }
    const double raw = (range.high - range.low) / most;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    constexpr std::array k_steps{1.0, 2.0, 2.5, 5.0, 10.0};
    double step = power * 10;
    for (const double factor : k_steps) {
        step = power * factor;
        const double first = std::floor(range.low / step + 1e-9);
        const double last = std::ceil(range.high / step - 1e-9);
        if (last - first <= most) break;
    }
    std::vector<double> ticks;
    const auto first = static_cast<long long>(std::floor(range.low / step + 1e-9));
    const auto last = static_cast<long long>(std::ceil(range.high / step - 1e-9));
    for (long long i = first; i <= last; ++i) ticks.push_back(static_cast<double>(i) * step);
    return ticks;
}

std::string interval_plot(const IntervalPlot& plot) {
    constexpr double k_left = 12;
    constexpr double k_right = k_width - 16;
    constexpr double k_legend = 22;
    constexpr double k_mark_line = 15;
    const std::size_t marks = plot.marks.size();
    const double row_height = 24 + k_mark_line * static_cast<double>(marks);
    const double bottom = k_legend + row_height * static_cast<double>(plot.rows.size()) + 4;

    PlotRange range{1e300, -1e300};
    for (const PlotRow& row : plot.rows)
        for (const PlotMark& mark : row.marks) range = widened(range, mark);
    const std::vector<double> ticks = bounded_ticks(range, plot.bounds, 6);
    const Scale scale{{ticks.front(), ticks.back()}, k_left, k_right};

    std::string out = opened(plot.id, plot.title, plot.description, bottom + 40);
    double legend_x = k_left + 5;
    for (std::size_t kind = 0; kind < marks; ++kind) {
        const Scale here{{0, 1}, legend_x, legend_x + 1};
        out += mark_at({0, {}}, kind, here, 9);
        out += text_at(legend_x + 10, 13, "start", "label", plot.marks[kind]);
        legend_x += 32 + k_character * static_cast<double>(display_width(plot.marks[kind]));
    }
    for (const double tick : ticks) {
        out += line("grid", scale.at(tick), k_legend, scale.at(tick), bottom);
        out +=
            text_at(scale.at(tick), bottom + 15, "middle", "tick", tick_text(tick, ticks[1] - ticks.front()));
    }
    out += line("axis", k_left, bottom, k_right, bottom);
    out += text_at((k_left + k_right) / 2, bottom + 33, "middle", "label", plot.axis);
    double y = k_legend;
    for (const PlotRow& row : plot.rows) {
        out += text_at(k_left, y + 16, "start", "name", shortened(row.name, k_right - k_left));
        for (std::size_t kind = 0; kind < row.marks.size(); ++kind)
            out += mark_at(row.marks[kind], kind, scale, y + 28 + k_mark_line * static_cast<double>(kind));
        y += row_height;
    }
    return out + "</svg>\n";
}

std::string scatter_plot(const ScatterPlot& plot) {
    constexpr double k_left = 44;
    constexpr double k_right = k_width - 16;
    constexpr double k_top = 28;
    const double bottom = k_top + std::max(190.0, 16.0 * static_cast<double>(plot.points.size()));

    PlotRange ys{1e300, -1e300};
    double x_max = 0;
    for (const PlotPoint& point : plot.points) {
        ys = widened(ys, {point.y, point.interval});
        x_max = std::max(x_max, point.x);
    }
    const std::vector<double> y_ticks = bounded_ticks(ys, plot.y_bounds, 6);
    const std::vector<double> x_ticks = axis_ticks({0, x_max > 0 ? x_max : 1}, 4);
    const Scale x{{x_ticks.front(), x_ticks.back()}, k_left, k_right};
    const Scale y{{y_ticks.front(), y_ticks.back()}, bottom, k_top};

    std::string out = opened(plot.id, plot.title, plot.description, bottom + 40);
    for (const double tick : y_ticks) {
        out += line("grid", k_left, y.at(tick), k_right, y.at(tick));
        out +=
            text_at(k_left - 6, y.at(tick) + 4, "end", "tick", tick_text(tick, y_ticks[1] - y_ticks.front()));
    }
    for (std::size_t i = 0; i < x_ticks.size(); ++i) {
        out += line("grid", x.at(x_ticks[i]), k_top, x.at(x_ticks[i]), bottom);
        // The last stands at the paper's edge.
        out += text_at(i + 1 == x_ticks.size() ? k_width - 2 : x.at(x_ticks[i]), bottom + 15,
                       i + 1 == x_ticks.size() ? "end" : "middle", "tick",
                       tick_text(x_ticks[i], x_ticks[1] - x_ticks.front()));
    }
    out += line("axis", k_left, bottom, k_right, bottom);
    out += line("axis", k_left, k_top, k_left, bottom);
    out += text_at(2, 14, "start", "label", plot.y_axis);
    out += text_at((k_left + k_right) / 2, bottom + 33, "middle", "label", plot.x_axis);

    std::vector<Label> labels;
    for (const PlotPoint& point : plot.points) {
        const double at = x.at(point.x);
        labels.push_back({&point, at, y.at(point.y), y.at(point.y), at > (k_left + k_right) / 2});
        if (!point.interval) continue;
        const double low = y.at(std::max(point.interval->low, y.values.low));
        const double high = y.at(std::min(point.interval->high, y.values.high));
        out += line("range first", at, low, at, high);
        out += line("range first", at - 3, low, at + 3, low);
        out += line("range first", at - 3, high, at + 3, high);
    }
    for (const bool left : {true, false}) {
        std::vector<Label*> side;
        for (Label& label : labels)
            if (label.left == left) side.push_back(&label);
        move_apart(side, k_top + 6, bottom - 6);
    }
    for (const Label& label : labels) {
        constexpr double k_gap = 12;
        const double text_x = label.left ? label.x - k_gap : label.x + k_gap;
        if (std::abs(label.text_y - label.y) > 3)
            out += line("leader", label.x, label.y, label.left ? text_x + 3 : text_x - 3, label.text_y);
        out += fmt::format("<circle class=\"mark first\" cx=\"{:g}\" cy=\"{:g}\" r=\"4.5\"/>\n", label.x,
                           label.y);
        const double room = label.left ? text_x - k_left - 4 : k_right - text_x;
        out += text_at(text_x, label.text_y + 4, label.left ? "end" : "start", "name",
                       shortened(label.point->name, room));
    }
    return out + "</svg>\n";
}

}  // namespace mkai::cli
