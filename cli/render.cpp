#include "cli/render.hpp"

#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

constexpr Names<Colour, 8> k_state_colours{{{Colour::green, "published"},
                                            {Colour::green, "legal-approved"},
                                            {Colour::green, "live"},
                                            {Colour::blue, "reviewed"},
                                            {Colour::red, "rejected"},
                                            {Colour::red, "failed"},
                                            {Colour::yellow, "publishing"},
                                            {Colour::none, "draft"}}};

Colour colour_of(Level level) {
    return level == Level::error ? Colour::red : level == Level::warning ? Colour::yellow : Colour::dim;
}

std::set<std::string> names_of(const Fields& a, const Fields& b) {
    std::set<std::string> names;
    for (const auto& [name, value] : a) names.insert(name);
    for (const auto& [name, value] : b) names.insert(name);
    return names;
}

std::string text_of(const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : flat_text(found->second);
}

// What Terminal::painted adds takes no column.
std::string without_colour(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b')
            i = std::min(text.find('m', i), text.size() - 1);
        else
            out += text[i];
    }
    return out;
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<Cell>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i].text));
    }
    return widths;
}

// How many columns stand beside each other; at least one.
std::size_t columns_beside(const std::vector<std::size_t>& widths, std::size_t columns) {
    std::size_t taken = 0, count = 0;
    for (const std::size_t width : widths) {
        taken += width + (count > 0 ? 2 : 0);
        if (taken > columns) break;
        ++count;
    }
    return std::max<std::size_t>(count, 1);
}

// Cells of a row that had no room in it, as many on a line as fit.
std::string below_row(std::span<const Cell> cells, std::size_t columns, const Terminal& terminal) {
    constexpr std::size_t k_indentation = 6;
    const std::size_t room = columns - k_indentation;
    std::string out;
    std::size_t taken = 0;
    for (const Cell& cell : cells)
        for (const std::string& part : wrap(cell.text, room)) {
            if (part.empty()) continue;
            const std::size_t width = display_width(part);
            const bool goes_on = taken > 0 && taken + 2 + width <= room;
            if (!goes_on) out += (taken > 0 ? "\n" : "") + std::string(k_indentation, ' ');
            out += (goes_on ? "  " : "") + terminal.paint(cell.colour, part);
            taken = goes_on ? taken + 2 + width : width;
        }
    return out.empty() ? out : out + "\n";
}

}  // namespace

Colour colour_of_state(std::string_view state) {
    return value_of(k_state_colours, state).value_or(Colour::none);
}

std::string short_digest(const std::string& digest) {
    return digest.substr(0, 8);
}

std::string error_text(const Error& error, const Terminal& terminal) {
    std::string out = terminal.paint_err(Colour::red, fmt::format("error[{}]", info_of(error.code).name)) +
                      ": " + printable(error.message) + "\n";
    for (const std::string& line : error.context) out += fmt::format("  {}\n", printable(line));
    if (!error.fix.empty())
        out += fmt::format("  {} {}\n", terminal.paint_err(Colour::bold, "fix:"), printable(error.fix));
    return out;
}

Json error_json(const Error& error) {
    return {{"format_version", "1.0"},
            {"error",
             {{"code", info_of(error.code).name},
              {"context", error.context},
              {"exit_status", static_cast<int>(error.status())},
              {"fix", error.fix.empty() ? Json(nullptr) : Json(error.fix)},
              {"message", error.message}}}};
}

std::string findings_text(const std::vector<Finding>& findings, const Terminal& terminal) {
    std::string out;
    for (const Finding& f : findings) {
        std::string place = f.file;
        if (f.line > 0) place += fmt::format(":{}:{}", f.line, f.column);
        if (place.empty()) place = f.field;
        out += fmt::format("{}: {}: {} [{}]\n", printable_line(place),
                           terminal.paint(colour_of(f.level), to_string(f.level)), printable_line(f.message),
                           f.code);
        if (!f.fix.empty()) out += fmt::format("    fix: {}\n", printable_line(f.fix));
    }
    return out;
}

