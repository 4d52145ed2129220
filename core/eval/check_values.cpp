// What the built-in checks share: their values and thresholds, read strictly.
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/eval/families.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mkai::eval {

namespace {

// Empty for what is no text, number or boolean.
std::optional<std::string> scalar_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return dump_json(value);
    return std::nullopt;
}

// "a, b", "c, d" and "say ""hi""": empty for a quotation mark that is not closed or has text beside it.
std::optional<std::vector<std::string>> comma_separated(std::string_view text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    const auto skip_spaces = [&] { at = std::min(text.find_first_not_of(" \t\r\n", at), text.size()); };
    for (;;) {
        skip_spaces();
        std::string entry;
        if (at < text.size() && text[at] == '"') {
            for (++at;; ++at) {
                const std::size_t mark = text.find('"', at);
                if (mark == std::string_view::npos) return std::nullopt;
                entry.append(text.substr(at, mark - at));
                at = mark + 1;
                if (at >= text.size() || text[at] != '"') break;
                entry += '"';
            }
            skip_spaces();
            if (at < text.size() && text[at] != ',') return std::nullopt;
        } else {
            const std::size_t comma = std::min(text.find(',', at), text.size());
            entry = trim(text.substr(at, comma - at));
            at = comma;
        }
        out.push_back(std::move(entry));
        if (at >= text.size()) return out;
        ++at;
    }
}

}  // namespace

Made check_of(std::function<Result<Outcome>(const Answer&)> run) {
    return std::make_unique<const FunctionCheck>(std::move(run));
}

Outcome outcome_of(bool passed, std::string reason) {
    return {passed, passed ? 1.0 : 0.0, std::move(reason)};
}

tl::unexpected<Error> bad_spec(const CheckSpec& spec, std::string_view what, std::string fix) {
    return fail(ErrorCode::invalid_value, fmt::format("{} {}", spec.type, what), std::move(fix));
}

Result<std::string> text_of(const CheckSpec& spec) {
    auto text = scalar_text(*spec.value);
    if (!text) return bad_spec(spec, "needs a text as its value", "add \"value: ...\" to the check");
    if (text->empty())
        return bad_spec(spec, "has an empty value, which fits every answer", "say which text is meant");
    return std::move(*text);
}

Result<std::vector<std::string>> texts_of(const CheckSpec& spec) {
    std::vector<std::string> texts;
    if (spec.value->is_array()) {
        for (const Json& entry : *spec.value) {
            auto text = scalar_text(entry);
            if (!text)
                return bad_spec(spec, fmt::format("needs texts in its list, has {}", entry.type_name()));
            texts.push_back(std::move(*text));
        }
    } else if (auto text = scalar_text(*spec.value)) {
        auto entries = comma_separated(*text);
        if (!entries)
            return bad_spec(
                spec, fmt::format("has a quotation mark without its other half in {}", in_quotes(*text)));
        texts = std::move(*entries);
    }
    if (texts.empty())
        return bad_spec(spec, "needs a list of texts as its value", "add \"value: [..., ...]\" to the check");
    if (std::ranges::any_of(texts, [](const std::string& text) { return text.empty(); }))
        return bad_spec(spec, "has an empty text in its list, which fits every answer", "take it out");
    return texts;
}

Done no_value(const CheckSpec& spec) {
    if (spec.value->is_null()) return {};
    return bad_spec(spec, "takes no value", "write its limit as \"threshold: ...\", or take the value out");
}

Done no_threshold(const CheckSpec& spec) {
    if (!spec.threshold) return {};
    return bad_spec(spec, "takes no threshold: it passes or it does not", "take the threshold out");
}

Result<double> share_of(const CheckSpec& spec, double otherwise) {
    const double threshold = spec.threshold.value_or(otherwise);
    if (threshold > 0 && threshold <= 1) return threshold;
    return bad_spec(spec, fmt::format("has the threshold {}; it is above 0 and at most 1", threshold),
                    "0.75 asks for three quarters");
}

}  // namespace mkai::eval
