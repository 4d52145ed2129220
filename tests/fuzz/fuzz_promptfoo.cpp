// libFuzzer: no configuration of promptfoo makes the import crash, and what it writes can be read.
#include "core/base/yaml.hpp"
#include "core/eval/promptfoo.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

// The first byte says what kind of file it is; the files that it names are all the rest of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mkai;
    using namespace mkai::eval;
    if (size == 0) return 0;
    static const CheckTable k_checks{built_in_checks()};
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const ImportRequest request{
        data[0] % 2 == 0 ? "c.yaml" : "c.json",
        bytes,
        "s",
        {{"copy", "openai", "gpt-4o"}},
        k_checks,
        [&bytes](const std::string&) -> Result<std::string> { return bytes.substr(bytes.find('\n') + 1); }};
    const auto made = import_promptfoo(request);
    if (!made) return 0;
    YamlLimits limits;
    limits.bytes_max = 64u << 20;
    limits.nodes_max = 10'000'000;
    if (made->tests == 0 || made->prompts.empty() || !parse_yaml(made->suite, limits).ok()) std::abort();
    return 0;
}
