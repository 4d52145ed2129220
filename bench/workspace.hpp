// A demo workspace in a folder of its own, for benchmarks.
#pragma once

#include "core/app/session.hpp"
#include "core/app/start.hpp"

#include <string>
#include <vector>

namespace mkai::bench {

struct Bench {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<workspace::Workspace> files;
    std::unique_ptr<store::Ledger> ledger;

    app::Session session(const std::string& person) const;
};

// Makes the workspace (the folder is emptied first) and its ledger. Ends the program with a message on an
// error.
std::unique_ptr<Bench> make_bench(const fs::path& folder, const std::string& brief_yaml = {},
                                  const std::string& models_yaml = {});

double seconds_now();
double median(std::vector<double> values);

// The value, or the end of the program with its error.
template <class T>
T expect(Result<T> result);
void expect_done(const Done& done);
[[noreturn]] void give_up(const Error& error);

template <class T>
T expect(Result<T> result) {
    if (!result) give_up(result.error());
    return std::move(*result);
}

}  // namespace mkai::bench
