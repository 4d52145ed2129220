#include "core/base/file.hpp"
#include "core/eval/rows.hpp"

#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mkai;
using namespace mkai::eval;

namespace {

// In blocks of `step` bytes, so that each boundary is met.
Result<RowReader> reader_of(std::string text, RowFormat format = RowFormat::csv, std::size_t step = 1) {
    return RowReader::over(
        [text = std::move(text), step,
         at = std::size_t{0}](std::span<char> out) mutable -> Result<std::size_t> {
            const std::size_t size = std::min({step, out.size(), text.size() - at});
            std::copy_n(text.data() + at, size, out.data());
            at += size;
            return size;
        },
        format, "rows");
}

// Each row as JSON, or "! message"; "#line " before it.
std::vector<std::string> rows_of(const std::string& text, RowFormat format = RowFormat::csv,
                                 std::size_t step = 1) {
    auto reader = reader_of(text, format, step);
    REQUIRE_MESSAGE(reader.has_value(), (reader ? "" : reader.error().message));
    std::vector<std::string> out;
    for (;;) {
        auto row = reader->next();
        if (!row) {
            CHECK(row.error().code == ErrorCode::invalid_file);
            out.push_back("! " + row.error().message);
        } else if (*row) {
            out.push_back(fmt::format("#{}@{} {}", (*row)->number, (*row)->line, dump_json(*(*row)->values)));
        } else {
            auto again = reader->next();
            CHECK((again && !*again));
            return out;
        }
        REQUIRE(out.size() < 1000);
    }
}

using Rows = std::vector<std::string>;

Error refused(const std::string& text, RowFormat format = RowFormat::csv) {
    auto reader = reader_of(text, format);
    REQUIRE_FALSE(reader.has_value());
    CHECK(reader.error().code == ErrorCode::invalid_file);
    return reader.error();
}

struct Folder {
    fs::path path = fs::temp_directory_path() / fmt::format("mkai-rows-{}", ::getpid());
    Folder() { fs::create_directories(path); }
    ~Folder() {
        std::error_code ec;
        fs::remove_all(path, ec);
    }
};

}  // namespace

TEST_CASE("CSV as RFC 4180 has it, whatever the blocks") {
    const std::string text =
        "a,b\r\n1,\"x, y\"\r\n\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n,\r\n\"\",é\r\n\r\nlast,one";
    const Rows expected{R"(#1@2 {"a":"1","b":"x, y"})", R"(#2@3 {"a":"say \"hi\"","b":"two\r\nlines"})",
                        R"(#3@5 {"a":"","b":""})", R"(#4@6 {"a":"","b":"é"})",
                        R"(#5@8 {"a":"last","b":"one"})"};
    for (std::size_t step = 1; step < text.size() + 2; ++step) {
        CAPTURE(step);
        CHECK(rows_of(text, RowFormat::csv, step) == expected);
    }
}

TEST_CASE("lines end with LF, CR LF or CR, and empty lines are no rows") {
    const Rows expected{R"(#1@2 {"a":"1"})", R"(#2@3 {"a":"2"})"};
    CHECK(rows_of("a\n1\n2") == expected);
    CHECK(rows_of("a\n1\n2\n") == expected);
    CHECK(rows_of("a\r1\r2\r") == expected);
    CHECK(rows_of("a\r\n1\r\n2\r\n") == expected);
    CHECK(rows_of("\n\na\n\n1\n\n") == Rows{R"(#1@5 {"a":"1"})"});
    CHECK(rows_of("\r\n\r\na\r\n\r\n1\r\n") == Rows{R"(#1@5 {"a":"1"})"});
}

TEST_CASE("a byte order mark is no part of the first name, and names are trimmed") {
    CHECK(rows_of("\xEF\xBB\xBF"
                  "a,b\n1,2",
                  RowFormat::csv, 100) == Rows{R"(#1@2 {"a":"1","b":"2"})"});
    auto reader = reader_of("\xEF\xBB\xBF\"a\" , b\n1,2\n", RowFormat::csv, 100);
    CHECK_FALSE(reader.has_value());  // something behind a quotation mark
    CHECK(rows_of("a , b\n 1, 2") == Rows{R"(#1@2 {"a":" 1","b":" 2"})"});
}

TEST_CASE("a byte order mark is found in blocks of one byte") {
    CHECK(rows_of("\xEF\xBB\xBF"
                  "a\n1") == Rows{R"(#1@2 {"a":"1"})"});
    CHECK(rows_of("\xEF\xBB\xBF{\"a\":1}", RowFormat::json_lines) == Rows{R"(#1@1 {"a":1})"});
}

