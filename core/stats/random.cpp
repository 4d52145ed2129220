#include "core/stats/random.hpp"

namespace mkai::stats {

std::uint64_t SplitMix64::next() {
    m_state += 0x9e3779b97f4a7c15;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

std::uint32_t SplitMix64::below(std::uint32_t bound) {
    // The high word of draw * bound is the result. 2^32 mod bound of the low words would come up once too
    // often; those are drawn again.
    const auto product = [&] { return (next() >> 32) * bound; };
    std::uint64_t drawn = product();
    if (static_cast<std::uint32_t>(drawn) < bound) {
        const std::uint32_t surplus = (0U - bound) % bound;
        while (static_cast<std::uint32_t>(drawn) < surplus) drawn = product();
    }
    return static_cast<std::uint32_t>(drawn >> 32);
}

}  // namespace mkai::stats
