#include "core/eval/rows.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace mkai::eval {

namespace {

constexpr std::size_t k_block_bytes = 64 * 1024;
constexpr std::string_view k_bom = "\xEF\xBB\xBF";

// Bytes of a source, a block at a time, with the number of the line that they stand on. A line ends with LF,
// CR LF or CR.
class Bytes {
  public:
    explicit Bytes(RowReader::Source source) : m_source(std::move(source)), m_block(k_block_bytes) {}

    // False at the end and after an error of the source, which `error` then has.
    bool fill() {
        if (m_at < m_end) return true;
        if (m_over) return false;
        auto got = m_source(m_block);
        if (!got) m_error = std::move(got.error());
        m_at = 0;
        m_end = got ? std::min(*got, m_block.size()) : 0;
        m_over = m_end == 0;
        return !m_over;
    }
    // The first `count` bytes in one piece, if there are so many.
    void fill_first(std::size_t count) {
        while (m_end < count && !m_over) {
            auto got = m_source(std::span(m_block).subspan(m_end));
            if (!got) m_error = std::move(got.error());
            const std::size_t size = got ? std::min(*got, m_block.size() - m_end) : 0;
            m_end += size;
            m_over = size == 0;
        }
    }
    // What is in memory; not empty after fill().
    std::string_view block() const { return {m_block.data() + m_at, m_end - m_at}; }
    void skip(std::size_t count) { m_at += count; }
    std::optional<Error>& error() { return m_error; }

  private:
    RowReader::Source m_source;
    std::vector<char> m_block;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    bool m_over = false;
    std::optional<Error> m_error;
};

struct FileDescriptor {
    int number = -1;
    explicit FileDescriptor(int fd) : number(fd) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (number >= 0) ::close(number);
    }
};

}  // namespace

// A reader of both formats: `read_record` and `read_line` cut the bytes, `next_csv` and `next_line` make
// rows.
struct RowReader::Impl {
    Impl(Source source, RowFormat row_format, std::string name, char parted_by)
        : bytes(std::move(source)),
          format(row_format),
          label(std::move(name)),
          separator(parted_by),
          ends_plain{parted_by, '"', '\r', '\n'} {}

    Bytes bytes;
    RowFormat format;
    std::string label;
    char separator;
    std::string ends_plain;  // what a value without quotation marks ends with
    std::vector<std::string> columns;
    std::size_t rows = 0;
    std::size_t line = 1;  // of the next byte
    bool behind_cr = false;

    // The record that was read last. What it is made of stays allocated from row to row.
    std::string text;               // its fields, one behind the other; of JSON Lines the line
    std::vector<std::size_t> ends;  // of the fields in `text`
    std::size_t begin_line = 1;
    std::string problem;  // why it is no row; empty when it is one

    tl::unexpected<Error> bad(std::string_view what, std::string fix = {}) const {
        return fail(ErrorCode::invalid_file, fmt::format("{}:{}: {}", label, begin_line, what),
                    std::move(fix));
    }

    void add(std::string_view part) {
        if (text.size() + part.size() <= k_row_bytes_max)
            text += part;
        else
            note("the row has more than {} bytes", k_row_bytes_max);
    }
    template <class... Args>
    void note(fmt::format_string<Args...> what, Args&&... args) {
        if (problem.empty()) problem = fmt::format(what, std::forward<Args>(args)...);
    }

    // Takes the byte of a line's end; false for the LF of a CR LF, which ends nothing more.
    bool end_line(char c) {
        bytes.skip(1);
        const bool second_half = c == '\n' && behind_cr;
        behind_cr = c == '\r';
        if (!second_half) ++line;
        return !second_half;
    }

    // One line without its end; false when there is none.
    bool read_line() {
        text.clear();
        problem.clear();
        begin_line = line;
        bool any = false;
        while (bytes.fill()) {
            const std::string_view block = bytes.block();
            if (block[0] == '\n' || block[0] == '\r') {
                if (end_line(block[0])) return true;
                begin_line = line;
                continue;
            }
            behind_cr = false;
            any = true;
            const std::size_t size = std::min(block.find_first_of("\r\n"), block.size());
            add(block.substr(0, size));
            bytes.skip(size);
        }
        return any;
    }

    // One record of CSV; false when there is none. An empty line is a record of no field.
    bool read_record() {
        enum class At { field_start, plain, quoted, behind_quote };
        At at = At::field_start;
        bool any = false;
        text.clear();
        ends.clear();
        problem.clear();
        begin_line = line;
        while (bytes.fill()) {
            const std::string_view block = bytes.block();
            const char c = block[0];
            if (at == At::quoted) {
                if (c == '"') {
                    bytes.skip(1);
                    behind_cr = false;
                    at = At::behind_quote;
                } else if (c == '\n' || c == '\r') {
                    end_line(c);
                    add(std::string_view(&c, 1));
                } else {
                    behind_cr = false;
                    const std::size_t size = std::min(block.find_first_of("\"\r\n"), block.size());
                    add(block.substr(0, size));
                    bytes.skip(size);
                }
                continue;
            }
            if (c == '\n' || c == '\r') {
                if (!end_line(c)) {
                    if (!any) begin_line = line;
                    continue;
                }
                if (any) ends.push_back(text.size());
                return true;
            }
            behind_cr = false;
            any = true;
            if (c == separator) {
                bytes.skip(1);
                ends.push_back(text.size());
                if (ends.size() > k_row_bytes_max) ends.pop_back();  // only separators
                at = At::field_start;
            } else if (c == '"') {
                bytes.skip(1);
                if (at == At::behind_quote) add("\"");
                if (at == At::plain) {
                    note("a quotation mark stands inside of a value that does not begin with one");
                    continue;
                }
                at = At::quoted;
            } else {
                if (at == At::behind_quote) note("something stands behind a closing quotation mark");
                at = At::plain;
                const std::size_t size = std::min(block.find_first_of(ends_plain), block.size());
                add(block.substr(0, size));
                bytes.skip(size);
            }
        }
        if (at == At::quoted) note("a quotation mark is not closed");
        if (any) ends.push_back(text.size());
        return any;
    }

