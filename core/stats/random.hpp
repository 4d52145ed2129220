// A generator of our own, so that a seed gives the same draws on every machine, compiler and library.
// Not for secrets.
#pragma once

#include <cstdint>

namespace mkai::stats {

// SplitMix64: the state is a counter, the output its hash, the period 2^64.
// Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA, with the
// constants of Vigna's public domain splitmix64.c (prng.di.unimi.it, 2015).
class SplitMix64 {
  public:
    explicit SplitMix64(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next();

    // 0 to bound - 1, each exactly as likely; bound >= 1.
    // Source: Lemire 2019, "Fast random integer generation in an interval", ACM TOMACS 29(1), algorithm 5,
    // with 32 bits a draw.
    std::uint32_t below(std::uint32_t bound);

  private:
    std::uint64_t m_state;
};

}  // namespace mkai::stats
