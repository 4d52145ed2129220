// Parses, runs one command, prints its reply or its error, and exits with the status of the one table of
// error codes.
#include "cli/context.hpp"
#include "cli/heap.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "cli/render.hpp"
#include "cli/signals.hpp"

#include <cstdio>
#include <exception>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::cli {

namespace {

int finish(const Reply& reply, const Globals& globals, const Terminal& terminal) {
    const bool json = globals.json || globals.jsonl;
    const std::string& data = json ? reply.json : reply.text;
    std::fwrite(data.data(), 1, data.size(), stdout);  // not copied by a formatter: it can be long
    if (!data.empty() && !data.ends_with('\n')) std::fputc('\n', stdout);
    if (std::fflush(stdout) != 0)
        return static_cast<int>(ExitStatus::internal);  // a full disk, a closed pipe
    if (!json && !reply.next.empty())
        terminal.say(terminal.paint_err(Colour::dim, "next:") + " " + reply.next);
    return static_cast<int>(reply.status);
}

int finish(const Error& error, bool json, const Terminal& terminal) {
    if (json)
        fmt::print("{}\n", dump_json(error_json(error)));
    else
        fmt::print(stderr, "{}", error_text(error, terminal));
    return static_cast<int>(error.status());
}

int run(const std::vector<std::string>& argv) {
    bool wants_json = false;
    auto parsed = parse(argv, wants_json);
    if (!parsed) return finish(parsed.error(), wants_json, Terminal({}));
    Context context(parsed->globals);
    if (parsed->version && !parsed->command) {
        fmt::print("mkai {}\n", MKAI_VERSION);
        return 0;
    }
    if (parsed->help || !parsed->command) {
        auto text = parsed->command ? Result<std::string>(help_of(*parsed->command, context.terminal()))
                                    : help_topic(parsed->help_topic, context.terminal());
        if (!text) return finish(text.error(), wants_json, context.terminal());
        fmt::print("{}", *text);
        return 0;
    }
    auto reply = parsed->command->run(context, parsed->args);
    if (!reply) return finish(reply.error(), wants_json, context.terminal());
    return finish(*reply, parsed->globals, context.terminal());
}

}  // namespace

}  // namespace mkai::cli

int main(int argc, char** argv) {
    mkai::cli::take_heap();
    mkai::cli::install_signal_handlers();
    try {
        return mkai::cli::run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const std::exception& e) {
        std::fprintf(stderr,
                     "error[internal-error]: mkai failed: %s\n  fix: please report this with the command "
                     "that you typed\n",
                     e.what());
        return static_cast<int>(mkai::ExitStatus::internal);
    }
}
