#include "core/eval/fill.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

constexpr std::string_view k_open = "{{";
constexpr std::string_view k_close = "}}";
constexpr std::string_view k_escaped_open = "\\{{";

// A step of a path in an object or a list.
const Json* find_member(const Json& value, const std::string& step) {
    if (value.is_object()) {
        const auto found = value.find(step);
        return found == value.end() ? nullptr : &*found;
    }
    std::size_t index = 0;
    const auto [end, problem] = std::from_chars(step.data(), step.data() + step.size(), index);
    if (!value.is_array() || problem != std::errc{} || end != step.data() + step.size() ||
        index >= value.size())
        return nullptr;
    return &value[index];
}

std::vector<std::string> names_in(const Json& value) {
    std::vector<std::string> names;
    if (value.is_object())
        for (const auto& item : value.items()) names.push_back(item.key());
    return names;
}

// What nobody would call a column, and what template languages put into braces: helpers, filters, comments.
bool is_name(std::string_view name) {
    return !name.empty() && std::ranges::none_of(name, [](char c) {
        return std::string_view("{}|()#/^&>!\"'`=\n").find(c) != std::string_view::npos;
    });
}

Result<const Json*> get_variable(std::string_view name, const Json& vars) {
    if (!is_name(name))
        return fail(ErrorCode::invalid_value, fmt::format("{} is no variable", in_quotes(name)),
                    "write {{name}} or {{name.part}}, or \\{{ for two braces");
    // A column may have a dot in its name.
    if (const Json* whole = find_member(vars, std::string(name))) return whole;
    const Json* value = &vars;
    for (const std::string& step : split(name, '.')) {
        const Json* inner = find_member(*value, step);
        if (inner == nullptr) {
            const auto known = names_in(*value);
            return fail(ErrorCode::unknown_id, fmt::format("there is no variable {}", in_quotes(name)),
                        did_you_mean(step, known));
        }
        value = inner;
    }
    return value;
}

// A piece of a text with variables.
struct Piece {
    std::string_view text;
    bool is_variable = false;
};

// The next piece at `at`, which moves behind it; the text has something there.
Result<Piece> next_piece(std::string_view text, std::size_t& at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(k_escaped_open)) {
        at += k_escaped_open.size();
        return Piece{k_open};
    }
    if (!rest.starts_with(k_open)) {
        const std::size_t end = std::min({rest.find(k_open), rest.find(k_escaped_open), rest.size()});
        at += end;
        return Piece{rest.substr(0, end)};
    }
    const std::size_t close = rest.find(k_close);
    if (close == std::string_view::npos)
        return fail(ErrorCode::invalid_value,
                    fmt::format("a variable is not closed: {}", in_quotes(rest.substr(0, 40))),
                    "write {{name}}, or \\{{ for two braces");
    at += close + k_close.size();
    return Piece{trim(rest.substr(k_open.size(), close - k_open.size())), true};
}

Result<Json> fill_text(const std::string& text, const Json& vars) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const auto piece = next_piece(text, at);
        if (!piece) return fail(Error(piece.error()));
        if (!piece->is_variable) {
            out += piece->text;
            continue;
        }
        const auto found = get_variable(piece->text, vars);
        if (!found) return fail(Error(found.error()));
        const Json& value = **found;
        if (begin == 0 && at == text.size()) return value;
        if (value.is_null())
            return fail(
                ErrorCode::invalid_value,
                fmt::format("the variable {} is null and stands inside of a text", in_quotes(piece->text)),
                "give it a value in this test");
        out += value.is_string() ? value.get_ref<const std::string&>() : dump_json(value);
    }
    return Json(std::move(out));
}

}  // namespace

bool has_variables(const Json& value) {
    if (value.is_string()) return value.get_ref<const std::string&>().find(k_open) != std::string::npos;
    return value.is_structured() && std::ranges::any_of(value, has_variables);
}

Result<Json> fill_variables(const Json& value, const Json& vars) {
    if (value.is_string()) return fill_text(value.get_ref<const std::string&>(), vars);
    Json filled = value;
    if (!value.is_structured()) return filled;
    for (Json& inner : filled) {
        auto inner_filled = fill_variables(inner, vars);
        if (!inner_filled) return inner_filled;
        inner = std::move(*inner_filled);
    }
    return filled;
}

}  // namespace mkai::eval
