// Checks made and run in one line.
#pragma once

#include "core/base/json.hpp"
#include "core/eval/check.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

namespace mkai::eval {

const CheckTable& built_in_table();

// "not-contains" is the opposite of "contains".
CheckSpec spec_of(std::string type, JsonValue value = {}, std::optional<double> threshold = {});
// Of whatever becomes JSON, for tests that know what that is.
template <class Value>
CheckSpec spec_of(std::string type, const Value& value, std::optional<double> threshold = {}) {
    return spec_of(std::move(type), JsonValue(Json(value)), threshold);
}

struct Call {
    PicoUsd cost;
    std::int64_t latency_ms = 0;
};

// What the check says of this answer; its outcome is seen to be one that can be shown.
Result<Outcome> run(const CheckSpec& spec, std::string_view text, Call call = {});
bool passes(const CheckSpec& spec, std::string_view text, Call call = {});

// What `make` says against it.
Error refusal_of(const CheckSpec& spec);

}  // namespace mkai::eval
