#include "bench/workspace.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace mkai::bench {

void give_up(const Error& error) {
    std::fprintf(stderr, "bench: %s\n", error.message.c_str());
    for (const std::string& line : error.context) std::fprintf(stderr, "  %s\n", line.c_str());
    std::exit(1);
}

void expect_done(const Done& done) {
    if (!done) give_up(done.error());
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

app::Session Bench::session(const std::string& person) const {
    return {*files, *ledger, clock, Actor{*files->roster().find(person), Auth::asserted, "bench"}};
}

std::unique_ptr<Bench> make_bench(const fs::path& folder, const std::string& brief_yaml,
                                  const std::string& models_yaml) {
    auto bench = std::make_unique<Bench>();
    std::error_code ec;
    fs::remove_all(folder, ec);
    workspace::InitOptions options;
    options.name = "bench";
    options.demo = true;
    expect(app::start_workspace(folder, options, bench->clock, bench->random));
    if (!brief_yaml.empty()) expect_done(write_file_atomically(folder / "briefs" / "bench.yaml", brief_yaml));
    if (!models_yaml.empty()) {
        const std::string config = expect(read_file(folder / "mkai.yaml", 1 << 20));
        const auto at = config.find("models:\n") + std::string_view("models:\n").size();
        expect_done(write_file_atomically(folder / "mkai.yaml",
                                          config.substr(0, at) + models_yaml + config.substr(at)));
    }
    bench->files = std::make_unique<workspace::Workspace>(expect(workspace::Workspace::open(folder)));
    bench->ledger = std::make_unique<store::Ledger>(
        expect(store::Ledger::open(bench->files->ledger_path(), bench->clock, bench->random)));
    return bench;
}

}  // namespace mkai::bench
