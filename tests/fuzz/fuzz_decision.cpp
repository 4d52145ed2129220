// libFuzzer: no mail and no reply makes the reader of decisions crash, and what it reads names one version.
#include "core/base/mail.hpp"
#include "core/workspace/decision_file.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// The first byte says what kind of file it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mkai;
    if (size == 0) return 0;
    static const std::array<std::string, 3> k_names{"d.eml", "d.txt", "d.yaml"};
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto file = workspace::read_decision_file(k_names[data[0] % k_names.size()], bytes, TimeMs{0});
    if (!file) return 0;
    if (file->assets.empty()) std::abort();
    for (const workspace::DecidedAsset& decided : file->assets)
        if (decided.version < 1 || decided.digest.size() < 8 || decided.asset.empty()) std::abort();
    return 0;
}