Json findings_json(const std::vector<Finding>& findings) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    Json out = Json::array();
    for (const Finding& f : findings)
        out.push_back({{"level", to_string(f.level)},
                       {"code", f.code},
                       {"message", f.message},
                       {"fix", or_null(f.fix)},
                       {"file", or_null(f.file)},
                       {"line", f.line > 0 ? Json(f.line) : Json(nullptr)},
                       {"column", f.line > 0 ? Json(f.column) : Json(nullptr)},
                       {"field", or_null(f.field)},
                       {"source", or_null(f.source)},
                       {"excerpt", or_null(f.excerpt)},
                       {"rule", or_null(f.rule)},
                       {"owner", or_null(f.owner)}});
    return out;
}

std::string table(const std::vector<std::vector<Cell>>& rows, const Terminal& terminal) {
    const std::vector<std::size_t> widths = widths_of(rows);
    const bool narrow = terminal.out_is_terminal();
    const auto columns = narrow ? static_cast<std::size_t>(terminal.width()) : 0;
    const std::size_t beside = narrow ? columns_beside(widths, columns) : widths.size();
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < std::min(beside, row.size()); ++i) {
            if (row[i].text.empty() && i + 1 >= row.size()) break;
            line += terminal.paint(row[i].colour, row[i].text);
            if (i + 1 < row.size()) line += std::string(widths[i] - display_width(row[i].text) + 2, ' ');
        }
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
        if (beside < row.size()) out += below_row(std::span(row).subspan(beside), columns, terminal);
    }
    return out;
}

std::size_t lines_on_screen(std::string_view text, const Terminal& terminal) {
    const auto columns = static_cast<std::size_t>(terminal.width());
    std::size_t out = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t width = display_width(without_colour(text.substr(0, end)));
        out += std::max<std::size_t>(1, (width + columns - 1) / columns);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

std::string next_line(std::string_view next) {
    return fmt::format("next: {}\n", next);
}

std::string copy_text(const std::vector<publish::RenderedField>& fields, const Terminal& terminal) {
    std::string out;
    const auto columns = static_cast<std::size_t>(std::min(terminal.width(), 100)) - 4;
    for (const auto& field : fields) {
        if (field.text.empty()) continue;
        out += terminal.paint(Colour::dim, field.label + (field.locked ? " (locked)" : "")) + "\n";
        for (const std::string& line : wrap(printable(field.text), columns))
            out += line.empty() ? "\n" : fmt::format("    {}\n", line);
    }
    return out;
}

std::string diff_text(const Fields& before, const Fields& after, const Terminal& terminal) {
    const bool coloured = terminal.paint(Colour::red, "x") != "x";
    std::string out;
    for (const std::string& name : names_of(before, after)) {
        const std::string a = text_of(before, name);
        const std::string b = text_of(after, name);
        if (a == b) continue;
        out += terminal.paint(Colour::bold, name) + "\n    ";
        for (const DiffPart& part : word_diff(a, b)) {
            std::string text = printable(part.text);
            // The marks go round the words, not round the space after them.
            const std::string words(trim(text));
            const std::string tail = text.substr(text.find(words) + words.size());
            if (part.kind == DiffKind::same)
                out += text;
            else if (part.kind == DiffKind::removed)
                out += (coloured ? terminal.paint(Colour::red, words) : "[-" + words + "-]") + tail;
            else
                out += (coloured ? terminal.paint(Colour::green, words) : "{+" + words + "+}") + tail;
        }
        while (out.ends_with(' ') || out.ends_with('\n')) out.pop_back();
        out += "\n";
    }
    return out;
}

Json diff_json(const Fields& before, const Fields& after) {
    static constexpr auto k_kind = [](DiffKind kind) {
        return kind == DiffKind::same ? "same" : kind == DiffKind::removed ? "removed" : "added";
    };
    Json out = Json::array();
    for (const std::string& name : names_of(before, after)) {
        const std::string a = text_of(before, name);
        const std::string b = text_of(after, name);
        if (a == b) continue;
        Json parts = Json::array();
        for (const DiffPart& part : word_diff(a, b))
            parts.push_back({{"kind", k_kind(part.kind)}, {"text", part.text}});
        out.push_back({{"field", name}, {"before", a}, {"after", b}, {"parts", std::move(parts)}});
    }
    return out;
}

}  // namespace mkai::cli
