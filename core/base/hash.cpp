// SHA256_Init and its kin are called deprecated since OpenSSL 3.0 and stay there.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/base/hash.hpp"

#include "core/base/file_digest.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include <openssl/sha.h>
#include <sodium.h>

namespace mkai {

namespace {

std::string hex(std::span<const unsigned char> bytes) {
    static constexpr char k_digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (unsigned char b : bytes) {
        out += k_digits[b >> 4];
        out += k_digits[b & 15];
    }
    return out;
}

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    return hex({data_of(bytes), bytes.size()});
}

std::string sha256_hex(std::string_view bytes) {
    return salted_sha256_hex({}, bytes);
}

std::string salted_sha256_hex(std::string_view salt, std::string_view bytes) {
    // OpenSSL's, because it uses the processor's own instructions where they are: every text of a call is
    // hashed. The functions below EVP need no set-up of the library, which would cost every start a
    // millisecond.
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, salt.data(), salt.size());
    SHA256_Update(&state, bytes.data(), bytes.size());
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_Final(digest.data(), &state);
    return hex(digest);
}

Result<std::string> sha256_hex_of_file(const fs::path& path, const DigestStep& step) {
    constexpr std::int64_t k_step_bytes = 8 << 20;
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(error_of_errno(errno, "read", path));
    SHA256_CTX state;
    SHA256_Init(&state);
    std::array<char, 1 << 16> buffer{};
    std::int64_t bytes = 0;
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
        SHA256_Update(&state, buffer.data(), static_cast<std::size_t>(in.gcount()));
        bytes += in.gcount();
        if (!step || bytes % k_step_bytes != 0) continue;
        if (auto told = step(bytes); !told) return fail(told);
    }
    if (in.bad()) return fail(error_of_errno(EIO, "read", path));
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_Final(digest.data(), &state);
    return hex(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, data_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, data_of(bytes), bytes.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> code{};
    crypto_auth_hmacsha256_final(&state, code.data());
    return {code.begin(), code.end()};
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (out.size() > m_left) {
        if (out.size() > m_stock.size()) return randombytes_buf(out.data(), out.size());
        randombytes_buf(m_stock.data(), m_stock.size());
        m_left = m_stock.size();
    }
    m_left -= out.size();
    std::copy_n(m_stock.begin() + static_cast<std::ptrdiff_t>(m_left), out.size(), out.begin());
}

// splitmix64 (Steele, Lea, Flood 2014), public domain constants.
std::uint64_t SeededRandom::next() {
    std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(next() >> 32);
}

}  // namespace mkai