TEST_CASE("each bad row is told with its line, and the next ones are read") {
    CHECK(rows_of("a,b\n1\n1,2,3\n1,2\n") == Rows{"! rows:2: the row has 1 column, the header 2",
                                                  "! rows:3: the row has 3 columns, the header 2",
                                                  R"(#3@4 {"a":"1","b":"2"})"});
    CHECK(rows_of("a\nx\"y\nz\n") ==
          Rows{"! rows:2: a quotation mark stands inside of a value that does not begin with one",
               R"(#2@3 {"a":"z"})"});
    CHECK(rows_of("a\n\"x\"y\nz\n") ==
          Rows{"! rows:2: something stands behind a closing quotation mark", R"(#2@3 {"a":"z"})"});
    CHECK(rows_of("a\nz\n\"x\ny\n") == Rows{R"(#1@2 {"a":"z"})", "! rows:3: a quotation mark is not closed"});
    CHECK(rows_of("a\n\xff\nz\n") == Rows{"! rows:2: the row is not UTF-8", R"(#2@3 {"a":"z"})"});
    CHECK(rows_of(std::string("a\nx\0y\nz", 7)) ==
          Rows{"! rows:2: the row has a zero byte", R"(#2@3 {"a":"z"})"});
}

TEST_CASE("a row that is too long is told and stepped over") {
    const std::string longest(k_row_bytes_max + 1, 'x');
    const std::string fits(k_row_bytes_max, 'x');
    const std::string told = "! rows:2: the row has more than 1000000 bytes";
    CHECK(rows_of("a\n" + longest + "\nz\n", RowFormat::csv, 4096) == Rows{told, R"(#2@3 {"a":"z"})"});
    CHECK(rows_of("a\n\"" + longest + "\"\nz\n", RowFormat::csv, 4096) == Rows{told, R"(#2@3 {"a":"z"})"});
    CHECK(rows_of("{}\n" + longest + "\n{}\n", RowFormat::json_lines, 4096) ==
          Rows{"#1@1 {}", told, "#3@3 {}"});
    CHECK(rows_of("a\n" + fits, RowFormat::csv, 4096).front().size() > k_row_bytes_max);
    CHECK(rows_of("a\n" + std::string(3'000'000, ',') + "\nz", RowFormat::csv, 4096).back() ==
          R"(#2@3 {"a":"z"})");
}

TEST_CASE("a header that names no columns is refused") {
    CHECK(refused("").message == "rows is empty");
    CHECK(refused("\n\r\n").message == "rows is empty");
    CHECK(refused("a,,b\n").message == "rows:1: column 2 of 3 has no name");
    CHECK(refused("a,\n").message == "rows:1: column 2 of 2 has no name");
    CHECK(refused("a,b, a\n").message == "rows:1: two columns are called \"a\"");
    CHECK(refused("a;b\n1;2\n").fix == "save it as CSV with commas");
    CHECK(refused("a\tb\n1\t2\n").fix == "save it as CSV with commas");
    CHECK(refused("\"a\n").message == "rows:1: a quotation mark is not closed");
    CHECK(refused("\xff\xfe"
                  "a")
              .message.find("UTF-16") != std::string::npos);
    CHECK(refused("", RowFormat::json_lines).message == "rows is empty");
}

TEST_CASE("JSON Lines are objects, one a line") {
    CHECK(rows_of("{\"a\": 1}\n\n  \n{\"a\": {\"b\": [null]}}\r\n", RowFormat::json_lines) ==
          Rows{R"(#1@1 {"a":1})", R"(#2@4 {"a":{"b":[null]}})"});
    const Rows rows = rows_of("[1]\n{\"a\":1,\"a\":2}\n{\"a\":\n{}\n\xff\n12", RowFormat::json_lines);
    REQUIRE(rows.size() == 6);
    CHECK(rows[0] == "! rows:1: the line is no JSON object but \"[1]\"");
    CHECK(rows[1] == "! rows:2: the key \"a\" stands twice");
    CHECK(rows[2].starts_with("! rows:3: it is not JSON"));
    CHECK(rows[3] == "#4@4 {}");
    CHECK(rows[4] == "! rows:5: the JSON is not valid UTF-8");
}

