// Checks JSON on stdin against a JSON Schema and prints it indented; several values, a line each, are each
// checked. Exit status 1 and the violations on stderr when one does not fit.
//
//     mkai status --json | check_json schemas/output/status.json
#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/base/schema.hpp"
#include "core/base/text.hpp"

#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

constexpr std::size_t k_schema_bytes_max = 1u << 20;
constexpr mkai::JsonLimits k_limits{64u << 20, 64};

int give_up(const mkai::Error& error) {
    fmt::print(stderr, "{}\n", error.message);
    return 1;
}

bool check(const mkai::Schema& schema, const mkai::Json& value) {
    const auto violations = schema.validate(value);
    for (const mkai::SchemaViolation& v : violations)
        fmt::print(stderr, "/{}: {} ({})\n", mkai::join(v.path, "/"), v.message, v.keyword);
    return violations.empty();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: check_json SCHEMA < JSON\n");
        return 2;
    }
    const auto text = mkai::read_file(argv[1], k_schema_bytes_max);
    if (!text) return give_up(text.error());
    const auto schema = mkai::Schema::compile_text(*text);
    if (!schema) return give_up(schema.error());
    bool fits = true;
    for (std::string line; std::getline(std::cin, line);) {
        const auto value = mkai::parse_json(line, k_limits);
        if (!value) return give_up(value.error());
        fits = check(*schema, *value) && fits;
        fmt::print("{}\n", value->dump(2));
    }
    return fits ? 0 : 1;
}
