// libFuzzer: no copy makes what types it anew or reads its links crash or hang; typing anew keeps each letter
// and digit in its order, and the second time finds nothing.
#include "core/brand/links.hpp"
#include "core/brand/typography.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace mkai::brand;

std::string letters_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) out += c;
    return out;
}

}  // namespace

// The first byte chooses the rules, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view k_locales[] = {"en-GB", "fr-FR", "de-DE", ""};
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const TypingRules rules{(data[0] & 1U) != 0, (data[0] & 2U) != 0, k_locales[(data[0] >> 2U) & 3U]};
    const auto mends = find_typing(text, rules);
    std::size_t end = 0;
    for (const TypingMend& mend : mends) {
        if (mend.begin < end || mend.end <= mend.begin || mend.end > text.size()) std::abort();
        end = mend.end;
    }
    const std::string once = with_mends(text, mends);
    if (letters_of(once) != letters_of(text)) std::abort();
    if (!find_typing(once, rules).empty()) std::abort();
    for (const mkai::Finding& finding : check_typing(text, rules, "body", "Body"))
        if (finding.end > text.size()) std::abort();
    for (const mkai::Finding& finding : check_links("body", "Body", text, "shop.example"))
        if (finding.end < finding.begin || finding.end > text.size()) std::abort();
    for (const LinkProblem& problem : check_link(text))
        if (problem.end < problem.begin || problem.end > text.size()) std::abort();
    return 0;
}
