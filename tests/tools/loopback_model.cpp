// The loopback model as a program: prints its port on stdout and serves until its stdin closes.
//
//     loopback_model --mode ok --delay-ms 50 < some-pipe
#include "tests/tools/loopback_answers.hpp"
#include "tests/tools/loopback_server.hpp"

#include <charconv>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

namespace {

using mkai::loopback::Options;

constexpr std::string_view k_usage =
    "usage: loopback_model [--mode MODE] [--first MODE] [--delay-ms N] [--port N] [--answer-file FILE]\n"
    "                      [--seconds-max N]\n"
    "\n"
    "A model provider on 127.0.0.1 that speaks Chat Completions, for tests. It prints its port and\n"
    "serves until stdin closes, or for --seconds-max seconds (600 unless told). --first is the mode of\n"
    "the first answer alone.\n"
    "\n"
    "modes:\n";

void print_usage() {
    fmt::print(stderr, "{}", k_usage);
    for (const auto& mode : mkai::loopback::modes())
        fmt::print(stderr, "  {:<20}{}\n", mode.name, mode.about);
}

bool read_number(std::string_view text, int& out) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    return code == std::errc{} && end == text.data() + text.size() && out >= 0;
}

bool read_whole(const char* path, std::string& out) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    out = text.str();
    return file.good();
}

// The answers of `options.mode`, but the first, which is of `mode`.
void begin_with(const std::string& mode, Options& options) {
    options.script = [first = mode, rest = options.mode, canned = options.canned](
                         std::size_t nth, std::string_view head, std::string_view body) {
        return mkai::loopback::answer_to(nth == 0 ? first : rest, body, canned, head);
    };
}

struct Told {
    Options options;
    std::string first_mode;
};

bool take_option(std::string_view name, const char* value, Told& told) {
    Options& options = told.options;
    if (name == "--mode") {
        options.mode = value;
        return mkai::loopback::is_mode(options.mode);
    }
    if (name == "--first") {
        told.first_mode = value;
        return mkai::loopback::is_mode(told.first_mode);
    }
    if (name == "--delay-ms") return read_number(value, options.delay_ms);
    if (name == "--port") return read_number(value, options.port);
    if (name == "--seconds-max") return read_number(value, options.seconds_max);
    if (name == "--answer-file") return read_whole(value, options.canned);
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    Told told;
    Options& options = told.options;
    options.seconds_max = 600;
    options.watched_fd = STDIN_FILENO;
    for (int i = 1; i < argc; i += 2)
        if (i + 1 >= argc || !take_option(argv[i], argv[i + 1], told)) {
            print_usage();
            return 2;
        }
    if (!told.first_mode.empty()) begin_with(told.first_mode, options);
    std::string problem;
    const auto server = mkai::loopback::Server::listen(options, problem);
    if (!server) {
        fmt::print(stderr, "loopback_model: cannot listen: {}\n", problem);
        return 1;
    }
    fmt::print("{}\n", server->port());
    std::fflush(stdout);
    server->run();
    return 0;
}
