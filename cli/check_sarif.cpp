#include "cli/check_renderers.hpp"
#include "core/base/hash.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace mkai::cli {

namespace {

// Section 3.13.3, note 2 (2026-11-24).
constexpr std::string_view k_schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view k_fingerprint = "mkaiFinding/v1";  // another version when its input changes

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string uri_of(std::string_view file) {
    const bool absolute = file.starts_with('/');
    while (file.starts_with("./")) file.remove_prefix(2);
    std::string out = absolute ? "file://" : "";
    for (const char c : file) {
        if (is_unreserved(c) || c == '/')
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string message_text(std::string_view text) {
    std::string out;
    for (const char c : printable_line(text)) {
        if (c == '(' && out.ends_with(']')) out += ' ';
        out += c;
        if (c == '{' || c == '}') out += c;
    }
    return out;
}

// NUL parts them: none but the message, which comes last, can hold one.
std::string fingerprint_of(const Finding& f) {
    const char nul = '\0';
    return sha256_hex(f.code + nul + f.file + nul + f.field + nul + f.message);
}

std::vector<std::string> codes_of(const CheckReport& report) {
    std::vector<std::string> codes;
    for (const Finding& f : report.findings) codes.push_back(f.code);
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

void write_rules(JsonWriter& w, const std::vector<std::string>& codes) {
    w.key("rules").begin_array();
    for (const std::string& code : codes) {
        std::string words = message_text(code);
        std::ranges::replace(words, '-', ' ');
        w.begin_object().key("id").value(code);
        w.key("shortDescription").begin_object().key("text").value(words).end_object().end_object();
    }
    w.end_array();
}

// Nothing when nothing is known of the place: content of the ledger has a field, and no file.
void write_locations(JsonWriter& w, const Finding& f) {
    if (f.file.empty() && f.field.empty()) return;
    w.key("locations").begin_array().begin_object();
    if (!f.file.empty()) {
        w.key("physicalLocation").begin_object();
        w.key("artifactLocation").begin_object().key("uri").value(uri_of(f.file)).end_object();
        if (f.line > 0) {
            w.key("region").begin_object().key("startLine").value(f.line);
            if (f.column > 0) w.key("startColumn").value(f.column);
            w.end_object();
        }
        w.end_object();
    }
    if (!f.field.empty())
        w.key("logicalLocations")
            .begin_array()
            .begin_object()
            .key("fullyQualifiedName")
            .value(printable_line(f.field))
            .end_object()
            .end_array();
    w.end_object().end_array();
}

void write_result(JsonWriter& w, const Finding& f, const std::vector<std::string>& codes) {
    const auto rule = std::distance(codes.begin(), std::ranges::lower_bound(codes, f.code));
    w.begin_object().key("ruleId").value(f.code).key("ruleIndex").value(static_cast<std::int64_t>(rule));
    w.key("level").value(to_string(f.level));  // SARIF names them as we do (3.27.10)
    std::string text = message_text(f.message);
    if (!f.fix.empty()) text += "\nfix: " + message_text(f.fix);
    w.key("message").begin_object().key("text").value(text).end_object();
    write_locations(w, f);
    w.key("partialFingerprints").begin_object().key(k_fingerprint).value(fingerprint_of(f)).end_object();
    if (!f.source.empty()) w.key("properties").begin_object().key("source").value(f.source).end_object();
    w.end_object();
}

}  // namespace

std::string render_check_sarif(const CheckReport& report, const Terminal&) {
    const std::vector<std::string> codes = codes_of(report);
    JsonWriter w;
    w.begin_object().key("$schema").value(k_schema).key("version").value("2.1.0");
    w.key("runs").begin_array().begin_object().key("tool").begin_object().key("driver").begin_object();
    w.key("name").value("mkai").key("version").value(MKAI_VERSION);
    write_rules(w, codes);
    w.end_object().end_object().key("columnKind").value("unicodeCodePoints").key("results").begin_array();
    for (const Finding& f : report.findings) write_result(w, f, codes);
    w.end_array().end_object().end_array().end_object();
    return w.take() + "\n";
}

}  // namespace mkai::cli
