#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/rows.hpp"
#include "core/workspace/comment_parts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::workspace {

namespace {

constexpr std::array<std::string_view, 7> k_columns{"asset",      "version", "field", "text",
                                                    "suggestion", "comment", "by"};
// Columns that people add to say yes or no. What stands in them is told, and decides nothing.
constexpr std::array<std::string_view, 11> k_decision_columns{
    "approved", "approval", "approve", "approved by", "decision",  "status",
    "state",    "verdict",  "ok",      "sign-off",    "signed off"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// What parts the columns: whatever the first line has most of.
char separator_of(std::string_view text) {
    const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
    const auto count = [&](char c) { return std::ranges::count(header, c); };
    return std::ranges::max(std::array{',', ';', '\t'}, {}, count);
}

struct Column {
    std::string as_written;
    std::string name;  // lower case; empty: one that says yes or no
};

// The columns by what the header calls them, and what is wrong with it.
std::vector<Column> columns_of(const std::vector<std::string>& header, std::vector<std::string>& problems) {
    std::vector<Column> out;
    std::vector<std::string> known(k_columns.begin(), k_columns.end());
    for (const std::string& written : header) {
        const std::string name = lower_ascii(written);
        if (is_one_of(k_decision_columns, name)) {
            out.push_back({written, {}});
            continue;
        }
        if (!is_one_of(k_columns, name)) {
            const std::string near = did_you_mean(name, known);
            problems.push_back(fmt::format("there is no column {}{}", in_quotes(written),
                                           near.empty() ? "" : fmt::format(" ({})", near)));
        } else if (std::ranges::find(out, name, &Column::name) != out.end()) {
            problems.push_back(fmt::format("there are two columns {}", in_quotes(name)));
        }
        out.push_back({written, name});
    }
    for (const std::string_view must : {"asset", "version", "field"})
        if (std::ranges::find(out, must, &Column::name) == out.end())
            problems.push_back(fmt::format(
                "the column {} is missing{}", in_quotes(must),
                must == "version" ? ": comments belong to a version; mkai review ASSET --csv FILE "
                                    "writes a file that has it"
                                  : ""));
    if (std::ranges::none_of(out,
                             [](const Column& c) { return c.name == "suggestion" || c.name == "comment"; }))
        problems.emplace_back("there is neither a column \"suggestion\" nor a column \"comment\"");
    return out;
}

using Values = std::map<std::string, std::string>;  // by the column's name

// A version is a number, also without its v, or the beginning of a digest.
std::string version_of(std::string_view typed) {
    std::string version = lower_ascii(trim(typed));
    if (version.starts_with('@')) version.erase(0, 1);
    const bool digits = !version.empty() && version.find_first_not_of("0123456789") == std::string::npos;
    return digits ? "v" + version : version;
}

// Lines end with \n, whatever the spreadsheet wrote.
std::string lines_of(std::string_view cell) {
    std::string out;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == '\r' && i + 1 < cell.size() && cell[i + 1] == '\n') continue;
        out += cell[i] == '\r' ? '\n' : cell[i];
    }
    return std::string(trim(out));
}

class CsvComments {
  public:
    CsvComments(std::string label, eval::RowReader reader)
        : m_label(std::move(label)), m_reader(std::move(reader)) {
        m_file.kind = "csv";
        for (std::string& problem : header_problems()) m_file.problems.push_back(m_label + ": " + problem);
    }

    Result<CommentFile> read() {
        // Of a header that is not understood, no row is.
        if (!m_file.problems.empty()) return std::move(m_file);
        while (m_file.problems.size() < k_comment_rows_max) {
            auto row = m_reader.next();
            if (!row) {
                if (row.error().code != ErrorCode::invalid_file) return fail(row);
                m_file.problems.push_back(row.error().message);
                continue;
            }
            if (!*row) break;
            if ((*row)->number > k_comment_rows_max)
                return fail(ErrorCode::invalid_file,
                            fmt::format("{} has more than {} rows", m_label, k_comment_rows_max),
                            "cut it into several files");
            add(**row);
        }
        if (m_decisions > 0)
            m_file.notes.push_back(
                fmt::format("{}: what stands in {} was left out: a file of comments "
                            "approves nothing",
                            m_label, m_decision_column));
        return std::move(m_file);
    }

  private:
    std::vector<std::string> header_problems() {
        std::vector<std::string> problems;
        m_columns = columns_of(m_reader.columns(), problems);
        return problems;
    }

    void add(const eval::Row& row) {
        Values values;
        bool any = false;
        for (const Column& column : m_columns) {
            std::string value = lines_of(row.values->at(column.as_written).get<std::string>());
            if (value.empty()) continue;
            any = true;
            if (!column.name.empty()) {
                values[column.name] = std::move(value);
            } else {
                ++m_decisions;
                m_decision_column = in_quotes(column.as_written);
            }
        }
        // The empty rows that spreadsheets save below the last one.
        if (!any) return;
        add_row(fmt::format("{}:{}", m_label, row.line), std::move(values));
    }

    void add_row(const std::string& place, Values values) {
        CommentRow out;
        out.place = place;
        out.asset = values["asset"];
        out.version = version_of(values["version"]);
        const auto problem = [&](std::string_view what) {
            m_file.problems.push_back(fmt::format("{}: {}", place, what));
        };
        if (const auto at = out.asset.find('@'); at != std::string::npos && out.version.empty()) {
            out.version = version_of(out.asset.substr(at + 1));
            out.asset.resize(at);
        }
        out.field = values["field"];
        if (out.asset.empty()) return problem("the asset is missing");
        if (out.field.empty()) return problem("the field is missing");
        if (out.version.empty())
            return problem("the version is missing: comments belong to a version; write v2 into its column");
        const bool says = values.contains("suggestion") || values.contains("comment");
        const bool has_text = std::ranges::find(m_columns, "text", &Column::name) != m_columns.end();
        // Of a file that review --csv wrote, most rows come back as they were.
        if (!says && !has_text) return problem("there is neither a suggestion nor a comment");
        if (values.contains("text")) out.given = without_guard(values["text"]);
        if (values.contains("suggestion")) out.words = values["suggestion"];
        out.comment = values["comment"];
        out.by = values["by"];
        m_file.rows.push_back(std::move(out));
    }

    // What review --csv writes before a text that a spreadsheet would take for a formula.
    static std::string without_guard(const std::string& text) {
        const bool guarded =
            text.size() > 1 && text[0] == '\'' && k_formula_begins.find(text[1]) != std::string_view::npos;
        return guarded ? text.substr(1) : text;
    }

    std::string m_label;
    eval::RowReader m_reader;
    std::vector<Column> m_columns;
    CommentFile m_file;
    std::size_t m_decisions = 0;
    std::string m_decision_column;
};

}  // namespace

Result<CommentFile> read_comment_csv(const std::string& label, std::string_view text) {
    const char separator = separator_of(text);
    auto reader = eval::RowReader::over(
        [text](std::span<char> out) mutable -> Result<std::size_t> {
            const std::size_t size = std::min(out.size(), text.size());
            std::copy_n(text.data(), size, out.data());
            text.remove_prefix(size);
            return size;
        },
        eval::RowFormat::csv, label, separator);
    if (!reader) return fail(reader);
    return CsvComments(label, std::move(*reader)).read();
}

}  // namespace mkai::workspace
