#include "core/app/prompt_fix.hpp"

#include "core/base/text.hpp"

namespace mkai::app {

FixedText fix_prompt_text(std::string_view text) {
    FixedText out{std::string(text), 0};
    if (!is_utf8(text)) return out;
    std::string plain;
    std::string_view rest = text;
    if (rest.starts_with("\xef\xbb\xbf")) {
        rest.remove_prefix(3);
        ++out.changes;
    }
    while (const auto hidden = find_hidden(rest)) {
        plain += rest.substr(0, hidden->byte);
        std::string character;
        append_utf8(character, hidden->code_point);
        rest.remove_prefix(hidden->byte + character.size());
        ++out.changes;
    }
    plain += rest;
    if (!plain.ends_with('\n')) {
        plain += '\n';
        ++out.changes;
    }
    while (plain.ends_with("\n\n")) {
        plain.pop_back();
        ++out.changes;
    }
    out.text = std::move(plain);
    return out;
}

}  // namespace mkai::app
