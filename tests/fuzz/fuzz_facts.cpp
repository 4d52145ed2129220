// libFuzzer: no text makes the reader of facts crash or hang, and each fact is a place of its own in the
// text.
#include "core/brand/facts.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

// The first byte chooses the locale, the rest is the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view k_locales[] = {"en-GB", "en-US", "en-IN", "de-DE", "de-CH", "fr-FR", "es-ES",
                                              "it-IT", "nl-NL", "sv-SE", "pl-PL", "ja-JP", "ko-KR", ""};
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::size_t end = 0;
    for (const mkai::brand::Fact& fact :
         mkai::brand::find_facts(text, k_locales[data[0] % std::size(k_locales)])) {
        if (fact.begin < end || fact.end <= fact.begin || fact.end > text.size()) std::abort();
        end = fact.end;
    }
    return 0;
}
