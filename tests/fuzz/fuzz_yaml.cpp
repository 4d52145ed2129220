// libFuzzer: no text makes the YAML reader crash or hang, and an edit that is accepted reads back.
#include "core/base/yaml.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

// The bytes are PATH NUL VALUE NUL TEXT; without the NULs they are the text alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto path_end = bytes.find('\0');
    const auto value_end = path_end == std::string_view::npos ? path_end : bytes.find('\0', path_end + 1);
    const bool split = value_end != std::string_view::npos;
    const std::string_view text = split ? bytes.substr(value_end + 1) : bytes;

    const mkai::YamlResult parsed = mkai::parse_yaml(text);
    if (parsed.ok() == !parsed.problems.empty()) std::abort();
    for (const auto& problem : parsed.problems)
        if (problem.at.line < 1 || problem.at.byte > text.size()) std::abort();
    if (parsed.ok()) {
        (void)mkai::yaml_to_json(*parsed.root);
        (void)mkai::yaml_to_exact_json(*parsed.root);
    }
    if (!split) return 0;
    const auto edited =
        mkai::yaml_set(text, bytes.substr(0, path_end), bytes.substr(path_end + 1, value_end - path_end - 1));
    if (edited && !mkai::parse_yaml(*edited).ok()) std::abort();
    return 0;
}
