// What the loopback model answers: a Chat Completions reply that fits the schema that was asked for, or one
// of the ways in which a provider fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mkai::loopback {

// The bytes of one HTTP answer, and what is to happen to the connection.
struct Answer {
    int status = 200;
    std::string headers{};  // further header lines, each ending in "\r\n"
    std::string body{};
    bool hang = false;     // nothing is ever sent; with pieces: nothing after them
    bool cut = false;      // half of the body is sent, then the connection is closed; with pieces: after them
    bool no_http = false;  // the body is sent without a status line
    bool drop = false;     // the connection is closed without a byte of an answer
    // The connection is closed after the whole answer, although nothing in it says so: a pool keeps it, dead.
    bool close_after = false;
    std::string content_type = "application/json";
    // A body that comes bit by bit (chunked), instead of `body`; the first at once.
    std::vector<std::string> pieces{};
    int piece_ms = 0;               // between two of them
    std::size_t endless_bytes = 0;  // of the last piece, again and again, up to so many bytes in all
};

struct Mode {
    std::string_view name;
    std::string_view about;
};
// Every mode by name. "http-NNN" stands for each status from 400 to 599.
std::vector<Mode> modes();
bool is_mode(std::string_view name);

// The answer to the body of a Chat Completions request. `canned` is what the model writes in the modes that
// answer well; empty: text that fits the request's response_format. `head` is for the modes that send back
// what came in it (loopback_echo.hpp).
Answer answer_to(std::string_view mode, std::string_view request_body, const std::string& canned,
                 std::string_view head = {});

}  // namespace mkai::loopback
