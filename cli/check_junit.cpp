#include "cli/check_renderers.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

bool xml_can_hold(char32_t c) {
    const bool c0 = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    const bool c1 = c >= 0x7F && c <= 0x9F;
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !c0 && !c1 && !surrogate && c != 0xFFFE && c != 0xFFFF;
}

// Text on one line, as it stands in an element or an attribute.
std::string xml(std::string_view text) {
    std::string held;
    for (const char32_t c : code_points(text)) append_utf8(held, xml_can_hold(c) ? c : U'\uFFFD');
    std::string out;
    for (const char c : printable_line(held)) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

using Findings = std::vector<const Finding*>;

// Every file once, in the order of sort_findings.
std::map<std::string, Findings> by_file(const CheckReport& report) {
    std::map<std::string, Findings> out;
    for (const Checked& checked : report.checked) out[checked.file];
    for (const Finding& f : report.findings) out[f.file].push_back(&f);
    return out;
}

bool is_error(const Finding* f) {
    return f->level == Level::error;
}

std::string line_of(const Finding& f) {
    std::string place = f.file.empty() ? f.field : f.file;
    if (f.line > 0) place += fmt::format(":{}:{}", f.line, f.column);
    if (!place.empty()) place += ": ";
    std::string out = xml(fmt::format("{}{}: {} [{}]", place, to_string(f.level), f.message, f.code)) + "\n";
    if (!f.fix.empty()) out += fmt::format("    fix: {}\n", xml(f.fix));
    return out;
}

std::string failure_of(const Findings& errors) {
    const Finding& first = *errors.front();
    const std::string message =
        errors.size() == 1 ? first.message
                           : fmt::format("{}, the first: {}", counted(errors.size(), "error"), first.message);
    std::string lines;
    for (const Finding* f : errors) lines += line_of(*f);
    return fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", xml(first.code),
                       xml(message), lines);
}

std::string case_of(const CheckReport& report, const std::string& file, const Findings& findings) {
    Findings errors, others;
    for (const Finding* f : findings) (is_error(f) ? errors : others).push_back(f);
    std::string out = fmt::format("    <testcase classname=\"mkai {0}\" name=\"{1}\"", xml(report.verb),
                                  xml(file.empty() ? "content" : file));
    if (!file.empty()) out += fmt::format(" file=\"{}\"", xml(file));
    if (findings.empty()) return out + "/>\n";
    out += ">\n";
    if (!errors.empty()) out += failure_of(errors);
    if (!others.empty()) {
        out += "      <system-out>";
        for (const Finding* f : others) out += line_of(*f);
        out += "</system-out>\n";
    }
    return out + "    </testcase>\n";
}

}  // namespace

std::string render_check_junit(const CheckReport& report, const Terminal&) {
    const auto files = by_file(report);
    const auto failed = std::ranges::count_if(
        files, [](const auto& entry) { return std::ranges::any_of(entry.second, is_error); });
    const std::string about = fmt::format("name=\"mkai {}\" tests=\"{}\" failures=\"{}\" errors=\"0\"",
                                          xml(report.verb), files.size(), failed);
    std::string out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {0}>\n  <testsuite {0} skipped=\"0\">\n",
        about);
    for (const auto& [file, findings] : files) out += case_of(report, file, findings);
    return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace mkai::cli
