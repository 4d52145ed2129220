// Renderings of one template with one input, as bench/render/handlebars.cjs does them: microseconds each to
// standard output, the text to the file that is named.
//     bench_render TEMPLATE DATA OUT
#include "core/prompts/render.hpp"

#include "bench/workspace.hpp"
#include "core/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace mkai;

namespace {

std::string text_of(const std::vector<prompts::RenderedMessage>& messages) {
    std::string out;
    for (const auto& message : messages)
        for (const auto& part : message.parts) out += part.text;
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    constexpr int k_rounds = 20'000;
    const prompts::Template body = prompts::parse_template(bench::expect(read_file(argv[1], 1U << 20)));
    const Json input = bench::expect(parse_json(bench::expect(read_file(argv[2], 1U << 20))));
    const Json* layers[] = {&input};
    const prompts::Partials partials;
    const auto once = [&] { return bench::expect(prompts::render({body, "bench", partials, layers})); };
    if (auto written = write_file_atomically(argv[3], text_of(once())); !written)
        bench::give_up(written.error());
    std::vector<double> times;
    for (int round = 0; round < 5; ++round) {
        const double begun = bench::seconds_now();
        for (int i = 0; i < k_rounds; ++i) once();
        times.push_back((bench::seconds_now() - begun) * 1e6 / k_rounds);
    }
    fmt::print("{:.2f}\n", bench::median(times));
}
