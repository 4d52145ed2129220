#include "core/workspace/comment_file.hpp"

#include "core/base/charset.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/base/text_fold.hpp"
#include "core/workspace/comment_parts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace mkai::workspace {

namespace {

constexpr std::string_view k_bom = "\xEF\xBB\xBF";

// What people write under copy when they mean that it may go out.
constexpr std::array<std::string_view, 26> k_decisions{
    "approved", "approve",  "i approve",      "approval given", "ok to publish",   "okay to publish",
    "ok",       "okay",     "ok by me",       "good to go",     "good to publish", "lgtm",
    "accepted", "accept",   "i accept",       "signed off",     "sign off",        "go ahead",
    "go live",  "publish",  "please publish", "freigegeben",    "genehmigt",       "approuvé",
    "aprobado", "approvato"};

// Lower case, words parted by one space, without the marks around them.
std::string folded_words(std::string_view text) {
    std::string out;
    for (const char c : fold_case(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool in_word = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
        if (in_word)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trim(out));
}

Error not_text(const std::string& name, std::string what, std::string fix) {
    return {ErrorCode::invalid_file,
            fmt::format("{} cannot be read: {}", in_quotes(name), what),
            {},
            std::move(fix)};
}

// What a page says of itself in its first lines: <meta ... charset=windows-1252>.
std::string named_charset(std::string_view bytes) {
    constexpr std::size_t k_head_bytes = 4096;
    const std::string head = lower_ascii(bytes.substr(0, k_head_bytes));
    const auto at = head.find("charset=");
    if (at == std::string::npos) return {};
    std::string_view rest = std::string_view(head).substr(at + 8);
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
    return std::string(rest.substr(0, rest.find_first_of("\"'; />\r\n")));
}

Result<std::string> text_of(const std::string& name, std::string_view bytes, std::string_view charset) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return fail(not_text(name, "it is UTF-16", "save it again as UTF-8"));
    if (bytes.find('\0') != std::string_view::npos)
        return fail(not_text(name, "it is no text", "save it in Word as a filtered web page, or as CSV"));
    if (bytes.starts_with(k_bom)) {
        bytes.remove_prefix(k_bom.size());
        charset = "utf-8";
    }
    if (charset.empty()) charset = is_utf8(bytes) ? "utf-8" : "windows-1252";
    auto text = to_utf8(bytes, charset);
    if (!text)
        return fail(
            not_text(name, fmt::format("it is no text in {}", in_quotes(charset)), "save it again as UTF-8"));
    return std::move(*text);
}

Result<CommentFile> read_csv(const std::string& name, std::string_view bytes) {
    auto text = text_of(name, bytes, {});
    if (!text) return fail(text);
    return read_comment_csv(printable_line(name), *text);
}

Result<CommentFile> read_page(const std::string& name, std::string_view bytes) {
    auto text = text_of(name, bytes, named_charset(bytes));
    if (!text) return fail(text);
    return read_comment_page(*text);
}

struct Kind {
    std::string_view ending;
    Result<CommentFile> (*read)(const std::string&, std::string_view);
};
constexpr std::array k_kinds{Kind{".csv", read_csv}, Kind{".html", read_page}, Kind{".htm", read_page}};

}  // namespace

Result<CommentFile> read_comment_file(const std::string& name, std::string_view bytes) {
    const std::string ending = lower_ascii(name);
    for (const Kind& kind : k_kinds)
        if (ending.ends_with(kind.ending)) return kind.read(name, bytes);
    return fail(ErrorCode::invalid_file,
                fmt::format("{} is neither a spreadsheet nor a page by its name", in_quotes(name)),
                "save it as .csv, or in Word as a filtered web page (.htm)");
}

DecisionWords find_decision_words(std::string_view text) {
    const std::string said = folded_words(text);
    DecisionWords out = DecisionWords::none;
    for (const std::string_view words : k_decisions) {
        if (said == words) return DecisionWords::nothing_else;
        if (said.starts_with(std::string(words) + ' ')) out = DecisionWords::begins_so;
    }
    return out;
}

std::string comment_key(std::string_view asset, int version, std::string_view field) {
    return field.empty() ? fmt::format("{}@v{}", asset, version)
                         : fmt::format("{}@v{} · {}", asset, version, field);
}

}  // namespace mkai::workspace
