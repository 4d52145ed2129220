// SHA-256 (FIPS 180-4) by OpenSSL; its HMAC and random bytes by libsodium.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mkai {

// Lower-case hex of the SHA-256 of `bytes` (64 characters).
std::string sha256_hex(std::string_view bytes);
// Lower-case hex of SHA-256(salt || bytes): the id of a text that may have to be erased later. Without the
// salt, which is erased with the text, the digest tells nothing about it.
std::string salted_sha256_hex(std::string_view salt, std::string_view bytes);

// The 32 bytes of HMAC-SHA-256 (RFC 2104), as they are.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

std::string to_hex(std::string_view bytes);

// Where random bytes come from; a test gives its own, so that ids and salts repeat.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

// The system's, fetched in pieces: a system call an id is most of what an id costs. For one thread.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> out) override;

  private:
    std::array<std::uint8_t, 512> m_stock{};
    std::size_t m_left = 0;
};

// Reproducible bytes from a seed. For tests and for the demo model; never for salts of a real ledger.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    void fill(std::span<std::uint8_t> out) override;
    std::uint64_t next();

  private:
    std::uint64_t m_state;
};

}  // namespace mkai
