// Text in the character sets that mail programs and word processors still write, as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mkai {

// UTF-8, US-ASCII, windows-1252, ISO-8859-1 (read as windows-1252, as the WHATWG Encoding Standard has it)
// and ISO-8859-15, by any of their usual names. Empty for another set, and for bytes that are no text in it.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace mkai
