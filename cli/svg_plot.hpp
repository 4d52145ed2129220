// Plots as SVG inside of an HTML page: no numbers are computed here but where things stand. Colours and
// strokes are classes of the page's style, so that dark pages and paper have their own. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mkai::cli {

struct PlotRange {
    double low = 0;
    double high = 0;
};

// Round values (1, 2, 2.5 or 5 times a power of ten apart) that lie around `range`: the first is at most its
// low end, the last at least its high end; 2 to `most` + 1 of them.
std::vector<double> axis_ticks(PlotRange range, int most);

// A figure with its interval, where there is one.
struct PlotMark {
    double value = 0;
    std::optional<PlotRange> interval;
};
struct PlotRow {
    std::string name;
    std::vector<PlotMark> marks;  // the same number in each row; the first is the filled one
};
struct IntervalPlot {
    std::string_view id;  // of the element, for its title and description
    std::string_view title;
    std::string_view description;
    std::string_view axis;  // "share, %"
    std::vector<std::string> marks;
    std::vector<PlotRow> rows;        // from above
    std::optional<PlotRange> bounds;  // the axis never goes beyond
};
std::string interval_plot(const IntervalPlot& plot);

struct PlotPoint {
    std::string name;
    double x = 0;
    double y = 0;
    std::optional<PlotRange> interval;  // of y
};
struct ScatterPlot {
    std::string_view id;
    std::string_view title;
    std::string_view description;
    std::string_view x_axis, y_axis;
    std::vector<PlotPoint> points;
    std::optional<PlotRange> y_bounds;
};
// Each point has its name beside it; names that would lie over each other are moved apart, with a line to
// their point. x begins at 0.
std::string scatter_plot(const ScatterPlot& plot);

}  // namespace mkai::cli
