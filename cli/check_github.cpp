#include "cli/check_renderers.hpp"
#include "core/base/names.hpp"
#include "core/base/text.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

constexpr Names<Level, 3> k_commands{
    {{Level::error, "error"}, {Level::warning, "warning"}, {Level::note, "notice"}}};

std::string escaped(std::string_view text, std::string_view characters) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (characters.find(c) == std::string_view::npos)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    }
    return out;
}

std::string escaped_data(std::string_view text) {
    return escaped(text, "%\r\n");
}

std::string escaped_property(std::string_view text) {
    return escaped(text, "%\r\n:,");
}

std::string properties_of(const Finding& f) {
    std::vector<std::string> out;
    if (!f.file.empty()) out.push_back("file=" + escaped_property(printable_line(f.file)));
    if (!f.file.empty() && f.line > 0) {
        out.push_back(fmt::format("line={}", f.line));
        if (f.column > 0) out.push_back(fmt::format("col={}", f.column));
    }
    out.push_back("title=" + escaped_property(printable_line(f.code)));
    return join(out, ",");
}

std::string message_of(const Finding& f) {
    std::string out;
    if (f.file.empty() && !f.field.empty()) out += printable_line(f.field) + ": ";
    out += printable_line(f.message);
    if (!f.fix.empty()) out += "\nfix: " + printable_line(f.fix);
    return out;
}

}  // namespace

std::string render_check_github(const CheckReport& report, const Terminal&) {
    std::string out;
    for (const Finding& f : report.findings)
        out += fmt::format("::{} {}::{}\n", name_of(k_commands, f.level), properties_of(f),
                           escaped_data(message_of(f)));
    return out + report.summary() + "\n";
}

}  // namespace mkai::cli