TEST_CASE("what was written as CSV is read as it was") {
    std::mt19937 random(5);
    constexpr std::string_view k_pieces[] = {"a", "\"", ",", "\n", "\r\n", "\r", " ", "é", "{", ";"};
    for (int round = 0; round < 500; ++round) {
        std::vector<std::vector<std::string>> table(1 + random() % 4, std::vector<std::string>(3));
        std::string text = "x,y,z\n";
        for (auto& row : table) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                std::string quoted = "\"";
                for (auto pieces = random() % 6; pieces > 0; --pieces) {
                    const auto piece = k_pieces[random() % std::size(k_pieces)];
                    row[i] += piece;
                    quoted += piece == "\"" ? "\"\"" : piece;
                }
                text += quoted + "\"" + (i + 1 < row.size() ? "," : random() % 2 == 0 ? "\r\n" : "\n");
            }
        }
        auto reader = reader_of(text, RowFormat::csv, 1 + random() % 9);
        REQUIRE(reader.has_value());
        for (const auto& expected : table) {
            auto row = reader->next();
            REQUIRE(row.has_value());
            REQUIRE(row->has_value());
            CHECK((*(*row)->values)["x"] == expected[0]);
            CHECK((*(*row)->values)["y"] == expected[1]);
            CHECK((*(*row)->values)["z"] == expected[2]);
        }
        auto end = reader->next();
        CHECK((end && !*end));
    }
}

TEST_CASE("a file is opened by its ending, and only a file") {
    const Folder folder;
    const auto code_of = [&](const fs::path& path) {
        auto reader = RowReader::open(path, path.filename().string());
        REQUIRE_FALSE(reader.has_value());
        return reader.error().code;
    };
    REQUIRE(write_file_atomically(folder.path / "a.CSV", "x\n1\n"));
    REQUIRE(write_file_atomically(folder.path / "a.ndjson", "{\"x\": 1}\n"));
    REQUIRE(write_file_atomically(folder.path / "a.txt", "x\n1\n"));
    REQUIRE(write_file_atomically(folder.path / "empty.csv", ""));
    fs::create_directory(folder.path / "folder.csv");
    REQUIRE(::mkfifo((folder.path / "pipe.csv").c_str(), 0600) == 0);
    CHECK(RowReader::open(folder.path / "a.CSV", "a.CSV")->columns() == std::vector<std::string>{"x"});
    CHECK(RowReader::open(folder.path / "a.ndjson", "a.ndjson")->next()->has_value());
    CHECK(code_of(folder.path / "a.txt") == ErrorCode::invalid_file);
    CHECK(code_of(folder.path / "empty.csv") == ErrorCode::invalid_file);
    CHECK(code_of(folder.path / "folder.csv") == ErrorCode::invalid_file);
    CHECK(code_of(folder.path / "pipe.csv") == ErrorCode::invalid_file);
    CHECK(code_of(folder.path / "none.csv") == ErrorCode::unknown_id);
}

TEST_CASE("a source that fails gives its error and no half row") {
    auto reader = RowReader::over(
        [calls = 0](std::span<char> out) mutable -> Result<std::size_t> {
            if (calls++ > 0) return fail(ErrorCode::io_error, "the disk is gone");
            constexpr std::string_view k_text = "a\n1\n2";
            std::copy(k_text.begin(), k_text.end(), out.begin());
            return k_text.size();
        },
        RowFormat::csv, "rows");
    REQUIRE(reader.has_value());
    CHECK(reader->next()->has_value());
    auto failed = reader->next();
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().code == ErrorCode::io_error);
    auto end = reader->next();
    CHECK((end && !*end));
}

TEST_CASE("a million rows take the memory of one") {
    const Folder folder;
    constexpr std::size_t k_rows = 1'000'000;
    {
        std::string block = "id\n";
        std::ofstream file(folder.path / "many.csv", std::ios::binary);
        for (std::size_t i = 0; i < k_rows; ++i) {
            block += i % 100 == 0 ? "\"a, b\"\n" : "r\n";
            if (block.size() > 1'000'000) {
                file << block;
                block.clear();
            }
        }
        file << block;
    }
    const auto peak_kib = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    auto reader = RowReader::open(folder.path / "many.csv", "many.csv");
    REQUIRE(reader.has_value());
    const auto before = peak_kib();
    const auto start = std::chrono::steady_clock::now();
    std::size_t rows = 0;
    std::size_t last_line = 0;
    for (;;) {
        auto row = reader->next();
        if (!row || !*row) break;
        ++rows;
        last_line = (*row)->line;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    CHECK(rows == k_rows);
    CHECK(last_line == k_rows + 1);
    CHECK(seconds.count() < 60);
#if defined(__SANITIZE_ADDRESS__)
    constexpr long k_more_kib_max = 512 * 1024;  // it keeps freed memory for a while
#else
    constexpr long k_more_kib_max = 8 * 1024;
#endif
    CHECK(peak_kib() - before < k_more_kib_max);
}
