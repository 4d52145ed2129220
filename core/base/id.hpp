// UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. Ids of two ledgers never
// meet, and sort by time; ids that one maker hands out within a millisecond sort in the order of making.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/hash.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mkai {

class IdMaker {
  public:
    IdMaker(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}
    // "018f2c1e-...": 36 characters, lower case.
    std::string next();

  private:
    const Clock& m_clock;
    Random& m_random;
    std::int64_t m_last_ms = 0;
    std::uint16_t m_counter = 0;  // the 12 bits of rand_a (RFC 9562, section 6.2, method 1)
};

bool is_uuid(std::string_view text);

}  // namespace mkai