    std::string_view field(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends[i - 1];
        return std::string_view(text).substr(begin, ends[i] - begin);
    }

    void check_text() {
        if (!is_utf8(text)) note("the row is not UTF-8");
        if (text.find('\0') != std::string::npos) note("the row has a zero byte");
    }

    Done read_header() {
        do {
            if (!read_record()) return fail_empty();
        } while (ends.empty());
        check_text();
        if (!problem.empty()) return bad(problem, "correct the header");
        for (std::size_t i = 0; i < ends.size(); ++i) {
            std::string name(trim(field(i)));
            if (name.empty())
                return bad(fmt::format("column {} of {} has no name", i + 1, ends.size()),
                           "name it in the first line");
            columns.push_back(std::move(name));
        }
        if (separator == ',' && columns.size() == 1 && columns[0].find_first_of(";\t") != std::string::npos)
            return bad(fmt::format("the columns are not parted by commas: {}", in_quotes(columns[0])),
                       "save it as CSV with commas");
        auto sorted = columns;
        std::ranges::sort(sorted);
        if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
            return bad(fmt::format("two columns are called {}", in_quotes(*twice)), "rename one of them");
        return {};
    }
    Done fail_empty() {
        if (bytes.error()) return fail(std::move(*bytes.error()));
        return fail(ErrorCode::invalid_file, fmt::format("{} is empty", label), "put rows into it");
    }

    Result<std::optional<Row>> next_csv() {
        do {
            if (!read_record()) return std::optional<Row>{};
        } while (ends.empty());
        ++rows;
        check_text();
        if (!problem.empty()) return bad(problem);
        if (ends.size() != columns.size())
            return bad(
                fmt::format("the row has {}, the header {}", counted(ends.size(), "column"), columns.size()),
                fmt::format("put values with {} into quotation marks",
                            separator == ',' ? "commas" : "what parts the columns"));
        Json values = Json::object();
        auto& members = values.get_ref<Json::object_t&>();
        for (std::size_t i = 0; i < columns.size(); ++i) members.emplace(columns[i], std::string(field(i)));
        return std::optional<Row>(Row{rows, begin_line, std::move(values)});
    }

    Result<std::optional<Row>> next_line() {
        do {
            if (!read_line()) return std::optional<Row>{};
        } while (trim(text).empty() && problem.empty());
        ++rows;
        if (!problem.empty()) return bad(problem);
        auto values = parse_json(text);
        if (!values) return bad(values.error().message, "each line is one JSON object");
        if (!values->is_object())
            return bad(fmt::format("the line is no JSON object but {}", in_quotes(text)),
                       "each line is one JSON object");
        return std::optional<Row>(Row{rows, begin_line, std::move(*values)});
    }
};

RowReader::RowReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RowReader::RowReader(RowReader&&) noexcept = default;
RowReader& RowReader::operator=(RowReader&&) noexcept = default;
RowReader::~RowReader() = default;

Result<RowReader> RowReader::open(const fs::path& path, std::string label) {
    struct Ending {
        std::string_view ending;
        RowFormat format;
    };
    constexpr std::array k_endings{Ending{".csv", RowFormat::csv}, Ending{".jsonl", RowFormat::json_lines},
                                   Ending{".ndjson", RowFormat::json_lines}};
    const auto ending = std::ranges::find(k_endings, lower_ascii(path.extension().string()), &Ending::ending);
    if (ending == k_endings.end())
        return fail(ErrorCode::invalid_file,
                    fmt::format("{} is no file of rows by its name", in_quotes(label)),
                    "name it .csv, .jsonl or .ndjson");
    auto file =
        std::make_shared<const FileDescriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file->number < 0) return fail(error_of_errno(errno, "read", label));
    struct stat info {};
    if (::fstat(file->number, &info) != 0) return fail(error_of_errno(errno, "read", label));
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::invalid_file, fmt::format("{} is not a file", in_quotes(label)),
                    "name a file");
    auto source = [file = std::move(file), label](std::span<char> buffer) -> Result<std::size_t> {
        for (;;) {
            const ssize_t got = ::read(file->number, buffer.data(), buffer.size());
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno != EINTR) return fail(error_of_errno(errno, "read", label));
        }
    };
    return over(std::move(source), ending->format, std::move(label));
}

Result<RowReader> RowReader::over(Source source, RowFormat format, std::string label, char separator) {
    auto impl = std::make_unique<Impl>(std::move(source), format, std::move(label), separator);
    impl->bytes.fill_first(k_bom.size());
    if (!impl->bytes.fill()) {
        auto empty = impl->fail_empty();
        return fail(empty);
    }
    const std::string_view head = impl->bytes.block();
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        return impl->bad("the file is UTF-16", "save it as UTF-8");
    if (head.starts_with(k_bom)) impl->bytes.skip(k_bom.size());
    if (format == RowFormat::csv)
        if (auto read = impl->read_header(); !read) return fail(read);
    return RowReader(std::move(impl));
}

Result<std::optional<Row>> RowReader::next() {
    auto row = m_impl->format == RowFormat::csv ? m_impl->next_csv() : m_impl->next_line();
    // What was cut off by a failing disk is no row.
    if (auto error = std::exchange(m_impl->bytes.error(), std::nullopt)) return fail(std::move(*error));
    return row;
}

const std::vector<std::string>& RowReader::columns() const {
    return m_impl->columns;
}

}  // namespace mkai::eval
